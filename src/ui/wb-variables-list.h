/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The variables of a connection, to be edited. */

#pragma once

#include "wb-profile.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WB_TYPE_VARIABLES_LIST (wb_variables_list_get_type ())
G_DECLARE_FINAL_TYPE (WbVariablesList, wb_variables_list, WB, VARIABLES_LIST, AdwExpanderRow)

void wb_variables_list_show (WbVariablesList *self,
                             WbProfile *profile);
gboolean wb_variables_list_is_valid (WbVariablesList *self);
void wb_variables_list_apply (WbVariablesList *self,
                              WbProfile *profile);

G_END_DECLS
