/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The paths of a simulated world: voyages, flights, hauls and tours, made when somebody first
 * takes them and shared by all who do. */

#include "config.h"

#include "wb-demo-routes.h"

#include "wb-demo-places.h"
#include "wb-demo-streets.h"
#include "wb-geo.h"

#include <math.h>

/* Flights between the same airports take one of so many tracks. */
#define FLIGHT_VARIANTS 3

/* Tours in one district; with more objects more of them are on the same one. */
#define TOURS 12

/* Metres of a departure straight ahead and of a final approach. */
#define DEPARTURE 9000
#define FINAL 14000

/* Metres to either side of a track in the air. */
#define AIRWAY 2500

#define LANE 12

/* A network with its names looked up. */
typedef struct {
  const WbDemoNetwork *network;
  guint (*links)[2]; /* indices of places */
  double *lengths;   /* of links, metres */
  guint **trees;     /* by start, once needed: which place comes before each on the way to it */
  GArray *near;      /* of guint: indices of destinations */
  GArray *all;
} Map;

struct _WbDemoRoutes {
  guint64 seed;
  Map sea;
  Map roads;
  GHashTable *paths; /* key → WbDemoPath */
};

static guint
find_place (const WbDemoNetwork *network,
            const char *name)
{
  for (guint i = 0; i < network->n_places; i++)
    if (g_str_equal (network->places[i].name, name))
      return i;

  g_error ("There is no place called %s", name);
}

static void
map_init (Map *self,
          const WbDemoNetwork *network)
{
  self->network = network;
  self->links = g_malloc_n (network->n_links, sizeof *self->links);
  self->lengths = g_new (double, network->n_links);
  self->trees = g_new0 (guint *, network->n_places);
  for (guint i = 0; i < network->n_links; i++)
    {
      guint a = find_place (network, network->links[i].ends[0]);
      guint b = find_place (network, network->links[i].ends[1]);
      const WbDemoPlace *from = &network->places[a], *to = &network->places[b];

      self->links[i][0] = a;
      self->links[i][1] = b;
      self->lengths[i] = wb_geo_distance (from->latitude, from->longitude,
                                          to->latitude, to->longitude);
    }

  self->near = g_array_new (FALSE, FALSE, sizeof (guint));
  self->all = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < network->n_places; i++)
    {
      if (network->places[i].reach == WB_DEMO_NEAR)
        g_array_append_val (self->near, i);
      if (network->places[i].reach != WB_DEMO_PASSAGE)
        g_array_append_val (self->all, i);
    }
}

static void
map_clear (Map *self)
{
  for (guint i = 0; i < self->network->n_places; i++)
    g_free (self->trees[i]);
  g_free (self->trees);
  g_free (self->links);
  g_free (self->lengths);
  g_array_unref (self->near);
  g_array_unref (self->all);
}

/**
 * wb_demo_routes_new:
 * @seed: decides about tours and tracks
 *
 * Returns: (transfer full): an empty collection of paths, which keeps those it gives out
 */
WbDemoRoutes *
wb_demo_routes_new (guint64 seed)
{
  WbDemoRoutes *self = g_new0 (WbDemoRoutes, 1);

  self->seed = seed;
  map_init (&self->sea, &wb_demo_sea);
  map_init (&self->roads, &wb_demo_roads);
  self->paths = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) wb_demo_path_free);
  return self;
}

void
wb_demo_routes_free (WbDemoRoutes *self)
{
  map_clear (&self->sea);
  map_clear (&self->roads);
  g_hash_table_unref (self->paths);
  g_free (self);
}

/* Lowers the distance of one end of a link if the way through the other, @via, is shorter. */
static gboolean
relax (const Map *map,
       double *distances,
       guint *previous,
       guint from,
       guint link,
       guint via)
{
  guint a = map->links[link][via], b = map->links[link][1 - via];
  gboolean passable = a == from || map->network->through ||
                      map->network->places[a].reach == WB_DEMO_PASSAGE;
  double distance = distances[a] + map->lengths[link];

  if (!passable || distance >= distances[b])
    return FALSE;
  distances[b] = distance;
  previous[b] = a;
  return TRUE;
}

static WbDemoCorner
get_corner (const Map *map,
            guint place)
{
  const WbDemoPlace *at = &map->network->places[place];

  return (WbDemoCorner){ at->latitude, at->longitude, map->network->through ? LANE : at->room };
}

