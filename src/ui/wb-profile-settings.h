/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The settings of a connection that are kept from one run to the next. */

#pragma once

#include "wb-profile.h"

G_BEGIN_DECLS

GVariant *wb_profile_settings_save (WbProfile *profile);
void wb_profile_settings_restore (WbProfile *profile,
                                  GVariant *settings);

G_END_DECLS
