/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The built-in map: what is land and sea, tiles that fit together, names, and the tiles kept. */

#include "config.h"

#include "wb-basemap-private.h"
#include "wb-geo.h"
#include "wb-test.h"
#include "wb-tile-cache.h"
#include "wb-tile-painter.h"

#include <math.h>

/* What the cache keeps, in tiles of scale 1, and how long a request is of the newest frame. */
#define CACHE_TILES 256
#define FRAME_US (300 * 1000)

#define TILE_SIZE WB_TILE_SIZE

/* Where a line is cut to fit a tile, its colour may be off by so much. */
#define TRACE 2
#define MOST 24
#define MAX_DIFFERENCES 40

#define GOLDEN_TOLERANCE 8

/*
 * Pixels
 */

static guint32
get_pixel (cairo_surface_t *surface,
           int x,
           int y)
{
  const guint8 *data = cairo_image_surface_get_data (surface);
  gconstpointer line = data + (gsize) y * cairo_image_surface_get_stride (surface);
  const guint32 *row = line;

  return row[x] & 0xffffff;
}

static guint32
get_colour (WbTheme theme,
            const char *name)
{
  GdkRGBA colour;

  wb_palette_get_map_colour (theme, name, &colour);
  return (guint32) lround (colour.red * 255) << 16 | (guint32) lround (colour.green * 255) << 8 |
         (guint32) lround (colour.blue * 255);
}

/* The largest difference of a channel. */
static int
compare_pixels (guint32 a,
                guint32 b)
{
  int difference = 0;

  for (int shift = 0; shift < 24; shift += 8)
    difference = MAX (difference, ABS ((int) (a >> shift & 0xff) - (int) (b >> shift & 0xff)));
  return difference;
}

static guint
get_tile (guint32 units,
          guint zoom)
{
  return (guint) ((guint64) units >> (32 - zoom));
}

static guint32
get_pixel_at (WbTheme theme,
              double latitude,
              double longitude,
              guint zoom)
{
  guint shift = 32 - zoom;
  guint32 x = wb_geo_mercator_x (longitude), y = wb_geo_mercator_y (latitude);
  guint64 mask = (G_GUINT64_CONSTANT (1) << shift) - 1;
  guint column = get_tile (x, zoom), row = get_tile (y, zoom);
  cairo_surface_t *tile = wb_tile_painter_paint (theme, zoom, column, row, 1);
  guint32 pixel = get_pixel (tile, (int) ((x & mask) * TILE_SIZE >> shift),
                             (int) ((y & mask) * TILE_SIZE >> shift));

  cairo_surface_destroy (tile);
  return pixel;
}

typedef struct {
  const char *what;
  double latitude;
  double longitude;
  guint zoom;
  const char *colour;
} Spot;

/* Spots far enough from coasts, borders and the graticule for the zoom. */
static const Spot spots[] = {
  { "Copenhagen", 55.72, 12.45, 9, "land" },
  { "Kattegat", 56.83, 11.55, 7, "sea" },
  { "Kattegat, close", 56.83, 11.55, 14, "sea" },
  { "Sahara", 27.4, 2.7, 4, "land" },
  { "Sahara, whole world", 27.4, 2.7, 0, "land" },
  { "Pacific", 4.4, -137.3, 3, "sea" },
  { "Antarctica", -82.3, 33.3, 3, "land" },
  { "Antarctica, whole world", -82.3, 47.3, 0, "land" },
  { "Siberia east of 180°", 67.3, -176.6, 5, "land" },
  { "Siberia west of 180°", 67.3, 176.6, 5, "land" },
  { "Arctic Ocean", 84.6, -20.3, 2, "sea" },
  { "Caspian Sea", 42.2, 50.7, 5, "sea" },
  { "Lake Superior", 47.6, -87.4, 6, "lake" },
  { "Lake Victoria", -1.3, 33.3, 6, "lake" },
  { "Vättern", 58.37, 14.55, 8, "lake" },
};

