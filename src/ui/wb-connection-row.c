/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A row of the list of connections. */

#include "config.h"

#include "wb-connection-row.h"

#include "wb-colour-bar.h"
#include "wb-sparkline.h"
#include "wb-spoken.h"
#include "wb-state-view.h"
#include "wb-status-icon.h"

/**
 * WbConnectionRow:
 *
 * The colour of a connection, its name over its state, how its messages came lately, and an icon of
 * the state.
 */
struct _WbConnectionRow {
  GtkListBoxRow parent_instance;

  /* Owned */
  WbConnection *connection;

  /* Template children */
  WbColourBar *bar;
  GtkLabel *name;
  GtkLabel *line;
  WbSparkline *sparkline;
  WbStatusIcon *status;
};

G_DEFINE_FINAL_TYPE (WbConnectionRow, wb_connection_row, GTK_TYPE_LIST_BOX_ROW)

static void
state_changed_cb (WbConnectionRow *self)
{
  const GError *error = wb_connection_get_error (self->connection);

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), error != NULL ? error->message : NULL);
  wb_spoken_set_connection (GTK_WIDGET (self), self->connection);
  wb_connection_row_update (self);
}

static void
profile_changed_cb (WbConnectionRow *self)
{
  g_autofree char *name = wb_connection_dup_name (self->connection);

  gtk_label_set_text (self->name, name);
  wb_colour_bar_set_number (self->bar, wb_connection_get_colour (self->connection));
  wb_spoken_set_connection (GTK_WIDGET (self), self->connection);
}

static void
wb_connection_row_dispose (GObject *object)
{
  WbConnectionRow *self = WB_CONNECTION_ROW (object);

  g_clear_object (&self->connection);
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_CONNECTION_ROW);

  G_OBJECT_CLASS (wb_connection_row_parent_class)->dispose (object);
}

static void
wb_connection_row_class_init (WbConnectionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wb_connection_row_dispose;

  g_type_ensure (WB_TYPE_COLOUR_BAR);
  g_type_ensure (WB_TYPE_SPARKLINE);
  g_type_ensure (WB_TYPE_STATUS_ICON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/whereabouts/Whereabouts/ui/wb-connection-row.ui");
  gtk_widget_class_bind_template_child (widget_class, WbConnectionRow, bar);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionRow, name);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionRow, line);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionRow, sparkline);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionRow, status);
}

static void
wb_connection_row_init (WbConnectionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
wb_connection_row_new (WbConnection *connection)
{
  WbConnectionRow *self = g_object_new (WB_TYPE_CONNECTION_ROW, NULL);

  self->connection = g_object_ref (connection);
  wb_status_icon_set_connection (self->status, connection);
  g_signal_connect_object (connection, "notify::state", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (wb_connection_get_profile (connection), "notify",
                           G_CALLBACK (profile_changed_cb), self, G_CONNECT_SWAPPED);
  profile_changed_cb (self);
  state_changed_cb (self);
  return GTK_WIDGET (self);
}

WbConnection *
wb_connection_row_get_connection (WbConnectionRow *self)
{
  g_return_val_if_fail (WB_IS_CONNECTION_ROW (self), NULL);

  return self->connection;
}

/**
 * wb_connection_row_update:
 * @self: a row
 *
 * Shows what changes without a signal, such as the rate of messages.
 */
void
wb_connection_row_update (WbConnectionRow *self)
{
  g_autofree char *line = NULL;
  gboolean known;

  g_return_if_fail (WB_IS_CONNECTION_ROW (self));

  line = wb_state_view_dup_line (self->connection);
  gtk_label_set_text (self->line, line);
  wb_state_view_colour_line (GTK_WIDGET (self->line), self->connection);
  known = wb_sparkline_update (self->sparkline, wb_connection_get_insight (self->connection));
  gtk_widget_set_visible (GTK_WIDGET (self->sparkline),
                          known && wb_connection_get_state (self->connection) == WB_STATE_OPEN);
  if (!wb_spoken_is_heard (GTK_WIDGET (self)))
    wb_spoken_set_connection (GTK_WIDGET (self), self->connection);
}
