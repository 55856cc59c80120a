/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A round trip through the simulated world.
 *
 * A path is a list of points with their times. Between two points the acceleration is constant and
 * the course turns evenly, so the motion at any time is a formula: nothing is stepped, and a world
 * of a million objects costs nothing while nobody looks. Many objects share a path, each at its own
 * time, pace and distance to the side. */

#include "config.h"

#include "wb-demo-path.h"

#include "wb-geo.h"

#include <math.h>

#define RADIANS(degrees) ((degrees) * (G_PI / 180.0))
#define DEGREES(radians) ((radians) * (180.0 / G_PI))
#define METRES_PER_DEGREE (WB_GEO_EARTH_RADIUS * G_PI / 180.0)

/* Degrees from one point of a rounded corner to the next. */
#define CORNER_STEP 8

/* What may be lost by leaving out a point: share of the energy, degrees, metres up. */
#define ENERGY_TOLERANCE 0.02
#define COURSE_TOLERANCE 0.3
#define ALTITUDE_TOLERANCE 10

/* Of a stretch between two corners, how much a rounded corner may take. */
#define CORNER_SHARE 0.45

/* Corners that are shorter than this share of a step are not worth rounding. */
#define SHORTEST_CORNER 0.2

/* Radius of turns for each metre of room beside the path: who is on the outer side must not have to
 * be much faster. */
#define ROOM_RADIUS 5

typedef struct {
  double time; /* seconds since the start of the trip */
  double latitude;
  double longitude;
  float course;
  float speed;
  float altitude;
  float room;
} Point;

struct _WbDemoPath {
  char *from;
  char *to;
  GArray *points; /* of Point, until it is finished */
  Point *track;   /* the same then; the last one is the first one a period later */
  guint n_points;
  double half; /* when the way back begins */
};

/* A point of a leg that is being made. */
typedef struct {
  WbDemoCorner at;
  double distance; /* from the start of the leg */
  double course;
  double limit; /* m/s */
} Mark;

/**
 * wb_demo_path_new:
 * @from: name of the place where it begins and ends
 * @to: name of the place where it turns back
 *
 * Returns: (transfer full): a path without points; add legs and waits, then finish it
 */
WbDemoPath *
wb_demo_path_new (const char *from,
                  const char *to)
{
  WbDemoPath *self = g_new0 (WbDemoPath, 1);

  self->from = g_strdup (from);
  self->to = g_strdup (to);
  self->points = g_array_new (FALSE, FALSE, sizeof (Point));
  self->half = G_MAXDOUBLE;
  return self;
}

void
wb_demo_path_free (WbDemoPath *self)
{
  g_free (self->from);
  g_free (self->to);
  g_clear_pointer (&self->points, g_array_unref);
  g_free (self->track);
  g_free (self);
}

static WbDemoCorner
interpolate (const WbDemoCorner *a,
             const WbDemoCorner *b,
             double share)
{
  return (WbDemoCorner){
    a->latitude + (b->latitude - a->latitude) * share,
    a->longitude + (b->longitude - a->longitude) * share,
    a->room + (b->room - a->room) * share,
  };
}

/* Returns the course of the way from @a to @b where it passes @at. */
static double
get_course (const WbDemoCorner *at,
            const WbDemoCorner *a,
            const WbDemoCorner *b)
{
  double east = (b->longitude - a->longitude) * cos (RADIANS (at->latitude));

  return DEGREES (atan2 (east, b->latitude - a->latitude));
}

static double
get_distance (const WbDemoCorner *a,
              const WbDemoCorner *b)
{
  return wb_geo_distance (a->latitude, a->longitude, b->latitude, b->longitude);
}

/* Degrees from one course to another the short way, −180 ≤ turn < 180. */
static double
get_turn (double from,
          double to)
{
  return wb_geo_normalize_longitude (to - from);
}