static void
test_spots (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (spots); i++)
    for (WbTheme theme = 0; theme < WB_N_THEMES; theme++)
      {
        guint32 pixel = get_pixel_at (theme, spots[i].latitude, spots[i].longitude, spots[i].zoom);

        if (pixel != get_colour (theme, spots[i].colour))
          g_error ("%s is #%06x in theme %u", spots[i].what, pixel, (guint) theme);
      }
}

/*
 * Tiles next to each other
 */

typedef struct {
  guint zoom;
  double latitude;
  double longitude;
} Area;

/* Coasts, fjords, lakes, borders and rivers that cross the edges of tiles. */
static const Area areas[] = {
  { 1, 20, 0 },      { 2, 57, 11 },     { 3, 57, 11 },       { 4, 61, 6 },       { 5, 61, 6 },
  { 6, 57, 11 },     { 7, 47.6, 9.3 },  { 8, 55.7, 12.6 },   { 9, 46.4, 6.5 },   { 11, 55.7, 12.6 },
  { 13, 49, -114.5 }, { 18, 49, -110 },
};

/* How many pixels of a tile differ by more than a trace from those of a block that holds it. */
static guint
count_differences (cairo_surface_t *block,
                   guint column,
                   guint row,
                   cairo_surface_t *tile)
{
  int size = cairo_image_surface_get_width (tile);
  guint differences = 0;

  for (int y = 0; y < size; y++)
    for (int x = 0; x < size; x++)
      {
        guint32 pixel = get_pixel (block, (int) column * size + x, (int) row * size + y);
        int difference = compare_pixels (pixel, get_pixel (tile, x, y));

        g_assert_cmpint (difference, <=, MOST);
        if (difference > TRACE)
          differences++;
      }
  return differences;
}

static void
check_block (const Area *area,
             int scale)
{
  guint x = get_tile (wb_geo_mercator_x (area->longitude), area->zoom) & ~1u;
  guint y = get_tile (wb_geo_mercator_y (area->latitude), area->zoom) & ~1u;
  cairo_surface_t *block = wb_tile_painter_paint_block (WB_THEME_LIGHT, area->zoom, x, y, scale, 2);

  for (guint i = 0; i < 4; i++)
    {
      guint column = i & 1, row = i >> 1;
      cairo_surface_t *tile =
          wb_tile_painter_paint (WB_THEME_LIGHT, area->zoom, x + column, y + row, scale);
      guint differences = count_differences (block, column, row, tile);

      g_assert_cmpuint (differences, <=, MAX_DIFFERENCES * (guint) scale);
      cairo_surface_destroy (tile);
    }
  cairo_surface_destroy (block);
}

static void
test_seams (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    for (int scale = 1; scale <= 2; scale++)
      check_block (&areas[i], scale);
}

/* Neither Fiji nor Siberia has a coast along the antimeridian, nor Antarctica one along the pole:
 * where land goes on beyond the edge of the world, the edge looks like the land beside it. */
static void
test_edge_of_the_world (void)
{
  guint32 coast = get_colour (WB_THEME_LIGHT, "coast"), land = get_colour (WB_THEME_LIGHT, "land");
  guint y = get_tile (wb_geo_mercator_y (67.3), 5);
  cairo_surface_t *east = wb_tile_painter_paint (WB_THEME_LIGHT, 5, 31, y, 1);
  cairo_surface_t *west = wb_tile_painter_paint (WB_THEME_LIGHT, 5, 0, y, 1);
  cairo_surface_t *south = wb_tile_painter_paint (WB_THEME_LIGHT, 2, 2, 3, 1);
  guint n_land = 0, n_coast = 0;

  for (int i = 0; i < TILE_SIZE; i++)
    {
      n_land += get_pixel (east, TILE_SIZE - 1, i) == land && get_pixel (west, 0, i) == land;
      n_coast += compare_pixels (get_pixel (east, TILE_SIZE - 1, i), coast) < 16;
      n_coast += compare_pixels (get_pixel (west, 0, i), coast) < 16;
      g_assert_cmphex (get_pixel (south, i, TILE_SIZE - 1), ==, land);
    }
  g_assert_cmpuint (n_land, >, TILE_SIZE / 3);
  g_assert_cmpuint (n_coast, <, 8);
  cairo_surface_destroy (east);
  cairo_surface_destroy (west);
  cairo_surface_destroy (south);
}

