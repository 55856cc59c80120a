/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The ways to tell a server who connects. */

#include "config.h"

#include "wb-auth.h"

#include <gio/gio.h>

G_DEFINE_ENUM_TYPE (WbAuth, wb_auth,
                    G_DEFINE_ENUM_VALUE (WB_AUTH_FILLED, "filled"),
                    G_DEFINE_ENUM_VALUE (WB_AUTH_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (WB_AUTH_BASIC, "basic"),
                    G_DEFINE_ENUM_VALUE (WB_AUTH_BEARER, "bearer"),
                    G_DEFINE_ENUM_VALUE (WB_AUTH_HEADER, "header"),
                    G_DEFINE_ENUM_VALUE (WB_AUTH_QUERY, "query"),
                    G_DEFINE_ENUM_VALUE (WB_AUTH_COOKIES, "cookies"))
