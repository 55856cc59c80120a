/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The paths that the objects of a simulated world share. */

#pragma once

#include "wb-demo-kind.h"
#include "wb-demo-random.h"

G_BEGIN_DECLS

typedef struct _WbDemoRoutes WbDemoRoutes;

WbDemoRoutes *wb_demo_routes_new (guint64 seed);
void wb_demo_routes_free (WbDemoRoutes *self);

const WbDemoPath *wb_demo_routes_find (WbDemoRoutes *self,
                                       WbDemoKind kind,
                                       const char *from,
                                       const char *to);
const WbDemoPath *wb_demo_routes_pick (WbDemoRoutes *self,
                                       WbDemoKind kind,
                                       gboolean far,
                                       WbDemoRandom *random);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbDemoRoutes, wb_demo_routes_free)

G_END_DECLS
