/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* JSON trees of json-glib, built from what wb-json lets through.
 *
 * json-glib holds the trees but does not read the bytes: its parser overflows the stack on deep
 * nesting, wraps integers beyond 64 bits, takes comments and bare words, and stops at “\u0000”. */

#include "config.h"

#include "wb-json-tree.h"

#include "wb-hash.h"
#include "wb-number.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Only objects with more members than this are worth an attack… */
#define UNCHECKED_MEMBERS 64
/* …and this many names with the same hash do not come about by chance. */
#define MAX_SAME_HASH 16

/* Integers stay integers where 64 bits hold them and become strings where not, so that no id
 * changes; a number too large for a double becomes a string as well. */
static void
init_number (JsonNode *node,
             const WbJsonReader *reader)
{
  g_autofree char *text = g_strndup (reader->text, reader->length);
  gint64 integer;
  double number;

  if (strpbrk (text, ".eE") == NULL && g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &integer, NULL))
    json_node_init_int (node, integer);
  else if (strpbrk (text, ".eE") != NULL && wb_json_reader_get_double (reader, &number))
    json_node_init_double (node, number);
  else
    json_node_init_string (node, text);
}

/* A tree that is being built. */
typedef struct {
  WbJsonReader *reader;
  guint values;
  const char *refusal; /* why it is not built although it may be valid */
} Builder;

/* How often each hash of a member's name occurs in an object. */
typedef struct {
  guint members;
  GHashTable *counts; /* made for objects with many members only */
} Names;

