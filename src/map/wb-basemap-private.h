/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The shapes of the built-in map, for who paints it. */

#pragma once

#include "wb-basemap.h"

G_BEGIN_DECLS

/* So many lines of a shape share a box; what is far off is then skipped at once. */
#define WB_SHAPE_RUN 64

typedef enum {
  WB_SHAPES_LAND,
  WB_SHAPES_BORDERS,
  WB_SHAPES_LAKES,
  WB_SHAPES_RIVERS,
  WB_N_SHAPE_LAYERS,
} WbShapeLayer;

typedef struct {
  gint32 x;
  gint32 y;
} WbShapePoint;

typedef struct {
  gint32 west;
  gint32 north;
  gint32 east;
  gint32 south;
} WbShapeBox;

/**
 * WbShape:
 * @points: (array length=n_points): its corners, in cells of the grid of its set; those of a ring
 *   end with the first one again
 * @n_points: at least 2, or 4 in a ring
 * @box: holds all of them
 * @runs: the boxes of each %WB_SHAPE_RUN lines
 *
 * A ring (land, lakes) or a line (borders, rivers). Rings that the antimeridian cut have edges
 * along the sides of the world, where nothing is to be drawn.
 */
typedef struct {
  WbShapePoint *points;
  guint n_points;
  WbShapeBox box;
  WbShapeBox *runs;
} WbShape;

/**
 * WbShapeSet:
 * @bits: the world is 2^bits cells wide and high
 * @shapes: of each layer
 * @n_shapes: how many they are
 *
 * The world at one scale. Lives as long as the program and never changes.
 */
typedef struct {
  guint bits;
  WbShape *shapes[WB_N_SHAPE_LAYERS];
  guint n_shapes[WB_N_SHAPE_LAYERS];
} WbShapeSet;

const WbShapeSet *wb_basemap_get_shapes (guint zoom);
void wb_shape_set_round (WbShapeSet *self);
void wb_shape_measure (WbShape *self);
GBytes *wb_basemap_load (const char *name,
                         const char *magic);

static inline guint
wb_shape_get_n_runs (const WbShape *self)
{
  return (self->n_points - 1 + WB_SHAPE_RUN - 1) / WB_SHAPE_RUN;
}

G_END_DECLS
