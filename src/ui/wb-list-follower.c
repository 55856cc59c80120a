/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Keeps a list of messages at its newest line. */

#include "config.h"

#include "wb-list-follower.h"

/* The tick goes on for so many frames after the last change. */
#define QUIET_FRAMES 3

/**
 * WbListFollower:
 *
 * Follows the newest message as long as the user stays there. A list moves its own adjustment when
 * lines come and go, so what the user does is told by comparing the position before layout with
 * the one after the last.
 */
struct _WbListFollower {
  GObject parent_instance;

  /* Borrowed */
  GtkScrolledWindow *window;

  /* Owned */
  WbLogView *view;
  GSignalGroup *signals; /* of the adjustment */

  /* State */
  gboolean follows;
  gboolean replacing; /* what comes now is not new */
  double settled; /* position after the last layout */
  guint tick;
  guint quiet_frames;
  gulong layout;
  guint n_missed; /* messages that came while it did not follow */
};

typedef enum {
  PROP_N_MISSED = 1,
} WbListFollowerProperty;

static GParamSpec *properties[PROP_N_MISSED + 1] = { NULL };

G_DEFINE_FINAL_TYPE (WbListFollower, wb_list_follower, G_TYPE_OBJECT)

static GtkAdjustment *
get_adjustment (WbListFollower *self)
{
  return gtk_scrolled_window_get_vadjustment (self->window);
}

static double
get_end (WbListFollower *self)
{
  GtkAdjustment *adjustment = get_adjustment (self);

  if (wb_log_view_is_newest_first (self->view))
    return 0;
  return MAX (0, gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment));
}

static gboolean
is_at_end (WbListFollower *self)
{
  double distance = gtk_adjustment_get_value (get_adjustment (self)) - get_end (self);

  return ABS (distance) < 2;
}

static void
set_n_missed (WbListFollower *self,
              guint n_missed)
{
  if (self->n_missed == n_missed)
    return;

  self->n_missed = n_missed;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_MISSED]);
}

static void
set_follows (WbListFollower *self,
             gboolean follows)
{
  self->follows = follows;
  if (follows)
    set_n_missed (self, 0);
}

static gboolean
is_everything_in_sight (WbListFollower *self)
{
  GtkAdjustment *adjustment = get_adjustment (self);

  return gtk_adjustment_get_upper (adjustment) <= gtk_adjustment_get_page_size (adjustment);
}

/* Only now do list and adjustment agree: where many lines went since the last layout, the list would
 * look for an end that is far behind its lines, and show nothing. What moves is laid out once more before
 * the frame is drawn, so that a click hits what is seen. */
static void
layout_cb (WbListFollower *self)
{
  if (self->follows && !is_at_end (self))
    gtk_adjustment_set_value (get_adjustment (self), get_end (self));
  if (is_everything_in_sight (self))
    set_n_missed (self, 0);
  self->settled = gtk_adjustment_get_value (get_adjustment (self));
}

static void
stop (WbListFollower *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self->window));

  if (clock != NULL && self->layout != 0)
    g_signal_handler_disconnect (clock, self->layout);
  self->layout = 0;
  self->tick = 0;
}

static gboolean
tick_cb (GtkWidget *widget G_GNUC_UNUSED,
         GdkFrameClock *clock,
         gpointer data)
{
  WbListFollower *self = data;

  if (self->layout == 0)
    self->layout = g_signal_connect_data (clock, "layout", G_CALLBACK (layout_cb), self, NULL,
                                          G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  if (gtk_adjustment_get_value (get_adjustment (self)) != self->settled)
    set_follows (self, is_at_end (self));
  if (self->quiet_frames++ < QUIET_FRAMES)
    return G_SOURCE_CONTINUE;

  stop (self);
  return G_SOURCE_REMOVE;
}

static void
start (WbListFollower *self)
{
  self->quiet_frames = 0;
  if (self->tick != 0)
    return;

  self->settled = gtk_adjustment_get_value (get_adjustment (self));
  self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->window), tick_cb, self, NULL);
}

/* Before the first change of a frame the adjustment still tells where the user is. */
static void
watch (WbListFollower *self)
{
  if (self->tick == 0 && self->follows)
    set_follows (self, is_at_end (self));
  start (self);
}

