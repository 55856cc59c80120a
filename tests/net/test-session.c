/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Connections from end to end against servers that fail in every way: the sentence, and whether and
 * when it is tried again. */

#include "config.h"

#include "wb-backoff.h"
#include "wb-connection-world.h"
#include "wb-failure.h"
#include "wb-net.h"
#include "wb-profile-private.h"
#include "wb-raw-server.h"
#include "wb-test-client.h"
#include "wb-test.h"

#include <string.h>

/* Delays of 1 to 30 s become 20 to 600 ms. */
#define SHORT 0.02

/* They become longer than any test. */
#define LONG 1000

/* An answer may take 3 s: what libsoup sends once a second can be late by a whole one. */
#define PATIENT 0.3

static void
start (World *world,
       const char *url)
{
  world_init (world, url);
  wb_net_register (world->registry);
  wb_profile_set_time_scale (world->profile, SHORT);
}

/* Opens and waits for the first end, which is not to be followed by another. */
static const WbStateChange *
await_end (World *world,
           gboolean again)
{
  if (again)
    wb_profile_set_time_scale (world->profile, LONG);
  wb_connection_open (world->connection);
  wb_test_await (strstr (world->states->str, "waiting") != NULL ||
                 strstr (world->states->str, "closed") != NULL);
  g_assert_cmpint (wb_connection_get_state (world->connection), ==, again ? WB_STATE_WAITING : WB_STATE_CLOSED);
  return wb_connection_get_last_change (world->connection);
}

static const struct {
  const char *answer;
  WbFailure failure;
  gboolean again; /* in the first attempt */
  const char *words;
} answers[] = {
  { "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwords", WB_FAILURE_HTTP_STATUS, FALSE, "(200 OK)" },
  { "HTTP/1.1 301 Moved Permanently\r\nLocation: /elsewhere?token=abc\r\nContent-Length: 5\r\n\r\nwords",
    WB_FAILURE_REDIRECT, FALSE, "/elsewhere?token=•••, which is not followed" },
  { "HTTP/1.1 307 Temporary Redirect\r\nLocation: ws://u:secret@other.example/\r\nContent-Length: 5\r\n\r\nwords",
    WB_FAILURE_REDIRECT, FALSE, "sends connections on to ws://•••@other.example/" },
  { "HTTP/1.1 400 Bad Request\r\nContent-Length: 5\r\n\r\nwords", WB_FAILURE_HTTP_STATUS, FALSE, "(400 Bad Request)" },
  { "HTTP/1.1 401 Unauthorized\r\nContent-Length: 5\r\n\r\nwords", WB_FAILURE_UNAUTHORIZED, FALSE, "did not accept" },
  { "HTTP/1.1 403 Forbidden\r\nContent-Length: 5\r\n\r\nwords", WB_FAILURE_FORBIDDEN, FALSE, "(403 Forbidden)" },
  { "HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\n\r\nwords", WB_FAILURE_HTTP_STATUS, FALSE, "(404 Not Found)" },
  { "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 5\r\n\r\nwords", WB_FAILURE_HTTP_STATUS, TRUE,
    "(500 Internal Server Error)" },
  { "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 5\r\n\r\nwords", WB_FAILURE_HTTP_STATUS, TRUE,
    "(503 Service Unavailable)" },
};

/* A15: the answer itself is there to be read. */
static void
test_answers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr(WbRawServer) server =
          wb_raw_server_new (NULL, wb_raw_serve_answer, answers[i].answer);
      const WbStateChange *change;
      World world;

      start (&world, wb_raw_server_get_url (server));
      change = await_end (&world, answers[i].again);
      g_assert_error (change->error, WB_FAILURE, (int) answers[i].failure);
      g_assert_nonnull (strstr (change->error->message, answers[i].words));
      g_assert_cmpuint (change->handshake->status, ==,
                        g_ascii_strtoull (answers[i].answer + strlen ("HTTP/1.1 "), NULL, 10));
      g_assert_nonnull (strstr (change->handshake->response, "Content-Length: 5\n"));
      g_assert_null (strstr (change->handshake->response, "abc"));
      g_assert_cmpstr (change->handshake->body, ==, "words\n");
      world_clear (&world);
    }
}

