/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The map of the simulated world: where its objects may go. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WbDemoReach:
 * @WB_DEMO_PASSAGE: on the way only, nobody goes there
 * @WB_DEMO_NEAR: in the scene every demo begins with: Denmark and southern Sweden
 * @WB_DEMO_FAR: elsewhere in Northern Europe, or further
 *
 * For whom a place is a destination.
 */
typedef enum {
  WB_DEMO_PASSAGE,
  WB_DEMO_NEAR,
  WB_DEMO_FAR,
} WbDemoReach;

/**
 * WbDemoPlace:
 * @name: what people there call it; unique within its table
 * @latitude: degrees north
 * @longitude: degrees east
 * @room: metres of free water or road to either side
 * @reach: for whom it is a destination
 *
 * A port, a town or a bend of a lane.
 */
typedef struct {
  const char *name;
  double latitude;
  double longitude;
  double room;
  WbDemoReach reach;
} WbDemoPlace;

/**
 * WbDemoLink:
 *
 * A straight stretch between two places, in both directions.
 */
typedef struct {
  const char *ends[2];
} WbDemoLink;

/**
 * WbDemoNetwork:
 * @through: whether the way may lead through a destination: towns yes, ports no
 *
 * Places and the links between them, of the sea or of the roads.
 */
typedef struct {
  const WbDemoPlace *places;
  guint n_places;
  const WbDemoLink *links;
  guint n_links;
  gboolean through;
} WbDemoNetwork;

extern const WbDemoNetwork wb_demo_sea;
extern const WbDemoNetwork wb_demo_roads;

/* Ferries cross between these ports; those of the scene come first. */
extern const WbDemoLink wb_demo_crossings[];
extern const guint wb_demo_n_crossings;
extern const guint wb_demo_n_near_crossings;

/**
 * WbDemoAirport:
 * @name: the city
 * @latitude: degrees north
 * @longitude: degrees east
 * @runway: direction of its runway, degrees true; used in both directions
 * @reach: the near ones come first in the table
 */
typedef struct {
  const char *name;
  double latitude;
  double longitude;
  double runway;
  WbDemoReach reach;
} WbDemoAirport;

extern const WbDemoAirport wb_demo_airports[];
extern const guint wb_demo_n_airports;
extern const guint wb_demo_n_near_airports;

/**
 * WbDemoDistrict:
 * @name: the town or the country
 * @latitude: of its middle
 * @longitude: of its middle
 * @turned: its streets against north and east, degrees clockwise
 * @width: metres along its streets, from the middle to the edge
 * @height: metres across them, from the middle to the edge
 * @block: metres from one crossing to the next; above a kilometre these are country roads
 *
 * A rectangle of dry land with a grid of streets.
 */
typedef struct {
  const char *name;
  double latitude;
  double longitude;
  double turned;
  double width;
  double height;
  double block;
} WbDemoDistrict;

extern const WbDemoDistrict wb_demo_districts[];
extern const guint wb_demo_n_districts;
extern const guint wb_demo_n_near_districts;

G_END_DECLS
