/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The messages of a connection or of all, one of them in full, and where to write one. */

#include "config.h"

#include "wb-messages-pane-private.h"

#include "wb-format-text.h"
#include "wb-list-bin.h"
#include "wb-message-row.h"

#include <gdk/gdkkeysyms.h>
#include <glib/gi18n-lib.h>

/* A list narrower than this shows less in a row, and its toolbar takes two lines. */
#define COMPACT_WIDTH 520
#define DETAILS_WIDTH 313

/* Narrower it need not be. */
#define MIN_WIDTH 320

/* More often than this nobody sees a list change. */
#define LIST_INTERVAL_US (100 * 1000)

/* How long something has to take before it is said that it does. */
#define SPINNER_DELAY_MS 300

typedef enum {
  PROP_MONITOR = 1,
  PROP_CONNECTION,
  PROP_DETAILS_VISIBLE,
  PROP_COMPACT,
  PROP_MERGED,
  PROP_IS_MERGED,
} WbMessagesPaneProperty;

static GParamSpec *properties[PROP_IS_MERGED + 1] = { NULL };

static guint show_track_signal;

G_DEFINE_FINAL_TYPE (WbMessagesPane, wb_messages_pane, GTK_TYPE_WIDGET)

/*
 * Layout
 */

/**
 * wb_messages_pane_update_sides:
 * @self: a pane
 *
 * Shows the list, the details or both.
 */
void
wb_messages_pane_update_sides (WbMessagesPane *self)
{
  gboolean alone = !self->details_visible && self->details_open;

  gtk_widget_set_visible (self->list_side, !alone);
  gtk_widget_set_visible (GTK_WIDGET (self->details), self->details_visible || alone);
  gtk_widget_set_hexpand (GTK_WIDGET (self->details), alone);
  g_object_set (self->details, "has-back", alone, NULL);
  gtk_list_view_set_single_click_activate (self->list, !self->details_visible);
}

static void
place (WbMessagesPane *self,
       GtkWidget *child,
       int column,
       int row,
       int width)
{
  GtkLayoutManager *manager = gtk_widget_get_layout_manager (GTK_WIDGET (self->bar));

  g_object_set (gtk_layout_manager_get_layout_child (manager, child), "column", column, "row", row,
                "column-span", width, NULL);
}

static void
set_compact (WbMessagesPane *self,
             gboolean compact)
{
  if (self->compact == compact)
    return;

  self->compact = compact;
  place (self, self->directions, compact ? 0 : 1, compact ? 1 : 0, compact ? 2 : 1);
  place (self, self->buttons, compact ? 1 : 2, 0, 1);
  gtk_box_set_homogeneous (GTK_BOX (self->directions), compact);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPACT]);
}

static gboolean
is_list_narrow (WbMessagesPane *self)
{
  return gtk_widget_get_width (GTK_WIDGET (self)) - (self->details_visible ? DETAILS_WIDTH : 0) <
         COMPACT_WIDTH;
}

static gboolean
compact_change_cb (gpointer data)
{
  WbMessagesPane *self = data;

  self->compact_change = 0;
  set_compact (self, is_list_narrow (self));
  return G_SOURCE_REMOVE;
}

static void
wb_messages_pane_size_allocate (GtkWidget *widget,
                                int width,
                                int height,
                                int baseline)
{
  WbMessagesPane *self = WB_MESSAGES_PANE (widget);
  int minimum;

  gtk_widget_measure (GTK_WIDGET (self->toasts), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_allocate (GTK_WIDGET (self->toasts), MAX (width, minimum), height, baseline, NULL);

  /* Widgets can't be moved about while they are given their places. */
  if (is_list_narrow (self) != self->compact && self->compact_change == 0)
    self->compact_change = g_idle_add_full (G_PRIORITY_HIGH_IDLE, compact_change_cb, self, NULL);
}

static void
wb_messages_pane_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  WbMessagesPane *self = WB_MESSAGES_PANE (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    for_size = -1;
  gtk_widget_measure (GTK_WIDGET (self->toasts), orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*minimum, MIN_WIDTH);
  *minimum_baseline = *natural_baseline = -1;
}

/*
 * What is told beside the list
 */

static void
update_newest (WbMessagesPane *self)
{
  gboolean paused = wb_log_view_get_paused (self->view);
  guint count = paused ? wb_log_view_get_n_new (self->view) : wb_list_follower_get_n_missed (self->follower);
  g_autofree char *number = wb_format_count (count);
  g_autofree char *text = NULL;

  if (paused && count > 0)
    /* Translators: %s is a number; the list does not move while messages come in */
    text = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "Paused · %s new message", "Paused · %s new messages", count), number);
  else if (paused)
    text = g_strdup (_ ("Paused"));
  else
    /* Translators: %s is a number */
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s new message", "%s new messages", count), number);
  gtk_label_set_label (self->newest_label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->newest), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_visible (self->newest, paused || count > 0);
}

