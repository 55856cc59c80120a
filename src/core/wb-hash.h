/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Hashing of texts that strangers choose. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint wb_hash_text (gconstpointer text);

G_END_DECLS
