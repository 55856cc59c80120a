/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Several logs in one view: their order, what comes and goes, and what its list tells. */

#include "config.h"

#include "wb-list-mirror.h"
#include "wb-log-view.h"
#include "wb-test.h"

#include <string.h>

#define N_LOGS 4

typedef struct {
  WbMessageLog *logs[N_LOGS];
  gboolean chosen[N_LOGS];
  WbLogView *view;
  WbListMirror mirror;
  gint64 now;
  guint next; /* number in the next message */
} World;

static gboolean
is_done (World *world)
{
  return !wb_log_view_is_busy (world->view);
}

static guint
length (World *world)
{
  return g_list_model_get_n_items (G_LIST_MODEL (world->view));
}

/* Shows the first log, the second one, … where there is a 1. */
static void
choose (World *world,
        const char *which)
{
  g_autoptr(GPtrArray) logs = g_ptr_array_new ();

  for (guint i = 0; i < N_LOGS; i++)
    {
      world->chosen[i] = i < strlen (which) && which[i] == '1';
      if (world->chosen[i])
        g_ptr_array_add (logs, world->logs[i]);
    }
  wb_log_view_set_logs (world->view, logs);
}

static void
world_init (World *world)
{
  *world = (World){ .now = 1000 };
  for (guint i = 0; i < N_LOGS; i++)
    world->logs[i] = wb_message_log_new ();
  world->view = wb_log_view_new (NULL);
  wb_list_mirror_init (&world->mirror, G_LIST_MODEL (world->view));
}

static void
world_clear (World *world)
{
  wb_test_await (is_done (world));
  wb_list_mirror_check (&world->mirror);
  wb_list_mirror_clear (&world->mirror);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  /* A search that still runs holds the view. */
  g_object_add_weak_pointer (G_OBJECT (world->view), (gpointer *) &world->view);
  g_object_unref (world->view);
  wb_test_await (world->view == NULL);
  for (guint i = 0; i < N_LOGS; i++)
    g_object_unref (world->logs[i]);
}

static WbMessage *
make_message (World *world,
              gint64 time)
{
  g_autofree char *text = g_strdup_printf ("{\"number\":%u,\"even\":%s}", world->next,
                                           world->next % 2 == 0 ? "true" : "false");
  WbMessage *message = wb_message_new_text (WB_DIRECTION_RECEIVED, time, text);

  message->number = world->next++;
  return message;
}

