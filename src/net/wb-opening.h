/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The opening handshake of a WebSocket: the request to a server, and what came of it. Used inside
 * net only. */

#pragma once

#include "wb-profile.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct _WbOpening WbOpening;

WbOpening *wb_opening_new (WbProfile *profile,
                           GCancellable *cancellable,
                           GError **error);
void wb_opening_free (WbOpening *self);

void wb_opening_start (WbOpening *self,
                       GAsyncReadyCallback callback,
                       gpointer data);

const char *wb_opening_get_host (WbOpening *self);
guint wb_opening_get_port (WbOpening *self);
GError *wb_opening_explain (WbOpening *self,
                            const GError *error);
gboolean wb_opening_follow (WbOpening **self,
                            const GError *error,
                            GError **reason);
WbHandshake *wb_opening_describe (WbOpening *self,
                                  SoupWebsocketConnection *connection,
                                  gint64 elapsed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbOpening, wb_opening_free)

G_END_DECLS
