/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

#include "config.h"

#include "wb-handshake.h"

#include <string.h>

static const struct {
  const char *name;
  const char *value;
  const char *line;
} headers[] = {
  { "X-Plain", "value", "X-Plain: value\n" },
  { "Authorization", "Basic abc", "Authorization: •••\n" },
  { "proxy-authorization", "Basic abc", "proxy-authorization: •••\n" },
  { "Cookie", "a=b", "Cookie: •••\n" },
  { "Set-Cookie", "a=b", "Set-Cookie: •••\n" },
  { "X-Api-Key", "abc", "X-Api-Key: •••\n" },
  { "X-Amz-Security-Token", "abc", "X-Amz-Security-Token: •••\n" },
  { "Client-Secret", "abc", "Client-Secret: •••\n" },
  { "X-Password", "abc", "X-Password: •••\n" },
  { "Sec-WebSocket-Key", "abc", "Sec-WebSocket-Key: abc\n" },
  { "Location", "wss://u:p@host/?token=abc", "Location: wss://•••@host/?token=•••\n" },
  { "WWW-Authenticate", "Basic realm=\"boats\"", "WWW-Authenticate: Basic realm=\"boats\"\n" },
  { "X-\xfc", "", "X-\xef\xbf\xbd: \n" },
  { "X-Lines", "a\r\nAuthorization: abc", "X-Lines: a  Authorization: abc\n" },
};

static void
test_masked (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autoptr(GString) lines = g_string_new (NULL);

      wb_handshake_append_header (lines, headers[i].name, headers[i].value);
      g_assert_cmpstr (lines->str, ==, headers[i].line);
    }
}

/* A server may send any number of them, of any length and of any bytes. */
static void
test_bounded (void)
{
  g_autoptr(GString) lines = g_string_new (NULL);
  g_autofree char *value = g_strnfill (100000, '\xc3');

  for (guint i = 0; i < 1000; i++)
    wb_handshake_append_header (lines, i % 2 == 0 ? "X-Long" : value, value);
  g_assert_cmpuint (lines->len, <, 32 * 1024);
  g_assert_true (g_utf8_validate (lines->str, -1, NULL));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/handshake/masked", test_masked);
  g_test_add_func ("/core/handshake/bounded", test_bounded);

  return g_test_run ();
}
