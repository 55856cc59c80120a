/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Messages that wait until the network takes them.
 *
 * libsoup's own queue has no bound, so messages wait here and are handed over one by one while the
 * stream takes them. Our source has a lower priority than libsoup's: when both may write, libsoup
 * goes first, so when it is our turn libsoup has nothing left to write. */

#include "config.h"

#include "wb-send-queue.h"

#define PRIORITY (G_PRIORITY_DEFAULT + 10)

/* Then the thread gets to its other work. */
#define MAX_MESSAGES_A_TURN 64

/* About what a waiting message costs beside its payload, so that empty ones are bounded too. */
#define MESSAGE_OVERHEAD_BYTES 128

/**
 * WbSendQueue:
 *
 * Lives on the thread of its connection. Counted, because its owner may free it from a callback.
 */
struct _WbSendQueue {
  SoupWebsocketConnection *connection;
  GQueue messages; /* of WbMessage */
  GSource *source; /* while anything waits */

  const WbSendQueueListener *listener;
  gpointer data; /* NULL once the owner freed the queue */

  gsize bytes;
  gsize max_bytes;
};

static gsize
get_cost (const WbMessage *message)
{
  gsize secret = message->wire != NULL ? g_bytes_get_size (message->wire) : 0;

  return wb_message_get_size (message) + secret + MESSAGE_OVERHEAD_BYTES;
}

static GPollableOutputStream *
get_stream (WbSendQueue *self)
{
  GIOStream *stream = soup_websocket_connection_get_io_stream (self->connection);

  return G_POLLABLE_OUTPUT_STREAM (g_io_stream_get_output_stream (stream));
}

static gboolean
can_send (WbSendQueue *self)
{
  return self->data != NULL && !g_queue_is_empty (&self->messages) &&
         soup_websocket_connection_get_state (self->connection) == SOUP_WEBSOCKET_STATE_OPEN &&
         g_pollable_output_stream_is_writable (get_stream (self));
}

static void
send_next (WbSendQueue *self)
{
  g_autoptr(WbMessage) message = g_queue_pop_head (&self->messages);

  self->bytes -= get_cost (message);
  soup_websocket_connection_send_message (self->connection,
                                          message->kind == WB_MESSAGE_BINARY
                                              ? SOUP_WEBSOCKET_DATA_BINARY
                                              : SOUP_WEBSOCKET_DATA_TEXT,
                                          wb_message_get_wire (message));
  self->listener->sent (self->data, message);
}

static void
stop (WbSendQueue *self)
{
  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
}

static void
clear (gpointer data)
{
  WbSendQueue *self = data;

  stop (self);
  g_queue_clear_full (&self->messages, (GDestroyNotify) wb_message_unref);
  g_object_unref (self->connection);
}

static gboolean
writable_cb (GObject *stream G_GNUC_UNUSED,
             gpointer data)
{
  WbSendQueue *self = g_rc_box_acquire (data);
  gboolean was_empty = g_queue_is_empty (&self->messages);
  gboolean is_open =
      soup_websocket_connection_get_state (self->connection) == SOUP_WEBSOCKET_STATE_OPEN;

  for (guint i = 0; i < MAX_MESSAGES_A_TURN && can_send (self); i++)
    send_next (self);

  /* What was sent just now may still wait in libsoup: the next turn will tell. */
  if (self->data != NULL && (was_empty || !is_open))
    {
      stop (self);
      if (is_open)
        self->listener->drained (self->data);
    }

  g_rc_box_release_full (self, clear);
  return G_SOURCE_CONTINUE;
}

/**
 * wb_send_queue_new:
 * @connection: where to send
 * @max_bytes: how much may wait; each message counts a little more than its payload
 * @listener: whom to tell, valid as long as the queue
 * @data: (not nullable): what to pass to it
 *
 * Returns: (transfer full): an empty queue for the thread-default main context
 */
WbSendQueue *
wb_send_queue_new (SoupWebsocketConnection *connection,
                   gsize max_bytes,
                   const WbSendQueueListener *listener,
                   gpointer data)
{
  WbSendQueue *self = g_rc_box_new0 (WbSendQueue);

  g_queue_init (&self->messages);
  self->connection = g_object_ref (connection);
  self->max_bytes = max_bytes;
  self->listener = listener;
  self->data = data;
  return self;
}

/**
 * wb_send_queue_free:
 * @self: a queue
 *
 * Drops what waits. The listener hears nothing any more. It may drop the last reference to the
 * connection: not to be called while libsoup is reading, unless somebody else holds one.
 */
void
wb_send_queue_free (WbSendQueue *self)
{
  self->data = NULL;
  stop (self);
  g_rc_box_release_full (self, clear);
}

/**
 * wb_send_queue_push:
 * @self: a queue
 * @message: (transfer none): text of valid UTF-8, or binary
 *
 * Returns: whether there was room for it
 */
gboolean
wb_send_queue_push (WbSendQueue *self,
                    WbMessage *message)
{
  gsize cost = get_cost (message);

  if (cost > self->max_bytes - self->bytes)
    return FALSE;

  g_queue_push_tail (&self->messages, wb_message_ref (message));
  self->bytes += cost;
  wb_send_queue_wake (self);
  return TRUE;
}

/**
 * wb_send_queue_wake:
 * @self: a queue
 *
 * Asks to be told when libsoup has written everything, even if nothing waits here.
 */
void
wb_send_queue_wake (WbSendQueue *self)
{
  if (self->source != NULL)
    return;

  self->source = g_pollable_output_stream_create_source (get_stream (self), NULL);
  g_source_set_priority (self->source, PRIORITY);
  g_source_set_callback (self->source, G_SOURCE_FUNC (writable_cb), self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());
}

/**
 * wb_send_queue_is_empty:
 * @self: a queue
 *
 * Returns: whether nothing waits here; the last message may still wait in libsoup
 */
gboolean
wb_send_queue_is_empty (WbSendQueue *self)
{
  return g_queue_is_empty (&self->messages);
}

/**
 * wb_send_queue_is_writable:
 * @self: a queue
 *
 * Returns: whether the network would take something now
 */
gboolean
wb_send_queue_is_writable (WbSendQueue *self)
{
  return g_pollable_output_stream_is_writable (get_stream (self));
}

/**
 * wb_send_queue_get_bytes:
 * @self: a queue
 *
 * Returns: how many bytes wait; each message counts a little more than its payload
 */
gsize
wb_send_queue_get_bytes (WbSendQueue *self)
{
  return self->bytes;
}
