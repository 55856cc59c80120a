/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The keyboard focus of what can't have it itself. */

#include "config.h"

#include "wb-focus.h"

static gboolean
is_inside (GtkWidget *container)
{
  GtkRoot *root = gtk_widget_get_root (container);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_get_mapped (focus) && gtk_widget_is_ancestor (focus, container);
}

/**
 * wb_focus_pass_on:
 * @container: a widget that can't have the focus itself
 * @child: what takes it instead, if it is shown
 *
 * For GtkWidgetClass.grab_focus(). GTK calls that also when Tab has passed the last widget in
 * @container: whoever took the focus then would never let it out.
 *
 * Returns: whether it went to @child
 */
gboolean
wb_focus_pass_on (GtkWidget *container,
                  GtkWidget *child)
{
  return !is_inside (container) && gtk_widget_get_visible (child) && gtk_widget_grab_focus (child);
}
