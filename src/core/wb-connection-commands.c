/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the user does with a connection: open, send and close, unless somebody vetoes it. */

#include "config.h"

#include "wb-connection-private.h"

#include "wb-failure.h"

#include <string.h>

static gboolean
is_vetoed (WbConnection *self,
           const char *signal)
{
  gboolean veto = FALSE;

  g_signal_emit_by_name (self, signal, &veto);
  return veto;
}

/**
 * wb_connection_open_or_ask:
 * @self: a connection whose secrets were looked for
 *
 * Opens it, unless somebody asks the user for what is missing.
 */
void
wb_connection_open_or_ask (WbConnection *self)
{
  g_auto(GStrv) names = wb_connection_list_missing_secrets (self);
  gboolean asks = FALSE;

  g_object_ref (self);
  if (names[0] != NULL)
    g_signal_emit_by_name (self, "secrets-needed", names, &asks);
  if (!asks && self->feed != NULL)
    wb_feed_open (self->feed, self->profile);
  g_object_unref (self);
}

/**
 * wb_connection_open:
 * @self: a connection
 *
 * Opens the connection; if it waits to be opened again, at once. Does nothing while it is open or on
 * its way there.
 *
 * Returns: whether nobody vetoed
 */
gboolean
wb_connection_open (WbConnection *self)
{
  gboolean veto;

  g_return_val_if_fail (WB_IS_CONNECTION (self), FALSE);

  g_object_ref (self);
  veto = is_vetoed (self, "before-open");
  if (!veto)
    wb_connection_find_secrets (self);
  g_object_unref (self);
  return !veto;
}

typedef void (*SendFunc) (WbFeed *feed,
                          WbMessageKind kind,
                          GBytes *payload);

static gboolean
send_payload (WbConnection *self,
              SendFunc send,
              WbMessageKind kind,
              GBytes *payload,
              GError **error)
{
  gboolean veto = FALSE, sends;

  if (self->state != WB_STATE_OPEN || self->feed == NULL)
    {
      g_propagate_error (error, wb_failure_new (WB_FAILURE_NOT_OPEN, &(WbFailureFacts){ 0 }));
      return FALSE;
    }

  g_object_ref (self);
  g_signal_emit_by_name (self, "before-send", kind == WB_MESSAGE_BINARY, payload, &veto);
  sends = !veto && self->feed != NULL;
  if (sends)
    send (self->feed, kind, payload);
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
  g_object_unref (self);
  return sends;
}

/**
 * wb_connection_send_text:
 * @self: a connection
 * @text: what to send
 * @length: its bytes, −1 if it is NUL-terminated
 * @error: return location for a %WB_FAILURE, or %G_IO_ERROR_CANCELLED after a veto
 *
 * Sends a text message. The log shows it when it went out.
 *
 * Returns: whether it is on its way; a message is never lost silently
 */
gboolean
wb_connection_send_text (WbConnection *self,
                         const char *text,
                         gssize length,
                         GError **error)
{
  g_autoptr(GBytes) payload = NULL;

  g_return_val_if_fail (WB_IS_CONNECTION (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  payload = g_bytes_new (text, length < 0 ? strlen (text) : (gsize) length);
  if (!wb_payload_is_text (payload))
    {
      g_propagate_error (error, wb_failure_new (WB_FAILURE_BAD_TEXT, &(WbFailureFacts){ 0 }));
      return FALSE;
    }
  return send_payload (self, wb_feed_send, WB_MESSAGE_TEXT, payload, error);
}

/**
 * wb_connection_send_binary:
 * @self: a connection
 * @payload: what to send
 * @error: see wb_connection_send_text()
 *
 * Sends a binary message.
 *
 * Returns: whether it is on its way
 */
gboolean
wb_connection_send_binary (WbConnection *self,
                           GBytes *payload,
                           GError **error)
{
  g_return_val_if_fail (WB_IS_CONNECTION (self), FALSE);
  g_return_val_if_fail (payload != NULL, FALSE);

  return send_payload (self, wb_feed_send, WB_MESSAGE_BINARY, payload, error);
}

/**
 * wb_connection_send_back:
 * @self: a connection
 * @message: a text or binary message that was received
 * @error: see wb_connection_send_text()
 *
 * Sends its payload unchanged: {{name}} in it does not stand for a variable.
 *
 * Returns: whether it is on its way
 */
gboolean
wb_connection_send_back (WbConnection *self,
                         const WbMessage *message,
                         GError **error)
{
  g_return_val_if_fail (WB_IS_CONNECTION (self), FALSE);

  return send_payload (self, wb_feed_send_unchanged, message->kind, message->payload, error);
}

/**
 * wb_connection_close:
 * @self: a connection
 * @code: close code
 * @reason: (nullable): reason for the server, at most 123 bytes of it
 *
 * Closes the connection, or gives up on connecting or waiting. Does nothing when it is closed.
 *
 * Returns: whether nobody vetoed
 */
gboolean
wb_connection_close (WbConnection *self,
                     guint code,
                     const char *reason)
{
  gboolean veto;

  g_return_val_if_fail (WB_IS_CONNECTION (self), FALSE);

  g_object_ref (self);
  veto = is_vetoed (self, "before-close");
  self->search = veto ? self->search : NULL;
  if (!veto && self->feed != NULL)
    wb_feed_close (self->feed, code, reason);
  g_object_unref (self);
  return !veto;
}
