/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the user typed to find messages. */

#pragma once

#include "wb-message.h"

G_BEGIN_DECLS

#define WB_LOG_QUERY_ERROR (wb_log_query_error_quark ())
GQuark wb_log_query_error_quark (void);

typedef enum {
  WB_LOG_QUERY_ERROR_REGEX,
} WbLogQueryError;

typedef struct _WbLogQuery WbLogQuery;

WbLogQuery *wb_log_query_new (const char *text,
                              GError **error);
WbLogQuery *wb_log_query_ref (WbLogQuery *self);
void wb_log_query_unref (WbLogQuery *self);

gboolean wb_log_query_matches (const WbLogQuery *self,
                               const WbMessage *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbLogQuery, wb_log_query_unref)

G_END_DECLS
