/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Geometry on the globe and on the map. */

#include "config.h"

#include "wb-geo.h"

#include <math.h>

#define HALF_WORLD 20015114.442035925 /* metres, π × Earth radius */

static void
test_distance (void)
{
  static const struct {
    double a[2];
    double b[2];
    double metres;
  } pairs[] = {
    { { 48.1, 11.5 }, { 48.1, 11.5 }, 0 },
    { { 0, 0 }, { 0, 180 }, HALF_WORLD },
    { { 90, 0 }, { -90, 77 }, HALF_WORLD },
    { { 0, 179.5 }, { 0, -179.5 }, HALF_WORLD / 180 },
    { { 52.520008, 13.404954 }, { 48.137154, 11.576124 }, 504215 }, /* Berlin to Munich */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      double there = wb_geo_distance (pairs[i].a[0], pairs[i].a[1], pairs[i].b[0], pairs[i].b[1]);
      double back = wb_geo_distance (pairs[i].b[0], pairs[i].b[1], pairs[i].a[0], pairs[i].a[1]);

      g_assert_cmpfloat_with_epsilon (there, pairs[i].metres, 1 + pairs[i].metres * 1e-3);
      g_assert_cmpfloat_with_epsilon (there, back, 1e-6);
    }
}

static void
test_bearing (void)
{
  g_assert_cmpfloat_with_epsilon (wb_geo_bearing (0, 0, 1, 0), 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (wb_geo_bearing (0, 0, 0, 1), 90, 1e-9);
  g_assert_cmpfloat_with_epsilon (wb_geo_bearing (1, 0, 0, 0), 180, 1e-9);
  g_assert_cmpfloat_with_epsilon (wb_geo_bearing (0, 1, 0, 0), 270, 1e-9);
  g_assert_cmpfloat_with_epsilon (wb_geo_bearing (0, 179.5, 0, -179.5), 90, 1e-9);
}

/* Going somewhere and measuring the way gives what was asked for. */
static void
test_destination (void)
{
  for (guint round = 0; round < 10000; round++)
    {
      double latitude = g_test_rand_double_range (-85, 85);
      double longitude = g_test_rand_double_range (-180, 180);
      double bearing = g_test_rand_double_range (0, 360);
      double distance = g_test_rand_double_range (10, 500000);
      double to_latitude, to_longitude;

      wb_geo_destination (latitude, longitude, bearing, distance, &to_latitude, &to_longitude);
      g_assert_true (fabs (to_latitude) <= 90);
      g_assert_true (to_longitude >= -180 && to_longitude < 180);
      g_assert_cmpfloat_with_epsilon (
          wb_geo_distance (latitude, longitude, to_latitude, to_longitude), distance, 0.01);
    }
}

static void
test_normalize (void)
{
  static const double angles[][2] = {
    { 0, 0 }, { 360, 0 }, { 359.5, 359.5 }, { -90, 270 }, { 720.5, 0.5 }, { -1e-20, 0 },
  };
  static const double longitudes[][2] = {
    { 0, 0 }, { 180, -180 }, { -180, -180 }, { 181, -179 }, { -181, 179 }, { 540, -180 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (angles); i++)
    g_assert_cmpfloat (wb_geo_normalize_angle (angles[i][0]), ==, angles[i][1]);
  for (gsize i = 0; i < G_N_ELEMENTS (longitudes); i++)
    g_assert_cmpfloat (wb_geo_normalize_longitude (longitudes[i][0]), ==, longitudes[i][1]);
}

/* A unit is less than a centimetre: the way there and back is exact to that. */
static void
test_mercator (void)
{
  g_assert_cmpuint (wb_geo_mercator_x (-180), ==, 0);
  g_assert_cmpuint (wb_geo_mercator_x (180), ==, 0);
  g_assert_cmpuint (wb_geo_mercator_x (0), ==, 1u << 31);
  g_assert_cmpuint (wb_geo_mercator_y (0), ==, 1u << 31);
  g_assert_cmpuint (wb_geo_mercator_y (90), ==, 0);
  g_assert_cmpuint (wb_geo_mercator_y (-90), ==, G_MAXUINT32);
  g_assert_cmpuint (wb_geo_mercator_y (60), <, wb_geo_mercator_y (59));

  for (guint round = 0; round < 10000; round++)
    {
      double latitude = g_test_rand_double_range (-85, 85);
      double longitude = g_test_rand_double_range (-180, 180);

      g_assert_cmpfloat_with_epsilon (
          wb_geo_latitude_from_mercator (wb_geo_mercator_y (latitude)), latitude, 1e-7);
      g_assert_cmpfloat_with_epsilon (
          wb_geo_longitude_from_mercator (wb_geo_mercator_x (longitude)), longitude, 1e-7);
    }
}

/* The difference of two positions is the short way, also across the antimeridian. */
static void
test_antimeridian (void)
{
  gint32 step = (gint32) (wb_geo_mercator_x (-179.9) - wb_geo_mercator_x (179.9));

  g_assert_cmpint (step, >, 0);
  g_assert_cmpfloat_with_epsilon (step / 4294967296.0 * 360, 0.2, 1e-6);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/geo/distance", test_distance);
  g_test_add_func ("/core/geo/bearing", test_bearing);
  g_test_add_func ("/core/geo/destination", test_destination);
  g_test_add_func ("/core/geo/normalize", test_normalize);
  g_test_add_func ("/core/geo/mercator", test_mercator);
  g_test_add_func ("/core/geo/antimeridian", test_antimeridian);

  return g_test_run ();
}
