/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Moments as text and numbers, as servers of all kinds write them. */

#include "config.h"

#include "wb-time.h"

#include "wb-number.h"

#include <math.h>
#include <string.h>
#include <time.h>

/* The years 1 to 9999, which is what four digits can say. */
#define MIN_SECONDS G_GINT64_CONSTANT (-62135596800)
#define MAX_SECONDS G_GINT64_CONSTANT (253402300799)

/* GDate counts days from 1 January of the year 1, which is day 1. */
#define JULIAN_DAY_OF_EPOCH 719163

#define SECONDS_PER_DAY (24 * 60 * 60)

/* A moment as it was written. */
typedef struct {
  int year;
  int month;
  int day;
  int hour;
  int minute;
  int second;
  int microsecond;
  int offset; /* of the clock from UTC, seconds east */
} Moment;

static void
skip_blanks (const char **at)
{
  while (g_ascii_isspace (**at))
    (*at)++;
}

static gboolean
skip_char (const char **at,
           char wanted)
{
  if (**at != wanted)
    return FALSE;
  (*at)++;
  return TRUE;
}

/* Reads at least @min and at most @max digits. */
static gboolean
read_digits (const char **at,
             int min,
             int max,
             int *value)
{
  int n = 0;

  *value = 0;
  for (; n < max && g_ascii_isdigit (**at); n++, (*at)++)
    *value = *value * 10 + (**at - '0');
  return n >= min;
}

static gsize
count_letters (const char *at)
{
  gsize n = 0;

  while (g_ascii_isalpha (at[n]))
    n++;
  return n;
}

/* 2026-03-01, or 20260301 in front of a “T”: digits alone would be a number. */
static gboolean
read_iso_date (const char **at,
               Moment *moment)
{
  gboolean hyphens;

  if (!read_digits (at, 4, 4, &moment->year))
    return FALSE;
  hyphens = skip_char (at, '-');
  if (!read_digits (at, hyphens ? 1 : 2, 2, &moment->month) || (hyphens && !skip_char (at, '-')))
    return FALSE;
  return read_digits (at, hyphens ? 1 : 2, 2, &moment->day) && (hyphens || **at == 'T');
}

/* Digits beyond the sixth are cut off. */
static gboolean
read_fraction (const char **at,
               Moment *moment)
{
  int scale = 100000;

  if (!g_ascii_isdigit (**at))
    return FALSE;
  for (; g_ascii_isdigit (**at); (*at)++, scale /= 10)
    moment->microsecond += (**at - '0') * scale;
  return TRUE;
}

/* 10:15, 9:15:30, 10:15:30.5, 10:15:30,5 or 101530. */
static gboolean
read_clock (const char **at,
            Moment *moment)
{
  gboolean colons;

  if (!read_digits (at, 1, 2, &moment->hour))
    return FALSE;
  colons = skip_char (at, ':');
  if (!read_digits (at, 2, 2, &moment->minute))
    return FALSE;
  if (colons ? !skip_char (at, ':') : !g_ascii_isdigit (**at))
    return TRUE;
  if (!read_digits (at, 2, 2, &moment->second))
    return FALSE;
  return skip_char (at, '.') || skip_char (at, ',') ? read_fraction (at, moment) : TRUE;
}

/* +01:00, +0100 or +01. */
static gboolean
read_offset (const char **at,
             Moment *moment)
{
  int sign = **at == '-' ? -1 : 1;
  int hours, minutes = 0;

  (*at)++;
  if (!read_digits (at, 1, 2, &hours) || hours > 23)
    return FALSE;
  if ((skip_char (at, ':') || g_ascii_isdigit (**at)) &&
      (!read_digits (at, 2, 2, &minutes) || minutes > 59))
    return FALSE;
  moment->offset = sign * (hours * 60 + minutes) * 60;
  return TRUE;
}

