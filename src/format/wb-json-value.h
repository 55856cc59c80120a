/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Tolerant reading of single JSON values. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Room for any number as text. */
#define WB_JSON_VALUE_NUMBER_SIZE 40

/* How much of an offending value is told. */
#define WB_JSON_VALUE_MAX_DETAIL_BYTES 100

gboolean wb_json_value_is_scalar (JsonNode *node);
gboolean wb_json_value_get_number (JsonNode *node,
                                   double *number);
gboolean wb_json_value_get_time (JsonNode *node,
                                 gint64 *time);
const char *wb_json_value_get_text (JsonNode *node,
                                    char *buffer);
char *wb_json_value_describe (JsonNode *node);

char *wb_json_value_cut (const char *text,
                         gsize max_bytes);

G_END_DECLS
