/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The model of everything that is watched: it applies what the feeds hand over, a little at a
 * time, whether a window is shown or not. */

#include "config.h"

#include "wb-connection-private.h"
#include "wb-monitor.h"
#include "wb-time.h"

/* Behind input events, before drawing. */
#define APPLY_PRIORITY (G_PRIORITY_DEFAULT + 10)

#define SWEEP_INTERVAL_MS 1000

/**
 * WbMonitor:
 *
 * Lives in the main context that is the thread's default when it is made. Connections take turns,
 * so that a flood on one of them does not keep the others from being seen.
 */
struct _WbMonitor {
  GObject parent_instance;

  WbRegistry *registry; /* borrowed: outlives the monitor */
  GListStore *connections;
  WbTrackStore *tracks;

  GSource *apply; /* woken by the queues */
  gint64 interval;
  gint64 last_turn;
  guint next; /* whose turn it is */

  GSource *clock; /* lets tracks grow older */
  GSource *sweep; /* while there are tracks the clock did not reach yet */

  gboolean online;
};

typedef enum {
  PROP_CONNECTIONS = 1,
  PROP_TRACKS,
} WbMonitorProperty;

static GParamSpec *properties[PROP_TRACKS + 1] = { NULL };

G_DEFINE_FINAL_TYPE (WbMonitor, wb_monitor, G_TYPE_OBJECT)

/*
 * Applying
 */

/* Gives each connection a turn until nothing is left or the time is over. */
static gboolean
apply_until (WbMonitor *self,
             gint64 deadline)
{
  guint idle = 0, count;

  while (idle < (count = g_list_model_get_n_items (G_LIST_MODEL (self->connections))))
    {
      g_autoptr(WbConnection) connection =
          g_list_model_get_item (G_LIST_MODEL (self->connections), self->next++ % count);

      idle = wb_connection_apply (connection, deadline) ? 0 : idle + 1;
      if (idle == 0 && g_get_monotonic_time () >= deadline)
        return TRUE;
    }
  return FALSE;
}

static gboolean
apply_cb (gpointer data)
{
  g_autoptr(WbMonitor) self = g_object_ref (data);
  gint64 now = g_get_monotonic_time ();
  GSource *source = self->apply;

  if (now < self->last_turn + self->interval)
    {
      g_source_set_ready_time (source, self->last_turn + self->interval);
      return G_SOURCE_CONTINUE;
    }

  /* Before looking into the queues: what is pushed from now on wakes the source again. */
  g_source_set_ready_time (source, -1);
  self->last_turn = now;
  if (apply_until (self, now + WB_MONITOR_TURN_US) && self->apply != NULL)
    g_source_set_ready_time (source, 0);
  return G_SOURCE_CONTINUE;
}

static gboolean
apply_dispatch (GSource *source G_GNUC_UNUSED,
                GSourceFunc callback,
                gpointer data)
{
  return callback (data);
}

static GSourceFuncs apply_funcs = { .dispatch = apply_dispatch };

/*
 * Growing older
 */

static gboolean
sweep_cb (gpointer data)
{
  WbMonitor *self = data;

  if (wb_track_store_sweep (self->tracks, wb_time_get_uptime ()))
    return G_SOURCE_CONTINUE;

  g_clear_pointer (&self->sweep, g_source_unref);
  return G_SOURCE_REMOVE;
}

static void
start_sweep (WbMonitor *self)
{
  if (self->sweep != NULL)
    return;

  self->sweep = g_idle_source_new ();
  g_source_set_callback (self->sweep, sweep_cb, self, NULL);
  g_source_attach (self->sweep, g_source_get_context (self->apply));
}

static gboolean
clock_cb (gpointer data)
{
  start_sweep (data);
  return G_SOURCE_CONTINUE;
}

static void
state_changed_cb (WbMonitor *self)
{
  start_sweep (self);
}

/* It is told again and again, for every address and route. */
static void
network_changed_cb (WbMonitor *self,
                    gboolean available)
{
  gboolean returned = available && !self->online;

  self->online = available;
  for (guint i = 0; returned && i < g_list_model_get_n_items (G_LIST_MODEL (self->connections)); i++)
    {
      g_autoptr(WbConnection) connection =
          g_list_model_get_item (G_LIST_MODEL (self->connections), i);

      wb_connection_hurry (connection);
    }
}

/*
 * Object
 */

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
wb_monitor_dispose (GObject *object)
{
  WbMonitor *self = WB_MONITOR (object);

  clear_source (&self->apply);
  clear_source (&self->clock);
  clear_source (&self->sweep);
  while (self->connections != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->connections)) > 0)
    {
      g_autoptr(WbConnection) connection = g_list_model_get_item (G_LIST_MODEL (self->connections), 0);

      wb_monitor_remove (self, connection);
    }
  g_clear_object (&self->connections);
  g_clear_object (&self->tracks);

  G_OBJECT_CLASS (wb_monitor_parent_class)->dispose (object);
}

