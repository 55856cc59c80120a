/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The palette as drawing needs it: looked up once for each theme. */

#pragma once

#include "wb-palette.h"

#include <cairo.h>

G_BEGIN_DECLS

/* More connections than colours start again. */
#define WB_MAP_STYLE_MAX_COLOURS 16

/**
 * WbMapStyle:
 *
 * Colours of one theme, and lengths in logical pixels, named as in the palette.
 */
typedef struct {
  guint n_tracks;
  GdkRGBA tracks[WB_MAP_STYLE_MAX_COLOURS];
  GdkRGBA casing;
  GdkRGBA neutral;
  GdkRGBA selection;
  GdkRGBA sea;
  GdkRGBA land;

  double casing_width;
  double stale_width;
  double lost_size;
  double lost_width;
  double lost_opacity;
  double last_known_radius;
  double last_known_width;

  double size;
  double size_many;
  double size_few;
  guint many_above;
  guint few_below;

  double ring_radius;
  double ring_width;
  double ring_casing_width;
  double hover_radius;
  double hover_width;
  double hover_opacity;
  double accuracy_fill;
  double accuracy_stroke;
  double vector_width;
  int vector_minutes;

  double trail_width;
  double trail_width_selected;
  double trail_casing_width;
  double trail_newest;
  double trail_oldest;
} WbMapStyle;

const WbMapStyle *wb_map_style_get (WbTheme theme);

G_END_DECLS
