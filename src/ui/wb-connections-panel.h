/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The list of connections in the sidebar. */

#pragma once

#include "wb-monitor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WB_TYPE_CONNECTIONS_PANEL (wb_connections_panel_get_type ())
G_DECLARE_FINAL_TYPE (WbConnectionsPanel, wb_connections_panel, WB, CONNECTIONS_PANEL, GtkWidget)

void wb_connections_panel_set_monitor (WbConnectionsPanel *self,
                                       WbMonitor *monitor);
WbConnection *wb_connections_panel_get_current (WbConnectionsPanel *self);
void wb_connections_panel_set_current (WbConnectionsPanel *self,
                                       WbConnection *connection);
void wb_connections_panel_update (WbConnectionsPanel *self);

G_END_DECLS
