/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Name and speed of the selected track, beside its marker. */

#pragma once

#include "wb-track.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WB_TYPE_MAP_PILL (wb_map_pill_get_type ())
G_DECLARE_FINAL_TYPE (WbMapPill, wb_map_pill, WB, MAP_PILL, GtkWidget)

void wb_map_pill_show_track (WbMapPill *self,
                             WbTrack *track,
                             const char *name);
void wb_map_pill_place (WbMapPill *self,
                        const graphene_point_t *marker,
                        const graphene_rect_t *area,
                        graphene_rect_t *place);

G_END_DECLS
