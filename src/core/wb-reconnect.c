/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The wait between two links. It ends early when the computer wakes up: what was unreachable then
 * may be there again. */

#include "config.h"

#include "wb-reconnect.h"

#include "wb-time.h"

/* How often to look whether the computer slept, and what is more than the reading of two clocks. */
#define LOOK_US G_USEC_PER_SEC
#define SLEPT_US G_USEC_PER_SEC

/**
 * WbReconnect:
 *
 * Belongs to the thread that runs its main context.
 */
struct _WbReconnect {
  WbBackoff backoff;
  GSource *timer;
  gint64 end;    /* monotonic; 0 while nothing is waited for */
  gint64 slept;  /* at the last look */
  gint64 (*get_slept) (void);
  WbReconnectFunc again;
  gpointer data;
};

/* The monotonic clock stands still while the computer sleeps. */
static gint64
get_slept (void)
{
  return wb_time_get_uptime () - g_get_monotonic_time ();
}

static void
arm (WbReconnect *self,
     gint64 now)
{
  g_source_set_ready_time (self->timer, MIN (self->end, now + LOOK_US));
}

static gboolean
timer_cb (gpointer data)
{
  WbReconnect *self = data;
  gint64 now = g_get_monotonic_time ();
  gint64 slept = self->get_slept ();
  gboolean woke = slept - self->slept > SLEPT_US;

  self->slept = slept;
  if (woke)
    wb_reconnect_forget (self);

  if (!woke && now < self->end)
    arm (self, now);
  else if (wb_reconnect_stop (self))
    self->again (self->data);
  return G_SOURCE_CONTINUE;
}

static gboolean
timer_dispatch (GSource *source G_GNUC_UNUSED,
                GSourceFunc callback,
                gpointer data)
{
  return callback (data);
}

static GSourceFuncs timer_funcs = { .dispatch = timer_dispatch };

/**
 * wb_reconnect_new:
 * @context: where to wait
 * @again: called at the end of each wait
 * @data: what to pass to it
 *
 * Returns: (transfer full): one that waits for nothing yet
 */
WbReconnect *
wb_reconnect_new (GMainContext *context,
                  WbReconnectFunc again,
                  gpointer data)
{
  WbReconnect *self = g_new0 (WbReconnect, 1);

  self->again = again;
  self->data = data;
  self->get_slept = get_slept;
  self->timer = g_source_new (&timer_funcs, sizeof (GSource));
  g_source_set_callback (self->timer, timer_cb, self, NULL);
  g_source_attach (self->timer, context);
  return self;
}

void
wb_reconnect_free (WbReconnect *self)
{
  g_source_destroy (self->timer);
  g_source_unref (self->timer);
  g_free (self);
}

/**
 * wb_reconnect_wait:
 * @self: the wait
 * @held: microseconds for which the link that has just ended was open, 0 if it never was
 * @scale: 1, or what to multiply the delay with so that a test is short
 *
 * Begins to wait.
 *
 * Returns: microseconds until it is over
 */
gint64
wb_reconnect_wait (WbReconnect *self,
                   gint64 held,
                   double scale)
{
  gint64 now = g_get_monotonic_time ();
  gint64 delay;

  wb_backoff_end_link (&self->backoff, held);
  delay = (gint64) ((double) wb_backoff_next (&self->backoff, g_random_double ()) * scale);
  self->end = now + delay;
  self->slept = self->get_slept ();
  arm (self, now);
  return delay;
}

/**
 * wb_reconnect_forget:
 * @self: the wait
 *
 * Makes the next wait a short one: the circumstances are new.
 */
void
wb_reconnect_forget (WbReconnect *self)
{
  self->backoff = (WbBackoff){ 0 };
}

/**
 * wb_reconnect_stop:
 * @self: the wait
 *
 * Waits no longer.
 *
 * Returns: whether it was waiting
 */
gboolean
wb_reconnect_stop (WbReconnect *self)
{
  gboolean was_waiting = self->end != 0;

  self->end = 0;
  g_source_set_ready_time (self->timer, -1);
  return was_waiting;
}

/**
 * wb_reconnect_set_slept_func:
 * @self: the wait
 * @slept_func: tells for how many microseconds the computer has ever slept
 *
 * For tests, which can't put it to sleep.
 */
void
wb_reconnect_set_slept_func (WbReconnect *self,
                             gint64 (*slept_func) (void))
{
  self->get_slept = slept_func;
}
