/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Packets of Engine.IO, protocol 4, over WebSocket: the envelope of Socket.IO. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The digit that a packet begins with. */
typedef enum {
  WB_ENGINE_IO_OPEN,
  WB_ENGINE_IO_CLOSE,
  WB_ENGINE_IO_PING,
  WB_ENGINE_IO_PONG,
  WB_ENGINE_IO_MESSAGE,
  WB_ENGINE_IO_UPGRADE,
  WB_ENGINE_IO_NOOP,
} WbEngineIoType;

/**
 * WbEngineIoSession:
 * @sid: (nullable): the server's name for the session
 * @ping_interval: ms between two pings of the server
 * @ping_timeout: ms that a ping may be late
 * @max_payload: bytes of the largest message that the server takes, 0 if it does not tell
 *
 * What the server says first.
 */
typedef struct {
  char *sid;
  guint ping_interval;
  guint ping_timeout;
  guint64 max_payload;
} WbEngineIoSession;

gboolean wb_engine_io_parse (const char *text,
                             gsize length,
                             WbEngineIoType *type,
                             GError **error);
GBytes *wb_engine_io_format (WbEngineIoType type,
                             const char *data,
                             gsize length);
gboolean wb_engine_io_session_parse (WbEngineIoSession *self,
                                     const char *text,
                                     gsize length,
                                     GError **error);
void wb_engine_io_session_clear (WbEngineIoSession *self);

G_END_DECLS
