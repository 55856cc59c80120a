/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A map in a window of its own, with tracks of one connection on it. */

#pragma once

#include "wb-live-layer.h"
#include "wb-map-view.h"

G_BEGIN_DECLS

typedef struct {
  WbRegistry *registry;
  WbMonitor *monitor;
  WbTrackStore *tracks;
  guint source;
  GtkWidget *window;
  WbMapView *view;
  GtkWidget *map;
  WbLiveLayer *layer;
} World;

void world_init (World *world);
void world_clear (World *world);
void world_report (World *world,
                   WbReportKind kind,
                   const char *id,
                   double latitude,
                   double longitude);
void world_add (World *world,
                const char *id,
                double latitude,
                double longitude);
WbTrack *world_lookup (World *world,
                       const char *id);
void world_rest (World *world);
void world_show_two (World *world);

G_END_DECLS
