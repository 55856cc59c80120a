/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* When which object of a demo reports. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Nobody can look at more: with more objects each of them reports less often. */
#define WB_DEMO_MAX_MESSAGES_PER_SECOND 200000

/**
 * WbDemoPace:
 * @n_objects: how many report in turn
 * @n_past: reports of the time before the start
 * @past_interval: µs from one of them to the next
 * @interval: µs from one report to the next
 * @sweep_interval: the same in the first round, which is faster so that all are soon there
 * @next: number of the next report, from 0; those of the object i are i, i + n, i + 2 n…
 *
 * Spreads the reports of all objects evenly over time. A plain value; it has no clock.
 */
typedef struct {
  guint n_objects;
  guint n_past;
  double past_interval;
  double interval;
  double sweep_interval;
  guint64 next;
} WbDemoPace;

void wb_demo_pace_init (WbDemoPace *self,
                        guint n_objects,
                        double rate);
void wb_demo_pace_add_past (WbDemoPace *self,
                            gint64 duration);
gint64 wb_demo_pace_get_next_time (const WbDemoPace *self);
gboolean wb_demo_pace_take (WbDemoPace *self,
                            gint64 now,
                            guint *index,
                            gint64 *time);

G_END_DECLS
