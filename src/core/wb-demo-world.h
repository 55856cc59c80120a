/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A simulated world of ships, aircraft and vehicles around Denmark and Sweden. */

#pragma once

#include "wb-demo-kind.h"

G_BEGIN_DECLS

#define WB_DEMO_MAX_OBJECTS 1000000

/**
 * WbDemoAttribute:
 * @name: a plain ASCII word
 * @text: its value; no character that JSON escapes
 * @is_number: whether the value is a number
 */
typedef struct {
  const char *name;
  char text[20];
  gboolean is_number;
} WbDemoAttribute;

#define WB_DEMO_MAX_ATTRIBUTES 4

/**
 * WbDemoObject:
 * @id: unique in its world; no character that JSON escapes
 * @name: for people; no character that JSON escapes
 * @latitude: degrees north
 * @longitude: degrees east, −180 ≤ longitude < 180
 * @altitude: metres, NaN where it means nothing
 * @course: degrees true, 0 ≤ course < 360
 * @heading: degrees true, 0 ≤ heading < 360
 * @speed: m/s
 * @accuracy: metres
 *
 * What can be said of an object at one moment.
 */
typedef struct {
  WbDemoKind kind;
  char id[16];
  char name[32];
  double latitude;
  double longitude;
  double altitude;
  double course;
  double heading;
  double speed;
  double accuracy;
  guint n_attributes;
  WbDemoAttribute attributes[WB_DEMO_MAX_ATTRIBUTES];
} WbDemoObject;

typedef struct _WbDemoWorld WbDemoWorld;

WbDemoWorld *wb_demo_world_new (guint n_objects,
                                guint64 seed);
void wb_demo_world_free (WbDemoWorld *self);

guint wb_demo_world_get_n_objects (const WbDemoWorld *self);
void wb_demo_world_advance (WbDemoWorld *self,
                            double seconds);
void wb_demo_world_get_object (const WbDemoWorld *self,
                               guint index,
                               WbDemoObject *object);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbDemoWorld, wb_demo_world_free)

G_END_DECLS
