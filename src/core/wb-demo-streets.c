/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Tours through the streets of a district.
 *
 * The streets are a grid whose crossings are moved a little, the same for all who drive there, so
 * that it looks grown. A tour visits some of them, from block to block without turning back on the
 * spot, stops at lights and to deliver, and ends where it began. */

#include "config.h"

#include "wb-demo-streets.h"

#include "wb-geo.h"

#include <math.h>

#define METRES_PER_DEGREE (WB_GEO_EARTH_RADIUS * G_PI / 180.0)

/* Of a block, how far a crossing may be off the grid. */
#define JITTER 0.17

/* Metres to the right of the middle of the street. */
#define LANE 4

/* Where in a block one stops: short of the crossing. */
#define STOP_SHARE 0.82

/* How many blocks a tour may take from one visit to the next before it ends for good. */
#define MAX_BLOCKS 200

typedef struct {
  int x;
  int y;
} Crossing;

typedef struct {
  const WbDemoDistrict *district;
  const WbDemoManner *manner;
  WbDemoRandom random;
  WbDemoPath *path;
  GArray *corners; /* of WbDemoCorner: since the last stop */
  Crossing at;
  Crossing size;   /* of the grid, from the middle to the edge */
  int heading;     /* of the last block: 0 north, 1 east, 2 south, 3 west; −1 at first */
} Tour;

static const Crossing directions[4] = { { 0, 1 }, { 1, 0 }, { 0, -1 }, { -1, 0 } };

static WbDemoCorner
locate (const WbDemoDistrict *district,
        Crossing at)
{
  guint64 key = (guint64) (at.x + 1000) << 16 | (guint64) (at.y + 1000);
  WbDemoRandom random = wb_demo_random_fork ((guint64) (gint64) (district->longitude * 1000), key);
  double x = (at.x + wb_demo_random_between (&random, -JITTER, JITTER)) * district->block;
  double y = (at.y + wb_demo_random_between (&random, -JITTER, JITTER)) * district->block;
  double turned = district->turned * G_PI / 180;
  double east = x * cos (turned) + y * sin (turned);
  double north = y * cos (turned) - x * sin (turned);

  return (WbDemoCorner){
    district->latitude + north / METRES_PER_DEGREE,
    district->longitude + east / METRES_PER_DEGREE / cos (district->latitude * G_PI / 180),
    LANE,
  };
}

/* The sum of two draws, so that there is more going on in the middle than at the edge. */
static int
pick_coordinate (Tour *self,
                 int size)
{
  guint end = (guint) size + 1;

  return (int) wb_demo_random_below (&self->random, end) - size +
         (int) wb_demo_random_below (&self->random, end);
}

/* Picks a crossing in the ellipse within the grid: districts shall not look cut out. */
static Crossing
pick_crossing (Tour *self)
{
  Crossing at;
  double x, y;

  do
    {
      at = (Crossing){ pick_coordinate (self, self->size.x), pick_coordinate (self, self->size.y) };
      x = (double) at.x / self->size.x;
      y = (double) at.y / self->size.y;
    }
  while (x * x + y * y > 1);
  return at;
}

static gboolean
is_inside (const Tour *self,
           Crossing at)
{
  return ABS (at.x) <= self->size.x && ABS (at.y) <= self->size.y;
}

/* Picks the direction that leads on to @target, by chance where there are two; never back. */
static int
pick_direction (Tour *self,
                Crossing target)
{
  int best = -1;
  guint best_score = 0;

  for (int i = 0; i < 4; i++)
    {
      Crossing next = { self->at.x + directions[i].x, self->at.y + directions[i].y };
      gboolean nearer = directions[i].x * (target.x - self->at.x) > 0 ||
                        directions[i].y * (target.y - self->at.y) > 0;
      guint score = 1 + wb_demo_random_below (&self->random, 100) + (nearer ? 200 : 0) +
                    (i == self->heading ? 60 : 0);

      if (self->heading >= 0 && i == (self->heading + 2) % 4)
        continue;
      if (is_inside (self, next) && score > best_score)
        {
          best = i;
          best_score = score;
        }
    }
  return best;
}

/* Ends the leg at @corner and waits there. */
static void
stop (Tour *self,
      WbDemoCorner corner,
      double seconds)
{
  g_array_append_val (self->corners, corner);
  wb_demo_path_add_leg (self->path, self->manner,
                        (const WbDemoCorner *) (gpointer) self->corners->data, self->corners->len);
  wb_demo_path_add_wait (self->path, seconds);
  g_array_set_size (self->corners, 0);
  g_array_append_val (self->corners, corner);
}

static void
stop_in_block (Tour *self,
               WbDemoCorner next,
               double seconds)
{
  WbDemoCorner last = locate (self->district, self->at);
  WbDemoCorner corner = {
    last.latitude + (next.latitude - last.latitude) * STOP_SHARE,
    last.longitude + (next.longitude - last.longitude) * STOP_SHARE,
    LANE,
  };

  stop (self, corner, seconds);
}

static void
visit (Tour *self,
       Crossing target)
{
  gboolean country = self->district->block >= 1000;

  for (int i = 0; i < MAX_BLOCKS && (self->at.x != target.x || self->at.y != target.y); i++)
    {
      int direction = pick_direction (self, target);
      Crossing step = directions[direction];
      Crossing next = { self->at.x + step.x, self->at.y + step.y };
      WbDemoCorner corner = locate (self->district, next);
      guint chance = wb_demo_random_below (&self->random, 100);

      if (chance < (country ? 12 : 18))
        stop_in_block (self, corner, wb_demo_random_between (&self->random, 8, 35));
      else if (chance < 26)
        stop_in_block (self, corner, wb_demo_random_between (&self->random, 40, 120));
      g_array_append_val (self->corners, corner);
      self->at = next;
      self->heading = direction;
    }
}

/**
 * wb_demo_streets_make_tour:
 * @district: where
 * @manner: how to drive
 * @random: decides about the way
 *
 * Returns: (transfer full): a finished path along streets
 */
WbDemoPath *
wb_demo_streets_make_tour (const WbDemoDistrict *district,
                           const WbDemoManner *manner,
                           WbDemoRandom random)
{
  g_autoptr(GArray) corners = g_array_new (FALSE, FALSE, sizeof (WbDemoCorner));
  Tour self = { district, manner, random, NULL, corners, { 0, 0 }, { 0, 0 }, -1 };
  WbDemoCorner depot;
  Crossing start;

  self.path = wb_demo_path_new (district->name, district->name);
  self.size.x = MAX ((int) (district->width / district->block), 1);
  self.size.y = MAX ((int) (district->height / district->block), 1);
  start = self.at = pick_crossing (&self);
  depot = locate (district, start);
  g_array_append_val (corners, depot);

  visit (&self, (Crossing){ start.x > 0 ? -1 : 1, start.y });
  for (guint i = 3 + wb_demo_random_below (&self.random, 3); i > 0; i--)
    visit (&self, pick_crossing (&self));
  visit (&self, start);
  g_array_set_size (corners, corners->len - 1);
  stop (&self, depot, 180);
  wb_demo_path_finish (self.path);
  return self.path;
}
