/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Secrets in a file that only the user can read, for computers without a keyring: a JSON array of
 * objects with the texts “profile”, “variable”, “server” and “value”. All functions block. */

#include "config.h"

#include "wb-secret-file.h"

#include "wb-json-tree.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

/* More than any user has; what is larger is not ours. */
#define MAX_BYTES (4 * 1024 * 1024)

static GMutex mutex;

/* The array in the file, an empty one if there is none. */
static JsonArray *
read_array (const char *path,
            GError **error)
{
  g_autofree char *text = NULL;
  gsize length = 0;
  g_autoptr(GError) reason = NULL;
  g_autoptr(JsonNode) root = NULL;
  GStatBuf status;

  if (g_stat (path, &status) == 0 && (!S_ISREG (status.st_mode) || status.st_size > MAX_BYTES))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s is no file of secrets", path);
      return NULL;
    }
  if (!g_file_get_contents (path, &text, &length, &reason))
    {
      if (g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return json_array_new ();
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }

  root = wb_json_parse (text, length, error);
  if (root == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_ARRAY (root))
    return json_node_dup_array (root);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s is no file of secrets", path);
  return NULL;
}

/* A new file in its place, which nobody else could ever read. */
static gboolean
write_array (const char *path,
             JsonArray *array,
             GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr(JsonNode) root = json_node_init_array (json_node_alloc (), array);
  GString *text = g_string_new (NULL);
  gboolean written;

  wb_json_append_node (text, root);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      int code = errno;

      g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (code), "%s: %s", folder,
                   g_strerror (code));
      written = FALSE;
    }
  else
    written = g_file_set_contents_full (path, text->str, (gssize) text->len,
                                        G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                        0600, error);
  g_string_free (text, TRUE);
  return written;
}

static gboolean
is_for (JsonNode *node,
        const WbSecretKey *key)
{
  return g_strcmp0 (wb_json_get_text (node, "profile"), key->profile) == 0 &&
         g_strcmp0 (wb_json_get_text (node, "variable"), key->variable) == 0 &&
         g_strcmp0 (wb_json_get_text (node, "server"), key->server) == 0;
}

/**
 * wb_secret_file_lookup:
 * @path: the file, which need not exist
 * @key: what to look for
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the value; %NULL without @error if there is none
 */
char *
wb_secret_file_lookup (const char *path,
                       const WbSecretKey *key,
                       GError **error)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&mutex);
  g_autoptr(JsonArray) array = read_array (path, error);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (is_for (json_array_get_element (array, i), key))
      return g_strdup (wb_json_get_text (json_array_get_element (array, i), "value"));
  return NULL;
}

static JsonObject *
make_row (const WbSecretKey *key,
          const char *value)
{
  JsonObject *row = json_object_new ();

  json_object_set_string_member (row, "profile", key->profile);
  json_object_set_string_member (row, "variable", key->variable);
  json_object_set_string_member (row, "server", key->server);
  json_object_set_string_member (row, "value", value);
  return row;
}

/**
 * wb_secret_file_store:
 * @path: the file
 * @key: what to keep it under
 * @value: the value
 * @error: return location for an error
 *
 * Returns: whether it was written; what can't be read is not overwritten
 */
gboolean
wb_secret_file_store (const char *path,
                      const WbSecretKey *key,
                      const char *value,
                      GError **error)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&mutex);
  g_autoptr(JsonArray) array = read_array (path, error);

  if (array == NULL)
    return FALSE;

  for (guint i = json_array_get_length (array); i-- > 0;)
    if (is_for (json_array_get_element (array, i), key))
      json_array_remove_element (array, i);
  json_array_add_object_element (array, make_row (key, value));
  return write_array (path, array, error);
}

/**
 * wb_secret_file_clear:
 * @path: the file, which need not exist
 * @profile: whose values to forget
 * @error: return location for an error
 *
 * Returns: whether none of them is there any more
 */
gboolean
wb_secret_file_clear (const char *path,
                      const char *profile,
                      GError **error)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&mutex);
  g_autoptr(JsonArray) array = read_array (path, error);
  guint before = array != NULL ? json_array_get_length (array) : 0;

  if (array == NULL)
    return FALSE;

  for (guint i = before; i-- > 0;)
    if (g_strcmp0 (wb_json_get_text (json_array_get_element (array, i), "profile"), profile) == 0)
      json_array_remove_element (array, i);
  return json_array_get_length (array) == before || write_array (path, array, error);
}
