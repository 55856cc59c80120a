/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Everything that is known about one object. */

#pragma once

#include "wb-monitor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WB_TYPE_OBJECT_DETAILS (wb_object_details_get_type ())
G_DECLARE_FINAL_TYPE (WbObjectDetails, wb_object_details, WB, OBJECT_DETAILS, GtkWidget)

void wb_object_details_set_track (WbObjectDetails *self,
                                  WbTrack *track,
                                  WbMonitor *monitor);

G_END_DECLS
