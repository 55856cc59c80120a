/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The current connection in the header bar. */

#include "config.h"

#include "wb-connection-button.h"

#include "wb-format-text.h"
#include "wb-state-view.h"
#include "wb-status-icon.h"
#include "wb-url.h"

#include <glib/gi18n-lib.h>

/* Characters of “Open 00:12:31 · 320 msg/s”: kept free while open, so that the title does not move
 * with every digit that comes and goes. */
#define OPEN_WIDTH_CHARS 19
#define OPEN_WIDTH_CHARS_NARROW 12

/**
 * WbConnectionButton:
 *
 * A menu button with the state, the name and one line about the current connection. Its popover
 * tells more, and in whole sentences why a connection failed.
 */
struct _WbConnectionButton {
  GtkWidget parent_instance;

  /* Owned */
  WbConnection *connection;
  GSignalGroup *signals;         /* of the connection */
  GSignalGroup *profile_signals; /* of its profile */

  /* Template children */
  GtkWidget *button;
  WbStatusIcon *status;
  GtkLabel *name;
  GtkLabel *line;
  GtkPopover *popover;
  GtkLabel *state;
  GtkLabel *explanation;
  GtkLabel *address;
  GtkLabel *received;
  GtkLabel *sent;
  GtkWidget *open;
  GtkWidget *close;

  /* State */
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (WbConnectionButton, wb_connection_button, GTK_TYPE_WIDGET)

static void
set_count (GtkLabel *label,
           guint64 count,
           guint64 bytes)
{
  g_autofree char *number = wb_format_count (count);
  g_autofree char *size = g_format_size (bytes);
  /* Translators: %s is a number */
  g_autofree char *messages = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%s message", "%s messages", count), number);
  g_autofree char *text = g_strdup_printf ("%s · %s", messages, size);

  gtk_label_set_text (label, text);
}

static void
update_popover (WbConnectionButton *self)
{
  g_autofree char *explanation = NULL;
  gboolean can_open = wb_state_view_can_open (self->connection);

  explanation = wb_state_view_dup_explanation (self->connection);
  gtk_label_set_text (self->state, wb_state_view_get_label (self->connection));
  gtk_label_set_text (self->explanation, explanation);
  set_count (self->received, wb_connection_get_received (self->connection),
             wb_connection_get_bytes_received (self->connection));
  set_count (self->sent, wb_connection_get_sent (self->connection),
             wb_connection_get_bytes_sent (self->connection));
  gtk_widget_set_visible (self->open, can_open);
  gtk_widget_set_visible (self->close, !can_open);
}

static void
shown_cb (WbConnectionButton *self)
{
  wb_connection_button_update (self);
}

static void
update_line (WbConnectionButton *self)
{
  g_autofree char *line = NULL;
  int width = self->narrow ? OPEN_WIDTH_CHARS_NARROW : OPEN_WIDTH_CHARS;

  if (self->narrow)
    line = wb_state_view_dup_line (self->connection);
  else
    line = wb_state_view_dup_line_with_duration (self->connection);
  gtk_label_set_text (self->line, line);
  gtk_label_set_width_chars (
      self->line, wb_connection_get_state (self->connection) == WB_STATE_OPEN ? width : -1);
}

static void
state_changed_cb (WbConnectionButton *self)
{
  g_autofree char *tooltip = NULL;

  if (wb_state_view_is_failed (self->connection))
    tooltip = wb_state_view_dup_explanation (self->connection);
  gtk_widget_set_tooltip_text (self->button, tooltip);
  wb_connection_button_update (self);
}

static void
profile_changed_cb (WbConnectionButton *self)
{
  g_autofree char *name = wb_connection_dup_name (self->connection);
  g_autofree char *address =
      wb_url_mask (wb_profile_get_url (wb_connection_get_profile (self->connection)));

  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->address, address);
}

static void
wb_connection_button_dispose (GObject *object)
{
  WbConnectionButton *self = WB_CONNECTION_BUTTON (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->profile_signals);
  g_clear_object (&self->connection);
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_CONNECTION_BUTTON);

  G_OBJECT_CLASS (wb_connection_button_parent_class)->dispose (object);
}

static void
wb_connection_button_class_init (WbConnectionButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wb_connection_button_dispose;

  g_type_ensure (WB_TYPE_STATUS_ICON);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/app/whereabouts/Whereabouts/ui/wb-connection-button.ui");
  gtk_widget_class_bind_template_child (widget_class, WbConnectionButton, button);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionButton, status);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionButton, name);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionButton, line);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionButton, popover);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionButton, state);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionButton, explanation);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionButton, address);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionButton, received);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionButton, sent);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionButton, open);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionButton, close);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
}

static void
wb_connection_button_init (WbConnectionButton *self)
{
  self->signals = g_signal_group_new (WB_TYPE_CONNECTION);
  g_signal_group_connect_swapped (self->signals, "notify::state", G_CALLBACK (state_changed_cb), self);
  self->profile_signals = g_signal_group_new (WB_TYPE_PROFILE);
  g_signal_group_connect_swapped (self->profile_signals, "notify", G_CALLBACK (profile_changed_cb), self);

  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * wb_connection_button_set_connection:
 * @self: a connection button
 * @connection: (nullable): the current connection; without one nothing is shown
 */
void
wb_connection_button_set_connection (WbConnectionButton *self,
                                     WbConnection *connection)
{
  g_return_if_fail (WB_IS_CONNECTION_BUTTON (self));

  g_set_object (&self->connection, connection);
  g_signal_group_set_target (self->signals, connection);
  g_signal_group_set_target (self->profile_signals,
                             connection != NULL ? wb_connection_get_profile (connection) : NULL);
  wb_status_icon_set_connection (self->status, connection);
  gtk_widget_set_visible (self->button, connection != NULL);
  if (connection == NULL)
    return;

  profile_changed_cb (self);
  state_changed_cb (self);
}

/**
 * wb_connection_button_set_narrow:
 * @self: a connection button
 * @narrow: whether there is little room
 */
void
wb_connection_button_set_narrow (WbConnectionButton *self,
                                 gboolean narrow)
{
  g_return_if_fail (WB_IS_CONNECTION_BUTTON (self));

  self->narrow = narrow;
  wb_connection_button_update (self);
}

/**
 * wb_connection_button_update:
 * @self: a connection button
 *
 * Shows what changes without a signal, such as the rate of messages.
 */
void
wb_connection_button_update (WbConnectionButton *self)
{
  g_return_if_fail (WB_IS_CONNECTION_BUTTON (self));

  if (self->connection == NULL)
    return;

  update_line (self);
  if (gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    update_popover (self);
}
