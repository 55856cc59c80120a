/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Asks on which server an endpoint is of which a file knows the path only. */

#pragma once

#include "wb-profile.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WB_TYPE_SERVER_DIALOG (wb_server_dialog_get_type ())
G_DECLARE_FINAL_TYPE (WbServerDialog, wb_server_dialog, WB, SERVER_DIALOG, AdwMessageDialog)

GtkWindow *wb_server_dialog_new (WbProfile *profile,
                                 const char *server);

G_END_DECLS
