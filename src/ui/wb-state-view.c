/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The state of a connection in pictures and words: one table, used wherever a state is shown. */

#include "config.h"

#include "wb-state-view.h"

#include "wb-failure.h"
#include "wb-format-text.h"
#include "wb-rate.h"
#include "wb-spoken.h"
#include "wb-time.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* How a connection looks: its state, and for a closed one what closed it. */
typedef enum {
  LOOK_CLOSED,
  LOOK_CONNECTING,
  LOOK_OPEN,
  LOOK_CLOSING,
  LOOK_WAITING,
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
  /* Translators: the connection is open */
  [LOOK_OPEN] = { "status-open-symbolic", "wb-status-open", N_ ("Open") },
  [LOOK_CLOSING] = { "status-waiting-symbolic", "wb-status-waiting", N_ ("Closing…") },
  /* Translators: the connection is opened again after a while */
  [LOOK_WAITING] = { "status-waiting-symbolic", "wb-status-waiting", N_ ("Trying again") },
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
    case WB_STATE_WAITING:
      return LOOK_WAITING;
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

/* How many a second, or a minute where that is less than one a second. */
static guint64
round_rate (double per_second,
            gboolean *rare)
{
  *rare = per_second > 0 && per_second < 1;
  return (guint64) (*rare ? fmax (round (per_second * 60), 1) : round (per_second));
}

/**
 * wb_state_view_dup_rate:
 * @per_second: messages per second, negative if that is not known
 *
 * Returns: (transfer full) (nullable): as “320 msg/s” or “3 msg/min”
 */
char *
wb_state_view_dup_rate (double per_second)
{
  gboolean rare;
  g_autofree char *count = NULL;

  if (per_second < 0)
    return NULL;

  count = wb_format_count (round_rate (per_second, &rare));
  /* Translators: %s is a number, followed by a no-break space; messages per minute, messages
   * per second */
  return g_strdup_printf (rare ? _ ("%s msg/min") : _ ("%s msg/s"), count);
}

/* For how many seconds no message has come. */
static gint64
get_silence (WbConnection *connection)
{
  gint64 heard = wb_insight_get_last_message_at (wb_connection_get_insight (connection));
  gint64 open = wb_rate_get_open_for (wb_rate_of (connection), g_get_monotonic_time ());

  return MIN (open, wb_time_get_uptime () - heard) / G_USEC_PER_SEC;
}

/* Returns whether a connection is open and longer without a message than its user finds right. */
static gboolean
is_silent (WbConnection *connection)
{
  guint limit = wb_profile_get_no_data_after (wb_connection_get_profile (connection));

  return limit > 0 && get_look (connection) == LOOK_OPEN && get_silence (connection) >= limit;
}

static char *
describe_pace (WbConnection *connection)
{
  guint behind = wb_connection_get_behind (connection);
  g_autofree char *silence = NULL;

  if (behind == 1)
    /* Translators: more arrives than can be shown; what is shown came in less than a second ago */
    return g_strdup (_ ("catching up, less than 1 s behind"));
  if (behind > 1)
    /* Translators: more arrives than can be shown; what is shown came in so many seconds ago */
    return g_strdup_printf (_ ("catching up, %u s behind"), behind);
  if (is_silent (connection))
    {
      silence = wb_format_age (get_silence (connection) * G_USEC_PER_SEC);
      /* Translators: %s is a duration as in “45 s”; stands after “Open · ” */
      return g_strdup_printf (_ ("no data for %s"), silence);
    }
  return wb_state_view_dup_rate (wb_rate_get_per_second (wb_rate_of (connection)));
}

/* A second that has begun counts. */
static char *
describe_waiting (WbConnection *connection)
{
  gint64 left = wb_connection_get_retry_at (connection) - g_get_monotonic_time ();
  gint64 seconds = wb_time_count_seconds (left);

  /* Translators: in so many seconds it is connected again */
  return g_strdup_printf (_ ("Trying again in %u s"), (guint) CLAMP (seconds, 1, G_MAXINT));
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

  if (get_look (connection) == LOOK_WAITING)
    return describe_waiting (connection);
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
    return wb_state_view_dup_line (connection);

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

/* Servers that go away without anger leave no error behind. */
static char *
explain_end (WbConnection *connection)
{
  const GError *error = wb_connection_get_error (connection);

  return error != NULL ? g_strdup (error->message)
                       : wb_state_change_explain_close (wb_connection_get_last_change (connection));
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
    case LOOK_WAITING:
    case LOOK_FAILED:
    case LOOK_LOST:
    case LOOK_ENDED:
      return explain_end (connection);
    case LOOK_CLOSED:
      return g_strdup (_ ("This connection is closed."));
    case LOOK_CONNECTING:
    case LOOK_CLOSING:
    default:
      return g_strdup (wb_state_view_get_label (connection));
    }
}

static char *
speak_duration (gint64 seconds)
{
  guint minutes = (guint) (seconds / 60);

  if (minutes == 0)
    return g_strdup (_ ("Less than a minute"));
  if (minutes < 120)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u minute", "%u minutes", minutes), minutes);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u hour", "%u hours", minutes / 60), minutes / 60);
}

