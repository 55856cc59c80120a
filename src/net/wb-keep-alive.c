/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Whether the other end of an open connection is still there.
 *
 * libsoup sends the pings, but before 3.6 it does not miss an answer. So the system is asked when the
 * last byte came, pong or not, even of a message that is not yet whole. */

#include "config.h"

#include "wb-keep-alive.h"

#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>

/* How often to look; often enough where the patience is short. */
#define LOOK_MS 1000
#define LOOKS_PER_PATIENCE 8

/**
 * WbKeepAlive:
 *
 * Lives on the thread of its connection, in the main context that is the thread's default.
 */
struct _WbKeepAlive {
  SoupWebsocketConnection *connection; /* owned */
  GSource *timer;
  gint64 patience; /* µs without a byte */
  gint64 alive_at; /* monotonic: the last sign of life */
  guint n_holds;
  WbSilentFunc silent;
  gpointer data;
};

static GSocket *
get_socket (SoupWebsocketConnection *connection)
{
  return g_object_get_data (G_OBJECT (soup_websocket_connection_get_io_stream (connection)), "GSocket");
}

static gboolean
read_tcp_info (SoupWebsocketConnection *connection,
               struct tcp_info *info)
{
  GSocket *socket = get_socket (connection);
  socklen_t length = sizeof *info;

  return socket != NULL &&
         getsockopt (g_socket_get_fd (socket), IPPROTO_TCP, TCP_INFO, info, &length) == 0;
}

/**
 * wb_link_get_round_trip:
 * @connection: an open connection
 *
 * Returns: microseconds to the server and back as the system measures them, 0 if it can't tell
 */
gint64
wb_link_get_round_trip (SoupWebsocketConnection *connection)
{
  struct tcp_info info = { 0 };

  return read_tcp_info (connection, &info) ? (gint64) info.tcpi_rtt : 0;
}

/**
 * wb_link_cut:
 * @connection: a connection
 *
 * Ends it below libsoup, which then finds the end of its stream. Closing its stream instead could
 * block: TLS wants to say goodbye.
 */
void
wb_link_cut (SoupWebsocketConnection *connection)
{
  GSocket *socket = get_socket (connection);

  if (socket != NULL)
    g_socket_shutdown (socket, TRUE, TRUE, NULL);
}

static gboolean
timer_cb (gpointer data)
{
  WbKeepAlive *self = data;
  gint64 now = g_get_monotonic_time ();
  struct tcp_info info = { 0 };

  if (self->n_holds > 0 || !read_tcp_info (self->connection, &info))
    self->alive_at = now;
  else
    self->alive_at = MAX (self->alive_at, now - (gint64) info.tcpi_last_data_recv * 1000);
  if (now - self->alive_at <= self->patience)
    return G_SOURCE_CONTINUE;

  self->silent (self->data);
  return G_SOURCE_REMOVE;
}

/**
 * wb_keep_alive_new:
 * @connection: a connection that is open
 * @interval: seconds between two pings
 * @pong_timeout: microseconds an answer may take
 * @silent: called when none came
 * @data: what to pass to it
 *
 * Returns: (transfer full): one that watches
 */
WbKeepAlive *
wb_keep_alive_new (SoupWebsocketConnection *connection,
                   guint interval,
                   gint64 pong_timeout,
                   WbSilentFunc silent,
                   gpointer data)
{
  WbKeepAlive *self = g_new0 (WbKeepAlive, 1);

  self->connection = g_object_ref (connection);
  self->patience = interval * G_USEC_PER_SEC + pong_timeout;
  self->alive_at = g_get_monotonic_time ();
  self->silent = silent;
  self->data = data;
  soup_websocket_connection_set_keepalive_interval (connection, interval);

  self->timer = g_timeout_source_new (
      (guint) MIN (LOOK_MS, self->patience / 1000 / LOOKS_PER_PATIENCE));
  g_source_set_callback (self->timer, timer_cb, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
  return self;
}

void
wb_keep_alive_free (WbKeepAlive *self)
{
  soup_websocket_connection_set_keepalive_interval (self->connection, 0);
  g_source_destroy (self->timer);
  g_source_unref (self->timer);
  g_object_unref (self->connection);
  g_free (self);
}

/**
 * wb_keep_alive_hold:
 * @self: a keep-alive
 *
 * Until it is released we do not read, so nothing can come: the server is taken to be there.
 */
void
wb_keep_alive_hold (WbKeepAlive *self)
{
  self->n_holds++;
}

void
wb_keep_alive_release (WbKeepAlive *self)
{
  g_assert (self->n_holds > 0);

  if (--self->n_holds == 0)
    self->alive_at = g_get_monotonic_time ();
}

/**
 * wb_keep_alive_get_patience:
 * @self: a keep-alive
 *
 * Returns: microseconds of silence after which a server is lost
 */
gint64
wb_keep_alive_get_patience (WbKeepAlive *self)
{
  return self->patience;
}
