/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Messages that were found in a log. */

#pragma once

#include "wb-message.h"

G_BEGIN_DECLS

/**
 * WbLogMatch:
 * @place: its place in the log
 * @message: (transfer full): a message that is wanted
 */
typedef struct {
  guint64 place;
  WbMessage *message;
} WbLogMatch;

GArray *wb_log_match_array_new (void);
void wb_log_match_array_free (GArray *array);

/**
 * WbLogMatches:
 * @array: (element-type WbLogMatch): from the oldest to the newest one
 * @dropped: how many at its front are gone
 *
 * Matches of which the oldest can be dropped without moving the others.
 */
typedef struct {
  GArray *array;
  guint dropped;
} WbLogMatches;

guint wb_log_matches_length (const WbLogMatches *self);
WbLogMatch *wb_log_matches_at (const WbLogMatches *self,
                               guint index);
guint wb_log_matches_drop (WbLogMatches *self,
                           guint64 begin);
void wb_log_matches_take (WbLogMatches *self,
                          GArray *from,
                          guint first,
                          guint count);

G_END_DECLS
