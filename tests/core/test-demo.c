/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

#include "config.h"

#include "wb-demo-encoder.h"
#include "wb-demo-options.h"
#include "wb-demo-places.h"
#include "wb-demo-routes.h"
#include "wb-failure.h"
#include "wb-geo.h"
#include "wb-json-tree.h"

#include <math.h>
#include <string.h>

#define DAY 86400

#define MOMENT G_GINT64_CONSTANT (1772360130250000)
#define MOMENT_TEXT "2026-03-01T10:15:30.250Z"

static const char *const formats[] = { "json", "geojson", "signalk" };

/* What @n_objects of a world of @seed say in each format after each of three steps. */
static char *
tell (guint n_objects,
      guint world_size,
      guint64 seed)
{
  g_autoptr(WbDemoWorld) world = wb_demo_world_new (world_size, seed);
  GString *text = g_string_new (NULL);

  for (guint step = 0; step < 3; step++)
    {
      for (guint i = 0; i < n_objects; i++)
        {
          WbDemoObject object;

          wb_demo_world_get_object (world, i, &object);
          for (gsize f = 0; f < G_N_ELEMENTS (formats); f++)
            wb_demo_encoder_append (wb_demo_encoder_find (formats[f]), text, &object, MOMENT);
        }
      wb_demo_world_advance (world, 60.5);
    }
  return g_string_free (text, FALSE);
}

static void
test_world_deterministic (void)
{
  g_autofree char *once = tell (50, 50, 7);
  g_autofree char *again = tell (50, 50, 7);
  g_autofree char *larger = tell (50, 5000, 7);
  g_autofree char *other = tell (50, 50, 8);

  g_assert_cmpstr (once, ==, again);
  g_assert_cmpstr (once, ==, larger);
  g_assert_cmpstr (once, !=, other);
}

static void
test_world_steps_do_not_matter (void)
{
  g_autoptr(WbDemoWorld) one = wb_demo_world_new (100, 1);
  g_autoptr(WbDemoWorld) many = wb_demo_world_new (100, 1);
  WbDemoObject a, b;

  wb_demo_world_advance (one, 100);
  for (guint i = 0; i < 1000; i++)
    wb_demo_world_advance (many, 0.1);
  for (guint i = 0; i < 100; i++)
    {
      wb_demo_world_get_object (one, i, &a);
      wb_demo_world_get_object (many, i, &b);
      g_assert_cmpfloat (a.latitude, ==, b.latitude);
      g_assert_cmpfloat (a.longitude, ==, b.longitude);
    }
}

static void
test_world_begins_with_stars (void)
{
  static const char *const kinds[] = { "ferry", "ship", "aircraft", "van", "helicopter" };
  g_autoptr(WbDemoWorld) world = wb_demo_world_new (G_N_ELEMENTS (kinds), 99);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      WbDemoObject object;

      wb_demo_world_get_object (world, i, &object);
      g_assert_cmpstr (wb_demo_kind_get_info (object.kind)->name, ==, kinds[i]);
      g_assert_cmpfloat (object.latitude, >, 53);
      g_assert_cmpfloat (object.latitude, <, 60.5);
      if (object.kind != WB_DEMO_VAN)
        g_assert_cmpfloat (object.speed, >, 1);
    }
}

static void
test_world_ids_are_unique (void)
{
  g_autoptr(WbDemoWorld) world = wb_demo_world_new (WB_DEMO_MAX_OBJECTS, 3);
  g_autoptr(GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < WB_DEMO_MAX_OBJECTS; i++)
    {
      WbDemoObject object;

      wb_demo_world_get_object (world, i, &object);
      g_assert_cmpuint (strlen (object.id), >, 4);
      g_assert_cmpuint (strlen (object.name), >, 2);
      g_assert_true (g_utf8_validate (object.name, -1, NULL));
      if (object.kind <= WB_DEMO_SAIL)
        g_assert_cmpuint (strlen (object.id), ==, 9);
      g_assert_true (g_hash_table_add (ids, g_strdup (object.id)));
    }
}

