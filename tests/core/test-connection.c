/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A connection from end to end, over a transport and a decoder that only play. */

#include "config.h"

#include "wb-connection-world.h"
#include "wb-failure.h"
#include "wb-test.h"

#include <string.h>

static const char *
text_at (World *world,
         guint position)
{
  return g_ptr_array_index (world->texts, position);
}

/* A2, A3: nothing is there and nothing connects before the user says so. */
static void
test_initial (void)
{
  World world;

  world_init (&world, "fake://echo");
  while (g_main_context_iteration (NULL, FALSE))
    ;

  g_assert_cmpint (wb_connection_get_state (world.connection), ==, WB_STATE_CLOSED);
  g_assert_cmpuint (wb_connection_get_received (world.connection), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (wb_monitor_get_tracks (world.monitor))), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (wb_connection_get_log (world.connection))), ==, 0);
  g_assert_null (wb_connection_get_error (world.connection));
  world_clear (&world);
}

/* A4, A16, G4, C9: what happened is in the log, once each, in its order. */
static void
test_open_send_close (void)
{
  g_autoptr(GError) error = NULL;
  World world;

  world_init (&world, "fake://echo");
  wb_connection_open (world.connection);
  wb_test_await (world_is_in (&world, WB_STATE_OPEN));
  g_assert_true (wb_connection_send_text (world.connection, "hello", -1, &error));
  g_assert_no_error (error);
  wb_test_await (world.texts->len == 2);
  wb_connection_close (world.connection, 1000, NULL);
  wb_test_await (world_is_in (&world, WB_STATE_CLOSED));

  g_assert_cmpstr (world.states->str, ==, "connecting open closing closed ");
  g_assert_cmpstr (text_at (&world, 0), ==, "hello");
  g_assert_cmpuint (wb_connection_get_sent (world.connection), ==, 1);
  g_assert_cmpuint (wb_connection_get_received (world.connection), ==, 1);
  g_assert_cmpuint (wb_connection_get_bytes_received (world.connection), ==, 5);
  g_assert_cmpuint (wb_connection_get_last_change (world.connection)->code, ==, 1000);
  g_assert_cmpuint (wb_connection_get_last_change (world.connection)->received, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (wb_connection_get_log (world.connection))), ==, 6);
  world_clear (&world);
}

/* A5, G10: on-connect messages go out first and in order, after every open. */
static void
test_on_connect (void)
{
  World world;
  const char *messages[] = { "{\"action\":\"onmessage\"}", "second" };

  world_init (&world, "fake://flood/1");
  for (gsize i = 0; i < G_N_ELEMENTS (messages); i++)
    {
      g_autoptr(GBytes) payload = g_bytes_new_static (messages[i], strlen (messages[i]));

      wb_profile_add_on_connect (wb_connection_get_profile (world.connection), WB_MESSAGE_TEXT, payload);
    }

  for (guint round = 0; round < 2; round++)
    {
      g_ptr_array_set_size (world.texts, 0);
      wb_connection_open (world.connection);
      wb_test_await (world.texts->len == 3);
      g_assert_true (g_ptr_array_find_with_equal_func (world.texts, messages[0], g_str_equal, NULL));
      g_assert_cmpuint (wb_connection_get_sent (world.connection), ==, 2 * (round + 1));
      wb_connection_close (world.connection, 1000, NULL);
      wb_test_await (world_is_in (&world, WB_STATE_CLOSED));
    }
  world_clear (&world);
}

/* A6: a message is refused with a reason, never lost silently. */
static void
test_send_while_connecting (void)
{
  g_autoptr(GError) error = NULL;
  World world;

  world_init (&world, "fake://hang");
  wb_connection_open (world.connection);
  wb_test_await (world_is_in (&world, WB_STATE_CONNECTING));
  g_assert_false (wb_connection_send_text (world.connection, "early", -1, &error));
  g_assert_error (error, WB_FAILURE, WB_FAILURE_NOT_OPEN);

  wb_connection_close (world.connection, 1000, NULL);
  wb_test_await (world_is_in (&world, WB_STATE_CLOSED));
  g_assert_cmpuint (wb_connection_get_last_change (world.connection)->code, ==, 0);
  g_assert_null (wb_connection_get_error (world.connection));
  world_clear (&world);
}

static void
test_bad_text (void)
{
  g_autoptr(GError) error = NULL;
  World world;

  world_init (&world, "fake://echo");
  wb_connection_open (world.connection);
  wb_test_await (world_is_in (&world, WB_STATE_OPEN));
  g_assert_false (wb_connection_send_text (world.connection, "\xff", -1, &error));
  g_assert_error (error, WB_FAILURE, WB_FAILURE_BAD_TEXT);
  world_clear (&world);
}

