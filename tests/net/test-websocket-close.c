/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

#include "config.h"

#include "wb-raw-server.h"
#include "wb-test-client.h"
#include "wb-test.h"

#include <string.h>

static WbTestClient *
open_client (WbRawServer *server)
{
  WbTestClient *client = wb_test_client_new (wb_raw_server_get_url (server));

  wb_test_client_open (client);
  wb_test_await (client->opened != NULL);
  return client;
}

#define CUT 1  /* the server ends the stream without a word */
#define CRASH 2 /* the server resets the connection */

static const struct {
  guint sent;
  const char *reason;
  guint code;
  gboolean clean;
  int failure; /* -1 for none */
  const char *words;
} closes[] = {
  { 1000, "", 1000, TRUE, -1, NULL },
  { 1000, "done", 1000, TRUE, -1, NULL },
  { 1001, "", 1001, TRUE, -1, NULL },
  { 0, "", 1005, TRUE, -1, NULL },
  { CUT, "", 1006, FALSE, WB_FAILURE_LOST, "lost after 0 seconds" },
  { CRASH, "", 1006, FALSE, WB_FAILURE_LOST, "lost after 0 seconds" },
  { 1008, "", 1008, TRUE, WB_FAILURE_CLOSED_BY_SERVER, "1008 policy violation." },
  { 1008, "not you", 1008, TRUE, WB_FAILURE_CLOSED_BY_SERVER, "1008 policy violation: not you." },
  { 1011, "crashed", 1011, TRUE, WB_FAILURE_CLOSED_BY_SERVER, "1011 server error: crashed." },
  { 1012, "", 1012, TRUE, WB_FAILURE_CLOSED_BY_SERVER, "1012 server restarts." },
  { 1013, "later", 1013, TRUE, WB_FAILURE_CLOSED_BY_SERVER, "1013 try again later: later." },
  { 1014, "", 1014, TRUE, WB_FAILURE_CLOSED_BY_SERVER, "1014 bad gateway." },
  { 4001, "", 4001, TRUE, WB_FAILURE_CLOSED_BY_SERVER, "4001 code of this service." },
  { 4001, "grüß {detail}", 4001, TRUE, WB_FAILURE_CLOSED_BY_SERVER, ": grüß {detail}." },
};

static void
serve_close (WbRawPeer *peer,
             gconstpointer data)
{
  gsize row = GPOINTER_TO_SIZE (data);

  wb_raw_peer_shake_hands (peer, NULL);
  if (closes[row].sent == CRASH)
    wb_raw_peer_reset (peer);
  if (closes[row].sent == CRASH || closes[row].sent == CUT)
    return;

  wb_raw_peer_send_close (peer, closes[row].sent, closes[row].reason);
  /* Never a protocol error in return, whatever libsoup thinks of the code. */
  g_assert_cmpuint (wb_raw_peer_read_close (peer, NULL), !=, 1002);
}

static void
test_closed_by_server (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (closes); i++)
    {
      g_autoptr(WbRawServer) server = wb_raw_server_new (NULL, serve_close, GSIZE_TO_POINTER (i));
      g_autoptr(WbTestClient) client = open_client (server);

      wb_test_await (client->closed != NULL);
      g_assert_cmpuint (client->closed->code, ==, closes[i].code);
      g_assert_cmpint (client->closed->clean, ==, closes[i].clean);
      g_assert_cmpint (client->closed->by_server, ==, closes[i].clean);
      if (*closes[i].reason != '\0')
        g_assert_cmpstr (client->closed->reason, ==, closes[i].reason);

      /* G7: error, then closed, each once. */
      g_assert_cmpstr (client->events->str, ==, closes[i].failure < 0 ? "oc" : "ofc");
      if (closes[i].failure < 0)
        continue;
      g_assert_error (client->failure, WB_FAILURE, closes[i].failure);
      g_assert_error (client->closed->error, WB_FAILURE, closes[i].failure);
      if (strstr (client->failure->message, closes[i].words) == NULL)
        g_error ("Row %" G_GSIZE_FORMAT ": %s", i, client->failure->message);
    }
}

typedef struct {
  guint code;
  char *reason;
} Heard;

