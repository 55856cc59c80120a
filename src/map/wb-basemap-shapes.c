/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The shapes of the built-in map, unpacked when they are first wanted.
 *
 * A file is “WBS1”, a byte with the number of bits of the grid, and the layers in the order of
 * WbShapeLayer. A layer is the number of its shapes; a shape is the number of its points and, for
 * each, how far it is from the one before. Numbers are varints of seven bits, lowest first; signed
 * ones are folded (0, −1, 1, −2 …). The first point starts from 0,0, rings are not closed. */

#include "config.h"

#include "wb-basemap-private.h"

#include <gio/gio.h>
#include <string.h>

#define PREFIX "/app/whereabouts/Whereabouts/map/basemap/"
#define MAGIC_LENGTH 4

/* No file is that fine; with more, boxes around tiles could overflow. */
#define MAX_BITS 28

typedef struct {
  const char *name;
  guint first_zoom;
  gboolean is_round;
} Scale;

static const Scale scales[] = {
  { "world-110m.bin", 0, FALSE },
  { "world-50m.bin", 2, FALSE },
  { "world-10m.bin", 5, FALSE },
  { "world-10m.bin", 8, TRUE },
};

static const gboolean is_closed[WB_N_SHAPE_LAYERS] = {
  [WB_SHAPES_LAND] = TRUE,
  [WB_SHAPES_LAKES] = TRUE,
};

typedef struct {
  const char *name;
  const guint8 *next;
  const guint8 *end;
} Reader;

/**
 * wb_basemap_load:
 * @name: of a file of the built-in map
 * @magic: what it begins with
 *
 * The files are part of the program: one that is missing or wrong ends it.
 *
 * Returns: (transfer full): its content, which is not copied
 */
GBytes *
wb_basemap_load (const char *name,
                 const char *magic)
{
  g_autofree char *path = g_strconcat (PREFIX, name, NULL);
  g_autoptr(GError) error = NULL;
  GBytes *bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

  if (bytes == NULL)
    g_error ("%s: %s", path, error->message);
  if (g_bytes_get_size (bytes) <= MAGIC_LENGTH ||
      memcmp (g_bytes_get_data (bytes, NULL), magic, MAGIC_LENGTH) != 0)
    g_error ("%s is damaged", path);
  return bytes;
}

static guint32
read_unsigned (Reader *reader)
{
  guint32 value = 0;

  for (guint shift = 0; shift < 32 && reader->next < reader->end; shift += 7)
    {
      guint8 byte = *reader->next++;

      value |= (guint32) (byte & 0x7f) << shift;
      if (byte < 0x80)
        return value;
    }
  g_error ("%s is damaged", reader->name);
}

static gint32
read_signed (Reader *reader)
{
  guint32 folded = read_unsigned (reader);

  return (gint32) (folded >> 1) ^ -(gint32) (folded & 1);
}

/* Each counted thing takes at least a byte, so that damage can't ask for all memory. */
static guint
read_count (Reader *reader)
{
  guint count = read_unsigned (reader);

  if (count > (gsize) (reader->end - reader->next))
    g_error ("%s is damaged", reader->name);
  return count;
}

static void
extend (WbShapeBox *box,
        const WbShapePoint *point)
{
  box->west = MIN (box->west, point->x);
  box->north = MIN (box->north, point->y);
  box->east = MAX (box->east, point->x);
  box->south = MAX (box->south, point->y);
}

static WbShapeBox
measure (const WbShapePoint *points,
         guint n_points)
{
  WbShapeBox box = { points->x, points->y, points->x, points->y };

  for (guint i = 1; i < n_points; i++)
    extend (&box, &points[i]);
  return box;
}

/**
 * wb_shape_measure:
 * @self: a shape
 *
 * Finds the boxes, after the points have changed.
 */
void
wb_shape_measure (WbShape *self)
{
  self->box = measure (self->points, self->n_points);
  self->runs = g_renew (WbShapeBox, self->runs, wb_shape_get_n_runs (self));
  for (guint i = 0; i < wb_shape_get_n_runs (self); i++)
    self->runs[i] = measure (&self->points[i * WB_SHAPE_RUN],
                             MIN (WB_SHAPE_RUN + 1, self->n_points - i * WB_SHAPE_RUN));
}

static void
read_shape (Reader *reader,
            gboolean closed,
            WbShape *shape)
{
  guint count = read_count (reader);
  WbShapePoint point = { 0, 0 };

  if (count < 2)
    g_error ("%s is damaged", reader->name);
  shape->n_points = count + (closed ? 1 : 0);
  shape->points = g_new (WbShapePoint, shape->n_points);
  for (guint i = 0; i < count; i++)
    {
      point.x += read_signed (reader);
      point.y += read_signed (reader);
      shape->points[i] = point;
    }
  if (closed)
    shape->points[count] = shape->points[0];
  wb_shape_measure (shape);
}

static WbShapeSet *
read_set (const char *name,
          gboolean is_round)
{
  g_autoptr(GBytes) bytes = wb_basemap_load (name, "WBS1");
  WbShapeSet *set = g_new (WbShapeSet, 1);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  Reader reader = { name, data + MAGIC_LENGTH + 1, data + size };

  set->bits = data[MAGIC_LENGTH];
  if (set->bits > MAX_BITS)
    g_error ("%s is damaged", name);
  for (guint layer = 0; layer < WB_N_SHAPE_LAYERS; layer++)
    {
      set->n_shapes[layer] = read_count (&reader);
      set->shapes[layer] = g_new0 (WbShape, set->n_shapes[layer]);
      for (guint i = 0; i < set->n_shapes[layer]; i++)
        read_shape (&reader, is_closed[layer], &set->shapes[layer][i]);
    }
  if (is_round)
    wb_shape_set_round (set);
  return set;
}

/**
 * wb_basemap_get_shapes:
 * @zoom: a zoom level
 *
 * The first time it takes some milliseconds. May be called by any thread.
 *
 * Returns: the world as detailed as @zoom shows it
 */
const WbShapeSet *
wb_basemap_get_shapes (guint zoom)
{
  static gsize sets[G_N_ELEMENTS (scales)];
  guint scale = G_N_ELEMENTS (scales) - 1;

  while (zoom < scales[scale].first_zoom)
    scale--;
  if (g_once_init_enter (&sets[scale]))
    g_once_init_leave (&sets[scale], (gsize) read_set (scales[scale].name, scales[scale].is_round));
  return (const WbShapeSet *) sets[scale];
}
