/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What stands out around the selected and the hovered track. */

#pragma once

#include "wb-canvas.h"
#include "wb-visible.h"

G_BEGIN_DECLS

void wb_selection_painter_paint_below (WbCanvas *canvas,
                                       const WbScene *scene,
                                       WbTrackStore *tracks);
void wb_selection_painter_paint_above (WbCanvas *canvas,
                                       const WbScene *scene,
                                       WbTrackStore *tracks,
                                       double marker_size);

G_END_DECLS
