/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Quantities as texts for people.
 *
 * A no-break space stands before units; the degree sign follows without any. */

#include "config.h"

#include "wb-format-text.h"

#include "wb-units.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <math.h>
#include <string.h>

/* From here on decimals say nothing any more. */
#define NO_DECIMALS_FROM 100

#define SECOND ((gint64) G_USEC_PER_SEC)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

static const char *const directions[] = {
  N_ ("north"), N_ ("north-east"), N_ ("east"), N_ ("south-east"),
  N_ ("south"), N_ ("south-west"), N_ ("west"), N_ ("north-west"),
};

/**
 * wb_format_speed:
 * @speed: metres per second
 *
 * Returns: (transfer full): as in “14.2 kn”
 */
char *
wb_format_speed (double speed)
{
  double knots = speed / wb_unit_convert (WB_UNIT_KNOTS, 1);

  /* Translators: knots */
  return g_strdup_printf (_ ("%.*f kn"), knots < NO_DECIMALS_FROM - 0.05 ? 1 : 0, knots);
}

static int
round_angle (double angle)
{
  return (int) lround (angle) % 360;
}

/**
 * wb_format_angle:
 * @angle: degrees, 0 ≤ angle < 360
 *
 * Returns: (transfer full): as in “128°”
 */
char *
wb_format_angle (double angle)
{
  return g_strdup_printf (_ ("%d°"), round_angle (angle));
}

/**
 * wb_format_direction:
 * @angle: degrees, 0 ≤ angle < 360
 *
 * Returns: (transfer full): as in “128° (south-east)”
 */
char *
wb_format_direction (double angle)
{
  int octant = (int) lround (angle / 45) % (int) G_N_ELEMENTS (directions);

  /* Translators: a course and its point of the compass, as in “128° (south-east)” */
  return g_strdup_printf (_ ("%d° (%s)"), round_angle (angle), _ (directions[octant]));
}

char *
wb_format_latitude (double latitude)
{
  return g_strdup_printf (latitude < 0 ? _ ("%.5f° S") : _ ("%.5f° N"), fabs (latitude));
}

char *
wb_format_longitude (double longitude)
{
  return g_strdup_printf (longitude < 0 ? _ ("%.5f° W") : _ ("%.5f° E"), fabs (longitude));
}

/**
 * wb_format_coordinates:
 * @latitude: degrees
 * @longitude: degrees
 *
 * Returns: (transfer full): as other programs read them, whatever the language: “57.28000, 11.02000”
 */
char *
wb_format_coordinates (double latitude,
                       double longitude)
{
  char north[G_ASCII_DTOSTR_BUF_SIZE], east[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (north, sizeof north, "%.5f", latitude);
  g_ascii_formatd (east, sizeof east, "%.5f", longitude);
  return g_strdup_printf ("%s, %s", north, east);
}

/**
 * wb_format_count:
 * @count: how many
 *
 * Returns: (transfer full): with the separators of the locale, as in “12,481”
 */
char *
wb_format_count (guint64 count)
{
  const char *separator = localeconv ()->thousands_sep;
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, count);
  gsize length = strlen (digits);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append (text, separator);
      g_string_append_c (text, digits[i]);
    }
  return g_string_free (text, FALSE);
}

/* A length without its unit: tenths of a metre matter below ten. */
static char *
format_metres (double metres)
{
  double size = fabs (metres);
  g_autofree char *count =
      size < 9.95 ? g_strdup_printf ("%.1f", size) : wb_format_count ((guint64) MIN (size + 0.5, 1e18));

  return g_strconcat (metres < 0 ? "−" : "", count, NULL);
}

/**
 * wb_format_length:
 * @length: metres
 *
 * Returns: (transfer full): as in “12 m” or “10,800 m”
 */
char *
wb_format_length (double length)
{
  g_autofree char *metres = format_metres (length);

  return g_strdup_printf (_ ("%s m"), metres);
}

