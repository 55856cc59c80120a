/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What a decoder has to say about one position. */

#include "config.h"

#include "wb-report.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static const struct {
  WbReason reason;
  const char *name;
  const char *text;
} reasons[] = {
  /* Translators: why a message gives no position. */
  { WB_REASON_NOT_JSON, "not-json", N_ ("not JSON") },
  { WB_REASON_NO_COORDINATES, "no-coordinates", N_ ("no coordinates") },
  { WB_REASON_ATTRIBUTES_ONLY, "attributes-only", N_ ("attributes only") },
  { WB_REASON_LATITUDE_OUT_OF_RANGE, "latitude-out-of-range", N_ ("latitude out of range") },
  { WB_REASON_LONGITUDE_OUT_OF_RANGE, "longitude-out-of-range", N_ ("longitude out of range") },
  { WB_REASON_LATITUDE_NOT_A_NUMBER, "latitude-not-a-number", N_ ("latitude is not a number") },
  { WB_REASON_LONGITUDE_NOT_A_NUMBER, "longitude-not-a-number", N_ ("longitude is not a number") },
};

/**
 * wb_report_new:
 * @kind: what is reported
 * @format: a static string
 *
 * Returns: (transfer full): a report about which nothing else is known
 */
WbReport *
wb_report_new (WbReportKind kind,
               const char *format)
{
  WbReport *self = g_slice_new0 (WbReport);

  self->kind = kind;
  self->format = format;
  self->latitude = self->longitude = self->altitude = NAN;
  self->course = self->heading = self->speed = self->accuracy = NAN;
  self->time = WB_TIME_NONE;
  return self;
}

void
wb_report_free (WbReport *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->id, g_ref_string_release);
  g_clear_pointer (&self->label, g_ref_string_release);
  g_clear_pointer (&self->attributes, g_ref_string_release);
  g_free (self->detail);
  g_free (self->latitude_path);
  g_free (self->longitude_path);
  g_slice_free (WbReport, self);
}

/**
 * wb_report_get_cost:
 * @self: a report
 *
 * Returns: about how many bytes of memory it holds; shared strings are not counted
 */
gsize
wb_report_get_cost (const WbReport *self)
{
  gsize cost = sizeof *self;

  if (self->attributes != NULL)
    cost += g_ref_string_length (self->attributes);
  if (self->detail != NULL)
    cost += strlen (self->detail);
  return cost;
}

/**
 * wb_report_has_time:
 * @self: a fix
 *
 * Returns: whether it has a time of its own that can be right
 */
gboolean
wb_report_has_time (const WbReport *self)
{
  return self->time != WB_TIME_NONE && (self->flags & (WB_FIX_TIME_IN_FUTURE | WB_FIX_TIME_TOO_OLD)) == 0;
}

/**
 * wb_report_get_time:
 * @self: a fix
 * @received: when its message arrived, µs since the epoch
 *
 * Returns: the time to order and age the fix by: its own where that can be right, else @received
 */
gint64
wb_report_get_time (const WbReport *self,
                    gint64 received)
{
  return wb_report_has_time (self) ? self->time : received;
}

/**
 * wb_reason_get_name:
 * @reason: a reason other than none
 *
 * Returns: its name on the command line; never translated
 */
const char *
wb_reason_get_name (WbReason reason)
{
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (reasons[i].reason == reason)
      return reasons[i].name;
  g_return_val_if_reached ("");
}

/**
 * wb_reason_describe:
 * @reason: a reason other than none
 *
 * Returns: the translated words for people
 */
const char *
wb_reason_describe (WbReason reason)
{
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (reasons[i].reason == reason)
      return _ (reasons[i].text);
  g_return_val_if_reached ("");
}
