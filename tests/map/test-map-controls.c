/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What floats over the map is not in its way. */

#include "config.h"

#include "wb-map-controls.h"
#include "wb-test.h"
#include "wb-time.h"
#include "wb-track-store.h"

/* Returns whether a press at the middle of the upper edge is for the map itself. */
static gboolean
reaches_map (GtkWidget *controls,
             GtkWidget *map)
{
  return gtk_widget_pick (controls, gtk_widget_get_width (controls) / 2.0, 20, GTK_PICK_DEFAULT) == map;
}

/* A17: where nothing is followed, the place of its pill is map. */
static void
test_following (void)
{
  g_autoptr(WbTrackStore) tracks = wb_track_store_new ();
  guint source = wb_track_store_add_source (tracks);
  g_autoptr(WbReport) fix = wb_report_new (WB_REPORT_FIX, "test");
  g_autoptr(WbTrack) track = NULL;
  GtkWidget *window = gtk_window_new ();
  GtkWidget *map = gtk_drawing_area_new ();
  GtkWidget *controls = g_object_new (WB_TYPE_MAP_CONTROLS, "child", map, NULL);

  fix->id = g_ref_string_new ("ship");
  fix->latitude = 57.28;
  fix->longitude = 11.02;
  wb_track_store_apply (tracks, source, fix, g_get_real_time (), wb_time_get_uptime ());
  wb_track_store_commit (tracks);
  track = wb_track_store_lookup (tracks, source, "ship");

  gtk_window_set_default_size (GTK_WINDOW (window), 360, 400);
  gtk_window_set_child (GTK_WINDOW (window), controls);
  gtk_window_present (GTK_WINDOW (window));
  wb_test_await (gtk_widget_get_width (controls) > 0);
  g_assert_true (reaches_map (controls, map));

  wb_map_controls_show_following (WB_MAP_CONTROLS (controls), track);
  wb_test_await (!reaches_map (controls, map));
  wb_map_controls_show_following (WB_MAP_CONTROLS (controls), NULL);
  g_assert_true (reaches_map (controls, map));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/controls/A17-following", test_following);
  return g_test_run ();
}
