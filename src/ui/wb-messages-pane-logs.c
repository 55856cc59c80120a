/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Whose messages are in the pane, and what is told where there are none. */

#include "config.h"

#include "wb-messages-pane-private.h"

#include <glib/gi18n-lib.h>

#define MAX_LINES_ABOVE 3

/*
 * What is told beside the list
 */

static gboolean
has_data (WbConnection *connection)
{
  return connection != NULL &&
         (wb_connection_get_received (connection) > 0 || wb_connection_get_sent (connection) > 0);
}

/* Whether there have been messages, which may have been cleared. */
static gboolean
had_messages (WbMessagesPane *self)
{
  g_autoptr(GPtrArray) logs = wb_log_view_get_logs (self->view);

  for (guint i = 0; i < logs->len; i++)
    if (has_data (wb_messages_pane_find_connection (self, g_ptr_array_index (logs, i))))
      return TRUE;
  return FALSE;
}

static gboolean
has_messages (WbMessagesPane *self)
{
  g_autoptr(GPtrArray) logs = wb_log_view_get_logs (self->view);

  for (guint i = 0; i < logs->len; i++)
    if (wb_message_log_get_bytes (g_ptr_array_index (logs, i)) > 0)
      return TRUE;
  return FALSE;
}

/* Whether all there is to see is the current connection, which waits for its first message. */
static gboolean
is_waiting (WbMessagesPane *self)
{
  return !wb_log_view_is_merged (self->view) && wb_connection_get_state (self->connection) == WB_STATE_OPEN;
}

/* The sentence stands in the middle of the list, below the lines of the attempts to connect. */
static gboolean
has_room (WbMessagesPane *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->view)) <= MAX_LINES_ABOVE;
}

static const char *
describe_empty_list (WbMessagesPane *self)
{
  if (self->connection == NULL)
    return _ ("No connection is selected.");
  if (wb_log_view_is_filtered (self->view) && has_messages (self))
    return NULL;
  if (had_messages (self))
    return _ ("No messages.");
  if (is_waiting (self))
    return _ ("Connected. Waiting for the first message.");
  return _ ("No messages yet.");
}

/* A button that can't be pressed any more would drop the keyboard focus: its neighbour takes it. */
static void
set_sensitive (WbMessagesPane *self,
               GtkWidget *button,
               gboolean is_sensitive)
{
  if (!is_sensitive && gtk_widget_is_focus (button))
    gtk_widget_grab_focus (GTK_WIDGET (self->pause));
  gtk_widget_set_sensitive (button, is_sensitive);
}

/**
 * wb_messages_pane_update_page:
 * @self: a pane
 *
 * Shows the list, or why there is nothing in it.
 */
void
wb_messages_pane_update_page (WbMessagesPane *self)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->view)) == 0;
  const char *text = is_empty ? describe_empty_list (self) : NULL;

  if (!is_empty)
    gtk_stack_set_visible_child_name (self->pages, "list");
  else if (text == NULL)
    gtk_stack_set_visible_child_name (self->pages, "no-match");
  else
    {
      gtk_label_set_label (self->empty, text);
      gtk_stack_set_visible_child_name (self->pages, "empty");
    }
  gtk_widget_set_visible (GTK_WIDGET (self->waiting), self->connection != NULL && !has_data (self->connection) &&
                                                          !wb_log_view_is_filtered (self->view) &&
                                                          is_waiting (self) && has_room (self));
  set_sensitive (self, self->save, !is_empty);
  set_sensitive (self, self->clear, !is_empty);
}

/*
 * Details
 */

/**
 * wb_messages_pane_show_details:
 * @self: a pane
 * @message: (nullable): a message
 * @connection: (nullable): where it came from
 *
 * Shows a message in full, or none.
 */
void
wb_messages_pane_show_details (WbMessagesPane *self,
                               WbMessage *message,
                               WbConnection *connection)
{
  g_set_object (&self->detailed, connection);
  wb_message_details_show (self->details, message, self->monitor, connection);
}

static gboolean
shows_log (WbMessagesPane *self,
           WbMessageLog *log)
{
  g_autoptr(GPtrArray) logs = wb_log_view_get_logs (self->view);

  return g_ptr_array_find (logs, log, NULL);
}

/* With its connection a message leaves the details, too. */
static void
close_details (WbMessagesPane *self)
{
  if (self->detailed == NULL || shows_log (self, wb_connection_get_log (self->detailed)))
    return;

  wb_messages_pane_show_details (self, NULL, NULL);
  self->details_open = FALSE;
  wb_messages_pane_update_sides (self);
}

/*
 * One connection or all
 */

static guint
count_connections (WbMessagesPane *self)
{
  return self->monitor != NULL ? g_list_model_get_n_items (wb_monitor_get_connections (self->monitor)) : 0;
}

static WbConnection *
get_connection (WbMessagesPane *self,
                guint i)
{
  return g_list_model_get_item (wb_monitor_get_connections (self->monitor), i);
}

