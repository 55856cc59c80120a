/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Where the answer of a server sends a connection on to, and what may go along. */

#include "config.h"

#include "wb-hop.h"

#include "wb-failure.h"
#include "wb-masker-values.h"
#include "wb-secret.h"
#include "wb-url-security.h"
#include "wb-url.h"

#include <string.h>

/*
 * Where to
 */

static gboolean
is_encrypted (const char *url)
{
  return g_str_has_prefix (url, "wss:");
}

/* What cannot be the address of a WebSocket is %NULL. */
static char *
resolve (const char *from,
         const char *location)
{
  g_autofree char *absolute = wb_url_resolve (from, location);
  g_autofree char *url = absolute != NULL ? wb_url_normalize (absolute, NULL) : NULL;

  return url != NULL && (is_encrypted (url) || g_str_has_prefix (url, "ws:")) ? g_steal_pointer (&url)
                                                                              : NULL;
}

/* What was encrypted, or stayed on this computer, would be open to everybody on the way. */
static gboolean
is_downgrade (const char *from,
              const char *to)
{
  g_autofree char *exposed_before = wb_url_find_exposed_host (from);
  g_autofree char *exposed = wb_url_find_exposed_host (to);

  return (is_encrypted (from) && !is_encrypted (to)) || (exposed_before == NULL && exposed != NULL);
}

static gboolean
is_same_host (const char *from,
              const char *to)
{
  g_autofree char *before = wb_url_get_host (from, NULL);
  g_autofree char *after = wb_url_get_host (to, NULL);

  return before != NULL && after != NULL && g_ascii_strcasecmp (before, after) == 0;
}

static gboolean
is_same_port (const char *from,
              const char *to)
{
  guint before = 0, after = 0;

  g_free (wb_url_get_host (from, &before));
  g_free (wb_url_get_host (to, &after));
  return before == after;
}

/*
 * What goes along
 */

static WbMasker *
know_secrets (WbProfile *profile,
              const char *url)
{
  WbMasker *masker = wb_masker_new ();
  const WbVariables *variables = wb_profile_get_variables (profile);
  const WbLogin *login = wb_profile_get_login (profile);
  g_autofree char *cookies = NULL;

  wb_masker_add_settings (masker, profile);
  wb_masker_add_address (masker, url);
  wb_masker_add_variables (masker, variables);
  if (login != NULL)
    wb_masker_add_picks (masker, login, variables);
  g_object_get (profile, "cookies", &cookies, NULL);
  wb_masker_add_cookies (masker, cookies, TRUE);
  return masker;
}

static gboolean
has_secret (const WbMasker *masker,
            const char *text)
{
  g_autofree char *masked = wb_masker_mask (masker, text);

  return !g_str_equal (masked, text);
}

/* Keeps of @property, a list, what tells nothing secret. */
static void
keep_harmless (WbProfile *profile,
               const char *property,
               const WbMasker *masker)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) list = NULL;
  g_auto(GStrv) harmless = NULL;

  g_object_get (profile, property, &list, NULL);
  for (gsize i = 0; list != NULL && list[i] != NULL; i++)
    if (!wb_secret_is_name (list[i], strcspn (list[i], ":")) && !has_secret (masker, list[i]))
      g_strv_builder_add (builder, list[i]);
  harmless = g_strv_builder_end (builder);
  g_object_set (profile, property, harmless, NULL);
}

/* An API key is a header by now, and it may be called anything. */
static void
drop_credentials (WbProfile *profile,
                  const WbMasker *masker)
{
  keep_harmless (profile, "headers", masker);
  keep_harmless (profile, "subprotocols", masker);
  g_object_set (profile,
                "user", NULL,
                "password", NULL,
                "bearer", NULL,
                "key-value", NULL,
                "cookies", NULL,
                "client-certificate", NULL,
                NULL);
}

/* Servers that send everything on repeat the query of the user. */
static char *
drop_secret_members (const char *url,
                     const WbMasker *masker)
{
  const char *query = strchr (url, '?');
  g_auto(GStrv) members = g_strsplit (query != NULL ? query + 1 : "", "&", -1);
  GString *out = g_string_new (NULL);
  char separator = '?';

  g_string_append_len (out, url, query != NULL ? query - url : (gssize) strlen (url));
  for (gsize i = 0; members[i] != NULL; i++)
    if (!has_secret (masker, members[i]))
      {
        g_string_append_c (out, separator);
        g_string_append (out, members[i]);
        separator = '&';
      }
  return g_string_free (out, FALSE);
}

/* What stands in the path can't be left out without being another address. */
static char *
make_harmless (WbProfile *profile,
               const char *from,
               const char *to)
{
  g_autoptr(WbMasker) masker = know_secrets (profile, from);
  g_autofree char *url = drop_secret_members (to, masker);

  drop_credentials (profile, masker);
  return has_secret (masker, url) ? NULL : g_steal_pointer (&url);
}

static WbProfile *
fail (WbFailure failure,
      const char *from,
      const char *to,
      GError **error)
{
  g_autofree char *host = wb_url_get_host (from, NULL);
  g_autofree char *target = wb_url_mask (to);

  g_propagate_error (error, wb_failure_new (failure, &(WbFailureFacts){ .host = host, .detail = target }));
  return NULL;
}

/**
 * wb_hop_new:
 * @profile: what was connected with, with all values in their places
 * @location: where the answer sends to, maybe relative
 * @n_before: how many led to @profile
 * @error: return location for a %WB_FAILURE
 *
 * Nothing goes from where it is encrypted, or stays on this computer, to where everybody can read
 * it. Another server, which another port of the same host is, too, gets no credentials: neither user,
 * token, cookies and client certificate, nor any header, subprotocol or member of the query that is
 * called like a secret or has one in it. Another host is not trusted by fingerprint.
 *
 * Returns: (transfer full) (nullable): what to connect with now
 */
WbProfile *
wb_hop_new (WbProfile *profile,
            const char *location,
            guint n_before,
            GError **error)
{
  g_autoptr(WbProfile) next = wb_profile_copy (profile);
  g_autofree char *from = wb_url_normalize (wb_profile_get_url (profile), error);
  g_autofree char *words = g_utf8_make_valid (location, -1);
  g_autofree char *to = from != NULL ? resolve (from, words) : NULL;
  g_autofree char *harmless = NULL;

  if (from == NULL)
    return NULL;
  if (to == NULL)
    return fail (WB_FAILURE_REDIRECT_TARGET, from, words, error);
  if (n_before >= WB_HOP_MAX)
    return fail (WB_FAILURE_REDIRECT_LOOP, from, to, error);
  if (is_downgrade (from, to))
    return fail (WB_FAILURE_REDIRECT_DOWNGRADE, from, to, error);

  if (!is_same_host (from, to))
    g_object_set (next, "trusted-certificate", NULL, NULL);
  harmless = is_same_host (from, to) && is_same_port (from, to) ? g_strdup (to) : make_harmless (next, from, to);
  if (harmless == NULL)
    return fail (WB_FAILURE_REDIRECT_SECRET, from, to, error);

  g_object_set (next, "url", harmless, NULL);
  return g_steal_pointer (&next);
}
