/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Messages as a file: one JSON object per line. */

#pragma once

#include "wb-log-view.h"

G_BEGIN_DECLS

typedef struct _WbMessageExport WbMessageExport;

WbMessageExport *wb_message_export_new (WbLogView *view);
void wb_message_export_free (WbMessageExport *self);

void wb_message_export_name (WbMessageExport *self,
                             WbMessageLog *log,
                             const char *connection);

void wb_message_export_async (WbMessageExport *self,
                              GFile *file,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data);
gboolean wb_message_export_finish (GAsyncResult *result,
                                   GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbMessageExport, wb_message_export_free)

G_END_DECLS
