/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Against a WebSocket server that is not ours (python3-websockets). */

#include "config.h"

#include "wb-test-client.h"
#include "wb-test.h"

#include <string.h>

typedef struct {
  GSubprocess *process;
  WbTestClient *client;
} Peer;

static Peer
start_peer (const char *mode)
{
  Peer peer = { NULL, NULL };
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "net", "echo-peer.py", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GDataInputStream) output = NULL;
  g_autofree char *port = NULL;
  g_autofree char *url = NULL;

  peer.process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                   &error, "/usr/bin/python3", script, mode, NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (peer.process));
  port = g_data_input_stream_read_line (output, NULL, NULL, NULL);
  g_assert_nonnull (port); /* else python3-websockets is missing */

  url = g_strdup_printf (" ws://127.0.0.1:%s/ \n", port);
  peer.client = wb_test_client_new (url);
  wb_test_client_open (peer.client);
  wb_test_await (peer.client->opened != NULL || peer.client->closed != NULL);
  g_assert_no_error (peer.client->failure);
  return peer;
}

static void
stop_peer (Peer *peer)
{
  g_autoptr(GError) error = NULL;

  g_output_stream_close (g_subprocess_get_stdin_pipe (peer->process), NULL, NULL);
  g_subprocess_wait (peer->process, NULL, &error);
  g_assert_no_error (error);
  g_object_unref (peer->process);
  wb_test_client_free (peer->client);
}

/* Sends @payload and checks that the same comes back. */
static void
assert_echo (WbTestClient *client,
             WbMessageKind kind,
             GBytes *payload)
{
  guint n_before = client->messages->len;
  WbMessage *echo;

  g_assert_true (wb_test_client_send (client, kind, g_bytes_get_data (payload, NULL),
                                      g_bytes_get_size (payload), NULL));
  wb_test_await (client->messages->len > n_before || client->closed != NULL);
  g_assert_no_error (client->failure);

  echo = g_ptr_array_index (client->messages, n_before);
  g_assert_cmpint (echo->kind, ==, kind);
  g_assert_true (g_bytes_equal (echo->payload, payload));
}

/* Text that compresses well against itself and, with a context, against its repetition. */
static GBytes *
make_text (gsize length,
           guint32 seed)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (seed);
  GString *text = g_string_new (NULL);

  while (text->len < length)
    g_string_append_printf (text, "{\"id\":\"ü%d\"},", g_rand_int_range (random, 0, 100000));
  g_string_set_size (text, length);
  while (!g_utf8_validate (text->str, (gssize) text->len, NULL))
    g_string_overwrite (text, text->len - 1, "x");
  return g_string_free_to_bytes (text);
}

static void
test_echo (gconstpointer data)
{
  static const gsize lengths[] = {
    0, 1, 125, 126, 1023, 1024, 5000, 5000, 65535, 65536, 1000 * 1000
  };
  Peer peer = start_peer (data);

  g_assert_cmpstr (peer.client->opened->extensions, ==,
                   g_str_equal (data, "plain") ? NULL : "permessage-deflate");
  for (guint round = 0; round < 2; round++)
    for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
      {
        g_autoptr(GBytes) text = make_text (lengths[i], 7);

        assert_echo (peer.client, WB_MESSAGE_TEXT, text);
        assert_echo (peer.client, WB_MESSAGE_BINARY, text);
      }

  wb_transport_close (peer.client->transport, 4000, "bye");
  wb_test_await (peer.client->closed != NULL);
  g_assert_true (peer.client->closed->clean);
  g_assert_cmpuint (peer.client->closed->code, ==, 4000);
  g_assert_cmpstr (peer.client->closed->reason, ==, "bye");
  stop_peer (&peer);
}

static const struct {
  const char *order;
  guint code;
  const char *reason;
  gboolean failed;
} closes[] = {
  { "close 1000 ", 1000, NULL, FALSE },      { "close 1001 going", 1001, "going", FALSE },
  { "close 1008 no", 1008, "no", TRUE },     { "close 1011 oops", 1011, "oops", TRUE },
  { "close 1012 soon", 1012, "soon", TRUE }, { "close 4001 grüß", 4001, "grüß", TRUE },
};

static void
test_closes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (closes); i++)
    {
      Peer peer = start_peer ("takeover");

      wb_test_client_send (peer.client, WB_MESSAGE_TEXT, closes[i].order, strlen (closes[i].order),
                           NULL);
      wb_test_await (peer.client->closed != NULL);
      g_assert_cmpuint (peer.client->closed->code, ==, closes[i].code);
      g_assert_cmpstr (peer.client->closed->reason, ==, closes[i].reason);
      g_assert_true (peer.client->closed->by_server);
      g_assert_cmpstr (peer.client->events->str, ==, closes[i].failed ? "ofc" : "oc");
      stop_peer (&peer);
    }
}

int
main (int argc,
      char *argv[])
{
  static const char *const modes[] = { "plain", "takeover", "no-takeover", "small-window" };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autofree char *path = g_strconcat ("/net/websocket-peer/G1-G5/echo-", modes[i], NULL);

      g_test_add_data_func (path, modes[i], test_echo);
    }
  g_test_add_func ("/net/websocket-peer/A16/closes", test_closes);

  return g_test_run ();
}
