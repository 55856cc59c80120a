/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* When to connect again, and after how long. */

#include "config.h"

#include "wb-failure.h"
#include "wb-reconnect-policy.h"
#include "wb-reconnect.h"
#include "wb-test.h"

/* Each delay lies in the second half of a span that doubles, whatever the dice say. */
static void
test_backoff (void)
{
  static const gint64 spans[] = { 2, 4, 8, 16, 30, 30, 30 };

  for (double random = 0; random <= 1; random += 0.25)
    {
      WbBackoff backoff = { 0 };

      for (gsize i = 0; i < G_N_ELEMENTS (spans); i++)
        {
          gint64 delay = wb_backoff_next (&backoff, random);

          g_assert_cmpint (delay, >=, spans[i] * G_USEC_PER_SEC / 2);
          g_assert_cmpint (delay, <=, spans[i] * G_USEC_PER_SEC);
          g_assert_cmpint (delay, >=, WB_BACKOFF_MIN_US);
          g_assert_cmpint (delay, <=, WB_BACKOFF_MAX_US);
        }
      for (guint i = 0; i < 1000; i++)
        g_assert_cmpint (wb_backoff_next (&backoff, random), >=, WB_BACKOFF_MAX_US / 2);
    }
}

/* Only a link that held makes the next delay short again. */
static void
test_stable_link (void)
{
  WbBackoff backoff = { 0 };

  for (guint i = 0; i < 5; i++)
    wb_backoff_next (&backoff, 0);
  wb_backoff_end_link (&backoff, WB_BACKOFF_STABLE_US - 1);
  g_assert_cmpint (wb_backoff_next (&backoff, 0), ==, WB_BACKOFF_MAX_US / 2);
  wb_backoff_end_link (&backoff, WB_BACKOFF_STABLE_US);
  g_assert_cmpint (wb_backoff_next (&backoff, 0), ==, WB_BACKOFF_MIN_US);
}

static const struct {
  int failure; /* -1 for none */
  guint code;  /* the server closed with, or 0 */
  guint status;
  gboolean first;  /* by default, while it never was open */
  gboolean again;  /* by default, after it was open */
  gboolean always; /* with the policy “always” */
} ends[] = {
  { -1, 1000, 0, FALSE, FALSE, TRUE },
  { -1, 1001, 0, TRUE, TRUE, TRUE },
  { WB_FAILURE_CLOSED_BY_SERVER, 1002, 0, TRUE, TRUE, TRUE },
  { -1, 1005, 0, TRUE, TRUE, TRUE },
  { WB_FAILURE_LOST, 0, 0, TRUE, TRUE, TRUE },
  { WB_FAILURE_SILENT, 0, 0, TRUE, TRUE, TRUE },
  { WB_FAILURE_CLOSED_BY_SERVER, 1008, 0, FALSE, FALSE, TRUE },
  { WB_FAILURE_CLOSED_BY_SERVER, 1011, 0, TRUE, TRUE, TRUE },
  { WB_FAILURE_CLOSED_BY_SERVER, 1012, 0, TRUE, TRUE, TRUE },
  { WB_FAILURE_CLOSED_BY_SERVER, 3999, 0, TRUE, TRUE, TRUE },
  { WB_FAILURE_CLOSED_BY_SERVER, 4000, 0, FALSE, FALSE, TRUE },
  { WB_FAILURE_CLOSED_BY_SERVER, 4999, 0, FALSE, FALSE, TRUE },
  { WB_FAILURE_DISCONNECTED, 1005, 0, FALSE, FALSE, TRUE },
  { WB_FAILURE_BAD_PACKET, 1000, 0, FALSE, TRUE, TRUE },
  { WB_FAILURE_CUT_EVENT, 0, 0, FALSE, TRUE, TRUE },
  { WB_FAILURE_ADDRESS, 0, 0, FALSE, FALSE, FALSE },
  { WB_FAILURE_SCHEME, 0, 0, FALSE, FALSE, FALSE },
  { WB_FAILURE_HEADER, 0, 0, FALSE, FALSE, FALSE },
  { WB_FAILURE_TLS_MISSING, 0, 0, FALSE, FALSE, FALSE },
  { WB_FAILURE_UNAUTHORIZED, 0, 401, FALSE, FALSE, TRUE },
  { WB_FAILURE_FORBIDDEN, 0, 403, FALSE, FALSE, TRUE },
  { WB_FAILURE_HTTP_STATUS, 0, 200, FALSE, TRUE, TRUE },
  { WB_FAILURE_HTTP_STATUS, 0, 400, FALSE, TRUE, TRUE },
  { WB_FAILURE_HTTP_STATUS, 0, 404, FALSE, TRUE, TRUE },
  { WB_FAILURE_HTTP_STATUS, 0, 429, TRUE, TRUE, TRUE },
  { WB_FAILURE_HTTP_STATUS, 0, 500, TRUE, TRUE, TRUE },
  { WB_FAILURE_HTTP_STATUS, 0, 501, FALSE, TRUE, TRUE },
  { WB_FAILURE_HTTP_STATUS, 0, 503, TRUE, TRUE, TRUE },
  { WB_FAILURE_PROXY, 0, 503, FALSE, FALSE, TRUE },
  { WB_FAILURE_PROXY_REFUSED, 0, 503, FALSE, TRUE, TRUE },
  { WB_FAILURE_PROXY_AUTH, 0, 407, FALSE, FALSE, TRUE },
  { WB_FAILURE_PROXY_CLOSED, 0, 0, FALSE, TRUE, TRUE },
  { WB_FAILURE_PROXY_NOT_FOUND, 0, 0, FALSE, TRUE, TRUE },
  { WB_FAILURE_PROXY_SILENT, 0, 0, FALSE, TRUE, TRUE },
  { WB_FAILURE_PROXY_BROKEN, 0, 0, FALSE, TRUE, TRUE },
  { WB_FAILURE_REDIRECT, 0, 302, FALSE, TRUE, TRUE },
  { WB_FAILURE_REDIRECT_DOWNGRADE, 0, 302, FALSE, TRUE, TRUE },
  { WB_FAILURE_REDIRECT_SECRET, 0, 302, FALSE, TRUE, TRUE },
  { WB_FAILURE_REDIRECT_TARGET, 0, 302, FALSE, TRUE, TRUE },
  { WB_FAILURE_REDIRECT_LOOP, 0, 302, FALSE, TRUE, TRUE },
  { WB_FAILURE_NOT_WEBSOCKET, 0, 200, FALSE, TRUE, TRUE },
  { WB_FAILURE_NOT_SOCKET_IO, 0, 0, FALSE, FALSE, TRUE },
  { WB_FAILURE_LOGIN_NOT_JSON, 0, 0, FALSE, TRUE, TRUE },
  { WB_FAILURE_LOGIN_STATUS, 0, 0, FALSE, TRUE, TRUE },
  { WB_FAILURE_LOGIN_MISSING, 0, 0, FALSE, FALSE, TRUE },
  { WB_FAILURE_SUBPROTOCOL, 0, 101, FALSE, FALSE, TRUE },
  { WB_FAILURE_CERTIFICATE, 0, 0, FALSE, FALSE, TRUE },
  { WB_FAILURE_WANTS_CERTIFICATE, 0, 0, FALSE, FALSE, TRUE },
  { WB_FAILURE_CLIENT_CERTIFICATE, 0, 0, FALSE, TRUE, TRUE },
  { WB_FAILURE_TOO_BIG, 0, 0, FALSE, FALSE, TRUE },
  { WB_FAILURE_REFUSED, 0, 0, FALSE, TRUE, TRUE },
  { WB_FAILURE_NAME_NOT_FOUND, 0, 0, FALSE, TRUE, TRUE },
  { WB_FAILURE_TIMEOUT, 0, 0, FALSE, TRUE, TRUE },
  { WB_FAILURE_PROTOCOL, 0, 0, FALSE, TRUE, TRUE },
  { WB_FAILURE_WAITS_FOR_NETWORK, 0, 0, TRUE, TRUE, TRUE },
};

