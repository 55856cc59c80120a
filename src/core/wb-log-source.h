/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* How far a view has come with one of its logs. */

#pragma once

#include "wb-message-log.h"

G_BEGIN_DECLS

/**
 * WbLogSource:
 * @log: (transfer full): the log
 * @begin: place of its oldest message, when last looked at
 * @dropped: place up to which lost messages were taken off the list
 * @scanned: place up to which messages were looked at
 * @search_begin: place of its oldest message when the running search was started
 * @search_end: place up to which the running search goes
 * @frozen_end: place behind the newest message a paused view may show
 * @frozen: (nullable) (element-type WbLogRun): what the view was paused on
 * @latest: time of the newest message that was found
 * @settled: whether it is known that no more of its messages are lost, while they are looked for
 *
 * For the main thread only; a worker just passes the pointer on.
 */
typedef struct {
  WbMessageLog *log;
  guint64 begin;
  guint64 dropped;
  guint64 scanned;
  guint64 search_begin;
  guint64 search_end;
  guint64 frozen_end;
  GArray *frozen;
  gint64 latest;
  gboolean settled;
} WbLogSource;

WbLogSource *wb_log_source_new (WbMessageLog *log);
void wb_log_source_free (WbLogSource *self);

guint64 wb_log_source_count_new (const WbLogSource *self);
gboolean wb_log_source_is_refilled (const WbLogSource *self);
void wb_log_source_catch_up (WbLogSource *self);
void wb_log_source_start_search (WbLogSource *self);
void wb_log_source_end_search (WbLogSource *self);
void wb_log_source_freeze (WbLogSource *self);
void wb_log_source_thaw (WbLogSource *self);
GArray *wb_log_source_get_new_runs (const WbLogSource *self);
GArray *wb_log_source_get_all_runs (const WbLogSource *self);

G_END_DECLS