static gboolean
spinner_delay_cb (gpointer data)
{
  WbMessagesPane *self = data;

  self->spinner_delay = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);
  gtk_spinner_start (self->spinner);
  return G_SOURCE_REMOVE;
}

static void
busy_changed_cb (WbMessagesPane *self)
{
  g_clear_handle_id (&self->spinner_delay, g_source_remove);
  if (wb_log_view_is_busy (self->view))
    {
      self->spinner_delay = g_timeout_add (SPINNER_DELAY_MS, spinner_delay_cb, self);
      return;
    }
  gtk_spinner_stop (self->spinner);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  wb_messages_pane_update_page (self);
}

static void
query_error_changed_cb (WbMessagesPane *self)
{
  const char *error = wb_log_view_get_query_error (self->view);

  if (error != NULL)
    {
      gtk_label_set_label (self->query_error, error);
      gtk_widget_add_css_class (self->filter, "error");
    }
  else
    gtk_widget_remove_css_class (self->filter, "error");
  gtk_revealer_set_reveal_child (self->query_revealer, error != NULL);
}

/*
 * The list
 */

static void
setup_row_cb (GtkSignalListItemFactory *factory G_GNUC_UNUSED,
              GtkListItem *item,
              WbMessagesPane *self)
{
  GtkWidget *row = wb_message_row_new ();

  g_object_bind_property (self, "compact", row, "compact", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self, "is-merged", row, "shows-name", G_BINDING_SYNC_CREATE);
  wb_messages_pane_own_row (row, item);
  gtk_list_item_set_child (item, row);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory G_GNUC_UNUSED,
             GtkListItem *item,
             WbMessagesPane *self)
{
  WbLogEntry *entry = gtk_list_item_get_item (item);

  wb_message_row_set_message (WB_MESSAGE_ROW (gtk_list_item_get_child (item)),
                              wb_log_entry_get_message (entry),
                              wb_messages_pane_get_connection_at (self, gtk_list_item_get_position (item)));
  wb_row_filler_wake (self->filler);
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory G_GNUC_UNUSED,
               GtkListItem *item,
               WbMessagesPane *self G_GNUC_UNUSED)
{
  wb_message_row_set_message (WB_MESSAGE_ROW (gtk_list_item_get_child (item)), NULL, NULL);
}

static WbMessage *
get_selected (WbMessagesPane *self)
{
  WbLogEntry *entry = gtk_single_selection_get_selected_item (self->selection);

  return entry != NULL ? wb_log_entry_get_message (entry) : NULL;
}

static void
selected_cb (WbMessagesPane *self)
{
  WbMessage *message = get_selected (self);

  /* While the list is replaced, or when the log loses the message, the details stay. */
  if (message == NULL)
    return;

  /* A list that goes on would take away what was chosen. */
  if (self->reselect == NULL)
    wb_list_follower_stay (self->follower);
  wb_messages_pane_show_details (self, message,
                                 wb_messages_pane_get_connection_at (
                                     self, gtk_single_selection_get_selected (self->selection)));
}

static void
activated_cb (WbMessagesPane *self)
{
  self->details_open = get_selected (self) != NULL;
  wb_messages_pane_update_sides (self);
  if (self->details_open && !self->details_visible)
    gtk_widget_grab_focus (GTK_WIDGET (self->details));
}

