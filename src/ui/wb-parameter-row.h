/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A parameter in the query of an address, to be edited. */

#pragma once

#include "wb-pair-row.h"
#include "wb-query.h"

G_BEGIN_DECLS

#define WB_TYPE_PARAMETER_ROW (wb_parameter_row_get_type ())
G_DECLARE_FINAL_TYPE (WbParameterRow, wb_parameter_row, WB, PARAMETER_ROW, WbPairRow)

GtkWidget *wb_parameter_row_new (const WbQueryRow *parameter);
gboolean wb_parameter_row_is_enabled (WbParameterRow *self);
gboolean wb_parameter_row_is_valid (WbParameterRow *self);

G_END_DECLS
