/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The bounded way from a feed's thread to the model. */

#pragma once

#include "wb-batch.h"

G_BEGIN_DECLS

/* What may wait for the main thread. At 300 bytes a small message costs, this is about a tenth of
 * a second of the fastest stream, and as much as the main thread applies in a few frames. */
#define WB_BATCH_QUEUE_MAX_BYTES (8 * 1024 * 1024)

typedef struct _WbBatchQueue WbBatchQueue;

WbBatchQueue *wb_batch_queue_new (gsize limit,
                                  GMainContext *producer);
void wb_batch_queue_free (WbBatchQueue *self);

void wb_batch_queue_set_consumer (WbBatchQueue *self,
                                  GSource *source);

void wb_batch_queue_push (WbBatchQueue *self,
                          WbBatch *batch);
WbBatch *wb_batch_queue_pop (WbBatchQueue *self);
gboolean wb_batch_queue_is_blocked (WbBatchQueue *self);
gboolean wb_batch_queue_is_behind (WbBatchQueue *self,
                                   gint64 *since);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbBatchQueue, wb_batch_queue_free)

G_END_DECLS
