/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The picture of a track as on the map, for lists and cards. */

#pragma once

#include "wb-track.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WB_TYPE_MARKER_ICON (wb_marker_icon_get_type ())
G_DECLARE_FINAL_TYPE (WbMarkerIcon, wb_marker_icon, WB, MARKER_ICON, GtkWidget)

void wb_marker_icon_set_track (WbMarkerIcon *self,
                               WbTrack *track);

G_END_DECLS
