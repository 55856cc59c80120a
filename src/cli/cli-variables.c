/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Variables and the log-in request on the command line. */

#include "config.h"

#include "cli-variables.h"

#include "cli-link.h"
#include "cli.h"

#include "wb-address.h"
#include "wb-json-tree.h"
#include "wb-secret.h"
#include "wb-url.h"

#include <glib/gi18n.h>
#include <string.h>

void
cli_variable_options_clear (CliVariableOptions *self)
{
  g_strfreev (self->variables);
  g_free (self->login);
}

static gboolean
is_secret (const char *name,
           const char *value)
{
  return cli_is_kept_apart (value) || wb_secret_is_name (name, strlen (name));
}

static gboolean
add_variable (WbVariables *variables,
              const char *option)
{
  const char *equals = strchr (option, '=');
  g_autofree char *name = g_strndup (option, strcspn (option, "="));
  const WbVariable *known = wb_variables_find (variables, name, strlen (name));
  gboolean was_secret = known != NULL && known->is_secret;
  g_autofree char *value = NULL;

  if (equals == NULL || !wb_variable_is_name (name))
    {
      cli_usage_error (
          _ ("--variable takes NAME=VALUE, and a name is made of letters, digits, “_” and “-”."));
      return FALSE;
    }

  value = cli_resolve_secret ("--variable", equals + 1);
  if (value == NULL)
    return FALSE;
  if (wb_variables_set (variables, name, value, was_secret || is_secret (name, equals + 1)))
    return TRUE;

  cli_usage_error (_ ("--variable: there are too many, or “%s” is too long."), name);
  return FALSE;
}

static gboolean
apply_variables (const CliVariableOptions *self,
                 WbProfile *profile)
{
  g_autoptr(WbVariables) variables = wb_variables_copy (wb_profile_get_variables (profile));

  for (gsize i = 0; self->variables != NULL && self->variables[i] != NULL; i++)
    if (!add_variable (variables, self->variables[i]))
      return FALSE;

  g_object_set (profile, "variables", variables, NULL);
  return TRUE;
}

static gboolean
apply_login (const CliVariableOptions *self,
             WbProfile *profile)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = self->login != NULL ? cli_resolve_secret ("--login", self->login) : NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(WbLogin) login = NULL;

  if (text == NULL)
    return self->login == NULL;

  node = wb_json_parse (text, strlen (text), &error);
  login = node != NULL ? wb_login_new_from_json (node, &error) : NULL;
  if (login == NULL)
    {
      cli_usage_error ("--login: %s", error->message);
      return FALSE;
    }

  g_object_set (profile, "login", login, NULL);
  return TRUE;
}

/**
 * cli_variable_options_apply:
 * @self: the options
 * @profile: where to set them
 *
 * Says what is wrong with them.
 *
 * Returns: whether they were right
 */
gboolean
cli_variable_options_apply (const CliVariableOptions *self,
                            WbProfile *profile)
{
  return apply_variables (self, profile) && apply_login (self, profile);
}

/* What is no address is told as it was typed, before anything is taken out. */
static gboolean
check_typed (const char *typed,
             GError **error)
{
  g_autofree char *url = strchr (typed, '{') == NULL ? wb_url_normalize (typed, error) : g_strdup (typed);

  return url != NULL;
}

/* Before the log-in there may be no more than a preview. */
static char *
complete (WbProfile *profile,
          GError **error)
{
  g_autofree char *url = NULL;

  wb_address_take_secrets (profile);
  if (wb_profile_get_login (profile) != NULL)
    url = wb_address_preview (profile, error);
  else
    url = wb_address_build (profile, error);
  return url != NULL ? wb_url_normalize (url, error) : NULL;
}

/**
 * cli_check_address:
 * @profile: all that was given
 *
 * Takes the secrets out of the address, and says what is wrong with it.
 *
 * Returns: whether it can be connected to
 */
gboolean
cli_check_address (WbProfile *profile)
{
  g_autoptr(GError) error = NULL;
  gboolean is_address = check_typed (wb_profile_get_url (profile), &error);
  g_autofree char *url = is_address ? complete (profile, &error) : NULL;

  if (url == NULL)
    cli_usage_error ("%s", error->message);
  return url != NULL;
}
