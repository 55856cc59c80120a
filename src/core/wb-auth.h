/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The ways to tell a server who connects. */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define WB_TYPE_AUTH (wb_auth_get_type ())
GType wb_auth_get_type (void);

/**
 * WbAuth:
 * @WB_AUTH_FILLED: the bearer token or else the user, whichever is there
 * @WB_AUTH_NONE: nothing
 * @WB_AUTH_BASIC: user and password
 * @WB_AUTH_BEARER: a token
 * @WB_AUTH_HEADER: an API key as a header
 * @WB_AUTH_QUERY: an API key in the address
 * @WB_AUTH_COOKIES: cookies
 *
 * Its nicks are written to files.
 */
typedef enum {
  WB_AUTH_FILLED,
  WB_AUTH_NONE,
  WB_AUTH_BASIC,
  WB_AUTH_BEARER,
  WB_AUTH_HEADER,
  WB_AUTH_QUERY,
  WB_AUTH_COOKIES,
} WbAuth;

G_END_DECLS
