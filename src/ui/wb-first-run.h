/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What is offered while there are no connections. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WB_TYPE_FIRST_RUN (wb_first_run_get_type ())
G_DECLARE_FINAL_TYPE (WbFirstRun, wb_first_run, WB, FIRST_RUN, GtkWidget)

G_END_DECLS
