/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Paints tiles of the built-in map. */

#pragma once

#include "wb-palette.h"

#include <cairo.h>

G_BEGIN_DECLS

cairo_surface_t *wb_tile_painter_paint (WbTheme theme,
                                        guint zoom,
                                        guint x,
                                        guint y,
                                        int scale);
cairo_surface_t *wb_tile_painter_paint_block (WbTheme theme,
                                              guint zoom,
                                              guint x,
                                              guint y,
                                              int scale,
                                              guint span);

G_END_DECLS
