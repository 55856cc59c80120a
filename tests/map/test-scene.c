/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Painting scenes: where things are, what they look like, and what is left out. No display. */

#include "config.h"

#include "wb-canvas.h"
#include "wb-geo.h"
#include "wb-label-placer.h"
#include "wb-map-style.h"
#include "wb-scene-world.h"
#include "wb-sprites.h"
#include "wb-svg-path.h"

#include <math.h>
#include <string.h>

static void
add_dot (World *world,
         double x,
         double y)
{
  g_autofree char *id = g_strdup_printf ("%u", wb_track_store_get_length (world->store));

  world_add_track (world, id, x, y, NAN, NAN, NOW);
}

static gboolean
is_same (cairo_surface_t *a,
         cairo_surface_t *b,
         int x,
         int y,
         int width,
         int height)
{
  for (int row = y; row < y + height; row++)
    for (int column = x; column < x + width; column++)
      if (get_pixel (a, column, row) != get_pixel (b, column, row))
        return FALSE;
  return TRUE;
}

/*
 * Where
 */

static void
test_projection (void)
{
  static const double places[][3] = {
    { 57, 11, 7 }, { -40, 179.9, 5 }, { 10, -179.99, 12 }, { 84, 0, 3 }, { 0, 0, 18 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      WbScene scene = { .x = wb_geo_mercator_x (places[i][1]), .y = wb_geo_mercator_y (places[i][0]),
                        .zoom = places[i][2], .width = WIDTH, .height = HEIGHT, .scale = 1 };

      for (int x = 0; x <= WIDTH; x += 50)
        {
          guint32 unit_x, unit_y;
          double back_x, back_y;

          wb_scene_unproject (&scene, x, HEIGHT / 2.0, &unit_x, &unit_y);
          wb_scene_project (&scene, unit_x, unit_y, &back_x, &back_y);
          g_assert_cmpfloat_with_epsilon (back_x, x, 0.02);
          g_assert_cmpfloat_with_epsilon (back_y, HEIGHT / 2.0, 0.02);
        }
    }
}

/* East of the antimeridian is on the right of what is west of it. */
static void
test_antimeridian (void)
{
  WbScene scene = { .x = wb_geo_mercator_x (179.9), .y = wb_geo_mercator_y (0),
                    .zoom = 8, .width = WIDTH, .height = HEIGHT };
  double x, y;

  wb_scene_project (&scene, wb_geo_mercator_x (-179.9), wb_geo_mercator_y (0), &x, &y);
  g_assert_cmpfloat_with_epsilon (x, WIDTH / 2.0 + 0.2 * 256 * 256 / 360, 0.1);
}

static void
test_marker_colours (void)
{
  const WbMapStyle *style = wb_map_style_get (WB_THEME_LIGHT);
  World world;
  cairo_surface_t *surface;

  world_init (&world);
  add_dot (&world, 100, 100);
  world.source = wb_track_store_add_source (world.store);
  add_dot (&world, 300, 200);
  surface = world_paint (&world);

  g_assert_cmphex (get_pixel (surface, 100, 100), ==, wb_canvas_get_pixel (&style->tracks[0]));
  g_assert_cmphex (get_pixel (surface, 300, 200), ==, wb_canvas_get_pixel (&style->tracks[1]));
  g_assert_cmphex (get_pixel (surface, 200, 150), ==, wb_canvas_get_pixel (&style->sea));

  cairo_surface_destroy (surface);
  world_clear (&world);
}

/* At twice the scale the same place has twice the coordinates, and all pixels are opaque. */
static void
test_scale (void)
{
  const WbMapStyle *style = wb_map_style_get (WB_THEME_DARK);
  World world;
  cairo_surface_t *surface;

  world_init (&world);
  world.scene.scale = 2;
  world.scene.theme = WB_THEME_DARK;
  world.scene.zoom = 9.4;
  add_dot (&world, 100, 100);
  world.scene.selected = 0;
  surface = world_paint (&world);

  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 2 * WIDTH);
  g_assert_cmphex (get_pixel (surface, 200, 200), ==, wb_canvas_get_pixel (&style->tracks[0]));
  for (int y = 0; y < 2 * HEIGHT; y++)
    for (int x = 0; x < 2 * WIDTH; x++)
      g_assert_cmphex (get_pixel (surface, x, y) >> 24, ==, 0xff);

  cairo_surface_destroy (surface);
  world_clear (&world);
}