/* The largest world there is can be asked anywhere. */
static void
test_world_of_a_million (void)
{
  g_autoptr(WbDemoWorld) world = wb_demo_world_new (WB_DEMO_MAX_OBJECTS, 1);
  guint east = 0, n = 0;

  g_assert_cmpuint (wb_demo_world_get_n_objects (world), ==, WB_DEMO_MAX_OBJECTS);
  for (guint i = 0; i < WB_DEMO_MAX_OBJECTS; i += 997)
    {
      WbDemoObject object;

      wb_demo_world_get_object (world, i, &object);
      east += object.longitude > 18 || object.longitude < 6;
      n++;
    }
  g_assert_cmpuint (east, >, n / 4);
  g_assert_cmpuint (east, <, 3 * n / 4);
}

/* Bounds of speed in m/s: 25 knots for ships on the outer side of a bend, 90 km/h for trucks. */
static const double top_speeds[WB_DEMO_N_KINDS] = {
  [WB_DEMO_SHIP] = 13.5,   [WB_DEMO_FERRY] = 13.5,    [WB_DEMO_SAIL] = 5,
  [WB_DEMO_AIRCRAFT] = 270, [WB_DEMO_HELICOPTER] = 70, [WB_DEMO_VAN] = 15,
  [WB_DEMO_TRUCK] = 26,    [WB_DEMO_CAR] = 27,        [WB_DEMO_BICYCLE] = 8,
};

static void
check_values (const WbDemoObject *object)
{
  g_assert_cmpfloat (object->latitude, >, 40);
  g_assert_cmpfloat (object->latitude, <, 71);
  g_assert_cmpfloat (object->longitude, >, -25);
  g_assert_cmpfloat (object->longitude, <, 33);
  g_assert_cmpfloat (object->course, >=, 0);
  g_assert_cmpfloat (object->course, <, 360);
  g_assert_cmpfloat (object->heading, >=, 0);
  g_assert_cmpfloat (object->heading, <, 360);
  g_assert_cmpfloat (object->speed, >=, 0);
  g_assert_cmpfloat (object->speed, <, top_speeds[object->kind]);
  g_assert_cmpfloat (object->accuracy, >, 0);
  g_assert_cmpfloat (object->accuracy, <, 30);
  g_assert_true (isnan (object->altitude) ==
                 (object->kind != WB_DEMO_AIRCRAFT && object->kind != WB_DEMO_HELICOPTER));
  if (!isnan (object->altitude))
    g_assert_true (object->altitude >= 0 && object->altitude < 12500);
  if (object->altitude > 6500)
    g_assert_true (object->speed > 120);
}

/* Boxes of land: south, west, north, east. */
static const double inland[][4] = {
  { 55.20, 8.80, 56.30, 9.40 },   /* Jutland */
  { 55.25, 10.20, 55.45, 10.55 }, /* Funen */
  { 55.30, 11.60, 55.60, 11.95 }, /* Zealand */
  { 55.60, 13.10, 56.00, 14.10 }, /* Scania */
  { 56.80, 12.95, 58.00, 16.00 }, /* Halland and Småland */
  { 55.60, 12.30, 55.90, 12.50 }, /* west of Copenhagen */
  { 53.30, 11.60, 54.00, 13.20 }, /* Mecklenburg */
  { 57.25, 10.90, 57.29, 11.10 }, /* Læsø */
};

/* Water where nothing on wheels goes; the bridges are elsewhere. */
static const double at_sea[][4] = {
  { 56.20, 11.20, 57.20, 12.00 }, /* Kattegat */
  { 57.70, 8.00, 58.00, 10.40 },  /* Skagerrak */
  { 54.70, 12.70, 55.30, 14.60 }, /* western Baltic */
  { 55.85, 12.58, 56.00, 12.65 }, /* the Sound */
  { 55.50, 10.85, 55.60, 11.00 }, /* Great Belt */
};

