/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What servers call the parts of a position.
 *
 * Every member of every message is looked up here, so the names are found by one hash that is
 * computed while upper case and separators are folded away. */

#include "config.h"

#include "wb-aliases.h"

#include <string.h>

/* Longer than any alias; longer names are none. */
#define MAX_NAME_LENGTH 24

/* A power of two, more than twice the number of aliases. */
#define N_SLOTS 512

static const WbAlias aliases[] = {
  { .name = "lat", .field = WB_FIELD_LATITUDE },
  { .name = "latitude", .field = WB_FIELD_LATITUDE },
  { .name = "gpslat", .field = WB_FIELD_LATITUDE },
  { .name = "gpslatitude", .field = WB_FIELD_LATITUDE },
  { .name = "positionlat", .field = WB_FIELD_LATITUDE },
  { .name = "positionlatitude", .field = WB_FIELD_LATITUDE },
  { .name = "coordslatitude", .field = WB_FIELD_LATITUDE },
  { .name = "locationlat", .field = WB_FIELD_LATITUDE },
  { .name = "locationlatitude", .field = WB_FIELD_LATITUDE },
  { .name = "latitudei", .field = WB_FIELD_LATITUDE, .unit = WB_UNIT_DEGREES_E7 },
  { .name = "late7", .field = WB_FIELD_LATITUDE, .unit = WB_UNIT_DEGREES_E7 },
  { .name = "latitudee7", .field = WB_FIELD_LATITUDE, .unit = WB_UNIT_DEGREES_E7 },
  { .name = "y", .field = WB_FIELD_Y },

  { .name = "lon", .field = WB_FIELD_LONGITUDE },
  { .name = "lng", .field = WB_FIELD_LONGITUDE },
  { .name = "long", .field = WB_FIELD_LONGITUDE },
  { .name = "longitude", .field = WB_FIELD_LONGITUDE },
  { .name = "gpslon", .field = WB_FIELD_LONGITUDE },
  { .name = "gpslng", .field = WB_FIELD_LONGITUDE },
  { .name = "gpslong", .field = WB_FIELD_LONGITUDE },
  { .name = "gpslongitude", .field = WB_FIELD_LONGITUDE },
  { .name = "positionlon", .field = WB_FIELD_LONGITUDE },
  { .name = "positionlng", .field = WB_FIELD_LONGITUDE },
  { .name = "positionlongitude", .field = WB_FIELD_LONGITUDE },
  { .name = "coordslongitude", .field = WB_FIELD_LONGITUDE },
  { .name = "locationlon", .field = WB_FIELD_LONGITUDE },
  { .name = "locationlng", .field = WB_FIELD_LONGITUDE },
  { .name = "locationlongitude", .field = WB_FIELD_LONGITUDE },
  { .name = "longitudei", .field = WB_FIELD_LONGITUDE, .unit = WB_UNIT_DEGREES_E7 },
  { .name = "lone7", .field = WB_FIELD_LONGITUDE, .unit = WB_UNIT_DEGREES_E7 },
  { .name = "lnge7", .field = WB_FIELD_LONGITUDE, .unit = WB_UNIT_DEGREES_E7 },
  { .name = "longitudee7", .field = WB_FIELD_LONGITUDE, .unit = WB_UNIT_DEGREES_E7 },
  { .name = "x", .field = WB_FIELD_X },

  { .name = "location", .field = WB_FIELD_PLACE },
  { .name = "position", .field = WB_FIELD_PLACE },
  { .name = "latlng", .field = WB_FIELD_PLACE },
  { .name = "latlon", .field = WB_FIELD_PLACE },
  { .name = "latlong", .field = WB_FIELD_PLACE },
  { .name = "coords", .field = WB_FIELD_PLACE },
  { .name = "gps", .field = WB_FIELD_PLACE },
  { .name = "geo", .field = WB_FIELD_PLACE },
  { .name = "geolocation", .field = WB_FIELD_PLACE },
  { .name = "geometry", .field = WB_FIELD_PLACE },
  { .name = "point", .field = WB_FIELD_PLACE },
  { .name = "lastlocation", .field = WB_FIELD_PLACE },
  { .name = "lastposition", .field = WB_FIELD_PLACE },
  { .name = "currentlocation", .field = WB_FIELD_PLACE },
  { .name = "currentposition", .field = WB_FIELD_PLACE },
  { .name = "coordinates", .field = WB_FIELD_COORDINATES },

  /* “id” alone is often the number of the record, not of the object. */
  { .name = "deviceid", .field = WB_FIELD_ID },
  { .name = "uniqueid", .field = WB_FIELD_ID },
  { .name = "vehicleid", .field = WB_FIELD_ID },
  { .name = "driverid", .field = WB_FIELD_ID },
  { .name = "trackerid", .field = WB_FIELD_ID },
  { .name = "entityid", .field = WB_FIELD_ID },
  { .name = "assetid", .field = WB_FIELD_ID },
  { .name = "objectid", .field = WB_FIELD_ID },
  { .name = "unitid", .field = WB_FIELD_ID },
  { .name = "mmsi", .field = WB_FIELD_ID },
  { .name = "imei", .field = WB_FIELD_ID },
  { .name = "icao24", .field = WB_FIELD_ID },
  { .name = "icao", .field = WB_FIELD_ID },
  { .name = "hex", .field = WB_FIELD_ID },
  { .name = "id", .field = WB_FIELD_ID },
  { .name = "uuid", .field = WB_FIELD_ID },
  { .name = "ident", .field = WB_FIELD_ID },
  { .name = "tid", .field = WB_FIELD_ID },
  { .name = "userid", .field = WB_FIELD_ID },
  { .name = "orderid", .field = WB_FIELD_ID },
  { .name = "idorder", .field = WB_FIELD_ID },
  { .name = "trainnumber", .field = WB_FIELD_ID },
  { .name = "veh", .field = WB_FIELD_ID },
  { .name = "node", .field = WB_FIELD_ID },
  { .name = "from", .field = WB_FIELD_ID },
  { .name = "device", .field = WB_FIELD_ID },
  { .name = "topic", .field = WB_FIELD_ID },

  { .name = "name", .field = WB_FIELD_LABEL, .last_resort = TRUE },
  { .name = "label", .field = WB_FIELD_LABEL },
  { .name = "title", .field = WB_FIELD_LABEL },
  { .name = "shipname", .field = WB_FIELD_LABEL },
  { .name = "callsign", .field = WB_FIELD_LABEL },
  { .name = "flight", .field = WB_FIELD_LABEL },
  { .name = "friendlyname", .field = WB_FIELD_LABEL },
  { .name = "displayname", .field = WB_FIELD_LABEL },
  { .name = "devicename", .field = WB_FIELD_LABEL },
  { .name = "vehiclename", .field = WB_FIELD_LABEL },
  { .name = "drivername", .field = WB_FIELD_LABEL },
  { .name = "longname", .field = WB_FIELD_LABEL },
  { .name = "desi", .field = WB_FIELD_LABEL },
  { .name = "vehiclenumber", .field = WB_FIELD_LABEL },

  { .name = "tst", .field = WB_FIELD_TIME },
  { .name = "fixtime", .field = WB_FIELD_TIME },
  { .name = "gpstime", .field = WB_FIELD_TIME },
  { .name = "time", .field = WB_FIELD_TIME },
  { .name = "timestamp", .field = WB_FIELD_TIME },
  { .name = "devicetime", .field = WB_FIELD_TIME },
  { .name = "ts", .field = WB_FIELD_TIME },
  { .name = "tsi", .field = WB_FIELD_TIME },
  { .name = "datetime", .field = WB_FIELD_TIME },
  { .name = "recordedat", .field = WB_FIELD_TIME },
  { .name = "isotst", .field = WB_FIELD_TIME },
  { .name = "timeutc", .field = WB_FIELD_TIME },
  { .name = "updatedat", .field = WB_FIELD_TIME },
  { .name = "lastupdated", .field = WB_FIELD_TIME },
  { .name = "lastupdate", .field = WB_FIELD_TIME },
  { .name = "createdat", .field = WB_FIELD_TIME },
  { .name = "now", .field = WB_FIELD_TIME },

  { .name = "altitude", .field = WB_FIELD_ALTITUDE },
  { .name = "alt", .field = WB_FIELD_ALTITUDE },
  { .name = "elevation", .field = WB_FIELD_ALTITUDE },
  { .name = "ele", .field = WB_FIELD_ALTITUDE },
  { .name = "altbaro", .field = WB_FIELD_ALTITUDE, .unit = WB_UNIT_FEET },
  { .name = "altgeom", .field = WB_FIELD_ALTITUDE, .unit = WB_UNIT_FEET },
  { .name = "altft", .field = WB_FIELD_ALTITUDE, .unit = WB_UNIT_FEET },
  { .name = "altitudeft", .field = WB_FIELD_ALTITUDE, .unit = WB_UNIT_FEET },

  { .name = "course", .field = WB_FIELD_COURSE },
  { .name = "cog", .field = WB_FIELD_COURSE },
  { .name = "track", .field = WB_FIELD_COURSE },
  { .name = "bearing", .field = WB_FIELD_COURSE },
  { .name = "direction", .field = WB_FIELD_COURSE },

  { .name = "heading", .field = WB_FIELD_HEADING },
  { .name = "trueheading", .field = WB_FIELD_HEADING },
  { .name = "hdg", .field = WB_FIELD_HEADING },

  { .name = "speed", .field = WB_FIELD_SPEED },
  { .name = "sog", .field = WB_FIELD_SPEED },
  { .name = "velocity", .field = WB_FIELD_SPEED },
  { .name = "spd", .field = WB_FIELD_SPEED },
  { .name = "speedkmh", .field = WB_FIELD_SPEED, .unit = WB_UNIT_KILOMETRES_PER_HOUR },
  { .name = "speedkph", .field = WB_FIELD_SPEED, .unit = WB_UNIT_KILOMETRES_PER_HOUR },
  { .name = "speedknots", .field = WB_FIELD_SPEED, .unit = WB_UNIT_KNOTS },
  { .name = "speedkn", .field = WB_FIELD_SPEED, .unit = WB_UNIT_KNOTS },
  { .name = "speedmph", .field = WB_FIELD_SPEED, .unit = WB_UNIT_MILES_PER_HOUR },

  { .name = "accuracy", .field = WB_FIELD_ACCURACY },
  { .name = "acc", .field = WB_FIELD_ACCURACY },
  { .name = "horizontalaccuracy", .field = WB_FIELD_ACCURACY },
  { .name = "gpsaccuracy", .field = WB_FIELD_ACCURACY },
};

