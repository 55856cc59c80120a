/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Who can read what is sent to an address. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *wb_url_find_exposed_host (const char *text);
char *wb_url_add_encryption (const char *text);

G_END_DECLS