/**
 * wb_format_accuracy:
 * @accuracy: metres
 *
 * Returns: (transfer full): as in “± 12 m”
 */
char *
wb_format_accuracy (double accuracy)
{
  g_autofree char *metres = format_metres (accuracy);

  return g_strdup_printf (_ ("± %s m"), metres);
}

/**
 * wb_format_age:
 * @age: µs; less than nothing counts as nothing
 *
 * Returns: (transfer full): as in “2 s”, “6 min”, “3 h” or “4 d”
 */
char *
wb_format_age (gint64 age)
{
  if (age < MINUTE)
    return g_strdup_printf (_ ("%d s"), (int) (MAX (age, 0) / SECOND));
  if (age < HOUR)
    return g_strdup_printf (_ ("%d min"), (int) (age / MINUTE));
  if (age < 2 * DAY)
    return g_strdup_printf (_ ("%d h"), (int) (age / HOUR));
  return g_strdup_printf (_ ("%d d"), (int) MIN (age / DAY, G_MAXINT));
}

/**
 * wb_format_delay:
 * @delay: µs
 *
 * Returns: (transfer full): as in “0.2 s”, with tenths up to a minute
 */
char *
wb_format_delay (gint64 delay)
{
  g_autofree char *duration = NULL;

  if (ABS (delay) < MINUTE)
    return g_strdup_printf (_ ("%.1f s"), (double) delay / (double) SECOND);

  duration = wb_format_age (ABS (delay));
  /* Translators: a negative duration; %s is as in “6 min” */
  return delay > 0 ? g_steal_pointer (&duration) : g_strdup_printf (_ ("−%s"), duration);
}

/**
 * wb_format_milliseconds:
 * @duration: µs
 *
 * Returns: (transfer full): as in “24 ms”, with tenths below ten, of which there is always one
 */
char *
wb_format_milliseconds (gint64 duration)
{
  double milliseconds = MAX ((double) duration / 1000, 0.1);

  return g_strdup_printf (_ ("%.*f ms"), milliseconds < 10 ? 1 : 0, milliseconds);
}

/**
 * wb_format_time:
 * @time: µs since the epoch
 * @with_milliseconds: whether to be exact
 *
 * Returns: (transfer full): local time of day, as in “14:03:12” or “14:03:12.250”
 */
char *
wb_format_time (gint64 time,
                gboolean with_milliseconds)
{
  g_autoptr(GDateTime) moment = g_date_time_new_from_unix_local (time / SECOND);
  g_autofree char *clock = moment != NULL ? g_date_time_format (moment, "%H:%M:%S") : g_strdup ("");

  if (moment == NULL || !with_milliseconds)
    return g_steal_pointer (&clock);
  return g_strdup_printf ("%s%s%03d", clock, localeconv ()->decimal_point,
                          (int) ABS (time % SECOND / 1000));
}

/**
 * wb_format_clock:
 * @time: µs since the epoch
 * @now: µs since the epoch
 *
 * Returns: (transfer full): local time of day with milliseconds, or with the date if it is not today
 */
char *
wb_format_clock (gint64 time,
                 gint64 now)
{
  g_autoptr(GDateTime) moment = g_date_time_new_from_unix_local (time / SECOND);
  g_autoptr(GDateTime) today = g_date_time_new_from_unix_local (now / SECOND);
  g_autofree char *clock = NULL;
  g_autofree char *date = NULL;

  if (moment == NULL || today == NULL)
    return g_strdup ("");
  if (g_date_time_get_day_of_year (moment) == g_date_time_get_day_of_year (today) &&
      g_date_time_get_year (moment) == g_date_time_get_year (today))
    return wb_format_time (time, TRUE);

  clock = wb_format_time (time, FALSE);
  date = g_date_time_format (moment, "%x");
  return g_strdup_printf ("%s %s", date, clock);
}
