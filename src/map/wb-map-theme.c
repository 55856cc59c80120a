/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Which of the map's themes suits the style of a widget. The style knows, whoever set it: text is
 * light where the ground is dark. */

#include "config.h"

#include "wb-map-theme.h"

static gboolean
is_dark (GtkWidget *widget)
{
  GdkRGBA text;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &text);
  return 0.2126 * text.red + 0.7152 * text.green + 0.0722 * text.blue > 0.5;
}

/**
 * wb_map_theme_from_widget:
 * @widget: a widget
 *
 * High contrast is the business of the window, which has the class “high-contrast” then: the name
 * of GTK's theme, where it used to stand, is always the same under libadwaita.
 *
 * Returns: the theme that suits the style of @widget
 */
WbTheme
wb_map_theme_from_widget (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  if (root != NULL && gtk_widget_has_css_class (GTK_WIDGET (root), "high-contrast"))
    return is_dark (widget) ? WB_THEME_HIGH_CONTRAST_DARK : WB_THEME_HIGH_CONTRAST_LIGHT;
  return is_dark (widget) ? WB_THEME_DARK : WB_THEME_LIGHT;
}