static void
add_mark (GArray *marks,
          WbDemoCorner at,
          double course,
          double limit)
{
  Mark mark = { at, 0, course, limit };

  if (marks->len > 0)
    {
      const Mark *last = &g_array_index (marks, Mark, marks->len - 1);
      double step = get_distance (&last->at, &at);

      if (step < 0.5)
        return;
      mark.distance = last->distance + step;
    }
  g_array_append_val (marks, mark);
}

static void
add_straight_mark (GArray *marks,
                   const WbDemoManner *manner,
                   const WbDemoCorner *a,
                   const WbDemoCorner *b,
                   double share)
{
  WbDemoCorner at = interpolate (a, b, share);

  add_mark (marks, at, get_course (&at, a, b), manner->speed);
}

/* Adds the straight from @a to @b, without its end, with points that lie the closer the nearer to
 * the ends they are: there the speed changes. */
static void
add_straight (GArray *marks,
              const WbDemoManner *manner,
              const WbDemoCorner *a,
              const WbDemoCorner *b)
{
  double length = get_distance (a, b);
  double step = manner->step;

  add_straight_mark (marks, manner, a, b, 0);
  for (; step < length / 2; step *= 2)
    add_straight_mark (marks, manner, a, b, step / length);
  add_straight_mark (marks, manner, a, b, 0.5);
  for (step /= 2; step >= manner->step; step /= 2)
    add_straight_mark (marks, manner, a, b, 1 - step / length);
}

/* Adds the corner @b as a parabola from the way before to the way after it, and says where that
 * ends. */
static WbDemoCorner
add_corner (GArray *marks,
            const WbDemoManner *manner,
            const WbDemoCorner *start,
            const WbDemoCorner *b,
            const WbDemoCorner *c)
{
  double before = get_distance (start, b), after = get_distance (b, c);
  double turn = fabs (get_turn (get_course (b, start, b), get_course (b, b, c)));
  double half = RADIANS (CLAMP (turn, 1e-6, 170)) / 2, slope = tan (half);
  double radius = manner->radius + ROOM_RADIUS * b->room;
  double cut = MIN (MIN (radius * slope, before * 0.9), after * CORNER_SHARE);
  double tightest = cut * cos (half) / slope; /* radius where the parabola bends most */
  double speed = MIN (manner->speed * tightest / (tightest + b->room),
                      sqrt (manner->sideways * tightest));
  int steps = 1 + (int) (turn / CORNER_STEP);
  WbDemoCorner enter, leave;

  if (cut < manner->step * SHORTEST_CORNER)
    {
      add_straight (marks, manner, start, b);
      return *b;
    }

  enter = interpolate (b, start, cut / before);
  leave = interpolate (b, c, cut / after);
  add_straight (marks, manner, start, &enter);
  for (int i = 0; i < steps; i++)
    {
      double share = (double) i / steps;
      WbDemoCorner on = interpolate (&enter, b, share), off = interpolate (b, &leave, share);
      WbDemoCorner at = interpolate (&on, &off, share);

      add_mark (marks, at, get_course (&at, &on, &off), speed);
    }
  return leave;
}

static double
look_up (const WbDemoManner *manner,
         double distance,
         gboolean altitude)
{
  const WbDemoProfile *a = manner->profile, *b = a, *last = a + manner->n_profile - 1;
  double share;

  while (b < last && b->distance <= distance)
    b++;
  a = b > a ? b - 1 : a;
  share = CLAMP ((distance - a->distance) / (b->distance - a->distance), 0, 1);
  return altitude ? a->altitude + (b->altitude - a->altitude) * share
                  : a->speed + (b->speed - a->speed) * share;
}

static double
get_altitude (const WbDemoManner *manner,
              const Mark *mark,
              double length)
{
  return look_up (manner, MIN (mark->distance, length - mark->distance), TRUE);
}

