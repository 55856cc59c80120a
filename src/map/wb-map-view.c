/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The map with everything on it: the live layer, what floats over it, and what the user does. */

#include "config.h"

#include "wb-map-view.h"

#include "wb-focus.h"
#include "wb-geo.h"
#include "wb-live-layer.h"
#include "wb-map-actions.h"
#include "wb-map-controls.h"
#include "wb-map-input.h"
#include "wb-map-navigator.h"
#include "wb-map-selection.h"
#include "wb-map-words.h"
#include "wb-reference-source.h"

#include <glib/gi18n-lib.h>
#include <shumate/shumate.h>

/* How often the map says in words what is in view. */
#define DESCRIBE_INTERVAL_MS 1000

/**
 * WbMapView:
 *
 * Whatever changes asks for one frame; before it is drawn, everything that depends on where
 * markers are is brought up to date. Nothing happens while the map is not shown, and nothing is
 * drawn while nothing changes.
 */
struct _WbMapView {
  GtkWidget parent_instance;

  /* owned */
  WbMonitor *monitor; /* nullable */
  WbTrack *selected;  /* nullable */
  WbMapNavigator *navigator;
  WbMapInput *input;

  /* template children */
  WbMapControls *controls;
  ShumateMap *map;

  WbLiveLayer *layer;  /* borrowed from the map */
  WbTrackStore *tracks; /* borrowed from the monitor */

  gboolean following;
  gboolean show_trails;
  gboolean narrow;
  guint frame;    /* tick callback id */
  guint describe; /* source id */
};

typedef enum {
  PROP_MONITOR = 1,
  PROP_SELECTED,
  PROP_FOLLOWING,
  PROP_SHOW_TRAILS,
  PROP_NARROW,
} WbMapViewProperty;

static GParamSpec *properties[PROP_NARROW + 1] = { NULL };

G_DEFINE_FINAL_TYPE (WbMapView, wb_map_view, GTK_TYPE_WIDGET)

/*
 * What depends on the view
 */

static void
update_selected (WbMapView *self)
{
  wb_map_selection_show (self->controls, self->layer, self->selected, self->monitor, self->following);
}

/* Names have to keep away from what floats over the map. */
static void
update_obstacles (WbMapView *self)
{
  wb_live_layer_set_obstacles (self->layer, wb_map_controls_get_bounds (self->controls));
}

static void
update_actions (WbMapView *self)
{
  wb_map_actions_update (GTK_WIDGET (self), self->tracks, self->selected, self->navigator);
}

static gboolean
describe_cb (gpointer data)
{
  WbMapView *self = data;
  WbMapPlace place = wb_map_navigator_get_place (self->navigator);

  self->describe = 0;
  wb_map_describe (GTK_WIDGET (self->map), self->tracks, self->selected, self->monitor, &place);
  return G_SOURCE_REMOVE;
}

/*
 * Frames
 */

static gboolean
frame_cb (GtkWidget *widget,
          GdkFrameClock *clock G_GNUC_UNUSED,
          gpointer data G_GNUC_UNUSED)
{
  WbMapView *self = WB_MAP_VIEW (widget);
  WbMapPlace place;

  wb_map_navigator_keep_up (self->navigator);
  self->frame = 0;
  place = wb_map_navigator_get_place (self->navigator);
  update_selected (self);
  wb_map_controls_show_scale (self->controls, &place);
  wb_map_input_update_hovered (self->input);
  update_obstacles (self);
  gtk_widget_queue_draw (GTK_WIDGET (self->layer));

  if (self->describe == 0)
    self->describe = g_timeout_add (DESCRIBE_INTERVAL_MS, describe_cb, self);
  return G_SOURCE_REMOVE;
}

