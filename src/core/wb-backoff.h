/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* How long to wait before trying again. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bounds of every delay, and how long a link has to hold before the next delay is short again. */
#define WB_BACKOFF_MIN_US (1 * G_USEC_PER_SEC)
#define WB_BACKOFF_MAX_US (30 * G_USEC_PER_SEC)
#define WB_BACKOFF_STABLE_US (30 * G_USEC_PER_SEC)

/**
 * WbBackoff:
 * @n_delays: how many were given since the last stable link
 *
 * Exponential backoff with jitter: each delay is anywhere in the second half of a span that doubles
 * from 2 s to 30 s, so that the clients of a server that restarts do not come back all at once. It
 * has no clock and no randomness of its own. All zero is a good start.
 */
typedef struct {
  guint n_delays;
} WbBackoff;

gint64 wb_backoff_next (WbBackoff *self,
                        double random);
void wb_backoff_end_link (WbBackoff *self,
                          gint64 held);

G_END_DECLS
