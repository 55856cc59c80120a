/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The main thread stays free while a fast feed comes in, and nothing is lost while nobody looks. */

#include "config.h"

#include "wb-application.h"
#include "wb-demo-transport.h"
#include "wb-find.h"
#include "wb-format.h"
#include "wb-live-layer.h"
#include "wb-test.h"
#include "wb-turns.h"
#include "wb-window.h"

#include <stdio.h>
#include <unistd.h>

/* So many messages a second come from these addresses. */
#define RATE 1000
#define MANY_OBJECTS "demo:?objects=1000&rate=1"
#define FEW_OBJECTS "demo:?objects=100&rate=10"

/* The first frames, rows and tiles take their time once. */
#define WARM_UP_US (2 * G_USEC_PER_SEC)
#define MEASURED_US (6 * G_USEC_PER_SEC)
#define HIDDEN_US (5 * G_USEC_PER_SEC)

/* More than a list can show, and a log that has to let go as much as it gets. */
#define FLOOD "demo:?objects=1000&rate=10"
#define FLOOD_LIMIT 2000
#define FLOOD_US (2 * G_USEC_PER_SEC)

/* What the watchdog has to notice, and for how long it goes on. */
#define WORK_US (10 * 1000)
#define NOTICED_US (2 * G_USEC_PER_SEC)

/* A handful of turns may be slow, and one in so many: on a busy machine there are fewer turns, and
 * each has more to do. Work in every batch makes one in five slow. */
#define MAX_SLOW 5
#define TURNS_PER_SLOW 100

/* Whoever had to wait so long for a processor had much to make up for in every turn. */
#define MAX_WAITING_US (G_USEC_PER_SEC)

/* 5,000 messages with their reports, and the trails they leave, take a tenth of it. */
#define MAX_GROWTH_BYTES (32 * 1024 * 1024)

/* Checked code is slower and keeps what is freed. */
#ifdef __SANITIZE_ADDRESS__
#define IS_SANITIZED TRUE
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define IS_SANITIZED TRUE
#endif
#endif
#ifndef IS_SANITIZED
#define IS_SANITIZED FALSE
#endif

typedef struct {
  WbRegistry *registry;
  WbApplication *application;
  GtkWidget *window;
  WbConnection *connection;
  WbLiveLayer *layer;
  void (*body) (gpointer world);
} World;

static void
run_for (gint64 duration)
{
  gint64 end = g_get_monotonic_time () + duration;

  wb_test_await (g_get_monotonic_time () >= end);
}

static gboolean
is_streaming (World *world)
{
  return world->connection != NULL && wb_connection_get_received (world->connection) > RATE;
}

static void
warm_up (World *world)
{
  world->window = GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (world->application)));
  wb_test_await (gtk_widget_get_mapped (world->window));
  world->connection = wb_window_get_current (WB_WINDOW (world->window));
  world->layer = WB_LIVE_LAYER (wb_find (world->window, WB_TYPE_LIVE_LAYER));
  wb_turns_watch_window (world->window);
  wb_test_await (is_streaming (world) && wb_live_layer_get_n_pictures (world->layer) > 0);
  run_for (WARM_UP_US);
}

static gboolean
body_cb (gpointer data)
{
  World *world = data;

  warm_up (world);
  world->body (world);
  g_action_group_activate_action (G_ACTION_GROUP (world->application), "quit", NULL);
  return G_SOURCE_REMOVE;
}

/* Runs the application with an address, and @body in it once the feed streams. */
static void
run (const char *address,
     void (*body) (gpointer world))
{
  char *arguments[] = { (char *) "whereabouts", g_strdup (address), NULL };
  World world = { .registry = wb_registry_new (), .body = body };

  wb_demo_register (world.registry);
  wb_format_register (world.registry);
  world.application = wb_application_new (world.registry);
  g_application_set_flags (G_APPLICATION (world.application), G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE);

  /* Not when nothing else is to be done: in a flood there is always something. */
  g_idle_add_full (G_PRIORITY_DEFAULT, body_cb, &world, NULL);
  g_assert_cmpint (g_application_run (G_APPLICATION (world.application), 2, arguments), ==, 0);

  g_object_unref (world.application);
  wb_registry_free (world.registry);
  g_free (arguments[1]);
}

/*
 * The main thread
 */

static gboolean
is_kept_busy (const WbTurns *turns)
{
  return turns->slow > MAX_SLOW + turns->count / TURNS_PER_SLOW;
}

static void
check_turns (const WbTurns *turns)
{
  g_autofree char *text = wb_turns_describe (turns);

  g_test_message ("%s", text);
  if (turns->waiting > MAX_WAITING_US)
    g_test_message ("The machine is too busy to tell");
  else if (!IS_SANITIZED && is_kept_busy (turns))
    g_error ("The main thread was kept busy: %s", text);
}

static void
measure_turns (gpointer data)
{
  World *world = data;
  guint64 received = wb_connection_get_received (world->connection);
  WbTurns turns;

  wb_turns_begin (&turns);
  run_for (MEASURED_US);
  wb_turns_end ();

  /* It was no rest that was measured. */
  g_assert_cmpuint (wb_connection_get_received (world->connection) - received, >, RATE * 3);
  g_assert_cmpuint (turns.frames, >, 10);
  g_assert_cmpuint (wb_connection_get_behind (world->connection), ==, 0);
  check_turns (&turns);
}

static void
test_many_objects (void)
{
  run (MANY_OBJECTS, measure_turns);
}

static void
test_few_objects (void)
{
  run (FEW_OBJECTS, measure_turns);
}

static void
work_cb (void)
{
  gint64 end = wb_turns_get_processor_time () + WORK_US;

  while (wb_turns_get_processor_time () < end)
    ;
}

