/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* How messages are taken apart, and what all formats have in common. */

#include "config.h"

#include "wb-check.h"
#include "wb-format.h"

#include <string.h>

/* Messages of all kinds: seeds of mutations and of the run that has to be the same twice. */
static const char *const samples[] = {
  "{\"lat\":\"37.774929\",\"long\":\"-122.419418\"}",
  "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":\"truck-7\","
  "\"geometry\":"
  "{\"type\":\"Point\",\"coordinates\":[11.576124,48.137154,519.0]},"
  "\"properties\":{\"name\":\"Truck 7\","
  "\"speed\":13.9,\"heading\":271.5,\"timestamp\":\"2026-03-01T10:15:30Z\"}},{\"type\":\"Feature\","
  "\"id\":\"zone-a\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[11.5,48.1],[11.6,48.1],"
  "[11.5,48.1]]]},\"properties\":{\"name\":\"Depot\"}}]}",
  "{\"geojson\":\"{\\\"type\\\":\\\"Point\\\",\\\"coordinates\\\":[11.5,48.1]}\"}",
  "{\"name\":\"foobar\",\"version\":\"1.0.4\",\"self\":\"vessels.urn:mrn:x\",\"roles\":[\"main\"]}",
  "{\"context\":\"vessels.self\",\"updates\":[{\"timestamp\":\"2026-03-01T10:15:30.081Z\","
  "\"values\":["
  "{\"path\":\"navigation.position\",\"value\":{\"longitude\":-122.45,\"latitude\":37.8}},"
  "{\"path\":"
  "\"navigation.courseOverGroundTrue\",\"value\":2.971},{\"path\":\"\","
  "\"value\":{\"name\":\"WRANGO\"}},"
  "{\"path\":\"environment.depth\",\"value\":5}]}]}",
  "{\"context\":\"vessels.self\","
  "\"updates\":[{\"values\":[{\"path\":\"navigation.speedOverGround\","
  "\"value\":3.85},{\"path\":\"a\",\"value\":{\"b\":[1,null]}}]}]}",
  "{\"id\":12345678901234567890,\"name\":\"<b>Vän</b>\",\"lat\":1.5,\"lon\":-2.5,"
  "\"alt_baro\":25125,"
  "\"cog\":-1,\"hdg\":370,\"speed\":\"3\",\"acc\":5,\"ts\":1772360130500,"
  "\"x\":[{\"y\":\"\\u0000\"}]}",
  "{\"id\":\"a\",\"name\":\"Van\",\"speed\":5,\"fuel\":80}",
  "{\"id\":\"a\",\"lat\":null,\"lon\":null,\"fuel\":79}",
  "{\"time\":1,\"list\":[{\"id\":\"a\",\"pos\":{\"lat_e7\":208759687,\"lon_e7\":-1565037665}}]}",
  "[{\"id\":\"a\",\"lat\":1,\"lon\":2},{\"id\":\"b\"},{},[],null,\"x\",{\"lat\":91,\"lon\":0}]",
  "{\"lat\":1,\"lon\":2}{\"lat\":3,\"lon\":4} []",
  "\"{\\\"lat\\\":1,\\\"lon\\\":2}\"",
  "{\"position\":\"48.1,11.5\",\"x\":1,\"y\":2}",
  "{\"a\":{\"b\":{\"c\":{\"lat\":1e400,\"lng\":2}}}}",
};

