/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What goes out over Socket.IO. */

#include "config.h"

#include "wb-socket-io-private.h"

#include "wb-json.h"
#include "wb-transport.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What is sent without the name of an event. */
#define DEFAULT_EVENT "message"

/**
 * wb_socket_io_send_control:
 * @self: a protocol with a link
 * @packet: (transfer full): what to send
 * @shown: (nullable): what to show of it, if not all
 */
void
wb_socket_io_send_control (WbSocketIo *self,
                           GBytes *packet,
                           const char *shown)
{
  WbMessage *message =
      wb_message_new (WB_DIRECTION_SENT, WB_MESSAGE_CONTROL, g_get_real_time (), packet);

  if (shown != NULL)
    {
      g_bytes_unref (message->payload);
      message->payload = g_bytes_new (shown, strlen (shown));
      message->wire = g_bytes_ref (packet);
    }
  g_bytes_unref (packet);
  wb_protocol_transmit (WB_PROTOCOL (self), message);
}

static void
refuse (WbSocketIo *self,
        const char *problem)
{
  wb_socket_io_complain (self, g_error_new_literal (WB_EVENT_ERROR, WB_EVENT_ERROR_NAME, problem));
}

/*
 * What was typed becomes an event
 */

static void
set_payload (WbMessage *message,
             GBytes *payload)
{
  g_bytes_unref (message->payload);
  message->payload = payload;
}

/* @length bytes of @space are the name of a namespace; 0 for the first one. */
static gboolean
become_call (WbMessage *message,
             const char *text,
             gsize length,
             gsize space,
             GError **error)
{
  gsize from = space > 0 ? space + 1 : 0;
  g_autofree char *name = NULL;
  g_autofree char *space_name = space > 0 ? g_strndup (text, space) : NULL;
  GBytes *arguments = wb_event_read_call (text + from, length - from, WB_EVENT_PLAIN, &name, error);

  if (arguments == NULL)
    return FALSE;

  message->event = wb_event_new (name, space_name);
  set_payload (message, arguments);
  message->kind = WB_MESSAGE_EVENT;
  return TRUE;
}

static void
become_text (WbMessage *message,
             const char *text,
             gsize length)
{
  GString *arguments = g_string_new ("[");

  wb_json_append_string (arguments, text, length);
  g_string_append_c (arguments, ']');
  message->event = wb_event_new (DEFAULT_EVENT, NULL);
  set_payload (message, g_string_free_to_bytes (arguments));
  message->kind = WB_MESSAGE_EVENT;
}

static void
become_attachment (WbMessage *message)
{
  static const char arguments[] = "[{\"_placeholder\":true,\"num\":0}]";

  message->event = wb_event_new (DEFAULT_EVENT, NULL);
  wb_event_attach (message->event, message->payload);
  set_payload (message, g_bytes_new_static (arguments, sizeof arguments - 1));
  message->kind = WB_MESSAGE_EVENT;
}

/* A text that is a call is an event; any other text is what the event “message” says. */
static gboolean
become_event (WbMessage *message,
              GError **error)
{
  gsize length, space;
  const char *text = wb_message_get_text (message, &length);

  if (message->event != NULL)
    return TRUE;
  if (message->kind == WB_MESSAGE_BINARY)
    become_attachment (message);
  else if (!wb_event_is_call (text, length, &space))
    become_text (message, text, length);
  else
    return become_call (message, text, length, space, error);
  return TRUE;
}

/*
 * Events on the wire
 */

static GBytes *
make_wire (const WbMessage *message,
           const char *space)
{
  const WbEvent *event = message->event;
  gboolean is_ack = message->kind == WB_MESSAGE_ACK;
  guint n_attachments = wb_event_get_n_attachments (event);
  g_autoptr(GBytes) payload =
      is_ack ? g_bytes_ref (message->payload) : wb_event_make_call (event->name, message->payload);
  WbSocketIoType type = is_ack ? WB_SOCKET_IO_ACK : WB_SOCKET_IO_EVENT;

  if (n_attachments > 0)
    type = is_ack ? WB_SOCKET_IO_BINARY_ACK : WB_SOCKET_IO_BINARY_EVENT;
  return wb_socket_io_format (type, n_attachments, space, event->ack, payload);
}

static void
warn_of_size (WbSocketIo *self,
              const WbMessage *message)
{
  g_autofree char *limit =
      g_format_size_full (self->session.max_payload, G_FORMAT_SIZE_LONG_FORMAT);
  gsize largest = g_bytes_get_size (message->wire);

  for (guint i = 0; i < wb_event_get_n_attachments (message->event); i++)
    largest = MAX (largest, g_bytes_get_size (g_ptr_array_index (message->event->attachments, i)));
  if (self->session.max_payload != 0 && largest > self->session.max_payload)
    wb_socket_io_note (
        self, g_strdup_printf (_ ("The next message is larger than what the server takes, %s: "
                                  "it will most likely close the connection"),
                               limit));
}

