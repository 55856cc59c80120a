/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Objects of the simulated world as messages in several formats.
 *
 * A demo of many objects writes hundreds of thousands of messages a second, hence numbers and times
 * are written by integer arithmetic here; it also makes them the same on every machine. */

#include "config.h"

#include "wb-demo-encoder.h"

#include <math.h>

#define POSITION_DECIMALS 6
#define DECIMALS 1

/* A tenth of a degree needs four decimals in radians. */
#define RADIAN_DECIMALS 4

/**
 * WbDemoEncoder:
 *
 * A format that the simulated world can be told in; a constant.
 */
struct _WbDemoEncoder {
  const char *format;
  void (*append) (GString *out,
                  const WbDemoObject *object,
                  const char *time);
};

/* Appends @scaled / 10^@decimals with all decimals. */
static void
append_scaled (GString *out,
               gint64 scaled,
               int decimals)
{
  char text[32];
  char *at = text + sizeof text;
  guint64 rest = (guint64) ABS (scaled);

  for (int i = 0; i <= decimals || rest > 0; i++)
    {
      if (i == decimals && decimals > 0)
        *--at = '.';
      *--at = (char) ('0' + rest % 10);
      rest /= 10;
    }
  if (scaled < 0)
    *--at = '-';
  g_string_append_len (out, at, text + sizeof text - at);
}

static gint64
get_scale (int decimals)
{
  gint64 scale = 1;

  for (int i = 0; i < decimals; i++)
    scale *= 10;
  return scale;
}

static void
append_number (GString *out,
               const char *name,
               double value,
               int decimals)
{
  g_string_append (out, name);
  append_scaled (out, (gint64) floor (value * (double) get_scale (decimals) + 0.5), decimals);
}

/* What rounds up to a full turn is no turn. */
static void
append_angle (GString *out,
              const char *name,
              double angle,
              double turn,
              int decimals)
{
  double scale = (double) get_scale (decimals);
  double scaled = floor (angle * scale + 0.5);

  g_string_append (out, name);
  append_scaled (out, scaled < turn * scale ? (gint64) scaled : 0, decimals);
}

static void
append_degrees (GString *out,
                const char *name,
                double angle)
{
  append_angle (out, name, angle, 360, DECIMALS);
}

static void
append_radians (GString *out,
                const char *name,
                double angle)
{
  append_angle (out, name, angle * G_PI / 180, 2 * G_PI, RADIAN_DECIMALS);
}

static void
append_text (GString *out,
             const char *name,
             const char *value)
{
  g_string_append (out, name);
  g_string_append_c (out, '"');
  g_string_append (out, value);
  g_string_append_c (out, '"');
}

/* Writes @number with exactly @digits digits; returns what follows. */
static char *
write_digits (char *text,
              gint64 number,
              int digits)
{
  for (int i = digits - 1; i >= 0; i--)
    {
      text[i] = (char) ('0' + number % 10);
      number /= 10;
    }
  return text + digits;
}

/* Writes “2026-03-01T10:15:30.250Z”. The date is counted from March, so that the day that may be
 * missing is the last one of the year; years run from 0 to 9999. */
static void
write_time (char text[32],
            gint64 time)
{
  gint64 milliseconds = time / 1000;
  gint64 second = milliseconds / 1000 % 86400;
  gint64 day = milliseconds / 86400000 + 719468; /* since 1 March of the year 0 */
  gint64 era = day / 146097, day_of_era = day % 146097;
  gint64 year = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  gint64 day_of_year = day_of_era - (365 * year + year / 4 - year / 100);
  gint64 month = (5 * day_of_year + 2) / 153;

  text = write_digits (text, year + era * 400 + (month >= 10), 4);
  *text++ = '-';
  text = write_digits (text, month < 10 ? month + 3 : month - 9, 2);
  *text++ = '-';
  text = write_digits (text, day_of_year - (153 * month + 2) / 5 + 1, 2);
  *text++ = 'T';
  text = write_digits (text, second / 3600, 2);
  *text++ = ':';
  text = write_digits (text, second / 60 % 60, 2);
  *text++ = ':';
  text = write_digits (text, second % 60, 2);
  *text++ = '.';
  text = write_digits (text, milliseconds % 1000, 3);
  *text++ = 'Z';
  *text = '\0';
}

static void
append_attributes (GString *out,
                   const WbDemoObject *object)
{
  for (guint i = 0; i < object->n_attributes; i++)
    {
      const WbDemoAttribute *attribute = &object->attributes[i];

      g_string_append (out, ",\"");
      g_string_append (out, attribute->name);
      if (attribute->is_number)
        {
          g_string_append (out, "\":");
          g_string_append (out, attribute->text);
        }
      else
        append_text (out, "\":", attribute->text);
    }
}

/* What both JSON formats say alike after name and place. */
static void
append_movement (GString *out,
                 const WbDemoObject *object,
                 const char *time)
{
  append_degrees (out, ",\"course\":", object->course);
  append_degrees (out, ",\"heading\":", object->heading);
  append_number (out, ",\"speed\":", object->speed, DECIMALS);
  append_number (out, ",\"accuracy\":", object->accuracy, DECIMALS);
  append_text (out, ",\"time\":", time);
  append_attributes (out, object);
}

