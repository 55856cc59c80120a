/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The model as lines of JSON: what whereabouts-cli prints and recordings hold.
 *
 * Members come in a fixed order, absent ones are left out, numbers are the shortest decimals that
 * read back the same. Nothing here is translated: the lines are for programs. */

#include "config.h"

#include "wb-line.h"

#include "wb-json.h"
#include "wb-number.h"
#include "wb-time.h"

#include <math.h>
#include <string.h>

static const struct {
  WbFixFlags flag;
  const char *name;
} flag_names[] = {
  { WB_FIX_NULL_ISLAND, "null-island" },
  { WB_FIX_TIME_IN_FUTURE, "time-in-future" },
  { WB_FIX_TIME_TOO_OLD, "time-too-old" },
};

static void
begin_line (GString *out,
            const char *type)
{
  g_string_append_printf (out, "{\"type\":\"%s\"", type);
}

static void
end_line (GString *out)
{
  g_string_append (out, "}\n");
}

static void
append_name (GString *out,
             const char *name)
{
  g_string_append_printf (out, ",\"%s\":", name);
}

static void
append_text (GString *out,
             const char *name,
             const char *text)
{
  if (text == NULL)
    return;

  append_name (out, name);
  wb_json_append_string (out, text, strlen (text));
}

static void
append_number (GString *out,
               const char *name,
               double value)
{
  if (!isfinite (value))
    return;

  append_name (out, name);
  wb_number_append (out, value);
}

static void
append_time (GString *out,
             gint64 time)
{
  g_autofree char *text = wb_time_format (time);

  append_text (out, "time", text);
}

static void
append_flags (GString *out,
              WbFixFlags flags)
{
  const char *separator = "";

  if (flags == 0)
    return;

  append_name (out, "flags");
  g_string_append_c (out, '[');
  for (gsize i = 0; i < G_N_ELEMENTS (flag_names); i++)
    if (flags & flag_names[i].flag)
      {
        g_string_append_printf (out, "%s\"%s\"", separator, flag_names[i].name);
        separator = ",";
      }
  g_string_append_c (out, ']');
}

static void
append_fix_time (GString *out,
                 const WbReport *report,
                 gint64 received)
{
  gboolean own = report->time != WB_TIME_NONE;

  if (!own && received == WB_TIME_NONE)
    return;

  append_time (out, own ? report->time : received);
  append_text (out, "time-source", own ? "message" : "receipt");
}

static void
append_fix (GString *out,
            const WbReport *report,
            gint64 received)
{
  append_text (out, "label", report->label);
  append_number (out, "lat", report->latitude);
  append_number (out, "lon", report->longitude);
  append_number (out, "altitude", report->altitude);
  append_number (out, "course", report->course);
  append_number (out, "heading", report->heading);
  append_number (out, "speed", report->speed);
  append_number (out, "accuracy", report->accuracy);
  append_fix_time (out, report, received);
  append_text (out, "format", report->format);
  append_flags (out, report->flags);
  if (report->attributes != NULL)
    {
      append_name (out, "attributes");
      g_string_append (out, report->attributes);
    }
}

static const char *
get_report_type (WbReportKind kind)
{
  static const char *const types[] = { "fix", "removed", "rejected", "no-position" };

  g_return_val_if_fail ((gsize) kind < G_N_ELEMENTS (types), "");
  return types[kind];
}

/**
 * wb_line_append_report:
 * @out: where to
 * @connection: (nullable): name of the connection; it is the id of an object that has none
 * @report: a report
 * @received: when its message was received, %WB_TIME_NONE when that is not to be told
 *
 * Appends the line of a fix, a removal, a rejected position or a message without one.
 */
void
wb_line_append_report (GString *out,
                       const char *connection,
                       const WbReport *report,
                       gint64 received)
{
  begin_line (out, get_report_type (report->kind));
  append_text (out, "connection", connection);
  if (report->kind != WB_REPORT_NO_POSITION)
    append_text (out, "id", report->id != NULL ? report->id : connection);

  if (report->kind == WB_REPORT_FIX)
    append_fix (out, report, received);
  else if (report->kind != WB_REPORT_REMOVED)
    append_text (out, "reason", wb_reason_get_name (report->reason));
  if (report->kind == WB_REPORT_REJECTED)
    append_text (out, "detail", report->detail);
  end_line (out);
}

