/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

#include "config.h"

#include "wb-raw-server.h"
#include "wb-test-client.h"
#include "wb-test.h"

#include <string.h>

static const struct {
  const char *name;
  const char *answer;
  WbFailure failure;
  const char *words;
} answers[] = {
  { "404", "HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnope", WB_FAILURE_HTTP_STATUS,
    "127.0.0.1 answered, but not as a WebSocket (404 Not Found)" },
  { "404-own-words", "HTTP/1.1 404 Nothing\x01 here\xff.\r\nContent-Length: 0\r\n\r\n",
    WB_FAILURE_HTTP_STATUS, "(404 Nothing" },
  { "401",
    "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n",
    WB_FAILURE_UNAUTHORIZED, "127.0.0.1 did not accept" },
  { "403", "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", WB_FAILURE_FORBIDDEN,
    "127.0.0.1" },
  { "400", "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", WB_FAILURE_HTTP_STATUS,
    "(400 Bad Request)" },
  { "500", "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n",
    WB_FAILURE_HTTP_STATUS, "(500 Internal Server Error)" },
  { "200", "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>", WB_FAILURE_HTTP_STATUS,
    "(200 OK)" },
  { "no-upgrade", "HTTP/1.1 101 Switching Protocols\r\n\r\n", WB_FAILURE_NOT_WEBSOCKET,
    "127.0.0.1" },
  { "wrong-key",
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\n\r\n",
    WB_FAILURE_PROTOCOL, "127.0.0.1 broke the rules" },
  { "garbage", "SSH-2.0-OpenSSH_9.2p1\r\n\r\n", WB_FAILURE_NOT_WEBSOCKET, "127.0.0.1" },
  { "binary-garbage", "\x15\x03\x01\x02\x02\x01\xff\xfe\n\n", WB_FAILURE_NOT_WEBSOCKET,
    "127.0.0.1" },
  { "nothing", "", WB_FAILURE_HANGS_UP, "127.0.0.1 closed the connection before it answered" },
  { "half", "HTTP/1.1 101 Switching", WB_FAILURE_NOT_WEBSOCKET, "127.0.0.1" },
};

static void
test_answer (gconstpointer data)
{
  gsize row = GPOINTER_TO_SIZE (data);
  g_autoptr(WbRawServer) server =
      wb_raw_server_new (NULL, wb_raw_serve_answer, answers[row].answer);
  g_autoptr(WbTestClient) client = wb_test_client_new (wb_raw_server_get_url (server));

  wb_test_client_assert_fails (client, answers[row].failure, answers[row].words);
}

static const char *const refused_extensions[] = {
  "permessage-deflate; server_no_context_takeover=1",
  "permessage-deflate; client_no_context_takeover=1",
  "permessage-deflate; server_max_window_bits",
  "permessage-deflate; server_max_window_bits=7",
  "permessage-deflate; server_max_window_bits=16",
  "permessage-deflate; server_max_window_bits=09",
  "permessage-deflate; client_max_window_bits",
  "permessage-deflate; client_max_window_bits=x",
  "permessage-deflate; client_max_window_bits=\xff",
  "permessage-deflate; unknown",
  "permessage-deflate; client_max_window_bits=10; client_max_window_bits=11",
  "permessage-deflate, permessage-deflate",
  "x-webkit-deflate-frame",
};

static void
serve_extension (WbRawPeer *peer,
                 gconstpointer data)
{
  g_autofree char *header = g_strdup_printf ("Sec-WebSocket-Extensions: %s\r\n", (const char *) data);

  wb_raw_peer_shake_hands (peer, header);
  wb_raw_peer_read_rest (peer);
}

static void
test_extensions (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused_extensions); i++)
    {
      g_autoptr (WbRawServer) server =
          wb_raw_server_new (NULL, serve_extension, refused_extensions[i]);
      g_autoptr(WbTestClient) client = wb_test_client_new (wb_raw_server_get_url (server));

      wb_test_client_assert_fails (client, WB_FAILURE_PROTOCOL,
                                   "127.0.0.1 broke the rules of WebSocket: ");
    }
}

