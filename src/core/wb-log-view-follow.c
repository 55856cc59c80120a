/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* How a view of a log finds its messages and keeps up with the log. */

#include "config.h"

#include "wb-log-view-private.h"

/* Up to so many new messages are looked at in place, if only their heads need to be read. */
#define INLINE_MESSAGES 1024

static void continue_search (WbLogView *self);

/*
 * The list
 */

void
wb_log_view_notify_counts (WbLogView *self)
{
  g_object_notify (G_OBJECT (self), "n-matching");
  g_object_notify (G_OBJECT (self), "n-new");
}

/* Drops what the log has lost, but not from under the eyes of who paused. */
static void
drop_lost (WbLogView *self)
{
  guint64 begin = self->begin;
  guint length = wb_log_matches_length (&self->shown);
  guint dropped;

  if (self->frozen != NULL)
    {
      if (wb_log_matches_drop (&self->held, begin) > 0)
        wb_log_view_notify_counts (self);
      return;
    }

  dropped = wb_log_matches_drop (&self->shown, begin);
  if (dropped == 0)
    return;
  g_list_model_items_changed (G_LIST_MODEL (self), self->newest_first ? length - dropped : 0, dropped, 0);
  wb_log_view_notify_counts (self);
}

static void
append_shown (WbLogView *self,
              GArray *from,
              guint first,
              guint count)
{
  guint length = wb_log_matches_length (&self->shown);

  if (count == 0)
    return;

  wb_log_matches_take (&self->shown, from, first, count);
  g_list_model_items_changed (G_LIST_MODEL (self), self->newest_first ? 0 : length, 0, count);
  wb_log_view_notify_counts (self);
}

/* How many of new matches may be shown; the rest is held back while the view is paused. */
static guint
count_showable (WbLogView *self,
                GArray *found)
{
  guint count = found->len;

  while (self->frozen != NULL && count > 0 &&
         g_array_index (found, WbLogMatch, count - 1).place >= self->frozen_end)
    count--;
  return count;
}

static void
append_found (WbLogView *self,
              GArray *found)
{
  guint showable = count_showable (self, found);

  append_shown (self, found, 0, showable);
  if (showable == found->len)
    return;

  wb_log_matches_take (&self->held, found, showable, found->len - showable);
  wb_log_view_notify_counts (self);
}

/* Replaces the list and tells only what lies between the equal beginnings and ends. */
static void
replace_shown (WbLogView *self,
               GArray *found)
{
  WbLogMatches old = self->shown;
  WbLogMatches new = { found, 0 };
  guint old_length = wb_log_matches_length (&old), new_length = wb_log_matches_length (&new);
  guint common = MIN (old_length, new_length), same_begin = 0, same_end = 0;

  while (same_begin < common &&
         wb_log_matches_at (&old, same_begin)->message == wb_log_matches_at (&new, same_begin)->message)
    same_begin++;
  while (same_end < common - same_begin &&
         wb_log_matches_at (&old, old_length - 1 - same_end)->message ==
             wb_log_matches_at (&new, new_length - 1 - same_end)->message)
    same_end++;

  if (old_length == new_length && same_begin == common)
    {
      wb_log_match_array_free (found);
      return;
    }

  g_signal_emit_by_name (self, "replacing");
  self->shown = new;
  g_list_model_items_changed (G_LIST_MODEL (self), self->newest_first ? same_end : same_begin,
                              old_length - same_begin - same_end, new_length - same_begin - same_end);
  g_signal_emit_by_name (self, "replaced");
  wb_log_match_array_free (old.array);
}

static void
replace_found (WbLogView *self,
               GArray *found)
{
  guint showable = count_showable (self, found);

  g_array_set_size (self->held.array, 0);
  self->held.dropped = 0;
  wb_log_matches_take (&self->held, found, showable, found->len - showable);
  g_array_set_size (found, showable);
  replace_shown (self, found);
  wb_log_view_notify_counts (self);
}

/*
 * Searching
 */

static void
notify_busy (WbLogView *self)
{
  g_object_notify (G_OBJECT (self), "busy");
}

static void
search_done_cb (GObject *source G_GNUC_UNUSED,
                GAsyncResult *result,
                gpointer data)
{
  g_autoptr(WbLogView) self = data;
  GArray *found = wb_log_search_finish (result, NULL);

  /* Cancelled: another search may run by now. */
  if (found == NULL)
    return;

  g_clear_object (&self->search);
  self->scanned = self->search_end;
  if (self->replaces)
    {
      self->replaces = FALSE;
      replace_found (self, found);
      notify_busy (self);
    }
  else
    {
      append_found (self, found);
      g_array_unref (found);
    }
  drop_lost (self);
  if (self->stale)
    continue_search (self);
  else
    wb_log_view_follow (self);
}

static void
start_search (WbLogView *self,
              GArray *runs)
{
  self->search = g_cancellable_new ();
  self->search_end = wb_message_log_get_end (self->log);
  wb_log_search_async (runs, &self->filter, self->search, search_done_cb, g_object_ref (self));
}

