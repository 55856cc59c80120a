/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Addresses of servers as people type them. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *wb_url_normalize (const char *text,
                        GError **error);
char *wb_url_resolve (const char *base,
                      const char *reference);
char *wb_url_get_scheme (const char *url);
char *wb_url_get_host (const char *url,
                       guint *port);
char *wb_url_mask (const char *url);

G_END_DECLS
