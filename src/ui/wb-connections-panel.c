/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The list of connections in the sidebar. */

#include "config.h"

#include "wb-connections-panel.h"

#include "wb-connection-drag.h"
#include "wb-connection-row.h"

#include <gdk/gdkkeysyms.h>

/* What is between a row and the edge of the list. */
#define ROW_INSET 6

/**
 * WbConnectionsPanel:
 *
 * One of the connections is the current one: the window shows its state and its messages, and the
 * connection.* actions of the window are about it. So the menu of a row first makes it current.
 */
struct _WbConnectionsPanel {
  GtkWidget parent_instance;

  /* Owned */
  GListModel *connections;
  WbConnection *current;

  /* Template children */
  GtkWidget *head_bar;
  GtkScrolledWindow *scroller;
  GtkListBox *list;
  GtkWidget *popover;

  /* State */
  guint reveal;         /* tick callback id */
  gboolean is_laid_out; /* since then */
};

typedef enum {
  PROP_CURRENT = 1,
} WbConnectionsPanelProperty;

static GParamSpec *properties[PROP_CURRENT + 1] = { NULL };

G_DEFINE_FINAL_TYPE (WbConnectionsPanel, wb_connections_panel, GTK_TYPE_WIDGET)

/*
 * The current connection
 */

static void
make_current (WbConnectionsPanel *self,
              WbConnection *connection)
{
  if (g_set_object (&self->current, connection))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENT]);
}

/* A new row has no place before the layout that follows the first of these. */
static gboolean
reveal_cb (GtkWidget *widget,
           GdkFrameClock *clock G_GNUC_UNUSED,
           gpointer data G_GNUC_UNUSED)
{
  WbConnectionsPanel *self = WB_CONNECTIONS_PANEL (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  graphene_rect_t bounds;

  if (!self->is_laid_out)
    {
      self->is_laid_out = TRUE;
      return G_SOURCE_CONTINUE;
    }

  self->reveal = 0;
  if (row == NULL || !gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    return G_SOURCE_REMOVE;

  graphene_rect_inset (&bounds, 0, -ROW_INSET);
  gtk_adjustment_set_value (adjustment, CLAMP (gtk_adjustment_get_value (adjustment),
                                               bounds.origin.y + bounds.size.height -
                                                   gtk_adjustment_get_page_size (adjustment),
                                               bounds.origin.y));
  return G_SOURCE_REMOVE;
}

static void
reveal_current (WbConnectionsPanel *self)
{
  self->is_laid_out = FALSE;
  if (self->reveal == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->reveal = gtk_widget_add_tick_callback (GTK_WIDGET (self), reveal_cb, NULL, NULL);
}

/* None is selected only while the list changes, and then items_changed_cb() decides. */
static void
row_selected_cb (WbConnectionsPanel *self,
                 GtkListBoxRow *row)
{
  if (row == NULL)
    return;

  make_current (self, wb_connection_row_get_connection (WB_CONNECTION_ROW (row)));
  reveal_current (self);
}

/* A double click or Enter does what is next: open what is closed. */
static void
row_activated_cb (WbConnectionsPanel *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "connection.open", NULL);
}

/* Of a list in a new order all rows are new ones. */
static GtkListBoxRow *
find_row (WbConnectionsPanel *self,
          WbConnection *connection)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (wb_connection_row_get_connection (WB_CONNECTION_ROW (row)) == connection)
      return row;
  return NULL;
}

/* When the current connection is removed, its neighbour takes over. */
static void
items_changed_cb (WbConnectionsPanel *self,
                  guint position)
{
  guint length = g_list_model_get_n_items (self->connections);
  GtkListBoxRow *row;

  if (gtk_list_box_get_selected_row (self->list) != NULL)
    return;

  row = find_row (self, self->current);
  if (row == NULL && length > 0)
    row = gtk_list_box_get_row_at_index (self->list, (int) MIN (position, length - 1));
  if (row != NULL)
    gtk_list_box_select_row (self->list, row);
  else
    make_current (self, NULL);
}

static GtkWidget *
create_row (gpointer item,
            gpointer data G_GNUC_UNUSED)
{
  return wb_connection_row_new (WB_CONNECTION (item));
}

/*
 * The menu of a row
 */

static void
show_menu (WbConnectionsPanel *self,
           GtkListBoxRow *row,
           double x,
           double y)
{
  graphene_point_t at;

  gtk_list_box_select_row (self->list, row);
  if (!gtk_widget_compute_point (GTK_WIDGET (self->list), GTK_WIDGET (self),
                                 &GRAPHENE_POINT_INIT ((float) x, (float) y), &at))
    return;

  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover),
                               &(GdkRectangle){ (int) at.x, (int) at.y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
show_menu_at (WbConnectionsPanel *self,
              double x,
              double y)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->list, (int) y);

  if (row != NULL)
    show_menu (self, row, x, y);
}

static void
right_clicked_cb (WbConnectionsPanel *self,
                  int n_press G_GNUC_UNUSED,
                  double x,
                  double y)
{
  show_menu_at (self, x, y);
}

static void
long_pressed_cb (WbConnectionsPanel *self,
                 double x,
                 double y)
{
  show_menu_at (self, x, y);
}