/* A8, G12, G15: what is no position is a report like any other, and the next message is read. */
static void
test_no_positions (void)
{
  static const WbCheckCase cases[] = {
    { { "{\"lat\":", "{\"lat\":1,\"lon\":2}" },
      "no-position reason=not-json detail=Line 1, column 8: the text ends within a value\n"
      "fix lat=1.0 lon=2.0" },
    { { "hello" }, "no-position reason=not-json detail=Line 1, column 1: a value was expected" },
    { { "" }, "no-position reason=not-json detail=The text is empty" },
    { { " \r\n" }, "no-position reason=not-json detail=The text is empty" },
    { { "\xff\xfe" }, "no-position reason=not-json detail=The bytes are not UTF-8 text" },
    { { "$GPRMC,123519,A" },
      "no-position reason=not-json detail=Line 1, column 1: a value was expected" },
    { { "{}" }, "no-position reason=no-coordinates" },
    { { "[]" }, "no-position reason=no-coordinates" },
    { { "null" }, "no-position reason=no-coordinates" },
    { { "\"\"" }, "no-position reason=no-coordinates" },
    { { "\"hello\"" }, "no-position reason=no-coordinates" },
    { { "5" }, "no-position reason=no-coordinates" },
    { { "1e400" }, "no-position reason=no-coordinates" },
    { { "true" }, "no-position reason=no-coordinates" },
    { { "[1,2,[3]]" }, "no-position reason=no-coordinates" },
    { { "{\"type\":\"chat\",\"text\":\"hi\"}" }, "no-position reason=no-coordinates" },
    /* Frames of SockJS. */
    { { "o", "h" },
      "no-position reason=not-json detail=Line 1, column 1: a value was expected\n"
      "no-position reason=not-json detail=Line 1, column 1: a value was expected" },
    { { "a[\"{\\\"lat\\\":1}\"]" }, "no-position reason=not-json detail=Line 1, column 1: a value was expected" },
    { { "c[1000,\"bye\"]" }, "no-position reason=not-json detail=Line 1, column 1: a value was expected" },
  };

  wb_check_cases (NULL, cases, G_N_ELEMENTS (cases));
  wb_check_cases ("json", cases, G_N_ELEMENTS (cases));
}

static void
test_several_values (void)
{
  static const WbCheckCase cases[] = {
    { { "{\"lat\":1,\"lon\":2}\n{\"lat\":3,\"lon\":4}\n" },
      "fix lat=1.0 lon=2.0\nfix lat=3.0 lon=4.0" },
    { { "{\"lat\":1,\"lon\":2}{}{\"lat\":3,\"lon\":4}" },
      "fix lat=1.0 lon=2.0\nfix lat=3.0 lon=4.0" },
    { { "{}{\"id\":\"a\",\"fuel\":5}[]" }, "no-position id=a reason=attributes-only" },
    { { "{\"lat\":1,\"lon\":2} x {\"lat\":3,\"lon\":4}" },
      "fix lat=1.0 lon=2.0\n"
      "no-position reason=not-json detail=Line 1, column 19: a value was expected" },
    { { "{} x" }, "no-position reason=not-json detail=Line 1, column 4: a value was expected" },
  };

  wb_check_cases (NULL, cases, G_N_ELEMENTS (cases));
}

/* A text that holds JSON is unwrapped once. */
static void
test_unwrap (void)
{
  static const WbCheckCase cases[] = {
    { { "\"{\\\"lat\\\":1,\\\"lon\\\":2}\"" }, "fix lat=1.0 lon=2.0" },
    { { "\"  [{\\\"lat\\\":1,\\\"lon\\\":2}]\"" }, "fix lat=1.0 lon=2.0" },
    { { "\"\\\"{\\\\\\\"lat\\\\\\\":1,\\\\\\\"lon\\\\\\\":2}\\\"\"" },
      "no-position reason=no-coordinates" },
    { { "\"{broken\"" }, "no-position reason=no-coordinates" },
  };

  wb_check_cases (NULL, cases, G_N_ELEMENTS (cases));
}

/* A name from a hostile or a friendly server is text, whatever it looks like. */
static void
test_labels_are_literal (void)
{
  static const WbCheckCase cases[] = {
    { { "{\"id\":1,\"name\":\"<b>x</b> &amp; %s\",\"lat\":1,\"lon\":2}" },
      "fix id=1 label=<b>x</b> &amp; %s lat=1.0 lon=2.0" },
    { { "{\"id\":1,\"name\":\"שלום \\ud83d\\ude80\",\"lat\":1,\"lon\":2}" },
      "fix id=1 label=שלום 🚀 lat=1.0 lon=2.0" },
  };

  wb_check_cases (NULL, cases, G_N_ELEMENTS (cases));
}

