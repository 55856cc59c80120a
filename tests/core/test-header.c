/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

#include "config.h"

#include "wb-failure.h"
#include "wb-header.h"

#include <string.h>

static const struct {
  const char *line;
  const char *name; /* NULL if it is refused */
  const char *value;
} lines[] = {
  { "X-Key: abc", "X-Key", "abc" },
  { "X-Key:abc", "X-Key", "abc" },
  { "X-Key:  a: b \t", "X-Key", "a: b" },
  { "X-Empty:", "X-Empty", "" },
  { "Cookie: a=b; c=d", "Cookie", "a=b; c=d" },
  { "X-Text: grüß", "X-Text", "grüß" },
  { "", NULL, NULL },
  { "X-Key", NULL, NULL },
  { ": abc", NULL, NULL },
  { "X Key: abc", NULL, NULL },
  { " X-Key: abc", NULL, NULL },
  { "X-Key : abc", NULL, NULL },
  { "Bearer abc", NULL, NULL },
  { "user abc:def", NULL, NULL },
  { "X-Kéy: abc", NULL, NULL },
  { "X-Key: abc\r\nX-Other: secret", NULL, NULL },
  { "X-Key: abc\n", NULL, NULL },
  { "X-Key: a\x1b[31m", NULL, NULL },
  { "Sec-WebSocket-Key: abc", NULL, NULL },
  { "UPGRADE: h2c", NULL, NULL },
  { "Host: other.example", NULL, NULL },
};

static void
test_parse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;
      g_autoptr(GError) error = NULL;
      gboolean valid = wb_header_parse (lines[i].line, &name, &value, &error);

      g_assert_cmpint (valid, ==, lines[i].name != NULL);
      g_assert_cmpstr (name, ==, lines[i].name);
      g_assert_cmpstr (value, ==, lines[i].value);
      if (!valid)
        g_assert_error (error, WB_FAILURE, WB_FAILURE_HEADER);
      /* An error text never tells a value. */
      if (!valid)
        g_assert_null (strstr (error->message, "abc"));
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/header/parse", test_parse);

  return g_test_run ();
}
