/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the window does with the connections in its list: copies, order, colours, files. */

#include "config.h"

#include "wb-window-private.h"

#include "wb-application.h"
#include "wb-file-dialog.h"
#include "wb-profile-file.h"
#include "wb-profile-secrets.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CLOSE_GOING_AWAY 1001

/* Returns where the current connection is in the list, or FALSE if there is none. */
static gboolean
find_current (WbWindow *self,
              guint *position)
{
  return self->current != NULL &&
         g_list_store_find (G_LIST_STORE (wb_monitor_get_connections (self->monitor)),
                            self->current, position);
}

/**
 * wb_window_insert:
 * @self: a window
 * @profile: the settings of a connection
 * @position: its place in the list, if it is not there
 *
 * Returns: (transfer none): the connection with these settings; one that was removed is there again
 */
WbConnection *
wb_window_insert (WbWindow *self,
                  WbProfile *profile,
                  guint position)
{
  GListModel *connections = wb_monitor_get_connections (self->monitor);

  for (guint i = 0; i < g_list_model_get_n_items (connections); i++)
    {
      g_autoptr(WbConnection) connection = g_list_model_get_item (connections, i);

      if (wb_connection_get_profile (connection) == profile)
        return connection;
    }
  return wb_monitor_insert (self->monitor, profile, position);
}

/*
 * Removing
 */

typedef struct {
  WbProfile *profile;
  guint position;
} Removed;

static void
removed_free (gpointer data)
{
  Removed *removed = data;

  g_object_unref (removed->profile);
  g_free (removed);
}

static void
undo_remove_cb (WbWindow *self,
                AdwToast *toast)
{
  const Removed *removed = g_object_get_data (G_OBJECT (toast), "removed");

  wb_window_set_current (self, wb_window_insert (self, removed->profile, removed->position));
}

/* Each toast undoes its own removal: when one is shown, more may have been removed. */
static void
offer_undo (WbWindow *self,
            WbConnection *connection,
            guint position)
{
  g_autofree char *name = wb_connection_dup_name (connection);
  /* Translators: %s is the name of a connection */
  g_autofree char *text = g_strdup_printf (_ ("“%s” was removed"), name);
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);
  Removed *removed = g_new (Removed, 1);

  *removed = (Removed){ g_object_ref (wb_connection_get_profile (connection)), position };
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "removed", removed, removed_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_remove_cb), self, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
remove_cb (GtkWidget *widget,
           const char *action G_GNUC_UNUSED,
           GVariant *parameter G_GNUC_UNUSED)
{
  WbWindow *self = WB_WINDOW (widget);
  g_autoptr(WbConnection) connection = NULL;
  guint position;

  if (!find_current (self, &position))
    return;

  connection = g_object_ref (self->current);
  wb_connection_close (connection, CLOSE_GOING_AWAY, NULL);
  wb_monitor_remove (self->monitor, connection);
  offer_undo (self, connection, position);
}

/*
 * Copies and order
 */

static void
duplicate_cb (GtkWidget *widget,
              const char *action G_GNUC_UNUSED,
              GVariant *parameter G_GNUC_UNUSED)
{
  WbWindow *self = WB_WINDOW (widget);
  g_autoptr(WbProfile) profile = NULL;
  g_autofree char *name = NULL;
  g_autofree char *copy_name = NULL;
  guint position;

  if (!find_current (self, &position))
    return;

  profile = wb_profile_copy (wb_connection_get_profile (self->current));
  name = wb_connection_dup_name (self->current);
  /* Translators: the name of a copy; %s is the name of a connection */
  copy_name = g_strdup_printf (_ ("%s (copy)"), name);
  g_object_set (profile, "id", NULL, "name", copy_name, "colour", -1, NULL);
  wb_window_set_current (self, wb_monitor_insert (self->monitor, profile, position + 1));
}

static void
move_cb (GtkWidget *widget,
         const char *action,
         GVariant *parameter G_GNUC_UNUSED)
{
  WbWindow *self = WB_WINDOW (widget);
  gboolean up = g_str_equal (action, "connection.move-up");
  guint position;

  if (find_current (self, &position) && !(up && position == 0))
    wb_monitor_move (self->monitor, self->current, up ? position - 1 : position + 1);
}

/*
 * Files
 */

static void
written_cb (GObject *source,
            GAsyncResult *result,
            gpointer data)
{
  g_autoptr(WbWindow) self = data;
  g_autoptr(GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    wb_window_show_message (self, error->message);
}

typedef struct
{
  WbWindow *window;
  char *text;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  g_object_unref (export->window);
  g_free (export->text);
  g_free (export);
}

static void
export_to_cb (GFile *file,
              gpointer data)
{
  Export *export = data;
  g_autoptr(GBytes) text = g_bytes_new (export->text, strlen (export->text));

  g_file_replace_contents_bytes_async (file, text, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                       written_cb, g_object_ref (export->window));
}

/* A name is no path. */
static char *
make_file_name (WbConnection *connection)
{
  g_autofree char *name = wb_connection_dup_name (connection);

  return g_strconcat (g_strdelimit (name, "/\\:", '-'), ".websocket", NULL);
}

static void
export_cb (GtkWidget *widget,
           const char *action G_GNUC_UNUSED,
           GVariant *parameter G_GNUC_UNUSED)
{
  WbWindow *self = WB_WINDOW (widget);
  g_autofree char *name = NULL;
  Export *export;

  if (self->current == NULL)
    return;

  name = make_file_name (self->current);
  wb_profile_take_secrets (wb_connection_get_profile (self->current));
  export = g_new (Export, 1);
  export->window = g_object_ref (self);
  export->text = wb_profile_file_format (wb_connection_get_profile (self->current));
  wb_file_dialog_save (widget, _ ("Export Connection"), name, export_to_cb, export, export_free);
}

/* Files can be dropped anywhere. */
static gboolean
files_dropped_cb (WbWindow *self,
                  const GValue *value)
{
  g_autoptr(GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));
  WbApplication *application = WB_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));

  for (GSList *link = files; link != NULL; link = link->next)
    wb_application_open_file (application, link->data);
  return TRUE;
}

/**
 * wb_window_accept_files:
 * @self: a window
 *
 * Opens the files that are dropped on @self.
 */
void
wb_window_accept_files (WbWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (files_dropped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static const struct
{
  const char *name;
  GtkWidgetActionActivateFunc activate;
} actions[] = {
  { "connection.remove", remove_cb },       { "connection.duplicate", duplicate_cb }, { "connection.move-up", move_cb },
  { "connection.move-down", move_cb },      { "connection.export", export_cb },
};

/**
 * wb_window_install_connection_actions:
 * @widget_class: the class of the window
 */
void
wb_window_install_connection_actions (GtkWidgetClass *widget_class)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
}

/**
 * wb_window_update_connection_actions:
 * @self: a window
 *
 * Enables what can be done with the current connection in its place.
 */
void
wb_window_update_connection_actions (WbWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  guint length = g_list_model_get_n_items (wb_monitor_get_connections (self->monitor));
  guint position = 0;
  gboolean any = find_current (self, &position);

  gtk_widget_action_set_enabled (widget, "connection.remove", any);
  gtk_widget_action_set_enabled (widget, "connection.duplicate", any);
  gtk_widget_action_set_enabled (widget, "connection.export", any);
  gtk_widget_action_set_enabled (widget, "connection.move-up", any && position > 0);
  gtk_widget_action_set_enabled (widget, "connection.move-down", any && position + 1 < length);
}
