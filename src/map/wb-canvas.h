/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The picture being painted, and the fast ways to put something onto it. */

#pragma once

#include <cairo.h>
#include <gdk/gdk.h>

G_BEGIN_DECLS

/**
 * WbCanvas:
 * @pixels: first pixel of the first row; always opaque, the highest byte is 255
 * @width: device pixels
 * @height: device pixels
 * @stride: pixels from one row to the next
 * @scale: device pixels per logical pixel
 * @cr: draws onto the same pixels, in logical pixels
 *
 * One frame while it is being painted.
 */
typedef struct {
  guint32 *pixels;
  int width;
  int height;
  int stride;
  int scale;
  cairo_t *cr;
} WbCanvas;

void wb_canvas_init (WbCanvas *self,
                     cairo_surface_t *surface,
                     int scale);
void wb_canvas_clear (WbCanvas *self);
void wb_canvas_fill (WbCanvas *self,
                     int x,
                     int y,
                     int width,
                     int height,
                     guint32 pixel);
void wb_canvas_copy (WbCanvas *self,
                     int x,
                     int y,
                     const guint32 *pixels,
                     int stride,
                     int width,
                     int height);

guint32 wb_canvas_get_pixel (const GdkRGBA *colour);

/**
 * WbSprite:
 *
 * A small picture to be put onto canvases often.
 */
typedef struct _WbSprite WbSprite;

WbSprite *wb_sprite_new (cairo_surface_t *surface,
                         int anchor_x,
                         int anchor_y);
void wb_sprite_free (WbSprite *self);
gsize wb_sprite_get_bytes (const WbSprite *self);
void wb_canvas_blit (WbCanvas *self,
                     const WbSprite *sprite,
                     int x,
                     int y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbSprite, wb_sprite_free)

G_END_DECLS
