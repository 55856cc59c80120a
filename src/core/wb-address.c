/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The address of a connection, put together from what was typed, its variables and its query. */

#include "config.h"

#include "wb-address.h"

#include "wb-address-text.h"
#include "wb-secret-members.h"
#include "wb-secret.h"
#include "wb-url-security.h"
#include "wb-url.h"

#include <string.h>

/* An address that is being built. */
typedef struct {
  GString *out;
  const WbVariables *variables;
  WbTemplateFlags flags;
} Builder;

static gboolean
append (Builder *self,
        const char *text,
        gsize length,
        WbTemplatePlace place,
        GError **error)
{
  return wb_template_append (self->out, text, length, place, self->flags, self->variables, error);
}

static gboolean
append_typed (Builder *self,
              const char *text,
              GError **error)
{
  WbAddressPiece pieces[WB_ADDRESS_N_PIECES];

  /* What is no address stays as it is, to be shown by the error about it. */
  if (strchr (text, ':') == NULL && strchr (text, '{') == NULL)
    return append (self, text, strlen (text), WB_TEMPLATE_PLAIN, error);

  wb_address_text_cut (text, pieces);
  for (gsize i = 0; i < WB_ADDRESS_N_PIECES; i++)
    if (!append (self, pieces[i].text, pieces[i].length, pieces[i].place, error))
      return FALSE;
  return TRUE;
}

static gboolean
append_row (Builder *self,
            const char *name,
            const char *value,
            GError **error)
{
  const char *query = strchr (self->out->str, '?');
  gboolean has_separator =
      query != NULL && strchr ("?&", self->out->str[self->out->len - 1]) != NULL;

  if (!has_separator)
    g_string_append_c (self->out, query != NULL ? '&' : '?');
  if (!append (self, name, strlen (name), WB_TEMPLATE_PIECE, error))
    return FALSE;

  g_string_append_c (self->out, '=');
  if ((self->flags & WB_TEMPLATE_MASKED) == 0 || !wb_secret_is_name (name, strlen (name)))
    return append (self, value, strlen (value), WB_TEMPLATE_PIECE, error);
  g_string_append (self->out, *value != '\0' ? WB_SECRET_MASK : "");
  return TRUE;
}

