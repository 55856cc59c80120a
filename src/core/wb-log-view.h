/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Those messages of one or more logs that the user wants to see. */

#pragma once

#include "wb-message-log.h"

G_BEGIN_DECLS

#define WB_TYPE_LOG_DIRECTION (wb_log_direction_get_type ())
GType wb_log_direction_get_type (void);

/**
 * WbLogDirection:
 * @WB_LOG_DIRECTION_ALL: messages both ways, and lines about the connection
 */
typedef enum {
  WB_LOG_DIRECTION_ALL,
  WB_LOG_DIRECTION_RECEIVED,
  WB_LOG_DIRECTION_SENT,
} WbLogDirection;

#define WB_TYPE_LOG_VIEW (wb_log_view_get_type ())
G_DECLARE_FINAL_TYPE (WbLogView, wb_log_view, WB, LOG_VIEW, GObject)

WbLogView *wb_log_view_new (WbMessageLog *log);
void wb_log_view_set_interval (WbLogView *self,
                               gint64 interval);

GPtrArray *wb_log_view_get_logs (WbLogView *self);
void wb_log_view_set_logs (WbLogView *self,
                           GPtrArray *logs);
void wb_log_view_set_log (WbLogView *self,
                          WbMessageLog *log);
gboolean wb_log_view_is_merged (WbLogView *self);
void wb_log_view_set_direction (WbLogView *self,
                                WbLogDirection direction);
void wb_log_view_set_query (WbLogView *self,
                            const char *query);
const char *wb_log_view_get_query_error (WbLogView *self);
void wb_log_view_set_shows_keepalive (WbLogView *self,
                                      gboolean shows_keepalive);
gboolean wb_log_view_get_paused (WbLogView *self);
void wb_log_view_set_paused (WbLogView *self,
                             gboolean paused);

gboolean wb_log_view_is_busy (WbLogView *self);
gboolean wb_log_view_is_filtered (WbLogView *self);
gboolean wb_log_view_is_newest_first (WbLogView *self);
guint wb_log_view_get_n_new (WbLogView *self);

WbMessage *wb_log_view_get_message (WbLogView *self,
                                    guint position);
WbMessageLog *wb_log_view_get_log_at (WbLogView *self,
                                      guint position);
gboolean wb_log_view_find (WbLogView *self,
                           WbMessage *message,
                           guint *position);

G_END_DECLS
