/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* An address as it was typed, and where its parts are. */

#pragma once

#include "wb-query.h"
#include "wb-template.h"

G_BEGIN_DECLS

#define WB_ADDRESS_N_PIECES 4

/**
 * WbAddressPiece:
 * @text: where it begins in the address
 * @length: its bytes; may be 0
 * @place: how it is encoded
 *
 * User, host, path or query of an address, in this order.
 */
typedef struct {
  const char *text;
  gsize length;
  WbTemplatePlace place;
} WbAddressPiece;

gsize wb_address_text_measure_fragment (const char *address);
void wb_address_text_cut (const char *address,
                          WbAddressPiece *pieces);

char **wb_address_text_list_names (const char *address,
                                   const WbQuery *query);
char *wb_address_text_take_query (const char *address,
                                  WbQuery *query);

G_END_DECLS
