/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Painted tiles of the built-in map.
 *
 * A tile is asked for, then painted by one of two threads, then kept until others need its place.
 * Those that wait and those that are painted stand in two queues, the one that was asked for last
 * in front: the next one to paint is the first of the one, the next one to go the last of the
 * other. A frame asks for all it shows within a moment, so what is older than that moment is no
 * longer wanted by anybody. */

#include "config.h"

#include "wb-tile-cache.h"

#include "wb-tile-painter.h"

#define N_THREADS 2

/* About 250 tiles at scale 1: a few screens to go back to. */
#define MAX_BYTES (64 * 1024 * 1024)

/* What the newest frame shows is kept even so, or a very large window would never be complete; no
 * window is larger than this. */
#define MAX_FRAME_BYTES (4 * MAX_BYTES)

/* Requests that came so much before the newest one are of an earlier frame. */
#define FRAME_US (250 * G_TIME_SPAN_MILLISECOND)

#define MAX_SCALE 4
#define BYTES_PER_PIXEL 4

typedef struct {
  WbTheme theme;
  guint zoom;
  guint x;
  guint y;
  int scale;
} Key;

typedef struct {
  Key key;
  GList link;               /* in one of the queues, or in none while it is being painted */
  cairo_surface_t *surface; /* NULL while it waits */
  gint64 asked;             /* monotonic time */
} Tile;

/**
 * WbTileCache:
 *
 * Tiles that are painted or will be. One thread may look tiles up; “changed” comes on the main
 * thread.
 */
struct _WbTileCache {
  GObject parent_instance;

  /* Owned */
  GThreadPool *painters;

  GMutex lock;       /* guards all that follows */
  GHashTable *tiles; /* (element-type Tile): set of all, which owns them */
  GQueue waiting;
  GQueue painted;
  gsize bytes;       /* of those that are painted */
  guint n_painting;
  gint64 newest;     /* when a tile was asked for last */
  guint changed_id;
};

typedef enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
} WbTileCacheSignal;

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WbTileCache, wb_tile_cache, G_TYPE_OBJECT)

/*
 * Tiles
 */

static guint
hash_key (gconstpointer pointer)
{
  const Key *key = pointer;

  return key->x * 73856093u ^ key->y * 19349663u ^ key->zoom * 83492791u ^
         ((guint) key->theme * MAX_SCALE + (guint) key->scale);
}

static gboolean
equal_keys (gconstpointer a,
            gconstpointer b)
{
  const Key *key = a, *other = b;

  return key->x == other->x && key->y == other->y && key->zoom == other->zoom &&
         key->theme == other->theme && key->scale == other->scale;
}

static void
free_tile (gpointer data)
{
  Tile *tile = data;

  g_clear_pointer (&tile->surface, cairo_surface_destroy);
  g_free (tile);
}

static gboolean
is_valid (const Key *key)
{
  return key->zoom <= WB_TILE_MAX_ZOOM && key->x >> key->zoom == 0 && key->y >> key->zoom == 0 &&
         key->scale >= 1 && key->scale <= MAX_SCALE && (guint) key->theme < WB_N_THEMES;
}

static gsize
get_bytes (const Tile *tile)
{
  gsize size = (gsize) WB_TILE_SIZE * tile->key.scale;

  return size * size * BYTES_PER_PIXEL;
}

static gboolean
is_unwanted (WbTileCache *self,
             const Tile *tile)
{
  return tile->asked < self->newest - FRAME_US;
}

static void
drop (WbTileCache *self,
      GQueue *queue,
      Tile *tile)
{
  g_queue_unlink (queue, &tile->link);
  if (tile->surface != NULL)
    self->bytes -= get_bytes (tile);
  g_hash_table_remove (self->tiles, &tile->key);
}