static void
test_any_tile (void)
{
  static const guint numbers[][3] = {
    { 0, 1, 0 },  { 5, 32, 3 },  { 5, 3, 32 },
    { 19, 0, 0 }, { 32, 0, 0 },  { 18, 1 << 18, 0 },
    { 31, G_MAXUINT, G_MAXUINT }, { G_MAXUINT, G_MAXUINT, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      cairo_surface_t *tile =
          wb_tile_painter_paint (WB_THEME_DARK, numbers[i][0], numbers[i][1], numbers[i][2], 1);

      g_assert_cmphex (get_pixel (tile, 128, 128), ==, get_colour (WB_THEME_DARK, "sea"));
      cairo_surface_destroy (tile);
    }
}

/*
 * Pictures as a whole
 */

/* How many thousandths of a tile are of these colours; what is left are coasts, borders and the
 * like. A change of technique may move a line by a pixel, but no more. */
typedef struct {
  Area area;
  int sea;
  int shore;
  int land;
  int lake;
} Golden;

static const Golden goldens[] = {
  { { 0, 0, 0 }, 477, 13, 310, 0 },
  { { 2, 57, 11 }, 132, 28, 658, 0 },
  { { 4, 57, 11 }, 446, 36, 413, 3 },
  { { 6, 57, 11 }, 614, 43, 277, 0 },
  { { 8, 55.7, 12.6 }, 256, 56, 633, 0 },
  { { 8, 58.4, 14.5 }, 0, 0, 761, 220 },
  { { 10, 55.7, 12.6 }, 147, 45, 775, 0 },
};

static int
count_colour (cairo_surface_t *tile,
              const char *name)
{
  guint32 colour = get_colour (WB_THEME_LIGHT, name);
  int count = 0;

  for (int y = 0; y < TILE_SIZE; y++)
    for (int x = 0; x < TILE_SIZE; x++)
      count += get_pixel (tile, x, y) == colour;
  return count * 1000 / (TILE_SIZE * TILE_SIZE);
}

static void
test_goldens (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (goldens); i++)
    {
      const Golden *golden = &goldens[i];
      guint x = get_tile (wb_geo_mercator_x (golden->area.longitude), golden->area.zoom);
      guint y = get_tile (wb_geo_mercator_y (golden->area.latitude), golden->area.zoom);
      cairo_surface_t *tile = wb_tile_painter_paint (WB_THEME_LIGHT, golden->area.zoom, x, y, 1);
      int sea = count_colour (tile, "sea"), shore = count_colour (tile, "shore");
      int land = count_colour (tile, "land"), lake = count_colour (tile, "lake");

      g_test_message ("%u: %d, %d, %d, %d", golden->area.zoom, sea, shore, land, lake);
      g_assert_cmpint (ABS (sea - golden->sea), <=, GOLDEN_TOLERANCE);
      g_assert_cmpint (ABS (shore - golden->shore), <=, GOLDEN_TOLERANCE);
      g_assert_cmpint (ABS (land - golden->land), <=, GOLDEN_TOLERANCE);
      g_assert_cmpint (ABS (lake - golden->lake), <=, GOLDEN_TOLERANCE);
      cairo_surface_destroy (tile);
    }
}

/*
 * Names
 */

typedef struct {
  const char *name;
  WbPlaceKind kind;
  const WbPlace *found;
  guint count;
} Search;

static void
search_cb (const WbPlace *place,
           gpointer data)
{
  Search *search = data;

  g_assert_true (g_utf8_validate (place->name, -1, NULL));
  g_assert_cmpuint (place->rank, <=, 3);
  search->count++;
  if (place->kind == search->kind && g_strcmp0 (place->name, search->name) == 0)
    search->found = place;
}

