/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The main window: its parts, how they are arranged, and what each of them is about. */

#include "config.h"

#include "wb-window-private.h"

#include "wb-first-run.h"
#include "wb-rate.h"
#include "wb-secret-dialog.h"
#include "wb-sidebar.h"
#include "wb-state-view.h"
#include "wb-style.h"

#include <glib/gi18n-lib.h>

/* The messages may not take more of the height than this. */
#define MESSAGES_MAX_SHARE 0.6

typedef enum {
  PROP_SHOW_SIDEBAR = 1,
  PROP_SHOW_MESSAGES,
} WbWindowProperty;

static GParamSpec *properties[PROP_SHOW_MESSAGES + 1] = { NULL };

G_DEFINE_FINAL_TYPE (WbWindow, wb_window, ADW_TYPE_APPLICATION_WINDOW)

/*
 * Arranging
 */

static void
room_changed_cb (WbWindow *self)
{
  if (self->monitor == NULL)
    return;

  wb_window_arrange (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_MESSAGES]);
}

static void
flap_revealed_cb (WbWindow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_SIDEBAR]);
}

static void
show_attention (WbWindow *self)
{
  guint64 received = self->current != NULL ? wb_connection_get_received (self->current) : 0;
  gboolean seen = g_strcmp0 (adw_view_stack_get_visible_child_name (self->stack), "messages") == 0;

  if (seen || !wb_window_is_narrow (self))
    self->seen_messages = received;
  adw_view_stack_page_set_needs_attention (self->messages_page, received > self->seen_messages);
}

static void
page_changed_cb (WbWindow *self)
{
  show_attention (self);
  /* Who goes to a page wants to see it. */
  if (self->monitor != NULL && wb_window_is_narrow (self))
    wb_window_set_show_sidebar (self, FALSE);

  /* A page hands the focus on to the first widget of the next one, but nobody asked for an entry and
   * for the keyboard that some screens show with it. */
  if (GTK_IS_TEXT (gtk_window_get_focus (GTK_WINDOW (self))))
    gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_MESSAGES]);
}

static void
position_changed_cb (WbWindow *self)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self->paned));
  int least = (int) (height * (1 - MESSAGES_MAX_SHARE));

  if (self->settled && gtk_widget_get_visible (GTK_WIDGET (self->messages_slot)) &&
      gtk_paned_get_position (self->paned) < least)
    gtk_paned_set_position (self->paned, least);
}

/* The first layout gave the messages the height they had last time, by asking for it; from now on
 * they ask for little and the divider keeps its place. */
static gboolean
settle_cb (gpointer data)
{
  WbWindow *self = data;

  self->settle = 0;
  self->settled = TRUE;
  gtk_paned_set_position (self->paned, gtk_paned_get_position (self->paned));
  gtk_widget_set_size_request (GTK_WIDGET (self->messages_slot), -1, WB_WINDOW_MESSAGES_MIN_HEIGHT);
  return G_SOURCE_REMOVE;
}

static void
messages_mapped_cb (WbWindow *self)
{
  if (!self->settled && self->settle == 0)
    self->settle = g_idle_add_full (G_PRIORITY_LOW, settle_cb, self, NULL);
}

/*
 * What changes with time
 */

static void
sample_rates (WbWindow *self)
{
  GListModel *connections = wb_monitor_get_connections (self->monitor);
  gint64 now = g_get_monotonic_time ();

  for (guint i = 0; i < g_list_model_get_n_items (connections); i++)
    {
      g_autoptr(WbConnection) connection = g_list_model_get_item (connections, i);

      wb_rate_sample (wb_rate_of (connection), wb_connection_get_received (connection), now);
    }
}

static gboolean
tick_cb (gpointer data)
{
  WbWindow *self = data;

  sample_rates (self);
  wb_connections_panel_update (self->connections);
  wb_connection_button_update (self->connection_button);
  wb_failure_card_update (self->failure_card);
  wb_object_card_update (self->object_card);
  show_attention (self);
  return G_SOURCE_CONTINUE;
}

static gboolean
is_any_open (WbWindow *self)
{
  GListModel *connections = wb_monitor_get_connections (self->monitor);

  for (guint i = 0; i < g_list_model_get_n_items (connections); i++)
    {
      g_autoptr(WbConnection) connection = g_list_model_get_item (connections, i);

      if (wb_connection_get_state (connection) != WB_STATE_CLOSED)
        return TRUE;
    }
  return FALSE;
}

