/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the main window remembers from one start to the next. */

#include "config.h"

#include "wb-window-private.h"

static GVariant *
dup_view (WbWindow *self)
{
  double latitude, longitude, zoom;

  wb_map_view_get_view (self->map, &latitude, &longitude, &zoom);
  return g_variant_ref_sink (g_variant_new ("(ddd)", latitude, longitude, zoom));
}

/* Without a last view the map keeps its own, until it shows the first objects that come. */
static void
restore_view (WbWindow *self)
{
  g_autoptr(GVariant) view = g_settings_get_user_value (self->settings, "last-view");
  double latitude, longitude, zoom;

  if (view != NULL)
    {
      g_variant_get (view, "(ddd)", &latitude, &longitude, &zoom);
      wb_map_view_go_to (self->map, latitude, longitude, zoom);
    }
  self->first_view = dup_view (self);
}

static void
save_view (WbWindow *self)
{
  g_autoptr(GVariant) view = dup_view (self);

  if (!g_variant_equal (view, self->first_view))
    g_settings_set_value (self->settings, "last-view", view);
}

/**
 * wb_window_restore:
 * @self: a window that was not shown yet
 *
 * Arranges it as the last one was left.
 */
void
wb_window_restore (WbWindow *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  self->show_sidebar = g_settings_get_boolean (self->settings, "show-sidebar");
  self->show_messages = g_settings_get_boolean (self->settings, "show-messages");
  wb_messages_pane_set_merged (self->messages, g_settings_get_boolean (self->settings, "merge-messages"));
  gtk_widget_set_size_request (GTK_WIDGET (self->messages_slot), -1,
                               g_settings_get_int (self->settings, "messages-height"));

  restore_view (self);
}

/**
 * wb_window_restore_current:
 * @self: a window that lists the connections
 *
 * Selects the connection that was selected last.
 */
void
wb_window_restore_current (WbWindow *self)
{
  guint position = g_settings_get_uint (self->settings, "current-connection");
  g_autoptr(WbConnection) connection =
      g_list_model_get_item (wb_monitor_get_connections (self->monitor), position);

  if (connection != NULL)
    wb_connections_panel_set_current (self->connections, connection);
}

static void
save_current (WbWindow *self)
{
  GListModel *connections = wb_monitor_get_connections (self->monitor);

  for (guint i = 0; i < g_list_model_get_n_items (connections); i++)
    {
      g_autoptr(WbConnection) connection = g_list_model_get_item (connections, i);

      if (connection == self->current)
        g_settings_set_uint (self->settings, "current-connection", i);
    }
}

/**
 * wb_window_save:
 * @self: a window that is about to be closed
 */
void
wb_window_save (WbWindow *self)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (self->settings, "window-width", MAX (width, 360));
  g_settings_set_int (self->settings, "window-height", MAX (height, 300));
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  g_settings_set_boolean (self->settings, "show-sidebar", self->show_sidebar);
  g_settings_set_boolean (self->settings, "show-messages", self->show_messages);
  g_settings_set_boolean (self->settings, "merge-messages", wb_messages_pane_get_merged (self->messages));
  if (gtk_widget_get_mapped (GTK_WIDGET (self->messages_slot)))
    g_settings_set_int (self->settings, "messages-height",
                        MAX (gtk_widget_get_height (GTK_WIDGET (self->messages_slot)), WB_WINDOW_MESSAGES_MIN_HEIGHT));
  save_view (self);
  save_current (self);
}
