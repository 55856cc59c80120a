/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The current connection in the header bar. */

#include "config.h"

#include "wb-connection-button.h"

#include "wb-fact-list.h"
#include "wb-format-text.h"
#include "wb-rate.h"
#include "wb-sparkline.h"
#include "wb-spoken.h"
#include "wb-state-view.h"
#include "wb-status-icon.h"
#include "wb-time.h"
#include "wb-url.h"

#include <glib/gi18n-lib.h>

/* Characters of “Open 00:12:31 · 320 msg/s”: kept free while open, so that the title does not move
 * with every digit that comes and goes. */
#define OPEN_WIDTH_CHARS 19
#define OPEN_WIDTH_CHARS_NARROW 12

/* There may be more namespaces than there is room for; the log has them all. */
#define MAX_NAMESPACES 6

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
  GSignalGroup *insight_signals; /* of its insight */

  /* Template children */
  GtkWidget *button;
  WbStatusIcon *status;
  GtkLabel *name;
  GtkLabel *line;
  GtkPopover *popover;
  GtkLabel *state;
  GtkLabel *explanation;
  WbFactList *facts;
  WbSparkline *sparkline;
  GtkWidget *open;
  GtkWidget *close;

  /* State */
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (WbConnectionButton, wb_connection_button, GTK_TYPE_WIDGET)

/*
 * The popover
 */

/* As “1,234 messages · 1.2 MB”. */
static void
add_total (WbConnectionButton *self,
           const char *name,
           guint64 count,
           guint64 bytes)
{
  g_autofree char *number = wb_format_count (count);
  g_autofree char *size = g_format_size (bytes);
  /* Translators: %s is a number */
  g_autofree char *messages = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%s message", "%s messages", count), number);
  g_autofree char *text = g_strdup_printf ("%s · %s", messages, size);

  wb_fact_list_add (self->facts, name, text);
}

/* As “320 msg/s · 41.2 kB/s”, but where messages are rare there are no bytes in most seconds. */
static void
add_flow (WbConnectionButton *self,
          const char *name,
          double messages,
          double bytes)
{
  g_autofree char *rate = wb_state_view_dup_rate (messages);
  g_autofree char *size = g_format_size ((guint64) bytes);
  /* Translators: the rate of messages, as in “320 msg/s”, and bytes per second, as in “41.2 kB/s” */
  g_autofree char *text = g_strdup_printf (_ ("%s · %s/s"), rate, size);

  wb_fact_list_add (self->facts, name, rate != NULL && bytes > 0 ? text : rate);
}

static void
add_flows (WbConnectionButton *self,
           WbInsight *insight)
{
  /* The same number as in the line above it. */
  add_flow (self, _ ("Incoming"), wb_rate_get_per_second (wb_rate_of (self->connection)),
            wb_insight_get_rate (insight, WB_RATE_BYTES_IN));
  if (wb_insight_get_rate (insight, WB_RATE_MESSAGES_OUT) > 0)
    add_flow (self, _ ("Outgoing"), wb_insight_get_rate (insight, WB_RATE_MESSAGES_OUT),
              wb_insight_get_rate (insight, WB_RATE_BYTES_OUT));
}

static void
add_last_message (WbConnectionButton *self,
                  WbInsight *insight)
{
  gint64 at = wb_insight_get_last_message_at (insight);
  g_autofree char *age = wb_format_age (wb_time_get_uptime () - at);
  /* Translators: %s is an age as in “2 s” */
  g_autofree char *text = g_strdup_printf (_ ("%s ago"), age);

  wb_fact_list_add (self->facts, _ ("Last message"), at != 0 ? text : NULL);
}

static void
add_link (WbConnectionButton *self,
          WbInsight *insight)
{
  guint reconnects = wb_insight_get_reconnects (insight);
  g_autofree char *round_trip = wb_format_milliseconds (wb_insight_get_round_trip (insight));
  g_autofree char *times =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u time", "%u times", reconnects), reconnects);

  /* Translators: how long it takes to the server and back */
  wb_fact_list_add (self->facts, _ ("Round trip"),
                    wb_insight_get_round_trip (insight) > 0 ? round_trip : NULL);
  /* Translators: “Reconnected: 2 times” */
  wb_fact_list_add (self->facts, _ ("Reconnected"), reconnects > 0 ? times : NULL);
}

/* What both sides agreed on when they shook hands, if that was anything. */
static void
add_agreement (WbConnectionButton *self)
{
  const WbStateChange *change = wb_connection_get_last_change (self->connection);

  if (change == NULL || change->state != WB_STATE_OPEN)
    return;

  wb_fact_list_add (self->facts, _ ("Subprotocol"), change->protocol);
  wb_fact_list_add (self->facts, _ ("Extensions"), change->extensions);
}

