/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Fills the rows of a list of messages that are out of sight, when there is time. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WB_TYPE_ROW_FILLER (wb_row_filler_get_type ())
G_DECLARE_FINAL_TYPE (WbRowFiller, wb_row_filler, WB, ROW_FILLER, GObject)

WbRowFiller *wb_row_filler_new (GtkWidget *list);
void wb_row_filler_wake (WbRowFiller *self);

G_END_DECLS
