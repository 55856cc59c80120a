/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the store, its row objects and its views share. */

#pragma once

#include "wb-track-store.h"
#include "wb-track-table.h"

G_BEGIN_DECLS

struct _WbTrackStore {
  GObject parent_instance;

  WbTrackTable table;
  guint told_length;   /* of which the list's listeners know */
  GPtrArray *sources;  /* of what is known of connections, NULL where one was removed */

  GHashTable *rows;    /* handle → WbTrack, not owned */
  GHashTable *touched; /* of WbTrack: rows to notify at commit */
  gboolean changed;    /* something to tell at commit */

  guint max_tracks;
  gsize max_text_bytes;
  guint64 forgotten;   /* tracks that had to go */
  gsize trail_bytes;
  gsize max_trail_bytes;
  guint trail_hand;    /* position of the next trail that has to give way */
  guint sweep;         /* position of the next track to look at */
};

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
WbTrack *wb_track_store_dup_row (WbTrackStore *self,
                                 guint32 handle);
void wb_track_store_touch_row (WbTrackStore *self,
                               guint32 handle);
void wb_track_store_take_row (WbTrackStore *self,
                              guint32 handle);
void wb_track_store_forget_row (WbTrackStore *self,
                                guint32 handle);
void wb_track_store_notify_rows (WbTrackStore *self);

G_END_DECLS
