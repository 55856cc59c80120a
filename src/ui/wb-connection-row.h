/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A row of the list of connections. */

#pragma once

#include "wb-connection.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WB_TYPE_CONNECTION_ROW (wb_connection_row_get_type ())
G_DECLARE_FINAL_TYPE (WbConnectionRow, wb_connection_row, WB, CONNECTION_ROW, GtkListBoxRow)

GtkWidget *wb_connection_row_new (WbConnection *connection);
WbConnection *wb_connection_row_get_connection (WbConnectionRow *self);
void wb_connection_row_update (WbConnectionRow *self);

G_END_DECLS
