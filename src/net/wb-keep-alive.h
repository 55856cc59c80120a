/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Whether the other end of an open connection is still there. Used inside net only. */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* How long the answer to a ping may take. */
#define WB_PONG_TIMEOUT_US (10 * G_USEC_PER_SEC)

typedef struct _WbKeepAlive WbKeepAlive;

/**
 * WbSilentFunc:
 * @data: what was passed with the function
 *
 * Called once, when nothing has come from the server for too long. It may free the keep-alive.
 */
typedef void (*WbSilentFunc) (gpointer data);

WbKeepAlive *wb_keep_alive_new (SoupWebsocketConnection *connection,
                                guint interval,
                                gint64 pong_timeout,
                                WbSilentFunc silent,
                                gpointer data);
void wb_keep_alive_free (WbKeepAlive *self);

void wb_keep_alive_hold (WbKeepAlive *self);
void wb_keep_alive_release (WbKeepAlive *self);
gint64 wb_keep_alive_get_patience (WbKeepAlive *self);

gint64 wb_link_get_round_trip (SoupWebsocketConnection *connection);
void wb_link_cut (SoupWebsocketConnection *connection);

G_END_DECLS
