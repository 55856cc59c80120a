/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Messages from the oldest to the newest one, as the batches they came in. */

#pragma once

#include "wb-batch.h"

G_BEGIN_DECLS

/**
 * WbLogRun:
 * @batch: (transfer full): an immutable batch
 * @first: first message of the run within it
 * @count: how many there are
 * @place: how many messages there had been before the first one
 *
 * Messages that another thread may read.
 */
typedef struct {
  WbBatch *batch;
  guint first;
  guint count;
  guint64 place;
} WbLogRun;

/**
 * WbMessageDeque:
 * @begin: place of the oldest message: how many have been before it
 * @end: place of the next message
 * @bytes: about how much memory the messages hold
 *
 * Adding at the end and dropping at the front cost the same however long it is; finding a message
 * is a binary search over the chunks. Other members are private.
 */
typedef struct {
  guint64 begin;
  guint64 end;
  gsize bytes;

  GArray *chunks;
  guint dropped; /* chunks at the front of it */
} WbMessageDeque;

void wb_message_deque_init (WbMessageDeque *self,
                            guint64 begin);
void wb_message_deque_clear (WbMessageDeque *self);

void wb_message_deque_push (WbMessageDeque *self,
                            WbBatch *batch,
                            guint first,
                            guint count,
                            gsize bytes);
void wb_message_deque_drop_oldest (WbMessageDeque *self,
                                   guint count);
guint wb_message_deque_count_oldest (const WbMessageDeque *self,
                                     gsize bytes);
void wb_message_deque_put_back (WbMessageDeque *self,
                                const WbMessageDeque *older);

guint wb_message_deque_get_length (const WbMessageDeque *self);
WbMessage *wb_message_deque_get (const WbMessageDeque *self,
                                 guint64 place);
WbBatch *wb_message_deque_find (const WbMessageDeque *self,
                                guint64 place,
                                guint *index);
GArray *wb_message_deque_get_runs (const WbMessageDeque *self,
                                   guint64 begin,
                                   guint64 end);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WbMessageDeque, wb_message_deque_clear)

G_END_DECLS
