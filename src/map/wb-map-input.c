/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the user does to a map with a pointer: clicks, drags, swipes, scrolls and pinches. */

#include "config.h"

#include "wb-map-input.h"

#include <math.h>

/* A hand is not steady: what moves less than this is a click, what moves more a drag. */
#define DRAG_THRESHOLD 6.0

/* A swipe slower than this is a drag that ended. */
#define MIN_SWIPE 150.0

/* Zoom levels for a step of the wheel, for a double click, and pixels of a touchpad for a level. */
#define LEVELS_PER_STEP 0.4
#define LEVELS_PER_DOUBLE_CLICK 1.0
#define PIXELS_PER_LEVEL 100.0

/* The name of the one controller of the map that is ours, in wb-map-view.ui. */
#define KEYS "map-keys"

/**
 * WbMapInput:
 *
 * Takes the place of what #ShumateMap does with pointer and keys: that would turn the map, too,
 * though north has to stay up.
 */
struct _WbMapInput {
  GObject parent_instance;

  GtkWidget *map;            /* borrowed: owner of the input's owner */
  WbLiveLayer *layer;        /* borrowed from the map */
  WbMapNavigator *navigator; /* owned */

  gboolean inside; /* whether the pointer is over the map */
  double x;
  double y;
  double pressed_x;
  double pressed_y;
  gboolean dragging;
  gboolean dragged; /* since the last press; stays for the swipe, which may come after the end */
  double pinched_zoom; /* when the pinch began */
};

typedef enum {
  SIGNAL_CLICKED,
  SIGNAL_PANNED,
  N_SIGNALS,
} Signal;

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WbMapInput, wb_map_input, G_TYPE_OBJECT)

/*
 * Pointing
 */

static void
motion_cb (WbMapInput *self,
           double x,
           double y)
{
  self->inside = TRUE;
  self->x = x;
  self->y = y;
  wb_map_input_update_hovered (self);
}

static void
leave_cb (WbMapInput *self)
{
  self->inside = FALSE;
  wb_map_input_update_hovered (self);
}

/*
 * Clicking
 */

static void
pressed_cb (WbMapInput *self,
            int n_press,
            double x,
            double y)
{
  self->pressed_x = x;
  self->pressed_y = y;
  gtk_widget_grab_focus (self->map);
  wb_map_navigator_stop (self->navigator);
  if (n_press == 2)
    wb_map_navigator_zoom_at (self->navigator, x, y, LEVELS_PER_DOUBLE_CLICK);
}

static void
released_cb (WbMapInput *self,
             int n_press,
             double x,
             double y)
{
  g_autoptr(WbTrack) track = NULL;

  if (n_press > 1 || hypot (x - self->pressed_x, y - self->pressed_y) >= DRAG_THRESHOLD)
    return;

  track = wb_live_layer_dup_track_at (self->layer, x, y);
  g_signal_emit (self, signals[SIGNAL_CLICKED], 0, track);
}

/*
 * Dragging
 */

static void
begin_drag (WbMapInput *self,
            double x,
            double y)
{
  self->dragging = TRUE;
  self->dragged = TRUE;
  g_signal_emit (self, signals[SIGNAL_PANNED], 0);
  wb_map_navigator_grab (self->navigator, x, y);
  gtk_widget_set_cursor_from_name (self->map, "grabbing");
}

static void
drag_begin_cb (WbMapInput *self,
               double x,
               double y)
{
  self->pressed_x = x;
  self->pressed_y = y;
  self->dragged = FALSE;
}

static void
drag_update_cb (WbMapInput *self,
                double offset_x,
                double offset_y)
{
  double x = self->pressed_x + offset_x;
  double y = self->pressed_y + offset_y;

  if (!self->dragging && hypot (offset_x, offset_y) >= DRAG_THRESHOLD)
    begin_drag (self, x, y);
  else if (self->dragging)
    wb_map_navigator_drag_to (self->navigator, x, y, wb_map_navigator_get_target_zoom (self->navigator));
}

static void
drag_end_cb (WbMapInput *self)
{
  self->dragging = FALSE;
  wb_map_input_update_hovered (self);
}

static void
swipe_cb (WbMapInput *self,
          double x,
          double y)
{
  if (self->dragged && hypot (x, y) >= MIN_SWIPE)
    wb_map_navigator_fling (self->navigator, x, y);
}

/*
 * Zooming
 */

static gboolean
scroll_cb (WbMapInput *self,
           double x G_GNUC_UNUSED,
           double y,
           GtkEventControllerScroll *scroll)
{
  double levels = -y * LEVELS_PER_STEP;

  if (gtk_event_controller_scroll_get_unit (scroll) == GDK_SCROLL_UNIT_SURFACE)
    levels = -y / PIXELS_PER_LEVEL;
  wb_map_navigator_zoom_at (self->navigator, self->x, self->y, levels);
  return GDK_EVENT_STOP;
}

