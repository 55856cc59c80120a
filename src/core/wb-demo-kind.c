/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* How each kind of object of the simulated world moves. */

#include "config.h"

#include "wb-demo-kind.h"

static const WbDemoProfile ship_profile[] = {
  { 0, 0, 0 },
  { 500, 2, 0 },
  { 3000, 4.5, 0 },
  { 9000, 6.8, 0 },
};

static const WbDemoProfile ferry_profile[] = {
  { 0, 0, 0 },
  { 300, 3, 0 },
  { 1500, 7.5, 0 },
  { 4000, 9.5, 0 },
};

static const WbDemoProfile aircraft_profile[] = {
  { 0, 0, 0 },
  { 2500, 85, 0 },
  { 6000, 95, 350 },
  { 15000, 125, 1200 },
  { 40000, 170, 3800 },
  { 80000, 205, 7000 },
  { 130000, 222, 9500 },
  { 190000, 230, 10800 },
};

static const WbDemoProfile helicopter_profile[] = {
  { 0, 0, 0 },
  { 300, 15, 60 },
  { 2000, 58, 150 },
};

static const WbDemoProfile truck_profile[] = {
  { 0, 0, 0 },
  { 200, 8, 0 },
  { 2000, 14, 0 },
  { 6000, 22, 0 },
};

#define PROFILE(table) (table), G_N_ELEMENTS (table)

#define NO_PROFILE NULL, 0

/* Manners are speed, acceleration, sideways acceleration, radius, step, profile. */
static const WbDemoKindInfo infos[WB_DEMO_N_KINDS] = {
  [WB_DEMO_SHIP] = {
    "ship", { 6.8, 0.02, 0.1, 1500, 400, PROFILE (ship_profile) }, 0.75, 1.35, 300, 8 },
  [WB_DEMO_FERRY] = {
    "ferry", { 9.5, 0.05, 0.1, 1200, 200, PROFILE (ferry_profile) }, 0.85, 1.15, 150, 5 },
  [WB_DEMO_SAIL] = {
    "sail", { 3.0, 0.02, 0.1, 300, 200, NO_PROFILE }, 0.7, 1.2, 300, 10 },
  [WB_DEMO_AIRCRAFT] = {
    "aircraft", { 230, 2, 4, 7000, 1200, PROFILE (aircraft_profile) }, 0.92, 1.06, 500, 15 },
  [WB_DEMO_HELICOPTER] = {
    "helicopter", { 58, 2, 4, 900, 200, PROFILE (helicopter_profile) }, 1, 1, 0, 10 },
  [WB_DEMO_VAN] = {
    "van", { 12.5, 1.4, 2, 9, 12, NO_PROFILE }, 0.85, 1.1, 0, 6 },
  [WB_DEMO_TRUCK] = {
    "truck", { 22, 0.4, 1, 900, 200, PROFILE (truck_profile) }, 0.9, 1.1, 100, 8 },
  [WB_DEMO_CAR] = {
    "car", { 21, 1.2, 2, 80, 80, NO_PROFILE }, 0.8, 1.15, 0, 5 },
  [WB_DEMO_BICYCLE] = {
    "bicycle", { 5, 0.6, 1.5, 4, 6, NO_PROFILE }, 0.75, 1.3, 0, 7 },
};

const WbDemoKindInfo *
wb_demo_kind_get_info (WbDemoKind kind)
{
  g_return_val_if_fail (kind < WB_DEMO_N_KINDS, &infos[0]);

  return &infos[kind];
}
