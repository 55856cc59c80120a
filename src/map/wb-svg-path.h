/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The outline of a marker, read from its SVG file. */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/**
 * WbSvgPath:
 *
 * A filled outline. It never changes, so several threads may draw with it.
 */
typedef struct _WbSvgPath WbSvgPath;

WbSvgPath *wb_svg_path_new (const char *commands);
WbSvgPath *wb_svg_path_new_from_svg (const char *svg,
                                     gsize length);
void wb_svg_path_free (WbSvgPath *self);

void wb_svg_path_append (const WbSvgPath *self,
                         cairo_t *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbSvgPath, wb_svg_path_free)

G_END_DECLS
