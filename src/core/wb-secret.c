/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What may be shown and logged of names and values that hold secrets. */

#include "config.h"

#include "wb-secret.h"

#include <string.h>

/* Parts of names of query members and of headers. */
static const char *const secret_names[] = {
  "auth",   "bearer",  "cookie", "cred", "jwt",    "key",   "pass", "pwd",
  "secret", "session", "sid",    "sig",  "ticket", "token",
};

/* The key of the WebSocket handshake is none, and neither is what a server asks for. */
static const char *const harmless_names[] = {
  "proxy-authenticate",
  "sec-websocket-key",
  "www-authenticate",
  NULL,
};

/**
 * wb_secret_is_name:
 * @name: name of a query member or a header; it may be percent-encoded to look harmless
 * @length: bytes of it
 *
 * Returns: whether what is called so is most likely a secret
 */
gboolean
wb_secret_is_name (const char *name,
                   gsize length)
{
  g_autofree char *text = g_strndup (name, length);
  g_autofree char *plain = g_uri_unescape_string (text, NULL);
  g_autofree char *lower = g_ascii_strdown (plain != NULL ? plain : text, -1);

  if (g_strv_contains (harmless_names, lower))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (secret_names); i++)
    if (strstr (lower, secret_names[i]) != NULL)
      return TRUE;
  return FALSE;
}
