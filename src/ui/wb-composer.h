/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Where messages are written and sent. */

#pragma once

#include "wb-connection.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WB_TYPE_COMPOSER (wb_composer_get_type ())
G_DECLARE_FINAL_TYPE (WbComposer, wb_composer, WB, COMPOSER, GtkWidget)

void wb_composer_set_connection (WbComposer *self,
                                 WbConnection *connection);

gboolean wb_composer_can_send (WbComposer *self);
void wb_composer_send (WbComposer *self);

G_END_DECLS
