/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* How long the main thread is away from its events. */

#include "config.h"

#include "wb-turns.h"

#include <stdio.h>
#include <time.h>

/* GLib offers one function for polling and no data for it, hence one measurement at a time. */
static struct {
  WbTurns *turns; /* NULL while nothing is measured */
  GPollFunc poll;
  gint64 turn_began;  /* 0 before the first time events were waited for */
  gint64 paint_began; /* 0 while no frame is drawn */
  gint64 painted;     /* in this turn */
} watch;

/**
 * wb_turns_get_processor_time:
 *
 * Returns: µs this thread has been running
 */
gint64
wb_turns_get_processor_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/* How long this thread has been ready to run while others did, in µs; 0 where the kernel does not say. */
static gint64
get_waiting_time (void)
{
  g_autofree char *contents = NULL;
  unsigned long long waited = 0;

  if (!g_file_get_contents ("/proc/thread-self/schedstat", &contents, NULL, NULL) ||
      sscanf (contents, "%*u %llu", &waited) != 1)
    return 0;
  return (gint64) (waited / 1000);
}

/*
 * Frames
 */

static void
before_paint_cb (void)
{
  watch.paint_began = wb_turns_get_processor_time ();
}

static void
after_paint_cb (void)
{
  if (watch.turns == NULL || watch.paint_began == 0)
    return;

  watch.painted += wb_turns_get_processor_time () - watch.paint_began;
  watch.paint_began = 0;
  watch.turns->frames++;
}

/*
 * Turns
 */

static void
add_turn (gint64 duration)
{
  WbTurns *turns = watch.turns;

  turns->count++;
  turns->busy += duration;
  turns->painting += watch.painted;
  turns->slow += duration > WB_TURN_US;

  for (guint i = 0; i < WB_TURNS_WORST; i++)
    if (duration > turns->worst[i])
      {
        gint64 shorter = turns->worst[i];

        turns->worst[i] = duration;
        duration = shorter;
      }
}

/* What lies between two waits for events is a turn: everything that was dispatched. */
static int
poll_cb (GPollFD *fds,
         guint n_fds,
         int timeout)
{
  gint64 now = wb_turns_get_processor_time ();
  int result;

  if (watch.turns != NULL && watch.turn_began != 0)
    add_turn (now - watch.turn_began - watch.painted);

  result = watch.poll (fds, n_fds, timeout);
  watch.painted = 0;
  watch.turn_began = wb_turns_get_processor_time ();
  return result;
}

/**
 * wb_turns_watch_window:
 * @window: a realized window
 *
 * What its frames take is no part of the turns from now on.
 */
void
wb_turns_watch_window (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  g_assert_nonnull (clock);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), NULL);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (after_paint_cb), NULL);
}

/**
 * wb_turns_begin:
 * @turns: (out caller-allocates): where to count until wb_turns_end()
 */
void
wb_turns_begin (WbTurns *turns)
{
  g_assert_null (watch.turns);

  *turns = (WbTurns){ .waiting = -get_waiting_time () };
  watch.turns = turns;
  watch.turn_began = 0;
  watch.paint_began = 0;
  watch.poll = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, poll_cb);
}

void
wb_turns_end (void)
{
  g_main_context_set_poll_func (NULL, watch.poll);
  watch.turns->waiting += get_waiting_time ();
  watch.turns = NULL;
}

/**
 * wb_turns_describe:
 * @turns: a measurement
 *
 * Returns: (transfer full): what a reader of the test's output wants to know
 */
char *
wb_turns_describe (const WbTurns *turns)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text,
                          "%u turns in %.0f ms, %u of them longer than %d ms; %u frames in %.0f ms; "
                          "%.0f ms lost to others; worst turns:",
                          turns->count, (double) turns->busy / 1000, turns->slow, WB_TURN_US / 1000,
                          turns->frames, (double) turns->painting / 1000, (double) turns->waiting / 1000);
  for (guint i = 0; i < WB_TURNS_WORST && turns->worst[i] > 0; i++)
    g_string_append_printf (text, " %.1f", (double) turns->worst[i] / 1000);
  g_string_append (text, " ms");
  return g_string_free (text, FALSE);
}
