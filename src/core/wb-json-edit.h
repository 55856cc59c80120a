/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Changes of single members in JSON text that leave every other byte as it is. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *wb_json_edit (const char *json,
                    const char *const *path,
                    const char *value);

G_END_DECLS
