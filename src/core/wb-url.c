/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Addresses of servers as people type them. */

#include "config.h"

#include "wb-url.h"

#include "wb-failure.h"
#include "wb-secret.h"

#include <string.h>

static const struct {
  const char *typed;
  const char *meant;
} schemes[] = {
  { "http", "ws" },
  { "https", "wss" },
};

static GUri *
parse (const char *text,
       const char *typed,
       GError **error)
{
  g_autoptr(GUri) uri = NULL;
  g_autofree char *masked = NULL;

  if (g_utf8_validate (text, -1, NULL))
    uri = g_uri_parse (text, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED, NULL);
  if (uri != NULL && (g_str_equal (g_uri_get_scheme (uri), "demo") ||
                      (g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0')))
    return g_steal_pointer (&uri);

  masked = wb_url_mask (typed);
  g_propagate_error (error, wb_failure_new (WB_FAILURE_ADDRESS, &(WbFailureFacts){ .detail = masked }));
  return NULL;
}

/**
 * wb_url_normalize:
 * @text: an address with whatever blanks and line ends were pasted with it
 * @error: return location for a %WB_FAILURE
 *
 * Makes of what was typed or pasted the address to connect to: trimmed, http and https turned into
 * ws and wss, an empty path into “/”, without a fragment.
 *
 * Returns: (transfer full) (nullable): an absolute URL of any scheme
 */
char *
wb_url_normalize (const char *text,
                  GError **error)
{
  g_autofree char *trimmed = NULL;
  g_autoptr(GUri) uri = NULL;
  g_autofree char *url = NULL;
  const char *scheme;
  char *fragment;

  g_return_val_if_fail (text != NULL, NULL);

  trimmed = g_strdup (text);
  fragment = strchr (trimmed, '#');
  if (fragment != NULL)
    *fragment = '\0';
  g_strstrip (trimmed);
  uri = parse (trimmed, text, error);
  if (uri == NULL)
    return NULL;

  scheme = g_uri_get_scheme (uri);
  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_str_equal (scheme, schemes[i].typed))
      scheme = schemes[i].meant;

  url = g_strconcat (scheme, strchr (trimmed, ':'), NULL);
  if (*g_uri_get_path (uri) == '\0' && g_uri_get_query (uri) == NULL && g_uri_get_host (uri) != NULL)
    return g_strconcat (url, "/", NULL);
  return g_steal_pointer (&url);
}

/* GLib parses what it then refuses to write. */
static gboolean
is_writable (GUri *uri)
{
  const char *path = g_uri_get_path (uri);

  return g_uri_get_host (uri) == NULL ? !g_str_has_prefix (path, "//") : *path == '\0' || *path == '/';
}

/**
 * wb_url_resolve:
 * @base: a normalised address
 * @reference: an address, maybe a relative one, from whomever
 *
 * Returns: (transfer full) (nullable): the address that @reference means at @base, of any scheme
 */
char *
wb_url_resolve (const char *base,
                const char *reference)
{
  const GUriFlags flags = G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED;
  g_autoptr(GUri) from = g_uri_parse (base, flags, NULL);
  g_autoptr(GUri) uri = from != NULL ? g_uri_parse_relative (from, reference, flags, NULL) : NULL;

  return uri != NULL && is_writable (uri) ? g_uri_to_string (uri) : NULL;
}

/**
 * wb_url_get_scheme:
 * @url: a normalised address
 *
 * Returns: (transfer full): its scheme in lower case
 */
char *
wb_url_get_scheme (const char *url)
{
  g_autofree char *scheme = g_uri_parse_scheme (url);

  return scheme != NULL ? g_ascii_strdown (scheme, -1) : g_strdup ("");
}

/**
 * wb_url_get_host:
 * @url: a normalised address
 * @port: (out) (optional): its port, the default one of the scheme when it names none
 *
 * Returns: (transfer full) (nullable): the name of its server
 */
char *
wb_url_get_host (const char *url,
                 guint *port)
{
  g_autoptr(GUri) uri = g_uri_parse (url, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED, NULL);

  if (uri == NULL)
    return NULL;

  if (port != NULL && g_uri_get_port (uri) > 0)
    *port = (guint) g_uri_get_port (uri);
  else if (port != NULL)
    *port = g_str_equal (g_uri_get_scheme (uri), "wss") ? 443 : 80;
  return g_strdup (g_uri_get_host (uri));
}

/* Appends “name=value” members, which “&” or “;” separate. */
static void
append_masked_members (GString *out,
                       const char *members)
{
  while (*members != '\0')
    {
      gsize length = strcspn (members, "&;");
      const char *equals = memchr (members, '=', length);

      if (equals != NULL && wb_secret_is_name (members, (gsize) (equals - members)))
        g_string_append_printf (out, "%.*s=" WB_SECRET_MASK, (int) (equals - members), members);
      else
        g_string_append_len (out, members, (gssize) length);
      members += length;
      if (*members != '\0')
        g_string_append_c (out, *members++);
    }
}

/* The end of the user name and password that @text begins with, or @text. What can't be parsed may
 * hold any character in its password. */
static const char *
skip_user_info (const char *text,
                gboolean valid)
{
  gsize length = valid ? strcspn (text, "/?#") : strlen (text);
  const char *at = g_strrstr_len (text, (gssize) length, "@");

  return at != NULL ? at + 1 : text;
}

/**
 * wb_url_mask:
 * @url: an address, or what should have been one
 *
 * Makes of an address what may be shown, logged and written to files: user names, passwords and
 * the values of query members named like secrets are replaced by •••, the fragment is left out.
 *
 * Returns: (transfer full): text for people; not an address any more if something was masked
 */
char *
wb_url_mask (const char *url)
{
  g_autoptr(GUri) uri = g_uri_parse (url, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED, NULL);
  GString *out = g_string_new (NULL);
  const char *authority = strstr (url, "://");
  const char *rest = url;
  gsize path;

  if (authority != NULL && authority < url + strcspn (url, "/?#"))
    {
      rest = skip_user_info (authority + 3, uri != NULL);
      g_string_append_len (out, url, authority + 3 - url);
      if (rest != authority + 3)
        g_string_append (out, WB_SECRET_MASK "@");
    }
  else if (*url != '/' || url[1] == '/')
    {
      const char *at = g_strrstr_len (url, (gssize) strcspn (url, "?#"), "@");

      /* The scheme is missing or misspelt, and this may be a password in front of a host. */
      if (at != NULL)
        g_string_append (out, WB_SECRET_MASK);
      rest = at != NULL ? at : url;
    }

  path = strcspn (rest, "?#");
  g_string_append_len (out, rest, (gssize) path);
  if (rest[path] == '?')
    {
      g_autofree char *query = g_strndup (rest + path + 1, strcspn (rest + path + 1, "#"));

      g_string_append_c (out, '?');
      append_masked_members (out, query);
    }
  return g_string_free (out, FALSE);
}
