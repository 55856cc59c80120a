/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What floats over the map: what it says, and where nothing else can be. */

#include "config.h"

#include "wb-find.h"
#include "wb-map-controls.h"
#include "wb-map-view.h"
#include "wb-test.h"
#include "wb-time.h"

#include <shumate/shumate.h>

typedef struct {
  WbRegistry *registry;
  WbMonitor *monitor;
  WbConnection *connection;
  GtkWidget *window;
  WbMapView *view;
  WbMapControls *controls;
} World;

static gboolean
is_label_of (GtkWidget *label,
             gconstpointer text)
{
  return g_str_equal (gtk_label_get_text (GTK_LABEL (label)), text);
}

static gboolean
says (World *world,
      const char *text)
{
  return wb_find_where (GTK_WIDGET (world->view), GTK_TYPE_LABEL, is_label_of, text) != NULL;
}

static void
world_init (World *world)
{
  g_autoptr(WbProfile) profile = wb_profile_new ("fake://");

  g_object_set (profile, "name", "Our boat", NULL);
  world->registry = wb_registry_new ();
  world->monitor = wb_monitor_new (world->registry);
  world->connection = wb_monitor_add (world->monitor, profile);
  world->view = WB_MAP_VIEW (wb_map_view_new ());
  world->controls = WB_MAP_CONTROLS (wb_find (GTK_WIDGET (world->view), WB_TYPE_MAP_CONTROLS));
  wb_map_view_set_monitor (world->view, world->monitor);
  world->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (world->window), 640, 480);
  gtk_window_set_child (GTK_WINDOW (world->window), GTK_WIDGET (world->view));
  g_object_set (gtk_widget_get_settings (world->window), "gtk-enable-animations", FALSE, NULL);
  gtk_window_present (GTK_WINDOW (world->window));
  wb_test_await (gtk_widget_get_width (GTK_WIDGET (world->view)) == 640);
}

static void
world_clear (World *world)
{
  gtk_window_destroy (GTK_WINDOW (world->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (world->monitor);
  wb_registry_free (world->registry);
}

/* A position that says nothing of whose it is, as of a feed that tells of one object alone. */
static void
select_nameless (World *world)
{
  WbTrackStore *tracks = wb_monitor_get_tracks (world->monitor);
  guint source = wb_connection_get_source (world->connection);
  g_autoptr(WbReport) fix = wb_report_new (WB_REPORT_FIX, "test");
  g_autoptr(WbTrack) track = NULL;

  fix->latitude = 56;
  fix->longitude = 12;
  wb_track_store_apply (tracks, source, fix, g_get_real_time (), wb_time_get_uptime ());
  wb_track_store_commit (tracks);
  track = wb_track_store_lookup (tracks, source, "");
  wb_map_view_set_selected (world->view, track);
}

/* Without a name and an id it is called after its connection. */
static void
test_nameless (void)
{
  World world;

  world_init (&world);
  select_nameless (&world);
  wb_test_await (says (&world, "Our boat"));
  wb_map_view_set_following (world.view, TRUE);
  wb_test_await (says (&world, "Following Our boat"));
  world_clear (&world);
}

static gboolean
is_top_free (World *world)
{
  const graphene_rect_t top = GRAPHENE_RECT_INIT (300, 8, 40, 40);
  g_autoptr(GArray) covered = wb_map_controls_get_bounds (world->controls);
  gboolean is_free = TRUE;

  for (guint i = 0; i < covered->len; i++)
    is_free = is_free && !graphene_rect_intersection (&g_array_index (covered, graphene_rect_t, i), &top, NULL);
  return is_free;
}

/* A14: where it would be told what is followed, names have their place while nothing is. */
static void
test_top (void)
{
  World world;

  world_init (&world);
  select_nameless (&world);
  g_assert_true (is_top_free (&world));
  wb_map_view_set_following (world.view, TRUE);
  wb_test_await (!is_top_free (&world));
  wb_map_view_set_following (world.view, FALSE);
  wb_test_await (is_top_free (&world));
  world_clear (&world);
}

/* Names make room for a card over the map, for as long as it is there. */
static void
test_cover (void)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *card = gtk_label_new ("card");
  World world;

  world_init (&world);
  g_object_ref (world.view);
  gtk_window_set_child (GTK_WINDOW (world.window), overlay);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (world.view));
  g_object_unref (world.view);
  g_object_set (card, "halign", GTK_ALIGN_CENTER, "valign", GTK_ALIGN_START, "width-request", 100,
                "height-request", 60, "visible", FALSE, NULL);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), card);
  wb_map_view_add_cover (world.view, card);
  wb_test_await (gtk_widget_get_width (GTK_WIDGET (world.view)) == 640);
  g_assert_true (is_top_free (&world));
  gtk_widget_set_visible (card, TRUE);
  wb_test_await (!is_top_free (&world));
  gtk_widget_set_visible (card, FALSE);
  g_assert_true (is_top_free (&world));
  world_clear (&world);
}

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
  GtkWidget *window = gtk_window_new ();
  GtkWidget *map = gtk_drawing_area_new ();
  GtkWidget *controls = g_object_new (WB_TYPE_MAP_CONTROLS, "child", map, NULL);

  gtk_window_set_default_size (GTK_WINDOW (window), 360, 400);
  gtk_window_set_child (GTK_WINDOW (window), controls);
  gtk_window_present (GTK_WINDOW (window));
  wb_test_await (gtk_widget_get_width (controls) > 0);
  g_assert_true (reaches_map (controls, map));

  wb_map_controls_show_following (WB_MAP_CONTROLS (controls), "Stena Danica");
  wb_test_await (!reaches_map (controls, map));
  wb_map_controls_show_following (WB_MAP_CONTROLS (controls), NULL);
  g_assert_true (reaches_map (controls, map));
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
has_action (GtkWidget *button,
            gconstpointer action)
{
  return g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), action) == 0;
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
  GtkWidget *button = wb_find_where (view, GTK_TYPE_BUTTON, has_action, "map.zoom-in");

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
  g_test_add_func ("/map/controls/nameless", test_nameless);
  g_test_add_func ("/map/controls/A14-top", test_top);
  g_test_add_func ("/map/controls/cover", test_cover);
  g_test_add_func ("/map/controls/A17-following", test_following);
  g_test_add_func ("/map/controls/focus", test_focus);
  return g_test_run ();
}
