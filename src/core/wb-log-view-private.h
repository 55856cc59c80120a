/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The inside of a view of logs. */

#pragma once

#include "wb-log-search.h"
#include "wb-log-view.h"

G_BEGIN_DECLS

/**
 * WbLogView:
 *
 * A #GListModel of #WbLogEntry over a #WbMessageLog in its order, or over several in the order in which
 * their messages came. What is wanted is found out and put in order by a worker, from references to
 * batches; meanwhile the list stays as it was. New messages go through the same worker, so that an
 * expensive query slows nothing but its own list.
 *
 * A paused view keeps what it shows, even when a log loses it, and can still be searched.
 */
struct _WbLogView {
  GObject parent_instance;

  /* Owned */
  GPtrArray *sources; /* WbLogSource */
  WbLogFilter filter;
  char *query;
  char *query_error;
  GCancellable *search; /* of the search that runs, if any */

  /* State */
  WbLogMatches shown;
  WbLogMatches held; /* found since the view was paused */
  gboolean paused;
  gboolean newest_first;
  gboolean stale;    /* everything has to be looked at again */
  gboolean replaces; /* the running search looks at everything */
  gint64 interval;   /* µs from one look at the logs to the next */
  gint64 caught_up;  /* time of the last one */
  guint catch_up;    /* source id */
};

void wb_log_view_notify_counts (WbLogView *self);
void wb_log_view_notify_busy (WbLogView *self);
void wb_log_view_notify_paused (WbLogView *self);
void wb_log_view_tell (WbLogView *self,
                       WbLogChange change);
void wb_log_view_cancel (WbLogView *self);
void wb_log_view_search_again (WbLogView *self);
void wb_log_view_freeze (WbLogView *self);
void wb_log_view_thaw (WbLogView *self);
void wb_log_view_catch_up (WbLogView *self);
void wb_log_view_follow (WbLogView *self);

G_END_DECLS
