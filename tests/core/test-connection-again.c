/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A connection that comes back, over a transport that only plays. */

#include "config.h"

#include "wb-connection-world.h"
#include "wb-failure.h"
#include "wb-profile-private.h"
#include "wb-test.h"

#include <string.h>

/* Delays of 1 to 30 s become 10 to 300 ms. */
#define SHORT 0.01

static void
start (World *world,
       const char *url,
       double scale)
{
  world_init (world, url);
  wb_profile_set_time_scale (world->profile, scale);
}

/* G6, G13: a link that ends comes back again and again, later each time, and says so. */
static void
test_backs_off (void)
{
  static const double spans[] = { 2, 4, 8, 16, 30, 30 };
  World world;

  start (&world, "fake://bye/1012", SHORT);
  wb_connection_open (world.connection);
  wb_test_await (world.delays->len >= G_N_ELEMENTS (spans));

  g_assert_true (g_str_has_prefix (world.states->str, "connecting open waiting connecting open waiting "));
  g_assert_nonnull (strstr (world.log->str, "Link lost · 1012 server restarts · open for 0 seconds"));
  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      double delay = (double) g_array_index (world.delays, gint64, i) / G_USEC_PER_SEC / SHORT;

      g_assert_cmpfloat (delay, >=, spans[i] / 2 - 0.001);
      g_assert_cmpfloat (delay, <=, spans[i] + 0.001);
    }
  world_clear (&world);
}

/* When a link ends it is told how long it was open: that decides about the next wait. */
static void
test_duration (void)
{
  gint64 began = g_get_monotonic_time ();
  gint64 opened, asked, elapsed;
  World world;

  start (&world, "fake://echo", SHORT);
  wb_connection_open (world.connection);
  wb_test_await (world_is_in (&world, WB_STATE_OPEN));
  opened = g_get_monotonic_time ();
  wb_test_await (g_get_monotonic_time () - opened >= 10 * 1000);
  asked = g_get_monotonic_time ();
  wb_connection_close (world.connection, 1000, NULL);
  wb_test_await (world_is_in (&world, WB_STATE_CLOSED));

  elapsed = wb_connection_get_last_change (world.connection)->elapsed;
  g_assert_cmpint (elapsed, >=, asked - opened);
  g_assert_cmpint (elapsed, <=, g_get_monotonic_time () - began);
  world_clear (&world);
}

/* A5: after every open the on-connect messages go out again. */
static void
test_on_connect (void)
{
  g_autoptr(GBytes) hello = g_bytes_new_static ("hello", 5);
  World world;

  start (&world, "fake://lose/", SHORT);
  wb_profile_add_on_connect (world.profile, WB_MESSAGE_TEXT, hello);
  wb_connection_open (world.connection);
  wb_test_await (world.sent->len >= 3);
  g_assert_cmpstr (g_ptr_array_index (world.sent, 2), ==, "hello");
  world_clear (&world);
}

/* What is changed meanwhile counts from the next attempt on. */
static void
test_changed_meanwhile (void)
{
  World world;

  start (&world, "fake://lose/", SHORT);
  wb_connection_open (world.connection);
  wb_test_await (world_is_in (&world, WB_STATE_WAITING));
  g_object_set (world.profile, "reconnect", WB_RECONNECT_NEVER, NULL);
  wb_test_await (world_is_in (&world, WB_STATE_CLOSED));
  world_clear (&world);
}

