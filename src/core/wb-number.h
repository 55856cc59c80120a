/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Numbers as text, the same in every locale. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void wb_number_append (GString *out,
                       double value);
gboolean wb_number_parse (const char *text,
                          gsize length,
                          double *value);

G_END_DECLS