static const guint codes[] = { 1000, 1001, 1002, 0, 1006, 1008, 1011, 1012, 4001 };
static const gboolean again[] = { FALSE, TRUE, TRUE, TRUE, TRUE, FALSE, TRUE, TRUE, FALSE };

static void
serve_close (WbRawPeer *peer,
             gconstpointer data)
{
  guint code = *(const guint *) data;

  wb_raw_peer_shake_hands (peer, NULL);
  if (code != 1006)
    {
      wb_raw_peer_send_close (peer, code, "");
      wb_raw_peer_read_rest (peer);
    }
}

/* A16, G6 */
static void
test_closes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr(WbRawServer) server = wb_raw_server_new (NULL, serve_close, &codes[i]);
      const WbStateChange *change;
      World world;

      start (&world, wb_raw_server_get_url (server));
      change = await_end (&world, again[i]);
      g_assert_cmpuint (change->code, ==, codes[i] != 0 ? codes[i] : 1005);
      g_assert_cmpint (change->by_server, ==, codes[i] != 1006);
      g_assert_cmpint (change->retry_in >= WB_BACKOFF_MIN_US * 1000, ==, again[i]);
      g_assert_cmpint (change->retry_in, <=, 2 * WB_BACKOFF_MIN_US * 1000);
      world_clear (&world);
    }
}

static void
serve_well (WbRawPeer *peer,
            gconstpointer data)
{
  wb_raw_peer_shake_hands (peer, NULL);
  wb_raw_peer_send (peer, WB_RAW_FINAL | WB_RAW_TEXT, "ship", 4);
  wb_raw_peer_answer_pings (peer, (int *) data);
}

/* A server that is killed and started again, three times: log, track and settings are still there. */
static void
test_restarts (void)
{
  g_autoptr(GBytes) hello = g_bytes_new_static ("hello", 5);
  WbRawServer *server = wb_raw_server_new (NULL, serve_well, NULL);
  guint port = wb_raw_server_get_port (server);
  World world;

  start (&world, wb_raw_server_get_url (server));
  wb_profile_add_on_connect (world.profile, WB_MESSAGE_TEXT, hello);
  wb_connection_open (world.connection);
  for (guint i = 1; i <= 3; i++)
    {
      wb_test_await (world_is_in (&world, WB_STATE_OPEN) &&
                     wb_connection_get_received (world.connection) == i);
      wb_raw_server_free (server);
      /* It is missed, and then refused. */
      wb_test_await (world.delays->len >= 2 * i);
      server = wb_raw_server_new_at (port, serve_well, NULL);
    }
  wb_test_await (wb_connection_get_received (world.connection) == 4 &&
                 wb_connection_get_sent (world.connection) == 4);
  g_assert_cmpuint (wb_track_store_get_length (wb_monitor_get_tracks (world.monitor)), ==, 1);
  world_clear (&world);
  wb_raw_server_free (server);
}

