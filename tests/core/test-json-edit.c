/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Changing members in JSON text: nothing else may change. */

#include "config.h"

#include "wb-json-edit.h"
#include "wb-json-tree.h"
#include "wb-test.h"

#include <string.h>

static const struct
{
  const char *name;
  const char *json;
  const char *path[3];
  const char *value;
  const char *expected;
} edits[] = {
  { "replace",
    "{\"a\": 1,\n\t\"b\" : [2, 3] }\n",
    { "b" },
    "true",
    "{\"a\": 1,\n\t\"b\" : true }\n" },
  { "string", "{\"a\":\"x\\\"}\",\"b\":2}", { "a" }, "\"y\"", "{\"a\":\"y\",\"b\":2}" },
  { "escaped-name", "{\"\\u0061\":1}", { "a" }, "2", "{\"\\u0061\":2}" },
  { "last-of-two", "{\"a\":1,\"b\":2,\"a\":3}", { "a" }, "4", "{\"a\":1,\"b\":2,\"a\":4}" },
  { "add", "{\n    \"a\" : 1\n}\n", { "b" }, "2", "{\n    \"a\" : 1,\n    \"b\" : 2\n}\n" },
  { "add-compact", "{\"a\":1}", { "b" }, "2", "{\"a\":1,\"b\":2}" },
  { "add-to-empty", "{}", { "b" }, "2", "{\n  \"b\": 2\n}" },
  { "add-to-blank", " { \n } ", { "b" }, "2", " {\n  \"b\": 2\n} " },
  { "inner",
    "{\"w\": {\"v\": 1, \"x\": [1]}, \"z\": 0}",
    { "w", "v" },
    "2",
    "{\"w\": {\"v\": 2, \"x\": [1]}, \"z\": 0}" },
  { "inner-new",
    "{\n  \"a\": 1\n}",
    { "w", "v" },
    "2",
    "{\n  \"a\": 1,\n  \"w\": {\n    \"v\": 2\n  }\n}" },
  { "inner-gives-way", "{\"w\": 5}", { "w", "v" }, "2", "{\"w\": {\n    \"v\": 2\n  }}" },
  { "remove-first", "{\"a\": 1, \"b\": 2}", { "a" }, NULL, "{\"b\": 2}" },
  { "remove-middle", "{\"a\": 1, \"b\": 2, \"c\": 3}", { "b" }, NULL, "{\"a\": 1, \"c\": 3}" },
  { "remove-last", "{\"a\": 1, \"b\": 2 }", { "b" }, NULL, "{\"a\": 1 }" },
  { "remove-only", "{ \"a\": 1 }", { "a" }, NULL, "{  }" },
  { "remove-missing", "{ \"a\": 1 }", { "b" }, NULL, "{ \"a\": 1 }" },
  { "remove-inner-missing", "{ \"a\": 1 }", { "w", "v" }, NULL, "{ \"a\": 1 }" },
  { "array", "[1]", { "a" }, "1", NULL },
  { "cut", "{\"a\": 1", { "a" }, "1", NULL },
  { "two", "{\"a\": 1}{}", { "a" }, "1", NULL },
  { "nothing", "", { "a" }, "1", NULL },
};

static void
test_edit (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *text = wb_json_edit (edits[i].json, edits[i].path, edits[i].value);

  g_assert_cmpstr (text, ==, edits[i].expected);
}

/* Whatever the text was before, it is valid afterwards, says what was asked for, and holds the
 * rest. */
static void
test_any_text (void)
{
  const char *sample = "{ \"a\" : {\"b\":[1,{\"c\":null}], "
                       "\"d\":\"\\u00e4\"},\n\t\"e\":-1.5e3,\"a\":{} , \"f\":true }";
  const char *paths[][3] = { { "a" }, { "a", "b" }, { "f" }, { "new" }, { "e", "deep" } };
  gsize length = strlen (sample);

  for (guint round = 0; round < 20000; round++)
    {
      g_autofree char *json = g_strdup (sample);
      const char *const *path = paths[g_test_rand_int_range (0, G_N_ELEMENTS (paths))];
      g_autofree char *text = NULL;
      g_autoptr(JsonNode) before = NULL;
      g_autoptr(JsonNode) after = NULL;

      json[g_test_rand_int_range (0, (int) length)] = (char) g_test_rand_int_range (1, 128);
      text = wb_json_edit (json, path, round % 2 == 0 ? "[7]" : NULL);
      before = wb_json_parse (json, length, NULL);
      g_assert_true ((text != NULL) == (before != NULL && JSON_NODE_HOLDS_OBJECT (before)));
      if (text == NULL)
        continue;
      after = wb_json_parse (text, strlen (text), NULL);
      g_assert_nonnull (after);
      if (round % 2 == 0)
        g_assert_true (json_object_has_member (json_node_get_object (after), path[0]));
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autofree char *path = g_strconcat ("/core/json-edit/", edits[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_edit);
    }
  g_test_add_func ("/core/json-edit/any-text", test_any_text);
  return g_test_run ();
}
