/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Connections described in .websocket files: JSON with the member “endpoint”. */

#include "config.h"

#include "wb-profile-file.h"

#include "wb-json-edit.h"
#include "wb-json-tree.h"
#include "wb-profile-members.h"
#include "wb-time.h"
#include "wb-url.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define SUFFIX ".websocket"

/* In characters. Names are read in lists. */
#define MAX_NAME_LENGTH 100

G_DEFINE_QUARK (wb - profile - file - error, wb_profile_file_error)

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

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

/* The program's own files are called by the id, which is a name for nobody. */
static gboolean
is_name (JsonNode *root,
         const char *text)
{
  const char *id = get_string (get_member (root, WB_PROFILE_MEMBER), "id");

  return *text != '\0' && g_strcmp0 (text, id) != 0;
}

/* The description, as far as it can be a name, or else what the file is called; NULL for neither. */
static char *
make_name (JsonNode *root,
           const char *file_name)
{
  const char *description = get_string (root, "description");
  g_autofree char *line = g_strndup (description != NULL ? description : "",
                                     description != NULL ? strcspn (description, "\r\n") : 0);
  gsize length = strlen (file_name);
  g_autofree char *name = NULL;

  g_strstrip (line);
  if (is_name (root, line))
    return g_utf8_substring (line, 0, MIN (g_utf8_strlen (line, -1), MAX_NAME_LENGTH));

  if (g_str_has_suffix (file_name, SUFFIX))
    length -= strlen (SUFFIX);
  name = g_strndup (file_name, length);
  return is_name (root, name) ? g_steal_pointer (&name) : NULL;
}

/*
 * Where a profile comes from
 */

static GQuark
file_quark (void)
{
  return g_quark_from_static_string ("wb-profile-file");
}

/**
 * wb_profile_file_get_file:
 * @profile: a profile
 *
 * Returns: (transfer none) (nullable): the file it was opened from; %NULL for one of the program's
 * own
 */
GFile *
wb_profile_file_get_file (WbProfile *profile)
{
  g_return_val_if_fail (WB_IS_PROFILE (profile), NULL);

  return g_object_get_qdata (G_OBJECT (profile), file_quark ());
}

/**
 * wb_profile_file_set_file:
 * @profile: a profile
 * @file: where it was opened from
 */
void
wb_profile_file_set_file (WbProfile *profile,
                          GFile *file)
{
  g_return_if_fail (WB_IS_PROFILE (profile));
  g_return_if_fail (G_IS_FILE (file));

  g_object_set_qdata_full (G_OBJECT (profile), file_quark (), g_object_ref (file), g_object_unref);
}

static char *
dup_file_name (GFile *file)
{
  g_autofree char *base_name = file != NULL ? g_file_get_basename (file) : g_strdup ("");

  return g_filename_display_name (base_name);
}

/*
 * The address: as a whole, or the path of an endpoint on a server that the file need not name
 */

static gboolean
is_address (const char *endpoint)
{
  g_autofree char *scheme = g_uri_parse_scheme (endpoint);

  return scheme != NULL;
}

/* Whatever slashes there are, one stands between the two. */
static char *
join (const char *server,
      const char *endpoint)
{
  gsize length = strlen (server);

  while (length > 0 && server[length - 1] == '/')
    length--;
  while (*endpoint == '/')
    endpoint++;
  return g_strdup_printf ("%.*s/%s", (int) length, server, endpoint);
}

/* Returns what @endpoint is on @server, "" for a path without a server. */
static char *
make_url (const char *endpoint,
          const char *server)
{
  if (is_address (endpoint))
    return g_strdup (endpoint);
  return server != NULL && *server != '\0' ? join (server, endpoint) : g_strdup ("");
}

static char *
dup_endpoint (JsonNode *root)
{
  const char *endpoint = get_string (root, "endpoint");

  return endpoint != NULL ? g_strstrip (g_strdup (endpoint)) : NULL;
}

/**
 * wb_profile_file_dup_member:
 * @profile: a profile
 * @name: one of the members that other programs write, such as “createdBy”
 *
 * Returns: (transfer full) (nullable): the text its file has there
 */
char *
wb_profile_file_dup_member (WbProfile *profile,
                            const char *name)
{
  g_autofree char *document = NULL;
  g_autoptr(JsonNode) root = NULL;

  g_return_val_if_fail (WB_IS_PROFILE (profile), NULL);

  g_object_get (profile, "document", &document, NULL);
  root = document != NULL ? wb_json_parse (document, strlen (document), NULL) : NULL;
  return root != NULL ? g_strdup (get_string (root, name)) : NULL;
}

/**
 * wb_profile_file_dup_path:
 * @profile: a profile
 *
 * Returns: (transfer full) (nullable): the path its file has for an endpoint, %NULL if it has a
 * whole address or there is no file
 */
