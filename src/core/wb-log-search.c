/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Looks through messages of logs, in a worker thread if there are many. */

#include "config.h"

#include "wb-log-search.h"

static gboolean
has_direction (const WbMessage *message,
               WbLogDirection direction)
{
  switch (direction)
    {
    case WB_LOG_DIRECTION_RECEIVED:
      return message->direction == WB_DIRECTION_RECEIVED;
    case WB_LOG_DIRECTION_SENT:
      return message->direction == WB_DIRECTION_SENT;
    case WB_LOG_DIRECTION_ALL:
    default:
      return TRUE;
    }
}

static gboolean
is_wanted (const WbMessage *message,
           const WbLogFilter *filter)
{
  gboolean is_keepalive = message->kind == WB_MESSAGE_PING || message->kind == WB_MESSAGE_PONG ||
                          (message->kind == WB_MESSAGE_CONTROL && message->direction != WB_DIRECTION_LOCAL);

  return has_direction (message, filter->direction) &&
         (filter->shows_keepalive || !is_keepalive) &&
         (filter->query == NULL || wb_log_query_matches (filter->query, message));
}

static void
clear_slice (gpointer data)
{
  WbLogSlice *slice = data;

  g_array_unref (slice->runs);
}

/**
 * wb_log_slices_new:
 *
 * Returns: (transfer full) (element-type WbLogSlice): an array without slices
 */
GArray *
wb_log_slices_new (void)
{
  GArray *slices = g_array_new (FALSE, FALSE, sizeof (WbLogSlice));

  g_array_set_clear_func (slices, clear_slice);
  return slices;
}

static GArray *
search_slice (const WbLogSlice *slice,
              const WbLogFilter *filter,
              GCancellable *cancellable)
{
  GArray *matches = wb_log_match_array_new ();
  gint64 latest = slice->latest;

  for (guint i = 0; i < slice->runs->len; i++)
    {
      const WbLogRun *run = &g_array_index (slice->runs, WbLogRun, i);

      for (guint j = 0; j < run->count && !g_cancellable_is_cancelled (cancellable); j++)
        {
          WbMessage *message = g_ptr_array_index (run->batch->messages, run->first + j);
          WbLogMatch match = { slice->source, run->place + j, latest, message };

          if (!is_wanted (message, filter))
            continue;
          /* The clock may be set back; a log does not turn round then. */
          match.time = latest = MAX (latest, message->time);
          wb_message_ref (message);
          g_array_append_val (matches, match);
        }
    }
  return matches;
}

/**
 * wb_log_search:
 * @slices: (element-type WbLogSlice): messages
 * @filter: which of them are wanted
 * @cancellable: (nullable): ends the search early, with what it has found
 *
 * Returns: (transfer full) (element-type WbLogMatch): the wanted ones, in the order they came
 */
GArray *
wb_log_search (GArray *slices,
               const WbLogFilter *filter,
               GCancellable *cancellable)
{
  GPtrArray *found = g_ptr_array_sized_new (slices->len);

  for (guint i = 0; i < slices->len; i++)
    g_ptr_array_add (found,
                     search_slice (&g_array_index (slices, WbLogSlice, i), filter, cancellable));
  return wb_log_match_arrays_merge (found);
}

typedef struct {
  GArray *slices;
  WbLogFilter filter;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_array_unref (search->slices);
  g_clear_pointer (&search->filter.query, wb_log_query_unref);
  g_free (search);
}

static void
search_in_worker (GTask *task,
                  gpointer source G_GNUC_UNUSED,
                  gpointer data,
                  GCancellable *cancellable)
{
  Search *search = data;
  GArray *matches = wb_log_search (search->slices, &search->filter, cancellable);

  /* The references to the batches go here rather than on the thread that waits. */
  g_array_set_size (search->slices, 0);
  g_task_return_pointer (task, matches, (GDestroyNotify) wb_log_match_array_free);
}

/**
 * wb_log_search_async:
 * @slices: (transfer full) (element-type WbLogSlice): messages
 * @filter: which of them are wanted
 * @cancellable: ends the search early
 * @callback: called on the calling thread when it is done
 * @data: passed to @callback
 *
 * The same in a worker.
 */
void
wb_log_search_async (GArray *slices,
                     const WbLogFilter *filter,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, data);
  Search *search = g_new0 (Search, 1);

  search->slices = slices;
  search->filter = *filter;
  if (filter->query != NULL)
    wb_log_query_ref (filter->query);
  g_task_set_name (task, G_STRFUNC);
  g_task_set_task_data (task, search, search_free);
  g_task_run_in_thread (task, search_in_worker);
}

/**
 * wb_log_search_finish:
 * @result: what the callback was given
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable) (element-type WbLogMatch): see wb_log_search()
 */
GArray *
wb_log_search_finish (GAsyncResult *result,
                      GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
