/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* One observed object, as widgets see it. */

#pragma once

#include "wb-icon.h"
#include "wb-types.h"

G_BEGIN_DECLS

#define WB_TYPE_FRESHNESS (wb_freshness_get_type ())
GType wb_freshness_get_type (void);

typedef enum {
  WB_FRESHNESS_LIVE,
  WB_FRESHNESS_STALE,
  WB_FRESHNESS_LOST,
  WB_FRESHNESS_LAST_KNOWN, /* the link is down */
} WbFreshness;

#define WB_TYPE_TRACK (wb_track_get_type ())
G_DECLARE_FINAL_TYPE (WbTrack, wb_track, WB, TRACK, GObject)

gboolean wb_track_is_removed (WbTrack *self);
guint wb_track_get_position (WbTrack *self);
guint wb_track_get_source (WbTrack *self);
guint wb_track_get_colour (WbTrack *self);
WbIcon wb_track_get_icon (WbTrack *self);
const char *wb_track_get_id (WbTrack *self);
const char *wb_track_get_label (WbTrack *self);
double wb_track_get_latitude (WbTrack *self);
double wb_track_get_longitude (WbTrack *self);
double wb_track_get_altitude (WbTrack *self);
double wb_track_get_course (WbTrack *self);
double wb_track_get_heading (WbTrack *self);
double wb_track_get_speed (WbTrack *self);
double wb_track_get_accuracy (WbTrack *self);
gint64 wb_track_get_time (WbTrack *self);
gint64 wb_track_get_received (WbTrack *self);
gint64 wb_track_get_heard (WbTrack *self);
WbFreshness wb_track_get_freshness (WbTrack *self);
const char *wb_track_get_attributes (WbTrack *self);

G_END_DECLS
