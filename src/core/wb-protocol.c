/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What is spoken over a transport; the class itself speaks plain WebSocket. */

#include "config.h"

#include "wb-protocol.h"

#include <string.h>

typedef struct {
  WbProfile *profile;         /* owned */
  const WbProtocolHost *host; /* borrowed from the feed */
  gpointer data;
} WbProtocolPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (WbProtocol, wb_protocol, G_TYPE_OBJECT)

/* Exactly “ping”: servers written after the usual WebSocket tutorials expect “pong” for it. */
static gboolean
is_ping (WbMessage *message)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (message->payload, &length);

  return message->kind == WB_MESSAGE_TEXT && length == 4 && memcmp (text, "ping", 4) == 0;
}

static void
answer_ping (WbProtocol *self,
             WbMessage *message)
{
  g_autoptr(GBytes) pong = g_bytes_new_static ("pong", 4);
  gint64 time = message->time;

  message->kind = WB_MESSAGE_PING;
  wb_protocol_deliver (self, message);
  wb_protocol_transmit (self, wb_message_new (WB_DIRECTION_SENT, WB_MESSAGE_PONG, time, pong));
}

static void
wb_protocol_real_received (WbProtocol *self,
                           WbMessage *message)
{
  WbProtocolPrivate *priv = wb_protocol_get_instance_private (self);

  if (is_ping (message) && wb_profile_get_answer_pings (priv->profile))
    answer_ping (self, message);
  else
    wb_protocol_deliver (self, message);
}

static void
wb_protocol_real_sent (WbProtocol *self,
                       WbMessage *message)
{
  wb_protocol_deliver (self, wb_message_ref (message));
}

static void
wb_protocol_real_send (WbProtocol *self,
                       WbMessage *message)
{
  wb_protocol_transmit (self, message);
}

static void
wb_protocol_finalize (GObject *object)
{
  WbProtocolPrivate *priv = wb_protocol_get_instance_private (WB_PROTOCOL (object));

  g_clear_object (&priv->profile);

  G_OBJECT_CLASS (wb_protocol_parent_class)->finalize (object);
}

static void
wb_protocol_class_init (WbProtocolClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wb_protocol_finalize;
  klass->opened = wb_protocol_ready;
  klass->received = wb_protocol_real_received;
  klass->sent = wb_protocol_real_sent;
  klass->send = wb_protocol_real_send;
}

static void
wb_protocol_init (WbProtocol *self G_GNUC_UNUSED)
{
}

/**
 * wb_protocol_set_host:
 * @self: a protocol without a link
 * @profile: the settings of the connection
 * @host: whom to work for; outlives @self
 * @data: what to pass to it
 */
void
wb_protocol_set_host (WbProtocol *self,
                      WbProfile *profile,
                      const WbProtocolHost *host,
                      gpointer data)
{
  WbProtocolPrivate *priv = wb_protocol_get_instance_private (self);

  g_return_if_fail (WB_IS_PROTOCOL (self));

  g_set_object (&priv->profile, profile);
  priv->host = host;
  priv->data = data;
}

/**
 * wb_protocol_prepare:
 * @self: a protocol whose host is set
 * @error: return location for a %WB_FAILURE
 *
 * Returns: (transfer full) (nullable): the settings to open the transport with
 */
WbProfile *
wb_protocol_prepare (WbProtocol *self,
                     GError **error)
{
  WbProtocolPrivate *priv = wb_protocol_get_instance_private (self);

  if (WB_PROTOCOL_GET_CLASS (self)->prepare != NULL)
    return WB_PROTOCOL_GET_CLASS (self)->prepare (self, priv->profile, error);
  return g_object_ref (priv->profile);
}

void
wb_protocol_opened (WbProtocol *self)
{
  WB_PROTOCOL_GET_CLASS (self)->opened (self);
}

void
wb_protocol_received (WbProtocol *self,
                      WbMessage *message)
{
  WB_PROTOCOL_GET_CLASS (self)->received (self, message);
}

void
wb_protocol_sent (WbProtocol *self,
                  WbMessage *message)
{
  WB_PROTOCOL_GET_CLASS (self)->sent (self, message);
}

void
wb_protocol_send (WbProtocol *self,
                  WbMessage *message)
{
  WB_PROTOCOL_GET_CLASS (self)->send (self, message);
}

void
wb_protocol_closing (WbProtocol *self)
{
  if (WB_PROTOCOL_GET_CLASS (self)->closing != NULL)
    WB_PROTOCOL_GET_CLASS (self)->closing (self);
}

void
wb_protocol_closed (WbProtocol *self,
                    const WbStateChange *change)
{
  if (WB_PROTOCOL_GET_CLASS (self)->closed != NULL)
    WB_PROTOCOL_GET_CLASS (self)->closed (self, change);
}

WbProfile *
wb_protocol_get_profile (WbProtocol *self)
{
  WbProtocolPrivate *priv = wb_protocol_get_instance_private (self);

  return priv->profile;
}

void
wb_protocol_ready (WbProtocol *self)
{
  WbProtocolPrivate *priv = wb_protocol_get_instance_private (self);

  priv->host->ready (priv->data);
}

void
wb_protocol_refresh (WbProtocol *self)
{
  WbProtocolPrivate *priv = wb_protocol_get_instance_private (self);

  priv->host->refresh (priv->data);
}

void
wb_protocol_deliver (WbProtocol *self,
                     WbMessage *message)
{
  WbProtocolPrivate *priv = wb_protocol_get_instance_private (self);

  priv->host->deliver (priv->data, message);
}

gboolean
wb_protocol_transmit (WbProtocol *self,
                      WbMessage *message)
{
  WbProtocolPrivate *priv = wb_protocol_get_instance_private (self);

  return priv->host->transmit (priv->data, message);
}

void
wb_protocol_fail (WbProtocol *self,
                  GError *error,
                  gboolean at_once)
{
  WbProtocolPrivate *priv = wb_protocol_get_instance_private (self);

  priv->host->fail (priv->data, error, at_once);
}

void
wb_protocol_tell_namespaces (WbProtocol *self,
                             char **namespaces)
{
  WbProtocolPrivate *priv = wb_protocol_get_instance_private (self);

  priv->host->tell_namespaces (priv->data, namespaces);
}

gboolean
wb_protocol_is_held (WbProtocol *self)
{
  WbProtocolPrivate *priv = wb_protocol_get_instance_private (self);

  return priv->host->is_held (priv->data);
}