static void
wb_monitor_get_property (GObject *object,
                         guint prop_id,
                         GValue *value,
                         GParamSpec *pspec)
{
  WbMonitor *self = WB_MONITOR (object);

  switch ((WbMonitorProperty) prop_id)
    {
    case PROP_CONNECTIONS:
      g_value_set_object (value, self->connections);
      break;
    case PROP_TRACKS:
      g_value_set_object (value, self->tracks);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
wb_monitor_class_init (WbMonitorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = wb_monitor_dispose;
  object_class->get_property = wb_monitor_get_property;

  properties[PROP_CONNECTIONS] =
      g_param_spec_object ("connections", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_TRACKS] =
      g_param_spec_object ("tracks", NULL, NULL, WB_TYPE_TRACK_STORE, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
wb_monitor_init (WbMonitor *self)
{
  GMainContext *context = g_main_context_get_thread_default ();
  GNetworkMonitor *network = g_network_monitor_get_default ();

  self->connections = g_list_store_new (WB_TYPE_CONNECTION);
  self->tracks = wb_track_store_new ();
  self->interval = WB_MONITOR_INTERVAL_US;

  self->apply = g_source_new (&apply_funcs, sizeof (GSource));
  g_source_set_priority (self->apply, APPLY_PRIORITY);
  g_source_set_callback (self->apply, apply_cb, self, NULL);
  g_source_attach (self->apply, context);

  self->clock = g_timeout_source_new (SWEEP_INTERVAL_MS);
  g_source_set_callback (self->clock, clock_cb, self, NULL);
  g_source_attach (self->clock, context);

  self->online = g_network_monitor_get_network_available (network);
  g_signal_connect_object (network, "network-changed", G_CALLBACK (network_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * wb_monitor_new:
 * @registry: what transports, protocols and decoders there are; outlives the monitor
 *
 * Returns: (transfer full): a model without connections
 */
WbMonitor *
wb_monitor_new (WbRegistry *registry)
{
  WbMonitor *self = g_object_new (WB_TYPE_MONITOR, NULL);

  self->registry = registry;
  return self;
}

/**
 * wb_monitor_insert:
 * @self: a monitor
 * @profile: the settings of a connection
 * @position: its place among the connections; beyond them it is the last one
 *
 * Returns: (transfer none): a new connection, closed
 */
WbConnection *
wb_monitor_insert (WbMonitor *self,
                   WbProfile *profile,
                   guint position)
{
  g_autoptr(WbConnection) connection = NULL;
  guint length;

  g_return_val_if_fail (WB_IS_MONITOR (self), NULL);
  g_return_val_if_fail (WB_IS_PROFILE (profile), NULL);

  length = g_list_model_get_n_items (G_LIST_MODEL (self->connections));
  connection = wb_connection_new (self->registry, profile, self->tracks, self->apply);
  g_signal_connect_object (connection, "notify::state", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (profile, "notify::colour", G_CALLBACK (start_sweep), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_list_store_insert (self->connections, MIN (position, length), connection);
  return connection;
}

/**
 * wb_monitor_add:
 * @self: a monitor
 * @profile: the settings of a connection
 *
 * Returns: (transfer none): a new connection, closed, after the others
 */
WbConnection *
wb_monitor_add (WbMonitor *self,
                WbProfile *profile)
{
  return wb_monitor_insert (self, profile, G_MAXUINT);
}

/**
 * wb_monitor_move:
 * @self: a monitor
 * @connection: one of its connections
 * @position: its new place; beyond the others it becomes the last one
 *
 * Changes the order of the connections, for which nothing comes or goes: it is one change of the list.
 */
void
wb_monitor_move (WbMonitor *self,
                 WbConnection *connection,
                 guint position)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint length, from;

  g_return_if_fail (WB_IS_MONITOR (self));

  if (!g_list_store_find (self->connections, connection, &from))
    return;
  length = g_list_model_get_n_items (G_LIST_MODEL (self->connections));
  position = MIN (position, length - 1);
  if (from == position)
    return;

  for (guint i = 0; i < length; i++)
    g_ptr_array_add (items, g_list_model_get_item (G_LIST_MODEL (self->connections), i));
  g_ptr_array_insert (items, (int) position, g_ptr_array_steal_index (items, from));
  g_list_store_splice (self->connections, 0, length, items->pdata, length);
}

/**
 * wb_monitor_remove:
 * @self: a monitor
 * @connection: one of its connections
 *
 * Ends a connection, without a goodbye if it is still open, and forgets its tracks.
 */
void
wb_monitor_remove (WbMonitor *self,
                   WbConnection *connection)
{
  guint position;

  g_return_if_fail (WB_IS_MONITOR (self));

  if (!g_list_store_find (self->connections, connection, NULL))
    return;

  /* Stopping tells listeners that tracks go, and they may do anything. */
  g_object_ref (connection);
  wb_connection_stop (connection);
  if (g_list_store_find (self->connections, connection, &position))
    g_list_store_remove (self->connections, position);
  g_object_unref (connection);
}

/**
 * wb_monitor_get_registry:
 * @self: a monitor
 *
 * Returns: (transfer none): what transports, protocols and decoders there are
 */
WbRegistry *
wb_monitor_get_registry (WbMonitor *self)
{
  g_return_val_if_fail (WB_IS_MONITOR (self), NULL);

  return self->registry;
}

/**
 * wb_monitor_get_connections:
 * @self: a monitor
 *
 * Returns: (transfer none): a list of #WbConnection
 */
GListModel *
wb_monitor_get_connections (WbMonitor *self)
{
  g_return_val_if_fail (WB_IS_MONITOR (self), NULL);

  return G_LIST_MODEL (self->connections);
}

/**
 * wb_monitor_get_tracks:
 * @self: a monitor
 *
 * Returns: (transfer none): the tracks of all connections
 */
WbTrackStore *
wb_monitor_get_tracks (WbMonitor *self)
{
  g_return_val_if_fail (WB_IS_MONITOR (self), NULL);

  return self->tracks;
}

/**
 * wb_monitor_set_interval:
 * @self: a monitor
 * @interval: µs between two turns; 0 where no frames have to be drawn in between
 */
void
wb_monitor_set_interval (WbMonitor *self,
                         gint64 interval)
{
  g_return_if_fail (WB_IS_MONITOR (self));

  self->interval = interval;
}
