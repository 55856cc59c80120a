/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* How a connection does: how fast, how far away, how often lost. */

#pragma once

#include "wb-state.h"

G_BEGIN_DECLS

/* A point of the history is about a second. */
#define WB_INSIGHT_MAX_POINTS 60

typedef enum {
  WB_RATE_MESSAGES_IN,
  WB_RATE_MESSAGES_OUT,
  WB_RATE_BYTES_IN,
  WB_RATE_BYTES_OUT,
  WB_N_RATES,
} WbInsightRate;

#define WB_TYPE_INSIGHT (wb_insight_get_type ())
G_DECLARE_FINAL_TYPE (WbInsight, wb_insight, WB, INSIGHT, GObject)

WbInsight *wb_insight_new (void);

double wb_insight_get_rate (WbInsight *self,
                            WbInsightRate rate);
guint wb_insight_get_history (WbInsight *self,
                              WbInsightRate rate,
                              double points[WB_INSIGHT_MAX_POINTS]);
gint64 wb_insight_get_round_trip (WbInsight *self);
gint64 wb_insight_get_last_message_at (WbInsight *self);
guint wb_insight_get_reconnects (WbInsight *self);
const char *const *wb_insight_get_namespaces (WbInsight *self);

/* For the connection: */
void wb_insight_enter (WbInsight *self,
                       WbState state);
void wb_insight_hear (WbInsight *self,
                      gint64 uptime);
void wb_insight_measure (WbInsight *self,
                         gint64 now,
                         const guint64 totals[WB_N_RATES],
                         gint64 round_trip);
void wb_insight_set_namespaces (WbInsight *self,
                                const char *const *namespaces);

G_END_DECLS
