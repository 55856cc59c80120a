/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Letting go of much at once without keeping the main thread busy. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Letting go of more memory than this, in small pieces as it may be, takes long enough to be left to a
 * worker. */
#define WB_DISPOSAL_MIN_BYTES (64 * 1024)

void wb_dispose_array (GArray *array);

G_END_DECLS