/* Around a place, and so wide as a window is at that zoom. */
static const WbPlace *
find_place (const char *name,
            WbPlaceKind kind,
            double zoom,
            double latitude,
            double longitude)
{
  Search search = { name, kind, NULL, 0 };
  guint32 side = (guint32) ldexp (4, 32 - (int) MAX (zoom, 3));

  wb_basemap_foreach_place (zoom, wb_geo_mercator_x (longitude) - side / 2,
                            wb_geo_mercator_y (latitude) - side / 2, side, side, search_cb,
                            &search);
  return search.found;
}

static void
test_places (void)
{
  const WbPlace *copenhagen = find_place ("Copenhagen", WB_PLACE_CAPITAL, 5, 57, 11);

  g_assert_nonnull (copenhagen);
  g_assert_cmpuint (copenhagen->rank, ==, 0);
  g_assert_cmpfloat_with_epsilon (wb_geo_longitude_from_mercator (copenhagen->x), 12.6, 0.1);
  g_assert_cmpfloat_with_epsilon (wb_geo_latitude_from_mercator (copenhagen->y), 55.7, 0.1);
  g_assert_nonnull (find_place ("Kattegat", WB_PLACE_SEA, 7, 57, 11));
  g_assert_nonnull (find_place ("Gothenburg", WB_PLACE_CITY, 6, 57, 11));
  g_assert_nonnull (find_place ("Thisted", WB_PLACE_CITY, 8, 57, 9));
  g_assert_nonnull (find_place ("Denmark", WB_PLACE_COUNTRY, 7, 56, 9));

  /* A country is named in its south, too, when the middle of it is out of sight. */
  g_assert_nonnull (find_place ("Sweden", WB_PLACE_COUNTRY, 7, 57, 14));
  g_assert_nonnull (find_place ("São Paulo", WB_PLACE_CITY, 5, -23, -46));
  g_assert_nonnull (find_place ("DR Congo", WB_PLACE_COUNTRY, 4, -3, 23));

  /* Each in its time: not so far off, and not when one is in the middle of it. */
  g_assert_null (find_place ("Thisted", WB_PLACE_CITY, 3, 57, 11));
  g_assert_null (find_place ("Atlantic Ocean", WB_PLACE_SEA, 9, 29, -38));
}

/* A view over the antimeridian finds what is on both sides of it. */
static void
test_places_across_antimeridian (void)
{
  g_assert_nonnull (find_place ("Suva", WB_PLACE_CAPITAL, 5, -18, -179));
  g_assert_nonnull (find_place ("Apia", WB_PLACE_CAPITAL, 5, -14, 179));
}

static void
test_places_are_few_enough (void)
{
  for (double zoom = 0; zoom <= 18; zoom += 0.5)
    {
      Search world = { 0 }, europe = { 0 };
      guint32 side = (guint32) ldexp (4, 32 - (int) MAX (zoom, 3));

      wb_basemap_foreach_place (zoom, 0, 0, G_MAXUINT32, G_MAXUINT32, search_cb, &world);
      wb_basemap_foreach_place (zoom, wb_geo_mercator_x (10) - side / 2,
                                wb_geo_mercator_y (50) - side / 2, side, side, search_cb, &europe);
      g_test_message ("zoom %g: %u places, %u of them in a window on Europe", zoom, world.count,
                      europe.count);
      g_assert_cmpuint (world.count, <, 30000);
      g_assert_cmpuint (europe.count, <, 400);
    }
}

/*
 * The cache
 */

static void
count_cb (WbTileCache *cache,
          guint *count)
{
  g_assert_true (WB_IS_TILE_CACHE (cache));
  (*count)++;
}

