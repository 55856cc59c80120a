/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* How late the fixes of a connection usually are. */

#include "config.h"

#include "wb-lateness.h"

#include <stdlib.h>
#include <string.h>

/* Sorting a hundred numbers for every fix would cost more than the fix. */
#define FIXES_PER_UPDATE 20

static int
compare (const void *a,
         const void *b)
{
  gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

static gint64
find_median (const WbLateness *self)
{
  gint64 sorted[WB_LATENESS_SAMPLES];

  memcpy (sorted, self->samples, self->count * sizeof *sorted);
  qsort (sorted, self->count, sizeof *sorted, compare);
  return sorted[self->count / 2];
}

/**
 * wb_lateness_add:
 * @self: the connection's lateness
 * @lateness: when a fix was heard less its own time, µs; any amount, as the clocks are different ones
 *
 * Returns: how much later than usual that is, µs, not negative
 */
gint64
wb_lateness_add (WbLateness *self,
                 gint64 lateness)
{
  self->samples[self->next] = lateness;
  self->next = (self->next + 1) % WB_LATENESS_SAMPLES;
  self->count = MIN (self->count + 1, WB_LATENESS_SAMPLES);

  if (self->until_update == 0 || self->count < FIXES_PER_UPDATE)
    {
      self->median = find_median (self);
      self->until_update = FIXES_PER_UPDATE;
    }
  self->until_update--;
  return MAX (lateness - self->median, 0);
}
