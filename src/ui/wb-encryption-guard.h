/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Keeps connections closed that the preferences forbid. */

#pragma once

#include "wb-monitor.h"

G_BEGIN_DECLS

#define WB_TYPE_ENCRYPTION_GUARD (wb_encryption_guard_get_type ())
G_DECLARE_FINAL_TYPE (WbEncryptionGuard, wb_encryption_guard, WB, ENCRYPTION_GUARD, GObject)

WbEncryptionGuard *wb_encryption_guard_new (WbMonitor *monitor,
                                            GSettings *settings);

G_END_DECLS
