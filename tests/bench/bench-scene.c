/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* How long painting a scene takes with 1,000, 10,000 and 100,000 moving tracks in view: median and
 * 95th percentile of CPU time per frame, once with and once without trails. */

#include "config.h"

#include "wb-geo.h"
#include "wb-scene.h"

#include <math.h>
#include <stdlib.h>
#include <time.h>

#define NOW (G_GINT64_CONSTANT (1772360130) * G_USEC_PER_SEC)
#define FRAME_US (16 * G_TIME_SPAN_MILLISECOND)
#define N_FRAMES 60
#define N_FIXES 20
#define LATITUDE 56.7
#define LONGITUDE 12.0

static double
get_cpu_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static void
add_track (WbTrackStore *store,
           guint source,
           GRand *random,
           guint number)
{
  double latitude = LATITUDE + g_rand_double_range (random, -2.4, 2.4);
  double longitude = LONGITUDE + g_rand_double_range (random, -6.5, 6.5);
  double course = g_rand_double_range (random, 0, 360);
  guint icon = (guint) g_rand_int_range (random, 0, WB_N_ICONS);
  g_autofree char *id = g_strdup_printf ("Track %u", number);

  for (int i = N_FIXES; i > 0; i--)
    {
      g_autoptr(WbReport) report = wb_report_new (WB_REPORT_FIX, "bench");

      report->id = g_ref_string_new (id);
      report->icon = icon;
      report->latitude = latitude - i * 0.004 * cos (course * G_PI / 180);
      report->longitude = longitude - i * 0.008 * sin (course * G_PI / 180);
      report->course = course;
      report->speed = 200;
      report->heading = report->altitude = report->accuracy = NAN;
      report->time = NOW - i * (gint64) G_USEC_PER_SEC;
      wb_track_store_apply (store, source, report, report->time, report->time);
    }
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return first < second ? -1 : first > second;
}

static void
measure (WbScenePainter *painter,
         WbTileCache *tiles,
         guint n_tracks,
         gboolean trails)
{
  double frames[N_FRAMES];
  WbScene scene = {
    .x = wb_geo_mercator_x (LONGITUDE),
    .y = wb_geo_mercator_y (LATITUDE),
    .zoom = 7,
    .width = 1280,
    .height = 800,
    .scale = 1,
    .now = NOW,
    .glide = TRUE,
    .selected = WB_SCENE_NOTHING,
    .hovered = WB_SCENE_NOTHING,
    .trails = trails,
  };

  do
    {
      cairo_surface_destroy (wb_scene_painter_paint (painter, &scene));
      g_usleep (10000);
    }
  while (wb_tile_cache_is_busy (tiles) || !wb_scene_painter_is_complete (painter));

  for (guint i = 0; i < N_FRAMES; i++)
    {
      double begin;

      scene.now += FRAME_US;
      begin = get_cpu_ms ();
      cairo_surface_destroy (wb_scene_painter_paint (painter, &scene));
      frames[i] = get_cpu_ms () - begin;
    }
  qsort (frames, N_FRAMES, sizeof (double), compare);
  g_print ("%7u tracks %s trails: %6.2f ms, 95 %%: %6.2f ms\n", n_tracks, trails ? "with   " : "without",
           frames[N_FRAMES / 2], frames[N_FRAMES * 95 / 100]);
}

static void
run (WbTileCache *tiles,
     guint n_tracks)
{
  g_autoptr(WbTrackStore) store = wb_track_store_new ();
  g_autoptr(WbScenePainter) painter = wb_scene_painter_new (tiles, store);
  GRand *random = g_rand_new_with_seed (1);
  guint source = wb_track_store_add_source (store);

  for (guint i = 0; i < n_tracks; i++)
    add_track (store, source, random, i);
  wb_track_store_commit (store);
  measure (painter, tiles, n_tracks, FALSE);
  measure (painter, tiles, n_tracks, TRUE);
  g_rand_free (random);
}

int
main (void)
{
  static const guint sizes[] = { 0, 1000, 10000, 100000 };
  g_autoptr(WbTileCache) tiles = wb_tile_cache_new ();

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    run (tiles, sizes[i]);
  return 0;
}
