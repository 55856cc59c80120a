/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The column with the connections and the objects. */

#include "config.h"

#include "wb-sidebar.h"

/* What the first child may take of the height. */
#define FIRST_SHARE 0.4

/**
 * WbSidebar:
 *
 * Two children one below the other: the first gets the height it would like to have, but no more
 * than its share; the second gets the rest. While the second is hidden the first gets everything.
 */
struct _WbSidebar {
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (WbSidebar, wb_sidebar, GTK_TYPE_WIDGET)

static void
wb_sidebar_measure (GtkWidget *widget,
                    GtkOrientation orientation,
                    int for_size,
                    int *minimum,
                    int *natural,
                    int *minimum_baseline G_GNUC_UNUSED,
                    int *natural_baseline G_GNUC_UNUSED)
{
  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, orientation, for_size, &child_minimum, &child_natural, NULL, NULL);
      *minimum = orientation == GTK_ORIENTATION_VERTICAL ? *minimum + child_minimum
                                                         : MAX (*minimum, child_minimum);
      *natural = orientation == GTK_ORIENTATION_VERTICAL ? *natural + child_natural
                                                         : MAX (*natural, child_natural);
    }
}

static int
get_first_height (GtkWidget *first,
                  GtkWidget *second,
                  int width,
                  int height)
{
  int minimum, natural, rest;

  if (!gtk_widget_should_layout (second))
    return height;

  gtk_widget_measure (first, GTK_ORIENTATION_VERTICAL, width, &minimum, &natural, NULL, NULL);
  gtk_widget_measure (second, GTK_ORIENTATION_VERTICAL, width, &rest, NULL, NULL, NULL);
  natural = MIN (natural, MIN ((int) (height * FIRST_SHARE), height - rest));
  return MAX (natural, minimum);
}

static void
wb_sidebar_size_allocate (GtkWidget *widget,
                          int width,
                          int height,
                          int baseline G_GNUC_UNUSED)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  GtkWidget *second = gtk_widget_get_last_child (widget);
  int first_height = get_first_height (first, second, width, height);

  gtk_widget_allocate (first, width, first_height, -1, NULL);
  if (gtk_widget_should_layout (second))
    gtk_widget_allocate (second, width, height - first_height, -1,
                         gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (0, (float) first_height)));
}

static void
wb_sidebar_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (wb_sidebar_parent_class)->dispose (object);
}

static void
wb_sidebar_class_init (WbSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wb_sidebar_dispose;
  widget_class->measure = wb_sidebar_measure;
  widget_class->size_allocate = wb_sidebar_size_allocate;
}

static void
wb_sidebar_init (WbSidebar *self G_GNUC_UNUSED)
{
}
