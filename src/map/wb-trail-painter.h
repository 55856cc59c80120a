/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Where tracks came from. */

#pragma once

#include "wb-canvas.h"
#include "wb-visible.h"

G_BEGIN_DECLS

/**
 * WbTrailEnd:
 * @x: device pixels
 * @y: device pixels
 * @cut_x: direction in which the end is cut off, from the line before to the line after it
 * @cut_y: direction in which the end is cut off
 * @opacity: 0 to 1
 *
 * An end of a line.
 */
typedef struct {
  double x;
  double y;
  double cut_x;
  double cut_y;
  double opacity;
} WbTrailEnd;

void wb_trail_painter_paint (WbCanvas *canvas,
                             const WbScene *scene,
                             WbTrackStore *tracks,
                             const WbVisible *visible);

void wb_trail_painter_draw_line (WbCanvas *canvas,
                                 const WbTrailEnd *from,
                                 const WbTrailEnd *to,
                                 double width,
                                 guint32 pixel);

G_END_DECLS
