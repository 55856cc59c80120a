/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The view of a log: what it finds, and what its list tells. */

#include "config.h"

#include "wb-failure.h"
#include "wb-list-mirror.h"
#include "wb-log-query.h"
#include "wb-log-view.h"
#include "wb-test.h"

#include <string.h>

typedef struct {
  WbMessageLog *log;
  WbLogView *view;
  WbListMirror mirror;
  guint next; /* number in the next message */
} World;

static gboolean
is_done (World *world)
{
  return !wb_log_view_is_busy (world->view);
}

static void
settle (World *world)
{
  wb_test_await (is_done (world));
}

static void
world_init (World *world)
{
  world->log = wb_message_log_new ();
  world->view = wb_log_view_new (world->log);
  world->next = 0;
  wb_list_mirror_init (&world->mirror, G_LIST_MODEL (world->view));
  settle (world);
}

static void
world_clear (World *world)
{
  settle (world);
  wb_list_mirror_check (&world->mirror);
  wb_list_mirror_clear (&world->mirror);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  /* A search that still runs holds the view. */
  g_object_add_weak_pointer (G_OBJECT (world->view), (gpointer *) &world->view);
  g_object_unref (world->view);
  wb_test_await (world->view == NULL);
  g_object_unref (world->log);
}

static guint
length (World *world)
{
  return g_list_model_get_n_items (G_LIST_MODEL (world->view));
}

static void
add (World *world,
     WbDirection direction,
     WbMessageKind kind,
     const char *text,
     gsize size)
{
  g_autoptr(WbBatch) batch = wb_batch_new ();
  g_autoptr(GBytes) payload = g_bytes_new (text, size);
  WbMessage *message = wb_message_new (direction, kind, 0, payload);

  message->number = world->next++;
  wb_batch_add (batch, message);
  wb_message_log_append (world->log, batch, 0, 1);
}

static void
receive (World *world,
         const char *text)
{
  add (world, WB_DIRECTION_RECEIVED, WB_MESSAGE_TEXT, text, strlen (text));
}

/* Messages “0”, “1”, … in batches of some. */
static void
receive_numbers (World *world,
                 guint count)
{
  g_autoptr(WbBatch) batch = wb_batch_new ();

  for (guint i = 0; i < count; i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"number\":%u,\"even\":%s}", world->next,
                                               world->next % 2 == 0 ? "true" : "false");
      WbMessage *message = wb_message_new_text (WB_DIRECTION_RECEIVED, 0, text);

      message->number = world->next++;
      wb_batch_add (batch, message);
    }
  wb_message_log_append (world->log, batch, 0, count);
}

static guint64
number_at (World *world,
           guint position)
{
  return wb_log_view_get_message (world->view, position)->number;
}

static void
test_direction (void)
{
  World world;

  world_init (&world);
  receive (&world, "in");
  add (&world, WB_DIRECTION_SENT, WB_MESSAGE_TEXT, "out", 3);
  add (&world, WB_DIRECTION_LOCAL, WB_MESSAGE_ERROR, "what happened", 13);
  g_assert_cmpuint (length (&world), ==, 3);

  wb_log_view_set_direction (world.view, WB_LOG_DIRECTION_SENT);
  settle (&world);
  g_assert_cmpuint (length (&world), ==, 1);
  g_assert_cmpuint (number_at (&world, 0), ==, 1);

  wb_log_view_set_direction (world.view, WB_LOG_DIRECTION_RECEIVED);
  settle (&world);
  g_assert_cmpuint (number_at (&world, 0), ==, 0);
  receive (&world, "more");
  add (&world, WB_DIRECTION_SENT, WB_MESSAGE_TEXT, "out", 3);
  g_assert_cmpuint (length (&world), ==, 2);
  world_clear (&world);
}

static void
note_busy_cb (WbLogView *view,
              GParamSpec *pspec G_GNUC_UNUSED,
              gboolean *busy)
{
  *busy = wb_log_view_is_busy (view);
}

/* Who shows that a search goes on is told when its log is taken away. */
static void
test_no_log_while_busy (void)
{
  World world;
  gboolean busy = FALSE;

  world_init (&world);
  receive (&world, "data");
  g_signal_connect (world.view, "notify::busy", G_CALLBACK (note_busy_cb), &busy);
  wb_log_view_set_query (world.view, "data");
  g_assert_true (busy);
  wb_log_view_set_log (world.view, NULL);
  g_assert_false (busy);
  world_clear (&world);
}

