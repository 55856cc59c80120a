/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The panel of objects: list, search, selection, details. */

#include "config.h"

#include "wb-fake.h"
#include "wb-find.h"
#include "wb-marker-icon.h"
#include "wb-object-row.h"
#include "wb-objects-panel.h"
#include "wb-report.h"
#include "wb-test.h"
#include "wb-time.h"

#include <adwaita.h>
#include <math.h>

typedef struct {
  WbRegistry *registry;
  WbMonitor *monitor;
  WbTrackStore *store;
  guint source;
  GtkWidget *window;
  WbObjectsPanel *panel;
} World;

static gboolean
reads (GtkWidget *label,
       gconstpointer text)
{
  return gtk_widget_get_mapped (label) &&
         g_str_equal (gtk_label_get_text (GTK_LABEL (label)), text);
}

static GtkWidget *
find_label (World *world,
            const char *text)
{
  return wb_find_where (GTK_WIDGET (world->panel), GTK_TYPE_LABEL, reads, text);
}

static gboolean
says (World *world,
      const char *text)
{
  return find_label (world, text) != NULL;
}

static GtkEditable *
get_search (World *world)
{
  return GTK_EDITABLE (wb_find (GTK_WIDGET (world->panel), GTK_TYPE_SEARCH_ENTRY));
}

static GtkSelectionModel *
get_model (World *world)
{
  GtkWidget *list = wb_find (GTK_WIDGET (world->panel), GTK_TYPE_LIST_VIEW);

  return gtk_list_view_get_model (GTK_LIST_VIEW (list));
}

static void
apply (World *world,
       const char *id,
       const char *label,
       const char *attributes,
       double speed)
{
  g_autoptr(WbReport) report = wb_report_new (WB_REPORT_FIX, "test");

  report->id = g_ref_string_new (id);
  report->label = g_ref_string_new (label);
  report->attributes = attributes != NULL ? g_ref_string_new (attributes) : NULL;
  report->latitude = 57.28;
  report->longitude = -11.02;
  report->speed = speed;
  report->course = speed > 0 ? 128 : NAN;
  wb_track_store_apply (world->store, world->source, report, g_get_real_time (), wb_time_get_uptime ());
}

static void
world_init (World *world)
{
  world->registry = wb_fake_registry_new ();
  world->monitor = wb_monitor_new (world->registry);
  world->store = wb_monitor_get_tracks (world->monitor);
  world->source = wb_track_store_add_source (world->store);
  world->panel = WB_OBJECTS_PANEL (wb_objects_panel_new ());
  world->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (world->window), 260, 600);
  gtk_window_set_child (GTK_WINDOW (world->window), GTK_WIDGET (world->panel));
  wb_objects_panel_set_monitor (world->panel, world->monitor);
  gtk_window_present (GTK_WINDOW (world->window));
}

static void
world_clear (World *world)
{
  gtk_window_destroy (GTK_WINDOW (world->window));
  g_object_unref (world->monitor);
  wb_registry_free (world->registry);
}

static void
add_ships (World *world)
{
  apply (world, "1", "Stena Danica", "{\"kind\":\"ferry\",\"mmsi\":265177000,\"eta\":{\"h\":11}}", 7.305);
  apply (world, "2", "Aurora", NULL, 6.2);
  apply (world, "3", "<b>Mols</b> & 4", NULL, 16);
  wb_track_store_commit (world->store);
  wb_test_await (says (world, "Objects · 3") && says (world, "Stena Danica"));
}

static void
test_list (void)
{
  World world;

  world_init (&world);
  wb_test_await (says (&world, "No objects yet"));
  add_ships (&world);
  wb_test_await (says (&world, "Ferry · 14.2\u00a0kn · 128°"));
  g_assert_true (says (&world, "<b>Mols</b> & 4"));
  world_clear (&world);
}

static gboolean
is_drawn (GtkWidget *widget)
{
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 32, 32);
  cairo_t *cr = cairo_create (surface);
  GskRenderNode *node;
  gboolean found = FALSE;

  gdk_paintable_snapshot (paintable, snapshot, 32, 32);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node != NULL)
    gsk_render_node_draw (node, cr);
  g_clear_pointer (&node, gsk_render_node_unref);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int i = 0; i < 32 * 32; i++)
    found = found || cairo_image_surface_get_data (surface)[i] != 0;
  cairo_surface_destroy (surface);
  return found;
}

