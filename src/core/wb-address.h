/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The address of a connection, put together from its settings. */

#pragma once

#include "wb-profile.h"

G_BEGIN_DECLS

char *wb_address_build (WbProfile *profile,
                        GError **error);
char *wb_address_preview (WbProfile *profile,
                          GError **error);
char *wb_address_get_server (const char *url);
char *wb_address_get_recipients (WbProfile *profile);
char *wb_address_find_exposed_host (WbProfile *profile);

gboolean wb_address_take_secrets (WbProfile *profile);

G_END_DECLS