static guint
count_kept (WbTileCache *cache,
            guint zoom,
            guint n_columns,
            guint n_rows)
{
  guint kept = 0;

  for (guint i = 0; i < n_columns * n_rows; i++)
    if (wb_tile_cache_peek (cache, WB_THEME_LIGHT, zoom, i % n_columns, i / n_columns, 1) != NULL)
      kept++;
  return kept;
}

static void
test_cache_paints (void)
{
  WbTileCache *cache = wb_tile_cache_new ();
  cairo_surface_t *tile;
  guint changed = 0;

  g_signal_connect (cache, "changed", G_CALLBACK (count_cb), &changed);
  g_assert_null (wb_tile_cache_peek (cache, WB_THEME_LIGHT, 3, 4, 2, 1));
  g_assert_false (wb_tile_cache_is_busy (cache));
  g_assert_null (wb_tile_cache_lookup (cache, WB_THEME_LIGHT, 3, 4, 2, 1));
  wb_test_await (changed > 0);
  g_assert_false (wb_tile_cache_is_busy (cache));

  tile = wb_tile_cache_lookup (cache, WB_THEME_LIGHT, 3, 4, 2, 1);
  g_assert_nonnull (tile);
  g_assert_true (tile == wb_tile_cache_peek (cache, WB_THEME_LIGHT, 3, 4, 2, 1));
  g_assert_cmpint (cairo_image_surface_get_width (tile), ==, TILE_SIZE);
  g_assert_null (wb_tile_cache_lookup (cache, WB_THEME_DARK, 3, 4, 2, 1));
  g_assert_null (wb_tile_cache_lookup (cache, WB_THEME_LIGHT, 3, 4, 2, 2));
  wb_test_await (!wb_tile_cache_is_busy (cache));

  tile = wb_tile_cache_lookup (cache, WB_THEME_LIGHT, 3, 4, 2, 2);
  g_assert_cmpint (cairo_image_surface_get_width (tile), ==, 2 * TILE_SIZE);
  g_assert_finalize_object (cache);
}

static void
test_cache_reports_once (void)
{
  WbTileCache *cache = wb_tile_cache_new ();
  guint changed = 0;

  g_signal_connect (cache, "changed", G_CALLBACK (count_cb), &changed);
  for (guint x = 0; x < 16; x++)
    wb_tile_cache_lookup (cache, WB_THEME_LIGHT, 8, x, 100, 1);
  while (wb_tile_cache_is_busy (cache))
    g_usleep (1000);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (changed, ==, 1);
  g_assert_cmpuint (count_kept (cache, 8, 16, 101), ==, 16);
  g_assert_finalize_object (cache);
}

/* What one frame after the other asked for fills the cache and no more. */
static void
test_cache_is_bounded (void)
{
  WbTileCache *cache = wb_tile_cache_new ();

  for (guint frame = 0; frame < 12; frame++)
    {
      for (guint i = 0; i < 64; i++)
        wb_tile_cache_lookup (cache, WB_THEME_LIGHT, 12, i, frame, 1);
      wb_test_await (!wb_tile_cache_is_busy (cache));
      g_usleep (FRAME_US);
    }
  wb_tile_cache_lookup (cache, WB_THEME_LIGHT, 12, 0, 11, 1);
  g_assert_cmpuint (count_kept (cache, 12, 64, 12), ==, CACHE_TILES);
  g_assert_null (wb_tile_cache_peek (cache, WB_THEME_LIGHT, 12, 0, 0, 1));
  g_assert_nonnull (wb_tile_cache_peek (cache, WB_THEME_LIGHT, 12, 63, 11, 1));
  g_assert_finalize_object (cache);
}

/* A frame may need more than the cache keeps: all of it stays until the next one is older. */
static void
test_cache_keeps_a_large_frame (void)
{
  WbTileCache *cache = wb_tile_cache_new ();
  guint n_missing = 1;

  for (guint frame = 0; n_missing > 0 && frame < 100; frame++)
    {
      n_missing = 0;
      for (guint i = 0; i < 2 * CACHE_TILES; i++)
        n_missing += wb_tile_cache_lookup (cache, WB_THEME_LIGHT, 12, i % 32, i / 32, 1) == NULL;
      wb_test_await (!wb_tile_cache_is_busy (cache));
    }
  g_assert_cmpuint (n_missing, ==, 0);
  g_assert_finalize_object (cache);
}

