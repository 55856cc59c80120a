/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A message as a line of the list. */

#pragma once

#include "wb-connection.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WB_TYPE_MESSAGE_ROW (wb_message_row_get_type ())
G_DECLARE_FINAL_TYPE (WbMessageRow, wb_message_row, WB, MESSAGE_ROW, GtkWidget)

GtkWidget *wb_message_row_new (void);
void wb_message_row_set_message (WbMessageRow *self,
                                 const WbMessage *message,
                                 WbConnection *connection);
gboolean wb_message_row_is_filled (WbMessageRow *self);
void wb_message_row_fill (WbMessageRow *self);

G_END_DECLS
