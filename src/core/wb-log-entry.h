/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A line of the log, for list widgets. */

#pragma once

#include "wb-message.h"

G_BEGIN_DECLS

#define WB_TYPE_LOG_ENTRY (wb_log_entry_get_type ())
G_DECLARE_FINAL_TYPE (WbLogEntry, wb_log_entry, WB, LOG_ENTRY, GObject)

WbMessage *wb_log_entry_get_message (WbLogEntry *self);

/* For logs: */
WbLogEntry *wb_log_entry_obtain (GHashTable *entries,
                                 WbMessage *message);

G_END_DECLS
