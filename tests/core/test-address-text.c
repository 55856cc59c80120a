/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Addresses as they are typed: which variables are in them, and their query as rows. */

#include "config.h"

#include "wb-address-text.h"
#include "wb-address.h"

#include <string.h>

static const struct {
  const char *address;
  const char *names; /* with blanks between them */
} listings[] = {
  { "", "" },
  { "wss://example.org/", "" },
  { "wss://h/ws/{id}", "id" },
  { "wss://h/ws/{{id}}", "id" },
  { "wss://h/{a}/{b}/{a}?q={{c}}&r={d}", "a b c" },
  { "{{server}}/ws", "server" },
  { "wss://{{host}}:{port}/x", "host" },
  { "wss://{{user}}:{{pass}}@h/", "user pass" },
  { "wss://h/{1}/{}/{{}}/{ a }/{a", "" },
  { "wss://h/{a}#{b}", "a" },
  { "wss://u:p#{{x}}@h/", "x" },
  { "wss://h?{{a}}", "a" },
  { "{{{a}}}{{b}}", "a b" },
};

/* W5 */
static void
test_names (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (listings); i++)
    {
      g_auto(GStrv) names = wb_address_text_list_names (listings[i].address, NULL);
      g_autofree char *joined = g_strjoinv (" ", names);

      g_test_message ("%s", listings[i].address);
      g_assert_cmpstr (joined, ==, listings[i].names);
    }
}

static void
test_names_in_query (void)
{
  g_autoptr(WbQuery) query = wb_query_new ();
  g_auto(GStrv) names = NULL;
  g_autofree char *joined = NULL;

  wb_query_add (query, TRUE, "{{name}}", "{{value}} {single}");
  wb_query_add (query, FALSE, "off", "{{off}}");
  wb_query_add (query, TRUE, "", "{{nameless}}");
  wb_query_add (query, TRUE, "again", "{{id}}");
  names = wb_address_text_list_names ("wss://h/{id}", query);
  joined = g_strjoinv (" ", names);
  g_assert_cmpstr (joined, ==, "id name value");
}

static void
test_names_are_bounded (void)
{
  GString *address = g_string_new ("wss://h/");
  g_auto(GStrv) names = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (address, "{a%u}", i);
  names = wb_address_text_list_names (address->str, NULL);
  g_assert_cmpuint (g_strv_length (names), ==, WB_MAX_VARIABLES);
  g_string_free (address, TRUE);
}

static const struct {
  const char *address;
  const char *rest;
  const char *rows; /* “name=value” each, with “|” between them */
} splits[] = {
  { "", "", "" },
  { "wss://h/ws", "wss://h/ws", "" },
  { "wss://h/ws?", "wss://h/ws", "" },
  { "wss://h/ws?a=1", "wss://h/ws", "a=1" },
  { "wss://h?a=1&b=2", "wss://h", "a=1|b=2" },
  { "wss://h/?a=b%20c+d&%C3%BC=%26", "wss://h/", "a=b c d|ü=&" },
  { "wss://h/?a=1=2&&flag&", "wss://h/", "a=1=2|flag=" },
  { "wss://h/{id}?t={{token}}", "wss://h/{id}", "t={{token}}" },
  { "wss://h/?a=1#end?b=2", "wss://h/#end?b=2", "a=1" },
  { "wss://h/#end?b=2", "wss://h/#end?b=2", "" },
  { "wss://u:p#x@h/?a=1", "wss://u:p#x@h/", "a=1" },
  { "wss://u:p?x@h/?a=1", "wss://u:p", "x@h/?a=1" },
  /* What can't be moved without becoming something else stays. */
  { "wss://h/?a=%zz&b=2&=3&c=%FF&d=%00", "wss://h/?a=%zz&=3&c=%FF&d=%00", "b=2" },
  { "wss://h/?a=%7B%7Bid}}&b=%7B{id}}&c=%7B1", "wss://h/?a=%7B%7Bid}}&b=%7B{id}}", "c={1" },
};

