/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the map shows, in words. */

#pragma once

#include "wb-map-extent.h"
#include "wb-monitor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void wb_map_describe (GtkWidget *map,
                      WbTrackStore *tracks,
                      WbTrack *selected,
                      WbMonitor *monitor,
                      const WbMapPlace *place);

G_END_DECLS
