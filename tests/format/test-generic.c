/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Positions in JSON of any shape. */

#include "config.h"

#include "wb-check.h"

#include "wb-decoding.h"

#include <locale.h>
#include <string.h>

/* The names under which latitude and longitude are found. */
static void
test_position_names (void)
{
  static const WbCheckCase cases[] = {
    { { "{\"lat\":1,\"long\":2}" }, "fix lat=1.0 lon=2.0" },
    { { "{\"lat\":1,\"lon\":2}" }, "fix lat=1.0 lon=2.0" },
    { { "{\"lat\":1,\"lng\":2}" }, "fix lat=1.0 lon=2.0" },
    { { "{\"latitude\":1,\"longitude\":2}" }, "fix lat=1.0 lon=2.0" },
    { { "{\"LAT\":1,\"Long\":2}" }, "fix lat=1.0 lon=2.0" },
    { { "{\"gps_lat\":1,\"gps-lon\":2}" }, "fix lat=1.0 lon=2.0" },
    { { "{\"position.latitude\":1,\"position.longitude\":2}" }, "fix lat=1.0 lon=2.0" },
    { { "{\"latitude_i\":208759687,\"longitude_i\":-1565037665}" },
      "fix lat=20.8759687 lon=-156.5037665" },
    { { "{\"lat_e7\":481371540,\"lng_e7\":115761240}" }, "fix lat=48.137154 lon=11.576124" },
    { { "{\"latitudeE7\":\"481371540\",\"longitudeE7\":115761240}" },
      "fix lat=48.137154 lon=11.576124" },
    { { "{\"lat\":481371540,\"lon\":115761240}" },
      "rejected reason=latitude-out-of-range detail=481371540" },
    { { "{\"latitude_i\":900000001,\"longitude_i\":0}" },
      "rejected reason=latitude-out-of-range detail=900000001" },
    { { "{\"position\":\"48.1,11.5\"}" }, "fix lat=48.1 lon=11.5" },
    { { "{\"latlng\":\" 48.1 , 11.5 \"}" }, "fix lat=48.1 lon=11.5" },
    { { "{\"location\":\"91,11.5\"}" }, "rejected reason=latitude-out-of-range detail=91,11.5" },
    { { "{\"location\":\"Depot 5\"}" }, "no-position reason=no-coordinates" },
    { { "{\"location\":\"48,1,11,5\"}" }, "no-position reason=no-coordinates" },
    { { "{\"location\":[48.1,11.5]}" }, "no-position reason=no-coordinates" },
    { { "{\"coordinates\":[11.5,48.1,519]}" }, "fix lat=48.1 lon=11.5 altitude=519.0" },
    { { "{\"coordinates\":[[11.5,48.1],[11.6,48.2]]}" }, "no-position reason=no-coordinates" },
    { { "{\"x\":11.5,\"y\":48.1}" }, "fix lat=48.1 lon=11.5" },
    { { "{\"x\":11.5}" }, "no-position reason=no-coordinates" },
    { { "{\"lat\":1,\"x\":2}" }, "no-position reason=no-coordinates" },
    { { "{\"x\":\"a\",\"y\":\"b\"}" }, "no-position reason=no-coordinates" },
    { { "{\"x\":5,\"y\":6,\"lat\":1,\"lon\":2}" },
      "fix lat=1.0 lon=2.0 attributes={\"x\":5,\"y\":6}" },
    { { "{\"mouse\":{\"x\":5,\"y\":6},\"me\":{\"lat\":1,\"lon\":2}}" }, "fix lat=1.0 lon=2.0" },
  };

  wb_check_cases ("json", cases, G_N_ELEMENTS (cases));
}

