/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Who can read what is sent to an address. */

#include "config.h"

#include "wb-url-security.h"

#include "wb-url.h"

#include <string.h>

/* Schemes, or what stands behind the last “+” of them. */
static const struct {
  const char *plain;
  const char *encrypted;
} schemes[] = {
  { "ws", "wss" },
  { "http", "https" },
};

/* Where in @text the name of the transport begins, as in “socketio+ws”. */
static const char *
find_transport (const char *text,
                gsize length)
{
  const char *plus = g_strrstr_len (text, (gssize) length, "+");

  return plus != NULL ? plus + 1 : text;
}

/* Returns: its encrypted sister, %NULL if it is encrypted or needs no encryption */
static const char *
find_encrypted (const char *transport,
                gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (strlen (schemes[i].plain) == length &&
        g_ascii_strncasecmp (transport, schemes[i].plain, length) == 0)
      return schemes[i].encrypted;
  return NULL;
}

static gboolean
is_loopback_address (GInetAddress *address)
{
  static const guint8 mapped[] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 127 };

  if (g_inet_address_get_is_loopback (address))
    return TRUE;
  /* IPv4 in the clothes of IPv6, as “::ffff:127.0.0.1”. */
  return g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6 &&
         memcmp (g_inet_address_to_bytes (address), mapped, sizeof mapped) == 0;
}

/* Returns whether @host, without brackets, is this computer whatever the network says, so that nobody
 * else sees what is sent to it. */
static gboolean
is_loopback (const char *host)
{
  g_autofree char *name = g_ascii_strdown (host, -1);
  g_autoptr(GInetAddress) address = NULL;

  if (g_str_has_suffix (name, "."))
    name[strlen (name) - 1] = '\0';
  if (g_str_equal (name, "localhost") || g_str_has_suffix (name, ".localhost"))
    return TRUE;

  address = g_inet_address_new_from_string (host);
  return address != NULL && is_loopback_address (address);
}

/**
 * wb_url_find_exposed_host:
 * @text: an address as it was typed
 *
 * Returns: (transfer full) (nullable): the server, in lower case, if everybody on the way to it can
 *   read and change what is sent; %NULL if the address is encrypted, stays on this computer, or is
 *   none
 */
char *
wb_url_find_exposed_host (const char *text)
{
  g_autofree char *url = wb_url_normalize (text, NULL);
  g_autofree char *scheme = url != NULL ? wb_url_get_scheme (url) : NULL;
  g_autofree char *host = url != NULL ? wb_url_get_host (url, NULL) : NULL;
  const char *transport;

  if (scheme == NULL || host == NULL || is_loopback (host))
    return NULL;

  transport = find_transport (scheme, strlen (scheme));
  return find_encrypted (transport, strlen (transport)) != NULL ? g_utf8_strdown (host, -1) : NULL;
}

/**
 * wb_url_add_encryption:
 * @text: an address as it was typed
 *
 * Returns: (transfer full): the same with the encrypted scheme of its kind, otherwise unchanged
 */
char *
wb_url_add_encryption (const char *text)
{
  const char *colon = strchr (text, ':');
  const char *end = colon != NULL ? colon : text;
  const char *begin = text + strspn (text, " \t\r\n");
  const char *transport = begin < end ? find_transport (begin, (gsize) (end - begin)) : end;
  const char *encrypted = find_encrypted (transport, (gsize) (end - transport));

  if (encrypted == NULL)
    return g_strdup (text);
  return g_strdup_printf ("%.*s%s%s", (int) (transport - text), text, encrypted, end);
}
