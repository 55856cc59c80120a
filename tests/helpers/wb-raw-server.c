/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A server that sends whatever bytes a test wants, valid or not.
 *
 * It reads and writes blocking, on a thread for each client, so that tests of what is sent read
 * like a list. Freeing the server ends whatever blocks, so a test that wants to know what the
 * server heard first waits until it is done. */

#include "config.h"

#include "wb-raw-server.h"

#include <string.h>
#include <sys/socket.h>

struct _WbRawServer {
  GSocketListener *listener;
  GThread *thread;
  GPtrArray *threads; /* of clients; used by the listening thread until it has ended */
  GCancellable *cancellable;
  GTlsCertificate *certificate;
  WbRawFunc func;
  gconstpointer data;
  char *url;
  guint16 port;
  int n_clients; /* atomic; ever */
  int n_served;  /* atomic; those of them who are gone */
};

struct _WbRawPeer {
  WbRawServer *server;
  GSocket *socket;
  GIOStream *stream;
  GInputStream *input;
  GOutputStream *output;
};

static void
use_stream (WbRawPeer *self,
            GIOStream *stream)
{
  g_object_unref (self->stream);
  self->stream = stream;
  self->input = g_io_stream_get_input_stream (stream);
  self->output = g_io_stream_get_output_stream (stream);
}

static GTlsCertificate *
load_certificate (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "tls", name, NULL);
  g_autoptr(GError) error = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_file (path, &error);

  g_assert_no_error (error);
  return certificate;
}

static gpointer
serve_thread (gpointer data)
{
  WbRawPeer *self = data;
  GIOStream *base = g_object_ref (self->stream);

  use_stream (self, self->server->certificate != NULL
                        ? g_tls_server_connection_new (base, self->server->certificate, NULL)
                        : g_object_ref (base));
  self->server->func (self, self->server->data);

  g_io_stream_close (base, NULL, NULL);
  g_object_unref (self->stream);
  g_object_unref (base);
  g_atomic_int_inc (&self->server->n_served);
  g_free (self);
  return NULL;
}

static gpointer
listen_thread (gpointer data)
{
  WbRawServer *self = data;
  GSocketConnection *connection;

  while ((connection = g_socket_listener_accept (self->listener, NULL, self->cancellable, NULL)))
    {
      WbRawPeer *peer = g_new0 (WbRawPeer, 1);

      g_atomic_int_inc (&self->n_clients);
      peer->server = self;
      peer->stream = G_IO_STREAM (connection);
      peer->socket = g_socket_connection_get_socket (connection);
      g_ptr_array_add (self->threads, g_thread_new ("raw-peer", serve_thread, peer));
    }
  return NULL;
}

