/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A file to choose, or none. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define WB_TYPE_FILE_ROW (wb_file_row_get_type ())
G_DECLARE_FINAL_TYPE (WbFileRow, wb_file_row, WB, FILE_ROW, AdwActionRow)

const char *wb_file_row_get_path (WbFileRow *self);
void wb_file_row_set_path (WbFileRow *self,
                           const char *path);

G_END_DECLS
