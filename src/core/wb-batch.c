/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Messages on their way from a feed to the model. */

#include "config.h"

#include "wb-batch.h"

#include "wb-time.h"

#include <string.h>

WbBatch *
wb_batch_new (void)
{
  WbBatch *self = g_slice_new0 (WbBatch);

  g_atomic_ref_count_init (&self->ref_count);
  self->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) wb_message_unref);
  self->cost = sizeof *self;
  self->begun = wb_time_get_uptime ();
  return self;
}

WbBatch *
wb_batch_ref (WbBatch *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
wb_batch_unref (WbBatch *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_ptr_array_unref (self->messages);
  g_strfreev (self->namespaces);
  g_slice_free (WbBatch, self);
}

/**
 * wb_batch_add:
 * @self: a batch that was not handed over yet
 * @message: (transfer full): a message about which everything is known
 */
void
wb_batch_add (WbBatch *self,
              WbMessage *message)
{
  message->cost = wb_message_get_cost (message);
  self->cost += message->cost;
  g_ptr_array_add (self->messages, message);
}

static gsize
measure_lines (char **lines)
{
  gsize bytes = 0;

  for (gsize i = 0; lines != NULL && lines[i] != NULL; i++)
    bytes += sizeof *lines + strlen (lines[i]) + 1;
  return bytes;
}

/**
 * wb_batch_take_namespaces:
 * @self: a batch that was not handed over yet
 * @namespaces: (transfer full): what is told of the namespaces, instead of what was told before
 */
void
wb_batch_take_namespaces (WbBatch *self,
                          char **namespaces)
{
  self->cost += measure_lines (namespaces) - measure_lines (self->namespaces);
  g_strfreev (self->namespaces);
  self->namespaces = namespaces;
}
