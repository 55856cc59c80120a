/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What floats over the map. */

#pragma once

#include "wb-map-extent.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WB_TYPE_MAP_CONTROLS (wb_map_controls_get_type ())
G_DECLARE_FINAL_TYPE (WbMapControls, wb_map_controls, WB, MAP_CONTROLS, GtkWidget)

void wb_map_controls_set_narrow (WbMapControls *self,
                                 gboolean narrow);
void wb_map_controls_set_quiet (WbMapControls *self,
                                gboolean quiet);
void wb_map_controls_add_cover (WbMapControls *self,
                                GtkWidget *cover);
void wb_map_controls_set_bottom_inset (WbMapControls *self,
                                       int inset);

void wb_map_controls_show_attribution (WbMapControls *self,
                                       const char *attribution);
void wb_map_controls_show_scale (WbMapControls *self,
                                 const WbMapPlace *place);
void wb_map_controls_show_selected (WbMapControls *self,
                                    WbTrack *track,
                                    const char *name,
                                    const graphene_point_t *marker,
                                    const graphene_point_t *tip);
void wb_map_controls_show_following (WbMapControls *self,
                                     const char *name);

GArray *wb_map_controls_get_bounds (WbMapControls *self);

G_END_DECLS
