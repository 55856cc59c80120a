/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The built-in map of the world: shapes and names. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  WB_PLACE_CAPITAL,
  WB_PLACE_CITY,
  WB_PLACE_COUNTRY,
  WB_PLACE_SEA,
} WbPlaceKind;

/**
 * WbPlace:
 * @kind: what it is
 * @name: what it is called, UTF-8
 * @x: Mercator units, see wb_geo_mercator_x()
 * @y: Mercator units
 * @rank: 0 for the most important to 3; decides who is named first and how large
 *
 * Something with a name. Lives as long as the program.
 */
typedef struct {
  WbPlaceKind kind;
  const char *name;
  guint32 x;
  guint32 y;
  guint rank;
} WbPlace;

/**
 * WbPlaceFunc:
 * @place: a place
 * @data: what was passed with the function
 */
typedef void (*WbPlaceFunc) (const WbPlace *place,
                             gpointer data);

void wb_basemap_foreach_place (double zoom,
                               guint32 west,
                               guint32 north,
                               guint32 width,
                               guint32 height,
                               WbPlaceFunc func,
                               gpointer data);

G_END_DECLS
