/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* How many messages came in each second of the last minute. */

#pragma once

#include "wb-insight.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WB_TYPE_SPARKLINE (wb_sparkline_get_type ())
G_DECLARE_FINAL_TYPE (WbSparkline, wb_sparkline, WB, SPARKLINE, GtkWidget)

gboolean wb_sparkline_update (WbSparkline *self,
                              WbInsight *insight);

G_END_DECLS
