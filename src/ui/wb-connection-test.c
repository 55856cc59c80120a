/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The window in which a connection is tried out before it is kept. */

#include "config.h"

#include "wb-connection-test.h"

#include "wb-batch.h"
#include "wb-fact-list.h"
#include "wb-format-text.h"
#include "wb-handshake-window.h"
#include "wb-monitor.h"
#include "wb-sample-row.h"
#include "wb-secret-dialog.h"
#include "wb-state-view.h"
#include "wb-status-icon.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CLOSE_NORMAL 1000

/* A server that has sent nothing by then probably waits for a request. */
#define SILENCE_S 3

/**
 * WbConnectionTest:
 *
 * Has a model of its own, so that nothing of the test is on the map or in the sidebar, and all of
 * it goes with the window. It connects once and never again by itself.
 *
 * Messages may come faster than rows can be made. The first ones are kept aside and become rows one
 * by one, the others are only counted.
 */
struct _WbConnectionTest {
  AdwWindow parent_instance;

  /* Owned */
  WbMonitor *monitor;
  WbConnection *connection;
  GPtrArray *pending; /* of WbMessage: those that have no row yet */
  char *sent;         /* what was sent last */

  /* Template children */
  WbStatusIcon *status;
  GtkLabel *title;
  GtkLabel *explanation;
  GtkWidget *details;
  GtkWidget *again;
  WbFactList *facts;
  GtkWidget *messages;
  GtkListBox *list;
  GtkWidget *more;
  GtkEditable *request;
  GtkWidget *send;
  GtkWidget *note;
  GtkLabel *note_text;
  GtkSwitch *on_connect;

  /* State */
  WbSampleRow *first_row;
  guint n_messages; /* that have a row or will have one */
  guint add_rows;   /* source id */
  guint silence;    /* source id: says that nothing comes */
};

enum {
  SIGNAL_RESPONSE,
  SIGNAL_REQUEST,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WbConnectionTest, wb_connection_test, ADW_TYPE_WINDOW)

/*
 * State
 */

static gboolean
is_open (WbConnectionTest *self)
{
  return wb_connection_get_state (self->connection) == WB_STATE_OPEN;
}

static void
explain (WbConnectionTest *self)
{
  g_autofree char *explanation = wb_state_view_dup_explanation (self->connection);

  gtk_label_set_text (self->explanation, explanation);
}

static gboolean
silence_cb (gpointer data)
{
  WbConnectionTest *self = data;

  self->silence = 0;
  if (is_open (self) && wb_connection_get_received (self->connection) == 0)
    gtk_label_set_text (self->explanation, _ ("Connected. The server has sent nothing yet."));
  return G_SOURCE_REMOVE;
}

/* What was agreed on when the connection opened, or what was answered instead; both stay. */
static void
show_facts (WbConnectionTest *self)
{
  const WbStateChange *change = wb_connection_get_last_change (self->connection);
  const WbHandshake *handshake = change != NULL ? change->handshake : NULL;
  g_autofree char *delay = NULL;
  g_autofree char *answer = NULL;

  if (handshake == NULL)
    return;

  delay = handshake->elapsed > 0 ? wb_format_milliseconds (handshake->elapsed) : NULL;
  if (handshake->status != 0)
    answer = g_strdup_printf ("%u %s", handshake->status,
                              handshake->phrase != NULL ? handshake->phrase : "");
  wb_fact_list_begin (self->facts);
  wb_fact_list_add (self->facts, _ ("Answer"), answer);
  /* Translators: how long it was until the answer came; a duration follows */
  wb_fact_list_add (self->facts, _ ("Took"), delay);
  wb_fact_list_add (self->facts, _ ("Subprotocol"), handshake->protocol);
  wb_fact_list_add (self->facts, _ ("Extensions"), handshake->extensions);
  gtk_widget_set_visible (GTK_WIDGET (self->facts), wb_fact_list_end (self->facts) > 0);
}

static void
update_send (WbConnectionTest *self)
{
  const char *text = gtk_editable_get_text (self->request);

  gtk_widget_set_sensitive (self->send, *text != '\0' && is_open (self));
}

