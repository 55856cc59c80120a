/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Turns what formats observe into the reports of a message. */

#pragma once

#include "wb-message.h"
#include "wb-observation.h"

G_BEGIN_DECLS

/* Longer ids and labels are cut. */
#define WB_DECODING_MAX_TEXT_BYTES 1000

/* How many parts of one message are told to hold no position; “{},{},{},…” would make reports
 * that need a hundred times the memory of the message. */
#define WB_DECODING_MAX_EMPTY 100000

typedef struct _WbDecoding WbDecoding;

WbDecoding *wb_decoding_new (void);
void wb_decoding_free (WbDecoding *self);

void wb_decoding_begin (WbDecoding *self,
                        WbMessage *message);
void wb_decoding_explain (WbDecoding *self,
                          JsonNode *root);
void wb_decoding_end (WbDecoding *self);

void wb_decoding_add (WbDecoding *self,
                      const char *format,
                      const WbObservation *observation);
void wb_decoding_add_item (WbDecoding *self,
                           const char *format,
                           const WbObservation *observation);
void wb_decoding_add_not_json (WbDecoding *self,
                               const char *problem);

void wb_decoding_set_own_id (WbDecoding *self,
                             const char *id);
const char *wb_decoding_get_own_id (WbDecoding *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbDecoding, wb_decoding_free)

G_END_DECLS