/* A18: opening what is open, or on its way there, does nothing. */
static void
test_open_twice (void)
{
  World world;

  world_init (&world, "fake://echo");
  wb_connection_open (world.connection);
  wb_connection_open (world.connection);
  wb_test_await (world_is_in (&world, WB_STATE_OPEN));
  wb_connection_open (world.connection);
  wb_connection_send_text (world.connection, "after", -1, NULL);
  wb_test_await (world.texts->len == 2);
  g_assert_cmpstr (world.states->str, ==, "connecting open ");
  world_clear (&world);
}

/* A15, G7: the explanation first, then closed, exactly once. */
static void
test_refused (void)
{
  World world;

  world_init (&world, "fake://refuse");
  wb_connection_open (world.connection);
  wb_test_await (strstr (world.states->str, "closed") != NULL);

  g_assert_cmpstr (world.states->str, ==, "connecting closed ");
  g_assert_cmpuint (world.texts->len, ==, 1);
  g_assert_error (wb_connection_get_error (world.connection), WB_FAILURE, WB_FAILURE_REFUSED);
  g_assert_cmpstr (text_at (&world, 0), ==, wb_connection_get_error (world.connection)->message);
  world_clear (&world);
}

static void
test_bad_address (void)
{
  static const struct {
    const char *url;
    WbFailure failure;
  } addresses[] = {
    { "", WB_FAILURE_ADDRESS },
    { "nonsense", WB_FAILURE_ADDRESS },
    { "gopher://example.org/", WB_FAILURE_SCHEME },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      World world;

      world_init (&world, addresses[i].url);
      wb_connection_open (world.connection);
      wb_test_await (strstr (world.states->str, "closed") != NULL);
      g_assert_error (wb_connection_get_error (world.connection), WB_FAILURE, (int) addresses[i].failure);
      world_clear (&world);
    }
}

/* G11: “ping” is answered with “pong”; neither is taken for data. */
static void
test_ping (void)
{
  World world;

  world_init (&world, "fake://ping");
  wb_connection_open (world.connection);
  wb_test_await (world.texts->len == 2);
  g_assert_cmpstr (text_at (&world, 0), ==, "ping");
  g_assert_cmpstr (text_at (&world, 1), ==, "pong");
  g_assert_cmpuint (wb_track_store_get_length (wb_monitor_get_tracks (world.monitor)), ==, 0);
  world_clear (&world);

  world_init (&world, "fake://ping");
  g_object_set (wb_connection_get_profile (world.connection), "answer-pings", FALSE, NULL);
  wb_connection_open (world.connection);
  wb_test_await (world.texts->len == 1);
  g_assert_cmpuint (wb_connection_get_sent (world.connection), ==, 0);
  g_assert_cmpuint (wb_track_store_get_length (wb_monitor_get_tracks (world.monitor)), ==, 1);
  world_clear (&world);
}

static gboolean
veto_cb (void)
{
  return TRUE;
}

