/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Tours through the streets of a district of the simulated world. */

#pragma once

#include "wb-demo-path.h"
#include "wb-demo-places.h"
#include "wb-demo-random.h"

G_BEGIN_DECLS

WbDemoPath *wb_demo_streets_make_tour (const WbDemoDistrict *district,
                                       const WbDemoManner *manner,
                                       WbDemoRandom random);

G_END_DECLS
