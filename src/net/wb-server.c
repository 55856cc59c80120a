/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A small WebSocket server for this computer only, for the simulated feed and recordings. */

#include "config.h"

#include "wb-server.h"

#include "wb-profile.h"
#include "wb-send-queue.h"
#include "wb-transport.h"

#include <libsoup/soup.h>
#include <string.h>

/**
 * WbServer:
 *
 * Listens on 127.0.0.1 for any path. Lives in the main context that is the thread's default when
 * it begins to listen.
 */
struct _WbServer {
  GObject parent_instance;

  SoupServer *server; /* NULL while it does not listen */
  char *url;
  GHashTable *clients; /* number → Client */
  guint last_number;
};

typedef struct {
  WbServer *server; /* borrowed */
  guint number;
  SoupWebsocketConnection *connection;
  WbSendQueue *queue;
} Client;

enum {
  SIGNAL_CLIENT_OPENED,
  SIGNAL_MESSAGE,
  SIGNAL_CLIENT_CLOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WbServer, wb_server, G_TYPE_OBJECT)

static void
ignore_sent_cb (gpointer data G_GNUC_UNUSED,
                WbMessage *message G_GNUC_UNUSED)
{
}

static void
ignore_drained_cb (gpointer data G_GNUC_UNUSED)
{
}

static const WbSendQueueListener queue_listener = { ignore_sent_cb, ignore_drained_cb };

static gboolean
drop_cb (gpointer connection G_GNUC_UNUSED)
{
  return G_SOURCE_REMOVE;
}

static void
client_free (gpointer data)
{
  Client *self = data;
  g_autoptr(GSource) source = g_idle_source_new ();

  g_signal_handlers_disconnect_by_data (self->connection, self);
  if (soup_websocket_connection_get_state (self->connection) == SOUP_WEBSOCKET_STATE_OPEN)
    soup_websocket_connection_close (self->connection, SOUP_WEBSOCKET_CLOSE_GOING_AWAY, NULL);
  wb_send_queue_free (self->queue);

  /* libsoup may be up the stack. */
  g_source_set_callback (source, drop_cb, self->connection, g_object_unref);
  g_source_attach (source, g_main_context_get_thread_default ());
  g_free (self);
}

static void
message_cb (SoupWebsocketConnection *connection G_GNUC_UNUSED,
            SoupWebsocketDataType type,
            GBytes *payload,
            Client *client)
{
  g_autoptr(WbServer) self = g_object_ref (client->server);
  WbMessageKind kind = type == SOUP_WEBSOCKET_DATA_TEXT ? WB_MESSAGE_TEXT : WB_MESSAGE_BINARY;

  g_signal_emit (self, signals[SIGNAL_MESSAGE], 0, client->number, (guint) kind, payload);
}

static void
closed_cb (SoupWebsocketConnection *connection G_GNUC_UNUSED,
           Client *client)
{
  g_autoptr(WbServer) self = g_object_ref (client->server);
  guint number = client->number;

  g_hash_table_remove (self->clients, GUINT_TO_POINTER (number));
  g_signal_emit (self, signals[SIGNAL_CLIENT_CLOSED], 0, number);
}

static void
add_client (WbServer *self,
            SoupWebsocketConnection *connection)
{
  Client *client = g_new0 (Client, 1);

  client->server = self;
  client->number = ++self->last_number;
  client->connection = g_object_ref (connection);
  client->queue =
      wb_send_queue_new (connection, WB_SEND_QUEUE_MAX_BYTES, &queue_listener, client);
  g_hash_table_insert (self->clients, GUINT_TO_POINTER (client->number), client);

  soup_websocket_connection_set_max_incoming_payload_size (connection, WB_MAX_MESSAGE_BYTES);
  g_signal_connect (connection, "message", G_CALLBACK (message_cb), client);
  g_signal_connect (connection, "closed", G_CALLBACK (closed_cb), client);
  g_signal_emit (self, signals[SIGNAL_CLIENT_OPENED], 0, client->number);
}

static void
connected_cb (SoupServer *server G_GNUC_UNUSED,
              SoupServerMessage *handshake G_GNUC_UNUSED,
              const char *path G_GNUC_UNUSED,
              SoupWebsocketConnection *connection,
              gpointer data)
{
  g_autoptr(WbServer) self = g_object_ref (data);

  if (wb_server_get_n_clients (self) < WB_SERVER_MAX_CLIENTS)
    add_client (self, connection);
  else
    /* What was said is on its way; libsoup drops the connection when this returns. */
    soup_websocket_connection_close (connection, SOUP_WEBSOCKET_CLOSE_POLICY_VIOLATION, NULL);
}

static void
wb_server_dispose (GObject *object)
{
  WbServer *self = WB_SERVER (object);

  wb_server_stop (self);

  G_OBJECT_CLASS (wb_server_parent_class)->dispose (object);
}

static void
wb_server_finalize (GObject *object)
{
  WbServer *self = WB_SERVER (object);

  g_hash_table_unref (self->clients);
  g_free (self->url);

  G_OBJECT_CLASS (wb_server_parent_class)->finalize (object);
}

