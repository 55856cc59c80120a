/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the details make of payloads: JSON laid out for reading, and how large a picture is. */

#include "config.h"

#include "wb-json-highlighter.h"
#include "wb-picture-size.h"

#include <string.h>

/* What is laid out is what was sent, and values are marked by their paths. */
static void
test_pretty (void)
{
  static const struct {
    const char *text;
    const char *pretty;
  } cases[] = {
    { "{}", "{}" },
    { "[]", "[]" },
    { "[{}]", "[\n  {}\n]" },
    { "1 2", "1\n2" },
    { "{\"a\":1,\"a\":1.0}", "{\n  \"a\": 1,\n  \"a\": 1.0\n}" },
    { "[1,[2,3]]", "[\n  1,\n  [2, 3]\n]" },
    { "\"x\\/y\"", "\"x\\/y\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(WbStyledText) out = wb_styled_text_new ();

      g_assert_true (wb_json_highlighter_append (out, cases[i].text, strlen (cases[i].text), FALSE, NULL, NULL));
      g_assert_cmpstr (wb_styled_text_get_text (out), ==, cases[i].pretty);
    }
}

static void
test_not_json (void)
{
  g_autoptr(WbStyledText) out = wb_styled_text_new ();
  g_autoptr(GError) error = NULL;

  g_assert_false (wb_json_highlighter_append (out, "{\"a\":1,}", 8, FALSE, NULL, &error));
  g_assert_nonnull (error);
}

static void
test_picture_size (void)
{
  static const guint8 png[] = { 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R',
                                0, 0, 4, 0, 0, 0, 3, 0 };
  static const guint8 jpeg[] = { 0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc0, 0, 11, 8, 0, 16, 0, 32 };
  guint width, height;

  g_assert_true (wb_picture_size_read (png, sizeof png, &width, &height));
  g_assert_cmpuint (width, ==, 1024);
  g_assert_cmpuint (height, ==, 768);
  g_assert_true (wb_picture_size_read (jpeg, sizeof jpeg, &width, &height));
  g_assert_cmpuint (width, ==, 32);
  g_assert_cmpuint (height, ==, 16);
  for (gsize i = 0; i < sizeof jpeg; i++)
    wb_picture_size_read (jpeg, i, &width, &height);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/message-content/pretty", test_pretty);
  g_test_add_func ("/ui/message-content/not-json", test_not_json);
  g_test_add_func ("/ui/message-content/picture-size", test_picture_size);

  return g_test_run ();
}
