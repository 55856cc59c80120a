/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Makes variables of the secrets among the settings of a connection. */

#include "config.h"

#include "wb-profile-secrets.h"

#include "wb-address.h"
#include "wb-secret-json.h"
#include "wb-secret-members.h"
#include "wb-secret.h"

#include <string.h>

/* Settings that are secrets whatever they are, and what they are called then. */
static const struct
{
  const char *property;
  const char *name;
} fields[] = {
  { "password", "password" },
  { "bearer", "token" },
  { "key-value", "api-key" },
  { "cookies", "cookies" },
};

static void
take_fields (WbProfile *profile,
             WbVariables *variables)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *value = NULL;
      g_autofree char *placeholder = NULL;

      g_object_get (profile, fields[i].property, &value, NULL);
      if (wb_secret_is_literal (value))
        placeholder = wb_variables_add_secret (variables, fields[i].name, value);
      if (placeholder != NULL)
        g_object_set (profile, fields[i].property, placeholder, NULL);
    }
}

/* Returns: (nullable): the line with a variable for its value, if that is a secret */
static char *
take_line (WbVariables *variables,
           const char *line)
{
  gsize length = strcspn (line, ":");
  g_autofree char *name = g_strndup (line, length);
  g_autofree char *value = NULL;
  g_autofree char *placeholder = NULL;

  if (line[length] == '\0' || !wb_secret_is_name (name, length))
    return NULL;

  value = g_strstrip (g_strdup (line + length + 1));
  if (wb_secret_is_literal (value))
    placeholder = wb_variables_add_secret (variables, name, value);
  return placeholder != NULL ? g_strdup_printf ("%s: %s", name, placeholder) : NULL;
}

static void
take_lines (WbVariables *variables,
            char **lines)
{
  for (gsize i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      char *taken = take_line (variables, lines[i]);

      if (taken == NULL)
        continue;
      g_free (lines[i]);
      lines[i] = taken;
    }
}

static void
take_headers (WbProfile *profile,
              WbVariables *variables)
{
  g_auto(GStrv) headers = NULL;

  g_object_get (profile, "headers", &headers, NULL);
  take_lines (variables, headers);
  g_object_set (profile, "headers", headers, NULL);
}

static void
take_query (WbProfile *profile,
            WbVariables *variables)
{
  const WbQuery *query = wb_profile_get_query (profile);
  guint before = wb_variables_get_length (variables);
  g_autoptr(WbQuery) taken = wb_query_new ();

  for (guint i = 0; i < wb_query_get_length (query); i++)
    {
      const WbQueryRow *row = wb_query_get (query, i);
      gboolean is_secret = wb_secret_is_name (row->name, strlen (row->name));
      g_autofree char *placeholder =
          is_secret && wb_secret_is_literal (row->value)
              ? wb_variables_add_secret (variables, row->name, row->value)
              : NULL;

      wb_query_add (taken, row->enabled, row->name, placeholder != NULL ? placeholder : row->value);
    }
  if (wb_variables_get_length (variables) > before)
    g_object_set (profile, "query", taken, NULL);
}

static void
take_auth (WbProfile *profile,
           WbVariables *variables)
{
  const char *auth = wb_profile_get_events (profile)->auth;
  g_autofree char *taken = auth != NULL ? wb_secret_take_json (variables, "auth", auth) : NULL;

  g_object_set (profile, "auth", taken, NULL);
}

/*
 * Messages
 */

/* Others may have the message, too: it is replaced. */
static void
take_text (WbVariables *variables,
           WbMessage **message)
{
  gsize length;
  const char *data = wb_message_get_text (*message, &length);
  g_autofree char *text = (*message)->kind == WB_MESSAGE_TEXT ? g_strndup (data, length) : NULL;
  g_autofree char *taken = NULL;

  if (text != NULL && strlen (text) == length)
    taken = wb_secret_take_message (variables, text);
  if (taken == NULL)
    return;

  wb_message_unref (*message);
  *message = wb_message_new_text (WB_DIRECTION_SENT, WB_TIME_NONE, taken);
}

static void
take_messages (WbProfile *profile,
               WbVariables *variables)
{
  GPtrArray *messages = wb_profile_get_on_connect (profile);
  g_autofree char *sample = NULL;
  g_autofree char *taken = NULL;

  for (guint i = 0; i < messages->len; i++)
    take_text (variables, (WbMessage **)&messages->pdata[i]);

  g_object_get (profile, "sample-request", &sample, NULL);
  if (sample != NULL)
    taken = wb_secret_take_message (variables, sample);
  if (taken != NULL)
    g_object_set (profile, "sample-request", taken, NULL);
}

