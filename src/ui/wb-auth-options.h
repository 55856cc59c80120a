/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* How a server is told who connects, to be edited. */

#pragma once

#include "wb-profile.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WB_TYPE_AUTH_OPTIONS (wb_auth_options_get_type ())
G_DECLARE_FINAL_TYPE (WbAuthOptions, wb_auth_options, WB, AUTH_OPTIONS, AdwExpanderRow)

void wb_auth_options_show (WbAuthOptions *self,
                           WbProfile *profile);
gboolean wb_auth_options_is_valid (WbAuthOptions *self);
void wb_auth_options_apply (WbAuthOptions *self,
                            WbProfile *profile);

G_END_DECLS
