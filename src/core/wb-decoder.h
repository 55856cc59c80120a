/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Turns messages into fixes. */

#pragma once

#include "wb-message.h"

G_BEGIN_DECLS

#define WB_TYPE_DECODER (wb_decoder_get_type ())
G_DECLARE_DERIVABLE_TYPE (WbDecoder, wb_decoder, WB, DECODER, GObject)

/**
 * WbDecoderClass:
 * @decode: adds at least one report to a received message, and keeps what later messages need
 *
 * A decoder serves one connection, because what a message means may depend on those before it; it
 * is used by one thread at a time and knows no clock but the message's time.
 */
struct _WbDecoderClass {
  GObjectClass parent_class;

  void (*decode) (WbDecoder *self,
                  WbMessage *message);
};

gboolean wb_decoder_get_explains (WbDecoder *self);
void wb_decoder_set_explains (WbDecoder *self,
                              gboolean explains);

void wb_decoder_decode (WbDecoder *self,
                        WbMessage *message);

G_END_DECLS
