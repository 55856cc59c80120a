/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Letting go of much at once without keeping the main thread busy. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void wb_dispose_array (GArray *array);

G_END_DECLS