/* The clock runs only where somebody can see it. */
static void
update_timer (WbWindow *self)
{
  gboolean needed = gtk_widget_get_mapped (GTK_WIDGET (self)) &&
                    (is_any_open (self) || gtk_widget_get_visible (GTK_WIDGET (self->object_card)));

  if (needed && self->timer == 0)
    {
      self->timer = g_timeout_add_seconds (1, tick_cb, self);
      g_source_set_name_by_id (self->timer, "[whereabouts] window clock");
    }
  else if (!needed && self->timer != 0)
    {
      g_clear_handle_id (&self->timer, g_source_remove);
      show_attention (self);
    }
}

/*
 * What the window is about
 */

static void
selected_changed_cb (WbWindow *self)
{
  WbTrack *track = wb_map_view_get_selected (self->map);

  if (self->monitor == NULL)
    return;

  wb_object_card_set_track (self->object_card, track);
  wb_window_arrange_card (self);
  update_timer (self);
}

/* Brings an object to the middle of the map, which keeps its zoom. */
static void
show_track (WbWindow *self,
            WbTrack *track)
{
  double latitude, longitude, zoom;

  wb_map_view_set_selected (self->map, track);
  wb_map_view_get_view (self->map, &latitude, &longitude, &zoom);
  wb_map_view_go_to (self->map, wb_track_get_latitude (track), wb_track_get_longitude (track), zoom);
  adw_view_stack_set_visible_child_name (self->stack, "map");
}

static void
track_activated_cb (WbWindow *self,
                    WbTrack *track)
{
  show_track (self, track);
}

static void
show_track_cb (WbWindow *self,
               WbConnection *connection,
               const char *id)
{
  g_autoptr(WbTrack) track = wb_track_store_lookup (wb_monitor_get_tracks (self->monitor),
                                                    wb_connection_get_source (connection), id != NULL ? id : "");

  if (track != NULL)
    show_track (self, track);
  else
    wb_window_show_message (self, _ ("This object is not on the map any more."));
}

static void
show_current (WbWindow *self)
{
  wb_connection_button_set_connection (self->connection_button, self->current);
  wb_failure_card_set_connection (self->failure_card, self->current);
  g_object_set (self->messages, "connection", self->current, NULL);
  self->seen_messages = self->current != NULL ? wb_connection_get_received (self->current) : 0;
  wb_window_arrange_header (self);
  wb_window_update_actions (self);
}

static void
current_changed_cb (WbWindow *self)
{
  if (!g_set_object (&self->current, wb_connections_panel_get_current (self->connections)))
    return;

  show_current (self);
  if (wb_window_is_narrow (self))
    adw_flap_set_reveal_flap (self->flap, FALSE);
}

static void
state_changed_cb (WbWindow *self)
{
  wb_window_arrange_header (self);
  wb_window_update_actions (self);
  update_timer (self);
}

static void
connections_changed_cb (WbWindow *self,
                        guint position,
                        guint removed G_GNUC_UNUSED,
                        guint added,
                        GListModel *connections)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr(WbConnection) connection = g_list_model_get_item (connections, i);

      wb_rate_of (connection);
      /* One that has changed its place was known before. Others listen for the same window. */
      g_signal_handlers_disconnect_matched (connection, G_SIGNAL_MATCH_ID | G_SIGNAL_MATCH_DATA,
                                            g_signal_lookup ("notify", WB_TYPE_CONNECTION), 0, NULL, NULL, self);
      g_signal_connect_object (connection, "notify::state", G_CALLBACK (state_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  wb_window_arrange (self);
  state_changed_cb (self);
}

/*
 * Object
 */

static gboolean
wb_window_close_request (GtkWindow *window)
{
  wb_window_save (WB_WINDOW (window));

  return GTK_WINDOW_CLASS (wb_window_parent_class)->close_request (window);
}

static void
wb_window_map (GtkWidget *widget)
{
  WbWindow *self = WB_WINDOW (widget);

  GTK_WIDGET_CLASS (wb_window_parent_class)->map (widget);
  update_timer (self);
}

static void
wb_window_unmap (GtkWidget *widget)
{
  WbWindow *self = WB_WINDOW (widget);

  GTK_WIDGET_CLASS (wb_window_parent_class)->unmap (widget);
  update_timer (self);
}

static gboolean
get_show_messages (WbWindow *self)
{
  if (!wb_window_is_narrow (self))
    return self->show_messages;
  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->stack), "messages") == 0;
}

