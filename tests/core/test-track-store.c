/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The store of tracks: finding, moving, ageing, bounds, and what its list tells. */

#include "config.h"

#include "wb-geo.h"
#include "wb-list-mirror.h"
#include "wb-track-store.h"

#include <math.h>
#include <time.h>

#define NOW (G_GINT64_CONSTANT (1772360130) * G_USEC_PER_SEC)
#define SECOND ((gint64) G_USEC_PER_SEC)

typedef struct {
  WbTrackStore *store;
  guint source;
  WbListMirror mirror;
} World;

static void
world_init (World *world)
{
  world->store = wb_track_store_new ();
  world->source = wb_track_store_add_source (world->store);
  wb_list_mirror_init (&world->mirror, G_LIST_MODEL (world->store));
}

static void
world_clear (World *world)
{
  wb_track_store_commit (world->store);
  wb_list_mirror_check (&world->mirror);
  wb_list_mirror_clear (&world->mirror);
  g_assert_finalize_object (world->store);
}

static void
apply_at (World *world,
          const char *id,
          double latitude,
          double longitude,
          gint64 time,
          gint64 received)
{
  g_autoptr(WbReport) report = wb_report_new (WB_REPORT_FIX, "test");

  report->id = id != NULL ? g_ref_string_new (id) : NULL;
  report->latitude = latitude;
  report->longitude = longitude;
  report->time = time;
  wb_track_store_apply (world->store, world->source, report, received, received);
}

static void
apply (World *world,
       const char *id,
       double latitude,
       double longitude)
{
  apply_at (world, id, latitude, longitude, WB_TIME_NONE, NOW);
}

static void
remove_id (World *world,
           const char *id)
{
  g_autoptr(WbReport) report = wb_report_new (WB_REPORT_REMOVED, "test");

  report->id = g_ref_string_new (id);
  wb_track_store_apply (world->store, world->source, report, NOW, NOW);
}

static void
apply_heard (World *world,
             const char *id,
             gint64 time,
             gint64 received,
             gint64 heard)
{
  g_autoptr(WbReport) report = wb_report_new (WB_REPORT_FIX, "test");

  report->id = g_ref_string_new (id);
  report->latitude = (double) (heard / SECOND % 80);
  report->longitude = 0;
  report->time = time;
  wb_track_store_apply (world->store, world->source, report, received, heard);
}

static WbTrack *
lookup (World *world,
        const char *id)
{
  return wb_track_store_lookup (world->store, world->source, id);
}

/* A12: without an id the connection has one object, which moves. */
static void
test_latest_per_id (void)
{
  World world;
  g_autoptr(WbTrack) track = NULL;

  world_init (&world);
  apply (&world, NULL, 1, 2);
  apply (&world, NULL, 3, 4);
  g_assert_cmpuint (wb_track_store_get_length (world.store), ==, 1);
  track = lookup (&world, "");
  g_assert_cmpfloat (wb_track_get_latitude (track), ==, 3);
  g_assert_cmpfloat (wb_track_get_longitude (track), ==, 4);
  g_clear_object (&track);
  world_clear (&world);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

/* A13: the row stays the same object, is notified once a commit, and only if it is held. */
static void
test_rows (void)
{
  World world;
  guint label = 0, changed = 0;
  g_autoptr(WbTrack) track = NULL;
  g_autoptr(WbTrack) again = NULL;

  world_init (&world);
  apply (&world, "a", 1, 2);
  apply (&world, "b", 1, 2);
  wb_track_store_commit (world.store);
  g_assert_cmpuint (world.mirror.signals, ==, 2);

  track = lookup (&world, "a");
  g_signal_connect_swapped (track, "notify::latitude", G_CALLBACK (count_cb), &label);
  g_signal_connect_swapped (world.store, "changed", G_CALLBACK (count_cb), &changed);
  for (guint i = 0; i < 10; i++)
    apply (&world, "a", 1, i);
  apply (&world, "b", 5, 5);
  g_assert_cmpuint (label, ==, 0);
  wb_track_store_commit (world.store);
  wb_track_store_commit (world.store);
  g_assert_cmpuint (label, ==, 1);
  g_assert_cmpuint (changed, ==, 1);

  again = lookup (&world, "a");
  g_assert_true (again == track);
  g_assert_cmpstr (wb_track_get_id (track), ==, "a");
  g_clear_object (&again);
  g_clear_object (&track);
  world_clear (&world);
}

/* Tracks come and go in any order; the list's signals stay exact, ids find their tracks. */
static void
test_random_churn (void)
{
  World world;
  gboolean there[64] = { FALSE };

  world_init (&world);
  for (guint round = 0; round < 20000; round++)
    {
      guint number = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (there));
      g_autofree char *id = g_strdup_printf ("%u", number);

      there[number] = g_test_rand_int_range (0, 3) != 0;
      if (there[number])
        apply (&world, id, number, number);
      else
        remove_id (&world, id);
      if (g_test_rand_int_range (0, 4) == 0)
        wb_track_store_commit (world.store);
    }

  wb_track_store_commit (world.store);
  for (guint number = 0; number < G_N_ELEMENTS (there); number++)
    {
      g_autofree char *id = g_strdup_printf ("%u", number);
      g_autoptr(WbTrack) track = lookup (&world, id);

      g_assert_true ((track != NULL) == there[number]);
      if (track != NULL)
        g_assert_cmpfloat (wb_track_get_latitude (track), ==, number);
    }
  world_clear (&world);
}

