/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Finds the widgets that a test wants to look at. */

#include "config.h"

#include "wb-find.h"

#include <string.h>

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

static gboolean
has_text (GtkWidget *widget,
          gconstpointer text)
{
  const char *is = NULL;

  if (ADW_IS_PREFERENCES_ROW (widget))
    is = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget));
  else if (GTK_IS_ENTRY (widget))
    is = gtk_entry_get_placeholder_text (GTK_ENTRY (widget));
  else if (GTK_IS_LABEL (widget))
    is = gtk_label_get_text (GTK_LABEL (widget));
  else if (GTK_IS_BUTTON (widget))
    is = gtk_widget_get_tooltip_text (widget);
  return gtk_widget_is_visible (widget) &&
         (text == NULL || (is != NULL && strstr (is, text) != NULL));
}

/**
 * wb_find_seen:
 * @root: a widget
 * @type: type of another
 * @text: (nullable): what its title, text, tooltip or hint has in it
 *
 * Passes over what is hidden, but not over what is folded away.
 */
GtkWidget *
wb_find_seen (GtkWidget *root,
              GType type,
              const char *text)
{
  return wb_find_where (root, type, has_text, text);
}
