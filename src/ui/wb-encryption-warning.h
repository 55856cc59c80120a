/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Warns while an address is typed that anybody on the way could listen to. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define WB_TYPE_ENCRYPTION_WARNING (wb_encryption_warning_get_type ())
G_DECLARE_FINAL_TYPE (WbEncryptionWarning, wb_encryption_warning, WB, ENCRYPTION_WARNING, AdwBin)

void wb_encryption_warning_set_settings (WbEncryptionWarning *self,
                                         GSettings *settings);
void wb_encryption_warning_set_address (WbEncryptionWarning *self,
                                        const char *address);
gboolean wb_encryption_warning_is_exposed (WbEncryptionWarning *self);
gboolean wb_encryption_warning_may_connect (WbEncryptionWarning *self);

G_END_DECLS
