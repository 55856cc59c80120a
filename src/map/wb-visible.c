/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Which tracks a scene shows, and where.
 *
 * Every frame walks all tracks, so the first look at each is two unsigned compares in the units of
 * the map. Only what passes is projected, and only what is left after thinning glides. */

#include "config.h"

#include "wb-visible.h"

#include <math.h>
#include <string.h>

/* From so many in view on, one marker for each cell is enough: others would lie below it. */
#define THIN_FROM 4000
#define CELL 4

/* From so many on, markers lie so close that larger cells do as well. */
#define COARSE_FROM 40000
#define COARSE_CELL 6

/* A marker reaches so far into the picture from outside. */
#define MARKER_MARGIN 24

/* How far outside a track is looked for that may have glided into view, or whose trail may be. */
#define OUTER_MARGIN 256

/* A rectangle of the map: what is inside differs from its corner by no more than its size. */
typedef struct {
  guint32 west;
  guint32 north;
  guint32 width;
  guint32 height;
} Window;

typedef struct {
  WbVisible *visible;
  WbTrackStore *tracks;
  const WbScene *scene;
  Window window;
  double scale; /* pixels per unit */
  int columns;  /* of cells; 0 when all are drawn */
  int cell;     /* edge */
} Walk;

void
wb_visible_init (WbVisible *self)
{
  *self = (WbVisible){
    .tracks = g_array_new (FALSE, FALSE, sizeof (WbVisibleTrack)),
    .outside = g_array_new (FALSE, FALSE, sizeof (WbVisibleTrack)),
  };
}

void
wb_visible_clear (WbVisible *self)
{
  g_clear_pointer (&self->tracks, g_array_unref);
  g_clear_pointer (&self->outside, g_array_unref);
  g_clear_pointer (&self->occupied, g_free);
}

static Window
make_window (const WbScene *scene,
             double margin)
{
  double scale = wb_scene_get_pixels_per_unit (scene);
  double half_width = (scene->width / 2.0 + margin) / scale;
  double half_height = (scene->height / 2.0 + margin) / scale;
  double north = MAX (0, scene->y - half_height);
  double south = MIN ((double) G_MAXUINT32, scene->y + half_height);
  Window window = { 0, (guint32) north, G_MAXUINT32, (guint32) MAX (0, south - north) };

  if (2 * half_width < G_MAXUINT32)
    {
      window.west = scene->x - (guint32) half_width;
      window.width = (guint32) (2 * half_width);
    }
  return window;
}

static guint
count_block (const WbTrackBlock *block,
             guint length,
             const Window *window)
{
  guint count = 0;

  for (guint i = 0; i < length; i++)
    count += (guint) (block->x[i] - window->west <= window->width) &
             (guint) (block->y[i] - window->north <= window->height);
  return count;
}

static guint
get_block_length (guint length,
                  guint number)
{
  return MIN (WB_TRACK_BLOCK_SIZE, length - number * WB_TRACK_BLOCK_SIZE);
}

static guint
get_n_blocks (guint length)
{
  return (length + WB_TRACK_BLOCK_SIZE - 1) / WB_TRACK_BLOCK_SIZE;
}

static guint
count_in_view (WbTrackStore *tracks,
               const WbScene *scene)
{
  Window window = make_window (scene, 0);
  guint length = wb_track_store_get_length (tracks);
  guint count = 0;

  for (guint number = 0; number < get_n_blocks (length); number++)
    {
      g_autoptr(WbTrackBlock) block = wb_track_store_get_block (tracks, number);

      count += count_block (block, get_block_length (length, number), &window);
    }
  return count;
}

/* Marks the cell of a place; says whether somebody was there before. */
static gboolean
is_covered (Walk *self,
            float x,
            float y)
{
  int column = (int) ((x + OUTER_MARGIN) / self->cell), row = (int) ((y + OUTER_MARGIN) / self->cell);
  guint8 *cell = &self->visible->occupied[(gsize) row * self->columns + column];
  gboolean covered = *cell != 0;

  *cell = 1;
  return covered;
}

