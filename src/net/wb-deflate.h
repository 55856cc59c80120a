/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Compression of messages with a limit, and the eye on every frame. Used inside net only. */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* Smaller messages are sent as they are: a position hardly gets shorter, and it costs time. */
#define WB_DEFLATE_MIN_BYTES 1024

/**
 * WbFrameFunc:
 * @data: what was passed with the function
 * @opcode: opcode of the frame
 *
 * Told of every frame that arrives, before it is looked at. It may run the thread's main context.
 *
 * Returns: %FALSE to refuse the frame and everything after it
 */
typedef gboolean (*WbFrameFunc) (gpointer data,
                                 guint opcode);

#define WB_TYPE_DEFLATE (wb_deflate_get_type ())
G_DECLARE_FINAL_TYPE (WbDeflate, wb_deflate, WB, DEFLATE, SoupWebsocketExtension)

void wb_deflate_offer (SoupSession *session,
                       SoupMessage *handshake);
gboolean wb_deflate_is_made_up (const char *name,
                                const char *value);
WbDeflate *wb_deflate_find (SoupWebsocketConnection *connection);

void wb_deflate_watch (WbDeflate *self,
                       guint64 limit,
                       WbFrameFunc func,
                       gpointer data);
gboolean wb_deflate_is_active (WbDeflate *self);

G_END_DECLS