static void
test_keepalive (void)
{
  World world;

  world_init (&world);
  add (&world, WB_DIRECTION_RECEIVED, WB_MESSAGE_PING, "ping", 4);
  add (&world, WB_DIRECTION_SENT, WB_MESSAGE_PONG, "pong", 4);
  receive (&world, "data");
  g_assert_cmpuint (length (&world), ==, 1);
  wb_log_view_set_shows_keepalive (world.view, TRUE);
  settle (&world);
  g_assert_cmpuint (length (&world), ==, 3);
  world_clear (&world);
}

/* What each query makes of each message. */
static const struct {
  const char *query;
  const char *payload;
  gboolean matches;
} queries[] = {
  { "stena", "{\"name\":\"Stena Danica\"}", TRUE },
  { "STENA DANICA", "{\"name\":\"Stena Danica\"}", TRUE },
  { "øresund", "ØRESUND", TRUE },
  { "øresund", "oresund", FALSE },
  { "  trimmed ", "is trimmed", TRUE },
  { "danica.", "{\"name\":\"Stena Danica\"}", FALSE },
  { "name=stena danica", "{\"a\":[{\"name\":\"Stena Danica\"}]}", TRUE },
  { "name=Stena", "{\"name\":\"Stena Danica\"}", FALSE },
  { "name=\"Stena Danica\"", "{\"name\":\"Stena Danica\"}", TRUE },
  { "name=Stena", "\"name=Stena\"", FALSE },
  { "name=b", "{\"a\":\"\\\"name\\\":\\\"b\\\"\"}", FALSE },
  { "name=b", "{\"n\\u0061me\":\"\\u0062\"}", TRUE },
  { "lat=57.28", "{\"pos\":{\"lat\":57.28000}}", TRUE },
  { "lat=57.28", "{\"pos\":{\"lat\":57.2801}}", FALSE },
  { "lat=57.28", "{\"pos\":{\"lat\":\"57.28\"}}", TRUE },
  { "lat=\"57.280\"", "{\"lat\":57.28}", FALSE },
  { "id=12345678901234567890", "{\"id\":12345678901234567890}", TRUE },
  { "ok=true", "{\"ok\":true}", TRUE },
  { "ok=true", "{\"ok\":false}", FALSE },
  { "ok=null", "{\"ok\":null}", TRUE },
  { "ok={", "{\"ok\":{\"a\":1}}", FALSE },
  { "a=1", "{\"b\":2} {\"a\":1}", TRUE },
  { "a=1", "{\"a\":1", TRUE },
  { "a==", "a==", TRUE },
  { "/^{.*}$/", "{\"a\":1}", TRUE },
  { "/stena/", "Stena", FALSE },
  { "/(?i)stena/", "Stena", TRUE },
  { "/\\d{3}/", "12", FALSE },
  { "/topic", "on /topic/x", TRUE },
  { "//", "a//b", TRUE },
};

static void
test_queries (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(WbLogQuery) query = wb_log_query_new (queries[i].query, &error);
      g_autoptr(WbMessage) message = wb_message_new_text (WB_DIRECTION_RECEIVED, 0, queries[i].payload);

      g_assert_no_error (error);
      g_test_message ("%s in %s", queries[i].query, queries[i].payload);
      g_assert_cmpint (wb_log_query_matches (query, message), ==, queries[i].matches);
    }
}

/* Names and reasons stand in the row, so they can be found. */
static void
test_reports (void)
{
  g_autoptr(WbMessage) message = wb_message_new_text (WB_DIRECTION_RECEIVED, 0, "payload");
  g_autoptr(WbLogQuery) name = wb_log_query_new ("danica", NULL);
  g_autoptr(WbLogQuery) reason = wb_log_query_new ("out of range", NULL);
  WbReport *report = wb_report_new (WB_REPORT_REJECTED, "test");

  report->label = g_ref_string_new ("Stena Danica");
  report->reason = WB_REASON_LATITUDE_OUT_OF_RANGE;
  wb_message_add_report (message, report);
  g_assert_true (wb_log_query_matches (name, message));
  g_assert_true (wb_log_query_matches (reason, message));
}

