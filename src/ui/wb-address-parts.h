/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The parts of an address: its query, the values of its variables, and what comes of them. */

#pragma once

#include "wb-profile.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WB_TYPE_ADDRESS_PARTS (wb_address_parts_get_type ())
G_DECLARE_FINAL_TYPE (WbAddressParts, wb_address_parts, WB, ADDRESS_PARTS, AdwExpanderRow)

void wb_address_parts_show (WbAddressParts *self,
                            WbProfile *profile);
void wb_address_parts_set_address (WbAddressParts *self,
                                   const char *address);
void wb_address_parts_refresh (WbAddressParts *self,
                               WbProfile *profile);
gboolean wb_address_parts_is_valid (WbAddressParts *self);
void wb_address_parts_apply (WbAddressParts *self,
                             WbProfile *profile);

G_END_DECLS
