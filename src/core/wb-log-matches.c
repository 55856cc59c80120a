/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Messages that were found in a log. */

#include "config.h"

#include "wb-log-matches.h"

#include "wb-disposal.h"

#include <string.h>

/* Letting go of more matches than this takes long enough to be left to a worker. */
#define MANY_MATCHES 4096

/* The place of matches that were dropped is taken back when there are this many of them. */
#define MAX_DROPPED_MATCHES 4096

static void
clear_match (gpointer data)
{
  WbLogMatch *match = data;

  g_clear_pointer (&match->message, wb_message_unref);
}

/**
 * wb_log_match_array_new:
 *
 * Returns: (transfer full) (element-type WbLogMatch): an array without matches
 */
GArray *
wb_log_match_array_new (void)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (WbLogMatch));

  g_array_set_clear_func (array, clear_match);
  return array;
}

/**
 * wb_log_match_array_free:
 * @array: (transfer full): matches nobody else uses
 *
 * Frees them without keeping the caller busy.
 */
void
wb_log_match_array_free (GArray *array)
{
  if (array->len < MANY_MATCHES)
    g_array_unref (array);
  else
    wb_dispose_array (array);
}

guint
wb_log_matches_length (const WbLogMatches *self)
{
  return self->array->len - self->dropped;
}

WbLogMatch *
wb_log_matches_at (const WbLogMatches *self,
                   guint index)
{
  return &g_array_index (self->array, WbLogMatch, self->dropped + index);
}

static guint
count_older (const WbLogMatches *self,
             guint64 begin)
{
  guint low = 0, high = wb_log_matches_length (self);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (wb_log_matches_at (self, middle)->place < begin)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * wb_log_matches_drop:
 * @self: matches
 * @begin: the oldest place to keep
 *
 * Returns: how many older ones were dropped
 */
guint
wb_log_matches_drop (WbLogMatches *self,
                     guint64 begin)
{
  guint count = count_older (self, begin);
  WbLogMatches older = { wb_log_match_array_new (), 0 };

  wb_log_matches_take (&older, self->array, self->dropped, count);
  wb_log_match_array_free (older.array);
  self->dropped += count;
  if (self->dropped >= MAX_DROPPED_MATCHES || self->dropped == self->array->len)
    {
      g_array_remove_range (self->array, 0, self->dropped);
      self->dropped = 0;
    }
  return count;
}

/**
 * wb_log_matches_take:
 * @self: matches
 * @from: (element-type WbLogMatch): newer ones, which stay behind empty
 * @first: first of them to take
 * @count: how many
 */
void
wb_log_matches_take (WbLogMatches *self,
                     GArray *from,
                     guint first,
                     guint count)
{
  WbLogMatch *source;

  if (count == 0)
    return;

  source = &g_array_index (from, WbLogMatch, first);
  g_array_append_vals (self->array, source, count);
  memset (source, 0, count * sizeof *source);
}
