/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* GeoJSON documents, good and bad. */

#include "config.h"

#include "wb-check.h"

#include <string.h>

#define POINT(lon, lat) "{\"type\":\"Point\",\"coordinates\":[" lon "," lat "]}"
#define FEATURE(id, geometry, properties) \
  "{\"type\":\"Feature\",\"id\":" id ",\"geometry\":" geometry ",\"properties\":" properties "}"
#define POLYGON "{\"type\":\"Polygon\",\"coordinates\":[[[11.5,48.1],[11.6,48.1],[11.5,48.1]]]}"

static void
test_documents (void)
{
  static const WbCheckCase cases[] = {
    { { "{\"type\":\"FeatureCollection\",\"features\":[\n"
        " {\"type\":\"Feature\",\"id\":\"truck-7\",\"geometry\":{\"type\":\"Point\","
        "\"coordinates\":"
        "[11.576124,48.137154,519.0]},\n"
        "  \"properties\":{\"name\":\"Truck 7\",\"speed\":13.9,\"heading\":271.5,"
        "\"timestamp\":\"2026-03-01T10:15:30Z\"}},\n"
        " " FEATURE ("\"zone-a\"", POLYGON, "{\"name\":\"Depot\"}") "]}" },
      "fix id=truck-7 label=Truck 7 lat=48.137154 lon=11.576124 altitude=519.0 course=271.5 "
      "heading=271.5 speed=13.9 time=2026-03-01T10:15:30.000Z\n"
      "no-position id=zone-a reason=no-coordinates" },
    { { POINT ("11.5", "48.1") }, "fix lat=48.1 lon=11.5" },
    { { "{\"type\":\"Point\",\"coordinates\":[11.5,48.1],\"id\":7,\"fuel\":80}" },
      "fix id=7 lat=48.1 lon=11.5 attributes={\"fuel\":80}" },
    { { FEATURE ("42", POINT ("11.5", "48.1"), "null") }, "fix id=42 lat=48.1 lon=11.5" },
    { { FEATURE ("9007199254740993", POINT ("1", "2"), "{\"id\":1}") },
      "fix id=9007199254740993 lat=2.0 lon=1.0 attributes={\"id\":1}" },
    { { FEATURE ("null", POINT ("1", "2"), "{\"device_id\":\"d\",\"lat\":9,\"lon\":9}") },
      "fix id=d lat=2.0 lon=1.0 attributes={\"lat\":9,\"lon\":9}" },
    { { FEATURE ("1", POINT ("1", "2"), "{\"a\":{\"b\":1}},\"bbox\":[1,2,3,4],\"title\":\"T\","
                 "\"z\":0") },
      "fix id=1 label=T lat=2.0 lon=1.0 attributes={\"a\":{\"b\":1},\"z\":0}" },
    { { FEATURE ("1", POINT ("1", "2"), "{\"altitude\":5,\"timestamp\":34}") },
      "fix id=1 lat=2.0 lon=1.0 altitude=5.0 time=1970-01-01T00:00:34.000Z time-too-old" },
    { { "[" FEATURE ("1", POINT ("1", "2"), "{}") "," FEATURE ("2", POINT ("3", "4"), "{}") "]" },
      "fix id=1 lat=2.0 lon=1.0\nfix id=2 lat=4.0 lon=3.0" },
    { { "{\"geojson\":\"{\\\"type\\\":\\\"Point\\\",\\\"coordinates\\\":[11.5,48.1]}\"}" },
      "fix lat=48.1 lon=11.5" },
    { { "{\"geojson\":" POINT ("11.5", "48.1") "}" }, "fix lat=48.1 lon=11.5" },
  };

  wb_check_cases (NULL, cases, G_N_ELEMENTS (cases));
  wb_check_cases ("geojson", cases, G_N_ELEMENTS (cases));
}

