/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Moves the view of a map: at once, smoothly to a place, or on after a swipe. */

#include "config.h"

#include "wb-map-camera.h"

#include "wb-geo.h"

#include <math.h>

#define GO_TO_US (400 * G_TIME_SPAN_MILLISECOND)
#define ZOOM_US (150 * G_TIME_SPAN_MILLISECOND)

/* A way longer than this many pictures is not worth watching. */
#define FAR_SCREENS 3.0

/* A swipe loses its speed by a factor of e in 1/FRICTION seconds, and ends below a crawl. */
#define FRICTION 4.0
#define CRAWL 12.0

typedef enum {
  MOTION_NONE,
  MOTION_GO_TO, /* eased in and out */
  MOTION_ZOOM,  /* begins at once, and eases out */
  MOTION_FLING,
} Motion;

/**
 * WbMapCamera:
 *
 * The one thing that moves the viewport of a map. (#ShumateMap would do so by itself, but there a
 * map that is dragged beyond a pole comes out at the other one.)
 */
struct _WbMapCamera {
  GObject parent_instance;

  GtkWidget *map; /* borrowed: has the viewport, and outlives the camera's ticks */
  ShumateViewport *viewport;

  Motion motion;
  guint tick;
  gint64 start;
  WbMapPlace from;
  WbMapPlace to;
  double velocity_x; /* pixels a second at the start */
  double velocity_y;
  WbMapPlace grip; /* what lies under the hand */
};

typedef enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
} Signal;

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WbMapCamera, wb_map_camera, G_TYPE_OBJECT)

static double
ease (Motion motion,
      double progress)
{
  if (motion == MOTION_ZOOM)
    return 1 - pow (1 - progress, 3);
  return progress < 0.5 ? 4 * pow (progress, 3) : 1 - pow (2 - 2 * progress, 3) / 2;
}

/* The signed way from one place to another, the short way round the world. */
static void
get_way (const WbMapPlace *from,
         const WbMapPlace *to,
         double *x,
         double *y)
{
  *x = (gint32) (to->x - from->x);
  *y = (double) to->y - from->y;
}

static WbMapPlace
move_place (const WbMapPlace *place,
            double x,
            double y)
{
  WbMapPlace moved = *place;

  moved.x += (guint32) (gint64) round (x);
  moved.y = (guint32) CLAMP (place->y + round (y), 0.0, (double) G_MAXUINT32);
  return moved;
}

static void
place_viewport (WbMapCamera *self,
                const WbMapPlace *place)
{
  g_object_freeze_notify (G_OBJECT (self->viewport));
  shumate_viewport_set_zoom_level (self->viewport, place->zoom);
  shumate_location_set_location (SHUMATE_LOCATION (self->viewport),
                                 wb_geo_latitude_from_mercator (place->y),
                                 wb_geo_longitude_from_mercator (place->x));
  g_object_thaw_notify (G_OBJECT (self->viewport));
}

/* Zoom and way are eased together so that the point both places share stands still on the screen:
 * the way is covered in step with the size of a pixel, not with the zoom level. */
static WbMapPlace
interpolate (WbMapCamera *self,
             double progress)
{
  WbMapPlace place = self->from;
  double share = progress, x, y;

  get_way (&self->from, &self->to, &x, &y);
  place.zoom += (self->to.zoom - self->from.zoom) * progress;
  if (fabs (self->to.zoom - self->from.zoom) > 0.01)
    share = (exp2 (-self->from.zoom) - exp2 (-place.zoom)) / (exp2 (-self->from.zoom) - exp2 (-self->to.zoom));
  return move_place (&place, x * share, y * share);
}

static gboolean
advance_go_to (WbMapCamera *self,
               double elapsed)
{
  double duration = self->motion == MOTION_ZOOM ? ZOOM_US : GO_TO_US;
  double progress = CLAMP (elapsed * G_USEC_PER_SEC / duration, 0, 1);
  WbMapPlace place = progress < 1 ? interpolate (self, ease (self->motion, progress)) : self->to;

  place_viewport (self, &place);
  return progress < 1;
}

static gboolean
advance_fling (WbMapCamera *self,
               double elapsed)
{
  double rest = exp (-FRICTION * elapsed);
  double units = wb_map_units_per_pixel (self->from.zoom) * (1 - rest) / FRICTION;
  WbMapPlace place = move_place (&self->from, -self->velocity_x * units, -self->velocity_y * units);

  place_viewport (self, &place);
  return hypot (self->velocity_x, self->velocity_y) * rest > CRAWL;
}

static gboolean
tick_cb (GtkWidget *map G_GNUC_UNUSED,
         GdkFrameClock *clock,
         gpointer data)
{
  WbMapCamera *self = data;
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double elapsed = (double) MAX (now - self->start, 0) / G_USEC_PER_SEC;
  gboolean goes_on = self->motion == MOTION_FLING ? advance_fling (self, elapsed) : advance_go_to (self, elapsed);

  if (goes_on)
    return G_SOURCE_CONTINUE;

  self->tick = 0;
  self->motion = MOTION_NONE;
  return G_SOURCE_REMOVE;
}

