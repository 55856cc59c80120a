/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The view of tracks: finding, sorting, exact signals, rows that stay the same objects. */

#include "config.h"

#include "wb-list-mirror.h"
#include "wb-report.h"
#include "wb-test.h"
#include "wb-track-view.h"

#include <math.h>

#define NOW (G_GINT64_CONSTANT (1772360130) * G_USEC_PER_SEC)
#define SECOND ((gint64) G_USEC_PER_SEC)
#define MANY 100000

/* Most of them went wrong. */
#define N_DROPPED 100

typedef struct {
  WbTrackStore *store;
  guint source;
  WbTrackView *view;
  WbListMirror mirror;
} World;

static void
world_init (World *world)
{
  world->store = wb_track_store_new ();
  world->source = wb_track_store_add_source (world->store);
  world->view = wb_track_view_new (world->store);
  wb_list_mirror_init (&world->mirror, G_LIST_MODEL (world->view));
}

static void
world_settle (World *world)
{
  wb_test_await (!wb_track_view_is_busy (world->view));
}

static void
world_clear (World *world)
{
  world_settle (world);
  wb_list_mirror_check (&world->mirror);
  wb_list_mirror_clear (&world->mirror);
  g_object_run_dispose (G_OBJECT (world->view));
  g_object_unref (world->view);
  g_object_unref (world->store);
}

static void
apply_full (World *world,
            const char *id,
            const char *label,
            const char *attributes,
            double speed,
            gint64 received)
{
  g_autoptr(WbReport) report = wb_report_new (WB_REPORT_FIX, "test");

  report->id = g_ref_string_new (id);
  report->label = label != NULL ? g_ref_string_new (label) : NULL;
  report->attributes = attributes != NULL ? g_ref_string_new (attributes) : NULL;
  report->latitude = report->longitude = 1;
  report->speed = speed;
  wb_track_store_apply (world->store, world->source, report, received, received);
}

static void
apply (World *world,
       const char *id,
       const char *label)
{
  apply_full (world, id, label, NULL, NAN, NOW);
}

static void
remove_id (World *world,
           const char *id)
{
  g_autoptr(WbReport) report = wb_report_new (WB_REPORT_REMOVED, "test");

  report->id = g_ref_string_new (id);
  wb_track_store_apply (world->store, world->source, report, NOW, NOW);
}

/* The ids in the order of the list, as “a b c”. */
static char *
read_ids (World *world)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (world->view)); i++)
    {
      g_autoptr(WbTrack) track = g_list_model_get_item (G_LIST_MODEL (world->view), i);
      const char *id = wb_track_get_id (track);

      g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", id != NULL ? id : "-");
    }
  return g_string_free (ids, FALSE);
}

static gboolean
shows (World *world,
       const char *expected)
{
  g_autofree char *ids = read_ids (world);

  return g_str_equal (ids, expected);
}

static void
assert_shows (World *world,
              const char *expected)
{
  g_autofree char *ids = read_ids (world);

  g_assert_cmpstr (ids, ==, expected);
  wb_list_mirror_check (&world->mirror);
}

static void
add_fleet (World *world)
{
  apply_full (world, "1", "Van 12", "{\"driver\":\"Ærø\",\"load\":{\"kg\":[250,\"S\\u00f6der\"]}}", 4, NOW);
  apply_full (world, "2", "van 2", NULL, 20, NOW + 3 * SECOND);
  apply_full (world, "3", "Aurora", "{\"kind\":\"ferry\"}", NAN, NOW + SECOND);
  apply_full (world, "x9", NULL, NULL, 0, NOW + 2 * SECOND);
  wb_track_store_commit (world->store);
}

static void
test_search (void)
{
  static const struct {
    const char *search;
    const char *ids;
  } cases[] = {
    { "", "3 2 1 x9" }, { "VAN", "2 1" },         { "van 12", "1" },      { "12 van", "1" },
    { "X9", "x9" },     { "ferry", "3" },         { "kind", "" },         { "ærø", "1" },
    { "250", "1" },     { "söder", "1" },         { "so\xcc\x88" "der", "1" }, { "aurora van", "" },
    { "  ", "3 2 1 x9" }, { "\"", "" },
  };
  World world;

  world_init (&world);
  add_fleet (&world);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      wb_track_view_set_search (world.view, cases[i].search);
      world_settle (&world);
      assert_shows (&world, cases[i].ids);
      g_assert_cmpuint (wb_track_view_get_n_matching (world.view), ==,
                        g_list_model_get_n_items (G_LIST_MODEL (world.view)));
    }
  world_clear (&world);
}

static void
test_sort (void)
{
  static const struct {
    WbTrackSort sort;
    const char *ids;
  } cases[] = {
    { WB_TRACK_SORT_NAME, "3 2 1 x9" },
    { WB_TRACK_SORT_RECENT, "2 x9 3 1" },
    { WB_TRACK_SORT_SPEED, "2 1 x9 3" },
    { WB_TRACK_SORT_NAME, "3 2 1 x9" },
  };
  World world;

  world_init (&world);
  add_fleet (&world);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      wb_track_view_set_sort (world.view, cases[i].sort);
      world_settle (&world);
      assert_shows (&world, cases[i].ids);
    }
  world_clear (&world);
}