/* More tracks than a block holds; a reader's block stays as it was. */
static void
test_blocks (void)
{
  World world;
  WbTrackBlock *before, *after;

  world_init (&world);
  for (guint i = 0; i < WB_TRACK_BLOCK_SIZE + 10; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      apply (&world, id, 10, 20);
    }

  before = wb_track_store_get_block (world.store, 0);
  apply (&world, "0", 30, 40);
  after = wb_track_store_get_block (world.store, 0);
  g_assert_cmpuint (before->x[0], ==, wb_geo_mercator_x (20));
  g_assert_cmpuint (before->y[0], ==, wb_geo_mercator_y (10));
  g_assert_cmpuint (after->x[0], ==, wb_geo_mercator_x (40));
  wb_track_block_unref (before);
  wb_track_block_unref (after);
  world_clear (&world);
}

static void
test_velocity (void)
{
  World world;
  g_autoptr(WbReport) report = wb_report_new (WB_REPORT_FIX, "test");
  WbTrackBlock *block;

  world_init (&world);
  report->latitude = report->longitude = 0;
  report->course = report->heading = 90;
  report->speed = 100;
  wb_track_store_apply (world.store, world.source, report, NOW, NOW);
  block = wb_track_store_get_block (world.store, 0);
  /* 100 m in 40,030 km of equator, which is 2³² units. */
  g_assert_cmpint (block->vx[0], ==, (gint32) (100 / 40030228.88 * 4294967296.0));
  g_assert_cmpint (ABS (block->vy[0]), <=, 1);
  g_assert_cmpuint (block->heading[0], ==, 64);
  wb_track_block_unref (block);
  world_clear (&world);
}

/* Live, stale, lost by age; last known while the link is down; live again. */
static void
test_freshness (void)
{
  World world;
  g_autoptr(WbTrack) track = NULL;

  world_init (&world);
  apply (&world, "a", 1, 2);
  track = lookup (&world, "a");
  g_assert_cmpint (wb_track_get_freshness (track), ==, WB_FRESHNESS_LIVE);
  wb_track_store_sweep (world.store, NOW + WB_STALE_AFTER_US - 1);
  g_assert_cmpint (wb_track_get_freshness (track), ==, WB_FRESHNESS_LIVE);
  wb_track_store_sweep (world.store, NOW + WB_STALE_AFTER_US);
  g_assert_cmpint (wb_track_get_freshness (track), ==, WB_FRESHNESS_STALE);
  wb_track_store_sweep (world.store, NOW + WB_LOST_AFTER_US);
  g_assert_cmpint (wb_track_get_freshness (track), ==, WB_FRESHNESS_LOST);

  wb_track_store_set_source_up (world.store, world.source, FALSE);
  wb_track_store_sweep (world.store, NOW);
  g_assert_cmpint (wb_track_get_freshness (track), ==, WB_FRESHNESS_LAST_KNOWN);
  wb_track_store_set_source_up (world.store, world.source, TRUE);
  apply_at (&world, "a", 1, 2, WB_TIME_NONE, NOW + WB_LOST_AFTER_US);
  g_assert_cmpint (wb_track_get_freshness (track), ==, WB_FRESHNESS_LIVE);
  g_clear_object (&track);
  world_clear (&world);
}