static void
append_event (GString *out,
              const WbEvent *event)
{
  append_text (out, "event", event->name);
  if (event->space != NULL && !g_str_equal (event->space, WB_EVENT_ROOT))
    append_text (out, "namespace", event->space);
  if (event->ack >= 0)
    g_string_append_printf (out, ",\"ack\":%" G_GINT64_FORMAT, event->ack);
  if (event->round_trip >= 0)
    append_number (out, "round-trip", (double) event->round_trip / G_USEC_PER_SEC);
}

static void
append_attachments (GString *out,
                    const WbEvent *event)
{
  guint n_attachments = wb_event_get_n_attachments (event);

  if (n_attachments == 0)
    return;

  append_name (out, "attachments");
  for (guint i = 0; i < n_attachments; i++)
    {
      gsize length;
      gconstpointer data = g_bytes_get_data (g_ptr_array_index (event->attachments, i), &length);
      g_autofree char *base64 = g_base64_encode (data, length);

      g_string_append_printf (out, "%c\"%s\"", i == 0 ? '[' : ',', base64);
    }
  g_string_append_c (out, ']');
}

/**
 * wb_line_append_message:
 * @out: where to
 * @connection: name of the connection
 * @message: a message that was sent or received
 *
 * Appends the line of a message; the payload is byte-exact, as text where it is text.
 */
void
wb_line_append_message (GString *out,
                        const char *connection,
                        const WbMessage *message)
{
  gsize length;
  const char *text = g_bytes_get_data (message->payload, &length);

  begin_line (out, "message");
  append_text (out, "connection", connection);
  append_text (out, "direction", wb_direction_get_name (message->direction));
  append_text (out, "kind", wb_message_kind_get_name (message->kind));
  if (message->event != NULL)
    append_event (out, message->event);
  append_time (out, message->time);
  g_string_append_printf (out, ",\"size\":%" G_GSIZE_FORMAT, length);
  if (message->kind == WB_MESSAGE_BINARY)
    {
      g_autofree char *base64 = g_base64_encode ((const guchar *) text, length);

      append_text (out, "base64", base64);
    }
  else
    {
      append_name (out, "text");
      wb_json_append_string (out, text != NULL ? text : "", length);
    }
  if (message->event != NULL)
    append_attachments (out, message->event);
  end_line (out);
}

/**
 * wb_line_append_state:
 * @out: where to
 * @connection: name of the connection
 * @change: a change of state
 *
 * Appends the line of a change of state.
 */
void
wb_line_append_state (GString *out,
                      const char *connection,
                      const WbStateChange *change)
{
  g_autofree char *explanation = wb_state_change_explain (change);

  begin_line (out, "state");
  append_text (out, "connection", connection);
  append_text (out, "state", wb_state_get_name (change->state));
  if (change->code != 0)
    g_string_append_printf (out, ",\"code\":%u", change->code);
  append_text (out, "reason", change->reason);
  append_text (out, "error", explanation);
  if (change->handshake != NULL && change->handshake->redirects > 0)
    append_text (out, "redirected-to", change->handshake->url);
  if (change->unsent > 0)
    g_string_append_printf (out, ",\"unsent\":%" G_GUINT64_FORMAT, change->unsent);
  if (change->state == WB_STATE_WAITING)
    {
      append_name (out, "retry-in");
      wb_number_append (out, (double) (change->retry_in / 1000) / 1000);
    }
  end_line (out);
}

/**
 * wb_line_append_listening:
 * @out: where to
 * @url: where clients can connect
 *
 * Appends the line that tells where a server listens.
 */
void
wb_line_append_listening (GString *out,
                          const char *url)
{
  begin_line (out, "listening");
  append_text (out, "url", url);
  end_line (out);
}
