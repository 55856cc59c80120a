/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Where events are written and sent. */

#pragma once

#include "wb-connection.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WB_TYPE_EVENT_COMPOSER (wb_event_composer_get_type ())
G_DECLARE_FINAL_TYPE (WbEventComposer, wb_event_composer, WB, EVENT_COMPOSER, GtkWidget)

void wb_event_composer_set_connection (WbEventComposer *self,
                                       WbConnection *connection);
gboolean wb_event_composer_can_send (WbEventComposer *self);
void wb_event_composer_send (WbEventComposer *self);

G_END_DECLS