static void
start (WbMapCamera *self,
       Motion motion)
{
  self->from = wb_map_camera_get_place (self);
  self->start = gdk_frame_clock_get_frame_time (gtk_widget_get_frame_clock (self->map));
  self->motion = motion;
  self->tick = gtk_widget_add_tick_callback (self->map, tick_cb, self, NULL);
}

static void
viewport_changed_cb (WbMapCamera *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
wb_map_camera_dispose (GObject *object)
{
  WbMapCamera *self = WB_MAP_CAMERA (object);

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (self->map, self->tick);
  self->tick = 0;
  g_clear_object (&self->viewport);

  G_OBJECT_CLASS (wb_map_camera_parent_class)->dispose (object);
}

static void
wb_map_camera_class_init (WbMapCameraClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = wb_map_camera_dispose;

  /**
   * WbMapCamera::changed:
   *
   * The viewport shows something else. May come several times for one move.
   */
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", WB_TYPE_MAP_CAMERA, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wb_map_camera_init (WbMapCamera *self G_GNUC_UNUSED)
{
}

/**
 * wb_map_camera_new:
 * @map: a map whose viewport has a reference source; has to outlive the camera
 */
WbMapCamera *
wb_map_camera_new (ShumateMap *map)
{
  static const char *const watched[] = { "notify::latitude", "notify::longitude", "notify::zoom-level" };
  WbMapCamera *self = g_object_new (WB_TYPE_MAP_CAMERA, NULL);

  self->map = GTK_WIDGET (map);
  self->viewport = g_object_ref (shumate_map_get_viewport (map));
  for (gsize i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_connect_object (self->viewport, watched[i], G_CALLBACK (viewport_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * wb_map_camera_get_place:
 * @self: a camera
 *
 * Returns: what the map shows now
 */
WbMapPlace
wb_map_camera_get_place (WbMapCamera *self)
{
  ShumateLocation *location;

  g_return_val_if_fail (WB_IS_MAP_CAMERA (self), (WbMapPlace) { 0 });

  location = SHUMATE_LOCATION (self->viewport);
  return (WbMapPlace) {
    .x = wb_geo_mercator_x (shumate_location_get_longitude (location)),
    .y = wb_geo_mercator_y (shumate_location_get_latitude (location)),
    .zoom = shumate_viewport_get_zoom_level (self->viewport),
  };
}

/**
 * wb_map_camera_get_target:
 * @self: a camera
 *
 * Returns: what the map will show when the camera has arrived
 */
WbMapPlace
wb_map_camera_get_target (WbMapCamera *self)
{
  g_return_val_if_fail (WB_IS_MAP_CAMERA (self), (WbMapPlace) { 0 });

  return self->motion == MOTION_GO_TO || self->motion == MOTION_ZOOM ? self->to : wb_map_camera_get_place (self);
}

/**
 * wb_map_camera_is_moving:
 * @self: a camera
 *
 * Returns: whether it is on its way
 */
gboolean
wb_map_camera_is_moving (WbMapCamera *self)
{
  g_return_val_if_fail (WB_IS_MAP_CAMERA (self), FALSE);

  return self->motion != MOTION_NONE;
}

/**
 * wb_map_camera_stop:
 * @self: a camera
 *
 * Leaves the view where it is on its way.
 */
void
wb_map_camera_stop (WbMapCamera *self)
{
  g_return_if_fail (WB_IS_MAP_CAMERA (self));

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (self->map, self->tick);
  self->tick = 0;
  self->motion = MOTION_NONE;
}

/**
 * wb_map_camera_jump:
 * @self: a camera
 * @place: what to show
 */
void
wb_map_camera_jump (WbMapCamera *self,
                    const WbMapPlace *place)
{
  g_return_if_fail (WB_IS_MAP_CAMERA (self));

  wb_map_camera_stop (self);
  place_viewport (self, place);
}

/* Goes there smoothly, unless the user wants no motion. */
static void
set_off (WbMapCamera *self,
         Motion motion,
         const WbMapPlace *place)
{
  if (!wb_map_is_animated (self->map))
    {
      wb_map_camera_jump (self, place);
      return;
    }

  wb_map_camera_stop (self);
  self->to = *place;
  start (self, motion);
}

static gboolean
is_far (WbMapCamera *self,
        const WbMapPlace *to)
{
  WbMapPlace from = wb_map_camera_get_place (self);
  double units = wb_map_units_per_pixel (MIN (from.zoom, to->zoom));
  double x, y;

  get_way (&from, to, &x, &y);
  return fabs (x) > FAR_SCREENS * units * gtk_widget_get_width (self->map) ||
         fabs (y) > FAR_SCREENS * units * gtk_widget_get_height (self->map);
}

/**
 * wb_map_camera_go_to:
 * @self: a camera
 * @place: what to show
 *
 * Goes there smoothly, or at once if that is further than three pictures or the user wants no
 * motion.
 */
void
wb_map_camera_go_to (WbMapCamera *self,
                     const WbMapPlace *place)
{
  g_return_if_fail (WB_IS_MAP_CAMERA (self));

  if (is_far (self, place))
    wb_map_camera_jump (self, place);
  else
    set_off (self, MOTION_GO_TO, place);
}

/* How a map that shows @place has to move for a place that lies in its middle to lie at a point. */
static WbMapPlace
shift (WbMapCamera *self,
       const WbMapPlace *place,
       double x,
       double y)
{
  double units = wb_map_units_per_pixel (place->zoom);

  return move_place (place, (gtk_widget_get_width (self->map) / 2.0 - x) * units,
                     (gtk_widget_get_height (self->map) / 2.0 - y) * units);
}

static WbMapPlace
get_place_at (WbMapCamera *self,
              double x,
              double y)
{
  WbMapPlace place = wb_map_camera_get_place (self);
  double units = wb_map_units_per_pixel (place.zoom);

  return move_place (&place, (x - gtk_widget_get_width (self->map) / 2.0) * units,
                     (y - gtk_widget_get_height (self->map) / 2.0) * units);
}

/**
 * wb_map_camera_grab:
 * @self: a camera
 * @x: on the map
 * @y: on the map
 *
 * Takes hold of the place at that point.
 */
void
wb_map_camera_grab (WbMapCamera *self,
                    double x,
                    double y)
{
  g_return_if_fail (WB_IS_MAP_CAMERA (self));

  wb_map_camera_stop (self);
  self->grip = get_place_at (self, x, y);
}

/**
 * wb_map_camera_drag_to:
 * @self: a camera
 * @x: on the map
 * @y: on the map
 * @zoom: zoom level
 *
 * Moves the place that was grabbed to that point.
 */
void
wb_map_camera_drag_to (WbMapCamera *self,
                       double x,
                       double y,
                       double zoom)
{
  WbMapPlace place;

  g_return_if_fail (WB_IS_MAP_CAMERA (self));

  place = self->grip;
  place.zoom = zoom;
  place = shift (self, &place, x, y);
  wb_map_camera_jump (self, &place);
}

/**
 * wb_map_camera_zoom_at:
 * @self: a camera
 * @x: on the map
 * @y: on the map
 * @zoom: zoom level
 *
 * Zooms while the place at that point stays where it is.
 */
void
wb_map_camera_zoom_at (WbMapCamera *self,
                       double x,
                       double y,
                       double zoom)
{
  WbMapPlace place;

  g_return_if_fail (WB_IS_MAP_CAMERA (self));

  place = get_place_at (self, x, y);
  place.zoom = zoom;
  place = shift (self, &place, x, y);
  set_off (self, MOTION_ZOOM, &place);
}

/**
 * wb_map_camera_pan:
 * @self: a camera
 * @right: logical pixels
 * @down: logical pixels
 *
 * Moves the view by that much at once.
 */
void
wb_map_camera_pan (WbMapCamera *self,
                   double right,
                   double down)
{
  WbMapPlace place;
  double units;

  g_return_if_fail (WB_IS_MAP_CAMERA (self));

  place = wb_map_camera_get_place (self);
  units = wb_map_units_per_pixel (place.zoom);
  place = move_place (&place, right * units, down * units);
  wb_map_camera_jump (self, &place);
}

/**
 * wb_map_camera_fling:
 * @self: a camera
 * @velocity_x: of the pointer, pixels a second
 * @velocity_y: of the pointer, pixels a second
 *
 * Lets the map go on after the user let it go, slower and slower.
 */
void
wb_map_camera_fling (WbMapCamera *self,
                     double velocity_x,
                     double velocity_y)
{
  g_return_if_fail (WB_IS_MAP_CAMERA (self));

  wb_map_camera_stop (self);
  if (!wb_map_is_animated (self->map))
    return;

  self->velocity_x = velocity_x;
  self->velocity_y = velocity_y;
  start (self, MOTION_FLING);
}

/**
 * wb_map_is_animated:
 * @map: a map, or what is part of one
 *
 * Returns: whether the user wants to see movement, and can see it
 */
gboolean
wb_map_is_animated (GtkWidget *map)
{
  gboolean animated = FALSE;

  g_return_val_if_fail (GTK_IS_WIDGET (map), FALSE);

  g_object_get (gtk_widget_get_settings (map), "gtk-enable-animations", &animated, NULL);
  return animated && gtk_widget_get_mapped (map);
}
