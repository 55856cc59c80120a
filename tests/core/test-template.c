/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Texts with {{name}} in them. */

#include "config.h"

#include "wb-failure.h"
#include "wb-json-tree.h"
#include "wb-query.h"
#include "wb-secret.h"
#include "wb-template.h"

#include <string.h>

/* Names, values, and which of them are secret. */
static WbVariables *
make_variables (void)
{
  WbVariables *variables = wb_variables_new ();

  wb_variables_set (variables, "id", "42", FALSE);
  wb_variables_set (variables, "room", "a b/ü", FALSE);
  wb_variables_set (variables, "quoted", "say \"hi\"", FALSE);
  wb_variables_set (variables, "server", "example.org:8443", FALSE);
  wb_variables_set (variables, "nested", "{{id}}", FALSE);
  wb_variables_set (variables, "token", "s3&cret", TRUE);
  wb_variables_set (variables, "unknown-secret", NULL, TRUE);
  return variables;
}

static const struct {
  WbTemplatePlace place;
  WbTemplateFlags flags;
  const char *text;
  const char *expanded; /* NULL: fails */
  WbFailure failure;
} expansions[] = {
  { WB_TEMPLATE_PLAIN, 0, "", "", 0 },
  { WB_TEMPLATE_PLAIN, 0, "{{id}}", "42", 0 },
  { WB_TEMPLATE_PLAIN, 0, "a{{id}}b{{id}}c", "a42b42c", 0 },
  { WB_TEMPLATE_PLAIN, 0, "{{{id}}}", "{42}", 0 },
  { WB_TEMPLATE_PLAIN, 0, "{id}", "{id}", 0 },
  { WB_TEMPLATE_PLAIN, 0, "{{id} {{ id }} {{}} {{1}} {{id", "{{id} {{ id }} {{}} {{1}} {{id", 0 },
  { WB_TEMPLATE_PLAIN, 0, "{{nested}}", "{{id}}", 0 },
  { WB_TEMPLATE_PLAIN, 0, "Bearer {{token}}", "Bearer s3&cret", 0 },
  { WB_TEMPLATE_PLAIN, 0, "{{nobody}}", NULL, WB_FAILURE_VARIABLE },
  { WB_TEMPLATE_PLAIN, 0, "{{unknown-secret}}", NULL, WB_FAILURE_SECRET },
  { WB_TEMPLATE_PLAIN, WB_TEMPLATE_MASKED, "{{token}}, {{unknown-secret}}, {{id}}", "•••, •••, 42", 0 },
  { WB_TEMPLATE_PLAIN, WB_TEMPLATE_LENIENT, "{{nobody}} {{id}}", "{{nobody}} 42", 0 },
  { WB_TEMPLATE_PLAIN, WB_TEMPLATE_LENIENT, "{{unknown-secret}}", NULL, WB_FAILURE_SECRET },
  { WB_TEMPLATE_PATH, 0, "/ws/{id}/{{room}}", "/ws/42/a%20b%2F%C3%BC", 0 },
  { WB_TEMPLATE_PATH, 0, "/a b/%2F", "/a%20b/%2F", 0 },
  { WB_TEMPLATE_PATH, 0, "/{nobody}", NULL, WB_FAILURE_VARIABLE },
  { WB_TEMPLATE_PATH, 0, "/{1}", "/%7B1%7D", 0 },
  { WB_TEMPLATE_QUERY, 0, "?token={{token}}&x={id}", "?token=s3%26cret&x=%7Bid%7D", 0 },
  { WB_TEMPLATE_PIECE, 0, "a b&{{id}}", "a%20b%2642", 0 },
  { WB_TEMPLATE_FORM, 0, "u={{room}}&p={{token}}", "u=a+b%2F%C3%BC&p=s3%26cret", 0 },
  { WB_TEMPLATE_JSON, 0, "{\"a\":\"{{quoted}}\",\"n\":{{id}}}", "{\"a\":\"say \\\"hi\\\"\",\"n\":42}", 0 },
  { WB_TEMPLATE_JSON, 0, "{\"a\\\"{{quoted}}\":{{quoted}}}",
    "{\"a\\\"say \\\"hi\\\"\":say \"hi\"}", 0 },
  { WB_TEMPLATE_HOST, 0, "wss://{{server}}", "wss://example.org:8443", 0 },
  { WB_TEMPLATE_HOST, 0, "wss://{{token}}", NULL, WB_FAILURE_VALUE },
};

