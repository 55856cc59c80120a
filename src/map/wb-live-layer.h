/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The layer of the map on which everything is painted. */

#pragma once

#include "wb-track-store.h"

#include <shumate/shumate.h>

G_BEGIN_DECLS

#define WB_TYPE_LIVE_LAYER (wb_live_layer_get_type ())
G_DECLARE_FINAL_TYPE (WbLiveLayer, wb_live_layer, WB, LIVE_LAYER, ShumateLayer)

WbLiveLayer *wb_live_layer_new (ShumateViewport *viewport);

void wb_live_layer_set_tracks (WbLiveLayer *self,
                               WbTrackStore *tracks);
void wb_live_layer_set_selected (WbLiveLayer *self,
                                 WbTrack *track);
void wb_live_layer_set_hovered (WbLiveLayer *self,
                                WbTrack *track);
void wb_live_layer_set_show_trails (WbLiveLayer *self,
                                    gboolean show_trails);
void wb_live_layer_set_thrifty (WbLiveLayer *self,
                                gboolean thrifty);
void wb_live_layer_touch (WbLiveLayer *self);
void wb_live_layer_set_nameless (WbLiveLayer *self,
                                 gboolean nameless);
void wb_live_layer_set_obstacles (WbLiveLayer *self,
                                  GArray *obstacles);

WbTrack *wb_live_layer_dup_track_at (WbLiveLayer *self,
                                     double x,
                                     double y);
gboolean wb_live_layer_locate (WbLiveLayer *self,
                               WbTrack *track,
                               double *x,
                               double *y);
graphene_point_t wb_live_layer_get_course (WbLiveLayer *self,
                                           WbTrack *track);
guint64 wb_live_layer_get_n_pictures (WbLiveLayer *self);

G_END_DECLS
