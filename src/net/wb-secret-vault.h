/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Where the values of secrets are kept: the keyring of the desktop, or else a file. */

#pragma once

#include "wb-secret-store.h"

G_BEGIN_DECLS

#define WB_TYPE_SECRET_VAULT (wb_secret_vault_get_type ())
G_DECLARE_FINAL_TYPE (WbSecretVault, wb_secret_vault, WB, SECRET_VAULT, GObject)

WbSecretStore *wb_secret_vault_new (void);

G_END_DECLS
