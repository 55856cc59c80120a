/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

#include "config.h"

#include "wb-net.h"
#include "wb-raw-server.h"
#include "wb-test-client.h"
#include "wb-test.h"
#include "wb-websocket.h"

#include <string.h>

static WbTestClient *
open_client (WbRawServer *server)
{
  WbTestClient *client = wb_test_client_new (wb_raw_server_get_url (server));

  wb_test_client_open (client);
  wb_test_await (client->opened != NULL || client->closed != NULL);
  g_assert_no_error (client->failure);
  return client;
}

static void
close_client (WbTestClient *client)
{
  wb_transport_close (client->transport, 1000, NULL);
  wb_test_await (client->closed != NULL);
  g_assert_no_error (client->failure);
}

/* Agrees to speak, then answers a close. */
static void
serve_quietly (WbRawPeer *peer,
               gconstpointer data)
{
  wb_raw_peer_shake_hands (peer, data);
  wb_raw_peer_send_close (peer, wb_raw_peer_read_close (peer, NULL), "");
}

static void
test_registered (void)
{
  static const char *const schemes[] = { "ws", "wss" };
  g_autoptr(WbRegistry) registry = wb_registry_new ();

  wb_net_register (registry);
  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      g_autoptr(WbTransport) transport = wb_registry_create_transport (registry, schemes[i]);

      g_assert_true (WB_IS_WEBSOCKET (transport));
    }
}

static void
test_opened (void)
{
  g_autoptr(WbRawServer) server = wb_raw_server_new (NULL, serve_quietly, NULL);
  g_autoptr(WbTestClient) client = open_client (server);

  g_assert_cmpint (client->opened->elapsed, >, 0);
  g_assert_cmpint (client->opened->elapsed, <, WB_TEST_TIMEOUT_S * G_USEC_PER_SEC);
  g_assert_null (client->opened->protocol);
  g_assert_null (client->opened->extensions);
  close_client (client);
  g_assert_cmpstr (client->events->str, ==, "oc");
  g_assert_cmpuint (wb_raw_server_get_n_clients (server), ==, 1);
}

static void
test_extensions (void)
{
  g_autoptr(WbRawServer) server = wb_raw_server_new (
      NULL, serve_quietly, "Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=10\r\n");
  g_autoptr(WbTestClient) client = open_client (server);

  g_assert_cmpstr (client->opened->extensions, ==, "permessage-deflate");
  close_client (client);
}

static void
serve_bytes (WbRawPeer *peer,
             gconstpointer data G_GNUC_UNUSED)
{
  wb_raw_peer_shake_hands (peer, NULL);
  wb_raw_peer_send (peer, WB_RAW_FINAL | WB_RAW_TEXT, " {\"lat\" : 1.50}\r\n", 17);
  wb_raw_peer_send (peer, WB_RAW_FINAL | WB_RAW_TEXT, "{\"lat\":", 7);
  wb_raw_peer_send (peer, WB_RAW_FINAL | WB_RAW_TEXT, "", 0);
  wb_raw_peer_send (peer, WB_RAW_FINAL | WB_RAW_TEXT, "\xf0\x9f\x9b\xb0", 4);
  wb_raw_peer_send (peer, WB_RAW_FINAL | WB_RAW_TEXT, "a\0b", 3);
  wb_raw_peer_send (peer, WB_RAW_FINAL | WB_RAW_BINARY, "\0\xff\n", 3);
  wb_raw_peer_send_close (peer, wb_raw_peer_read_close (peer, NULL), "");
}

/* What is no JSON is not the transport's business (A8): the next message comes as well. */
static void
test_bytes_as_sent (void)
{
  g_autoptr(WbRawServer) server = wb_raw_server_new (NULL, serve_bytes, NULL);
  g_autoptr(WbTestClient) client = open_client (server);
  WbMessage *message;

  wb_test_await (client->messages->len == 6);
  wb_test_client_assert_text (client, 0, " {\"lat\" : 1.50}\r\n");
  wb_test_client_assert_text (client, 1, "{\"lat\":");
  wb_test_client_assert_text (client, 2, "");
  wb_test_client_assert_text (client, 3, "\xf0\x9f\x9b\xb0");

  message = g_ptr_array_index (client->messages, 4);
  g_assert_cmpint (message->kind, ==, WB_MESSAGE_TEXT);
  g_assert_cmpmem (g_bytes_get_data (message->payload, NULL), wb_message_get_size (message), "a\0b",
                   3);
  message = g_ptr_array_index (client->messages, 5);
  g_assert_cmpint (message->kind, ==, WB_MESSAGE_BINARY);
  g_assert_cmpmem (g_bytes_get_data (message->payload, NULL), wb_message_get_size (message),
                   "\0\xff\n", 3);
  close_client (client);
  g_assert_cmpuint (client->closed->received, ==, 6);
}

