/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Which logs a view shows. */

#include "config.h"

#include "wb-log-view-private.h"

/* Takes the source of a log out of a list of them. */
static WbLogSource *
take_source (GPtrArray *sources,
             WbMessageLog *log)
{
  for (guint i = 0; i < sources->len; i++)
    {
      WbLogSource *source = g_ptr_array_index (sources, i);

      if (source->log == log)
        return g_ptr_array_steal_index (sources, i);
    }
  return NULL;
}

static WbLogSource *
add_source (WbLogView *self,
            WbMessageLog *log)
{
  WbLogSource *source = wb_log_source_new (log);

  g_signal_connect_object (log, "items-changed", G_CALLBACK (wb_log_view_follow), self,
                           G_CONNECT_SWAPPED);
  if (self->paused)
    wb_log_source_freeze (source);
  return source;
}

/* Nothing of what the view shows is left. */
static void
empty (WbLogView *self)
{
  WbLogChange all = { .removed = wb_log_matches_length (&self->shown) };

  wb_log_match_array_free (self->held.array);
  wb_log_match_array_free (self->shown.array);
  self->held = (WbLogMatches){ wb_log_match_array_new (), 0 };
  self->shown = (WbLogMatches){ wb_log_match_array_new (), 0 };
  self->paused = FALSE;
  wb_log_view_tell (self, all);
}

/* Takes the messages of some logs off the list, even if it is paused. */
static void
drop_sources (WbLogView *self,
              GPtrArray *gone)
{
  for (guint i = 0; i < self->sources->len; i++)
    ((WbLogSource *) g_ptr_array_index (self->sources, i))->settled = TRUE;
  for (guint i = 0; i < gone->len; i++)
    {
      WbLogSource *source = g_ptr_array_index (gone, i);

      g_signal_handlers_disconnect_by_data (source->log, self);
      source->settled = FALSE;
      source->begin = G_MAXUINT64;
    }
  wb_log_matches_drop (&self->held, gone->len);
  wb_log_view_tell (self, wb_log_matches_drop (&self->shown, gone->len));
}

/* Puts the sources of @logs in the place of the ones there are; returns how many are new. */
static guint
choose_sources (WbLogView *self,
                GPtrArray *logs)
{
  g_autoptr(GPtrArray) old = self->sources;
  guint n_new = 0;

  self->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) wb_log_source_free);
  for (guint i = 0; i < logs->len; i++)
    {
      WbLogSource *source = take_source (old, g_ptr_array_index (logs, i));

      if (source == NULL)
        {
          source = add_source (self, g_ptr_array_index (logs, i));
          n_new++;
        }
      g_ptr_array_add (self->sources, source);
    }

  drop_sources (self, old);
  return n_new;
}

static gboolean
shares_logs (WbLogView *self,
             GPtrArray *logs)
{
  for (guint i = 0; i < self->sources->len; i++)
    if (g_ptr_array_find (logs, ((WbLogSource *) g_ptr_array_index (self->sources, i))->log, NULL))
      return TRUE;
  return FALSE;
}

static gboolean
has_logs (WbLogView *self,
          GPtrArray *logs)
{
  if (self->sources->len != logs->len)
    return FALSE;

  for (guint i = 0; i < logs->len; i++)
    if (((WbLogSource *) g_ptr_array_index (self->sources, i))->log != g_ptr_array_index (logs, i))
      return FALSE;
  return TRUE;
}

/**
 * wb_log_view_set_logs:
 * @self: a view
 * @logs: (element-type WbMessageLog): different logs
 *
 * Shows other logs: several of them in the order in which their messages came, and the newest one
 * last. A view is paused no more if nothing of what it showed is left.
 */
void
wb_log_view_set_logs (WbLogView *self,
                      GPtrArray *logs)
{
  guint n_new;

  g_return_if_fail (WB_IS_LOG_VIEW (self));

  if (has_logs (self, logs))
    return;

  if (!shares_logs (self, logs))
    empty (self);
  /* What a search would have brought is asked for again. */
  self->stale = self->stale || (self->search != NULL && self->replaces);
  wb_log_view_cancel (self);
  n_new = choose_sources (self, logs);
  self->stale = self->stale || n_new > 0;
  wb_log_view_catch_up (self);
  wb_log_view_notify_counts (self);
  wb_log_view_notify_busy (self);
  wb_log_view_notify_paused (self);
}

/**
 * wb_log_view_set_log:
 * @self: a view
 * @log: (nullable): a log
 *
 * Shows this one only, and in its order.
 */
void
wb_log_view_set_log (WbLogView *self,
                     WbMessageLog *log)
{
  g_autoptr(GPtrArray) logs = g_ptr_array_new ();

  if (log != NULL)
    g_ptr_array_add (logs, log);
  wb_log_view_set_logs (self, logs);
}

/**
 * wb_log_view_get_logs:
 * @self: a view
 *
 * Returns: (transfer full) (element-type WbMessageLog): the logs it shows
 */
GPtrArray *
wb_log_view_get_logs (WbLogView *self)
{
  GPtrArray *logs = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (WB_IS_LOG_VIEW (self), logs);

  for (guint i = 0; i < self->sources->len; i++)
    g_ptr_array_add (logs,
                     g_object_ref (((WbLogSource *) g_ptr_array_index (self->sources, i))->log));
  return logs;
}

gboolean
wb_log_view_is_merged (WbLogView *self)
{
  g_return_val_if_fail (WB_IS_LOG_VIEW (self), FALSE);

  return self->sources->len > 1;
}
