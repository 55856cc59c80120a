/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A map in a window of its own, with tracks of one connection on it. */

#include "config.h"

#include "wb-map-world.h"

#include "wb-find.h"
#include "wb-test.h"
#include "wb-time.h"

#include <shumate/shumate.h>

/* A map that was not drawn for so long is at rest. */
#define REST_US (300 * G_TIME_SPAN_MILLISECOND)

void
world_init (World *world)
{
  world->registry = wb_registry_new ();
  world->monitor = wb_monitor_new (world->registry);
  world->tracks = wb_monitor_get_tracks (world->monitor);
  world->source = wb_track_store_add_source (world->tracks);

  world->view = WB_MAP_VIEW (wb_map_view_new ());
  world->map = wb_find (GTK_WIDGET (world->view), SHUMATE_TYPE_MAP);
  world->layer = WB_LIVE_LAYER (wb_find (GTK_WIDGET (world->view), WB_TYPE_LIVE_LAYER));
  wb_map_view_set_monitor (world->view, world->monitor);

  world->window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (world->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (world->window), 640, 480);
  gtk_window_set_child (GTK_WINDOW (world->window), GTK_WIDGET (world->view));
  g_object_set (gtk_widget_get_settings (world->window), "gtk-enable-animations", FALSE, NULL);
  gtk_window_present (GTK_WINDOW (world->window));
  wb_test_await (wb_live_layer_get_n_pictures (world->layer) > 0);
}

void
world_clear (World *world)
{
  gtk_window_destroy (GTK_WINDOW (world->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (world->monitor);
  wb_registry_free (world->registry);
}

void
world_report (World *world,
              WbReportKind kind,
              const char *id,
              double latitude,
              double longitude)
{
  g_autoptr(WbReport) fix = wb_report_new (kind, "test");

  fix->id = g_ref_string_new (id);
  fix->latitude = latitude;
  fix->longitude = longitude;
  wb_track_store_apply (world->tracks, world->source, fix, g_get_real_time (), wb_time_get_uptime ());
  wb_track_store_commit (world->tracks);
}

void
world_add (World *world,
           const char *id,
           double latitude,
           double longitude)
{
  world_report (world, WB_REPORT_FIX, id, latitude, longitude);
}

WbTrack *
world_lookup (World *world,
              const char *id)
{
  return wb_track_store_lookup (world->tracks, world->source, id);
}

/* Lets the map draw what it has to draw, until it has nothing more to do. */
void
world_rest (World *world)
{
  guint64 before = wb_live_layer_get_n_pictures (world->layer);
  gint64 since = g_get_monotonic_time ();

  while (g_get_monotonic_time () - since < REST_US)
    {
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
      if (wb_live_layer_get_n_pictures (world->layer) != before)
        since = g_get_monotonic_time ();
      before = wb_live_layer_get_n_pictures (world->layer);
    }
}

/* Two tracks in a view that the user has chosen. */
void
world_show_two (World *world)
{
  world_add (world, "one", 56, 12);
  world_add (world, "two", 57, 13);
  wb_map_view_go_to (world->view, 56, 12, 7);
  world_rest (world);
}
