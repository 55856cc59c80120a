/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What tests and fuzzers of decoders share. */

#pragma once

#include "wb-decoder.h"

G_BEGIN_DECLS

#define WB_CHECK_MAX_MESSAGES 5

/* When the messages of a #WbCheckCase are received: 2026-03-01T10:15:31Z */
#define WB_CHECK_TIME (G_GINT64_CONSTANT (1772360131) * G_USEC_PER_SEC)

/**
 * WbCheckCase:
 * @messages: what a server sends, in order
 * @reports: what wb_check_describe() says of all of them, a line for each report
 *
 * A row of the tables that decoders are tested by.
 */
typedef struct {
  const char *messages[WB_CHECK_MAX_MESSAGES];
  const char *reports;
} WbCheckCase;

WbDecoder *wb_check_create_decoder (const char *format);
WbMessage *wb_check_decode (WbDecoder *decoder,
                            gint64 time,
                            const char *data,
                            gsize length);
char *wb_check_describe (const WbMessage *message);

void wb_check_cases (const char *format,
                     const WbCheckCase *cases,
                     gsize n_cases);
void wb_check_reports (const WbMessage *message);

G_END_DECLS
