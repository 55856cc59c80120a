/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* How long to wait before trying again. */

#include "config.h"

#include "wb-backoff.h"

/* The span does not grow any more after so many delays. */
#define MAX_DOUBLINGS 5

/**
 * wb_backoff_next:
 * @self: a backoff
 * @random: where within its span the delay lies, from 0 to 1
 *
 * Returns: microseconds to wait now, from %WB_BACKOFF_MIN_US to %WB_BACKOFF_MAX_US
 */
gint64
wb_backoff_next (WbBackoff *self,
                 double random)
{
  gint64 span = MIN ((2 * WB_BACKOFF_MIN_US) << self->n_delays, WB_BACKOFF_MAX_US);

  self->n_delays = MIN (self->n_delays + 1, MAX_DOUBLINGS);
  return (gint64) ((double) span * (0.5 + CLAMP (random, 0.0, 1.0) / 2));
}

/**
 * wb_backoff_end_link:
 * @self: a backoff
 * @held: microseconds for which the link that has just ended was open
 *
 * Makes the next delay a short one if the link was stable.
 */
void
wb_backoff_end_link (WbBackoff *self,
                     gint64 held)
{
  if (held >= WB_BACKOFF_STABLE_US)
    self->n_delays = 0;
}
