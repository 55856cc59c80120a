/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Bytes as people read them. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void wb_hex_append_line (GString *out,
                         const guint8 *bytes,
                         gsize length);
void wb_hex_append_dump (GString *out,
                         const guint8 *bytes,
                         gsize length);

G_END_DECLS