static void
serve_listening (WbRawPeer *peer,
                 gconstpointer data)
{
  Heard *heard = (Heard *) data;

  wb_raw_peer_shake_hands (peer, NULL);
  heard->code = wb_raw_peer_read_close (peer, &heard->reason);
  wb_raw_peer_send_close (peer, heard->code, heard->reason != NULL ? heard->reason : "");
  g_assert_cmpuint (wb_raw_peer_read_rest (peer), ==, 0);
}

static const struct {
  guint code;
  guint heard;
} codes[] = {
  { 1000, 1000 }, { 1001, 1001 }, { 1002, 1002 }, { 1003, 1003 }, { 1007, 1007 },
  { 1008, 1008 }, { 1009, 1009 }, { 1010, 1010 }, { 3000, 3000 }, { 4999, 4999 },
  { 0, 1000 },    { 999, 1000 },  { 1004, 1000 }, { 1005, 1000 }, { 1006, 1000 },
  { 1011, 1000 }, { 1012, 1000 }, { 1015, 1000 }, { 2999, 1000 }, { 5000, 1000 },
  { 65536 + 1000, 1000 },
};

static void
test_close_codes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      Heard heard = { 0, NULL };
      g_autoptr(WbRawServer) server = wb_raw_server_new (NULL, serve_listening, &heard);
      g_autoptr(WbTestClient) client = open_client (server);

      wb_transport_close (client->transport, codes[i].code, "bye");
      wb_transport_close (client->transport, 4000, "twice");
      g_assert_null (client->closed);
      wb_test_await (client->closed != NULL);
      wb_transport_close (client->transport, 4000, "after the end");
      wb_test_await (wb_raw_server_is_done (server));

      g_assert_cmpuint (heard.code, ==, codes[i].heard);
      g_assert_cmpstr (heard.reason, ==, "bye");
      g_assert_cmpuint (client->closed->code, ==, codes[i].heard);
      g_assert_true (client->closed->clean);
      g_assert_false (client->closed->by_server);
      g_assert_cmpstr (client->events->str, ==, "oc");
      g_free (heard.reason);
    }
}

static const struct {
  const char *piece;
  guint times;
  gsize heard;
} reasons[] = {
  { "", 0, 0 }, { "x", 123, 123 }, { "x", 124, 123 }, { "x", 1000, 123 },
  { "ü", 61, 122 }, { "ü", 62, 122 }, { "\xf0\x9f\x9b\xb0", 31, 120 }, { "\xff", 1, 3 },
};

static void
test_close_reasons (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      Heard heard = { 0, NULL };
      g_autoptr(WbRawServer) server = wb_raw_server_new (NULL, serve_listening, &heard);
      g_autoptr(WbTestClient) client = open_client (server);
      g_autoptr(GString) reason = g_string_new (NULL);

      for (guint n = 0; n < reasons[i].times; n++)
        g_string_append (reason, reasons[i].piece);
      wb_transport_close (client->transport, 4000, reason->str);
      wb_test_await (client->closed != NULL);

      g_assert_cmpuint (heard.code, ==, 4000);
      g_assert_cmpuint (strlen (heard.reason), ==, reasons[i].heard);
      g_assert_true (g_utf8_validate (heard.reason, -1, NULL));
      g_assert_no_error (client->failure);
      g_free (heard.reason);
    }
}

/* Answers a close only after 100 more messages. */
static void
serve_after_close (WbRawPeer *peer,
                   gconstpointer data G_GNUC_UNUSED)
{
  wb_raw_peer_shake_hands (peer, NULL);
  wb_raw_peer_send (peer, WB_RAW_FINAL | WB_RAW_TEXT, "before", 6);
  wb_raw_peer_read_close (peer, NULL);
  for (guint i = 0; i < 100; i++)
    wb_raw_peer_send (peer, WB_RAW_FINAL | WB_RAW_TEXT, "after", 5);
  wb_raw_peer_send_close (peer, 1000, "");
}

static void
test_nothing_after_close (void)
{
  g_autoptr(WbRawServer) server = wb_raw_server_new (NULL, serve_after_close, NULL);
  g_autoptr(WbTestClient) client = open_client (server);
  g_autoptr(GError) error = NULL;

  wb_test_await (client->messages->len == 1);
  wb_transport_close (client->transport, 1000, NULL);
  g_assert_false (wb_test_client_send (client, WB_MESSAGE_TEXT, "late", 4, &error));
  g_assert_error (error, WB_FAILURE, WB_FAILURE_NOT_OPEN);

  wb_test_await (client->closed != NULL);
  g_assert_cmpuint (client->messages->len, ==, 1);
  g_assert_cmpuint (client->closed->received, ==, 1);
  g_assert_cmpuint (client->closed->uncounted, ==, 100);
  g_assert_true (client->closed->clean);
}

