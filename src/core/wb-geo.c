/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Geometry on the globe, which is taken for a sphere, and on the map, which is Web Mercator.
 *
 * The formulas are those of any textbook of spherical trigonometry (haversine, forward azimuth,
 * direct problem); the sphere is off by at most 0.6 % from WGS 84. */

#include "config.h"

#include "wb-geo.h"

#include <math.h>

#define RADIANS(degrees) ((degrees) * (G_PI / 180.0))
#define DEGREES(radians) ((radians) * (180.0 / G_PI))

/* The world is 2³² units wide: less than a centimetre each at the equator. */
#define MERCATOR_UNITS 4294967296.0

/**
 * wb_geo_distance:
 *
 * Returns: the great-circle distance of two positions in metres
 */
double
wb_geo_distance (double latitude_a,
                 double longitude_a,
                 double latitude_b,
                 double longitude_b)
{
  double sin_latitude = sin (RADIANS (latitude_b - latitude_a) / 2);
  double sin_longitude = sin (RADIANS (longitude_b - longitude_a) / 2);
  double a = sin_latitude * sin_latitude +
             cos (RADIANS (latitude_a)) * cos (RADIANS (latitude_b)) * sin_longitude * sin_longitude;

  return 2 * WB_GEO_EARTH_RADIUS * asin (fmin (1, sqrt (a)));
}

/**
 * wb_geo_bearing:
 *
 * Returns: the initial bearing from the first to the second position, degrees true, 0 ≤ b < 360
 */
double
wb_geo_bearing (double latitude_a,
                double longitude_a,
                double latitude_b,
                double longitude_b)
{
  double a = RADIANS (latitude_a), b = RADIANS (latitude_b);
  double longitude = RADIANS (longitude_b - longitude_a);

  return wb_geo_normalize_angle (DEGREES (atan2 (
      sin (longitude) * cos (b), cos (a) * sin (b) - sin (a) * cos (b) * cos (longitude))));
}

/**
 * wb_geo_destination:
 * @bearing: degrees true
 * @distance: metres
 *
 * Goes @distance along the great circle that leaves a position at @bearing.
 */
void
wb_geo_destination (double latitude,
                    double longitude,
                    double bearing,
                    double distance,
                    double *destination_latitude,
                    double *destination_longitude)
{
  double a = RADIANS (latitude), direction = RADIANS (bearing);
  double angle = distance / WB_GEO_EARTH_RADIUS;
  double b = asin (sin (a) * cos (angle) + cos (a) * sin (angle) * cos (direction));
  double turn = atan2 (sin (direction) * sin (angle) * cos (a), cos (angle) - sin (a) * sin (b));

  *destination_latitude = DEGREES (b);
  *destination_longitude = wb_geo_normalize_longitude (longitude + DEGREES (turn));
}

/**
 * wb_geo_normalize_longitude:
 * @longitude: finite degrees
 *
 * Returns: the same meridian, −180 ≤ longitude < 180
 */
double
wb_geo_normalize_longitude (double longitude)
{
  return wb_geo_normalize_angle (longitude + 180) - 180;
}

/**
 * wb_geo_normalize_angle:
 * @angle: finite degrees
 *
 * Returns: the same direction, 0 ≤ angle < 360
 */
double
wb_geo_normalize_angle (double angle)
{
  double turned = fmod (angle, 360);

  if (turned < 0)
    turned += 360;
  return turned < 360 ? turned : 0;
}

/**
 * wb_geo_mercator_x:
 * @longitude: degrees east
 *
 * Returns: units east of the antimeridian, where 2³² wrap around the world; the difference of two
 *   of them as a gint32 is the short way
 */
guint32
wb_geo_mercator_x (double longitude)
{
  double units = (wb_geo_normalize_longitude (longitude) + 180) / 360 * MERCATOR_UNITS;

  return (guint32) (guint64) (units + 0.5);
}

/**
 * wb_geo_mercator_y:
 * @latitude: degrees north, cut off at %WB_GEO_MAX_LATITUDE
 *
 * Returns: units south of the northern edge of the map
 */
guint32
wb_geo_mercator_y (double latitude)
{
  double sine = sin (RADIANS (CLAMP (latitude, -WB_GEO_MAX_LATITUDE, WB_GEO_MAX_LATITUDE)));
  double units = (0.5 - atanh (sine) / (2 * G_PI)) * MERCATOR_UNITS;

  return (guint32) CLAMP (units + 0.5, 0.0, MERCATOR_UNITS - 1);
}

/**
 * wb_geo_longitude_from_mercator:
 * @x: see wb_geo_mercator_x()
 *
 * Returns: degrees east
 */
double
wb_geo_longitude_from_mercator (guint32 x)
{
  return x / MERCATOR_UNITS * 360 - 180;
}

/**
 * wb_geo_latitude_from_mercator:
 * @y: see wb_geo_mercator_y()
 *
 * Returns: degrees north
 */
double
wb_geo_latitude_from_mercator (guint32 y)
{
  return DEGREES (atan (sinh (G_PI * (1 - 2 * (y / MERCATOR_UNITS)))));
}

/**
 * wb_geo_mercator_units_per_metre:
 * @latitude: degrees north
 *
 * Returns: how many units of the map a metre is there
 */
double
wb_geo_mercator_units_per_metre (double latitude)
{
  double edge = CLAMP (latitude, -WB_GEO_MAX_LATITUDE, WB_GEO_MAX_LATITUDE);

  return MERCATOR_UNITS / (2 * G_PI * WB_GEO_EARTH_RADIUS * cos (RADIANS (edge)));
}