static void
prepare_cells (Walk *self)
{
  int columns = (self->scene->width + 2 * OUTER_MARGIN) / self->cell + 2;
  int rows = (self->scene->height + 2 * OUTER_MARGIN) / self->cell + 2;
  gsize n_cells = (gsize) columns * rows;

  self->columns = columns;
  if (n_cells != self->visible->n_cells)
    {
      g_free (self->visible->occupied);
      self->visible->occupied = g_malloc (n_cells);
      self->visible->n_cells = n_cells;
    }
  memset (self->visible->occupied, 0, n_cells);
}

static gboolean
is_moving (const WbTrackBlock *block,
           guint i)
{
  return block->freshness[i] == WB_FRESHNESS_LIVE && (block->vx[i] | block->vy[i]) != 0;
}

/* Seconds since the track was heard; it glides no further than until it is stale. */
static double
get_elapsed (WbTrackStore *tracks,
             gint64 now,
             guint position)
{
  gint64 elapsed = now - wb_track_store_get_heard (tracks, position);

  return CLAMP (elapsed, 0, WB_STALE_AFTER_US) / (double) G_USEC_PER_SEC;
}

static gboolean
is_in_picture (const WbScene *scene,
               double x,
               double y)
{
  return x >= -MARKER_MARGIN && y >= -MARKER_MARGIN && x < scene->width + MARKER_MARGIN &&
         y < scene->height + MARKER_MARGIN;
}

static void
take_track (Walk *self,
            const WbTrackBlock *block,
            guint i,
            guint position)
{
  const WbScene *scene = self->scene;
  double x = scene->width / 2.0 + (gint32) (block->x[i] - scene->x) * self->scale;
  double y = scene->height / 2.0 + ((double) block->y[i] - scene->y) * self->scale;
  WbVisibleTrack track;

  if (self->columns > 0 && is_covered (self, (float) x, (float) y))
    return;
  if (scene->glide && is_moving (block, i))
    {
      double elapsed = get_elapsed (self->tracks, scene->now, position);

      x += block->vx[i] * elapsed * self->scale;
      y += block->vy[i] * elapsed * self->scale;
    }

  track = (WbVisibleTrack){ position, (float) x, (float) y, block->icon[i], block->colour[i],
                            block->heading[i], block->freshness[i] };
  if (!is_in_picture (scene, x, y))
    {
      g_array_append_val (self->visible->outside, track);
      return;
    }
  g_array_append_val (self->visible->tracks, track);
  if (scene->glide && is_moving (block, i))
    self->visible->fastest = MAX (self->visible->fastest, hypot (block->vx[i], block->vy[i]) * self->scale);
}

static void
walk_block (Walk *self,
            const WbTrackBlock *block,
            guint number,
            guint length)
{
  Window window = self->window;

  for (guint i = 0; i < length; i++)
    if (block->x[i] - window.west <= window.width && block->y[i] - window.north <= window.height)
      take_track (self, block, i, number * WB_TRACK_BLOCK_SIZE + i);
}

/**
 * wb_visible_update:
 * @self: what is visible
 * @tracks: a store
 * @scene: a scene
 *
 * Finds anew what @scene shows.
 */
void
wb_visible_update (WbVisible *self,
                   WbTrackStore *tracks,
                   const WbScene *scene)
{
  Walk walk = {
    .visible = self,
    .tracks = tracks,
    .scene = scene,
    .scale = wb_scene_get_pixels_per_unit (scene),
  };
  guint length = wb_track_store_get_length (tracks);

  g_array_set_size (self->tracks, 0);
  g_array_set_size (self->outside, 0);
  self->fastest = 0;
  self->n_in_view = count_in_view (tracks, scene);
  walk.window = make_window (scene, OUTER_MARGIN);
  walk.cell = self->n_in_view >= COARSE_FROM ? COARSE_CELL : CELL;
  if (self->n_in_view >= THIN_FROM)
    prepare_cells (&walk);

  for (guint number = 0; number < get_n_blocks (length); number++)
    {
      g_autoptr(WbTrackBlock) block = wb_track_store_get_block (tracks, number);

      walk_block (&walk, block, number, get_block_length (length, number));
    }
}