/* The plainest of all: a dot of the first connection. */
/* G15: what has no positions is told how much of it came. */
static void
test_no_positions (void)
{
  World world;
  g_autoptr(WbProfile) profile = wb_profile_new ("fake://echo");
  WbConnection *connection;

  world_init (&world);
  connection = wb_monitor_add (world.monitor, profile);
  wb_test_await (says (&world, "No objects yet"));
  wb_connection_open (connection);
  wb_test_await (says (&world, "Connected. Waiting for the first message."));
  g_assert_true (wb_connection_send_text (connection, "not", -1, NULL));
  wb_test_await (says (&world, "1 message, no positions yet."));
  wb_connection_close (connection, 1000, NULL);
  wb_test_await (says (&world, "No objects yet"));
  world_clear (&world);
}

static void
test_marker (void)
{
  World world;

  world_init (&world);
  apply (&world, "1", "Buoy", NULL, 0);
  wb_track_store_commit (world.store);
  wb_test_await (says (&world, "Buoy"));
  wb_test_await (is_drawn (wb_find (GTK_WIDGET (world.panel), WB_TYPE_MARKER_ICON)));
  world_clear (&world);
}

/* What is out of sight waits until it is seen. */
static void
test_row (void)
{
  World world;
  g_autoptr(GtkWidget) list = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  GtkWidget *row = wb_object_row_new ();
  g_autoptr(WbTrack) track = NULL;
  gint64 end;
  GtkLabel *name;

  world_init (&world);
  gtk_box_append (GTK_BOX (list), row);
  apply (&world, "1", "Buoy", NULL, 0);
  wb_track_store_commit (world.store);
  track = wb_track_store_lookup (world.store, world.source, "1");
  wb_object_row_bind (WB_OBJECT_ROW (row), track, world.monitor);
  name = GTK_LABEL (wb_find (row, GTK_TYPE_LABEL));
  end = g_get_monotonic_time () + G_USEC_PER_SEC;
  wb_test_await (g_get_monotonic_time () > end);
  apply (&world, "1", "Boat", NULL, 0);
  wb_track_store_commit (world.store);
  g_assert_cmpstr (wb_track_get_label (track), ==, "Boat");
  g_assert_cmpstr (gtk_label_get_text (name), ==, "Buoy");

  gtk_window_set_child (GTK_WINDOW (world.window), list);
  wb_test_await (gtk_widget_get_mapped (row));
  g_assert_cmpstr (gtk_label_get_text (name), ==, "Boat");
  world_clear (&world);
}

static void
test_search (void)
{
  World world;
  GtkWidget *button;

  world_init (&world);
  add_ships (&world);
  gtk_editable_set_text (get_search (&world), "265177");
  wb_test_await (says (&world, "Objects · 1 of 3"));
  g_assert_true (says (&world, "Stena Danica"));

  gtk_editable_set_text (get_search (&world), "<i>anna");
  wb_test_await (says (&world, "No object matches “<i>anna”."));
  button = gtk_widget_get_ancestor (find_label (&world, "Clear Search"), GTK_TYPE_BUTTON);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpstr (gtk_editable_get_text (get_search (&world)), ==, "");
  wb_test_await (says (&world, "Objects · 3") && says (&world, "Aurora"));
  world_clear (&world);
}

static void
test_escape (void)
{
  World world;

  world_init (&world);
  add_ships (&world);
  wb_objects_panel_focus_search (world.panel);
  gtk_editable_set_text (get_search (&world), "aurora");
  wb_test_await (says (&world, "Objects · 1 of 3"));
  g_signal_emit_by_name (get_search (&world), "stop-search");
  wb_test_await (says (&world, "Objects · 3"));
  world_clear (&world);
}

/* The selection is the same in the list and in the property, listed or not. */
static void
test_selection (void)
{
  World world;
  g_autoptr(WbTrack) aurora = NULL;
  g_autoptr(WbTrack) stena = NULL;

  world_init (&world);
  add_ships (&world);
  aurora = wb_track_store_lookup (world.store, world.source, "2");
  stena = wb_track_store_lookup (world.store, world.source, "1");

  gtk_selection_model_select_item (get_model (&world), 1, TRUE);
  g_assert_true (wb_objects_panel_get_selected (world.panel) == aurora);
  wb_objects_panel_set_selected (world.panel, stena);
  g_assert_true (gtk_selection_model_is_selected (get_model (&world), 2));
  g_assert_false (gtk_selection_model_is_selected (get_model (&world), 1));

  gtk_editable_set_text (get_search (&world), "aurora");
  wb_test_await (says (&world, "Objects · 1 of 3"));
  g_assert_true (wb_objects_panel_get_selected (world.panel) == stena);
  g_assert_false (gtk_selection_model_is_selected (get_model (&world), 0));
  wb_objects_panel_set_selected (world.panel, aurora);
  g_assert_true (gtk_selection_model_is_selected (get_model (&world), 0));

  wb_track_store_remove_source (world.store, world.source);
  g_assert_null (wb_objects_panel_get_selected (world.panel));
  world_clear (&world);
}

