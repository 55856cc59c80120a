/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* An area under a line that ends in a dot: how small charts are drawn. */

#include "config.h"

#include "wb-area-chart.h"

#define DOT_RADIUS 3.0
#define LINE_WIDTH 1.5
#define AREA_ALPHA 0.12
#define BASE_ALPHA 0.16

static void
trace (cairo_t *cr,
       const graphene_point_t *points,
       guint n_points,
       double width,
       double height)
{
  for (guint i = 0; i < n_points; i++)
    cairo_line_to (cr, (double) points[i].x * width, height - (double) points[i].y * height);
}

static void
paint (cairo_t *cr,
       const graphene_point_t *points,
       guint n_points,
       const GdkRGBA *colour,
       double width,
       double height)
{
  double x, y;

  trace (cr, points, n_points, width, height);
  cairo_get_current_point (cr, &x, &y);
  cairo_line_to (cr, x, height);
  cairo_line_to (cr, (double) points[0].x * width, height);
  cairo_close_path (cr);
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, AREA_ALPHA);
  cairo_fill (cr);

  trace (cr, points, n_points, width, height);
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, colour->alpha);
  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);

  cairo_arc (cr, x, y, DOT_RADIUS, 0, 2 * G_PI);
  cairo_fill (cr);
}

/**
 * wb_area_chart_snapshot:
 * @widget: a widget, which the chart fills; its colour is the line's
 * @snapshot: where to draw
 * @points: (array length=n_points): from left to right, as parts of width and height from below
 * @n_points: at least 2 to draw anything
 *
 * Time runs in the direction of reading.
 */
void
wb_area_chart_snapshot (GtkWidget *widget,
                        GtkSnapshot *snapshot,
                        const graphene_point_t *points,
                        guint n_points)
{
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  GdkRGBA colour, base;
  cairo_t *cr;

  if (n_points < 2)
    return;

  gtk_style_context_get_color (style, &colour);
  if (!gtk_style_context_lookup_color (style, "window_fg_color", &base))
    base = colour;
  base.alpha *= (float) BASE_ALPHA;

  gtk_snapshot_append_color (snapshot, &base, &GRAPHENE_RECT_INIT (0, (float) height - 1, (float) width, 1));
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    {
      cairo_translate (cr, width, 0);
      cairo_scale (cr, -1, 1);
    }
  cairo_translate (cr, 0, DOT_RADIUS);
  paint (cr, points, n_points, &colour, width - DOT_RADIUS, height - DOT_RADIUS - 1);
  cairo_destroy (cr);
}
