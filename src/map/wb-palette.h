/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The colours, sizes and line widths of the map, from palette.json. */

#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

typedef enum {
  WB_THEME_LIGHT,
  WB_THEME_DARK,
  WB_THEME_HIGH_CONTRAST_LIGHT,
  WB_THEME_HIGH_CONTRAST_DARK,
  WB_N_THEMES,
} WbTheme;

void wb_palette_get_map_colour (WbTheme theme,
                                const char *name,
                                GdkRGBA *colour);
void wb_palette_get_colour (WbTheme theme,
                            const char *path,
                            GdkRGBA *colour);
void wb_palette_get_track_colour (WbTheme theme,
                                  guint number,
                                  GdkRGBA *colour);
guint wb_palette_get_n_track_colours (void);
double wb_palette_get_number (const char *path);
double wb_palette_interpolate (const char *path,
                               double zoom);
double wb_palette_get_step (const char *path,
                            double zoom);

G_END_DECLS
