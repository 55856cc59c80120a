/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The state of a connection as an icon, or a spinner while it changes. */

#include "config.h"

#include "wb-status-icon.h"

#include "wb-state-view.h"

#define SPINNER_DELAY_MS 300

/**
 * WbStatusIcon:
 *
 * A change that takes long shows a spinner, but only after a while: most take a blink, and until
 * then the old icon stays. Words beside it say the same, so screen readers need not see it.
 */
struct _WbStatusIcon {
  GtkWidget parent_instance;

  /* Owned */
  GSignalGroup *signals; /* of the connection */
  GtkWidget *image;
  GtkWidget *spinner;

  /* State */
  guint delay; /* source id */
  const char *css_class;
};

G_DEFINE_FINAL_TYPE (WbStatusIcon, wb_status_icon, GTK_TYPE_WIDGET)

static void
show_spinner (WbStatusIcon *self,
              gboolean show)
{
  gtk_widget_set_visible (self->spinner, show);
  gtk_widget_set_visible (self->image, !show);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), show);
}

static gboolean
delay_over_cb (gpointer data)
{
  WbStatusIcon *self = data;

  self->delay = 0;
  show_spinner (self, TRUE);
  return G_SOURCE_REMOVE;
}

static void
show_icon (WbStatusIcon *self,
           WbConnection *connection)
{
  if (self->css_class != NULL)
    gtk_widget_remove_css_class (self->image, self->css_class);
  self->css_class = wb_state_view_get_css_class (connection);
  gtk_widget_add_css_class (self->image, self->css_class);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->image), wb_state_view_get_icon_name (connection));
  show_spinner (self, FALSE);
}

static void
update (WbStatusIcon *self)
{
  g_autoptr(WbConnection) connection = g_signal_group_dup_target (self->signals);

  g_clear_handle_id (&self->delay, g_source_remove);
  if (connection == NULL)
    return;

  if (!wb_state_view_is_busy (connection))
    show_icon (self, connection);
  else if (!gtk_widget_get_visible (self->spinner))
    self->delay = g_timeout_add (SPINNER_DELAY_MS, delay_over_cb, self);
}

static void
wb_status_icon_dispose (GObject *object)
{
  WbStatusIcon *self = WB_STATUS_ICON (object);

  g_clear_handle_id (&self->delay, g_source_remove);
  g_clear_object (&self->signals);
  g_clear_pointer (&self->image, gtk_widget_unparent);
  g_clear_pointer (&self->spinner, gtk_widget_unparent);

  G_OBJECT_CLASS (wb_status_icon_parent_class)->dispose (object);
}

static void
wb_status_icon_class_init (WbStatusIconClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wb_status_icon_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
wb_status_icon_init (WbStatusIcon *self)
{
  self->image = gtk_image_new_from_icon_name ("status-closed-symbolic");
  gtk_widget_set_parent (self->image, GTK_WIDGET (self));
  self->spinner = gtk_spinner_new ();
  gtk_widget_set_visible (self->spinner, FALSE);
  gtk_widget_set_parent (self->spinner, GTK_WIDGET (self));

  self->signals = g_signal_group_new (WB_TYPE_CONNECTION);
  g_signal_group_connect_swapped (self->signals, "notify::state", G_CALLBACK (update), self);
}

/**
 * wb_status_icon_set_connection:
 * @self: a status icon
 * @connection: (nullable): whose state to show
 */
void
wb_status_icon_set_connection (WbStatusIcon *self,
                               WbConnection *connection)
{
  g_return_if_fail (WB_IS_STATUS_ICON (self));

  g_signal_group_set_target (self->signals, connection);
  if (connection == NULL)
    return;

  g_clear_handle_id (&self->delay, g_source_remove);
  show_icon (self, connection);
  update (self);
}
