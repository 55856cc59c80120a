/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Why the current connection failed, on the map. */

#pragma once

#include "wb-connection.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WB_TYPE_FAILURE_CARD (wb_failure_card_get_type ())
G_DECLARE_FINAL_TYPE (WbFailureCard, wb_failure_card, WB, FAILURE_CARD, GtkWidget)

void wb_failure_card_set_connection (WbFailureCard *self,
                                     WbConnection *connection);
void wb_failure_card_update (WbFailureCard *self);

G_END_DECLS
