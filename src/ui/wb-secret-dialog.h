/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Asks for the secrets that a connection lacks. */

#pragma once

#include "wb-connection.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WB_TYPE_SECRET_DIALOG (wb_secret_dialog_get_type ())
G_DECLARE_FINAL_TYPE (WbSecretDialog, wb_secret_dialog, WB, SECRET_DIALOG, AdwMessageDialog)

GtkWidget *wb_secret_dialog_new (WbConnection *connection,
                                 const char *const *names);

void wb_secret_dialog_serve (GListModel *connections,
                             GtkWindow *parent);

G_END_DECLS
