/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the user does to a map with a pointer. */

#pragma once

#include "wb-live-layer.h"
#include "wb-map-navigator.h"

G_BEGIN_DECLS

#define WB_TYPE_MAP_INPUT (wb_map_input_get_type ())
G_DECLARE_FINAL_TYPE (WbMapInput, wb_map_input, WB, MAP_INPUT, GObject)

WbMapInput *wb_map_input_new (ShumateMap *map,
                              WbLiveLayer *layer,
                              WbMapNavigator *navigator);

void wb_map_input_update_hovered (WbMapInput *self);

G_END_DECLS
