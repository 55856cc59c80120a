/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The messages of one connection, in the order and within the bounds the user chose. */

#pragma once

#include "wb-batch.h"
#include "wb-log-entry.h"
#include "wb-message-deque.h"
#include "wb-retention.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Enough to scroll back an hour at 25 messages a second… */
#define WB_LOG_MAX_MESSAGES 100000
/* …and an end for streams of large ones. */
#define WB_LOG_MAX_BYTES (128 * 1024 * 1024)

typedef struct _WbLogContents WbLogContents;

#define WB_TYPE_MESSAGE_LOG (wb_message_log_get_type ())
G_DECLARE_FINAL_TYPE (WbMessageLog, wb_message_log, WB, MESSAGE_LOG, GObject)

WbMessageLog *wb_message_log_new (void);

void wb_message_log_append (WbMessageLog *self,
                            WbBatch *batch,
                            guint first,
                            guint count);
void wb_message_log_clear (WbMessageLog *self);
WbLogContents *wb_message_log_steal (WbMessageLog *self);
gboolean wb_message_log_restore (WbMessageLog *self,
                                 WbLogContents *contents);
void wb_log_contents_free (WbLogContents *contents);

WbMessage *wb_message_log_get_message (WbMessageLog *self,
                                       guint position);
WbLogEntry *wb_message_log_dup_entry (WbMessageLog *self,
                                      WbMessage *message);
guint64 wb_message_log_get_begin (WbMessageLog *self);
guint64 wb_message_log_get_end (WbMessageLog *self);
GArray *wb_message_log_get_runs (WbMessageLog *self,
                                 guint64 begin,
                                 guint64 end);

WbRetention wb_message_log_get_retention (WbMessageLog *self);
void wb_message_log_set_retention (WbMessageLog *self,
                                   WbRetention retention);
gboolean wb_message_log_is_newest_first (WbMessageLog *self);
guint wb_message_log_get_limit (WbMessageLog *self);
void wb_message_log_set_limit (WbMessageLog *self,
                               guint limit);
gsize wb_message_log_get_bytes (WbMessageLog *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbLogContents, wb_log_contents_free)

G_END_DECLS