static void
test_freshness (void)
{
  const WbMapStyle *style = wb_map_style_get (WB_THEME_LIGHT);
  World world;
  cairo_surface_t *surface;
  guint32 live, stale, lost, last_known;

  world_init (&world);
  world_add_track (&world, "live", 50, 150, NAN, NAN, NOW);
  world_add_track (&world, "stale", 150, 150, NAN, NAN, NOW - 5 * 60 * SECOND);
  world_add_track (&world, "lost", 250, 150, NAN, NAN, NOW - 20 * 60 * SECOND);
  world.source = wb_track_store_add_source (world.store);
  world_add_track (&world, "last known", 350, 150, NAN, NAN, NOW);
  wb_track_store_set_source_up (world.store, world.source, FALSE);
  while (wb_track_store_sweep (world.store, NOW))
    ;
  surface = world_paint (&world);

  live = get_pixel (surface, 50, 150);
  stale = get_pixel (surface, 150, 150);
  lost = get_pixel (surface, 250, 150);
  last_known = get_pixel (surface, 350, 150);
  g_assert_cmphex (live, ==, wb_canvas_get_pixel (&style->tracks[0]));
  g_assert_cmphex (stale, ==, wb_canvas_get_pixel (&style->casing));
  g_assert_cmphex (last_known, ==, wb_canvas_get_pixel (&style->neutral));
  g_assert_cmphex (lost, !=, wb_canvas_get_pixel (&style->sea));
  g_assert_cmphex (lost, !=, last_known);
  /* The cross is open where the dot is not. */
  g_assert_cmphex (get_pixel (surface, 250, 142), ==, wb_canvas_get_pixel (&style->sea));

  cairo_surface_destroy (surface);
  world_clear (&world);
}

/* What is outside leaves no trace, not even beyond the antimeridian or at the other pole. */
static void
test_culling (void)
{
  World world;
  cairo_surface_t *empty, *full;

  world_init (&world);
  empty = world_paint (&world);
  add_dot (&world, -60, 100);
  add_dot (&world, WIDTH + 60, 100);
  add_dot (&world, 100, -60);
  add_dot (&world, 100, HEIGHT + 60);
  add_dot (&world, 40000, 0);
  add_dot (&world, 0, 1e7);
  full = world_paint (&world);

  g_assert_true (is_same (empty, full, 0, 0, WIDTH, HEIGHT));

  cairo_surface_destroy (empty);
  cairo_surface_destroy (full);
  world_clear (&world);
}

/* Markers reach into the picture from outside. */
static void
test_edges (void)
{
  const WbMapStyle *style = wb_map_style_get (WB_THEME_LIGHT);
  World world;
  cairo_surface_t *surface;

  world_init (&world);
  add_dot (&world, -3, 100);
  add_dot (&world, 100, HEIGHT + 3);
  surface = world_paint (&world);

  g_assert_cmphex (get_pixel (surface, 0, 100), ==, wb_canvas_get_pixel (&style->tracks[0]));
  g_assert_cmphex (get_pixel (surface, 100, HEIGHT - 1), ==, wb_canvas_get_pixel (&style->tracks[0]));

  cairo_surface_destroy (surface);
  world_clear (&world);
}

/*
 * Questions
 */

