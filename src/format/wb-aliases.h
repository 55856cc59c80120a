/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What servers call the parts of a position. */

#pragma once

#include "wb-units.h"

G_BEGIN_DECLS

/**
 * WbField:
 *
 * The parts of a position report. The measures come first, so that an array of them can be as
 * short as %WB_N_MEASURES.
 */
typedef enum {
  WB_FIELD_ALTITUDE,
  WB_FIELD_COURSE,
  WB_FIELD_HEADING,
  WB_FIELD_SPEED,
  WB_FIELD_ACCURACY,
  WB_FIELD_TIME,
  WB_FIELD_ID,
  WB_FIELD_LABEL,
  WB_FIELD_LATITUDE,
  WB_FIELD_LONGITUDE,
  WB_FIELD_Y, /* a latitude, but only beside an x and if there is nothing better */
  WB_FIELD_X,
  WB_FIELD_PLACE,       /* an object that holds the position, or the text “latitude,longitude” */
  WB_FIELD_COORDINATES, /* the array [longitude, latitude, altitude] of GeoJSON */
} WbField;

#define WB_N_MEASURES (WB_FIELD_ACCURACY + 1)
#define WB_N_FIELDS (WB_FIELD_COORDINATES + 1)

/**
 * WbAlias:
 * @name: lower case, without “_”, “-” and “.”
 * @field: what it means
 * @unit: the unit this name implies
 * @last_resort: for labels: whether it is also the id of an object that has no other
 *
 * A name of a member. Of several names for one field in the same object the first in the table
 * wins.
 */
typedef struct {
  const char *name;
  WbField field;
  WbUnit unit;
  gboolean last_resort;
} WbAlias;

const WbAlias *wb_alias_find (const char *name);

G_END_DECLS
