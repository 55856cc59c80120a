/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A view of tracks of which one is selected. */

#pragma once

#include "wb-track-view.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WB_TYPE_TRACK_SELECTION (wb_track_selection_get_type ())
G_DECLARE_FINAL_TYPE (WbTrackSelection, wb_track_selection, WB, TRACK_SELECTION, GObject)

WbTrackSelection *wb_track_selection_new (WbTrackView *view);

WbTrack *wb_track_selection_get_selected (WbTrackSelection *self);
void wb_track_selection_set_selected (WbTrackSelection *self,
                                      WbTrack *track);

G_END_DECLS
