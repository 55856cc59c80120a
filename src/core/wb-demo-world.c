/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A simulated world: who is in it and where they are. */

#include "config.h"

#include "wb-demo-world.h"

#include "wb-demo-identity.h"
#include "wb-demo-random.h"
#include "wb-demo-routes.h"
#include "wb-geo.h"

#include <math.h>

#define METRES_PER_DEGREE (WB_GEO_EARTH_RADIUS * G_PI / 180.0)

/* Nobody keeps to a lane exactly: share of the room, and seconds, of their swaying. */
#define SWAY 0.08
#define SWAY_TIME 1500.0

/* Degrees by which wind and current may turn bow from course, and how slowly they change. */
#define DRIFT 4.0
#define DRIFT_TIME 600.0

/**
 * Member:
 * @path: what it goes round and round on, owned by the routes
 * @number: 1, 2, 3… among its kind; whatever floats is counted together
 * @look: random bits for whatever tells it from others
 * @phase: seconds on the path when the world began
 * @pace: seconds on the path for a second of the world
 * @side: where in the room beside the path it keeps, −1 to 1
 *
 * An object, in 32 bytes. Where it is follows from the time.
 */
typedef struct {
  const WbDemoPath *path;
  guint32 number;
  guint32 look;
  float phase;
  float pace;
  float side;
  WbDemoKind kind;
} Member;

struct _WbDemoWorld {
  WbDemoRoutes *routes;
  Member *members;
  guint n_members;
  gint64 now; /* µs since it began */
};

/* The first ones, in every world: a bit of everything, on its way and in sight. */
static const struct {
  WbDemoKind kind;
  const char *name;
  const char *from;
  const char *to;
  float progress; /* of the round trip */
} stars[] = {
  { WB_DEMO_FERRY, "Skagen Star", "Frederikshavn", "Göteborg", 0.19f },
  { WB_DEMO_SHIP, "Sanderling", "Göteborg", "Travemünde", 0.10f },
  { WB_DEMO_AIRCRAFT, NULL, "Oslo", "Hamburg", 0.20f },
  { WB_DEMO_VAN, NULL, "København", NULL, 0.31f },
  { WB_DEMO_HELICOPTER, "Lifeguard 901", NULL, NULL, 0.42f },
  { WB_DEMO_FERRY, "Aurora", "Helsingør", "Helsingborg", 0.24f },
  { WB_DEMO_FERRY, "Djurs 4", "Aarhus", "Odden", 0.27f },
  { WB_DEMO_AIRCRAFT, NULL, "Copenhagen", "Stockholm", 0.10f },
  { WB_DEMO_SHIP, "Finn Tarn", "Hirtshals", "Kiel", 0.21f },
  { WB_DEMO_TRUCK, NULL, "Göteborg", "København", 0.17f },
  { WB_DEMO_FERRY, "Bornholm Lark", "Ystad", "Rønne", 0.20f },
  { WB_DEMO_SAIL, "Havfrue", "Grenaa", "Halmstad", 0.22f },
  { WB_DEMO_AIRCRAFT, NULL, "Billund", "Copenhagen", 0.22f },
  { WB_DEMO_BICYCLE, NULL, "København", NULL, 0.55f },
  { WB_DEMO_VAN, NULL, "Göteborg", NULL, 0.62f },
  { WB_DEMO_SHIP, "Maid of Thrift", "København", "Gdynia", 0.14f },
};

/* How many of 100 objects are of a kind: first a scene to look at, later traffic everywhere. */
static const struct {
  guint until;
  gboolean far;
  guint8 shares[WB_DEMO_N_KINDS];
} mixes[] = {
  { 400, FALSE, { 34, 9, 8, 23, 0, 10, 6, 5, 5 } },
  { 4000, TRUE, { 27, 4, 4, 20, 0, 14, 13, 12, 6 } },
  { G_MAXUINT, TRUE, { 15, 1, 1, 13, 0, 18, 15, 30, 7 } },
};

static WbDemoKind
pick_kind (const guint8 *shares,
           WbDemoRandom *random)
{
  guint left = wb_demo_random_below (random, 100);
  guint kind = 0;

  while (kind < WB_DEMO_N_KINDS - 1 && left >= shares[kind])
    left -= shares[kind++];
  return (WbDemoKind) kind;
}

/* Traffic keeps to the right; in the air there is room on both sides. */
static double
pick_side (WbDemoKind kind,
           WbDemoRandom *random)
{
  return wb_demo_random_between (random, kind == WB_DEMO_AIRCRAFT ? SWAY - 1 : 2 * SWAY, 1 - SWAY);
}

