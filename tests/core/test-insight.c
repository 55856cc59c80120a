/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The numbers of a connection. */

#include "config.h"

#include "wb-fake.h"
#include "wb-insight.h"
#include "wb-monitor.h"
#include "wb-profile-private.h"
#include "wb-test.h"

static void
measure (WbInsight *insight,
         gint64 second,
         guint64 messages)
{
  const guint64 totals[WB_N_RATES] = { messages, 2 * messages, 100 * messages, 0 };

  wb_insight_measure (insight, second * G_USEC_PER_SEC, totals, 1234);
}

static void
test_rates (void)
{
  g_autoptr(WbInsight) insight = wb_insight_new ();
  double points[WB_INSIGHT_MAX_POINTS];

  wb_insight_enter (insight, WB_STATE_OPEN);
  measure (insight, 10, 1000);
  g_assert_cmpfloat (wb_insight_get_rate (insight, WB_RATE_MESSAGES_IN), ==, 0);
  g_assert_cmpuint (wb_insight_get_history (insight, WB_RATE_MESSAGES_IN, points), ==, 0);
  measure (insight, 11, 1007);
  measure (insight, 13, 1027);
  g_assert_cmpfloat (wb_insight_get_rate (insight, WB_RATE_MESSAGES_IN), ==, 10);
  g_assert_cmpfloat (wb_insight_get_rate (insight, WB_RATE_MESSAGES_OUT), ==, 20);
  g_assert_cmpfloat (wb_insight_get_rate (insight, WB_RATE_BYTES_IN), ==, 1000);
  g_assert_cmpint (wb_insight_get_round_trip (insight), ==, 1234);
  g_assert_cmpuint (wb_insight_get_history (insight, WB_RATE_MESSAGES_IN, points), ==, 2);
  g_assert_cmpfloat (points[0], ==, 7);
  g_assert_cmpfloat (points[1], ==, 10);

  /* The gap between two links is no rate. */
  wb_insight_enter (insight, WB_STATE_WAITING);
  g_assert_cmpfloat (wb_insight_get_rate (insight, WB_RATE_MESSAGES_IN), ==, 0);
  g_assert_cmpint (wb_insight_get_round_trip (insight), ==, 0);
  wb_insight_enter (insight, WB_STATE_OPEN);
  measure (insight, 1000, 5000);
  g_assert_cmpuint (wb_insight_get_history (insight, WB_RATE_MESSAGES_IN, points), ==, 2);
}

static void
test_history (void)
{
  g_autoptr(WbInsight) insight = wb_insight_new ();
  double points[WB_INSIGHT_MAX_POINTS];

  for (guint i = 1; i <= 200; i++)
    measure (insight, i, i * i);
  g_assert_cmpuint (wb_insight_get_history (insight, WB_RATE_MESSAGES_IN, points), ==, WB_INSIGHT_MAX_POINTS);
  for (guint i = 0; i < WB_INSIGHT_MAX_POINTS; i++)
    g_assert_cmpfloat (points[i], ==, 2 * (200 - WB_INSIGHT_MAX_POINTS + 1 + i) - 1);
}

static void
test_reconnects (void)
{
  static const struct {
    WbState state;
    guint reconnects;
  } states[] = {
    { WB_STATE_CONNECTING, 0 }, { WB_STATE_OPEN, 0 },       { WB_STATE_WAITING, 0 }, { WB_STATE_CONNECTING, 0 },
    { WB_STATE_WAITING, 0 },    { WB_STATE_CONNECTING, 0 }, { WB_STATE_OPEN, 1 },    { WB_STATE_WAITING, 1 },
    { WB_STATE_CONNECTING, 1 }, { WB_STATE_OPEN, 2 },       { WB_STATE_CLOSING, 2 }, { WB_STATE_CLOSED, 2 },
    { WB_STATE_CONNECTING, 2 }, { WB_STATE_OPEN, 0 },       { WB_STATE_CLOSED, 0 },
    /* The first link came late, but none was lost. */
    { WB_STATE_CONNECTING, 0 }, { WB_STATE_WAITING, 0 },    { WB_STATE_CONNECTING, 0 }, { WB_STATE_OPEN, 0 },
  };
  g_autoptr(WbInsight) insight = wb_insight_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      wb_insight_enter (insight, states[i].state);
      g_assert_cmpuint (wb_insight_get_reconnects (insight), ==, states[i].reconnects);
    }
}

/* A connection counts its reconnects, tells when the last message came, and is measured while it
 * is open though nothing comes. */
static void
test_connection (void)
{
  WbRegistry *registry = wb_fake_registry_new ();
  g_autoptr(WbProfile) profile = wb_profile_new ("fake://lose/ship");
  g_autoptr(WbMonitor) monitor = wb_monitor_new (registry);
  WbConnection *connection;
  WbInsight *insight;
  double points[WB_INSIGHT_MAX_POINTS];

  wb_profile_set_time_scale (profile, 0.01);
  connection = wb_monitor_add (monitor, profile);
  insight = wb_connection_get_insight (connection);
  wb_connection_open (connection);
  wb_test_await (wb_insight_get_reconnects (insight) == 2);
  g_assert_cmpint (wb_insight_get_last_message_at (insight), >, 0);
  wb_connection_close (connection, 1000, NULL);
  wb_test_await (wb_connection_get_state (connection) == WB_STATE_CLOSED);

  g_object_set (profile, "url", "fake://echo", NULL);
  wb_connection_open (connection);
  wb_test_await (wb_insight_get_history (insight, WB_RATE_MESSAGES_IN, points) == 1);
  g_clear_object (&monitor);
  wb_registry_free (registry);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/insight/rates", test_rates);
  g_test_add_func ("/core/insight/history", test_history);
  g_test_add_func ("/core/insight/reconnects", test_reconnects);
  g_test_add_func ("/core/insight/connection", test_connection);

  return g_test_run ();
}
