/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What is said about a message in lists and details. */

#pragma once

#include "wb-message.h"

G_BEGIN_DECLS

char *wb_message_text_line (const WbMessage *message);
const char *wb_message_text_blank (const WbMessage *message);
char *wb_message_text_size (gsize size);
char *wb_message_text_long_size (gsize size);
char *wb_message_text_event (const WbMessage *message);
char *wb_message_text_subject (const WbMessage *message,
                               gboolean *rejected);
char *wb_message_text_facts (const WbMessage *message);
char *wb_message_text_spoken (const WbMessage *message);
gboolean wb_message_text_is_readable (const WbMessage *message);
const char *wb_message_text_direction_icon (const WbMessage *message);

G_END_DECLS
