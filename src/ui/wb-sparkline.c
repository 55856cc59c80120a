/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* How many messages came in each second of the last minute: a line as high as a line of text. */

#include "config.h"

#include "wb-sparkline.h"

#include "wb-area-chart.h"
#include "wb-format-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define WIDTH 44
#define HEIGHT 18

/* Fewer seconds than this say nothing. */
#define MIN_POINTS 3

/* Room above the highest rate, as a part of it. */
#define HEADROOM 1.1

/**
 * WbSparkline:
 *
 * What it shows stands in words in its accessible description.
 */
struct _WbSparkline {
  GtkWidget parent_instance;

  double points[WB_INSIGHT_MAX_POINTS]; /* messages per second, the oldest first */
  guint n_points;
};

G_DEFINE_FINAL_TYPE (WbSparkline, wb_sparkline, GTK_TYPE_WIDGET)

static void
find_range (WbSparkline *self,
            double *lowest,
            double *highest)
{
  *lowest = *highest = self->n_points > 0 ? self->points[0] : 0;
  for (guint i = 1; i < self->n_points; i++)
    {
      *lowest = MIN (*lowest, self->points[i]);
      *highest = MAX (*highest, self->points[i]);
    }
}

static void
wb_sparkline_snapshot (GtkWidget *widget,
                       GtkSnapshot *snapshot)
{
  WbSparkline *self = WB_SPARKLINE (widget);
  graphene_point_t points[WB_INSIGHT_MAX_POINTS];
  double lowest, highest, scale;

  find_range (self, &lowest, &highest);
  scale = MAX (highest, 1) * HEADROOM;
  for (guint i = 0; i < self->n_points; i++)
    {
      points[i].x = (float) i / (float) MAX (self->n_points - 1, 1);
      points[i].y = (float) (self->points[i] / scale);
    }
  wb_area_chart_snapshot (widget, snapshot, points, self->n_points);
}

static void
wb_sparkline_measure (GtkWidget *widget G_GNUC_UNUSED,
                      GtkOrientation orientation,
                      int for_size G_GNUC_UNUSED,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline G_GNUC_UNUSED,
                      int *natural_baseline G_GNUC_UNUSED)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : WIDTH;
}

static void
wb_sparkline_class_init (WbSparklineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = wb_sparkline_measure;
  widget_class->snapshot = wb_sparkline_snapshot;
  gtk_widget_class_set_css_name (widget_class, "sparkline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
wb_sparkline_init (WbSparkline *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Messages in the last minute"), -1);
}

static void
describe (WbSparkline *self)
{
  double lowest, highest;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *text = NULL;

  find_range (self, &lowest, &highest);
  from = wb_format_count ((guint64) round (lowest));
  to = wb_format_count ((guint64) round (highest));
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       /* Translators: numbers, and for how many seconds that is known */
                                       "Between %s and %s messages per second in the last %u second",
                                       "Between %s and %s messages per second in the last %u seconds",
                                       self->n_points),
                          from, to, self->n_points);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
show (WbSparkline *self,
      const double *points,
      guint n_points)
{
  memcpy (self->points, points, n_points * sizeof *points);
  self->n_points = n_points;
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * wb_sparkline_update:
 * @self: a sparkline
 * @insight: where to take the rates from
 *
 * To be called about once a second while somebody looks.
 *
 * Returns: whether there is enough to show
 */
gboolean
wb_sparkline_update (WbSparkline *self,
                     WbInsight *insight)
{
  double points[WB_INSIGHT_MAX_POINTS];
  guint n_points;

  g_return_val_if_fail (WB_IS_SPARKLINE (self), FALSE);
  g_return_val_if_fail (WB_IS_INSIGHT (insight), FALSE);

  n_points = wb_insight_get_history (insight, WB_RATE_MESSAGES_IN, points);
  if (n_points != self->n_points || memcmp (points, self->points, n_points * sizeof *points) != 0)
    show (self, points, n_points);
  return n_points >= MIN_POINTS;
}