static WbRawServer *
start_server (guint port,
              const char *certificate,
              WbRawFunc func,
              gconstpointer data)
{
  WbRawServer *self = g_new0 (WbRawServer, 1);
  g_autoptr(GSocketAddress) any = g_inet_socket_address_new_from_string ("127.0.0.1", port);
  g_autoptr(GSocketAddress) address = NULL;
  g_autoptr(GError) error = NULL;

  self->func = func;
  self->data = data;
  self->cancellable = g_cancellable_new ();
  self->threads = g_ptr_array_new ();
  if (certificate != NULL)
    self->certificate = load_certificate (certificate);

  self->listener = g_socket_listener_new ();
  g_socket_listener_add_address (self->listener, any, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP,
                                 NULL, &address, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
  self->url =
      g_strdup_printf ("%s://127.0.0.1:%u/path", certificate != NULL ? "wss" : "ws", self->port);
  self->thread = g_thread_new ("raw-server", listen_thread, self);
  return self;
}

/**
 * wb_raw_server_new:
 * @certificate: (nullable): a file in tests/data/tls to serve TLS with
 * @func: serves a client
 * @data: what to pass to it
 *
 * Returns: (transfer full): a server on a free port of 127.0.0.1
 */
WbRawServer *
wb_raw_server_new (const char *certificate,
                   WbRawFunc func,
                   gconstpointer data)
{
  return start_server (0, certificate, func, data);
}

/**
 * wb_raw_server_new_at:
 * @port: of 127.0.0.1, which a server that was freed had
 * @func: serves a client
 * @data: what to pass to it
 *
 * Returns: (transfer full): a server that was started again
 */
WbRawServer *
wb_raw_server_new_at (guint port,
                      WbRawFunc func,
                      gconstpointer data)
{
  return start_server (port, NULL, func, data);
}

void
wb_raw_server_free (WbRawServer *self)
{
  g_cancellable_cancel (self->cancellable);
  g_thread_join (self->thread);
  for (guint i = 0; i < self->threads->len; i++)
    g_thread_join (g_ptr_array_index (self->threads, i));

  g_ptr_array_unref (self->threads);
  g_socket_listener_close (self->listener);
  g_object_unref (self->listener);
  g_object_unref (self->cancellable);
  g_clear_object (&self->certificate);
  g_free (self->url);
  g_free (self);
}

const char *
wb_raw_server_get_url (WbRawServer *self)
{
  return self->url;
}

guint
wb_raw_server_get_port (WbRawServer *self)
{
  return self->port;
}

/**
 * wb_raw_server_get_n_clients:
 * @self: a server
 *
 * Returns: how many have ever connected
 */
guint
wb_raw_server_get_n_clients (WbRawServer *self)
{
  return (guint) g_atomic_int_get (&self->n_clients);
}

/**
 * wb_raw_server_is_done:
 * @self: a server
 *
 * Returns: whether every client that connected was served to the end
 */
gboolean
wb_raw_server_is_done (WbRawServer *self)
{
  return g_atomic_int_get (&self->n_served) == g_atomic_int_get (&self->n_clients);
}

/**
 * wb_raw_peer_start_tls:
 * @self: a client that talks without encryption
 * @certificate: a file in tests/data/tls
 *
 * Goes on with TLS, as behind a proxy.
 */
void
wb_raw_peer_start_tls (WbRawPeer *self,
                       const char *certificate)
{
  g_autoptr(GTlsCertificate) own = load_certificate (certificate);

  use_stream (self, g_tls_server_connection_new (self->stream, own, NULL));
}

/**
 * wb_raw_peer_read_request:
 * @self: a client
 *
 * Returns: (transfer full): its HTTP request up to the empty line
 */
char *
wb_raw_peer_read_request (WbRawPeer *self)
{
  GString *request = g_string_new (NULL);
  char byte;

  while (!g_str_has_suffix (request->str, "\r\n\r\n") &&
         g_input_stream_read (self->input, &byte, 1, self->server->cancellable, NULL) == 1)
    g_string_append_c (request, byte);
  return g_string_free (request, FALSE);
}

/**
 * wb_raw_peer_shake_hands:
 * @self: a client
 * @headers: (nullable): more lines for the answer, each with its line end
 *
 * Reads the request and agrees to speak WebSocket.
 */
void
wb_raw_peer_shake_hands (WbRawPeer *self,
                         const char *headers)
{
  g_autofree char *request = wb_raw_peer_read_request (self);

  wb_raw_peer_agree (self, request, headers);
}

/**
 * wb_raw_peer_agree:
 * @self: a client
 * @request: its request, which was read
 * @headers: (nullable): more lines for the answer, each with its line end
 *
 * Agrees to speak WebSocket.
 */
void
wb_raw_peer_agree (WbRawPeer *self,
                   const char *request,
                   const char *headers)
{
  static const char *const name = "Sec-WebSocket-Key: ";
  const char *key = strstr (request, name);
  g_autofree char *seed = NULL;
  g_autofree char *accept = NULL;
  g_autofree char *answer = NULL;
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 digest[20];
  gsize length = sizeof digest;

  if (key == NULL)
    return;

  key += strlen (name);
  seed =
      g_strdup_printf ("%.*s258EAFA5-E914-47DA-95CA-C5AB0DC85B11", (int) strcspn (key, "\r"), key);
  g_checksum_update (checksum, (guchar *) seed, -1);
  g_checksum_get_digest (checksum, digest, &length);
  accept = g_base64_encode (digest, length);
  answer = g_strdup_printf ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                            "Connection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n%s\r\n",
                            accept, headers != NULL ? headers : "");
  wb_raw_peer_write (self, answer, strlen (answer));
}

