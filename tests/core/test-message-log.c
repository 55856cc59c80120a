/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The log of messages: order, bounds, and what its list tells. */

#include "config.h"

#include "wb-list-mirror.h"
#include "wb-log-search.h"
#include "wb-message-log.h"
#include "wb-test.h"

typedef struct {
  WbMessageLog *log;
  WbListMirror mirror;
  guint next;      /* number in the next message */
  gboolean clears; /* the log, when the next change is heard of */
} World;

static void
world_init (World *world)
{
  world->log = wb_message_log_new ();
  world->next = 0;
  world->clears = FALSE;
  wb_list_mirror_init (&world->mirror, G_LIST_MODEL (world->log));
}

static void
world_clear (World *world)
{
  wb_list_mirror_check (&world->mirror);
  wb_list_mirror_clear (&world->mirror);
  g_assert_finalize_object (world->log);
}

static WbBatch *
make_batch (World *world,
            guint count)
{
  WbBatch *batch = wb_batch_new ();

  for (guint i = 0; i < count; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", world->next++);

      wb_batch_add (batch, wb_message_new_text (WB_DIRECTION_RECEIVED, 0, text));
    }
  return batch;
}

static void
append (World *world,
        guint count)
{
  g_autoptr(WbBatch) batch = make_batch (world, count);

  wb_message_log_append (world->log, batch, 0, count);
}

static guint
number_at (World *world,
           guint position)
{
  WbMessage *message = wb_message_log_get_message (world->log, position);
  gsize length;
  const char *text = wb_message_get_text (message, &length);
  g_autofree char *copy = g_strndup (text, length);

  return (guint) g_ascii_strtoull (copy, NULL, 10);
}

/* The log holds exactly the last messages, in their order. */
static void
check_numbers (World *world)
{
  guint length = g_list_model_get_n_items (G_LIST_MODEL (world->log));

  for (guint i = 0; i < length; i++)
    g_assert_cmpuint (number_at (world, i), ==, world->next - length + i);
}

/* W10: a limit of 10 and 25 messages: 15 to 24 are left. */
static void
test_limit (void)
{
  World world;

  world_init (&world);
  wb_message_log_set_limit (world.log, 10);
  for (guint i = 0; i < 5; i++)
    append (&world, 5);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (world.log)), ==, 10);
  g_assert_cmpuint (number_at (&world, 0), ==, 15);
  g_assert_cmpuint (number_at (&world, 9), ==, 24);
  world_clear (&world);
}

static void
test_random_batches (void)
{
  World world;

  world_init (&world);
  for (guint round = 0; round < 3000; round++)
    {
      append (&world, (guint) g_test_rand_int_range (0, 60));
      if (g_test_rand_int_range (0, 20) == 0)
        wb_message_log_set_limit (world.log, (guint) g_test_rand_int_range (1, 200));
      if (g_test_rand_int_range (0, 200) == 0)
        wb_message_log_clear (world.log);
    }
  check_numbers (&world);
  world_clear (&world);
}

/* A batch may be applied in several turns. */
static void
test_slices (void)
{
  World world;
  g_autoptr(WbBatch) batch = NULL;

  world_init (&world);
  append (&world, 3);
  batch = make_batch (&world, 10);
  wb_message_log_append (world.log, batch, 0, 4);
  wb_message_log_append (world.log, batch, 4, 6);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (world.log)), ==, 13);
  check_numbers (&world);
  world_clear (&world);
}

/* The bound by bytes holds whatever the limit is; the newest message stays in any case. */
static void
test_bytes (void)
{
  g_autofree char *large = g_strnfill (WB_LOG_MAX_BYTES / 4, 'x');
  g_autoptr(WbMessageLog) log = wb_message_log_new ();

  wb_message_log_set_limit (log, 0);
  for (guint i = 0; i < 10; i++)
    {
      g_autoptr(WbBatch) batch = wb_batch_new ();

      wb_batch_add (batch, wb_message_new_text (WB_DIRECTION_RECEIVED, 0, large));
      wb_message_log_append (log, batch, 0, 1);
      g_assert_cmpuint (wb_message_log_get_bytes (log), <=, WB_LOG_MAX_BYTES);
    }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (log)), ==, 3);
}

