/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The layer of the map on which everything is painted: base map, trails, markers and names. */

#include "config.h"

#include "wb-live-layer.h"

#include "wb-geo.h"
#include "wb-map-camera.h"
#include "wb-map-style.h"
#include "wb-map-theme.h"
#include "wb-scene.h"
#include "wb-time.h"

#include <string.h>

/* Less than half a pixel is not seen, and more than 60 pictures a second are not shown. */
#define SEEN_PIXELS 0.5
#define MIN_GLIDE_MS 16

/* Not more often on battery saver, whatever moves. */
#define THRIFTY_MS 100

/**
 * WbLiveLayer:
 *
 * Presents the one opaque picture that #WbScenePainter paints of the whole map. GTK asks for it
 * only when something asked to be drawn, so what does not change costs nothing.
 */
struct _WbLiveLayer {
  ShumateLayer parent_instance;

  /* owned */
  WbTileCache *tiles;
  WbTrackStore *tracks; /* an empty one of its own until it is given one */
  WbScenePainter *painter;
  WbTrack *selected; /* nullable */
  WbTrack *hovered;  /* nullable */

  gulong theme_handler; /* of the window */
  guint next_frame;     /* tick callback id */
  guint glide;          /* source id, until something has moved */
  guint rest;           /* source id, until there may be another picture */
  gboolean thrifty;
  WbScene scene;
  guint64 n_pictures;
};

typedef enum {
  SIGNAL_MOVED,
  N_SIGNALS,
} Signal;

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WbLiveLayer, wb_live_layer, SHUMATE_TYPE_LAYER)

/*
 * The scene
 */

static guint
get_position (WbTrack *track)
{
  return track != NULL ? wb_track_get_position (track) : WB_SCENE_NOTHING;
}

/* Positions of tracks in the store change, so they are looked up whenever the scene is used. */
static const WbScene *
update_scene (WbLiveLayer *self)
{
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (self));
  ShumateLocation *middle = SHUMATE_LOCATION (viewport);
  GtkWidget *widget = GTK_WIDGET (self);
  WbScene *scene = &self->scene;

  scene->x = wb_geo_mercator_x (shumate_location_get_longitude (middle));
  scene->y = wb_geo_mercator_y (shumate_location_get_latitude (middle));
  scene->zoom = shumate_viewport_get_zoom_level (viewport);
  scene->width = gtk_widget_get_width (widget);
  scene->height = gtk_widget_get_height (widget);
  scene->scale = gtk_widget_get_scale_factor (widget);
  scene->now = wb_time_get_uptime ();
  scene->glide = wb_map_is_animated (widget);
  scene->selected = get_position (self->selected);
  scene->hovered = get_position (self->hovered);
  return scene;
}

/*
 * Presenting
 */

/* The cairo renderer of GTK 4.8 converts every texture pixel by pixel, which takes longer than
 * painting the map; the others would paint a cairo node into a texture. */
static gboolean
prefers_cairo (WbLiveLayer *self)
{
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (GTK_WIDGET (self)));

  return renderer != NULL && g_str_equal (G_OBJECT_TYPE_NAME (renderer), "GskCairoRenderer");
}

static void
append_cairo (GtkSnapshot *snapshot,
              cairo_surface_t *picture,
              const graphene_rect_t *bounds)
{
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, bounds);

  cairo_set_source_surface (cr, picture, 0, 0);
  cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
  cairo_rectangle (cr, 0, 0, bounds->size.width, bounds->size.height);
  cairo_fill (cr);
  cairo_destroy (cr);
}

static void
append_texture (GtkSnapshot *snapshot,
                cairo_surface_t *picture,
                const graphene_rect_t *bounds)
{
  int height = cairo_image_surface_get_height (picture);
  int stride = cairo_image_surface_get_stride (picture);
  g_autoptr(GBytes) bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (picture),
                                                        (gsize) stride * (gsize) height,
                                                        (GDestroyNotify) cairo_surface_destroy,
                                                        cairo_surface_reference (picture));
  g_autoptr(GdkTexture) texture = gdk_memory_texture_new (cairo_image_surface_get_width (picture), height,
                                                          GDK_MEMORY_DEFAULT, bytes, (gsize) stride);

  gtk_snapshot_append_texture (snapshot, texture, bounds);
}

