/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What is said of a connection while more arrives than can be shown. */

#include "config.h"

#include "wb-fake.h"
#include "wb-monitor.h"
#include "wb-state-view.h"
#include "wb-test.h"

/* How long the program is kept from looking at what arrives. */
#define BUSY_US (1500 * 1000)

/* The line tells how old what is shown is, not for how long the flood has lasted. */
static void
test_behind (void)
{
  WbRegistry *registry = wb_fake_registry_new ();
  WbMonitor *monitor = wb_monitor_new (registry);
  g_autoptr(WbProfile) profile = wb_profile_new ("fake://flood/100000000");
  WbConnection *connection = wb_monitor_add (monitor, profile);
  g_autofree char *expected = NULL;
  g_autofree char *after_a_break = NULL;
  g_autofree char *later = NULL;
  gint64 began = g_get_monotonic_time ();

  wb_connection_open (connection);
  wb_test_await (wb_connection_get_state (connection) == WB_STATE_OPEN);
  g_usleep (BUSY_US);
  wb_test_await (wb_connection_get_behind (connection) >= 2);
  after_a_break = wb_state_view_dup_line (connection);
  g_assert_cmpint (wb_connection_get_behind (connection), <=, (g_get_monotonic_time () - began) / G_USEC_PER_SEC + 1);
  expected = g_strdup_printf ("Open · catching up, %u\u00a0s behind", wb_connection_get_behind (connection));
  g_assert_cmpstr (after_a_break, ==, expected);

  wb_test_await (wb_connection_get_behind (connection) == 1);
  later = wb_state_view_dup_line (connection);
  g_assert_cmpstr (later, ==, "Open · catching up, less than 1\u00a0s behind");
  g_assert_finalize_object (monitor);
  wb_registry_free (registry);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/state-view/behind", test_behind);

  return g_test_run ();
}
