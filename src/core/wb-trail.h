/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The bounded history of a track. */

#pragma once

#include "wb-types.h"

G_BEGIN_DECLS

/* How many points a trail keeps. */
#define WB_TRAIL_MAX_POINTS 500

#define WB_TRAIL_SPEED_UNKNOWN G_MAXUINT16
#define WB_TRAIL_ALTITUDE_UNKNOWN G_MININT16

/**
 * WbTrailPoint:
 * @x: Mercator units, see wb_geo_mercator_x()
 * @y: Mercator units, see wb_geo_mercator_y()
 * @time: hundredths of a second since the trail's origin; may be negative
 * @speed: centimetres per second
 * @altitude: metres
 */
typedef struct {
  guint32 x;
  guint32 y;
  gint32 time;
  guint16 speed;
  gint16 altitude;
} WbTrailPoint;

typedef struct _WbTrail WbTrail;

WbTrail *wb_trail_new (gint64 origin);
void wb_trail_free (WbTrail *self);

void wb_trail_add (WbTrail *self,
                   gint64 time,
                   guint32 x,
                   guint32 y,
                   double speed,
                   double altitude);
void wb_trail_drop_oldest (WbTrail *self,
                           guint count);

guint wb_trail_get_length (const WbTrail *self);
const WbTrailPoint *wb_trail_get_points (const WbTrail *self);
gint64 wb_trail_get_time (const WbTrail *self,
                          guint position);
gsize wb_trail_get_bytes (const WbTrail *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbTrail, wb_trail_free)

G_END_DECLS