/* A11: on request the reports tell which members gave the position. */
static void
test_explains (void)
{
  static const struct {
    const char *message;
    const char *latitude;
    const char *longitude;
  } cases[] = {
    { "{\"lat\":\"1\",\"long\":\"2\"}", "lat", "long" },
    { "{\"data\":{\"pos\":{\"lng\":2,\"lat\":1}}}", "data.pos.lat", "data.pos.lng" },
    { "{\"type\":\"Point\",\"coordinates\":[2,1]}", "coordinates[1]", "coordinates[0]" },
    { "[{},{\"location\":\"1,2\"}]", "[1].location", "[1].location" },
    { "{\"context\":\"vessels.a\",\"updates\":[{\"values\":[{\"path\":\"navigation.position\","
      "\"value\":{\"longitude\":2,\"latitude\":1}}]}]}",
      "updates[0].values[0].value.latitude", "updates[0].values[0].value.longitude" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(WbDecoder) decoder = wb_check_create_decoder (NULL);
      g_autoptr(WbMessage) message = NULL;
      const WbReport *report;

      wb_decoder_set_explains (decoder, TRUE);
      message = wb_check_decode (decoder, WB_CHECK_TIME, cases[i].message, strlen (cases[i].message));
      report = message->last_report;
      g_assert_cmpint (report->kind, ==, WB_REPORT_FIX);
      g_assert_cmpstr (report->latitude_path, ==, cases[i].latitude);
      g_assert_cmpstr (report->longitude_path, ==, cases[i].longitude);
    }
}

/* What kind of object it is shows in its marker. */
static void
test_icons (void)
{
  static const struct {
    const char *message;
    WbIcon icon;
  } cases[] = {
    { "{\"lat\":1,\"lon\":2}", WB_ICON_UNKNOWN },
    { "{\"lat\":1,\"lon\":2,\"kind\":\"cargo ship\"}", WB_ICON_SHIP },
    { "{\"lat\":1,\"lon\":2,\"type\":\"position\",\"category\":\"Van\"}", WB_ICON_VAN },
    { "{\"lat\":1,\"lon\":2,\"type\":\"adsb_icao\"}", WB_ICON_AIRCRAFT },
    { "{\"lat\":1,\"lon\":2,\"kind\":\"scarf\"}", WB_ICON_UNKNOWN },
    { "{\"lat\":1,\"lon\":2,\"kind\":7}", WB_ICON_UNKNOWN },
    { "{\"context\":\"vessels.a\",\"updates\":[{\"values\":[{\"path\":\"navigation.position\","
      "\"value\":{\"longitude\":2,\"latitude\":1}}]}]}",
      WB_ICON_SHIP },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(WbDecoder) decoder = wb_check_create_decoder (NULL);
      g_autoptr(WbMessage) message =
          wb_check_decode (decoder, WB_CHECK_TIME, cases[i].message, strlen (cases[i].message));

      g_assert_cmpint (message->reports->icon, ==, cases[i].icon);
    }
}

static void
test_binary (void)
{
  const char *text = "{\"lat\":1,\"lon\":2}";
  g_autoptr(GBytes) payload = g_bytes_new_static (text, strlen (text));
  g_autoptr(WbMessage) message = wb_message_new (
      WB_DIRECTION_RECEIVED, WB_MESSAGE_BINARY, WB_CHECK_TIME, payload);
  g_autoptr(WbDecoder) decoder = wb_check_create_decoder (NULL);

  wb_decoder_decode (decoder, message);
  wb_check_reports (message);
  g_assert_cmpint (message->reports->kind, ==, WB_REPORT_FIX);
}

static void
test_large (void)
{
  g_autofree char *brackets = g_strnfill (10 * 1000, '[');
  g_autofree char *letters = g_strnfill (2 * 1000 * 1000, 'x');
  g_autofree char *large = g_strdup_printf ("{\"lat\":1,\"lon\":2,\"text\":\"%s\"}", letters);
  const WbCheckCase cases[] = {
    { { brackets },
      "no-position reason=not-json detail=Line 1, column 129: objects and arrays are nested too "
      "deeply" },
    { { large }, "fix lat=1.0 lon=2.0" },
  };

  wb_check_cases (NULL, cases, G_N_ELEMENTS (cases));
}

static guint
count_reports (WbDecoder *decoder,
               const char *text)
{
  g_autoptr(WbMessage) message = wb_check_decode (decoder, WB_CHECK_TIME, text, strlen (text));
  guint n = 0;

  for (WbReport *report = message->reports; report != NULL; report = report->next)
    n++;
  return n;
}

static char *
repeat (const char *before,
        const char *item,
        guint n,
        const char *after)
{
  GString *out = g_string_new (before);

  for (guint i = 0; i < n; i++)
    g_string_append (out, item);
  g_string_append (out, after);
  return g_string_free (out, FALSE);
}

/* Ten thousand objects with ten thousand members around them: what encloses an array is read once,
 * not for every item. The test would time out. */
static void
test_many_objects (void)
{
  g_autoptr(WbDecoder) decoder = wb_check_create_decoder (NULL);
  g_autoptr(GString) text = g_string_new ("{");
  g_autofree char *items = repeat ("[", "{\"lat\":1,\"lon\":2},", 10000, "{\"lat\":1,\"lon\":2}]");

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (text, "\"member-%u\":%u,", i, i);
  g_string_append_printf (text, "\"list\":%s}", items);
  g_assert_cmpuint (count_reports (decoder, text->str), ==, 10001);
}

/* Reports about empty items need many times the memory of the items, so their number is limited. */
static void
test_many_empty_items (void)
{
  g_autoptr(WbDecoder) decoder = wb_check_create_decoder (NULL);
  g_autofree char *text =
      repeat ("[{\"lat\":1,\"lon\":2}", ",{}", WB_DECODING_MAX_EMPTY + 10, "]");

  g_assert_cmpuint (count_reports (decoder, text), ==, WB_DECODING_MAX_EMPTY + 1);
}

static char *
decode_samples (void)
{
  g_autoptr(WbDecoder) decoder = wb_check_create_decoder (NULL);
  GString *out = g_string_new (NULL);

  for (guint round = 0; round < 3; round++)
    for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
      {
        g_autoptr(WbMessage) message =
            wb_check_decode (decoder, WB_CHECK_TIME, samples[i], strlen (samples[i]));
        g_autofree char *description = wb_check_describe (message);

        g_string_append_printf (out, "%s %s\n", message->reports->format, description);
      }
  return g_string_free (out, FALSE);
}

static void
test_same_twice (void)
{
  g_autofree char *once = decode_samples ();
  g_autofree char *twice = decode_samples ();

  g_assert_cmpstr (once, ==, twice);
  g_assert_nonnull (strstr (once, "signalk fix"));
  g_assert_nonnull (strstr (once, "geojson fix"));
  g_assert_nonnull (strstr (once, "json rejected"));
}

static void
mutate (char *text,
        gsize length)
{
  static const char interesting[] = "{}[]\",:0123456789-.eE\\ntalx";

  for (int i = g_test_rand_int_range (0, 4); i >= 0; i--)
    {
      gsize at = (gsize) g_test_rand_int_range (0, (gint32) length);

      if (g_test_rand_bit ())
        text[at] = interesting[g_test_rand_int_range (0, sizeof interesting - 1)];
      else if (g_test_rand_bit ())
        text[at] = (char) g_test_rand_int_range (0, 256);
      else
        text[at] = text[g_test_rand_int_range (0, (gint32) length)];
    }
}

/* One decoder sees all mutations, so its memory fills with nonsense as well. */
static void
test_mutations (void)
{
  g_autoptr(WbDecoder) decoder = wb_check_create_decoder (NULL);

  for (guint round = 0; round < 40000; round++)
    {
      const char *sample = samples[g_test_rand_int_range (0, G_N_ELEMENTS (samples))];
      gsize length = strlen (sample);
      g_autofree char *text = g_strdup (sample);
      g_autoptr(WbMessage) message = NULL;

      mutate (text, length);
      message = wb_check_decode (decoder, WB_CHECK_TIME, text, length);
    }
}

/* D4: each argument of an event is looked at, and its name may tell whose position it is. */
static void
test_events (void)
{
  static const struct {
    const char *arguments;
    const char *object;
    const char *reports;
  } cases[] = {
    { "[{\"lat\":1,\"lon\":2}]", NULL, "fix lat=1.0 lon=2.0" },
    { "[{\"lat\":1,\"lon\":2}]", "ship 7", "fix id=ship 7 lat=1.0 lon=2.0" },
    { "[{\"id\":\"own\",\"lat\":1,\"lon\":2}]", "ship 7", "fix id=own lat=1.0 lon=2.0" },
    { "[\"word\",{\"id\":1,\"lat\":1,\"lon\":2},[{\"id\":2,\"lat\":3,\"lon\":4}]]", NULL,
      "fix id=1 lat=1.0 lon=2.0\nfix id=2 lat=3.0 lon=4.0" },
    { "[\"{\\\"lat\\\":1,\\\"lon\\\":2}\"]", NULL, "fix lat=1.0 lon=2.0" },
    { "[]", NULL, "no-position reason=no-coordinates" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(WbDecoder) decoder = wb_check_create_decoder (NULL);
      g_autoptr(GBytes) arguments = g_bytes_new_static (cases[i].arguments, strlen (cases[i].arguments));
      WbEvent *event = wb_event_new ("position", NULL);
      g_autoptr(WbMessage) message =
          wb_message_new_event (WB_DIRECTION_RECEIVED, WB_MESSAGE_EVENT, WB_CHECK_TIME, event, arguments);
      g_autofree char *description = NULL;

      event->object = g_strdup (cases[i].object);
      wb_decoder_decode (decoder, message);
      wb_check_reports (message);
      description = wb_check_describe (message);
      g_assert_cmpstr (description, ==, cases[i].reports);
    }
}

/* A message of the log that is explained stays as it was; the paths are those of the whole message, and what
 * its event says counts as it did the first time. */
static void
test_explains_events (void)
{
  static const char text[] = "[1,{\"pos\":{\"lat\":1,\"lon\":2}}]";
  g_autoptr(WbRegistry) registry = wb_registry_new ();
  g_autoptr(GBytes) arguments = g_bytes_new_static (text, strlen (text));
  g_autoptr(WbMessage) message = wb_message_new_event (WB_DIRECTION_RECEIVED, WB_MESSAGE_EVENT, WB_CHECK_TIME,
                                                       wb_event_new ("a", NULL), arguments);
  g_autoptr(WbMessage) explained = NULL;

  message->event->object = g_strdup ("van-1");
  wb_format_register (registry);
  explained = wb_registry_explain (registry, NULL, message);
  g_assert_null (message->reports);
  g_assert_cmpstr (explained->reports->latitude_path, ==, "[1].pos.lat");
  g_assert_cmpstr (explained->reports->id, ==, "van-1");
  g_assert_null (wb_registry_explain (registry, "unknown", message));
}

static void
test_registry (void)
{
  g_autoptr(WbRegistry) registry = wb_registry_new ();
  g_auto(GStrv) formats = NULL;
  g_autofree char *list = NULL;

  wb_format_register (registry);
  wb_format_register (registry);
  formats = wb_registry_list_formats (registry);
  list = g_strjoinv (" ", formats);
  g_assert_cmpstr (list, ==, "geojson json signalk");
  g_assert_null (wb_registry_create_decoder (registry, "unknown"));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/format/decoder/A11-explains", test_explains);
  g_test_add_func ("/format/decoder/icons", test_icons);
  g_test_add_func ("/format/decoder/A8-C12-G12-G15/no-positions", test_no_positions);
  g_test_add_func ("/format/decoder/several-values", test_several_values);
  g_test_add_func ("/format/decoder/unwrap", test_unwrap);
  g_test_add_func ("/format/decoder/labels-are-literal", test_labels_are_literal);
  g_test_add_func ("/format/decoder/binary", test_binary);
  g_test_add_func ("/format/decoder/large", test_large);
  g_test_add_func ("/format/decoder/many-objects", test_many_objects);
  g_test_add_func ("/format/decoder/many-empty-items", test_many_empty_items);
  g_test_add_func ("/format/decoder/same-twice", test_same_twice);
  g_test_add_func ("/format/decoder/mutations", test_mutations);
  g_test_add_func ("/format/decoder/events-D4", test_events);
  g_test_add_func ("/format/decoder/explains-events", test_explains_events);
  g_test_add_func ("/format/decoder/registry", test_registry);

  return g_test_run ();
}