char *
wb_profile_file_dup_path (WbProfile *profile)
{
  g_autofree char *endpoint = NULL;

  g_return_val_if_fail (WB_IS_PROFILE (profile), NULL);

  endpoint = wb_profile_file_dup_member (profile, "endpoint");
  return endpoint != NULL && !is_address (g_strstrip (endpoint)) ? g_steal_pointer (&endpoint)
                                                                 : NULL;
}

/**
 * wb_profile_file_set_server:
 * @profile: a profile whose file has a path for an endpoint
 * @server: address of a server, with or without a path of its own
 * @error: return location for a %WB_FAILURE
 *
 * Makes the endpoint on @server the address of @profile.
 *
 * Returns: whether @server is an address
 */
gboolean
wb_profile_file_set_server (WbProfile *profile,
                            const char *server,
                            GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *trimmed = NULL;
  g_autofree char *checked = NULL;
  g_autofree char *url = NULL;

  g_return_val_if_fail (WB_IS_PROFILE (profile), FALSE);
  g_return_val_if_fail (server != NULL, FALSE);

  path = wb_profile_file_dup_path (profile);
  trimmed = g_strstrip (g_strndup (server, strcspn (server, "?#")));
  checked = wb_url_normalize (trimmed, error);
  if (checked == NULL)
    return FALSE;

  url = join (trimmed, path != NULL ? path : "");
  g_object_set (profile, "server", trimmed, "url", url, NULL);
  return TRUE;
}

/*
 * Reading
 */

static void
fail_without_address (const char *file_name,
                      GError **error)
{
  g_set_error (error, WB_PROFILE_FILE_ERROR, WB_PROFILE_FILE_ERROR_NO_ADDRESS,
               _ ("“%s” describes no connection. It has no “endpoint”, which is the address to "
                  "connect to."),
               file_name);
}

static WbProfile *
read_profile (JsonNode *root,
              const char *endpoint,
              const char *file_name)
{
  WbProfile *profile = wb_profile_new ("");
  g_autofree char *name = make_name (root, file_name);
  g_autofree char *server = NULL;
  g_autofree char *url = NULL;

  wb_profile_members_read (profile, get_member (root, WB_PROFILE_MEMBER));
  g_object_get (profile, "server", &server, NULL);
  url = make_url (endpoint, server);
  g_object_set (profile, "url", url, "name", name, NULL);
  return profile;
}

/**
 * wb_profile_file_parse:
 * @data: the content of a file
 * @length: its bytes
 * @file_name: its name, for people
 * @error: return location for a %WB_PROFILE_FILE_ERROR
 *
 * Where the file has a path for an endpoint and names no server, the address is empty until
 * wb_profile_file_set_server().
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
  g_autofree char *endpoint = root != NULL ? dup_endpoint (root) : NULL;
  g_autofree char *document = NULL;
  WbProfile *profile;

  if (root == NULL)
    {
      g_set_error (error, WB_PROFILE_FILE_ERROR, WB_PROFILE_FILE_ERROR_SYNTAX,
                   /* Translators: name of a file, and what is wrong in it */
                   _ ("“%s” describes no connection. %s."), file_name, problem->message);
      return NULL;
    }
  if (endpoint == NULL || *endpoint == '\0')
    {
      fail_without_address (file_name, error);
      return NULL;
    }

  profile = read_profile (root, endpoint, file_name);
  document = g_strndup (data, length);
  g_object_set (profile, "document", document, NULL);
  return profile;
}

/*
 * Writing
 */

/* Puts a text, or nothing, into the outermost object. */
static void
put (char **document,
     const char *member,
     const char *text)
{
  const char *path[] = { member, NULL };
  g_autoptr(GString) value = g_string_new (NULL);
  char *changed;

  if (text != NULL)
    wb_json_append_string (value, text, strlen (text));
  changed = wb_json_edit (*document, path, text != NULL ? value->str : NULL);
  if (changed == NULL)
    return;
  g_free (*document);
  *document = changed;
}

static char *
make_document (void)
{
  g_autofree char *now = wb_time_format (g_get_real_time ());

  return g_strdup_printf ("{\n  \"endpoint\": \"\",\n  \"createdAt\": \"%s\",\n"
                          "  \"" WB_PROFILE_MEMBER "\": {\n    \"version\": %d\n  }\n}\n",
                          now, WB_PROFILE_VERSION);
}

static void
put_address (WbProfile *profile,
             char **document,
             JsonNode *root)
{
  g_autofree char *endpoint = dup_endpoint (root);
  g_autofree char *server = NULL;
  g_autofree char *url = NULL;

  g_object_get (profile, "server", &server, NULL);
  url = endpoint != NULL ? make_url (endpoint, server) : NULL;
  if (g_strcmp0 (url, wb_profile_get_url (profile)) != 0)
    put (document, "endpoint", wb_profile_get_url (profile));
}

