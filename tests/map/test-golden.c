/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Markers and base map look as they looked when somebody last approved of them.
 *
 * The approved pictures lie in golden/. A picture that differs is written into the build folder,
 * with another one that shows where. When the difference is meant, look at it, and renew the
 * approved pictures:
 *
 *     WB_RENEW_GOLDEN=1 meson test -C _build map/golden
 *
 * There is no text in these pictures: fonts differ from machine to machine. */

#include "config.h"

#include "wb-geo.h"
#include "wb-scene-world.h"

#include <math.h>

/* Versions of cairo smooth edges differently. A pixel is off when a channel differs by more than
 * the one; as many as the other may be off. */
#define MAX_CHANNEL_DIFFERENCE 8
#define MAX_PIXELS_OFF 20

/* A picture of markers has a column for each shape. Rows: freshness, three times: as they are,
 * hovered and selected. */
#define CELL 36
#define N_COLUMNS (WB_N_ICONS + 1)
#define N_ROWS 4

/* Sources and thus colours; as many again are down. */
#define N_COLOURS 10

static const struct {
  const char *name;
  WbTheme theme;
} themes[] = {
  { "light", WB_THEME_LIGHT },
  { "dark", WB_THEME_DARK },
};

/*
 * Comparing
 */

static gboolean
is_off (guint32 a,
        guint32 b)
{
  for (guint shift = 0; shift < 24; shift += 8)
    if (ABS ((int) (a >> shift & 0xff) - (int) (b >> shift & 0xff)) > MAX_CHANNEL_DIFFERENCE)
      return TRUE;
  return FALSE;
}

static gboolean
is_same_size (cairo_surface_t *a,
              cairo_surface_t *b)
{
  return cairo_image_surface_get_width (a) == cairo_image_surface_get_width (b) &&
         cairo_image_surface_get_height (a) == cairo_image_surface_get_height (b);
}

/* How many pixels are off, and a picture in which they are black. */
static guint
compare (cairo_surface_t *a,
         cairo_surface_t *b,
         cairo_surface_t *difference)
{
  cairo_t *cr = cairo_create (difference);
  guint n_off = 0;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  for (int y = 0; y < cairo_image_surface_get_height (a); y++)
    for (int x = 0; x < cairo_image_surface_get_width (a); x++)
      if (is_off (get_pixel (a, x, y), get_pixel (b, x, y)))
        {
          cairo_rectangle (cr, x, y, 1, 1);
          n_off++;
        }
  cairo_fill (cr);
  cairo_destroy (cr);
  return n_off;
}

static void
write_picture (cairo_surface_t *picture,
               const char *path)
{
  g_assert_cmpint (cairo_surface_write_to_png (picture, path), ==, CAIRO_STATUS_SUCCESS);
}

static void
fail (const char *name,
      cairo_surface_t *picture,
      cairo_surface_t *difference)
{
  g_autofree char *picture_name = g_strconcat (name, ".png", NULL);
  g_autofree char *picture_path = g_test_build_filename (G_TEST_BUILT, picture_name, NULL);
  g_autofree char *difference_name = g_strconcat (name, "-difference.png", NULL);
  g_autofree char *difference_path = g_test_build_filename (G_TEST_BUILT, difference_name, NULL);

  write_picture (picture, picture_path);
  write_picture (difference, difference_path);
  g_test_message ("The picture is %s, and %s is black where it is not as approved.", picture_path,
                  difference_path);
  g_test_fail ();
}

static void
check_picture (const char *name,
               cairo_surface_t *picture)
{
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "golden", file, NULL);
  int width = cairo_image_surface_get_width (picture), height = cairo_image_surface_get_height (picture);
  cairo_surface_t *golden, *difference;
  guint n_off = G_MAXUINT;

  if (g_getenv ("WB_RENEW_GOLDEN") != NULL)
    write_picture (picture, path);
  golden = cairo_image_surface_create_from_png (path);
  difference = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  if (is_same_size (picture, golden))
    n_off = compare (picture, golden, difference);
  g_test_message ("%s: %d pixels are off, of %d", name, (int) n_off, width * height);
  if (n_off > MAX_PIXELS_OFF)
    fail (name, picture, difference);
  cairo_surface_destroy (golden);
  cairo_surface_destroy (difference);
}

/*
 * Markers
 */

/* Controls everywhere leave no room for names. */
static void
leave_out_names (World *world)
{
  graphene_rect_t everything = GRAPHENE_RECT_INIT (0, 0, (float) world->scene.width, (float) world->scene.height);

  world->scene.obstacles = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));
  g_array_append_val (world->scene.obstacles, everything);
}

/* The last shape, the arrow, is for what is unknown and moves. Columns have their own colours. */
static void
add_marker (World *world,
            const guint *sources,
            guint column,
            guint row)
{
  static const int minutes[N_ROWS] = { 0, 5, 0, 20 };
  g_autofree char *id = g_strdup_printf ("%u-%u", row, column);
  gboolean last_known = row == 2;

  world->source = sources[column % N_COLOURS + (last_known ? N_COLOURS : 0)];
  world->icon = column % WB_N_ICONS;
  world_add_track (world, id, (column + 0.5) * CELL, (row + 0.5) * CELL, column == 0 ? NAN : 35, NAN,
                   NOW - minutes[row] * 60 * SECOND);
}

