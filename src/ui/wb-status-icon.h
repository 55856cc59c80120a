/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The state of a connection as an icon, or a spinner while it changes. */

#pragma once

#include "wb-connection.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WB_TYPE_STATUS_ICON (wb_status_icon_get_type ())
G_DECLARE_FINAL_TYPE (WbStatusIcon, wb_status_icon, WB, STATUS_ICON, GtkWidget)

void wb_status_icon_set_connection (WbStatusIcon *self,
                                    WbConnection *connection);

G_END_DECLS