/* A10: texts are numbers, but only if all of the text is one. */
static void
test_values (void)
{
  static const WbCheckCase cases[] = {
    { { "{\"lat\":\"37.774929\",\"long\":\"-122.419418\"}" }, "fix lat=37.774929 lon=-122.419418" },
    { { "{\"lat\":\" 48.1\\n\",\"long\":\"11.5 \"}" }, "fix lat=48.1 lon=11.5" },
    { { "{\"lat\":0,\"lon\":0}" }, "fix lat=0.0 lon=0.0 null-island" },
    { { "{\"lat\":0,\"lon\":5}" }, "fix lat=0.0 lon=5.0" },
    { { "{\"lat\":90,\"lon\":180}" }, "fix lat=90.0 lon=180.0" },
    { { "{\"lat\":-90,\"lon\":-180}" }, "fix lat=-90.0 lon=-180.0" },
    { { "{\"lat\":\"12.5abc\",\"lon\":1}" },
      "rejected reason=latitude-not-a-number detail=12.5abc" },
    { { "{\"lat\":\"48,1\",\"long\":\"11,5\"}" },
      "rejected reason=latitude-not-a-number detail=48,1" },
    { { "{\"lat\":1,\"lon\":\"11,5\"}" }, "rejected reason=longitude-not-a-number detail=11,5" },
    { { "{\"lat\":\"\",\"lon\":1}" }, "rejected reason=latitude-not-a-number detail=" },
    { { "{\"lat\":\"NaN\",\"lon\":1}" }, "rejected reason=latitude-not-a-number detail=NaN" },
    { { "{\"lat\":1,\"lon\":\"-Infinity\"}" },
      "rejected reason=longitude-not-a-number detail=-Infinity" },
    { { "{\"lat\":true,\"lon\":1}" }, "rejected reason=latitude-not-a-number detail=true" },
    { { "{\"lat\":91,\"lon\":0}" }, "rejected reason=latitude-out-of-range detail=91" },
    { { "{\"lat\":-90.0001,\"lon\":0}" }, "rejected reason=latitude-out-of-range detail=-90.0001" },
    { { "{\"lat\":0,\"lon\":181}" }, "rejected reason=longitude-out-of-range detail=181" },
    { { "{\"lat\":1e400,\"lon\":1}" }, "rejected reason=latitude-out-of-range detail=1e400" },
    { { "{\"lat\":1,\"lon\":-1e400}" }, "rejected reason=longitude-out-of-range detail=-1e400" },
    { { "{\"lat\":12345678901234567890,\"lon\":1}" },
      "rejected reason=latitude-out-of-range detail=12345678901234567890" },
    { { "{\"id\":\"a\",\"lat\":91,\"lon\":0}" },
      "rejected id=a reason=latitude-out-of-range detail=91" },
    { { "{\"lat\":null,\"lon\":1}" }, "no-position reason=no-coordinates" },
    { { "{\"lat\":1}" }, "no-position reason=no-coordinates" },
    { { "{\"lat\":[1],\"lon\":{}}" }, "no-position reason=no-coordinates" },
    { { "{\"lat\":1,\"lat\":2,\"lon\":3}" }, "fix lat=2.0 lon=3.0" },
  };

  wb_check_cases (NULL, cases, G_N_ELEMENTS (cases));
}

static void
test_long_detail (void)
{
  g_autofree char *letters = g_strnfill (99, 'x');
  g_autofree char *text = g_strdup_printf ("{\"lat\":\"%sää\",\"lon\":1}", letters);
  g_autofree char *expected =
      g_strdup_printf ("rejected reason=latitude-not-a-number detail=%s", letters);
  const WbCheckCase row = { { text }, expected };

  wb_check_cases (NULL, &row, 1);
}

