/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The part of the world that tracks take up, and the view that shows it. */

#include "config.h"

#include "wb-map-extent.h"

#include "wb-tile-cache.h"

#include <math.h>

/* The world around is looked at in so many columns to find where nothing is. */
#define N_COLUMNS 512
#define COLUMN_SHIFT 23

/* How near fitting goes: more would show a street with nothing to tell where it is. */
#define MAX_FIT_ZOOM 14.0
#define SINGLE_FIT_ZOOM 12.0
#define MIN_FIT_ZOOM 1.0

/* One track in so many may lie far off without the others becoming small for it. It has to be worth
 * it: with all of them the box would be so many times larger. */
#define STRAY_SHARE 8
#define STRAY_GAIN 1.4

G_STATIC_ASSERT (N_COLUMNS == 1 << (32 - COLUMN_SHIFT));

/* What a walk through the blocks of a store does with each of them. */
typedef void (*BlockFunc) (const WbTrackBlock *block,
                           guint length,
                           gpointer data);

static void
foreach_block (WbTrackStore *tracks,
               BlockFunc func,
               gpointer data)
{
  guint length = wb_track_store_get_length (tracks);

  for (guint first = 0; first < length; first += WB_TRACK_BLOCK_SIZE)
    {
      g_autoptr(WbTrackBlock) block = wb_track_store_get_block (tracks, first / WB_TRACK_BLOCK_SIZE);

      func (block, MIN (length - first, WB_TRACK_BLOCK_SIZE), data);
    }
}

/**
 * wb_map_units_per_pixel:
 * @zoom: zoom level, may be fractional
 *
 * Returns: how many Mercator units a logical pixel is wide
 */
double
wb_map_units_per_pixel (double zoom)
{
  return exp2 (32 - zoom) / WB_TILE_SIZE;
}

static void
mark_columns (const WbTrackBlock *block,
              guint length,
              gpointer data)
{
  gboolean *columns = data;

  for (guint i = 0; i < length; i++)
    columns[block->x[i] >> COLUMN_SHIFT] = TRUE;
}

/* Where the longest run of empty columns ends, so that a box which starts there is the narrowest
 * even if tracks lie on both sides of the antimeridian. */
static guint
find_first_column (const gboolean *columns)
{
  guint first = 0, run = 0, longest = 0;

  for (guint i = 0; i < 2 * N_COLUMNS; i++)
    {
      if (!columns[i % N_COLUMNS])
        {
          run++;
          continue;
        }
      if (run > longest)
        {
          longest = run;
          first = i % N_COLUMNS;
        }
      run = 0;
    }
  return first;
}

/* Edges, the western ones as distance from a column in which the box starts. */
typedef struct {
  guint32 origin;
  guint32 west;
  guint32 east;
  guint32 north;
  guint32 south;
} Edges;

static void
widen (const WbTrackBlock *block,
       guint length,
       gpointer data)
{
  Edges *edges = data;

  for (guint i = 0; i < length; i++)
    {
      guint32 x = block->x[i] - edges->origin;

      edges->west = MIN (edges->west, x);
      edges->east = MAX (edges->east, x);
      edges->north = MIN (edges->north, block->y[i]);
      edges->south = MAX (edges->south, block->y[i]);
    }
}

/**
 * wb_map_extent_measure:
 * @self: (out): where to put it
 * @tracks: a store
 *
 * Finds the smallest box around all tracks.
 */
void
wb_map_extent_measure (WbMapExtent *self,
                       WbTrackStore *tracks)
{
  gboolean columns[N_COLUMNS] = { FALSE };
  Edges edges = { .west = G_MAXUINT32, .north = G_MAXUINT32 };

  *self = (WbMapExtent) { .count = wb_track_store_get_length (tracks) };
  if (self->count == 0)
    return;

  foreach_block (tracks, mark_columns, columns);
  edges.origin = find_first_column (columns) << COLUMN_SHIFT;
  foreach_block (tracks, widen, &edges);

  self->x = edges.origin + edges.west;
  self->y = edges.north;
  self->width = edges.east - edges.west;
  self->height = edges.south - edges.north;
}

/* All positions, the x as distance from the western edge of a box around them. */
typedef struct {
  guint32 origin;
  GArray *x; /* of guint32, as is the next */
  GArray *y;
} Positions;

static void
collect (const WbTrackBlock *block,
         guint length,
         gpointer data)
{
  Positions *positions = data;

  for (guint i = 0; i < length; i++)
    {
      guint32 x = block->x[i] - positions->origin;

      g_array_append_val (positions->x, x);
      g_array_append_val (positions->y, block->y[i]);
    }
}

/* Returns what would stand at @rank if they were sorted: found byte by byte, which for many is far
 * quicker than to sort them. */
static guint32
find_rank (const GArray *numbers,
           guint rank)
{
  guint64 found = 0;

  for (int shift = 24; shift >= 0; shift -= 8)
    {
      guint counts[256] = { 0 };
      guint byte = 0;

      for (guint i = 0; i < numbers->len; i++)
        {
          guint64 number = g_array_index (numbers, guint32, i);

          if (number >> (shift + 8) == found >> (shift + 8))
            counts[(number >> shift) & 0xff]++;
        }
      while (rank >= counts[byte])
        rank -= counts[byte++];
      found |= (guint64) byte << shift;
    }
  return (guint32) found;
}

