/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* How a view finds its messages and keeps up with its logs. */

#include "config.h"

#include "wb-log-view-private.h"

/* Up to so many new messages are looked at in place, if only their heads need to be read. */
#define INLINE_MESSAGES 1024

/* A change around more lines that stay is told like a new list. */
#define MANY_LINES 1000

static void continue_search (WbLogView *self);

static WbLogSource *
get_source (WbLogView *self,
            guint i)
{
  return g_ptr_array_index (self->sources, i);
}

static void
for_each_source (WbLogView *self,
                 void (*function) (WbLogSource *source))
{
  for (guint i = 0; i < self->sources->len; i++)
    function (get_source (self, i));
}

/*
 * The list
 */

void
wb_log_view_notify_counts (WbLogView *self)
{
  g_object_notify (G_OBJECT (self), "n-matching");
  g_object_notify (G_OBJECT (self), "n-new");
}

static void
tell_plainly (WbLogView *self,
              WbLogChange change)
{
  guint length = wb_log_matches_length (&self->shown);
  guint position = self->newest_first ? length - change.position - change.added : change.position;

  g_list_model_items_changed (G_LIST_MODEL (self), position, change.removed, change.added);
}

/**
 * wb_log_view_tell:
 * @self: a view
 * @change: what has become of those that are shown
 *
 * Tells it, if it is anything.
 */
void
wb_log_view_tell (WbLogView *self,
                  WbLogChange change)
{
  gboolean is_large = MIN (change.removed, change.added) > MANY_LINES;

  if (change.removed == 0 && change.added == 0)
    return;

  if (is_large)
    g_signal_emit_by_name (self, "replacing");
  tell_plainly (self, change);
  if (is_large)
    g_signal_emit_by_name (self, "replaced");
  wb_log_view_notify_counts (self);
}

/* Drops what the logs have lost, but not from under the eyes of who paused. */
static void
drop_lost (WbLogView *self)
{
  guint n_unsettled = 0;

  for (guint i = 0; i < self->sources->len; i++)
    {
      WbLogSource *source = get_source (self, i);

      source->settled = !self->paused && source->dropped == source->begin;
      n_unsettled += source->settled ? 0 : 1;
      if (!self->paused)
        source->dropped = source->begin;
    }

  if (!self->paused)
    wb_log_view_tell (self, wb_log_matches_drop (&self->shown, n_unsettled));
  else if (wb_log_matches_drop (&self->held, n_unsettled).removed > 0)
    wb_log_view_notify_counts (self);
}

/* What will be asked for the next time: nothing newer is put before it. */
static void
note_latest (GArray *found)
{
  for (guint i = 0; i < found->len; i++)
    {
      const WbLogMatch *match = &g_array_index (found, WbLogMatch, i);

      match->source->latest = match->time;
    }
}

/* Takes out what has to be held back while the view is paused. */
static WbLogMatches
hold_back (WbLogView *self,
           GArray *found)
{
  note_latest (found);
  return self->paused ? wb_log_matches_split (found)
                      : (WbLogMatches){ wb_log_match_array_new (), 0 };
}

static void
append_found (WbLogView *self,
              GArray *found)
{
  WbLogMatches later = hold_back (self, found), now = { found, 0 };
  gboolean has_later = wb_log_matches_length (&later) > 0;

  wb_log_matches_merge (&self->held, &later);
  g_array_unref (later.array);
  wb_log_view_tell (self, wb_log_matches_merge (&self->shown, &now));
  if (has_later)
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
  WbLogMatches later = hold_back (self, found);

  wb_log_match_array_free (self->held.array);
  self->held = later;
  replace_shown (self, found);
  wb_log_view_notify_counts (self);
}

/*
 * Searching
 */

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
  for_each_source (self, wb_log_source_end_search);
  if (self->replaces)
    {
      self->replaces = FALSE;
      replace_found (self, found);
      wb_log_view_notify_busy (self);
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
              GArray *slices)
{
  self->search = g_cancellable_new ();
  for_each_source (self, wb_log_source_start_search);
  wb_log_search_async (slices, &self->filter, self->search, search_done_cb, g_object_ref (self));
}

