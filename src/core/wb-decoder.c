/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Turns messages into fixes. */

#include "config.h"

#include "wb-decoder.h"

typedef struct {
  gboolean explains;
} WbDecoderPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (WbDecoder, wb_decoder, G_TYPE_OBJECT)

static void
wb_decoder_class_init (WbDecoderClass *klass G_GNUC_UNUSED)
{
}

static void
wb_decoder_init (WbDecoder *self G_GNUC_UNUSED)
{
}

gboolean
wb_decoder_get_explains (WbDecoder *self)
{
  WbDecoderPrivate *priv = wb_decoder_get_instance_private (self);

  g_return_val_if_fail (WB_IS_DECODER (self), FALSE);

  return priv->explains;
}

/**
 * wb_decoder_set_explains:
 * @self: a decoder
 * @explains: whether its reports tell where in the message the position stands
 *
 * Explaining takes a walk through the message for each position, so feeds do without. Who wants to
 * know it of a message of the log decodes that message once more with a decoder of his own.
 */
void
wb_decoder_set_explains (WbDecoder *self,
                         gboolean explains)
{
  WbDecoderPrivate *priv = wb_decoder_get_instance_private (self);

  g_return_if_fail (WB_IS_DECODER (self));

  priv->explains = explains;
}

/**
 * wb_decoder_decode:
 * @self: a decoder
 * @message: a received text or binary message that is not part of a batch yet; its time may be
 *   %WB_TIME_NONE, then nothing is judged to be in the future
 *
 * Adds what can be said about @message to it: one report for each position, or one for a message
 * that holds none. Any bytes are allowed.
 */
void
wb_decoder_decode (WbDecoder *self,
                   WbMessage *message)
{
  g_return_if_fail (WB_IS_DECODER (self));

  WB_DECODER_GET_CLASS (self)->decode (self, message);
}
