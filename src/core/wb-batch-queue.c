/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The bounded way from a feed's thread to the model. */

#include "config.h"

#include "wb-batch-queue.h"

/**
 * WbBatchQueue:
 *
 * A queue with one producer, a feed's thread, and one consumer, the main thread. It never refuses
 * a batch: the producer asks whether it is blocked and then stops reading, so that TCP slows the
 * sender down. A queue that was full stays blocked until it is half empty, so that the two threads
 * do not wake each other for every batch.
 */
struct _WbBatchQueue {
  gsize limit;
  GMainContext *producer; /* woken when there is room again */

  GMutex mutex;
  GQueue batches;
  gsize bytes;
  gboolean blocked;
  gboolean behind;   /* it was full and has not been empty since */
  GSource *consumer; /* woken when there is something */
};

/**
 * wb_batch_queue_new:
 * @limit: bytes, as batches count their cost
 * @producer: main context of the thread that pushes
 *
 * Returns: (transfer full): an empty queue
 */
WbBatchQueue *
wb_batch_queue_new (gsize limit,
                    GMainContext *producer)
{
  WbBatchQueue *self = g_new0 (WbBatchQueue, 1);

  self->limit = limit;
  self->producer = g_main_context_ref (producer);
  g_mutex_init (&self->mutex);
  g_queue_init (&self->batches);
  return self;
}

void
wb_batch_queue_free (WbBatchQueue *self)
{
  g_queue_clear_full (&self->batches, (GDestroyNotify) wb_batch_unref);
  g_clear_pointer (&self->consumer, g_source_unref);
  g_main_context_unref (self->producer);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * wb_batch_queue_set_consumer:
 * @self: a queue
 * @source: (nullable): its ready time is set to 0 whenever there is something to pop
 */
void
wb_batch_queue_set_consumer (WbBatchQueue *self,
                             GSource *source)
{
  g_mutex_lock (&self->mutex);
  g_clear_pointer (&self->consumer, g_source_unref);
  if (source != NULL)
    {
      self->consumer = g_source_ref (source);
      g_source_set_ready_time (source, 0);
    }
  g_mutex_unlock (&self->mutex);
}

/**
 * wb_batch_queue_push:
 * @self: a queue
 * @batch: (transfer full): a batch nobody changes any more
 *
 * Called by the producer.
 */
void
wb_batch_queue_push (WbBatchQueue *self,
                     WbBatch *batch)
{
  g_mutex_lock (&self->mutex);
  g_queue_push_tail (&self->batches, batch);
  self->bytes += batch->cost;
  if (self->bytes >= self->limit)
    self->blocked = self->behind = TRUE;
  if (self->consumer != NULL)
    g_source_set_ready_time (self->consumer, 0);
  g_mutex_unlock (&self->mutex);
}

/**
 * wb_batch_queue_pop:
 * @self: a queue
 *
 * Called by the consumer.
 *
 * Returns: (transfer full) (nullable): the oldest batch
 */
WbBatch *
wb_batch_queue_pop (WbBatchQueue *self)
{
  WbBatch *batch;
  gboolean wake = FALSE;

  g_mutex_lock (&self->mutex);
  batch = g_queue_pop_head (&self->batches);
  if (batch != NULL)
    self->bytes -= batch->cost;
  else
    self->behind = FALSE;
  if (self->blocked && self->bytes <= self->limit / 2)
    {
      self->blocked = FALSE;
      wake = TRUE;
    }
  g_mutex_unlock (&self->mutex);

  if (wake)
    g_main_context_wakeup (self->producer);
  return batch;
}

/**
 * wb_batch_queue_is_blocked:
 * @self: a queue
 *
 * Returns: whether the producer has to wait; its main context is woken when that changes
 */
gboolean
wb_batch_queue_is_blocked (WbBatchQueue *self)
{
  gboolean blocked;

  g_mutex_lock (&self->mutex);
  blocked = self->blocked;
  g_mutex_unlock (&self->mutex);
  return blocked;
}

/**
 * wb_batch_queue_is_behind:
 * @self: a queue
 * @since: (inout): when the oldest batch that waits was begun; left as it is if none does
 *
 * Returns: whether the queue has been full without having been empty again
 */
gboolean
wb_batch_queue_is_behind (WbBatchQueue *self,
                          gint64 *since)
{
  WbBatch *oldest;
  gboolean behind;

  g_mutex_lock (&self->mutex);
  behind = self->behind;
  oldest = g_queue_peek_head (&self->batches);
  if (oldest != NULL)
    *since = oldest->begun;
  g_mutex_unlock (&self->mutex);
  return behind;
}
