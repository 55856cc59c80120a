/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The model of everything that is watched. */

#pragma once

#include "wb-connection.h"
#include "wb-registry.h"
#include "wb-track-store.h"

G_BEGIN_DECLS

/* The main thread gives the model this much of its time… */
#define WB_MONITOR_TURN_US 4000
/* …no more often than once a frame. */
#define WB_MONITOR_INTERVAL_US 16000

#define WB_TYPE_MONITOR (wb_monitor_get_type ())
G_DECLARE_FINAL_TYPE (WbMonitor, wb_monitor, WB, MONITOR, GObject)

WbMonitor *wb_monitor_new (WbRegistry *registry);

WbConnection *wb_monitor_insert (WbMonitor *self,
                                 WbProfile *profile,
                                 guint position);
void wb_monitor_move (WbMonitor *self,
                      WbConnection *connection,
                      guint position);
WbConnection *wb_monitor_add (WbMonitor *self,
                              WbProfile *profile);
void wb_monitor_remove (WbMonitor *self,
                        WbConnection *connection);
WbRegistry *wb_monitor_get_registry (WbMonitor *self);
GListModel *wb_monitor_get_connections (WbMonitor *self);
WbTrackStore *wb_monitor_get_tracks (WbMonitor *self);
void wb_monitor_set_interval (WbMonitor *self,
                              gint64 interval);

G_END_DECLS
