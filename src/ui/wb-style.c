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

static void
contrast_changed_cb (GtkWidget *widget)
{
  if (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()))
    gtk_widget_add_css_class (widget, "high-contrast");
  else
    gtk_widget_remove_css_class (widget, "high-contrast");
}

/**
 * wb_style_mark_contrast:
 * @widget: a window
 *
 * Gives it the style class “high-contrast” while the desktop asks for that, which style sheets and
 * the map cannot know otherwise.
 */
void
wb_style_mark_contrast (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast",
                           G_CALLBACK (contrast_changed_cb), widget, G_CONNECT_SWAPPED);
  contrast_changed_cb (widget);
}