/* The names of RFC 2822; all others are ambiguous. */
static gboolean
read_zone_name (const char **at,
                Moment *moment)
{
  static const struct {
    const char *name;
    int hours;
  } zones[] = {
    { "Z", 0 }, { "UTC", 0 }, { "GMT", 0 }, { "UT", 0 }, { "EST", -5 }, { "EDT", -4 },
    { "CST", -6 }, { "CDT", -5 }, { "MST", -7 }, { "MDT", -6 }, { "PST", -8 }, { "PDT", -7 },
  };
  gsize length = count_letters (*at);

  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    if (strlen (zones[i].name) == length && g_ascii_strncasecmp (*at, zones[i].name, length) == 0)
      {
        moment->offset = zones[i].hours * 60 * 60;
        *at += length;
        return TRUE;
      }
  return FALSE;
}

/* The rest of the text: nothing, a zone, or an offset and the zone's name, which is ignored. */
static gboolean
read_zone (const char **at,
           Moment *moment)
{
  skip_blanks (at);
  if (**at == '\0')
    return TRUE;

  if (**at != '+' && **at != '-')
    {
      if (!read_zone_name (at, moment))
        return FALSE;
    }
  else
    {
      if (!read_offset (at, moment))
        return FALSE;
      if (skip_char (at, ' '))
        while (g_ascii_isgraph (**at))
          (*at)++;
    }

  skip_blanks (at);
  return **at == '\0';
}

static gboolean
read_iso (const char *at,
          Moment *moment)
{
  if (!read_iso_date (&at, moment))
    return FALSE;

  if (!skip_char (&at, 'T') && !skip_char (&at, 't'))
    {
      if (*at != '\0' && !g_ascii_isspace (*at))
        return FALSE;
      skip_blanks (&at);
      if (*at == '\0')
        return TRUE;
    }
  return read_clock (&at, moment) && read_zone (&at, moment);
}

static gboolean
read_month_name (const char **at,
                 Moment *moment)
{
  static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";

  for (int i = 0; i < 12; i++)
    if (g_ascii_strncasecmp (*at, names + 3 * i, 3) == 0)
      {
        moment->month = i + 1;
        *at += count_letters (*at);
        return TRUE;
      }
  return FALSE;
}

/* Between the parts of a date: “1 Mar 2026” or “1-Mar-2026”. */
static gboolean
skip_date_separator (const char **at)
{
  const char *before = *at;

  if (!skip_char (at, '-'))
    skip_blanks (at);
  return *at != before;
}

static gboolean
read_rfc2822 (const char *at,
              Moment *moment)
{
  const char *year;

  at += count_letters (at);
  skip_char (&at, ',');
  skip_blanks (&at);
  if (!read_digits (&at, 1, 2, &moment->day) || !skip_date_separator (&at) ||
      !read_month_name (&at, moment) || !skip_date_separator (&at))
    return FALSE;

  year = at;
  if (!read_digits (&at, 2, 4, &moment->year) || !g_ascii_isspace (*at))
    return FALSE;
  if (at - year == 2)
    moment->year += moment->year < 50 ? 2000 : 1900;
  skip_blanks (&at);
  return read_clock (&at, moment) && read_zone (&at, moment);
}

static gboolean
is_clock_valid (const Moment *moment)
{
  if (moment->hour == 24)
    return moment->minute == 0 && moment->second == 0 && moment->microsecond == 0;
  return moment->hour < 24 && moment->minute < 60 && moment->second <= 60;
}

static gboolean
convert (const Moment *moment,
         gint64 *time)
{
  GDateDay day = (GDateDay) moment->day;
  GDateMonth month = (GDateMonth) moment->month;
  GDateYear year = (GDateYear) moment->year;
  GDate date;
  gint64 seconds;

  if (!is_clock_valid (moment) || !g_date_valid_dmy (day, month, year))
    return FALSE;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day, month, year);
  seconds = ((gint64) g_date_get_julian (&date) - JULIAN_DAY_OF_EPOCH) * SECONDS_PER_DAY;
  seconds += (moment->hour * 60 + moment->minute) * 60 + moment->second - moment->offset;
  if (seconds < MIN_SECONDS || seconds > MAX_SECONDS)
    return FALSE;

  *time = seconds * G_USEC_PER_SEC + moment->microsecond;
  return TRUE;
}

