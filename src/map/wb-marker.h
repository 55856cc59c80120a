/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What a track looks like: shape, colour and freshness. */

#pragma once

#include "wb-icon.h"
#include "wb-palette.h"
#include "wb-track.h"

#include <cairo.h>

G_BEGIN_DECLS

typedef enum {
  WB_SHAPE_ARROW = WB_N_ICONS, /* before it, the icons */
  WB_N_SHAPES,
} WbShape;

/**
 * WbMarker:
 * @theme: colours
 * @shape: a #WbIcon or %WB_SHAPE_ARROW
 * @colour: number of the track's colour
 * @freshness: how fresh the track is
 * @angle: where it points, radians clockwise from north; upright shapes ignore it
 * @size: edge of the box around the shape, logical pixels
 *
 * Everything the picture of a marker depends on.
 */
typedef struct {
  WbTheme theme;
  guint shape;
  guint colour;
  WbFreshness freshness;
  double angle;
  double size;
} WbMarker;

guint wb_marker_choose_shape (WbIcon icon,
                              gboolean points);
gboolean wb_marker_is_upright (guint shape);
double wb_marker_get_size_factor (guint shape);
double wb_marker_get_radius (const WbMarker *self);
void wb_marker_draw (const WbMarker *self,
                     cairo_t *cr);

G_END_DECLS