static void
test_close_while_connecting (void)
{
  g_autoptr(WbRawServer) server = wb_raw_server_new (NULL, wb_raw_serve_nothing, NULL);
  g_autoptr(WbTestClient) at_once = wb_test_client_new (wb_raw_server_get_url (server));
  g_autoptr(WbTestClient) later = wb_test_client_new (wb_raw_server_get_url (server));
  g_autoptr(WbTestClient) never = wb_test_client_new (wb_raw_server_get_url (server));

  wb_transport_close (never->transport, 1000, NULL);

  wb_test_client_open (at_once);
  wb_transport_close (at_once->transport, 1000, NULL);
  g_assert_null (at_once->closed);

  wb_test_client_open (later);
  wb_test_await (wb_raw_server_get_n_clients (server) > 0);
  wb_transport_close (later->transport, 1000, NULL);
  wb_transport_close (later->transport, 1000, NULL);
  g_assert_null (later->closed);

  wb_test_await (at_once->closed != NULL && later->closed != NULL);
  g_assert_cmpuint (at_once->closed->code, ==, 0);
  g_assert_cmpuint (later->closed->code, ==, 0);
  g_assert_cmpstr (at_once->events->str, ==, "c");
  g_assert_cmpstr (later->events->str, ==, "c");
  g_assert_cmpstr (never->events->str, ==, "");
}

/* Sends a few messages, takes what comes, says goodbye when it is told. */
static void
serve_chatty (WbRawPeer *peer,
              gconstpointer data G_GNUC_UNUSED)
{
  wb_raw_peer_shake_hands (peer, NULL);
  for (guint i = 0; i < 10; i++)
    wb_raw_peer_send (peer, WB_RAW_FINAL | WB_RAW_TEXT, "more", 4);
  wb_raw_peer_send_close (peer, wb_raw_peer_read_close (peer, NULL), "");
}

static void
drop_at (WbTestClient *client,
         char event)
{
  const char *when = client->hook_data;

  if (event == 'o')
    wb_test_client_send (client, WB_MESSAGE_TEXT, "something", 9, NULL);
  if (event == 's' && *when == 'c')
    wb_transport_close (client->transport, 1000, NULL);
  if (event == *when)
    wb_test_client_drop (client);
}

static void
gone_cb (gpointer data,
         GObject *object G_GNUC_UNUSED)
{
  gboolean *is_gone = data;

  *is_gone = TRUE;
}

/* The feed may give up its last reference in any callback. */
static void
test_dropped_in_callback (gconstpointer data)
{
  g_autoptr(WbRawServer) server = wb_raw_server_new (NULL, serve_chatty, NULL);
  g_autoptr(WbTestClient) client = wb_test_client_new (wb_raw_server_get_url (server));
  gboolean is_gone = FALSE;

  g_object_weak_ref (G_OBJECT (client->transport), gone_cb, &is_gone);
  client->hook = drop_at;
  client->hook_data = (gpointer) data;
  wb_test_client_open (client);
  wb_test_await (is_gone);
}

static void
drop_at_failure (WbTestClient *client,
                 char event)
{
  if (event == 'f')
    wb_test_client_drop (client);
}

static void
test_dropped_at_failure (void)
{
  g_autoptr(WbRawServer) server = wb_raw_server_new (NULL, serve_close, GSIZE_TO_POINTER (4));
  g_autoptr(WbTestClient) client = wb_test_client_new (wb_raw_server_get_url (server));

  client->hook = drop_at_failure;
  wb_test_client_open (client);
  wb_test_await (client->transport == NULL);
  g_assert_cmpstr (client->events->str, ==, "of");
}

static void
test_dropped_while_connecting (void)
{
  g_autoptr(WbRawServer) server = wb_raw_server_new (NULL, wb_raw_serve_nothing, NULL);
  g_autoptr(WbTestClient) client = wb_test_client_new (wb_raw_server_get_url (server));

  wb_test_client_open (client);
  wb_test_await (wb_raw_server_get_n_clients (server) > 0);
  g_assert_finalize_object (g_steal_pointer (&client->transport));
}