static void
put_name (WbProfile *profile,
          char **document,
          JsonNode *root)
{
  g_autofree char *file_name = dup_file_name (wb_profile_file_get_file (profile));
  g_autofree char *name = make_name (root, file_name);

  if (g_strcmp0 (name, wb_profile_get_name (profile)) != 0)
    put (document, "description", wb_profile_get_name (profile));
}

/**
 * wb_profile_file_format:
 * @profile: a profile
 *
 * Returns: (transfer full): the content of its file. What has not changed since it was read stands
 * there as it stood, byte for byte, and secrets do not
 */
char *
wb_profile_file_format (WbProfile *profile)
{
  g_autoptr(JsonNode) root = NULL;
  g_autofree char *document = NULL;

  g_return_val_if_fail (WB_IS_PROFILE (profile), NULL);

  g_object_get (profile, "document", &document, NULL);
  root = document != NULL ? wb_json_parse (document, strlen (document), NULL) : NULL;
  if (root == NULL)
    {
      g_free (document);
      document = make_document ();
      root = wb_json_parse (document, strlen (document), NULL);
    }

  put_address (profile, &document, root);
  put_name (profile, &document, root);
  return wb_profile_members_write (profile, document);
}

/*
 * Files
 */

/* Stops where no description would be that long; the last block may go beyond. */
static gboolean
read_more_cb (const char *content G_GNUC_UNUSED,
              goffset size,
              gpointer data G_GNUC_UNUSED)
{
  return size <= WB_PROFILE_FILE_MAX_BYTES;
}

/* What most often keeps a file from being read, in plain words. */
static const struct {
  int code; /* of GIOErrorEnum */
  const char *words;
} obstacles[] = {
  /* Translators: these stand after “… can't be opened: ” */
  { G_IO_ERROR_NOT_FOUND, N_ ("there is no such file.") },
  { G_IO_ERROR_PERMISSION_DENIED, N_ ("you may not read it.") },
  { G_IO_ERROR_IS_DIRECTORY, N_ ("it is a folder.") },
};

static const char *
describe_obstacle (const GError *error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (obstacles); i++)
    if (g_error_matches (error, G_IO_ERROR, obstacles[i].code))
      return _ (obstacles[i].words);
  return error->message;
}

static void
loaded_cb (GObject *source,
           GAsyncResult *result,
           gpointer data)
{
  g_autoptr(GTask) task = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *content = NULL;
  g_autofree char *name = dup_file_name (G_FILE (source));
  gsize length;
  WbProfile *profile;

  if (!g_file_load_partial_contents_finish (G_FILE (source), result, &content, &length, NULL,
                                            &error))
    g_task_return_new_error (task, WB_PROFILE_FILE_ERROR, WB_PROFILE_FILE_ERROR_READ,
                             _ ("“%s” can't be opened: %s"), name, describe_obstacle (error));
  else if (length > WB_PROFILE_FILE_MAX_BYTES)
    g_task_return_new_error (task, WB_PROFILE_FILE_ERROR, WB_PROFILE_FILE_ERROR_TOO_BIG,
                             _ ("“%s” is too big to describe a connection."), name);
  else if ((profile = wb_profile_file_parse (content, length, name, &error)) != NULL)
    {
      wb_profile_file_set_file (profile, G_FILE (source));
      g_task_return_pointer (task, profile, g_object_unref);
    }
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

/**
 * wb_profile_file_load:
 * @path: a file of the program's own
 * @error: return location for a %WB_PROFILE_FILE_ERROR
 *
 * Reads a file that is known to be near, at once.
 *
 * Returns: (transfer full) (nullable): the connection the file describes
 */
WbProfile *
wb_profile_file_load (const char *path,
                      GError **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autofree char *name = dup_file_name (file);
  g_autoptr(GError) problem = NULL;
  g_autofree char *content = NULL;
  GStatBuf status;
  gsize length;

  if (g_stat (path, &status) == 0 && status.st_size > WB_PROFILE_FILE_MAX_BYTES)
    g_set_error (error, WB_PROFILE_FILE_ERROR, WB_PROFILE_FILE_ERROR_TOO_BIG,
                 _ ("“%s” is too big to describe a connection."), name);
  else if (g_file_get_contents (path, &content, &length, &problem))
    return wb_profile_file_parse (content, length, name, error);
  else
    g_set_error (error, WB_PROFILE_FILE_ERROR,
                 g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT)
                     ? WB_PROFILE_FILE_ERROR_MISSING
                     : WB_PROFILE_FILE_ERROR_READ,
                 _ ("“%s” can't be opened: %s"), name, problem->message);
  return NULL;
}