static gboolean
is_within (const WbDemoObject *object,
           const double (*boxes)[4],
           gsize n_boxes)
{
  for (gsize i = 0; i < n_boxes; i++)
    if (object->latitude > boxes[i][0] && object->longitude > boxes[i][1] &&
        object->latitude < boxes[i][2] && object->longitude < boxes[i][3])
      return TRUE;
  return FALSE;
}

static void
test_world_keeps_to_bounds (void)
{
  g_autoptr(WbDemoWorld) world = wb_demo_world_new (1000, 1);

  for (guint t = 0; t < DAY; t += 120)
    {
      for (guint i = 0; i < 1000; i++)
        {
          WbDemoObject object;

          wb_demo_world_get_object (world, i, &object);
          check_values (&object);
          if (object.kind <= WB_DEMO_SAIL && is_within (&object, inland, G_N_ELEMENTS (inland)))
            g_error ("%s is ashore at %f, %f", object.name, object.latitude, object.longitude);
          if (object.kind >= WB_DEMO_VAN && is_within (&object, at_sea, G_N_ELEMENTS (at_sea)))
            g_error ("%s is at sea at %f, %f", object.name, object.latitude, object.longitude);
        }
      wb_demo_world_advance (world, 120);
    }
}

static double
get_turn (double from,
          double to)
{
  return fabs (wb_geo_normalize_longitude (to - from));
}

static double
get_bearing (const WbDemoObject *from,
             const WbDemoObject *to)
{
  return wb_geo_bearing (from->latitude, from->longitude, to->latitude, to->longitude);
}

/* Everybody goes where they point and as fast as they say, and nobody jumps or spins. */
static void
test_world_moves_smoothly (void)
{
  g_autoptr(WbDemoWorld) world = wb_demo_world_new (600, 5);
  g_autofree WbDemoObject *last = g_new0 (WbDemoObject, 600);
  guint off = 0, moves = 0;

  for (guint t = 0; t < 1800; t++)
    {
      for (guint i = 0; i < 600; i++)
        {
          WbDemoObject object;
          double moved, said, turn;

          wb_demo_world_get_object (world, i, &object);
          moved = wb_geo_distance (last[i].latitude, last[i].longitude,
                                   object.latitude, object.longitude);
          said = (last[i].speed + object.speed) / 2;
          if (t > 0)
            {
              g_assert_cmpfloat (moved, <, top_speeds[object.kind]);
              g_assert_cmpfloat (get_turn (last[i].course, object.course), <,
                                 object.kind >= WB_DEMO_VAN ? 90 : 25);
              if (object.kind == WB_DEMO_AIRCRAFT && object.altitude > 0)
                g_assert_cmpfloat (get_turn (last[i].course, object.course), <, 3);
              moves++;
              off += fabs (moved - said) > 0.05 * said + 0.5;
              turn = get_turn (object.course, get_bearing (&last[i], &object));
              if (said > 2 && get_turn (last[i].course, object.course) < 1)
                g_assert_cmpfloat (turn, <, 20);
            }
          last[i] = object;
        }
      wb_demo_world_advance (world, 1);
    }
  g_assert_cmpuint (off, <, moves / 500);
}

/* Whoever waits in a port or at a gate, there are more on their way. */
static void
test_world_is_on_its_way (void)
{
  g_autoptr(WbDemoWorld) world = wb_demo_world_new (400, 1);
  guint moving = 0;

  for (guint i = 0; i < 400; i++)
    {
      WbDemoObject object;

      wb_demo_world_get_object (world, i, &object);
      moving += object.speed > 0.5;
    }
  g_assert_cmpuint (moving, >, 260);
}