static void
test_pick (void)
{
  World world;
  guint picked;
  double x, y;

  world_init (&world);
  for (int i = 0; i < 10000; i++)
    add_dot (&world, (i % 100) * 40, (i / 100) * 40);

  picked = wb_scene_painter_pick (world.painter, &world.scene, 123, 77);
  g_assert_cmpuint (picked, ==, 203);
  g_assert_true (wb_scene_painter_locate (world.painter, &world.scene, picked, &x, &y));
  g_assert_cmpfloat_with_epsilon (x, 120, 0.1);
  g_assert_cmpfloat_with_epsilon (y, 80, 0.1);
  g_assert_cmpuint (wb_scene_painter_pick (world.painter, &world.scene, 100, 100), ==, WB_SCENE_NOTHING);
  g_assert_false (wb_scene_painter_locate (world.painter, &world.scene, 99, &x, &y));
  g_assert_false (wb_scene_painter_locate (world.painter, &world.scene, 10000, &x, &y));

  world_clear (&world);
}

/* A moving track is drawn where it is by now, but no further than until it is stale. */
static void
test_gliding (void)
{
  World world;
  double x, y, far_x, pixels_per_second;

  world_init (&world);
  world_add_track (&world, "a", 100, 100, 90, 10, NOW);
  world.scene.glide = TRUE;
  world.scene.now = NOW + 20 * SECOND;
  cairo_surface_destroy (world_paint (&world));
  pixels_per_second = wb_scene_painter_get_fastest (world.painter);
  g_assert_cmpfloat (pixels_per_second, >, 0);

  wb_scene_painter_locate (world.painter, &world.scene, 0, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 100 + 20 * pixels_per_second, 0.1);
  g_assert_cmpfloat_with_epsilon (y, 100, 0.1);
  g_assert_cmpuint (wb_scene_painter_pick (world.painter, &world.scene, x, y), ==, 0);

  world.scene.now = NOW + 1000000 * SECOND;
  wb_scene_painter_locate (world.painter, &world.scene, 0, &far_x, &y);
  g_assert_cmpfloat_with_epsilon (far_x, 100 + WB_STALE_AFTER_US / SECOND * pixels_per_second, 0.1);

  world.scene.glide = FALSE;
  cairo_surface_destroy (world_paint (&world));
  g_assert_cmpfloat (wb_scene_painter_get_fastest (world.painter), ==, 0);

  world_clear (&world);
}

/*
 * Names
 */

static void
test_obstacles (void)
{
  World world;
  cairo_surface_t *empty, *named, *covered;
  graphene_rect_t obstacle = GRAPHENE_RECT_INIT (215, 0, WIDTH - 215, HEIGHT);

  world_init (&world);
  empty = world_paint (&world);
  world_add_track (&world, "Nordic Hanne", 200, 150, NAN, NAN, NOW);
  named = world_paint (&world);
  world.scene.obstacles = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));
  g_array_append_val (world.scene.obstacles, obstacle);
  covered = world_paint (&world);

  g_assert_false (is_same (empty, named, 215, 0, WIDTH - 215, HEIGHT));
  g_assert_true (is_same (empty, covered, 215, 0, WIDTH - 215, HEIGHT));
  g_assert_false (is_same (empty, covered, 190, 140, 20, 20));

  g_array_unref (world.scene.obstacles);
  cairo_surface_destroy (empty);
  cairo_surface_destroy (named);
  cairo_surface_destroy (covered);
  world_clear (&world);
}

/* Near the right edge a name stands on the other side of its marker. */
static void
test_turned_name (void)
{
  World world;
  cairo_surface_t *empty, *named;

  world_init (&world);
  empty = world_paint (&world);
  world_add_track (&world, "Nordic Hanne", WIDTH - 20, 150, NAN, NAN, NOW);
  named = world_paint (&world);

  g_assert_false (is_same (empty, named, WIDTH - 120, 140, 80, 20));

  cairo_surface_destroy (empty);
  cairo_surface_destroy (named);
  world_clear (&world);
}

