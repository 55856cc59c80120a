/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What was said when a connection was opened, refused or lost, for whoever has to find out why. */

#include "config.h"

#include "wb-handshake-window.h"

#include "wb-failure.h"
#include "wb-format-text.h"
#include "wb-state-view.h"
#include "wb-styled-text.h"
#include "wb-url.h"

#include <glib/gi18n-lib.h>

/**
 * WbHandshakeWindow:
 *
 * Shows the facts of the last change of state and of the handshake, as they were when the window was made. All of it is
 * plain text that can be selected; the body of a refusal comes from a stranger.
 */
struct _WbHandshakeWindow {
  AdwWindow parent_instance;

  /* Owned */
  WbConnection *connection;
  char *fingerprint; /* NULL unless there is a certificate to trust */

  /* Template children */
  GtkWidget *explanation;
  GtkTextView *view;
  GtkWidget *trust;
};

G_DEFINE_FINAL_TYPE (WbHandshakeWindow, wb_handshake_window, ADW_TYPE_WINDOW)

/*
 * The text
 */

static void
append_heading (WbStyledText *text,
                const char *heading)
{
  if (wb_styled_text_get_length (text) > 0)
    wb_styled_text_append (text, WB_TEXT_PLAIN, FALSE, "\n", -1);
  wb_styled_text_append (text, WB_TEXT_HEADING, FALSE, heading, -1);
  wb_styled_text_append (text, WB_TEXT_PLAIN, FALSE, "\n", -1);
}

static void
append_block (WbStyledText *text,
              const char *heading,
              const char *block)
{
  if (block == NULL || *block == '\0')
    return;

  append_heading (text, heading);
  wb_styled_text_append (text, WB_TEXT_PLAIN, FALSE, block, -1);
  if (!g_str_has_suffix (block, "\n"))
    wb_styled_text_append (text, WB_TEXT_PLAIN, FALSE, "\n", -1);
}

static void
append_fact (WbStyledText *text,
             const char *name,
             const char *value)
{
  if (value == NULL || *value == '\0')
    return;

  wb_styled_text_append (text, WB_TEXT_DIM, FALSE, name, -1);
  wb_styled_text_append (text, WB_TEXT_PLAIN, FALSE, " ", -1);
  wb_styled_text_append (text, WB_TEXT_PLAIN, FALSE, value, -1);
  wb_styled_text_append (text, WB_TEXT_PLAIN, FALSE, "\n", -1);
}

static void
append_status (WbStyledText *text,
               const WbHandshake *handshake)
{
  g_autofree char *status = NULL;

  if (handshake->status == 0)
    return;

  status = g_strdup_printf ("%u %s", handshake->status, handshake->phrase != NULL ? handshake->phrase : "");
  append_fact (text, _ ("Answer:"), status);
}

static const char *
describe_closer (const WbStateChange *change)
{
  if (!change->clean)
    return change->error != NULL ? _ ("nobody, the link was cut") : _ ("Whereabouts, without an answer");
  return change->by_server ? _ ("the server") : _ ("Whereabouts");
}

static char *
describe_messages (const WbStateChange *change)
{
  g_autofree char *received = wb_format_count (change->received);
  g_autofree char *sent = wb_format_count (change->sent);
  g_autofree char *unsent = wb_format_count (change->unsent);

  if (change->unsent == 0)
    /* Translators: numbers of messages */
    return g_strdup_printf (_ ("%s received, %s sent"), received, sent);
  /* Translators: numbers of messages; the last ones were accepted and did not go out */
  return g_strdup_printf (_ ("%s received, %s sent, %s not sent"), received, sent, unsent);
}

/* Who closed and with which code, by its name, and what the link was good for. */
static void
append_end (WbStyledText *text,
            const WbStateChange *change)
{
  g_autofree char *code = NULL;
  g_autofree char *duration = NULL;
  g_autofree char *messages = NULL;

  if (change->code == 0)
    return;

  code = wb_close_code_describe (change->code, change->reason);
  duration = wb_duration_describe (change->elapsed);
  messages = describe_messages (change);
  append_fact (text, _ ("Close code:"), code);
  append_fact (text, _ ("Closed by:"), describe_closer (change));
  append_fact (text, _ ("Open for:"), duration);
  append_fact (text, _ ("Messages:"), messages);
}

static void
append_handshake (WbStyledText *text,
                  const WbHandshake *handshake)
{
  g_autofree char *delay = wb_format_milliseconds (handshake->elapsed);

  append_fact (text, _ ("Address:"), handshake->url);
  append_status (text, handshake);
  append_fact (text, _ ("Time to answer:"), handshake->status != 0 && handshake->elapsed > 0 ? delay : NULL);
  append_fact (text, _ ("Subprotocol:"), handshake->protocol);
  append_fact (text, _ ("Extensions:"), handshake->extensions);
}

static void
append_blocks (WbStyledText *text,
               const WbHandshake *handshake)
{
  append_block (text, _ ("Certificate of the server"), handshake->certificate);
  append_block (text, _ ("Words of the library for encryption"), handshake->tls_error);
  append_block (text, _ ("Headers of the request"), handshake->request);
  append_block (text, _ ("Headers of the answer"), handshake->response);
  append_block (text, _ ("Beginning of the answer"), handshake->body);
}

