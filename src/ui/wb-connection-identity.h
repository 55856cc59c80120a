/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What a connection is in the list and on the map, to be edited, and what its file says about it.
 */

#pragma once

#include "wb-profile.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WB_TYPE_CONNECTION_IDENTITY (wb_connection_identity_get_type ())
G_DECLARE_FINAL_TYPE (
    WbConnectionIdentity, wb_connection_identity, WB, CONNECTION_IDENTITY, AdwPreferencesGroup)

void wb_connection_identity_show (WbConnectionIdentity *self,
                                  WbProfile *profile);
void wb_connection_identity_apply (WbConnectionIdentity *self,
                                   WbProfile *profile);

G_END_DECLS
