/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* How fast the messages of a connection come, and for how long it has been open. */

#include "config.h"

#include "wb-rate.h"

/* A sample each second. Many messages are counted over the last seconds, few over the last minute,
 * so that “3 msg/min” does not jump between 0 and 12. */
#define MAX_SAMPLES 61
#define SHORT_US (5 * G_USEC_PER_SEC)
#define FEW 10

/* Samples closer than this are one: several windows may ask. */
#define MIN_DISTANCE_US (G_USEC_PER_SEC / 2)

/* After a longer gap, as when no window was shown, the old samples say nothing about now. */
#define MAX_DISTANCE_US (3 * G_USEC_PER_SEC)

/**
 * WbRate:
 *
 * Hangs on its connection. Times are monotonic. The samples are a ring: the newest is at
 * (first + n_samples − 1) mod MAX_SAMPLES.
 */
struct _WbRate {
  GObject parent_instance;

  gint64 opened; /* 0 while it is not open */

  gint64 times[MAX_SAMPLES];
  guint64 counts[MAX_SAMPLES];
  guint first;
  guint n_samples;
};

G_DEFINE_FINAL_TYPE (WbRate, wb_rate, G_TYPE_OBJECT)
static G_DEFINE_QUARK (wb-rate, wb_rate)

static guint
sample_at (WbRate *self,
           guint number)
{
  return (self->first + number) % MAX_SAMPLES;
}

static void
state_changed_cb (WbRate *self,
                  GParamSpec *pspec G_GNUC_UNUSED,
                  WbConnection *connection)
{
  self->opened = 0;
  self->n_samples = 0;
  if (wb_connection_get_state (connection) != WB_STATE_OPEN)
    return;

  self->opened = g_get_monotonic_time ();
  wb_rate_sample (self, wb_connection_get_received (connection), self->opened);
}

static void
wb_rate_class_init (WbRateClass *klass G_GNUC_UNUSED)
{
}

static void
wb_rate_init (WbRate *self G_GNUC_UNUSED)
{
}

/**
 * wb_rate_of:
 * @connection: a connection
 *
 * Asked for first while the connection is closed, it knows from then on when it was opened.
 *
 * Returns: (transfer none): the one rate of @connection
 */
WbRate *
wb_rate_of (WbConnection *connection)
{
  WbRate *self;

  g_return_val_if_fail (WB_IS_CONNECTION (connection), NULL);

  self = g_object_get_qdata (G_OBJECT (connection), wb_rate_quark ());
  if (self != NULL)
    return self;

  self = g_object_new (WB_TYPE_RATE, NULL);
  g_object_set_qdata_full (G_OBJECT (connection), wb_rate_quark (), self, g_object_unref);
  g_signal_connect_object (connection, "notify::state", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  state_changed_cb (self, NULL, connection);
  return self;
}

/**
 * wb_rate_sample:
 * @self: a rate
 * @count: how many messages there have been
 * @now: monotonic time
 *
 * To be called about once a second while somebody looks.
 */
void
wb_rate_sample (WbRate *self,
                guint64 count,
                gint64 now)
{
  gint64 newest;
  guint place;

  g_return_if_fail (WB_IS_RATE (self));

  newest = self->n_samples > 0 ? self->times[sample_at (self, self->n_samples - 1)] : 0;
  if (self->n_samples > 0 && now - newest < MIN_DISTANCE_US)
    return;
  if (now - newest > MAX_DISTANCE_US)
    self->n_samples = 0;
  if (self->n_samples == MAX_SAMPLES)
    {
      self->first = sample_at (self, 1);
      self->n_samples--;
    }

  place = sample_at (self, self->n_samples++);
  self->times[place] = now;
  self->counts[place] = count;
}

static double
rate_since (WbRate *self,
            guint number)
{
  guint from = sample_at (self, number);
  guint to = sample_at (self, self->n_samples - 1);

  return (double) (self->counts[to] - self->counts[from]) * G_USEC_PER_SEC /
         (double) (self->times[to] - self->times[from]);
}

/**
 * wb_rate_get_per_second:
 * @self: a rate
 *
 * Returns: messages per second, negative while that is not known yet
 */
double
wb_rate_get_per_second (WbRate *self)
{
  guint last, number;

  g_return_val_if_fail (WB_IS_RATE (self), -1);

  if (self->n_samples < 2)
    return -1;

  last = sample_at (self, self->n_samples - 1);
  for (number = self->n_samples - 2; number > 0; number--)
    if (self->times[last] - self->times[sample_at (self, number)] >= SHORT_US)
      break;
  if (self->counts[last] - self->counts[sample_at (self, number)] < FEW)
    number = 0;
  return rate_since (self, number);
}

/**
 * wb_rate_get_open_for:
 * @self: a rate
 * @now: monotonic time
 *
 * Returns: for how many µs the connection has been open, 0 if it is not
 */
gint64
wb_rate_get_open_for (WbRate *self,
                      gint64 now)
{
  g_return_val_if_fail (WB_IS_RATE (self), 0);

  return self->opened != 0 ? now - self->opened : 0;
}
