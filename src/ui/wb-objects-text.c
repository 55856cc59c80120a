/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What is said where there are no objects. */

#include "config.h"

#include "wb-objects-text.h"

#include "wb-format-text.h"

#include <glib/gi18n-lib.h>

/* Returns: whether a connection is open */
static gboolean
count_received (WbMonitor *monitor,
                guint64 *received)
{
  GListModel *connections = wb_monitor_get_connections (monitor);
  gboolean is_open = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (connections); i++)
    {
      g_autoptr(WbConnection) connection = g_list_model_get_item (connections, i);

      if (wb_connection_get_state (connection) != WB_STATE_OPEN)
        continue;
      is_open = TRUE;
      *received += wb_connection_get_received (connection);
    }
  return is_open;
}

/**
 * wb_objects_text_emptiness:
 * @monitor: (nullable): the model
 *
 * Returns: (transfer full): what the open connections have brought, although there is no object yet
 */
char *
wb_objects_text_emptiness (WbMonitor *monitor)
{
  g_autofree char *count = NULL;
  guint64 received = 0;

  if (monitor == NULL || !count_received (monitor, &received))
    return g_strdup (_ ("No objects yet"));
  if (received == 0)
    return g_strdup (_ ("Connected. Waiting for the first message."));
  count = wb_format_count (received);
  /* Translators: %s is a number */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s message, no positions yet.",
                                       "%s messages, no positions yet.", received),
                          count);
}
