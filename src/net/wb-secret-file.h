/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Secrets in a file, for computers without a keyring. */

#pragma once

#include "wb-secret-store.h"

G_BEGIN_DECLS

char *wb_secret_file_lookup (const char *path,
                             const WbSecretKey *key,
                             GError **error);
gboolean wb_secret_file_store (const char *path,
                               const WbSecretKey *key,
                               const char *value,
                               GError **error);
gboolean wb_secret_file_clear (const char *path,
                               const char *profile,
                               GError **error);

G_END_DECLS