/* Messages that came at these times reach a log together. */
static void
receive_at (World *world,
            guint log,
            const char *times)
{
  g_autoptr(WbBatch) batch = wb_batch_new ();
  g_auto(GStrv) words = g_strsplit (times, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    wb_batch_add (batch, make_message (world, g_ascii_strtoll (words[i], NULL, 10)));
  wb_message_log_append (world->logs[log], batch, 0, batch->messages->len);
}

/* One after the other, at times of their own. */
static void
receive (World *world,
         guint log,
         guint count)
{
  g_autoptr(WbBatch) batch = wb_batch_new ();

  for (guint i = 0; i < count; i++)
    wb_batch_add (batch, make_message (world, world->now++));
  wb_message_log_append (world->logs[log], batch, 0, count);
}

static char *
dup_times (World *world)
{
  GString *times = g_string_new (NULL);

  for (guint i = 0; i < length (world); i++)
    g_string_append_printf (times, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "",
                            wb_log_view_get_message (world->view, i)->time);
  return g_string_free (times, FALSE);
}

static gboolean
shows (World *world,
       const char *times)
{
  g_autofree char *shown = dup_times (world);

  return g_str_equal (shown, times);
}

/* The messages of all connections in the order they came, also where a connection needs longer to
 * hand over what it got. */
static void
test_order (void)
{
  World world;

  world_init (&world);
  receive_at (&world, 0, "1 4 6");
  receive_at (&world, 1, "2 3 9");
  choose (&world, "11");
  wb_test_await (shows (&world, "1 2 3 4 6 9"));
  g_assert_true (wb_log_view_is_merged (world.view));
  g_assert_true (wb_log_view_get_log_at (world.view, 3) == world.logs[0]);
  g_assert_true (wb_log_view_get_log_at (world.view, 5) == world.logs[1]);
  g_assert_null (wb_log_view_get_log_at (world.view, 6));

  receive_at (&world, 0, "7 8 10");
  g_assert_true (shows (&world, "1 2 3 4 6 7 8 9 10"));
  receive_at (&world, 1, "11");
  g_assert_true (shows (&world, "1 2 3 4 6 7 8 9 10 11"));
  world_clear (&world);
}

/* What came at the same time stays in the order of the logs, and new messages never get before old ones
 * of their log, even if the clock is set back. */
static void
test_clock_set_back (void)
{
  World world;

  world_init (&world);
  receive_at (&world, 0, "5 9");
  receive_at (&world, 1, "5");
  choose (&world, "11");
  wb_test_await (shows (&world, "5 5 9"));
  g_assert_true (wb_log_view_get_log_at (world.view, 0) == world.logs[0]);

  receive_at (&world, 0, "1 2 12");
  g_assert_true (shows (&world, "5 5 9 1 2 12"));
  receive_at (&world, 1, "11");
  g_assert_true (shows (&world, "5 5 9 1 2 11 12"));
  wb_log_view_set_query (world.view, "number");
  wb_test_await (is_done (&world));
  g_assert_true (shows (&world, "5 5 9 1 2 11 12"));
  world_clear (&world);
}

static void
test_filter (void)
{
  World world;

  world_init (&world);
  choose (&world, "111");
  receive_at (&world, 0, "10 20"); /* 0 1 */
  receive_at (&world, 2, "15 25"); /* 2 3 */
  wb_test_await (shows (&world, "10 15 20 25"));
  wb_log_view_set_query (world.view, "even=true");
  wb_test_await (shows (&world, "10 15"));
  receive_at (&world, 1, "12 30"); /* 4 5 */
  wb_test_await (shows (&world, "10 12 15"));
  wb_log_view_set_query (world.view, "/[35]/");
  wb_test_await (shows (&world, "25 30"));
  wb_log_view_set_direction (world.view, WB_LOG_DIRECTION_SENT);
  wb_test_await (shows (&world, ""));
  wb_log_view_set_direction (world.view, WB_LOG_DIRECTION_RECEIVED);
  wb_log_view_set_query (world.view, "");
  wb_test_await (shows (&world, "10 12 15 20 25 30"));
  world_clear (&world);
}

/* W10: each log keeps to its own limit, whatever the others do. */
static void
test_eviction (void)
{
  World world;

  world_init (&world);
  wb_message_log_set_limit (world.logs[0], 2);
  wb_message_log_set_retention (world.logs[2], WB_RETENTION_SNAPSHOT);
  choose (&world, "111");
  receive_at (&world, 0, "10 30");
  receive_at (&world, 1, "5 20 40");
  receive_at (&world, 2, "7");
  wb_test_await (shows (&world, "5 7 10 20 30 40"));
  receive_at (&world, 0, "50");
  g_assert_true (shows (&world, "5 7 20 30 40 50"));
  receive_at (&world, 2, "55");
  g_assert_true (shows (&world, "5 20 30 40 50 55"));
  wb_message_log_clear (world.logs[0]);
  g_assert_true (shows (&world, "5 20 40 55"));
  world_clear (&world);
}

/* W9: a connection may want its newest message first; all together run as time does. */
static void
test_newest_first (void)
{
  World world;

  world_init (&world);
  wb_message_log_set_retention (world.logs[0], WB_RETENTION_PREPEND);
  receive_at (&world, 0, "1 3");
  receive_at (&world, 1, "2");
  choose (&world, "1");
  wb_test_await (shows (&world, "3 1"));
  choose (&world, "11");
  wb_test_await (shows (&world, "1 2 3"));
  choose (&world, "1");
  wb_test_await (shows (&world, "3 1"));
  world_clear (&world);
}

/* A connection that goes takes its messages along at once, even from a list that is paused or just
 * being searched. */
static void
test_removed (void)
{
  World world;

  world_init (&world);
  choose (&world, "11");
  receive (&world, 0, 3000);
  receive (&world, 1, 3000);
  wb_test_await (length (&world) == 6000);
  wb_log_view_set_query (world.view, "even=true");
  g_assert_true (wb_log_view_is_busy (world.view));
  choose (&world, "1");
  g_assert_cmpuint (length (&world), ==, 3000);
  wb_test_await (length (&world) == 1500);

  choose (&world, "111");
  receive (&world, 2, 4000);
  choose (&world, "011");
  wb_test_await (length (&world) == 3500);
  wb_log_view_set_paused (world.view, TRUE);
  receive (&world, 1, 10);
  receive (&world, 2, 10);
  wb_test_await (wb_log_view_get_n_new (world.view) == 10);
  choose (&world, "01");
  g_assert_true (wb_log_view_get_paused (world.view));
  g_assert_cmpuint (length (&world), ==, 1500);
  wb_test_await (wb_log_view_get_n_new (world.view) == 5);

  /* Of what was paused nothing is left. */
  choose (&world, "1");
  g_assert_false (wb_log_view_get_paused (world.view));
  wb_test_await (length (&world) == 1500);
  world_clear (&world);
}

/* Who goes on before a search is over sees nothing of what the log lost meanwhile. */
static void
test_unpaused_early (void)
{
  World world;

  world_init (&world);
  choose (&world, "1");
  receive (&world, 0, 300);
  wb_test_await (length (&world) == 300);
  wb_log_view_set_paused (world.view, TRUE);
  wb_message_log_set_limit (world.logs[0], 10);
  g_assert_cmpuint (length (&world), ==, 300);

  wb_log_view_set_query (world.view, "even=true");
  g_assert_true (wb_log_view_is_busy (world.view));
  wb_log_view_set_paused (world.view, FALSE);
  wb_test_await (is_done (&world));
  g_assert_cmpuint (length (&world), ==, 5);
  world_clear (&world);
}

static void
test_paused (void)
{
  World world;

  world_init (&world);
  wb_message_log_set_limit (world.logs[0], 2);
  receive_at (&world, 0, "10 30");
  receive_at (&world, 1, "20");
  choose (&world, "11");
  wb_test_await (shows (&world, "10 20 30"));
  wb_log_view_set_paused (world.view, TRUE);
  receive_at (&world, 1, "25 45");
  receive_at (&world, 0, "40");
  g_assert_true (shows (&world, "10 20 30"));
  g_assert_cmpuint (wb_log_view_get_n_new (world.view), ==, 3);

  /* Another connection is shown as far as it had come. */
  receive_at (&world, 2, "15 22");
  choose (&world, "111");
  wb_test_await (shows (&world, "10 15 20 22 30"));
  g_assert_cmpuint (wb_log_view_get_n_new (world.view), ==, 3);
  receive_at (&world, 2, "28");
  g_assert_cmpuint (wb_log_view_get_n_new (world.view), ==, 4);

  wb_log_view_set_paused (world.view, FALSE);
  g_assert_true (shows (&world, "15 20 22 25 28 30 40 45"));
  world_clear (&world);
}

static void
test_clear_and_restore (void)
{
  World world;
  WbLogContents *first, *second;

  world_init (&world);
  receive_at (&world, 0, "10 30");
  receive_at (&world, 1, "20");
  choose (&world, "11");
  wb_test_await (shows (&world, "10 20 30"));
  first = wb_message_log_steal (world.logs[0]);
  second = wb_message_log_steal (world.logs[1]);
  g_assert_true (shows (&world, ""));
  receive_at (&world, 1, "40");
  g_assert_true (wb_message_log_restore (world.logs[0], first));
  g_assert_true (wb_message_log_restore (world.logs[1], second));
  wb_test_await (shows (&world, "10 20 30 40"));
  world_clear (&world);
}

/*
 * Anything in any order
 */

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  const WbMessage *first = *(WbMessage *const *) a, *second = *(WbMessage *const *) b;

  return (first->time > second->time) - (first->time < second->time);
}