/* Finds the shortest ways by relaxing all links until nothing changes: the maps are small. */
static guint *
make_tree (const Map *map,
           guint from)
{
  guint n = map->network->n_places;
  g_autofree double *distances = g_new (double, n);
  guint *previous = g_new0 (guint, n);
  gboolean changed = TRUE;

  for (guint i = 0; i < n; i++)
    distances[i] = i == from ? 0 : (double) INFINITY;
  while (changed)
    {
      changed = FALSE;
      for (guint i = 0; i < map->network->n_links; i++)
        for (guint end = 0; end < 2; end++)
          changed |= relax (map, distances, previous, from, i, end);
    }

  for (guint i = 0; i < n; i++)
    g_assert (isfinite (distances[i]));
  return previous;
}

/* Returns the corners of the shortest way. */
static GArray *
find_way (Map *map,
          guint from,
          guint to)
{
  GArray *corners = g_array_new (FALSE, FALSE, sizeof (WbDemoCorner));

  if (map->trees[from] == NULL)
    map->trees[from] = make_tree (map, from);
  for (guint at = to;; at = map->trees[from][at])
    {
      WbDemoCorner corner = get_corner (map, at);

      g_array_prepend_val (corners, corner);
      if (at == from)
        return corners;
    }
}

static void
reverse (GArray *corners)
{
  WbDemoCorner *first = (WbDemoCorner *) (gpointer) corners->data;
  WbDemoCorner *last = first + corners->len - 1;

  for (; first < last; first++, last--)
    {
      WbDemoCorner corner = *first;

      *first = *last;
      *last = corner;
    }
}

static void
add_leg (WbDemoPath *path,
         WbDemoKind kind,
         GArray *corners)
{
  wb_demo_path_add_leg (path, &wb_demo_kind_get_info (kind)->manner,
                        (const WbDemoCorner *) (gpointer) corners->data, corners->len);
}

/* There and back again on the same way, with a rest at either end. */
static WbDemoPath *
make_voyage (Map *map,
             WbDemoKind kind,
             guint from,
             guint to)
{
  const WbDemoPlace *places = map->network->places;
  WbDemoPath *path = wb_demo_path_new (places[from].name, places[to].name);
  g_autoptr(GArray) corners = find_way (map, from, to);
  double rest;

  add_leg (path, kind, corners);
  rest = 600 + wb_demo_path_get_period (path) * (kind == WB_DEMO_SHIP ? 0.12 : 0.06);
  wb_demo_path_add_wait (path, rest);
  wb_demo_path_turn_back (path);
  reverse (corners);
  add_leg (path, kind, corners);
  wb_demo_path_add_wait (path, rest);
  wb_demo_path_finish (path);
  return path;
}

static void
add_corner (GArray *corners,
            double latitude,
            double longitude,
            double room)
{
  WbDemoCorner corner = { latitude, longitude, room };

  g_array_append_val (corners, corner);
}

/* Adds the point @distance metres from the airport along its runway, on the side of @bearing. */
static void
add_runway_end (GArray *corners,
                const WbDemoAirport *airport,
                double bearing,
                double distance)
{
  double off = wb_geo_normalize_longitude (bearing - airport->runway);
  double direction = fabs (off) <= 90 ? airport->runway : airport->runway + 180;
  double latitude, longitude;

  wb_geo_destination (airport->latitude, airport->longitude, direction, distance,
                      &latitude, &longitude);
  add_corner (corners, latitude, longitude, 0);
}

/* Adds the way between departure and approach: a great circle, bent to one side a little. */
static void
add_track (GArray *corners,
           const WbDemoAirport *from,
           const WbDemoAirport *to,
           double bend)
{
  double length = wb_geo_distance (from->latitude, from->longitude, to->latitude, to->longitude);
  double bearing = wb_geo_bearing (from->latitude, from->longitude, to->latitude, to->longitude);
  int n = MAX ((int) (length / 90000), 2);

  for (int i = 1; i < n; i++)
    {
      double share = (double) i / n;
      double latitude, longitude;

      wb_geo_destination (from->latitude, from->longitude, bearing, length * share,
                          &latitude, &longitude);
      wb_geo_destination (latitude, longitude, bearing + 90, bend * length * sin (share * G_PI),
                          &latitude, &longitude);
      add_corner (corners, latitude, longitude, AIRWAY);
    }
}

