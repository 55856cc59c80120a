/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What a decoder said about a message, in words. */

#pragma once

#include "wb-connection.h"
#include "wb-styled-text.h"

G_BEGIN_DECLS

void wb_fix_text_append (WbStyledText *out,
                         const WbMessage *message);
char *wb_fix_text_headline (const WbMessage *message,
                            WbConnection *connection);
char *wb_fix_text_summary (const WbMessage *message);
const WbReport *wb_fix_text_get_fix (const WbMessage *message);

G_END_DECLS
