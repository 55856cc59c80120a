/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The base map below everything else, put together from tiles. */

#pragma once

#include "wb-canvas.h"
#include "wb-scene.h"

G_BEGIN_DECLS

/**
 * WbBasePainter:
 *
 * Keeps the last complete base map: while only objects move it is copied as it is.
 */
typedef struct _WbBasePainter WbBasePainter;

WbBasePainter *wb_base_painter_new (WbTileCache *tiles);
void wb_base_painter_free (WbBasePainter *self);
void wb_base_painter_paint (WbBasePainter *self,
                            WbCanvas *canvas,
                            const WbScene *scene);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbBasePainter, wb_base_painter_free)

G_END_DECLS
