/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Messages from the oldest to the newest one, as the batches they came in. */

#include "config.h"

#include "wb-message-deque.h"

#include "wb-disposal.h"

#include <string.h>

/* The place of chunks that were dropped is taken back when there are this many of them. */
#define MAX_DROPPED_CHUNKS 1024

/* A run of messages of one batch, which stays as the feed made it. */
typedef struct {
  WbBatch *batch;
  guint first; /* within the batch */
  guint64 start; /* place of that message */
  gsize bytes; /* of what is left of it */
} Chunk;

static void
clear_chunk (gpointer data)
{
  Chunk *chunk = data;

  g_clear_pointer (&chunk->batch, wb_batch_unref);
}

static GArray *
chunks_new (void)
{
  GArray *chunks = g_array_new (FALSE, FALSE, sizeof (Chunk));

  g_array_set_clear_func (chunks, clear_chunk);
  return chunks;
}

/* What may go with the chunks: a batch goes as a whole, when nothing is left of it. */
static gsize
count_bytes (GArray *chunks)
{
  gsize bytes = 0;

  for (guint i = 0; i < chunks->len; i++)
    {
      const WbBatch *batch = g_array_index (chunks, Chunk, i).batch;

      bytes += batch != NULL ? batch->cost : 0;
    }
  return bytes;
}

static void
chunks_free (GArray *chunks)
{
  if (count_bytes (chunks) < WB_DISPOSAL_MIN_BYTES)
    g_array_unref (chunks);
  else
    wb_dispose_array (chunks);
}

/**
 * wb_message_deque_init:
 * @self: memory for a deque
 * @begin: place of the first message that will come
 */
void
wb_message_deque_init (WbMessageDeque *self,
                       guint64 begin)
{
  *self = (WbMessageDeque){ .begin = begin, .end = begin };
  self->chunks = chunks_new ();
}

void
wb_message_deque_clear (WbMessageDeque *self)
{
  g_clear_pointer (&self->chunks, chunks_free);
}

/* Finds the chunk that holds the message at @place. */
static const Chunk *
find_chunk (const WbMessageDeque *self,
            guint64 place)
{
  guint low = self->dropped, high = self->chunks->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->chunks, Chunk, middle).start <= place)
        low = middle;
      else
        high = middle;
    }
  return &g_array_index (self->chunks, Chunk, low);
}

static void
forget_dropped (WbMessageDeque *self)
{
  g_array_remove_range (self->chunks, 0, self->dropped);
  self->dropped = 0;
}

/* Drops the oldest chunks. */
static void
drop_chunks (WbMessageDeque *self,
             guint count)
{
  GArray *old;
  Chunk *first;

  if (count == 0)
    return;

  old = chunks_new ();
  first = &g_array_index (self->chunks, Chunk, self->dropped);
  g_array_append_vals (old, first, count);
  memset (first, 0, count * sizeof *first);
  chunks_free (old);
  self->dropped += count;
  if (self->dropped >= MAX_DROPPED_CHUNKS || self->dropped == self->chunks->len)
    forget_dropped (self);
}

/* Place of the first message behind a chunk. */
static guint64
end_of_chunk (const WbMessageDeque *self,
              guint number)
{
  return number + 1 < self->chunks->len ? g_array_index (self->chunks, Chunk, number + 1).start : self->end;
}

/**
 * wb_message_deque_push:
 * @self: a deque
 * @batch: an immutable batch
 * @first: first of its messages to add
 * @count: how many of them, at least one
 * @bytes: what they cost together
 */
void
wb_message_deque_push (WbMessageDeque *self,
                       WbBatch *batch,
                       guint first,
                       guint count,
                       gsize bytes)
{
  Chunk chunk = { .batch = wb_batch_ref (batch), .first = first, .start = self->end, .bytes = bytes };

  g_array_append_val (self->chunks, chunk);
  self->end += count;
  self->bytes += bytes;
}

/* Drops messages of the oldest chunk, but not all of them. */
static void
shorten_front_chunk (WbMessageDeque *self,
                     guint64 begin)
{
  Chunk *chunk = &g_array_index (self->chunks, Chunk, self->dropped);

  for (; self->begin < begin; self->begin++)
    {
      gsize cost = wb_message_get_cost (wb_message_deque_get (self, self->begin));

      chunk->bytes -= cost;
      self->bytes -= cost;
    }
}

