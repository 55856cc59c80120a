/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Painted tiles of the built-in map. */

#pragma once

#include "wb-palette.h"

#include <cairo.h>
#include <glib-object.h>

G_BEGIN_DECLS

/* Edge of a tile in logical pixels; at zoom z the world is 2^z tiles wide. */
#define WB_TILE_SIZE 256
#define WB_TILE_MAX_ZOOM 18

#define WB_TYPE_TILE_CACHE (wb_tile_cache_get_type ())
G_DECLARE_FINAL_TYPE (WbTileCache, wb_tile_cache, WB, TILE_CACHE, GObject)

WbTileCache *wb_tile_cache_new (void);

cairo_surface_t *wb_tile_cache_lookup (WbTileCache *self,
                                       WbTheme theme,
                                       guint zoom,
                                       guint x,
                                       guint y,
                                       int scale);
cairo_surface_t *wb_tile_cache_peek (WbTileCache *self,
                                     WbTheme theme,
                                     guint zoom,
                                     guint x,
                                     guint y,
                                     int scale);
gboolean wb_tile_cache_is_busy (WbTileCache *self);

G_END_DECLS