static void
serve_fragments (WbRawPeer *peer,
                 gconstpointer data G_GNUC_UNUSED)
{
  wb_raw_peer_shake_hands (peer, NULL);
  /* A fragment may end within a character. */
  wb_raw_peer_send (peer, WB_RAW_TEXT, "gr\xc3", 3);
  wb_raw_peer_send (peer, WB_RAW_FINAL | WB_RAW_PING, "p", 1);
  wb_raw_peer_send (peer, WB_RAW_CONTINUATION, "", 0);
  wb_raw_peer_send (peer, WB_RAW_FINAL | WB_RAW_CONTINUATION, "\xbc\xc3\x9f", 3);
  wb_raw_peer_send (peer, WB_RAW_FINAL | WB_RAW_TEXT, "next", 4);
  wb_raw_peer_send_close (peer, wb_raw_peer_read_close (peer, NULL), "");
}

static void
test_fragments (void)
{
  g_autoptr(WbRawServer) server = wb_raw_server_new (NULL, serve_fragments, NULL);
  g_autoptr(WbTestClient) client = open_client (server);

  wb_test_await (client->messages->len == 2);
  wb_test_client_assert_text (client, 0, "grüß");
  wb_test_client_assert_text (client, 1, "next");
  close_client (client);
}

static void
serve_repeated_byte (WbRawPeer *peer,
                     gconstpointer data)
{
  gsize length = GPOINTER_TO_SIZE (data);
  g_autofree char *text = g_strnfill (length, '[');

  wb_raw_peer_shake_hands (peer, NULL);
  wb_raw_peer_send (peer, WB_RAW_FINAL | WB_RAW_TEXT, text, length);
  wb_raw_peer_send_close (peer, wb_raw_peer_read_close (peer, NULL), "");
}

static void
test_big_message (gconstpointer data)
{
  gsize length = GPOINTER_TO_SIZE (data);
  g_autoptr(WbRawServer) server = wb_raw_server_new (NULL, serve_repeated_byte, data);
  g_autoptr(WbTestClient) client = open_client (server);
  g_autofree char *expected = g_strnfill (length, '[');

  wb_test_await (client->messages->len == 1);
  wb_test_client_assert_text (client, 0, expected);
  close_client (client);
}

static void
serve_many (WbRawPeer *peer,
            gconstpointer data G_GNUC_UNUSED)
{
  wb_raw_peer_shake_hands (peer, NULL);
  for (guint i = 0; i < 10000; i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"n\":%u}", i);

      wb_raw_peer_send (peer, WB_RAW_FINAL | WB_RAW_TEXT, text, strlen (text));
    }
  wb_raw_peer_send_close (peer, wb_raw_peer_read_close (peer, NULL), "");
}

static void
test_many_messages (void)
{
  g_autoptr(WbRawServer) server = wb_raw_server_new (NULL, serve_many, NULL);
  g_autoptr(WbTestClient) client = open_client (server);

  wb_test_await (client->messages->len == 10000);
  for (guint i = 0; i < 10000; i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"n\":%u}", i);

      wb_test_client_assert_text (client, i, text);
    }
  close_client (client);
}

/* Sends back what comes, in between sends of its own. */
static void
serve_both_ways (WbRawPeer *peer,
                 gconstpointer data G_GNUC_UNUSED)
{
  wb_raw_peer_shake_hands (peer, NULL);
  for (;;)
    {
      guint8 first;
      g_autoptr(GBytes) payload = wb_raw_peer_read_frame (peer, &first);

      if (payload == NULL)
        return;
      wb_raw_peer_send (peer, WB_RAW_FINAL | WB_RAW_TEXT, "of its own", 10);
      wb_raw_peer_send (peer, first, g_bytes_get_data (payload, NULL), g_bytes_get_size (payload));
    }
}

static void
test_both_ways (void)
{
  g_autoptr(WbRawServer) server = wb_raw_server_new (NULL, serve_both_ways, NULL);
  g_autoptr(WbTestClient) client = open_client (server);

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *text = g_strdup_printf ("message %u", i);
      WbMessageKind kind = i % 2 == 0 ? WB_MESSAGE_TEXT : WB_MESSAGE_BINARY;

      g_assert_true (wb_test_client_send (client, kind, text, strlen (text), NULL));
    }

  wb_test_await (client->messages->len == 2000);
  g_assert_cmpuint (client->sent->len, ==, 1000);
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *text = g_strdup_printf ("message %u", i);
      WbMessage *echo = g_ptr_array_index (client->messages, 2 * i + 1);
      WbMessage *sent = g_ptr_array_index (client->sent, i);

      g_assert_cmpint (echo->kind, ==, i % 2 == 0 ? WB_MESSAGE_TEXT : WB_MESSAGE_BINARY);
      g_assert_cmpmem (g_bytes_get_data (echo->payload, NULL), wb_message_get_size (echo), text,
                       strlen (text));
      g_assert_true (g_bytes_equal (echo->payload, sent->payload));
    }
  close_client (client);
  g_assert_cmpuint (client->closed->sent, ==, 1000);
  g_assert_cmpuint (client->closed->received, ==, 2000);
}