/* Each close code has its own decision; what is over for good has no countdown. */
static void
test_codes (void)
{
  static const struct {
    guint code;
    gboolean again;
  } codes[] = {
    { 1000, FALSE }, { 1001, TRUE }, { 1002, TRUE }, { 1005, TRUE }, { 1008, FALSE },
    { 1011, TRUE },  { 1012, TRUE }, { 4001, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *url = g_strdup_printf ("fake://bye/%u", codes[i].code);
      World world;

      start (&world, url, 1000);
      wb_connection_open (world.connection);
      wb_test_await (strstr (world.states->str, codes[i].again ? "waiting" : "closed") != NULL);
      g_assert_cmpuint (wb_connection_get_last_change (world.connection)->code, ==, codes[i].code);
      g_assert_cmpint (wb_connection_get_retry_at (world.connection) > g_get_monotonic_time (), ==, codes[i].again);
      world_clear (&world);
    }
}

/* What never worked is most likely a wrong address: the reason is shown, nothing goes on. */
static void
test_first_attempt (void)
{
  World world;

  start (&world, "fake://refuse", SHORT);
  wb_connection_open (world.connection);
  wb_test_await (strstr (world.states->str, "closed") != NULL);
  g_assert_cmpstr (world.states->str, ==, "connecting closed ");
  world_clear (&world);

  start (&world, "fake://refuse", SHORT);
  g_object_set (world.profile, "reconnect", WB_RECONNECT_ALWAYS, NULL);
  wb_connection_open (world.connection);
  wb_test_await (world.delays->len == 2);
  g_assert_error (wb_connection_get_error (world.connection), WB_FAILURE, WB_FAILURE_REFUSED);
  g_assert_nonnull (strstr (world.log->str, "Not connected · trying again in "));
  world_clear (&world);
}

static void
test_never (void)
{
  World world;

  start (&world, "fake://lose/", SHORT);
  g_object_set (world.profile, "reconnect", WB_RECONNECT_NEVER, NULL);
  wb_connection_open (world.connection);
  wb_test_await (strstr (world.states->str, "closed") != NULL);
  g_assert_cmpstr (world.states->str, ==, "connecting open closed ");
  world_clear (&world);
}

/* Stop: closing while it waits ends that; a track is last known meanwhile, and stays. */
static void
test_stop (void)
{
  WbTrackStore *tracks;
  g_autoptr(WbTrack) track = NULL;
  World world;

  start (&world, "fake://lose/ship", 1000);
  tracks = wb_monitor_get_tracks (world.monitor);
  wb_connection_open (world.connection);
  wb_test_await (world_is_in (&world, WB_STATE_WAITING));
  track = wb_track_store_lookup (tracks, wb_connection_get_source (world.connection), "ship");
  g_assert_nonnull (track);
  wb_test_await (wb_track_get_freshness (track) == WB_FRESHNESS_LAST_KNOWN);

  wb_connection_close (world.connection, 1000, NULL);
  wb_test_await (world_is_in (&world, WB_STATE_CLOSED));
  g_assert_cmpint (wb_connection_get_retry_at (world.connection), ==, 0);
  g_assert_null (wb_connection_get_error (world.connection));
  g_assert_cmpuint (wb_track_store_get_length (tracks), ==, 1);
  g_clear_object (&track);
  world_clear (&world);
}

/* Reconnect Now, with the settings as they are by then. */
static void
test_now (void)
{
  World world;

  start (&world, "fake://lose/", 1000);
  wb_connection_open (world.connection);
  wb_test_await (world_is_in (&world, WB_STATE_WAITING));
  g_object_set (world.profile, "url", "fake://echo", NULL);
  wb_connection_open (world.connection);
  wb_test_await (world_is_in (&world, WB_STATE_OPEN));
  g_assert_cmpstr (world.states->str, ==, "connecting open waiting connecting open ");
  world_clear (&world);
}

/* An address that was changed meanwhile has yet to show that it works. */
static void
test_other_address (void)
{
  World world;

  start (&world, "fake://lose/", 1000);
  wb_connection_open (world.connection);
  wb_test_await (world_is_in (&world, WB_STATE_WAITING));
  g_object_set (world.profile, "url", "fake://refuse", NULL);
  wb_connection_open (world.connection);
  wb_test_await (world_is_in (&world, WB_STATE_CLOSED));
  g_assert_cmpstr (world.states->str, ==, "connecting open waiting connecting closed ");
  world_clear (&world);
}

/* The network returns: nobody waits any more. That it is told again and again means nothing. */
static void
test_network (void)
{
  GNetworkMonitor *network = g_network_monitor_get_default ();
  World world;

  start (&world, "fake://lose/", 1000);
  wb_connection_open (world.connection);
  wb_test_await (world.delays->len == 1);
  g_signal_emit_by_name (network, "network-changed", FALSE);
  g_signal_emit_by_name (network, "network-changed", TRUE);
  wb_test_await (world.delays->len == 2);
  g_assert_cmpint (g_array_index (world.delays, gint64, 1), <=, 2000 * G_USEC_PER_SEC);

  g_signal_emit_by_name (network, "network-changed", TRUE);
  wb_connection_close (world.connection, 1000, NULL);
  wb_test_await (world_is_in (&world, WB_STATE_CLOSED));
  g_assert_cmpstr (world.states->str, ==, "connecting open waiting connecting open waiting closed ");
  world_clear (&world);
}

/* Quitting while it waits takes no time. */
static void
test_quit (void)
{
  World world;
  gint64 asked;

  start (&world, "fake://lose/", 1000);
  wb_connection_open (world.connection);
  wb_test_await (world_is_in (&world, WB_STATE_WAITING));
  asked = g_get_monotonic_time ();
  world_clear (&world);
  g_assert_cmpint (g_get_monotonic_time () - asked, <, G_USEC_PER_SEC);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/connection-again/changed-meanwhile", test_changed_meanwhile);
  g_test_add_func ("/core/connection-again/G6-G13-backs-off", test_backs_off);
  g_test_add_func ("/core/connection-again/duration", test_duration);
  g_test_add_func ("/core/connection-again/A5-on-connect", test_on_connect);
  g_test_add_func ("/core/connection-again/codes", test_codes);
  g_test_add_func ("/core/connection-again/first-attempt", test_first_attempt);
  g_test_add_func ("/core/connection-again/never", test_never);
  g_test_add_func ("/core/connection-again/G13-stop", test_stop);
  g_test_add_func ("/core/connection-again/now", test_now);
  g_test_add_func ("/core/connection-again/other-address", test_other_address);
  g_test_add_func ("/core/connection-again/network", test_network);
  g_test_add_func ("/core/connection-again/quit", test_quit);

  return g_test_run ();
}
