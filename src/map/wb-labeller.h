/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Which names a scene shows. */

#pragma once

#include "wb-canvas.h"
#include "wb-visible.h"

#include <pango/pango.h>

G_BEGIN_DECLS

/**
 * WbLabeller:
 *
 * Decides anew for each scene which names have room, and draws them in two layers: places below
 * the tracks, names of tracks above them.
 */
typedef struct _WbLabeller WbLabeller;

WbLabeller *wb_labeller_new (void);
void wb_labeller_free (WbLabeller *self);
void wb_labeller_set_font (WbLabeller *self,
                           const PangoFontDescription *font);
void wb_labeller_set_text_scale (WbLabeller *self,
                                 double scale);

void wb_labeller_plan (WbLabeller *self,
                       const WbScene *scene,
                       WbTrackStore *tracks,
                       const WbVisible *visible,
                       double marker_size);
gboolean wb_labeller_is_complete (WbLabeller *self);
void wb_labeller_draw_places (WbLabeller *self,
                              WbCanvas *canvas);
void wb_labeller_draw_names (WbLabeller *self,
                             WbCanvas *canvas);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbLabeller, wb_labeller_free)

G_END_DECLS