static guint32
get_median (const GArray *numbers)
{
  return find_rank (numbers, numbers->len / 2);
}

/* How far each is from the middle of them, the larger of both directions: so those that are near
 * fill a square. */
static GArray *
measure_distances (const Positions *positions)
{
  guint32 middle_x = get_median (positions->x), middle_y = get_median (positions->y);
  GArray *distances = g_array_sized_new (FALSE, FALSE, sizeof (guint32), positions->x->len);

  for (guint i = 0; i < positions->x->len; i++)
    {
      guint32 x = g_array_index (positions->x, guint32, i), y = g_array_index (positions->y, guint32, i);
      guint32 distance = MAX (MAX (x, middle_x) - MIN (x, middle_x), MAX (y, middle_y) - MIN (y, middle_y));

      g_array_append_val (distances, distance);
    }
  return distances;
}

/* The box around what is no farther from the middle than most of them are. */
static WbMapExtent
enclose_near (const Positions *positions)
{
  g_autoptr(GArray) distances = measure_distances (positions);
  Edges edges = { .west = G_MAXUINT32, .north = G_MAXUINT32 };
  guint32 farthest = find_rank (distances, distances->len - 1 - distances->len / STRAY_SHARE);
  guint count = 0;

  for (guint i = 0; i < distances->len; i++)
    if (g_array_index (distances, guint32, i) <= farthest)
      {
        edges.west = MIN (edges.west, g_array_index (positions->x, guint32, i));
        edges.east = MAX (edges.east, g_array_index (positions->x, guint32, i));
        edges.north = MIN (edges.north, g_array_index (positions->y, guint32, i));
        edges.south = MAX (edges.south, g_array_index (positions->y, guint32, i));
        count++;
      }
  return (WbMapExtent) {
    .x = positions->origin + edges.west,
    .y = edges.north,
    .width = edges.east - edges.west,
    .height = edges.south - edges.north,
    .count = count,
  };
}

/**
 * wb_map_extent_measure_most:
 * @self: (out): where to put it
 * @tracks: a store
 *
 * Finds a box around all tracks but the few that lie far from the others, if there are such.
 */
void
wb_map_extent_measure_most (WbMapExtent *self,
                            WbTrackStore *tracks)
{
  WbMapExtent near;
  Positions positions;

  wb_map_extent_measure (self, tracks);
  if (self->count < STRAY_SHARE)
    return;

  positions.origin = self->x;
  positions.x = g_array_sized_new (FALSE, FALSE, sizeof (guint32), self->count);
  positions.y = g_array_sized_new (FALSE, FALSE, sizeof (guint32), self->count);
  foreach_block (tracks, collect, &positions);
  near = enclose_near (&positions);
  if (MAX (self->width, self->height) > STRAY_GAIN * MAX (near.width, near.height))
    *self = near;
  g_array_unref (positions.x);
  g_array_unref (positions.y);
}

/**
 * wb_map_extent_from_place:
 * @place: what a map shows
 * @width: of the map, in pixels
 * @height: of the map, in pixels
 *
 * Returns: the part of the world that is in the picture
 */
WbMapExtent
wb_map_extent_from_place (const WbMapPlace *place,
                          double width,
                          double height)
{
  double units = wb_map_units_per_pixel (place->zoom);
  double wide = MIN (width * units, (double) G_MAXUINT32);
  double north = MAX (place->y - height * units / 2, 0);
  double south = MIN (place->y + height * units / 2, (double) G_MAXUINT32);

  return (WbMapExtent) {
    .x = place->x - (guint32) (wide / 2),
    .y = (guint32) north,
    .width = (guint32) wide,
    .height = (guint32) (south - north),
  };
}

/**
 * wb_map_extent_fit:
 * @self: an extent with something in it
 * @width: pixels there are for it
 * @height: pixels there are for it
 *
 * Returns: what to show in a picture of that size
 */
WbMapPlace
wb_map_extent_fit (const WbMapExtent *self,
                   double width,
                   double height)
{
  double units = MAX (self->width / MAX (width, 1), self->height / MAX (height, 1));
  double zoom = units > 0 ? 32 - log2 (units * WB_TILE_SIZE) : MAX_FIT_ZOOM;

  return (WbMapPlace) {
    .x = self->x + self->width / 2,
    .y = self->y + self->height / 2,
    .zoom = CLAMP (zoom, MIN_FIT_ZOOM, self->count == 1 ? SINGLE_FIT_ZOOM : MAX_FIT_ZOOM),
  };
}

typedef struct {
  const WbMapExtent *extent;
  guint count;
} Counting;

static void
count_block (const WbTrackBlock *block,
             guint length,
             gpointer data)
{
  Counting *counting = data;
  const WbMapExtent *extent = counting->extent;

  for (guint i = 0; i < length; i++)
    counting->count += block->x[i] - extent->x <= extent->width && block->y[i] - extent->y <= extent->height;
}

/**
 * wb_map_extent_count:
 * @self: an extent
 * @tracks: a store
 *
 * Returns: how many tracks are inside; the extent's own count does not matter
 */
guint
wb_map_extent_count (const WbMapExtent *self,
                     WbTrackStore *tracks)
{
  Counting counting = { .extent = self };

  foreach_block (tracks, count_block, &counting);
  return counting.count;
}