/* The heading tells of the transport, this of what was joined over it. */
static void
add_namespaces (WbConnectionButton *self,
                WbInsight *insight)
{
  const char *const *lines = wb_insight_get_namespaces (insight);
  guint count = g_strv_length ((char **) lines);
  guint more = count > MAX_NAMESPACES ? count - MAX_NAMESPACES : 0;
  g_autoptr(GString) text = g_string_new (count > 0 ? lines[0] : NULL);

  for (guint i = 1; i < count - more; i++)
    g_string_append_printf (text, "\n%s", lines[i]);
  if (more > 0)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text,
                              /* Translators: below a list of namespaces; %u is how many it leaves out */
                              g_dngettext (GETTEXT_PACKAGE, "and %u more", "and %u more", more), more);
    }
  wb_fact_list_add (self->facts,
                    g_dngettext (GETTEXT_PACKAGE, "Namespace", "Namespaces", count),
                    count > 0 ? text->str : NULL);
}

static void
update_facts (WbConnectionButton *self)
{
  WbInsight *insight = wb_connection_get_insight (self->connection);
  g_autofree char *address = wb_url_mask (wb_profile_get_url (wb_connection_get_profile (self->connection)));
  gboolean open = wb_connection_get_state (self->connection) == WB_STATE_OPEN;

  wb_fact_list_begin (self->facts);
  wb_fact_list_add (self->facts, _ ("Address"), address);
  add_agreement (self);
  if (open)
    add_flows (self, insight);
  add_last_message (self, insight);
  add_link (self, insight);
  add_total (self, _ ("Received"), wb_connection_get_received (self->connection),
             wb_connection_get_bytes_received (self->connection));
  add_total (self, _ ("Sent"), wb_connection_get_sent (self->connection),
             wb_connection_get_bytes_sent (self->connection));
  add_namespaces (self, insight);
  wb_fact_list_end (self->facts);
  gtk_widget_set_visible (GTK_WIDGET (self->sparkline), wb_sparkline_update (self->sparkline, insight) && open);
}

static void
update_popover (WbConnectionButton *self)
{
  g_autofree char *line = wb_state_view_dup_line_with_duration (self->connection);
  g_autofree char *explanation = wb_state_view_dup_explanation (self->connection);

  gtk_label_set_text (self->state, line);
  gtk_label_set_text (self->explanation, explanation);
  update_facts (self);
  wb_state_view_show_buttons (self->open, self->close, self->connection);
  /* One that is shown does not grow by itself when there is more to tell. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self->popover)))
    gtk_popover_present (self->popover);
}

static void
shown_cb (WbConnectionButton *self)
{
  wb_connection_button_update (self);
}

/*
 * The button
 */

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

  if (wb_state_view_is_failed (self->connection) ||
      wb_connection_get_state (self->connection) == WB_STATE_WAITING)
    tooltip = wb_state_view_dup_explanation (self->connection);
  gtk_widget_set_tooltip_text (self->button, tooltip);
  wb_spoken_set_connection (self->button, self->connection);
  wb_connection_button_update (self);
}

static void
profile_changed_cb (WbConnectionButton *self)
{
  g_autofree char *name = wb_connection_dup_name (self->connection);

  gtk_label_set_text (self->name, name);
  wb_spoken_set_connection (self->button, self->connection);
}

static void
wb_connection_button_dispose (GObject *object)
{
  WbConnectionButton *self = WB_CONNECTION_BUTTON (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->profile_signals);
  g_clear_object (&self->insight_signals);
  g_clear_object (&self->connection);
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_CONNECTION_BUTTON);

  G_OBJECT_CLASS (wb_connection_button_parent_class)->dispose (object);
}

static void
wb_connection_button_class_init (WbConnectionButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wb_connection_button_dispose;

  g_type_ensure (WB_TYPE_FACT_LIST);
  g_type_ensure (WB_TYPE_SPARKLINE);
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
  gtk_widget_class_bind_template_child (widget_class, WbConnectionButton, facts);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionButton, sparkline);
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
  self->insight_signals = g_signal_group_new (WB_TYPE_INSIGHT);
  g_signal_group_connect_swapped (self->insight_signals, "notify::namespaces",
                                  G_CALLBACK (wb_connection_button_update), self);

  gtk_widget_init_template (GTK_WIDGET (self));
  wb_fact_list_set_selectable (self->facts, FALSE);
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
  g_signal_group_set_target (self->insight_signals,
                             connection != NULL ? wb_connection_get_insight (connection) : NULL);
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
  if (!wb_spoken_is_heard (self->button))
    wb_spoken_set_connection (self->button, self->connection);
  if (gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    update_popover (self);
}
