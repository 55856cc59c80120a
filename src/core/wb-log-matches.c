/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Messages that were found in logs. */

#include "config.h"

#include "wb-log-matches.h"

#include "wb-disposal.h"

#include <string.h>

/* Letting go of more matches than this takes long enough to be left to a worker. */
#define MANY_MATCHES 4096

/* The place of matches that were dropped is taken back when there are this many of them, and this
 * share of all: the others have to be moved then. */
#define MAX_DROPPED_MATCHES 4096
#define MAX_DROPPED_SHARE 4

static gsize
count_bytes (GArray *array)
{
  gsize bytes = 0;

  for (guint i = 0; i < array->len; i++)
    {
      const WbMessage *message = g_array_index (array, WbLogMatch, i).message;

      bytes += message != NULL ? wb_message_get_cost (message) : 0;
    }
  return bytes;
}

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
  if (array->len < MANY_MATCHES && count_bytes (array) < WB_DISPOSAL_MIN_BYTES)
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

/* Moves what two arrays hold to the end of a third one. */
static void
merge_into (GArray *out,
            GArray *older,
            GArray *newer)
{
  guint i = 0, j = 0;

  while (i < older->len && j < newer->len)
    if (g_array_index (newer, WbLogMatch, j).time < g_array_index (older, WbLogMatch, i).time)
      g_array_append_vals (out, &g_array_index (newer, WbLogMatch, j++), 1);
    else
      g_array_append_vals (out, &g_array_index (older, WbLogMatch, i++), 1);
  if (i < older->len)
    g_array_append_vals (out, &g_array_index (older, WbLogMatch, i), older->len - i);
  if (j < newer->len)
    g_array_append_vals (out, &g_array_index (newer, WbLogMatch, j), newer->len - j);

  g_array_set_clear_func (older, NULL);
  g_array_set_clear_func (newer, NULL);
  g_array_unref (older);
  g_array_unref (newer);
}

static GArray *
merge_range (GPtrArray *arrays,
             guint first,
             guint count)
{
  GArray *older, *newer, *merged;

  if (count == 1)
    return g_ptr_array_index (arrays, first);

  older = merge_range (arrays, first, count / 2);
  newer = merge_range (arrays, first + count / 2, count - count / 2);
  merged = wb_log_match_array_new ();
  merge_into (merged, older, newer);
  return merged;
}

/**
 * wb_log_match_arrays_merge:
 * @arrays: (transfer full) (element-type GArray): arrays of matches, each from the oldest to the
 * newest one
 *
 * Of matches of the same time those of the first array come first.
 *
 * Returns: (transfer full) (element-type WbLogMatch): all of them in the order of their times
 */
GArray *
wb_log_match_arrays_merge (GPtrArray *arrays)
{
  GArray *merged =
      arrays->len > 0 ? merge_range (arrays, 0, arrays->len) : wb_log_match_array_new ();

  g_ptr_array_unref (arrays);
  return merged;
}

/* Takes back the place of what was dropped, where that is much. */
static void
forget_dropped (WbLogMatches *self)
{
  if (self->dropped < self->array->len &&
      self->dropped < MAX (MAX_DROPPED_MATCHES, self->array->len / MAX_DROPPED_SHARE))
    return;

  g_array_remove_range (self->array, 0, self->dropped);
  self->dropped = 0;
}

static gboolean
is_lost (const WbLogMatch *match)
{
  return match->place < match->source->begin;
}

/* Takes out the @count matches that are lost, all of them from @first to @end, and closes the gaps. */
static GArray *
take_lost (WbLogMatches *self,
           guint first,
           guint end,
           guint count)
{
  WbLogMatch *matches = wb_log_matches_at (self, 0), *lost;
  GArray *taken = wb_log_match_array_new ();
  guint to = end, to_lost = count;

  g_array_set_size (taken, count);
  lost = &g_array_index (taken, WbLogMatch, 0);
  for (guint i = end; i > first; i--)
    if (is_lost (&matches[i - 1]))
      lost[--to_lost] = matches[i - 1];
    else
      matches[--to] = matches[i - 1];
  memmove (matches + count, matches, first * sizeof *matches);
  memset (matches, 0, count * sizeof *matches);
  self->dropped += count;
  forget_dropped (self);
  return taken;
}

/**
 * wb_log_matches_drop:
 * @self: matches
 * @n_unsettled: how many sources may have lost messages: those which are not marked as settled
 *
 * Drops what the logs have lost.
 *
 * Returns: what that changed
 */
WbLogChange
wb_log_matches_drop (WbLogMatches *self,
                     guint n_unsettled)
{
  guint length = wb_log_matches_length (self), first = length, end = 0, lost = 0;

  for (guint i = 0; i < length && n_unsettled > 0; i++)
    {
      const WbLogMatch *match = wb_log_matches_at (self, i);

      if (is_lost (match))
        {
          first = MIN (first, i);
          end = i + 1;
          lost++;
        }
      else if (!match->source->settled)
        {
          match->source->settled = TRUE;
          n_unsettled--;
        }
    }

  if (lost == 0)
    return (WbLogChange){ 0 };
  wb_log_match_array_free (take_lost (self, first, end, lost));
  return (WbLogChange){ first, end - first, end - first - lost };
}

/* How many are not younger than that. */
static guint
count_until (const WbLogMatches *self,
             gint64 time)
{
  guint low = 0, high = wb_log_matches_length (self);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (wb_log_matches_at (self, middle)->time <= time)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Takes the matches from @first on. */
static GArray *
take_from (WbLogMatches *self,
           guint first)
{
  guint count = wb_log_matches_length (self) - first;
  GArray *taken = wb_log_match_array_new ();

  if (count > 0)
    {
      g_array_append_vals (taken, wb_log_matches_at (self, first), count);
      memset (wb_log_matches_at (self, first), 0, count * sizeof (WbLogMatch));
    }
  g_array_set_size (self->array, self->dropped + first);
  return taken;
}

/**
 * wb_log_matches_merge:
 * @self: matches
 * @newer: matches that were found later; nothing is left of them
 *
 * Puts matches where their times say. Mostly that is at the end; only messages of another log that
 * took longer to get here are older than some that were there before.
 *
 * Returns: what that changed
 */
WbLogChange
wb_log_matches_merge (WbLogMatches *self,
                      WbLogMatches *newer)
{
  guint length = wb_log_matches_length (self), count = wb_log_matches_length (newer), kept;

  if (count == 0)
    return (WbLogChange){ 0 };

  kept = count_until (self, wb_log_matches_at (newer, 0)->time);
  merge_into (self->array, take_from (self, kept), take_from (newer, 0));
  return (WbLogChange){ kept, length - kept, length - kept + count };
}

/**
 * wb_log_matches_split:
 * @array: (element-type WbLogMatch): matches, some of them of paused sources
 *
 * Takes out those which came after the pause.
 *
 * Returns: the ones taken out
 */
WbLogMatches
wb_log_matches_split (GArray *array)
{
  WbLogMatches later = { wb_log_match_array_new (), 0 };
  guint kept = 0;

  for (guint i = 0; i < array->len; i++)
    {
      WbLogMatch match = g_array_index (array, WbLogMatch, i);

      g_array_index (array, WbLogMatch, i).message = NULL;
      if (match.place < match.source->frozen_end)
        g_array_index (array, WbLogMatch, kept++) = match;
      else
        g_array_append_val (later.array, match);
    }
  g_array_set_size (array, kept);
  return later;
}
