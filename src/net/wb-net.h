/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the network layer offers to core. */

#pragma once

#include "wb-registry.h"

G_BEGIN_DECLS

void wb_net_register (WbRegistry *registry);

G_END_DECLS