/* Where the newest message comes may change with the list; the user is where it came until now. */
static void
replacing_cb (WbListFollower *self)
{
  self->replacing = TRUE;
  watch (self);
}

static void
replaced_cb (WbListFollower *self)
{
  self->replacing = FALSE;
}

/* The room for the list changed, which says nothing about what the user wants to see. */
static void
resized_cb (WbListFollower *self)
{
  if (self->follows)
    start (self);
}

static void
items_changed_cb (GListModel *model,
                  guint position,
                  guint removed,
                  guint added,
                  WbListFollower *self)
{
  guint length = g_list_model_get_n_items (model);
  gboolean at_newest = wb_log_view_is_newest_first (self->view) ? position == 0 : position + added == length;

  watch (self);
  if (length == 0)
    set_follows (self, TRUE);
  else if (!self->follows && !self->replacing && added > removed && at_newest)
    set_n_missed (self, self->n_missed + added - removed);
}

static void
scrolled_cb (WbListFollower *self)
{
  if (self->tick == 0)
    set_follows (self, is_at_end (self));
}

static void
wb_list_follower_get_property (GObject *object,
                               guint prop_id,
                               GValue *value,
                               GParamSpec *pspec)
{
  switch ((WbListFollowerProperty) prop_id)
    {
    case PROP_N_MISSED:
      g_value_set_uint (value, WB_LIST_FOLLOWER (object)->n_missed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
wb_list_follower_dispose (GObject *object)
{
  WbListFollower *self = WB_LIST_FOLLOWER (object);

  if (self->tick != 0)
    {
      gtk_widget_remove_tick_callback (GTK_WIDGET (self->window), self->tick);
      stop (self);
    }
  g_clear_object (&self->signals);
  g_clear_object (&self->view);

  G_OBJECT_CLASS (wb_list_follower_parent_class)->dispose (object);
}

static void
wb_list_follower_class_init (WbListFollowerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = wb_list_follower_dispose;
  object_class->get_property = wb_list_follower_get_property;

  /**
   * WbListFollower:n-missed:
   *
   * How many messages came while the user was elsewhere in the list.
   */
  properties[PROP_N_MISSED] = g_param_spec_uint ("n-missed", NULL, NULL, 0, G_MAXUINT, 0,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
wb_list_follower_init (WbListFollower *self)
{
  self->follows = TRUE;
  self->signals = g_signal_group_new (GTK_TYPE_ADJUSTMENT);
  g_signal_group_connect_swapped (self->signals, "value-changed", G_CALLBACK (scrolled_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::page-size", G_CALLBACK (resized_cb), self);
}

/**
 * wb_list_follower_new:
 * @window: holds a list of the messages; outlives the follower
 * @view: the messages
 *
 * Returns: (transfer full): a follower that is at the newest message
 */
WbListFollower *
wb_list_follower_new (GtkScrolledWindow *window,
                      WbLogView *view)
{
  WbListFollower *self = g_object_new (WB_TYPE_LIST_FOLLOWER, NULL);

  self->window = window;
  self->view = g_object_ref (view);
  g_signal_group_set_target (self->signals, get_adjustment (self));
  g_signal_connect_object (view, "replacing", G_CALLBACK (replacing_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "replaced", G_CALLBACK (replaced_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_DEFAULT);
  return self;
}

guint
wb_list_follower_get_n_missed (WbListFollower *self)
{
  g_return_val_if_fail (WB_IS_LIST_FOLLOWER (self), 0);

  return self->n_missed;
}

/**
 * wb_list_follower_go_to_newest:
 * @self: a follower
 *
 * Shows the newest message and follows from then on.
 */
void
wb_list_follower_go_to_newest (WbListFollower *self)
{
  g_return_if_fail (WB_IS_LIST_FOLLOWER (self));

  gtk_adjustment_set_value (get_adjustment (self), get_end (self));
  self->settled = gtk_adjustment_get_value (get_adjustment (self));
  set_follows (self, TRUE);
  start (self);
}

/**
 * wb_list_follower_stay:
 * @self: a follower
 *
 * Stays at the lines that are shown, even if the newest one is among them, until the user goes to the
 * newest message.
 */
void
wb_list_follower_stay (WbListFollower *self)
{
  g_return_if_fail (WB_IS_LIST_FOLLOWER (self));

  set_follows (self, FALSE);
}