/* As the feed does when its queue is full: works on inside the callback until it is over. */
static void
close_and_wait (WbTestClient *client,
                char event)
{
  if (event != 'r')
    return;

  wb_transport_close (client->transport, 1000, NULL);
  wb_test_await (client->closed != NULL);
  wb_test_client_drop (client);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
serve_cut_after_close (WbRawPeer *peer,
                       gconstpointer data G_GNUC_UNUSED)
{
  wb_raw_peer_shake_hands (peer, NULL);
  for (guint i = 0; i < 10; i++)
    wb_raw_peer_send (peer, WB_RAW_FINAL | WB_RAW_TEXT, "more", 4);
  wb_raw_peer_read_close (peer, NULL);
}

/* While a callback runs libsoup can't read, so the server's goodbye is not heard: it still ends. */
static void
test_over_inside_callback (void)
{
  g_autoptr(WbRawServer) server = wb_raw_server_new (NULL, serve_cut_after_close, NULL);
  g_autoptr(WbTestClient) client = wb_test_client_new (wb_raw_server_get_url (server));

  client->hook = close_and_wait;
  wb_test_client_open (client);
  wb_test_await (client->closed != NULL && client->transport == NULL);
  g_assert_cmpuint (client->messages->len, ==, 1);
  g_assert_cmpuint (client->closed->code, ==, 1006);
  g_assert_no_error (client->failure);
}

/* Counts text messages until the close. */
static void
serve_counting (WbRawPeer *peer,
                gconstpointer data)
{
  int *count = (int *) data;
  guint8 first;
  GBytes *frame;

  wb_raw_peer_shake_hands (peer, NULL);
  while ((frame = wb_raw_peer_read_frame (peer, &first)) != NULL &&
         first != (WB_RAW_FINAL | WB_RAW_CLOSE))
    {
      g_atomic_int_inc (count);
      g_bytes_unref (frame);
    }
  g_clear_pointer (&frame, g_bytes_unref);
  wb_raw_peer_send_close (peer, 1000, "");
}

static void
test_queue_before_close (void)
{
  int count = 0;
  g_autoptr(WbRawServer) server = wb_raw_server_new (NULL, serve_counting, &count);
  g_autoptr(WbTestClient) client = open_client (server);
  g_autofree char *text = g_strnfill (10000, 'x');

  for (guint i = 0; i < 1000; i++)
    g_assert_true (wb_test_client_send (client, WB_MESSAGE_TEXT, text, 10000, NULL));
  wb_transport_close (client->transport, 1000, NULL);
  wb_test_await (client->closed != NULL);

  g_assert_cmpint (g_atomic_int_get (&count), ==, 1000);
  g_assert_cmpuint (client->sent->len, ==, 1000);
  g_assert_cmpuint (client->closed->sent, ==, 1000);
  g_assert_true (client->closed->clean);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/websocket-close/A16-G7/by-server", test_closed_by_server);
  g_test_add_func ("/net/websocket-close/G6/nothing-after-close", test_nothing_after_close);
  g_test_add_func ("/net/websocket-close/G6/queue-before-close", test_queue_before_close);
  g_test_add_func ("/net/websocket-close/G8/codes", test_close_codes);
  g_test_add_func ("/net/websocket-close/G8/reasons", test_close_reasons);
  g_test_add_func ("/net/websocket-close/G8/while-connecting", test_close_while_connecting);
  g_test_add_data_func ("/net/websocket-close/dropped/opened", "o", test_dropped_in_callback);
  g_test_add_data_func ("/net/websocket-close/dropped/received", "r", test_dropped_in_callback);
  g_test_add_data_func ("/net/websocket-close/dropped/sent", "s", test_dropped_in_callback);
  g_test_add_data_func ("/net/websocket-close/dropped/closed", "c", test_dropped_in_callback);
  g_test_add_func ("/net/websocket-close/dropped/failed", test_dropped_at_failure);
  g_test_add_func ("/net/websocket-close/dropped/connecting", test_dropped_while_connecting);
  g_test_add_func ("/net/websocket-close/over-inside-callback", test_over_inside_callback);

  return g_test_run ();
}