/* W5: query parameters found in the address become rows. */
static void
test_query (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (splits); i++)
    {
      g_autoptr(WbQuery) query = wb_query_new ();
      g_autofree char *rest = wb_address_text_take_query (splits[i].address, query);
      GString *rows = g_string_new (NULL);

      for (guint j = 0; j < wb_query_get_length (query); j++)
        g_string_append_printf (rows, "%s%s=%s", j > 0 ? "|" : "", wb_query_get (query, j)->name,
                                wb_query_get (query, j)->value);
      g_test_message ("%s", splits[i].address);
      g_assert_cmpstr (rest, ==, splits[i].rest);
      g_assert_cmpstr (rows->str, ==, splits[i].rows);
      g_string_free (rows, TRUE);
    }
}

static void
test_query_without_room (void)
{
  g_autoptr(WbQuery) query = wb_query_new ();
  g_autofree char *rest = NULL;

  for (guint i = 1; i < WB_MAX_QUERY_ROWS; i++)
    wb_query_add (query, TRUE, "x", "");
  rest = wb_address_text_take_query ("wss://h/?a=1&b=2", query);
  g_assert_cmpstr (rest, ==, "wss://h/?b=2");
  g_assert_cmpuint (wb_query_get_length (query), ==, WB_MAX_QUERY_ROWS);
}

/* Nobody waits for an address with thousands of them. */
static void
test_query_without_end (void)
{
  GString *address = g_string_new ("wss://h/?=");
  g_autoptr(WbQuery) query = wb_query_new ();
  g_autofree char *rest = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append (address, "&a=1");
  rest = wb_address_text_take_query (address->str, query);
  g_assert_cmpuint (wb_query_get_length (query), ==, WB_MAX_QUERY_ROWS - 1);
  g_assert_cmpuint (strlen (rest), ==, address->len - (WB_MAX_QUERY_ROWS - 1) * strlen ("&a=1"));
  g_assert_true (g_str_has_prefix (rest, "wss://h/?=&a=1&a=1"));
  g_string_free (address, TRUE);
}

static const char *const same[] = {
  "wss://h/ws?a=b%20c&d=%26&e=%C3%BC",
  "wss://h/?a={{id}}&b=1",
  "wss://h/?a=%zz",
};

/* W5: the same address is built of the rows. */
static void
test_round_trip (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autoptr(WbProfile) profile = wb_profile_new (same[i]);
      g_autoptr(WbVariables) variables = wb_variables_new ();
      g_autoptr(WbQuery) query = wb_query_new ();
      g_autofree char *rest = wb_address_text_take_query (same[i], query);
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;

      wb_variables_set (variables, "id", "a&b", FALSE);
      g_object_set (profile, "variables", variables, NULL);
      before = wb_address_build (profile, NULL);
      g_object_set (profile, "url", rest, "query", query, NULL);
      after = wb_address_build (profile, NULL);
      g_assert_nonnull (before);
      g_assert_cmpstr (after, ==, before);
    }
}

/* Whatever is typed: nothing crashes, and nothing is lost. */
static void
test_random (void)
{
  static const char alphabet[] = "ab:/?#@&=%7B{}+2";
  g_autoptr(GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < 20000; i++)
    {
      char text[25] = "";
      g_autoptr(WbQuery) query = wb_query_new ();
      g_autofree char *rest = NULL;
      g_auto(GStrv) names = NULL;

      for (gint j = g_rand_int_range (random, 0, sizeof text); j > 0; j--)
        text[strlen (text)] = alphabet[g_rand_int_range (random, 0, sizeof alphabet - 1)];
      names = wb_address_text_list_names (text, NULL);
      rest = wb_address_text_take_query (text, query);
      g_assert_cmpuint (strlen (rest), <=, strlen (text));
      if (strchr (text, '?') == NULL)
        g_assert_cmpstr (rest, ==, text);
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/address-text/W5/names", test_names);
  g_test_add_func ("/core/address-text/W5/names-in-query", test_names_in_query);
  g_test_add_func ("/core/address-text/W5/names-are-bounded", test_names_are_bounded);
  g_test_add_func ("/core/address-text/W5/query", test_query);
  g_test_add_func ("/core/address-text/W5/query-without-room", test_query_without_room);
  g_test_add_func ("/core/address-text/W5/query-without-end", test_query_without_end);
  g_test_add_func ("/core/address-text/W5/round-trip", test_round_trip);
  g_test_add_func ("/core/address-text/random", test_random);

  return g_test_run ();
}
