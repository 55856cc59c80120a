/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What may be shown and logged of names and values that hold secrets. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Stands for a secret. */
#define WB_SECRET_MASK "•••"

gboolean wb_secret_is_name (const char *name,
                            gsize length);

G_END_DECLS