static void
wb_window_get_property (GObject *object,
                        guint prop_id,
                        GValue *value,
                        GParamSpec *pspec)
{
  WbWindow *self = WB_WINDOW (object);

  switch ((WbWindowProperty) prop_id)
    {
    case PROP_SHOW_SIDEBAR:
      /* Actions ask for it before there are any children. */
      g_value_set_boolean (value, self->flap != NULL && adw_flap_get_reveal_flap (self->flap));
      break;
    case PROP_SHOW_MESSAGES:
      g_value_set_boolean (value, self->stack != NULL && get_show_messages (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
wb_window_set_property (GObject *object,
                        guint prop_id,
                        const GValue *value,
                        GParamSpec *pspec)
{
  WbWindow *self = WB_WINDOW (object);

  switch ((WbWindowProperty) prop_id)
    {
    case PROP_SHOW_SIDEBAR:
      wb_window_set_show_sidebar (self, g_value_get_boolean (value));
      break;
    case PROP_SHOW_MESSAGES:
      wb_window_set_show_messages (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
wb_window_dispose (GObject *object)
{
  WbWindow *self = WB_WINDOW (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_handle_id (&self->settle, g_source_remove);
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (wb_monitor_get_connections (self->monitor), self);
  gtk_widget_insert_action_group (GTK_WIDGET (object), "map", NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_WINDOW);
  g_clear_weak_pointer (&self->editor);
  g_clear_object (&self->current);
  g_clear_pointer (&self->first_view, g_variant_unref);
  g_clear_object (&self->settings);
  g_clear_object (&self->monitor);

  G_OBJECT_CLASS (wb_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/app/whereabouts/Whereabouts/ui/wb-window.ui");
  gtk_widget_class_bind_template_child (widget_class, WbWindow, bin);
  gtk_widget_class_bind_template_child (widget_class, WbWindow, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, WbWindow, open_button);
  gtk_widget_class_bind_template_child (widget_class, WbWindow, close_button);
  gtk_widget_class_bind_template_child (widget_class, WbWindow, search_button);
  gtk_widget_class_bind_template_child (widget_class, WbWindow, messages_button);
  gtk_widget_class_bind_template_child (widget_class, WbWindow, connection_button);
  gtk_widget_class_bind_template_child (widget_class, WbWindow, title);
  gtk_widget_class_bind_template_child (widget_class, WbWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, WbWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, WbWindow, connections);
  gtk_widget_class_bind_template_child (widget_class, WbWindow, objects_side);
  gtk_widget_class_bind_template_child (widget_class, WbWindow, objects_slot);
  gtk_widget_class_bind_template_child (widget_class, WbWindow, objects);
  gtk_widget_class_bind_template_child (widget_class, WbWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, WbWindow, messages_page);
  gtk_widget_class_bind_template_child (widget_class, WbWindow, paned);
  gtk_widget_class_bind_template_child (widget_class, WbWindow, map_side);
  gtk_widget_class_bind_template_child (widget_class, WbWindow, map);
  gtk_widget_class_bind_template_child (widget_class, WbWindow, first_run);
  gtk_widget_class_bind_template_child (widget_class, WbWindow, failure_card);
  gtk_widget_class_bind_template_child (widget_class, WbWindow, object_card);
  gtk_widget_class_bind_template_child (widget_class, WbWindow, messages_slot);
  gtk_widget_class_bind_template_child (widget_class, WbWindow, messages);
  gtk_widget_class_bind_template_child (widget_class, WbWindow, objects_narrow_slot);
  gtk_widget_class_bind_template_child (widget_class, WbWindow, messages_narrow_slot);
  gtk_widget_class_bind_template_child (widget_class, WbWindow, switcher_bar);
  gtk_widget_class_bind_template_callback (widget_class, room_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, flap_revealed_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, position_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, messages_mapped_cb);
  gtk_widget_class_bind_template_callback (widget_class, current_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_track_cb);
  gtk_widget_class_bind_template_callback (widget_class, track_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_changed_cb);
}

static void
ensure_types (void)
{
  g_type_ensure (WB_TYPE_ADAPTIVE_BIN);
  g_type_ensure (WB_TYPE_CONNECTION_BUTTON);
  g_type_ensure (WB_TYPE_CONNECTIONS_PANEL);
  g_type_ensure (WB_TYPE_FAILURE_CARD);
  g_type_ensure (WB_TYPE_FIRST_RUN);
  g_type_ensure (WB_TYPE_MAP_VIEW);
  g_type_ensure (WB_TYPE_MESSAGES_PANE);
  g_type_ensure (WB_TYPE_OBJECT_CARD);
  g_type_ensure (WB_TYPE_OBJECTS_PANEL);
  g_type_ensure (WB_TYPE_SIDEBAR);
}

static GParamSpec *
switch_property (const char *name)
{
  return g_param_spec_boolean (name, NULL, NULL, TRUE,
                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
}

static void
wb_window_class_init (WbWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = wb_window_dispose;
  object_class->get_property = wb_window_get_property;
  object_class->set_property = wb_window_set_property;
  widget_class->map = wb_window_map;
  widget_class->unmap = wb_window_unmap;
  GTK_WINDOW_CLASS (klass)->close_request = wb_window_close_request;

  /**
   * WbWindow:show-sidebar:
   *
   * Whether the sidebar is there now; while the window is narrow it slides over the rest.
   */
  properties[PROP_SHOW_SIDEBAR] = switch_property ("show-sidebar");

  /**
   * WbWindow:show-messages:
   *
   * Whether the messages are there now; while the window is narrow, on their own page.
   */
  properties[PROP_SHOW_MESSAGES] = switch_property ("show-messages");

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  ensure_types ();
  bind_template (widget_class);
  wb_window_install_actions (widget_class);
}

static void
wb_window_init (WbWindow *self)
{
  self->show_sidebar = TRUE;
  self->show_messages = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  wb_map_view_add_cover (self->map, GTK_WIDGET (self->failure_card));
  wb_map_view_add_cover (self->map, GTK_WIDGET (self->object_card));
  wb_style_mark_contrast (GTK_WIDGET (self));
  if (IS_DEVELOPMENT)
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
}

static void
power_changed_cb (WbWindow *self,
                  GParamSpec *pspec G_GNUC_UNUSED,
                  GPowerProfileMonitor *power)
{
  wb_map_view_set_thrifty (self->map, g_power_profile_monitor_get_power_saver_enabled (power));
}

/* The window may stay open all day. */
static void
watch_power (WbWindow *self)
{
  g_autoptr(GPowerProfileMonitor) power = g_power_profile_monitor_dup_default ();

  g_signal_connect_object (power, "notify::power-saver-enabled", G_CALLBACK (power_changed_cb), self,
                           G_CONNECT_SWAPPED);
  power_changed_cb (self, NULL, power);
}

/**
 * wb_window_new:
 * @application: the application
 * @monitor: what to show
 * @settings: the settings of the application, where the window keeps its size and arrangement
 *
 * Returns: (transfer none): a window, not shown yet
 */
GtkWindow *
wb_window_new (GtkApplication *application,
               WbMonitor *monitor,
               GSettings *settings)
{
  WbWindow *self = g_object_new (WB_TYPE_WINDOW, "application", application, NULL);
  GListModel *connections = wb_monitor_get_connections (monitor);

  self->monitor = g_object_ref (monitor);
  self->settings = g_object_ref (settings);
  watch_power (self);
  wb_window_init_actions (self);
  wb_window_accept_files (self);
  wb_map_view_set_monitor (self->map, monitor);
  wb_object_card_set_monitor (self->object_card, monitor);
  g_object_set (self->objects, "monitor", monitor, NULL);
  g_object_set (self->messages, "monitor", monitor, NULL);
  g_object_bind_property (self->map, "selected", self->objects, "selected", G_BINDING_BIDIRECTIONAL);
  wb_window_restore (self);

  wb_connections_panel_set_monitor (self->connections, monitor);
  wb_secret_dialog_serve (connections, GTK_WINDOW (self));
  wb_window_restore_current (self);
  g_signal_connect_object (connections, "items-changed", G_CALLBACK (connections_changed_cb), self,
                           G_CONNECT_SWAPPED);
  connections_changed_cb (self, 0, 0, g_list_model_get_n_items (connections), connections);
  show_current (self);
  wb_window_init_directives (self);
  for (guint i = PROP_SHOW_SIDEBAR; i <= PROP_SHOW_MESSAGES; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  return GTK_WINDOW (self);
}

WbConnection *
wb_window_get_current (WbWindow *self)
{
  g_return_val_if_fail (WB_IS_WINDOW (self), NULL);

  return self->current;
}

/**
 * wb_window_set_current:
 * @self: a window
 * @connection: the connection that header and messages should be about
 */
void
wb_window_set_current (WbWindow *self,
                       WbConnection *connection)
{
  g_return_if_fail (WB_IS_WINDOW (self));

  wb_connections_panel_set_current (self->connections, connection);
}

void
wb_window_set_show_sidebar (WbWindow *self,
                            gboolean show)
{
  if (!wb_window_is_narrow (self))
    self->show_sidebar = show;
  adw_flap_set_reveal_flap (self->flap, show && wb_window_has_connections (self));
}

void
wb_window_set_show_messages (WbWindow *self,
                             gboolean show)
{
  if (wb_window_is_narrow (self))
    adw_view_stack_set_visible_child_name (self->stack, show ? "messages" : "map");
  else
    {
      self->show_messages = show;
      wb_window_arrange (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_MESSAGES]);
    }
}
