/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* JSON trees of json-glib, built from what wb-json lets through. */

#pragma once

#include "wb-json.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonNode *wb_json_parse (const char *data,
                         gsize length,
                         GError **error);
JsonNode *wb_json_parse_next (WbJsonReader *reader,
                              GError **error);
void wb_json_append_node (GString *out,
                          JsonNode *node);

G_END_DECLS