static void
back_cb (WbMessagesPane *self)
{
  self->details_open = FALSE;
  wb_messages_pane_update_sides (self);
  gtk_widget_grab_focus (self->list_bin);
}

/**
 * wb_messages_pane_go_back:
 * @self: a pane
 *
 * Shows the list again where a message has taken its place.
 *
 * Returns: whether one had
 */
gboolean
wb_messages_pane_go_back (WbMessagesPane *self)
{
  if (gtk_widget_get_visible (self->list_side))
    return FALSE;

  back_cb (self);
  return TRUE;
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant *arguments G_GNUC_UNUSED,
           gpointer data G_GNUC_UNUSED)
{
  return wb_messages_pane_go_back (WB_MESSAGES_PANE (widget));
}

static void
replacing_cb (WbMessagesPane *self)
{
  g_clear_object (&self->reselect);
  self->reselect = gtk_single_selection_get_selected_item (self->selection);
  if (self->reselect == NULL)
    return;

  g_object_ref (self->reselect);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

static void
replaced_cb (WbMessagesPane *self)
{
  guint position;

  if (self->reselect != NULL &&
      wb_log_view_find (self->view, wb_log_entry_get_message (self->reselect), &position))
    gtk_single_selection_set_selected (self->selection, position);
  g_clear_object (&self->reselect);
}

static void
show_track_cb (WbMessagesPane *self,
               const char *id)
{
  if (self->detailed != NULL)
    g_signal_emit (self, show_track_signal, 0, self->detailed, id);
}

/*
 * Object
 */

static void
wb_messages_pane_get_property (GObject *object,
                               guint prop_id,
                               GValue *value,
                               GParamSpec *pspec)
{
  WbMessagesPane *self = WB_MESSAGES_PANE (object);

  switch ((WbMessagesPaneProperty) prop_id)
    {
    case PROP_MONITOR:
      g_value_set_object (value, self->monitor);
      break;
    case PROP_CONNECTION:
      g_value_set_object (value, self->connection);
      break;
    case PROP_DETAILS_VISIBLE:
      g_value_set_boolean (value, self->details_visible);
      break;
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;
    case PROP_MERGED:
      g_value_set_boolean (value, self->merged);
      break;
    case PROP_IS_MERGED:
      g_value_set_boolean (value, wb_log_view_is_merged (self->view));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
wb_messages_pane_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  WbMessagesPane *self = WB_MESSAGES_PANE (object);

  switch ((WbMessagesPaneProperty) prop_id)
    {
    case PROP_MONITOR:
      wb_messages_pane_set_monitor (self, g_value_get_object (value));
      break;
    case PROP_CONNECTION:
      wb_messages_pane_set_connection (self, g_value_get_object (value));
      break;
    case PROP_DETAILS_VISIBLE:
      wb_messages_pane_set_details_visible (self, g_value_get_boolean (value));
      break;
    case PROP_MERGED:
      wb_messages_pane_set_merged (self, g_value_get_boolean (value));
      break;
    case PROP_COMPACT:
    case PROP_IS_MERGED:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
wb_messages_pane_dispose (GObject *object)
{
  WbMessagesPane *self = WB_MESSAGES_PANE (object);

  g_clear_handle_id (&self->compact_change, g_source_remove);
  g_clear_handle_id (&self->spinner_delay, g_source_remove);
  g_clear_object (&self->follower);
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_MESSAGES_PANE);
  g_clear_object (&self->filler);
  g_clear_object (&self->signals);
  g_clear_object (&self->reselect);
  g_clear_object (&self->selection);
  g_clear_object (&self->view);
  g_clear_object (&self->detailed);
  g_clear_object (&self->connection);
  g_clear_object (&self->monitor);

  G_OBJECT_CLASS (wb_messages_pane_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = readable | G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_MONITOR] = g_param_spec_object ("monitor", NULL, NULL, WB_TYPE_MONITOR, writable);

  /**
   * WbMessagesPane:connection:
   *
   * Whose messages are shown, and to whom what is written goes; %NULL for none.
   */
  properties[PROP_CONNECTION] = g_param_spec_object ("connection", NULL, NULL, WB_TYPE_CONNECTION, writable);

  /**
   * WbMessagesPane:details-visible:
   *
   * Whether there is room for the details beside the list.
   */
  properties[PROP_DETAILS_VISIBLE] = g_param_spec_boolean ("details-visible", NULL, NULL, TRUE, writable);

  /**
   * WbMessagesPane:compact:
   *
   * Whether the list has to do with little room.
   */
  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, readable);

  /**
   * WbMessagesPane:merged:
   *
   * Whether the user wants to see the messages of all connections in one list.
   */
  properties[PROP_MERGED] = g_param_spec_boolean ("merged", NULL, NULL, FALSE, writable);

  /**
   * WbMessagesPane:is-merged:
   *
   * Whether there are more connections than one in the list.
   */
  properties[PROP_IS_MERGED] = g_param_spec_boolean ("is-merged", NULL, NULL, FALSE, readable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, WbMessagesPane, toasts);
  gtk_widget_class_bind_template_child (widget_class, WbMessagesPane, list_side);
  gtk_widget_class_bind_template_child (widget_class, WbMessagesPane, bar);
  gtk_widget_class_bind_template_child (widget_class, WbMessagesPane, filter);
  gtk_widget_class_bind_template_child (widget_class, WbMessagesPane, directions);
  gtk_widget_class_bind_template_child (widget_class, WbMessagesPane, buttons);
  gtk_widget_class_bind_template_child (widget_class, WbMessagesPane, all);
  gtk_widget_class_bind_template_child (widget_class, WbMessagesPane, received);
  gtk_widget_class_bind_template_child (widget_class, WbMessagesPane, sent);
  gtk_widget_class_bind_template_child (widget_class, WbMessagesPane, merge);
  gtk_widget_class_bind_template_child (widget_class, WbMessagesPane, pause);
  gtk_widget_class_bind_template_child (widget_class, WbMessagesPane, clear);
  gtk_widget_class_bind_template_child (widget_class, WbMessagesPane, save);
  gtk_widget_class_bind_template_child (widget_class, WbMessagesPane, query_revealer);
  gtk_widget_class_bind_template_child (widget_class, WbMessagesPane, query_error);
  gtk_widget_class_bind_template_child (widget_class, WbMessagesPane, pages);
  gtk_widget_class_bind_template_child (widget_class, WbMessagesPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, WbMessagesPane, list_bin);
  gtk_widget_class_bind_template_child (widget_class, WbMessagesPane, list);
  gtk_widget_class_bind_template_child (widget_class, WbMessagesPane, waiting);
  gtk_widget_class_bind_template_child (widget_class, WbMessagesPane, empty);
  gtk_widget_class_bind_template_child (widget_class, WbMessagesPane, newest);
  gtk_widget_class_bind_template_child (widget_class, WbMessagesPane, newest_label);
  gtk_widget_class_bind_template_child (widget_class, WbMessagesPane, spinner);
  gtk_widget_class_bind_template_child (widget_class, WbMessagesPane, details);
  gtk_widget_class_bind_template_child (widget_class, WbMessagesPane, composer);
}

static void
bind_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, wb_messages_pane_pressed);
  gtk_widget_class_bind_template_callback (widget_class, wb_messages_pane_released);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, wb_messages_pane_filter_changed);
  gtk_widget_class_bind_template_callback (widget_class, wb_messages_pane_filter_stopped);
  gtk_widget_class_bind_template_callback (widget_class, wb_messages_pane_direction_changed);
  gtk_widget_class_bind_template_callback (widget_class, wb_messages_pane_protocol_toggled);
  gtk_widget_class_bind_template_callback (widget_class, wb_messages_pane_clear_filter);
  gtk_widget_class_bind_template_callback (widget_class, wb_messages_pane_go_to_newest);
  gtk_widget_class_bind_template_callback (widget_class, wb_messages_pane_clear);
  gtk_widget_class_bind_template_callback (widget_class, wb_messages_pane_save);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, wb_messages_pane_copy_payload);
  gtk_widget_class_bind_template_callback (widget_class, wb_messages_pane_save_payload);
  gtk_widget_class_bind_template_callback (widget_class, show_track_cb);
}

