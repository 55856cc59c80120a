/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Changes the order of the connections by dragging their rows. */

#include "config.h"

#include "wb-connection-drag.h"

#include "wb-connection-row.h"

static GdkContentProvider *
prepare_cb (GtkDragSource *source,
            double x,
            double y,
            gpointer data)
{
  GtkListBox *list = GTK_LIST_BOX (data);
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (list, (int) y);
  g_autoptr(GdkPaintable) picture = NULL;
  graphene_rect_t bounds;

  if (row == NULL || !gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (list), &bounds))
    return NULL;

  picture = gtk_widget_paintable_new (GTK_WIDGET (row));
  gtk_drag_source_set_icon (source, picture, (int) x, (int) (y - (double) bounds.origin.y));
  return gdk_content_provider_new_typed (
      WB_TYPE_CONNECTION, wb_connection_row_get_connection (WB_CONNECTION_ROW (row)));
}

/* Below the last row is its end. */
static gboolean
drop_cb (GtkDropTarget *target,
         const GValue *value,
         double x G_GNUC_UNUSED,
         double y,
         gpointer data)
{
  GtkWidget *list = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (GTK_LIST_BOX (list), (int) y);

  wb_monitor_move (WB_MONITOR (data), g_value_get_object (value),
                   row != NULL ? (guint) gtk_list_box_row_get_index (row) : G_MAXUINT);
  return TRUE;
}

/**
 * wb_connection_drag_init:
 * @list: a list of #WbConnectionRow
 * @monitor: whose connections these are
 *
 * Lets the user drag rows of @list to other places.
 */
void
wb_connection_drag_init (GtkListBox *list,
                         WbMonitor *monitor)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (WB_TYPE_CONNECTION, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (prepare_cb), list, G_CONNECT_DEFAULT);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), monitor, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (GTK_WIDGET (list), GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_controller (GTK_WIDGET (list), GTK_EVENT_CONTROLLER (target));
}
