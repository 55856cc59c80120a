/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* How the tables of a profile stand in files: its variables, its query, its log-in request. */

#pragma once

#include "wb-profile.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

gboolean wb_profile_read_variables (JsonNode *node,
                                    GValue *value);
JsonNode *wb_profile_write_variables (const GValue *value);

gboolean wb_profile_read_query (JsonNode *node,
                                GValue *value);
JsonNode *wb_profile_write_query (const GValue *value);

gboolean wb_profile_read_login (JsonNode *node,
                                GValue *value);
JsonNode *wb_profile_write_login (const GValue *value);

G_END_DECLS
