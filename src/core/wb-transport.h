/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A channel of messages. */

#pragma once

#include "wb-message.h"
#include "wb-profile.h"

G_BEGIN_DECLS

/* What may wait to be sent; above it sending fails, so that a server that never reads can't make
 * the program grow. */
#define WB_SEND_QUEUE_MAX_BYTES (32 * 1024 * 1024)

/**
 * WbTransportListener:
 * @opened: messages can be sent from now on; (transfer full) change has elapsed, protocol, extensions
 * @received: a whole message came in. The callback may run the thread's main context, so when it
 *   returns the transport may be closing, closed and even have lost its last owner
 * @sent: a message was handed to the network
 * @failed: something went wrong, in words of domain %WB_FAILURE; if it was the connection itself,
 *   closed follows
 * @closed: it is over. Called exactly once for each open, whatever happened; (transfer full)
 *   change has code, reason, by_server, clean, uncounted
 *
 * What a transport tells its feed. All calls come on the feed's thread, never from within a call
 * of the feed to the transport.
 */
typedef struct {
  void (*opened) (gpointer data,
                  WbStateChange *change);
  void (*received) (gpointer data,
                    WbMessageKind kind,
                    GBytes *payload);
  void (*sent) (gpointer data,
                WbMessage *message);
  void (*failed) (gpointer data,
                  const GError *error);
  void (*closed) (gpointer data,
                  WbStateChange *change);
} WbTransportListener;

#define WB_TYPE_TRANSPORT (wb_transport_get_type ())
G_DECLARE_DERIVABLE_TYPE (WbTransport, wb_transport, WB, TRANSPORT, GObject)

/**
 * WbTransportClass:
 * @open: begins to connect to the profile's address, in the thread-default main context
 * @send: queues a message in order; it is told when it is full by an error
 * @close: says goodbye after what is queued, gives up on connecting, or does nothing when closed
 * @get_round_trip: (nullable): µs to the server and back, 0 while that is not known
 * @cut: ends at once without a goodbye, even from within @received; nothing is told afterwards
 *
 * Live on a feed's thread and are used by it alone. One object serves one open.
 */
struct _WbTransportClass {
  GObjectClass parent_class;

  void (*open) (WbTransport *self,
                WbProfile *profile);
  gboolean (*send) (WbTransport *self,
                    WbMessage *message,
                    GError **error);
  void (*close) (WbTransport *self,
                 guint code,
                 const char *reason);
  gint64 (*get_round_trip) (WbTransport *self);
  void (*cut) (WbTransport *self);
};

void wb_transport_set_listener (WbTransport *self,
                                const WbTransportListener *listener,
                                gpointer data);

void wb_transport_open (WbTransport *self,
                        WbProfile *profile);
gboolean wb_transport_send (WbTransport *self,
                            WbMessage *message,
                            GError **error);
void wb_transport_close (WbTransport *self,
                         guint code,
                         const char *reason);
gint64 wb_transport_get_round_trip (WbTransport *self);
void wb_transport_cut (WbTransport *self);

/* For implementations: */
void wb_transport_opened (WbTransport *self,
                          WbStateChange *change);
void wb_transport_received (WbTransport *self,
                            WbMessageKind kind,
                            GBytes *payload);
void wb_transport_sent (WbTransport *self,
                        WbMessage *message);
void wb_transport_failed (WbTransport *self,
                          const GError *error);
void wb_transport_closed (WbTransport *self,
                          WbStateChange *change);

G_END_DECLS