static void
wb_server_class_init (WbServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = wb_server_dispose;
  object_class->finalize = wb_server_finalize;

  /**
   * WbServer::client-opened:
   * @self: a server
   * @client: number of the client
   *
   * A client connected and can be sent to.
   */
  signals[SIGNAL_CLIENT_OPENED] = g_signal_new ("client-opened", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  /**
   * WbServer::message:
   * @self: a server
   * @client: number of the client that sent it
   * @kind: a #WbMessageKind, text or binary
   * @payload: a #GBytes
   *
   * A message came in.
   */
  signals[SIGNAL_MESSAGE] =
      g_signal_new ("message", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                    G_TYPE_UINT, G_TYPE_UINT, G_TYPE_BYTES | G_SIGNAL_TYPE_STATIC_SCOPE);

  /**
   * WbServer::client-closed:
   * @self: a server
   * @client: number of the client
   *
   * A client is gone.
   */
  signals[SIGNAL_CLIENT_CLOSED] = g_signal_new ("client-closed", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
wb_server_init (WbServer *self)
{
  self->clients = g_hash_table_new_full (NULL, NULL, NULL, client_free);
}

WbServer *
wb_server_new (void)
{
  return g_object_new (WB_TYPE_SERVER, NULL);
}

/**
 * wb_server_listen:
 * @self: a server that does not listen yet
 * @port: port on 127.0.0.1, 0 for any free one
 * @error: return location for a #GError of GIO
 *
 * Returns: whether it listens
 */
gboolean
wb_server_listen (WbServer *self,
                  guint port,
                  GError **error)
{
  g_autoptr(SoupServer) server = NULL;
  GSList *uris;

  g_return_val_if_fail (WB_IS_SERVER (self), FALSE);
  g_return_val_if_fail (self->server == NULL, FALSE);

  server = soup_server_new (NULL, NULL);
  /* libsoup inflates without a limit. */
  soup_server_remove_websocket_extension (server, SOUP_TYPE_WEBSOCKET_EXTENSION_DEFLATE);
  soup_server_add_websocket_handler (server, NULL, NULL, NULL, connected_cb, self, NULL);
  if (!soup_server_listen_local (server, port, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return FALSE;

  uris = soup_server_get_uris (server);
  g_free (self->url);
  self->url = g_strdup_printf ("ws://127.0.0.1:%d/", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  self->server = g_steal_pointer (&server);
  return TRUE;
}

/**
 * wb_server_stop:
 * @self: a server
 *
 * Stops listening and says goodbye to all clients (1001) without waiting for their answers. No
 * signal comes for them.
 */
void
wb_server_stop (WbServer *self)
{
  g_return_if_fail (WB_IS_SERVER (self));

  if (self->server == NULL)
    return;

  g_hash_table_remove_all (self->clients);
  soup_server_remove_handler (self->server, NULL);
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
}

/**
 * wb_server_get_url:
 * @self: a server
 *
 * Returns: (nullable): the address to connect to, as “ws://127.0.0.1:40123/”, once it listens
 */
const char *
wb_server_get_url (WbServer *self)
{
  g_return_val_if_fail (WB_IS_SERVER (self), NULL);

  return self->url;
}

guint
wb_server_get_n_clients (WbServer *self)
{
  g_return_val_if_fail (WB_IS_SERVER (self), 0);

  return g_hash_table_size (self->clients);
}

/**
 * wb_server_broadcast_text:
 * @self: a server
 * @text: valid UTF-8
 * @length: its bytes, -1 when it is NUL-terminated
 *
 * Sends a text message to all clients, see wb_server_broadcast().
 */
void
wb_server_broadcast_text (WbServer *self,
                          const char *text,
                          gssize length)
{
  g_autoptr(GBytes) payload = g_bytes_new (text, length < 0 ? strlen (text) : (gsize) length);

  wb_server_broadcast (self, WB_MESSAGE_TEXT, payload);
}

/**
 * wb_server_broadcast:
 * @self: a server
 * @kind: text or binary
 * @payload: what to send; valid UTF-8 if it is text
 *
 * Sends a message to all clients. One that does not read misses it once %WB_SERVER_BACKLOG_BYTES
 * wait for it.
 */
void
wb_server_broadcast (WbServer *self,
                     WbMessageKind kind,
                     GBytes *payload)
{
  g_autoptr(WbMessage) message = NULL;
  GHashTableIter iter;
  gpointer value;

  g_return_if_fail (WB_IS_SERVER (self));

  message = wb_message_new (WB_DIRECTION_SENT, kind, WB_TIME_NONE, payload);
  g_hash_table_iter_init (&iter, self->clients);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Client *client = value;

      if (wb_send_queue_get_bytes (client->queue) < WB_SERVER_BACKLOG_BYTES)
        wb_send_queue_push (client->queue, message);
    }
}

/**
 * wb_server_reply:
 * @self: a server
 * @client: number of a client, as the signals tell it
 * @kind: text or binary
 * @payload: what to send; valid UTF-8 if it is text
 *
 * Sends a message to one client.
 *
 * Returns: whether it will be sent; not when the client is gone or %WB_SEND_QUEUE_MAX_BYTES already
 *   wait for it
 */
gboolean
wb_server_reply (WbServer *self,
                 guint client,
                 WbMessageKind kind,
                 GBytes *payload)
{
  g_autoptr(WbMessage) message = NULL;
  Client *found;

  g_return_val_if_fail (WB_IS_SERVER (self), FALSE);

  found = g_hash_table_lookup (self->clients, GUINT_TO_POINTER (client));
  if (found == NULL)
    return FALSE;

  message = wb_message_new (WB_DIRECTION_SENT, kind, WB_TIME_NONE, payload);
  return wb_send_queue_push (found->queue, message);
}
