/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Paints tiles of the built-in map: sea, graticule, shore band, land, borders, rivers, lakes and
 * coast, in this order.
 *
 * All colours are opaque, so that tiles may overlap when they are scaled. */

#include "config.h"

#include "wb-tile-painter.h"

#include "wb-geo.h"
#include "wb-tile-cache.h"
#include "wb-tile-clip.h"

#include <math.h>

#define N_ZOOMS (WB_TILE_MAX_ZOOM + 1)

/* Rivers begin here; they would only be dirt on a smaller map. */
#define FIRST_RIVER_ZOOM 4

/* Nobody sees how thinner lines are joined, in pixels, and round joins are slow. */
#define ROUND_WIDTH 2.0

#define WORLD_UNITS 4294967296.0

typedef enum {
  COLOUR_SEA,
  COLOUR_GRATICULE,
  COLOUR_SHORE,
  COLOUR_LAND,
  COLOUR_BORDER,
  COLOUR_RIVER,
  COLOUR_LAKE,
  COLOUR_COAST,
  N_COLOURS,
} Colour;

static const char *const colour_names[N_COLOURS] = {
  [COLOUR_SEA] = "sea",     [COLOUR_GRATICULE] = "graticule", [COLOUR_SHORE] = "shore",
  [COLOUR_LAND] = "land",   [COLOUR_BORDER] = "border",       [COLOUR_RIVER] = "river",
  [COLOUR_LAKE] = "lake",   [COLOUR_COAST] = "coast",
};

/* Logical pixels. */
typedef struct {
  double graticule;
  double graticule_step; /* degrees */
  double shore;          /* to one side */
  double border;
  double river;
  double coast;
} Widths;

typedef struct {
  GdkRGBA colours[WB_N_THEMES][N_COLOURS];
  Widths widths[N_ZOOMS];
} Style;

typedef struct {
  cairo_t *cr;
  const GdkRGBA *colours;
  const Widths *widths;
  const WbShapeSet *shapes;
  WbTileClip *clip;
  guint zoom;
  guint x;
  guint y;
  guint span; /* tiles */
  int scale;
  int tile_size; /* pixels */
  int size;      /* pixels */
} Tile;

/*
 * Style
 */

static void
read_widths (Widths *widths,
             guint zoom)
{
  widths->graticule = wb_palette_interpolate ("map.width.graticule", zoom);
  widths->graticule_step = wb_palette_get_step ("map.graticule-step-degrees", zoom);
  widths->shore = wb_palette_interpolate ("map.width.shore", zoom);
  widths->border = wb_palette_interpolate ("map.width.border", zoom);
  widths->river = wb_palette_interpolate ("map.width.river", zoom);
  widths->coast = wb_palette_interpolate ("map.width.coast", zoom);
}

static Style *
read_style (void)
{
  Style *style = g_new (Style, 1);

  for (guint theme = 0; theme < WB_N_THEMES; theme++)
    for (guint i = 0; i < N_COLOURS; i++)
      wb_palette_get_map_colour (theme, colour_names[i], &style->colours[theme][i]);
  for (guint zoom = 0; zoom < N_ZOOMS; zoom++)
    read_widths (&style->widths[zoom], zoom);
  return style;
}

static const Style *
get_style (void)
{
  static gsize style = 0;

  if (g_once_init_enter (&style))
    g_once_init_leave (&style, (gsize) read_style ());
  return (const Style *) style;
}

/*
 * Layers
 */

static void
set_colour (const Tile *tile,
            Colour colour)
{
  gdk_cairo_set_source_rgba (tile->cr, &tile->colours[colour]);
}

static void
fill (const Tile *tile,
      WbShapeLayer layer,
      Colour colour)
{
  for (guint i = 0; i < tile->shapes->n_shapes[layer]; i++)
    wb_tile_clip_add_area (tile->clip, tile->cr, &tile->shapes->shapes[layer][i]);
  set_colour (tile, colour);
  cairo_fill (tile->cr);
}