/*
 * Logging in
 */

/* A password in front of the host may only be what can stand there. */
static void
append_server (GString *out,
               WbVariables *variables,
               const char *authority,
               gsize length)
{
  const char *at = g_strrstr_len (authority, (gssize) length, "@");
  const char *colon = at != NULL ? memchr (authority, ':', (gsize) (at - authority)) : NULL;
  g_autofree char *password = colon != NULL ? g_strndup (colon + 1, (gsize) (at - colon - 1)) : NULL;
  g_autofree char *plain = password != NULL ? g_uri_unescape_string (password, NULL) : NULL;
  g_autofree char *encoded = plain != NULL ? g_uri_escape_string (plain, NULL, FALSE) : NULL;
  g_autofree char *placeholder = wb_secret_is_literal (plain)
                                     ? wb_variables_add_secret (variables, "password", encoded)
                                     : NULL;

  if (placeholder == NULL)
    {
      g_string_append_len (out, authority, (gssize) length);
      return;
    }
  g_string_append_len (out, authority, colon + 1 - authority);
  g_string_append (out, placeholder);
  g_string_append_len (out, at, (gssize) (authority + length - at));
}

static char *
take_login_address (WbVariables *variables,
                    const char *url)
{
  gsize before = strcspn (url, "?#");
  gsize begin = before + (url[before] == '?');
  gsize query = begin > before ? strcspn (url + begin, "#") : 0;
  const char *authority = strstr (url, "://");
  gsize host = authority != NULL && authority < url + before ? (gsize) (authority - url) + 3 : 0;
  gsize path = host + strcspn (url + host, "/?#");
  GString *out = g_string_new_len (url, (gssize) host);
  g_autofree char *members = g_strndup (url + begin, query);
  g_autofree char *taken = wb_secret_take_query (variables, members);

  append_server (out, variables, url + host, path - host);
  g_string_append_len (out, url + path, (gssize) (begin - path));
  g_string_append (out, taken);
  g_string_append (out, url + begin + query);
  return g_string_free (out, FALSE);
}

static char *
take_body (WbVariables *variables,
           const WbLogin *login)
{
  if (login->body == NULL)
    return NULL;
  return login->body_kind == WB_LOGIN_BODY_FORM
             ? wb_secret_take_form (variables, login->body)
             : wb_secret_take_json (variables, "body", login->body);
}

static void
take_login (WbProfile *profile,
            WbVariables *variables)
{
  const WbLogin *login = wb_profile_get_login (profile);
  g_autoptr(WbLogin) taken = login != NULL ? wb_login_copy (login) : NULL;
  guint before = wb_variables_get_length (variables);

  if (taken == NULL)
    return;

  g_free (taken->url);
  taken->url = take_login_address (variables, login->url);
  g_free (taken->body);
  taken->body = take_body (variables, login);
  take_lines (variables, taken->headers);
  if (wb_variables_get_length (variables) > before)
    g_object_set (profile, "login", taken, NULL);
}

/**
 * wb_profile_take_secrets:
 * @profile: a connection
 *
 * Makes secret variables of all secrets that stand literally in its settings; what is connected to
 * and sent stays the same. Doing it again changes nothing. Of messages only those that are JSON are
 * looked into, as nobody knows what others mean, and the sample of an answer is never sent: both stay
 * as they are.
 *
 * Returns: whether there was one
 */
gboolean
wb_profile_take_secrets (WbProfile *profile)
{
  gboolean changed;
  g_autoptr(WbVariables) variables = NULL;
  guint before;

  g_return_val_if_fail (WB_IS_PROFILE (profile), FALSE);

  g_object_freeze_notify (G_OBJECT (profile));
  changed = wb_address_take_secrets (profile);
  variables = wb_variables_copy (wb_profile_get_variables (profile));
  wb_login_declare_picks (wb_profile_get_login (profile), variables);
  before = wb_variables_get_length (variables);
  take_fields (profile, variables);
  take_headers (profile, variables);
  take_query (profile, variables);
  take_auth (profile, variables);
  take_login (profile, variables);
  take_messages (profile, variables);
  if (wb_variables_get_length (variables) > before)
    {
      wb_login_drop_picks (wb_profile_get_login (profile), variables,
                           wb_profile_get_variables (profile));
      g_object_set (profile, "variables", variables, NULL);
      changed = TRUE;
    }
  g_object_thaw_notify (G_OBJECT (profile));
  return changed;
}
