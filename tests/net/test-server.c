/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Our server with our client. */

#include "config.h"

#include "wb-server.h"
#include "wb-test-client.h"
#include "wb-test.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
  WbServer *server;
  guint n_opened;
  guint n_closed;
  guint n_messages;
  gboolean echoes;
} Host;

static void
opened_cb (Host *host,
           guint client)
{
  g_assert_cmpuint (client, ==, ++host->n_opened);
}

static void
message_cb (Host *host,
            guint client,
            guint kind,
            GBytes *payload)
{
  host->n_messages++;
  if (host->echoes)
    g_assert_true (wb_server_reply (host->server, client, (WbMessageKind) kind, payload));
}

static void
closed_cb (Host *host,
           guint client G_GNUC_UNUSED)
{
  host->n_closed++;
}

static void
start (Host *host)
{
  g_autoptr(GError) error = NULL;

  host->server = wb_server_new ();
  g_assert_null (wb_server_get_url (host->server));
  g_signal_connect_swapped (host->server, "client-opened", G_CALLBACK (opened_cb), host);
  g_signal_connect_swapped (host->server, "message", G_CALLBACK (message_cb), host);
  g_signal_connect_swapped (host->server, "client-closed", G_CALLBACK (closed_cb), host);
  g_assert_true (wb_server_listen (host->server, 0, &error));
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (wb_server_get_url (host->server), "ws://127.0.0.1:"));
}

static void
stop (Host *host)
{
  g_assert_finalize_object (host->server);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static WbTestClient *
join (Host *host,
      const char *path)
{
  g_autofree char *url = g_strconcat (wb_server_get_url (host->server), path, NULL);
  WbTestClient *client = wb_test_client_new (url);
  guint n_clients = wb_server_get_n_clients (host->server);

  wb_test_client_open (client);
  wb_test_await (client->opened != NULL);
  wb_test_await (wb_server_get_n_clients (host->server) == n_clients + 1);
  return client;
}

static void
leave (WbTestClient *client)
{
  wb_transport_close (client->transport, 1000, NULL);
  wb_test_await (client->closed != NULL);
  g_assert_true (client->closed->clean);
  g_assert_no_error (client->failure);
}

static void
test_echo (void)
{
  Host host = { .echoes = TRUE };
  g_autofree char *big = g_strnfill (10 * 1000 * 1000, 'x');
  g_autoptr(GBytes) nothing = g_bytes_new_static ("", 0);
  WbTestClient *client;

  start (&host);
  client = join (&host, "any/path?and=query");
  wb_test_client_send (client, WB_MESSAGE_TEXT, "text", 4, NULL);
  wb_test_client_send (client, WB_MESSAGE_BINARY, "\0\1", 2, NULL);
  wb_test_client_send (client, WB_MESSAGE_TEXT, big, strlen (big), NULL);
  wb_test_await (client->messages->len == 3);
  wb_test_client_assert_text (client, 0, "text");
  wb_test_client_assert_text (client, 2, big);
  g_assert_cmpuint (wb_message_get_size (g_ptr_array_index (client->messages, 1)), ==, 2);
  g_assert_null (client->opened->extensions);

  leave (client);
  wb_test_await (host.n_closed == 1);
  g_assert_cmpuint (wb_server_get_n_clients (host.server), ==, 0);
  g_assert_cmpuint (host.n_messages, ==, 3);
  g_assert_false (wb_server_reply (host.server, 1, WB_MESSAGE_TEXT, nothing));
  wb_test_client_free (client);
  stop (&host);
}

static void
test_broadcast (void)
{
  Host host = { .echoes = FALSE };
  WbTestClient *clients[3];

  start (&host);
  wb_server_broadcast_text (host.server, "nobody hears this", -1);
  for (guint i = 0; i < G_N_ELEMENTS (clients); i++)
    clients[i] = join (&host, "");
  for (guint i = 0; i < 1000; i++)
    wb_server_broadcast_text (host.server, "position!", 8);

  for (guint i = 0; i < G_N_ELEMENTS (clients); i++)
    {
      wb_test_await (clients[i]->messages->len == 1000);
      wb_test_client_assert_text (clients[i], 999, "position");
      leave (clients[i]);
      wb_test_client_free (clients[i]);
    }
  stop (&host);
}

/* A client that does not read misses messages; the others get all. */
static void
test_slow_client (void)
{
  Host host = { .echoes = FALSE };
  g_autoptr(GSocketClient) connector = g_socket_client_new ();
  g_autoptr(GSocketConnection) sleeper = NULL;
  g_autofree char *block = g_strnfill (100 * 1000, 'x');
  g_autofree char *request = NULL;
  const char *authority;
  WbTestClient *reader;
  gsize before = wb_test_get_memory ();

  start (&host);
  authority = strstr (wb_server_get_url (host.server), "127");
  sleeper = g_socket_client_connect_to_host (connector, "127.0.0.1", (guint16) atoi (authority + 10),
                                             NULL, NULL);
  request = g_strdup_printf ("GET / HTTP/1.1\r\nHost: %.15s\r\nUpgrade: websocket\r\n"
                             "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                             "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
                             authority);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (sleeper)), request,
                             strlen (request), NULL, NULL, NULL);
  wb_test_await (wb_server_get_n_clients (host.server) == 1);

  reader = join (&host, "");
  reader->forgets = TRUE;
  for (guint i = 1; i <= 3000; i++)
    {
      wb_server_broadcast_text (host.server, block, 100 * 1000);
      wb_test_await (reader->n_received == i);
    }
  wb_test_assert_memory (before);
  leave (reader);
  wb_test_client_free (reader);
  g_io_stream_close (G_IO_STREAM (sleeper), NULL, NULL);
  wb_test_await (host.n_closed == 2);
  stop (&host);
}

static void
test_stop (void)
{
  Host host = { .echoes = FALSE };
  WbTestClient *client;
  WbTestClient *late;
  g_autofree char *url = NULL;

  start (&host);
  url = g_strdup (wb_server_get_url (host.server));
  client = join (&host, "");
  wb_server_stop (host.server);
  wb_server_stop (host.server);
  g_assert_cmpuint (wb_server_get_n_clients (host.server), ==, 0);
  wb_test_await (client->closed != NULL);
  g_assert_cmpuint (client->closed->code, ==, 1001);
  g_assert_true (client->closed->by_server);
  g_assert_no_error (client->failure);

  late = wb_test_client_new (url);
  wb_test_client_open (late);
  wb_test_await (late->closed != NULL);
  g_assert_error (late->failure, WB_FAILURE, WB_FAILURE_REFUSED);

  wb_test_client_free (client);
  wb_test_client_free (late);
  stop (&host);
}

static void
test_port_in_use (void)
{
  Host host = { .echoes = FALSE };
  g_autoptr(WbServer) second = wb_server_new ();
  g_autoptr(GError) error = NULL;

  start (&host);
  g_assert_false (wb_server_listen (
      second, (guint) atoi (strstr (wb_server_get_url (host.server), "127") + 10), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
  g_assert_null (wb_server_get_url (second));
  stop (&host);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/server/G3/echo", test_echo);
  g_test_add_func ("/net/server/broadcast", test_broadcast);
  g_test_add_func ("/net/server/slow-client", test_slow_client);
  g_test_add_func ("/net/server/stop", test_stop);
  g_test_add_func ("/net/server/port-in-use", test_port_in_use);

  return g_test_run ();
}
