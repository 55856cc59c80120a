/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The list of objects, and the details of one of them. */

#pragma once

#include "wb-monitor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WB_TYPE_OBJECTS_PANEL (wb_objects_panel_get_type ())
G_DECLARE_FINAL_TYPE (WbObjectsPanel, wb_objects_panel, WB, OBJECTS_PANEL, GtkWidget)

GtkWidget *wb_objects_panel_new (void);

void wb_objects_panel_set_monitor (WbObjectsPanel *self,
                                   WbMonitor *monitor);
WbTrack *wb_objects_panel_get_selected (WbObjectsPanel *self);
void wb_objects_panel_set_selected (WbObjectsPanel *self,
                                    WbTrack *track);
void wb_objects_panel_set_narrow (WbObjectsPanel *self,
                                  gboolean narrow);
gboolean wb_objects_panel_get_show_details (WbObjectsPanel *self);
void wb_objects_panel_set_show_details (WbObjectsPanel *self,
                                        gboolean show_details);

void wb_objects_panel_focus_search (WbObjectsPanel *self);

G_END_DECLS
