/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Looks through messages of logs, in a worker thread if there are many. */

#pragma once

#include "wb-log-matches.h"
#include "wb-log-query.h"
#include "wb-log-view.h"

G_BEGIN_DECLS

/**
 * WbLogFilter:
 * @direction: which way messages have to go
 * @shows_keepalive: whether pings and pongs are wanted
 * @query: (nullable): what they have to hold
 *
 * What makes a message wanted.
 */
typedef struct {
  WbLogDirection direction;
  gboolean shows_keepalive;
  WbLogQuery *query;
} WbLogFilter;

/**
 * WbLogSlice:
 * @source: where they come from
 * @runs: (transfer full) (element-type WbLogRun): messages, oldest first
 * @latest: time of what was found before them
 *
 * Messages of one log.
 */
typedef struct {
  WbLogSource *source;
  GArray *runs;
  gint64 latest;
} WbLogSlice;

GArray *wb_log_slices_new (void);

GArray *wb_log_search (GArray *slices,
                       const WbLogFilter *filter,
                       GCancellable *cancellable);
void wb_log_search_async (GArray *slices,
                          const WbLogFilter *filter,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data);
GArray *wb_log_search_finish (GAsyncResult *result,
                              GError **error);

G_END_DECLS
