/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Messages on their way from a feed to the model. */

#pragma once

#include "wb-message.h"

G_BEGIN_DECLS

/**
 * WbBatch:
 * @messages: (element-type WbMessage): in the order they were sent, received or noticed
 * @cost: bytes of memory all of them hold, see wb_message_get_cost()
 * @begun: when the first of them came, µs of wb_time_get_uptime(); the others came soon after
 * @measured_at: monotonic time at which the link was measured after its last message; 0 if it was not
 * @round_trip: µs to the server and back by then, 0 if that is not known
 * @bytes_received: payload of what came over the transport meanwhile, whatever became of it
 * @bytes_sent: the same for what was sent
 * @namespaces: (nullable): see #WbInsight:namespaces, as they are after its last message; %NULL if
 *   nothing was told about them
 *
 * What happened on one connection in a few milliseconds. The feed fills it and hands it over once;
 * from then on it is immutable. A batch becomes a chunk of the log as it is. Atomically counted.
 */
struct _WbBatch {
  gatomicrefcount ref_count;
  GPtrArray *messages;
  gsize cost;
  gint64 begun;
  gint64 measured_at;
  gint64 round_trip;
  guint64 bytes_received;
  guint64 bytes_sent;
  char **namespaces;
};

WbBatch *wb_batch_new (void);
WbBatch *wb_batch_ref (WbBatch *self);
void wb_batch_unref (WbBatch *self);
void wb_batch_add (WbBatch *self,
                   WbMessage *message);
void wb_batch_take_namespaces (WbBatch *self,
                               char **namespaces);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbBatch, wb_batch_unref)

G_END_DECLS
