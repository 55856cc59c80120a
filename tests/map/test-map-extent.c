/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The box around tracks and the view that shows it. */

#include "config.h"

#include "wb-geo.h"
#include "wb-map-extent.h"
#include "wb-time.h"

/* A box around a degree or so, in Mercator units. */
#define DEGREE (4294967296.0 / 360)

typedef struct {
  WbTrackStore *store;
  guint source;
} World;

static void
world_init (World *world)
{
  world->store = wb_track_store_new ();
  world->source = wb_track_store_add_source (world->store);
}

static void
world_clear (World *world)
{
  g_assert_finalize_object (world->store);
}

static void
add (World *world,
     const char *id,
     double latitude,
     double longitude)
{
  g_autoptr(WbReport) report = wb_report_new (WB_REPORT_FIX, "test");

  report->id = g_ref_string_new (id);
  report->latitude = latitude;
  report->longitude = longitude;
  wb_track_store_apply (world->store, world->source, report, g_get_real_time (), wb_time_get_uptime ());
  wb_track_store_commit (world->store);
}

static void
test_nothing (void)
{
  World world;
  WbMapExtent extent;

  world_init (&world);
  wb_map_extent_measure (&extent, world.store);
  g_assert_cmpuint (extent.count, ==, 0);
  world_clear (&world);
}

static void
test_box (void)
{
  World world;
  WbMapExtent extent;

  world_init (&world);
  add (&world, "a", 50, 10);
  add (&world, "b", 52, 14);
  add (&world, "c", 51, 11);
  wb_map_extent_measure (&extent, world.store);
  g_assert_cmpuint (extent.count, ==, 3);
  g_assert_cmpuint (extent.x, ==, wb_geo_mercator_x (10));
  g_assert_cmpuint (extent.x + extent.width, ==, wb_geo_mercator_x (14));
  g_assert_cmpuint (extent.y, ==, wb_geo_mercator_y (52));
  g_assert_cmpuint (extent.y + extent.height, ==, wb_geo_mercator_y (50));
  world_clear (&world);
}

/* The few that are far off do not make the others small, unless that would gain little. */
static void
test_most (void)
{
  World world;
  WbMapExtent all, most;

  world_init (&world);
  for (int i = 0; i < 15; i++)
    {
      g_autofree char *id = g_strdup_printf ("near-%d", i);

      add (&world, id, 55 + i % 4 * 0.5, 11 + i / 4 * 0.5);
    }
  add (&world, "aside", 55, 13);
  wb_map_extent_measure (&all, world.store);
  wb_map_extent_measure_most (&most, world.store);
  g_assert_cmpmem (&most, sizeof most, &all, sizeof all);

  add (&world, "far", 20, 60);
  wb_map_extent_measure_most (&most, world.store);
  g_assert_cmpuint (most.x, ==, wb_geo_mercator_x (11));
  g_assert_cmpuint (most.y, ==, wb_geo_mercator_y (56.5));
  g_assert_cmpuint (most.width, <=, all.width);
  g_assert_cmpuint (most.height, ==, all.height);
  g_assert_cmpuint (most.count, >=, 15);
  world_clear (&world);
}

/* Two neighbours on both sides of the antimeridian are near each other. */
static void
test_antimeridian (void)
{
  World world;
  WbMapExtent extent;

  world_init (&world);
  add (&world, "fiji", -17, 178);
  add (&world, "samoa", -14, -172);
  wb_map_extent_measure (&extent, world.store);
  g_assert_cmpuint (extent.x, ==, wb_geo_mercator_x (178));
  g_assert_cmpfloat_with_epsilon (extent.width, 10 * DEGREE, 2);
  world_clear (&world);
}

static void
test_fit (void)
{
  WbMapExtent extent = { .x = 1000, .y = 2000, .width = 1 << 24, .height = 1 << 20, .count = 2 };
  WbMapPlace place = wb_map_extent_fit (&extent, 512, 400);

  g_assert_cmpuint (place.x, ==, 1000 + (1 << 23));
  g_assert_cmpuint (place.y, ==, 2000 + (1 << 19));
  g_assert_cmpfloat_with_epsilon (place.zoom, 9, 1e-9);
  g_assert_cmpfloat_with_epsilon (extent.width / wb_map_units_per_pixel (place.zoom), 512, 1e-6);
}

static void
test_fit_bounds (void)
{
  WbMapExtent spot = { .x = 1000, .y = 2000, .count = 1 };
  WbMapExtent world = { .width = G_MAXUINT32, .height = G_MAXUINT32, .count = 9 };

  g_assert_cmpfloat (wb_map_extent_fit (&spot, 500, 500).zoom, ==, 12);
  spot.count = 2;
  g_assert_cmpfloat (wb_map_extent_fit (&spot, 500, 500).zoom, ==, 14);
  g_assert_cmpfloat (wb_map_extent_fit (&world, 100, 100).zoom, ==, 1);
  g_assert_cmpfloat (wb_map_extent_fit (&world, -50, 0).zoom, ==, 1);
}

static void
test_count (void)
{
  World world;
  WbMapPlace place = { .x = wb_geo_mercator_x (179), .y = wb_geo_mercator_y (0), .zoom = 6 };
  WbMapExtent view = wb_map_extent_from_place (&place, 640, 400);

  world_init (&world);
  add (&world, "here", 0, 179);
  add (&world, "beyond the antimeridian", 1, -179);
  add (&world, "elsewhere", 0, 0);
  g_assert_cmpuint (wb_map_extent_count (&view, world.store), ==, 2);
  world_clear (&world);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/map/extent/nothing", test_nothing);
  g_test_add_func ("/map/extent/box", test_box);
  g_test_add_func ("/map/extent/most", test_most);
  g_test_add_func ("/map/extent/antimeridian", test_antimeridian);
  g_test_add_func ("/map/extent/fit", test_fit);
  g_test_add_func ("/map/extent/fit-bounds", test_fit_bounds);
  g_test_add_func ("/map/extent/count", test_count);

  return g_test_run ();
}
