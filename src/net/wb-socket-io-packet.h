/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Packets of Socket.IO, protocol 5. */

#pragma once

#include "wb-event.h"

G_BEGIN_DECLS

/* The digit that a packet begins with. */
typedef enum {
  WB_SOCKET_IO_CONNECT,
  WB_SOCKET_IO_DISCONNECT,
  WB_SOCKET_IO_EVENT,
  WB_SOCKET_IO_ACK,
  WB_SOCKET_IO_CONNECT_ERROR,
  WB_SOCKET_IO_BINARY_EVENT,
  WB_SOCKET_IO_BINARY_ACK,
} WbSocketIoType;

/* Longer names of namespaces are refused. */
#define WB_SOCKET_IO_MAX_SPACE_BYTES 256

/**
 * WbSocketIoPacket:
 * @type: what it is
 * @n_attachments: binary messages that belong to it and follow
 * @space: its namespace, “/” where it says none
 * @ack: number of the acknowledgement, or %WB_EVENT_NO_ACK
 * @name: (nullable): name of an event
 * @data: (nullable): the arguments of an event or an acknowledgement; else the payload as it came
 */
typedef struct {
  WbSocketIoType type;
  guint n_attachments;
  char *space;
  gint64 ack;
  char *name;
  GBytes *data;
} WbSocketIoPacket;

WbSocketIoPacket *wb_socket_io_packet_parse (const char *text,
                                             gsize length,
                                             GError **error);
void wb_socket_io_packet_free (WbSocketIoPacket *self);
gboolean wb_socket_io_packet_is_binary (const WbSocketIoPacket *self);

GBytes *wb_socket_io_format (
    WbSocketIoType type, guint n_attachments, const char *space, gint64 ack, GBytes *payload);

gboolean wb_socket_io_is_space (const char *space);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbSocketIoPacket, wb_socket_io_packet_free)

G_END_DECLS