/* W1: all objects of a connection have its colour, those that are there and those to come. */
static void
test_colour (void)
{
  World world;
  g_autoptr(WbTrack) first = NULL;
  g_autoptr(WbTrack) second = NULL;

  world_init (&world);
  apply (&world, "a", 1, 1);
  first = lookup (&world, "a");
  g_assert_cmpuint (wb_track_get_colour (first), ==, world.source);

  wb_track_store_set_colour (world.store, world.source, 7);
  wb_track_store_sweep (world.store, NOW);
  g_assert_cmpuint (wb_track_get_colour (first), ==, 7);
  apply (&world, "b", 1, 1);
  second = lookup (&world, "b");
  g_assert_cmpuint (wb_track_get_colour (second), ==, 7);
  g_clear_object (&first);
  g_clear_object (&second);
  world_clear (&world);
}

/* A server whose clock is an hour slow is not late; a fix an hour later than its fellows is. */
static void
test_lateness (void)
{
  World world;
  g_autoptr(WbTrack) usual = NULL;
  g_autoptr(WbTrack) late = NULL;
  const gint64 hour = 3600 * SECOND;

  world_init (&world);
  for (guint i = 0; i < 50; i++)
    apply_at (&world, "usual", 1, i, NOW + i * SECOND - hour, NOW + i * SECOND);
  apply_at (&world, "late", 1, 2, NOW - 2 * hour, NOW);

  usual = lookup (&world, "usual");
  late = lookup (&world, "late");
  wb_track_store_sweep (world.store, NOW + 50 * SECOND);
  g_assert_cmpint (wb_track_get_freshness (usual), ==, WB_FRESHNESS_LIVE);
  g_assert_cmpint (wb_track_get_freshness (late), ==, WB_FRESHNESS_LOST);
  g_clear_object (&usual);
  g_clear_object (&late);
  world_clear (&world);
}

/* The time of day may be set back or forward: nothing grows old or young by that, and a fix that
 * comes without a time is still the latest. */
static void
test_clock_set (void)
{
  static const gint64 jumps[] = { -3600 * SECOND, 3600 * SECOND };

  for (gsize i = 0; i < G_N_ELEMENTS (jumps); i++)
    {
      World world;
      g_autoptr(WbTrack) timed = NULL;
      g_autoptr(WbTrack) plain = NULL;
      g_autoptr(WbTrack) silent = NULL;
      gint64 heard = 100 * SECOND;

      world_init (&world);
      apply_heard (&world, "silent", WB_TIME_NONE, NOW, heard);
      for (; heard < 150 * SECOND; heard += SECOND)
        apply_heard (&world, "timed", NOW + heard, NOW + heard, heard);
      apply_heard (&world, "plain", WB_TIME_NONE, NOW + heard, heard);
      apply_heard (&world, "timed", NOW + heard, NOW + heard + jumps[i], heard);
      heard += SECOND;
      apply_heard (&world, "plain", WB_TIME_NONE, NOW + heard + jumps[i], heard);
      timed = lookup (&world, "timed");
      plain = lookup (&world, "plain");
      silent = lookup (&world, "silent");

      wb_track_store_sweep (world.store, heard + SECOND);
      g_assert_cmpint (wb_track_get_freshness (timed), ==, WB_FRESHNESS_LIVE);
      g_assert_cmpint (wb_track_get_freshness (plain), ==, WB_FRESHNESS_LIVE);
      g_assert_cmpfloat (wb_track_get_latitude (plain), ==, (double) (heard / SECOND % 80));
      wb_track_store_sweep (world.store, 100 * SECOND + WB_STALE_AFTER_US);
      g_assert_cmpint (wb_track_get_freshness (silent), ==, WB_FRESHNESS_STALE);
      g_clear_object (&timed);
      g_clear_object (&plain);
      g_clear_object (&silent);
      world_clear (&world);
    }
}

