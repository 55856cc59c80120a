/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* All observed objects of all connections. */

#pragma once

#include "wb-report.h"
#include "wb-track.h"
#include "wb-trail.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Tracks of one block of hot data. */
#define WB_TRACK_BLOCK_SIZE 4096

/* Beyond this many the one that was silent longest goes. */
#define WB_TRACKS_MAX (2 * 1000 * 1000)

/* What ids, labels and attributes of all tracks may hold together: half a kilobyte for each of them,
 * which is more than formats say of an object. Without it a server could send 64 KiB for each. */
#define WB_TRACKS_MAX_BYTES (1024 * 1024 * 1024)

/* What the trails of all tracks may hold together. */
#define WB_TRAILS_MAX_BYTES (256 * 1024 * 1024)

/* Age at which a track is stale, and at which it is lost. Class B ships at anchor report every
 * three minutes. */
#define WB_STALE_AFTER_US (G_GINT64_CONSTANT (4) * 60 * G_USEC_PER_SEC)
#define WB_LOST_AFTER_US (G_GINT64_CONSTANT (15) * 60 * G_USEC_PER_SEC)

/* Course or heading of which nothing is known, in 1/255 turns. */
#define WB_TRACK_NO_HEADING 255

/**
 * WbTrackBlock:
 * @ref_count: who reads it besides the store
 * @x: Mercator units, wrapping at the antimeridian
 * @y: Mercator units
 * @vx: Mercator units per second
 * @vy: Mercator units per second
 * @icon: a #WbIcon
 * @colour: number of the colour of its connection, from 0; there may be more numbers than colours
 * @heading: where the marker points, in 1/255 turns clockwise from north
 * @freshness: a #WbFreshness
 *
 * What drawing needs of 4,096 tracks in a row, 20 bytes each. A reader on another thread takes a
 * reference; the store then changes a copy, so what is read stays as it was.
 */
typedef struct {
  gatomicrefcount ref_count;
  guint32 x[WB_TRACK_BLOCK_SIZE];
  guint32 y[WB_TRACK_BLOCK_SIZE];
  gint32 vx[WB_TRACK_BLOCK_SIZE];
  gint32 vy[WB_TRACK_BLOCK_SIZE];
  guint8 icon[WB_TRACK_BLOCK_SIZE];
  guint8 colour[WB_TRACK_BLOCK_SIZE];
  guint8 heading[WB_TRACK_BLOCK_SIZE];
  guint8 freshness[WB_TRACK_BLOCK_SIZE];
} WbTrackBlock;

WbTrackBlock *wb_track_block_ref (WbTrackBlock *self);
void wb_track_block_unref (WbTrackBlock *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbTrackBlock, wb_track_block_unref)

#define WB_TYPE_TRACK_STORE (wb_track_store_get_type ())
G_DECLARE_FINAL_TYPE (WbTrackStore, wb_track_store, WB, TRACK_STORE, GObject)

WbTrackStore *wb_track_store_new (void);

guint wb_track_store_add_source (WbTrackStore *self);
void wb_track_store_remove_source (WbTrackStore *self,
                                   guint source);
void wb_track_store_set_source_up (WbTrackStore *self,
                                   guint source,
                                   gboolean up);

void wb_track_store_set_colour (WbTrackStore *self,
                                guint source,
                                guint colour);
void wb_track_store_apply (WbTrackStore *self,
                           guint source,
                           const WbReport *report,
                           gint64 received,
                           gint64 heard);
void wb_track_store_commit (WbTrackStore *self);
gboolean wb_track_store_sweep (WbTrackStore *self,
                               gint64 now);

guint wb_track_store_get_length (WbTrackStore *self);
guint64 wb_track_store_get_forgotten (WbTrackStore *self);
WbTrack *wb_track_store_lookup (WbTrackStore *self,
                                guint source,
                                const char *id);
WbTrackBlock *wb_track_store_get_block (WbTrackStore *self,
                                        guint number);
const WbTrail *wb_track_store_get_trail (WbTrackStore *self,
                                         guint position);
const char *wb_track_store_get_name (WbTrackStore *self,
                                     guint position);
gint64 wb_track_store_get_heard (WbTrackStore *self,
                                 guint position);
void wb_track_store_set_max_tracks (WbTrackStore *self,
                                    guint max_tracks);
void wb_track_store_set_max_text_bytes (WbTrackStore *self,
                                        gsize max_bytes);
void wb_track_store_set_max_trail_bytes (WbTrackStore *self,
                                         gsize max_bytes);

G_END_DECLS