static void
names_clear (Names *names)
{
  g_clear_pointer (&names->counts, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Names, names_clear)

static guint
mix (gconstpointer hash)
{
  char text[16];

  g_snprintf (text, sizeof text, "%x", GPOINTER_TO_UINT (hash));
  return wb_hash_text (text);
}

/* JsonObject finds names by g_str_hash(), and whoever chooses many names with the same hash makes
 * every look-up a walk through all of them: 40,000 members would take minutes. */
static gboolean
take_name (Builder *builder,
           Names *names,
           const char *name)
{
  gpointer hash;
  guint count;

  if (++names->members > WB_JSON_MAX_MEMBERS)
    builder->refusal = N_ ("an object has too many members");
  if (names->members <= UNCHECKED_MEMBERS || builder->refusal != NULL)
    return builder->refusal == NULL;

  if (names->counts == NULL)
    names->counts = g_hash_table_new (mix, NULL);
  hash = GUINT_TO_POINTER (g_str_hash (name));
  count = GPOINTER_TO_UINT (g_hash_table_lookup (names->counts, hash)) + 1;
  g_hash_table_insert (names->counts, hash, GUINT_TO_POINTER (count));
  if (count > MAX_SAME_HASH)
    builder->refusal = N_ ("the names of an object are chosen to do harm");
  return builder->refusal == NULL;
}

static JsonNode *build (Builder *builder,
                        WbJsonToken token);

static JsonNode *
build_object (Builder *builder)
{
  g_autoptr(JsonObject) object = json_object_new ();
  g_auto(Names) names = { 0 };
  WbJsonToken token;

  while ((token = wb_json_reader_next (builder->reader)) == WB_JSON_NAME)
    {
      g_autofree char *name = wb_json_reader_dup_string (builder->reader);
      JsonNode *value;

      if (!take_name (builder, &names, name))
        return NULL;
      value = build (builder, wb_json_reader_next (builder->reader));
      if (value == NULL)
        return NULL;
      json_object_set_member (object, name, value);
    }
  return token == WB_JSON_OBJECT_END ? json_node_init_object (json_node_alloc (), object) : NULL;
}

static JsonNode *
build_array (Builder *builder)
{
  g_autoptr(JsonArray) array = json_array_new ();
  WbJsonToken token;

  while ((token = wb_json_reader_next (builder->reader)) != WB_JSON_ARRAY_END)
    {
      JsonNode *value = build (builder, token);

      if (value == NULL)
        return NULL;
      json_array_add_element (array, value);
    }
  return json_node_init_array (json_node_alloc (), array);
}

static JsonNode *
build_scalar (WbJsonReader *reader,
              WbJsonToken token)
{
  JsonNode *node = json_node_init_null (json_node_alloc ());
  g_autofree char *text = NULL;

  if (token == WB_JSON_STRING)
    {
      text = wb_json_reader_dup_string (reader);
      json_node_init_string (node, text);
    }
  else if (token == WB_JSON_NUMBER)
    init_number (node, reader);
  else if (token != WB_JSON_NULL)
    json_node_init_boolean (node, token == WB_JSON_TRUE);
  return node;
}

/* Recursion is bounded by WB_JSON_MAX_DEPTH. */
static JsonNode *
build (Builder *builder,
       WbJsonToken token)
{
  if (token == WB_JSON_INVALID)
    return NULL;
  if (++builder->values > WB_JSON_MAX_VALUES)
    {
      builder->refusal = N_ ("there are too many values");
      return NULL;
    }
  if (token == WB_JSON_OBJECT_BEGIN)
    return build_object (builder);
  if (token == WB_JSON_ARRAY_BEGIN)
    return build_array (builder);
  return build_scalar (builder->reader, token);
}

/**
 * wb_json_parse_next:
 * @reader: a reader between two values
 * @error: return location for a %WB_JSON_ERROR
 *
 * Builds the tree of the next value. Of members with the same name the last wins.
 *
 * Returns: (transfer full) (nullable): its root; %NULL without @error at the end of the input
 */
JsonNode *
wb_json_parse_next (WbJsonReader *reader,
                    GError **error)
{
  Builder builder = { .reader = reader };
  WbJsonToken token = wb_json_reader_next (reader);
  JsonNode *node;

  if (token == WB_JSON_END)
    return NULL;

  node = build (&builder, token);
  if (builder.refusal != NULL)
    wb_json_reader_refuse (reader, builder.refusal);
  if (node == NULL)
    wb_json_reader_set_error (reader, error);
  return node;
}

/**
 * wb_json_parse:
 * @data: text, not necessarily NUL-terminated
 * @length: its bytes
 * @error: return location for a %WB_JSON_ERROR
 *
 * Builds the tree of a text that has to be exactly one value.
 *
 * Returns: (transfer full) (nullable): its root
 */
JsonNode *
wb_json_parse (const char *data,
               gsize length,
               GError **error)
{
  WbJsonReader reader;
  g_autoptr(JsonNode) node = NULL;
  WbJsonToken next;

  wb_json_reader_init (&reader, data, length);
  node = wb_json_parse_next (&reader, error);
  if (node == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, WB_JSON_ERROR, WB_JSON_ERROR_INCOMPLETE, _ ("The text is empty"));
      return NULL;
    }

  next = wb_json_reader_next (&reader);
  if (next == WB_JSON_END)
    return g_steal_pointer (&node);
  if (next == WB_JSON_INVALID)
    wb_json_reader_set_error (&reader, error);
  else
    g_set_error_literal (error, WB_JSON_ERROR, WB_JSON_ERROR_SYNTAX,
                         _ ("There is more than one value"));
  return NULL;
}

/* json-glib looks into objects and arrays as if they were values. */
static JsonNode *
get_value (JsonNode *node,
           const char *member)
{
  JsonNode *value = NULL;

  if (member == NULL)
    value = node;
  else if (JSON_NODE_HOLDS_OBJECT (node))
    value = json_object_get_member (json_node_get_object (node), member);
  return value != NULL && JSON_NODE_HOLDS_VALUE (value) ? value : NULL;
}

/**
 * wb_json_get_text:
 * @node: any node
 * @member: (nullable): name of a member of it, %NULL for @node itself
 *
 * Returns: (transfer none) (nullable): the string that is there, %NULL if there is none
 */
const char *
wb_json_get_text (JsonNode *node,
                  const char *member)
{
  JsonNode *value = get_value (node, member);

  return value != NULL ? json_node_get_string (value) : NULL;
}