/* Any query on any bytes: nothing is read that is not there. */
static void
test_mutations (void)
{
  static const char alphabet[] = "a=\"\\/{}[]:,1.é\xff\xc3\x80 ut";

  for (guint round = 0; round < 20000; round++)
    {
      char text[12], payload[24];
      g_autoptr(GError) error = NULL;
      g_autoptr(WbLogQuery) query = NULL;
      g_autoptr(GBytes) bytes = NULL;
      g_autoptr(WbMessage) message = NULL;
      gsize size = (gsize) g_test_rand_int_range (0, (int) sizeof payload);

      for (gsize i = 0; i < sizeof text; i++)
        text[i] = i + 1 < sizeof text ? alphabet[g_test_rand_int_range (0, sizeof alphabet)] : '\0';
      for (gsize i = 0; i < size; i++)
        payload[i] = alphabet[g_test_rand_int_range (0, sizeof alphabet)];
      bytes = g_bytes_new (payload, size);
      message = wb_message_new (WB_DIRECTION_RECEIVED, WB_MESSAGE_BINARY, 0, bytes);
      query = wb_log_query_new (text, &error);
      if (query != NULL)
        wb_log_query_matches (query, message);
    }
}

static void
test_query (void)
{
  World world;

  world_init (&world);
  receive_numbers (&world, 100);
  wb_log_view_set_query (world.view, "even=true");
  settle (&world);
  g_assert_cmpuint (length (&world), ==, 50);
  g_assert_cmpuint (number_at (&world, 49), ==, 98);

  /* New messages are looked at by the worker as well. */
  receive_numbers (&world, 10);
  wb_test_await (length (&world) == 55);
  wb_log_view_set_query (world.view, "");
  settle (&world);
  g_assert_cmpuint (length (&world), ==, 110);
  world_clear (&world);
}

/* A query that is wrong says so and changes nothing else. */
static void
test_bad_regex (void)
{
  World world;

  world_init (&world);
  receive_numbers (&world, 4);
  wb_log_view_set_query (world.view, "/(/");
  settle (&world);
  g_assert_nonnull (wb_log_view_get_query_error (world.view));
  g_assert_cmpuint (length (&world), ==, 4);
  wb_log_view_set_query (world.view, "/3/");
  settle (&world);
  g_assert_null (wb_log_view_get_query_error (world.view));
  g_assert_cmpuint (length (&world), ==, 1);
  world_clear (&world);
}

static void
test_paused (void)
{
  World world;

  world_init (&world);
  wb_message_log_set_limit (world.log, 10);
  receive_numbers (&world, 10);
  wb_log_view_set_paused (world.view, TRUE);
  receive_numbers (&world, 15);
  g_assert_cmpuint (length (&world), ==, 10);
  g_assert_cmpuint (number_at (&world, 0), ==, 0);
  g_assert_cmpuint (wb_log_view_get_n_new (world.view), ==, 10);

  /* What the log has lost can still be searched. */
  wb_log_view_set_query (world.view, "even=true");
  settle (&world);
  g_assert_cmpuint (length (&world), ==, 5);
  g_assert_cmpuint (wb_log_view_get_n_new (world.view), ==, 5);
  wb_log_view_set_query (world.view, "");
  settle (&world);
  g_assert_cmpuint (length (&world), ==, 10);

  wb_log_view_set_paused (world.view, FALSE);
  g_assert_cmpuint (length (&world), ==, 10);
  g_assert_cmpuint (number_at (&world, 0), ==, 15);
  world_clear (&world);
}

static void
test_clear_and_restore (void)
{
  World world;
  WbLogContents *contents;

  world_init (&world);
  receive_numbers (&world, 10);
  wb_log_view_set_query (world.view, "even=false");
  settle (&world);
  contents = wb_message_log_steal (world.log);
  g_assert_cmpuint (length (&world), ==, 0);
  receive_numbers (&world, 10);
  g_assert_true (wb_message_log_restore (world.log, contents));
  wb_test_await (length (&world) == 10);
  g_assert_cmpuint (number_at (&world, 0), ==, 1);
  world_clear (&world);
}

