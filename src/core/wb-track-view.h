/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Tracks of a store, found and sorted. */

#pragma once

#include "wb-track-index.h"
#include "wb-track-store.h"

G_BEGIN_DECLS

/* While fixes stream in the view follows no more often than this. */
#define WB_TRACK_VIEW_INTERVAL_MS 500

#define WB_TYPE_TRACK_VIEW (wb_track_view_get_type ())
G_DECLARE_FINAL_TYPE (WbTrackView, wb_track_view, WB, TRACK_VIEW, GObject)

WbTrackView *wb_track_view_new (WbTrackStore *store);

void wb_track_view_set_search (WbTrackView *self,
                               const char *search);
void wb_track_view_set_sort (WbTrackView *self,
                             WbTrackSort sort);
gboolean wb_track_view_get_frozen (WbTrackView *self);
void wb_track_view_set_frozen (WbTrackView *self,
                               gboolean frozen);
guint wb_track_view_get_n_matching (WbTrackView *self);
gboolean wb_track_view_is_busy (WbTrackView *self);
gboolean wb_track_view_is_at (WbTrackView *self,
                              WbTrack *track,
                              guint position);
gboolean wb_track_view_find (WbTrackView *self,
                             WbTrack *track,
                             guint *position);

G_END_DECLS