/* Rows are those of the store, and stay while they are held. */
static void
test_same_rows (void)
{
  World world;
  g_autoptr(WbTrack) track = NULL;
  g_autoptr(WbTrack) row = NULL;
  guint position;

  world_init (&world);
  add_fleet (&world);
  world_settle (&world);
  track = wb_track_store_lookup (world.store, world.source, "2");
  row = g_list_model_get_item (G_LIST_MODEL (world.view), 1);
  g_assert_true (row == track);
  g_assert_true (wb_track_view_find (world.view, track, &position));
  g_assert_cmpuint (position, ==, 1);

  wb_track_view_set_search (world.view, "aurora");
  world_settle (&world);
  g_assert_false (wb_track_view_find (world.view, track, &position));
  g_clear_object (&row);
  g_clear_object (&track);
  world_clear (&world);
}

/* What comes and goes is told where it happens: one signal for each place. */
static void
test_small_changes (void)
{
  World world;
  guint before;

  world_init (&world);
  for (const char *id = "bdfhj"; *id != '\0'; id++)
    apply (&world, (char[]){ *id, '\0' }, NULL);
  wb_track_store_commit (world.store);
  wb_test_await (shows (&world, "b d f h j"));

  before = world.mirror.signals;
  apply (&world, "c", NULL);
  apply (&world, "i", NULL);
  wb_track_store_commit (world.store);
  wb_test_await (shows (&world, "b c d f h i j"));
  g_assert_cmpuint (world.mirror.signals, ==, before + 2);

  before = world.mirror.signals;
  apply (&world, "c", "zebra");
  wb_track_store_commit (world.store);
  wb_test_await (shows (&world, "b d f h i j c"));
  g_assert_cmpuint (world.mirror.signals, ==, before + 1);
  world_clear (&world);
}

/* A removed track leaves the list with the commit that tells of it. */
static void
test_removal (void)
{
  World world;

  world_init (&world);
  add_fleet (&world);
  wb_test_await (shows (&world, "3 2 1 x9"));
  remove_id (&world, "2");
  apply (&world, "new", "Zulu");
  wb_track_store_commit (world.store);
  assert_shows (&world, "3 1 x9");
  g_assert_cmpuint (wb_track_view_get_n_matching (world.view), ==, 3);
  wb_test_await (shows (&world, "3 1 x9 new"));

  wb_track_store_remove_source (world.store, world.source);
  assert_shows (&world, "");
  world.source = wb_track_store_add_source (world.store);
  world_clear (&world);
}

/* Nothing moves under the pointer: new ones come last until it goes away. */
static void
test_frozen (void)
{
  World world;

  world_init (&world);
  apply (&world, "c", NULL);
  apply (&world, "d", NULL);
  wb_track_store_commit (world.store);
  wb_test_await (shows (&world, "c d"));

  wb_track_view_set_frozen (world.view, TRUE);
  apply (&world, "a", NULL);
  apply (&world, "c", "z");
  wb_track_store_commit (world.store);
  wb_test_await (shows (&world, "c d a"));

  wb_track_view_set_search (world.view, "z");
  wb_test_await (shows (&world, "c"));
  wb_track_view_set_search (world.view, NULL);
  wb_test_await (shows (&world, "a d c"));

  apply (&world, "b", NULL);
  wb_track_store_commit (world.store);
  wb_test_await (shows (&world, "a d c b"));
  wb_track_view_set_frozen (world.view, FALSE);
  wb_test_await (shows (&world, "a b d c"));
  world_clear (&world);
}

/* Tracks come, go and change their names in any order, while the query changes. */
static void
test_random_churn (void)
{
  World world;
  const char *const searches[] = { "", "1", "2 1", "n" };

  world_init (&world);
  for (guint round = 0; round < 300; round++)
    {
      for (guint i = 0; i < 20; i++)
        {
          g_autofree char *id = g_strdup_printf ("%d", g_test_rand_int_range (0, 64));
          g_autofree char *label = g_strdup_printf ("n%d", g_test_rand_int_range (0, 40));

          if (g_test_rand_bit ())
            apply (&world, id, label);
          else
            remove_id (&world, id);
        }
      wb_track_store_commit (world.store);
      if (round % 7 == 0)
        wb_track_view_set_search (world.view, searches[g_test_rand_int_range (0, 4)]);
      if (round % 11 == 0)
        wb_track_view_set_sort (world.view, (WbTrackSort) g_test_rand_int_range (0, 3));
      wb_track_view_set_frozen (world.view, round % 5 == 0);
      for (guint i = 0; i < 5; i++)
        g_main_context_iteration (NULL, FALSE);
      wb_list_mirror_check (&world.mirror);
    }
  world_clear (&world);
}