gboolean
wb_raw_peer_write (WbRawPeer *self,
                   gconstpointer data,
                   gsize length)
{
  return g_output_stream_write_all (self->output, data, length, NULL, self->server->cancellable,
                                    NULL);
}

/**
 * wb_raw_peer_send:
 * @self: a client
 * @first: first byte of the frame
 * @data: its payload
 * @length: bytes of it
 *
 * Returns: whether the frame was taken
 */
gboolean
wb_raw_peer_send (WbRawPeer *self,
                  guint8 first,
                  gconstpointer data,
                  gsize length)
{
  guint8 header[10] = { first };
  gsize size = 2;

  if (length < 126)
    header[1] = (guint8) length;
  else if (length < 65536)
    {
      header[1] = 126;
      size = 4;
    }
  else
    {
      header[1] = 127;
      size = 10;
    }
  for (gsize i = 2; i < size; i++)
    header[i] = (guint8) ((guint64) length >> 8 * (size - 1 - i));

  return wb_raw_peer_write (self, header, size) && wb_raw_peer_write (self, data, length);
}

/**
 * wb_raw_peer_send_close:
 * @self: a client
 * @code: what to close with, 0 to say nothing
 * @reason: why
 */
void
wb_raw_peer_send_close (WbRawPeer *self,
                        guint code,
                        const char *reason)
{
  char payload[125] = { (char) (code >> 8), (char) code };
  gsize length = code != 0 ? 2 + g_strlcpy (payload + 2, reason, sizeof payload - 2) : 0;

  wb_raw_peer_send (self, WB_RAW_FINAL | WB_RAW_CLOSE, payload, length);
}

static gboolean
read_bytes (WbRawPeer *self,
            gpointer data,
            gsize length)
{
  gsize count;

  return g_input_stream_read_all (self->input, data, length, &count, self->server->cancellable,
                                  NULL) &&
         count == length;
}

/**
 * wb_raw_peer_read_frame:
 * @self: a client
 * @first: (out): first byte of the frame
 *
 * Returns: (transfer full) (nullable): the payload of the next frame, unmasked; %NULL at the end
 */
GBytes *
wb_raw_peer_read_frame (WbRawPeer *self,
                        guint8 *first)
{
  guint8 header[2];
  guint8 extended[8];
  guint8 mask[4];
  guint8 *payload;
  guint64 length;
  gsize size;

  if (!read_bytes (self, header, sizeof header))
    return NULL;

  *first = header[0];
  g_assert_cmpuint (header[1] & 0x80, !=, 0);
  length = header[1] & 0x7f;
  size = length < 126 ? 0 : length == 126 ? 2 : 8;
  if (!read_bytes (self, extended, size))
    return NULL;
  for (gsize i = 0; i < size; i++)
    length = (i == 0 ? 0 : length << 8) | extended[i];
  if (!read_bytes (self, mask, sizeof mask))
    return NULL;

  payload = g_malloc (length + 1);
  if (!read_bytes (self, payload, length))
    {
      g_free (payload);
      return NULL;
    }
  for (gsize i = 0; i < length; i++)
    payload[i] ^= mask[i % 4];
  return g_bytes_new_take (payload, length);
}

/**
 * wb_raw_peer_read_close:
 * @self: a client
 * @reason: (out) (optional) (transfer full): the reason that came with it
 *
 * Reads frames until one of them closes.
 *
 * Returns: its code, 1005 when it has none, 1006 when the connection ended without
 */