static void
test_table (void)
{
  g_autoptr(WbVariables) variables = make_variables ();

  for (gsize i = 0; i < G_N_ELEMENTS (expansions); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *text = wb_template_expand (expansions[i].text, expansions[i].place,
                                                  expansions[i].flags, variables, &error);

      g_assert_cmpstr (text, ==, expansions[i].expanded);
      if (text == NULL)
        g_assert_error (error, WB_FAILURE, (int) expansions[i].failure);
      else
        g_assert_no_error (error);
      /* What went wrong is told by name. */
      if (error != NULL)
        g_assert_null (strstr (error->message, "s3&cret"));
    }
}

static void
test_unknown_sentence (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (wb_template_expand ("{{room}}", WB_TEMPLATE_PLAIN, WB_TEMPLATE_STRICT, NULL, &error));
  g_assert_nonnull (strstr (error->message, "There is no variable called “room”."));
}

static const struct {
  const char *message;
  const char *sent;
} messages[] = {
  { "hello", "hello" },
  { "subscribe {{room}}", "subscribe a b/ü" },
  { "{{nobody}} {{id}}", "{{nobody}} 42" },
  { "{\"a\":{\"b\":{\"c\":\"{{x}}\"}}}", "{\"a\":{\"b\":{\"c\":\"{{x}}\"}}}" },
  { " [\"{{quoted}}\"]", " [\"say \\\"hi\\\"\"]" },
  { "{{quoted}}", "say \"hi\"" },
};

static void
test_messages (void)
{
  g_autoptr(WbVariables) variables = make_variables ();

  for (gsize i = 0; i < G_N_ELEMENTS (messages); i++)
    {
      g_autoptr(GBytes) message = g_bytes_new_static (messages[i].message, strlen (messages[i].message));
      g_autoptr(GBytes) sent = wb_template_expand_message (message, variables, NULL);

      g_assert_cmpmem (g_bytes_get_data (sent, NULL), g_bytes_get_size (sent), messages[i].sent,
                       strlen (messages[i].sent));
    }
}

/* A text full of names of a long value would not fit into memory. */
static void
test_bound (void)
{
  g_autoptr(WbVariables) variables = wb_variables_new ();
  g_autofree char *value = g_strnfill (WB_MAX_VARIABLE_BYTES, 'x');
  g_autofree char *longer = g_strnfill (WB_MAX_VARIABLE_BYTES + 1, 'x');
  GString *text = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  g_assert_false (wb_variables_set (variables, "v", longer, FALSE));
  g_assert_true (wb_variables_set (variables, "v", value, FALSE));
  for (guint i = 0; i < 100 * 1000; i++)
    g_string_append (text, "{{v}}");

  g_assert_null (wb_template_expand (text->str, WB_TEMPLATE_PLAIN, WB_TEMPLATE_STRICT, variables, &error));
  g_assert_error (error, WB_FAILURE, WB_FAILURE_EXPANSION);
  g_string_free (text, TRUE);
}

/* Whatever the text, it is expanded or refused, and masked it tells nothing. */
static void
test_mutations (void)
{
  g_autoptr(WbVariables) variables = make_variables ();
  g_autoptr(GRand) random = g_rand_new_with_seed (6);
  const char *const pieces[] = { "{", "}", "{{", "}}", "token", "id", "\"", "\\", "/", "?", "\xc3", "a" };

  for (guint i = 0; i < 20 * 1000; i++)
    {
      GString *text = g_string_new (NULL);
      WbTemplatePlace place = (WbTemplatePlace) g_rand_int_range (random, 0, WB_TEMPLATE_JSON + 1);
      g_autofree char *masked = NULL;
      g_autofree char *open = NULL;

      for (int n = g_rand_int_range (random, 0, 20); n > 0; n--)
        g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
      open = wb_template_expand (text->str, place, WB_TEMPLATE_LENIENT, variables, NULL);
      masked = wb_template_expand (text->str, place, WB_TEMPLATE_LENIENT | WB_TEMPLATE_MASKED, variables, NULL);

      g_assert_true (open != NULL || place == WB_TEMPLATE_HOST);
      g_assert_nonnull (masked);
      g_assert_null (strstr (masked, "s3"));
      g_string_free (text, TRUE);
    }
}

static void
test_names (void)
{
  g_autoptr(WbVariables) variables = wb_variables_new ();
  g_autofree char *long_name = g_strnfill (WB_MAX_VARIABLE_NAME + 1, 'n');

  g_assert_false (wb_variables_set (variables, "", "x", FALSE));
  g_assert_false (wb_variables_set (variables, "1a", "x", FALSE));
  g_assert_false (wb_variables_set (variables, "a b", "x", FALSE));
  g_assert_false (wb_variables_set (variables, long_name, "x", FALSE));
  g_assert_false (wb_variables_set (variables, "a", "\xff", FALSE));
  for (guint i = 0; i < WB_MAX_VARIABLES; i++)
    {
      g_autofree char *name = g_strdup_printf ("v-%u", i);

      g_assert_true (wb_variables_set (variables, name, "x", FALSE));
    }
  g_assert_false (wb_variables_set (variables, "more", "x", FALSE));
  g_assert_true (wb_variables_set (variables, "v-7", "y", TRUE));
  wb_variables_remove (variables, "v-8");
  g_assert_null (wb_variables_find (variables, "v-8", 3));
  g_assert_cmpuint (wb_variables_get_length (variables), ==, WB_MAX_VARIABLES - 1);
}