/* What stands beside the position or around it. */
static void
test_fields (void)
{
  static const WbCheckCase cases[] = {
    { { "{\"lat\":1,\"lon\":2,\"id\":\"a\",\"name\":\"Van\",\"alt\":519,\"cog\":90,\"hdg\":95,"
        "\"spd\":\"13.9\",\"acc\":5,\"tst\":1772360130}" },
      "fix id=a label=Van lat=1.0 lon=2.0 altitude=519.0 course=90.0 heading=95.0 speed=13.9 "
      "accuracy=5.0 time=2026-03-01T10:15:30.000Z" },
    { { "{\"lat\":1,\"lon\":2,\"heading\":271.5}" },
      "fix lat=1.0 lon=2.0 course=271.5 heading=271.5" },
    { { "{\"lat\":1,\"lon\":2,\"bearing\":360,\"heading\":725}" },
      "fix lat=1.0 lon=2.0 course=0.0 heading=5.0" },
    { { "{\"lat\":1,\"lon\":2,\"heading\":-1,\"speed\":-1,\"accuracy\":-1,\"altitude\":-5}" },
      "fix lat=1.0 lon=2.0 altitude=-5.0" },
    { { "{\"lat\":1,\"lon\":2,\"alt_baro\":25875,\"speed_kmh\":36,\"Speed-Knots\":1}" },
      "fix lat=1.0 lon=2.0 altitude=7886.7 speed=10.0 attributes={\"Speed-Knots\":1}" },
    { { "{\"lat\":1,\"lon\":2,\"alt_baro\":\"ground\"}" },
      "fix lat=1.0 lon=2.0 attributes={\"alt_baro\":\"ground\"}" },
    { { "{\"lat\":1,\"lon\":2,\"speed\":1e400,\"heading\":\"1e400\"}" }, "fix lat=1.0 lon=2.0" },
    { { "{\"lat\":1,\"lon\":2,\"altitude\":null,\"speed\":null}" }, "fix lat=1.0 lon=2.0" },
    { { "{\"lat\":1,\"lon\":2,\"name\":\"  EVER GIVEN   \"}" },
      "fix id=  EVER GIVEN    label=EVER GIVEN lat=1.0 lon=2.0" },
    { { "{\"lat\":1,\"lon\":2,\"label\":\"   \"}" }, "fix lat=1.0 lon=2.0" },
    { { "{\"driverId\":\"d-9\",\"status\":\"busy\",\"location\":{\"latitude\":6.5,"
        "\"longitude\":3.4,"
        "\"speed\":32.5,\"zone\":1,\"status\":\"near\"},\"x\":[1]}" },
      "fix id=d-9 lat=6.5 lon=3.4 speed=32.5 "
      "attributes={\"zone\":1,\"status\":\"near\",\"x\":[1]}" },
    { { "{\"speed\":1,\"id\":\"out\",\"data\":{\"id\":\"in\",\"lat\":1,\"lon\":2}}" },
      "fix id=in lat=1.0 lon=2.0 speed=1.0" },
    { { "{\"time\":1772360130,\"data\":{\"time\":\"soon\",\"lat\":1,\"lon\":2}}" },
      "fix lat=1.0 lon=2.0 time=2026-03-01T10:15:30.000Z attributes={\"time\":\"soon\"}" },
    { { "{\"id\":98121,\"deviceId\":12,\"lat\":1,\"lon\":2}" },
      "fix id=12 lat=1.0 lon=2.0 attributes={\"id\":98121}" },
    { { "{\"a\":{\"b\":{\"c\":{\"lat\":1,\"lng\":2}}}}" }, "fix lat=1.0 lon=2.0" },
  };

  wb_check_cases ("json", cases, G_N_ELEMENTS (cases));
}

static void
test_ids (void)
{
  static const WbCheckCase cases[] = {
    { { "{\"id\":9007199254740993,\"lat\":1,"
        "\"lon\":2}" }, "fix id=9007199254740993 lat=1.0 lon=2.0" },
    { { "{\"id\":12345678901234567890,\"lat\":1,\"lon\":2}" },
      "fix id=12345678901234567890 lat=1.0 lon=2.0" },
    { { "{\"id\":\"0012\",\"lat\":1,\"lon\":2}" }, "fix id=0012 lat=1.0 lon=2.0" },
    { { "{\"id\":7.0,\"lat\":1,\"lon\":2}" }, "fix id=7 lat=1.0 lon=2.0" },
    { { "{\"id\":7.5,\"lat\":1,\"lon\":2}" }, "fix id=7.5 lat=1.0 lon=2.0" },
    { { "{\"id\":0,\"lat\":1,\"lon\":2}" }, "fix id=0 lat=1.0 lon=2.0" },
    { { "{\"id\":\"\",\"lat\":1,\"lon\":2}" }, "fix lat=1.0 lon=2.0 attributes={\"id\":\"\"}" },
    { { "{\"id\":null,\"lat\":1,\"lon\":2}" }, "fix lat=1.0 lon=2.0" },
    { { "{\"id\":true,\"lat\":1,\"lon\":2}" }, "fix lat=1.0 lon=2.0 attributes={\"id\":true}" },
    { { "{\"id\":{\"$oid\":\"5\"},\"lat\":1,\"lon\":2}" },
      "fix lat=1.0 lon=2.0 attributes={\"id\":{\"$oid\":\"5\"}}" },
    { { "{\"_id\":\"m\",\"lat\":1,\"lon\":2}" }, "fix id=m lat=1.0 lon=2.0" },
    /* A12: without an id the reports name none, and the connection is the object. */
    { { "{\"lat\":1,\"long\":2}", "{\"lat\":3,\"long\":4}" },
      "fix lat=1.0 lon=2.0\nfix lat=3.0 lon=4.0" },
  };

  wb_check_cases ("json", cases, G_N_ELEMENTS (cases));
}

