/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A container that tells how much room there is. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WB_TYPE_ADAPTIVE_BIN (wb_adaptive_bin_get_type ())
G_DECLARE_FINAL_TYPE (WbAdaptiveBin, wb_adaptive_bin, WB, ADAPTIVE_BIN, GtkWidget)

gboolean wb_adaptive_bin_get_narrow (WbAdaptiveBin *self);
gboolean wb_adaptive_bin_get_roomy (WbAdaptiveBin *self);

G_END_DECLS
