/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The selected object in short, where there is no room for its details. */

#pragma once

#include "wb-monitor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WB_TYPE_OBJECT_CARD (wb_object_card_get_type ())
G_DECLARE_FINAL_TYPE (WbObjectCard, wb_object_card, WB, OBJECT_CARD, GtkWidget)

void wb_object_card_set_monitor (WbObjectCard *self,
                                 WbMonitor *monitor);
void wb_object_card_set_track (WbObjectCard *self,
                               WbTrack *track);
void wb_object_card_update (WbObjectCard *self);

G_END_DECLS
