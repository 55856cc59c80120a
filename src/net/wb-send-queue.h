/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Messages that wait until the network takes them. Used inside net only. */

#pragma once

#include "wb-message.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct _WbSendQueue WbSendQueue;

/**
 * WbSendQueueListener:
 * @sent: a message was handed to the network
 * @drained: nothing waits any more, neither here nor in libsoup
 *
 * Whom a queue tells, in the main context of its thread. Either may free the queue.
 */
typedef struct {
  void (*sent) (gpointer data,
                WbMessage *message);
  void (*drained) (gpointer data);
} WbSendQueueListener;

WbSendQueue *wb_send_queue_new (SoupWebsocketConnection *connection,
                                gsize max_bytes,
                                const WbSendQueueListener *listener,
                                gpointer data);
void wb_send_queue_free (WbSendQueue *self);

gboolean wb_send_queue_push (WbSendQueue *self,
                             WbMessage *message);
void wb_send_queue_wake (WbSendQueue *self);
gboolean wb_send_queue_is_empty (WbSendQueue *self);
gboolean wb_send_queue_is_writable (WbSendQueue *self);
gsize wb_send_queue_get_bytes (WbSendQueue *self);

G_END_DECLS