static void
add_flight (WbDemoPath *path,
            const WbDemoAirport *from,
            const WbDemoAirport *to,
            double bend)
{
  g_autoptr(GArray) corners = g_array_new (FALSE, FALSE, sizeof (WbDemoCorner));
  double out = wb_geo_bearing (from->latitude, from->longitude, to->latitude, to->longitude);
  double in = wb_geo_bearing (to->latitude, to->longitude, from->latitude, from->longitude);

  add_corner (corners, from->latitude, from->longitude, 0);
  add_runway_end (corners, from, out, DEPARTURE);
  add_track (corners, from, to, bend);
  add_runway_end (corners, to, in, FINAL);
  add_corner (corners, to->latitude, to->longitude, 0);
  add_leg (path, WB_DEMO_AIRCRAFT, corners);
  wb_demo_path_add_wait (path, 700);
}

static WbDemoPath *
make_flight (const WbDemoAirport *from,
             const WbDemoAirport *to,
             WbDemoRandom random)
{
  WbDemoPath *path = wb_demo_path_new (from->name, to->name);

  add_flight (path, from, to, wb_demo_random_between (&random, -0.07, 0.07));
  wb_demo_path_turn_back (path);
  add_flight (path, to, from, wb_demo_random_between (&random, -0.07, 0.07));
  wb_demo_path_finish (path);
  return path;
}

/* A search between Anholt and Varberg: parallel sweeps, and home to Gothenburg. */
static WbDemoPath *
make_search (void)
{
  static const double base[2] = { 57.775, 11.870 }, middle[2] = { 56.960, 11.740 };
  static const double direction = 25, sweep = 11000, spacing = 2800;
  static const int n_sweeps = 9;
  WbDemoPath *path = wb_demo_path_new ("Göteborg", "Kattegat");
  g_autoptr(GArray) corners = g_array_new (FALSE, FALSE, sizeof (WbDemoCorner));

  add_corner (corners, base[0], base[1], 0);
  for (int i = 0; i < 2 * n_sweeps; i++)
    {
      double across = (i / 2 - n_sweeps / 2) * spacing;
      double along = (i % 4 == 0 || i % 4 == 3) ? sweep : -sweep;
      double latitude, longitude;

      wb_geo_destination (middle[0], middle[1], direction + 90, -across, &latitude, &longitude);
      wb_geo_destination (latitude, longitude, direction, along, &latitude, &longitude);
      add_corner (corners, latitude, longitude, 0);
    }
  add_corner (corners, base[0], base[1], 0);
  add_leg (path, WB_DEMO_HELICOPTER, corners);
  wb_demo_path_add_wait (path, 900);
  wb_demo_path_finish (path);
  return path;
}

static WbDemoPath *
make_path (WbDemoRoutes *self,
           WbDemoKind kind,
           guint from,
           guint to,
           guint variant)
{
  guint64 key = (guint64) kind << 32 | from << 20 | to << 8 | variant;
  WbDemoRandom random = wb_demo_random_fork (self->seed, key);

  switch (kind)
    {
    case WB_DEMO_AIRCRAFT:
      return make_flight (&wb_demo_airports[from], &wb_demo_airports[to], random);
    case WB_DEMO_HELICOPTER:
      return make_search ();
    case WB_DEMO_TRUCK:
      return make_voyage (&self->roads, kind, from, to);
    case WB_DEMO_VAN:
    case WB_DEMO_CAR:
    case WB_DEMO_BICYCLE:
      return wb_demo_streets_make_tour (&wb_demo_districts[from],
                                        &wb_demo_kind_get_info (kind)->manner, random);
    case WB_DEMO_SHIP:
    case WB_DEMO_FERRY:
    case WB_DEMO_SAIL:
    default:
      return make_voyage (&self->sea, kind, from, to);
    }
}

static const WbDemoPath *
get_path (WbDemoRoutes *self,
          WbDemoKind kind,
          guint from,
          guint to,
          guint variant)
{
  gpointer key = GUINT_TO_POINTER ((guint) kind << 24 | from << 16 | to << 8 | variant);
  WbDemoPath *path = g_hash_table_lookup (self->paths, key);

  if (path == NULL)
    {
      path = make_path (self, kind, from, to, variant);
      g_hash_table_insert (self->paths, key, path);
    }
  return path;
}

static guint
find_airport (const char *name)
{
  for (guint i = 0; i < wb_demo_n_airports; i++)
    if (g_str_equal (wb_demo_airports[i].name, name))
      return i;

  g_error ("There is no airport called %s", name);
}

static guint
find_district (const char *name)
{
  for (guint i = 0; i < wb_demo_n_districts; i++)
    if (g_str_equal (wb_demo_districts[i].name, name))
      return i;

  g_error ("There is no district called %s", name);
}