/* However much changes, it is drawn once a frame, and not at all while nobody can see it. */
static void
ask_for_frame (WbMapView *self)
{
  if (self->frame == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->frame = gtk_widget_add_tick_callback (GTK_WIDGET (self), frame_cb, NULL, NULL);
}

/*
 * Callbacks
 */

static void
tracks_changed_cb (WbMapView *self)
{
  if (self->selected != NULL && wb_track_is_removed (self->selected))
    wb_map_view_set_selected (self, NULL);
  update_actions (self);
  wb_live_layer_touch (self->layer);
}

static void
view_changed_cb (WbMapView *self)
{
  update_actions (self);
  ask_for_frame (self);
}

static void
panned_cb (WbMapView *self)
{
  wb_map_view_set_following (self, FALSE);
}

/*
 * Widget
 */

static void
wb_map_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (wb_map_view_parent_class)->map (widget);

  ask_for_frame (WB_MAP_VIEW (widget));
}

static void
wb_map_view_unmap (GtkWidget *widget)
{
  WbMapView *self = WB_MAP_VIEW (widget);

  if (self->frame != 0)
    gtk_widget_remove_tick_callback (widget, self->frame);
  self->frame = 0;
  g_clear_handle_id (&self->describe, g_source_remove);
  wb_map_navigator_stop (self->navigator);

  GTK_WIDGET_CLASS (wb_map_view_parent_class)->unmap (widget);
}

static void
wb_map_view_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (WB_MAP_VIEW (widget)->controls), orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

static void
wb_map_view_size_allocate (GtkWidget *widget,
                           int width,
                           int height,
                           int baseline)
{
  WbMapView *self = WB_MAP_VIEW (widget);

  gtk_widget_allocate (GTK_WIDGET (self->controls), width, height, baseline, NULL);
  update_obstacles (self);
  ask_for_frame (self);
}

static gboolean
wb_map_view_grab_focus (GtkWidget *widget)
{
  return wb_focus_pass_on (widget, GTK_WIDGET (WB_MAP_VIEW (widget)->map));
}

