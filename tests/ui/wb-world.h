/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The application, run for a test that looks at it as a user does. */

#pragma once

#include "wb-application.h"

#include <adwaita.h>

G_BEGIN_DECLS

typedef struct _WbWorld WbWorld;

struct _WbWorld {
  WbRegistry *registry;
  WbApplication *application;
  GSettings *settings;
  WbMonitor *monitor; /* weak */
  void (*body) (WbWorld *world);
};

void wb_world_run (const char *argument,
                   void (*body) (WbWorld *world));
void wb_world_forget_settings (void);

GtkWindow *wb_world_get_window (WbWorld *world);
WbConnection *wb_world_get_current (WbWorld *world);
gboolean wb_world_is_current_in (WbWorld *world,
                                 WbState state);
gboolean wb_world_has_failed (WbWorld *world);
guint wb_world_count_connections (WbWorld *world);

GtkWidget *wb_world_find_window (GType type);
GtkWidget *wb_world_find_widget (GtkWidget *root,
                                 GType type,
                                 const char *text);
GtkWidget *wb_world_find (WbWorld *world,
                          GType type);
gboolean wb_world_says (WbWorld *world,
                        GType type,
                        const char *text);

void wb_world_open_address (WbWorld *world,
                            const char *address);
guint wb_world_count_stops (GtkWindow *window,
                            GtkDirectionType direction);
void wb_world_press (GtkWidget *root,
                     const char *label);

G_END_DECLS
