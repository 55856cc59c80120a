/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Connections described in .websocket files: JSON with the member “endpoint”. */

#include "config.h"

#include "wb-profile-file.h"

#include "wb-json-tree.h"
#include "wb-profile-settings.h"
#include "wb-url.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SUFFIX ".websocket"

/* In characters. Names are read in lists. */
#define MAX_NAME_LENGTH 100

G_DEFINE_QUARK (wb-profile-file-error, wb_profile_file_error)

static JsonNode *
get_member (JsonNode *parent,
            const char *name)
{
  return parent != NULL && JSON_NODE_HOLDS_OBJECT (parent)
             ? json_object_get_member (json_node_get_object (parent), name)
             : NULL;
}

static const char *
get_string (JsonNode *parent,
            const char *name)
{
  JsonNode *node = get_member (parent, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node)
                                                                          : NULL;
}

/* Our own settings that stand in files, and what they are called elsewhere. A file comes from anybody,
 * so it names neither certificates to trust nor files of this computer. */
static const struct {
  const char *member;
  const char *name;
} own_settings[] = {
  { "retention", "retention" },
  { "limit", "limit" },
  { "reconnect", "reconnect" },
  { "keepAlive", "keep-alive" },
  { "noDataAfter", "no-data-after" },
  { "headers", "headers" },
  { "subprotocols", "subprotocols" },
  { "origin", "origin" },
  { "user", "user" },
};

static GVariant *
read_list (JsonArray *array)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_STRING_ARRAY);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (json_node_get_value_type (element) == G_TYPE_STRING)
        g_variant_builder_add (&builder, "s", json_node_get_string (element));
    }
  return g_variant_builder_end (&builder);
}

/* Returns a floating variant, or NULL for what no setting is. */
static GVariant *
read_value (JsonNode *node)
{
  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return read_list (json_node_get_array (node));
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_variant_new_string (json_node_get_string (node));
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_variant_new_uint32 ((guint32) CLAMP (json_node_get_int (node), 0, G_MAXINT32));
  return NULL;
}

/* What other programs do not know of stands in a member of its own. What it does not say, or says
 * wrongly, stays as it is without it. */
static void
read_own_settings (WbProfile *profile,
                   JsonNode *node)
{
  g_autoptr(GVariant) settings = NULL;
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (own_settings); i++)
    {
      GVariant *value = read_value (get_member (node, own_settings[i].member));

      if (value != NULL)
        g_variant_dict_insert_value (&dict, own_settings[i].name, value);
    }
  settings = g_variant_ref_sink (g_variant_dict_end (&dict));
  wb_profile_settings_restore (profile, settings);
}

/* The description, as far as it can be a name, or else what the file is called. */
static char *
make_name (const char *description,
           const char *file_name)
{
  g_autofree char *line = g_strndup (description != NULL ? description : "",
                                     description != NULL ? strcspn (description, "\r\n") : 0);
  char *name;

  g_strstrip (line);
  if (*line != '\0')
    return g_utf8_substring (line, 0, MIN (g_utf8_strlen (line, -1), MAX_NAME_LENGTH));

  name = g_strdup (file_name);
  if (g_str_has_suffix (name, SUFFIX))
    name[strlen (name) - strlen (SUFFIX)] = '\0';
  return name;
}

static char *
read_address (JsonNode *root,
              const char *file_name,
              GError **error)
{
  const char *endpoint = get_string (root, "endpoint");
  char *url = endpoint != NULL ? wb_url_normalize (endpoint, NULL) : NULL;

  if (endpoint == NULL)
    g_set_error (error, WB_PROFILE_FILE_ERROR, WB_PROFILE_FILE_ERROR_NO_ADDRESS,
                 _ ("“%s” describes no connection. It has no “endpoint”, which is the address to "
                    "connect to."),
                 file_name);
  else if (url == NULL)
    g_set_error (error, WB_PROFILE_FILE_ERROR, WB_PROFILE_FILE_ERROR_NO_ADDRESS,
                 _ ("“%s” names no server. Its “endpoint” has to be a whole address, such as "
                    "wss://example.org/live."),
                 file_name);
  return url;
}

/**
 * wb_profile_file_parse:
 * @data: the content of a file
 * @length: its bytes
 * @file_name: its name, for people
 * @error: return location for a %WB_PROFILE_FILE_ERROR
 *
 * Returns: (transfer full) (nullable): the connection it describes
 */
WbProfile *
wb_profile_file_parse (const char *data,
                       gsize length,
                       const char *file_name,
                       GError **error)
{
  g_autoptr(GError) problem = NULL;
  g_autoptr(JsonNode) root = wb_json_parse (data, length, &problem);
  g_autofree char *url = NULL;
  g_autofree char *name = NULL;
  WbProfile *profile;

  if (root == NULL)
    {
      g_set_error (error, WB_PROFILE_FILE_ERROR, WB_PROFILE_FILE_ERROR_SYNTAX,
                   /* Translators: name of a file, and what is wrong in it */
                   _ ("“%s” describes no connection. %s."), file_name, problem->message);
      return NULL;
    }
  url = read_address (root, file_name, error);
  if (url == NULL)
    return NULL;

  profile = wb_profile_new (url);
  name = make_name (get_string (root, "description"), file_name);
  g_object_set (profile, "name", name, NULL);
  read_own_settings (profile, get_member (root, "whereabouts"));
  return profile;
}

/* Stops where no description would be that long; the last block may go beyond. */
static gboolean
read_more_cb (const char *content G_GNUC_UNUSED,
              goffset size,
              gpointer data G_GNUC_UNUSED)
{
  return size <= WB_PROFILE_FILE_MAX_BYTES;
}

static void
loaded_cb (GObject *source,
           GAsyncResult *result,
           gpointer data)
{
  g_autoptr(GTask) task = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *content = NULL;
  g_autofree char *base_name = g_file_get_basename (G_FILE (source));
  g_autofree char *name = g_filename_display_name (base_name);
  gsize length;
  WbProfile *profile;

  if (!g_file_load_partial_contents_finish (G_FILE (source), result, &content, &length, NULL, &error))
    g_task_return_new_error (task, WB_PROFILE_FILE_ERROR, WB_PROFILE_FILE_ERROR_READ,
                             _ ("“%s” can't be opened: %s"), name, error->message);
  else if (length > WB_PROFILE_FILE_MAX_BYTES)
    g_task_return_new_error (task, WB_PROFILE_FILE_ERROR, WB_PROFILE_FILE_ERROR_TOO_BIG,
                             _ ("“%s” is too big to describe a connection."), name);
  else if ((profile = wb_profile_file_parse (content, length, name, &error)) != NULL)
    g_task_return_pointer (task, profile, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * wb_profile_file_read_async:
 * @file: a .websocket file
 * @cancellable: (nullable): cancels it
 * @callback: called when it was read
 * @data: passed to @callback
 */
void
wb_profile_file_read_async (GFile *file,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  GTask *task = g_task_new (file, cancellable, callback, data);

  g_file_load_partial_contents_async (file, cancellable, read_more_cb, loaded_cb, task);
}

/**
 * wb_profile_file_read_finish:
 * @result: what the callback got
 * @error: return location for a %WB_PROFILE_FILE_ERROR
 *
 * Returns: (transfer full) (nullable): the connection the file describes
 */
WbProfile *
wb_profile_file_read_finish (GAsyncResult *result,
                             GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
