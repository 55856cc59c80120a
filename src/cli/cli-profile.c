/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the command line names to connect to: an address, or a file that describes a connection. */

#include "config.h"

#include "cli-profile.h"

#include "wb-profile-file.h"

#include <glib/gi18n.h>
#include <string.h>

/* “wss://example.org/my.websocket” is an address, whatever files there are. */
static gboolean
is_file (const char *argument)
{
  return strstr (argument, "://") == NULL &&
         (g_str_has_suffix (argument, ".websocket") || g_file_test (argument, G_FILE_TEST_IS_REGULAR));
}

static void
read_cb (GObject *source G_GNUC_UNUSED,
         GAsyncResult *result,
         gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* Files without an end, such as devices, are read as far as a description can be long. */
static WbProfile *
read_file (const char *path,
           GError **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GAsyncResult) result = NULL;

  wb_profile_file_read_async (file, NULL, read_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return wb_profile_file_read_finish (result, error);
}

/* Says why if the connection has no whole address. */
static gboolean
complete (WbProfile *profile,
          const char *server)
{
  g_autofree char *path = wb_profile_file_dup_path (profile);
  g_autoptr(GError) error = NULL;

  if (server != NULL && path == NULL)
    cli_usage_error (_ ("--server is for files whose endpoint is only a path."));
  else if (server != NULL && !wb_profile_file_set_server (profile, server, &error))
    cli_usage_error ("--server: %s", error->message);
  else if (server == NULL && *wb_profile_get_url (profile) == '\0')
    cli_usage_error (_ ("The endpoint in the file is only a path. Say where it is with --server=ADDRESS."));
  else
    return TRUE;
  return FALSE;
}

/**
 * cli_profile_open:
 * @argument: an address, or the path of a .websocket file
 * @server: (nullable): what the path in such a file is joined with
 * @status: (out): the exit status if there is nothing to connect to
 *
 * Says what is wrong with the file.
 *
 * Returns: (transfer full) (nullable): the connection
 */
WbProfile *
cli_profile_open (const char *argument,
                  const char *server,
                  CliStatus *status)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(WbProfile) profile = is_file (argument) ? read_file (argument, &error) : wb_profile_new (argument);

  *status = CLI_FAILED;
  if (profile == NULL)
    {
      g_printerr ("whereabouts-cli: %s\n", error->message);
      return NULL;
    }

  *status = CLI_USAGE;
  return complete (profile, server) ? g_steal_pointer (&profile) : NULL;
}
