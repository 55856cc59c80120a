/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The location formats. */

#pragma once

#include "wb-decoding.h"
#include "wb-registry.h"

G_BEGIN_DECLS

/**
 * WbFormat:
 * @name: its name on the command line and in profiles
 * @matches: whether a JSON value looks like this format
 * @decode: adds what is in a JSON value, whatever it is, to a decoding: at least one observation
 *
 * One location format.
 */
typedef struct {
  const char *name;
  gboolean (*matches) (JsonNode *root);
  void (*decode) (WbDecoding *decoding,
                  JsonNode *root);
} WbFormat;

const WbFormat *wb_format_find (JsonNode *root);

void wb_format_register (WbRegistry *registry);

G_END_DECLS