static gboolean
next_frame_cb (GtkWidget *widget,
               GdkFrameClock *clock G_GNUC_UNUSED,
               gpointer data G_GNUC_UNUSED)
{
  WB_LIVE_LAYER (widget)->next_frame = 0;
  gtk_widget_queue_draw (widget);
  return G_SOURCE_REMOVE;
}

static gboolean
rested_cb (gpointer data)
{
  WbLiveLayer *self = data;

  self->rest = 0;
  g_signal_emit (self, signals[SIGNAL_MOVED], 0);
  return G_SOURCE_REMOVE;
}

static gboolean
glide_cb (gpointer data)
{
  WbLiveLayer *self = data;

  self->glide = 0;
  wb_live_layer_touch (self);
  return G_SOURCE_REMOVE;
}

/* The next picture is due when the fastest track has moved far enough to be seen. */
static void
wait_for_gliding (WbLiveLayer *self)
{
  double fastest = wb_scene_painter_get_fastest (self->painter);
  double delay;

  g_clear_handle_id (&self->glide, g_source_remove);
  if (fastest <= 0)
    return;

  delay = MAX (1000 * SEEN_PIXELS / fastest, MIN_GLIDE_MS);
  if (delay < WB_STALE_AFTER_US / 1000.0)
    self->glide = g_timeout_add ((guint) delay, glide_cb, self);
}

static void
wb_live_layer_snapshot (GtkWidget *widget,
                        GtkSnapshot *snapshot)
{
  WbLiveLayer *self = WB_LIVE_LAYER (widget);
  const WbScene *scene = update_scene (self);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) scene->width, (float) scene->height);
  cairo_surface_t *picture;

  if (scene->width <= 0 || scene->height <= 0)
    return;

  self->n_pictures++;
  picture = wb_scene_painter_paint (self->painter, scene);
  if (!wb_scene_painter_is_complete (self->painter) && self->next_frame == 0)
    self->next_frame = gtk_widget_add_tick_callback (widget, next_frame_cb, NULL, NULL);
  wait_for_gliding (self);
  if (prefers_cairo (self))
    append_cairo (snapshot, picture, &bounds);
  else
    append_texture (snapshot, picture, &bounds);
  cairo_surface_destroy (picture);
}

/*
 * Widget
 */

