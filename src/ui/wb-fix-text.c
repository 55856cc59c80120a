/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What a decoder said about a message, in words. */

#include "config.h"

#include "wb-fix-text.h"

#include "wb-format-text.h"
#include "wb-message-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A message can hold thousands of positions; so many of them are written out. */
#define MAX_REPORTS 50

static const struct {
  const char *name;
  const char *title;
} formats[] = {
  { "geojson", "GeoJSON" },
  { "json", "JSON" },
  { "generic", "JSON" },
  { "signalk", "Signal K" },
};

static const char *
describe_format (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_strcmp0 (name, formats[i].name) == 0)
      return formats[i].title;
  return name != NULL ? name : "";
}

static void
append_line (WbStyledText *out,
             WbTextStyle style,
             const char *text)
{
  wb_styled_text_append (out, style, FALSE, text, -1);
  wb_styled_text_append (out, WB_TEXT_PLAIN, FALSE, "\n", -1);
}

static void
append_fact (WbStyledText *out,
             const char *name,
             const char *value)
{
  if (value == NULL || *value == '\0')
    return;

  wb_styled_text_append (out, WB_TEXT_DIM, FALSE, name, -1);
  wb_styled_text_append (out, WB_TEXT_PLAIN, FALSE, "\t", -1);
  append_line (out, WB_TEXT_PLAIN, value);
}

static void
append_number (WbStyledText *out,
               const char *name,
               double value,
               char *(*format) (double value))
{
  g_autofree char *text = isfinite (value) ? format (value) : NULL;

  append_fact (out, name, text);
}

static const struct {
  WbFixFlags flag;
  const char *sentence;
} oddities[] = {
  { WB_FIX_NULL_ISLAND, N_ ("Exactly 0°, 0°: mostly a missing position.") },
  { WB_FIX_TIME_IN_FUTURE, N_ ("Its time lies in the future.") },
  { WB_FIX_TIME_TOO_OLD, N_ ("Its time can’t be right.") },
};

static void
append_time (WbStyledText *out,
             const WbReport *report)
{
  g_autofree char *time = report->time != WB_TIME_NONE ? wb_format_clock (report->time, g_get_real_time ()) : NULL;

  append_fact (out, _ ("Reported"), time);
}

static void
append_fix (WbStyledText *out,
            const WbReport *report)
{
  g_autofree char *latitude = wb_format_latitude (report->latitude);
  g_autofree char *longitude = wb_format_longitude (report->longitude);
  g_autofree char *position = g_strdup_printf ("%s\n\t%s", latitude, longitude);

  append_fact (out, _ ("Position"), position);
  append_number (out, _ ("Altitude"), report->altitude, wb_format_length);
  append_number (out, _ ("Speed"), report->speed, wb_format_speed);
  append_number (out, _ ("Course"), report->course, wb_format_direction);
  append_number (out, _ ("Heading"), report->heading, wb_format_direction);
  append_number (out, _ ("Accuracy"), report->accuracy, wb_format_accuracy);
  append_time (out, report);
  for (gsize i = 0; i < G_N_ELEMENTS (oddities); i++)
    if (report->flags & oddities[i].flag)
      append_line (out, WB_TEXT_DIM, _ (oddities[i].sentence));
}

static const char *
describe_kind (const WbReport *report)
{
  switch (report->kind)
    {
    case WB_REPORT_FIX:
      /* Translators: a position that a message reports */
      return _ ("Fix");
    case WB_REPORT_REMOVED:
      return _ ("Removed");
    case WB_REPORT_REJECTED:
      return _ ("Rejected");
    case WB_REPORT_NO_POSITION:
    default:
      return _ ("No position");
    }
}

