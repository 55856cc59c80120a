/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Ids, names and attributes of the simulated world: all invented, and none of them translated,
 * because they are data of a feed. */

#include "config.h"

#include "wb-demo-identity.h"

#include <string.h>

static const char *const first_names[] = {
  "Amber", "Baltic", "Cedar", "Dune", "Ember", "Fjord", "Golden", "Hazel", "Iron", "Juniper",
  "Kelp", "Linden", "Misty", "Northern", "Ocean", "Pine", "Quiet", "River", "Silver", "Tidal",
  "Umber", "Velvet", "Winter", "Yarrow", "Autumn", "Bright", "Coral", "Dawn", "Elder", "Fern",
  "Grey",
};

static const char *const second_names[] = {
  "Heron", "Lark", "Plover", "Gannet", "Wren", "Thrift", "Beacon", "Current", "Drift", "Curlew",
  "Finch", "Harbour", "Isle", "Jetty", "Kite", "Lantern", "Meadow", "Narrows", "Osprey", "Petrel",
  "Quay", "Reef", "Skerry", "Tern", "Compass", "Voyager", "Willow", "Sound", "Spirit", "Stone",
  "Star",
};

/* Names of invented airlines and the first letters of their callsigns. */
static const struct {
  const char *name;
  const char *callsign;
} airlines[] = {
  { "Alke", "ALKE" },
  { "Lomvi", "LOMV" },
  { "Nordbird", "NORB" },
  { "Skua", "SKUA" },
  { "Stormy", "STRM" },
  { "Kittiwake", "KITW" },
  { "Eider", "EIDR" },
};

/* Countries of ships, as the first three digits of their identities. */
static const guint countries[] = { 219, 219, 265, 265, 257, 211, 230, 261, 244 };

static const char *const cargoes[] = {
  "containers", "grain", "timber", "oil", "cars", "steel", "paper", "gravel",
};

/* Writes @number with at least @digits digits; returns the end of the text, which is terminated. */
static char *
write_number (char *text,
              guint number,
              guint digits)
{
  char reversed[12];
  guint n = 0;

  while (number > 0 || n < digits)
    {
      reversed[n++] = (char) ('0' + number % 10);
      number /= 10;
    }
  while (n > 0)
    *text++ = reversed[--n];
  *text = '\0';
  return text;
}

static WbDemoAttribute *
add_attribute (WbDemoObject *object,
               const char *name)
{
  WbDemoAttribute *attribute = &object->attributes[object->n_attributes++];

  attribute->name = name;
  attribute->is_number = FALSE;
  return attribute;
}

static void
add_text (WbDemoObject *object,
          const char *name,
          const char *value)
{
  WbDemoAttribute *attribute = add_attribute (object, name);

  g_strlcpy (attribute->text, value, sizeof attribute->text);
}

static void
add_number (WbDemoObject *object,
            const char *name,
            guint value)
{
  WbDemoAttribute *attribute = add_attribute (object, name);

  write_number (attribute->text, value, 1);
  attribute->is_number = TRUE;
}

/* All pairs of names in an order that looks like none, then again with a number. */
static void
write_ship_name (char *text,
                 guint number)
{
  const guint n_first = G_N_ELEMENTS (first_names), n_second = G_N_ELEMENTS (second_names);
  guint pair = number * 587 % (n_first * n_second);
  guint round = number / (n_first * n_second);

  text = g_stpcpy (text, first_names[pair % n_first]);
  *text++ = ' ';
  text = g_stpcpy (text, second_names[pair / n_first]);
  if (round > 0)
    {
      *text++ = ' ';
      write_number (text, round + 1, 1);
    }
}

/* The last six digits are another order of the indices, so that no two are the same. */
static void
write_ship_id (char *text,
               guint index,
               guint look)
{
  text = write_number (text, countries[look % G_N_ELEMENTS (countries)], 3);
  write_number (text, (guint) (((guint64) index * 7919 + 177000) % WB_DEMO_MAX_OBJECTS), 6);
}

static void
describe_ship (WbDemoObject *object,
               guint index,
               guint number,
               guint look)
{
  write_ship_name (object->name, number);
  write_ship_id (object->id, index, look);
  if (object->kind == WB_DEMO_SHIP)
    add_text (object, "cargo", cargoes[(look >> 4) % G_N_ELEMENTS (cargoes)]);
  else
    add_number (object, object->kind == WB_DEMO_FERRY ? "passengers" : "crew",
                object->kind == WB_DEMO_FERRY ? 40 + (look >> 4) % 600 : 1 + (look >> 4) % 6);
}

