/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A line of text written on the map. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WB_TYPE_MAP_NOTE (wb_map_note_get_type ())
G_DECLARE_FINAL_TYPE (WbMapNote, wb_map_note, WB, MAP_NOTE, GtkWidget)

void wb_map_note_set_text (WbMapNote *self,
                           const char *text);
void wb_map_note_show_distance (WbMapNote *self,
                                double metres_per_pixel);

G_END_DECLS
