/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the files of wb-socket-io share. */

#pragma once

#include "wb-engine-io.h"
#include "wb-failure.h"
#include "wb-socket-io-packet.h"
#include "wb-socket-io-space.h"
#include "wb-socket-io.h"

G_BEGIN_DECLS

/* Why a namespace was left, in the words that clients of Socket.IO use. */
#define WB_REASON_BY_SERVER "io server disconnect"
#define WB_REASON_BY_CLIENT "io client disconnect"
#define WB_REASON_PING "ping timeout"
#define WB_REASON_CLOSE "transport close"
#define WB_REASON_ERROR "transport error"
#define WB_REASON_PARSE "parse error"

/* A packet that waits for its attachments. */
typedef struct {
  WbSocketIoPacket *packet; /* NULL while none waits */
  WbMessage *message;
  GPtrArray *attachments; /* of GBytes */
  gsize bytes;
} WbSocketIoPending;

struct _WbSocketIo {
  WbProtocol parent_instance;

  /* from link to link */
  GPtrArray *spaces; /* of WbSocketIoSpace, in the order of the profile */
  char *host;
  guint n_parse_errors; /* in a row, each of which ended a link */

  /* of the link */
  WbEngineIoSession session;
  WbSocketIoPending pending;
  gboolean failed;    /* what still comes means nothing */
  gboolean is_ready;  /* on-connect messages were sent */
  const char *reason; /* why it ends; NULL while nobody has said so */
  gint64 opened_at;   /* monotonic */
  gint64 refreshed_at;
  gint64 pinged_at;  /* of wb_time_get_uptime() */
  GSource *watchdog; /* until the next ping */
  GSource *joining;  /* until the first namespace is joined */
};

WbSocketIoSpace *wb_socket_io_find_space (WbSocketIo *self,
                                          const char *name);
void wb_socket_io_note (WbSocketIo *self,
                        char *text);
void wb_socket_io_complain (WbSocketIo *self,
                            GError *error);
void
wb_socket_io_fail (WbSocketIo *self, WbFailure failure, const char *detail, const char *reason);

/* Receiving: */
void wb_socket_io_receive (WbProtocol *protocol,
                           WbMessage *message);
void wb_socket_io_drop_pending (WbSocketIo *self);

/* Sending: */
void wb_socket_io_send (WbProtocol *protocol,
                        WbMessage *message);
void wb_socket_io_send_control (WbSocketIo *self,
                                GBytes *packet,
                                const char *shown);
void wb_socket_io_send_held (WbSocketIo *self,
                             WbSocketIoSpace *space);
gboolean wb_socket_io_is_expired (WbSocketIo *self);

/* Joining: */
void wb_socket_io_join_all (WbSocketIo *self);
void wb_socket_io_joined (WbSocketIo *self,
                          const WbSocketIoPacket *packet);
void wb_socket_io_refused (WbSocketIo *self,
                           const WbSocketIoPacket *packet);
void wb_socket_io_left (WbSocketIo *self,
                        const WbSocketIoPacket *packet);
void wb_socket_io_leave (WbSocketIo *self,
                         WbSocketIoSpace *space,
                         const char *reason);

/* The watchdog: */
void wb_socket_io_expect_ping (WbSocketIo *self);

G_END_DECLS
