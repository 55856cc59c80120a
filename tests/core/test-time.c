/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Moments as text and numbers. */

#include "config.h"

#include "wb-time.h"

#include <math.h>
#include <string.h>

static const struct {
  const char *text;
  const char *formatted; /* NULL when it is no moment */
} moments[] = {
  { "2026-03-01T10:15:30Z", "2026-03-01T10:15:30.000Z" },
  { "2026-03-01t10:15:30z", "2026-03-01T10:15:30.000Z" },
  { "2026-03-01T10:15:30.081Z", "2026-03-01T10:15:30.081Z" },
  { "2026-03-01T10:15:30,5Z", "2026-03-01T10:15:30.500Z" },
  { "2026-03-01T10:15:30.0819999999999999999999Z", "2026-03-01T10:15:30.081Z" },
  { "2026-03-01T10:15:30", "2026-03-01T10:15:30.000Z" },
  { "2026-03-01 10:15:30", "2026-03-01T10:15:30.000Z" },
  { "  2026-03-01   10:15:30  ", "2026-03-01T10:15:30.000Z" },
  { "2026-03-01T10:15", "2026-03-01T10:15:00.000Z" },
  { "2026-03-01T9:15Z", "2026-03-01T09:15:00.000Z" },
  { "2026-03-01", "2026-03-01T00:00:00.000Z" },
  { "2026-3-1 9:05:07", "2026-03-01T09:05:07.000Z" },
  { "20260301T101530Z", "2026-03-01T10:15:30.000Z" },
  { "20260301T1015", "2026-03-01T10:15:00.000Z" },
  { "2026-03-01T10:15:30+00:00", "2026-03-01T10:15:30.000Z" },
  { "2026-03-01T10:15:30.000+02:00", "2026-03-01T08:15:30.000Z" },
  { "2026-03-01T10:15:30+0530", "2026-03-01T04:45:30.000Z" },
  { "2015-10-01T08:00:00-0700", "2015-10-01T15:00:00.000Z" },
  { "2015-10-01T08:00:00-07", "2015-10-01T15:00:00.000Z" },
  { "2026-03-01T10:15:30 UTC", "2026-03-01T10:15:30.000Z" },
  { "2022-12-29 18:22:32.318353 +0000 UTC", "2022-12-29T18:22:32.318Z" },
  { "2022-12-29 18:22:32.318353 -0300 -03", "2022-12-29T21:22:32.318Z" },
  { "2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z" },
  { "2026-02-28T24:00:00Z", "2026-03-01T00:00:00.000Z" },
  { "2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z" },
  { "1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z" },
  { "0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z" },
  { "9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z" },
  { "Sun, 01 Mar 2026 10:15:30 +0000", "2026-03-01T10:15:30.000Z" },
  { "Sun, 1 Mar 2026 10:15:30 -0500 (EST)", "2026-03-01T15:15:30.000Z" },
  { "1 Mar 26 10:15 GMT", "2026-03-01T10:15:00.000Z" },
  { "Sun, 01 Mar 2026 10:15:30 EDT", "2026-03-01T14:15:30.000Z" },
  { "Sunday, 01-Mar-99 10:15:30 GMT", "1999-03-01T10:15:30.000Z" },
  { "1772360130", "2026-03-01T10:15:30.000Z" },
  { " 1772360130.5 ", "2026-03-01T10:15:30.500Z" },
  { "1772360130500", "2026-03-01T10:15:30.500Z" },
  { "1772360130500123", "2026-03-01T10:15:30.500Z" },
  { "1772360130500123456", "2026-03-01T10:15:30.500Z" },
  { "34", "1970-01-01T00:00:34.000Z" },
  { "", NULL },
  { "   ", NULL },
  { "yesterday", NULL },
  { "10:15:30", NULL },
  { "2026-03", NULL },
  { "2026-13-01", NULL },
  { "2026-00-01", NULL },
  { "2026-02-30T00:00:00Z", NULL },
  { "2025-02-29T00:00:00Z", NULL },
  { "0000-01-01T00:00:00Z", NULL },
  { "0001-01-01T00:00:00+01:00", NULL },
  { "9999-12-31T23:59:59-01:00", NULL },
  { "2026-03-01T", NULL },
  { "2026-03-01T10", NULL },
  { "2026-03-01T25:00:00Z", NULL },
  { "2026-03-01T24:00:01Z", NULL },
  { "2026-03-01T10:60:00Z", NULL },
  { "2026-03-01T10:15:61Z", NULL },
  { "2026-03-01T10:15:30.Z", NULL },
  { "2026-03-01T10:15:30+24:00", NULL },
  { "2026-03-01T10:15:30+0", "2026-03-01T10:15:30.000Z" },
  { "2026-03-01T10:15:30 Mars/Olympus", NULL },
  { "2026-03-01T10:15:30Zulu", NULL },
  { "2026-03-01x10:15:30", NULL },
  { "Sun, 32 Mar 2026 10:15:30 +0000", NULL },
  { "Sun, 01 Foo 2026 10:15:30 +0000", NULL },
  { "01 Mar 2026", NULL },
  { "NaN", NULL },
  { "1e300", NULL },
};

