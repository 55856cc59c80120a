/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The map: when it is drawn, and when not. */

#include "config.h"

#include "wb-map-world.h"
#include "wb-test.h"
#include "wb-time.h"

/* What does not change is not drawn; what changes often is drawn once a frame. */
static void
test_still_map_is_not_drawn (void)
{
  World world;
  guint64 before;

  world_init (&world);
  world_show_two (&world);
  before = wb_live_layer_get_n_pictures (world.layer);
  world_rest (&world);
  world_rest (&world);
  g_assert_cmpuint (wb_live_layer_get_n_pictures (world.layer), ==, before);

  for (guint i = 0; i < 100; i++)
    world_add (&world, "one", 56, 12 + i * 0.001);
  world_rest (&world);
  g_assert_cmpuint (wb_live_layer_get_n_pictures (world.layer), >, before);
  g_assert_cmpuint (wb_live_layer_get_n_pictures (world.layer), <=, before + 3);
  world_clear (&world);
}

/* A thousand different markers come to be in the pictures that follow, though nothing else changes;
 * no picture waits for all of them. */
static void
test_markers_come_bit_by_bit (void)
{
  World world;
  guint64 before;

  world_init (&world);
  world_show_two (&world);
  before = wb_live_layer_get_n_pictures (world.layer);
  for (guint i = 0; i < WB_N_ICONS * 64; i++)
    {
      g_autoptr(WbReport) fix = wb_report_new (WB_REPORT_FIX, "test");
      g_autofree char *id = g_strdup_printf ("%u", i);

      fix->id = g_ref_string_new (id);
      fix->icon = i % WB_N_ICONS;
      fix->course = i * 360.0 / (WB_N_ICONS * 64);
      fix->latitude = 55.5 + i / 1024.0;
      fix->longitude = 11 + i % 32 / 16.0;
      wb_track_store_apply (world.tracks, world.source, fix, g_get_real_time (), wb_time_get_uptime ());
    }
  wb_track_store_commit (world.tracks);
  world_rest (&world);
  g_assert_cmpuint (wb_live_layer_get_n_pictures (world.layer), >, before + 3);

  before = wb_live_layer_get_n_pictures (world.layer);
  world_rest (&world);
  g_assert_cmpuint (wb_live_layer_get_n_pictures (world.layer), ==, before);
  world_clear (&world);
}

/* Flies east, so fast that it moves by some pixels a second. */
static void
add_flying (World *world)
{
  g_autoptr(WbReport) fix = wb_report_new (WB_REPORT_FIX, "test");

  fix->id = g_ref_string_new ("plane");
  fix->latitude = 56;
  fix->longitude = 12;
  fix->speed = 20000;
  fix->course = 90;
  wb_track_store_apply (world->tracks, world->source, fix, g_get_real_time (), wb_time_get_uptime ());
  wb_track_store_commit (world->tracks);
}

static void
set_animations (World *world,
                gboolean animations)
{
  g_object_set (gtk_widget_get_settings (world->window), "gtk-enable-animations", animations, NULL);
}

static double
locate_x (World *world,
          WbTrack *track)
{
  double x, y;

  g_assert_true (wb_live_layer_locate (world->layer, track, &x, &y));
  return x;
}

/* A14: between its fixes a track goes on, where the user wants to see movement. */
static void
test_gliding (void)
{
  g_autoptr(WbTrack) plane = NULL;
  World world;
  guint64 before;
  double x;

  world_init (&world);
  world_show_two (&world);
  add_flying (&world);
  plane = world_lookup (&world, "plane");
  world_rest (&world);
  before = wb_live_layer_get_n_pictures (world.layer);
  world_rest (&world);
  g_assert_cmpuint (wb_live_layer_get_n_pictures (world.layer), ==, before);
  x = locate_x (&world, plane);

  set_animations (&world, TRUE);
  gtk_widget_queue_draw (GTK_WIDGET (world.layer));
  wb_test_await (wb_live_layer_get_n_pictures (world.layer) > before + 5);
  g_assert_cmpfloat (locate_x (&world, plane), >, x);

  gtk_widget_set_visible (GTK_WIDGET (world.view), FALSE);
  before = wb_live_layer_get_n_pictures (world.layer);
  world_rest (&world);
  g_assert_cmpuint (wb_live_layer_get_n_pictures (world.layer), ==, before);
  world_clear (&world);
}

/* A14: what is followed stays in the middle while it glides. */
static void
test_following_glides (void)
{
  g_autoptr(WbTrack) plane = NULL;
  World world;
  guint64 before;
  double longitude;

  world_init (&world);
  world_show_two (&world);
  add_flying (&world);
  plane = world_lookup (&world, "plane");
  wb_map_view_set_selected (world.view, plane);
  wb_map_view_set_following (world.view, TRUE);
  world_rest (&world);
  before = wb_live_layer_get_n_pictures (world.layer);

  set_animations (&world, TRUE);
  gtk_widget_queue_draw (GTK_WIDGET (world.layer));
  wb_test_await (wb_live_layer_get_n_pictures (world.layer) > before + 5);
  wb_map_view_get_view (world.view, NULL, &longitude, NULL);
  g_assert_cmpfloat (longitude, >, 12);
  g_assert_cmpfloat_with_epsilon (locate_x (&world, plane), gtk_widget_get_width (GTK_WIDGET (world.layer)) / 2.0, 2);
  world_clear (&world);
}

/* On battery saver nothing is lost, but the map is drawn ten times a second at most. */
static void
test_thrifty (void)
{
  World world;
  gint64 began;
  guint64 before;
  guint n_fixes = 0;

  world_init (&world);
  world_show_two (&world);
  wb_map_view_set_thrifty (world.view, TRUE);
  world_rest (&world);
  before = wb_live_layer_get_n_pictures (world.layer);
  for (began = g_get_monotonic_time (); g_get_monotonic_time () < began + G_USEC_PER_SEC / 2; n_fixes++)
    {
      world_add (&world, "one", 56, 12 + n_fixes * 0.0001);
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_cmpuint (n_fixes, >, 6);
  g_assert_cmpuint (wb_live_layer_get_n_pictures (world.layer), <=, before + 6);
  wb_test_await (wb_live_layer_get_n_pictures (world.layer) > before);
  world_clear (&world);
}

static void
test_hidden_map_is_not_drawn (void)
{
  World world;
  guint64 before;

  world_init (&world);
  world_show_two (&world);
  gtk_widget_set_visible (GTK_WIDGET (world.view), FALSE);
  before = wb_live_layer_get_n_pictures (world.layer);
  world_add (&world, "one", 56.5, 12.5);
  world_rest (&world);
  g_assert_cmpuint (wb_live_layer_get_n_pictures (world.layer), ==, before);
  gtk_widget_set_visible (GTK_WIDGET (world.view), TRUE);
  world_rest (&world);
  g_assert_cmpuint (wb_live_layer_get_n_pictures (world.layer), >, before);
  world_clear (&world);
}

int
main (int argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/map/frames/still-map-is-not-drawn", test_still_map_is_not_drawn);
  g_test_add_func ("/map/frames/markers-come-bit-by-bit", test_markers_come_bit_by_bit);
  g_test_add_func ("/map/frames/A14-gliding", test_gliding);
  g_test_add_func ("/map/frames/A14-following-glides", test_following_glides);
  g_test_add_func ("/map/frames/thrifty", test_thrifty);
  g_test_add_func ("/map/frames/hidden-map-is-not-drawn", test_hidden_map_is_not_drawn);

  return g_test_run ();
}
