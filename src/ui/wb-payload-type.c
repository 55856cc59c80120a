/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What a payload is, by its content. */

#include "config.h"

#include "wb-payload-type.h"

#include <gio/gio.h>
#include <string.h>

/* What is looked at. */
#define HEAD_BYTES 4096

static const struct {
  const char *mime_type;
  WbPayloadType type;
  const char *extension;
} pictures[] = {
  { "image/png", WB_PAYLOAD_PICTURE, ".png" },
  { "image/jpeg", WB_PAYLOAD_PICTURE, ".jpg" },
  { "image/gif", WB_PAYLOAD_PICTURE, ".gif" },
  { "image/webp", WB_PAYLOAD_PICTURE, ".webp" },
  { "image/svg+xml", WB_PAYLOAD_DRAWING, ".svg" },
};

static char *
guess_mime_type (GBytes *payload)
{
  gsize length;
  const guchar *data = g_bytes_get_data (payload, &length);
  g_autofree char *content_type = g_content_type_guess (NULL, data, MIN (length, HEAD_BYTES), NULL);

  return g_content_type_get_mime_type (content_type);
}

static gboolean
begins_like_json (GBytes *payload)
{
  gsize length;
  const char *text = g_bytes_get_data (payload, &length);

  while (length > 0 && g_ascii_isspace (*text))
    text++, length--;
  return length > 0 && (*text == '{' || *text == '[');
}

/**
 * wb_payload_classify:
 * @payload: any bytes
 * @extension: (out) (optional): what the name of a file with them ends in, with its dot
 *
 * Returns: what they seem to be
 */
WbPayloadType
wb_payload_classify (GBytes *payload,
                     const char **extension)
{
  g_autofree char *mime_type = guess_mime_type (payload);
  gboolean is_text = wb_payload_is_text (payload);
  gboolean is_json = is_text && begins_like_json (payload);

  for (gsize i = 0; i < G_N_ELEMENTS (pictures); i++)
    if (g_strcmp0 (mime_type, pictures[i].mime_type) == 0)
      {
        if (extension != NULL)
          *extension = pictures[i].extension;
        return pictures[i].type;
      }

  if (extension != NULL)
    *extension = is_json ? ".json" : is_text ? ".txt" : ".bin";
  return is_json ? WB_PAYLOAD_JSON : is_text ? WB_PAYLOAD_TEXT : WB_PAYLOAD_BYTES;
}
