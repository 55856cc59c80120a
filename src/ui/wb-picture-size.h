/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* How large a picture says it is. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean wb_picture_size_read (const guint8 *data,
                               gsize length,
                               guint *width,
                               guint *height);

G_END_DECLS
