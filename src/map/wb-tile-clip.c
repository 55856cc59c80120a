/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The part of a shape that a tile shows, as a path for cairo.
 *
 * Neighbouring tiles have to agree to the pixel. So what is left out of a shape never depends on
 * the tile, only on the zoom: a point goes when it lies in the same small square of the world as
 * the point before it. And lines are not taken from the clipped areas: both start from the shape,
 * so that nothing is ever stroked along the edge of a tile. */

#include "config.h"

#include "wb-tile-clip.h"

#include <math.h>

/* How far around the tile areas and lines still matter, in pixels. */
#define MARGIN 3.0

/* The side of the squares that keep one point at most, in pixels. */
#define COARSENESS 0.5

/* What reaches further, in pixels, is cut: cairo counts in 24 bits and eighths of them. */
#define FAR 8192.0

enum {
  OUT_WEST = 1 << 0,
  OUT_EAST = 1 << 1,
  OUT_NORTH = 1 << 2,
  OUT_SOUTH = 1 << 3,
};

typedef struct {
  double x;
  double y;
} Point;

struct _WbTileClip {
  gint32 cells; /* of the world */
  guint coarse_bits;
  int size;         /* of the tile, in pixels */
  double per_cell;  /* pixels */
  double west;      /* pixels from the edge of the world to the tile */
  double north;
  WbShapeBox tile;  /* in cells */
  GArray *area;     /* (element-type Point): what is being clipped */
  GArray *clipped;  /* (element-type Point): and becomes of it */

  /* Which copy of the world is looked at (−1 and 1 lie beside it) and what is seen of it. */
  int copy;
  WbShapeBox box;
};

/**
 * wb_tile_clip_new:
 * @bits: the size of the grid that the shapes are on
 * @zoom: of the tile
 * @x: of the tile
 * @y: of the tile
 * @tile_size: width and height of a tile in pixels
 * @span: how many tiles the window is wide and high
 */
WbTileClip *
wb_tile_clip_new (guint bits,
                  guint zoom,
                  guint x,
                  guint y,
                  int tile_size,
                  guint span)
{
  WbTileClip *self = g_new0 (WbTileClip, 1);

  self->cells = 1 << bits;
  self->size = tile_size * (int) span;
  self->per_cell = ldexp (tile_size, (int) zoom - (int) bits);
  self->west = (double) x * tile_size;
  self->north = (double) y * tile_size;
  self->tile.west = (gint32) floor (self->west / self->per_cell);
  self->tile.east = (gint32) ceil ((self->west + self->size) / self->per_cell);
  self->tile.north = (gint32) floor (self->north / self->per_cell);
  self->tile.south = (gint32) ceil ((self->north + self->size) / self->per_cell);
  self->coarse_bits = (guint) CLAMP (floor (log2 (COARSENESS / self->per_cell)), 0, bits);
  self->area = g_array_new (FALSE, FALSE, sizeof (Point));
  self->clipped = g_array_new (FALSE, FALSE, sizeof (Point));
  return self;
}

void
wb_tile_clip_free (WbTileClip *self)
{
  g_array_unref (self->area);
  g_array_unref (self->clipped);
  g_free (self);
}

/*
 * Where things are
 */

/* Looks at the tile and so many pixels around it; returns whether it lies on this copy at all. */
static gboolean
look_at (WbTileClip *self,
         int copy,
         double margin)
{
  gint32 cells = (gint32) ceil (margin / self->per_cell);

  self->copy = copy;
  self->box.west = self->tile.west - cells - copy * self->cells;
  self->box.east = self->tile.east + cells - copy * self->cells;
  self->box.north = self->tile.north - cells;
  self->box.south = self->tile.south + cells;
  return self->box.west <= self->cells && self->box.east >= 0;
}

static Point
project (const WbTileClip *self,
         const WbShapePoint *point)
{
  return (Point) {
    (point->x + (double) self->copy * self->cells) * self->per_cell - self->west,
    point->y * self->per_cell - self->north,
  };
}

static guint
get_sides (const WbShapeBox *box,
           const WbShapeBox *other)
{
  return (other->east < box->west ? OUT_WEST : 0) | (other->west > box->east ? OUT_EAST : 0) |
         (other->south < box->north ? OUT_NORTH : 0) | (other->north > box->south ? OUT_SOUTH : 0);
}

static guint
get_point_sides (const WbTileClip *self,
                 const WbShapePoint *point)
{
  const WbShapeBox box = { point->x, point->y, point->x, point->y };

  return get_sides (&self->box, &box);
}