/* A fix that comes after a later one goes into the trail, not onto the map. */
static void
test_late_fix (void)
{
  World world;
  g_autoptr(WbTrack) track = NULL;
  const WbTrail *trail;

  world_init (&world);
  apply_at (&world, "a", 1, 1, NOW, NOW);
  apply_at (&world, "a", 3, 3, NOW + 2 * SECOND, NOW);
  apply_at (&world, "a", 2, 2, NOW + 1 * SECOND, NOW);

  track = lookup (&world, "a");
  g_assert_cmpfloat (wb_track_get_latitude (track), ==, 3);
  trail = wb_track_store_get_trail (world.store, 0);
  g_assert_cmpuint (wb_trail_get_length (trail), ==, 3);
  g_assert_cmpuint (wb_trail_get_points (trail)[1].x, ==, wb_geo_mercator_x (2));
  g_clear_object (&track);
  world_clear (&world);
}

static void
test_too_many_tracks (void)
{
  World world;
  g_autoptr(WbTrack) first = NULL;
  g_autoptr(WbTrack) second = NULL;

  world_init (&world);
  wb_track_store_set_max_tracks (world.store, 3);
  apply (&world, "1", 0, 1);
  apply (&world, "2", 0, 2);
  apply (&world, "3", 0, 3);
  apply (&world, "1", 0, 4);
  apply (&world, "4", 0, 5);

  first = lookup (&world, "1");
  second = lookup (&world, "2");
  g_assert_nonnull (first);
  g_assert_null (second);
  g_assert_cmpuint (wb_track_store_get_length (world.store), ==, 3);
  g_assert_cmpuint (wb_track_store_get_forgotten (world.store), ==, 1);
  g_clear_object (&first);
  world_clear (&world);
}

static void
apply_long (World *world,
            const char *id,
            gsize length)
{
  g_autoptr(WbReport) report = wb_report_new (WB_REPORT_FIX, "test");
  g_autofree char *text = g_strnfill (length, 'x');

  report->id = g_ref_string_new (id);
  report->label = g_ref_string_new_len (text, (gssize) length / 10);
  report->attributes = g_ref_string_new_len (text, (gssize) length);
  report->latitude = report->longitude = 1;
  wb_track_store_apply (world->store, world->source, report, NOW, NOW);
}

/* Whatever a server says of its objects: who was silent longest goes, and what went counts no more. */
static void
test_too_much_text (void)
{
  World world;
  g_autoptr(WbTrack) first = NULL;

  world_init (&world);
  wb_track_store_set_max_text_bytes (world.store, 20 * 1000);
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      apply_long (&world, id, 1000);
      apply_long (&world, "first", i);
      g_assert_cmpuint (wb_track_store_get_length (world.store), <=, 20);
    }
  g_assert_cmpuint (wb_track_store_get_length (world.store), >, 10);
  first = lookup (&world, "first");
  g_assert_nonnull (first);
  g_clear_object (&first);

  apply_long (&world, "first", 30 * 1000);
  g_assert_cmpuint (wb_track_store_get_length (world.store), ==, 1);
  g_assert_cmpuint (wb_track_store_get_forgotten (world.store), ==, 1000);
  remove_id (&world, "first");
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      apply_long (&world, id, 50);
    }
  g_assert_cmpuint (wb_track_store_get_length (world.store), ==, 100);
  world_clear (&world);
}

static gsize
count_trail_bytes (World *world)
{
  gsize bytes = 0;

  for (guint i = 0; i < wb_track_store_get_length (world->store); i++)
    bytes += wb_trail_get_bytes (wb_track_store_get_trail (world->store, i));
  return bytes;
}

static void
test_trail_budget (void)
{
  const gsize budget = 64 * 1024;
  World world;

  world_init (&world);
  wb_track_store_set_max_trail_bytes (world.store, budget);
  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i % 100);

      apply_at (&world, id, (i % 80), (i % 170), NOW + i * SECOND, NOW + i * SECOND);
      g_assert_cmpuint (count_trail_bytes (&world), <=, budget);
    }
  world_clear (&world);
}

static void
test_remove_source (void)
{
  World world;
  guint other;
  g_autoptr(WbReport) report = wb_report_new (WB_REPORT_FIX, "test");

  world_init (&world);
  other = wb_track_store_add_source (world.store);
  report->id = g_ref_string_new ("5");
  report->latitude = report->longitude = 1;
  wb_track_store_apply (world.store, other, report, NOW, NOW);
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      apply (&world, id, 1, 1);
    }

  wb_track_store_remove_source (world.store, world.source);
  g_assert_cmpuint (wb_track_store_get_length (world.store), ==, 1);
  world_clear (&world);
}