static char *
write_json (JsonNode *node)
{
  GString *out = g_string_new (NULL);

  wb_json_append_node (out, node);
  json_node_unref (node);
  return g_string_free (out, FALSE);
}

static JsonNode *
read_json (const char *text)
{
  return wb_json_parse (text, strlen (text), NULL);
}

/* What is written to files has no value of a secret in it, and what is read is what was written. */
static void
test_variables_json (void)
{
  g_autoptr(WbVariables) variables = wb_variables_new ();
  g_autoptr(WbVariables) again = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *text = NULL;

  wb_variables_set (variables, "room", "blue", FALSE);
  wb_variables_set (variables, "token", "s3cret", TRUE);
  text = write_json (wb_variables_to_json (variables));
  g_assert_cmpstr (text, ==, "[{\"name\":\"room\",\"value\":\"blue\"},{\"name\":\"token\",\"secret\":true}]");

  node = read_json (text);
  again = wb_variables_new_from_json (node);
  wb_variables_set (variables, "token", NULL, TRUE);
  g_assert_true (wb_variables_equal (variables, again));
}

static const char *const strange[] = {
  "{}", "7", "[7,[],null]", "[{}]", "[{\"name\":7}]", "[{\"name\":\"1 2\",\"value\":[]}]", "[{\"value\":\"x\"}]",
};

static void
test_strange_json (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (strange); i++)
    {
      g_autoptr(JsonNode) node = read_json (strange[i]);
      g_autoptr(WbVariables) variables = wb_variables_new_from_json (node);
      g_autoptr(WbQuery) query = wb_query_new_from_json (node);

      g_assert_cmpuint (wb_variables_get_length (variables), ==, 0);
      g_assert_cmpuint (wb_query_get_length (query), <=, 1);
    }
}

static void
test_query_json (void)
{
  g_autoptr(WbQuery) query = wb_query_new ();
  g_autoptr(WbQuery) again = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *text = NULL;
  g_autofree char *text_again = NULL;

  wb_query_add (query, TRUE, "q", "a b");
  wb_query_add (query, FALSE, "off", "{{x}}");
  text = write_json (wb_query_to_json (query));
  g_assert_cmpstr (text, ==, "[{\"name\":\"q\",\"value\":\"a b\"},{\"name\":\"off\",\"value\":\"{{x}}\",\"enabled\":false}]");

  node = read_json (text);
  again = wb_query_new_from_json (node);
  text_again = write_json (wb_query_to_json (again));
  g_assert_cmpstr (text_again, ==, text);
}

/* A file of little more than one variable must not become all of the memory. */
static void
test_list_bound (void)
{
  g_autofree char *value = g_strnfill (WB_MAX_VARIABLE_BYTES, 'x');
  g_autoptr(WbVariables) variables = wb_variables_new ();
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) list = NULL;

  wb_variables_set (variables, "long", value, FALSE);
  for (gsize i = 0; i <= WB_TEMPLATE_MAX_LIST_BYTES / WB_MAX_VARIABLE_BYTES; i++)
    g_strv_builder_add (builder, "{{long}}");
  list = g_strv_builder_end (builder);
  g_assert_false (wb_template_expand_list (list, variables, &error));
  g_assert_error (error, WB_FAILURE, WB_FAILURE_EXPANSION);
  g_assert_nonnull (strstr (error->message, "“long”"));

  for (gsize i = 1; list[i] != NULL; i++)
    g_clear_pointer (&list[i], g_free);
  g_assert_true (wb_template_expand_list (list, variables, NULL));
  g_assert_cmpstr (list[0], ==, value);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/template/table-W5", test_table);
  g_test_add_func ("/core/template/unknown-sentence-D3", test_unknown_sentence);
  g_test_add_func ("/core/template/messages-W5", test_messages);
  g_test_add_func ("/core/template/bound", test_bound);
  g_test_add_func ("/core/template/list-bound", test_list_bound);
  g_test_add_func ("/core/template/mutations", test_mutations);
  g_test_add_func ("/core/template/names", test_names);
  g_test_add_func ("/core/template/C14-variables-json", test_variables_json);
  g_test_add_func ("/core/template/C14-query-json", test_query_json);
  g_test_add_func ("/core/template/strange-json", test_strange_json);

  return g_test_run ();
}