/* A long pan asks for more than anybody looks at: what later frames leave out is not painted. */
static void
test_cache_drops_what_nobody_wants (void)
{
  WbTileCache *cache = wb_tile_cache_new ();

  for (guint i = 0; i < 4000; i++)
    wb_tile_cache_lookup (cache, WB_THEME_LIGHT, 5, i % 32, i / 32 % 32, 1 + (int) i / 1024);
  g_usleep (2 * FRAME_US);
  g_assert_null (wb_tile_cache_lookup (cache, WB_THEME_DARK, 5, 17, 9, 1));
  wb_test_await (!wb_tile_cache_is_busy (cache));
  g_assert_nonnull (wb_tile_cache_lookup (cache, WB_THEME_DARK, 5, 17, 9, 1));
  g_assert_cmpuint (count_kept (cache, 5, 32, 32), <, 1024);
  g_assert_finalize_object (cache);
}

static void
test_cache_takes_any_number (void)
{
  WbTileCache *cache = wb_tile_cache_new ();

  g_assert_null (wb_tile_cache_lookup (cache, WB_THEME_LIGHT, 5, 32, 0, 1));
  g_assert_null (wb_tile_cache_lookup (cache, WB_THEME_LIGHT, 19, 0, 0, 1));
  g_assert_null (wb_tile_cache_lookup (cache, WB_THEME_LIGHT, G_MAXUINT, G_MAXUINT, G_MAXUINT, 1));
  g_assert_null (wb_tile_cache_lookup (cache, WB_THEME_LIGHT, 5, 0, 0, 0));
  g_assert_null (wb_tile_cache_lookup (cache, WB_THEME_LIGHT, 5, 0, 0, G_MAXINT));
  g_assert_null (wb_tile_cache_lookup (cache, WB_N_THEMES, 5, 0, 0, 1));
  g_assert_false (wb_tile_cache_is_busy (cache));
  g_assert_finalize_object (cache);
}

/* Goes while its threads are painting and others wait. */
static void
test_cache_goes_at_any_time (void)
{
  for (guint i = 0; i < 20; i++)
    {
      WbTileCache *cache = wb_tile_cache_new ();

      for (guint x = 0; x < 32; x++)
        wb_tile_cache_lookup (cache, WB_THEME_LIGHT, 6, x, 20, 1);
      g_usleep (i * 500);
      g_assert_finalize_object (cache);
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/map/basemap/spots", test_spots);
  g_test_add_func ("/map/basemap/seams", test_seams);
  g_test_add_func ("/map/basemap/edge-of-the-world", test_edge_of_the_world);
  g_test_add_func ("/map/basemap/any-tile", test_any_tile);
  g_test_add_func ("/map/basemap/goldens", test_goldens);
  g_test_add_func ("/map/basemap/places", test_places);
  g_test_add_func ("/map/basemap/places-across-antimeridian", test_places_across_antimeridian);
  g_test_add_func ("/map/basemap/places-are-few-enough", test_places_are_few_enough);
  g_test_add_func ("/map/tile-cache/paints", test_cache_paints);
  g_test_add_func ("/map/tile-cache/reports-once", test_cache_reports_once);
  g_test_add_func ("/map/tile-cache/is-bounded", test_cache_is_bounded);
  g_test_add_func ("/map/tile-cache/keeps-a-large-frame", test_cache_keeps_a_large_frame);
  g_test_add_func ("/map/tile-cache/drops-what-nobody-wants", test_cache_drops_what_nobody_wants);
  g_test_add_func ("/map/tile-cache/takes-any-number", test_cache_takes_any_number);
  g_test_add_func ("/map/tile-cache/goes-at-any-time", test_cache_goes_at_any_time);
  return g_test_run ();
}