static void
test_entries (void)
{
  World world;
  g_autoptr(WbLogEntry) entry = NULL;
  g_autoptr(WbLogEntry) again = NULL;

  world_init (&world);
  wb_list_mirror_clear (&world.mirror);
  wb_message_log_set_limit (world.log, 5);
  append (&world, 5);
  entry = g_list_model_get_item (G_LIST_MODEL (world.log), 4);
  append (&world, 3);
  again = g_list_model_get_item (G_LIST_MODEL (world.log), 1);
  g_assert_true (entry == again);

  /* An entry outlives its place in the log. */
  append (&world, 5);
  g_assert_cmpuint (g_bytes_get_size (wb_log_entry_get_message (entry)->payload), ==, 1);
  g_clear_object (&entry);
  g_clear_object (&again);
  wb_list_mirror_init (&world.mirror, G_LIST_MODEL (world.log));
  world_clear (&world);
}

/* W9, W10: newest first; the last row goes when there are too many. */
static void
test_prepend (void)
{
  World world;

  world_init (&world);
  wb_message_log_set_retention (world.log, WB_RETENTION_PREPEND);
  wb_message_log_set_limit (world.log, 10);
  for (guint i = 0; i < 5; i++)
    append (&world, 5);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (world.log)), ==, 10);
  g_assert_cmpuint (number_at (&world, 0), ==, 24);
  g_assert_cmpuint (number_at (&world, 9), ==, 15);
  world_clear (&world);
}

/* W8: a hundred messages, one row. */
static void
test_snapshot (void)
{
  World world;

  world_init (&world);
  wb_message_log_set_retention (world.log, WB_RETENTION_SNAPSHOT);
  for (guint i = 0; i < 20; i++)
    append (&world, 5);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (world.log)), ==, 1);
  g_assert_cmpuint (number_at (&world, 0), ==, 99);
  world_clear (&world);
}

/* Lines about the connection and keep-alive are no data. */
static void
test_snapshot_keeps_data (void)
{
  World world;
  g_autoptr(WbBatch) batch = NULL;
  g_autoptr(WbBatch) lines = wb_batch_new ();
  g_autoptr(GBytes) empty = g_bytes_new (NULL, 0);

  world_init (&world);
  wb_message_log_set_retention (world.log, WB_RETENTION_SNAPSHOT);
  batch = make_batch (&world, 3);
  wb_batch_add (batch, wb_message_new (WB_DIRECTION_RECEIVED, WB_MESSAGE_PING, 0, empty));
  wb_message_log_append (world.log, batch, 0, 4);
  g_assert_cmpuint (number_at (&world, 0), ==, 2);

  wb_batch_add (lines, wb_message_new_state (wb_state_change_new (WB_STATE_CLOSED), 0));
  wb_message_log_append (world.log, lines, 0, 1);
  g_assert_cmpuint (number_at (&world, 0), ==, 2);
  world_clear (&world);
}

/* Changing the retention puts in order what is there already. */
static void
test_change_retention (void)
{
  World world;

  world_init (&world);
  append (&world, 5);
  append (&world, 5);
  wb_message_log_set_retention (world.log, WB_RETENTION_PREPEND);
  g_assert_cmpuint (number_at (&world, 0), ==, 9);
  wb_message_log_set_limit (world.log, 4);
  g_assert_cmpuint (number_at (&world, 3), ==, 6);
  wb_message_log_set_retention (world.log, WB_RETENTION_SNAPSHOT);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (world.log)), ==, 1);
  g_assert_cmpuint (number_at (&world, 0), ==, 9);
  wb_message_log_set_retention (world.log, WB_RETENTION_APPEND);
  append (&world, 2);
  check_numbers (&world);
  world_clear (&world);
}

static void
test_random_retention (void)
{
  World world;

  world_init (&world);
  for (guint round = 0; round < 3000; round++)
    {
      append (&world, (guint) g_test_rand_int_range (0, 60));
      if (g_test_rand_int_range (0, 20) == 0)
        wb_message_log_set_limit (world.log, (guint) g_test_rand_int_range (1, 200));
      if (g_test_rand_int_range (0, 20) == 0)
        wb_message_log_set_retention (world.log, (WbRetention) g_test_rand_int_range (0, 3));
      if (round % 100 == 0)
        wb_list_mirror_check (&world.mirror);
    }
  world_clear (&world);
}