static void
pinch_begin_cb (WbMapInput *self,
                GdkEventSequence *sequence G_GNUC_UNUSED,
                GtkGesture *pinch)
{
  double x, y;

  if (!gtk_gesture_get_bounding_box_center (pinch, &x, &y))
    return;

  /* The fingers do not drag any more. */
  gtk_gesture_set_state (pinch, GTK_EVENT_SEQUENCE_CLAIMED);
  wb_map_navigator_grab (self->navigator, x, y);
  self->pinched_zoom = wb_map_navigator_get_target_zoom (self->navigator);
}

static void
pinch_cb (WbMapInput *self,
          double scale,
          GtkGesture *pinch)
{
  double x, y;

  if (gtk_gesture_get_bounding_box_center (pinch, &x, &y) && scale > 0)
    wb_map_navigator_drag_to (self->navigator, x, y, self->pinched_zoom + log2 (scale));
}

/*
 * Object
 */

static void
wb_map_input_dispose (GObject *object)
{
  g_clear_object (&WB_MAP_INPUT (object)->navigator);

  G_OBJECT_CLASS (wb_map_input_parent_class)->dispose (object);
}

static void
wb_map_input_class_init (WbMapInputClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wb_map_input_dispose;

  /**
   * WbMapInput::clicked:
   * @track: (nullable): the track whose marker is there
   *
   * The primary button or a finger went down and up in one place.
   */
  signals[SIGNAL_CLICKED] = g_signal_new ("clicked", WB_TYPE_MAP_INPUT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, WB_TYPE_TRACK);

  /**
   * WbMapInput::panned:
   *
   * The user begins to drag the map.
   */
  signals[SIGNAL_PANNED] =
      g_signal_new ("panned", WB_TYPE_MAP_INPUT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wb_map_input_init (WbMapInput *self G_GNUC_UNUSED)
{
}

/* Newer libshumate has keys of its own, too, and with them the map goes beyond the poles. */
static void
remove_controllers (GtkWidget *map)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (map);

  for (guint i = g_list_model_get_n_items (controllers); i > 0; i--)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i - 1);

      if (g_strcmp0 (gtk_event_controller_get_name (controller), KEYS) != 0)
        gtk_widget_remove_controller (map, controller);
    }
}

static void
connect (WbMapInput *self,
         gpointer controller,
         const char *signal,
         GCallback callback)
{
  g_signal_connect_object (controller, signal, callback, self, G_CONNECT_SWAPPED);
}

static void
add_controllers (WbMapInput *self)
{
  GtkEventController *controllers[] = {
    gtk_event_controller_motion_new (),
    GTK_EVENT_CONTROLLER (gtk_gesture_click_new ()),
    GTK_EVENT_CONTROLLER (gtk_gesture_drag_new ()),
    GTK_EVENT_CONTROLLER (gtk_gesture_swipe_new ()),
    GTK_EVENT_CONTROLLER (gtk_gesture_zoom_new ()),
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL),
  };

  connect (self, controllers[0], "enter", G_CALLBACK (motion_cb));
  connect (self, controllers[0], "motion", G_CALLBACK (motion_cb));
  connect (self, controllers[0], "leave", G_CALLBACK (leave_cb));
  connect (self, controllers[1], "pressed", G_CALLBACK (pressed_cb));
  connect (self, controllers[1], "released", G_CALLBACK (released_cb));
  connect (self, controllers[2], "drag-begin", G_CALLBACK (drag_begin_cb));
  connect (self, controllers[2], "drag-update", G_CALLBACK (drag_update_cb));
  connect (self, controllers[2], "drag-end", G_CALLBACK (drag_end_cb));
  connect (self, controllers[3], "swipe", G_CALLBACK (swipe_cb));
  connect (self, controllers[4], "begin", G_CALLBACK (pinch_begin_cb));
  connect (self, controllers[4], "scale-changed", G_CALLBACK (pinch_cb));
  connect (self, controllers[5], "scroll", G_CALLBACK (scroll_cb));

  for (gsize i = 0; i < G_N_ELEMENTS (controllers); i++)
    gtk_widget_add_controller (self->map, controllers[i]);
}

/**
 * wb_map_input_new:
 * @map: a map
 * @layer: what lies on it
 * @navigator: what moves it
 */
WbMapInput *
wb_map_input_new (ShumateMap *map,
                  WbLiveLayer *layer,
                  WbMapNavigator *navigator)
{
  WbMapInput *self = g_object_new (WB_TYPE_MAP_INPUT, NULL);

  self->map = GTK_WIDGET (map);
  self->layer = layer;
  self->navigator = g_object_ref (navigator);
  remove_controllers (self->map);
  add_controllers (self);
  return self;
}

/**
 * wb_map_input_update_hovered:
 * @self: an input
 *
 * Finds out what is under the pointer; call it when the map changed under it.
 */
void
wb_map_input_update_hovered (WbMapInput *self)
{
  g_autoptr(WbTrack) hovered = NULL;

  g_return_if_fail (WB_IS_MAP_INPUT (self));

  if (self->inside && !self->dragging)
    hovered = wb_live_layer_dup_track_at (self->layer, self->x, self->y);
  wb_live_layer_set_hovered (self->layer, hovered);
  if (!self->dragging)
    gtk_widget_set_cursor_from_name (self->map, hovered != NULL ? "pointer" : "grab");
}
