/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* How a connection is opened and held, to be edited. */

#pragma once

#include "wb-profile.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WB_TYPE_CONNECTION_OPTIONS (wb_connection_options_get_type ())
G_DECLARE_FINAL_TYPE (WbConnectionOptions, wb_connection_options, WB, CONNECTION_OPTIONS, AdwPreferencesGroup)

void wb_connection_options_show (WbConnectionOptions *self,
                                 WbProfile *profile);
void wb_connection_options_set_trusted (WbConnectionOptions *self,
                                        const char *fingerprint);
gboolean wb_connection_options_are_valid (WbConnectionOptions *self);
void wb_connection_options_apply (WbConnectionOptions *self,
                                  WbProfile *profile);

G_END_DECLS
