/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The states of a connection and the sentences of the log about them. */

#include "config.h"

#include "wb-state.h"

#include "wb-failure.h"
#include "wb-format-text.h"
#include "wb-time.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

G_DEFINE_ENUM_TYPE (WbState, wb_state,
                    G_DEFINE_ENUM_VALUE (WB_STATE_CLOSED, "closed"),
                    G_DEFINE_ENUM_VALUE (WB_STATE_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (WB_STATE_OPEN, "open"),
                    G_DEFINE_ENUM_VALUE (WB_STATE_CLOSING, "closing"),
                    G_DEFINE_ENUM_VALUE (WB_STATE_WAITING, "waiting"))

/**
 * wb_state_get_name:
 * @state: a state
 *
 * Returns: its name in recordings and on the command line; never translated
 */
const char *
wb_state_get_name (WbState state)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (WB_TYPE_STATE);
  GEnumValue *value = g_enum_get_value (klass, (int) state);

  g_return_val_if_fail (value != NULL, "closed");
  return value->value_nick;
}

WbStateChange *
wb_state_change_new (WbState state)
{
  WbStateChange *self = g_new0 (WbStateChange, 1);

  self->state = state;
  return self;
}

void
wb_state_change_free (WbStateChange *self)
{
  if (self == NULL)
    return;

  g_clear_error (&self->error);
  g_clear_pointer (&self->handshake, wb_handshake_unref);
  g_free (self->reason);
  g_free (self->protocol);
  g_free (self->extensions);
  g_free (self);
}

/**
 * wb_duration_describe:
 * @duration: microseconds, not negative
 *
 * Returns: (transfer full): a translated duration in its largest whole unit, as “12 minutes”
 */
char *
wb_duration_describe (gint64 duration)
{
  gint64 seconds = MAX (duration, 0) / G_USEC_PER_SEC;

  if (seconds < 60)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d second", "%d seconds", seconds),
                            (int) seconds);
  if (seconds < 60 * 60)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%d minute", "%d minutes", seconds / 60),
        (int) (seconds / 60));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d hour", "%d hours", seconds / 3600),
                          (int) (seconds / 3600));
}

static char *
describe_open (const WbStateChange *self)
{
  GString *text = g_string_new (NULL);

  /* Translators: %d is a number of milliseconds. */
  g_string_append_printf (text, _ ("Connected in %d ms"), (int) (self->elapsed / 1000));
  if (self->protocol != NULL)
    g_string_append_printf (text, _ (" · subprotocol %s"), self->protocol);
  if (self->extensions != NULL)
    g_string_append_printf (text, " · %s", self->extensions);
  if (self->handshake != NULL && self->handshake->redirects > 0)
    /* Translators: %s is the address that the connection was redirected to */
    g_string_append_printf (text, _ (" · sent on to %s"), self->handshake->url);
  return g_string_free (text, FALSE);
}

/* How a link ended and what it was good for. */
static char *
describe_end (const WbStateChange *self,
              const char *what)
{
  g_autofree char *code = wb_close_code_describe (self->code, self->reason);
  g_autofree char *duration = wb_duration_describe (self->elapsed);
  g_autofree char *received = wb_format_count (self->received);
  g_autofree char *sent = wb_format_count (self->sent);
  g_autofree char *unsent = wb_format_count (self->unsent);
  /* Translators: “Closed by the server · 1000 normal closure · open for 2 minutes · 12 received, 3 sent” */
  g_autofree char *text = g_strdup_printf (_ ("%s · %s · open for %s · %s received, %s sent"), what, code, duration,
                                           received, sent);

  if (self->unsent == 0)
    return g_steal_pointer (&text);
  /* Translators: the first %s is as in “Link lost · … · 12 received, 3 sent” */
  return g_strdup_printf (_ ("%s, %s not sent"), text, unsent);
}

static char *
describe_closed (const WbStateChange *self)
{
  if (self->code == 0)
    return g_strdup (_ ("Closed"));
  if (!self->clean)
    return describe_end (self, self->error != NULL ? _ ("Connection lost") : _ ("Closed without an answer"));
  return describe_end (self, self->by_server ? _ ("Closed by the server") : _ ("Closed"));
}

static char *
describe_waiting (const WbStateChange *self)
{
  g_autofree char *delay =
      wb_duration_describe (wb_time_count_seconds (self->retry_in) * G_USEC_PER_SEC);
  g_autofree char *end = NULL;

  if (self->code == 0)
    /* Translators: %s is a duration as in “4 seconds”. */
    return g_strdup_printf (_ ("Not connected · trying again in %s"), delay);

  end = describe_end (self, _ ("Link lost"));
  /* Translators: “Link lost · 1012 server restarts · open for 2 minutes · 12 received, 3 sent ·
   * connecting again in 4 seconds” */
  return g_strdup_printf (_ ("%s · connecting again in %s"), end, delay);
}

/**
 * wb_state_change_describe:
 * @self: a change
 *
 * Says what happened as one line of the log; the explanation of an error is a line of its own.
 *
 * Returns: (transfer full): a translated sentence of plain text
 */
char *
wb_state_change_describe (const WbStateChange *self)
{
  switch (self->state)
    {
    case WB_STATE_CONNECTING:
      return g_strdup (_ ("Connecting…"));
    case WB_STATE_OPEN:
      return describe_open (self);
    case WB_STATE_CLOSING:
      return g_strdup (_ ("Closing…"));
    case WB_STATE_WAITING:
      return describe_waiting (self);
    case WB_STATE_CLOSED:
    default:
      return describe_closed (self);
    }
}

/**
 * wb_state_change_explain:
 * @self: a change
 *
 * Returns: (transfer full) (nullable): why the state is not what was wanted; a server that goes away
 *   without anger leaves no error behind
 */
char *
wb_state_change_explain (const WbStateChange *self)
{
  if (self->error != NULL)
    return g_strdup (self->error->message);
  return self->state == WB_STATE_WAITING && self->code != 0 ? wb_state_change_explain_close (self) : NULL;
}

/**
 * wb_state_change_explain_close:
 * @self: the end of a link by the server
 *
 * Returns: (transfer full): the sentence about its close code
 */
char *
wb_state_change_explain_close (const WbStateChange *self)
{
  g_autofree char *code = wb_close_code_describe (self->code, self->reason);

  /* Translators: %s is a close code and its name, as in “1001 going away” */
  return g_strdup_printf (_ ("The server closed the connection: %s."), code);
}