static void
wb_map_view_get_property (GObject *object,
                          guint prop_id,
                          GValue *value,
                          GParamSpec *pspec)
{
  WbMapView *self = WB_MAP_VIEW (object);

  switch ((WbMapViewProperty) prop_id)
    {
    case PROP_MONITOR:
      g_value_set_object (value, self->monitor);
      break;
    case PROP_SELECTED:
      g_value_set_object (value, self->selected);
      break;
    case PROP_FOLLOWING:
      g_value_set_boolean (value, self->following);
      break;
    case PROP_SHOW_TRAILS:
      g_value_set_boolean (value, self->show_trails);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
wb_map_view_set_property (GObject *object,
                          guint prop_id,
                          const GValue *value,
                          GParamSpec *pspec)
{
  WbMapView *self = WB_MAP_VIEW (object);

  switch ((WbMapViewProperty) prop_id)
    {
    case PROP_MONITOR:
      wb_map_view_set_monitor (self, g_value_get_object (value));
      break;
    case PROP_SELECTED:
      wb_map_view_set_selected (self, g_value_get_object (value));
      break;
    case PROP_FOLLOWING:
      wb_map_view_set_following (self, g_value_get_boolean (value));
      break;
    case PROP_SHOW_TRAILS:
      wb_map_view_set_show_trails (self, g_value_get_boolean (value));
      break;
    case PROP_NARROW:
      wb_map_view_set_narrow (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
wb_map_view_dispose (GObject *object)
{
  WbMapView *self = WB_MAP_VIEW (object);

  g_clear_handle_id (&self->describe, g_source_remove);
  if (self->tracks != NULL)
    g_signal_handlers_disconnect_by_data (self->tracks, self);
  self->tracks = NULL;
  g_clear_object (&self->navigator);
  g_clear_object (&self->input);
  g_clear_object (&self->selected);
  g_clear_object (&self->monitor);
  gtk_widget_dispose_template (GTK_WIDGET (self), WB_TYPE_MAP_VIEW);

  G_OBJECT_CLASS (wb_map_view_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_MONITOR] = g_param_spec_object ("monitor", NULL, NULL, WB_TYPE_MONITOR, flags);

  /**
   * WbMapView:selected:
   *
   * The track with the ring around it; %NULL again when it is removed.
   */
  properties[PROP_SELECTED] = g_param_spec_object ("selected", NULL, NULL, WB_TYPE_TRACK, flags);

  /**
   * WbMapView:following:
   *
   * Whether the selected track stays in the middle. Ends when the user drags the map away.
   */
  properties[PROP_FOLLOWING] = g_param_spec_boolean ("following", NULL, NULL, FALSE, flags);

  /**
   * WbMapView:show-trails:
   *
   * Whether all tracks show where they have been; the selected one does anyway.
   */
  properties[PROP_SHOW_TRAILS] = g_param_spec_boolean ("show-trails", NULL, NULL, TRUE, flags);

  /**
   * WbMapView:narrow:
   *
   * Whether the map is on a small screen: fewer controls, and larger ones.
   */
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (SHUMATE_TYPE_MAP);
  g_type_ensure (WB_TYPE_MAP_CONTROLS);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/whereabouts/Whereabouts/ui/wb-map-view.ui");
  gtk_widget_class_bind_template_child (widget_class, WbMapView, controls);
  gtk_widget_class_bind_template_child (widget_class, WbMapView, map);
}

static void
wb_map_view_class_init (WbMapViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = wb_map_view_dispose;
  object_class->get_property = wb_map_view_get_property;
  object_class->set_property = wb_map_view_set_property;

  widget_class->grab_focus = wb_map_view_grab_focus;
  widget_class->map = wb_map_view_map;
  widget_class->measure = wb_map_view_measure;
  widget_class->size_allocate = wb_map_view_size_allocate;
  widget_class->unmap = wb_map_view_unmap;

  install_properties (object_class);
  wb_map_actions_install (widget_class);
  bind_template (widget_class);
  gtk_widget_class_set_css_name (widget_class, "live-map");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
set_up_viewport (WbMapView *self)
{
  ShumateViewport *viewport = shumate_map_get_viewport (self->map);
  g_autoptr(ShumateMapSource) source = wb_reference_source_new ();

  shumate_viewport_set_reference_map_source (viewport, source);
  wb_map_controls_show_attribution (self->controls, shumate_map_source_get_license (source));

  self->layer = wb_live_layer_new (viewport);
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->layer));
}

static void
wb_map_view_init (WbMapView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_up_viewport (self);
  self->show_trails = TRUE;
  wb_live_layer_set_show_trails (self->layer, TRUE);
  g_signal_connect_object (self->layer, "moved", G_CALLBACK (ask_for_frame), self, G_CONNECT_SWAPPED);

  self->navigator = wb_map_navigator_new (self->map);
  g_signal_connect_object (self->navigator, "changed", G_CALLBACK (view_changed_cb), self, G_CONNECT_SWAPPED);

  self->input = wb_map_input_new (self->map, self->layer, self->navigator);
  g_signal_connect_object (self->input, "clicked", G_CALLBACK (wb_map_view_set_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->input, "panned", G_CALLBACK (panned_cb), self, G_CONNECT_SWAPPED);

  update_actions (self);
}

GtkWidget *
wb_map_view_new (void)
{
  return g_object_new (WB_TYPE_MAP_VIEW, NULL);
}

/**
 * wb_map_view_set_monitor:
 * @self: a map
 * @monitor: (nullable): whose tracks to show
 */
void
wb_map_view_set_monitor (WbMapView *self,
                         WbMonitor *monitor)
{
  g_return_if_fail (WB_IS_MAP_VIEW (self));
  g_return_if_fail (monitor == NULL || WB_IS_MONITOR (monitor));

  if (self->monitor == monitor)
    return;

  wb_map_view_set_selected (self, NULL);
  if (self->tracks != NULL)
    g_signal_handlers_disconnect_by_data (self->tracks, self);
  g_set_object (&self->monitor, monitor);
  self->tracks = monitor != NULL ? wb_monitor_get_tracks (monitor) : NULL;
  wb_live_layer_set_tracks (self->layer, self->tracks);
  wb_map_navigator_set_tracks (self->navigator, self->tracks);
  if (self->tracks != NULL)
    {
      g_signal_connect_object (self->tracks, "changed", G_CALLBACK (tracks_changed_cb), self, G_CONNECT_SWAPPED);
      tracks_changed_cb (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MONITOR]);
}

WbTrack *
wb_map_view_get_selected (WbMapView *self)
{
  g_return_val_if_fail (WB_IS_MAP_VIEW (self), NULL);

  return self->selected;
}

/**
 * wb_map_view_set_selected:
 * @self: a map
 * @track: (nullable): a track of the monitor's store; one that was removed is none
 *
 * Does not move the view, unless it follows.
 */
void
wb_map_view_set_selected (WbMapView *self,
                          WbTrack *track)
{
  g_return_if_fail (WB_IS_MAP_VIEW (self));
  g_return_if_fail (track == NULL || WB_IS_TRACK (track));

  if (track != NULL && wb_track_is_removed (track))
    track = NULL;
  if (!g_set_object (&self->selected, track))
    return;

  if (track == NULL)
    wb_map_view_set_following (self, FALSE);
  else if (self->following)
    wb_map_navigator_set_followed (self->navigator, track);
  wb_live_layer_set_selected (self->layer, track);
  update_actions (self);
  ask_for_frame (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

gboolean
wb_map_view_get_following (WbMapView *self)
{
  g_return_val_if_fail (WB_IS_MAP_VIEW (self), FALSE);

  return self->following;
}

/**
 * wb_map_view_set_following:
 * @self: a map
 * @following: whether to keep the selected track in the middle; nothing to follow is no
 */
void
wb_map_view_set_following (WbMapView *self,
                           gboolean following)
{
  g_return_if_fail (WB_IS_MAP_VIEW (self));

  following = following && self->selected != NULL;
  if (self->following == following)
    return;

  self->following = following;
  wb_map_navigator_set_followed (self->navigator, following ? self->selected : NULL);
  ask_for_frame (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLLOWING]);
}

void
wb_map_view_set_show_trails (WbMapView *self,
                             gboolean show_trails)
{
  g_return_if_fail (WB_IS_MAP_VIEW (self));

  if (self->show_trails == !!show_trails)
    return;

  self->show_trails = !!show_trails;
  wb_live_layer_set_show_trails (self->layer, show_trails);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_TRAILS]);
}

void
wb_map_view_set_narrow (WbMapView *self,
                        gboolean narrow)
{
  g_return_if_fail (WB_IS_MAP_VIEW (self));

  if (self->narrow == !!narrow)
    return;

  self->narrow = !!narrow;
  wb_map_controls_set_narrow (self->controls, self->narrow);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

/**
 * wb_map_view_set_thrifty:
 * @self: a map
 * @thrifty: whether to save the battery: then what moves by itself is drawn less often
 */
void
wb_map_view_set_thrifty (WbMapView *self,
                         gboolean thrifty)
{
  g_return_if_fail (WB_IS_MAP_VIEW (self));

  wb_live_layer_set_thrifty (self->layer, thrifty);
}

/**
 * wb_map_view_set_quiet:
 * @self: a map
 * @quiet: whether it is a background only, without controls and without names
 */
void
wb_map_view_set_quiet (WbMapView *self,
                       gboolean quiet)
{
  g_return_if_fail (WB_IS_MAP_VIEW (self));

  wb_map_controls_set_quiet (self->controls, quiet);
  wb_live_layer_set_nameless (self->layer, quiet);
}

/**
 * wb_map_view_set_bottom_inset:
 * @self: a map
 * @inset: how much of the map is covered from below, in logical pixels
 *
 * Raises everything that floats over the map above it. The view stays where it is.
 */
void
wb_map_view_set_bottom_inset (WbMapView *self,
                              int inset)
{
  g_return_if_fail (WB_IS_MAP_VIEW (self));
  g_return_if_fail (inset >= 0);

  wb_map_controls_set_bottom_inset (self->controls, inset);
  wb_map_navigator_set_bottom_inset (self->navigator, inset);
  ask_for_frame (self);
}

/**
 * wb_map_view_fit_all:
 * @self: a map
 *
 * Shows all tracks, and ends following.
 */
void
wb_map_view_fit_all (WbMapView *self)
{
  g_return_if_fail (WB_IS_MAP_VIEW (self));

  wb_map_view_set_following (self, FALSE);
  wb_map_navigator_fit (self->navigator);
}

/**
 * wb_map_view_go_to:
 * @self: a map
 * @latitude: degrees north
 * @longitude: degrees east
 * @zoom: zoom level
 *
 * Shows a place, and ends following.
 */
void
wb_map_view_go_to (WbMapView *self,
                   double latitude,
                   double longitude,
                   double zoom)
{
  WbMapPlace place = {
    .x = wb_geo_mercator_x (longitude),
    .y = wb_geo_mercator_y (latitude),
    .zoom = CLAMP (zoom, WB_MAP_MIN_ZOOM, WB_MAP_MAX_ZOOM),
  };

  g_return_if_fail (WB_IS_MAP_VIEW (self));

  wb_map_view_set_following (self, FALSE);
  wb_map_navigator_go_to (self->navigator, &place);
}

/**
 * wb_map_view_pan:
 * @self: a map
 * @right: logical pixels
 * @down: logical pixels
 *
 * Moves the view, and ends following.
 */
void
wb_map_view_pan (WbMapView *self,
                 double right,
                 double down)
{
  g_return_if_fail (WB_IS_MAP_VIEW (self));

  wb_map_view_set_following (self, FALSE);
  wb_map_navigator_pan (self->navigator, right, down);
}

/**
 * wb_map_view_zoom_by:
 * @self: a map
 * @levels: how many levels closer
 *
 * What is in the middle stays there, and following goes on.
 */
void
wb_map_view_zoom_by (WbMapView *self,
                     double levels)
{
  g_return_if_fail (WB_IS_MAP_VIEW (self));

  wb_map_navigator_zoom_by (self->navigator, levels);
}

/**
 * wb_map_view_add_cover:
 * @self: a map
 * @cover: a widget beside it that lies over it while it is shown; lives as long as the map
 *
 * Keeps names away from it. Where it is is known in the frame after the one that lays out both.
 */
void
wb_map_view_add_cover (WbMapView *self,
                       GtkWidget *cover)
{
  g_return_if_fail (WB_IS_MAP_VIEW (self));

  wb_map_controls_add_cover (self->controls, cover);
  g_signal_connect_object (cover, "notify::visible", G_CALLBACK (gtk_widget_queue_resize), self, G_CONNECT_SWAPPED);
}

/**
 * wb_map_view_get_view:
 * @self: a map
 * @latitude: (out) (optional): degrees north of the middle
 * @longitude: (out) (optional): degrees east of the middle
 * @zoom: (out) (optional): zoom level
 */
void
wb_map_view_get_view (WbMapView *self,
                      double *latitude,
                      double *longitude,
                      double *zoom)
{
  WbMapPlace place;

  g_return_if_fail (WB_IS_MAP_VIEW (self));

  place = wb_map_navigator_get_place (self->navigator);
  if (latitude != NULL)
    *latitude = wb_geo_latitude_from_mercator (place.y);
  if (longitude != NULL)
    *longitude = wb_geo_longitude_from_mercator (place.x);
  if (zoom != NULL)
    *zoom = place.zoom;
}
