/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Pictures that are drawings, from somebody who may mean no good. */

#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* A drawing of any length can take any time. */
#define WB_SVG_PICTURE_MAX_BYTES (256 * 1024)

/* Drawings have no pixels of their own: none is painted larger. */
#define WB_SVG_PICTURE_MAX_SIZE 1024

GdkTexture *wb_svg_picture_load (GBytes *payload,
                                 guint *width,
                                 guint *height,
                                 GError **error);

G_END_DECLS