static void
test_refused (void)
{
  WbRawServer *server = wb_raw_server_new (NULL, wb_raw_serve_nothing, NULL);
  g_autoptr(WbTestClient) client = wb_test_client_new (wb_raw_server_get_url (server));
  g_autofree char *words =
      g_strdup_printf ("The server at 127.0.0.1 refused the connection on port %u.",
                       wb_raw_server_get_port (server));

  wb_raw_server_free (server);
  wb_test_client_assert_fails (client, WB_FAILURE_REFUSED, words);
}

static void
test_timeout (void)
{
  g_autoptr(WbRawServer) server = wb_raw_server_new (NULL, wb_raw_serve_nothing, NULL);
  g_autoptr(WbTestClient) client = wb_test_client_new (wb_raw_server_get_url (server));
  gint64 began = g_get_monotonic_time ();

  g_object_set (client->profile, "connect-timeout", 200, NULL);
  wb_test_client_assert_fails (client, WB_FAILURE_TIMEOUT,
                               "127.0.0.1 did not answer within 1 s.");
  g_assert_cmpint (g_get_monotonic_time () - began, >=, 200 * 1000);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 5 * G_USEC_PER_SEC);
}

/* Answers, then sends a body without end. */
static void
serve_endless_body (WbRawPeer *peer,
                    gconstpointer data)
{
  g_autofree char *request G_GNUC_UNUSED = wb_raw_peer_read_request (peer);
  char block[4096] = { 0 };

  wb_raw_peer_write (peer, data, strlen (data));
  while (wb_raw_peer_write (peer, block, sizeof block))
    ;
}

static void
test_endless_answer (void)
{
  g_autoptr(WbRawServer) server =
      wb_raw_server_new (NULL, serve_endless_body, "HTTP/1.1 200 OK\r\n\r\n");
  g_autoptr(WbTestClient) client = wb_test_client_new (wb_raw_server_get_url (server));

  g_object_set (client->profile, "connect-timeout", 200, NULL);
  wb_test_client_assert_fails (client, WB_FAILURE_HTTP_STATUS, "(200 OK)");
}

static void
test_unknown_name (void)
{
  g_autoptr(WbTestClient) client = wb_test_client_new ("ws://name.invalid:81/");

  wb_test_client_open (client);
  wb_test_await (client->closed != NULL);
  /* Which of them depends on the network of the machine. */
  g_assert_true (g_error_matches (client->failure, WB_FAILURE, WB_FAILURE_NAME_NOT_FOUND) ||
                 g_error_matches (client->failure, WB_FAILURE, WB_FAILURE_UNREACHABLE) ||
                 g_error_matches (client->failure, WB_FAILURE, WB_FAILURE_OFFLINE));
  g_assert_cmpstr (client->events->str, ==, "fc");
}

static void
test_no_address (void)
{
  static const char *const addresses[] = { "", "   ", "no address", "ws://", "wss://:80/" };

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr(WbTestClient) client = wb_test_client_new (addresses[i]);

      wb_test_client_assert_fails (client, WB_FAILURE_ADDRESS, "is not the address of a server");
    }
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *path =
          g_strconcat ("/net/websocket-failure/A15/answer/", answers[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_answer);
    }
  g_test_add_func ("/net/websocket-failure/A15/endless-answer", test_endless_answer);
  g_test_add_func ("/net/websocket-failure/A15/extensions", test_extensions);
  g_test_add_func ("/net/websocket-failure/A15/no-address", test_no_address);
  g_test_add_func ("/net/websocket-failure/A15/refused", test_refused);
  g_test_add_func ("/net/websocket-failure/A15/timeout", test_timeout);
  g_test_add_func ("/net/websocket-failure/A15/unknown-name", test_unknown_name);

  return g_test_run ();
}