static gboolean
is_on_edge (const WbTileClip *self,
            const WbShapePoint *point)
{
  return point->x == 0 || point->x == self->cells || point->y == 0 || point->y == self->cells;
}

static gboolean
is_along_edge (const WbTileClip *self,
               const WbShapePoint *a,
               const WbShapePoint *b)
{
  return (a->x == b->x && (a->x == 0 || a->x == self->cells)) ||
         (a->y == b->y && (a->y == 0 || a->y == self->cells));
}

/* Points at the edge of the world and those after them stay, or lines would come to lie beside it
 * instead of on it. */
static gboolean
is_kept (const WbTileClip *self,
         const WbShape *shape,
         guint i)
{
  const WbShapePoint *point = &shape->points[i];

  if (i == 0 || i == shape->n_points - 1)
    return TRUE;
  return point->x >> self->coarse_bits != point[-1].x >> self->coarse_bits ||
         point->y >> self->coarse_bits != point[-1].y >> self->coarse_bits ||
         is_on_edge (self, point) || is_on_edge (self, point - 1);
}

/*
 * Areas
 */

/* While all points since the last one that was put down are out on one common side of the tile,
 * only the newest of them is held: a straight line to it passes the tile as well. */
typedef struct {
  const WbShapePoint *held;
  guint sides;
} Walk;

static void
put_down (WbTileClip *self,
          const WbShapePoint *point)
{
  Point projected = project (self, point);

  g_array_append_val (self->area, projected);
}

static void
walk_to (WbTileClip *self,
         Walk *walk,
         const WbShapePoint *point,
         guint sides)
{
  if (walk->held == NULL)
    {
      put_down (self, point);
      walk->sides = get_point_sides (self, point);
    }
  else if ((walk->sides & sides) != 0)
    {
      walk->sides &= sides;
    }
  else
    {
      put_down (self, walk->held);
      walk->sides = get_point_sides (self, walk->held) & sides;
    }
  walk->held = point;
}

static void
walk_run (WbTileClip *self,
          Walk *walk,
          const WbShape *shape,
          guint run)
{
  guint first = run * WB_SHAPE_RUN;
  guint last = MIN (first + WB_SHAPE_RUN, shape->n_points - 1);
  guint sides = get_sides (&self->box, &shape->runs[run]);

  if (walk->held != NULL && (walk->sides & sides) != 0)
    {
      walk_to (self, walk, &shape->points[last], sides);
      return;
    }
  for (guint i = first; i <= last; i++)
    if (is_kept (self, shape, i))
      walk_to (self, walk, &shape->points[i], get_point_sides (self, &shape->points[i]));
}

/* Sutherland and Hodgman's step: keeps what lies on the inner side of one edge, which is where
 * sign × coordinate ≥ bound. */
static void
cut_area (WbTileClip *self,
          gboolean horizontal,
          double sign,
          double bound)
{
  const Point *points = (gconstpointer) self->area->data;
  guint n_points = self->area->len;
  GArray *swap = self->area;

  g_array_set_size (self->clipped, 0);
  for (guint i = 0; i < n_points; i++)
    {
      Point a = points[i == 0 ? n_points - 1 : i - 1], b = points[i];
      double from = sign * (horizontal ? a.x : a.y) - bound;
      double to = sign * (horizontal ? b.x : b.y) - bound;

      if ((from >= 0) != (to >= 0))
        {
          double part = from / (from - to);
          Point cut = { a.x + part * (b.x - a.x), a.y + part * (b.y - a.y) };

          g_array_append_val (self->clipped, cut);
        }
      if (to >= 0)
        g_array_append_val (self->clipped, b);
    }
  self->area = self->clipped;
  self->clipped = swap;
}

static void
add_area (WbTileClip *self,
          cairo_t *cr,
          const WbShape *shape)
{
  Walk walk = { NULL, 0 };
  double end = self->size + MARGIN;

  g_array_set_size (self->area, 0);
  for (guint i = 0; i < wb_shape_get_n_runs (shape); i++)
    walk_run (self, &walk, shape, i);
  put_down (self, walk.held);

  cut_area (self, TRUE, 1, -MARGIN);
  cut_area (self, TRUE, -1, -end);
  cut_area (self, FALSE, 1, -MARGIN);
  cut_area (self, FALSE, -1, -end);
  for (guint i = 0; i < self->area->len; i++)
    {
      const Point *point = &g_array_index (self->area, Point, i);

      cairo_line_to (cr, point->x, point->y);
    }
  if (self->area->len > 0)
    cairo_close_path (cr);
  cairo_new_sub_path (cr);
}

