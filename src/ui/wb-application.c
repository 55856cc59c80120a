/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The application: one model, any number of windows on it. */

#include "config.h"

#include "wb-application.h"

#include "wb-about.h"
#include "wb-connection-store.h"
#include "wb-drafts.h"
#include "wb-encryption-guard.h"
#include "wb-preferences.h"
#include "wb-profile-file.h"
#include "wb-server-dialog.h"
#include "wb-url.h"
#include "wb-window.h"

#include <glib/gi18n-lib.h>

#define RESOURCES "/app/whereabouts/Whereabouts"

#define DEMO_URL "demo:"

/* The demo shows where everything came from: the last 45 minutes. */
#define DEMO_URL_WITH_PAST DEMO_URL "?history=2700"
#define DEMO_MAX_OBJECTS (1000 * 1000)

#define EXIT_USAGE 2

/**
 * WbApplication:
 *
 * Runs once: a second start hands its addresses and files over to the first. It owns the model, so
 * closing a window closes no connection; closing the last one ends the program.
 */
struct _WbApplication {
  AdwApplication parent_instance;

  /* Borrowed: outlives the application */
  WbRegistry *registry;

  /* Owned; NULL before startup */
  GSettings *settings;
  WbMonitor *monitor;
  WbConnectionStore *store;
  WbEncryptionGuard *guard;

  /* Borrowed, weak: what the first window should show */
  WbConnection *latest;

  /* Borrowed, weak: there is one at most */
  GtkWindow *preferences;
};

G_DEFINE_FINAL_TYPE (WbApplication, wb_application, ADW_TYPE_APPLICATION)

static WbWindow *
get_window (WbApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (GList *link = windows; link != NULL; link = link->next)
    if (WB_IS_WINDOW (link->data))
      return link->data;
  return NULL;
}

static WbWindow *
create_window (WbApplication *self)
{
  GtkWindow *window = wb_window_new (GTK_APPLICATION (self), self->monitor, self->settings);

  if (self->latest != NULL)
    wb_window_set_current (WB_WINDOW (window), self->latest);
  return WB_WINDOW (window);
}

static void
set_latest (WbApplication *self,
            WbConnection *connection)
{
  g_set_weak_pointer (&self->latest, connection);
  if (get_window (self) != NULL)
    wb_window_set_current (get_window (self), connection);
}

/*
 * Addresses and files
 */

static void
complain (WbApplication *self,
          const char *text)
{
  WbWindow *window = get_window (self);

  if (window == NULL)
    window = create_window (self);
  gtk_window_present (GTK_WINDOW (window));
  wb_window_show_message (window, text);
}

/* The server is remembered: the next file is likely for the same one. */
static void
server_given_cb (WbConnection *connection)
{
  WbApplication *self = WB_APPLICATION (g_application_get_default ());
  g_autofree char *server = NULL;

  g_object_get (wb_connection_get_profile (connection), "server", &server, NULL);
  g_settings_set_string (self->settings, "last-server", server);
  wb_application_open_connection (self, connection);
}

static void
ask_for_server (WbApplication *self,
                WbConnection *connection)
{
  g_autofree char *server = g_settings_get_string (self->settings, "last-server");
  GtkWindow *dialog = wb_server_dialog_new (wb_connection_get_profile (connection), server);
  WbWindow *window = get_window (self);

  g_signal_connect_object (dialog, "done", G_CALLBACK (server_given_cb), connection, G_CONNECT_SWAPPED);
  if (window == NULL)
    window = create_window (self);
  gtk_window_present (GTK_WINDOW (window));
  gtk_window_set_transient_for (dialog, GTK_WINDOW (window));
  gtk_window_present (dialog);
}

/**
 * wb_application_open_connection:
 * @self: the application
 * @connection: one of its connections
 *
 * Opens @connection for the user, who finds its address among the recent ones from now on, unless
 * somebody vetoes.
 */
void
wb_application_open_connection (WbApplication *self,
                                WbConnection *connection)
{
  g_return_if_fail (WB_IS_APPLICATION (self));
  g_return_if_fail (WB_IS_CONNECTION (connection));

  if (*wb_profile_get_url (wb_connection_get_profile (connection)) == '\0')
    ask_for_server (self, connection);
  else if (wb_connection_open (connection))
    wb_connection_store_add_recent (self->store,
                                    wb_profile_get_url (wb_connection_get_profile (connection)));
}

