/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Keeps the connections of the monitor from one run to the next. */

#pragma once

#include "wb-monitor.h"

G_BEGIN_DECLS

/* Recent addresses that are remembered. */
#define WB_MAX_RECENT_ADDRESSES 10

#define WB_TYPE_CONNECTION_STORE (wb_connection_store_get_type ())
G_DECLARE_FINAL_TYPE (WbConnectionStore, wb_connection_store, WB, CONNECTION_STORE, GObject)

WbConnectionStore *wb_connection_store_new (WbMonitor *monitor,
                                            GSettings *settings);
void wb_connection_store_restore (WbConnectionStore *self);
void wb_connection_store_save (WbConnectionStore *self,
                               WbConnection *connection);
void wb_connection_store_add_recent (WbConnectionStore *self,
                                     const char *address);

G_END_DECLS
