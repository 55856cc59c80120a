/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What can be done in the main window: menus, buttons and shortcuts come here. */

#include "config.h"

#include "wb-window-private.h"

#include "wb-application.h"
#include "wb-connection-editor.h"
#include "wb-drafts.h"
#include "wb-file-dialog.h"
#include "wb-handshake-window.h"
#include "wb-state-view.h"

#include <gdk/gdkkeysyms.h>
#include <glib/gi18n-lib.h>

#define CLOSE_NORMAL 1000

/* Long enough to read two sentences. */
#define MESSAGE_SECONDS 10

/* Characters in a line of a toast, so that it fits into the window with its buttons. */
#define TOAST_CHARS 60
#define NARROW_TOAST_CHARS 34
#define BUTTON_CHARS 12

static WbApplication *
get_application (WbWindow *self)
{
  return WB_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
}

/*
 * connection
 */

static void
open_cb (GtkWidget *widget,
         const char *action G_GNUC_UNUSED,
         GVariant *parameter G_GNUC_UNUSED)
{
  WbWindow *self = WB_WINDOW (widget);

  if (self->current != NULL)
    wb_application_open_connection (get_application (self), self->current);
}

static void
close_cb (GtkWidget *widget,
          const char *action G_GNUC_UNUSED,
          GVariant *parameter G_GNUC_UNUSED)
{
  WbWindow *self = WB_WINDOW (widget);

  if (self->current != NULL)
    wb_connection_close (self->current, CLOSE_NORMAL, NULL);
}

/* Without a keyring they are asked for again in the next session. */
static void
keep_secrets (WbConnection *connection)
{
  WbSecretStore *store = wb_connection_get_secret_store (connection);
  gboolean has_keyring = store != NULL && wb_secret_store_has_keyring (store);

  wb_connection_keep_secrets (connection, has_keyring ? WB_SECRET_PLACE_KEYRING : WB_SECRET_PLACE_SESSION);
}

static void
editor_done_cb (WbWindow *self,
                WbConnectionEditor *editor)
{
  g_autoptr(WbProfile) profile = wb_connection_editor_get_profile (editor);
  WbConnection *connection;

  /* Before it is shown with its draft. */
  wb_drafts_offer_sample (profile);
  connection = wb_window_insert (self, profile, G_MAXUINT);
  if (wb_connection_editor_get_connection (editor) != NULL)
    wb_application_save_connection (get_application (self), connection);
  keep_secrets (connection);
  wb_window_set_current (self, connection);
  /* It may have come up by itself, with what was set before. */
  wb_connection_close (connection, CLOSE_NORMAL, NULL);
  wb_application_open_connection (get_application (self), connection);
}

/* Each window has one editor at most: asked for again, it comes to the front with what was typed. */
static void
show_editor (WbWindow *self,
             WbConnection *connection)
{
  g_auto(GStrv) recent = g_settings_get_strv (self->settings, "recent-addresses");

  if (self->editor != NULL &&
      wb_connection_editor_get_connection (WB_CONNECTION_EDITOR (self->editor)) == connection)
    {
      gtk_window_present (self->editor);
      return;
    }
  if (self->editor != NULL)
    gtk_window_destroy (self->editor);

  g_set_weak_pointer (&self->editor,
                      wb_connection_editor_new (wb_monitor_get_registry (self->monitor), connection));
  g_signal_connect_object (self->editor, "done", G_CALLBACK (editor_done_cb), self, G_CONNECT_SWAPPED);
  wb_connection_editor_set_settings (WB_CONNECTION_EDITOR (self->editor), self->settings);
  wb_connection_editor_set_recent (WB_CONNECTION_EDITOR (self->editor), (const char *const *) recent);
  if (connection == NULL && recent[0] != NULL)
    wb_connection_editor_set_address (WB_CONNECTION_EDITOR (self->editor), recent[0]);
  gtk_window_set_transient_for (self->editor, GTK_WINDOW (self));
  gtk_window_present (self->editor);
}

static void
new_cb (GtkWidget *widget,
        const char *action G_GNUC_UNUSED,
        GVariant *parameter G_GNUC_UNUSED)
{
  show_editor (WB_WINDOW (widget), NULL);
}

static void
edit_cb (GtkWidget *widget,
         const char *action G_GNUC_UNUSED,
         GVariant *parameter G_GNUC_UNUSED)
{
  WbWindow *self = WB_WINDOW (widget);

  if (self->current != NULL)
    show_editor (self, self->current);
}