/**
 * wb_application_save_connection:
 * @self: the application
 * @connection: one of its connections
 *
 * Writes the file of @connection, which may be anywhere, because the user said so.
 */
void
wb_application_save_connection (WbApplication *self,
                                WbConnection *connection)
{
  g_return_if_fail (WB_IS_APPLICATION (self));

  wb_connection_store_save (self->store, connection);
}

static gboolean
is_file_of (WbConnection *connection,
            GFile *file)
{
  GFile *other = wb_profile_file_get_file (wb_connection_get_profile (connection));

  return file != NULL && other != NULL && g_file_equal (file, other);
}

/* Returns the connection to @url, or that of @file if there is one: a file has more settings than its
 * address. */
static WbConnection *
find_connection (WbApplication *self,
                 const char *url,
                 GFile *file)
{
  GListModel *connections = wb_monitor_get_connections (self->monitor);

  for (guint i = 0; i < g_list_model_get_n_items (connections); i++)
    {
      g_autoptr(WbConnection) connection = g_list_model_get_item (connections, i);
      const char *other = wb_profile_get_url (wb_connection_get_profile (connection));
      g_autofree char *normalized = wb_url_normalize (other, NULL);

      if (file != NULL ? is_file_of (connection, file) : normalized != NULL && g_strcmp0 (normalized, url) == 0)
        return connection;
    }
  return NULL;
}

/* A connection that is there already stays as it is. */
static void
open_profile (WbApplication *self,
              WbProfile *profile)
{
  g_autofree char *url = wb_url_normalize (wb_profile_get_url (profile), NULL);
  WbConnection *connection = find_connection (self, url, wb_profile_file_get_file (profile));

  if (connection == NULL)
    {
      wb_drafts_offer_sample (profile);
      connection = wb_monitor_add (self->monitor, profile);
    }
  set_latest (self, connection);
  wb_application_open_connection (self, connection);
}

/* Tells why there can't be a connection to what was typed, if so. */
static void
open_address (WbApplication *self,
              const char *address)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *url = wb_url_normalize (address, &error);
  g_autoptr(WbProfile) profile = NULL;

  if (url == NULL)
    {
      complain (self, error->message);
      return;
    }

  profile = wb_profile_new (url);
  if (g_str_has_prefix (url, DEMO_URL))
    g_object_set (profile, "name", _ ("Demo Feed"), NULL);
  open_profile (self, profile);
}

static void
file_read_cb (GObject *source G_GNUC_UNUSED,
              GAsyncResult *result,
              gpointer data)
{
  g_autoptr(WbApplication) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(WbProfile) profile = wb_profile_file_read_finish (result, &error);

  if (self->monitor != NULL && profile != NULL)
    open_profile (self, profile);
  else if (self->monitor != NULL)
    complain (self, error->message);
}

/**
 * wb_application_open_file:
 * @self: the application
 * @file: a file that describes a connection
 *
 * Opens the connection, or tells why it can't.
 */
void
wb_application_open_file (WbApplication *self,
                          GFile *file)
{
  g_return_if_fail (WB_IS_APPLICATION (self));
  g_return_if_fail (G_IS_FILE (file));

  wb_profile_file_read_async (file, NULL, file_read_cb, g_object_ref (self));
}

/*
 * Actions
 */

static void
open_demo (WbApplication *self,
           int n_objects)
{
  g_autofree char *url = n_objects > 0 ? g_strdup_printf (DEMO_URL "?objects=%d", n_objects)
                                       : g_strdup (DEMO_URL_WITH_PAST);

  open_address (self, url);
}

static void
demo_cb (GSimpleAction *action G_GNUC_UNUSED,
         GVariant *parameter G_GNUC_UNUSED,
         gpointer data)
{
  open_demo (data, 0);
}

static void
demo_with_cb (GSimpleAction *action G_GNUC_UNUSED,
              GVariant *parameter,
              gpointer data)
{
  open_demo (data, CLAMP (g_variant_get_int32 (parameter), 1, DEMO_MAX_OBJECTS));
}

