/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A round trip through the simulated world: where one is at which time. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WbDemoCorner:
 * @latitude: degrees north
 * @longitude: degrees east
 * @room: metres to either side in which there may be others on the same path
 *
 * Where a path turns.
 */
typedef struct {
  double latitude;
  double longitude;
  double room;
} WbDemoCorner;

/**
 * WbDemoProfile:
 * @distance: metres to the nearer end of the leg
 * @speed: the most that is right there, m/s
 * @altitude: metres
 *
 * How fast and how high one goes near the ends of a leg; between two of these it changes linearly.
 */
typedef struct {
  double distance;
  double speed;
  double altitude;
} WbDemoProfile;

/**
 * WbDemoManner:
 * @speed: cruising speed, m/s
 * @acceleration: m/s², also for braking
 * @sideways: the most acceleration in turns, m/s²
 * @radius: of turns, metres
 * @step: the shortest stretch worth a point of its own, metres
 * @profile: (nullable): near the ends of legs, by distance
 * @n_profile: its entries
 *
 * How a kind of object moves.
 */
typedef struct {
  double speed;
  double acceleration;
  double sideways;
  double radius;
  double step;
  const WbDemoProfile *profile;
  guint n_profile;
} WbDemoManner;

/**
 * WbDemoMotion:
 * @latitude: degrees north
 * @longitude: degrees east
 * @altitude: metres
 * @course: degrees true, 0 ≤ course < 360
 * @speed: m/s
 * @returning: whether this is the second half of the round trip
 *
 * Where an object is and how it moves.
 */
typedef struct {
  double latitude;
  double longitude;
  double altitude;
  double course;
  double speed;
  gboolean returning;
} WbDemoMotion;

typedef struct _WbDemoPath WbDemoPath;

WbDemoPath *wb_demo_path_new (const char *from,
                              const char *to);
void wb_demo_path_free (WbDemoPath *self);

void wb_demo_path_add_leg (WbDemoPath *self,
                           const WbDemoManner *manner,
                           const WbDemoCorner *corners,
                           guint n_corners);
void wb_demo_path_add_wait (WbDemoPath *self,
                            double seconds);
void wb_demo_path_turn_back (WbDemoPath *self);
void wb_demo_path_finish (WbDemoPath *self);

double wb_demo_path_get_period (const WbDemoPath *self);
const char *wb_demo_path_get_from (const WbDemoPath *self);
const char *wb_demo_path_get_to (const WbDemoPath *self);
void wb_demo_path_get_motion (const WbDemoPath *self,
                              double time,
                              double side,
                              WbDemoMotion *motion);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbDemoPath, wb_demo_path_free)

G_END_DECLS
