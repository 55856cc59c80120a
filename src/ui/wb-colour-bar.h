/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The colour of a connection, as a small bar. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WB_TYPE_COLOUR_BAR (wb_colour_bar_get_type ())
G_DECLARE_FINAL_TYPE (WbColourBar, wb_colour_bar, WB, COLOUR_BAR, GtkWidget)

void wb_colour_bar_set_number (WbColourBar *self,
                               guint number);

G_END_DECLS