/* Lowers the limits to speeds that can be reached from one point to the next, both ways. */
static void
limit_acceleration (GArray *marks,
                    double acceleration)
{
  for (guint i = 1; i < marks->len; i++)
    {
      Mark *before = &g_array_index (marks, Mark, i - 1), *mark = before + 1;
      double way = 2 * acceleration * (mark->distance - before->distance);

      mark->limit = MIN (mark->limit, sqrt (before->limit * before->limit + way));
    }
  for (guint i = marks->len - 1; i > 0; i--)
    {
      Mark *mark = &g_array_index (marks, Mark, i - 1), *after = mark + 1;
      double way = 2 * acceleration * (after->distance - mark->distance);

      mark->limit = MIN (mark->limit, sqrt (after->limit * after->limit + way));
    }
}

/* Whether the motion would be the same without the point @i: between @last and the one after it. */
static gboolean
is_needless (const Mark *last,
             const Mark *mark,
             const WbDemoManner *manner,
             double length)
{
  const Mark *next = mark + 1;
  double share = (mark->distance - last->distance) / (next->distance - last->distance);
  double energy = last->limit * last->limit * (1 - share) + next->limit * next->limit * share;
  double course = get_turn (last->course, next->course) * share;
  double altitude = 0;

  if (manner->n_profile > 0)
    altitude = get_altitude (manner, last, length) * (1 - share) +
               get_altitude (manner, next, length) * share - get_altitude (manner, mark, length);
  return fabs (mark->limit * mark->limit - energy) <= energy * ENERGY_TOLERANCE &&
         fabs (get_turn (last->course, mark->course) - course) <= COURSE_TOLERANCE &&
         fabs (altitude) <= ALTITUDE_TOLERANCE;
}

static void
add_points (WbDemoPath *self,
            const WbDemoManner *manner,
            GArray *marks)
{
  const Mark *first = &g_array_index (marks, Mark, 0), *end = first + marks->len, *last = NULL;
  double length = end[-1].distance;
  double time = wb_demo_path_get_period (self);

  for (const Mark *mark = first; mark < end; mark++)
    {
      Point point = { time, mark->at.latitude, mark->at.longitude, 0, 0, 0, 0 };

      if (last != NULL && mark + 1 < end && is_needless (last, mark, manner, length))
        continue;
      if (last != NULL)
        point.time = time += 2 * (mark->distance - last->distance) / (mark->limit + last->limit);
      if (manner->n_profile > 0)
        point.altitude = (float) get_altitude (manner, mark, length);
      point.course = (float) mark->course;
      point.speed = (float) mark->limit;
      point.room = (float) mark->at.room;
      g_array_append_val (self->points, point);
      last = mark;
    }
}

/**
 * wb_demo_path_add_leg:
 * @self: a path
 * @manner: how to go
 * @corners: where it begins, turns and ends; at least two
 * @n_corners: how many
 *
 * Adds a way from standstill to standstill. It has to begin where the one before ended.
 */
void
wb_demo_path_add_leg (WbDemoPath *self,
                      const WbDemoManner *manner,
                      const WbDemoCorner *corners,
                      guint n_corners)
{
  g_autoptr(GArray) marks = g_array_new (FALSE, FALSE, sizeof (Mark));
  const WbDemoCorner *last = &corners[n_corners - 1];
  WbDemoCorner start = corners[0];
  double length;

  g_return_if_fail (n_corners >= 2);

  for (guint i = 1; i + 1 < n_corners; i++)
    start = add_corner (marks, manner, &start, &corners[i], &corners[i + 1]);
  add_straight (marks, manner, &start, last);
  add_mark (marks, *last, get_course (last, &start, last), 0);

  length = g_array_index (marks, Mark, marks->len - 1).distance;
  for (guint i = 0; i < marks->len && manner->n_profile > 0; i++)
    {
      Mark *mark = &g_array_index (marks, Mark, i);
      double distance = MIN (mark->distance, length - mark->distance);

      mark->limit = MIN (mark->limit, look_up (manner, distance, FALSE));
    }
  g_array_index (marks, Mark, 0).limit = 0;
  g_array_index (marks, Mark, marks->len - 1).limit = 0;
  limit_acceleration (marks, manner->acceleration);
  add_points (self, manner, marks);
}

