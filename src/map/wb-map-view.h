/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The map with everything on it. */

#pragma once

#include "wb-monitor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WB_TYPE_MAP_VIEW (wb_map_view_get_type ())
G_DECLARE_FINAL_TYPE (WbMapView, wb_map_view, WB, MAP_VIEW, GtkWidget)

GtkWidget *wb_map_view_new (void);

void wb_map_view_set_monitor (WbMapView *self,
                              WbMonitor *monitor);
WbTrack *wb_map_view_get_selected (WbMapView *self);
void wb_map_view_set_selected (WbMapView *self,
                               WbTrack *track);
gboolean wb_map_view_get_following (WbMapView *self);
void wb_map_view_set_following (WbMapView *self,
                                gboolean following);
void wb_map_view_set_show_trails (WbMapView *self,
                                  gboolean show_trails);
void wb_map_view_set_narrow (WbMapView *self,
                             gboolean narrow);
void wb_map_view_set_thrifty (WbMapView *self,
                              gboolean thrifty);
void wb_map_view_set_quiet (WbMapView *self,
                            gboolean quiet);
void wb_map_view_set_bottom_inset (WbMapView *self,
                                   int inset);

void wb_map_view_fit_all (WbMapView *self);
void wb_map_view_go_to (WbMapView *self,
                        double latitude,
                        double longitude,
                        double zoom);
void wb_map_view_pan (WbMapView *self,
                      double right,
                      double down);
void wb_map_view_zoom_by (WbMapView *self,
                          double levels);
void wb_map_view_add_cover (WbMapView *self,
                            GtkWidget *cover);
void wb_map_view_get_view (WbMapView *self,
                           double *latitude,
                           double *longitude,
                           double *zoom);

G_END_DECLS
