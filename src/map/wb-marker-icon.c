/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The picture of a track as on the map, for lists and cards. */

#include "config.h"

#include "wb-marker-icon.h"

#include "wb-map-theme.h"
#include "wb-marker.h"

#include <math.h>

#define EDGE 24

/* Size of the marker; the dotted ring of a last known place has to fit into the box too. */
#define MARKER_SIZE 18.0
#define RINGED_SIZE 14.5

/**
 * WbMarkerIcon:
 *
 * A box of 24 pixels with the marker of a track, which follows it; both grow when there is more room.
 */
struct _WbMarkerIcon {
  GtkWidget parent_instance;

  WbTrack *track;   /* owned, nullable */
  gulong handler;
  WbMarker marker;  /* what is drawn */
};

typedef enum {
  PROP_TRACK = 1,
} WbMarkerIconProperty;

static GParamSpec *properties[PROP_TRACK + 1] = { NULL };

G_DEFINE_FINAL_TYPE (WbMarkerIcon, wb_marker_icon, GTK_TYPE_WIDGET)

static WbMarker
describe (WbMarkerIcon *self)
{
  double direction = wb_track_get_heading (self->track);
  WbMarker marker = {
    .theme = wb_map_theme_from_widget (GTK_WIDGET (self)),
    .colour = wb_track_get_colour (self->track),
    .freshness = wb_track_get_freshness (self->track),
  };

  if (!isfinite (direction))
    direction = wb_track_get_course (self->track);
  marker.shape = wb_marker_choose_shape (wb_track_get_icon (self->track), isfinite (direction));
  marker.angle = isfinite (direction) ? direction * G_PI / 180 : 0;
  marker.size = marker.freshness == WB_FRESHNESS_LAST_KNOWN ? RINGED_SIZE : MARKER_SIZE;
  return marker;
}

static gboolean
looks_same (const WbMarker *a,
            const WbMarker *b)
{
  return a->theme == b->theme && a->shape == b->shape && a->colour == b->colour && a->freshness == b->freshness &&
         a->angle == b->angle && a->size == b->size;
}

static void
update (WbMarkerIcon *self)
{
  WbMarker marker;

  if (self->track == NULL || wb_track_is_removed (self->track))
    return;

  marker = describe (self);
  if (looks_same (&marker, &self->marker))
    return;

  self->marker = marker;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
track_changed_cb (WbMarkerIcon *self)
{
  update (self);
}

/*
 * Object
 */

static void
wb_marker_icon_snapshot (GtkWidget *widget,
                         GtkSnapshot *snapshot)
{
  WbMarkerIcon *self = WB_MARKER_ICON (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_t *cr;

  if (self->track == NULL)
    return;

  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  cairo_translate (cr, width / 2.0, height / 2.0);
  cairo_scale (cr, MIN (width, height) / (double) EDGE, MIN (width, height) / (double) EDGE);
  wb_marker_draw (&self->marker, cr);
  cairo_destroy (cr);
}

static void
wb_marker_icon_measure (GtkWidget *widget G_GNUC_UNUSED,
                        GtkOrientation orientation G_GNUC_UNUSED,
                        int for_size G_GNUC_UNUSED,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  *minimum = *natural = EDGE;
  *minimum_baseline = *natural_baseline = -1;
}

static void
wb_marker_icon_css_changed (GtkWidget *widget,
                            GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (wb_marker_icon_parent_class)->css_changed (widget, change);
  update (WB_MARKER_ICON (widget));
}

static void
wb_marker_icon_get_property (GObject *object,
                             guint prop_id,
                             GValue *value,
                             GParamSpec *pspec)
{
  WbMarkerIcon *self = WB_MARKER_ICON (object);

  switch ((WbMarkerIconProperty) prop_id)
    {
    case PROP_TRACK:
      g_value_set_object (value, self->track);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
wb_marker_icon_set_property (GObject *object,
                             guint prop_id,
                             const GValue *value,
                             GParamSpec *pspec)
{
  WbMarkerIcon *self = WB_MARKER_ICON (object);

  switch ((WbMarkerIconProperty) prop_id)
    {
    case PROP_TRACK:
      wb_marker_icon_set_track (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
wb_marker_icon_dispose (GObject *object)
{
  WbMarkerIcon *self = WB_MARKER_ICON (object);

  if (self->track != NULL)
    g_clear_signal_handler (&self->handler, self->track);
  g_clear_object (&self->track);

  G_OBJECT_CLASS (wb_marker_icon_parent_class)->dispose (object);
}

static void
wb_marker_icon_class_init (WbMarkerIconClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = wb_marker_icon_dispose;
  object_class->get_property = wb_marker_icon_get_property;
  object_class->set_property = wb_marker_icon_set_property;
  widget_class->snapshot = wb_marker_icon_snapshot;
  widget_class->measure = wb_marker_icon_measure;
  widget_class->css_changed = wb_marker_icon_css_changed;

  properties[PROP_TRACK] =
      g_param_spec_object ("track", NULL, NULL, WB_TYPE_TRACK,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  gtk_widget_class_set_css_name (widget_class, "marker-icon");
  /* Rows say in words what it shows. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
wb_marker_icon_init (WbMarkerIcon *self G_GNUC_UNUSED)
{
}

/**
 * wb_marker_icon_set_track:
 * @self: an icon
 * @track: (nullable): the track to show; one that is removed is shown as it was
 */
void
wb_marker_icon_set_track (WbMarkerIcon *self,
                          WbTrack *track)
{
  g_return_if_fail (WB_IS_MARKER_ICON (self));
  g_return_if_fail (track == NULL || WB_IS_TRACK (track));

  if (self->track == track)
    return;

  if (self->track != NULL)
    g_clear_signal_handler (&self->handler, self->track);
  g_set_object (&self->track, track);
  self->marker = (WbMarker){ 0 };
  if (track != NULL)
    {
      /* A track notifies all its properties together, so one of them is enough. */
      self->handler = g_signal_connect_object (track, "notify::freshness", G_CALLBACK (track_changed_cb), self,
                                               G_CONNECT_SWAPPED);
      update (self);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TRACK]);
}