/* Every destination can be reached from every other, and the tables are in order. */
static void
test_routes_are_connected (void)
{
  g_autoptr(WbDemoRoutes) routes = wb_demo_routes_new (1);
  WbDemoRandom random = 1;

  for (guint i = 0; i < wb_demo_sea.n_places; i++)
    if (wb_demo_sea.places[i].reach != WB_DEMO_PASSAGE &&
        !g_str_equal (wb_demo_sea.places[i].name, "Stavanger"))
      {
        const WbDemoPath *path;

        g_assert_cmpfloat (wb_demo_sea.places[i].room, ==, 0);
        path = wb_demo_routes_find (routes, WB_DEMO_SHIP, wb_demo_sea.places[i].name, "Stavanger");
        g_assert_true (isfinite (wb_demo_path_get_period (path)));
      }
  for (guint i = 0; i < wb_demo_n_crossings; i++)
    g_assert_nonnull (wb_demo_routes_find (routes, WB_DEMO_FERRY, wb_demo_crossings[i].ends[0],
                                           wb_demo_crossings[i].ends[1]));
  for (guint i = 0; i < wb_demo_n_airports; i++)
    g_assert_cmpint (wb_demo_airports[i].reach == WB_DEMO_NEAR, ==, i < wb_demo_n_near_airports);
  for (guint i = 0; i < 2000; i++)
    {
      WbDemoKind kind = (WbDemoKind) (i % WB_DEMO_N_KINDS);
      double period;

      if (kind == WB_DEMO_HELICOPTER)
        continue;
      period = wb_demo_path_get_period (wb_demo_routes_pick (routes, kind, i % 2 == 0, &random));
      g_assert_cmpfloat (period, >, 300);
      g_assert_cmpfloat (period, <, 30 * DAY);
    }
}

static JsonObject *
get_member (JsonObject *object,
            const char *name)
{
  return json_object_get_object_member (object, name);
}

static double
get_value (JsonArray *values,
           guint index)
{
  return json_object_get_double_member (json_array_get_object_element (values, index), "value");
}

/* Encodes @object and reads it back. */
static JsonNode *
encode (const char *format,
        const WbDemoObject *object)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GError) error = NULL;
  JsonNode *node;

  wb_demo_encoder_append (wb_demo_encoder_find (format), text, object, MOMENT);
  node = wb_json_parse (text->str, text->len, &error);
  g_assert_no_error (error);
  return node;
}

static const WbDemoObject airliner = {
  .kind = WB_DEMO_AIRCRAFT,
  .id = "4a0b1c",
  .name = "Skua 214",
  .latitude = 57.28,
  .longitude = -0.0000004,
  .altitude = 10300.04,
  .course = 359.97,
  .heading = 128.44,
  .speed = 7.25,
  .accuracy = 12,
  .n_attributes = 2,
  .attributes = { { "destination", "Malmö", FALSE }, { "level", "340", TRUE } },
};

static void
test_encoder_json (void)
{
  g_autoptr(JsonNode) node = encode ("json", &airliner);
  g_autoptr(GString) text = g_string_new (NULL);

  wb_demo_encoder_append (wb_demo_encoder_find ("json"), text, &airliner, MOMENT);
  g_assert_cmpstr (text->str, ==,
                   "{\"type\":\"position\",\"id\":\"4a0b1c\",\"name\":\"Skua 214\","
                   "\"kind\":\"aircraft\",\"lat\":57.280000,\"lon\":0.000000,"
                   "\"altitude\":10300.0,\"course\":0.0,\"heading\":128.4,\"speed\":7.3,"
                   "\"accuracy\":12.0,\"time\":\"2026-03-01T10:15:30.250Z\","
                   "\"destination\":\"Malmö\",\"level\":340}");
  g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
}

static void
test_encoder_geojson (void)
{
  g_autoptr(JsonNode) node = encode ("geojson", &airliner);
  JsonObject *feature = json_node_get_object (node);
  JsonObject *properties = get_member (feature, "properties");
  JsonArray *coordinates =
      json_object_get_array_member (get_member (feature, "geometry"), "coordinates");

  g_assert_cmpstr (json_object_get_string_member (feature, "type"), ==, "Feature");
  g_assert_cmpuint (json_array_get_length (coordinates), ==, 3);
  g_assert_cmpfloat (json_array_get_double_element (coordinates, 1), ==, 57.28);
  g_assert_cmpstr (json_object_get_string_member (properties, "destination"), ==, "Malmö");
  g_assert_cmpstr (json_object_get_string_member (properties, "time"), ==, MOMENT_TEXT);
}