static GArray *
get_all_slices (WbLogView *self)
{
  GArray *slices = wb_log_slices_new ();

  for (guint i = 0; i < self->sources->len; i++)
    {
      WbLogSource *source = get_source (self, i);
      WbLogSlice slice = { source, wb_log_source_get_all_runs (source), G_MININT64 };

      g_array_append_val (slices, slice);
    }
  return slices;
}

static GArray *
get_new_slices (WbLogView *self)
{
  GArray *slices = wb_log_slices_new ();

  for (guint i = 0; i < self->sources->len; i++)
    {
      WbLogSource *source = get_source (self, i);
      WbLogSlice slice = { source, wb_log_source_get_new_runs (source), source->latest };

      g_array_append_val (slices, slice);
    }
  return slices;
}

static guint64
count_new (WbLogView *self)
{
  guint64 count = 0;

  for (guint i = 0; i < self->sources->len; i++)
    count += wb_log_source_count_new (get_source (self, i));
  return count;
}

static void
search_new_messages (WbLogView *self)
{
  GArray *slices = get_new_slices (self);
  g_autoptr(GArray) found = NULL;

  if (self->filter.query != NULL || count_new (self) > INLINE_MESSAGES)
    {
      start_search (self, slices);
      return;
    }

  found = wb_log_search (slices, &self->filter, NULL);
  g_array_unref (slices);
  for_each_source (self, wb_log_source_start_search);
  for_each_source (self, wb_log_source_end_search);
  append_found (self, found);
}

static void
continue_search (WbLogView *self)
{
  if (self->sources->len == 0 || self->search != NULL)
    return;

  if (self->stale)
    {
      self->stale = FALSE;
      self->replaces = TRUE;
      start_search (self, get_all_slices (self));
      wb_log_view_notify_busy (self);
    }
  else if (count_new (self) > 0)
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
  self->paused = TRUE;
  for_each_source (self, wb_log_source_freeze);
}

void
wb_log_view_thaw (WbLogView *self)
{
  WbLogMatches held = self->held;

  self->paused = FALSE;
  for_each_source (self, wb_log_source_thaw);
  self->held = (WbLogMatches){ wb_log_match_array_new (), 0 };
  wb_log_view_tell (self, wb_log_matches_merge (&self->shown, &held));
  g_array_unref (held.array);
  /* What was held back may be lost as well, if a search has been under way since. */
  drop_lost (self);
  wb_log_view_notify_counts (self);
}

/* What comes back into a log is no news to be held back. */
static void
freeze_again (WbLogView *self)
{
  if (!self->paused)
    return;

  wb_log_view_freeze (self);
  self->stale = TRUE;
}

/*
 * Following the logs
 */

/* A log of its own runs as its user wants it; several run as time does. */
static gboolean
wants_newest_first (WbLogView *self)
{
  return self->sources->len == 1 && wb_message_log_is_newest_first (get_source (self, 0)->log);
}

static gboolean
is_refilled (WbLogView *self)
{
  for (guint i = 0; i < self->sources->len; i++)
    if (wb_log_source_is_refilled (get_source (self, i)))
      return TRUE;
  return FALSE;
}

/* Turns the list round if it runs the wrong way. */
static void
arrange (WbLogView *self)
{
  guint length = wb_log_matches_length (&self->shown);

  if (self->newest_first == wants_newest_first (self))
    return;

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
 * Takes over what the logs have become. Their places say more than the positions of their signals:
 * what went is below their begin, what came is behind what was scanned.
 */
void
wb_log_view_catch_up (WbLogView *self)
{
  gboolean refilled;

  g_clear_handle_id (&self->catch_up, g_source_remove);
  arrange (self);

  /* Who was told of that may have changed the logs. */
  refilled = is_refilled (self);
  for_each_source (self, wb_log_source_catch_up);
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
  return is_refilled (self) || self->newest_first != wants_newest_first (self);
}

/**
 * wb_log_view_follow:
 * @self: a view
 *
 * A log has changed. The list follows as soon as it may: in the next turn of the main loop, if it
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