static void
test_long_texts (void)
{
  g_autofree char *letters = g_strnfill (10 * 1000, 'x');
  g_autofree char *kept = g_strnfill (WB_DECODING_MAX_TEXT_BYTES - 1, 'x');
  g_autofree char *text = NULL, *expected = NULL;

  /* A character of two bytes stands across the limit. */
  memcpy (letters + WB_DECODING_MAX_TEXT_BYTES - 1, "ä", 2);
  text = g_strdup_printf ("{\"id\":\"%s\",\"name\":\"%s\",\"lat\":1,\"lon\":2}", letters, letters);
  expected = g_strdup_printf ("fix id=%s label=%s lat=1.0 lon=2.0", kept, kept);
  wb_check_cases ("json", &(WbCheckCase) { { text }, expected }, 1);
}

static void
test_times (void)
{
  static const WbCheckCase cases[] = {
    { { "{\"lat\":1,\"lon\":2,\"time\":\"2022-12-29 18:22:32.318353 +0000 UTC\"}" },
      "fix lat=1.0 lon=2.0 time=2022-12-29T18:22:32.318Z" },
    { { "{\"lat\":1,\"lon\":2,\"ts\":\"1772360130500\"}" },
      "fix lat=1.0 lon=2.0 time=2026-03-01T10:15:30.500Z" },
    { { "{\"lat\":1,\"lon\":2,\"time\":\"yesterday\",\"updatedAt\":1772360130}" },
      "fix lat=1.0 lon=2.0 time=2026-03-01T10:15:30.000Z attributes={\"time\":\"yesterday\"}" },
    { { "{\"lat\":1,\"lon\":2,\"time\":\"2026-03-01T10:20:31Z\"}" },
      "fix lat=1.0 lon=2.0 time=2026-03-01T10:20:31.000Z" },
    { { "{\"lat\":1,\"lon\":2,\"time\":\"2026-03-01T10:20:32Z\"}" },
      "fix lat=1.0 lon=2.0 time=2026-03-01T10:20:32.000Z time-in-future" },
    { { "{\"lat\":1,\"lon\":2,\"time\":\"2000-01-01T00:00:00Z\"}" },
      "fix lat=1.0 lon=2.0 time=2000-01-01T00:00:00.000Z" },
    { { "{\"lat\":1,\"lon\":2,\"timestamp\":34}" },
      "fix lat=1.0 lon=2.0 time=1970-01-01T00:00:34.000Z time-too-old" },
    { { "{\"lat\":1,\"lon\":2,\"timestamp\":{\"sec\":1}}" },
      "fix lat=1.0 lon=2.0 attributes={\"timestamp\":{\"sec\":1}}" },
  };

  wb_check_cases ("json", cases, G_N_ELEMENTS (cases));
}

/* Without the time of receipt nothing is judged to be in the future. */
static void
test_no_receipt_time (void)
{
  const char *text = "{\"lat\":1,\"lon\":2,\"time\":\"2099-01-01T00:00:00Z\"}";
  g_autoptr(WbDecoder) decoder = wb_check_create_decoder ("json");
  g_autoptr(WbMessage) message = wb_check_decode (decoder, WB_TIME_NONE, text, strlen (text));

  g_assert_cmpuint (message->reports->flags, ==, 0);
}