/* Drops the requests that nobody renewed, or all. */
static void
drop_waiting (WbTileCache *self,
              gboolean all)
{
  while (!g_queue_is_empty (&self->waiting) &&
         (all || is_unwanted (self, g_queue_peek_tail (&self->waiting))))
    drop (self, &self->waiting, g_queue_peek_tail (&self->waiting));
}

/* Only called on behalf of who looks tiles up: what they borrowed may go here. */
static void
make_room (WbTileCache *self)
{
  while (self->bytes > MAX_BYTES && (self->bytes > MAX_FRAME_BYTES ||
                                     is_unwanted (self, g_queue_peek_tail (&self->painted))))
    drop (self, &self->painted, g_queue_peek_tail (&self->painted));
}

/*
 * Painting
 */

static gboolean
changed_cb (gpointer data)
{
  WbTileCache *self = WB_TILE_CACHE (data);

  g_mutex_lock (&self->lock);
  self->changed_id = 0;
  g_mutex_unlock (&self->lock);

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

/* The next one to paint. Only looking up makes room: where nobody does, nothing more comes in. */
static Tile *
take_waiting (WbTileCache *self)
{
  Tile *tile;

  drop_waiting (self, self->bytes > MAX_FRAME_BYTES);
  if (g_queue_is_empty (&self->waiting))
    return NULL;

  tile = g_queue_peek_head (&self->waiting);
  g_queue_unlink (&self->waiting, &tile->link);
  self->n_painting++;
  return tile;
}

static void
put_painted (WbTileCache *self,
             Tile *tile,
             cairo_surface_t *surface)
{
  tile->surface = surface;
  self->n_painting--;
  self->bytes += get_bytes (tile);
  g_queue_push_head_link (&self->painted, &tile->link);
  if (self->changed_id == 0)
    self->changed_id = g_idle_add_full (G_PRIORITY_DEFAULT, changed_cb, self, NULL);
}

/* Runs in a thread of the pool, once for each request. */
static void
paint_cb (gpointer data G_GNUC_UNUSED,
          gpointer user_data)
{
  WbTileCache *self = user_data;
  cairo_surface_t *surface;
  Tile *tile;
  Key key;

  g_mutex_lock (&self->lock);
  tile = take_waiting (self);
  if (tile != NULL)
    key = tile->key;
  g_mutex_unlock (&self->lock);
  if (tile == NULL)
    return;

  surface = wb_tile_painter_paint (key.theme, key.zoom, key.x, key.y, key.scale);

  g_mutex_lock (&self->lock);
  put_painted (self, tile, surface);
  g_mutex_unlock (&self->lock);
}

/*
 * Object
 */

static void
wb_tile_cache_dispose (GObject *object)
{
  WbTileCache *self = WB_TILE_CACHE (object);

  if (self->painters != NULL)
    g_thread_pool_free (g_steal_pointer (&self->painters), TRUE, TRUE);
  g_clear_handle_id (&self->changed_id, g_source_remove);

  G_OBJECT_CLASS (wb_tile_cache_parent_class)->dispose (object);
}

static void
wb_tile_cache_finalize (GObject *object)
{
  WbTileCache *self = WB_TILE_CACHE (object);

  g_hash_table_unref (self->tiles);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (wb_tile_cache_parent_class)->finalize (object);
}

static void
wb_tile_cache_class_init (WbTileCacheClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = wb_tile_cache_dispose;
  object_class->finalize = wb_tile_cache_finalize;

  /**
   * WbTileCache::changed:
   * @self: the cache
   *
   * Tiles that were asked for have been painted, at least one of them.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wb_tile_cache_init (WbTileCache *self)
{
  g_mutex_init (&self->lock);
  self->tiles = g_hash_table_new_full (hash_key, equal_keys, NULL, free_tile);
  self->painters = g_thread_pool_new (paint_cb, self, N_THREADS, FALSE, NULL);
}

WbTileCache *
wb_tile_cache_new (void)
{
  return g_object_new (WB_TYPE_TILE_CACHE, NULL);
}

/*
 * Looking up
 */

static void
ask (WbTileCache *self,
     const Key *key)
{
  Tile *tile = g_new0 (Tile, 1);

  tile->key = *key;
  tile->link.data = tile;
  tile->asked = self->newest;
  g_hash_table_replace (self->tiles, &tile->key, tile);
  g_queue_push_head_link (&self->waiting, &tile->link);
  drop_waiting (self, FALSE);
  g_thread_pool_push (self->painters, self, NULL);
}

/* Notes that a tile is wanted now. */
static void
renew (WbTileCache *self,
       Tile *tile)
{
  GQueue *queue = tile->surface != NULL ? &self->painted : &self->waiting;
  gboolean is_being_painted = tile->link.prev == NULL && queue->head != &tile->link;

  tile->asked = self->newest;
  if (is_being_painted)
    return;
  g_queue_unlink (queue, &tile->link);
  g_queue_push_head_link (queue, &tile->link);
}

/**
 * wb_tile_cache_lookup:
 * @self: a cache
 * @theme: colours
 * @zoom: zoom level
 * @x: columns from 180° W
 * @y: rows from the north
 * @scale: device pixels per logical pixel
 *
 * Has the tile painted if it is not there yet. What was asked for last comes first; who still wants
 * a tile asks for it again in the next frame.
 *
 * Returns: (nullable) (transfer none): the tile, or %NULL if it is not there yet or there is no
 *   such tile; it stays until the next look-up, who needs it longer takes a reference
 */
cairo_surface_t *
wb_tile_cache_lookup (WbTileCache *self,
                      WbTheme theme,
                      guint zoom,
                      guint x,
                      guint y,
                      int scale)
{
  const Key key = { theme, zoom, x, y, scale };
  cairo_surface_t *surface = NULL;
  Tile *tile;

  g_return_val_if_fail (WB_IS_TILE_CACHE (self), NULL);

  if (!is_valid (&key))
    return NULL;

  g_mutex_lock (&self->lock);
  self->newest = g_get_monotonic_time ();
  make_room (self);
  tile = g_hash_table_lookup (self->tiles, &key);
  if (tile == NULL)
    ask (self, &key);
  else
    renew (self, tile);
  if (tile != NULL)
    surface = tile->surface;
  g_mutex_unlock (&self->lock);
  return surface;
}

/**
 * wb_tile_cache_peek:
 * @self: a cache
 * @theme: colours
 * @zoom: zoom level
 * @x: columns from 180° W
 * @y: rows from the north
 * @scale: device pixels per logical pixel
 *
 * As wb_tile_cache_lookup(), but for a tile that only stands in for another one: it is neither
 * painted nor kept for longer.
 *
 * Returns: (nullable) (transfer none): the tile, as from wb_tile_cache_lookup(), or %NULL
 */
cairo_surface_t *
wb_tile_cache_peek (WbTileCache *self,
                    WbTheme theme,
                    guint zoom,
                    guint x,
                    guint y,
                    int scale)
{
  const Key key = { theme, zoom, x, y, scale };
  cairo_surface_t *surface = NULL;
  Tile *tile;

  g_return_val_if_fail (WB_IS_TILE_CACHE (self), NULL);

  g_mutex_lock (&self->lock);
  tile = g_hash_table_lookup (self->tiles, &key);
  if (tile != NULL)
    surface = tile->surface;
  g_mutex_unlock (&self->lock);
  return surface;
}

/**
 * wb_tile_cache_is_busy:
 * @self: a cache
 *
 * Returns: whether tiles are being painted or wait for it
 */
gboolean
wb_tile_cache_is_busy (WbTileCache *self)
{
  gboolean is_busy;

  g_return_val_if_fail (WB_IS_TILE_CACHE (self), FALSE);

  g_mutex_lock (&self->lock);
  is_busy = self->n_painting > 0 || !g_queue_is_empty (&self->waiting);
  g_mutex_unlock (&self->lock);
  return is_busy;
}
