/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Where the data of tracks lie. */

#pragma once

#include "wb-track-store.h"

G_BEGIN_DECLS

#define WB_TRACK_NO_HANDLE G_MAXUINT32

/**
 * WbTrackRecord:
 *
 * What is known about a track besides what drawing needs; about a hundred bytes. Older and newer
 * are the handles of its neighbours in the order in which tracks were last heard.
 */
typedef struct {
  GRefString *id;
  GRefString *label;
  GRefString *attributes;
  WbTrail *trail;
  double latitude;
  double longitude;
  double altitude;
  gint64 time;
  gint64 received; /* µs since the epoch */
  gint64 heard;    /* the same moment by wb_time_get_uptime() */
  float course;
  float heading;
  float speed;
  float accuracy;
  guint32 late; /* milliseconds beyond what is usual for its source */
  guint32 handle;
  guint32 older;
  guint32 newer;
  guint16 source;
} WbTrackRecord;

/**
 * WbTrackTable:
 * @length: how many tracks there are
 * @oldest: handle of the track that was silent longest, or %WB_TRACK_NO_HANDLE
 * @newest: handle of the track that was heard last, or %WB_TRACK_NO_HANDLE
 * @text_bytes: about what ids, labels and attributes hold; what tracks share counts for each
 *
 * Tracks lie densely by position: what drawing needs in blocks, the rest in pages of records. A
 * handle names a track as long as it exists; positions change when tracks are swapped. Other
 * members are private.
 */
typedef struct {
  guint length;
  guint32 oldest;
  guint32 newest;
  gsize text_bytes;

  GPtrArray *blocks; /* of WbTrackBlock */
  GPtrArray *pages;  /* of WbTrackRecord[WB_TRACK_BLOCK_SIZE] */
  GArray *positions; /* handle → position */
  GArray *free_handles;
} WbTrackTable;

void wb_track_table_init (WbTrackTable *self);
void wb_track_table_clear (WbTrackTable *self);

WbTrackRecord *wb_track_table_add (WbTrackTable *self,
                                   guint source,
                                   guint colour,
                                   GRefString *id);
void wb_track_table_swap (WbTrackTable *self,
                          guint position,
                          guint other);
GArray *wb_track_remains_new (void);
void wb_track_table_drop_last (WbTrackTable *self,
                               GArray *remains);
void wb_track_table_set_fix (WbTrackTable *self,
                             guint position,
                             const WbReport *report,
                             gint64 time);
void wb_track_table_make_newest (WbTrackTable *self,
                                 WbTrackRecord *record);

guint wb_track_table_get_position (const WbTrackTable *self,
                                   guint32 handle);
WbTrackRecord *wb_track_table_get_record (const WbTrackTable *self,
                                          guint position);
WbTrackRecord *wb_track_table_lookup (const WbTrackTable *self,
                                      guint32 handle);
WbTrackBlock *wb_track_table_get_block (const WbTrackTable *self,
                                        guint position);
WbTrackBlock *wb_track_table_get_writable_block (WbTrackTable *self,
                                                 guint position);

G_END_DECLS
