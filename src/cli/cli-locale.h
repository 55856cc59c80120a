/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Which language is spoken where. */

#pragma once

#include "wb-decoder.h"

G_BEGIN_DECLS

void cli_locale_init (const char *folder);
void cli_locale_decode (WbDecoder *decoder,
                        WbMessage *message);

G_END_DECLS
