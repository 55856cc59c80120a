/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The decoder of all formats that are JSON. */

#pragma once

#include "wb-decoder.h"
#include "wb-format.h"

G_BEGIN_DECLS

GType wb_json_decoder_get_type_for (const WbFormat *format);

G_END_DECLS
