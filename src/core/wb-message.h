/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* One unit sent or received, or a line of the log about the connection itself. */

#pragma once

#include "wb-event.h"
#include "wb-report.h"
#include "wb-state.h"
#include "wb-types.h"

G_BEGIN_DECLS

typedef enum {
  WB_DIRECTION_RECEIVED,
  WB_DIRECTION_SENT,
  WB_DIRECTION_LOCAL, /* about the connection: state and error lines */
} WbDirection;

typedef enum {
  WB_MESSAGE_TEXT,
  WB_MESSAGE_BINARY,
  WB_MESSAGE_PING,  /* keep-alive of the protocol, not data */
  WB_MESSAGE_PONG,
  WB_MESSAGE_STATE, /* change is set */
  WB_MESSAGE_ERROR, /* the payload is the explanation */
  WB_MESSAGE_EVENT, /* event is set, and the payload is the array of its arguments */
  WB_MESSAGE_ACK,   /* the same for the answer to an event */
  WB_MESSAGE_CONTROL, /* of the protocol and no data; a local one is a note for the log */
} WbMessageKind;

/**
 * WbMessage:
 * @direction: who sent it
 * @kind: what it is
 * @number: 1, 2, 3… within its connection; set by the feed
 * @time: when it was received or handed to the network, µs since the epoch
 * @payload: the bytes as they went over the wire, but for secrets that we sent; text is valid UTF-8
 * without a trailing NUL
 * @wire: (nullable): what is sent instead of @payload, which then lacks the secrets; only from the
 *   protocol to the network
 * @event: (nullable): for events and what answers them
 * @change: (nullable): for state lines
 * @reports: (nullable): what the decoder said about it, a list in the order of the message
 * @cost: what wb_message_get_cost() returns once it is part of a batch
 *
 * A message with everything known about it. The feed fills it; once it is part of a batch it is
 * immutable and may be read from any thread. Atomically counted.
 */
struct _WbMessage {
  gatomicrefcount ref_count;
  WbDirection direction;
  WbMessageKind kind;
  guint64 number;
  gint64 time;
  GBytes *payload;
  GBytes *wire;
  WbEvent *event;
  WbStateChange *change;
  WbReport *reports;
  WbReport *last_report;
  gsize cost;
};

WbMessage *wb_message_new (WbDirection direction,
                           WbMessageKind kind,
                           gint64 time,
                           GBytes *payload);
WbMessage *wb_message_new_text (WbDirection direction,
                                gint64 time,
                                const char *text);
WbMessage *wb_message_new_state (WbStateChange *change,
                                 gint64 time);
WbMessage *wb_message_new_error (const GError *error,
                                 gint64 time);
WbMessage *wb_message_new_event (WbDirection direction,
                                 WbMessageKind kind,
                                 gint64 time,
                                 WbEvent *event,
                                 GBytes *arguments);
WbMessage *wb_message_ref (WbMessage *self);
void wb_message_unref (WbMessage *self);
void wb_message_dispose (WbMessage *self);

void wb_message_add_report (WbMessage *self,
                            WbReport *report);
gsize wb_message_get_size (const WbMessage *self);
gsize wb_message_get_cost (const WbMessage *self);
GBytes *wb_message_get_wire (const WbMessage *self);
gboolean wb_message_carries_data (const WbMessage *self);
const char *wb_message_get_text (const WbMessage *self,
                                 gsize *length);
gboolean wb_payload_is_text (GBytes *payload);
const char *wb_message_kind_get_name (WbMessageKind kind);
const char *wb_direction_get_name (WbDirection direction);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbMessage, wb_message_unref)

G_END_DECLS
