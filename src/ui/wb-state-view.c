/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The state of a connection in pictures and words: one table, used wherever a state is shown. */

#include "config.h"

#include "wb-state-view.h"

#include "wb-failure.h"
#include "wb-format-text.h"
#include "wb-rate.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* How a connection looks: its state, and for a closed one what closed it. */
typedef enum {
  LOOK_CLOSED,
  LOOK_CONNECTING,
  LOOK_OPEN,
  LOOK_CLOSING,
  LOOK_FAILED,
  LOOK_LOST,
  LOOK_ENDED,
} Look;

static const struct {
  const char *icon_name;
  const char *css_class;
  const char *label;
} looks[] = {
  [LOOK_CLOSED] = { "status-closed-symbolic", "wb-status-closed", N_ ("Closed") },
  [LOOK_CONNECTING] = { "status-waiting-symbolic", "wb-status-waiting", N_ ("Connecting…") },
  [LOOK_OPEN] = { "status-open-symbolic", "wb-status-open", N_ ("Open") },
  [LOOK_CLOSING] = { "status-waiting-symbolic", "wb-status-waiting", N_ ("Closing…") },
  [LOOK_FAILED] = { "status-failed-symbolic", "wb-status-failed", N_ ("Could not connect") },
  [LOOK_LOST] = { "status-failed-symbolic", "wb-status-failed", N_ ("Connection lost") },
  [LOOK_ENDED] = { "status-failed-symbolic", "wb-status-failed", N_ ("Closed by the server") },
};

static Look
get_closed_look (WbConnection *connection)
{
  const WbStateChange *change = wb_connection_get_last_change (connection);
  const GError *error = wb_connection_get_error (connection);

  if (error == NULL)
    return LOOK_CLOSED;
  if (g_error_matches (error, WB_FAILURE, WB_FAILURE_CLOSED_BY_SERVER))
    return LOOK_ENDED;
  /* There is a close code only where it had been open. */
  return change->code != 0 ? LOOK_LOST : LOOK_FAILED;
}

static Look
get_look (WbConnection *connection)
{
  switch (wb_connection_get_state (connection))
    {
    case WB_STATE_CONNECTING:
      return LOOK_CONNECTING;
    case WB_STATE_OPEN:
      return LOOK_OPEN;
    case WB_STATE_CLOSING:
      return LOOK_CLOSING;
    case WB_STATE_CLOSED:
    default:
      return get_closed_look (connection);
    }
}

const char *
wb_state_view_get_icon_name (WbConnection *connection)
{
  return looks[get_look (connection)].icon_name;
}

/**
 * wb_state_view_get_css_class:
 * @connection: a connection
 *
 * Returns: the style class that colours the icon
 */
const char *
wb_state_view_get_css_class (WbConnection *connection)
{
  return looks[get_look (connection)].css_class;
}

/**
 * wb_state_view_get_label:
 * @connection: a connection
 *
 * Returns: its state in one or two translated words
 */
const char *
wb_state_view_get_label (WbConnection *connection)
{
  return _ (looks[get_look (connection)].label);
}

/**
 * wb_state_view_is_busy:
 * @connection: a connection
 *
 * Returns: whether it is about to be in another state
 */
gboolean
wb_state_view_is_busy (WbConnection *connection)
{
  Look look = get_look (connection);

  return look == LOOK_CONNECTING || look == LOOK_CLOSING;
}

/**
 * wb_state_view_is_failed:
 * @connection: a connection
 *
 * Returns: whether it is closed and that was not wanted
 */
gboolean
wb_state_view_is_failed (WbConnection *connection)
{
  return get_look (connection) >= LOOK_FAILED;
}

/**
 * wb_state_view_can_open:
 * @connection: a connection
 *
 * Returns: whether opening is what can be done with it next; otherwise it is closing
 */
gboolean
wb_state_view_can_open (WbConnection *connection)
{
  return wb_connection_get_state (connection) == WB_STATE_CLOSED;
}

static char *
describe_rate (double per_second)
{
  gboolean rare = per_second > 0 && per_second < 1;
  g_autofree char *count = NULL;

  if (per_second < 0)
    return NULL;

  count = wb_format_count ((guint64) (rare ? fmax (round (per_second * 60), 1) : round (per_second)));
  /* Translators: %s is a number, followed by a no-break space; messages per minute, messages
   * per second */
  return g_strdup_printf (rare ? _ ("%s msg/min") : _ ("%s msg/s"), count);
}

static char *
describe_pace (WbConnection *connection)
{
  guint behind = wb_connection_get_behind (connection);

  /* Half a second of work in the queue is nothing to speak of. */
  if (behind > 1)
    /* Translators: more arrives than can be shown; so many seconds are waiting */
    return g_strdup_printf (_ ("catching up, %u s behind"), behind);
  return describe_rate (wb_rate_get_per_second (wb_rate_of (connection)));
}

static char *
describe_open (WbConnection *connection,
               const char *label)
{
  g_autofree char *pace = describe_pace (connection);

  return pace != NULL ? g_strdup_printf ("%s · %s", label, pace) : g_strdup (label);
}

/**
 * wb_state_view_dup_line:
 * @connection: a connection
 *
 * Returns: (transfer full): one line, as “Open · 320 msg/s”
 */
char *
wb_state_view_dup_line (WbConnection *connection)
{
  const char *label = wb_state_view_get_label (connection);

  return get_look (connection) == LOOK_OPEN ? describe_open (connection, label) : g_strdup (label);
}

/**
 * wb_state_view_dup_line_with_duration:
 * @connection: a connection
 *
 * Returns: (transfer full): one line, as “Open 00:12:31 · 320 msg/s”
 */
char *
wb_state_view_dup_line_with_duration (WbConnection *connection)
{
  const char *label = wb_state_view_get_label (connection);
  g_autofree char *open = NULL;
  gint64 seconds;

  if (get_look (connection) != LOOK_OPEN)
    return g_strdup (label);

  seconds = wb_rate_get_open_for (wb_rate_of (connection), g_get_monotonic_time ()) / G_USEC_PER_SEC;
  /* Translators: “Open” and for how long: hours, minutes, seconds */
  open = g_strdup_printf (_ ("%s %02d:%02d:%02d"), label, (int) (seconds / 3600),
                          (int) (seconds / 60 % 60), (int) (seconds % 60));
  return describe_open (connection, open);
}

static char *
explain_open (WbConnection *connection)
{
  guint64 received = wb_connection_get_received (connection);

  g_autofree char *count = wb_format_count (received);

  if (received == 0)
    return g_strdup (_ ("Connected. Waiting for the first message."));
  /* Translators: %s is a number */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Connected. %s message so far.",
                                       "Connected. %s messages so far.", received),
                          count);
}

/**
 * wb_state_view_dup_explanation:
 * @connection: a connection
 *
 * Returns: (transfer full): what happened, and after a failure what to do; plain text
 */
char *
wb_state_view_dup_explanation (WbConnection *connection)
{
  switch (get_look (connection))
    {
    case LOOK_OPEN:
      return explain_open (connection);
    case LOOK_FAILED:
    case LOOK_LOST:
    case LOOK_ENDED:
      return g_strdup (wb_connection_get_error (connection)->message);
    case LOOK_CLOSED:
      return g_strdup (_ ("This connection is closed."));
    case LOOK_CONNECTING:
    case LOOK_CLOSING:
    default:
      return g_strdup (wb_state_view_get_label (connection));
    }
}
