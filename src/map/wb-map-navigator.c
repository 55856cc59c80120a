/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Decides what a map shows: what the user asked for, the track that is followed, or at first
 * everything there is. */

#include "config.h"

#include "wb-map-navigator.h"

#include "wb-geo.h"
#include "wb-map-camera.h"
#include "wb-time.h"
#include "wb-visible.h"

/* What an empty map shows: most of the inhabited world. */
#define FIRST_LATITUDE 30.0
#define FIRST_LONGITUDE 12.0
#define FIRST_ZOOM 2.46

/* How long the first fixes may take to come together before they are looked at. */
#define FIRST_FIT_DELAY_MS 600

/* What stays free around all objects: names stand beside markers, and controls cover the end. */
#define FIT_PADDING 56

/**
 * WbMapNavigator:
 *
 * The view moves only when the user moves it, when a track is followed, when all tracks are to be
 * shown, and once by itself: when the first tracks come to an empty map that nobody has moved yet.
 */
struct _WbMapNavigator {
  GObject parent_instance;

  WbMapCamera *camera;
  GtkWidget *map; /* borrowed: owner of the navigator's owner */
  WbTrackStore *tracks; /* owned, nullable */
  WbTrack *followed;    /* owned, nullable */

  int bottom_inset;
  gboolean placed; /* the user, or the first fit, has chosen the view */
  guint first_fit; /* source id */
};

typedef enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
} Signal;

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WbMapNavigator, wb_map_navigator, G_TYPE_OBJECT)

/* Whoever calls this has chosen the view. */
static void
take_over (WbMapNavigator *self)
{
  self->placed = TRUE;
  g_clear_handle_id (&self->first_fit, g_source_remove);
}

/* Moves a place down so that its middle is in the middle of what is not covered from below. */
static void
raise_middle (WbMapNavigator *self,
       WbMapPlace *place)
{
  double y = place->y + self->bottom_inset / 2.0 * wb_map_units_per_pixel (place->zoom);

  place->y = (guint32) MIN (y, (double) G_MAXUINT32);
}

static WbMapPlace
get_place_of_followed (WbMapNavigator *self,
                       double zoom)
{
  guint position = wb_track_get_position (self->followed);
  WbMapPlace place = wb_map_camera_get_place (self->camera);

  place.zoom = zoom;
  if (position == G_MAXUINT)
    return place;

  wb_visible_find (self->tracks, position, wb_time_get_uptime (), wb_map_is_animated (self->map), &place.x,
                   &place.y);
  raise_middle (self, &place);
  return place;
}

static void
show_extent (WbMapNavigator *self,
             const WbMapExtent *extent)
{
  WbMapPlace place =
      wb_map_extent_fit (extent, gtk_widget_get_width (self->map) - 2 * FIT_PADDING,
                         gtk_widget_get_height (self->map) - self->bottom_inset - 2 * FIT_PADDING);

  take_over (self);
  raise_middle (self, &place);
  wb_map_camera_go_to (self->camera, &place);
}

/* Nobody asked for it, so it shows what is worth looking at: where most of the tracks are. */
static gboolean
first_fit_cb (gpointer data)
{
  WbMapNavigator *self = data;
  WbMapExtent extent;

  self->first_fit = 0;
  if (wb_track_store_get_length (self->tracks) == 0)
    return G_SOURCE_REMOVE;

  wb_map_extent_measure_most (&extent, self->tracks);
  show_extent (self, &extent);
  return G_SOURCE_REMOVE;
}

static void
tracks_changed_cb (WbMapNavigator *self)
{
  if (!self->placed && self->first_fit == 0 && wb_track_store_get_length (self->tracks) > 0)
    self->first_fit = g_timeout_add (FIRST_FIT_DELAY_MS, first_fit_cb, self);
}