/**
 * wb_message_deque_drop_oldest:
 * @self: a deque
 * @count: how many messages to drop, at most all; places go on counting
 */
void
wb_message_deque_drop_oldest (WbMessageDeque *self,
                              guint count)
{
  guint64 begin = self->begin + count;
  guint number = self->dropped;

  for (; number < self->chunks->len && end_of_chunk (self, number) <= begin; number++)
    {
      self->bytes -= g_array_index (self->chunks, Chunk, number).bytes;
      self->begin = end_of_chunk (self, number);
    }
  drop_chunks (self, number - self->dropped);
  if (self->begin < begin)
    shorten_front_chunk (self, begin);
}

/**
 * wb_message_deque_count_oldest:
 * @self: a deque
 * @bytes: at most what it holds
 *
 * Returns: how many of its oldest messages hold so many bytes
 */
guint
wb_message_deque_count_oldest (const WbMessageDeque *self,
                               gsize bytes)
{
  guint64 place = self->begin;

  for (guint i = self->dropped; i < self->chunks->len; i++)
    {
      gsize chunk_bytes = g_array_index (self->chunks, Chunk, i).bytes;

      if (chunk_bytes > bytes)
        break;
      bytes -= chunk_bytes;
      place = end_of_chunk (self, i);
    }
  for (; bytes > 0 && place < self->end; place++)
    bytes -= MIN (bytes, wb_message_get_cost (wb_message_deque_get (self, place)));
  return (guint) (place - self->begin);
}

/**
 * wb_message_deque_put_back:
 * @self: a deque
 * @older: messages that end where @self begins
 *
 * Adds messages at the front.
 */
void
wb_message_deque_put_back (WbMessageDeque *self,
                           const WbMessageDeque *older)
{
  guint count = older->chunks->len - older->dropped;

  g_return_if_fail (older->end == self->begin);

  forget_dropped (self);
  if (count > 0)
    g_array_prepend_vals (self->chunks, &g_array_index (older->chunks, Chunk, older->dropped), count);
  for (guint i = 0; i < count; i++)
    wb_batch_ref (g_array_index (self->chunks, Chunk, i).batch);
  self->begin = older->begin;
  self->bytes += older->bytes;
}

guint
wb_message_deque_get_length (const WbMessageDeque *self)
{
  return (guint) (self->end - self->begin);
}

/**
 * wb_message_deque_find:
 * @self: a deque
 * @place: place of one of its messages
 * @index: (out): number of the message within its batch
 *
 * Returns: (transfer none): the batch that holds the message
 */
WbBatch *
wb_message_deque_find (const WbMessageDeque *self,
                       guint64 place,
                       guint *index)
{
  const Chunk *chunk = find_chunk (self, place);

  *index = chunk->first + (guint) (place - chunk->start);
  return chunk->batch;
}

/**
 * wb_message_deque_get:
 * @self: a deque
 * @place: place of one of its messages
 *
 * Returns: (transfer none): the message
 */
WbMessage *
wb_message_deque_get (const WbMessageDeque *self,
                      guint64 place)
{
  guint index;
  WbBatch *batch = wb_message_deque_find (self, place, &index);

  return g_ptr_array_index (batch->messages, index);
}

static void
clear_run (gpointer data)
{
  WbLogRun *run = data;

  wb_batch_unref (run->batch);
}

/**
 * wb_message_deque_get_runs:
 * @self: a deque
 * @begin: place of a first message
 * @end: place behind the last one
 *
 * Takes references to what there is of these places.
 *
 * Returns: (transfer full) (element-type WbLogRun): oldest first
 */
GArray *
wb_message_deque_get_runs (const WbMessageDeque *self,
                           guint64 begin,
                           guint64 end)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (WbLogRun));

  g_array_set_clear_func (runs, clear_run);
  begin = MAX (begin, self->begin);
  end = MIN (end, self->end);
  for (const Chunk *chunk = begin < end ? find_chunk (self, begin) : NULL; begin < end; chunk++)
    {
      gboolean is_last = chunk == &g_array_index (self->chunks, Chunk, self->chunks->len - 1);
      guint64 next = is_last ? end : MIN (end, chunk[1].start);
      WbLogRun run = { .batch = wb_batch_ref (chunk->batch),
                       .first = chunk->first + (guint) (begin - chunk->start),
                       .count = (guint) (next - begin),
                       .place = begin };

      g_array_append_val (runs, run);
      begin = next;
    }
  return runs;
}
