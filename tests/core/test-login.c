/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Log-in requests: how they are written, expanded, and what is read from their answers. */

#include "config.h"

#include "wb-failure.h"
#include "wb-json-path.h"
#include "wb-json-tree.h"
#include "wb-login.h"

#include <string.h>

static const char document[] =
    "{\"a\":{\"b\":[{\"c\":\"deep\"},7]},\"n\":12345678901234567890,\"t\":true,\"z\":null,\"o\":{}}";

static const struct {
  const char *path;
  const char *text;
} paths[] = {
  { "a.b[0].c", "deep" },
  { "a.b[1]", "7" },
  { "n", "12345678901234567890" },
  { "t", "true" },
  { "z", NULL },
  { "o", NULL },
  { "", NULL },
  { "a.b[2]", NULL },
  { "a.b[-1]", NULL },
  { "a.b[99999999999999999999]", NULL },
  { "a.b[0", NULL },
  { "a..b", NULL },
  { ".a", NULL },
  { "[0]", NULL },
  { "a.b.c", NULL },
  { "a.b[0]c", NULL },
  { "nobody.there", NULL },
};

static void
test_paths (void)
{
  g_autoptr(JsonNode) root = wb_json_parse (document, strlen (document), NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *text = wb_json_path_dup_text (root, paths[i].path);

      g_assert_cmpstr (text, ==, paths[i].text);
    }
}

static WbLogin *
parse (const char *text)
{
  g_autoptr(JsonNode) node = wb_json_parse (text, strlen (text), NULL);

  return node != NULL ? wb_login_new_from_json (node, NULL) : NULL;
}

static void
test_json (void)
{
  const char text[] = "{\"method\":\"PUT\",\"url\":\"https://h/{{id}}\",\"headers\":[\"A: b\"],"
                      "\"bodyKind\":\"form\",\"body\":\"p={{p}}\",\"picks\":[\"token=result.token\"]}";
  g_autoptr(WbLogin) login = parse (text);
  g_autoptr(JsonNode) node = wb_login_to_json (login);
  g_autoptr(WbLogin) strange = NULL;
  GString *out = g_string_new (NULL);

  wb_json_append_node (out, node);
  g_assert_cmpstr (out->str, ==, text);
  g_string_free (out, TRUE);

  g_assert_null (parse ("[]"));
  g_assert_null (parse ("{}"));
  g_assert_null (parse ("{\"url\":7}"));
  g_assert_null (parse ("{\"url\":{\"url\":[]}}"));
  strange = parse ("{\"url\":\"https://h/\",\"method\":[],\"headers\":[[],{},7,\"A: b\"],\"body\":{},\"picks\":{}}");
  g_assert_cmpstr (strange->method, ==, "POST");
  g_assert_cmpuint (g_strv_length (strange->headers), ==, 1);
  g_assert_cmpint (strange->body_kind, ==, WB_LOGIN_BODY_NONE);
}

static void
test_expand (void)
{
  g_autoptr(WbVariables) variables = wb_variables_new ();
  g_autoptr(WbLogin) login =
      parse ("{\"url\":\"https://h/{{id}}?x={{p}}\",\"headers\":[\"A: {{p}}\"],\"bodyKind\":\"json\","
             "\"body\":\"{\\\"p\\\":\\\"{{p}}\\\"}\"}");
  g_autoptr(WbLogin) expanded = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_null (wb_login_expand (login, variables, &error));
  g_assert_error (error, WB_FAILURE, WB_FAILURE_VARIABLE);

  wb_variables_set (variables, "id", "a/b", FALSE);
  wb_variables_set (variables, "p", "x\"&", TRUE);
  expanded = wb_login_expand (login, variables, NULL);
  g_assert_cmpstr (expanded->url, ==, "https://h/a%2Fb?x=x%22%26");
  g_assert_cmpstr (expanded->headers[0], ==, "A: x\"&");
  g_assert_cmpstr (expanded->body, ==, "{\"p\":\"x\\\"&\"}");
}

static const struct {
  const char *answer;
  const char *token;
  WbFailure failure;
} answers[] = {
  { "{\"result\":{\"token\":\"abc\"}}", "abc", 0 },
  { "{\"result\":{\"token\":12}}", "12", 0 },
  { "{\"result\":{\"token\":null}}", NULL, WB_FAILURE_LOGIN_MISSING },
  { "{\"result\":[]}", NULL, WB_FAILURE_LOGIN_MISSING },
  { "<html>", NULL, WB_FAILURE_LOGIN_NOT_JSON },
  { "", NULL, WB_FAILURE_LOGIN_NOT_JSON },
};

static void
test_pick (void)
{
  g_autoptr(WbLogin) login = parse ("{\"url\":\"https://h/\",\"picks\":[\"token=result.token\"]}");

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr(WbVariables) variables = wb_variables_new ();
      g_autoptr(GBytes) answer = g_bytes_new_static (answers[i].answer, strlen (answers[i].answer));
      g_autoptr(GError) error = NULL;
      gboolean picked = wb_login_pick (login, answer, "h", variables, &error);
      const WbVariable *variable = wb_variables_find (variables, "token", 5);

      g_assert_cmpint (picked, ==, answers[i].token != NULL);
      if (picked)
        g_assert_true (variable->is_secret && g_str_equal (variable->value, answers[i].token));
      else
        g_assert_error (error, WB_FAILURE, (int) answers[i].failure);
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/login/paths", test_paths);
  g_test_add_func ("/core/login/json-C14", test_json);
  g_test_add_func ("/core/login/expand-D3", test_expand);
  g_test_add_func ("/core/login/pick-D3", test_pick);

  return g_test_run ();
}