/* A trail over the antimeridian does not run around the world. */
static void
test_trail_over_antimeridian (void)
{
  World world;
  cairo_surface_t *empty, *full;

  world_init (&world);
  world.scene.x = wb_geo_mercator_x (180);
  world.scene.trails = TRUE;
  empty = world_paint (&world);
  for (int i = 0; i <= 20; i++)
    world_add_track (&world, "a", 150 + 5 * i, 150, 90, 5, NOW + i * SECOND);
  full = world_paint (&world);

  g_assert_false (is_same (empty, full, 180, 145, 40, 10));
  g_assert_true (is_same (empty, full, 0, 0, 140, HEIGHT));

  cairo_surface_destroy (empty);
  cairo_surface_destroy (full);
  world_clear (&world);
}

/* Cutting at the edge shows the same part of a sprite, at every offset. */
static void
test_clipping (void)
{
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 11, 9);
  cairo_surface_t *small = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 12, 12);
  cairo_surface_t *large = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 60, 60);
  cairo_t *cr = cairo_create (picture);
  g_autoptr(WbSprite) sprite = NULL;
  WbCanvas part, whole;

  cairo_arc (cr, 5, 4, 3.7, 0, 5);
  cairo_set_source_rgba (cr, 0.2, 0.9, 0.4, 0.6);
  cairo_fill (cr);
  cairo_destroy (cr);
  sprite = wb_sprite_new (picture, 5, 4);
  for (int offset = -14; offset < 26; offset++)
    {
      wb_canvas_init (&part, small, 1);
      wb_canvas_init (&whole, large, 1);
      wb_canvas_fill (&part, 0, 0, 12, 12, 0xff8040c0);
      wb_canvas_fill (&whole, 0, 0, 60, 60, 0xff8040c0);
      wb_canvas_blit (&part, sprite, offset, 12 - offset);
      wb_canvas_blit (&whole, sprite, 24 + offset, 24 + 12 - offset);
      for (int y = 0; y < 12; y++)
        for (int x = 0; x < 12; x++)
          g_assert_cmphex (get_pixel (small, x, y), ==, get_pixel (large, 24 + x, 24 + y));
      wb_canvas_clear (&part);
      wb_canvas_clear (&whole);
    }

  cairo_surface_destroy (picture);
  cairo_surface_destroy (small);
  cairo_surface_destroy (large);
}

static void
test_placer (void)
{
  WbLabelPlacer placer;
  graphene_rect_t taken[400];
  guint n_taken = 0;
  GRand *random = g_rand_new_with_seed (7);

  wb_label_placer_init (&placer);
  wb_label_placer_reset (&placer, WIDTH, HEIGHT);
  graphene_rect_init (&taken[n_taken++], 100, 100, 120.5f, 90.5f);
  wb_label_placer_reserve (&placer, 100, 100, 120.5, 90.5);
  for (int i = 0; i < 5000 && n_taken < G_N_ELEMENTS (taken); i++)
    {
      graphene_rect_t rect;

      graphene_rect_init (&rect, (float) g_rand_double_range (random, -20, WIDTH),
                          (float) g_rand_double_range (random, -20, HEIGHT),
                          (float) g_rand_double_range (random, 1, 60), (float) g_rand_double_range (random, 1, 20));
      if (!wb_label_placer_take (&placer, rect.origin.x, rect.origin.y, rect.size.width, rect.size.height))
        continue;
      g_assert_cmpfloat (rect.origin.x, >=, 0);
      g_assert_cmpfloat (rect.origin.y + rect.size.height, <=, HEIGHT);
      for (guint j = 0; j < n_taken; j++)
        g_assert_false (graphene_rect_intersection (&rect, &taken[j], NULL));
      taken[n_taken++] = rect;
    }
  g_assert_cmpuint (n_taken, >, 50);

  g_rand_free (random);
  wb_label_placer_clear (&placer);
}

/*
 * Pictures
 */

