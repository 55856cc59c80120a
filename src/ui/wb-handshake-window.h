/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What was said when a connection was opened, refused or lost. */

#pragma once

#include "wb-connection.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WB_TYPE_HANDSHAKE_WINDOW (wb_handshake_window_get_type ())
G_DECLARE_FINAL_TYPE (WbHandshakeWindow, wb_handshake_window, WB, HANDSHAKE_WINDOW, AdwWindow)

gboolean wb_handshake_window_has_content (WbConnection *connection);
void wb_handshake_window_present (WbConnection *connection,
                                  GtkWindow *parent);

G_END_DECLS
