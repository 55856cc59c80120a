/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Bytes as people read them. */

#include "config.h"

#include "wb-hex.h"

/* Bytes in a line of a dump: what fits beside the list of messages. */
#define BYTES_PER_LINE 8

/**
 * wb_hex_append_line:
 * @out: where to
 * @bytes: some bytes
 * @length: how many
 *
 * Appends “0a 12 32…”.
 */
void
wb_hex_append_line (GString *out,
                    const guint8 *bytes,
                    gsize length)
{
  for (gsize i = 0; i < length; i++)
    g_string_append_printf (out, i > 0 ? " %02x" : "%02x", bytes[i]);
}

static void
append_row (GString *out,
            const guint8 *bytes,
            gsize length)
{
  wb_hex_append_line (out, bytes, length);
  for (gsize i = length; i < BYTES_PER_LINE; i++)
    g_string_append (out, "   ");
  g_string_append (out, "  ");
  for (gsize i = 0; i < length; i++)
    g_string_append_c (out, g_ascii_isprint (bytes[i]) ? (char) bytes[i] : '.');
}

/**
 * wb_hex_append_dump:
 * @out: where to
 * @bytes: some bytes
 * @length: how many
 *
 * Appends lines of an offset, bytes in hexadecimal and the same bytes as text.
 */
void
wb_hex_append_dump (GString *out,
                    const guint8 *bytes,
                    gsize length)
{
  for (gsize i = 0; i < length; i += BYTES_PER_LINE)
    {
      g_string_append_printf (out, "%s%04" G_GSIZE_MODIFIER "x  ", i > 0 ? "\n" : "", i);
      append_row (out, bytes + i, MIN (length - i, BYTES_PER_LINE));
    }
}
