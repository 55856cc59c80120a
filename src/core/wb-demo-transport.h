/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A simulated feed within the program. */

#pragma once

#include "wb-registry.h"

G_BEGIN_DECLS

#define WB_TYPE_DEMO_TRANSPORT (wb_demo_transport_get_type ())
G_DECLARE_FINAL_TYPE (WbDemoTransport, wb_demo_transport, WB, DEMO_TRANSPORT, WbTransport)

void wb_demo_register (WbRegistry *registry);

G_END_DECLS
