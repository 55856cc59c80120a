/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Finds the widgets that a test wants to look at. Each function gives the first one, parents before
 * their children, @root before all of them; %NULL where there is none. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WbFindFunc:
 * @widget: a widget of the type that is looked for
 * @data: what was passed with the function
 *
 * Returns: whether it is the one
 */
typedef gboolean (*WbFindFunc) (GtkWidget *widget,
                                gconstpointer data);

GtkWidget *wb_find (GtkWidget *root,
                    GType type);
GtkWidget *wb_find_where (GtkWidget *root,
                          GType type,
                          WbFindFunc func,
                          gconstpointer data);
GtkWidget *wb_find_class (GtkWidget *root,
                          GType type,
                          const char *css_class);
GtkWidget *wb_find_button (GtkWidget *root,
                           const char *label);
GtkWidget *wb_find_seen (GtkWidget *root,
                         GType type,
                         const char *text);

G_END_DECLS
