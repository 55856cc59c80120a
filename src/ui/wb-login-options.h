/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The request by which a connection logs in, to be edited. */

#pragma once

#include "wb-profile.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WB_TYPE_LOGIN_OPTIONS (wb_login_options_get_type ())
G_DECLARE_FINAL_TYPE (WbLoginOptions, wb_login_options, WB, LOGIN_OPTIONS, AdwExpanderRow)

void wb_login_options_show (WbLoginOptions *self,
                            WbProfile *profile);
gboolean wb_login_options_is_valid (WbLoginOptions *self);
void wb_login_options_apply (WbLoginOptions *self,
                             WbProfile *profile);

G_END_DECLS
