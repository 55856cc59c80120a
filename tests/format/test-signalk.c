/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Deltas of Signal K, and what is remembered between them. */

#include "config.h"

#include "wb-check.h"

#include <string.h>

#define OWN_URN "urn:mrn:signalk:uuid:c0d79334-4e25-4245-8892-54e8ccc8021d"
#define HELLO \
  "{\"name\":\"foobar marine server\",\"version\":\"1.0.4\"," \
  "\"timestamp\":\"2018-06-21T15:09:16.704Z\",\"self\":\"vessels." OWN_URN "\"," \
  "\"roles\":[\"master\",\"main\"]}"
#define DELTA(context, updates) "{\"context\":\"" context "\",\"updates\":[" updates "]}"
#define UPDATE(values) "{\"timestamp\":\"2026-03-01T10:15:30.081Z\",\"values\":[" values "]}"
#define VALUE(path, value) "{\"path\":\"" path "\",\"value\":" value "}"
#define POSITION(lat, lon) \
  VALUE ("navigation.position", "{\"longitude\":" lon ",\"latitude\":" lat "}")

static void
test_deltas (void)
{
  static const WbCheckCase cases[] = {
    { { "{\"context\":\"vessels.urn:mrn:imo:mmsi:234567890\",\"updates\":[{\"source\":{\"label\":"
        "\"N2000-01\",\"type\":\"NMEA2000\",\"src\":\"115\",\"pgn\":129025},\"$source\":"
        "\"n2k.115\",\"timestamp\":\"2026-03-01T10:15:30.081Z\",\"values\":[{\"path\":"
        "\"navigation.position\",\"value\":{\"longitude\":-122.450000,\"latitude\":37.800000}},"
        "{\"path\":\"navigation.courseOverGroundTrue\",\"value\":2.971},{\"path\":"
        "\"navigation.headingTrue\",\"value\":2.95},{\"path\":\"navigation.speedOverGround\","
        "\"value\":3.85},{\"path\":\"\",\"value\":{\"name\":\"WRANGO\","
        "\"mmsi\":\"234567890\"}}]}]}" },
      "fix id=urn:mrn:imo:mmsi:234567890 label=WRANGO lat=37.8 lon=-122.45 "
      "course=170.22576093336758 heading=169.02254956359286 speed=3.85 "
      "time=2026-03-01T10:15:30.081Z attributes={\"mmsi\":\"234567890\"}" },
    { { DELTA ("atons.urn:mrn:imo:mmsi:1", "{\"values\":[" POSITION ("1", "2") "]}") },
      "fix id=urn:mrn:imo:mmsi:1 lat=1.0 lon=2.0" },
    { { DELTA ("vessels.urn:a",
               "{\"values\":[" VALUE ("navigation.position",
                                      "{\"longitude\":2,\"latitude\":1,\"altitude\":3}") "]}") },
      "fix id=urn:a lat=1.0 lon=2.0 altitude=3.0" },
    { { DELTA ("vessels.urn:a", UPDATE (POSITION ("91", "2"))) },
      "rejected id=urn:a reason=latitude-out-of-range detail=91" },
    { { DELTA ("vessels.urn:a", UPDATE (POSITION ("1", "2")) "," UPDATE (POSITION ("3", "4"))) },
      "fix id=urn:a lat=1.0 lon=2.0 time=2026-03-01T10:15:30.081Z\n"
      "fix id=urn:a lat=3.0 lon=4.0 time=2026-03-01T10:15:30.081Z" },
    { { DELTA ("vessels.urn:a",
               "{\"values\":[" POSITION ("1", "2") ","
               VALUE ("navigation.headingTrue", "-1") "]}") },
      "fix id=urn:a lat=1.0 lon=2.0 course=302.7042204869177 heading=302.7042204869177" },
  };

  wb_check_cases (NULL, cases, G_N_ELEMENTS (cases));
  wb_check_cases ("signalk", cases, G_N_ELEMENTS (cases));
}

static void
test_own_vessel (void)
{
  static const WbCheckCase cases[] = {
    { { HELLO, DELTA ("vessels.self", "{\"values\":[" POSITION ("1", "2") "]}"),
        DELTA ("vessels." OWN_URN, "{\"values\":[" POSITION ("3", "4") "]}") },
      "no-position reason=no-coordinates\n"
      "fix id=" OWN_URN " lat=1.0 lon=2.0\n"
      "fix id=" OWN_URN " lat=3.0 lon=4.0" },
    { { DELTA ("vessels.self", "{\"values\":[" POSITION ("1", "2") "]}") },
      "fix id=vessels.self lat=1.0 lon=2.0" },
  };
  static const WbCheckCase no_context[] = {
    { { HELLO, "{\"updates\":[{\"values\":[" POSITION ("1", "2") "]}]}" },
      "no-position reason=no-coordinates\nfix id=" OWN_URN " lat=1.0 lon=2.0" },
  };

  wb_check_cases (NULL, cases, G_N_ELEMENTS (cases));
  wb_check_cases ("signalk", cases, G_N_ELEMENTS (cases));
  wb_check_cases ("signalk", no_context, G_N_ELEMENTS (no_context));
}

