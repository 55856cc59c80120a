/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A small chart of how fast an object was lately: an area under a line that ends in a dot. */

#include "config.h"

#include "wb-speed-chart.h"

#include "wb-area-chart.h"

#define MINUTE (G_GINT64_CONSTANT (60) * G_USEC_PER_SEC)

/* The chart goes back this far at most. */
#define MAX_SPAN (10 * MINUTE)

/* Two points make a line, and a few seconds of it say nothing. */
#define MIN_POINTS 3
#define MIN_SPAN (G_GINT64_CONSTANT (10) * G_USEC_PER_SEC)

#define HEIGHT 44

/* Room above the highest speed, as a part of it; and a speed below which all looks like standing
 * still, so that the noise of a moored boat is no mountain range. Metres per second. */
#define HEADROOM 1.25
#define MIN_SCALE 1.0

typedef struct {
  gint64 time;
  double speed;
} Sample;

/**
 * WbSpeedChart:
 *
 * The last ten minutes, or as much of them as is known.
 */
struct _WbSpeedChart {
  GtkWidget parent_instance;

  GArray *samples; /* of Sample, oldest first */
};

G_DEFINE_FINAL_TYPE (WbSpeedChart, wb_speed_chart, GTK_TYPE_WIDGET)

static const Sample *
get_sample (WbSpeedChart *self,
            guint number)
{
  return &g_array_index (self->samples, Sample, number);
}

static gint64
get_span (WbSpeedChart *self)
{
  if (self->samples->len == 0)
    return 0;
  return get_sample (self, self->samples->len - 1)->time - get_sample (self, 0)->time;
}

static double
get_scale (WbSpeedChart *self)
{
  double highest = MIN_SCALE;

  for (guint i = 0; i < self->samples->len; i++)
    highest = MAX (highest, get_sample (self, i)->speed);
  return highest * HEADROOM;
}

static void
wb_speed_chart_snapshot (GtkWidget *widget,
                         GtkSnapshot *snapshot)
{
  WbSpeedChart *self = WB_SPEED_CHART (widget);
  double span = (double) get_span (self), scale = get_scale (self);
  g_autofree graphene_point_t *points = g_new (graphene_point_t, self->samples->len);

  if (get_span (self) == 0)
    return;

  for (guint i = 0; i < self->samples->len; i++)
    {
      const Sample *sample = get_sample (self, i);

      points[i].x = (float) ((double) (sample->time - get_sample (self, 0)->time) / span);
      points[i].y = (float) (sample->speed / scale);
    }
  wb_area_chart_snapshot (widget, snapshot, points, self->samples->len);
}

static void
wb_speed_chart_measure (GtkWidget *widget G_GNUC_UNUSED,
                        GtkOrientation orientation,
                        int for_size G_GNUC_UNUSED,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline G_GNUC_UNUSED,
                        int *natural_baseline G_GNUC_UNUSED)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 0;
}

static void
wb_speed_chart_finalize (GObject *object)
{
  g_array_unref (WB_SPEED_CHART (object)->samples);

  G_OBJECT_CLASS (wb_speed_chart_parent_class)->finalize (object);
}

static void
wb_speed_chart_class_init (WbSpeedChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wb_speed_chart_finalize;
  widget_class->measure = wb_speed_chart_measure;
  widget_class->snapshot = wb_speed_chart_snapshot;
  gtk_widget_class_set_css_name (widget_class, "speed-chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
wb_speed_chart_init (WbSpeedChart *self)
{
  self->samples = g_array_new (FALSE, FALSE, sizeof (Sample));
}

/**
 * wb_speed_chart_set_trail:
 * @self: a chart
 * @trail: (nullable): where the object was
 *
 * Takes from a trail what it needs.
 *
 * Returns: whether there is enough to show
 */
gboolean
wb_speed_chart_set_trail (WbSpeedChart *self,
                          const WbTrail *trail)
{
  guint length = trail != NULL ? wb_trail_get_length (trail) : 0;
  gint64 end = length > 0 ? wb_trail_get_time (trail, length - 1) : 0;

  g_return_val_if_fail (WB_IS_SPEED_CHART (self), FALSE);

  g_array_set_size (self->samples, 0);
  for (guint i = 0; i < length; i++)
    {
      Sample sample = { wb_trail_get_time (trail, i), wb_trail_get_points (trail)[i].speed / 100.0 };

      if (wb_trail_get_points (trail)[i].speed != WB_TRAIL_SPEED_UNKNOWN && end - sample.time <= MAX_SPAN)
        g_array_append_val (self->samples, sample);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return self->samples->len >= MIN_POINTS && get_span (self) >= MIN_SPAN;
}

/**
 * wb_speed_chart_get_minutes:
 * @self: a chart
 *
 * Returns: how far back it goes
 */
guint
wb_speed_chart_get_minutes (WbSpeedChart *self)
{
  g_return_val_if_fail (WB_IS_SPEED_CHART (self), 0);

  return (guint) ((get_span (self) + MINUTE - 1) / MINUTE);
}