static void
add_member (WbDemoWorld *self,
            guint index,
            guint64 seed,
            guint *numbers)
{
  WbDemoRandom random = wb_demo_random_fork (seed, index);
  Member *member = &self->members[index];
  const WbDemoKindInfo *info;
  double progress = wb_demo_random_between (&random, 0, 1);
  guint mix = 0;

  if (index < G_N_ELEMENTS (stars))
    {
      member->kind = stars[index].kind;
      member->path = wb_demo_routes_find (self->routes, member->kind,
                                          stars[index].from, stars[index].to);
      progress = (double) stars[index].progress;
    }
  else
    {
      while (index >= mixes[mix].until)
        mix++;
      member->kind = pick_kind (mixes[mix].shares, &random);
      member->path = wb_demo_routes_pick (self->routes, member->kind, mixes[mix].far, &random);
    }

  info = wb_demo_kind_get_info (member->kind);
  member->number = ++numbers[member->kind <= WB_DEMO_SAIL ? WB_DEMO_SHIP : member->kind];
  member->look = (guint32) wb_demo_random_next (&random);
  member->phase = (float) (progress * wb_demo_path_get_period (member->path));
  member->pace = (float) wb_demo_random_between (&random, info->slowest, info->fastest);
  member->side = (float) pick_side (member->kind, &random);
}

/**
 * wb_demo_world_new:
 * @n_objects: 1 to %WB_DEMO_MAX_OBJECTS
 * @seed: decides about everything but the names of the first objects
 *
 * Makes a world in the middle of its day. The same seed gives the same objects, whatever their
 * number; more objects also spread further. A world has no clock of its own and may be used by one
 * thread at a time.
 *
 * Returns: (transfer full): a new world
 */
WbDemoWorld *
wb_demo_world_new (guint n_objects,
                   guint64 seed)
{
  WbDemoWorld *self;
  guint numbers[WB_DEMO_N_KINDS] = { 0 };

  g_return_val_if_fail (n_objects >= 1 && n_objects <= WB_DEMO_MAX_OBJECTS, NULL);

  self = g_new0 (WbDemoWorld, 1);
  self->routes = wb_demo_routes_new (seed);
  self->members = g_new0 (Member, n_objects);
  self->n_members = n_objects;
  for (guint i = 0; i < n_objects; i++)
    add_member (self, i, seed, numbers);
  return self;
}

void
wb_demo_world_free (WbDemoWorld *self)
{
  wb_demo_routes_free (self->routes);
  g_free (self->members);
  g_free (self);
}

guint
wb_demo_world_get_n_objects (const WbDemoWorld *self)
{
  return self->n_members;
}

/**
 * wb_demo_world_advance:
 * @self: a world
 * @seconds: how long to let it go on, or back; counted in whole microseconds
 *
 * Takes the same time for any number of objects: they are where they are when they are asked.
 */
void
wb_demo_world_advance (WbDemoWorld *self,
                       double seconds)
{
  self->now += llround (seconds * G_USEC_PER_SEC);
}

/* A number that goes slowly from −1 to 1 and back, for each member at another time. */
static double
get_swing (const Member *member,
           double time,
           double duration)
{
  return sin (time / duration + member->look % 1024);
}

/* Moves the whole path of a member to a side of its own. */
static void
scatter (const Member *member,
         double distance,
         WbDemoObject *object)
{
  double north = ((member->look >> 10 & 0xff) / 127.5 - 1) * distance / 1.5;
  double east = ((member->look >> 18 & 0xff) / 127.5 - 1) * distance / 1.5;

  object->latitude += north / METRES_PER_DEGREE;
  object->longitude += east / METRES_PER_DEGREE / cos (object->latitude * G_PI / 180);
}

static gboolean
flies (WbDemoKind kind)
{
  return kind == WB_DEMO_AIRCRAFT || kind == WB_DEMO_HELICOPTER;
}

/**
 * wb_demo_world_get_object:
 * @self: a world
 * @index: which object, from 0
 * @object: (out): what can be said of it now
 */
void
wb_demo_world_get_object (const WbDemoWorld *self,
                          guint index,
                          WbDemoObject *object)
{
  const Member *member = &self->members[index];
  const WbDemoKindInfo *info = wb_demo_kind_get_info (member->kind);
  double now = (double) self->now / G_USEC_PER_SEC;
  double period = wb_demo_path_get_period (member->path);
  double passed = fmod ((double) member->phase + now * (double) member->pace, period);
  double time = passed < 0 ? passed + period : passed;
  double side = (double) member->side + SWAY * get_swing (member, now, SWAY_TIME);
  WbDemoMotion motion;

  wb_demo_path_get_motion (member->path, time, side, &motion);
  object->kind = member->kind;
  object->latitude = motion.latitude;
  object->longitude = motion.longitude;
  scatter (member, info->scatter, object);
  object->altitude = flies (member->kind) ? motion.altitude : (double) NAN;
  object->course = object->heading = motion.course;
  if (member->kind <= WB_DEMO_HELICOPTER && motion.speed > 0)
    object->heading = wb_geo_normalize_angle (motion.course +
                                              DRIFT * get_swing (member, now, DRIFT_TIME));
  object->speed = motion.speed * (double) member->pace;
  object->accuracy = info->accuracy * (1 + 0.3 * get_swing (member, now, DRIFT_TIME / 10));

  wb_demo_identity_describe (object, index, member->number, member->look, member->path,
                             &motion, time / period);
  if (index < G_N_ELEMENTS (stars) && stars[index].name != NULL)
    g_strlcpy (object->name, stars[index].name, sizeof object->name);
}
