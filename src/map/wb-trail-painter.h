/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Where tracks came from. */

#pragma once

#include "wb-canvas.h"
#include "wb-visible.h"

G_BEGIN_DECLS

void wb_trail_painter_paint (WbCanvas *canvas,
                             const WbScene *scene,
                             WbTrackStore *tracks,
                             const WbVisible *visible);

G_END_DECLS