static guint
count_labels (GtkWidget *root,
              const char *text)
{
  guint count = GTK_IS_LABEL (root) && gtk_widget_get_mapped (root) &&
                g_str_equal (gtk_label_get_text (GTK_LABEL (root)), text);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count += count_labels (child, text);
  return count;
}

static void
activated_cb (WbObjectsPanel *panel G_GNUC_UNUSED,
              WbTrack *track,
              WbTrack **activated)
{
  g_set_object (activated, track);
}

/* W19: what is shown of an object changes with it. */
static void
test_details (void)
{
  World world;
  g_autoptr(WbTrack) activated = NULL;

  world_init (&world);
  add_ships (&world);
  g_signal_connect (world.panel, "activated", G_CALLBACK (activated_cb), &activated);
  gtk_widget_activate_action (wb_find (GTK_WIDGET (world.panel), GTK_TYPE_LIST_VIEW),
                              "list.activate-item", "u", 2);
  g_assert_cmpstr (wb_track_get_id (activated), ==, "1");
  g_assert_true (wb_objects_panel_get_show_details (world.panel));
  wb_test_await (says (&world, "14.2\u00a0kn"));
  g_assert_true (says (&world, "57.28000°\u00a0N\n11.02000°\u00a0W"));
  g_assert_true (says (&world, "128° (south-east)"));
  g_assert_true (says (&world, "265177000"));
  g_assert_true (says (&world, "{\"h\":11}"));
  g_assert_false (says (&world, "Accuracy"));

  apply (&world, "1", "Stena Danica", NULL, 0);
  wb_track_store_commit (world.store);
  wb_test_await (says (&world, "0.0\u00a0kn"));
  wb_objects_panel_set_selected (world.panel, NULL);
  g_assert_false (wb_objects_panel_get_show_details (world.panel));
  wb_test_await (says (&world, "Objects · 3"));
  world_clear (&world);
}

/* The selected row, and no other, shows the way to the details to who has a pointer. */
static void
test_way_to_details (void)
{
  World world;
  GtkWidget *button;

  world_init (&world);
  add_ships (&world);
  gtk_selection_model_select_item (get_model (&world), 1, TRUE);
  button = wb_find_seen (GTK_WIDGET (world.panel), GTK_TYPE_BUTTON, "Show Details");
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_visible (button));
  g_signal_emit_by_name (button, "clicked");
  wb_test_await (wb_objects_panel_get_show_details (world.panel));
  g_assert_cmpstr (wb_track_get_id (wb_objects_panel_get_selected (world.panel)), ==, "2");
  world_clear (&world);
}

/* What has no name is called after its connection, which is said once. */
static void
test_nameless (void)
{
  World world;
  g_autoptr(WbProfile) profile = wb_profile_new ("fake://echo");

  world_init (&world);
  g_object_set (profile, "name", "Our boat", NULL);
  world.source = wb_connection_get_source (wb_monitor_add (world.monitor, profile));
  apply (&world, "", "", NULL, 0);
  wb_track_store_commit (world.store);
  wb_test_await (says (&world, "Our boat"));
  gtk_widget_activate_action (wb_find (GTK_WIDGET (world.panel), GTK_TYPE_LIST_VIEW),
                              "list.activate-item", "u", 0);
  wb_test_await (says (&world, "Speed"));
  wb_test_await (count_labels (GTK_WIDGET (world.panel), "Our boat") == 1);
  world_clear (&world);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ui/objects-panel/list", test_list);
  g_test_add_func ("/ui/objects-panel/G15-no-positions", test_no_positions);
  g_test_add_func ("/ui/objects-panel/marker", test_marker);
  g_test_add_func ("/ui/objects-panel/row", test_row);
  g_test_add_func ("/ui/objects-panel/search", test_search);
  g_test_add_func ("/ui/objects-panel/escape", test_escape);
  g_test_add_func ("/ui/objects-panel/selection", test_selection);
  g_test_add_func ("/ui/objects-panel/W19-details", test_details);
  g_test_add_func ("/ui/objects-panel/way-to-details", test_way_to_details);
  g_test_add_func ("/ui/objects-panel/nameless", test_nameless);

  return g_test_run ();
}