static void
test_same_bytes (void)
{
  World world;
  cairo_surface_t *first, *second;

  world_init (&world);
  for (int i = 0; i < 200; i++)
    {
      g_autofree char *id = g_strdup_printf ("Ship %d", i);

      world_add_track (&world, id, (i * 37) % WIDTH, (i * 91) % HEIGHT, i, 10, NOW);
      world_add_track (&world, id, (i * 37) % WIDTH + 9, (i * 91) % HEIGHT + 5, i, 10, NOW + SECOND);
    }
  world.scene.trails = TRUE;
  world.scene.selected = 3;
  world.scene.hovered = 4;
  first = world_paint (&world);
  second = world_paint (&world);

  g_assert_true (first != second);
  g_assert_true (is_same (first, second, 0, 0, WIDTH, HEIGHT));

  cairo_surface_destroy (first);
  cairo_surface_destroy (second);
  world_clear (&world);
}

/* A picture that somebody holds is not painted again; one that nobody holds is. */
static void
test_pool (void)
{
  World world;
  cairo_surface_t *held, *other, *again;

  world_init (&world);
  held = world_paint (&world);
  other = wb_scene_painter_paint (world.painter, &world.scene);
  g_assert_true (held != other);
  cairo_surface_destroy (held);
  again = wb_scene_painter_paint (world.painter, &world.scene);
  g_assert_true (again == held);

  cairo_surface_destroy (other);
  cairo_surface_destroy (again);
  world_clear (&world);
}

static void
test_very_many (void)
{
  World world;

  world_init (&world);
  for (int i = 0; i < 100000; i++)
    {
      g_autofree char *id = g_strdup_printf ("%d", i);

      world_add_track (&world, id, (i * 7919) % (2 * WIDTH) - WIDTH / 2.0,
                       (i * 1049) % (2 * HEIGHT) - HEIGHT / 2.0, i % 360, i % 50, NOW - (i % 7) * 3 * 60 * SECOND);
    }
  world.scene.trails = world.scene.glide = TRUE;
  world.scene.selected = 100;
  cairo_surface_destroy (world_paint (&world));
  for (int zoom = 0; zoom <= 20; zoom += 4)
    {
      world.scene.zoom = zoom + 0.3;
      cairo_surface_destroy (wb_scene_painter_paint (world.painter, &world.scene));
    }

  world_clear (&world);
}

/* All the headings, colours and states there are stay within what sprites may take. */
static void
test_sprites_bound (void)
{
  g_autoptr(WbSprites) sprites = wb_sprites_new ();

  for (int scale = 1; scale <= 3; scale++)
    for (guint icon = 0; icon < WB_N_ICONS; icon++)
      for (guint heading = 0; heading < 255; heading += 3)
        {
          wb_sprites_choose (sprites, WB_THEME_DARK, 20, scale);
          g_assert_nonnull (wb_sprites_get (sprites, icon, heading % 10, heading, heading % 4));
          g_assert_cmpuint (wb_sprites_get_bytes (sprites), <, 33 * 1024 * 1024);
        }
}

/*
 * Outlines
 */

/* A frame makes a few sprites; until the others follow, dots of the same colour stand for them. */
static void
test_sprites_come_bit_by_bit (void)
{
  g_autoptr(WbSprites) sprites = wb_sprites_new ();
  guint n_frames = 0, n_dots;

  do
    {
      const WbSprite *dot;

      wb_sprites_choose (sprites, WB_THEME_LIGHT, 16, 1);
      dot = wb_sprites_get (sprites, WB_ICON_UNKNOWN, 3, WB_TRACK_NO_HEADING, WB_FRESHNESS_LIVE);
      n_dots = 0;
      for (guint icon = WB_ICON_UNKNOWN + 1; icon < WB_N_ICONS; icon++)
        for (guint heading = 0; heading < 255; heading++)
          n_dots += wb_sprites_get (sprites, icon, 3, heading, WB_FRESHNESS_LIVE) == dot;
      g_assert_true (wb_sprites_is_complete (sprites) == (n_dots == 0));
      n_frames++;
    }
  while (n_dots > 0);
  g_assert_cmpuint (n_frames, >, 2);
}

