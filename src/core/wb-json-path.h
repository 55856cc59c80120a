/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Finding values in JSON trees by their path. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

char *wb_json_path_dup_text (JsonNode *root,
                             const char *path);

G_END_DECLS