/**
 * wb_tile_clip_add_area:
 * @self: the window of a tile
 * @cr: draws on the tile, in pixels
 * @shape: a ring
 *
 * Adds what the tile shows of the inside of @shape. To be filled by the even-odd rule, because
 * holes are rings as well.
 */
void
wb_tile_clip_add_area (WbTileClip *self,
                       cairo_t *cr,
                       const WbShape *shape)
{
  for (int copy = -1; copy <= 1; copy++)
    if (look_at (self, copy, MARGIN) && get_sides (&self->box, &shape->box) == 0)
      add_area (self, cr, shape);
}

/*
 * Lines
 */

/* Liang and Barsky's step: what one edge leaves of the part of a line. */
static gboolean
cut_line (double distance,
          double step,
          double *from,
          double *to)
{
  if (step == 0)
    return distance >= 0;
  if (step > 0)
    *from = MAX (*from, -distance / step);
  else
    *to = MIN (*to, -distance / step);
  return *from < *to;
}

static void
add_far_line (WbTileClip *self,
              cairo_t *cr,
              Point a,
              Point b)
{
  double from = 0, to = 1, end = self->size + FAR / 2;
  double dx = b.x - a.x, dy = b.y - a.y;

  if (!cut_line (a.x + FAR / 2, dx, &from, &to) || !cut_line (end - a.x, -dx, &from, &to) ||
      !cut_line (a.y + FAR / 2, dy, &from, &to) || !cut_line (end - a.y, -dy, &from, &to))
    return;

  cairo_move_to (cr, a.x + from * dx, a.y + from * dy);
  cairo_line_to (cr, a.x + to * dx, a.y + to * dy);
}

static gboolean
is_far (const Point *point)
{
  return fabs (point->x) > FAR || fabs (point->y) > FAR;
}

static gboolean
is_seen (const WbTileClip *self,
         const WbShapePoint *a,
         const WbShapePoint *b)
{
  const WbShapeBox box = {
    MIN (a->x, b->x),
    MIN (a->y, b->y),
    MAX (a->x, b->x),
    MAX (a->y, b->y),
  };

  return get_sides (&self->box, &box) == 0 && !is_along_edge (self, a, b);
}

/* @pen is where the path ends, as an index of the shape; returns where it ends now. */
static guint
add_segment (WbTileClip *self,
             cairo_t *cr,
             const WbShape *shape,
             guint from,
             guint to,
             guint pen)
{
  Point a = project (self, &shape->points[from]), b = project (self, &shape->points[to]);

  if (is_far (&a) || is_far (&b))
    {
      add_far_line (self, cr, a, b);
      return G_MAXUINT;
    }
  if (pen != from)
    cairo_move_to (cr, a.x, a.y);
  cairo_line_to (cr, b.x, b.y);
  return to;
}

static guint
add_run (WbTileClip *self,
         cairo_t *cr,
         const WbShape *shape,
         guint run,
         guint pen)
{
  guint from = run * WB_SHAPE_RUN;
  guint last = MIN (from + WB_SHAPE_RUN, shape->n_points - 1);
  guint i = from + 1;

  while (!is_kept (self, shape, from))
    from--;
  for (; i <= last; i++)
    {
      if (!is_kept (self, shape, i))
        continue;
      if (is_seen (self, &shape->points[from], &shape->points[i]))
        pen = add_segment (self, cr, shape, from, i, pen);
      from = i;
    }
  return pen;
}

/**
 * wb_tile_clip_add_line:
 * @self: the window of a tile
 * @cr: draws on the tile, in pixels
 * @shape: a ring or a line
 * @line_width: how wide it will be drawn, in pixels
 *
 * Adds what the tile shows of the lines of @shape, and of their width.
 */
void
wb_tile_clip_add_line (WbTileClip *self,
                       cairo_t *cr,
                       const WbShape *shape,
                       double line_width)
{
  for (int copy = -1; copy <= 1; copy++)
    {
      guint pen = G_MAXUINT;

      if (!look_at (self, copy, line_width / 2 + MARGIN) ||
          get_sides (&self->box, &shape->box) != 0)
        continue;
      for (guint i = 0; i < wb_shape_get_n_runs (shape); i++)
        if (get_sides (&self->box, &shape->runs[i]) == 0)
          pen = add_run (self, cr, shape, i, pen);
    }
}
