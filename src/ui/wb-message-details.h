/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* One message in full. */

#pragma once

#include "wb-monitor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WB_TYPE_MESSAGE_DETAILS (wb_message_details_get_type ())
G_DECLARE_FINAL_TYPE (WbMessageDetails, wb_message_details, WB, MESSAGE_DETAILS, GtkWidget)

void wb_message_details_show (WbMessageDetails *self,
                              WbMessage *message,
                              WbMonitor *monitor,
                              WbConnection *connection);
WbMessage *wb_message_details_get_message (WbMessageDetails *self);

G_END_DECLS