/* W18: what the user starts can be vetoed. */
static void
test_veto (void)
{
  g_autoptr(GError) error = NULL;
  gulong handler;
  World world;

  world_init (&world, "fake://echo");
  handler = g_signal_connect (world.connection, "before-open", G_CALLBACK (veto_cb), NULL);
  g_assert_false (wb_connection_open (world.connection));
  g_signal_handler_disconnect (world.connection, handler);
  g_assert_true (wb_connection_open (world.connection));
  wb_test_await (world_is_in (&world, WB_STATE_OPEN));

  handler = g_signal_connect (world.connection, "before-send", G_CALLBACK (veto_cb), NULL);
  g_assert_false (wb_connection_send_text (world.connection, "no", -1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_signal_handler_disconnect (world.connection, handler);

  handler = g_signal_connect (world.connection, "before-close", G_CALLBACK (veto_cb), NULL);
  g_assert_false (wb_connection_close (world.connection, 1000, NULL));
  g_signal_handler_disconnect (world.connection, handler);
  wb_connection_send_text (world.connection, "yes", -1, NULL);
  wb_test_await (world.texts->len == 2);
  g_assert_cmpstr (text_at (&world, 0), ==, "yes");
  world_clear (&world);
}

/* A flood that never returns to the feed's main context: every message arrives in order, waiting
 * ones are bounded, and it is seen that the program is behind. */
static void
test_flood (void)
{
  const guint count = 300 * 1000;
  gboolean was_behind = FALSE;
  World world;

  world_init (&world, "fake://flood/300000");
  wb_connection_open (world.connection);
  while (world.texts->len < count)
    {
      g_main_context_iteration (NULL, TRUE);
      was_behind = was_behind || wb_connection_get_behind (world.connection) > 0;
    }

  for (guint i = 0; i < count; i++)
    g_assert_cmpuint (g_ascii_strtoull (text_at (&world, i), NULL, 10), ==, i + 1);
  g_assert_true (was_behind);
  wb_test_await (wb_connection_get_behind (world.connection) == 0);
  world_clear (&world);
}

/* G1: send and close work in the middle of a flood, while the queue is full. */
static void
test_close_in_flood (void)
{
  World world;
  gint64 asked;

  world_init (&world, "fake://flood/100000000");
  wb_connection_open (world.connection);
  wb_test_await (wb_connection_get_behind (world.connection) > 0);
  asked = g_get_monotonic_time ();
  wb_connection_send_text (world.connection, "in between", -1, NULL);
  wb_connection_close (world.connection, 1000, NULL);
  wb_test_await (world_is_in (&world, WB_STATE_CLOSED));

  g_assert_true (g_ptr_array_find_with_equal_func (world.texts, "in between", g_str_equal, NULL));
  g_test_message ("closed after %d ms", (int) ((g_get_monotonic_time () - asked) / 1000));
  world_clear (&world);
}

/* Quitting while the feed waits for room takes no time. */
static void
test_quit_in_flood (void)
{
  World world;
  gint64 asked;

  world_init (&world, "fake://flood/100000000");
  wb_connection_open (world.connection);
  wb_test_await (wb_connection_get_behind (world.connection) > 0);
  asked = g_get_monotonic_time ();
  world_clear (&world);
  g_assert_cmpint (g_get_monotonic_time () - asked, <, G_USEC_PER_SEC);
}

static char *
dup_text (World *world,
          guint position)
{
  WbMessage *message = wb_message_log_get_message (wb_connection_get_log (world->connection), position);
  gsize length;
  const char *text = wb_message_get_text (message, &length);

  return g_strndup (text, length);
}

/* Checks how many messages there are, and which are the first and the last one. */
static void
check_log (World *world,
           guint count,
           const char *first,
           const char *last)
{
  GListModel *log = G_LIST_MODEL (wb_connection_get_log (world->connection));
  g_autofree char *first_text = NULL;
  g_autofree char *last_text = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (log), ==, count);
  first_text = dup_text (world, 0);
  last_text = dup_text (world, count - 1);
  g_assert_cmpstr (first_text, ==, first);
  g_assert_cmpstr (last_text, ==, last);
}

/* W9, W10: a limit of 10 and 25 messages leave 16 to 25, oldest or newest first; what fits stays
 * when the settings of an open connection change. */
static void
test_retention (void)
{
  World world;
  WbProfile *profile;

  world_init (&world, "fake://flood/25");
  profile = wb_connection_get_profile (world.connection);
  g_object_set (profile, "limit", 10, NULL);
  wb_connection_open (world.connection);
  wb_test_await (wb_connection_get_received (world.connection) == 25);
  check_log (&world, 10, "16", "25");

  g_object_set (profile, "retention", WB_RETENTION_PREPEND, NULL);
  check_log (&world, 10, "25", "16");
  g_object_set (profile, "limit", 0, NULL);
  wb_connection_send_text (world.connection, "one more", -1, NULL);
  wb_test_await (wb_connection_get_sent (world.connection) == 1);
  check_log (&world, 11, "one more", "16");
  g_object_set (profile, "limit", 4, NULL);
  check_log (&world, 4, "one more", "23");
  world_clear (&world);
}

/* W8: a hundred messages, one row. */
static void
test_snapshot (void)
{
  g_autoptr(WbProfile) profile = wb_profile_new ("fake://flood/100");
  g_autoptr(WbProfile) copy = NULL;
  WbConnection *connection;
  World world;

  g_object_set (profile, "retention", WB_RETENTION_SNAPSHOT, "limit", 7, NULL);
  copy = wb_profile_copy (profile);
  g_assert_cmpint (wb_profile_get_retention (copy), ==, WB_RETENTION_SNAPSHOT);
  g_assert_cmpuint (wb_profile_get_limit (copy), ==, 7);

  world_init (&world, "fake://echo");
  connection = wb_monitor_add (world.monitor, copy);
  wb_connection_open (connection);
  wb_test_await (wb_connection_get_received (connection) == 100);
  world.connection = connection;
  check_log (&world, 1, "100", "100");
  world_clear (&world);
}

/* A12, A13: the row stays the same object while its track moves; several connections keep their ids
 * apart; what a removed connection showed goes. */
static void
test_tracks (void)
{
  World world;
  WbTrackStore *tracks;
  g_autoptr(WbTrack) row = NULL;
  g_autoptr(WbTrack) again = NULL;
  g_autoptr(WbProfile) profile = wb_profile_new ("fake://echo");
  WbConnection *other;

  world_init (&world, "fake://echo");
  tracks = wb_monitor_get_tracks (world.monitor);
  other = wb_monitor_add (world.monitor, profile);
  wb_connection_open (world.connection);
  wb_connection_open (other);
  wb_test_await (world_is_in (&world, WB_STATE_OPEN) &&
                 wb_connection_get_state (other) == WB_STATE_OPEN);

  wb_connection_send_text (world.connection, "ship", -1, NULL);
  wb_connection_send_text (other, "ship", -1, NULL);
  wb_test_await (wb_track_store_get_length (tracks) == 2);
  row = wb_track_store_lookup (tracks, wb_connection_get_source (world.connection), "ship");
  wb_connection_send_text (world.connection, "ship", -1, NULL);
  wb_test_await (wb_connection_get_received (world.connection) == 2);
  again = wb_track_store_lookup (tracks, wb_connection_get_source (world.connection), "ship");
  g_assert_true (row == again);
  g_assert_cmpuint (wb_track_store_get_length (tracks), ==, 2);

  wb_connection_close (world.connection, 1000, NULL);
  wb_test_await (wb_track_get_freshness (row) == WB_FRESHNESS_LAST_KNOWN);
  wb_monitor_remove (world.monitor, world.connection);
  g_assert_cmpuint (wb_track_store_get_length (tracks), ==, 1);
  g_assert_true (wb_track_is_removed (row));
  g_clear_object (&row);
  g_clear_object (&again);
  world_clear (&world);
}

static void
remove_cb (World *world)
{
  if (world->connection == NULL)
    return;

  wb_monitor_remove (world->monitor, world->connection);
  world->connection = NULL;
}

/* Whatever a listener hears of, it may remove the connection. */
static void
test_remove_in_signal (void)
{
  World world;

  for (guint i = 0; i < 4; i++)
    {
      WbTrackStore *tracks;
      gpointer emitters[4];
      const char *const signal_names[] = { "items-changed", "changed", "items-changed", "before-close" };

      world_init (&world, "fake://flood/1000");
      tracks = wb_monitor_get_tracks (world.monitor);
      emitters[0] = emitters[1] = tracks;
      emitters[2] = wb_connection_get_log (world.connection);
      emitters[3] = world.connection;
      g_signal_connect_swapped (emitters[i], signal_names[i], G_CALLBACK (remove_cb), &world);
      wb_connection_open (world.connection);
      if (i == 3)
        wb_connection_close (world.connection, 1000, NULL);
      wb_test_await (world.connection == NULL);
      g_assert_cmpuint (wb_track_store_get_length (tracks), ==, 0);
      world_clear (&world);
    }
}

/* Open while it closes opens it again. */
static void
test_reopen (void)
{
  World world;

  world_init (&world, "fake://echo");
  wb_connection_open (world.connection);
  wb_test_await (world_is_in (&world, WB_STATE_OPEN));
  wb_connection_close (world.connection, 1000, NULL);
  wb_connection_open (world.connection);
  wb_test_await (g_str_has_suffix (world.states->str, "closed connecting open "));
  world_clear (&world);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/connection/A2-A3-initial", test_initial);
  g_test_add_func ("/core/connection/A4-A16-G4-G8-C9-open-send-close", test_open_send_close);
  g_test_add_func ("/core/connection/A5-C10-G10-on-connect", test_on_connect);
  g_test_add_func ("/core/connection/A6-send-while-connecting", test_send_while_connecting);
  g_test_add_func ("/core/connection/bad-text", test_bad_text);
  g_test_add_func ("/core/connection/A18-open-twice", test_open_twice);
  g_test_add_func ("/core/connection/A15-G7-refused", test_refused);
  g_test_add_func ("/core/connection/bad-address", test_bad_address);
  g_test_add_func ("/core/connection/G11-ping", test_ping);
  g_test_add_func ("/core/connection/W18-veto", test_veto);
  g_test_add_func ("/core/connection/remove-in-signal", test_remove_in_signal);
  g_test_add_func ("/core/connection/reopen", test_reopen);
  g_test_add_func ("/core/connection/flood", test_flood);
  g_test_add_func ("/core/connection/G1-close-in-flood", test_close_in_flood);
  g_test_add_func ("/core/connection/quit-in-flood", test_quit_in_flood);
  g_test_add_func ("/core/connection/W9-W10-retention", test_retention);
  g_test_add_func ("/core/connection/W8-snapshot", test_snapshot);
  g_test_add_func ("/core/connection/A12-A13-tracks", test_tracks);

  return g_test_run ();
}
