/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The current connection in the header bar. */

#pragma once

#include "wb-connection.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WB_TYPE_CONNECTION_BUTTON (wb_connection_button_get_type ())
G_DECLARE_FINAL_TYPE (WbConnectionButton, wb_connection_button, WB, CONNECTION_BUTTON, GtkWidget)

void wb_connection_button_set_connection (WbConnectionButton *self,
                                          WbConnection *connection);
void wb_connection_button_set_narrow (WbConnectionButton *self,
                                      gboolean narrow);
void wb_connection_button_update (WbConnectionButton *self);

G_END_DECLS
