/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The location formats. */

#include "config.h"

#include "wb-format.h"

#include "wb-generic.h"
#include "wb-geojson.h"
#include "wb-json-decoder.h"
#include "wb-signalk.h"

/* In the order in which they are tried; the last one takes everything. */
static const WbFormat *const formats[] = {
  &wb_signalk_format,
  &wb_geojson_format,
  &wb_generic_format,
};

/**
 * wb_format_find:
 * @root: a JSON value
 *
 * Returns: (transfer none): the format it looks like
 */
const WbFormat *
wb_format_find (JsonNode *root)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats) - 1; i++)
    if (formats[i]->matches (root))
      return formats[i];
  return formats[G_N_ELEMENTS (formats) - 1];
}

/**
 * wb_format_register:
 * @registry: where to
 *
 * Offers a decoder for each format, and the one that finds the format of each message by itself.
 */
void
wb_format_register (WbRegistry *registry)
{
  wb_registry_add_decoder (registry, "", wb_json_decoder_get_type_for (NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    wb_registry_add_decoder (registry, formats[i]->name, wb_json_decoder_get_type_for (formats[i]));
}
