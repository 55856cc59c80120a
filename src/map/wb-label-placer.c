/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Where there is room for a label. */

#include "config.h"

#include "wb-label-placer.h"

#include <math.h>
#include <string.h>

#define CELL 2

/* A label stays so far away from the edge of the picture. */
#define EDGE 3

typedef struct {
  int left;
  int top;
  int right; /* one beyond */
  int bottom;
} Cells;

void
wb_label_placer_init (WbLabelPlacer *self)
{
  *self = (WbLabelPlacer){ 0 };
}

void
wb_label_placer_clear (WbLabelPlacer *self)
{
  g_clear_pointer (&self->cells, g_free);
}

/**
 * wb_label_placer_reset:
 * @self: a placer
 * @width: width of the picture, logical pixels
 * @height: height of the picture
 *
 * Begins with an empty picture.
 */
void
wb_label_placer_reset (WbLabelPlacer *self,
                       int width,
                       int height)
{
  if (self->cells == NULL || self->width != width || self->height != height)
    {
      self->width = width;
      self->height = height;
      self->columns = width / CELL + 1;
      self->rows = height / CELL + 1;
      g_free (self->cells);
      self->cells = g_malloc ((gsize) self->columns * self->rows);
    }
  memset (self->cells, 0, (gsize) self->columns * self->rows);
}

/* The cells that a rectangle touches, as far as they are in the picture. */
static Cells
find_cells (const WbLabelPlacer *self,
            double x,
            double y,
            double width,
            double height)
{
  Cells cells = {
    .left = (int) CLAMP (floor (x / CELL), 0, self->columns),
    .top = (int) CLAMP (floor (y / CELL), 0, self->rows),
    .right = (int) CLAMP (ceil ((x + width) / CELL), 0, self->columns),
    .bottom = (int) CLAMP (ceil ((y + height) / CELL), 0, self->rows),
  };

  cells.right = MAX (cells.left, cells.right);
  cells.bottom = MAX (cells.top, cells.bottom);
  return cells;
}

/**
 * wb_label_placer_reserve:
 * @self: a placer
 * @x: left edge of a rectangle
 * @y: upper edge
 * @width: width
 * @height: height
 *
 * Notes that something is there; parts may lie outside the picture.
 */
void
wb_label_placer_reserve (WbLabelPlacer *self,
                         double x,
                         double y,
                         double width,
                         double height)
{
  Cells cells = find_cells (self, x, y, width, height);

  for (int row = cells.top; row < cells.bottom; row++)
    memset (self->cells + (gsize) row * self->columns + cells.left, 1, (gsize) (cells.right - cells.left));
}

/**
 * wb_label_placer_is_free:
 * @self: a placer
 * @x: left edge of a rectangle
 * @y: upper edge
 * @width: width
 * @height: height
 *
 * Returns: whether nothing is there and the whole rectangle is in the picture
 */
gboolean
wb_label_placer_is_free (const WbLabelPlacer *self,
                         double x,
                         double y,
                         double width,
                         double height)
{
  Cells cells;

  if (x < EDGE || y < EDGE || x + width > self->width - EDGE || y + height > self->height - EDGE)
    return FALSE;

  cells = find_cells (self, x, y, width, height);
  for (int row = cells.top; row < cells.bottom; row++)
    if (memchr (self->cells + (gsize) row * self->columns + cells.left, 1, (gsize) (cells.right - cells.left)) != NULL)
      return FALSE;
  return TRUE;
}

/**
 * wb_label_placer_take:
 * @self: a placer
 * @x: left edge of a rectangle
 * @y: upper edge
 * @width: width
 * @height: height
 *
 * Takes a rectangle if it is free.
 *
 * Returns: whether it was
 */
gboolean
wb_label_placer_take (WbLabelPlacer *self,
                      double x,
                      double y,
                      double width,
                      double height)
{
  if (!wb_label_placer_is_free (self, x, y, width, height))
    return FALSE;

  wb_label_placer_reserve (self, x, y, width, height);
  return TRUE;
}