static void
append_report (WbStyledText *out,
               const WbReport *report)
{
  gboolean has_label = report->label != NULL && *report->label != '\0';

  append_line (out, WB_TEXT_HEADING, has_label ? report->label : describe_kind (report));
  if (report->kind != WB_REPORT_FIX && has_label)
    append_line (out, WB_TEXT_PLAIN, describe_kind (report));
  append_fact (out, _ ("Id"), report->id);
  if (report->kind == WB_REPORT_FIX)
    append_fix (out, report);
  if (report->reason != WB_REASON_NONE)
    append_fact (out, _ ("Reason"), wb_reason_describe (report->reason));
  append_fact (out, _ ("Value"), report->detail);
  append_fact (out, _ ("Format"), describe_format (report->format));
  append_fact (out, _ ("Latitude at"), report->latitude_path);
  append_fact (out, _ ("Longitude at"), report->longitude_path);
}

/**
 * wb_fix_text_append:
 * @out: where to
 * @message: a message
 *
 * Writes out its reports: a heading for each, then facts with a tab behind their names.
 */
void
wb_fix_text_append (WbStyledText *out,
                    const WbMessage *message)
{
  guint count = 0;

  if (message->reports == NULL)
    append_line (out, WB_TEXT_DIM, _ ("This message was not searched for positions."));
  for (const WbReport *report = message->reports; report != NULL; report = report->next)
    {
      if (count++ >= MAX_REPORTS)
        continue;
      if (count > 1)
        append_line (out, WB_TEXT_PLAIN, "");
      append_report (out, report);
    }
  if (count > MAX_REPORTS)
    {
      g_autofree char *more =
          g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "… and %u more", "… and %u more", count - MAX_REPORTS),
                           count - MAX_REPORTS);

      append_line (out, WB_TEXT_DIM, more);
    }
}

/**
 * wb_fix_text_get_fix:
 * @message: a message
 *
 * Returns: (transfer none) (nullable): its first position
 */
const WbReport *
wb_fix_text_get_fix (const WbMessage *message)
{
  for (const WbReport *report = message->reports; report != NULL; report = report->next)
    if (report->kind == WB_REPORT_FIX)
      return report;
  return NULL;
}

static guint
count_reports (const WbMessage *message,
               WbReportKind kind)
{
  guint count = 0;

  for (const WbReport *report = message->reports; report != NULL; report = report->next)
    count += report->kind == kind;
  return count;
}

/**
 * wb_fix_text_headline:
 * @message: a message
 * @connection: (nullable): where it came from, whose name stands for one that an object has not
 *
 * Returns: (transfer full) (nullable): as in “Decoded as Stena Danica”; %NULL if there is nothing
 *   to say
 */
char *
wb_fix_text_headline (const WbMessage *message,
                      WbConnection *connection)
{
  gboolean rejected;
  g_autofree char *subject = NULL;

  if (message->reports == NULL)
    return NULL;

  subject = wb_message_text_subject (message, &rejected);
  if (rejected)
    return g_strdup (_ ("Rejected"));
  if (subject == NULL && connection != NULL && wb_fix_text_get_fix (message) != NULL)
    subject = wb_connection_dup_name (connection);
  if (subject != NULL)
    /* Translators: the name of the object a message is about */
    return g_strdup_printf (_ ("Decoded as %s"), subject);
  return g_strdup (wb_fix_text_get_fix (message) != NULL ? _ ("Decoded") : _ ("No position"));
}

/**
 * wb_fix_text_summary:
 * @message: a message with reports
 *
 * Returns: (transfer full): as in “GeoJSON · 1 fix”, or why there is none
 */
char *
wb_fix_text_summary (const WbMessage *message)
{
  guint fixes = count_reports (message, WB_REPORT_FIX);
  guint removed = count_reports (message, WB_REPORT_REMOVED);
  gboolean rejected;
  g_autofree char *subject = wb_message_text_subject (message, &rejected);
  g_autofree char *count = NULL;

  if (rejected)
    return g_steal_pointer (&subject);
  if (fixes == 0 && removed == 0)
    return g_strdup (message->reports->reason != WB_REASON_NONE ? wb_reason_describe (message->reports->reason) : "");

  if (fixes > 0)
    count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u fix", "%u fixes", fixes), fixes);
  else
    count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u removed", "%u removed", removed), removed);
  return g_strdup_printf ("%s · %s", describe_format (message->reports->format), count);
}
