/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Messages from the oldest to the newest one, as the batches they came in. */

#include "config.h"

#include "wb-message-deque.h"

/* The place of chunks that were dropped is taken back when there are this many of them. */
#define MAX_DROPPED_CHUNKS 1024

/* A run of messages of one batch, which stays as the feed made it. */
typedef struct {
  WbBatch *batch;
  guint first; /* within the batch */
  guint64 start; /* place of that message */
} Chunk;

static void
clear_chunk (gpointer data)
{
  Chunk *chunk = data;

  g_clear_pointer (&chunk->batch, wb_batch_unref);
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
  self->chunks = g_array_new (FALSE, FALSE, sizeof (Chunk));
  g_array_set_clear_func (self->chunks, clear_chunk);
}

void
wb_message_deque_clear (WbMessageDeque *self)
{
  g_clear_pointer (&self->chunks, g_array_unref);
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

static void
drop_front_chunk (WbMessageDeque *self)
{
  clear_chunk (&g_array_index (self->chunks, Chunk, self->dropped));
  if (++self->dropped == MAX_DROPPED_CHUNKS || self->dropped == self->chunks->len)
    forget_dropped (self);
}

/* Place of the first message behind the oldest chunk. */
static guint64
end_of_front_chunk (const WbMessageDeque *self)
{
  guint next = self->dropped + 1;

  return next < self->chunks->len ? g_array_index (self->chunks, Chunk, next).start : self->end;
}

/**
 * wb_message_deque_push:
 * @self: a deque
 * @batch: an immutable batch
 * @first: first of its messages to add
 * @count: how many of them, at least one
 */
void
wb_message_deque_push (WbMessageDeque *self,
                       WbBatch *batch,
                       guint first,
                       guint count)
{
  Chunk chunk = { .batch = wb_batch_ref (batch), .first = first, .start = self->end };

  g_array_append_val (self->chunks, chunk);
  self->end += count;
  for (guint i = first; i < first + count; i++)
    self->bytes += wb_message_get_cost (g_ptr_array_index (batch->messages, i));
}

/**
 * wb_message_deque_drop_oldest:
 * @self: a deque that is not empty
 */
void
wb_message_deque_drop_oldest (WbMessageDeque *self)
{
  self->bytes -= wb_message_get_cost (wb_message_deque_get (self, self->begin));
  self->begin++;
  if (self->begin == end_of_front_chunk (self))
    drop_front_chunk (self);
}

/**
 * wb_message_deque_forget_all:
 * @self: a deque
 *
 * Drops all messages; places go on counting.
 */
void
wb_message_deque_forget_all (WbMessageDeque *self)
{
  g_array_set_size (self->chunks, 0);
  self->dropped = 0;
  self->begin = self->end;
  self->bytes = 0;
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