static const struct {
  const char *bytes;
  gsize length;
  gboolean is_text;
} texts[] = {
  { "", 0, TRUE },         { "a\0b\0", 4, TRUE },      { "\0", 1, TRUE },
  { "\xc3\xbc", 2, TRUE }, { "\xc3", 1, FALSE },       { "a\0\xff", 3, FALSE },
  { "\xc0\x80", 2, FALSE}, { "\xed\xa0\x80", 3, FALSE },
};

static void
test_only_text_as_text (void)
{
  g_autoptr(WbRawServer) server = wb_raw_server_new (NULL, serve_both_ways, NULL);
  g_autoptr(WbTestClient) client = open_client (server);
  guint n_sent = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;
      gboolean sent =
          wb_test_client_send (client, WB_MESSAGE_TEXT, texts[i].bytes, texts[i].length, &error);

      g_assert_cmpint (sent, ==, texts[i].is_text);
      n_sent += sent ? 1 : 0;
      if (!sent)
        g_assert_error (error, WB_FAILURE, WB_FAILURE_BAD_TEXT);
      g_assert_true (
          wb_test_client_send (client, WB_MESSAGE_BINARY, texts[i].bytes, texts[i].length, NULL));
      n_sent++;
    }
  wb_test_await (client->messages->len == 2 * n_sent);
  close_client (client);
}

static void
test_send_before_open (void)
{
  g_autoptr(WbRawServer) server = wb_raw_server_new (NULL, serve_quietly, NULL);
  g_autoptr(WbTestClient) client = wb_test_client_new (wb_raw_server_get_url (server));
  g_autoptr(GError) error = NULL;

  g_assert_false (wb_test_client_send (client, WB_MESSAGE_TEXT, "early", 5, &error));
  g_assert_error (error, WB_FAILURE, WB_FAILURE_NOT_OPEN);
  g_clear_error (&error);

  wb_test_client_open (client);
  g_assert_false (wb_test_client_send (client, WB_MESSAGE_TEXT, "early", 5, &error));
  g_assert_error (error, WB_FAILURE, WB_FAILURE_NOT_OPEN);
  wb_test_await (client->opened != NULL);
  close_client (client);
  g_assert_cmpuint (client->sent->len, ==, 0);
}

/* The first thing a server hears is what was sent while opened was told (A5). */
static void
send_first (WbTestClient *client,
            char event)
{
  if (event == 'o')
    g_assert_true (
        wb_test_client_send (client, WB_MESSAGE_TEXT, "{\"action\":\"onmessage\"}", 22, NULL));
}

static void
test_send_when_opened (void)
{
  g_autoptr(WbRawServer) server = wb_raw_server_new (NULL, serve_both_ways, NULL);
  g_autoptr(WbTestClient) client = wb_test_client_new (wb_raw_server_get_url (server));

  client->hook = send_first;
  wb_test_client_open (client);
  wb_test_await (client->messages->len == 2);
  wb_test_client_assert_text (client, 1, "{\"action\":\"onmessage\"}");
  close_client (client);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/websocket/registered", test_registered);
  g_test_add_func ("/net/websocket/A4/opened", test_opened);
  g_test_add_func ("/net/websocket/A4/extensions", test_extensions);
  g_test_add_func ("/net/websocket/A5/send-when-opened", test_send_when_opened);
  g_test_add_func ("/net/websocket/A6/send-before-open", test_send_before_open);
  g_test_add_func ("/net/websocket/A7/bytes-as-sent", test_bytes_as_sent);
  g_test_add_func ("/net/websocket/G5/fragments", test_fragments);
  g_test_add_func ("/net/websocket/G5/only-text-as-text", test_only_text_as_text);
  g_test_add_data_func ("/net/websocket/100-kB-of-brackets", GSIZE_TO_POINTER (100 * 1000),
                        test_big_message);
  g_test_add_data_func ("/net/websocket/10-MB", GSIZE_TO_POINTER (10 * 1000 * 1000),
                        test_big_message);
  g_test_add_func ("/net/websocket/10000-messages", test_many_messages);
  g_test_add_func ("/net/websocket/G1/both-ways", test_both_ways);

  return g_test_run ();
}
