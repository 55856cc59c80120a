/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Name and speed of the selected track, beside its marker. */

#pragma once

#include "wb-track.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WbMapPillSurroundings:
 * @marker: the middle of the marker
 * @tip: where its course vector ends; the marker itself where there is none
 * @area: what the pill has to stay in
 * @obstacles: (element-type graphene_rect_t) (nullable): what is covered already
 *
 * What the pill has to find its place in.
 */
typedef struct {
  graphene_point_t marker;
  graphene_point_t tip;
  graphene_rect_t area;
  GArray *obstacles;
} WbMapPillSurroundings;

#define WB_TYPE_MAP_PILL (wb_map_pill_get_type ())
G_DECLARE_FINAL_TYPE (WbMapPill, wb_map_pill, WB, MAP_PILL, GtkWidget)

void wb_map_pill_show_track (WbMapPill *self,
                             WbTrack *track,
                             const char *name);
graphene_rect_t wb_map_pill_place (WbMapPill *self,
                                   const WbMapPillSurroundings *around);

G_END_DECLS