/* Everything there is to look at: what the view was paused on, and what the log has got. */
static GArray *
get_all_runs (WbLogView *self)
{
  guint64 end = wb_message_log_get_end (self->log);
  GArray *runs, *newer;

  if (self->frozen == NULL)
    return wb_message_log_get_runs (self->log, 0, end);

  newer = wb_message_log_get_runs (self->log, self->frozen_end, end);
  runs = g_array_copy (self->frozen);
  for (guint i = 0; i < runs->len; i++)
    wb_batch_ref (g_array_index (runs, WbLogRun, i).batch);
  g_array_append_vals (runs, newer->data, newer->len);
  g_array_set_clear_func (newer, NULL);
  g_array_unref (newer);
  return runs;
}

static void
search_new_messages (WbLogView *self)
{
  guint64 end = wb_message_log_get_end (self->log);
  GArray *runs = wb_message_log_get_runs (self->log, self->scanned, end);
  g_autoptr(GArray) found = NULL;

  if (self->filter.query != NULL || end - self->scanned > INLINE_MESSAGES)
    {
      start_search (self, runs);
      return;
    }

  found = wb_log_search (runs, &self->filter, NULL);
  g_array_unref (runs);
  self->scanned = end;
  append_found (self, found);
}

static void
continue_search (WbLogView *self)
{
  if (self->log == NULL || self->search != NULL)
    return;

  if (self->stale)
    {
      self->stale = FALSE;
      self->replaces = TRUE;
      start_search (self, get_all_runs (self));
      notify_busy (self);
    }
  else if (self->scanned < wb_message_log_get_end (self->log))
    search_new_messages (self);
}

void
wb_log_view_cancel (WbLogView *self)
{
  g_cancellable_cancel (self->search);
  g_clear_object (&self->search);
}

/**
 * wb_log_view_search_again:
 * @self: a view
 *
 * Looks at everything again, because what is wanted has changed.
 */
void
wb_log_view_search_again (WbLogView *self)
{
  wb_log_view_cancel (self);
  self->stale = TRUE;
  continue_search (self);
}

/*
 * Pausing
 */

void
wb_log_view_freeze (WbLogView *self)
{
  g_clear_pointer (&self->frozen, g_array_unref);
  self->frozen_end = wb_message_log_get_end (self->log);
  self->frozen = wb_message_log_get_runs (self->log, 0, self->frozen_end);
}

void
wb_log_view_thaw (WbLogView *self)
{
  WbLogMatches held = self->held;

  g_clear_pointer (&self->frozen, g_array_unref);
  self->held = (WbLogMatches){ wb_log_match_array_new (), 0 };
  drop_lost (self);
  append_shown (self, held.array, held.dropped, wb_log_matches_length (&held));
  g_array_unref (held.array);
  wb_log_view_notify_counts (self);
}

/* What comes back into the log is no news to be held back. */
static void
freeze_again (WbLogView *self)
{
  if (self->frozen == NULL)
    return;

  wb_log_view_freeze (self);
  self->stale = TRUE;
}

/*
 * Following the log
 */

static void
turn_round (WbLogView *self)
{
  guint length = wb_log_matches_length (&self->shown);

  g_signal_emit_by_name (self, "replacing");
  self->newest_first = !self->newest_first;
  if (length > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, length, length);
  g_signal_emit_by_name (self, "replaced");
}

/**
 * wb_log_view_catch_up:
 * @self: a view
 *
 * Takes over what the log has become. Its places say more than the positions of its signals: what went
 * is below its begin, what came is behind what was scanned.
 */
void
wb_log_view_catch_up (WbLogView *self)
{
  guint64 begin;
  gboolean refilled;

  g_clear_handle_id (&self->catch_up, g_source_remove);
  if (wb_message_log_is_newest_first (self->log) != self->newest_first)
    turn_round (self);

  /* Who was told of that may have changed the log. */
  begin = wb_message_log_get_begin (self->log);
  refilled = begin < self->begin;
  self->begin = begin;
  self->scanned = MAX (self->scanned, begin);
  if (refilled)
    freeze_again (self);
  if (refilled || self->stale)
    wb_log_view_search_again (self);
  else
    continue_search (self);

  /* A list is never empty only because what is new was not found yet. */
  if (self->search == NULL)
    drop_lost (self);
  self->caught_up = g_get_monotonic_time ();
}

static gboolean
catch_up_cb (gpointer data)
{
  WbLogView *self = data;

  self->catch_up = 0;
  wb_log_view_catch_up (self);
  return G_SOURCE_REMOVE;
}

/* What only the user does is shown at once: to put messages back, and to turn the list round. */
static gboolean
is_rearranged (WbLogView *self)
{
  return wb_message_log_get_begin (self->log) < self->begin ||
         wb_message_log_is_newest_first (self->log) != self->newest_first;
}

/**
 * wb_log_view_follow:
 * @self: a view
 *
 * The log has changed. The list follows as soon as it may: in the next turn of the main loop, if it
 * was quiet for a while.
 */
void
wb_log_view_follow (WbLogView *self)
{
  gint64 wait = MAX (0, self->caught_up + self->interval - g_get_monotonic_time ());

  if (self->interval == 0 || is_rearranged (self))
    wb_log_view_catch_up (self);
  else if (self->catch_up == 0)
    self->catch_up = g_timeout_add ((guint) ((wait + 999) / 1000), catch_up_cb, self);
}
