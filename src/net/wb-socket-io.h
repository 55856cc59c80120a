/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Socket.IO, protocol 5 over Engine.IO 4, as a protocol on a WebSocket. */

#pragma once

#include "wb-protocol.h"

G_BEGIN_DECLS

#define WB_TYPE_SOCKET_IO (wb_socket_io_get_type ())
G_DECLARE_FINAL_TYPE (WbSocketIo, wb_socket_io, WB, SOCKET_IO, WbProtocol)

G_END_DECLS