static void
test_encoder_signalk (void)
{
  g_autoptr(JsonNode) node = encode ("signalk", &airliner);
  JsonObject *delta = json_node_get_object (node);
  JsonArray *updates = json_object_get_array_member (delta, "updates");
  JsonObject *update = json_array_get_object_element (updates, 0);
  JsonArray *values = json_object_get_array_member (update, "values");

  g_assert_true (g_str_has_prefix (json_object_get_string_member (delta, "context"), "aircraft."));
  g_assert_cmpstr (json_object_get_string_member (update, "timestamp"), ==, MOMENT_TEXT);
  g_assert_cmpuint (json_array_get_length (values), ==, 6);
  g_assert_cmpfloat (get_value (values, 3), ==, 2.2417);
}

static void
test_encoder_without_altitude (void)
{
  WbDemoObject object = airliner;

  object.altitude = (double) NAN;
  object.latitude = -0.5;
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr(JsonNode) node = encode (formats[i], &object);
      g_autoptr(GString) text = g_string_new (NULL);

      wb_json_append_node (text, node);
      g_assert_null (strstr (text->str, "altitude"));
      g_assert_nonnull (strstr (text->str, "-0.5"));
    }
}

/* Days of 400 years, with every day of the year among them, are what GLib says they are. */
static void
test_encoder_dates (void)
{
  g_autoptr(GDateTime) date = g_date_time_new_utc (1970, 1, 1, 23, 59, 59);

  for (guint day = 0; day < 146097 + 1; day += 13)
    {
      g_autoptr(GDateTime) moment = g_date_time_add_days (date, (int) day);
      g_autofree char *expected = g_date_time_format (moment, "%FT%T.007Z");
      g_autoptr(GString) text = g_string_new (NULL);

      wb_demo_encoder_append (wb_demo_encoder_find ("json"), text, &airliner,
                              g_date_time_to_unix (moment) * G_USEC_PER_SEC + 7999);
      g_assert_nonnull (strstr (text->str, expected));
    }
}

static void
test_encoder_formats (void)
{
  g_autofree char *list = wb_demo_encoder_list_formats ();

  g_assert_cmpstr (list, ==, "json, geojson, signalk");
  g_assert_null (wb_demo_encoder_find ("JSON"));
  g_assert_null (wb_demo_encoder_find (""));
  g_assert_nonnull (wb_demo_encoder_find (WB_DEMO_DEFAULT_FORMAT));
}

static const struct {
  const char *url;
  guint n_objects; /* 0 when it is to be refused */
  double rate;
  guint64 seed;
  const char *format;
} addresses[] = {
  { "demo:", 100, 1, 1, "json" },
  { "demo:?", 100, 1, 1, "json" },
  { "demo:?objects=1000&rate=10&seed=7&format=geojson", 1000, 10, 7, "geojson" },
  { "demo:?rate=0.1&seed=18446744073709551615", 100, 0.1, G_MAXUINT64, "json" },
  { "DEMO:?objects=1000000&rate=1e2", 1000000, 100, 1, "json" },
  { "demo:?history=3600", 100, 1, 1, "json" },
  { "demo:?objects=%31%30", 10, 1, 1, "json" },
  { "demo:?objects=0", 0, 0, 0, NULL },
  { "demo:?objects=1000001", 0, 0, 0, NULL },
  { "demo:?objects=-1", 0, 0, 0, NULL },
  { "demo:?objects=10x", 0, 0, 0, NULL },
  { "demo:?objects=", 0, 0, 0, NULL },
  { "demo:?objects", 0, 0, 0, NULL },
  { "demo:?objects=99999999999999999999999", 0, 0, 0, NULL },
  { "demo:?rate=0", 0, 0, 0, NULL },
  { "demo:?rate=nan", 0, 0, 0, NULL },
  { "demo:?rate=inf", 0, 0, 0, NULL },
  { "demo:?rate=100.1", 0, 0, 0, NULL },
  { "demo:?rate=1,5", 0, 0, 0, NULL },
  { "demo:?seed=-1", 0, 0, 0, NULL },
  { "demo:?history=-1", 0, 0, 0, NULL },
  { "demo:?history=3601", 0, 0, 0, NULL },
  { "demo:?seed=18446744073709551616", 0, 0, 0, NULL },
  { "demo:?format=xml", 0, 0, 0, NULL },
  { "demo:?speed=9", 0, 0, 0, NULL },
  { "demo:?objects=%00", 0, 0, 0, NULL },
  { "demo:?objects=%ff", 0, 0, 0, NULL },
  { "demo:?&&", 0, 0, 0, NULL },
  { "demo:where", 0, 0, 0, NULL },
  { "demo://host/", 0, 0, 0, NULL },
  { "", 0, 0, 0, NULL },
};

