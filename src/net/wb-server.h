/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A small WebSocket server for this computer only. */

#pragma once

#include "wb-message.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* So many may listen at the same time; the next one is sent away. */
#define WB_SERVER_MAX_CLIENTS 256

/* A client for which more than this waits misses what is broadcast until it has caught up. */
#define WB_SERVER_BACKLOG_BYTES (4 * 1024 * 1024)

#define WB_TYPE_SERVER (wb_server_get_type ())
G_DECLARE_FINAL_TYPE (WbServer, wb_server, WB, SERVER, GObject)

WbServer *wb_server_new (void);

gboolean wb_server_listen (WbServer *self,
                           guint port,
                           GError **error);
void wb_server_stop (WbServer *self);

const char *wb_server_get_url (WbServer *self);
guint wb_server_get_n_clients (WbServer *self);

void wb_server_broadcast_text (WbServer *self,
                               const char *text,
                               gssize length);
void wb_server_broadcast (WbServer *self,
                          WbMessageKind kind,
                          GBytes *payload);
gboolean wb_server_reply (WbServer *self,
                          guint client,
                          WbMessageKind kind,
                          GBytes *payload);

G_END_DECLS
