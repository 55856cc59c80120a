/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the network layer offers to core. */

#include "config.h"

#include "wb-net.h"

#include "wb-login-request.h"
#include "wb-secret-vault.h"
#include "wb-socket-io.h"
#include "wb-websocket.h"

#include <gio/gio.h>

/**
 * wb_net_register:
 * @registry: the registry of the program
 *
 * Adds the transports for ws:// and wss://, what is spoken over them but plain WebSocket, what logs in before
 * they open, and where secrets are kept. Call it on the main thread: the first user of the network monitor ties
 * it to the context of its thread, and feeds come and go.
 */
void
wb_net_register (WbRegistry *registry)
{
  g_autoptr(WbSecretStore) vault = wb_secret_vault_new ();

  g_network_monitor_get_default ();

  wb_registry_add_transport (registry, "ws", WB_TYPE_WEBSOCKET);
  wb_registry_add_transport (registry, "wss", WB_TYPE_WEBSOCKET);
  wb_registry_set_login_agent (registry, WB_TYPE_LOGIN_REQUEST);
  wb_registry_set_secret_store (registry, vault);
  wb_registry_add_protocol (registry, "socket.io", WB_TYPE_SOCKET_IO);
  wb_registry_add_protocol (registry, "socketio+ws", WB_TYPE_SOCKET_IO);
  wb_registry_add_protocol (registry, "socketio+wss", WB_TYPE_SOCKET_IO);
}
