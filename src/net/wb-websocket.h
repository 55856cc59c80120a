/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* WebSocket (RFC 6455) as a transport. */

#pragma once

#include "wb-transport.h"

G_BEGIN_DECLS

#define WB_TYPE_WEBSOCKET (wb_websocket_get_type ())
G_DECLARE_FINAL_TYPE (WbWebsocket, wb_websocket, WB, WEBSOCKET, WbTransport)

G_END_DECLS
