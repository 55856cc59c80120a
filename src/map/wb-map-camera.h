/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Moves the view of a map. */

#pragma once

#include "wb-map-extent.h"

#include <shumate/shumate.h>

G_BEGIN_DECLS

#define WB_TYPE_MAP_CAMERA (wb_map_camera_get_type ())
G_DECLARE_FINAL_TYPE (WbMapCamera, wb_map_camera, WB, MAP_CAMERA, GObject)

WbMapCamera *wb_map_camera_new (ShumateMap *map);

WbMapPlace wb_map_camera_get_place (WbMapCamera *self);
WbMapPlace wb_map_camera_get_target (WbMapCamera *self);
gboolean wb_map_camera_is_moving (WbMapCamera *self);

void wb_map_camera_jump (WbMapCamera *self,
                         const WbMapPlace *place);
void wb_map_camera_go_to (WbMapCamera *self,
                          const WbMapPlace *place);
void wb_map_camera_pan (WbMapCamera *self,
                        double right,
                        double down);
void wb_map_camera_grab (WbMapCamera *self,
                         double x,
                         double y);
void wb_map_camera_drag_to (WbMapCamera *self,
                            double x,
                            double y,
                            double zoom);
void wb_map_camera_zoom_at (WbMapCamera *self,
                            double x,
                            double y,
                            double zoom);
void wb_map_camera_fling (WbMapCamera *self,
                          double velocity_x,
                          double velocity_y);
void wb_map_camera_stop (WbMapCamera *self);

gboolean wb_map_is_animated (GtkWidget *map);

G_END_DECLS
