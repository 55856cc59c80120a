/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Connections described in .websocket files: JSON with the member “endpoint”. */

#include "config.h"

#include "wb-profile-file.h"

#include "wb-json-tree.h"
#include "wb-url.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SUFFIX ".websocket"

G_DEFINE_QUARK (wb-profile-file-error, wb_profile_file_error)

static const char *
get_string (JsonNode *root,
            const char *name)
{
  JsonNode *node =
      JSON_NODE_HOLDS_OBJECT (root) ? json_object_get_member (json_node_get_object (root), name) : NULL;

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node)
                                                                          : NULL;
}

static char *
make_name (const char *file_name)
{
  char *name = g_strdup (file_name);

  if (g_str_has_suffix (name, SUFFIX))
    name[strlen (name) - strlen (SUFFIX)] = '\0';
  return name;
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
  const char *endpoint;
  WbProfile *profile;

  if (root == NULL)
    {
      g_set_error (error, WB_PROFILE_FILE_ERROR, WB_PROFILE_FILE_ERROR_SYNTAX,
                   /* Translators: name of a file, and what is wrong in it */
                   _ ("“%s” can't be read: %s"), file_name, problem->message);
      return NULL;
    }

  endpoint = get_string (root, "endpoint");
  url = endpoint != NULL ? wb_url_normalize (endpoint, NULL) : NULL;
  if (url == NULL)
    {
      g_set_error (error, WB_PROFILE_FILE_ERROR, WB_PROFILE_FILE_ERROR_NO_ADDRESS,
                   _ ("“%s” names no server. Its “endpoint” has to be a whole address, as "
                      "wss://example.org/live."),
                   file_name);
      return NULL;
    }

  profile = wb_profile_new (url);
  name = make_name (file_name);
  g_object_set (profile, "name", name, NULL);
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
