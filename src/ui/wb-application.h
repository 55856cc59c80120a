/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The application: one model, any number of windows on it. */

#pragma once

#include "wb-monitor.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WB_TYPE_APPLICATION (wb_application_get_type ())
G_DECLARE_FINAL_TYPE (WbApplication, wb_application, WB, APPLICATION, AdwApplication)

WbApplication *wb_application_new (WbRegistry *registry);

WbMonitor *wb_application_get_monitor (WbApplication *self);
void wb_application_save_connection (WbApplication *self,
                                     WbConnection *connection);
void wb_application_open_file (WbApplication *self,
                               GFile *file);
void wb_application_open_connection (WbApplication *self,
                                     WbConnection *connection);

G_END_DECLS
