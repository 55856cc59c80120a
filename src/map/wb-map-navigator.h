/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Decides what a map shows. */

#pragma once

#include "wb-map-extent.h"

#include <shumate/shumate.h>

G_BEGIN_DECLS

#define WB_MAP_MIN_ZOOM 1
#define WB_MAP_MAX_ZOOM 18

#define WB_TYPE_MAP_NAVIGATOR (wb_map_navigator_get_type ())
G_DECLARE_FINAL_TYPE (WbMapNavigator, wb_map_navigator, WB, MAP_NAVIGATOR, GObject)

WbMapNavigator *wb_map_navigator_new (ShumateMap *map);

void wb_map_navigator_set_tracks (WbMapNavigator *self,
                                  WbTrackStore *tracks);
void wb_map_navigator_set_bottom_inset (WbMapNavigator *self,
                                        int inset);
void wb_map_navigator_set_followed (WbMapNavigator *self,
                                    WbTrack *track);

WbMapPlace wb_map_navigator_get_place (WbMapNavigator *self);
double wb_map_navigator_get_target_zoom (WbMapNavigator *self);

void wb_map_navigator_fit (WbMapNavigator *self);
void wb_map_navigator_go_to (WbMapNavigator *self,
                             const WbMapPlace *place);
void wb_map_navigator_zoom_by (WbMapNavigator *self,
                               double levels);
void wb_map_navigator_zoom_at (WbMapNavigator *self,
                               double x,
                               double y,
                               double levels);
void wb_map_navigator_grab (WbMapNavigator *self,
                            double x,
                            double y);
void wb_map_navigator_drag_to (WbMapNavigator *self,
                               double x,
                               double y,
                               double zoom);
void wb_map_navigator_pan (WbMapNavigator *self,
                           double right,
                           double down);
void wb_map_navigator_fling (WbMapNavigator *self,
                             double velocity_x,
                             double velocity_y);
void wb_map_navigator_stop (WbMapNavigator *self);
void wb_map_navigator_keep_up (WbMapNavigator *self);

G_END_DECLS
