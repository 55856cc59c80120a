/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The map: selecting, following, fitting, moving. */

#include "config.h"

#include "wb-map-world.h"
#include "wb-test.h"
#include "wb-time.h"

#include <math.h>

/* What the hand does goes to every controller of its kind, as events do. */
static GListModel *
observe (World *world)
{
  return gtk_widget_observe_controllers (world->map);
}

static void
click (World *world,
       double x,
       double y)
{
  g_autoptr(GListModel) controllers = observe (world);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_GESTURE_CLICK (controller))
        continue;
      g_signal_emit_by_name (controller, "pressed", 1, x, y);
      g_signal_emit_by_name (controller, "released", 1, x, y);
    }
}

static void
point (World *world,
       double x,
       double y)
{
  g_autoptr(GListModel) controllers = observe (world);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_MOTION (controller))
        g_signal_emit_by_name (controller, "motion", x, y);
    }
}

static void
scroll (World *world,
        double steps)
{
  g_autoptr(GListModel) controllers = observe (world);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled;

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        g_signal_emit_by_name (controller, "scroll", 0.0, steps, &handled);
    }
}

static void
drag (World *world,
      double x,
      double y)
{
  g_autoptr(GListModel) controllers = observe (world);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_GESTURE_DRAG (controller))
        continue;
      g_signal_emit_by_name (controller, "drag-begin", 300.0, 200.0);
      g_signal_emit_by_name (controller, "drag-update", x, y);
      g_signal_emit_by_name (controller, "drag-end", x, y);
    }
}

static void
press (World *world,
       const char *trigger)
{
  g_autoptr(GListModel) controllers = observe (world);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr(GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          g_autofree char *found = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));

          if (g_str_has_prefix (found, trigger))
            gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, world->map,
                                          gtk_shortcut_get_arguments (shortcut));
        }
    }
}

static void
assert_in_the_middle (World *world,
                      double latitude,
                      double longitude)
{
  double x, y;

  wb_map_view_get_view (world->view, &x, &y, NULL);
  g_assert_cmpfloat_with_epsilon (x, latitude, 1e-4);
  g_assert_cmpfloat_with_epsilon (y, longitude, 1e-4);
}

static double
get_zoom (World *world)
{
  double zoom;

  wb_map_view_get_view (world->view, NULL, NULL, &zoom);
  return zoom;
}