/**
 * wb_json_get_flag:
 * @node: any node
 * @member: name of a member of it
 * @otherwise: what to take if there is no boolean
 *
 * Returns: the boolean that is there
 */
gboolean
wb_json_get_flag (JsonNode *node,
                  const char *member,
                  gboolean otherwise)
{
  JsonNode *value = get_value (node, member);

  if (value == NULL || json_node_get_value_type (value) != G_TYPE_BOOLEAN)
    return otherwise;
  return json_node_get_boolean (value);
}

static gboolean
append_path (GString *path,
             JsonNode *from,
             JsonNode *node);

static gboolean
append_member_path (GString *path,
                    JsonObject *object,
                    JsonNode *node)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;
  gsize length = path->len;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      if (length > 0)
        g_string_append_c (path, '.');
      g_string_append (path, name);
      if (append_path (path, value, node))
        return TRUE;
      g_string_truncate (path, length);
    }
  return FALSE;
}

static gboolean
append_element_path (GString *path,
                     JsonArray *array,
                     JsonNode *node)
{
  gsize length = path->len;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_string_append_printf (path, "[%u]", i);
      if (append_path (path, json_array_get_element (array, i), node))
        return TRUE;
      g_string_truncate (path, length);
    }
  return FALSE;
}

static gboolean
append_path (GString *path,
             JsonNode *from,
             JsonNode *node)
{
  if (from == node)
    return TRUE;
  if (JSON_NODE_HOLDS_OBJECT (from))
    return append_member_path (path, json_node_get_object (from), node);
  if (JSON_NODE_HOLDS_ARRAY (from))
    return append_element_path (path, json_node_get_array (from), node);
  return FALSE;
}

/**
 * wb_json_find_path:
 * @root: a tree
 * @node: a node of it
 *
 * Says where in a tree a value stands, for people. Walks through the whole tree.
 *
 * Returns: (transfer full) (nullable): a path as “data.vehicles[3].pos.lat”
 */
char *
wb_json_find_path (JsonNode *root,
                   JsonNode *node)
{
  GString *path = g_string_new (NULL);
  gboolean found = append_path (path, root, node);

  return g_string_free (path, !found);
}

static void
append_object (GString *out,
               JsonObject *object)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;
  const char *separator = "";

  g_string_append_c (out, '{');
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      g_string_append (out, separator);
      wb_json_append_string (out, name, strlen (name));
      g_string_append_c (out, ':');
      wb_json_append_node (out, value);
      separator = ",";
    }
  g_string_append_c (out, '}');
}

static void
append_array (GString *out,
              JsonArray *array)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      wb_json_append_node (out, json_array_get_element (array, i));
    }
  g_string_append_c (out, ']');
}

static void
append_value (GString *out,
              JsonNode *node)
{
  const char *text = json_node_get_string (node);

  if (text != NULL)
    wb_json_append_string (out, text, strlen (text));
  else if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    g_string_append (out, json_node_get_boolean (node) ? "true" : "false");
  else if (json_node_get_value_type (node) == G_TYPE_INT64)
    g_string_append_printf (out, "%" G_GINT64_FORMAT, json_node_get_int (node));
  else
    wb_number_append (out, json_node_get_double (node));
}

/**
 * wb_json_append_node:
 * @out: where to
 * @node: a tree with finite numbers only, as those of wb_json_parse() are
 *
 * Appends @node as compact JSON, members in their order and numbers as wb_number_append() writes
 * them (json-glib writes 48.137154000000002).
 */
void
wb_json_append_node (GString *out,
                     JsonNode *node)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      append_object (out, json_node_get_object (node));
      break;
    case JSON_NODE_ARRAY:
      append_array (out, json_node_get_array (node));
      break;
    case JSON_NODE_VALUE:
      append_value (out, node);
      break;
    case JSON_NODE_NULL:
    default:
      g_string_append (out, "null");
      break;
    }
}
