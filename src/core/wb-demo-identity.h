/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the objects of the simulated world are called and what they have to tell. */

#pragma once

#include "wb-demo-world.h"

G_BEGIN_DECLS

void wb_demo_identity_describe (WbDemoObject *object,
                                guint index,
                                guint number,
                                guint look,
                                const WbDemoPath *path,
                                const WbDemoMotion *motion,
                                double progress);

G_END_DECLS