/* What was cleared comes back before what has come since. */
static void
test_restore (void)
{
  World world;
  WbLogContents *contents;

  world_init (&world);
  append (&world, 6);
  wb_message_log_set_limit (world.log, 5);
  contents = wb_message_log_steal (world.log);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (world.log)), ==, 0);
  append (&world, 2);
  g_assert_true (wb_message_log_restore (world.log, contents));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (world.log)), ==, 5);
  check_numbers (&world);

  wb_message_log_set_retention (world.log, WB_RETENTION_PREPEND);
  contents = wb_message_log_steal (world.log);
  append (&world, 1);
  g_assert_true (wb_message_log_restore (world.log, contents));
  g_assert_cmpuint (number_at (&world, 0), ==, 8);
  g_assert_cmpuint (number_at (&world, 4), ==, 4);
  world_clear (&world);
}

/* Once newer messages had to go, the older ones can't come back. */
static void
test_restore_too_late (void)
{
  World world;
  WbLogContents *contents;

  world_init (&world);
  wb_message_log_set_limit (world.log, 3);
  append (&world, 3);
  contents = wb_message_log_steal (world.log);
  append (&world, 4);
  g_assert_false (wb_message_log_restore (world.log, contents));
  check_numbers (&world);
  world_clear (&world);
}

/* Another thread may read the runs while the log goes on. */
static void
test_runs (void)
{
  World world;
  GArray *runs;
  guint number = 8;

  world_init (&world);
  for (guint i = 0; i < 5; i++)
    append (&world, 5);
  runs = wb_message_log_get_runs (world.log, 8, 21);
  wb_message_log_clear (world.log);
  for (guint i = 0; i < runs->len; i++)
    {
      const WbLogRun *run = &g_array_index (runs, WbLogRun, i);

      g_assert_cmpuint (run->place, ==, number);
      number += run->count;
    }
  g_assert_cmpuint (number, ==, 21);
  g_array_unref (runs);
  world_clear (&world);
}

static void
clear_if_asked_cb (World *world)
{
  if (!world->clears)
    return;

  world->clears = FALSE;
  wb_message_log_clear (world->log);
}

/* Whoever hears of a change may clear the log: when messages come or go, when order or bounds
 * change. Every signal stays exact, and the log goes on. */
static void
test_clear_in_signal (void)
{
  for (guint retention = WB_RETENTION_APPEND; retention <= WB_RETENTION_SNAPSHOT; retention++)
    {
      World world;

      world_init (&world);
      wb_message_log_set_retention (world.log, (WbRetention) retention);
      wb_message_log_set_limit (world.log, 10);
      g_signal_connect_swapped (world.log, "items-changed", G_CALLBACK (clear_if_asked_cb), &world);
      append (&world, 8);
      world.clears = TRUE;
      append (&world, 5);
      wb_list_mirror_check (&world.mirror);
      append (&world, 8);
      world.clears = TRUE;
      wb_message_log_set_limit (world.log, 4);
      append (&world, 3);
      world.clears = TRUE;
      wb_message_log_set_retention (world.log, (WbRetention) ((retention + 1) % 3));
      wb_list_mirror_check (&world.mirror);
      world.clears = FALSE;
      wb_message_log_clear (world.log);
      append (&world, 1);
      g_assert_cmpuint (number_at (&world, 0), ==, 24);
      world_clear (&world);
    }
}

/*
 * Who lets go of them
 */

/* Payloads that are gone, and how many of them went on the thread of the test. */
static int gone, gone_here;

static void
gone_cb (gpointer thread)
{
  if (g_thread_self () == thread)
    g_atomic_int_inc (&gone_here);
  g_atomic_int_inc (&gone);
}

static WbBatch *
make_watched (guint count,
              guint reports)
{
  WbBatch *batch = wb_batch_new ();

  g_atomic_int_set (&gone, 0);
  g_atomic_int_set (&gone_here, 0);
  for (guint i = 0; i < count; i++)
    {
      g_autoptr(GBytes) payload = g_bytes_new_with_free_func ("x", 1, gone_cb, g_thread_self ());
      WbMessage *message = wb_message_new (WB_DIRECTION_RECEIVED, WB_MESSAGE_TEXT, 0, payload);

      for (guint j = 0; j < reports; j++)
        wb_message_add_report (message, wb_report_new (WB_REPORT_FIX, "test"));
      wb_batch_add (batch, message);
    }
  return batch;
}

static void
check_gone (int count)
{
  wb_test_await (g_atomic_int_get (&gone) == count);
  g_assert_cmpint (g_atomic_int_get (&gone_here), ==, 0);
}