static void
append_json (GString *out,
             const WbDemoObject *object,
             const char *time)
{
  append_text (out, "{\"type\":\"position\",\"id\":", object->id);
  append_text (out, ",\"name\":", object->name);
  append_text (out, ",\"kind\":", wb_demo_kind_get_info (object->kind)->name);
  append_number (out, ",\"lat\":", object->latitude, POSITION_DECIMALS);
  append_number (out, ",\"lon\":", object->longitude, POSITION_DECIMALS);
  if (!isnan (object->altitude))
    append_number (out, ",\"altitude\":", object->altitude, DECIMALS);
  append_movement (out, object, time);
  g_string_append_c (out, '}');
}

static void
append_geojson (GString *out,
                const WbDemoObject *object,
                const char *time)
{
  append_text (out, "{\"type\":\"Feature\",\"id\":", object->id);
  append_number (out, ",\"geometry\":{\"type\":\"Point\",\"coordinates\":[", object->longitude,
                 POSITION_DECIMALS);
  append_number (out, ",", object->latitude, POSITION_DECIMALS);
  if (!isnan (object->altitude))
    append_number (out, ",", object->altitude, DECIMALS);
  append_text (out, "]},\"properties\":{\"name\":", object->name);
  append_text (out, ",\"kind\":", wb_demo_kind_get_info (object->kind)->name);
  append_movement (out, object, time);
  g_string_append (out, "}}");
}

/* Signal K knows vessels and aircraft; what drives is a vessel with an id of its own to it. */
static void
append_context (GString *out,
                const WbDemoObject *object)
{
  const char *prefix = "vessels.urn:mrn:whereabouts:demo:";

  if (object->kind <= WB_DEMO_SAIL)
    prefix = "vessels.urn:mrn:imo:mmsi:";
  else if (object->kind <= WB_DEMO_HELICOPTER)
    prefix = "aircraft.urn:mrn:whereabouts:demo:";

  g_string_append (out, "{\"context\":\"");
  g_string_append (out, prefix);
  g_string_append (out, object->id);
}

static const char *
find_attribute (const WbDemoObject *object,
                const char *name)
{
  for (guint i = 0; i < object->n_attributes; i++)
    if (g_str_equal (object->attributes[i].name, name))
      return object->attributes[i].text;
  return NULL;
}

static void
append_signalk (GString *out,
                const WbDemoObject *object,
                const char *time)
{
  const char *destination = find_attribute (object, "destination");

  append_context (out, object);
  append_text (out, "\",\"updates\":[{\"source\":{\"label\":\"demo\"},\"timestamp\":", time);
  append_text (out, ",\"values\":[{\"path\":\"\",\"value\":{\"name\":", object->name);
  append_number (out, "}},{\"path\":\"navigation.position\",\"value\":{\"latitude\":",
                 object->latitude, POSITION_DECIMALS);
  append_number (out, ",\"longitude\":", object->longitude, POSITION_DECIMALS);
  if (!isnan (object->altitude))
    append_number (out, ",\"altitude\":", object->altitude, DECIMALS);
  append_radians (out, "}},{\"path\":\"navigation.courseOverGroundTrue\",\"value\":",
                  object->course);
  append_radians (out, "},{\"path\":\"navigation.headingTrue\",\"value\":", object->heading);
  append_number (out, "},{\"path\":\"navigation.speedOverGround\",\"value\":",
                 object->speed, DECIMALS);
  if (destination != NULL)
    append_text (out, "},{\"path\":\"navigation.destination.commonName\",\"value\":", destination);
  g_string_append (out, "}]}]}");
}

static const WbDemoEncoder encoders[] = {
  { "json", append_json },
  { "geojson", append_geojson },
  { "signalk", append_signalk },
};

/**
 * wb_demo_encoder_find:
 * @format: name of a format
 *
 * Returns: (nullable): the encoder of @format, valid for ever; %NULL if there is none
 */
const WbDemoEncoder *
wb_demo_encoder_find (const char *format)
{
  for (gsize i = 0; i < G_N_ELEMENTS (encoders); i++)
    if (g_str_equal (encoders[i].format, format))
      return &encoders[i];
  return NULL;
}

/**
 * wb_demo_encoder_list_formats:
 *
 * Returns: (transfer full): the names of all formats for people to read, as “json, geojson”
 */
char *
wb_demo_encoder_list_formats (void)
{
  const char *names[G_N_ELEMENTS (encoders) + 1] = { NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (encoders); i++)
    names[i] = encoders[i].format;
  return g_strjoinv (", ", (char **) names);
}

/**
 * wb_demo_encoder_append:
 * @self: an encoder
 * @out: where to
 * @object: what to tell
 * @time: when it is there, µs since the epoch, not negative
 *
 * Appends one message: a JSON document without a line end.
 */
void
wb_demo_encoder_append (const WbDemoEncoder *self,
                        GString *out,
                        const WbDemoObject *object,
                        gint64 time)
{
  char text[32];

  write_time (text, time);
  self->append (out, object, text);
}
