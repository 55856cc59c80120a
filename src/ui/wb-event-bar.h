/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What can be done with an event: its attachments saved, and an answer given. */

#pragma once

#include "wb-connection.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WB_TYPE_EVENT_BAR (wb_event_bar_get_type ())
G_DECLARE_FINAL_TYPE (WbEventBar, wb_event_bar, WB, EVENT_BAR, GtkWidget)

void wb_event_bar_show (WbEventBar *self,
                        WbMessage *message,
                        WbConnection *connection);

G_END_DECLS
