/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Trails: every point, in order, within bounds. */

#include "config.h"

#include "wb-trail.h"

#include <math.h>

#define ORIGIN (G_GINT64_CONSTANT (1772360130) * G_USEC_PER_SEC)

static void
add (WbTrail *trail,
     gint64 second,
     guint32 x)
{
  wb_trail_add (trail, ORIGIN + second * G_USEC_PER_SEC, x, 7, NAN, NAN);
}

/* Straight east: every point is there although y never changes; the 501st drops the first. */
static void
test_limit (void)
{
  g_autoptr(WbTrail) trail = wb_trail_new (ORIGIN);

  for (guint i = 0; i < WB_TRAIL_MAX_POINTS; i++)
    add (trail, i, i);
  g_assert_cmpuint (wb_trail_get_length (trail), ==, WB_TRAIL_MAX_POINTS);
  g_assert_cmpuint (wb_trail_get_points (trail)[0].x, ==, 0);

  for (guint i = WB_TRAIL_MAX_POINTS; i < 10 * WB_TRAIL_MAX_POINTS; i++)
    {
      add (trail, i, i);
      g_assert_cmpuint (wb_trail_get_length (trail), ==, WB_TRAIL_MAX_POINTS);
      g_assert_cmpuint (wb_trail_get_points (trail)[0].x, ==, i + 1 - WB_TRAIL_MAX_POINTS);
      g_assert_cmpuint (wb_trail_get_points (trail)[WB_TRAIL_MAX_POINTS - 1].x, ==, i);
    }
  g_assert_cmpuint (wb_trail_get_bytes (trail), <=, 4 * WB_TRAIL_MAX_POINTS * sizeof (WbTrailPoint));
}

static void
test_order (void)
{
  g_autoptr(WbTrail) trail = wb_trail_new (ORIGIN);

  for (guint i = 0; i < 400; i++)
    {
      int second = g_test_rand_int_range (-1000, 1000);

      add (trail, second, (guint32) (second + 5000));
    }
  for (guint i = 1; i < wb_trail_get_length (trail); i++)
    g_assert_cmpint (wb_trail_get_time (trail, i - 1), <, wb_trail_get_time (trail, i));
}

static void
test_standing (void)
{
  g_autoptr(WbTrail) trail = wb_trail_new (ORIGIN);

  add (trail, 1, 10);
  add (trail, 2, 10);
  add (trail, 2, 10);
  g_assert_cmpuint (wb_trail_get_length (trail), ==, 1);
  add (trail, 3, 11);
  add (trail, 3, 12);
  g_assert_cmpuint (wb_trail_get_length (trail), ==, 2);
  g_assert_cmpuint (wb_trail_get_points (trail)[1].x, ==, 12);
}

static void
test_values (void)
{
  g_autoptr(WbTrail) trail = wb_trail_new (ORIGIN);

  wb_trail_add (trail, ORIGIN, 1, 1, 13.9, -12.0);
  wb_trail_add (trail, ORIGIN + 1234567, 2, 2, 1e9, 1e9);
  wb_trail_add (trail, G_MAXINT64 / 2, 3, 3, NAN, NAN);
  g_assert_cmpuint (wb_trail_get_points (trail)[0].speed, ==, 1390);
  g_assert_cmpint (wb_trail_get_points (trail)[0].altitude, ==, -12);
  g_assert_cmpint (wb_trail_get_time (trail, 1) - ORIGIN, ==, 1230000);
  g_assert_cmpuint (wb_trail_get_points (trail)[2].speed, ==, WB_TRAIL_SPEED_UNKNOWN);
  g_assert_cmpint (wb_trail_get_points (trail)[2].altitude, ==, WB_TRAIL_ALTITUDE_UNKNOWN);
}

static void
test_drop (void)
{
  g_autoptr(WbTrail) trail = wb_trail_new (ORIGIN);
  gsize before;

  for (guint i = 0; i < 100; i++)
    add (trail, i, i);
  before = wb_trail_get_bytes (trail);
  wb_trail_drop_oldest (trail, 90);
  g_assert_cmpuint (wb_trail_get_length (trail), ==, 10);
  g_assert_cmpuint (wb_trail_get_points (trail)[0].x, ==, 90);
  g_assert_cmpuint (wb_trail_get_bytes (trail), <, before);
  add (trail, 100, 100);
  g_assert_cmpuint (wb_trail_get_points (trail)[10].x, ==, 100);
  wb_trail_drop_oldest (trail, 1000);
  g_assert_cmpuint (wb_trail_get_length (trail), ==, 0);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/trail/limit", test_limit);
  g_test_add_func ("/core/trail/order", test_order);
  g_test_add_func ("/core/trail/standing", test_standing);
  g_test_add_func ("/core/trail/values", test_values);
  g_test_add_func ("/core/trail/drop", test_drop);

  return g_test_run ();
}
