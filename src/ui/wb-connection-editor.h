/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The window in which a connection is described. */

#pragma once

#include "wb-connection.h"
#include "wb-registry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WB_TYPE_CONNECTION_EDITOR (wb_connection_editor_get_type ())
G_DECLARE_FINAL_TYPE (WbConnectionEditor, wb_connection_editor, WB, CONNECTION_EDITOR, AdwWindow)

GtkWindow *wb_connection_editor_new (WbRegistry *registry,
                                     WbConnection *connection);
WbConnection *wb_connection_editor_get_connection (WbConnectionEditor *self);
WbProfile *wb_connection_editor_get_profile (WbConnectionEditor *self);
void wb_connection_editor_set_settings (WbConnectionEditor *self,
                                        GSettings *settings);
void wb_connection_editor_set_recent (WbConnectionEditor *self,
                                      const char *const *addresses);
void wb_connection_editor_set_address (WbConnectionEditor *self,
                                       const char *address);

G_END_DECLS
