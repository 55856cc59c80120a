/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Where the name of the selected object is put. */

#include "config.h"

#include "wb-map-pill.h"
#include "wb-test.h"
#include "wb-time.h"
#include "wb-track-store.h"

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

static void
assert_clear (WbMapPill *pill,
              float x,
              float y)
{
  const graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, 200, 400);
  const graphene_rect_t ring = GRAPHENE_RECT_INIT (x - RING, y - RING, 2 * RING, 2 * RING);
  graphene_rect_t place;

  wb_map_pill_place (pill, &GRAPHENE_POINT_INIT (x, y), &area, &place);
  g_assert_false (graphene_rect_intersection (&place, &ring, NULL));
}

/* A17: the name does not cover its marker, however little room there is beside that. */
static void
test_clear_of_marker (void)
{
  g_autoptr(WbTrackStore) tracks = wb_track_store_new ();
  g_autoptr(WbTrack) track = add_track (tracks);
  GtkWidget *pill = g_object_new (WB_TYPE_MAP_PILL, NULL);
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), pill);
  wb_map_pill_show_track (WB_MAP_PILL (pill), track, wb_track_get_id (track));
  for (int x = 0; x <= 200; x += 10)
    for (int y = 0; y <= 400; y += 20)
      assert_clear (WB_MAP_PILL (pill), (float) x, (float) y);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/pill/A17-clear-of-marker", test_clear_of_marker);
  return g_test_run ();
}
