/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Pictures of markers, made once. */

#pragma once

#include "wb-canvas.h"
#include "wb-marker.h"

G_BEGIN_DECLS

/**
 * WbSprites:
 *
 * Markers as sprites, turned to 64 directions. Used by one thread.
 */
typedef struct _WbSprites WbSprites;

WbSprites *wb_sprites_new (void);
void wb_sprites_free (WbSprites *self);

void wb_sprites_choose (WbSprites *self,
                        WbTheme theme,
                        double size,
                        int scale);
const WbSprite *wb_sprites_get (WbSprites *self,
                                WbIcon icon,
                                guint colour,
                                guint heading,
                                WbFreshness freshness);
gboolean wb_sprites_is_complete (WbSprites *self);
gsize wb_sprites_get_bytes (WbSprites *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbSprites, wb_sprites_free)

G_END_DECLS
