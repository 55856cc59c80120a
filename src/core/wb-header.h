/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Headers of the request to connect, as people write them. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean wb_header_is_token (const char *text);
gboolean wb_header_parse (const char *line,
                          char **name,
                          char **value,
                          GError **error);

G_END_DECLS