static void
fill_in (WbHandshakeWindow *self)
{
  const WbHandshake *handshake = wb_connection_get_handshake (self->connection);
  g_autoptr(WbStyledText) text = wb_styled_text_new ();

  append_end (text, wb_connection_get_last_change (self->connection));
  if (handshake != NULL)
    {
      append_handshake (text, handshake);
      append_blocks (text, handshake);
    }
  wb_styled_text_insert (text, gtk_text_view_get_buffer (self->view), G_MAXINT64);
}

static void
copy_cb (WbHandshakeWindow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  g_autofree char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

/*
 * Trust
 */

static void
trust_response_cb (WbHandshakeWindow *self,
                   const char *response,
                   GtkWindow *dialog)
{
  g_autoptr(WbConnection) connection = g_object_ref (self->connection);

  if (!g_str_equal (response, "trust"))
    return;

  g_object_set (wb_connection_get_profile (connection), "trusted-certificate", self->fingerprint, NULL);
  /* The dialog lives a little longer and would still know its parent. */
  gtk_window_set_transient_for (dialog, NULL);
  gtk_window_destroy (GTK_WINDOW (self));
  wb_connection_open (connection);
}

static void
trust_cb (WbHandshakeWindow *self)
{
  g_autofree char *host = wb_url_get_host (wb_profile_get_url (wb_connection_get_profile (self->connection)), NULL);
  /* Translators: the first %s is the name of a server, the second a fingerprint */
  g_autofree char *body = g_strdup_printf (
      _ ("Nobody vouches that this is really %s, and somebody in between could read and change everything. Go "
         "on only if whoever runs the server told you this fingerprint:\n\n%s\n\nFrom then on this connection "
         "accepts this certificate and no other."),
      host, self->fingerprint);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Trust This Certificate?"), body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "trust", _ ("_Trust"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "trust", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (trust_response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/*
 * Object
 */

static void
wb_handshake_window_dispose (GObject *object)
{
  g_clear_object (&WB_HANDSHAKE_WINDOW (object)->connection);
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_HANDSHAKE_WINDOW);

  G_OBJECT_CLASS (wb_handshake_window_parent_class)->dispose (object);
}

static void
wb_handshake_window_finalize (GObject *object)
{
  g_free (WB_HANDSHAKE_WINDOW (object)->fingerprint);

  G_OBJECT_CLASS (wb_handshake_window_parent_class)->finalize (object);
}

static void
wb_handshake_window_class_init (WbHandshakeWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wb_handshake_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = wb_handshake_window_finalize;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/app/whereabouts/Whereabouts/ui/wb-handshake-window.ui");
  gtk_widget_class_bind_template_child (widget_class, WbHandshakeWindow, explanation);
  gtk_widget_class_bind_template_child (widget_class, WbHandshakeWindow, view);
  gtk_widget_class_bind_template_child (widget_class, WbHandshakeWindow, trust);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, trust_cb);
}

static void
wb_handshake_window_init (WbHandshakeWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_direction (GTK_WIDGET (self->view), GTK_TEXT_DIR_LTR);
  wb_styled_text_prepare_buffer (gtk_text_view_get_buffer (self->view), GTK_TEXT_DIR_LTR);
}

/**
 * wb_handshake_window_has_content:
 * @connection: a connection
 *
 * Returns: whether there is more to tell about its last change of state than its sentence
 */
gboolean
wb_handshake_window_has_content (WbConnection *connection)
{
  const WbStateChange *change = wb_connection_get_last_change (connection);

  return change != NULL && (wb_connection_get_handshake (connection) != NULL || change->code != 0);
}

/**
 * wb_handshake_window_present:
 * @connection: one that wb_handshake_window_has_content() is %TRUE for
 * @parent: the window that it was asked for in
 *
 * Shows a window with what there is to tell. Over a modal window it is modal, too, or it could not be used.
 */
void
wb_handshake_window_present (WbConnection *connection,
                             GtkWindow *parent)
{
  WbHandshakeWindow *self = g_object_new (WB_TYPE_HANDSHAKE_WINDOW, NULL);
  const WbStateChange *change = wb_connection_get_last_change (connection);
  g_autofree char *explanation = wb_state_view_dup_explanation (connection);
  gboolean is_open = wb_connection_get_state (connection) == WB_STATE_OPEN;

  self->connection = g_object_ref (connection);
  if (g_error_matches (change->error, WB_FAILURE, WB_FAILURE_CERTIFICATE) && change->handshake != NULL &&
      !change->handshake->is_elsewhere)
    self->fingerprint = g_strdup (change->handshake->fingerprint);

  gtk_window_set_title (GTK_WINDOW (self), is_open ? _ ("Handshake") : wb_state_view_get_label (connection));
  gtk_label_set_text (GTK_LABEL (self->explanation), explanation);
  gtk_widget_set_visible (self->explanation, !is_open);
  gtk_widget_set_visible (self->trust, self->fingerprint != NULL);
  fill_in (self);
  gtk_window_set_transient_for (GTK_WINDOW (self), parent);
  gtk_window_set_modal (GTK_WINDOW (self), gtk_window_get_modal (parent));
  gtk_window_present (GTK_WINDOW (self));
}