/* What should be shown: everything in the logs, sorted the plain way. */
static GPtrArray *
expect (World *world)
{
  GPtrArray *expected = g_ptr_array_new ();

  for (guint i = 0; i < N_LOGS; i++)
    for (guint j = 0; world->chosen[i] && j < g_list_model_get_n_items (G_LIST_MODEL (world->logs[i])); j++)
      g_ptr_array_add (expected, wb_message_log_get_message (world->logs[i], j));
  g_ptr_array_sort (expected, compare_times);
  return expected;
}

static gboolean
is_as_expected (World *world)
{
  g_autoptr(GPtrArray) expected = expect (world);

  if (length (world) != expected->len)
    return FALSE;
  for (guint i = 0; i < expected->len; i++)
    {
      guint position = wb_log_view_is_newest_first (world->view) ? expected->len - 1 - i : i;

      if (wb_log_view_get_message (world->view, position) != g_ptr_array_index (expected, i))
        return FALSE;
    }
  return TRUE;
}

/* Two logs get messages of which those of the second are older, in part. */
static void
receive_crosswise (World *world)
{
  guint first = (guint) g_test_rand_int_range (0, N_LOGS), second = (first + 1) % N_LOGS;
  g_autoptr(WbBatch) batch = wb_batch_new ();

  for (guint i = 0; i < 10; i++)
    wb_batch_add (batch, make_message (world, world->now++));
  receive (world, second, (guint) g_test_rand_int_range (1, 30));
  wb_message_log_append (world->logs[first], batch, 0, 10);
}