/**
 * wb_time_parse:
 * @text: a moment as text
 * @time: (out): µs since the epoch
 *
 * Reads ISO 8601 with all the liberties servers take (a blank for the “T”, no seconds, fractions
 * of any length, offsets without a colon), what Go prints, the dates of mails, and numbers as
 * wb_time_from_number() does. Without a zone it is UTC.
 *
 * Returns: whether @text is a moment within the years 1 to 9999
 */
gboolean
wb_time_parse (const char *text,
               gint64 *time)
{
  Moment moment = { 0 };
  double number;

  g_return_val_if_fail (text != NULL, FALSE);

  if (wb_number_parse (text, strlen (text), &number))
    return wb_time_from_number (number, time);

  skip_blanks (&text);
  if (read_iso (text, &moment))
    return convert (&moment, time);

  moment = (Moment) { 0 };
  return read_rfc2822 (text, &moment) && convert (&moment, time);
}

/**
 * wb_time_from_number:
 * @number: seconds, milliseconds, microseconds or nanoseconds since the epoch
 * @time: (out): µs since the epoch
 *
 * Tells the unit by the size, which is not ambiguous from 1973 to 5138.
 *
 * Returns: whether @number is a moment within the years 1 to 9999
 */
gboolean
wb_time_from_number (double number,
                     gint64 *time)
{
  double size = fabs (number);
  double microseconds;

  if (size < 1e11)
    microseconds = number * 1e6;
  else if (size < 1e14)
    microseconds = number * 1e3;
  else if (size < 1e17)
    microseconds = number;
  else
    microseconds = number / 1e3;

  if (!(microseconds < (double) MAX_SECONDS * 1e6 && microseconds >= (double) MIN_SECONDS * 1e6))
    return FALSE;
  *time = (gint64) round (microseconds);
  return TRUE;
}

/**
 * wb_time_format:
 * @time: µs since the epoch; what is outside the years 1 to 9999 becomes the nearest moment inside
 *
 * Returns: (transfer full): RFC 3339 in UTC with milliseconds, as “2026-03-01T10:15:30.000Z”
 */
char *
wb_time_format (gint64 time)
{
  gint64 clamped = CLAMP (time, MIN_SECONDS * G_USEC_PER_SEC,
                          MAX_SECONDS * G_USEC_PER_SEC + G_USEC_PER_SEC - 1);
  gint64 since_first = clamped - MIN_SECONDS * G_USEC_PER_SEC;
  gint64 seconds = since_first / G_USEC_PER_SEC + MIN_SECONDS;
  g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc (seconds);

  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d.%03dZ",
                          g_date_time_get_year (date),
                          g_date_time_get_month (date),
                          g_date_time_get_day_of_month (date),
                          g_date_time_get_hour (date),
                          g_date_time_get_minute (date),
                          g_date_time_get_second (date),
                          (int) (since_first % G_USEC_PER_SEC / 1000));
}

/**
 * wb_time_get_uptime:
 *
 * What ages are counted with: unlike the time of day nobody sets it, and unlike monotonic time it
 * goes on while the machine sleeps.
 *
 * Returns: µs since the machine was started
 */
gint64
wb_time_get_uptime (void)
{
  struct timespec time;

  clock_gettime (CLOCK_BOOTTIME, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/**
 * wb_time_count_seconds:
 * @span: µs
 *
 * Returns: how many seconds that is; one that has begun counts
 */
gint64
wb_time_count_seconds (gint64 span)
{
  return (span + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;
}
