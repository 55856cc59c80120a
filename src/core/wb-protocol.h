/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What is spoken over a transport. */

#pragma once

#include "wb-message.h"
#include "wb-profile.h"

G_BEGIN_DECLS

/**
 * WbProtocolHost:
 * @ready: the protocol's own handshake is done: the user's messages may be sent, and what fails from now
 *   on had worked before
 * @refresh: the on-connect messages are wanted again
 * @deliver: (transfer full): a message for the log, and for the decoder if it is data
 * @transmit: (transfer full): a message for the transport; returns whether there was room for it
 * @fail: (transfer full): the link is of no use any more, for a reason of domain %WB_FAILURE, which
 *   decides whether there will be another; politely, or at once when nobody listens any more
 * @tell_namespaces: (transfer full): what became of each namespace, see #WbInsight:namespaces; the
 *   end of a link need not be told
 * @is_held: whether nothing is read for now, so that silence means nothing
 *
 * What a protocol asks of its feed. All calls come on the feed's thread.
 */
typedef struct {
  void (*ready) (gpointer data);
  void (*refresh) (gpointer data);
  void (*deliver) (gpointer data,
                   WbMessage *message);
  gboolean (*transmit) (gpointer data,
                        WbMessage *message);
  void (*fail) (gpointer data,
                GError *error,
                gboolean at_once);
  void (*tell_namespaces) (gpointer data,
                           char **namespaces);
  gboolean (*is_held) (gpointer data);
} WbProtocolHost;

#define WB_TYPE_PROTOCOL (wb_protocol_get_type ())
G_DECLARE_DERIVABLE_TYPE (WbProtocol, wb_protocol, WB, PROTOCOL, GObject)

/**
 * WbProtocolClass:
 * @speaks_events: whether messages may be events and answers to them
 * @prepare: (nullable): makes the settings for the transport from the profile's, before each open;
 *   says what is wrong with them
 * @opened: the transport opened; begins the protocol's own handshake
 * @received: (transfer full): a message came over the transport
 * @sent: a message was handed to the network; puts it into the log
 * @send: (transfer full): the user wants to send a message
 * @closing: (nullable): the user wants to close; the last moment to say something
 * @closed: (nullable): the link is over. Its change is not told yet
 *
 * The class itself speaks plain WebSocket: messages pass as they are, but for the text “ping”,
 * which is answered by “pong” if the profile says so. A protocol serves one link after the other
 * until the user opens the connection anew.
 */
struct _WbProtocolClass {
  GObjectClass parent_class;

  gboolean speaks_events;

  WbProfile *(*prepare) (WbProtocol *self,
                         WbProfile *profile,
                         GError **error);
  void (*opened) (WbProtocol *self);
  void (*received) (WbProtocol *self,
                    WbMessage *message);
  void (*sent) (WbProtocol *self,
                WbMessage *message);
  void (*send) (WbProtocol *self,
                WbMessage *message);
  void (*closing) (WbProtocol *self);
  void (*closed) (WbProtocol *self,
                  const WbStateChange *change);
};

void wb_protocol_set_host (WbProtocol *self,
                           WbProfile *profile,
                           const WbProtocolHost *host,
                           gpointer data);

WbProfile *wb_protocol_prepare (WbProtocol *self,
                                GError **error);
void wb_protocol_opened (WbProtocol *self);
void wb_protocol_received (WbProtocol *self,
                           WbMessage *message);
void wb_protocol_sent (WbProtocol *self,
                       WbMessage *message);
void wb_protocol_send (WbProtocol *self,
                       WbMessage *message);
void wb_protocol_closing (WbProtocol *self);
void wb_protocol_closed (WbProtocol *self,
                         const WbStateChange *change);

/* For implementations: */
WbProfile *wb_protocol_get_profile (WbProtocol *self);
void wb_protocol_ready (WbProtocol *self);
void wb_protocol_refresh (WbProtocol *self);
void wb_protocol_deliver (WbProtocol *self,
                          WbMessage *message);
gboolean wb_protocol_transmit (WbProtocol *self,
                               WbMessage *message);
void wb_protocol_fail (WbProtocol *self,
                       GError *error,
                       gboolean at_once);
void wb_protocol_tell_namespaces (WbProtocol *self,
                                  char **namespaces);
gboolean wb_protocol_is_held (WbProtocol *self);

G_END_DECLS
