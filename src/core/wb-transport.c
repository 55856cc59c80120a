/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A channel of messages. */

#include "config.h"

#include "wb-transport.h"

typedef struct {
  const WbTransportListener *listener; /* NULL once the feed lost interest */
  gpointer data;
} WbTransportPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (WbTransport, wb_transport, G_TYPE_OBJECT)

static void
wb_transport_class_init (WbTransportClass *klass G_GNUC_UNUSED)
{
}

static void
wb_transport_init (WbTransport *self G_GNUC_UNUSED)
{
}

/**
 * wb_transport_set_listener:
 * @self: a transport
 * @listener: (nullable): whom to tell, valid until replaced; %NULL to hear nothing any more
 * @data: what to pass to it
 */
void
wb_transport_set_listener (WbTransport *self,
                           const WbTransportListener *listener,
                           gpointer data)
{
  WbTransportPrivate *priv = wb_transport_get_instance_private (self);

  g_return_if_fail (WB_IS_TRANSPORT (self));

  priv->listener = listener;
  priv->data = data;
}

void
wb_transport_open (WbTransport *self,
                   WbProfile *profile)
{
  g_return_if_fail (WB_IS_TRANSPORT (self));

  WB_TRANSPORT_GET_CLASS (self)->open (self, profile);
}

/**
 * wb_transport_send:
 * @self: a transport
 * @message: text or binary; text is valid UTF-8
 * @error: return location for a %WB_FAILURE
 *
 * Queues a message. @sent of the listener tells when it went out.
 *
 * Returns: whether it will be sent
 */
gboolean
wb_transport_send (WbTransport *self,
                   WbMessage *message,
                   GError **error)
{
  g_return_val_if_fail (WB_IS_TRANSPORT (self), FALSE);

  return WB_TRANSPORT_GET_CLASS (self)->send (self, message, error);
}

/**
 * wb_transport_close:
 * @self: a transport
 * @code: close code
 * @reason: (nullable): UTF-8, cut at 123 bytes
 */
void
wb_transport_close (WbTransport *self,
                    guint code,
                    const char *reason)
{
  g_return_if_fail (WB_IS_TRANSPORT (self));

  WB_TRANSPORT_GET_CLASS (self)->close (self, code, reason);
}

/**
 * wb_transport_get_round_trip:
 * @self: a transport that is open
 *
 * Returns: µs to the server and back, 0 while that is not known
 */
gint64
wb_transport_get_round_trip (WbTransport *self)
{
  g_return_val_if_fail (WB_IS_TRANSPORT (self), 0);

  if (WB_TRANSPORT_GET_CLASS (self)->get_round_trip == NULL)
    return 0;
  return WB_TRANSPORT_GET_CLASS (self)->get_round_trip (self);
}

/**
 * wb_transport_cut:
 * @self: a transport
 *
 * Ends it at once and loses the listener. A transport that is reading stops before the next message.
 */
void
wb_transport_cut (WbTransport *self)
{
  g_return_if_fail (WB_IS_TRANSPORT (self));

  wb_transport_set_listener (self, NULL, NULL);
  if (WB_TRANSPORT_GET_CLASS (self)->cut != NULL)
    WB_TRANSPORT_GET_CLASS (self)->cut (self);
}

void
wb_transport_opened (WbTransport *self,
                     WbStateChange *change)
{
  WbTransportPrivate *priv = wb_transport_get_instance_private (self);

  if (priv->listener != NULL)
    priv->listener->opened (priv->data, change);
  else
    wb_state_change_free (change);
}

void
wb_transport_received (WbTransport *self,
                       WbMessageKind kind,
                       GBytes *payload)
{
  WbTransportPrivate *priv = wb_transport_get_instance_private (self);

  if (priv->listener != NULL)
    priv->listener->received (priv->data, kind, payload);
}

void
wb_transport_sent (WbTransport *self,
                   WbMessage *message)
{
  WbTransportPrivate *priv = wb_transport_get_instance_private (self);

  if (priv->listener != NULL)
    priv->listener->sent (priv->data, message);
}

void
wb_transport_failed (WbTransport *self,
                     const GError *error)
{
  WbTransportPrivate *priv = wb_transport_get_instance_private (self);

  if (priv->listener != NULL)
    priv->listener->failed (priv->data, error);
}

void
wb_transport_closed (WbTransport *self,
                     WbStateChange *change)
{
  WbTransportPrivate *priv = wb_transport_get_instance_private (self);

  if (priv->listener != NULL)
    priv->listener->closed (priv->data, change);
  else
    wb_state_change_free (change);
}
