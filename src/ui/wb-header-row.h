/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A header of the request to connect, to be edited. */

#pragma once

#include "wb-pair-row.h"

G_BEGIN_DECLS

#define WB_TYPE_HEADER_ROW (wb_header_row_get_type ())
G_DECLARE_FINAL_TYPE (WbHeaderRow, wb_header_row, WB, HEADER_ROW, WbPairRow)

GtkWidget *wb_header_row_new (const char *line);
char *wb_header_row_dup_line (WbHeaderRow *self);
gboolean wb_header_row_is_valid (WbHeaderRow *self);

G_END_DECLS
