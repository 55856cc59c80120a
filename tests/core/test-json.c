/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The tokenizer and the trees built from what it lets through. */

#include "config.h"

#include "wb-json-members.h"
#include "wb-json-tree.h"

#include <string.h>

static const struct {
  const char *text;
  const char *compact; /* of the tree, NULL when the text is to be refused */
  const char *error;
} documents[] = {
  { "{\"a\":[1,2.5,-3e2,true,false,null,\"x\"]}", "{\"a\":[1,2.5,-300.0,true,false,null,\"x\"]}", NULL },
  { "  \t\r\n[]  ", "[]", NULL },
  { "\xef\xbb\xbf{}", "{}", NULL },
  { "48.137154", "48.137154", NULL },
  { "12345678901234567890", "\"12345678901234567890\"", NULL },
  { "9007199254740993", "9007199254740993", NULL },
  { "1e999", "\"1e999\"", NULL },
  { "\"\\u0000\\ud800\\ud83d\\ude00\\n\\/\"", "\"\xef\xbf\xbd\xef\xbf\xbd\xf0\x9f\x98\x80\\n/\"", NULL },
  { "{\"a\":1,\"b\":2,\"a\":3}", "{\"a\":3,\"b\":2}", NULL },
  { "", NULL, "The text is empty" },
  { "{", NULL, "Line 1, column 2: the text ends within a value" },
  { "{\"lat\":", NULL, "Line 1, column 8: the text ends within a value" },
  { "{\"a\":1}{\"b\":2}", NULL, "There is more than one value" },
  { "[1,\n 2,\n  x]", NULL, "Line 3, column 3: a value was expected" },
  { "[1 2]", NULL, "Line 1, column 4: a comma was expected" },
  { "[1,]", NULL, "Line 1, column 4: a value was expected" },
  { "{\"ä\" 1}", NULL, "Line 1, column 6: a colon was expected" },
  { "{'a':1}", NULL, "Line 1, column 2: the name of a member was expected" },
  { "[1}", NULL, "Line 1, column 3: this bracket was not opened" },
  { "]", NULL, "Line 1, column 1: a value was expected" },
  { "01", NULL, "Line 1, column 3: this is not a number" },
  { "+1", NULL, "Line 1, column 1: a value was expected" },
  { "1.", NULL, "Line 1, column 3: this is not a number" },
  { ".5", NULL, "Line 1, column 1: a value was expected" },
  { "0x10", NULL, "Line 1, column 2: this is not a number" },
  { "NaN", NULL, "Line 1, column 1: a value was expected" },
  { "nul", NULL, "Line 1, column 4: the text ends within a value" },
  { "nulls", NULL, "Line 1, column 1: a value was expected" },
  { "// c\n1", NULL, "Line 1, column 1: a value was expected" },
  { "\"a\tb\"", NULL, "Line 1, column 3: a text holds a control character" },
  { "\"\\x\"", NULL, "Line 1, column 2: a text holds an unknown escape" },
  { "\"\\u12g4\"", NULL, "Line 1, column 2: a text holds an unknown escape" },
  { "\"open", NULL, "Line 1, column 6: a text has no end" },
  { "\"\xff\"", NULL, "Line 1, column 2: a text is not valid UTF-8" },
};

static void
test_documents (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JsonNode) node = wb_json_parse (documents[i].text, strlen (documents[i].text), &error);

      if (documents[i].compact != NULL)
        {
          g_autoptr(GString) compact = g_string_new (NULL);

          g_assert_no_error (error);
          wb_json_append_node (compact, node);
          g_assert_cmpstr (compact->str, ==, documents[i].compact);
        }
      else
        {
          g_assert_null (node);
          g_assert_cmpstr (error->message, ==, documents[i].error);
        }
    }
}

static void
test_several_values (void)
{
  const char *text = "{\"a\":1}{\"b\":2}\n[3] \"x\"";
  const char *expected[] = { "{\"a\":1}", "{\"b\":2}", "[3]", "\"x\"" };
  WbJsonReader reader;

  wb_json_reader_init (&reader, text, strlen (text));
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JsonNode) node = wb_json_parse_next (&reader, &error);
      g_autoptr(GString) compact = g_string_new (NULL);

      g_assert_no_error (error);
      wb_json_append_node (compact, node);
      g_assert_cmpstr (compact->str, ==, expected[i]);
    }
  g_assert_null (wb_json_parse_next (&reader, NULL));
}

