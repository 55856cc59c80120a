/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Brings a list of tracks from one state to the next in as few steps as it can. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WbTrackListing:
 * @model: whose signals tell each step
 * @index: (element-type guint32): the handles of its tracks
 *
 * The content of a list of tracks. Other members are private.
 */
typedef struct {
  GListModel *model;
  GArray *index;

  GByteArray *marks; /* what is known of a handle */
  GArray *dead;      /* of guint32: listed, but gone */
  GArray *gone;      /* of guint32: removed since wb_track_listing_begin() */
} WbTrackListing;

void wb_track_listing_init (WbTrackListing *self,
                            GListModel *model);
void wb_track_listing_clear (WbTrackListing *self);

gboolean wb_track_listing_is_dead (WbTrackListing *self,
                                   guint32 handle);
gboolean wb_track_listing_is_at (WbTrackListing *self,
                                 guint32 handle,
                                 guint position);
gboolean wb_track_listing_find (WbTrackListing *self,
                                guint32 handle,
                                guint *position);

void wb_track_listing_begin (WbTrackListing *self);
void wb_track_listing_note_removed (WbTrackListing *self,
                                    guint32 handle);
gboolean wb_track_listing_has_dead (WbTrackListing *self);
guint wb_track_listing_drop_dead (WbTrackListing *self);
void wb_track_listing_show (WbTrackListing *self,
                            GArray *result,
                            gboolean keep);

G_END_DECLS