static void
test_arrays (void)
{
  static const WbCheckCase cases[] = {
    { { "[{\"lat\":1,\"lon\":2},{\"lat\":3,\"lon\":4}]" },
      "fix lat=1.0 lon=2.0\nfix lat=3.0 lon=4.0" },
    { { "{\"time\":1772360130,\"list\":[{\"id\":1,\"lat\":1,\"lon\":2},{\"id\":2,\"battery\":5},"
        "{\"id\":3,\"lat\":91,\"lon\":4},{},null,{\"id\":2,\"lat\":5,\"lon\":6}]}" },
      "fix id=1 lat=1.0 lon=2.0 time=2026-03-01T10:15:30.000Z\n"
      "no-position id=2 reason=attributes-only\n"
      "rejected id=3 reason=latitude-out-of-range detail=91\n"
      "no-position reason=no-coordinates\n"
      "no-position reason=no-coordinates\n"
      "fix id=2 lat=5.0 lon=6.0 time=2026-03-01T10:15:30.000Z attributes={\"battery\":5}" },
    { { "[{\"id\":1,\"lat\":null,\"lon\":null},{\"id\":2,\"lat\":1,\"lon\":2}]" },
      "no-position id=1 reason=no-coordinates\nfix id=2 lat=1.0 lon=2.0" },
    { { "[[{\"lat\":1,\"lon\":2},{\"lat\":3,\"lon\":4}],[{\"lat\":5,\"lon\":6}]]" },
      "fix lat=1.0 lon=2.0\nfix lat=3.0 lon=4.0\nfix lat=5.0 lon=6.0" },
    { { "[\"driver:location\",{\"driverId\":\"d-9\",\"location\":{\"lat\":6.5,\"lng\":3.4}}]" },
      "fix id=d-9 lat=6.5 lon=3.4" },
    { { "{\"entity\":[{\"id\":\"v-1\",\"vehicle\":{\"position\":{\"latitude\":1,\"longitude\":2}}},"
        "{\"id\":\"v-9\",\"isDeleted\":true}]}" },
      "fix id=v-1 lat=1.0 lon=2.0\nno-position id=v-9 reason=attributes-only" },
    /* Eight items tell what an array holds. */
    { { "[{},{},{},{},{},{},{},{},{\"lat\":1,\"lon\":2}]" }, "no-position reason=no-coordinates" },
  };

  wb_check_cases ("json", cases, G_N_ELEMENTS (cases));
}

static void
test_search_limits (void)
{
  static const WbCheckCase cases[] = {
    { { "{\"1\":{\"2\":{\"3\":{\"4\":{\"5\":{\"6\":{\"lat\":1,\"lon\":2}}}}}}}" },
      "fix lat=1.0 lon=2.0" },
    { { "{\"1\":{\"2\":{\"3\":{\"4\":{\"5\":{\"6\":{\"7\":{\"lat\":1,\"lon\":2}}}}}}}}" },
      "no-position reason=no-coordinates" },
  };
  g_autoptr(GString) wide = g_string_new ("{");

  wb_check_cases ("json", cases, G_N_ELEMENTS (cases));

  for (guint i = 0; i < 250; i++)
    g_string_append_printf (wide, "\"%u\":{},", i);
  g_string_append (wide, "\"last\":{\"lat\":1,\"lon\":2}}");
  wb_check_cases ("json", &(WbCheckCase) { { wide->str }, "no-position reason=no-coordinates" }, 1);
}