static void
change_something (World *world)
{
  static const char *const texts[] = { "", "even=true", "1", "/[37]/", "nothing" };
  static const char *const choices[] = { "", "1", "01", "11", "111", "1011", "1111" };
  WbMessageLog *log = world->logs[g_test_rand_int_range (0, N_LOGS)];

  switch (g_test_rand_int_range (0, 8))
    {
    case 0:
      wb_log_view_set_query (world->view, texts[g_test_rand_int_range (0, G_N_ELEMENTS (texts))]);
      break;
    case 1:
      wb_log_view_set_paused (world->view, !wb_log_view_get_paused (world->view));
      break;
    case 2:
      wb_message_log_set_retention (log, (WbRetention) g_test_rand_int_range (0, 3));
      break;
    case 3:
      wb_message_log_set_limit (log, (guint) g_test_rand_int_range (1, 300));
      break;
    case 4:
      wb_message_log_clear (log);
      break;
    case 5:
      wb_log_view_set_interval (world->view, g_test_rand_int_range (0, 2) * 1000);
      break;
    case 6:
      {
        WbLogContents *contents = wb_message_log_steal (log);

        receive (world, 0, 3);
        wb_message_log_restore (log, contents);
        break;
      }
    default:
      choose (world, choices[g_test_rand_int_range (0, G_N_ELEMENTS (choices))]);
    }
}

static void
check (World *world)
{
  wb_log_view_set_paused (world->view, FALSE);
  wb_log_view_set_query (world->view, "");
  wb_test_await (is_as_expected (world));
  wb_list_mirror_check (&world->mirror);
}

/* Whatever is changed in whatever order: the signals stay exact, and in the end the list is what the plain
 * way gives. */
static void
test_random (void)
{
  World world;

  world_init (&world);
  for (guint round = 0; round < 3000; round++)
    {
      if (g_test_rand_bit ())
        receive (&world, (guint) g_test_rand_int_range (0, N_LOGS), (guint) g_test_rand_int_range (1, 30));
      else
        receive_crosswise (&world);
      if (g_test_rand_int_range (0, 8) == 0)
        change_something (&world);
      if (g_test_rand_int_range (0, 4) == 0)
        g_main_context_iteration (NULL, FALSE);
      if (round % 40 == 0)
        wb_list_mirror_check (&world.mirror);
      if (round % 100 == 0)
        check (&world);
    }
  check (&world);
  world_clear (&world);
}

/* A thousand messages are older than twenty thousand that are there: their connection has fallen behind. */
static void
fall_behind (World *world)
{
  g_autoptr(WbBatch) batch = wb_batch_new ();
  gint64 start, took;

  for (guint i = 0; i < 1000; i++)
    wb_batch_add (batch, make_message (world, world->now++));
  receive (world, 0, 20000);
  wb_test_await (length (world) == 120000);

  start = wb_test_get_thread_time ();
  wb_message_log_append (world->logs[1], batch, 0, 1000);
  took = wb_test_get_thread_time () - start;
  g_test_message ("caught up in %.2f ms", (double) took / 1000);
  g_assert_true (is_as_expected (world));
  g_assert_cmpint (took, <, 20 * 1000);
}

/* Two logs of a hundred thousand messages each, one of which goes on, so that its oldest ones go: the main
 * thread has little to do with it. */
static void
test_full_logs (void)
{
  World world;
  gint64 start, took;

  world_init (&world);
  wb_list_mirror_clear (&world.mirror);
  for (guint i = 0; i < 10000; i++)
    receive (&world, i % 2, 20);
  choose (&world, "11");
  wb_test_await (length (&world) == 200000);

  start = wb_test_get_thread_time ();
  for (guint i = 0; i < 20; i++)
    receive (&world, 0, 200);
  took = wb_test_get_thread_time () - start;
  g_test_message ("a change in %.2f ms", (double) took / 20000);
  g_assert_cmpuint (length (&world), ==, 200000);
  /* Looking at all that is there would take twenty times as long. */
  g_assert_cmpint (took, <, 20 * 4000);

  start = wb_test_get_thread_time ();
  wb_message_log_clear (world.logs[0]);
  took = wb_test_get_thread_time () - start;
  g_test_message ("cleared in %.2f ms", (double) took / 1000);
  g_assert_cmpuint (length (&world), ==, 100000);
  g_assert_cmpint (took, <, 20 * 1000);
  fall_behind (&world);
  wb_list_mirror_init (&world.mirror, G_LIST_MODEL (world.view));
  world_clear (&world);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/log-view-logs/order", test_order);
  g_test_add_func ("/core/log-view-logs/clock-set-back", test_clock_set_back);
  g_test_add_func ("/core/log-view-logs/filter", test_filter);
  g_test_add_func ("/core/log-view-logs/W10-eviction", test_eviction);
  g_test_add_func ("/core/log-view-logs/W9-newest-first", test_newest_first);
  g_test_add_func ("/core/log-view-logs/removed", test_removed);
  g_test_add_func ("/core/log-view-logs/paused", test_paused);
  g_test_add_func ("/core/log-view-logs/unpaused-early", test_unpaused_early);
  g_test_add_func ("/core/log-view-logs/clear-and-restore", test_clear_and_restore);
  g_test_add_func ("/core/log-view-logs/W19-random", test_random);
  g_test_add_func ("/core/log-view-logs/full", test_full_logs);

  return g_test_run ();
}