/* After a rest the first message is shown at once; those that come soon after it wait together. */
static void
test_interval (void)
{
  World world;

  world_init (&world);
  wb_log_view_set_interval (world.view, 2 * WB_TEST_TIMEOUT_S * G_USEC_PER_SEC);
  receive (&world, "first");
  wb_test_await (length (&world) == 1);
  receive (&world, "second");
  receive (&world, "third");
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (length (&world), ==, 1);

  /* What came before the pause is no news. */
  wb_log_view_set_paused (world.view, TRUE);
  g_assert_cmpuint (length (&world), ==, 3);
  g_assert_cmpuint (wb_log_view_get_n_new (world.view), ==, 0);
  world_clear (&world);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

/* However much comes, the list changes no more often than it may. */
static void
test_interval_holds (void)
{
  const gint64 interval = 20 * G_TIME_SPAN_MILLISECOND;
  gint64 start = g_get_monotonic_time ();
  World world;
  guint changes = 0;

  world_init (&world);
  wb_log_view_set_interval (world.view, interval);
  g_signal_connect_swapped (world.view, "items-changed", G_CALLBACK (count_cb), &changes);
  while (length (&world) < 500)
    {
      receive_numbers (&world, 1);
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_cmpint (changes, <=, (g_get_monotonic_time () - start) / interval + 1);
  world_clear (&world);
}

static void
is_not_empty_cb (GListModel *view)
{
  g_assert_cmpuint (g_list_model_get_n_items (view), >, 0);
}

/* Where everything that is shown goes at once, the list waits for what comes instead of it. */
static void
test_never_empty (void)
{
  World world;

  world_init (&world);
  wb_message_log_set_limit (world.log, 2000);
  receive_numbers (&world, 2000);
  wb_test_await (length (&world) == 2000);
  wb_log_view_set_interval (world.view, G_TIME_SPAN_MILLISECOND);
  g_signal_connect (world.view, "items-changed", G_CALLBACK (is_not_empty_cb), NULL);
  receive_numbers (&world, 2000);
  wb_test_await (number_at (&world, 0) == 2000);
  wb_test_await (length (&world) == 2000);
  world_clear (&world);
}

static void
change_something (World *world)
{
  static const char *const texts[] = { "", "even=true", "1", "/[37]/", "nothing" };

  switch (g_test_rand_int_range (0, 7))
    {
    case 0:
      wb_log_view_set_query (world->view, texts[g_test_rand_int_range (0, G_N_ELEMENTS (texts))]);
      break;
    case 1:
      wb_log_view_set_paused (world->view, !wb_log_view_get_paused (world->view));
      break;
    case 2:
      wb_message_log_set_retention (world->log, (WbRetention) g_test_rand_int_range (0, 3));
      break;
    case 3:
      wb_message_log_set_limit (world->log, (guint) g_test_rand_int_range (1, 300));
      break;
    case 4:
      wb_message_log_clear (world->log);
      break;
    case 5:
      wb_log_view_set_interval (world->view, g_test_rand_int_range (0, 2) * 1000);
      break;
    default:
      wb_log_view_set_direction (world->view, (WbLogDirection) g_test_rand_int_range (0, 3));
    }
}

static void
live_on (World *world)
{
  for (guint round = 0; round < 2000; round++)
    {
      receive_numbers (world, (guint) g_test_rand_int_range (0, 40));
      if (g_test_rand_int_range (0, 10) == 0)
        change_something (world);
      if (g_test_rand_int_range (0, 4) == 0)
        g_main_context_iteration (NULL, FALSE);
      if (round % 50 == 0)
        wb_list_mirror_check (&world->mirror);
    }
}

/* Whatever is changed in whatever order: the signals stay exact. */
static void
test_random (void)
{
  World world;

  world_init (&world);
  live_on (&world);
  world_clear (&world);
}

static void
sometimes_clear_cb (World *world)
{
  if (g_test_rand_int_range (0, 10) == 0)
    wb_message_log_clear (world->log);
}

/* A listener of the list may clear the log: the signals stay exact, and what the log lost is not
 * shown any more. */
static void
test_clear_in_signal (void)
{
  World world;

  world_init (&world);
  g_signal_connect_swapped (world.view, "items-changed", G_CALLBACK (sometimes_clear_cb), &world);
  live_on (&world);
  wb_log_view_set_paused (world.view, FALSE);
  wb_log_view_set_query (world.view, "");
  wb_log_view_set_direction (world.view, WB_LOG_DIRECTION_ALL);
  wb_test_await (length (&world) == g_list_model_get_n_items (G_LIST_MODEL (world.log)));
  world_clear (&world);
}

/* A hundred thousand messages of 200 bytes: the answer within 100 ms, and no turn of the main loop
 * longer than 4 ms. Bounds are only checked where no sanitizer slows things down. */
static void
measure (World *world,
         const char *query)
{
  gint64 start = g_get_monotonic_time ();
  gint64 longest = 0, last = start;

  wb_log_view_set_query (world->view, query);
  longest = g_get_monotonic_time () - start;
  while (!is_done (world))
    {
      gint64 before;

      while (!g_main_context_pending (NULL))
        g_usleep (50);
      before = g_get_monotonic_time ();
      g_main_context_iteration (NULL, FALSE);
      longest = MAX (longest, g_get_monotonic_time () - before);
    }
  last = g_get_monotonic_time ();
  g_test_message ("%s: %u found, %.1f ms, longest turn %.2f ms", query, length (world), (double) (last - start) / 1000,
                  (double) longest / 1000);
}

/* Letting go of a hundred thousand messages does not keep the main thread busy. */
static void
test_cut (void)
{
  World world;
  gint64 start, took;

  world_init (&world);
  for (guint i = 0; i < 10000; i++)
    receive_numbers (&world, 10);
  wb_test_await (length (&world) == 100000);
  wb_list_mirror_clear (&world.mirror);
  start = wb_test_get_thread_time ();
  wb_message_log_set_limit (world.log, 10);
  took = wb_test_get_thread_time () - start;
  g_test_message ("cut in %.2f ms", (double) took / 1000);
  /* Freeing them here would take ten times as long, with sanitizers a hundred times. */
  g_assert_cmpint (took, <, 20 * 1000);
  wb_test_await (length (&world) == 10);
  g_assert_cmpuint (number_at (&world, 0), ==, 99990);
  wb_list_mirror_init (&world.mirror, G_LIST_MODEL (world.view));
  world_clear (&world);
}

static void
test_speed (void)
{
  World world;
  g_autofree char *padding = g_strnfill (140, 'x');

  world_init (&world);
  for (guint i = 0; i < 10000; i++)
    {
      g_autoptr(WbBatch) batch = wb_batch_new ();

      for (guint j = 0; j < 10; j++)
        {
          g_autofree char *text = g_strdup_printf ("{\"type\":\"position\",\"id\":%u,\"name\":\"Stena\",\"pad\":\"%s\"}",
                                                   world.next++, padding);

          wb_batch_add (batch, wb_message_new_text (WB_DIRECTION_RECEIVED, 0, text));
        }
      wb_message_log_append (world.log, batch, 0, 10);
    }
  wb_list_mirror_clear (&world.mirror);
  measure (&world, "stena");
  measure (&world, "danica");
  measure (&world, "type=position");
  measure (&world, "id=99999");
  measure (&world, "/9+\"?,/");
  measure (&world, "");
  g_assert_cmpuint (length (&world), ==, 100000);
  wb_list_mirror_init (&world.mirror, G_LIST_MODEL (world.view));
  world_clear (&world);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/log-view/direction", test_direction);
  g_test_add_func ("/core/log-view/no-log-while-busy", test_no_log_while_busy);
  g_test_add_func ("/core/log-view/keepalive", test_keepalive);
  g_test_add_func ("/core/log-view/queries", test_queries);
  g_test_add_func ("/core/log-view/reports", test_reports);
  g_test_add_func ("/core/log-view/mutations", test_mutations);
  g_test_add_func ("/core/log-view/query", test_query);
  g_test_add_func ("/core/log-view/bad-regex", test_bad_regex);
  g_test_add_func ("/core/log-view/paused", test_paused);
  g_test_add_func ("/core/log-view/clear-and-restore", test_clear_and_restore);
  g_test_add_func ("/core/log-view/interval", test_interval);
  g_test_add_func ("/core/log-view/interval-holds", test_interval_holds);
  g_test_add_func ("/core/log-view/never-empty", test_never_empty);
  g_test_add_func ("/core/log-view/W19-random", test_random);
  g_test_add_func ("/core/log-view/clear-in-signal", test_clear_in_signal);
  g_test_add_func ("/core/log-view/cut", test_cut);
  g_test_add_func ("/core/log-view/speed", test_speed);

  return g_test_run ();
}