/* Messages that bring only attributes are in the later fixes of the object. */
static void
test_partial_updates (void)
{
  static const WbCheckCase cases[] = {
    { { "{\"id\":\"a\",\"name\":\"Van\",\"speed\":5,\"fuel\":80,\"door\":\"open\"}",
        "{\"id\":\"a\",\"lat\":1,\"lon\":2}", "{\"id\":\"b\",\"lat\":1,\"lon\":2}",
        "{\"id\":\"a\",\"lat\":3,\"lon\":4,\"speed\":6,\"fuel\":79,\"gear\":2}",
        "{\"id\":\"a\",\"lat\":5,\"lon\":6}" },
      "no-position id=a reason=attributes-only\n"
      "fix id=a label=Van lat=1.0 lon=2.0 speed=5.0 attributes={\"fuel\":80,\"door\":\"open\"}\n"
      "fix id=b lat=1.0 lon=2.0\n"
      "fix id=a label=Van lat=3.0 lon=4.0 speed=6.0 "
      "attributes={\"fuel\":79,\"gear\":2,\"door\":\"open\"}\n"
      "fix id=a label=Van lat=5.0 lon=6.0 speed=6.0 attributes={\"fuel\":79,\"door\":\"open\"}" },
    { { "{\"id\":\"a\",\"lat\":1,\"lon\":2,\"name\":\"Van\",\"speed\":5,\"fuel\":80}",
        "{\"id\":\"a\",\"lat\":3,\"lon\":4}" },
      "fix id=a label=Van lat=1.0 lon=2.0 speed=5.0 attributes={\"fuel\":80}\n"
      "fix id=a label=Van lat=3.0 lon=4.0" },
    { { "{\"id\":\"a\",\"speed\":5,\"heading\":90}", "{\"id\":\"a\",\"speed\":null}",
        "{\"id\":\"a\",\"lat\":3,\"lon\":4}" },
      "no-position id=a reason=attributes-only\n"
      "no-position id=a reason=attributes-only\n"
      "fix id=a lat=3.0 lon=4.0 course=90.0 heading=90.0" },
    { { "{\"id\":\"a\"}", "{\"id\":\"a\",\"lat\":null,\"lon\":7,\"fuel\":1}",
        "{\"id\":\"a\",\"lat\":3,\"lon\":4}" },
      "no-position id=a reason=no-coordinates\n"
      "no-position id=a reason=attributes-only\n"
      "fix id=a lat=3.0 lon=4.0 attributes={\"fuel\":1}" },
    { { "{\"devices\":[{\"id\":12,\"name\":\"Van 12\"},{\"id\":13,\"name\":\"Van 13\"}]}",
        "{\"positions\":[{\"id\":1,\"deviceId\":13,\"latitude\":1,\"longitude\":2}]}" },
      "no-position id=12 reason=attributes-only\n"
      "fix id=13 label=Van 13 lat=1.0 lon=2.0 attributes={\"id\":1}" },
    { { "{\"name\":\"Van\",\"fuel\":80}" }, "no-position reason=no-coordinates" },
  };

  wb_check_cases ("json", cases, G_N_ELEMENTS (cases));
}

static void
test_large_attributes (void)
{
  g_autofree char *large = g_strnfill (100 * 1000, 'x');
  g_autofree char *text = g_strdup_printf (
      "{\"a\":1,\"large\":\"%s\",\"lat\":1,\"lon\":2,\"nested\":{\"b\":[null]}}", large);

  wb_check_cases ("json",
                  &(WbCheckCase) {
                      { text }, "fix lat=1.0 lon=2.0 attributes={\"a\":1,"
                      "\"nested\":{\"b\":[null]}}" },
                  1);
}

/* A10: a locale with a decimal comma changes nothing. */
static void
test_locale (void)
{
  g_autofree char *before = g_strdup (setlocale (LC_NUMERIC, NULL));

  if (setlocale (LC_NUMERIC, "de_DE.UTF-8") == NULL && setlocale (LC_NUMERIC, "de_DE.utf8") == NULL)
    {
      g_test_skip ("no German locale is installed");
      return;
    }
  test_values ();
  test_fields ();
  setlocale (LC_NUMERIC, before);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/format/generic/A9/position-names", test_position_names);
  g_test_add_func ("/format/generic/A10/values", test_values);
  g_test_add_func ("/format/generic/A10/locale", test_locale);
  g_test_add_func ("/format/generic/long-detail", test_long_detail);
  g_test_add_func ("/format/generic/A11/fields", test_fields);
  g_test_add_func ("/format/generic/A12/ids", test_ids);
  g_test_add_func ("/format/generic/long-texts", test_long_texts);
  g_test_add_func ("/format/generic/times", test_times);
  g_test_add_func ("/format/generic/no-receipt-time", test_no_receipt_time);
  g_test_add_func ("/format/generic/arrays", test_arrays);
  g_test_add_func ("/format/generic/search-limits", test_search_limits);
  g_test_add_func ("/format/generic/partial-updates", test_partial_updates);
  g_test_add_func ("/format/generic/large-attributes", test_large_attributes);

  return g_test_run ();
}
