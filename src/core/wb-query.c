/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What is added to the query of an address: rows of name and value. */

#include "config.h"

#include "wb-query.h"

#include "wb-json-tree.h"

/**
 * WbQuery:
 *
 * Rows in their order. It is filled by whoever made it; once it was given to a profile nobody
 * changes it any more, and any thread may read it. Atomically counted.
 */
struct _WbQuery {
  gatomicrefcount ref_count;
  GPtrArray *rows; /* of WbQueryRow */
};

GType
wb_query_get_type (void)
{
  static gsize type = 0;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_boxed_type_register_static ("WbQuery", (GBoxedCopyFunc) wb_query_ref,
                                                            (GBoxedFreeFunc) wb_query_unref));
  return type;
}

static void
row_free (gpointer data)
{
  WbQueryRow *row = data;

  g_free (row->name);
  g_free (row->value);
  g_free (row);
}

WbQuery *
wb_query_new (void)
{
  WbQuery *self = g_new0 (WbQuery, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->rows = g_ptr_array_new_with_free_func (row_free);
  return self;
}

WbQuery *
wb_query_ref (WbQuery *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
wb_query_unref (WbQuery *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_ptr_array_unref (self->rows);
  g_free (self);
}

/**
 * wb_query_add:
 * @self: rows nobody else has
 * @enabled: whether it is part of the address
 * @name: its name
 * @value: its value
 *
 * Returns: whether these are texts, and there was room
 */
gboolean
wb_query_add (WbQuery *self,
              gboolean enabled,
              const char *name,
              const char *value)
{
  WbQueryRow *row;

  if (self->rows->len == WB_MAX_QUERY_ROWS || !g_utf8_validate (name, -1, NULL) ||
      !g_utf8_validate (value, -1, NULL))
    return FALSE;

  row = g_new0 (WbQueryRow, 1);
  row->enabled = enabled;
  row->name = g_strdup (name);
  row->value = g_strdup (value);
  g_ptr_array_add (self->rows, row);
  return TRUE;
}

guint
wb_query_get_length (const WbQuery *self)
{
  return self != NULL ? self->rows->len : 0;
}

const WbQueryRow *
wb_query_get (const WbQuery *self,
              guint position)
{
  return g_ptr_array_index (self->rows, position);
}

static void
read_row (WbQuery *self,
          JsonNode *node)
{
  const char *name = wb_json_get_text (node, "name");
  const char *value = wb_json_get_text (node, "value");

  if (name != NULL)
    wb_query_add (self, wb_json_get_flag (node, "enabled", TRUE), name, value != NULL ? value : "");
}

/**
 * wb_query_new_from_json:
 * @node: a tree of wb_json_parse()
 *
 * Reads an array of “{"name": …, "value": …}”, with “"enabled": false” where that is so; what is none of
 * them is left out.
 *
 * Returns: (transfer full): the rows
 */
WbQuery *
wb_query_new_from_json (JsonNode *node)
{
  WbQuery *self = wb_query_new ();
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    read_row (self, json_array_get_element (array, i));
  return self;
}

/**
 * wb_query_to_json:
 * @self: (nullable): rows
 *
 * Returns: (transfer full): what wb_query_new_from_json() reads
 */
JsonNode *
wb_query_to_json (const WbQuery *self)
{
  g_autoptr(JsonArray) array = json_array_new ();

  for (guint i = 0; i < wb_query_get_length (self); i++)
    {
      const WbQueryRow *row = wb_query_get (self, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "name", row->name);
      json_object_set_string_member (object, "value", row->value);
      if (!row->enabled)
        json_object_set_boolean_member (object, "enabled", FALSE);
      json_array_add_object_element (array, object);
    }
  return json_node_init_array (json_node_alloc (), array);
}