static void
stroke (const Tile *tile,
        WbShapeLayer layer,
        Colour colour,
        double width)
{
  double line_width = width * tile->scale;

  for (guint i = 0; i < tile->shapes->n_shapes[layer]; i++)
    wb_tile_clip_add_line (tile->clip, tile->cr, &tile->shapes->shapes[layer][i], line_width);
  set_colour (tile, colour);
  cairo_set_line_width (tile->cr, line_width);
  cairo_set_line_join (tile->cr, line_width < ROUND_WIDTH ? CAIRO_LINE_JOIN_BEVEL
                                                          : CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (tile->cr);
}

/* Adds a line of whole pixels at a place of the world (0…1), if the tile shows it. */
static void
add_grid_line (const Tile *tile,
               double place,
               gboolean vertical)
{
  double world = ldexp (tile->tile_size, (int) tile->zoom);
  double origin = (double) (vertical ? tile->x : tile->y) * tile->tile_size;
  double width = tile->widths->graticule * tile->scale;
  double at = floor (place * world - width / 2 + 0.5) - origin;

  if (at <= -width || at >= tile->size)
    return;
  if (vertical)
    cairo_rectangle (tile->cr, at, 0, width, tile->size);
  else
    cairo_rectangle (tile->cr, 0, at, tile->size, width);
}

static void
paint_graticule (const Tile *tile)
{
  double step = tile->widths->graticule_step;

  for (double longitude = -180; longitude <= 180; longitude += step)
    add_grid_line (tile, (longitude + 180) / 360, TRUE);
  for (double latitude = 0; latitude < WB_GEO_MAX_LATITUDE; latitude += step)
    {
      add_grid_line (tile, wb_geo_mercator_y (latitude) / WORLD_UNITS, FALSE);
      add_grid_line (tile, wb_geo_mercator_y (-latitude) / WORLD_UNITS, FALSE);
    }
  set_colour (tile, COLOUR_GRATICULE);
  cairo_set_fill_rule (tile->cr, CAIRO_FILL_RULE_WINDING);
  cairo_fill (tile->cr);
  cairo_set_fill_rule (tile->cr, CAIRO_FILL_RULE_EVEN_ODD);
}

static void
paint_shore (const Tile *tile)
{
  if (gdk_rgba_equal (&tile->colours[COLOUR_SHORE], &tile->colours[COLOUR_SEA]))
    return;

  cairo_set_antialias (tile->cr, CAIRO_ANTIALIAS_FAST);
  stroke (tile, WB_SHAPES_LAND, COLOUR_SHORE, 2 * tile->widths->shore);
  cairo_set_antialias (tile->cr, CAIRO_ANTIALIAS_DEFAULT);
}

static void
paint_layers (const Tile *tile)
{
  paint_graticule (tile);
  paint_shore (tile);
  fill (tile, WB_SHAPES_LAND, COLOUR_LAND);
  stroke (tile, WB_SHAPES_BORDERS, COLOUR_BORDER, tile->widths->border);
  if (tile->zoom >= FIRST_RIVER_ZOOM)
    stroke (tile, WB_SHAPES_RIVERS, COLOUR_RIVER, tile->widths->river);
  fill (tile, WB_SHAPES_LAKES, COLOUR_LAKE);
  stroke (tile, WB_SHAPES_LAKES, COLOUR_COAST, tile->widths->coast);
  stroke (tile, WB_SHAPES_LAND, COLOUR_COAST, tile->widths->coast);
}

static void
paint_tile (Tile *tile)
{
  tile->shapes = wb_basemap_get_shapes (tile->zoom);
  tile->clip = wb_tile_clip_new (tile->shapes->bits, tile->zoom, tile->x, tile->y,
                                  tile->tile_size, tile->span);
  tile->widths = &get_style ()->widths[tile->zoom];

  cairo_set_fill_rule (tile->cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_set_line_cap (tile->cr, CAIRO_LINE_CAP_ROUND);
  paint_layers (tile);
  wb_tile_clip_free (tile->clip);
}

/**
 * wb_tile_painter_paint:
 * @theme: colours
 * @zoom: zoom level
 * @x: columns from 180° W
 * @y: rows from the north
 * @scale: pixels of the picture per logical pixel
 *
 * May be called by any thread. A tile beyond the world shows sea.
 *
 * Returns: (transfer full): an opaque picture of %WB_TILE_SIZE logical pixels
 */
cairo_surface_t *
wb_tile_painter_paint (WbTheme theme,
                       guint zoom,
                       guint x,
                       guint y,
                       int scale)
{
  return wb_tile_painter_paint_block (theme, zoom, x, y, scale, 1);
}

/**
 * wb_tile_painter_paint_block:
 * @theme: colours
 * @zoom: zoom level
 * @x: columns from 180° W to the first tile
 * @y: rows from the north
 * @scale: pixels of the picture per logical pixel
 * @span: how many tiles it is wide and high
 *
 * As wb_tile_painter_paint() for several tiles at once.
 *
 * Returns: (transfer full): an opaque picture
 */
cairo_surface_t *
wb_tile_painter_paint_block (WbTheme theme,
                             guint zoom,
                             guint x,
                             guint y,
                             int scale,
                             guint span)
{
  int size = WB_TILE_SIZE * scale * (int) span;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, size, size);
  Tile tile = {
    .cr = cairo_create (surface),
    .colours = get_style ()->colours[theme],
    .zoom = zoom,
    .x = x,
    .y = y,
    .span = span,
    .scale = scale,
    .tile_size = WB_TILE_SIZE * scale,
    .size = size,
  };

  set_colour (&tile, COLOUR_SEA);
  cairo_paint (tile.cr);
  if (zoom <= WB_TILE_MAX_ZOOM && x >> zoom == 0 && y >> zoom == 0)
    paint_tile (&tile);
  cairo_destroy (tile.cr);
  return surface;
}