/* Most values come in updates of their own. */
static void
test_partial_updates (void)
{
  static const WbCheckCase cases[] = {
    { { DELTA ("vessels.urn:a", UPDATE (VALUE ("", "{\"name\":\"WRANGO\"}")) ","
               UPDATE (VALUE ("navigation.speedOverGround", "3.85"))),
        DELTA ("vessels.urn:a", UPDATE (VALUE ("navigation.headingTrue", "0") ","
               VALUE ("environment.depth.belowKeel", "4.5"))),
        DELTA ("vessels.urn:a", "{\"values\":[" POSITION ("1", "2") "]}"),
        DELTA ("vessels.urn:a", UPDATE (VALUE ("navigation.speedOverGround", "null") ","
               VALUE ("environment.depth.belowKeel", "5") ","
               VALUE ("notifications.mob", "{\"state\":\"alarm\"}"))),
        DELTA ("vessels.urn:a", "{\"values\":[" POSITION ("3", "4") "]}") },
      "no-position id=urn:a reason=attributes-only\n"
      "no-position id=urn:a reason=attributes-only\n"
      "fix id=urn:a label=WRANGO lat=1.0 lon=2.0 course=0.0 heading=0.0 speed=3.85 "
      "attributes={\"environment.depth.belowKeel\":4.5}\n"
      "no-position id=urn:a reason=attributes-only\n"
      "fix id=urn:a label=WRANGO lat=3.0 lon=4.0 course=0.0 heading=0.0 "
      "attributes={\"environment.depth.belowKeel\":5,"
      "\"notifications.mob\":{\"state\":\"alarm\"}}" },
    { { DELTA ("vessels.urn:a", "{\"values\":[" POSITION ("1", "2") "]},"
               UPDATE (VALUE ("navigation.speedOverGround", "1"))) },
      "fix id=urn:a lat=1.0 lon=2.0" },
  };

  wb_check_cases (NULL, cases, G_N_ELEMENTS (cases));
}

static void
test_no_position (void)
{
  static const WbCheckCase cases[] = {
    { { DELTA ("vessels.urn:a", UPDATE (VALUE ("navigation.position", "null"))) },
      "no-position id=urn:a reason=no-coordinates" },
    { { DELTA ("vessels.urn:a", UPDATE (VALUE ("navigation.position", "{\"latitude\":1}"))) },
      "no-position id=urn:a reason=no-coordinates" },
    { { DELTA ("vessels.urn:a", "") }, "no-position reason=no-coordinates" },
    { { DELTA ("vessels.urn:a", "null,5,{},{\"values\":5},{\"values\":[null,{},{\"path\":5}]}") },
      "no-position id=urn:a reason=no-coordinates" },
    { { DELTA ("vessels.urn:a", "{\"meta\":[" VALUE ("a", "{\"units\":\"m\"}") "]}") },
      "no-position id=urn:a reason=no-coordinates" },
  };

  wb_check_cases (NULL, cases, G_N_ELEMENTS (cases));
}

/* The same path twice is one attribute, with the last value. */
static void
test_repeated_path (void)
{
  static const WbCheckCase cases[] = {
    { { DELTA ("vessels.urn:a", "{\"values\":[" POSITION ("1", "2") "," VALUE ("a.b", "1") ","
               VALUE ("c", "0") "," VALUE ("a.b", "2") "]}") },
      "fix id=urn:a lat=1.0 lon=2.0 attributes={\"a.b\":2,\"c\":0}" },
  };

  wb_check_cases (NULL, cases, G_N_ELEMENTS (cases));
}

static void
test_format_name (void)
{
  g_autoptr(WbDecoder) decoder = wb_check_create_decoder (NULL);
  g_autoptr(WbMessage) message = wb_check_decode (decoder, WB_CHECK_TIME, HELLO, strlen (HELLO));

  g_assert_cmpstr (message->reports->format, ==, "signalk");
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/format/signalk/deltas", test_deltas);
  g_test_add_func ("/format/signalk/own-vessel", test_own_vessel);
  g_test_add_func ("/format/signalk/partial-updates", test_partial_updates);
  g_test_add_func ("/format/signalk/no-position", test_no_position);
  g_test_add_func ("/format/signalk/repeated-path", test_repeated_path);
  g_test_add_func ("/format/signalk/format-name", test_format_name);

  return g_test_run ();
}
