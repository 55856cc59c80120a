/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* When which object of a demo reports. */

#include "config.h"

#include "wb-demo-pace.h"

/* How long the first round may take. */
#define SWEEP_US (200 * 1000.0)

/* Of the past a few reports are enough to see where everything came from. */
#define PAST_ROUND_US (45 * G_USEC_PER_SEC)
#define MAX_PAST_REPORTS 10000

/**
 * wb_demo_pace_init:
 * @self: a pace
 * @n_objects: how many objects
 * @rate: how many times a second each of them should report; less if there are too many
 */
void
wb_demo_pace_init (WbDemoPace *self,
                   guint n_objects,
                   double rate)
{
  const double shortest = (double) G_USEC_PER_SEC / WB_DEMO_MAX_MESSAGES_PER_SECOND;

  self->n_objects = n_objects;
  self->n_past = 0;
  self->interval = MAX (G_USEC_PER_SEC / (n_objects * rate), shortest);
  self->sweep_interval = CLAMP (SWEEP_US / n_objects, shortest, self->interval);
  self->next = 0;
}

/**
 * wb_demo_pace_add_past:
 * @self: a pace of which nothing has been taken
 * @duration: µs before the start
 *
 * Lets the objects report first where they have been; less far back when there are many of them,
 * and not at all when there are too many.
 */
void
wb_demo_pace_add_past (WbDemoPace *self,
                       gint64 duration)
{
  gint64 rounds = MIN (duration / PAST_ROUND_US, MAX_PAST_REPORTS / self->n_objects);

  self->n_past = (guint) rounds * self->n_objects;
  self->past_interval = (double) PAST_ROUND_US / self->n_objects;
}

static gint64
get_time (const WbDemoPace *self,
          guint64 number)
{
  double since = (double) number - self->n_past;
  double swept = MIN (since, self->n_objects);

  if (since < 0)
    return (gint64) (since * self->past_interval);
  return (gint64) (swept * self->sweep_interval + (since - swept) * self->interval);
}

/**
 * wb_demo_pace_get_next_time:
 * @self: a pace
 *
 * Returns: when the next report is due, µs since the start; less than nothing in the past
 */
gint64
wb_demo_pace_get_next_time (const WbDemoPace *self)
{
  return get_time (self, self->next);
}

/* After a stall nobody wants to hear what is older than a round. */
static void
skip_missed (WbDemoPace *self,
             gint64 now)
{
  gint64 period = (gint64) (self->n_objects * self->interval);
  double missed = ((double) (now - get_time (self, self->next)) - (double) period) / self->interval;

  if (self->next >= self->n_past + self->n_objects && missed >= 1)
    self->next += (guint64) missed;
}

/**
 * wb_demo_pace_take:
 * @self: a pace
 * @now: µs since the start
 * @index: (out): which object is to report
 * @time: (out): since when that was due, µs since the start
 *
 * Takes the next report if it is due. Whoever comes late gets what was missed, but never more than
 * a round of it.
 *
 * Returns: whether a report is due
 */
gboolean
wb_demo_pace_take (WbDemoPace *self,
                   gint64 now,
                   guint *index,
                   gint64 *time)
{
  skip_missed (self, now);
  *time = get_time (self, self->next);
  if (*time > now)
    return FALSE;

  *index = (guint) (self->next++ % self->n_objects);
  return TRUE;
}
