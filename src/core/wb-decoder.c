/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Turns messages into fixes. */

#include "config.h"

#include "wb-decoder.h"

G_DEFINE_ABSTRACT_TYPE (WbDecoder, wb_decoder, G_TYPE_OBJECT)

static void
wb_decoder_class_init (WbDecoderClass *klass G_GNUC_UNUSED)
{
}

static void
wb_decoder_init (WbDecoder *self G_GNUC_UNUSED)
{
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
