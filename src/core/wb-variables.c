/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The variables of a connection: what stands for {{name}} in its settings and messages. */

#include "config.h"

#include "wb-variables.h"

#include "wb-json-tree.h"

#include <string.h>

/**
 * WbVariables:
 *
 * A table in the order of the user. It is filled by whoever made it; once it was given to a profile
 * nobody changes it any more, and any thread may read it. Atomically counted.
 */
struct _WbVariables {
  gatomicrefcount ref_count;
  GPtrArray *rows; /* of WbVariable */
};

GType
wb_variables_get_type (void)
{
  static gsize type = 0;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_boxed_type_register_static ("WbVariables",
                                                            (GBoxedCopyFunc) wb_variables_ref,
                                                            (GBoxedFreeFunc) wb_variables_unref));
  return type;
}

static void
variable_free (gpointer data)
{
  WbVariable *variable = data;

  g_free (variable->name);
  g_free (variable->value);
  g_free (variable);
}

WbVariables *
wb_variables_new (void)
{
  WbVariables *self = g_new0 (WbVariables, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->rows = g_ptr_array_new_with_free_func (variable_free);
  return self;
}

/**
 * wb_variables_copy:
 * @self: (nullable): variables
 *
 * Returns: (transfer full): the same, to be changed
 */
WbVariables *
wb_variables_copy (const WbVariables *self)
{
  WbVariables *copy = wb_variables_new ();

  for (guint i = 0; i < wb_variables_get_length (self); i++)
    {
      const WbVariable *variable = wb_variables_get (self, i);

      wb_variables_set (copy, variable->name, variable->value, variable->is_secret);
    }
  return copy;
}

WbVariables *
wb_variables_ref (WbVariables *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
wb_variables_unref (WbVariables *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_ptr_array_unref (self->rows);
  g_free (self);
}

/**
 * wb_variables_set:
 * @self: variables nobody else has
 * @name: name of a new or known variable
 * @value: (nullable): its value; %NULL for a secret that is to be asked for
 * @is_secret: whether it is a secret
 *
 * Returns: whether that is a name and a value, and there was room
 */
gboolean
wb_variables_set (WbVariables *self,
                  const char *name,
                  const char *value,
                  gboolean is_secret)
{
  WbVariable *variable = (WbVariable *) wb_variables_find (self, name, strlen (name));
  g_autofree char *copy = NULL;

  if (!wb_variable_is_name (name) || (variable == NULL && self->rows->len == WB_MAX_VARIABLES))
    return FALSE;
  if (value != NULL &&
      (strlen (value) > WB_MAX_VARIABLE_BYTES || !g_utf8_validate (value, -1, NULL)))
    return FALSE;

  copy = g_strdup (value);
  if (variable == NULL)
    {
      variable = g_new0 (WbVariable, 1);
      variable->name = g_strdup (name);
      g_ptr_array_add (self->rows, variable);
    }
  g_free (variable->value);
  variable->value = g_steal_pointer (&copy);
  variable->is_secret = is_secret;
  return TRUE;
}

void
wb_variables_remove (WbVariables *self,
                     const char *name)
{
  const WbVariable *variable = wb_variables_find (self, name, strlen (name));

  if (variable != NULL)
    g_ptr_array_remove (self->rows, (gpointer) variable);
}

/* A name like @name that is not taken. */
static char *
find_free_name (const WbVariables *self,
                const char *name)
{
  g_autofree char *base = g_strndup (name, WB_MAX_VARIABLE_NAME / 2);
  char *free_name;

  g_strcanon (base, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_-", '_');
  if (!wb_variable_is_name (base))
    {
      g_free (base);
      base = g_strdup ("secret");
    }

  free_name = g_strdup (base);
  for (guint i = 2; wb_variables_find (self, free_name, strlen (free_name)) != NULL; i++)
    {
      g_free (free_name);
      free_name = g_strdup_printf ("%s_%u", base, i);
    }
  return free_name;
}

/**
 * wb_variables_add_secret:
 * @self: variables nobody else has
 * @name: what to call it, as far as that can be
 * @value: its value
 *
 * Returns: (transfer full) (nullable): “{{name}}” to stand for it; %NULL if there was no room
 */
char *
wb_variables_add_secret (WbVariables *self,
                         const char *name,
                         const char *value)
{
  g_autofree char *free_name = find_free_name (self, name);

  if (!wb_variables_set (self, free_name, value, TRUE))
    return NULL;
  return g_strdup_printf ("{{%s}}", free_name);
}

/* The secret variable that @text is made of. */
static const WbVariable *
find_placeholder (const WbVariables *self,
                  const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;
  const WbVariable *variable = NULL;

  if (length > 4 && g_str_has_prefix (text, "{{") && g_str_has_suffix (text, "}}"))
    variable = wb_variables_find (self, text + 2, length - 4);
  return variable != NULL && variable->is_secret ? variable : NULL;
}

/**
 * wb_variables_replace_secret:
 * @self: variables nobody else has
 * @before: (nullable): what stood in a field for a secret
 * @typed: what was typed into it
 * @name: what to call the secret if it is new
 *
 * Makes a secret of what was typed: the variable that stood there gets the value, or a new one does.
 *
 * Returns: (transfer full) (nullable): what is to stand in the field now
 */
char *
wb_variables_replace_secret (WbVariables *self,
                             const char *before,
                             const char *typed,
                             const char *name)
{
  const WbVariable *variable = find_placeholder (self, before);

  if (*typed == '\0')
    return NULL;
  if (strstr (typed, "{{") != NULL)
    return g_strdup (typed);
  if (variable == NULL)
    return wb_variables_add_secret (self, name, typed);
  return wb_variables_set (self, variable->name, typed, TRUE) ? g_strdup (before) : NULL;
}

guint
wb_variables_get_length (const WbVariables *self)
{
  return self != NULL ? self->rows->len : 0;
}

const WbVariable *
wb_variables_get (const WbVariables *self,
                  guint position)
{
  return g_ptr_array_index (self->rows, position);
}

/**
 * wb_variables_find:
 * @self: (nullable): variables
 * @name: a name, not necessarily NUL-terminated
 * @length: its bytes
 *
 * Returns: (transfer none) (nullable): the variable
 */
const WbVariable *
wb_variables_find (const WbVariables *self,
                   const char *name,
                   gsize length)
{
  for (guint i = 0; i < wb_variables_get_length (self); i++)
    {
      const WbVariable *variable = wb_variables_get (self, i);

      if (strlen (variable->name) == length && memcmp (variable->name, name, length) == 0)
        return variable;
    }
  return NULL;
}

/**
 * wb_variables_equal:
 * @self: (nullable): variables
 * @other: (nullable): variables
 *
 * Returns: whether both have the same variables in the same order
 */
gboolean
wb_variables_equal (const WbVariables *self,
                    const WbVariables *other)
{
  if (wb_variables_get_length (self) != wb_variables_get_length (other))
    return FALSE;

  for (guint i = 0; i < wb_variables_get_length (self); i++)
    {
      const WbVariable *a = wb_variables_get (self, i);
      const WbVariable *b = wb_variables_get (other, i);

      if (!g_str_equal (a->name, b->name) || g_strcmp0 (a->value, b->value) != 0 ||
          a->is_secret != b->is_secret)
        return FALSE;
    }
  return TRUE;
}

/*
 * As JSON
 */

static void
read_variable (WbVariables *self,
               JsonNode *node)
{
  const char *name = wb_json_get_text (node, "name");
  const char *value = wb_json_get_text (node, "value");
  gboolean is_secret = wb_json_get_flag (node, "secret", FALSE);

  if (value == NULL && !is_secret)
    value = "";
  if (name != NULL)
    wb_variables_set (self, name, value, is_secret);
}

/**
 * wb_variables_new_from_json:
 * @node: a tree of wb_json_parse()
 *
 * Reads an array of “{"name": …, "value": …}” and “{"name": …, "secret": true}”; what is none of them is
 * left out.
 *
 * Returns: (transfer full): the variables
 */
WbVariables *
wb_variables_new_from_json (JsonNode *node)
{
  WbVariables *self = wb_variables_new ();
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    read_variable (self, json_array_get_element (array, i));
  return self;
}

/**
 * wb_variables_to_json:
 * @self: (nullable): variables
 *
 * Returns: (transfer full): what wb_variables_new_from_json() reads; without the values of secrets
 */
JsonNode *
wb_variables_to_json (const WbVariables *self)
{
  g_autoptr(JsonArray) array = json_array_new ();

  for (guint i = 0; i < wb_variables_get_length (self); i++)
    {
      const WbVariable *variable = wb_variables_get (self, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "name", variable->name);
      if (variable->is_secret)
        json_object_set_boolean_member (object, "secret", TRUE);
      else
        json_object_set_string_member (object, "value", variable->value != NULL ? variable->value : "");
      json_array_add_object_element (array, object);
    }
  return json_node_init_array (json_node_alloc (), array);
}

/**
 * wb_variable_measure_name:
 * @text: any bytes
 * @length: how many
 *
 * Returns: how many bytes at the beginning of @text are the name of a variable, 0 for none
 */
gsize
wb_variable_measure_name (const char *text,
                          gsize length)
{
  gsize end = 0;

  if (length == 0 || !(g_ascii_isalpha (*text) || *text == '_'))
    return 0;
  while (end < length && (g_ascii_isalnum (text[end]) || text[end] == '_' || text[end] == '-'))
    end++;
  return end <= WB_MAX_VARIABLE_NAME ? end : 0;
}

gboolean
wb_variable_is_name (const char *text)
{
  gsize length = strlen (text);

  return length > 0 && wb_variable_measure_name (text, length) == length;
}