static void
new_window_cb (GSimpleAction *action G_GNUC_UNUSED,
               GVariant *parameter G_GNUC_UNUSED,
               gpointer data)
{
  gtk_window_present (GTK_WINDOW (create_window (data)));
}

static void
preferences_cb (GSimpleAction *action G_GNUC_UNUSED,
                GVariant *parameter G_GNUC_UNUSED,
                gpointer data)
{
  WbApplication *self = data;
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (self->preferences == NULL)
    {
      g_set_weak_pointer (&self->preferences, wb_preferences_new (self->settings));
      gtk_window_set_transient_for (self->preferences, parent);
    }
  gtk_window_present (self->preferences);
}

static void
about_cb (GSimpleAction *action G_GNUC_UNUSED,
          GVariant *parameter G_GNUC_UNUSED,
          gpointer data)
{
  wb_about_show (gtk_application_get_active_window (GTK_APPLICATION (data)));
}

/* Windows remember their arrangement when they are closed. */
static void
quit_cb (GSimpleAction *action G_GNUC_UNUSED,
         GVariant *parameter G_GNUC_UNUSED,
         gpointer data)
{
  g_autoptr(GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (data)));

  for (GList *link = windows; link != NULL; link = link->next)
    if (WB_IS_WINDOW (link->data))
      gtk_window_close (GTK_WINDOW (link->data));
  g_application_quit (G_APPLICATION (data));
}

static const GActionEntry actions[] = {
  { .name = "demo", .activate = demo_cb },
  { .name = "demo-with", .activate = demo_with_cb, .parameter_type = "i" },
  { .name = "new-window", .activate = new_window_cb },
  { .name = "preferences", .activate = preferences_cb },
  { .name = "about", .activate = about_cb },
  { .name = "quit", .activate = quit_cb },
};

static const struct {
  const char *action;
  const char *accels[4];
} shortcuts[] = {
  { "app.new-window", { "<Control>n" } },
  { "app.preferences", { "<Control>comma" } },
  { "app.quit", { "<Control>q" } },
  { "window.close", { "<Control>w" } },
  { "connection.new", { "<Control>t", "<Control><Shift>n" } },
  { "connection.open", { "<Control><Shift>o" } },
  { "connection.close", { "<Control><Shift>w" } },
  { "win.open-file", { "<Control>o" } },
  { "win.search", { "<Control>f" } },
  { "win.toggle-sidebar", { "F9" } },
  { "win.toggle-messages", { "F8" } },
  { "map.fit", { "<Control>0", "<Control>KP_0" } },
  { "map.zoom-in", { "<Control>plus", "<Control>equal", "<Control>KP_Add" } },
  { "map.zoom-out", { "<Control>minus", "<Control>KP_Subtract" } },
};

/*
 * The command line
 */