static void
test_policy (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autoptr(WbStateChange) change = wb_state_change_new (WB_STATE_CLOSED);

      change->handshake = wb_handshake_new ();
      change->handshake->status = ends[i].status;
      change->code = ends[i].code;
      change->by_server = ends[i].code != 0;
      if (ends[i].failure >= 0)
        change->error = wb_failure_new ((WbFailure) ends[i].failure, &(WbFailureFacts){ 0 });

      g_test_message ("row %d", (int) i);
      g_assert_cmpint (wb_reconnect_policy_decide (WB_RECONNECT_BY_DEFAULT, change, FALSE), ==, ends[i].first);
      g_assert_cmpint (wb_reconnect_policy_decide (WB_RECONNECT_BY_DEFAULT, change, TRUE), ==, ends[i].again);
      g_assert_cmpint (wb_reconnect_policy_decide (WB_RECONNECT_ALWAYS, change, FALSE), ==, ends[i].always);
      g_assert_false (wb_reconnect_policy_decide (WB_RECONNECT_NEVER, change, TRUE));
    }
}

static void
count_cb (gpointer data)
{
  ++*(guint *) data;
}

static void
test_wait (void)
{
  guint count = 0;
  g_autoptr(WbReconnect) reconnect = wb_reconnect_new (NULL, count_cb, &count);
  gint64 began = g_get_monotonic_time ();
  gint64 delay = wb_reconnect_wait (reconnect, 0, 0.01);

  wb_test_await (count == 1);
  g_assert_cmpint (g_get_monotonic_time () - began, >=, delay);
  g_assert_false (wb_reconnect_stop (reconnect));

  wb_reconnect_wait (reconnect, 0, 1);
  g_assert_true (wb_reconnect_stop (reconnect));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (count, ==, 1);
}

static gint64 slept;

static gint64
get_slept (void)
{
  return slept;
}

/* Whoever opens the lid of a laptop does not wait any more. */
static void
test_wake (void)
{
  guint count = 0;
  g_autoptr(WbReconnect) reconnect = wb_reconnect_new (NULL, count_cb, &count);
  gint64 began = g_get_monotonic_time ();
  gint64 delay;

  wb_reconnect_set_slept_func (reconnect, get_slept);
  delay = wb_reconnect_wait (reconnect, 0, 1000);
  slept += 60 * G_USEC_PER_SEC;
  wb_test_await (count == 1);
  g_assert_cmpint (g_get_monotonic_time () - began, <, delay);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/reconnect/backoff", test_backoff);
  g_test_add_func ("/core/reconnect/stable-link", test_stable_link);
  g_test_add_func ("/core/reconnect/G6-policy", test_policy);
  g_test_add_func ("/core/reconnect/wait", test_wait);
  g_test_add_func ("/core/reconnect/wake", test_wake);

  return g_test_run ();
}