static void
menu_cb (GtkWidget *widget,
         const char *action G_GNUC_UNUSED,
         GVariant *parameter G_GNUC_UNUSED)
{
  WbConnectionsPanel *self = WB_CONNECTIONS_PANEL (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  graphene_rect_t bounds;

  if (row == NULL || !gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    return;

  show_menu (self, row, bounds.origin.x + bounds.size.width / 2, bounds.origin.y + bounds.size.height);
}

/*
 * Object
 */

static void
wb_connections_panel_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (wb_connections_panel_parent_class)->map (widget);

  reveal_current (WB_CONNECTIONS_PANEL (widget));
}

static void
wb_connections_panel_unmap (GtkWidget *widget)
{
  WbConnectionsPanel *self = WB_CONNECTIONS_PANEL (widget);

  if (self->reveal != 0)
    gtk_widget_remove_tick_callback (widget, self->reveal);
  self->reveal = 0;

  GTK_WIDGET_CLASS (wb_connections_panel_parent_class)->unmap (widget);
}

static void
wb_connections_panel_get_property (GObject *object,
                                   guint prop_id,
                                   GValue *value,
                                   GParamSpec *pspec)
{
  WbConnectionsPanel *self = WB_CONNECTIONS_PANEL (object);

  switch ((WbConnectionsPanelProperty) prop_id)
    {
    case PROP_CURRENT:
      g_value_set_object (value, self->current);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
wb_connections_panel_set_property (GObject *object,
                                   guint prop_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  WbConnectionsPanel *self = WB_CONNECTIONS_PANEL (object);

  switch ((WbConnectionsPanelProperty) prop_id)
    {
    case PROP_CURRENT:
      wb_connections_panel_set_current (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
wb_connections_panel_dispose (GObject *object)
{
  WbConnectionsPanel *self = WB_CONNECTIONS_PANEL (object);

  if (self->connections != NULL)
    g_signal_handlers_disconnect_by_data (self->connections, self);
  g_clear_object (&self->connections);
  g_clear_object (&self->current);
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_CONNECTIONS_PANEL);

  G_OBJECT_CLASS (wb_connections_panel_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/app/whereabouts/Whereabouts/ui/wb-connections-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, WbConnectionsPanel, head_bar);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionsPanel, scroller);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionsPanel, list);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionsPanel, popover);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, right_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, long_pressed_cb);
}

static const struct {
  guint key;
  GdkModifierType modifiers;
  const char *action;
} keys[] = {
  { GDK_KEY_Menu, 0, "connections.menu" },
  { GDK_KEY_F10, GDK_SHIFT_MASK, "connections.menu" },
  { GDK_KEY_Delete, 0, "connection.remove" },
  /* The last key of an action is the one that stands in the menu. */
  { GDK_KEY_KP_Up, GDK_ALT_MASK, "connection.move-up" },
  { GDK_KEY_Up, GDK_ALT_MASK, "connection.move-up" },
  { GDK_KEY_KP_Down, GDK_ALT_MASK, "connection.move-down" },
  { GDK_KEY_Down, GDK_ALT_MASK, "connection.move-down" },
  { GDK_KEY_d, GDK_CONTROL_MASK, "connection.duplicate" },
};

static void
wb_connections_panel_class_init (WbConnectionsPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = wb_connections_panel_dispose;
  object_class->get_property = wb_connections_panel_get_property;
  object_class->set_property = wb_connections_panel_set_property;
  widget_class->map = wb_connections_panel_map;
  widget_class->unmap = wb_connections_panel_unmap;

  /**
   * WbConnectionsPanel:current:
   *
   * The selected connection.
   */
  properties[PROP_CURRENT] =
      g_param_spec_object ("current", NULL, NULL, WB_TYPE_CONNECTION,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "connections.menu", NULL, menu_cb);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers, keys[i].action, NULL);
}

static void
wb_connections_panel_init (WbConnectionsPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * wb_connections_panel_set_monitor:
 * @self: a panel
 * @monitor: whose connections to list; set once
 */
void
wb_connections_panel_set_monitor (WbConnectionsPanel *self,
                                  WbMonitor *monitor)
{
  g_return_if_fail (WB_IS_CONNECTIONS_PANEL (self));
  g_return_if_fail (WB_IS_MONITOR (monitor));
  g_return_if_fail (self->connections == NULL);

  self->connections = g_object_ref (wb_monitor_get_connections (monitor));
  gtk_list_box_bind_model (self->list, self->connections, create_row, NULL, NULL);
  wb_connection_drag_init (self->list, monitor);
  g_signal_connect_object (self->connections, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  items_changed_cb (self, 0);
}

WbConnection *
wb_connections_panel_get_current (WbConnectionsPanel *self)
{
  g_return_val_if_fail (WB_IS_CONNECTIONS_PANEL (self), NULL);

  return self->current;
}

/**
 * wb_connections_panel_set_current:
 * @self: a panel
 * @connection: (nullable): one of the connections; others and %NULL are ignored, because there is
 *   a current one as long as there are any
 */
void
wb_connections_panel_set_current (WbConnectionsPanel *self,
                                  WbConnection *connection)
{
  GtkListBoxRow *row;

  g_return_if_fail (WB_IS_CONNECTIONS_PANEL (self));

  row = find_row (self, connection);
  if (row != NULL)
    gtk_list_box_select_row (self->list, row);
}

/**
 * wb_connections_panel_update:
 * @self: a panel
 *
 * Shows what changes without a signal, such as the rates of messages.
 */
void
wb_connections_panel_update (WbConnectionsPanel *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (WB_IS_CONNECTIONS_PANEL (self));

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    wb_connection_row_update (WB_CONNECTION_ROW (row));
}
