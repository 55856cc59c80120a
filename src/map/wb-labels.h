/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Pictures of names, made once. */

#pragma once

#include "wb-canvas.h"
#include "wb-palette.h"

#include <pango/pango.h>

G_BEGIN_DECLS

typedef enum {
  WB_LABEL_NAME,
  WB_LABEL_NAME_DIM, /* of a track that is not live */
  WB_LABEL_CAPITAL,
  WB_LABEL_CITY_LARGE,
  WB_LABEL_CITY,
  WB_LABEL_TOWN,
  WB_LABEL_COUNTRY,
  WB_LABEL_SEA,
  WB_N_LABELS,
} WbLabelKind;

/**
 * WbLabel:
 * @sprite: the text with its halo, whose anchor is the left edge and half the height of the text;
 *   of a town or city, the dot's middle is 0, 0 of @dot
 * @dot: (nullable): the dot of a city
 * @width: of the text, logical pixels
 * @height: of the text
 */
typedef struct {
  WbSprite *sprite;
  const WbSprite *dot;
  int width;
  int height;
} WbLabel;

/**
 * WbLabels:
 *
 * Labels as sprites, as many as fit into a few megabytes. Used by one thread.
 */
typedef struct _WbLabels WbLabels;

WbLabels *wb_labels_new (void);
void wb_labels_free (WbLabels *self);

void wb_labels_set_font (WbLabels *self,
                         const PangoFontDescription *font);
void wb_labels_set_text_scale (WbLabels *self,
                               double scale);
void wb_labels_choose (WbLabels *self,
                       WbTheme theme,
                       int scale);
const WbLabel *wb_labels_get (WbLabels *self,
                              WbLabelKind kind,
                              const char *text);
gboolean wb_labels_is_complete (WbLabels *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbLabels, wb_labels_free)

G_END_DECLS
