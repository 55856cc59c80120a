/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Messages that were found in logs. */

#pragma once

#include "wb-log-source.h"

G_BEGIN_DECLS

/**
 * WbLogMatch:
 * @source: whose message it is
 * @place: its place in the log
 * @time: when it came, but never before an older one of the same log
 * @message: (transfer full): a message that is wanted
 */
typedef struct {
  WbLogSource *source;
  guint64 place;
  gint64 time;
  WbMessage *message;
} WbLogMatch;

GArray *wb_log_match_array_new (void);
void wb_log_match_array_free (GArray *array);
GArray *wb_log_match_arrays_merge (GPtrArray *arrays);

/**
 * WbLogChange:
 * @position: where, counted from the oldest match
 * @removed: how many matches went there
 * @added: how many came, those that went and came back included
 */
typedef struct {
  guint position;
  guint removed;
  guint added;
} WbLogChange;

/**
 * WbLogMatches:
 * @array: (element-type WbLogMatch): from the oldest to the newest one
 * @dropped: how many at its front are gone
 *
 * Matches in the order of their times. The oldest can be dropped without moving the others.
 */
typedef struct {
  GArray *array;
  guint dropped;
} WbLogMatches;

guint wb_log_matches_length (const WbLogMatches *self);
WbLogMatch *wb_log_matches_at (const WbLogMatches *self,
                               guint index);
WbLogChange wb_log_matches_drop (WbLogMatches *self,
                                 guint n_unsettled);
WbLogChange wb_log_matches_merge (WbLogMatches *self,
                                  WbLogMatches *newer);
WbLogMatches wb_log_matches_split (GArray *array);

G_END_DECLS
