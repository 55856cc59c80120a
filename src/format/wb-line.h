/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The model as lines of JSON: what whereabouts-cli prints and recordings hold. */

#pragma once

#include "wb-message.h"

G_BEGIN_DECLS

void wb_line_append_report (GString *out,
                            const char *connection,
                            const WbReport *report,
                            gint64 received);
void wb_line_append_message (GString *out,
                             const char *connection,
                             const WbMessage *message);
void wb_line_append_state (GString *out,
                           const char *connection,
                           const WbStateChange *change);
void wb_line_append_listening (GString *out,
                               const char *url);

G_END_DECLS
