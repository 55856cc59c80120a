/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The colour of a connection, as a small bar. */

#include "config.h"

#include "wb-colour-bar.h"

#include "wb-map-style.h"
#include "wb-style.h"

#include <adwaita.h>

#define WIDTH 4
#define HEIGHT 26
#define RADIUS 2

/**
 * WbColourBar:
 *
 * Tells which objects on the map belong to a connection. It repeats what names and lists say, so it
 * is hidden from screen readers.
 */
struct _WbColourBar {
  GtkWidget parent_instance;

  guint number; /* of a track colour; beyond the last one they begin anew */
};

G_DEFINE_FINAL_TYPE (WbColourBar, wb_colour_bar, GTK_TYPE_WIDGET)

static void
wb_colour_bar_measure (GtkWidget *widget G_GNUC_UNUSED,
                       GtkOrientation orientation,
                       int for_size G_GNUC_UNUSED,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline G_GNUC_UNUSED,
                       int *natural_baseline G_GNUC_UNUSED)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static void
wb_colour_bar_snapshot (GtkWidget *widget,
                        GtkSnapshot *snapshot)
{
  WbColourBar *self = WB_COLOUR_BAR (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                               (float) gtk_widget_get_height (widget));
  const WbMapStyle *style = wb_map_style_get (wb_style_get_theme ());
  GskRoundedRect shape;

  gsk_rounded_rect_init_from_rect (&shape, &bounds, RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &style->tracks[self->number % style->n_tracks], &bounds);
  gtk_snapshot_pop (snapshot);
}

static void
wb_colour_bar_class_init (WbColourBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = wb_colour_bar_measure;
  widget_class->snapshot = wb_colour_bar_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
wb_colour_bar_init (WbColourBar *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  g_signal_connect_object (style, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
}

/**
 * wb_colour_bar_set_number:
 * @self: a colour bar
 * @number: number of a track colour; beyond the last one they begin anew
 */
void
wb_colour_bar_set_number (WbColourBar *self,
                          guint number)
{
  g_return_if_fail (WB_IS_COLOUR_BAR (self));

  self->number = number;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
