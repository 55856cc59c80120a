/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The bounded history of a track: points sorted by the time they were taken. */

#include "config.h"

#include "wb-trail.h"

#include <math.h>
#include <string.h>

#define US_PER_TICK 10000
#define INITIAL_CAPACITY 4

/**
 * WbTrail:
 *
 * Points lie in one piece of memory, oldest first, which is what drawing wants. Dropping the oldest
 * moves a start index; the points move down when the end of the memory is reached, so that adding
 * costs the same however long the trail is.
 */
struct _WbTrail {
  gint64 origin; /* µs since the epoch */
  WbTrailPoint *points;
  guint start;
  guint length;
  guint capacity;
};

/**
 * wb_trail_new:
 * @origin: µs since the epoch; points within 248 days of it can be told apart by time
 *
 * Returns: (transfer full): an empty trail
 */
WbTrail *
wb_trail_new (gint64 origin)
{
  WbTrail *self = g_slice_new0 (WbTrail);

  self->origin = origin;
  return self;
}

void
wb_trail_free (WbTrail *self)
{
  if (self == NULL)
    return;

  g_free (self->points);
  g_slice_free (WbTrail, self);
}

static void
resize (WbTrail *self,
        guint capacity)
{
  WbTrailPoint *points = g_new (WbTrailPoint, capacity);

  if (self->length > 0)
    memcpy (points, self->points + self->start, self->length * sizeof *points);
  g_free (self->points);
  self->points = points;
  self->start = 0;
  self->capacity = capacity;
}

/* Makes room for one more point behind the last. */
static void
make_room (WbTrail *self)
{
  if (self->start + self->length < self->capacity)
    return;

  /* Moving is worth it when it pays for many additions. */
  if (self->start > self->capacity / 2)
    {
      memmove (self->points, self->points + self->start, self->length * sizeof *self->points);
      self->start = 0;
    }
  else
    resize (self, self->capacity == 0 ? INITIAL_CAPACITY : self->capacity * 2);
}

static gint32
to_ticks (const WbTrail *self,
          gint64 time)
{
  return (gint32) CLAMP ((time - self->origin) / US_PER_TICK, G_MININT32, G_MAXINT32);
}

/**
 * wb_trail_add:
 * @self: a trail
 * @time: when the position was taken, µs since the epoch
 * @x: Mercator units
 * @y: Mercator units
 * @speed: metres per second or NaN
 * @altitude: metres or NaN
 *
 * Adds a point at its place in time; fixes may come late and out of order. A fix with the time of a
 * point that is there replaces it, and one that stands where the last one stood adds nothing.
 */
void
wb_trail_add (WbTrail *self,
              gint64 time,
              guint32 x,
              guint32 y,
              double speed,
              double altitude)
{
  WbTrailPoint point = { .x = x, .y = y, .time = to_ticks (self, time) };
  WbTrailPoint *points;
  guint place;

  point.speed = isfinite (speed) ? (guint16) CLAMP (speed * 100, 0, WB_TRAIL_SPEED_UNKNOWN - 1)
                                 : WB_TRAIL_SPEED_UNKNOWN;
  point.altitude = isfinite (altitude) ? (gint16) CLAMP (altitude, G_MININT16 + 1, G_MAXINT16)
                                       : WB_TRAIL_ALTITUDE_UNKNOWN;

  make_room (self);
  points = self->points + self->start;
  place = self->length;
  while (place > 0 && points[place - 1].time > point.time)
    place--;

  if (place > 0 && points[place - 1].time == point.time)
    {
      points[place - 1] = point;
      return;
    }
  if (place > 0 && points[place - 1].x == x && points[place - 1].y == y)
    return;

  memmove (points + place + 1, points + place, (self->length - place) * sizeof *points);
  points[place] = point;
  self->length++;
  if (self->length > WB_TRAIL_MAX_POINTS)
    {
      self->start++;
      self->length--;
    }
}

/**
 * wb_trail_drop_oldest:
 * @self: a trail
 * @count: how many points to forget
 *
 * Forgets the oldest points and gives their memory back.
 */
void
wb_trail_drop_oldest (WbTrail *self,
                      guint count)
{
  count = MIN (count, self->length);
  self->start += count;
  self->length -= count;
  resize (self, MAX (self->length, INITIAL_CAPACITY));
}

guint
wb_trail_get_length (const WbTrail *self)
{
  return self->length;
}

/**
 * wb_trail_get_points:
 * @self: a trail
 *
 * Returns: (transfer none): the points, oldest first, until the trail changes
 */
const WbTrailPoint *
wb_trail_get_points (const WbTrail *self)
{
  return self->points + self->start;
}

/**
 * wb_trail_get_time:
 * @self: a trail
 * @position: below its length
 *
 * Returns: when the point was taken, µs since the epoch to a hundredth of a second
 */
gint64
wb_trail_get_time (const WbTrail *self,
                   guint position)
{
  return self->origin + (gint64) self->points[self->start + position].time * US_PER_TICK;
}

gsize
wb_trail_get_bytes (const WbTrail *self)
{
  return sizeof *self + self->capacity * sizeof *self->points;
}
