/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* How late the fixes of a connection usually are. */

#pragma once

#include "wb-types.h"

G_BEGIN_DECLS

/* How many fixes count. */
#define WB_LATENESS_SAMPLES 100

/**
 * WbLateness:
 *
 * The median lateness of the last fixes of a connection, in µs: how long after its own time a fix
 * was heard. The two are read from different clocks, so every fix is “late” by the same unknown
 * amount; what counts for freshness is only what goes beyond the median. To be zeroed before use; members are private.
 */
typedef struct {
  gint64 samples[WB_LATENESS_SAMPLES];
  guint count;
  guint next;
  guint until_update;
  gint64 median;
} WbLateness;

gint64 wb_lateness_add (WbLateness *self,
                        gint64 lateness);

G_END_DECLS