static void
test_parse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      gint64 time = 0;
      gboolean parsed = wb_time_parse (moments[i].text, &time);
      g_autofree char *formatted = parsed ? wb_time_format (time) : NULL;

      g_test_message ("“%s”", moments[i].text);
      g_assert_cmpstr (formatted, ==, moments[i].formatted);
    }
}

static void
test_microseconds (void)
{
  gint64 time;

  g_assert_true (wb_time_parse ("2022-12-29 18:22:32.3183539 +0000 UTC", &time));
  g_assert_cmpint (time, ==, G_GINT64_CONSTANT (1672338152318353));
  g_assert_true (wb_time_from_number (1772360130.318353, &time));
  g_assert_cmpint (time, ==, G_GINT64_CONSTANT (1772360130318353));
}

/* The unit is told by the size: seconds, milliseconds, microseconds, nanoseconds. */
static void
test_numbers (void)
{
  static const struct {
    double number;
    gint64 time;
  } numbers[] = {
    { 0, 0 },
    { -1, -1000000 },
    { 1772360130, G_GINT64_CONSTANT (1772360130000000) },
    { 99999999999, G_GINT64_CONSTANT (99999999999000000) },
    { 100000000000, G_GINT64_CONSTANT (100000000000000) },
    { 1772360130500, G_GINT64_CONSTANT (1772360130500000) },
    { 1772360130500123, G_GINT64_CONSTANT (1772360130500123) },
    { 1772360130500123000.0, G_GINT64_CONSTANT (1772360130500123) },
  };
  gint64 time;

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_assert_true (wb_time_from_number (numbers[i].number, &time));
      g_assert_cmpint (time, ==, numbers[i].time);
    }
  g_assert_false (wb_time_from_number ((double) NAN, &time));
  g_assert_false (wb_time_from_number ((double) INFINITY, &time));
  g_assert_false (wb_time_from_number (-(double) INFINITY, &time));
  g_assert_false (wb_time_from_number (1e21, &time));
  g_assert_false (wb_time_from_number (-99999999999.0, &time));
}

static void
test_format_clamps (void)
{
  g_autofree char *first = wb_time_format (G_MININT64);
  g_autofree char *last = wb_time_format (G_MAXINT64);

  g_assert_cmpstr (first, ==, "0001-01-01T00:00:00.000Z");
  g_assert_cmpstr (last, ==, "9999-12-31T23:59:59.999Z");
}

/* Whatever the text is, a moment it gives survives being formatted and read again. */
static void
test_mutations (void)
{
  for (guint round = 0; round < 100000; round++)
    {
      const char *seed = moments[g_test_rand_int_range (0, G_N_ELEMENTS (moments))].text;
      g_autofree char *text = g_strdup (seed);
      gsize length = strlen (text);
      gint64 time, again;

      if (length > 0)
        text[g_test_rand_int_range (0, (gint32) length)] = (char) g_test_rand_int_range (1, 256);
      if (wb_time_parse (text, &time))
        {
          g_autofree char *formatted = wb_time_format (time);

          g_assert_cmpuint (strlen (formatted), ==, strlen ("2026-03-01T10:15:30.000Z"));
          g_assert_true (wb_time_parse (formatted, &again));
          g_assert_cmpint (time - again, >=, 0);
          g_assert_cmpint (time - again, <, 1000);
        }
    }
}

/* Two hours do not fit into 32 bits. */
static void
test_count_seconds (void)
{
  g_assert_cmpint (wb_time_count_seconds (0), ==, 0);
  g_assert_cmpint (wb_time_count_seconds (1), ==, 1);
  g_assert_cmpint (wb_time_count_seconds (G_USEC_PER_SEC), ==, 1);
  g_assert_cmpint (wb_time_count_seconds (G_USEC_PER_SEC + 1), ==, 2);
  g_assert_cmpint (wb_time_count_seconds (2 * 3600 * (gint64) G_USEC_PER_SEC), ==, 2 * 3600);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/time/parse", test_parse);
  g_test_add_func ("/core/time/microseconds", test_microseconds);
  g_test_add_func ("/core/time/numbers", test_numbers);
  g_test_add_func ("/core/time/format-clamps", test_format_clamps);
  g_test_add_func ("/core/time/mutations", test_mutations);
  g_test_add_func ("/core/time/count-seconds", test_count_seconds);

  return g_test_run ();
}
