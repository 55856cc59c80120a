/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A small chart of how fast an object was lately. */

#pragma once

#include "wb-trail.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WB_TYPE_SPEED_CHART (wb_speed_chart_get_type ())
G_DECLARE_FINAL_TYPE (WbSpeedChart, wb_speed_chart, WB, SPEED_CHART, GtkWidget)

gboolean wb_speed_chart_set_trail (WbSpeedChart *self,
                                   const WbTrail *trail);
guint wb_speed_chart_get_minutes (WbSpeedChart *self);

G_END_DECLS
