/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A variable of a connection, to be edited. */

#pragma once

#include "wb-pair-row.h"
#include "wb-variables.h"

G_BEGIN_DECLS

#define WB_TYPE_VARIABLE_ROW (wb_variable_row_get_type ())
G_DECLARE_FINAL_TYPE (WbVariableRow, wb_variable_row, WB, VARIABLE_ROW, WbPairRow)

GtkWidget *wb_variable_row_new (const WbVariable *variable);
const char *wb_variable_row_get_value (WbVariableRow *self);
gboolean wb_variable_row_is_secret (WbVariableRow *self);

G_END_DECLS