/* json-glib 1.6 overflows its stack on this. */
static void
test_deep_nesting (void)
{
  g_autofree char *brackets = g_strnfill (100 * 1000, '[');
  g_autoptr(GError) error = NULL;

  g_assert_null (wb_json_parse (brackets, 100 * 1000, &error));
  g_assert_error (error, WB_JSON_ERROR, WB_JSON_ERROR_TOO_DEEP);

  memset (brackets + WB_JSON_MAX_DEPTH, ']', WB_JSON_MAX_DEPTH);
  g_clear_error (&error);
  json_node_unref (wb_json_parse (brackets, 2 * WB_JSON_MAX_DEPTH, &error));
  g_assert_no_error (error);
}

/* “aB” and “b!” have the same hash in GLib, and so has any row of as many of them. */
static void
append_colliding_name (GString *text,
                       guint number)
{
  for (guint bit = 0; bit < 16; bit++)
    g_string_append (text, number >> bit & 1 ? "aB" : "b!");
}

static void
test_hostile_names (void)
{
  g_autoptr(GString) text = g_string_new ("{");
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 40000; i++)
    {
      g_string_append (text, i == 0 ? "\"" : ",\"");
      append_colliding_name (text, i);
      g_string_append (text, "\":1");
    }
  g_string_append_c (text, '}');

  g_assert_null (wb_json_parse (text->str, text->len, &error));
  g_assert_error (error, WB_JSON_ERROR, WB_JSON_ERROR_TOO_MUCH);
}

/* An object may well be a table of many things. */
static void
test_many_names (void)
{
  g_autoptr(GString) text = g_string_new ("{");
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) node = NULL;

  for (guint i = 0; i < 50000; i++)
    g_string_append_printf (text, "%s\"vehicle-%u\":1", i == 0 ? "" : ",", i);
  g_string_append_c (text, '}');

  node = wb_json_parse (text->str, text->len, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (json_object_get_size (json_node_get_object (node)), ==, 50000);
}

static void
test_too_many_values (void)
{
  g_autofree char *text = g_malloc (2 * WB_JSON_MAX_VALUES + 2);
  g_autoptr(GError) error = NULL;

  text[0] = '[';
  for (gsize i = 0; i <= WB_JSON_MAX_VALUES; i++)
    memcpy (text + 1 + 2 * i, "1,", i < WB_JSON_MAX_VALUES ? 2 : 1);
  g_assert_null (wb_json_parse (text, 2 * WB_JSON_MAX_VALUES + 2, &error));
  g_assert_error (error, WB_JSON_ERROR, WB_JSON_ERROR_TOO_MUCH);
}

static void
test_find_path (void)
{
  const char *text = "{\"a\":{\"b\":[1,{\"c\":5}]},\"d\":[[7]]}";
  g_autoptr(JsonNode) root = wb_json_parse (text, strlen (text), NULL);
  JsonObject *object = json_node_get_object (root);
  JsonArray *array = json_object_get_array_member (json_object_get_object_member (object, "a"), "b");
  g_autofree char *path = wb_json_find_path (root, json_object_get_member (json_array_get_object_element (array, 1), "c"));
  g_autofree char *other = wb_json_find_path (json_object_get_member (object, "d"), root);

  g_assert_cmpstr (path, ==, "a.b[1].c");
  g_assert_null (other);
}

static void
test_skip (void)
{
  const char *text = "{\"a\":{\"b\":[1,{}]},\"c\":5}";
  WbJsonReader reader;
  double value;

  wb_json_reader_init (&reader, text, strlen (text));
  g_assert_cmpint (wb_json_reader_next (&reader), ==, WB_JSON_OBJECT_BEGIN);
  g_assert_cmpint (wb_json_reader_next (&reader), ==, WB_JSON_NAME);
  g_assert_true (wb_json_reader_skip (&reader, wb_json_reader_next (&reader)));
  g_assert_cmpint (wb_json_reader_next (&reader), ==, WB_JSON_NAME);
  g_assert_cmpint (wb_json_reader_next (&reader), ==, WB_JSON_NUMBER);
  g_assert_true (wb_json_reader_get_double (&reader, &value));
  g_assert_cmpfloat (value, ==, 5);
  g_assert_cmpint (wb_json_reader_next (&reader), ==, WB_JSON_OBJECT_END);
  g_assert_cmpint (wb_json_reader_next (&reader), ==, WB_JSON_END);
}

