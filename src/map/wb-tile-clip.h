/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The part of a shape that a tile shows, as a path for cairo. */

#pragma once

#include "wb-basemap-private.h"

#include <cairo.h>

G_BEGIN_DECLS

/**
 * WbTileClip:
 *
 * The window that a tile opens on the shapes of a set. Used by one thread.
 */
typedef struct _WbTileClip WbTileClip;

WbTileClip *wb_tile_clip_new (guint bits,
                              guint zoom,
                              guint x,
                              guint y,
                              int tile_size,
                              guint span);
void wb_tile_clip_free (WbTileClip *self);

void wb_tile_clip_add_area (WbTileClip *self,
                            cairo_t *cr,
                            const WbShape *shape);
void wb_tile_clip_add_line (WbTileClip *self,
                            cairo_t *cr,
                            const WbShape *shape,
                            double line_width);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbTileClip, wb_tile_clip_free)

G_END_DECLS
