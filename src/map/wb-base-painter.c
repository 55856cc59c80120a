/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The base map below everything else, put together from tiles.
 *
 * Edges of tiles are rounded to whole pixels, each once for both neighbours, so there are no seams
 * at any zoom. */

#include "config.h"

#include "wb-base-painter.h"

#include "wb-map-style.h"

#include <math.h>
#include <string.h>

/* How many levels up to look for a tile that shows more than the missing one. */
#define LEVELS_UP 5

/* Between two zooms the finer tiles are shrunk but for so much above the coarser ones: shrinking
 * keeps lines crisp, stretching softens them. */
#define STRETCH 0.3

/* At zoom z the world is 2^z tiles wide. */
#define UNITS_LOG2 32

struct _WbBasePainter {
  WbTileCache *tiles; /* owned */
  guint32 *kept;      /* the last complete base map */
  WbScene kept_for;
};

/* One base map being put together. */
typedef struct {
  WbTileCache *tiles;
  WbCanvas *canvas;
  const WbScene *scene;
  guint zoom;
  double tile;   /* edge of a tile, device pixels */
  double left;   /* of column 0, device pixels */
  double top;    /* of row 0, device pixels */
  guint32 sea;
  gboolean complete;
} Job;

WbBasePainter *
wb_base_painter_new (WbTileCache *tiles)
{
  WbBasePainter *self = g_new0 (WbBasePainter, 1);

  self->tiles = g_object_ref (tiles);
  return self;
}

void
wb_base_painter_free (WbBasePainter *self)
{
  g_object_unref (self->tiles);
  g_free (self->kept);
  g_free (self);
}

/*
 * Tiles
 */

static int
get_edge (double origin,
          double tile,
          double number)
{
  return (int) floor (origin + number * tile + 0.5);
}

/* Puts a part of a tile, given in shares of its edge, into a rectangle of the canvas. */
static void
place_part (Job *self,
            cairo_surface_t *surface,
            double part_x,
            double part_y,
            double part,
            const cairo_rectangle_int_t *to)
{
  int edge = cairo_image_surface_get_width (surface);
  int stride = cairo_image_surface_get_stride (surface);
  cairo_surface_t *image;
  cairo_t *cr = self->canvas->cr;

  if (part == 1 && to->width == edge && to->height == edge)
    {
      wb_canvas_copy (self->canvas, to->x, to->y,
                      (const guint32 *) (gconstpointer) cairo_image_surface_get_data (surface),
                      stride / (int) sizeof (guint32), edge, edge);
      return;
    }

  /* The same pixels without the device scale that the tile's surface may have. */
  image = cairo_image_surface_create_for_data (cairo_image_surface_get_data (surface),
                                               CAIRO_FORMAT_RGB24, edge, edge, stride);
  cairo_save (cr);
  cairo_identity_matrix (cr);
  cairo_rectangle (cr, to->x, to->y, to->width, to->height);
  cairo_clip (cr);
  cairo_translate (cr, to->x, to->y);
  cairo_scale (cr, to->width / (part * edge), to->height / (part * edge));
  cairo_translate (cr, -part_x * edge, -part_y * edge);
  cairo_set_source_surface (cr, image, 0, 0);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_BILINEAR);
  cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (image);
}

static gboolean
place_ancestor (Job *self,
                guint column,
                guint row,
                const cairo_rectangle_int_t *to)
{
  for (guint up = 1; up <= MIN (self->zoom, LEVELS_UP); up++)
    {
      cairo_surface_t *surface = wb_tile_cache_peek (self->tiles, self->scene->theme, self->zoom - up, column >> up,
                                                     row >> up, self->scene->scale);
      guint mask = (1u << up) - 1;
      double part = 1.0 / (1u << up);

      if (surface == NULL)
        continue;
      place_part (self, surface, (column & mask) * part, (row & mask) * part, part, to);
      return TRUE;
    }
  return FALSE;
}

static void
place_children (Job *self,
                guint column,
                guint row,
                const cairo_rectangle_int_t *to)
{
  int middle_x = to->x + to->width / 2, middle_y = to->y + to->height / 2;

  if (self->zoom >= WB_TILE_MAX_ZOOM)
    return;

  for (guint child = 0; child < 4; child++)
    {
      guint east = child % 2, south = child / 2;
      cairo_rectangle_int_t quarter = {
        east ? middle_x : to->x,
        south ? middle_y : to->y,
        east ? to->x + to->width - middle_x : middle_x - to->x,
        south ? to->y + to->height - middle_y : middle_y - to->y,
      };
      cairo_surface_t *surface = wb_tile_cache_peek (self->tiles, self->scene->theme, self->zoom + 1,
                                                     2 * column + east, 2 * row + south, self->scene->scale);

      if (surface != NULL)
        place_part (self, surface, 0, 0, 1, &quarter);
    }
}