static void
handshake_cb (GtkWidget *widget,
              const char *action G_GNUC_UNUSED,
              GVariant *parameter G_GNUC_UNUSED)
{
  WbWindow *self = WB_WINDOW (widget);

  if (self->current != NULL && wb_handshake_window_has_content (self->current))
    wb_handshake_window_present (self->current, GTK_WINDOW (self));
}

/*
 * win
 */

static void
search_cb (GtkWidget *widget,
           const char *action G_GNUC_UNUSED,
           GVariant *parameter G_GNUC_UNUSED)
{
  WbWindow *self = WB_WINDOW (widget);

  if (wb_window_is_narrow (self))
    adw_view_stack_set_visible_child_name (self->stack, "objects");
  else
    wb_window_set_show_sidebar (self, TRUE);
  wb_objects_panel_focus_search (self->objects);
}

static void
show_details_cb (GtkWidget *widget,
                 const char *action G_GNUC_UNUSED,
                 GVariant *parameter G_GNUC_UNUSED)
{
  WbWindow *self = WB_WINDOW (widget);

  adw_view_stack_set_visible_child_name (self->stack, "objects");
  wb_objects_panel_set_show_details (self->objects, TRUE);
}

static void
deselect_cb (GtkWidget *widget,
             const char *action G_GNUC_UNUSED,
             GVariant *parameter G_GNUC_UNUSED)
{
  WbWindow *self = WB_WINDOW (widget);

  if (wb_window_is_narrow (self) && adw_flap_get_reveal_flap (self->flap))
    wb_window_set_show_sidebar (self, FALSE);
  else
    wb_map_view_set_selected (self->map, NULL);
}

static void
file_chosen_cb (GFile *file,
                gpointer data)
{
  wb_application_open_file (get_application (data), file);
}

static void
open_file_cb (GtkWidget *widget,
              const char *action G_GNUC_UNUSED,
              GVariant *parameter G_GNUC_UNUSED)
{
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Connections (*.websocket)"));
  gtk_file_filter_add_pattern (filter, "*.websocket");
  wb_file_dialog_open (widget, _ ("Open File"), filter, file_chosen_cb, g_object_ref (widget), g_object_unref);
}

/*
 * map
 */

static void
fit_cb (GSimpleAction *action G_GNUC_UNUSED,
        GVariant *parameter G_GNUC_UNUSED,
        gpointer data)
{
  wb_map_view_fit_all (WB_WINDOW (data)->map);
}

static void
zoom_in_cb (GSimpleAction *action G_GNUC_UNUSED,
            GVariant *parameter G_GNUC_UNUSED,
            gpointer data)
{
  wb_map_view_zoom_by (WB_WINDOW (data)->map, 1);
}

static void
zoom_out_cb (GSimpleAction *action G_GNUC_UNUSED,
             GVariant *parameter G_GNUC_UNUSED,
             gpointer data)
{
  wb_map_view_zoom_by (WB_WINDOW (data)->map, -1);
}

/*
 * The tables
 */

static const struct {
  const char *name;
  GtkWidgetActionActivateFunc activate;
} actions[] = {
  { "connection.open", open_cb },
  { "connection.close", close_cb },
  { "connection.new", new_cb },
  { "connection.edit", edit_cb },
  { "connection.handshake", handshake_cb },
  { "win.search", search_cb },
  { "win.show-details", show_details_cb },
  { "win.deselect", deselect_cb },
  { "win.open-file", open_file_cb },
};

static const GActionEntry map_actions[] = {
  { .name = "fit", .activate = fit_cb },
  { .name = "zoom-in", .activate = zoom_in_cb },
  { .name = "zoom-out", .activate = zoom_out_cb },
};

/* Keys without Ctrl: an entry that has the focus takes them as text first. */
static const struct {
  guint key;
  const char *action;
} keys[] = {
  { GDK_KEY_f, "map.follow" },
  { GDK_KEY_Home, "map.fit" },
  { GDK_KEY_Escape, "win.deselect" },
};

/**
 * wb_window_install_actions:
 * @widget_class: the class of the window
 */
