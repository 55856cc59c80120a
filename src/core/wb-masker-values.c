/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Where the secrets of a connection stand, for a masker to know them. */

#include "config.h"

#include "wb-masker-values.h"

#include "wb-profile-private.h"
#include "wb-profile-secrets.h"
#include "wb-secret.h"

#include <string.h>

/* What servers bring is looked for in texts from this length on. */
#define MIN_BROUGHT_BYTES 8

/* What a server chose. Its shorter values are states and numbers, and any text may have them. */
static void
add_brought (WbMasker *self,
             const char *value)
{
  if (strlen (value) >= MIN_BROUGHT_BYTES)
    wb_masker_add (self, value);
}

/**
 * wb_masker_add_variables:
 * @self: a masker
 * @variables: (nullable): variables, of which those count that are secrets
 */
void
wb_masker_add_variables (WbMasker *self,
                         const WbVariables *variables)
{
  for (guint i = 0; i < wb_variables_get_length (variables); i++)
    {
      const WbVariable *variable = wb_variables_get (variables, i);

      if (variable->is_secret)
        wb_masker_add (self, variable->value);
    }
}

/**
 * wb_masker_add_literals:
 * @self: a masker
 * @profile: a connection as the user wrote it
 *
 * Adds what would become a variable before it is saved: whoever types a secret where no variable stands
 * wants to see it in the log no more than others do.
 */
void
wb_masker_add_literals (WbMasker *self,
                        WbProfile *profile)
{
  g_autoptr(WbProfile) copy = wb_profile_copy (profile);

  g_object_set (copy, "variables", NULL, NULL);
  wb_profile_take_secrets (copy);
  wb_masker_add_variables (self, wb_profile_get_variables (copy));
}

/**
 * wb_masker_add_picks:
 * @self: a masker
 * @login: a log-in that is done
 * @variables: (nullable): where its values are
 */
void
wb_masker_add_picks (WbMasker *self,
                     const WbLogin *login,
                     const WbVariables *variables)
{
  for (gsize i = 0; login->picks != NULL && login->picks[i] != NULL; i++)
    {
      g_autofree char *name = NULL;
      const char *path;
      const WbVariable *variable = wb_login_split_pick (login->picks[i], &name, &path)
                                       ? wb_variables_find (variables, name, strlen (name))
                                       : NULL;

      if (variable != NULL && variable->value != NULL)
        add_brought (self, variable->value);
    }
}

/**
 * wb_masker_add_cookies:
 * @self: a masker
 * @cookies: (nullable): as “name=value; name=value”
 * @typed: whether the user chose them, not a server: then short ones count as well
 */
void
wb_masker_add_cookies (WbMasker *self,
                       const char *cookies,
                       gboolean typed)
{
  g_auto(GStrv) parts = g_strsplit (cookies != NULL ? cookies : "", ";", -1);

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      char *equals = strchr (parts[i], '=');
      const char *value = g_strstrip (equals != NULL ? equals + 1 : parts[i]);

      if (typed)
        wb_masker_add (self, value);
      else
        add_brought (self, value);
    }
}

/* The value of a header that is called like a secret, and what follows a scheme as “Bearer”. */
static void
add_header (WbMasker *self,
            const char *line)
{
  gsize length = strcspn (line, ":");
  g_autofree char *value = NULL;
  const char *space;

  if (line[length] == '\0' || !wb_secret_is_name (line, length))
    return;

  value = g_strstrip (g_strdup (line + length + 1));
  space = strchr (value, ' ');
  wb_masker_add (self, value);
  if (space != NULL)
    wb_masker_add (self, space + 1);
  if (g_ascii_strncasecmp (line, "Cookie:", strlen ("Cookie:")) == 0)
    wb_masker_add_cookies (self, value, TRUE);
}

/**
 * wb_masker_add_headers:
 * @self: a masker
 * @headers: (nullable): lines “Name: value”, of which those count that are called like secrets
 */
void
wb_masker_add_headers (WbMasker *self,
                       char **headers)
{
  for (gsize i = 0; headers != NULL && headers[i] != NULL; i++)
    add_header (self, headers[i]);
}

/**
 * wb_masker_add_settings:
 * @self: a masker
 * @profile: settings with all values in their places
 *
 * Adds what is sent of them.
 */
void
wb_masker_add_settings (WbMasker *self,
                        WbProfile *profile)
{
  g_autofree char *user = NULL;
  g_autofree char *password = NULL;
  g_autofree char *bearer = NULL;
  g_autofree char *key = NULL;
  g_autofree char *both = NULL;
  g_auto(GStrv) headers = NULL;

  g_object_get (profile, "user", &user, "password", &password, "bearer", &bearer, "key-value", &key,
                "headers", &headers, NULL);
  wb_masker_add (self, password);
  wb_masker_add (self, bearer);
  wb_masker_add (self, key);
  if (user != NULL && password != NULL && *password != '\0')
    both = g_strconcat (user, ":", password, NULL);
  wb_masker_add (self, both);
  wb_masker_add_headers (self, headers);
}

/**
 * wb_masker_add_address:
 * @self: a masker
 * @url: an address with all values in their places
 *
 * Adds its password, and the members of its query that are called like secrets.
 */
void
wb_masker_add_address (WbMasker *self,
                       const char *url)
{
  g_autoptr(GUri) uri = g_uri_parse (
      url, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED_QUERY, NULL);
  const char *query = uri != NULL ? g_uri_get_query (uri) : NULL;
  g_auto(GStrv) members = g_strsplit (query != NULL ? query : "", "&", -1);

  if (uri != NULL)
    wb_masker_add (self, g_uri_get_password (uri));
  for (gsize i = 0; members[i] != NULL; i++)
    {
      const char *equals = strchr (members[i], '=');
      g_autofree char *value = equals != NULL ? g_uri_unescape_string (equals + 1, NULL) : NULL;

      if (value != NULL && wb_secret_is_name (members[i], (gsize) (equals - members[i])))
        wb_masker_add (self, value);
    }
}
