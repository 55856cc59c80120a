/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Messages as a file: one JSON object per line. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void wb_message_export_async (GPtrArray *messages,
                              GFile *file,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data);
gboolean wb_message_export_finish (GAsyncResult *result,
                                   GError **error);

G_END_DECLS
