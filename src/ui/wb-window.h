/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The main window. */

#pragma once

#include "wb-monitor.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WB_TYPE_WINDOW (wb_window_get_type ())
G_DECLARE_FINAL_TYPE (WbWindow, wb_window, WB, WINDOW, AdwApplicationWindow)

GtkWindow *wb_window_new (GtkApplication *application,
                          WbMonitor *monitor,
                          GSettings *settings);

WbConnection *wb_window_get_current (WbWindow *self);
void wb_window_set_current (WbWindow *self,
                            WbConnection *connection);
void wb_window_show_message (WbWindow *self,
                             const char *text);

G_END_DECLS
