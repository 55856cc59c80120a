/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What a payload is, by its content. */

#pragma once

#include "wb-message.h"

G_BEGIN_DECLS

typedef enum {
  WB_PAYLOAD_BYTES,
  WB_PAYLOAD_TEXT,
  WB_PAYLOAD_JSON,
  WB_PAYLOAD_PICTURE, /* of pixels */
  WB_PAYLOAD_DRAWING,
} WbPayloadType;

WbPayloadType wb_payload_classify (GBytes *payload,
                                   const char **extension);

G_END_DECLS