static void
test_click_selects (void)
{
  World world;
  g_autoptr(WbTrack) two = NULL;
  double x, y;

  world_init (&world);
  world_show_two (&world);
  two = world_lookup (&world, "two");
  g_assert_true (wb_live_layer_locate (world.layer, two, &x, &y));

  click (&world, x + 5, y - 5);
  g_assert_true (wb_map_view_get_selected (world.view) == two);
  click (&world, x - 80, y - 80);
  g_assert_null (wb_map_view_get_selected (world.view));
  g_clear_object (&two);
  world_clear (&world);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_selected_is_told_once (void)
{
  World world;
  g_autoptr(WbTrack) one = NULL;
  guint count = 0;

  world_init (&world);
  world_show_two (&world);
  one = world_lookup (&world, "one");
  g_signal_connect_swapped (world.view, "notify::selected", G_CALLBACK (count_cb), &count);
  wb_map_view_set_selected (world.view, one);
  wb_map_view_set_selected (world.view, one);
  g_assert_cmpuint (count, ==, 1);
  assert_in_the_middle (&world, 56, 12);
  g_clear_object (&one);
  world_clear (&world);
}

static void
test_removed_is_deselected (void)
{
  World world;
  g_autoptr(WbTrack) one = NULL;

  world_init (&world);
  world_show_two (&world);
  one = world_lookup (&world, "one");
  wb_map_view_set_selected (world.view, one);
  wb_map_view_set_following (world.view, TRUE);
  world_report (&world, WB_REPORT_REMOVED, "one", NAN, NAN);
  g_assert_null (wb_map_view_get_selected (world.view));
  g_assert_false (wb_map_view_get_following (world.view));
  g_clear_object (&one);
  world_clear (&world);
}

static void
follow_two (World *world)
{
  g_autoptr(WbTrack) two = world_lookup (world, "two");

  g_assert_false (wb_map_view_get_following (world->view));
  wb_map_view_set_selected (world->view, two);
  gtk_widget_activate_action (world->map, "map.follow", NULL);
  g_assert_true (wb_map_view_get_following (world->view));
  world_rest (world);
}

static void
test_following (void)
{
  World world;

  world_init (&world);
  wb_map_view_set_following (world.view, TRUE);
  g_assert_false (wb_map_view_get_following (world.view));

  world_show_two (&world);
  follow_two (&world);
  assert_in_the_middle (&world, 57, 13);
  g_assert_cmpfloat_with_epsilon (get_zoom (&world), 7, 1e-9);
  world_add (&world, "two", 57.1, 13.2);
  world_rest (&world);
  assert_in_the_middle (&world, 57.1, 13.2);
  world_clear (&world);
}

static void
test_pan_ends_following (void)
{
  World world;

  world_init (&world);
  world_show_two (&world);
  follow_two (&world);
  drag (&world, 3, 0);
  g_assert_true (wb_map_view_get_following (world.view));
  assert_in_the_middle (&world, 57, 13);
  drag (&world, 60, 20);
  g_assert_false (wb_map_view_get_following (world.view));

  world_add (&world, "two", 50, 10);
  world_rest (&world);
  g_assert_nonnull (wb_map_view_get_selected (world.view));
  world_clear (&world);
}

static void
test_zoom_keeps_following (void)
{
  World world;

  world_init (&world);
  world_show_two (&world);
  follow_two (&world);
  gtk_widget_activate_action (world.map, "map.zoom-in", NULL);
  world_rest (&world);
  g_assert_cmpfloat_with_epsilon (get_zoom (&world), 8, 1e-9);
  g_assert_true (wb_map_view_get_following (world.view));
  assert_in_the_middle (&world, 57, 13);

  /* The wheel zooms around the pointer, which is not where the track is. */
  scroll (&world, -5);
  world_rest (&world);
  g_assert_cmpfloat (get_zoom (&world), >, 8.5);
  g_assert_true (wb_map_view_get_following (world.view));
  assert_in_the_middle (&world, 57, 13);
  world_clear (&world);
}

/* What is under the pointer stays there. */
static void
test_wheel (void)
{
  World world;
  g_autoptr(WbTrack) two = NULL;
  double before_x, before_y, x, y;

  world_init (&world);
  world_show_two (&world);
  two = world_lookup (&world, "two");
  g_assert_true (wb_live_layer_locate (world.layer, two, &before_x, &before_y));
  point (&world, before_x, before_y);
  scroll (&world, -2);
  g_assert_cmpfloat (get_zoom (&world), >, 7.5);
  g_assert_true (wb_live_layer_locate (world.layer, two, &x, &y));
  g_assert_cmpfloat_with_epsilon (x, before_x, 0.5);
  g_assert_cmpfloat_with_epsilon (y, before_y, 0.5);
  g_clear_object (&two);
  world_clear (&world);
}

static void
test_updates_leave_the_view (void)
{
  World world;

  world_init (&world);
  world_show_two (&world);
  for (guint i = 0; i < 100; i++)
    {
      world_add (&world, "one", 56 + i * 0.1, 12 + i * 0.2);
      g_main_context_iteration (NULL, FALSE);
    }
  world_rest (&world);
  assert_in_the_middle (&world, 56, 12);
  g_assert_cmpfloat_with_epsilon (get_zoom (&world), 7, 1e-9);
  world_clear (&world);
}

static void
test_fit (void)
{
  static const char *const ids[] = { "one", "two", "three" };
  World world;

  world_init (&world);
  world_show_two (&world);
  world_add (&world, "three", -33, 151);
  press (&world, "Home");
  world_rest (&world);

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr(WbTrack) track = world_lookup (&world, ids[i]);
      double x, y;

      g_assert_true (wb_live_layer_locate (world.layer, track, &x, &y));
      g_assert_cmpfloat (MIN (x, y), >, 20);
      g_assert_cmpfloat (x, <, 620);
      g_assert_cmpfloat (y, <, 460);
    }
  world_clear (&world);
}

static void
test_first_fixes_fit_once (void)
{
  World world;
  double zoom;

  world_init (&world);
  world_add (&world, "one", 56, 12);
  wb_test_await (get_zoom (&world) > 11.9);
  world_rest (&world);
  zoom = get_zoom (&world);
  g_assert_cmpfloat_with_epsilon (zoom, 12, 1e-9);
  assert_in_the_middle (&world, 56, 12);

  world_add (&world, "two", 10, 10);
  g_usleep (700 * 1000);
  world_rest (&world);
  g_assert_cmpfloat (get_zoom (&world), ==, zoom);
  world_clear (&world);
}

