/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The messages of a connection or of all, one of them in full, and where to write one. */

#pragma once

#include "wb-log-view.h"
#include "wb-monitor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WB_TYPE_MESSAGES_PANE (wb_messages_pane_get_type ())
G_DECLARE_FINAL_TYPE (WbMessagesPane, wb_messages_pane, WB, MESSAGES_PANE, GtkWidget)

GtkWidget *wb_messages_pane_new (WbMonitor *monitor);

void wb_messages_pane_set_connection (WbMessagesPane *self,
                                      WbConnection *connection);
gboolean wb_messages_pane_get_merged (WbMessagesPane *self);
void wb_messages_pane_set_merged (WbMessagesPane *self,
                                  gboolean merged);
void wb_messages_pane_set_details_visible (WbMessagesPane *self,
                                           gboolean visible);
WbLogView *wb_messages_pane_get_view (WbMessagesPane *self);
void wb_messages_pane_focus_composer (WbMessagesPane *self);

G_END_DECLS
