/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Geometry on the globe and on the map. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Mean radius of the Earth in metres (IUGG). */
#define WB_GEO_EARTH_RADIUS 6371008.8

/* Where Web Mercator makes the world a square: atan (sinh (π)) in degrees. */
#define WB_GEO_MAX_LATITUDE 85.0511287798066

double wb_geo_distance (double latitude_a,
                        double longitude_a,
                        double latitude_b,
                        double longitude_b);
double wb_geo_bearing (double latitude_a,
                       double longitude_a,
                       double latitude_b,
                       double longitude_b);
void wb_geo_destination (double latitude,
                         double longitude,
                         double bearing,
                         double distance,
                         double *destination_latitude,
                         double *destination_longitude);
double wb_geo_normalize_longitude (double longitude);
double wb_geo_normalize_angle (double angle);

guint32 wb_geo_mercator_x (double longitude);
guint32 wb_geo_mercator_y (double latitude);
double wb_geo_longitude_from_mercator (guint32 x);
double wb_geo_latitude_from_mercator (guint32 y);
double wb_geo_mercator_units_per_metre (double latitude);

G_END_DECLS