/* The longest time for which the main context was not free. */
static gint64
measure_longest_turn (World *world)
{
  gint64 longest = 0;

  while (wb_track_view_is_busy (world->view))
    {
      gint64 begin = wb_test_get_thread_time ();

      g_main_context_iteration (NULL, TRUE);
      longest = MAX (longest, wb_test_get_thread_time () - begin);
    }
  return longest;
}

static void
test_many (void)
{
  World world;
  gint64 begin, longest;

  world_init (&world);
  wb_list_mirror_clear (&world.mirror);
  for (guint i = 0; i < MANY; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);
      g_autofree char *label = g_strdup_printf ("Vessel %u", i * 7919 % MANY);

      apply_full (&world, id, label, "{\"kind\":\"cargo ship\",\"destination\":\"Travemünde\"}", i % 50, NOW + i);
    }
  wb_track_store_commit (world.store);

  longest = measure_longest_turn (&world);
  g_test_message ("first list: longest turn %" G_GINT64_FORMAT " us", longest);
  begin = g_get_monotonic_time ();
  wb_track_view_set_search (world.view, "vessel trave 77");
  longest = measure_longest_turn (&world);
  g_test_message ("search: longest turn %" G_GINT64_FORMAT " us, answer after %" G_GINT64_FORMAT " ms", longest,
                  (g_get_monotonic_time () - begin) / 1000);
  g_assert_cmpuint (wb_track_view_get_n_matching (world.view), >, 0);
  wb_track_view_set_search (world.view, "");
  wb_track_view_set_sort (world.view, WB_TRACK_SORT_SPEED);
  longest = measure_longest_turn (&world);
  g_test_message ("other order: longest turn %" G_GINT64_FORMAT " us", longest);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (world.view)), ==, MANY);
  wb_list_mirror_init (&world.mirror, G_LIST_MODEL (world.view));
  world_clear (&world);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

/* A long list does not change with every track that goes: its rows say that they are gone, and leave
 * it together. */
static void
test_long (void)
{
  World world;
  guint changes = 0;
  g_autoptr(WbTrack) first = NULL;
  g_autoptr(WbTrack) row = NULL;

  world_init (&world);
  wb_list_mirror_clear (&world.mirror);
  for (guint i = 0; i < MANY; i++)
    {
      g_autofree char *id = g_strdup_printf ("%06u", i);

      apply (&world, id, NULL);
    }
  wb_track_store_commit (world.store);
  wb_test_await (g_list_model_get_n_items (G_LIST_MODEL (world.view)) == MANY);

  g_signal_connect_swapped (world.view, "items-changed", G_CALLBACK (count_cb), &changes);
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *id = g_strdup_printf ("%06u", i);

      remove_id (&world, id);
      wb_track_store_commit (world.store);
    }
  g_assert_cmpuint (changes, ==, 0);
  first = g_list_model_get_item (G_LIST_MODEL (world.view), 0);
  g_assert_true (wb_track_is_removed (first));
  /* Its handle may be that of one which is gone. */
  apply (&world, "000000", NULL);
  wb_track_store_commit (world.store);

  wb_test_await (wb_track_view_get_n_matching (world.view) == MANY - 99);
  row = g_list_model_get_item (G_LIST_MODEL (world.view), 0);
  g_assert_cmpstr (wb_track_get_id (row), ==, "000000");
  g_assert_cmpuint (changes, <, 5);
  wb_list_mirror_init (&world.mirror, G_LIST_MODEL (world.view));
  world_clear (&world);
}

static void
note_thread_cb (gpointer data,
                GObject *view G_GNUC_UNUSED)
{
  GThread **thread = data;

  *thread = g_thread_self ();
}

/* A worker may be busy with a view that nobody needs any more. Its rows belong to this thread, and so does
 * its end. */
static void
test_dropped (void)
{
  for (guint i = 0; i < N_DROPPED; i++)
    {
      GThread *thread = NULL;
      World world;

      world_init (&world);
      apply (&world, "a", NULL);
      wb_track_store_commit (world.store);
      wb_test_await (shows (&world, "a"));
      wb_list_mirror_clear (&world.mirror);
      g_object_weak_ref (G_OBJECT (world.view), note_thread_cb, &thread);
      wb_track_view_set_search (world.view, "b");
      wb_test_await (wb_track_view_is_busy (world.view));
      g_object_unref (world.view);
      wb_test_await (thread != NULL);
      g_assert_true (thread == g_thread_self ());
      g_object_unref (world.store);
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/track-view/dropped", test_dropped);
  g_test_add_func ("/core/track-view/search", test_search);
  g_test_add_func ("/core/track-view/sort", test_sort);
  g_test_add_func ("/core/track-view/same-rows", test_same_rows);
  g_test_add_func ("/core/track-view/small-changes", test_small_changes);
  g_test_add_func ("/core/track-view/removal", test_removal);
  g_test_add_func ("/core/track-view/frozen", test_frozen);
  g_test_add_func ("/core/track-view/W19-random-churn", test_random_churn);
  g_test_add_func ("/core/track-view/many", test_many);
  g_test_add_func ("/core/track-view/long", test_long);

  return g_test_run ();
}
