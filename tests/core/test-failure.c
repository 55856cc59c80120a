/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

#include "config.h"

#include "wb-failure.h"

#include <string.h>

static const WbFailureFacts facts = {
  .host = "host.example",
  .port = 4711,
  .seconds = 17,
  .detail = "the detail",
};

/* Each has a sentence of what happened and one of what to do, and no placeholder is left. */
static void
test_two_sentences (void)
{
  for (WbFailure failure = 0; failure <= WB_FAILURE_OTHER; failure++)
    {
      g_autofree char *text = wb_failure_explain (failure, &facts);
      const char *end = strstr (text, ". ");

      g_assert_nonnull (end);
      g_assert_cmpuint (strlen (end), >, 5);
      g_assert_true (g_str_has_suffix (text, "."));
      g_assert_null (strpbrk (text, "{}"));
      g_assert_true (g_utf8_validate (text, -1, NULL));
    }
}

static void
test_all_different (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (WbFailure failure = 0; failure <= WB_FAILURE_OTHER; failure++)
    g_assert_true (g_hash_table_add (seen, wb_failure_explain (failure, &facts)));
}

static const struct {
  WbFailure failure;
  const char *text;
} texts[] = {
  { WB_FAILURE_REFUSED, "The server at host.example refused the connection on port 4711. "
                        "Check the port, or whether the server is running." },
  { WB_FAILURE_TIMEOUT, "host.example did not answer within 17 s. "
                        "Check the address, or try again later." },
  { WB_FAILURE_HTTP_STATUS, "host.example answered, but not as a WebSocket (the detail). "
                            "Check the path of the address." },
};

static void
test_placeholders (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = wb_failure_new (texts[i].failure, &facts);

      g_assert_error (error, WB_FAILURE, (int) texts[i].failure);
      g_assert_cmpstr (error->message, ==, texts[i].text);
    }
}

/* What a server says is never taken for a template or a format. */
static void
test_hostile_text (void)
{
  const WbFailureFacts hostile = { .host = "%s{detail}{", .detail = "{host}%n{port}}{detail}" };
  g_autofree char *text = wb_failure_explain (WB_FAILURE_CLOSED_BY_SERVER, &hostile);

  g_assert_true (
      g_str_has_prefix (text, "%s{detail}{ closed the connection: {host}%n{port}}{detail}. "));
}

/* A reason that is a whole sentence does not end in two full stops. */
static void
test_full_stop (void)
{
  const WbFailureFacts spoken = { .host = "h", .detail = "1011 server error: Out of memory." };
  g_autofree char *text = wb_failure_explain (WB_FAILURE_CLOSED_BY_SERVER, &spoken);

  g_assert_true (g_str_has_prefix (text, "h closed the connection: 1011 server error: Out of memory. W"));
}

static void
test_missing_facts (void)
{
  const WbFailureFacts none = { NULL, 0, 0, NULL };

  for (WbFailure failure = 0; failure <= WB_FAILURE_OTHER; failure++)
    {
      g_autofree char *text = wb_failure_explain (failure, &none);

      g_assert_null (strstr (text, "(null)"));
      g_assert_null (strpbrk (text, "{}"));
    }
}

static void
test_close_codes (void)
{
  static const guint registered[] = { 1000, 1001, 1002, 1003, 1005, 1006, 1007, 1008,
                                      1009, 1010, 1011, 1012, 1013, 1014, 1015 };
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint code = 0; code <= G_MAXUINT16; code++)
    g_assert_cmpstr (wb_close_code_get_name (code), !=, "");
  for (gsize i = 0; i < G_N_ELEMENTS (registered); i++)
    g_assert_true (g_hash_table_add (seen, (gpointer) wb_close_code_get_name (registered[i])));

  g_assert_true (g_hash_table_add (seen, (gpointer) wb_close_code_get_name (3000)));
  g_assert_true (g_hash_table_add (seen, (gpointer) wb_close_code_get_name (4000)));
  g_assert_true (g_hash_table_add (seen, (gpointer) wb_close_code_get_name (1004)));
  g_assert_cmpstr (wb_close_code_get_name (3999), ==, wb_close_code_get_name (3000));
  g_assert_cmpstr (wb_close_code_get_name (4999), ==, wb_close_code_get_name (4000));
  g_assert_cmpstr (wb_close_code_get_name (2999), ==, wb_close_code_get_name (1004));
  g_assert_cmpstr (wb_close_code_get_name (5000), ==, wb_close_code_get_name (1004));
}

static void
test_close_descriptions (void)
{
  g_autofree char *bare = wb_close_code_describe (1008, NULL);
  g_autofree char *empty = wb_close_code_describe (1008, "");
  g_autofree char *reason = wb_close_code_describe (4001, "%s");
  g_autofree char *hostile = wb_close_code_describe (1001, "\033]0;x\007\ny\xe2\x80\xae");

  g_assert_cmpstr (bare, ==, "1008 policy violation");
  g_assert_cmpstr (empty, ==, "1008 policy violation");
  g_assert_cmpstr (reason, ==, "4001 code of this service: %s");
  g_assert_cmpstr (hostile, ==, "1001 going away:  ]0;x  y ");
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/failure/A15/two-sentences", test_two_sentences);
  g_test_add_func ("/core/failure/A15/all-different", test_all_different);
  g_test_add_func ("/core/failure/A15/placeholders", test_placeholders);
  g_test_add_func ("/core/failure/A15/hostile-text", test_hostile_text);
  g_test_add_func ("/core/failure/full-stop", test_full_stop);
  g_test_add_func ("/core/failure/A15/missing-facts", test_missing_facts);
  g_test_add_func ("/core/failure/A16/close-codes", test_close_codes);
  g_test_add_func ("/core/failure/A16/close-descriptions", test_close_descriptions);

  return g_test_run ();
}