static void
wb_messages_pane_class_init (WbMessagesPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = wb_messages_pane_dispose;
  object_class->get_property = wb_messages_pane_get_property;
  object_class->set_property = wb_messages_pane_set_property;
  widget_class->measure = wb_messages_pane_measure;
  widget_class->size_allocate = wb_messages_pane_size_allocate;
  install_properties (object_class);

  /**
   * WbMessagesPane::show-track:
   * @connection: a connection
   * @id: (nullable): id of an object of it; %NULL if its messages name none
   *
   * The user wants to see it on the map.
   */
  show_track_signal = g_signal_new ("show-track", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 2, WB_TYPE_CONNECTION, G_TYPE_STRING);

  g_type_ensure (WB_TYPE_COMPOSER);
  g_type_ensure (WB_TYPE_LIST_BIN);
  g_type_ensure (WB_TYPE_MESSAGE_DETAILS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/whereabouts/Whereabouts/ui/wb-messages-pane.ui");
  bind_children (widget_class);
  bind_callbacks (widget_class);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
follow_view (WbMessagesPane *self)
{
  self->view = wb_log_view_new (NULL);
  wb_log_view_set_interval (self->view, LIST_INTERVAL_US);
  self->follower = wb_list_follower_new (self->scroller, self->view);
  self->filler = wb_row_filler_new (GTK_WIDGET (self->list));
  g_signal_connect_object (self->view, "items-changed", G_CALLBACK (wb_messages_pane_update_page), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "replacing", G_CALLBACK (replacing_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "replaced", G_CALLBACK (replaced_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::busy", G_CALLBACK (busy_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::query-error", G_CALLBACK (query_error_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::n-new", G_CALLBACK (update_newest), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::paused", G_CALLBACK (update_newest), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->follower, "notify::n-missed", G_CALLBACK (update_newest), self,
                           G_CONNECT_SWAPPED);
  g_object_bind_property (self->view, "paused", self->pause, "active", G_BINDING_BIDIRECTIONAL);
  g_object_bind_property (self, "merged", self->merge, "active", G_BINDING_BIDIRECTIONAL);
  g_object_bind_property (self, "is-merged", self->details, "shows-name", G_BINDING_DEFAULT);
}

static void
make_selection (WbMessagesPane *self)
{
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->view)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
wb_messages_pane_init (WbMessagesPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  self->details_visible = TRUE;
  self->signals = g_signal_group_new (WB_TYPE_CONNECTION);
  g_signal_group_connect_swapped (self->signals, "notify::state", G_CALLBACK (wb_messages_pane_update_page), self);
  g_signal_group_connect_swapped (self->signals, "notify::sent", G_CALLBACK (wb_messages_pane_update_page), self);
  follow_view (self);
  make_selection (self);
  wb_messages_pane_update_sides (self);
  wb_messages_pane_update_page (self);
}

/**
 * wb_messages_pane_new:
 * @monitor: (nullable): knows the decoders, for the details
 *
 * Returns: (transfer floating): a pane without a connection
 */
GtkWidget *
wb_messages_pane_new (WbMonitor *monitor)
{
  return g_object_new (WB_TYPE_MESSAGES_PANE, "monitor", monitor, NULL);
}

/**
 * wb_messages_pane_set_details_visible:
 * @self: a pane
 * @visible: whether there is room for the details beside the list
 */
void
wb_messages_pane_set_details_visible (WbMessagesPane *self,
                                      gboolean visible)
{
  g_return_if_fail (WB_IS_MESSAGES_PANE (self));

  if (self->details_visible == visible)
    return;

  self->details_visible = visible;
  wb_messages_pane_update_sides (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAILS_VISIBLE]);
}

/**
 * wb_messages_pane_get_view:
 * @self: a pane
 *
 * Returns: (transfer none): the messages it shows
 */
WbLogView *
wb_messages_pane_get_view (WbMessagesPane *self)
{
  g_return_val_if_fail (WB_IS_MESSAGES_PANE (self), NULL);

  return self->view;
}
