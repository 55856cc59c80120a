/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* JSON laid out for reading, with everything as it was sent. */

#pragma once

#include "wb-styled-text.h"

G_BEGIN_DECLS

gboolean wb_json_highlighter_append (WbStyledText *out,
                                     const char *text,
                                     gsize length,
                                     gboolean is_cut,
                                     GHashTable *marked,
                                     GError **error);

G_END_DECLS
