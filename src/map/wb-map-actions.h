/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What can be done with a map. */

#pragma once

#include "wb-map-navigator.h"

G_BEGIN_DECLS

void wb_map_actions_install (GtkWidgetClass *map_view_class);
void wb_map_actions_update (GtkWidget *map_view,
                            WbTrackStore *tracks,
                            WbTrack *selected,
                            WbMapNavigator *navigator);

G_END_DECLS