static void
test_who_moved_first_stays (void)
{
  World world;

  world_init (&world);
  drag (&world, 100, 0);
  world_add (&world, "one", 56, 12);
  g_usleep (700 * 1000);
  world_rest (&world);
  g_assert_cmpfloat (get_zoom (&world), <, 3);
  world_clear (&world);
}

static void
test_keys (void)
{
  World world;
  double latitude, longitude;

  world_init (&world);
  world_show_two (&world);
  press (&world, "Right");
  wb_map_view_get_view (world.view, &latitude, &longitude, NULL);
  g_assert_cmpfloat (longitude, >, 12.1);
  g_assert_cmpfloat_with_epsilon (latitude, 56, 1e-4);
  press (&world, "Left");
  press (&world, "Up");
  wb_map_view_get_view (world.view, &latitude, &longitude, NULL);
  g_assert_cmpfloat_with_epsilon (longitude, 12, 1e-4);
  g_assert_cmpfloat (latitude, >, 56.1);
  press (&world, "plus");
  g_assert_cmpfloat_with_epsilon (get_zoom (&world), 8, 1e-9);
  press (&world, "minus");
  press (&world, "minus");
  g_assert_cmpfloat_with_epsilon (get_zoom (&world), 6, 1e-9);
  world_clear (&world);
}

static void
test_stays_in_bounds (void)
{
  World world;
  double latitude;

  world_init (&world);
  world_show_two (&world);
  wb_map_view_zoom_by (world.view, 30);
  g_assert_cmpfloat (get_zoom (&world), ==, 18);
  wb_map_view_zoom_by (world.view, -30);
  g_assert_cmpfloat (get_zoom (&world), ==, 1);
  for (guint i = 0; i < 20; i++)
    press (&world, "Up");
  wb_map_view_get_view (world.view, &latitude, NULL, NULL);
  g_assert_cmpfloat (latitude, >, 84);
  world_clear (&world);
}

static void
test_smooth_go_to (void)
{
  World world;

  world_init (&world);
  world_show_two (&world);
  g_object_set (gtk_widget_get_settings (world.window), "gtk-enable-animations", TRUE, NULL);
  wb_map_view_go_to (world.view, 57, 13, 8);
  g_assert_cmpfloat_with_epsilon (get_zoom (&world), 7, 1e-9);
  wb_test_await (get_zoom (&world) > 7.1 && get_zoom (&world) < 7.9);
  wb_test_await (get_zoom (&world) == 8);
  assert_in_the_middle (&world, 57, 13);

  /* Too far to watch. */
  wb_map_view_go_to (world.view, -20, 120, 8);
  assert_in_the_middle (&world, -20, 120);
  world_clear (&world);
}

static void
test_north_is_up (void)
{
  World world;
  g_autoptr(GListModel) controllers = NULL;
  guint n_with_keys = 0;

  world_init (&world);
  controllers = observe (&world);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      g_assert_false (GTK_IS_GESTURE_ROTATE (controller));
      n_with_keys += GTK_IS_SHORTCUT_CONTROLLER (controller);
    }
  g_clear_object (&controllers);

  /* Newer libshumate brings keys of its own. */
  g_assert_cmpuint (n_with_keys, ==, 1);
  press (&world, "");
  g_assert_cmpfloat (shumate_viewport_get_rotation (shumate_map_get_viewport (SHUMATE_MAP (world.map))), ==, 0);
  world_clear (&world);
}

int
main (int argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/map/view/A17-click-selects", test_click_selects);
  g_test_add_func ("/map/view/selected-is-told-once", test_selected_is_told_once);
  g_test_add_func ("/map/view/removed-is-deselected", test_removed_is_deselected);
  g_test_add_func ("/map/view/A14-following", test_following);
  g_test_add_func ("/map/view/pan-ends-following", test_pan_ends_following);
  g_test_add_func ("/map/view/zoom-keeps-following", test_zoom_keeps_following);
  g_test_add_func ("/map/view/wheel", test_wheel);
  g_test_add_func ("/map/view/updates-leave-the-view", test_updates_leave_the_view);
  g_test_add_func ("/map/view/fit", test_fit);
  g_test_add_func ("/map/view/first-fixes-fit-once", test_first_fixes_fit_once);
  g_test_add_func ("/map/view/who-moved-first-stays", test_who_moved_first_stays);
  g_test_add_func ("/map/view/keys", test_keys);
  g_test_add_func ("/map/view/stays-in-bounds", test_stays_in_bounds);
  g_test_add_func ("/map/view/smooth-go-to", test_smooth_go_to);
  g_test_add_func ("/map/view/north-is-up", test_north_is_up);

  return g_test_run ();
}