/* Whatever the bytes are, the reader ends, and what it accepts is the same after a round trip. */
/* What our writer writes has no blanks. */
static void
assert_same_compact (const char *text)
{
  g_autofree char *compact = wb_json_compact (text);

  g_assert_cmpstr (compact, ==, text);
}

static void
test_mutations (void)
{
  const char *seed = "{\"type\":\"x\",\"n\":[1,-2.5e-3,true,null],\"s\":\"\\u00e4\\\"ä\",\"o\":{\"a\":{}}}";
  gsize length = strlen (seed);

  for (guint round = 0; round < 50000; round++)
    {
      g_autofree char *text = g_strdup (seed);
      g_autoptr(JsonNode) node = NULL;
      gsize size = 1 + (gsize) g_test_rand_int_range (0, (gint32) length);

      for (int i = g_test_rand_int_range (0, 4); i >= 0; i--)
        text[g_test_rand_int_range (0, (gint32) length)] = (char) g_test_rand_int_range (1, 256);

      node = wb_json_parse (text, size, NULL);
      if (node != NULL)
        {
          g_autoptr(GString) once = g_string_new (NULL);
          g_autoptr(GString) twice = g_string_new (NULL);
          g_autoptr(GError) error = NULL;
          g_autoptr(JsonNode) again = NULL;

          wb_json_append_node (once, node);
          again = wb_json_parse (once->str, once->len, &error);
          g_assert_no_error (error);
          wb_json_append_node (twice, again);
          g_assert_cmpstr (once->str, ==, twice->str);
          assert_same_compact (once->str);
        }
    }
}

/* G14: only blanks between tokens go. */
static void
test_compact (void)
{
  static const char *const cases[][2] = {
    { " { \"a b\" : [ 1.50 , -0 ,\n\t\"\\\" \\\\\" , true ] }\r\n", "{\"a b\":[1.50,-0,\"\\\" \\\\\",true]}" },
    { "1  2\n{ } [ ]", "1 2 {} []" },
    { "\"\"", "\"\"" },
    { " ", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *compact = wb_json_compact (cases[i][0]);

      g_assert_cmpstr (compact, ==, cases[i][1]);
    }
}

static const struct {
  const char *json;
  const char *value; /* of “a” */
} objects[] = {
  { "{\"a\":1}", "1" },
  { "{\"b\":{\"a\":1},\"a\":\"x\",\"c\":[]}", "x" },
  { "{\"a\":1,\"b\":2,\"a\":{\"a\":3}}", "{\"a\":3}" },
  { "{\"a\":1,\"b\":", "1" },
  { "{\"a\":1,\"a\":", "1" },
  { "{\"b\":1}", NULL },
  { "{\"a\":}", NULL },
  { "[\"a\"]", NULL },
  { "", NULL },
};

/* Of members of the same name the last one counts, as it does in a tree. */
static void
test_find_member (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (objects); i++)
    {
      g_autofree char *value = wb_json_find_member (objects[i].json, "a");

      g_assert_cmpstr (value, ==, objects[i].value);
    }
  g_assert_null (wb_json_find_member (NULL, "a"));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/json/documents", test_documents);
  g_test_add_func ("/core/json/several-values", test_several_values);
  g_test_add_func ("/core/json/deep-nesting", test_deep_nesting);
  g_test_add_func ("/core/json/hostile-names", test_hostile_names);
  g_test_add_func ("/core/json/many-names", test_many_names);
  g_test_add_func ("/core/json/too-many-values", test_too_many_values);
  g_test_add_func ("/core/json/find-path", test_find_path);
  g_test_add_func ("/core/json/skip", test_skip);
  g_test_add_func ("/core/json/G14-compact", test_compact);
  g_test_add_func ("/core/json/mutations", test_mutations);
  g_test_add_func ("/core/json/find-member", test_find_member);

  return g_test_run ();
}
