/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Where the name of the selected object is put. */

#include "config.h"

#include "wb-map-pill.h"
#include "wb-test.h"
#include "wb-time.h"
#include "wb-track-store.h"

#include <math.h>

/* How far the ring around a marker reaches. */
#define RING 16

static WbTrack *
add_track (WbTrackStore *tracks)
{
  guint source = wb_track_store_add_source (tracks);
  g_autoptr(WbReport) fix = wb_report_new (WB_REPORT_FIX, "test");

  fix->id = g_ref_string_new ("A vessel of some length");
  fix->latitude = 57.28;
  fix->longitude = 11.02;
  wb_track_store_apply (tracks, source, fix, g_get_real_time (), wb_time_get_uptime ());
  wb_track_store_commit (tracks);
  return wb_track_store_lookup (tracks, source, "A vessel of some length");
}

/* A pill as it is measured in a window. */
typedef struct {
  WbTrackStore *tracks;
  GtkWidget *window;
  WbMapPill *pill;
} World;

static void
world_init (World *world)
{
  g_autoptr(WbTrack) track = NULL;

  world->tracks = wb_track_store_new ();
  track = add_track (world->tracks);
  world->window = gtk_window_new ();
  world->pill = g_object_new (WB_TYPE_MAP_PILL, NULL);
  gtk_window_set_child (GTK_WINDOW (world->window), GTK_WIDGET (world->pill));
  wb_map_pill_show_track (world->pill, track, wb_track_get_id (track));
}

static void
world_clear (World *world)
{
  gtk_window_destroy (GTK_WINDOW (world->window));
  g_object_unref (world->tracks);
}

static graphene_rect_t
place_beside (World *world,
              float x,
              float y,
              float width,
              GArray *obstacles)
{
  WbMapPillSurroundings around = {
    { x, y }, { x, y }, GRAPHENE_RECT_INIT (0, 0, width, 400), obstacles,
  };

  return wb_map_pill_place (world->pill, &around);
}

static void
assert_clear (World *world,
              float x,
              float y)
{
  const graphene_rect_t ring = GRAPHENE_RECT_INIT (x - RING, y - RING, 2 * RING, 2 * RING);
  graphene_rect_t place = place_beside (world, x, y, 200, NULL);

  g_assert_false (graphene_rect_intersection (&place, &ring, NULL));
}

/* A17: the name does not cover its marker, however little room there is beside that. */
static void
test_clear_of_marker (void)
{
  World world;

  world_init (&world);
  for (int x = 0; x <= 200; x += 10)
    for (int y = 0; y <= 400; y += 20)
      assert_clear (&world, (float) x, (float) y);
  world_clear (&world);
}

/* Nor is it covered by what floats over the map, wherever the marker is. */
static void
test_clear_of_obstacles (void)
{
  const graphene_rect_t buttons = GRAPHENE_RECT_INIT (554, 200, 34, 170);
  g_autoptr(GArray) obstacles = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));
  World world;

  world_init (&world);
  g_array_append_val (obstacles, buttons);
  for (int x = 0; x <= 600; x += 10)
    for (int y = 0; y <= 400; y += 10)
      {
        graphene_rect_t place = place_beside (&world, (float) x, (float) y, 600, obstacles);

        g_assert_false (graphene_rect_intersection (&place, &buttons, NULL));
      }
  world_clear (&world);
}

/* Where there is room on all sides, it does not cover where the object is going. */
static void
test_clear_of_course (void)
{
  World world;

  world_init (&world);
  for (int degrees = 0; degrees < 360; degrees += 5)
    {
      float east = sinf ((float) (degrees * G_PI / 180)), south = -cosf ((float) (degrees * G_PI / 180));
      WbMapPillSurroundings around = {
        { 500, 500 }, { 500 + 150 * east, 500 + 150 * south }, GRAPHENE_RECT_INIT (0, 0, 1000, 1000), NULL,
      };
      graphene_rect_t place = wb_map_pill_place (world.pill, &around);

      for (int at = 0; at <= 150; at++)
        g_assert_false (graphene_rect_contains_point (
            &place, &GRAPHENE_POINT_INIT (500 + (float) at * east, 500 + (float) at * south)));
    }
  world_clear (&world);
}

int
main (int argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/pill/A17-clear-of-marker", test_clear_of_marker);
  g_test_add_func ("/map/pill/clear-of-obstacles", test_clear_of_obstacles);
  g_test_add_func ("/map/pill/clear-of-course", test_clear_of_course);
  return g_test_run ();
}