static void
camera_changed_cb (WbMapNavigator *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
wb_map_navigator_dispose (GObject *object)
{
  WbMapNavigator *self = WB_MAP_NAVIGATOR (object);

  g_clear_handle_id (&self->first_fit, g_source_remove);
  g_clear_object (&self->followed);
  g_clear_object (&self->tracks);
  g_clear_object (&self->camera);

  G_OBJECT_CLASS (wb_map_navigator_parent_class)->dispose (object);
}

static void
wb_map_navigator_class_init (WbMapNavigatorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wb_map_navigator_dispose;

  /**
   * WbMapNavigator::changed:
   *
   * The map shows something else, whoever moved it.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", WB_TYPE_MAP_NAVIGATOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
}

static void
wb_map_navigator_init (WbMapNavigator *self G_GNUC_UNUSED)
{
}

/**
 * wb_map_navigator_new:
 * @map: a map whose viewport has a reference source; has to outlive the navigator
 */
WbMapNavigator *
wb_map_navigator_new (ShumateMap *map)
{
  WbMapNavigator *self = g_object_new (WB_TYPE_MAP_NAVIGATOR, NULL);
  ShumateViewport *viewport = shumate_map_get_viewport (map);

  shumate_viewport_set_min_zoom_level (viewport, WB_MAP_MIN_ZOOM);
  shumate_viewport_set_max_zoom_level (viewport, WB_MAP_MAX_ZOOM);
  shumate_viewport_set_zoom_level (viewport, FIRST_ZOOM);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), FIRST_LATITUDE, FIRST_LONGITUDE);

  self->map = GTK_WIDGET (map);
  self->camera = wb_map_camera_new (map);
  g_signal_connect_object (self->camera, "changed", G_CALLBACK (camera_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * wb_map_navigator_set_tracks:
 * @self: a navigator
 * @tracks: (nullable): what is on the map
 */
void
wb_map_navigator_set_tracks (WbMapNavigator *self,
                             WbTrackStore *tracks)
{
  g_return_if_fail (WB_IS_MAP_NAVIGATOR (self));

  if (self->tracks != NULL)
    g_signal_handlers_disconnect_by_data (self->tracks, self);
  g_clear_handle_id (&self->first_fit, g_source_remove);
  g_set_object (&self->tracks, tracks);
  if (tracks == NULL)
    return;

  g_signal_connect_object (tracks, "changed", G_CALLBACK (tracks_changed_cb), self, G_CONNECT_SWAPPED);
  tracks_changed_cb (self);
}

/**
 * wb_map_navigator_set_bottom_inset:
 * @self: a navigator
 * @inset: how much of the map is covered from below, in logical pixels
 */
void
wb_map_navigator_set_bottom_inset (WbMapNavigator *self,
                                   int inset)
{
  g_return_if_fail (WB_IS_MAP_NAVIGATOR (self));

  self->bottom_inset = inset;
}

/**
 * wb_map_navigator_set_followed:
 * @self: a navigator
 * @track: (nullable): what to keep in the middle
 */
void
wb_map_navigator_set_followed (WbMapNavigator *self,
                               WbTrack *track)
{
  WbMapPlace place;

  g_return_if_fail (WB_IS_MAP_NAVIGATOR (self));

  if (!g_set_object (&self->followed, track) || track == NULL)
    return;

  take_over (self);
  place = get_place_of_followed (self, wb_map_navigator_get_target_zoom (self));
  wb_map_camera_go_to (self->camera, &place);
}

WbMapPlace
wb_map_navigator_get_place (WbMapNavigator *self)
{
  g_return_val_if_fail (WB_IS_MAP_NAVIGATOR (self), (WbMapPlace) { 0 });

  return wb_map_camera_get_place (self->camera);
}

/**
 * wb_map_navigator_get_target_zoom:
 * @self: a navigator
 *
 * Returns: the zoom level when the view has come to rest
 */
double
wb_map_navigator_get_target_zoom (WbMapNavigator *self)
{
  g_return_val_if_fail (WB_IS_MAP_NAVIGATOR (self), 0);

  return wb_map_camera_get_target (self->camera).zoom;
}

/**
 * wb_map_navigator_fit:
 * @self: a navigator
 *
 * Shows all tracks, if there are any.
 */
void
wb_map_navigator_fit (WbMapNavigator *self)
{
  WbMapExtent extent;

  g_return_if_fail (WB_IS_MAP_NAVIGATOR (self));

  if (self->tracks == NULL || wb_track_store_get_length (self->tracks) == 0)
    return;

  wb_map_extent_measure (&extent, self->tracks);
  show_extent (self, &extent);
}

void
wb_map_navigator_go_to (WbMapNavigator *self,
                        const WbMapPlace *place)
{
  g_return_if_fail (WB_IS_MAP_NAVIGATOR (self));

  take_over (self);
  wb_map_camera_go_to (self->camera, place);
}

static double
limit_zoom (double zoom)
{
  return CLAMP (zoom, WB_MAP_MIN_ZOOM, WB_MAP_MAX_ZOOM);
}

/**
 * wb_map_navigator_zoom_by:
 * @self: a navigator
 * @levels: how many levels closer
 *
 * What is in the middle stays there.
 */
void
wb_map_navigator_zoom_by (WbMapNavigator *self,
                          double levels)
{
  WbMapPlace place;

  g_return_if_fail (WB_IS_MAP_NAVIGATOR (self));

  take_over (self);
  place = wb_map_camera_get_target (self->camera);
  place.zoom = limit_zoom (place.zoom + levels);
  if (self->followed != NULL)
    place = get_place_of_followed (self, place.zoom);
  wb_map_camera_go_to (self->camera, &place);
}

/**
 * wb_map_navigator_zoom_at:
 * @self: a navigator
 * @x: on the map
 * @y: on the map
 * @levels: how many levels closer
 *
 * What is at that point stays there, or what is followed stays in the middle.
 */
void
wb_map_navigator_zoom_at (WbMapNavigator *self,
                          double x,
                          double y,
                          double levels)
{
  g_return_if_fail (WB_IS_MAP_NAVIGATOR (self));

  take_over (self);
  if (self->followed != NULL)
    wb_map_navigator_zoom_by (self, levels);
  else
    wb_map_camera_zoom_at (self->camera, x, y,
                           limit_zoom (wb_map_navigator_get_target_zoom (self) + levels));
}

/**
 * wb_map_navigator_grab:
 * @self: a navigator
 * @x: on the map
 * @y: on the map
 *
 * Begins to drag the map by what is at that point.
 */
void
wb_map_navigator_grab (WbMapNavigator *self,
                       double x,
                       double y)
{
  g_return_if_fail (WB_IS_MAP_NAVIGATOR (self));

  take_over (self);
  wb_map_camera_grab (self->camera, x, y);
}

/**
 * wb_map_navigator_drag_to:
 * @self: a navigator
 * @x: on the map
 * @y: on the map
 * @zoom: zoom level
 *
 * Drags the map. What is followed stays in the middle; then only the zoom counts.
 */
void
wb_map_navigator_drag_to (WbMapNavigator *self,
                          double x,
                          double y,
                          double zoom)
{
  WbMapPlace place;

  g_return_if_fail (WB_IS_MAP_NAVIGATOR (self));

  if (self->followed == NULL)
    {
      wb_map_camera_drag_to (self->camera, x, y, limit_zoom (zoom));
      return;
    }

  place = get_place_of_followed (self, limit_zoom (zoom));
  wb_map_camera_jump (self->camera, &place);
}

void
wb_map_navigator_pan (WbMapNavigator *self,
                      double right,
                      double down)
{
  g_return_if_fail (WB_IS_MAP_NAVIGATOR (self));

  take_over (self);
  wb_map_camera_pan (self->camera, right, down);
}

void
wb_map_navigator_fling (WbMapNavigator *self,
                        double velocity_x,
                        double velocity_y)
{
  g_return_if_fail (WB_IS_MAP_NAVIGATOR (self));

  wb_map_camera_fling (self->camera, velocity_x, velocity_y);
}

void
wb_map_navigator_stop (WbMapNavigator *self)
{
  g_return_if_fail (WB_IS_MAP_NAVIGATOR (self));

  wb_map_camera_stop (self->camera);
}

/**
 * wb_map_navigator_keep_up:
 * @self: a navigator
 *
 * Puts the track that is followed back into the middle.
 */
void
wb_map_navigator_keep_up (WbMapNavigator *self)
{
  WbMapPlace before, place;

  g_return_if_fail (WB_IS_MAP_NAVIGATOR (self));

  if (self->followed == NULL || wb_map_camera_is_moving (self->camera))
    return;

  before = wb_map_camera_get_place (self->camera);
  place = get_place_of_followed (self, before.zoom);
  if (place.x != before.x || place.y != before.y)
    wb_map_camera_jump (self->camera, &place);
}
