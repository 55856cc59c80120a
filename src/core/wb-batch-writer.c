/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Gathers what happens on a connection into batches. */

#include "config.h"

#include "wb-batch-writer.h"

/* A batch is handed over when it is this old or this large, or when there is nothing to read. */
#define BATCH_MAX_AGE_US 5000
#define BATCH_MAX_BYTES (256 * 1024)

/**
 * WbBatchWriter:
 *
 * Belongs to the thread that runs its main context. Messages get their numbers here.
 */
struct _WbBatchWriter {
  WbBatchQueue *queue; /* borrowed */
  WbBatch *batch;      /* NULL while it would be empty */
  gint64 started;      /* monotonic */
  guint64 number;
  GSource *flush; /* ready when nothing else is and there is a batch */
};

static gboolean
flush_cb (gpointer data)
{
  wb_batch_writer_hand_over (data);
  return G_SOURCE_CONTINUE;
}

static gboolean
flush_dispatch (GSource *source G_GNUC_UNUSED,
                GSourceFunc callback,
                gpointer data)
{
  return callback (data);
}

static GSourceFuncs flush_funcs = { .dispatch = flush_dispatch };

/**
 * wb_batch_writer_new:
 * @queue: where batches go; outlives the writer
 * @context: runs when there is nothing more to add for now
 *
 * Returns: (transfer full): a writer
 */
WbBatchWriter *
wb_batch_writer_new (WbBatchQueue *queue,
                     GMainContext *context)
{
  WbBatchWriter *self = g_new0 (WbBatchWriter, 1);

  self->queue = queue;
  self->flush = g_source_new (&flush_funcs, sizeof (GSource));
  g_source_set_priority (self->flush, G_PRIORITY_DEFAULT_IDLE);
  g_source_set_callback (self->flush, flush_cb, self, NULL);
  g_source_attach (self->flush, context);
  return self;
}

void
wb_batch_writer_free (WbBatchWriter *self)
{
  g_source_destroy (self->flush);
  g_source_unref (self->flush);
  g_clear_pointer (&self->batch, wb_batch_unref);
  g_free (self);
}

static void
begin (WbBatchWriter *self)
{
  if (self->batch != NULL)
    return;

  self->batch = wb_batch_new ();
  self->started = g_get_monotonic_time ();
  g_source_set_ready_time (self->flush, 0);
}

/**
 * wb_batch_writer_add:
 * @self: a writer
 * @message: (transfer full): a message about which everything is known but its number
 */
void
wb_batch_writer_add (WbBatchWriter *self,
                     WbMessage *message)
{
  begin (self);
  message->number = ++self->number;
  wb_batch_add (self->batch, message);
}

/**
 * wb_batch_writer_count:
 * @self: a writer
 * @received: bytes that came over the transport
 * @sent: bytes that went out
 *
 * A protocol may make less than a message of them, or more.
 */
void
wb_batch_writer_count (WbBatchWriter *self,
                       gsize received,
                       gsize sent)
{
  begin (self);
  self->batch->bytes_received += received;
  self->batch->bytes_sent += sent;
}

/**
 * wb_batch_writer_tell_namespaces:
 * @self: a writer
 * @namespaces: (transfer full): see #WbInsight:namespaces
 *
 * The last word in a batch counts.
 */
void
wb_batch_writer_tell_namespaces (WbBatchWriter *self,
                                 char **namespaces)
{
  begin (self);
  wb_batch_take_namespaces (self->batch, namespaces);
}

/**
 * wb_batch_writer_measure:
 * @self: a writer
 * @round_trip: µs to the server and back, 0 if that is not known
 *
 * Ends a batch with a measurement: what was counted by then is what will be applied by then.
 */
void
wb_batch_writer_measure (WbBatchWriter *self,
                         gint64 round_trip)
{
  begin (self);
  self->batch->measured_at = g_get_monotonic_time ();
  self->batch->round_trip = round_trip;
  wb_batch_writer_hand_over (self);
}

/**
 * wb_batch_writer_is_due:
 * @self: a writer
 *
 * Returns: whether what was gathered should not wait any longer
 */
gboolean
wb_batch_writer_is_due (WbBatchWriter *self)
{
  return self->batch != NULL && (self->batch->cost >= BATCH_MAX_BYTES ||
                                 g_get_monotonic_time () - self->started >= BATCH_MAX_AGE_US);
}

/**
 * wb_batch_writer_hand_over:
 * @self: a writer
 *
 * Hands over what was gathered, if there is something.
 */
void
wb_batch_writer_hand_over (WbBatchWriter *self)
{
  if (self->batch == NULL)
    return;

  wb_batch_queue_push (self->queue, g_steal_pointer (&self->batch));
  g_source_set_ready_time (self->flush, -1);
}
