/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What this computer knows of a connection and no file says. */

#pragma once

#include "wb-profile.h"

G_BEGIN_DECLS

gboolean wb_profile_settings_has (const char *property);
GVariant *wb_profile_settings_save (WbProfile *profile);
void wb_profile_settings_restore (WbProfile *profile,
                                  GVariant *settings);

G_END_DECLS