/* Whoever does this much in every batch is noticed. */
static void
work_in_batches (gpointer data)
{
  World *world = data;
  WbTurns turns;
  gulong handler = g_signal_connect (world->connection, "applied", G_CALLBACK (work_cb), NULL);
  g_autofree char *text = NULL;

  wb_turns_begin (&turns);
  run_for (NOTICED_US);
  wb_turns_end ();
  g_signal_handler_disconnect (world->connection, handler);

  text = wb_turns_describe (&turns);
  g_test_message ("%s", text);
  g_assert_true (is_kept_busy (&turns));
}

static void
test_notices (void)
{
  run (MANY_OBJECTS, work_in_batches);
}

/*
 * A flood
 */

typedef struct {
  GtkWidget *list;
  guint frames;
  guint empty_frames;
} Sight;

static gboolean
is_in_sight (GtkWidget *row,
             GtkWidget *list)
{
  graphene_rect_t bounds;

  return gtk_widget_get_mapped (row) && gtk_widget_compute_bounds (row, list, &bounds) &&
         bounds.origin.y + bounds.size.height > 0 && bounds.origin.y < (float) gtk_widget_get_height (list);
}

static void
look_cb (Sight *sight)
{
  GtkWidget *row = gtk_widget_get_first_child (sight->list);

  while (row != NULL && !is_in_sight (row, sight->list))
    row = gtk_widget_get_next_sibling (row);
  sight->frames++;
  sight->empty_frames += row == NULL;
}

/* Where more messages come and go in a frame than the list has rows, it shows some all the same. */
static void
look_at_flood (gpointer data)
{
  World *world = data;
  GdkFrameClock *clock = gtk_widget_get_frame_clock (world->window);
  Sight sight = { .list = wb_find_class (world->window, GTK_TYPE_LIST_VIEW, "message-list") };
  gulong handler;

  wb_message_log_set_limit (wb_connection_get_log (world->connection), FLOOD_LIMIT);
  run_for (FLOOD_US / 4);
  handler = g_signal_connect_swapped (clock, "paint", G_CALLBACK (look_cb), &sight);
  run_for (FLOOD_US);
  g_signal_handler_disconnect (clock, handler);

  g_test_message ("%u of %u frames had no message", sight.empty_frames, sight.frames);
  g_assert_cmpuint (sight.frames, >, 3);
  g_assert_cmpuint (sight.empty_frames, ==, 0);
}

static void
test_flood (void)
{
  run (FLOOD, look_at_flood);
}

/*
 * The hidden window
 */

static gint64
get_resident_bytes (void)
{
  g_autofree char *contents = NULL;
  long pages = 0;

  if (!g_file_get_contents ("/proc/self/statm", &contents, NULL, NULL) ||
      sscanf (contents, "%*d %ld", &pages) != 1)
    return 0;
  return (gint64) pages * sysconf (_SC_PAGESIZE);
}

/* The feed numbers its messages, so a gap in the log is a message that was lost. */
static void
check_no_gap (WbMessageLog *log)
{
  guint count = g_list_model_get_n_items (G_LIST_MODEL (log));
  guint64 first = wb_message_log_get_message (log, 0)->number;

  for (guint i = 0; i < count; i++)
    g_assert_cmpuint (wb_message_log_get_message (log, i)->number, ==, first + i);
}

/* Waits and looks what came meanwhile. The demo keeps to its rate by the clock: what a turn of the
 * feed missed, the next one makes up for. */
static void
stay_hidden (World *world,
             WbTurns *turns)
{
  gint64 began = g_get_monotonic_time ();
  guint64 received = wb_connection_get_received (world->connection);
  double expected;

  wb_turns_begin (turns);
  while (g_get_monotonic_time () - began < HIDDEN_US)
    {
      run_for (100 * 1000);
      g_assert_cmpuint (wb_connection_get_behind (world->connection), ==, 0);
    }
  wb_turns_end ();

  expected = RATE * (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC;
  received = wb_connection_get_received (world->connection) - received;
  g_test_message ("%" G_GUINT64_FORMAT " messages came, %.0f were to be expected", received, expected);
  g_assert_cmpfloat ((double) received, >, expected * 0.9);
  g_assert_cmpfloat ((double) received, <, expected * 1.1);
}

static void
hide (gpointer data)
{
  World *world = data;
  WbMessageLog *log = wb_connection_get_log (world->connection);
  gint64 growth = -get_resident_bytes ();
  guint64 pictures;
  WbTurns turns;

  gtk_widget_set_visible (world->window, FALSE);
  pictures = wb_live_layer_get_n_pictures (world->layer);
  stay_hidden (world, &turns);
  check_turns (&turns);
  g_assert_cmpuint (wb_live_layer_get_n_pictures (world->layer), ==, pictures);
  check_no_gap (log);

  growth += get_resident_bytes ();
  g_test_message ("The memory grew by %" G_GINT64_FORMAT " kB", growth / 1024);
  if (!IS_SANITIZED)
    g_assert_cmpint (growth, <, MAX_GROWTH_BYTES);

  gtk_widget_set_visible (world->window, TRUE);
  wb_test_await (wb_live_layer_get_n_pictures (world->layer) > pictures + 2);
}

static void
test_hidden (void)
{
  run (MANY_OBJECTS, hide);
}

int
main (int argc,
      char *argv[])
{
  wb_test_keep_data_apart ();
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ui/watchdog/many-objects", test_many_objects);
  g_test_add_func ("/ui/watchdog/few-objects", test_few_objects);
  g_test_add_func ("/ui/watchdog/notices", test_notices);
  g_test_add_func ("/ui/watchdog/flood", test_flood);
  g_test_add_func ("/ui/watchdog/hidden", test_hidden);

  return g_test_run ();
}
