/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What comes in over Socket.IO. */

#include "config.h"

#include "wb-socket-io-private.h"

#include "wb-transport.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* All attachments of an event together. */
#define MAX_PENDING_BYTES WB_SEND_QUEUE_MAX_BYTES

/* On-connect messages are not sent again more often than that. */
#define REFRESH_INTERVAL_US G_USEC_PER_SEC

/* So much of what was wrong is quoted. */
#define MAX_QUOTED_CHARACTERS 80

void
wb_socket_io_drop_pending (WbSocketIo *self)
{
  g_clear_pointer (&self->pending.packet, wb_socket_io_packet_free);
  g_clear_pointer (&self->pending.message, wb_message_unref);
  g_clear_pointer (&self->pending.attachments, g_ptr_array_unref);
  self->pending.bytes = 0;
}

static void
deliver_as (WbSocketIo *self,
            WbMessage *message,
            WbMessageKind kind)
{
  message->kind = kind;
  wb_protocol_deliver (WB_PROTOCOL (self), message);
}

/* Takes ownership of @message, which goes into the log as the reason of the end. */
static void
fail_to_parse (WbSocketIo *self,
               WbMessage *message,
               const char *problem)
{
  gsize length;
  const char *text = wb_message_get_text (message, &length);
  g_autofree char *all =
      g_utf8_make_valid (text != NULL ? text : "", text != NULL ? (gssize)length : 0);
  g_autofree char *quoted =
      g_utf8_substring (all, 0, MIN (g_utf8_strlen (all, -1), MAX_QUOTED_CHARACTERS));
  /* Translators: “what came”: what is wrong with it */
  g_autofree char *detail = g_strdup_printf (_ ("“%s”: %s"), quoted, problem);

  deliver_as (self, message,
              message->kind == WB_MESSAGE_BINARY ? WB_MESSAGE_BINARY : WB_MESSAGE_CONTROL);
  wb_socket_io_fail (self, WB_FAILURE_BAD_PACKET, detail, WB_REASON_PARSE);
}

/*
 * Events
 */

static void
answer_at_once (WbSocketIo *self,
                const WbEvent *question)
{
  g_autoptr(GBytes) nothing = g_bytes_new_static ("[]", 2);
  WbEvent *event = wb_event_new (question->name, question->space);

  event->ack = question->ack;
  wb_socket_io_send (WB_PROTOCOL (self), wb_message_new_event (WB_DIRECTION_SENT, WB_MESSAGE_ACK,
                                                               g_get_real_time (), event, nothing));
}

static void
refresh (WbSocketIo *self)
{
  gint64 now = g_get_monotonic_time ();

  if (self->refreshed_at != 0 && now - self->refreshed_at < REFRESH_INTERVAL_US)
    return;

  self->refreshed_at = now;
  wb_protocol_refresh (WB_PROTOCOL (self));
}

/* Makes of a packet, its text and its attachments one message. */
static void
become_event (WbMessage *message,
              WbMessageKind kind,
              const WbSocketIoPacket *packet,
              GPtrArray *attachments)
{
  WbEvent *event = wb_event_new (packet->name, packet->space);

  for (guint i = 0; attachments != NULL && i < attachments->len; i++)
    wb_event_attach (event, g_ptr_array_index (attachments, i));
  event->ack = packet->ack;
  message->kind = kind;
  message->event = event;
  g_bytes_unref (message->payload);
  message->payload = g_bytes_ref (packet->data);
}

static void
receive_event (WbSocketIo *self,
               const WbSocketIoPacket *packet,
               WbMessage *message)
{
  const WbEventSettings *settings =
      wb_profile_get_events (wb_protocol_get_profile (WB_PROTOCOL (self)));
  WbSocketIoSpace *space = wb_socket_io_find_space (self, packet->space);
  g_autoptr(WbMessage) keep = wb_message_ref (message);
  WbEvent *event = message->event;

  event->object = wb_event_find_object (event->name, (const char *const *)settings->object_events);
  if (space != NULL && event->ack >= 0)
    wb_socket_io_space_owe (space, event->ack);
  if (space != NULL)
    wb_socket_io_space_note_offset (space, message->payload);
  wb_protocol_deliver (WB_PROTOCOL (self), message);

  if (space != NULL && event->ack >= 0 && settings->auto_ack)
    answer_at_once (self, keep->event);
  if (settings->refresh_event != NULL && g_strcmp0 (event->name, settings->refresh_event) == 0)
    refresh (self);
}

static void
receive_ack (WbSocketIo *self,
             const WbSocketIoPacket *packet,
             WbMessage *message)
{
  WbSocketIoSpace *space = wb_socket_io_find_space (self, packet->space);
  WbEvent *event = message->event;
  gboolean is_expected;

  if (space != NULL)
    event->name = wb_socket_io_space_take_question (space, packet->ack, &event->round_trip);
  is_expected = event->name != NULL;
  wb_protocol_deliver (WB_PROTOCOL (self), message);
  if (!is_expected)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, packet->ack);

      wb_socket_io_note (self, g_strdup_printf (_ ("Unexpected answer %s in the namespace %s"),
                                                number, packet->space));
    }
}

/*
 * Packets
 */

