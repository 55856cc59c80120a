/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What tests and fuzzers of decoders share. */

#include "config.h"

#include "wb-check.h"

#include "wb-attributes.h"
#include "wb-decoding.h"
#include "wb-format.h"
#include "wb-json-tree.h"
#include "wb-number.h"
#include "wb-time.h"

#include <math.h>
#include <string.h>

/**
 * wb_check_create_decoder:
 * @format: (nullable): a format, %NULL to find it by itself
 *
 * Returns: (transfer full): a decoder, made as the program makes it
 */
WbDecoder *
wb_check_create_decoder (const char *format)
{
  g_autoptr(WbRegistry) registry = wb_registry_new ();
  WbDecoder *decoder;

  wb_format_register (registry);
  decoder = wb_registry_create_decoder (registry, format);
  g_assert_nonnull (decoder);
  return decoder;
}

/**
 * wb_check_decode:
 * @decoder: a decoder
 * @time: when the message was received, µs since the epoch or %WB_TIME_NONE
 * @data: its payload: a text message if it is valid UTF-8, else a binary one
 * @length: bytes of it
 *
 * Returns: (transfer full): the message with its reports, which are valid
 */
WbMessage *
wb_check_decode (WbDecoder *decoder,
                 gint64 time,
                 const char *data,
                 gsize length)
{
  g_autoptr(GBytes) payload = g_bytes_new (data, length);
  gboolean text = g_utf8_validate_len (data, length, NULL);
  WbMessage *message = wb_message_new (
      WB_DIRECTION_RECEIVED, text ? WB_MESSAGE_TEXT : WB_MESSAGE_BINARY, time, payload);

  wb_decoder_decode (decoder, message);
  wb_check_reports (message);
  return message;
}

static void
describe_number (GString *out,
                 const char *name,
                 double value)
{
  if (isnan (value))
    return;
  g_string_append_printf (out, " %s=", name);
  wb_number_append (out, value);
}

static void
describe_text (GString *out,
               const char *name,
               const char *text)
{
  if (text != NULL)
    g_string_append_printf (out, " %s=%s", name, text);
}

static void
describe_fix (GString *out,
              const WbReport *report)
{
  g_autofree char *time =
      report->time != WB_TIME_NONE ? wb_time_format (report->time) : NULL;

  describe_text (out, "label", report->label);
  describe_number (out, "lat", report->latitude);
  describe_number (out, "lon", report->longitude);
  describe_number (out, "altitude", report->altitude);
  describe_number (out, "course", report->course);
  describe_number (out, "heading", report->heading);
  describe_number (out, "speed", report->speed);
  describe_number (out, "accuracy", report->accuracy);
  describe_text (out, "time", time);
  if (report->flags & WB_FIX_NULL_ISLAND)
    g_string_append (out, " null-island");
  if (report->flags & WB_FIX_TIME_IN_FUTURE)
    g_string_append (out, " time-in-future");
  if (report->flags & WB_FIX_TIME_TOO_OLD)
    g_string_append (out, " time-too-old");
  describe_text (out, "attributes", report->attributes);
}

static void
describe_report (GString *out,
                 const WbReport *report)
{
  static const char *const kinds[] = { "fix", "removed", "rejected", "no-position" };

  g_string_append (out, kinds[report->kind]);
  describe_text (out, "id", report->id);
  if (report->kind == WB_REPORT_FIX)
    describe_fix (out, report);
  else
    describe_text (out, "reason", wb_reason_get_name (report->reason));
  describe_text (out, "detail", report->detail);
}

/**
 * wb_check_describe:
 * @message: a message
 *
 * Returns: (transfer full): its reports as text, a line each, without the format
 */
char *
wb_check_describe (const WbMessage *message)
{
  GString *out = g_string_new (NULL);

  for (const WbReport *report = message->reports; report != NULL; report = report->next)
    {
      describe_report (out, report);
      if (report->next != NULL)
        g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

static void
check_text (const char *text)
{
  if (text == NULL)
    return;
  g_assert_cmpuint (strlen (text), >, 0);
  g_assert_cmpuint (strlen (text), <=, WB_DECODING_MAX_TEXT_BYTES);
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

static void
check_measure (double value,
               double min,
               double max)
{
  g_assert_true (isnan (value) || (isfinite (value) && value >= min && value < max));
}

static void
check_fix (const WbReport *report)
{
  g_assert_true (fabs (report->latitude) <= 90);
  g_assert_true (fabs (report->longitude) <= 180);
  check_measure (report->altitude, -INFINITY, INFINITY);
  check_measure (report->course, 0, 360);
  check_measure (report->heading, 0, 360);
  check_measure (report->speed, 0, INFINITY);
  check_measure (report->accuracy, 0, INFINITY);
  g_assert_true (!isnan (report->course) || isnan (report->heading));
  g_assert_cmpint (report->reason, ==, WB_REASON_NONE);
  if (report->time == WB_TIME_NONE)
    g_assert_false (report->flags & (WB_FIX_TIME_IN_FUTURE | WB_FIX_TIME_TOO_OLD));
}

static void
check_attributes (const WbReport *report)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GString) again = g_string_new (NULL);

  if (report->attributes == NULL)
    return;
  g_assert_cmpuint (g_ref_string_length (report->attributes), ==, strlen (report->attributes));
  g_assert_cmpuint (strlen (report->attributes), <=, WB_ATTRIBUTES_MAX_BYTES);
  node = wb_json_parse (report->attributes, strlen (report->attributes), &error);
  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
  g_assert_cmpuint (json_object_get_size (json_node_get_object (node)), >, 0);

  /* No name twice, and compact: */
  wb_json_append_node (again, node);
  g_assert_cmpstr (again->str, ==, report->attributes);
}

/**
 * wb_check_reports:
 * @message: a message that was decoded
 *
 * Aborts unless there are reports and all of them are what #WbReport says.
 */
void
wb_check_reports (const WbMessage *message)
{
  g_assert_nonnull (message->reports);
  for (const WbReport *report = message->reports; report != NULL; report = report->next)
    {
      g_assert_nonnull (report->format);
      check_text (report->id);
      check_text (report->label);
      check_attributes (report);
      g_assert_true (report->detail == NULL || g_utf8_validate (report->detail, -1, NULL));
      if (report->kind == WB_REPORT_FIX)
        check_fix (report);
      else
        g_assert_cmpint (report->reason, !=, WB_REASON_NONE);
    }
}

static void
check_case (const char *format,
            const WbCheckCase *row)
{
  g_autoptr(WbDecoder) decoder = wb_check_create_decoder (format);
  g_autoptr(GString) reports = g_string_new (NULL);

  for (gsize i = 0; i < WB_CHECK_MAX_MESSAGES && row->messages[i] != NULL; i++)
    {
      const char *text = row->messages[i];
      g_autoptr(WbMessage) message = wb_check_decode (decoder, WB_CHECK_TIME, text, strlen (text));
      g_autofree char *description = wb_check_describe (message);

      g_string_append_printf (reports, "%s%s", i > 0 ? "\n" : "", description);
    }
  g_assert_cmpstr (reports->str, ==, row->reports);
  g_assert_finalize_object (g_steal_pointer (&decoder));
}

/**
 * wb_check_cases:
 * @format: (nullable): the format of the decoder, a new one for each case
 * @cases: (array length=n_cases): what goes in and what is to come out
 */
void
wb_check_cases (const char *format,
                const WbCheckCase *cases,
                gsize n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autofree char *printable = g_strescape (cases[i].messages[0], NULL);

      g_test_message ("%.200s", printable);
      check_case (format, &cases[i]);
    }
}