/* Slot → alias; where two names fall on one slot the second takes the next free one. */
static const WbAlias *slots[N_SLOTS];

G_STATIC_ASSERT (G_N_ELEMENTS (aliases) * 2 < N_SLOTS);

/* FNV-1a. Returns the folded name's slot, or −1 when the name is too long to be an alias. */
static int
fold (const char *name,
      char *folded)
{
  guint32 hash = 2166136261u;
  gsize length = 0;

  for (; *name != '\0'; name++)
    {
      if (*name == '_' || *name == '-' || *name == '.')
        continue;
      if (length == MAX_NAME_LENGTH)
        return -1;
      folded[length] = g_ascii_tolower (*name);
      hash = (hash ^ (guchar) folded[length++]) * 16777619u;
    }
  folded[length] = '\0';
  return (int) ((hash ^ hash >> 16) % N_SLOTS);
}

static const WbAlias **
find_slot (const char *name)
{
  char folded[MAX_NAME_LENGTH + 1];
  int slot = fold (name, folded);

  if (slot < 0)
    return NULL;
  while (slots[slot] != NULL && strcmp (slots[slot]->name, folded) != 0)
    slot = (slot + 1) % N_SLOTS;
  return &slots[slot];
}

/**
 * wb_alias_find:
 * @name: name of a member, as it was sent
 *
 * Returns: (nullable): what it means. All aliases are in one array: of two for the same field the
 *   one with the lower address is preferred
 */
const WbAlias *
wb_alias_find (const char *name)
{
  static gsize filled = 0;
  const WbAlias **slot;

  if (g_once_init_enter (&filled))
    {
      for (gsize i = 0; i < G_N_ELEMENTS (aliases); i++)
        *find_slot (aliases[i].name) = &aliases[i];
      g_once_init_leave (&filled, 1);
    }

  slot = find_slot (name);
  return slot != NULL ? *slot : NULL;
}