/* Takes ownership of @message, the text of the packet. */
static void
receive_whole (WbSocketIo *self,
               const WbSocketIoPacket *packet,
               WbMessage *message,
               GPtrArray *attachments)
{
  static void (*const control[]) (WbSocketIo *, const WbSocketIoPacket *) = {
    [WB_SOCKET_IO_CONNECT] = wb_socket_io_joined,
    [WB_SOCKET_IO_DISCONNECT] = wb_socket_io_left,
    [WB_SOCKET_IO_CONNECT_ERROR] = wb_socket_io_refused,
  };

  switch (packet->type)
    {
    case WB_SOCKET_IO_EVENT:
    case WB_SOCKET_IO_BINARY_EVENT:
      become_event (message, WB_MESSAGE_EVENT, packet, attachments);
      receive_event (self, packet, message);
      break;
    case WB_SOCKET_IO_ACK:
    case WB_SOCKET_IO_BINARY_ACK:
      become_event (message, WB_MESSAGE_ACK, packet, attachments);
      receive_ack (self, packet, message);
      break;
    case WB_SOCKET_IO_CONNECT:
    case WB_SOCKET_IO_DISCONNECT:
    case WB_SOCKET_IO_CONNECT_ERROR:
    default:
      deliver_as (self, message, WB_MESSAGE_CONTROL);
      control[packet->type](self, packet);
    }
}

static void
receive_attachment (WbSocketIo *self,
                    WbMessage *message)
{
  WbSocketIoPending *pending = &self->pending;
  g_autoptr(WbSocketIoPacket) packet = NULL;
  g_autoptr(GPtrArray) attachments = NULL;

  if (pending->packet == NULL)
    {
      fail_to_parse (self, message, _ ("An attachment that no event announced"));
      return;
    }

  pending->bytes += wb_message_get_size (message);
  if (pending->bytes > MAX_PENDING_BYTES)
    {
      fail_to_parse (self, message, _ ("The attachments are too large"));
      return;
    }
  g_ptr_array_add (pending->attachments, g_bytes_ref (message->payload));
  wb_message_unref (message);
  if (pending->attachments->len < pending->packet->n_attachments)
    return;

  packet = g_steal_pointer (&pending->packet);
  attachments = g_steal_pointer (&pending->attachments);
  pending->bytes = 0;
  receive_whole (self, packet, g_steal_pointer (&pending->message), attachments);
}

static void
receive_packet (WbSocketIo *self,
                WbMessage *message)
{
  gsize length;
  const char *text = wb_message_get_text (message, &length);
  g_autoptr(GError) error = NULL;
  g_autoptr(WbSocketIoPacket) packet = wb_socket_io_packet_parse (text + 1, length - 1, &error);

  if (packet == NULL)
    fail_to_parse (self, message, error->message);
  else if (self->pending.packet != NULL)
    fail_to_parse (self, message, _ ("Attachments of the event before were expected"));
  else if (packet->n_attachments > 0)
    {
      self->pending.packet = g_steal_pointer (&packet);
      self->pending.message = message;
      self->pending.attachments = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
    }
  else
    receive_whole (self, packet, message, NULL);
}

static void
receive_open (WbSocketIo *self,
              WbMessage *message)
{
  gsize length;
  const char *text = wb_message_get_text (message, &length);
  g_autoptr(GError) error = NULL;

  /* There is one session on a link. */
  if (self->session.ping_interval != 0)
    {
      deliver_as (self, message, WB_MESSAGE_CONTROL);
      return;
    }
  if (!wb_engine_io_session_parse (&self->session, text + 1, length - 1, &error))
    {
      fail_to_parse (self, message, error->message);
      return;
    }
  deliver_as (self, message, WB_MESSAGE_CONTROL);
  wb_socket_io_expect_ping (self);
  wb_socket_io_join_all (self);
}

static void
receive_ping (WbSocketIo *self,
              WbMessage *message)
{
  gsize length;
  const char *text = wb_message_get_text (message, &length);
  g_autoptr(GBytes) pong = wb_engine_io_format (WB_ENGINE_IO_PONG, text + 1, length - 1);

  deliver_as (self, message, WB_MESSAGE_PING);
  wb_socket_io_expect_ping (self);
  wb_protocol_transmit (WB_PROTOCOL (self), wb_message_new (WB_DIRECTION_SENT, WB_MESSAGE_PONG,
                                                            g_get_real_time (), pong));
}

static void
receive_close (WbSocketIo *self,
               WbMessage *message)
{
  g_autofree char *duration = wb_duration_describe (g_get_monotonic_time () - self->opened_at);

  deliver_as (self, message, WB_MESSAGE_CONTROL);
  wb_socket_io_fail (self, WB_FAILURE_LOST, duration, WB_REASON_CLOSE);
}

static void
receive_text (WbSocketIo *self,
              WbMessage *message)
{
  gsize length;
  const char *text = wb_message_get_text (message, &length);
  g_autoptr(GError) error = NULL;
  WbEngineIoType type;

  if (!wb_engine_io_parse (text, length, &type, &error))
    fail_to_parse (self, message, error->message);
  else if (type == WB_ENGINE_IO_MESSAGE)
    receive_packet (self, message);
  else if (type == WB_ENGINE_IO_OPEN)
    receive_open (self, message);
  else if (type == WB_ENGINE_IO_PING)
    receive_ping (self, message);
  else if (type == WB_ENGINE_IO_CLOSE)
    receive_close (self, message);
  else
    deliver_as (self, message, WB_MESSAGE_CONTROL);
}

/**
 * wb_socket_io_receive:
 * @protocol: a protocol with a link
 * @message: (transfer full): what came
 */
void
wb_socket_io_receive (WbProtocol *protocol,
                      WbMessage *message)
{
  WbSocketIo *self = WB_SOCKET_IO (protocol);

  if (self->failed)
    wb_message_unref (message);
  else if (message->kind == WB_MESSAGE_BINARY)
    receive_attachment (self, message);
  else
    receive_text (self, message);
}
