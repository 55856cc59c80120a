/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Rounds the corners of shapes, for zooms at which they are seen from closer than they were drawn
 * for.
 *
 * Corners are cut twice, which is most of a smooth curve (Chaikin). Where a border meets another
 * one or a coast nothing may move, or they would come apart. */

#include "config.h"

#include "wb-basemap-private.h"

#include <stdlib.h>

#define N_ROUNDS 2

/* Corners between lines shorter than this stay, in cells: they are small at all zooms. */
#define MIN_LENGTH 48

static guint
hash_point (gconstpointer pointer)
{
  const WbShapePoint *point = pointer;

  return (guint) point->x * 73856093u ^ (guint) point->y * 19349663u;
}

static gboolean
equal_points (gconstpointer a,
              gconstpointer b)
{
  const WbShapePoint *point = a, *other = b;

  return point->x == other->x && point->y == other->y;
}

static void
fix (GHashTable *fixed,
     const WbShapePoint *point)
{
  g_hash_table_add (fixed, g_memdup2 (point, sizeof *point));
}

static gboolean
is_closed (const WbShape *shape)
{
  return equal_points (&shape->points[0], &shape->points[shape->n_points - 1]);
}

static gboolean
is_long (const WbShapePoint *a,
         const WbShapePoint *b)
{
  return abs (a->x - b->x) + abs (a->y - b->y) >= MIN_LENGTH;
}

/* A quarter of the way from one point to another. */
static WbShapePoint
go_quarter (const WbShapePoint *from,
            const WbShapePoint *to)
{
  return (WbShapePoint) { from->x + (to->x - from->x) / 4, from->y + (to->y - from->y) / 4 };
}

static void
cut_corner (GArray *result,
            GHashTable *fixed,
            const WbShapePoint *before,
            const WbShapePoint *corner,
            const WbShapePoint *after,
            gint32 cells)
{
  WbShapePoint first, second;

  if (corner->x == 0 || corner->x == cells || corner->y == cells ||
      (!is_long (before, corner) && !is_long (corner, after)) ||
      g_hash_table_contains (fixed, corner))
    {
      g_array_append_val (result, *corner);
      return;
    }
  first = go_quarter (corner, before);
  second = go_quarter (corner, after);
  g_array_append_val (result, first);
  g_array_append_val (result, second);
}

static void
cut_corners (WbShape *shape,
             GHashTable *fixed,
             gint32 cells)
{
  GArray *result = g_array_sized_new (FALSE, FALSE, sizeof (WbShapePoint), 2 * shape->n_points);
  const WbShapePoint *points = shape->points;
  guint last = shape->n_points - 1;
  WbShapePoint end;
  gsize n_points;

  if (is_closed (shape))
    cut_corner (result, fixed, &points[last - 1], &points[0], &points[1], cells);
  else
    g_array_append_val (result, points[0]);
  for (guint i = 1; i < last; i++)
    cut_corner (result, fixed, &points[i - 1], &points[i], &points[i + 1], cells);
  end = is_closed (shape) ? g_array_index (result, WbShapePoint, 0) : points[last];
  g_array_append_val (result, end);

  g_free (shape->points);
  shape->points = g_array_steal (result, &n_points);
  shape->n_points = (guint) n_points;
  g_array_unref (result);
}

/**
 * wb_shape_set_round:
 * @self: a set that nobody else has seen yet
 *
 * Rounds the corners of land and borders. Lakes and rivers come as curves.
 */
void
wb_shape_set_round (WbShapeSet *self)
{
  g_autoptr(GHashTable) fixed = g_hash_table_new_full (hash_point, equal_points, g_free, NULL);

  for (guint i = 0; i < self->n_shapes[WB_SHAPES_BORDERS]; i++)
    {
      const WbShape *border = &self->shapes[WB_SHAPES_BORDERS][i];

      fix (fixed, &border->points[0]);
      fix (fixed, &border->points[border->n_points - 1]);
    }
  for (guint layer = WB_SHAPES_LAND; layer <= WB_SHAPES_BORDERS; layer++)
    for (guint i = 0; i < self->n_shapes[layer]; i++)
      {
        for (guint round = 0; round < N_ROUNDS; round++)
          cut_corners (&self->shapes[layer][i], fixed, 1 << self->bits);
        wb_shape_measure (&self->shapes[layer][i]);
      }
}