/**
 * wb_demo_path_add_wait:
 * @self: a path with a leg
 * @seconds: how long to stand
 *
 * Adds a rest, during which one turns to the course of the next leg.
 */
void
wb_demo_path_add_wait (WbDemoPath *self,
                       double seconds)
{
  Point point;

  g_return_if_fail (self->points->len > 0);

  point = g_array_index (self->points, Point, self->points->len - 1);
  point.time += seconds;
  g_array_append_val (self->points, point);
}

/**
 * wb_demo_path_turn_back:
 * @self: a path
 *
 * Says that the way back begins here.
 */
void
wb_demo_path_turn_back (WbDemoPath *self)
{
  self->half = wb_demo_path_get_period (self);
}

/**
 * wb_demo_path_finish:
 * @self: a path that ends where it began
 *
 * Makes the last rest end on the course of the first leg, and each other one on that of the next.
 */
void
wb_demo_path_finish (WbDemoPath *self)
{
  Point *points = (Point *) (gpointer) self->points->data;

  for (guint i = 1; i + 1 < self->points->len; i++)
    if (points[i - 1].speed <= 0 && points[i].speed <= 0)
      points[i].course = points[i + 1].course;
  points[self->points->len - 1].course = points[0].course;
  self->n_points = self->points->len;
  self->track = g_memdup2 (points, self->n_points * sizeof (Point));
  g_clear_pointer (&self->points, g_array_unref);
}

/**
 * wb_demo_path_get_period:
 * @self: a path
 *
 * Returns: seconds of a whole round trip
 */
double
wb_demo_path_get_period (const WbDemoPath *self)
{
  if (self->track != NULL)
    return self->track[self->n_points - 1].time;
  if (self->points->len == 0)
    return 0;
  return g_array_index (self->points, Point, self->points->len - 1).time;
}

const char *
wb_demo_path_get_from (const WbDemoPath *self)
{
  return self->from;
}

const char *
wb_demo_path_get_to (const WbDemoPath *self)
{
  return self->to;
}

/* Returns the last point that is not after @time; there is another one behind it. */
static const Point *
find_point (const WbDemoPath *self,
            double time)
{
  guint low = 0, high = self->n_points - 1;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (self->track[middle].time <= time)
        low = middle;
      else
        high = middle;
    }
  return &self->track[low];
}

/**
 * wb_demo_path_get_motion:
 * @self: a finished path
 * @time: seconds since the start of the trip, 0 ≤ time < period
 * @side: where to go within the room there is, −1 (far left) to 1 (far right)
 * @motion: (out): where one is then
 */
void
wb_demo_path_get_motion (const WbDemoPath *self,
                         double time,
                         double side,
                         WbDemoMotion *motion)
{
  const Point *a = find_point (self, time), *b = a + 1;
  double duration = b->time - a->time, elapsed = time - a->time;
  double share = duration > 0 ? CLAMP (elapsed / duration, 0, 1) : 1;
  double mean = ((double) a->speed + b->speed) / 2;
  double way = mean > 0 ? share * (a->speed + (b->speed - a->speed) * share / 2) / mean : 0;
  double offset = side * (a->room + (b->room - a->room) * way);
  double turn = get_turn (a->course, b->course);
  double course = a->course + turn * (mean > 0 ? way : share);
  double north = -sin (RADIANS (course)) * offset / METRES_PER_DEGREE;
  double east = cos (RADIANS (course)) * offset / METRES_PER_DEGREE;
  double bend = mean > 0 ? RADIANS (turn) / (mean * duration) : 0; /* per metre */

  motion->latitude = a->latitude + (b->latitude - a->latitude) * way + north;
  motion->longitude = a->longitude + (b->longitude - a->longitude) * way +
                      east / cos (RADIANS (motion->latitude));
  motion->altitude = a->altitude + (b->altitude - a->altitude) * way;
  motion->course = wb_geo_normalize_angle (course);
  motion->speed = (a->speed + (b->speed - a->speed) * share) * MAX (1 - offset * bend, 0);
  motion->returning = time >= self->half;
}