guint
wb_raw_peer_read_close (WbRawPeer *self,
                        char **reason)
{
  for (;;)
    {
      guint8 first;
      g_autoptr(GBytes) frame = wb_raw_peer_read_frame (self, &first);
      gsize length;
      const guint8 *data;

      if (frame == NULL)
        return 1006;
      if (first != (WB_RAW_FINAL | WB_RAW_CLOSE))
        continue;

      data = g_bytes_get_data (frame, &length);
      if (length < 2)
        return 1005;
      if (reason != NULL)
        *reason = g_strndup ((const char *) data + 2, length - 2);
      return (guint) data[0] << 8 | data[1];
    }
}

/**
 * wb_raw_peer_answer_pings:
 * @self: a client
 * @n_pings: (nullable): counted atomically
 *
 * Does what a server has to, until the client says goodbye or is gone.
 */
void
wb_raw_peer_answer_pings (WbRawPeer *self,
                          int *n_pings)
{
  guint8 first = 0;

  while (first != (WB_RAW_FINAL | WB_RAW_CLOSE))
    {
      g_autoptr(GBytes) frame = wb_raw_peer_read_frame (self, &first);
      gsize length;
      gconstpointer data;

      if (frame == NULL)
        return;

      data = g_bytes_get_data (frame, &length);

      if (first == (WB_RAW_FINAL | WB_RAW_PING) && n_pings != NULL)
        g_atomic_int_inc (n_pings);
      if (first == (WB_RAW_FINAL | WB_RAW_PING))
        wb_raw_peer_send (self, WB_RAW_FINAL | WB_RAW_PONG, data, length);
      if (first == (WB_RAW_FINAL | WB_RAW_CLOSE))
        wb_raw_peer_send (self, first, data, length);
    }
}

/**
 * wb_raw_peer_read_rest:
 * @self: a client
 *
 * Reads until the client is gone.
 *
 * Returns: how many bytes came
 */
gsize
wb_raw_peer_read_rest (WbRawPeer *self)
{
  char buffer[4096];
  gsize total = 0;
  gssize count;

  while ((count = g_input_stream_read (self->input, buffer, sizeof buffer,
                                       self->server->cancellable, NULL)) > 0)
    total += (gsize) count;
  return total;
}

/**
 * wb_raw_peer_wait:
 * @self: a client
 * @flag: what another thread sets atomically
 *
 * Does nothing, neither reading nor writing, until @flag is set or the server is freed.
 *
 * Returns: whether @flag was set
 */
gboolean
wb_raw_peer_wait (WbRawPeer *self,
                  int *flag)
{
  while (!g_atomic_int_get (flag) && !g_cancellable_is_cancelled (self->server->cancellable))
    g_usleep (1000);
  return g_atomic_int_get (flag) != 0;
}

/**
 * wb_raw_peer_reset:
 * @self: a client
 *
 * Ends the connection as a crash does: with a reset instead of an end.
 */
void
wb_raw_peer_reset (WbRawPeer *self)
{
  const struct linger linger = { .l_onoff = 1, .l_linger = 0 };

  setsockopt (g_socket_get_fd (self->socket), SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
  g_socket_close (self->socket, NULL);
}

/**
 * wb_raw_serve_answer:
 * @peer: a client
 * @answer: a text
 *
 * A #WbRawFunc that sends the same to everybody who asks for something.
 */
void
wb_raw_serve_answer (WbRawPeer *peer,
                     gconstpointer answer)
{
  g_autofree char *request G_GNUC_UNUSED = wb_raw_peer_read_request (peer);

  wb_raw_peer_write (peer, answer, strlen (answer));
}

/* A #WbRawFunc that hears what is sent to it, and says nothing. */
void
wb_raw_serve_nothing (WbRawPeer *peer,
                      gconstpointer data G_GNUC_UNUSED)
{
  wb_raw_peer_read_rest (peer);
}
