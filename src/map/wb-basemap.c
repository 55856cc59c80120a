/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The names on the built-in map.
 *
 * The file is “WBP1”, the number of places (32 bits, as all numbers little endian), and the places
 * in the order in which they appear when one comes closer, the most important first. A place is its
 * kind, its rank, and the first and last zoom it is written at in eighths, each a byte; x and y of
 * 32 bits; its name with a zero at the end. The names stay where they are in the file. */

#include "config.h"

#include "wb-basemap-private.h"

#include <string.h>

#define HEAD_SIZE 8
#define PLACE_SIZE 12
#define ZOOM_STEPS 8

typedef struct {
  WbPlace place;
  guint8 first_zoom; /* in steps */
  guint8 last_zoom;
} Place;

typedef struct {
  guint n_places;
  Place places[];
} Places;

static guint32
read_number (const guint8 *data)
{
  guint32 number;

  memcpy (&number, data, sizeof number);
  return GUINT32_FROM_LE (number);
}

/* Returns where the next one begins, or NULL where the file is damaged. */
static const guint8 *
read_place (const guint8 *data,
            const guint8 *end,
            Place *place)
{
  const guint8 *name = data + PLACE_SIZE;
  const guint8 *zero = end - data > PLACE_SIZE ? memchr (name, '\0', end - name) : NULL;

  if (zero == NULL || data[0] > WB_PLACE_SEA)
    return NULL;
  place->place.kind = data[0];
  place->place.rank = data[1];
  place->first_zoom = data[2];
  place->last_zoom = data[3];
  place->place.x = read_number (data + 4);
  place->place.y = read_number (data + 8);
  place->place.name = (const char *) name;
  return zero + 1;
}

static Places *
read_places (void)
{
  GBytes *bytes = wb_basemap_load ("places.bin", "WBP1"); /* kept: it holds the names */
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  const guint8 *next = data + HEAD_SIZE;
  guint32 count = size > HEAD_SIZE ? read_number (data + HEAD_SIZE / 2) : 0;
  Places *places;

  if (count > size / PLACE_SIZE)
    count = 0;
  places = g_malloc0 (sizeof (Places) + count * sizeof (Place));
  while (places->n_places < count && next != NULL)
    next = read_place (next, data + size, &places->places[places->n_places++]);
  if (count == 0 || next == NULL)
    g_error ("The places of the built-in map are damaged");
  return places;
}

static const Places *
get_places (void)
{
  static gsize places = 0;

  if (g_once_init_enter (&places))
    g_once_init_leave (&places, (gsize) read_places ());
  return (const Places *) places;
}

/**
 * wb_basemap_foreach_place:
 * @zoom: a zoom level, may be fractional
 * @west: Mercator units
 * @north: Mercator units
 * @width: Mercator units; what reaches over the antimeridian goes on beyond it
 * @height: Mercator units
 * @func: is called for each place
 * @data: goes to @func
 *
 * Finds what may be named in a part of the map: the most important first, and so spread that most
 * of the cities have room. May be called by any thread.
 */
void
wb_basemap_foreach_place (double zoom,
                          guint32 west,
                          guint32 north,
                          guint32 width,
                          guint32 height,
                          WbPlaceFunc func,
                          gpointer data)
{
  const Places *self = get_places ();
  double steps = CLAMP (zoom, 0, G_MAXUINT8 / ZOOM_STEPS) * ZOOM_STEPS;

  for (guint i = 0; i < self->n_places && self->places[i].first_zoom <= steps; i++)
    {
      const Place *place = &self->places[i];

      if (place->place.x - west <= width && place->place.y - north <= height &&
          place->last_zoom >= steps)
        func (&place->place, data);
    }
}
