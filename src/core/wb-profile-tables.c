/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* How the tables of a profile stand in files: its variables, its query, its log-in request. */

#include "config.h"

#include "wb-profile-tables.h"

#include "wb-secret.h"

#include <string.h>

static JsonNode *
new_array (void)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, json_array_new ());
  return node;
}

/* Returns the object at @position, or NULL where something else stands. */
static JsonObject *
get_row (JsonNode *node,
         guint position)
{
  JsonNode *row = json_array_get_element (json_node_get_array (node), position);

  return JSON_NODE_HOLDS_OBJECT (row) ? json_node_get_object (row) : NULL;
}

static const char *
get_text (JsonObject *row,
          const char *name)
{
  JsonNode *node = json_object_get_member (row, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static gboolean
get_switch (JsonObject *row,
            const char *name,
            gboolean usual)
{
  JsonNode *node = json_object_get_member (row, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN ? json_node_get_boolean (node) : usual;
}

/*
 * Variables
 */

/* A file that holds the value of a secret does not know better; it is not written again. */
static void
read_variable (WbVariables *variables,
               JsonObject *row)
{
  const char *name = get_text (row, "name");
  const char *value = get_text (row, "value");
  gboolean is_secret = get_switch (row, "secret", FALSE);

  if (name != NULL)
    wb_variables_set (variables, name, value != NULL || is_secret ? value : "", is_secret);
}

/**
 * wb_profile_read_variables:
 * @node: an array of {"name", "value", "secret"}
 * @value: (out): of type #WbVariables
 *
 * Returns: whether @node is an array; what stands in it and is no variable is left out
 */
gboolean
wb_profile_read_variables (JsonNode *node,
                           GValue *value)
{
  WbVariables *variables;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;

  variables = wb_variables_new ();
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    if (get_row (node, i) != NULL)
      read_variable (variables, get_row (node, i));
  g_value_take_boxed (value, variables);
  return TRUE;
}

static JsonObject *
write_variable (const WbVariable *variable)
{
  JsonObject *row = json_object_new ();

  json_object_set_string_member (row, "name", variable->name);
  if (variable->is_secret)
    json_object_set_boolean_member (row, "secret", TRUE);
  else
    json_object_set_string_member (row, "value", variable->value != NULL ? variable->value : "");
  return row;
}

/**
 * wb_profile_write_variables:
 * @value: of type #WbVariables
 *
 * Returns: (transfer full) (nullable): an array; of secrets it has the names only
 */
JsonNode *
wb_profile_write_variables (const GValue *value)
{
  const WbVariables *variables = g_value_get_boxed (value);
  JsonNode *node;

  if (wb_variables_get_length (variables) == 0)
    return NULL;

  node = new_array ();
  for (guint i = 0; i < wb_variables_get_length (variables); i++)
    json_array_add_object_element (json_node_get_array (node), write_variable (wb_variables_get (variables, i)));
  return node;
}

/*
 * The query
 */

/**
 * wb_profile_read_query:
 * @node: an array of {"name", "value", "enabled"}
 * @value: (out): of type #WbQuery
 *
 * Returns: whether @node is an array; what stands in it and is no row is left out
 */
gboolean
wb_profile_read_query (JsonNode *node,
                       GValue *value)
{
  WbQuery *query;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;

  query = wb_query_new ();
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    {
      JsonObject *row = get_row (node, i);
      const char *name = row != NULL ? get_text (row, "name") : NULL;
      const char *text = row != NULL ? get_text (row, "value") : NULL;

      if (name != NULL)
        wb_query_add (query, get_switch (row, "enabled", TRUE), name, text != NULL ? text : "");
    }
  g_value_take_boxed (value, query);
  return TRUE;
}

/* A value that is called like a secret stays out, unless it names a variable. */
static JsonObject *
write_row (const WbQueryRow *row)
{
  gboolean is_secret = wb_secret_is_name (row->name, strlen (row->name)) && strstr (row->value, "{{") == NULL;
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "name", row->name);
  json_object_set_string_member (object, "value", is_secret ? "" : row->value);
  if (!row->enabled)
    json_object_set_boolean_member (object, "enabled", FALSE);
  return object;
}

/**
 * wb_profile_write_query:
 * @value: of type #WbQuery
 *
 * Returns: (transfer full) (nullable): an array
 */
JsonNode *
wb_profile_write_query (const GValue *value)
{
  const WbQuery *query = g_value_get_boxed (value);
  JsonNode *node;

  if (wb_query_get_length (query) == 0)
    return NULL;

  node = new_array ();
  for (guint i = 0; i < wb_query_get_length (query); i++)
    json_array_add_object_element (json_node_get_array (node), write_row (wb_query_get (query, i)));
  return node;
}

/*
 * The log-in request
 */

/**
 * wb_profile_read_login:
 * @node: an object
 * @value: (out): of type #WbLogin
 *
 * Returns: whether @node describes a request
 */
gboolean
wb_profile_read_login (JsonNode *node,
                       GValue *value)
{
  WbLogin *login = wb_login_new_from_json (node, NULL);

  g_value_take_boxed (value, login);
  return login != NULL;
}

/**
 * wb_profile_write_login:
 * @value: of type #WbLogin
 *
 * Returns: (transfer full) (nullable): an object
 */
JsonNode *
wb_profile_write_login (const GValue *value)
{
  return g_value_get_boxed (value) != NULL ? wb_login_to_json (g_value_get_boxed (value)) : NULL;
}
