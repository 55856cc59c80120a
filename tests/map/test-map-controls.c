/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What floats over the map: what it says, and where nothing else can be. */

#include "config.h"

#include "wb-map-controls.h"
#include "wb-map-view.h"
#include "wb-test.h"
#include "wb-time.h"

typedef struct {
  WbRegistry *registry;
  WbMonitor *monitor;
  WbConnection *connection;
  GtkWidget *window;
  WbMapView *view;
  WbMapControls *controls;
} World;

static GtkWidget *
find_widget (GtkWidget *root,
             GType type,
             const char *text)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) &&
      (text == NULL || g_str_equal (gtk_label_get_text (GTK_LABEL (root)), text)))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
says (World *world,
      const char *text)
{
  return find_widget (GTK_WIDGET (world->view), GTK_TYPE_LABEL, text) != NULL;
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
  world->controls = WB_MAP_CONTROLS (find_widget (GTK_WIDGET (world->view), WB_TYPE_MAP_CONTROLS, NULL));
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

int
main (int argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/controls/nameless", test_nameless);
  g_test_add_func ("/map/controls/A14-top", test_top);
  return g_test_run ();
}
