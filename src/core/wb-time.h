/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Moments as text and numbers. */

#pragma once

#include "wb-types.h"

G_BEGIN_DECLS

gboolean wb_time_parse (const char *text,
                        gint64 *time);
gboolean wb_time_from_number (double number,
                              gint64 *time);
char *wb_time_format (gint64 time);
gint64 wb_time_get_uptime (void);
gint64 wb_time_count_seconds (gint64 span);

G_END_DECLS