static char *
speak_rate (double per_second)
{
  gboolean rare;
  guint64 rate;
  g_autofree char *count = NULL;

  if (per_second < 0)
    return NULL;

  rate = round_rate (per_second, &rare);
  count = wb_format_count (rate);
  /* Translators: %s is a number */
  return g_strdup_printf (
      rare ? g_dngettext (GETTEXT_PACKAGE, "%s message per minute", "%s messages per minute", rate)
           : g_dngettext (GETTEXT_PACKAGE, "%s message per second", "%s messages per second", rate),
      count);
}

/**
 * wb_state_view_dup_spoken:
 * @connection: a connection
 *
 * Returns: (transfer full): what is added to its state when that is read out, as “12 minutes, 320
 *   messages per second”, or why it failed
 */
char *
wb_state_view_dup_spoken (WbConnection *connection)
{
  WbRate *rate = wb_rate_of (connection);
  g_autofree char *duration = NULL;
  g_autofree char *messages = NULL;
  const char *facts[2];

  if (wb_state_view_is_failed (connection) || get_look (connection) == LOOK_WAITING)
    return wb_state_view_dup_explanation (connection);
  if (get_look (connection) != LOOK_OPEN)
    return g_strdup ("");

  duration = speak_duration (wb_rate_get_open_for (rate, g_get_monotonic_time ()) / G_USEC_PER_SEC);
  messages = is_silent (connection) ? describe_pace (connection)
                                    : speak_rate (wb_rate_get_per_second (rate));
  facts[0] = duration;
  facts[1] = messages;
  return wb_spoken_join (facts, G_N_ELEMENTS (facts));
}

/**
 * wb_state_view_colour_line:
 * @line: a label with a line about the connection
 * @connection: a connection
 *
 * Red after a failure, amber for what needs a look, and dim otherwise.
 */
void
wb_state_view_colour_line (GtkWidget *line,
                           WbConnection *connection)
{
  static const char *const classes[] = { "dim-label", "wb-status-failed", "wb-status-waiting" };
  gsize chosen = wb_state_view_is_failed (connection) ? 1 : is_silent (connection) ? 2 : 0;

  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    if (i == chosen)
      gtk_widget_add_css_class (line, classes[i]);
    else
      gtk_widget_remove_css_class (line, classes[i]);
}

/*
 * Buttons
 */

/* On the first of two buttons: whether the keyboard was at one of them before nowhere. */
static G_DEFINE_QUARK (wb-state-view-focus, focus)

static gboolean
have_focus (GtkWidget *open,
            GtkWidget *close)
{
  GtkRoot *root = gtk_widget_get_root (open);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  /* A button that can't be pressed for a while loses the focus to nobody. */
  if (focus != NULL)
    g_object_set_qdata (G_OBJECT (open), focus_quark (), GINT_TO_POINTER (focus == open || focus == close));
  return g_object_get_qdata (G_OBJECT (open), focus_quark ()) != NULL;
}

static gboolean
grab_focus_cb (gpointer button)
{
  gtk_widget_grab_focus (button);
  return G_SOURCE_REMOVE;
}

/* Whether a button can be pressed is decided after it is shown. */
static void
pass_focus_to (GtkWidget *button)
{
  if (!gtk_widget_is_focus (button))
    g_idle_add_full (G_PRIORITY_HIGH, grab_focus_cb, g_object_ref (button), g_object_unref);
}

/**
 * wb_state_view_show_buttons:
 * @open: a button that opens the connection
 * @close: a button that closes it
 * @connection: (nullable): a connection; without one there is nothing to press
 *
 * Shows what can be done next, with words that fit: while the connection waits to be opened again,
 * that can be hurried and stopped. The keyboard stays at what takes the place of a pressed button.
 */
void
wb_state_view_show_buttons (GtkWidget *open,
                            GtkWidget *close,
                            WbConnection *connection)
{
  WbState state = connection != NULL ? wb_connection_get_state (connection) : WB_STATE_CLOSED;
  gboolean waiting = state == WB_STATE_WAITING;
  gboolean focused = have_focus (open, close);

  gtk_button_set_label (GTK_BUTTON (open), waiting ? _ ("_Reconnect Now") : _ ("_Open"));
  /* Translators: “Stop” ends the attempts to connect again */
  gtk_button_set_label (GTK_BUTTON (close), waiting ? _ ("_Stop") : _ ("_Close"));
  gtk_widget_set_visible (open, connection != NULL && (waiting || state == WB_STATE_CLOSED));
  gtk_widget_set_visible (close, connection != NULL && state != WB_STATE_CLOSED);
  if (focused && connection != NULL && !waiting)
    pass_focus_to (state == WB_STATE_CLOSED ? open : close);
}
