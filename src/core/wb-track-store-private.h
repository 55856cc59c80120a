/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the store and its row objects share. */

#pragma once

#include "wb-track-store.h"
#include "wb-track-table.h"

G_BEGIN_DECLS

/* The handle of a row whose track is gone. */
#define WB_TRACK_REMOVED G_MAXUINT32

WbTrack *wb_track_new (WbTrackStore *store,
                       guint32 handle);
void wb_track_set_removed (WbTrack *self);
void wb_track_notify_changed (WbTrack *self);

const WbTrackRecord *wb_track_store_get_record (WbTrackStore *self,
                                                guint32 handle);
guint wb_track_store_get_position (WbTrackStore *self,
                                   guint32 handle);
WbFreshness wb_track_store_get_freshness (WbTrackStore *self,
                                          guint32 handle);
void wb_track_store_forget_row (WbTrackStore *self,
                                guint32 handle);

G_END_DECLS
