/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* JSON trees of json-glib, built from what wb-json lets through. */

#pragma once

#include "wb-json.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Values in one tree. Each takes up to 300 bytes, however short it is in the text. */
#define WB_JSON_MAX_VALUES (1000 * 1000)

/* Members of one object. */
#define WB_JSON_MAX_MEMBERS (100 * 1000)

JsonNode *wb_json_parse (const char *data,
                         gsize length,
                         GError **error);
JsonNode *wb_json_parse_next (WbJsonReader *reader,
                              GError **error);
const char *wb_json_get_text (JsonNode *node,
                              const char *member);
gboolean wb_json_get_flag (JsonNode *node,
                           const char *member,
                           gboolean otherwise);
char *wb_json_find_path (JsonNode *root,
                         JsonNode *node);
void wb_json_append_node (GString *out,
                          JsonNode *node);

G_END_DECLS