static void
look_at_all_cb (WbTrackStore *store)
{
  GListModel *list = G_LIST_MODEL (store);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr(WbTrack) track = g_list_model_get_item (list, i);

      g_assert_false (wb_track_is_removed (track));
      g_assert_nonnull (wb_track_get_id (track));
    }
  g_assert_null (g_list_model_get_item (list, g_list_model_get_n_items (list)));
}

/* Who hears that a row has changed finds the list as it was told, also while tracks go. */
static void
test_look_while_removing (void)
{
  World world;
  g_autoptr(WbTrack) first = NULL;
  g_autoptr(WbTrack) last = NULL;
  guint told = 0;

  world_init (&world);
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      apply (&world, id, 1, 1);
    }
  wb_track_store_commit (world.store);
  first = lookup (&world, "0");
  last = lookup (&world, "4");
  g_signal_connect_swapped (first, "notify::label", G_CALLBACK (look_at_all_cb), world.store);
  g_signal_connect_swapped (last, "notify::label", G_CALLBACK (look_at_all_cb), world.store);
  g_signal_connect_swapped (last, "notify::label", G_CALLBACK (count_cb), &told);
  g_signal_connect (world.store, "removed", G_CALLBACK (look_at_all_cb), NULL);

  remove_id (&world, "0");
  g_assert_true (wb_track_is_removed (first));
  wb_track_store_commit (world.store);
  g_assert_cmpuint (told, ==, 0);
  wb_track_store_remove_source (world.store, world.source);
  g_assert_cmpuint (told, ==, 1);
  g_assert_true (wb_track_is_removed (last));
  g_clear_object (&first);
  g_clear_object (&last);
  world_clear (&world);
}

/* Many rows that change in the same turn: the time this takes grows with their number, not faster. */
static void
test_many_rows (void)
{
  const guint count = 200 * 1000;
  World world;
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  clock_t begin;

  world_init (&world);
  wb_list_mirror_clear (&world.mirror);
  for (guint round = 0; round < 3; round++)
    {
      begin = clock ();
      for (guint i = 0; i < count; i++)
        {
          g_autofree char *id = g_strdup_printf ("%u", i);

          apply (&world, id, 1, round);
          if (round == 0)
            g_ptr_array_add (rows, lookup (&world, id));
        }
      wb_track_store_commit (world.store);
      g_assert_cmpfloat ((double) (clock () - begin) / CLOCKS_PER_SEC, <, 4);
    }
  g_test_message ("the last round took %.0f ms", (double) (clock () - begin) * 1000 / CLOCKS_PER_SEC);
  g_clear_pointer (&rows, g_ptr_array_unref);
  wb_list_mirror_init (&world.mirror, G_LIST_MODEL (world.store));
  world_clear (&world);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/track-store/A12-latest-per-id", test_latest_per_id);
  g_test_add_func ("/core/track-store/A13-rows", test_rows);
  g_test_add_func ("/core/track-store/W19-random-churn", test_random_churn);
  g_test_add_func ("/core/track-store/blocks", test_blocks);
  g_test_add_func ("/core/track-store/velocity", test_velocity);
  g_test_add_func ("/core/track-store/freshness", test_freshness);
  g_test_add_func ("/core/track-store/W1-colour", test_colour);
  g_test_add_func ("/core/track-store/lateness", test_lateness);
  g_test_add_func ("/core/track-store/clock-set", test_clock_set);
  g_test_add_func ("/core/track-store/late-fix", test_late_fix);
  g_test_add_func ("/core/track-store/too-many-tracks", test_too_many_tracks);
  g_test_add_func ("/core/track-store/too-much-text", test_too_much_text);
  g_test_add_func ("/core/track-store/trail-budget", test_trail_budget);
  g_test_add_func ("/core/track-store/remove-source", test_remove_source);
  g_test_add_func ("/core/track-store/look-while-removing", test_look_while_removing);
  g_test_add_func ("/core/track-store/many-rows", test_many_rows);

  return g_test_run ();
}