static void
state_changed_cb (WbConnectionTest *self)
{
  gtk_label_set_text (self->title, wb_state_view_get_label (self->connection));
  explain (self);
  show_facts (self);
  gtk_widget_set_visible (self->details, wb_handshake_window_has_content (self->connection));
  gtk_widget_set_visible (self->again,
                          wb_connection_get_state (self->connection) == WB_STATE_CLOSED);
  update_send (self);

  g_clear_handle_id (&self->silence, g_source_remove);
  if (is_open (self))
    self->silence = g_timeout_add_seconds (SILENCE_S, silence_cb, self);
}

static void
details_cb (WbConnectionTest *self)
{
  wb_handshake_window_present (self->connection, GTK_WINDOW (self));
}

static void
again_cb (WbConnectionTest *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->request));
  wb_connection_open (self->connection);
}

/*
 * Messages
 */

static void
chosen_cb (WbConnectionTest *self,
           WbSampleRow *row)
{
  g_signal_emit (self, signals[SIGNAL_RESPONSE], 0, wb_sample_row_get_text (row));
}

static void
row_activated_cb (WbConnectionTest *self G_GNUC_UNUSED,
                  WbSampleRow *row)
{
  wb_sample_row_choose (row);
}

static void
add_row (WbConnectionTest *self,
         WbMessage *message)
{
  const char *format = wb_profile_get_format (wb_connection_get_profile (self->connection));
  GtkWidget *row = wb_sample_row_new (message, wb_monitor_get_registry (self->monitor), format);

  g_signal_connect_object (row, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  if (self->first_row == NULL)
    self->first_row = WB_SAMPLE_ROW (row);
  else
    wb_sample_row_join (WB_SAMPLE_ROW (row), self->first_row);
  gtk_list_box_append (self->list, row);
  gtk_widget_set_visible (self->messages, TRUE);
}

static gboolean
add_rows_cb (gpointer data)
{
  WbConnectionTest *self = data;
  g_autoptr(WbMessage) message = g_ptr_array_steal_index (self->pending, 0);

  add_row (self, message);
  if (self->pending->len > 0)
    return G_SOURCE_CONTINUE;

  self->add_rows = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
is_data (const WbMessage *message)
{
  return message->direction == WB_DIRECTION_RECEIVED &&
         (message->kind == WB_MESSAGE_TEXT || message->kind == WB_MESSAGE_BINARY);
}

static void
applied_cb (WbConnectionTest *self,
            WbBatch *batch,
            guint first,
            guint count)
{
  for (guint i = first; i < first + count && self->n_messages < WB_TEST_MAX_MESSAGES; i++)
    {
      WbMessage *message = g_ptr_array_index (batch->messages, i);

      if (!is_data (message))
        continue;
      g_ptr_array_add (self->pending, wb_message_ref (message));
      self->n_messages++;
    }

  if (self->pending->len > 0 && self->add_rows == 0)
    self->add_rows = g_idle_add (add_rows_cb, self);
  gtk_widget_set_visible (self->more,
                          wb_connection_get_received (self->connection) > WB_TEST_MAX_MESSAGES);
  if (is_open (self) && wb_connection_get_received (self->connection) > 0)
    explain (self);
}

/*
 * The request
 */

static void
say (WbConnectionTest *self,
     const char *sentence,
     gboolean is_problem)
{
  gtk_label_set_text (self->note_text, sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->note), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sentence, -1);
  gtk_widget_set_visible (self->note, TRUE);
  if (is_problem)
    gtk_widget_add_css_class (GTK_WIDGET (self->note_text), "wb-status-failed");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->note_text), "wb-status-failed");
}

static void
keep_request (WbConnectionTest *self)
{
  if (self->sent == NULL)
    return;

  say (self,
       gtk_switch_get_active (self->on_connect)
           ? _ ("This is sent after every connect from now on.")
           : _ ("Sent. This is the sample request now."),
       FALSE);
  g_signal_emit (self, signals[SIGNAL_REQUEST], 0, self->sent,
                 gtk_switch_get_active (self->on_connect));
}

static void
send_cb (WbConnectionTest *self)
{
  const char *text = gtk_editable_get_text (self->request);
  g_autoptr(GError) error = NULL;

  if (!gtk_widget_get_sensitive (self->send))
    return;

  if (!wb_connection_send_text (self->connection, text, -1, &error))
    {
      say (self, error->message, TRUE);
      return;
    }
  g_free (self->sent);
  self->sent = g_strdup (text);
  keep_request (self);
}

/*
 * Object
 */

