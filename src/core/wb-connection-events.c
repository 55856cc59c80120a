/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Events on a connection whose protocol speaks of them. */

#include "config.h"

#include "wb-connection-private.h"

#include "wb-failure.h"

#include <glib/gi18n-lib.h>

/**
 * wb_connection_speaks_events:
 * @self: a connection
 *
 * Returns: whether wb_connection_emit() and wb_connection_answer() mean something on it
 */
gboolean
wb_connection_speaks_events (WbConnection *self)
{
  g_return_val_if_fail (WB_IS_CONNECTION (self), FALSE);

  return wb_registry_speaks_events (self->registry, self->profile);
}

static gboolean
check (WbConnection *self,
       const WbEvent *event,
       GBytes *arguments,
       GError **error)
{
  guint n_attachments = wb_event_get_n_attachments (event);
  gsize length;
  const char *text = g_bytes_get_data (arguments, &length);

  if (self->state != WB_STATE_OPEN || self->feed == NULL || !wb_connection_speaks_events (self))
    g_propagate_error (error, wb_failure_new (WB_FAILURE_NOT_OPEN, &(WbFailureFacts){ 0 }));
  else if (event->name != NULL && wb_event_is_reserved (event->name))
    g_set_error (error, WB_EVENT_ERROR, WB_EVENT_ERROR_RESERVED,
                 _ ("“%s” is reserved and can't be the name of an event"), event->name);
  else if (n_attachments > WB_EVENT_MAX_ATTACHMENTS)
    g_set_error (error, WB_EVENT_ERROR, WB_EVENT_ERROR_PLACEHOLDER,
                 _ ("An event has at most %d attachments"), WB_EVENT_MAX_ATTACHMENTS);
  else
    return wb_event_check_arguments (
        text, length, n_attachments > 0 ? (int)n_attachments : WB_EVENT_PLAIN, error);
  return FALSE;
}

static gboolean
send (WbConnection *self,
      WbMessageKind kind,
      WbEvent *event,
      GBytes *arguments,
      gboolean is_literal,
      GError **error)
{
  g_autoptr(WbEvent) owned = event;
  g_autoptr(WbConnection) keep G_GNUC_UNUSED = g_object_ref (self);
  gboolean veto = FALSE;

  if (!check (self, event, arguments, error))
    return FALSE;

  g_signal_emit_by_name (self, "before-send", FALSE, arguments, &veto);
  if (veto || self->feed == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
      return FALSE;
    }
  wb_feed_send_event (self->feed,
                      wb_message_new_event (WB_DIRECTION_SENT, kind, g_get_real_time (), g_steal_pointer (&owned),
                                            arguments),
                      is_literal);
  return TRUE;
}

/**
 * wb_connection_emit:
 * @self: a connection
 * @event: (transfer full): its name, namespace and attachments, and whether an answer is wanted
 * @arguments: a JSON array
 * @error: return location for a %WB_FAILURE, %WB_EVENT_ERROR or %WB_JSON_ERROR, or
 *   %G_IO_ERROR_CANCELLED after a veto
 *
 * Sends an event. The log shows it when it went out, and its answer when that came.
 *
 * Returns: whether it is on its way
 */
gboolean
wb_connection_emit (WbConnection *self,
                    WbEvent *event,
                    GBytes *arguments,
                    GError **error)
{
  g_return_val_if_fail (WB_IS_CONNECTION (self), FALSE);
  g_return_val_if_fail (event != NULL && event->name != NULL, FALSE);

  return send (self, WB_MESSAGE_EVENT, event, arguments, FALSE, error);
}

/**
 * wb_connection_emit_back:
 * @self: a connection
 * @message: an event that was received
 * @error: see wb_connection_emit()
 *
 * Sends its event unchanged and without waiting for an answer: {{name}} in it does not stand for a variable.
 *
 * Returns: whether it is on its way
 */
gboolean
wb_connection_emit_back (WbConnection *self,
                         const WbMessage *message,
                         GError **error)
{
  WbEvent *event;

  g_return_val_if_fail (WB_IS_CONNECTION (self), FALSE);
  g_return_val_if_fail (message->event != NULL && message->event->name != NULL, FALSE);

  event = wb_event_copy (message->event);
  event->ack = WB_EVENT_NO_ACK;
  return send (self, WB_MESSAGE_EVENT, event, message->payload, TRUE, error);
}

/**
 * wb_connection_answer:
 * @self: a connection
 * @question: an event that waits for an answer
 * @arguments: a JSON array
 * @error: see wb_connection_emit()
 *
 * Acknowledges an event. A second answer is refused in the log.
 *
 * Returns: whether it is on its way
 */
gboolean
wb_connection_answer (WbConnection *self,
                      const WbMessage *question,
                      GBytes *arguments,
                      GError **error)
{
  WbEvent *event;

  g_return_val_if_fail (WB_IS_CONNECTION (self), FALSE);
  g_return_val_if_fail (question->event != NULL && question->event->ack >= 0, FALSE);

  event = wb_event_new (question->event->name, question->event->space);
  event->ack = question->event->ack;
  return send (self, WB_MESSAGE_ACK, event, arguments, FALSE, error);
}