/* Squawks are four octal digits. */
static void
add_squawk (WbDemoObject *object,
            guint code)
{
  char *text = add_attribute (object, "squawk")->text;

  for (int i = 3; i >= 0; i--)
    *text++ = (char) ('0' + (code >> (3 * i) & 7));
  *text = '\0';
}

static void
write_aircraft_id (char *text,
                   guint index)
{
  guint address = 0x400000 | ((index * 0x4e2b5 + 0x3c1a2) & 0xfffff);

  for (int i = 5; i >= 0; i--)
    *text++ = "0123456789abcdef"[address >> (4 * i) & 15];
  *text = '\0';
}

static void
describe_aircraft (WbDemoObject *object,
                   guint index,
                   guint number,
                   guint look)
{
  guint airline = number % G_N_ELEMENTS (airlines);
  guint flight = 101 + number * 37 % 8887;
  char *end;

  write_aircraft_id (object->id, index);
  end = g_stpcpy (object->name, airlines[airline].name);
  *end++ = ' ';
  write_number (end, flight, 1);
  end = g_stpcpy (add_attribute (object, "callsign")->text, airlines[airline].callsign);
  write_number (end, flight, 1);
  add_squawk (object, 01001 + look % 05700);
}

static void
describe_helicopter (WbDemoObject *object,
                     guint index)
{
  write_aircraft_id (object->id, index);
  g_stpcpy (object->name, "Lifeguard");
  add_text (object, "callsign", "LIFEGUARD");
  add_squawk (object, 00023);
  add_text (object, "mission", "search");
}

static void
describe_vehicle (WbDemoObject *object,
                  guint number,
                  guint look,
                  double progress)
{
  const char *kind = wb_demo_kind_get_info (object->kind)->name;
  char *end = g_stpcpy (object->id, kind);

  *end++ = '-';
  write_number (end, number, 3);
  end = g_stpcpy (object->name, kind);
  object->name[0] = g_ascii_toupper (object->name[0]);
  *end++ = ' ';
  write_number (end, number, 1);

  if (object->kind == WB_DEMO_TRUCK)
    add_text (object, "cargo", cargoes[look % G_N_ELEMENTS (cargoes)]);
  else
    add_number (object, "battery", 98 - (guint) (progress * (40 + look % 40)));
  if (object->kind == WB_DEMO_VAN)
    add_number (object, "parcels", (guint) ((1 - progress) * (30 + look % 90)));
}

static const char *
get_status (const WbDemoObject *object)
{
  gboolean moving = object->speed > 0;

  if (object->kind <= WB_DEMO_SAIL)
    return moving ? "under way" : "moored";
  if (object->kind <= WB_DEMO_HELICOPTER)
    return object->altitude > 0 ? "airborne" : "on ground";
  return moving ? "driving" : "stopped";
}

static gboolean
has_destination (WbDemoKind kind)
{
  return kind <= WB_DEMO_AIRCRAFT || kind == WB_DEMO_TRUCK;
}

/**
 * wb_demo_identity_describe:
 * @object: whose kind and motion are known
 * @index: of the object in its world
 * @number: 1, 2, 3… among its kind; whatever floats is counted together
 * @look: random bits of the object's own
 * @path: what it is on
 * @motion: where on it
 * @progress: how much of the round trip is done, 0 to 1
 *
 * Fills in id, name and attributes.
 */
void
wb_demo_identity_describe (WbDemoObject *object,
                           guint index,
                           guint number,
                           guint look,
                           const WbDemoPath *path,
                           const WbDemoMotion *motion,
                           double progress)
{
  object->n_attributes = 0;
  if (object->kind <= WB_DEMO_SAIL)
    describe_ship (object, index, number, look);
  else if (object->kind == WB_DEMO_AIRCRAFT)
    describe_aircraft (object, index, number, look);
  else if (object->kind == WB_DEMO_HELICOPTER)
    describe_helicopter (object, index);
  else
    describe_vehicle (object, number, look, progress);

  if (has_destination (object->kind))
    add_text (object, "destination",
              motion->returning ? wb_demo_path_get_from (path) : wb_demo_path_get_to (path));
  add_text (object, "status", get_status (object));
}