/**
 * wb_messages_pane_find_connection:
 * @self: a pane
 * @log: a log that is shown
 *
 * Returns: (transfer none) (nullable): whose log it is
 */
WbConnection *
wb_messages_pane_find_connection (WbMessagesPane *self,
                                  WbMessageLog *log)
{
  guint count = count_connections (self);

  if (self->connection != NULL && wb_connection_get_log (self->connection) == log)
    return self->connection;

  for (guint i = 0; i < count; i++)
    {
      g_autoptr(WbConnection) connection = get_connection (self, i);

      if (wb_connection_get_log (connection) == log)
        return connection;
    }
  return NULL;
}

/**
 * wb_messages_pane_get_connection_at:
 * @self: a pane
 * @position: a position in the list
 *
 * Returns: (transfer none) (nullable): where the message there came from
 */
WbConnection *
wb_messages_pane_get_connection_at (WbMessagesPane *self,
                                    guint position)
{
  WbMessageLog *log = wb_log_view_get_log_at (self->view, position);

  return log != NULL ? wb_messages_pane_find_connection (self, log) : NULL;
}

static GPtrArray *
list_wanted_logs (WbMessagesPane *self)
{
  GPtrArray *logs = g_ptr_array_new_with_free_func (g_object_unref);
  guint count = self->merged ? count_connections (self) : 0;

  if (count < 2 && self->connection != NULL)
    g_ptr_array_add (logs, g_object_ref (wb_connection_get_log (self->connection)));
  for (guint i = 0; count > 1 && i < count; i++)
    {
      g_autoptr(WbConnection) connection = get_connection (self, i);

      g_ptr_array_add (logs, g_object_ref (wb_connection_get_log (connection)));
    }
  return logs;
}

static void
update_logs (WbMessagesPane *self)
{
  g_autoptr(GPtrArray) logs = list_wanted_logs (self);
  gboolean was_merged = wb_log_view_is_merged (self->view);

  wb_log_view_set_logs (self->view, logs);
  gtk_widget_set_sensitive (GTK_WIDGET (self->merge), count_connections (self) > 1);
  if (wb_log_view_is_merged (self->view) != was_merged)
    g_object_notify (G_OBJECT (self), "is-merged");
  close_details (self);
  wb_messages_pane_update_page (self);
}

/* Rows follow the property; what they say about the connection is made anew each time. */
static void
profile_changed_cb (WbMessagesPane *self)
{
  g_object_notify (G_OBJECT (self), "is-merged");
}

static void
connections_changed_cb (WbMessagesPane *self,
                        guint position,
                        guint removed G_GNUC_UNUSED,
                        guint added,
                        GListModel *connections)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr(WbConnection) connection = g_list_model_get_item (connections, i);
      WbProfile *profile = wb_connection_get_profile (connection);

      g_signal_handlers_disconnect_by_data (profile, self);
      g_signal_connect_object (profile, "notify", G_CALLBACK (profile_changed_cb), self, G_CONNECT_SWAPPED);
    }
  update_logs (self);
}

void
wb_messages_pane_set_monitor (WbMessagesPane *self,
                              WbMonitor *monitor)
{
  GListModel *connections;

  if (self->monitor == monitor)
    return;

  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (wb_monitor_get_connections (self->monitor), self);
  g_set_object (&self->monitor, monitor);
  if (monitor != NULL)
    {
      connections = wb_monitor_get_connections (monitor);
      g_signal_connect_object (connections, "items-changed", G_CALLBACK (connections_changed_cb), self,
                               G_CONNECT_SWAPPED);
      connections_changed_cb (self, 0, 0, g_list_model_get_n_items (connections), connections);
    }
  g_object_notify (G_OBJECT (self), "monitor");
}

/**
 * wb_messages_pane_set_connection:
 * @self: a pane
 * @connection: (nullable): whose messages to show, and where to send some
 */
void
wb_messages_pane_set_connection (WbMessagesPane *self,
                                 WbConnection *connection)
{
  g_return_if_fail (WB_IS_MESSAGES_PANE (self));

  if (!g_set_object (&self->connection, connection))
    return;

  g_signal_group_set_target (self->signals, connection);
  wb_composer_set_connection (self->composer, connection);
  update_logs (self);
  g_object_notify (G_OBJECT (self), "connection");
}

gboolean
wb_messages_pane_get_merged (WbMessagesPane *self)
{
  g_return_val_if_fail (WB_IS_MESSAGES_PANE (self), FALSE);

  return self->merged;
}

/**
 * wb_messages_pane_set_merged:
 * @self: a pane
 * @merged: whether to show the messages of all connections of the monitor in one list
 */
void
wb_messages_pane_set_merged (WbMessagesPane *self,
                             gboolean merged)
{
  g_return_if_fail (WB_IS_MESSAGES_PANE (self));

  if (self->merged == !!merged)
    return;

  self->merged = !!merged;
  update_logs (self);
  g_object_notify (G_OBJECT (self), "merged");
}
