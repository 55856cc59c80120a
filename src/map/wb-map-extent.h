/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The part of the world that tracks take up, and the view that shows it. */

#pragma once

#include "wb-track-store.h"

G_BEGIN_DECLS

/**
 * WbMapPlace:
 * @x: Mercator units of the middle, see wb_geo_mercator_x()
 * @y: Mercator units of the middle
 * @zoom: zoom level, may be fractional
 *
 * What a map shows, whatever its size.
 */
typedef struct {
  guint32 x;
  guint32 y;
  double zoom;
} WbMapPlace;

/**
 * WbMapExtent:
 * @x: Mercator units of the western edge; may be east of the eastern one when the box lies across
 *   the antimeridian
 * @y: Mercator units of the northern edge
 * @width: Mercator units
 * @height: Mercator units
 * @count: how many tracks are in it
 */
typedef struct {
  guint32 x;
  guint32 y;
  guint32 width;
  guint32 height;
  guint count;
} WbMapExtent;

double wb_map_units_per_pixel (double zoom);

void wb_map_extent_measure (WbMapExtent *self,
                            WbTrackStore *tracks);
void wb_map_extent_measure_most (WbMapExtent *self,
                                 WbTrackStore *tracks);
WbMapExtent wb_map_extent_from_place (const WbMapPlace *place,
                                      double width,
                                      double height);
WbMapPlace wb_map_extent_fit (const WbMapExtent *self,
                              double width,
                              double height);
guint wb_map_extent_count (const WbMapExtent *self,
                           WbTrackStore *tracks);

G_END_DECLS
