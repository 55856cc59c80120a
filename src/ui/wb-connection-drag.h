/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Changes the order of the connections by dragging their rows. */

#pragma once

#include "wb-monitor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void wb_connection_drag_init (GtkListBox *list,
                              WbMonitor *monitor);

G_END_DECLS