static void
update_theme (WbLiveLayer *self)
{
  WbTheme theme = wb_map_theme_from_widget (GTK_WIDGET (self));

  if (self->scene.theme == theme)
    return;

  self->scene.theme = theme;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
wb_live_layer_css_changed (GtkWidget *widget,
                           GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (wb_live_layer_parent_class)->css_changed (widget, change);

  update_theme (WB_LIVE_LAYER (widget));
}

static void
wb_live_layer_system_setting_changed (GtkWidget *widget,
                                      GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (wb_live_layer_parent_class)->system_setting_changed (widget, setting);

  wb_scene_painter_use_system_font (WB_LIVE_LAYER (widget)->painter);
  gtk_widget_queue_draw (widget);
}

static void
wb_live_layer_root (GtkWidget *widget)
{
  WbLiveLayer *self = WB_LIVE_LAYER (widget);

  GTK_WIDGET_CLASS (wb_live_layer_parent_class)->root (widget);

  self->theme_handler = g_signal_connect_swapped (gtk_widget_get_root (widget), "notify::css-classes",
                                                  G_CALLBACK (update_theme), self);
  update_theme (self);
}

/* Nobody sees what moves. */
static void
wb_live_layer_unmap (GtkWidget *widget)
{
  WbLiveLayer *self = WB_LIVE_LAYER (widget);

  g_clear_handle_id (&self->glide, g_source_remove);
  g_clear_handle_id (&self->rest, g_source_remove);

  GTK_WIDGET_CLASS (wb_live_layer_parent_class)->unmap (widget);
}

static void
wb_live_layer_unroot (GtkWidget *widget)
{
  g_clear_signal_handler (&WB_LIVE_LAYER (widget)->theme_handler, gtk_widget_get_root (widget));

  GTK_WIDGET_CLASS (wb_live_layer_parent_class)->unroot (widget);
}

static void
wb_live_layer_dispose (GObject *object)
{
  WbLiveLayer *self = WB_LIVE_LAYER (object);

  g_clear_handle_id (&self->glide, g_source_remove);
  g_clear_handle_id (&self->rest, g_source_remove);
  g_clear_pointer (&self->painter, wb_scene_painter_free);
  g_clear_object (&self->tracks);
  g_clear_object (&self->tiles);
  g_clear_object (&self->selected);
  g_clear_object (&self->hovered);

  G_OBJECT_CLASS (wb_live_layer_parent_class)->dispose (object);
}

static void
wb_live_layer_finalize (GObject *object)
{
  g_clear_pointer (&WB_LIVE_LAYER (object)->scene.obstacles, g_array_unref);

  G_OBJECT_CLASS (wb_live_layer_parent_class)->finalize (object);
}

static void
wb_live_layer_class_init (WbLiveLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = wb_live_layer_dispose;
  object_class->finalize = wb_live_layer_finalize;

  widget_class->css_changed = wb_live_layer_css_changed;
  widget_class->root = wb_live_layer_root;
  widget_class->snapshot = wb_live_layer_snapshot;
  widget_class->system_setting_changed = wb_live_layer_system_setting_changed;
  widget_class->unmap = wb_live_layer_unmap;
  widget_class->unroot = wb_live_layer_unroot;

  /**
   * WbLiveLayer::moved:
   *
   * Something moved so far that it should be drawn again.
   */
  signals[SIGNAL_MOVED] =
      g_signal_new ("moved", WB_TYPE_LIVE_LAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wb_live_layer_init (WbLiveLayer *self)
{
  self->tiles = wb_tile_cache_new ();
  self->tracks = wb_track_store_new ();
  self->painter = wb_scene_painter_new (self->tiles, self->tracks);
  self->scene.selected = WB_SCENE_NOTHING;
  self->scene.hovered = WB_SCENE_NOTHING;
  self->scene.obstacles = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));
  g_signal_connect_object (self->tiles, "changed", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (gtk_widget_queue_draw), NULL);
}

/**
 * wb_live_layer_new:
 * @viewport: the viewport of the map it is to lie on
 *
 * It shows the base map only until it is given tracks.
 */
WbLiveLayer *
wb_live_layer_new (ShumateViewport *viewport)
{
  g_return_val_if_fail (SHUMATE_IS_VIEWPORT (viewport), NULL);

  return g_object_new (WB_TYPE_LIVE_LAYER, "viewport", viewport, NULL);
}

/**
 * wb_live_layer_set_tracks:
 * @self: a layer
 * @tracks: (nullable): what to show
 *
 * Does not listen to @tracks: ask for drawing when they change.
 */
void
wb_live_layer_set_tracks (WbLiveLayer *self,
                          WbTrackStore *tracks)
{
  g_return_if_fail (WB_IS_LIVE_LAYER (self));

  g_clear_pointer (&self->painter, wb_scene_painter_free);
  g_clear_object (&self->tracks);
  self->tracks = tracks != NULL ? g_object_ref (tracks) : wb_track_store_new ();
  self->painter = wb_scene_painter_new (self->tiles, self->tracks);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
wb_live_layer_set_selected (WbLiveLayer *self,
                            WbTrack *track)
{
  g_return_if_fail (WB_IS_LIVE_LAYER (self));

  if (g_set_object (&self->selected, track))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
wb_live_layer_set_hovered (WbLiveLayer *self,
                           WbTrack *track)
{
  g_return_if_fail (WB_IS_LIVE_LAYER (self));

  if (g_set_object (&self->hovered, track))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
wb_live_layer_set_show_trails (WbLiveLayer *self,
                               gboolean show_trails)
{
  g_return_if_fail (WB_IS_LIVE_LAYER (self));

  if (self->scene.trails == !!show_trails)
    return;

  self->scene.trails = !!show_trails;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * wb_live_layer_set_thrifty:
 * @self: a layer
 * @thrifty: whether to save the battery: then #WbLiveLayer::moved comes ten times a second at most
 */
void
wb_live_layer_set_thrifty (WbLiveLayer *self,
                           gboolean thrifty)
{
  g_return_if_fail (WB_IS_LIVE_LAYER (self));

  self->thrifty = thrifty;
}

/**
 * wb_live_layer_touch:
 * @self: a layer
 *
 * Something of its tracks changed: asks for another picture, or will when it is time.
 */
void
wb_live_layer_touch (WbLiveLayer *self)
{
  g_return_if_fail (WB_IS_LIVE_LAYER (self));

  if (!self->thrifty)
    g_signal_emit (self, signals[SIGNAL_MOVED], 0);
  else if (self->rest == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->rest = g_timeout_add (THRIFTY_MS, rested_cb, self);
}

/**
 * wb_live_layer_set_nameless:
 * @self: a layer
 * @nameless: whether the names of places are left out
 */
void
wb_live_layer_set_nameless (WbLiveLayer *self,
                            gboolean nameless)
{
  g_return_if_fail (WB_IS_LIVE_LAYER (self));

  if (self->scene.nameless == !!nameless)
    return;

  self->scene.nameless = !!nameless;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * wb_live_layer_set_obstacles:
 * @self: a layer
 * @obstacles: (element-type graphene_rect_t) (transfer full): what lies over the layer, in its
 *   coordinates
 */
void
wb_live_layer_set_obstacles (WbLiveLayer *self,
                             GArray *obstacles)
{
  GArray *before;

  g_return_if_fail (WB_IS_LIVE_LAYER (self));

  before = self->scene.obstacles;
  self->scene.obstacles = obstacles;
  if (before->len != obstacles->len ||
      (before->len > 0 &&
       memcmp (before->data, obstacles->data, before->len * sizeof (graphene_rect_t)) != 0))
    gtk_widget_queue_draw (GTK_WIDGET (self));
  g_array_unref (before);
}

/**
 * wb_live_layer_dup_track_at:
 * @self: a layer
 * @x: in its coordinates
 * @y: in its coordinates
 *
 * Returns: (transfer full) (nullable): the track whose marker is there
 */
WbTrack *
wb_live_layer_dup_track_at (WbLiveLayer *self,
                            double x,
                            double y)
{
  guint position;

  g_return_val_if_fail (WB_IS_LIVE_LAYER (self), NULL);

  position = wb_scene_painter_pick (self->painter, update_scene (self), x, y);
  if (position == WB_SCENE_NOTHING)
    return NULL;
  return g_list_model_get_item (G_LIST_MODEL (self->tracks), position);
}

/**
 * wb_live_layer_locate:
 * @self: a layer
 * @track: a track of its store
 * @x: (out): in its coordinates
 * @y: (out): in its coordinates
 *
 * Returns: whether its marker is in the picture
 */
gboolean
wb_live_layer_locate (WbLiveLayer *self,
                      WbTrack *track,
                      double *x,
                      double *y)
{
  guint position;

  g_return_val_if_fail (WB_IS_LIVE_LAYER (self), FALSE);

  position = get_position (track);
  return position != WB_SCENE_NOTHING &&
         wb_scene_painter_locate (self->painter, update_scene (self), position, x, y) && *x >= 0 && *y >= 0 &&
         *x <= self->scene.width && *y <= self->scene.height;
}

/**
 * wb_live_layer_get_course:
 * @self: a layer
 * @track: a track of its store
 *
 * Returns: from its marker to the end of its course vector; nothing where it has none
 */
graphene_point_t
wb_live_layer_get_course (WbLiveLayer *self,
                          WbTrack *track)
{
  guint position = get_position (track);
  graphene_point_t course = GRAPHENE_POINT_INIT_ZERO;
  g_autoptr(WbTrackBlock) block = NULL;
  guint i = position % WB_TRACK_BLOCK_SIZE;
  double scale;

  g_return_val_if_fail (WB_IS_LIVE_LAYER (self), course);

  if (self->tracks == NULL || position >= wb_track_store_get_length (self->tracks))
    return course;

  block = wb_track_store_get_block (self->tracks, position / WB_TRACK_BLOCK_SIZE);
  scale = wb_scene_get_pixels_per_unit (update_scene (self)) * 60 *
          wb_map_style_get (self->scene.theme)->vector_minutes;
  if (block->freshness[i] == WB_FRESHNESS_LIVE)
    graphene_point_init (&course, (float) (block->vx[i] * scale), (float) (block->vy[i] * scale));
  return course;
}

/**
 * wb_live_layer_get_n_pictures:
 * @self: a layer
 *
 * Returns: how many times it was drawn; stands still while nothing changes
 */
guint64
wb_live_layer_get_n_pictures (WbLiveLayer *self)
{
  g_return_val_if_fail (WB_IS_LIVE_LAYER (self), 0);

  return self->n_pictures;
}