/* What is too much to keep is shown as dots, and nobody waits for it to change. */
static void
test_sprites_that_are_too_many (void)
{
  g_autoptr(WbSprites) sprites = wb_sprites_new ();
  gboolean complete = FALSE;

  for (guint frame = 0; frame < 20000 && !complete; frame++)
    {
      wb_sprites_choose (sprites, WB_THEME_LIGHT, 60, 2);
      for (guint i = 0; i < WB_N_ICONS * 255; i++)
        wb_sprites_get (sprites, i % WB_N_ICONS, 0, i / WB_N_ICONS, WB_FRESHNESS_STALE);
      complete = wb_sprites_is_complete (sprites);
      g_assert_cmpuint (wb_sprites_get_bytes (sprites), <, 33 * 1024 * 1024);
    }
  g_assert_true (complete);
}

static void
test_svg_path (void)
{
  static const struct {
    const char *commands;
    gboolean valid;
    double right; /* its extent */
    double bottom;
  } cases[] = {
    { "M0 0h10v10H0z", TRUE, 10, 10 },
    { "m1 1 9 0 0 4z", TRUE, 10, 5 },
    { "M12 5a7 7 0 0 1 0 14 7 7 0 0 1 0-14z", TRUE, 19, 19 },
    { "M0 0C0 10 10 10 10 0S20-10 20 0z", TRUE, 20, 7.5 },
    { "M0 0a5 5 0 0110 0z", TRUE, 10, 0 },
    { "", TRUE, 0, 0 },
    { "M0", FALSE, 0, 0 },
    { "M0 0 Q1 1 2 2", FALSE, 0, 0 },
    { "M0 0a5 3 0 0 1 9 9", FALSE, 0, 0 },
    { "5 5", FALSE, 0, 0 },
    { "M0 0h1e999", FALSE, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WbSvgPath *path = wb_svg_path_new (cases[i].commands);
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
      cairo_t *cr = cairo_create (surface);
      double left, top, right = 0, bottom = 0;

      g_assert_true ((path != NULL) == cases[i].valid);
      if (path != NULL)
        {
          wb_svg_path_append (path, cr);
          cairo_path_extents (cr, &left, &top, &right, &bottom);
          wb_svg_path_free (path);
        }
      g_assert_cmpfloat_with_epsilon (right, cases[i].right, 0.02);
      g_assert_cmpfloat_with_epsilon (bottom, cases[i].bottom, 0.02);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/map/scene/projection", test_projection);
  g_test_add_func ("/map/scene/antimeridian", test_antimeridian);
  g_test_add_func ("/map/scene/marker-colours", test_marker_colours);
  g_test_add_func ("/map/scene/scale", test_scale);
  g_test_add_func ("/map/scene/freshness", test_freshness);
  g_test_add_func ("/map/scene/culling", test_culling);
  g_test_add_func ("/map/scene/edges", test_edges);
  g_test_add_func ("/map/scene/pick", test_pick);
  g_test_add_func ("/map/scene/A14-gliding", test_gliding);
  g_test_add_func ("/map/scene/obstacles", test_obstacles);
  g_test_add_func ("/map/scene/turned-name", test_turned_name);
  g_test_add_func ("/map/scene/A14-trail-over-antimeridian", test_trail_over_antimeridian);
  g_test_add_func ("/map/scene/clipping", test_clipping);
  g_test_add_func ("/map/scene/placer", test_placer);
  g_test_add_func ("/map/scene/same-bytes", test_same_bytes);
  g_test_add_func ("/map/scene/pool", test_pool);
  g_test_add_func ("/map/scene/very-many", test_very_many);
  g_test_add_func ("/map/scene/sprites-bound", test_sprites_bound);
  g_test_add_func ("/map/scene/sprites-come-bit-by-bit", test_sprites_come_bit_by_bit);
  g_test_add_func ("/map/scene/sprites-that-are-too-many", test_sprites_that_are_too_many);
  g_test_add_func ("/map/scene/svg-path", test_svg_path);

  return g_test_run ();
}