static void
add_markers (World *world)
{
  guint sources[2 * N_COLOURS] = { world->source };

  for (guint i = 1; i < G_N_ELEMENTS (sources); i++)
    sources[i] = wb_track_store_add_source (world->store);
  for (guint row = 0; row < N_ROWS; row++)
    for (guint column = 0; column < N_COLUMNS; column++)
      add_marker (world, sources, column, row);
  for (guint i = N_COLOURS; i < G_N_ELEMENTS (sources); i++)
    wb_track_store_set_source_up (world->store, sources[i], FALSE);
  while (wb_track_store_sweep (world->store, NOW))
    ;
}

static void
copy_cell (cairo_surface_t *from,
           guint position,
           int top,
           cairo_t *cr)
{
  guint x = position % N_COLUMNS * CELL, y = position / N_COLUMNS * CELL;

  cairo_set_source_surface (cr, from, 0, top);
  cairo_rectangle (cr, x, top + (int) y, CELL, CELL);
  cairo_fill (cr);
}

/* Only one marker at a time is hovered or selected, so each cell is from a picture of its own. */
static void
paint_each (World *world,
            guint *state,
            int top,
            cairo_t *cr)
{
  for (guint position = 0; position < N_COLUMNS * N_ROWS; position++)
    {
      cairo_surface_t *picture;

      *state = position;
      picture = world_paint (world);
      copy_cell (picture, position, top, cr);
      cairo_surface_destroy (picture);
    }
  *state = WB_SCENE_NOTHING;
}

static void
test_markers (gconstpointer data)
{
  guint number = GPOINTER_TO_UINT (data);
  g_autofree char *name = g_strdup_printf ("markers-%s", themes[number].name);
  World world;
  cairo_surface_t *sheet, *plain;
  cairo_t *cr;

  world_init (&world);
  world.scene.theme = themes[number].theme;
  world.scene.width = N_COLUMNS * CELL;
  world.scene.height = N_ROWS * CELL;
  leave_out_names (&world);
  add_markers (&world);

  sheet = cairo_image_surface_create (CAIRO_FORMAT_RGB24, world.scene.width, 3 * world.scene.height);
  cr = cairo_create (sheet);
  plain = world_paint (&world);
  cairo_set_source_surface (cr, plain, 0, 0);
  cairo_paint (cr);
  paint_each (&world, &world.scene.hovered, world.scene.height, cr);
  paint_each (&world, &world.scene.selected, 2 * world.scene.height, cr);
  cairo_destroy (cr);
  check_picture (name, sheet);

  cairo_surface_destroy (plain);
  cairo_surface_destroy (sheet);
  g_array_unref (world.scene.obstacles);
  world_clear (&world);
}

/* Trails of all colours, and all there is around a selected ship on its way. */
static void
test_trails (gconstpointer data)
{
  guint number = GPOINTER_TO_UINT (data);
  g_autofree char *name = g_strdup_printf ("trails-%s", themes[number].name);
  World world;
  cairo_surface_t *picture;

  world_init (&world);
  world.scene.theme = themes[number].theme;
  world.scene.width = 200;
  world.scene.height = 180;
  world.scene.trails = TRUE;
  world.icon = WB_ICON_SHIP;
  leave_out_names (&world);
  for (int track = 0; track < N_COLOURS; track++)
    {
      g_autofree char *id = g_strdup_printf ("%d", track);

      for (int i = 0; i <= 20; i++)
        world_add_track (&world, id, 10 + 6 * i, 12 + 17 * track + 8 * sin (i / 4.0), 90, 30,
                         NOW + (i - 20) * SECOND);
      world.source = wb_track_store_add_source (world.store);
    }
  world.scene.selected = 4;
  picture = world_paint (&world);
  check_picture (name, picture);

  cairo_surface_destroy (picture);
  g_array_unref (world.scene.obstacles);
  world_clear (&world);
}

/*
 * Base map
 */

static void
test_base_map (gconstpointer data)
{
  static const struct {
    double latitude, longitude, zoom;
  } views[] = { { 56, 12, 3.5 }, { 56, 12, 6 }, { 55.9, 12.6, 9 } };
  guint number = GPOINTER_TO_UINT (data);

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      g_autofree char *name = g_strdup_printf ("base-map-%u-%s", i, themes[number].name);
      World world;
      cairo_surface_t *picture;

      world_init (&world);
      world.scene.theme = themes[number].theme;
      world.scene.width = 180;
      world.scene.height = 135;
      world.scene.x = wb_geo_mercator_x (views[i].longitude);
      world.scene.y = wb_geo_mercator_y (views[i].latitude);
      world.scene.zoom = views[i].zoom;
      world.scene.nameless = TRUE;
      picture = world_paint (&world);
      check_picture (name, picture);
      cairo_surface_destroy (picture);
      world_clear (&world);
    }
}

static void
add (const char *path,
     GTestDataFunc test)
{
  for (guint i = 0; i < G_N_ELEMENTS (themes); i++)
    {
      g_autofree char *themed = g_strdup_printf ("%s/%s", path, themes[i].name);

      g_test_add_data_func (themed, GUINT_TO_POINTER (i), test);
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/map/golden/markers", test_markers);
  add ("/map/golden/trails", test_trails);
  add ("/map/golden/base-map", test_base_map);

  return g_test_run ();
}
