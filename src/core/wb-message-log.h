/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The messages of one connection, newest last, within bounds. */

#pragma once

#include "wb-batch.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Enough to scroll back an hour at 25 messages a second… */
#define WB_LOG_MAX_MESSAGES 100000
/* …and an end for streams of large ones. */
#define WB_LOG_MAX_BYTES (128 * 1024 * 1024)

#define WB_TYPE_LOG_ENTRY (wb_log_entry_get_type ())
G_DECLARE_FINAL_TYPE (WbLogEntry, wb_log_entry, WB, LOG_ENTRY, GObject)

WbMessage *wb_log_entry_get_message (WbLogEntry *self);

#define WB_TYPE_MESSAGE_LOG (wb_message_log_get_type ())
G_DECLARE_FINAL_TYPE (WbMessageLog, wb_message_log, WB, MESSAGE_LOG, GObject)

WbMessageLog *wb_message_log_new (void);

void wb_message_log_append (WbMessageLog *self,
                            WbBatch *batch,
                            guint first,
                            guint count);
void wb_message_log_clear (WbMessageLog *self);
WbMessage *wb_message_log_get_message (WbMessageLog *self,
                                       guint position);

guint wb_message_log_get_limit (WbMessageLog *self);
void wb_message_log_set_limit (WbMessageLog *self,
                               guint limit);
gsize wb_message_log_get_bytes (WbMessageLog *self);

G_END_DECLS
