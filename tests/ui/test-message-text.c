/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What is said of a message in lists. */

#include "config.h"

#include "wb-message-text.h"

#include <string.h>

static const struct {
  WbMessageKind kind;
  const char *payload;
  const char *blank;  /* what the row says instead of it */
  const char *spoken; /* how what is read out ends */
} rows[] = {
  { WB_MESSAGE_TEXT, "", "empty", "text, empty" },
  { WB_MESSAGE_BINARY, "", "empty", "binary, empty" },
  { WB_MESSAGE_TEXT, " \n\t", "only blanks", "text, only blanks" },
  { WB_MESSAGE_TEXT, "\n x", NULL, "x" },
  { WB_MESSAGE_TEXT, "0", NULL, "0" },
  { WB_MESSAGE_BINARY, "\x01", NULL, "01" },
  { WB_MESSAGE_BINARY, "\f", NULL, "0c" },
  { WB_MESSAGE_PING, "", "ping", ", ping" },
  { WB_MESSAGE_PONG, "", "pong", ", pong" },
  { WB_MESSAGE_PING, "life", NULL, "life" },
};

/* No row is without a word. */
static void
test_blank (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GBytes) payload = g_bytes_new_static (rows[i].payload, strlen (rows[i].payload));
      g_autoptr(WbMessage) message = wb_message_new (WB_DIRECTION_RECEIVED, rows[i].kind, 0, payload);
      g_autofree char *spoken = wb_message_text_spoken (message);

      g_assert_cmpstr (wb_message_text_blank (message), ==, rows[i].blank);
      g_assert_true (g_str_has_suffix (spoken, rows[i].spoken));
    }
}

/* Of a long message only the beginning is looked at: nothing is said that may be wrong. */
static void
test_blank_long (void)
{
  g_autofree char *text = g_strnfill (100000, ' ');
  g_autoptr(GBytes) payload = g_bytes_new_static (text, strlen (text));
  g_autoptr(WbMessage) message = wb_message_new (WB_DIRECTION_RECEIVED, WB_MESSAGE_TEXT, 0, payload);

  g_assert_null (wb_message_text_blank (message));
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/message-text/blank", test_blank);
  g_test_add_func ("/ui/message-text/blank-long", test_blank_long);

  return g_test_run ();
}