/* Mercator units. */
static void
get_place (WbTrackStore *tracks,
           const WbTrackBlock *block,
           guint position,
           gint64 now,
           gboolean glides,
           guint32 *x,
           guint32 *y)
{
  guint i = position % WB_TRACK_BLOCK_SIZE;
  double elapsed = glides && is_moving (block, i) ? get_elapsed (tracks, now, position) : 0;

  *x = block->x[i] + (guint32) (gint64) (block->vx[i] * elapsed);
  *y = (guint32) CLAMP (block->y[i] + block->vy[i] * elapsed, 0, (double) G_MAXUINT32);
}

/**
 * wb_visible_find:
 * @tracks: a store
 * @position: where the track stands in the store
 * @now: wb_time_get_uptime()
 * @glides: whether tracks move between their fixes
 * @x: (out): Mercator units, see wb_geo_mercator_x()
 * @y: (out): Mercator units
 *
 * Tells where a track is by dead reckoning: while it is live it goes on with the speed and the course of
 * its latest fix.
 */
void
wb_visible_find (WbTrackStore *tracks,
                 guint position,
                 gint64 now,
                 gboolean glides,
                 guint32 *x,
                 guint32 *y)
{
  g_autoptr(WbTrackBlock) block = wb_track_store_get_block (tracks, position / WB_TRACK_BLOCK_SIZE);

  get_place (tracks, block, position, now, glides, x, y);
}

/**
 * wb_visible_place:
 * @tracks: a store
 * @scene: a scene
 * @block: the block of the track
 * @position: where the track stands in the store
 * @x: (out): where it is drawn, logical pixels; may be outside
 * @y: (out): where it is drawn, logical pixels
 */
void
wb_visible_place (WbTrackStore *tracks,
                  const WbScene *scene,
                  const WbTrackBlock *block,
                  guint position,
                  double *x,
                  double *y)
{
  guint32 place_x, place_y;

  get_place (tracks, block, position, scene->now, scene->glide, &place_x, &place_y);
  wb_scene_project (scene, place_x, place_y, x, y);
}

/**
 * wb_visible_pick:
 * @tracks: a store
 * @scene: a scene
 * @x: logical pixels
 * @y: logical pixels
 * @radius: how far away a track may be
 *
 * Returns: the position of the track nearest to a place, of several the one drawn last, or
 *   %WB_SCENE_NOTHING
 */
guint
wb_visible_pick (WbTrackStore *tracks,
                 const WbScene *scene,
                 double x,
                 double y,
                 double radius)
{
  WbScene around = *scene;
  Window window;
  guint length = wb_track_store_get_length (tracks);
  guint nearest = WB_SCENE_NOTHING;
  double best = radius * radius;

  wb_scene_unproject (scene, x, y, &around.x, &around.y);
  around.width = around.height = 0;
  window = make_window (&around, scene->glide ? OUTER_MARGIN : radius + 1);
  for (guint number = 0; number < get_n_blocks (length); number++)
    {
      g_autoptr(WbTrackBlock) block = wb_track_store_get_block (tracks, number);
      guint end = get_block_length (length, number);

      for (guint i = 0; i < end; i++)
        if (block->x[i] - window.west <= window.width && block->y[i] - window.north <= window.height)
          {
            guint position = number * WB_TRACK_BLOCK_SIZE + i;
            double track_x, track_y, distance;

            wb_visible_place (tracks, scene, block, position, &track_x, &track_y);
            distance = (track_x - x) * (track_x - x) + (track_y - y) * (track_y - y);
            if (distance <= best)
              {
                best = distance;
                nearest = position;
              }
          }
    }
  return nearest;
}
