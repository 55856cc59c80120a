/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What is offered while there are no connections. */

#include "config.h"

#include "wb-first-run.h"

/**
 * WbFirstRun:
 *
 * A card on the map with the three ways to begin. Its buttons are actions of the window.
 */
struct _WbFirstRun {
  GtkWidget parent_instance;

  /* Template children */
  GtkWidget *card;
  GtkImage *icon;
};

G_DEFINE_FINAL_TYPE (WbFirstRun, wb_first_run, GTK_TYPE_WIDGET)

static void
wb_first_run_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_FIRST_RUN);

  G_OBJECT_CLASS (wb_first_run_parent_class)->dispose (object);
}

static void
wb_first_run_class_init (WbFirstRunClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wb_first_run_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/whereabouts/Whereabouts/ui/wb-first-run.ui");
  gtk_widget_class_bind_template_child (widget_class, WbFirstRun, card);
  gtk_widget_class_bind_template_child (widget_class, WbFirstRun, icon);
}

static void
wb_first_run_init (WbFirstRun *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_image_set_from_icon_name (self->icon, APP_ID);
}
