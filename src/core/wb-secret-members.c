/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Makes variables of the secrets in texts like “name=value&name=value”. */

#include "config.h"

#include "wb-secret-members.h"

#include "wb-secret.h"

#include <string.h>

/**
 * wb_secret_is_literal:
 * @value: (nullable): what stands where a secret belongs
 *
 * Returns: whether it is one, and not the name of a variable
 */
gboolean
wb_secret_is_literal (const char *value)
{
  return value != NULL && *value != '\0' && strstr (value, "{{") == NULL;
}

/**
 * wb_secret_take:
 * @variables: variables nobody else has
 * @name: what to call the secret
 * @encoded: its value, percent-encoded
 *
 * Returns: (transfer full) (nullable): “{{name}}” to stand for it; %NULL if there was no room
 */
char *
wb_secret_take (WbVariables *variables,
                const char *name,
                const char *encoded)
{
  g_autofree char *decoded = g_uri_unescape_string (encoded, NULL);

  return wb_variables_add_secret (variables, name, decoded != NULL ? decoded : encoded);
}

/* In forms a plus sign is a space. */
static char *
take_value (WbVariables *variables,
            const char *name,
            const char *value,
            gboolean is_form)
{
  g_autofree char *encoded = g_strdup (value);

  if (is_form)
    g_strdelimit (encoded, "+", ' ');
  return wb_secret_take (variables, name, encoded);
}

static void
append_member (GString *out,
               WbVariables *variables,
               const char *member,
               gboolean is_form)
{
  const char *equals = strchr (member, '=');
  g_autofree char *name = equals != NULL ? g_strndup (member, (gsize) (equals - member)) : NULL;
  g_autofree char *placeholder = NULL;

  if (name != NULL && wb_secret_is_literal (equals + 1) && wb_secret_is_name (name, strlen (name)))
    placeholder = take_value (variables, name, equals + 1, is_form);

  if (placeholder != NULL)
    g_string_append_printf (out, "%s=%s", name, placeholder);
  else
    g_string_append (out, member);
}

static char *
take_members (WbVariables *variables,
              const char *text,
              gboolean is_form)
{
  g_auto(GStrv) members = g_strsplit (text, "&", -1);
  GString *out = g_string_new (NULL);

  for (gsize i = 0; members[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (out, '&');
      append_member (out, variables, members[i], is_form);
    }
  return g_string_free (out, FALSE);
}

/**
 * wb_secret_take_query:
 * @variables: variables nobody else has
 * @query: the query of an address
 *
 * Returns: (transfer full): the same with variables in the place of values that are called like
 *   secrets
 */
char *
wb_secret_take_query (WbVariables *variables,
                      const char *query)
{
  return take_members (variables, query, FALSE);
}

/**
 * wb_secret_take_form:
 * @variables: variables nobody else has
 * @form: what is sent as application/x-www-form-urlencoded
 *
 * Returns: (transfer full): the same with variables in the place of values that are called like
 *   secrets
 */
char *
wb_secret_take_form (WbVariables *variables,
                     const char *form)
{
  return take_members (variables, form, TRUE);
}