void
wb_window_install_actions (GtkWidgetClass *widget_class)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
  wb_window_install_connection_actions (widget_class);
  gtk_widget_class_install_property_action (widget_class, "win.toggle-sidebar", "show-sidebar");
  gtk_widget_class_install_property_action (widget_class, "win.toggle-messages", "show-messages");
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, 0, keys[i].action, NULL);
}

/**
 * wb_window_init_actions:
 * @self: a window with its children
 *
 * Offers the map's actions to the whole window, so that menus, shortcuts and other panels reach
 * them.
 */
void
wb_window_init_actions (WbWindow *self)
{
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr(GPropertyAction) follow = g_property_action_new ("follow", self->map, "following");
  g_autoptr(GPropertyAction) trails = g_property_action_new ("trails", self->map, "show-trails");

  g_action_map_add_action_entries (G_ACTION_MAP (group), map_actions, G_N_ELEMENTS (map_actions), self);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (follow));
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (trails));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "map", G_ACTION_GROUP (group));
}

/**
 * wb_window_update_actions:
 * @self: a window
 *
 * Enables what can be done with the current connection.
 */
void
wb_window_update_actions (WbWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean any = self->current != NULL;
  WbState state = any ? wb_connection_get_state (self->current) : WB_STATE_CLOSED;
  gboolean is_down = state == WB_STATE_CLOSED || state == WB_STATE_WAITING;

  gtk_widget_action_set_enabled (widget, "connection.open", any && is_down);
  gtk_widget_action_set_enabled (widget, "connection.edit", any && is_down);
  gtk_widget_action_set_enabled (widget, "connection.close",
                                 state == WB_STATE_OPEN || state == WB_STATE_CONNECTING ||
                                     state == WB_STATE_WAITING);
  gtk_widget_action_set_enabled (widget, "connection.handshake",
                                 any && wb_handshake_window_has_content (self->current));
  wb_window_update_connection_actions (self);
  gtk_widget_action_set_enabled (widget, "win.search", any);
  gtk_widget_action_set_enabled (widget, "win.toggle-sidebar", any);
  gtk_widget_action_set_enabled (widget, "win.toggle-messages", any);
}

/*
 * Toasts
 */

static gboolean
choose_line_length (GBinding *binding G_GNUC_UNUSED,
                    const GValue *narrow,
                    GValue *length,
                    gpointer button)
{
  g_value_set_int (length, (g_value_get_boolean (narrow) ? NARROW_TOAST_CHARS : TOAST_CHARS) -
                               (button != NULL ? BUTTON_CHARS : 0));
  return TRUE;
}

/* The usual title would be read as markup and cut off at the end of a line, and a toast is as high as
 * it would be if there were always room for its natural width. At start nobody knows how much there is,
 * so the label follows the window. */
static GtkWidget *
make_toast_label (WbWindow *self,
                  const char *text,
                  const char *button)
{
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "wrap-mode",
                                   PANGO_WRAP_WORD_CHAR, "xalign", 0.0, NULL);

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  g_object_bind_property_full (self->bin, "narrow", label, "max-width-chars", G_BINDING_SYNC_CREATE,
                               choose_line_length, NULL, (gpointer) button, NULL);
  return label;
}

/**
 * wb_window_add_toast:
 * @self: a window
 * @text: a sentence or two, plain text
 * @seconds: how long to show it
 * @button: (nullable): what can be done about it
 *
 * Tells the user something in passing; where nothing can be done about it, before whatever else is
 * waiting to be told.
 *
 * Returns: (transfer none): the toast
 */
AdwToast *
wb_window_add_toast (WbWindow *self,
                     const char *text,
                     guint seconds,
                     const char *button)
{
  AdwToast *toast = g_object_new (
      ADW_TYPE_TOAST, "custom-title", make_toast_label (self, text, button), "timeout", seconds,
      "button-label", button, "priority",
      button != NULL ? ADW_TOAST_PRIORITY_NORMAL : ADW_TOAST_PRIORITY_HIGH, NULL);

  adw_toast_overlay_add_toast (self->toasts, toast);
  return toast;
}

/**
 * wb_window_show_message:
 * @self: a window
 * @text: a sentence or two, plain text
 *
 * Tells the user something in passing.
 */
void
wb_window_show_message (WbWindow *self,
                        const char *text)
{
  g_return_if_fail (WB_IS_WINDOW (self));

  wb_window_add_toast (self, text, MESSAGE_SECONDS, NULL);
}