static void
end (WbConnectionTest *self)
{
  if (self->monitor == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->connection, self);
  g_clear_handle_id (&self->add_rows, g_source_remove);
  g_clear_handle_id (&self->silence, g_source_remove);
  wb_connection_close (self->connection, CLOSE_NORMAL, NULL);
  wb_monitor_remove (self->monitor, self->connection);
  g_clear_object (&self->connection);
  g_clear_object (&self->monitor);
}

static void
wb_connection_test_dispose (GObject *object)
{
  WbConnectionTest *self = WB_CONNECTION_TEST (object);

  end (self);
  g_clear_pointer (&self->pending, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_CONNECTION_TEST);

  G_OBJECT_CLASS (wb_connection_test_parent_class)->dispose (object);
}

static void
wb_connection_test_finalize (GObject *object)
{
  g_free (WB_CONNECTION_TEST (object)->sent);

  G_OBJECT_CLASS (wb_connection_test_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/app/whereabouts/Whereabouts/ui/wb-connection-test.ui");
  gtk_widget_class_bind_template_child (widget_class, WbConnectionTest, status);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionTest, title);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionTest, explanation);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionTest, details);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionTest, again);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionTest, facts);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionTest, messages);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionTest, list);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionTest, more);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionTest, request);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionTest, send);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionTest, note);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionTest, note_text);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionTest, on_connect);
  gtk_widget_class_bind_template_callback (widget_class, details_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_send);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_request);
}

static void
wb_connection_test_class_init (WbConnectionTestClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = wb_connection_test_dispose;
  object_class->finalize = wb_connection_test_finalize;

  /**
   * WbConnectionTest::response:
   * @text: a message that came
   *
   * The user wants @text as the sample response.
   */
  signals[SIGNAL_RESPONSE] = g_signal_new ("response", WB_TYPE_CONNECTION_TEST, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * WbConnectionTest::request:
   * @text: a message that was sent
   * @on_connect: whether to send it after every connect
   *
   * @text is the sample request from now on, or the first message.
   */
  signals[SIGNAL_REQUEST] =
      g_signal_new ("request", WB_TYPE_CONNECTION_TEST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);

  g_type_ensure (WB_TYPE_FACT_LIST);
  g_type_ensure (WB_TYPE_STATUS_ICON);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
wb_connection_test_init (WbConnectionTest *self)
{
  self->pending = g_ptr_array_new_with_free_func ((GDestroyNotify) wb_message_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Returns: (transfer full): the settings of @profile for one attempt */
static WbProfile *
make_profile (WbProfile *profile)
{
  WbProfile *copy = wb_profile_copy (profile);

  g_object_set (copy, "reconnect", WB_RECONNECT_NEVER, "retention", WB_RETENTION_SNAPSHOT, NULL);
  return copy;
}

/**
 * wb_connection_test_new:
 * @registry: what transports, protocols and decoders there are; outlives the window
 * @profile: the settings to test; they are copied
 *
 * Returns: (transfer none): a window that connects already, not shown yet
 */
GtkWindow *
wb_connection_test_new (WbRegistry *registry,
                        WbProfile *profile)
{
  WbConnectionTest *self = g_object_new (WB_TYPE_CONNECTION_TEST, NULL);
  g_autoptr(WbProfile) copy = make_profile (profile);
  g_autofree char *request = NULL;

  self->monitor = wb_monitor_new (registry);
  wb_secret_dialog_serve (wb_monitor_get_connections (self->monitor), GTK_WINDOW (self));
  self->connection = g_object_ref (wb_monitor_add (self->monitor, copy));
  g_signal_connect_swapped (self->connection, "notify::state", G_CALLBACK (state_changed_cb), self);
  g_signal_connect_swapped (self->connection, "applied", G_CALLBACK (applied_cb), self);
  wb_status_icon_set_connection (self->status, self->connection);
  g_object_get (profile, "sample-request", &request, NULL);
  gtk_editable_set_text (self->request, request != NULL ? request : "");
  state_changed_cb (self);
  wb_connection_open (self->connection);
  return GTK_WINDOW (self);
}

/**
 * wb_connection_test_get_profile:
 * @self: a test
 *
 * Returns: (transfer none): its copy of the settings, which know a certificate more if the user
 *   came to trust one
 */
WbProfile *
wb_connection_test_get_profile (WbConnectionTest *self)
{
  g_return_val_if_fail (WB_IS_CONNECTION_TEST (self), NULL);

  return wb_connection_get_profile (self->connection);
}