static void
test_bad_documents (void)
{
  static const WbCheckCase cases[] = {
    { { POLYGON }, "no-position reason=no-coordinates" },
    { { "{\"type\":\"MultiPoint\",\"coordinates\":[[1,2],[3,4]]}" },
      "no-position reason=no-coordinates" },
    { { "{\"type\":\"GeometryCollection\",\"geometries\":[" POINT ("1", "2") "]}" },
      "no-position reason=no-coordinates" },
    { { "{\"type\":\"FeatureCollection\",\"features\":[]}" }, "no-position reason=no-coordinates" },
    { { "{\"type\":\"FeatureCollection\",\"features\":[5,{}]}" },
      "no-position reason=no-coordinates\nno-position reason=no-coordinates" },
    { { "{\"type\":\"Point\",\"coordinates\":[]}" }, "no-position reason=no-coordinates" },
    { { "{\"type\":\"Point\",\"coordinates\":[11.5]}" }, "no-position reason=no-coordinates" },
    { { "{\"type\":\"Point\",\"coordinates\":[null,null]}" }, "no-position reason=no-coordinates" },
    { { POINT ("48.1", "111.5") }, "rejected reason=latitude-out-of-range detail=111.5" },
    { { POINT ("\"a\"", "1") }, "rejected reason=longitude-not-a-number detail=a" },
    { { FEATURE ("\"a\"", POINT ("181", "0"), "{}") },
      "rejected id=a reason=longitude-out-of-range detail=181" },
    { { "{\"geojson\":\"nonsense\"}" }, "no-position reason=no-coordinates" },
    { { "{\"geojson\":null}" }, "no-position reason=no-coordinates" },
  };

  wb_check_cases (NULL, cases, G_N_ELEMENTS (cases));
  wb_check_cases ("geojson", cases, G_N_ELEMENTS (cases));
}

/* A feature without a place may still say something about its object. */
static void
test_partial_updates (void)
{
  static const WbCheckCase cases[] = {
    { { FEATURE ("1", "null", "{\"name\":\"Van\",\"fuel\":80}"),
        FEATURE ("1", POINT ("1", "2"), "{}"),
        FEATURE ("1", POLYGON, "{\"fuel\":0}"),
        FEATURE ("1", POINT ("1", "2"), "{}") },
      "no-position id=1 reason=attributes-only\n"
      "fix id=1 label=Van lat=2.0 lon=1.0 attributes={\"fuel\":80}\n"
      "no-position id=1 reason=no-coordinates\n"
      "fix id=1 label=Van lat=2.0 lon=1.0 attributes={\"fuel\":80}" },
  };

  wb_check_cases (NULL, cases, G_N_ELEMENTS (cases));
}

/* Inside other messages features are found by the generic search. */
static void
test_nested (void)
{
  static const WbCheckCase cases[] = {
    { { "{\"locations\":[" FEATURE ("null", POINT ("-122.030581", "37.331800"),
                                    "{\"timestamp\":\"2015-10-01T08:00:00-0700\",\"speed\":4,"
                                    "\"horizontal_accuracy\":30,\"device_id\":\"iphone\","
                                    "\"wifi\":\"\"}") "]}" },
      "fix id=iphone lat=37.3318 lon=-122.030581 speed=4.0 accuracy=30.0 "
      "time=2015-10-01T15:00:00.000Z attributes={\"wifi\":\"\"}" },
    { { "{\"trainNumber\":59,\"location\":" POINT ("24.941", "60.172") ",\"speed\":118}" },
      "fix id=59 lat=60.172 lon=24.941 speed=118.0" },
  };

  wb_check_cases (NULL, cases, G_N_ELEMENTS (cases));
}

/* A pinned format takes nothing else. */
static void
test_pinned (void)
{
  static const WbCheckCase cases[] = {
    { { "{\"lat\":1,\"lon\":2}" }, "no-position reason=no-coordinates" },
    { { "[]" }, "no-position reason=no-coordinates" },
    { { "5" }, "no-position reason=no-coordinates" },
  };

  wb_check_cases ("geojson", cases, G_N_ELEMENTS (cases));
}

static void
test_format_name (void)
{
  const char *text = POINT ("1", "2");
  g_autoptr(WbDecoder) decoder = wb_check_create_decoder (NULL);
  g_autoptr(WbMessage) message = wb_check_decode (decoder, WB_CHECK_TIME, text, strlen (text));

  g_assert_cmpstr (message->reports->format, ==, "geojson");
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/format/geojson/documents", test_documents);
  g_test_add_func ("/format/geojson/bad-documents", test_bad_documents);
  g_test_add_func ("/format/geojson/partial-updates", test_partial_updates);
  g_test_add_func ("/format/geojson/nested", test_nested);
  g_test_add_func ("/format/geojson/pinned", test_pinned);
  g_test_add_func ("/format/geojson/format-name", test_format_name);

  return g_test_run ();
}