static const GOptionEntry options[] = {
  { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open the demo feed"), NULL },
  { "objects", 0, 0, G_OPTION_ARG_INT, NULL, N_ ("Open the demo feed with N objects"), N_ ("N") },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and exit"), NULL },
  G_OPTION_ENTRY_NULL,
};

/* Blanks around an address would make it the name of a file. */
static gboolean
wb_application_local_command_line (GApplication *application,
                                   char ***arguments,
                                   int *exit_status)
{
  for (gsize i = 1; (*arguments)[0] != NULL && (*arguments)[i] != NULL; i++)
    g_strstrip ((*arguments)[i]);

  return G_APPLICATION_CLASS (wb_application_parent_class)
      ->local_command_line (application, arguments, exit_status);
}

static int
start_demo (GApplication *application,
            GVariantDict *given)
{
  g_autoptr(GError) error = NULL;
  gint32 n_objects = 0;
  gboolean counted = g_variant_dict_lookup (given, "objects", "i", &n_objects);

  if (counted && (n_objects < 1 || n_objects > DEMO_MAX_OBJECTS))
    {
      g_printerr (_ ("whereabouts: --objects has to be between 1 and %d.\n"), DEMO_MAX_OBJECTS);
      return EXIT_USAGE;
    }
  if (!counted && !g_variant_dict_contains (given, "demo"))
    return -1;
  if (!g_application_register (application, NULL, &error))
    {
      g_printerr ("whereabouts: %s\n", error->message);
      return 1;
    }

  if (counted)
    g_action_group_activate_action (G_ACTION_GROUP (application), "demo-with", g_variant_new_int32 (n_objects));
  else
    g_action_group_activate_action (G_ACTION_GROUP (application), "demo", NULL);
  return -1;
}

static int
wb_application_handle_local_options (GApplication *application,
                                     GVariantDict *given)
{
  if (!g_variant_dict_contains (given, "version"))
    return start_demo (application, given);

  g_print ("whereabouts %s\n", PACKAGE_VERSION);
  return 0;
}

/*
 * Application
 */

static void
add_shortcuts (GtkApplication *application)
{
  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (application, shortcuts[i].action, shortcuts[i].accels);
}

/* Some connections are to be open as soon as the program runs. */
static void
restored_cb (WbApplication *self,
             WbConnection *connection)
{
  gboolean connects;

  g_object_get (wb_connection_get_profile (connection), "connect-at-start", &connects, NULL);
  if (connects)
    wb_application_open_connection (self, connection);
}

static void
wb_application_startup (GApplication *application)
{
  WbApplication *self = WB_APPLICATION (application);

  G_APPLICATION_CLASS (wb_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (APP_ID);
  self->settings = g_settings_new (APP_ID);
  self->monitor = wb_monitor_new (self->registry);
  self->guard = wb_encryption_guard_new (self->monitor, self->settings);
  g_signal_connect_object (self->guard, "refused", G_CALLBACK (complain), self, G_CONNECT_SWAPPED);
  self->store = wb_connection_store_new (self->monitor, self->settings);
  g_signal_connect_object (self->store, "failed", G_CALLBACK (complain), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "restored", G_CALLBACK (restored_cb), self, G_CONNECT_SWAPPED);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  add_shortcuts (GTK_APPLICATION (self));
  wb_connection_store_restore (self->store);
}

static void
wb_application_activate (GApplication *application)
{
  WbApplication *self = WB_APPLICATION (application);
  WbWindow *window = get_window (self);

  if (window == NULL)
    window = create_window (self);
  gtk_window_present (GTK_WINDOW (window));
}

static void
wb_application_open (GApplication *application,
                     GFile **files,
                     int n_files,
                     const char *hint G_GNUC_UNUSED)
{
  WbApplication *self = WB_APPLICATION (application);

  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *uri = g_file_get_uri (files[i]);

      if (g_file_has_uri_scheme (files[i], "file"))
        wb_application_open_file (self, files[i]);
      else
        open_address (self, uri);
    }
  wb_application_activate (application);
}

static void
wb_application_shutdown (GApplication *application)
{
  WbApplication *self = WB_APPLICATION (application);

  g_clear_object (&self->store);
  g_clear_object (&self->guard);
  g_clear_weak_pointer (&self->latest);
  g_clear_weak_pointer (&self->preferences);

  G_APPLICATION_CLASS (wb_application_parent_class)->shutdown (application);

  g_clear_object (&self->monitor);
  g_clear_object (&self->settings);
}

static void
wb_application_class_init (WbApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->local_command_line = wb_application_local_command_line;
  application_class->handle_local_options = wb_application_handle_local_options;
  application_class->startup = wb_application_startup;
  application_class->activate = wb_application_activate;
  application_class->open = wb_application_open;
  application_class->shutdown = wb_application_shutdown;
}

static void
wb_application_init (WbApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[ADDRESS|FILE…]"));
}

/**
 * wb_application_new:
 * @registry: what transports, protocols and decoders there are; outlives the application
 *
 * Returns: (transfer full): the application, to be run
 */
WbApplication *
wb_application_new (WbRegistry *registry)
{
  WbApplication *self = g_object_new (WB_TYPE_APPLICATION,
                                      "application-id", APP_ID,
                                      "resource-base-path", RESOURCES,
                                      "flags", G_APPLICATION_HANDLES_OPEN,
                                      NULL);

  self->registry = registry;
  return self;
}

/**
 * wb_application_get_monitor:
 * @self: the application
 *
 * Returns: (transfer none): the model, from startup to shutdown
 */
WbMonitor *
wb_application_get_monitor (WbApplication *self)
{
  g_return_val_if_fail (WB_IS_APPLICATION (self), NULL);

  return self->monitor;
}
