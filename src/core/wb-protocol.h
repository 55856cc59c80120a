/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What is spoken over a transport. */

#pragma once

#include "wb-message.h"
#include "wb-profile.h"

G_BEGIN_DECLS

/**
 * WbProtocolHost:
 * @ready: the protocol's own handshake is done: the user's messages may be sent
 * @deliver: (transfer full): a message for the log, and for the decoder if it is data
 * @transmit: (transfer full): a message for the transport
 *
 * What a protocol asks of its feed. All calls come on the feed's thread.
 */
typedef struct {
  void (*ready) (gpointer data);
  void (*deliver) (gpointer data,
                   WbMessage *message);
  void (*transmit) (gpointer data,
                    WbMessage *message);
} WbProtocolHost;

#define WB_TYPE_PROTOCOL (wb_protocol_get_type ())
G_DECLARE_DERIVABLE_TYPE (WbProtocol, wb_protocol, WB, PROTOCOL, GObject)

/**
 * WbProtocolClass:
 * @opened: the transport opened; begins the protocol's own handshake
 * @received: (transfer full): a message came over the transport
 * @send: (transfer full): the user wants to send a message
 *
 * The class itself speaks plain WebSocket: messages pass as they are, but for the text “ping”,
 * which is answered by “pong” if the profile says so.
 */
struct _WbProtocolClass {
  GObjectClass parent_class;

  void (*opened) (WbProtocol *self);
  void (*received) (WbProtocol *self,
                    WbMessage *message);
  void (*send) (WbProtocol *self,
                WbMessage *message);
};

WbProtocol *wb_protocol_new (void);
void wb_protocol_set_host (WbProtocol *self,
                           WbProfile *profile,
                           const WbProtocolHost *host,
                           gpointer data);

void wb_protocol_opened (WbProtocol *self);
void wb_protocol_received (WbProtocol *self,
                           WbMessage *message);
void wb_protocol_send (WbProtocol *self,
                       WbMessage *message);

/* For implementations: */
WbProfile *wb_protocol_get_profile (WbProtocol *self);
void wb_protocol_ready (WbProtocol *self);
void wb_protocol_deliver (WbProtocol *self,
                          WbMessage *message);
void wb_protocol_transmit (WbProtocol *self,
                           WbMessage *message);

G_END_DECLS
