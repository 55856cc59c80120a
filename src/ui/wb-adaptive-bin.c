/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A container that tells how much room there is, so that its content can be arranged for it. */

#include "config.h"

#include "wb-adaptive-bin.h"

/* Below NARROW_WIDTH one thing is shown at a time; from ROOMY_WIDTH there is room for details. */
#define NARROW_WIDTH 700
#define ROOMY_WIDTH 1000

/* The narrowest window the content can be arranged for. */
#define MIN_WIDTH 360

/**
 * WbAdaptiveBin:
 *
 * Holds one child. Its content is rearranged only after it has been given a new width, and by then
 * the old arrangement may need more than that. So the bin asks for little, whatever the child asks
 * for, and for that one moment lets the child run over the edge.
 */
struct _WbAdaptiveBin {
  GtkWidget parent_instance;

  int width;
  guint idle; /* source id */
  gboolean narrow;
  gboolean roomy;
};

typedef enum {
  PROP_NARROW = 1,
  PROP_ROOMY,
} WbAdaptiveBinProperty;

static GParamSpec *properties[PROP_ROOMY + 1] = { NULL };

G_DEFINE_FINAL_TYPE (WbAdaptiveBin, wb_adaptive_bin, GTK_TYPE_WIDGET)

static void
set_flag (WbAdaptiveBin *self,
          gboolean *flag,
          gboolean value,
          WbAdaptiveBinProperty property)
{
  if (*flag == value)
    return;

  *flag = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
update (WbAdaptiveBin *self)
{
  set_flag (self, &self->narrow, self->width < NARROW_WIDTH, PROP_NARROW);
  set_flag (self, &self->roomy, self->width >= ROOMY_WIDTH, PROP_ROOMY);
}

static gboolean
update_cb (gpointer data)
{
  WbAdaptiveBin *self = data;

  self->idle = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static int
measure_child (WbAdaptiveBin *self,
               GtkOrientation orientation,
               int for_size,
               int *natural)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));
  int minimum = 0;

  if (natural != NULL)
    *natural = 0;
  if (child != NULL)
    gtk_widget_measure (child, orientation, for_size, &minimum, natural, NULL, NULL);
  return minimum;
}

static void
wb_adaptive_bin_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline G_GNUC_UNUSED,
                         int *natural_baseline G_GNUC_UNUSED)
{
  WbAdaptiveBin *self = WB_ADAPTIVE_BIN (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    for_size = MAX (for_size, measure_child (self, GTK_ORIENTATION_HORIZONTAL, -1, NULL));
  *minimum = measure_child (self, orientation, orientation == GTK_ORIENTATION_VERTICAL ? for_size : -1,
                            natural);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*minimum, MIN_WIDTH);
}

static void
wb_adaptive_bin_size_allocate (GtkWidget *widget,
                               int width,
                               int height,
                               int baseline)
{
  WbAdaptiveBin *self = WB_ADAPTIVE_BIN (widget);
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int minimum = measure_child (self, GTK_ORIENTATION_HORIZONTAL, -1, NULL);

  self->width = width;
  /* Nothing may be rearranged while sizes are given out. */
  if ((self->narrow != (width < NARROW_WIDTH) || self->roomy != (width >= ROOMY_WIDTH)) &&
      self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_HIGH, update_cb, self, NULL);
  if (child != NULL)
    gtk_widget_allocate (child, MAX (width, minimum), height, baseline, NULL);
}

static void
wb_adaptive_bin_get_property (GObject *object,
                              guint prop_id,
                              GValue *value,
                              GParamSpec *pspec)
{
  WbAdaptiveBin *self = WB_ADAPTIVE_BIN (object);

  switch ((WbAdaptiveBinProperty) prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_ROOMY:
      g_value_set_boolean (value, self->roomy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
wb_adaptive_bin_dispose (GObject *object)
{
  WbAdaptiveBin *self = WB_ADAPTIVE_BIN (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&child, gtk_widget_unparent);

  G_OBJECT_CLASS (wb_adaptive_bin_parent_class)->dispose (object);
}

static void
wb_adaptive_bin_class_init (WbAdaptiveBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = wb_adaptive_bin_dispose;
  object_class->get_property = wb_adaptive_bin_get_property;
  widget_class->measure = wb_adaptive_bin_measure;
  widget_class->size_allocate = wb_adaptive_bin_size_allocate;

  /**
   * WbAdaptiveBin:narrow:
   *
   * Whether there is room for one thing at a time only.
   */
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);

  /**
   * WbAdaptiveBin:roomy:
   *
   * Whether there is room for details beside lists.
   */
  properties[PROP_ROOMY] = g_param_spec_boolean ("roomy", NULL, NULL, TRUE, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
wb_adaptive_bin_init (WbAdaptiveBin *self)
{
  self->roomy = TRUE;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

gboolean
wb_adaptive_bin_get_narrow (WbAdaptiveBin *self)
{
  g_return_val_if_fail (WB_IS_ADAPTIVE_BIN (self), FALSE);

  return self->narrow;
}

gboolean
wb_adaptive_bin_get_roomy (WbAdaptiveBin *self)
{
  g_return_val_if_fail (WB_IS_ADAPTIVE_BIN (self), FALSE);

  return self->roomy;
}
