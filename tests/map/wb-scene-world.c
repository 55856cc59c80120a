/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A small world for tests of what is painted. */

#include "config.h"

#include "wb-scene-world.h"

#include "wb-geo.h"

#include <math.h>

/* Somewhere on the open ocean, far from any name. */
#define LATITUDE (-40.0)
#define LONGITUDE (-120.0)

void
world_init (World *world)
{
  *world = (World){
    .tiles = wb_tile_cache_new (),
    .store = wb_track_store_new (),
    .scene = {
      .x = wb_geo_mercator_x (LONGITUDE),
      .y = wb_geo_mercator_y (LATITUDE),
      .zoom = 10,
      .width = WIDTH,
      .height = HEIGHT,
      .scale = 1,
      .now = NOW,
      .selected = WB_SCENE_NOTHING,
      .hovered = WB_SCENE_NOTHING,
    },
  };
  world->painter = wb_scene_painter_new (world->tiles, world->store);
  world->source = wb_track_store_add_source (world->store);
}

void
world_clear (World *world)
{
  wb_scene_painter_free (world->painter);
  g_assert_finalize_object (world->store);
  g_assert_finalize_object (world->tiles);
}

/* A track that is drawn at a place of the picture. */
void
world_add_track (World *world,
                 const char *id,
                 double x,
                 double y,
                 double course,
                 double speed,
                 gint64 received)
{
  g_autoptr(WbReport) report = wb_report_new (WB_REPORT_FIX, "test");
  guint32 unit_x, unit_y;

  wb_scene_unproject (&world->scene, x, y, &unit_x, &unit_y);
  report->id = g_ref_string_new (id);
  report->icon = world->icon;
  report->latitude = wb_geo_latitude_from_mercator (unit_y);
  report->longitude = wb_geo_longitude_from_mercator (unit_x);
  report->course = course;
  report->speed = speed;
  report->heading = report->altitude = report->accuracy = NAN;
  report->time = WB_TIME_NONE;
  wb_track_store_apply (world->store, world->source, report, received, received);
  wb_track_store_commit (world->store);
}

/* The picture once all its tiles, markers and names are there. */
cairo_surface_t *
world_paint (World *world)
{
  cairo_surface_t *surface = wb_scene_painter_paint (world->painter, &world->scene);

  while (wb_tile_cache_is_busy (world->tiles) || !wb_scene_painter_is_complete (world->painter))
    {
      cairo_surface_destroy (surface);
      g_usleep (1000);
      surface = wb_scene_painter_paint (world->painter, &world->scene);
    }
  cairo_surface_destroy (surface);
  return wb_scene_painter_paint (world->painter, &world->scene);
}
