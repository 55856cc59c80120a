/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* How large a picture says it is: read before it is decoded, because a small file can unpack to
 * gigabytes. */

#include "config.h"

#include "wb-picture-size.h"

#include <string.h>

static guint
read_big (const guint8 *at)
{
  return (guint) at[0] << 8 | at[1];
}

static guint
read_little (const guint8 *at)
{
  return (guint) at[1] << 8 | at[0];
}

static gboolean
read_png (const guint8 *data,
          gsize length,
          guint *width,
          guint *height)
{
  if (length < 24 || memcmp (data + 12, "IHDR", 4) != 0)
    return FALSE;

  *width = read_big (data + 16) << 16 | read_big (data + 18);
  *height = read_big (data + 20) << 16 | read_big (data + 22);
  return TRUE;
}

static gboolean
read_gif (const guint8 *data,
          gsize length,
          guint *width,
          guint *height)
{
  if (length < 10)
    return FALSE;

  *width = read_little (data + 6);
  *height = read_little (data + 8);
  return TRUE;
}

/* The size stands in the first “start of frame”, behind segments of any length. */
static gboolean
read_jpeg (const guint8 *data,
           gsize length,
           guint *width,
           guint *height)
{
  gsize at = 2;

  while (at + 9 <= length && data[at] == 0xff)
    {
      guint8 marker = data[at + 1];

      if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc)
        {
          *height = read_big (data + at + 5);
          *width = read_big (data + at + 7);
          return TRUE;
        }
      at += marker == 0xff ? 1 : 2 + read_big (data + at + 2);
    }
  return FALSE;
}

static gboolean
read_webp (const guint8 *data,
           gsize length,
           guint *width,
           guint *height)
{
  if (length < 30 || memcmp (data + 8, "WEBP", 4) != 0)
    return FALSE;

  if (memcmp (data + 12, "VP8X", 4) == 0)
    {
      *width = 1 + (read_little (data + 24) | (guint) data[26] << 16);
      *height = 1 + (read_little (data + 27) | (guint) data[29] << 16);
    }
  else if (memcmp (data + 12, "VP8L", 4) == 0)
    {
      *width = 1 + (read_little (data + 21) & 0x3fff);
      *height = 1 + ((guint) data[22] >> 6 | (guint) data[23] << 2 | ((guint) data[24] & 0xf) << 10);
    }
  else
    {
      *width = read_little (data + 26) & 0x3fff;
      *height = read_little (data + 28) & 0x3fff;
    }
  return TRUE;
}

static const struct {
  const char *magic;
  gsize length;
  gboolean (*read) (const guint8 *data,
                    gsize length,
                    guint *width,
                    guint *height);
} formats[] = {
  { "\x89PNG", 4, read_png },
  { "GIF8", 4, read_gif },
  { "\xff\xd8\xff", 3, read_jpeg },
  { "RIFF", 4, read_webp },
};

/**
 * wb_picture_size_read:
 * @data: any bytes
 * @length: how many
 * @width: (out): its width in pixels
 * @height: (out): its height
 *
 * Returns: whether it begins as a PNG, JPEG, GIF or WebP picture
 */
gboolean
wb_picture_size_read (const guint8 *data,
                      gsize length,
                      guint *width,
                      guint *height)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (length > formats[i].length && memcmp (data, formats[i].magic, formats[i].length) == 0)
      return formats[i].read (data, length, width, height);
  return FALSE;
}
