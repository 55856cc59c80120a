/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A row of the list of objects. */

#pragma once

#include "wb-monitor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WB_TYPE_OBJECT_ROW (wb_object_row_get_type ())
G_DECLARE_FINAL_TYPE (WbObjectRow, wb_object_row, WB, OBJECT_ROW, GtkWidget)

GtkWidget *wb_object_row_new (void);

void wb_object_row_bind (WbObjectRow *self,
                         WbTrack *track,
                         WbMonitor *monitor);
WbTrack *wb_object_row_get_track (WbObjectRow *self);
void wb_object_row_set_offers_details (WbObjectRow *self,
                                       gboolean offers);
void wb_object_row_update (WbObjectRow *self);

G_END_DECLS
