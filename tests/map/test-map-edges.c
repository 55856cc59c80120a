/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What floats over the map is not in its way. */

#include "config.h"

#include "wb-map-controls.h"
#include "wb-map-view.h"
#include "wb-test.h"
#include "wb-time.h"
#include "wb-track-store.h"

#include <shumate/shumate.h>

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

static GtkWidget *
find_button (GtkWidget *root,
             const char *action)
{
  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (root)), action) == 0)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, action);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Returns whether it can't be pressed again. */
static gboolean
press (GtkWidget *button)
{
  if (gtk_widget_is_sensitive (button))
    g_signal_emit_by_name (button, "clicked");
  return !gtk_widget_is_sensitive (button);
}

/* The keyboard is not lost with a button that can't be pressed any more. */
static void
test_focus (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *view = wb_map_view_new ();
  GtkWidget *button = find_button (view, "map.zoom-in");

  gtk_window_set_default_size (GTK_WINDOW (window), 640, 480);
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  g_object_set (gtk_widget_get_settings (window), "gtk-enable-animations", FALSE, NULL);
  wb_test_await (gtk_widget_get_width (button) > 0);
  g_assert_true (gtk_widget_grab_focus (button));
  wb_test_await (press (button));
  g_assert_true (SHUMATE_IS_MAP (gtk_window_get_focus (GTK_WINDOW (window))));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/edges/A17-following", test_following);
  g_test_add_func ("/map/edges/focus", test_focus);
  return g_test_run ();
}
