/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the user decided about connections that anybody on the way can listen to. */

#pragma once

#include "wb-profile.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define WB_SETTING_REQUIRE_ENCRYPTION "require-encryption"

gboolean wb_encryption_policy_is_required (GSettings *settings);
gboolean wb_encryption_policy_forbids (GSettings *settings,
                                       WbProfile *profile);
gboolean wb_encryption_policy_is_accepted (GSettings *settings,
                                           const char *host);
void wb_encryption_policy_accept (GSettings *settings,
                                  const char *host,
                                  gboolean accept);

G_END_DECLS
