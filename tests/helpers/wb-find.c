/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Finds the widgets that a test wants to look at. */

#include "config.h"

#include "wb-find.h"

GtkWidget *
wb_find_where (GtkWidget *root,
               GType type,
               WbFindFunc func,
               gconstpointer data)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && func (root, data))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = wb_find_where (child, type, func, data);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
is_any (GtkWidget *widget G_GNUC_UNUSED,
        gconstpointer data G_GNUC_UNUSED)
{
  return TRUE;
}

GtkWidget *
wb_find (GtkWidget *root,
         GType type)
{
  return wb_find_where (root, type, is_any, NULL);
}

static gboolean
has_class (GtkWidget *widget,
           gconstpointer css_class)
{
  return gtk_widget_has_css_class (widget, css_class);
}

GtkWidget *
wb_find_class (GtkWidget *root,
               GType type,
               const char *css_class)
{
  return wb_find_where (root, type, has_class, css_class);
}

static gboolean
has_label (GtkWidget *button,
           gconstpointer label)
{
  return g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) == 0;
}

/**
 * wb_find_button:
 * @root: a widget
 * @label: the whole label of a button in it, with the underline of its mnemonic
 */
GtkWidget *
wb_find_button (GtkWidget *root,
                const char *label)
{
  return wb_find_where (root, GTK_TYPE_BUTTON, has_label, label);
}
