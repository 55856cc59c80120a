/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* How the window looks at the moment. */

#include "config.h"

#include "wb-style.h"

#include <adwaita.h>

/**
 * wb_style_get_theme:
 *
 * Returns: the theme of the palette that goes with the style of the desktop
 */
WbTheme
wb_style_get_theme (void)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  gboolean dark = adw_style_manager_get_dark (style);

  if (adw_style_manager_get_high_contrast (style))
    return dark ? WB_THEME_HIGH_CONTRAST_DARK : WB_THEME_HIGH_CONTRAST_LIGHT;
  return dark ? WB_THEME_DARK : WB_THEME_LIGHT;
}
