/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Where there is room for a label. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WbLabelPlacer:
 *
 * Remembers which parts of a picture are taken, in cells of two logical pixels, so that asking
 * costs the same however much is there. Members are private.
 */
typedef struct {
  int width;
  int height;
  int columns;
  int rows;
  guint8 *cells;
} WbLabelPlacer;

void wb_label_placer_init (WbLabelPlacer *self);
void wb_label_placer_clear (WbLabelPlacer *self);
void wb_label_placer_reset (WbLabelPlacer *self,
                            int width,
                            int height);

void wb_label_placer_reserve (WbLabelPlacer *self,
                              double x,
                              double y,
                              double width,
                              double height);
gboolean wb_label_placer_is_free (const WbLabelPlacer *self,
                                  double x,
                                  double y,
                                  double width,
                                  double height);
gboolean wb_label_placer_take (WbLabelPlacer *self,
                               double x,
                               double y,
                               double width,
                               double height);

G_END_DECLS