static gboolean
append_rows (Builder *self,
             const WbQuery *query,
             GError **error)
{
  for (guint i = 0; i < wb_query_get_length (query); i++)
    {
      const WbQueryRow *row = wb_query_get (query, i);

      if (row->enabled && *row->name != '\0' && !append_row (self, row->name, row->value, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
append_key (Builder *self,
            WbProfile *profile,
            GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;

  if (wb_profile_get_auth_kind (profile) != WB_AUTH_QUERY)
    return TRUE;

  g_object_get (profile, "key-name", &name, "key-value", &value, NULL);
  if (name == NULL || *name == '\0')
    return TRUE;
  if ((self->flags & WB_TEMPLATE_MASKED) != 0)
    {
      /* The key is a secret whatever its name. */
      g_clear_pointer (&value, g_free);
      value = g_strdup (WB_SECRET_MASK);
    }
  return append_row (self, name, value != NULL ? value : "", error);
}

static char *
build (WbProfile *profile,
       const WbVariables *variables,
       WbTemplateFlags flags,
       GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (wb_profile_get_url (profile)));
  Builder self = { .variables = variables, .flags = flags };

  /* It is for wb_url_normalize() to refuse it. */
  if (!g_utf8_validate (text, -1, NULL))
    return g_steal_pointer (&text);

  self.out = g_string_new (NULL);
  text[wb_address_text_measure_fragment (text)] = '\0';
  g_strchomp (text);
  if (append_typed (&self, text, error) &&
      append_rows (&self, wb_profile_get_query (profile), error) &&
      append_key (&self, profile, error))
    return g_string_free (self.out, FALSE);

  g_string_free (self.out, TRUE);
  return NULL;
}

/**
 * wb_address_build:
 * @profile: a connection
 * @error: return location for a %WB_FAILURE, which tells no values
 *
 * Puts the address together: what was typed with its {{variables}}, and {path} parameters, then the
 * enabled rows of the query, then the API key if it belongs there; all percent-encoded.
 *
 * Returns: (transfer full) (nullable): what wb_url_normalize() takes
 */
char *
wb_address_build (WbProfile *profile,
                  GError **error)
{
  g_return_val_if_fail (WB_IS_PROFILE (profile), NULL);

  return build (profile, wb_profile_get_variables (profile), WB_TEMPLATE_STRICT, error);
}

/* What the log-in will bring is not known yet. */
static WbVariables *
declare_picks (WbProfile *profile)
{
  WbVariables *variables = wb_variables_copy (wb_profile_get_variables (profile));

  wb_login_declare_picks (wb_profile_get_login (profile), variables);
  return variables;
}

/**
 * wb_address_preview:
 * @profile: a connection
 * @error: see wb_address_build()
 *
 * Returns: (transfer full) (nullable): the address for people, with ••• for what is secret
 */
char *
wb_address_preview (WbProfile *profile,
                    GError **error)
{
  g_autoptr(WbVariables) variables = NULL;
  g_autofree char *url = NULL;

  g_return_val_if_fail (WB_IS_PROFILE (profile), NULL);

  variables = declare_picks (profile);
  url = build (profile, variables, WB_TEMPLATE_MASKED, error);
  return url != NULL ? wb_url_mask (url) : NULL;
}

/**
 * wb_address_get_server:
 * @url: an address
 *
 * Returns: (transfer full): “wss://example.org:443”: who would get a secret that is sent there
 */
char *
wb_address_get_server (const char *url)
{
  g_autofree char *normal = wb_url_normalize (url, NULL);
  g_autofree char *scheme = normal != NULL ? wb_url_get_scheme (normal) : g_strdup ("");
  guint port = 0;
  g_autofree char *host = normal != NULL ? wb_url_get_host (normal, &port) : NULL;

  gboolean is_ipv6 = host != NULL && strchr (host, ':') != NULL;

  return g_strdup_printf (is_ipv6 ? "%s://[%s]:%u" : "%s://%s:%u", scheme, host != NULL ? host : "",
                          port);
}

/* The server that a log-in is sent to. All addresses are normalised to “ws” and “wss”; this one is
 * none of a WebSocket. */
static char *
get_login_server (const WbLogin *login,
                  const WbVariables *variables)
{
  g_autofree char *url = wb_login_preview_address (login, variables);
  g_autofree char *server = wb_address_get_server (url);

  if (!g_str_has_prefix (server, "ws"))
    return g_steal_pointer (&server);
  return g_strconcat ("http", server + strlen ("ws"), NULL);
}

/**
 * wb_address_get_recipients:
 * @profile: a connection
 *
 * Returns: (transfer full): all who get its secrets: its server and the one it logs in at, with the
 *   values of variables in their places
 */
char *
wb_address_get_recipients (WbProfile *profile)
{
  const WbLogin *login = wb_profile_get_login (profile);
  g_autofree char *url = wb_address_preview (profile, NULL);
  g_autofree char *server = wb_address_get_server (url != NULL ? url : wb_profile_get_url (profile));
  g_autoptr(WbVariables) variables = NULL;
  g_autofree char *other = NULL;

  if (login == NULL || *login->url == '\0')
    return g_steal_pointer (&server);

  variables = declare_picks (profile);
  other = get_login_server (login, variables);
  return g_strconcat (server, " ", other, NULL);
}

/**
 * wb_address_find_exposed_host:
 * @profile: a connection
 *
 * Returns: (transfer full) (nullable): a server that it sends to, or logs in at, without encryption;
 *   see wb_url_find_exposed_host()
 */
char *
wb_address_find_exposed_host (WbProfile *profile)
{
  g_autofree char *recipients = wb_address_get_recipients (profile);
  g_auto(GStrv) servers = g_strsplit (recipients, " ", -1);
  char *host = NULL;

  for (gsize i = 0; servers[i] != NULL && host == NULL; i++)
    host = wb_url_find_exposed_host (servers[i]);
  return host;
}

/*
 * Secrets in pasted addresses
 */

/* Takes user and password out of the address. Returns the bytes they took, with their “@”. */
static gsize
take_user (WbProfile *profile,
           WbVariables *variables,
           const char *authority)
{
  const char *at = g_strrstr_len (authority, (gssize) strcspn (authority, "/?#"), "@");
  g_autofree char *both = at != NULL ? g_strndup (authority, (gsize) (at - authority)) : NULL;
  g_autofree char *user = NULL;
  g_autofree char *password = NULL;
  char *colon;

  if (both == NULL || strstr (both, "{{") != NULL)
    return 0;

  colon = strchr (both, ':');
  if (colon != NULL)
    {
      *colon = '\0';
      password = colon[1] != '\0' ? wb_secret_take (variables, "password", colon + 1) : NULL;
      if (password == NULL && colon[1] != '\0')
        return 0;
    }
  user = g_uri_unescape_string (both, NULL);
  g_object_set (profile, "user", user != NULL ? user : both, NULL);
  if (password != NULL)
    g_object_set (profile, "password", password, NULL);
  return (gsize) (at - authority) + 1;
}

/**
 * wb_address_take_secrets:
 * @profile: a connection whose address was typed or pasted
 *
 * Makes secrets of what is one in the address: user and password in front of the host become those
 * of the profile, values of the query that are called like secrets become secret variables.
 *
 * Returns: whether the address changed
 */
gboolean
wb_address_take_secrets (WbProfile *profile)
{
  const char *url;
  const char *authority;
  gsize before, user, fragment;
  g_autoptr(WbVariables) variables = NULL;
  GString *out;
  g_autofree char *cleaned = NULL;

  g_return_val_if_fail (WB_IS_PROFILE (profile), FALSE);

  url = wb_profile_get_url (profile);
  authority = strstr (url, "://");
  if (authority == NULL || authority > url + strcspn (url, "/?#"))
    return FALSE;

  variables = declare_picks (profile);
  out = g_string_new_len (url, authority + 3 - url);
  user = take_user (profile, variables, authority + 3);
  authority += 3 + user;
  before = strcspn (authority, "?#");
  g_string_append_len (out, authority, (gssize) before);
  fragment = before + strcspn (authority + before, "#");
  if (authority[before] == '?')
    {
      g_autofree char *query = g_strndup (authority + before + 1, fragment - before - 1);
      g_autofree char *taken = wb_secret_take_query (variables, query);

      g_string_append_printf (out, "?%s", taken);
    }
  g_string_append (out, authority + fragment);

  cleaned = g_string_free (out, FALSE);
  if (g_str_equal (cleaned, url))
    return FALSE;
  wb_login_drop_picks (wb_profile_get_login (profile), variables, wb_profile_get_variables (profile));
  g_object_set (profile, "variables", variables, "url", cleaned, NULL);
  return TRUE;
}
