/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The kinds of objects of the simulated world. */

#pragma once

#include "wb-demo-path.h"

G_BEGIN_DECLS

typedef enum {
  WB_DEMO_SHIP,
  WB_DEMO_FERRY,
  WB_DEMO_SAIL,
  WB_DEMO_AIRCRAFT,
  WB_DEMO_HELICOPTER,
  WB_DEMO_VAN,
  WB_DEMO_TRUCK,
  WB_DEMO_CAR,
  WB_DEMO_BICYCLE,
} WbDemoKind;

#define WB_DEMO_N_KINDS (WB_DEMO_BICYCLE + 1)

/**
 * WbDemoKindInfo:
 * @name: in messages
 * @manner: how they move at pace 1
 * @slowest: lowest pace
 * @fastest: highest pace
 * @scatter: metres by which whole paths are moved apart, so that moored ships don't lie on one spot
 * @accuracy: typical accuracy of their positions, metres
 *
 * What objects of a kind have in common.
 */
typedef struct {
  const char *name;
  WbDemoManner manner;
  double slowest;
  double fastest;
  double scatter;
  double accuracy;
} WbDemoKindInfo;

const WbDemoKindInfo *wb_demo_kind_get_info (WbDemoKind kind);

G_END_DECLS
