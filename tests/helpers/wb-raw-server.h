/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A server that sends whatever bytes a test wants, valid or not. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _WbRawServer WbRawServer;
typedef struct _WbRawPeer WbRawPeer;

/**
 * WbRawFunc:
 * @peer: a client that has just connected
 * @data: what was passed with the function
 *
 * Serves one client, on a thread of its own; the connection ends when it returns.
 */
typedef void (*WbRawFunc) (WbRawPeer *peer,
                           gconstpointer data);

/* The first byte of a frame. */
#define WB_RAW_FINAL 0x80
#define WB_RAW_COMPRESSED 0x40
#define WB_RAW_CONTINUATION 0x0
#define WB_RAW_TEXT 0x1
#define WB_RAW_BINARY 0x2
#define WB_RAW_CLOSE 0x8
#define WB_RAW_PING 0x9
#define WB_RAW_PONG 0xa

WbRawServer *wb_raw_server_new (const char *certificate,
                                WbRawFunc func,
                                gconstpointer data);
WbRawServer *wb_raw_server_new_at (guint port,
                                   WbRawFunc func,
                                   gconstpointer data);
void wb_raw_server_free (WbRawServer *self);

const char *wb_raw_server_get_url (WbRawServer *self);
guint wb_raw_server_get_port (WbRawServer *self);
guint wb_raw_server_get_n_clients (WbRawServer *self);
gboolean wb_raw_server_is_done (WbRawServer *self);

void wb_raw_peer_start_tls (WbRawPeer *self,
                            const char *certificate);
char *wb_raw_peer_read_request (WbRawPeer *self);
void wb_raw_peer_shake_hands (WbRawPeer *self,
                              const char *headers);
void wb_raw_peer_agree (WbRawPeer *self,
                        const char *request,
                        const char *headers);
gboolean wb_raw_peer_write (WbRawPeer *self,
                            gconstpointer data,
                            gsize length);
gboolean wb_raw_peer_send (WbRawPeer *self,
                           guint8 first,
                           gconstpointer data,
                           gsize length);
void wb_raw_peer_send_close (WbRawPeer *self,
                             guint code,
                             const char *reason);
GBytes *wb_raw_peer_read_frame (WbRawPeer *self,
                                guint8 *first);
guint wb_raw_peer_read_close (WbRawPeer *self,
                              char **reason);
gsize wb_raw_peer_read_rest (WbRawPeer *self);
void wb_raw_peer_answer_pings (WbRawPeer *self,
                               int *n_pings);
gboolean wb_raw_peer_wait (WbRawPeer *self,
                           int *flag);
void wb_raw_peer_reset (WbRawPeer *self);

void wb_raw_serve_answer (WbRawPeer *peer,
                          gconstpointer answer);
void wb_raw_serve_nothing (WbRawPeer *peer,
                           gconstpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbRawServer, wb_raw_server_free)

G_END_DECLS