/* The text, and then its attachments with nothing in between. Returns whether the text is on its way. */
static gboolean
transmit (WbSocketIo *self,
          WbMessage *message)
{
  gboolean is_sent = wb_protocol_transmit (WB_PROTOCOL (self), wb_message_ref (message));
  gboolean fits = is_sent;

  for (guint i = 0; fits && i < wb_event_get_n_attachments (message->event); i++)
    {
      GBytes *attachment = g_ptr_array_index (message->event->attachments, i);

      fits = wb_protocol_transmit (
          WB_PROTOCOL (self),
          wb_message_new (WB_DIRECTION_SENT, WB_MESSAGE_BINARY, message->time, attachment));
      /* What follows would be taken for the attachment. */
      if (!fits)
        wb_socket_io_fail (self, WB_FAILURE_CUT_EVENT, NULL, WB_REASON_ERROR);
    }
  return is_sent;
}

/* Numbers a question, or finds that an answer is owed. */
static gboolean
number (WbSocketIo *self,
        WbSocketIoSpace *space,
        const WbMessage *message)
{
  WbEvent *event = message->event;

  if (message->kind == WB_MESSAGE_ACK)
    {
      if (wb_socket_io_space_owes (space, event->ack))
        return TRUE;
      refuse (self, _ ("The event was answered before, and there is only one answer"));
      return FALSE;
    }

  if (event->ack == WB_EVENT_NO_ACK)
    return TRUE;
  event->ack = wb_socket_io_space_get_next_question (space);
  if (event->ack == WB_EVENT_NO_ACK)
    refuse (self, _ ("The event was not sent: too many answers are waited for"));
  return event->ack != WB_EVENT_NO_ACK;
}

/* Takes note of what is on its way, by the name that may be shown. */
static void
note_number (WbSocketIoSpace *space,
             const WbMessage *message)
{
  const WbEvent *event = message->event;

  if (message->kind == WB_MESSAGE_ACK)
    wb_socket_io_space_pay (space, event->ack);
  else if (event->ack != WB_EVENT_NO_ACK)
    wb_socket_io_space_ask (space, event->name);
}

static void
send_event (WbSocketIo *self,
            WbSocketIoSpace *space,
            WbMessage *message)
{
  g_autoptr(WbMessage) owned G_GNUC_UNUSED = message;

  if (!number (self, space, message))
    return;

  g_free (message->event->space);
  message->event->space = g_strdup (wb_socket_io_space_get_name (space));
  message->wire = make_wire (message, message->event->space);
  warn_of_size (self, message);
  if (transmit (self, message))
    note_number (space, message);
}

void
wb_socket_io_send_held (WbSocketIo *self,
                        WbSocketIoSpace *space)
{
  WbMessage *message;

  while ((message = wb_socket_io_space_take_held (space)) != NULL)
    send_event (self, space, message);
}

static void
send_or_hold (WbSocketIo *self,
              WbMessage *message)
{
  WbSocketIoSpace *space = wb_socket_io_find_space (self, message->event->space);
  WbSocketIoSpaceState state =
      space != NULL ? wb_socket_io_space_get_state (space) : WB_SOCKET_IO_SPACE_LEFT;

  if (state == WB_SOCKET_IO_SPACE_JOINED)
    send_event (self, space, message);
  else if (state == WB_SOCKET_IO_SPACE_LEFT)
    {
      wb_message_unref (message);
      refuse (self, _ ("The event was not sent: its namespace is not joined"));
    }
  else if (!wb_socket_io_space_hold (space, message))
    refuse (self, _ ("The event was not sent: too many wait until the namespace is joined"));
}

/**
 * wb_socket_io_send:
 * @protocol: a protocol with a link
 * @message: (transfer full): what the user wants to send
 *
 * Sends an event, or holds it until its namespace is joined.
 */
void
wb_socket_io_send (WbProtocol *protocol,
                   WbMessage *message)
{
  WbSocketIo *self = WB_SOCKET_IO (protocol);
  GError *error = NULL;

  if (self->failed || wb_socket_io_is_expired (self))
    {
      wb_message_unref (message);
      wb_socket_io_complain (self, wb_failure_new (WB_FAILURE_NOT_OPEN, &(WbFailureFacts){ 0 }));
      wb_socket_io_fail (self, WB_FAILURE_NO_PING, NULL, WB_REASON_PING);
    }
  else if (become_event (message, &error))
    send_or_hold (self, message);
  else
    {
      wb_message_unref (message);
      wb_socket_io_complain (self, error);
    }
}