static void
test_options (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr(GError) error = NULL;
      WbDemoOptions options;
      gboolean understood;

      wb_demo_options_init (&options);
      understood = wb_demo_options_parse_url (&options, addresses[i].url, &error);
      g_test_message ("%s", addresses[i].url);
      if (addresses[i].n_objects > 0)
        {
          g_assert_no_error (error);
          g_assert_true (understood);
          g_assert_cmpuint (options.n_objects, ==, addresses[i].n_objects);
          g_assert_cmpfloat (options.rate, ==, addresses[i].rate);
          g_assert_cmpuint (options.seed, ==, addresses[i].seed);
          g_assert_true (options.encoder == wb_demo_encoder_find (addresses[i].format));
        }
      else
        {
          g_assert_error (error, WB_FAILURE, WB_FAILURE_ADDRESS);
          g_assert_false (understood);
          g_assert_true (g_utf8_validate (error->message, -1, NULL));
        }
    }
}

/* Back and forth again is where it was, long before the world began too. */
static void
test_world_goes_back (void)
{
  g_autoptr(WbDemoWorld) world = wb_demo_world_new (200, 1);

  for (guint i = 0; i < 200; i++)
    {
      WbDemoObject now, past, again;

      wb_demo_world_get_object (world, i, &now);
      wb_demo_world_advance (world, -100000);
      wb_demo_world_get_object (world, i, &past);
      g_assert_true (isfinite (past.latitude) && isfinite (past.longitude));
      wb_demo_world_advance (world, 99999);
      wb_demo_world_get_object (world, i, &past);
      wb_demo_world_advance (world, 1);
      wb_demo_world_get_object (world, i, &again);
      g_assert_cmpfloat (now.latitude, ==, again.latitude);
      g_assert_cmpfloat (wb_geo_distance (now.latitude, now.longitude, past.latitude, past.longitude), <, 350);
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/demo/world/goes-back", test_world_goes_back);
  g_test_add_func ("/core/demo/world/deterministic", test_world_deterministic);
  g_test_add_func ("/core/demo/world/steps-do-not-matter", test_world_steps_do_not_matter);
  g_test_add_func ("/core/demo/world/begins-with-stars", test_world_begins_with_stars);
  g_test_add_func ("/core/demo/world/ids-are-unique", test_world_ids_are_unique);
  g_test_add_func ("/core/demo/world/a-million", test_world_of_a_million);
  g_test_add_func ("/core/demo/world/keeps-to-bounds", test_world_keeps_to_bounds);
  g_test_add_func ("/core/demo/world/moves-smoothly", test_world_moves_smoothly);
  g_test_add_func ("/core/demo/world/is-on-its-way", test_world_is_on_its_way);
  g_test_add_func ("/core/demo/routes/are-connected", test_routes_are_connected);
  g_test_add_func ("/core/demo/encoder/json", test_encoder_json);
  g_test_add_func ("/core/demo/encoder/geojson", test_encoder_geojson);
  g_test_add_func ("/core/demo/encoder/signalk", test_encoder_signalk);
  g_test_add_func ("/core/demo/encoder/without-altitude", test_encoder_without_altitude);
  g_test_add_func ("/core/demo/encoder/dates", test_encoder_dates);
  g_test_add_func ("/core/demo/encoder/formats", test_encoder_formats);
  g_test_add_func ("/core/demo/options", test_options);

  return g_test_run ();
}