/**
 * wb_demo_routes_find:
 * @self: paths
 * @kind: who takes it
 * @from: name of a place in the tables for @kind
 * @to: the same
 *
 * Returns: the path between two places of the map
 */
const WbDemoPath *
wb_demo_routes_find (WbDemoRoutes *self,
                     WbDemoKind kind,
                     const char *from,
                     const char *to)
{
  switch (kind)
    {
    case WB_DEMO_AIRCRAFT:
      return get_path (self, kind, find_airport (from), find_airport (to), 0);
    case WB_DEMO_HELICOPTER:
      return get_path (self, kind, 0, 0, 0);
    case WB_DEMO_TRUCK:
      return get_path (self, kind, find_place (&wb_demo_roads, from),
                       find_place (&wb_demo_roads, to), 0);
    case WB_DEMO_VAN:
    case WB_DEMO_CAR:
    case WB_DEMO_BICYCLE:
      return get_path (self, kind, find_district (from), 0, 0);
    case WB_DEMO_SHIP:
    case WB_DEMO_FERRY:
    case WB_DEMO_SAIL:
    default:
      return get_path (self, kind, find_place (&wb_demo_sea, from),
                       find_place (&wb_demo_sea, to), 0);
    }
}

/* Picks two different destinations; the first is always one of the scene unless @far. */
static const WbDemoPath *
pick_voyage (WbDemoRoutes *self,
             WbDemoKind kind,
             const Map *map,
             gboolean far,
             WbDemoRandom *random)
{
  const GArray *first = far ? map->all : map->near;
  const GArray *second = far || wb_demo_random_below (random, 6) == 0 ? map->all : map->near;
  guint from = g_array_index (first, guint, wb_demo_random_below (random, first->len));
  guint to = from;

  while (to == from)
    to = g_array_index (second, guint, wb_demo_random_below (random, second->len));
  return get_path (self, kind, MIN (from, to), MAX (from, to), 0);
}

static const WbDemoPath *
pick_flight (WbDemoRoutes *self,
             gboolean far,
             WbDemoRandom *random)
{
  guint n = far ? wb_demo_n_airports : MIN (2 * wb_demo_n_near_airports, wb_demo_n_airports);
  guint from = wb_demo_random_below (random, far ? n : wb_demo_n_near_airports);
  guint to = (from + 1 + wb_demo_random_below (random, n - 1)) % n;
  guint variant = wb_demo_random_below (random, FLIGHT_VARIANTS);

  return get_path (self, WB_DEMO_AIRCRAFT, from, to, variant);
}

/* Cars are in the country, vans and bicycles in towns. */
static const WbDemoPath *
pick_tour (WbDemoRoutes *self,
           WbDemoKind kind,
           gboolean far,
           WbDemoRandom *random)
{
  guint n = far ? wb_demo_n_districts : wb_demo_n_near_districts;
  guint district;

  do
    district = wb_demo_random_below (random, n);
  while ((wb_demo_districts[district].block >= 1000) != (kind == WB_DEMO_CAR));
  return get_path (self, kind, district, 0, wb_demo_random_below (random, TOURS));
}

/**
 * wb_demo_routes_pick:
 * @self: paths
 * @kind: who takes it
 * @far: whether anywhere in Northern Europe, or in the scene of Denmark and southern Sweden
 * @random: decides
 *
 * Returns: a path that fits
 */
const WbDemoPath *
wb_demo_routes_pick (WbDemoRoutes *self,
                     WbDemoKind kind,
                     gboolean far,
                     WbDemoRandom *random)
{
  const WbDemoLink *crossing;
  guint n = far ? wb_demo_n_crossings : wb_demo_n_near_crossings;

  switch (kind)
    {
    case WB_DEMO_AIRCRAFT:
      return pick_flight (self, far, random);
    case WB_DEMO_TRUCK:
      return pick_voyage (self, kind, &self->roads, far, random);
    case WB_DEMO_VAN:
    case WB_DEMO_CAR:
    case WB_DEMO_BICYCLE:
      return pick_tour (self, kind, far, random);
    case WB_DEMO_FERRY:
      crossing = &wb_demo_crossings[wb_demo_random_below (random, n)];
      return wb_demo_routes_find (self, kind, crossing->ends[0], crossing->ends[1]);
    case WB_DEMO_SHIP:
    case WB_DEMO_SAIL:
    case WB_DEMO_HELICOPTER:
    default:
      return pick_voyage (self, kind, &self->sea, far, random);
    }
}
