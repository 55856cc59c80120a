/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What floats over the map because a track is selected. */

#pragma once

#include "wb-live-layer.h"
#include "wb-map-controls.h"
#include "wb-monitor.h"

G_BEGIN_DECLS

void wb_map_selection_show (WbMapControls *controls,
                            WbLiveLayer *layer,
                            WbTrack *selected,
                            WbMonitor *monitor,
                            gboolean following);

G_END_DECLS
