/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What a track is called, wherever that is told. */

#include "config.h"

#include "wb-track-name.h"

#include <glib/gi18n-lib.h>

static WbConnection *
find_connection (WbTrack *self,
                 WbMonitor *monitor)
{
  GListModel *connections = wb_monitor_get_connections (monitor);
  guint source = wb_track_get_source (self);

  for (guint i = 0; i < g_list_model_get_n_items (connections); i++)
    {
      g_autoptr(WbConnection) connection = g_list_model_get_item (connections, i);

      if (wb_connection_get_source (connection) == source)
        return g_steal_pointer (&connection);
    }
  return NULL;
}

/**
 * wb_track_dup_connection_name:
 * @self: a track
 * @monitor: (nullable): the model
 *
 * Returns: (transfer full) (nullable): the name of the connection it is heard on
 */
char *
wb_track_dup_connection_name (WbTrack *self,
                              WbMonitor *monitor)
{
  g_autoptr(WbConnection) connection = NULL;

  g_return_val_if_fail (WB_IS_TRACK (self), NULL);
  g_return_val_if_fail (monitor == NULL || WB_IS_MONITOR (monitor), NULL);

  if (monitor == NULL || wb_track_is_removed (self))
    return NULL;

  connection = find_connection (self, monitor);
  return connection != NULL ? wb_connection_dup_name (connection) : NULL;
}

/**
 * wb_track_dup_name:
 * @self: a track
 * @monitor: (nullable): the model
 *
 * Returns: (transfer full): what to call it: its name, else its id, else its connection's name
 */
char *
wb_track_dup_name (WbTrack *self,
                   WbMonitor *monitor)
{
  const char *label;
  const char *id;
  char *connection;

  g_return_val_if_fail (WB_IS_TRACK (self), NULL);

  label = wb_track_get_label (self);
  id = wb_track_get_id (self);
  if (label != NULL && *label != '\0')
    return g_strdup (label);
  if (id != NULL && *id != '\0')
    return g_strdup (id);

  connection = wb_track_dup_connection_name (self, monitor);
  return connection != NULL ? connection : g_strdup (_ ("Object"));
}
