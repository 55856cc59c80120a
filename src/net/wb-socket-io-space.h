/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A namespace of Socket.IO that a client joins. */

#pragma once

#include "wb-message.h"

G_BEGIN_DECLS

typedef enum {
  WB_SOCKET_IO_SPACE_WAITS, /* for the link, or for leave to join */
  WB_SOCKET_IO_SPACE_JOINED,
  WB_SOCKET_IO_SPACE_LEFT, /* refused, or told to go; nothing brings it back but the user */
} WbSocketIoSpaceState;

typedef enum {
  WB_SOCKET_IO_JOINED,
  WB_SOCKET_IO_RECOVERED, /* what was missed follows */
  WB_SOCKET_IO_OLD,       /* the answer of a server that speaks version 2 */
} WbSocketIoJoined;

typedef struct _WbSocketIoSpace WbSocketIoSpace;

WbSocketIoSpace *wb_socket_io_space_new (const char *name);
void wb_socket_io_space_free (WbSocketIoSpace *self);

const char *wb_socket_io_space_get_name (const WbSocketIoSpace *self);
const char *wb_socket_io_space_get_id (const WbSocketIoSpace *self);
WbSocketIoSpaceState wb_socket_io_space_get_state (const WbSocketIoSpace *self);

void wb_socket_io_space_begin (WbSocketIoSpace *self);
GBytes *wb_socket_io_space_make_request (const WbSocketIoSpace *self,
                                         const char *auth);
WbSocketIoJoined wb_socket_io_space_join (WbSocketIoSpace *self,
                                          GBytes *answer);
guint wb_socket_io_space_leave (WbSocketIoSpace *self);
void wb_socket_io_space_refuse (WbSocketIoSpace *self,
                                GBytes *answer);
char *wb_socket_io_space_describe (const WbSocketIoSpace *self);
void wb_socket_io_space_note_offset (WbSocketIoSpace *self,
                                     GBytes *arguments);

gint64 wb_socket_io_space_get_next_question (const WbSocketIoSpace *self);
gint64 wb_socket_io_space_ask (WbSocketIoSpace *self,
                               const char *name);
char *wb_socket_io_space_take_question (WbSocketIoSpace *self,
                                        gint64 number,
                                        gint64 *round_trip);
void wb_socket_io_space_owe (WbSocketIoSpace *self,
                             gint64 number);
gboolean wb_socket_io_space_owes (const WbSocketIoSpace *self,
                                  gint64 number);
gboolean wb_socket_io_space_pay (WbSocketIoSpace *self,
                                 gint64 number);

gboolean wb_socket_io_space_hold (WbSocketIoSpace *self,
                                  WbMessage *message);
guint wb_socket_io_space_get_n_held (const WbSocketIoSpace *self);
WbMessage *wb_socket_io_space_take_held (WbSocketIoSpace *self);

G_END_DECLS
