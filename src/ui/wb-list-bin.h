/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The way of the keyboard into a long list and out of it. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define WB_TYPE_LIST_BIN (wb_list_bin_get_type ())
G_DECLARE_FINAL_TYPE (WbListBin, wb_list_bin, WB, LIST_BIN, AdwBin)

G_END_DECLS