/* Counts from 1 in 8 bytes, then fails, each time in another way. */
static void
serve_faults (WbRawPeer *peer,
              gconstpointer data)
{
  guint turn = (guint) g_atomic_int_add ((int *) data, 1);

  if (turn % 5 == 4)
    {
      wb_raw_serve_answer (peer, "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
      return;
    }

  wb_raw_peer_shake_hands (peer, NULL);
  for (guint i = 1; i <= 50; i++)
    {
      g_autofree char *text = g_strdup_printf ("%07u", i);

      wb_raw_peer_send (peer, WB_RAW_FINAL | WB_RAW_TEXT, text, strlen (text) + 1);
    }
  if (turn % 5 == 0)
    wb_raw_peer_send_close (peer, 1012, "");
  else if (turn % 5 == 1)
    wb_raw_peer_reset (peer);
  else if (turn % 5 == 2)
    wb_raw_peer_write (peer, "\xff\xff\xff", 3);
}

static void
check_number_cb (WbConnection *connection G_GNUC_UNUSED,
                 WbBatch *batch,
                 guint first,
                 guint count,
                 guint *expected)
{
  for (guint i = first; i < first + count; i++)
    {
      WbMessage *message = g_ptr_array_index (batch->messages, i);

      if (message->kind == WB_MESSAGE_TEXT)
        g_assert_cmpuint (g_ascii_strtoull (g_bytes_get_data (message->payload, NULL), NULL, 10),
                          ==, (*expected)++);
      else if (message->kind == WB_MESSAGE_STATE && message->change->state == WB_STATE_OPEN)
        *expected = 1;
    }
}

/* A server that fails again and again: within each link no number is missing and none comes twice,
 * and memory does not grow. */
static void
test_faults (void)
{
  int turn = 0;
  guint expected = 1; /* number of the next message of the link */
  g_autoptr(WbRawServer) server = wb_raw_server_new (NULL, serve_faults, &turn);
  gsize before = wb_test_get_memory ();
  World world;

  start (&world, wb_raw_server_get_url (server));
  wb_profile_set_time_scale (world.profile, 0.001);
  g_signal_connect (world.connection, "applied", G_CALLBACK (check_number_cb), &expected);
  wb_connection_open (world.connection);
  wb_test_await (world.delays->len >= 100);
  wb_connection_close (world.connection, 1000, NULL);
  wb_test_await (world_is_in (&world, WB_STATE_CLOSED));
  wb_test_assert_memory (before);
  world_clear (&world);
}

/* A15: a closed port. */
static void
test_unreachable (void)
{
  g_autoptr(WbRawServer) server = wb_raw_server_new (NULL, serve_well, NULL);
  g_autofree char *url = g_strdup (wb_raw_server_get_url (server));
  const WbStateChange *change;
  World world;

  wb_raw_server_free (g_steal_pointer (&server));
  start (&world, url);
  change = await_end (&world, FALSE);
  g_assert_error (change->error, WB_FAILURE, WB_FAILURE_REFUSED);
  world_clear (&world);
}

static void
test_hang (void)
{
  g_autoptr(WbRawServer) server = wb_raw_server_new (NULL, wb_raw_serve_nothing, NULL);
  const WbStateChange *change;
  World world;

  start (&world, wb_raw_server_get_url (server));
  g_object_set (world.profile, "connect-timeout", 100, NULL);
  change = await_end (&world, FALSE);
  g_assert_error (change->error, WB_FAILURE, WB_FAILURE_TIMEOUT);
  world_clear (&world);
}

/* Agrees, then neither reads nor writes, like a link that is cut somewhere on the way. */
static void
serve_silence (WbRawPeer *peer,
               gconstpointer data)
{
  wb_raw_peer_shake_hands (peer, NULL);
  wb_raw_peer_wait (peer, (int *) data);
}

/* A link that is half open ends with a sentence of its own; one that is only quiet does not end. */
static void
test_half_open (void)
{
  int over = 0;
  int n_pings = 0;
  g_autoptr(WbRawServer) silent = wb_raw_server_new (NULL, serve_silence, &over);
  g_autoptr(WbRawServer) quiet = wb_raw_server_new (NULL, serve_well, &n_pings);
  WbConnection *other;
  WbProfile *profile;
  World world;

  start (&world, wb_raw_server_get_url (silent));
  g_object_set (world.profile, "keep-alive", 1, NULL);
  wb_profile_set_time_scale (world.profile, PATIENT);
  profile = wb_profile_copy (world.profile);
  g_object_set (profile, "url", wb_raw_server_get_url (quiet), NULL);
  other = wb_monitor_add (world.monitor, profile);
  wb_connection_open (world.connection);
  wb_connection_open (other);
  wb_test_await (world_is_in (&world, WB_STATE_WAITING));
  g_assert_error (wb_connection_get_error (world.connection), WB_FAILURE, WB_FAILURE_SILENT);
  g_assert_cmpuint (wb_connection_get_last_change (world.connection)->code, ==, 1006);

  wb_test_await (g_atomic_int_get (&n_pings) >= 2);
  g_assert_cmpint (wb_connection_get_state (other), ==, WB_STATE_OPEN);
  g_atomic_int_set (&over, 1);
  g_object_unref (profile);
  world_clear (&world);
}

/* What was accepted and did not go out is not lost without a word. */
static void
test_unsent (void)
{
  int over = 0;
  g_autoptr(WbRawServer) server = wb_raw_server_new (NULL, serve_silence, &over);
  g_autofree char *text = g_strnfill (1024 * 1024, 'x');
  g_autofree char *line = NULL;
  const WbStateChange *end;
  World world;

  start (&world, wb_raw_server_get_url (server));
  wb_profile_set_time_scale (world.profile, LONG);
  wb_connection_open (world.connection);
  wb_test_await (world_is_in (&world, WB_STATE_OPEN));
  for (guint i = 0; i < 20; i++)
    g_assert_true (wb_connection_send_text (world.connection, text, -1, NULL));
  wb_test_await (wb_connection_get_sent (world.connection) > 0);
  g_atomic_int_set (&over, 1);
  wb_test_await (world_is_in (&world, WB_STATE_WAITING));

  end = wb_connection_get_last_change (world.connection);
  line = wb_state_change_describe (end);
  g_assert_cmpuint (end->unsent, >, 0);
  g_assert_cmpuint (end->sent + end->unsent, ==, 20);
  g_assert_nonnull (strstr (line, " not sent"));
  world_clear (&world);
}

/* Who closes does not wait for ever, and is not told that the link was lost. */
static void
test_unanswered_close (void)
{
  int over = 0;
  g_autoptr(WbRawServer) server = wb_raw_server_new (NULL, serve_silence, &over);
  g_autofree char *line = NULL;
  World world;

  start (&world, wb_raw_server_get_url (server));
  wb_connection_open (world.connection);
  wb_test_await (world_is_in (&world, WB_STATE_OPEN));
  wb_connection_close (world.connection, 1000, NULL);
  wb_test_await (world_is_in (&world, WB_STATE_CLOSED));

  line = wb_state_change_describe (wb_connection_get_last_change (world.connection));
  g_assert_true (g_str_has_prefix (line, "Closed without an answer · "));
  g_assert_no_error (wb_connection_get_error (world.connection));
  g_assert_cmpuint (wb_connection_get_handshake (world.connection)->status, ==, 101);
  g_atomic_int_set (&over, 1);
  world_clear (&world);
}

/* The numbers are those of the link. */
static void
test_insight (void)
{
  g_autoptr(WbRawServer) server = wb_raw_server_new (NULL, serve_well, NULL);
  WbInsight *insight;
  World world;

  start (&world, wb_raw_server_get_url (server));
  insight = wb_connection_get_insight (world.connection);
  wb_connection_open (world.connection);
  wb_test_await (wb_insight_get_round_trip (insight) > 0);
  g_assert_cmpint (wb_insight_get_round_trip (insight), <, G_USEC_PER_SEC);
  wb_connection_close (world.connection, 1000, NULL);
  wb_test_await (world_is_in (&world, WB_STATE_CLOSED));
  g_assert_cmpint (wb_insight_get_round_trip (insight), ==, 0);
  world_clear (&world);
}

#define QUESTION "0123456789"
#define ANSWER_BYTES 1000

/* What a server counts; atomic. */
typedef struct {
  int received;
  int bytes_received;
  int sent;
  int bytes_sent;
} Counts;

/* Two long answers to each question. */
static void
serve_answers (WbRawPeer *peer,
               gconstpointer data)
{
  Counts *counts = (Counts *) data;
  char answer[ANSWER_BYTES];
  guint8 first;

  memset (answer, 'a', sizeof answer);
  wb_raw_peer_shake_hands (peer, NULL);
  for (;;)
    {
      g_autoptr(GBytes) question = wb_raw_peer_read_frame (peer, &first);

      if (question == NULL || first != (WB_RAW_FINAL | WB_RAW_TEXT))
        break;
      g_atomic_int_inc (&counts->received);
      g_atomic_int_add (&counts->bytes_received, (int) g_bytes_get_size (question));
      for (int i = 0; i < 2 && wb_raw_peer_send (peer, WB_RAW_FINAL | WB_RAW_TEXT, answer, sizeof answer); i++)
        {
          g_atomic_int_inc (&counts->sent);
          g_atomic_int_add (&counts->bytes_sent, sizeof answer);
        }
    }
}

/* Each direction has numbers of its own, and they are those of the server. */
static void
test_counts (void)
{
  Counts counts = { 0 };
  g_autoptr(WbRawServer) server = wb_raw_server_new (NULL, serve_answers, &counts);
  double points[WB_INSIGHT_MAX_POINTS];
  WbInsight *insight;
  const WbStateChange *end;
  World world;

  start (&world, wb_raw_server_get_url (server));
  insight = wb_connection_get_insight (world.connection);
  wb_connection_open (world.connection);
  wb_test_await (world_is_in (&world, WB_STATE_OPEN));
  for (guint n = 1; wb_insight_get_history (insight, WB_RATE_MESSAGES_IN, points) == 0; n++)
    {
      g_assert_true (wb_connection_send_text (world.connection, QUESTION, -1, NULL));
      wb_test_await (wb_connection_get_received (world.connection) == 2 * n &&
                     wb_connection_get_sent (world.connection) == n);
    }
  g_assert_cmpfloat (wb_insight_get_rate (insight, WB_RATE_MESSAGES_OUT), >, 0);
  g_assert_cmpfloat (wb_insight_get_rate (insight, WB_RATE_MESSAGES_IN), >,
                     wb_insight_get_rate (insight, WB_RATE_MESSAGES_OUT));
  g_assert_cmpfloat_with_epsilon (wb_insight_get_rate (insight, WB_RATE_BYTES_IN),
                                  ANSWER_BYTES * wb_insight_get_rate (insight, WB_RATE_MESSAGES_IN), 0.1);
  g_assert_cmpfloat_with_epsilon (wb_insight_get_rate (insight, WB_RATE_BYTES_OUT),
                                  strlen (QUESTION) * wb_insight_get_rate (insight, WB_RATE_MESSAGES_OUT), 0.1);

  wb_connection_close (world.connection, 1000, NULL);
  wb_test_await (world_is_in (&world, WB_STATE_CLOSED));
  end = wb_connection_get_last_change (world.connection);
  g_assert_cmpuint (end->received, ==, (guint) g_atomic_int_get (&counts.sent));
  g_assert_cmpuint (end->sent, ==, (guint) g_atomic_int_get (&counts.received));
  g_assert_cmpuint (wb_connection_get_received (world.connection), ==, end->received);
  g_assert_cmpuint (wb_connection_get_sent (world.connection), ==, end->sent);
  g_assert_cmpuint (wb_connection_get_bytes_received (world.connection), ==,
                    (guint) g_atomic_int_get (&counts.bytes_sent));
  g_assert_cmpuint (wb_connection_get_bytes_sent (world.connection), ==,
                    (guint) g_atomic_int_get (&counts.bytes_received));
  world_clear (&world);
}

/* Three connections; the end of one greys its own track alone. */
static void
test_several (void)
{
  g_autoptr(WbRawServer) server = wb_raw_server_new (NULL, serve_well, NULL);
  WbConnection *connections[3];
  WbTrackStore *tracks;
  World world;

  start (&world, wb_raw_server_get_url (server));
  tracks = wb_monitor_get_tracks (world.monitor);
  connections[0] = world.connection;
  for (guint i = 1; i < 3; i++)
    connections[i] = wb_monitor_add (world.monitor, world.profile);
  for (guint i = 0; i < 3; i++)
    wb_connection_open (connections[i]);
  wb_test_await (wb_track_store_get_length (tracks) == 3);

  wb_connection_close (connections[1], 1000, NULL);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(WbTrack) track = wb_track_store_lookup (tracks, wb_connection_get_source (connections[i]), "ship");

      if (i == 1)
        wb_test_await (wb_track_get_freshness (track) == WB_FRESHNESS_LAST_KNOWN);
      else
        g_assert_cmpint (wb_track_get_freshness (track), !=, WB_FRESHNESS_LAST_KNOWN);
    }
  world_clear (&world);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/session/A15-answers", test_answers);
  g_test_add_func ("/net/session/A16-G6-closes", test_closes);
  g_test_add_func ("/net/session/A5-G13-restarts", test_restarts);
  g_test_add_func ("/net/session/faults", test_faults);
  g_test_add_func ("/net/session/A15-unreachable", test_unreachable);
  g_test_add_func ("/net/session/A15-hang", test_hang);
  g_test_add_func ("/net/session/half-open", test_half_open);
  g_test_add_func ("/net/session/unsent", test_unsent);
  g_test_add_func ("/net/session/unanswered-close", test_unanswered_close);
  g_test_add_func ("/net/session/insight", test_insight);
  g_test_add_func ("/net/session/counts", test_counts);
  g_test_add_func ("/net/session/C13-G13-several", test_several);

  return g_test_run ();
}