static void
paint_tile (Job *self,
            int column,
            int row)
{
  guint mask = (1u << self->zoom) - 1;
  guint wrapped = (guint) column & mask;
  cairo_rectangle_int_t to = {
    .x = get_edge (self->left, self->tile, column),
    .y = get_edge (self->top, self->tile, row),
  };
  cairo_surface_t *surface = NULL;

  to.width = get_edge (self->left, self->tile, column + 1) - to.x;
  to.height = get_edge (self->top, self->tile, row + 1) - to.y;
  if (row >= 0 && (guint) row <= mask)
    {
      surface = wb_tile_cache_lookup (self->tiles, self->scene->theme, self->zoom, wrapped, (guint) row,
                                      self->scene->scale);
      self->complete &= surface != NULL;
    }

  if (surface != NULL)
    place_part (self, surface, 0, 0, 1, &to);
  else if (row < 0 || (guint) row > mask || !place_ancestor (self, wrapped, (guint) row, &to))
    {
      wb_canvas_fill (self->canvas, to.x, to.y, to.width, to.height, self->sea);
      if (row >= 0 && (guint) row <= mask)
        place_children (self, wrapped, (guint) row, &to);
    }
}

static void
compose (Job *self)
{
  const WbScene *scene = self->scene;
  double exact;
  int first_column, first_row, last_column, last_row;

  self->zoom = (guint) CLAMP (ceil (scene->zoom - STRETCH), 0, WB_TILE_MAX_ZOOM);
  self->tile = WB_TILE_SIZE * exp2 (scene->zoom - self->zoom) * scene->scale;
  exact = exp2 ((double) self->zoom - UNITS_LOG2) * self->tile;
  self->left = self->canvas->width / 2.0 - scene->x * exact;
  self->top = self->canvas->height / 2.0 - scene->y * exact;

  first_column = (int) floor (-self->left / self->tile - 0.01);
  first_row = (int) floor (-self->top / self->tile - 0.01);
  last_column = (int) floor ((self->canvas->width - self->left) / self->tile + 0.01);
  last_row = (int) floor ((self->canvas->height - self->top) / self->tile + 0.01);
  for (int row = first_row; row <= last_row; row++)
    for (int column = first_column; column <= last_column; column++)
      paint_tile (self, column, row);
}

/*
 * The last one
 */

static gboolean
shows_same (const WbScene *a,
            const WbScene *b)
{
  return a->x == b->x && a->y == b->y && a->zoom == b->zoom && a->width == b->width && a->height == b->height &&
         a->scale == b->scale && a->theme == b->theme;
}

static void
keep (WbBasePainter *self,
      const WbCanvas *canvas,
      const WbScene *scene)
{
  gsize bytes = (gsize) canvas->stride * canvas->height * sizeof (guint32);

  if (self->kept_for.width != scene->width || self->kept_for.height != scene->height ||
      self->kept_for.scale != scene->scale)
    g_clear_pointer (&self->kept, g_free);
  if (self->kept == NULL)
    self->kept = g_malloc (bytes);
  memcpy (self->kept, canvas->pixels, bytes);
  self->kept_for = *scene;
}

/**
 * wb_base_painter_paint:
 * @self: a painter
 * @canvas: an empty canvas of the size of the scene
 * @scene: a scene
 *
 * Paints every pixel of the canvas: with tiles, with coarser or finer ones where they are not ready
 * yet, or with the colour of the sea.
 */
void
wb_base_painter_paint (WbBasePainter *self,
                       WbCanvas *canvas,
                       const WbScene *scene)
{
  Job job = {
    .tiles = self->tiles,
    .canvas = canvas,
    .scene = scene,
    .sea = wb_canvas_get_pixel (&wb_map_style_get (scene->theme)->sea),
    .complete = TRUE,
  };

  if (self->kept != NULL && shows_same (&self->kept_for, scene))
    {
      memcpy (canvas->pixels, self->kept, (gsize) canvas->stride * canvas->height * sizeof (guint32));
      return;
    }

  compose (&job);
  if (job.complete)
    keep (self, canvas, scene);
}