/* A message with many positions is let go of by a worker, whoever held it last. */
static void
test_dispose_reports (void)
{
  g_autoptr(WbMessageLog) log = wb_message_log_new ();
  WbBatch *batch = make_watched (1, 5000);
  WbLogEntry *entry;
  GArray *matches;
  WbLogMatch match = { .message = NULL };

  wb_message_log_append (log, batch, 0, 1);
  wb_batch_unref (batch);
  wb_message_log_clear (log);
  check_gone (1);

  batch = make_watched (1, 5000);
  entry = wb_message_log_dup_entry (log, g_ptr_array_index (batch->messages, 0));
  wb_batch_unref (batch);
  g_object_unref (entry);
  check_gone (1);

  batch = make_watched (1, 5000);
  match.message = wb_message_ref (g_ptr_array_index (batch->messages, 0));
  wb_batch_unref (batch);
  matches = wb_log_match_array_new ();
  g_array_append_val (matches, match);
  wb_log_match_array_free (matches);
  check_gone (1);
}

/* The same for many small messages that give way to a large one. */
static void
test_dispose_many (void)
{
  g_autofree char *large = g_strnfill (WB_LOG_MAX_BYTES, 'x');
  g_autoptr(WbMessageLog) log = wb_message_log_new ();
  g_autoptr(WbBatch) last = wb_batch_new ();

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr(WbBatch) batch = make_watched (300, 0);

      wb_message_log_append (log, batch, 0, 300);
    }
  wb_batch_add (last, wb_message_new_text (WB_DIRECTION_RECEIVED, 0, large));
  wb_message_log_append (log, last, 0, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (log)), ==, 1);
  check_gone (60 * 300);
}

static void
found_cb (GObject *object G_GNUC_UNUSED,
          GAsyncResult *result,
          gpointer data)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (wb_log_search_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  *(gboolean *) data = TRUE;
}

/* The same for what was found when nobody asks for it any more. */
static void
test_dispose_found (void)
{
  g_autoptr(WbMessageLog) log = wb_message_log_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  WbBatch *batch = make_watched (1, 5000);
  GArray *slices = wb_log_slices_new ();
  WbLogFilter filter = { .direction = WB_LOG_DIRECTION_ALL };
  WbLogSlice slice = { .runs = NULL };
  gboolean is_done = FALSE;

  wb_message_log_append (log, batch, 0, 1);
  slice.runs = wb_message_log_get_runs (log, 0, 1);
  g_array_append_val (slices, slice);
  wb_message_log_clear (log);
  wb_log_search_async (slices, &filter, cancellable, found_cb, &is_done);

  /* No main loop: the search shall be over before anybody hears of it. */
  while (!g_atomic_ref_count_compare (&batch->ref_count, 1))
    g_thread_yield ();
  wb_batch_unref (batch);
  g_cancellable_cancel (cancellable);
  wb_test_await (is_done);
  check_gone (1);
}

/* What holds little is let go of at once: to tell a worker would take longer. */
static void
test_dispose_few (void)
{
  g_autoptr(WbMessageLog) log = wb_message_log_new ();
  WbBatch *batch = make_watched (10, 1);

  wb_message_log_append (log, batch, 0, 10);
  wb_batch_unref (batch);
  wb_message_log_clear (log);
  g_assert_cmpint (gone_here, ==, 10);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/message-log/W10-limit", test_limit);
  g_test_add_func ("/core/message-log/random-batches", test_random_batches);
  g_test_add_func ("/core/message-log/slices", test_slices);
  g_test_add_func ("/core/message-log/bytes", test_bytes);
  g_test_add_func ("/core/message-log/entries", test_entries);
  g_test_add_func ("/core/message-log/W9-W10-prepend", test_prepend);
  g_test_add_func ("/core/message-log/W8-snapshot", test_snapshot);
  g_test_add_func ("/core/message-log/snapshot-keeps-data", test_snapshot_keeps_data);
  g_test_add_func ("/core/message-log/change-retention", test_change_retention);
  g_test_add_func ("/core/message-log/random-retention", test_random_retention);
  g_test_add_func ("/core/message-log/clear-in-signal", test_clear_in_signal);
  g_test_add_func ("/core/message-log/restore", test_restore);
  g_test_add_func ("/core/message-log/restore-too-late", test_restore_too_late);
  g_test_add_func ("/core/message-log/runs", test_runs);
  g_test_add_func ("/core/message-log/dispose-reports", test_dispose_reports);
  g_test_add_func ("/core/message-log/dispose-many", test_dispose_many);
  g_test_add_func ("/core/message-log/dispose-found", test_dispose_found);
  g_test_add_func ("/core/message-log/dispose-few", test_dispose_few);

  return g_test_run ();
}
