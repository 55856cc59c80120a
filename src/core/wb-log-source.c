/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* How far a view has come with one of its logs. */

#include "config.h"

#include "wb-log-source.h"

/**
 * wb_log_source_new:
 * @log: a log
 *
 * Returns: (transfer full): the log, not looked at yet
 */
WbLogSource *
wb_log_source_new (WbMessageLog *log)
{
  WbLogSource *self = g_new0 (WbLogSource, 1);

  self->log = g_object_ref (log);
  self->begin = self->dropped = self->scanned = self->frozen_end = wb_message_log_get_begin (log);
  self->latest = G_MININT64;
  return self;
}

void
wb_log_source_free (WbLogSource *self)
{
  wb_log_source_thaw (self);
  g_object_unref (self->log);
  g_free (self);
}

/**
 * wb_log_source_count_new:
 * @self: a source
 *
 * Returns: how many messages were not looked at yet
 */
guint64
wb_log_source_count_new (const WbLogSource *self)
{
  guint64 end = wb_message_log_get_end (self->log);

  return end - MIN (end, self->scanned);
}

/**
 * wb_log_source_is_refilled:
 * @self: a source
 *
 * Returns: whether older messages were put back since it was last looked at
 */
gboolean
wb_log_source_is_refilled (const WbLogSource *self)
{
  return wb_message_log_get_begin (self->log) < self->begin;
}

/**
 * wb_log_source_catch_up:
 * @self: a source
 *
 * Takes over which messages the log still has.
 */
void
wb_log_source_catch_up (WbLogSource *self)
{
  self->begin = wb_message_log_get_begin (self->log);
  self->dropped = MIN (self->dropped, self->begin);
  self->scanned = MAX (self->scanned, self->begin);
}

void
wb_log_source_start_search (WbLogSource *self)
{
  /* What the view was paused on is looked at as well, although the log may have lost it. */
  self->search_begin = self->frozen != NULL ? 0 : self->begin;
  self->search_end = wb_message_log_get_end (self->log);
}

/**
 * wb_log_source_end_search:
 * @self: a source
 *
 * A search has come to its end. What the log has lost meanwhile may be among the messages found.
 */
void
wb_log_source_end_search (WbLogSource *self)
{
  self->scanned = self->search_end;
  self->dropped = MIN (self->dropped, self->search_begin);
}

/**
 * wb_log_source_freeze:
 * @self: a source
 *
 * Keeps what the log holds now, even when the log loses it.
 */
void
wb_log_source_freeze (WbLogSource *self)
{
  wb_log_source_thaw (self);
  self->frozen_end = wb_message_log_get_end (self->log);
  self->frozen = wb_message_log_get_runs (self->log, 0, self->frozen_end);
}

void
wb_log_source_thaw (WbLogSource *self)
{
  g_clear_pointer (&self->frozen, g_array_unref);
}

/**
 * wb_log_source_get_new_runs:
 * @self: a source
 *
 * Returns: (transfer full) (element-type WbLogRun): what was not looked at yet
 */
GArray *
wb_log_source_get_new_runs (const WbLogSource *self)
{
  return wb_message_log_get_runs (self->log, self->scanned, wb_message_log_get_end (self->log));
}

/**
 * wb_log_source_get_all_runs:
 * @self: a source
 *
 * Returns: (transfer full) (element-type WbLogRun): everything there is to look at: what the view
 * was paused on, and what the log has got
 */
GArray *
wb_log_source_get_all_runs (const WbLogSource *self)
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
