/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the command line says about the link to a server, and what it is told about one. */

#include "config.h"

#include "cli-link.h"

#include "cli.h"

#include "wb-certificate.h"
#include "wb-failure.h"
#include "wb-header.h"
#include "wb-secret-members.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

/* Hexadecimal digits of a SHA-256. */
#define FINGERPRINT_LENGTH 64

/* A secret that is larger is none; neither is a file without end. */
#define MAX_SECRET_BYTES (16 * 1024)

void
cli_link_options_clear (CliLinkOptions *self)
{
  g_strfreev (self->headers);
  g_strfreev (self->subprotocols);
  g_free (self->origin);
  g_free (self->ca);
  g_free (self->certificate);
  g_free (self->trust);
  g_free (self->user);
  g_free (self->bearer);
}

/*
 * Secrets
 */

static char *
read_secret_file (const char *option,
                  const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFileInputStream) stream = g_file_read (file, NULL, &error);
  char text[MAX_SECRET_BYTES + 1] = "";
  gsize length = 0;

  if (stream == NULL ||
      !g_input_stream_read_all (G_INPUT_STREAM (stream), text, MAX_SECRET_BYTES, &length, NULL, &error))
    {
      cli_usage_error ("%s: %s", option, error->message);
      return NULL;
    }
  if (length == MAX_SECRET_BYTES || strlen (text) != length || !g_utf8_validate (text, -1, NULL))
    {
      cli_usage_error (_ ("%s: “%s” is not a short text."), option, path);
      return NULL;
    }
  /* The line end that an editor leaves there is not part of it. */
  return g_strdup (g_strchomp (text));
}

/**
 * cli_resolve_secret:
 * @option: the option
 * @value: a value as it is, “@FILE” or “env:NAME”
 *
 * Says what is wrong with it.
 *
 * Returns: (transfer full) (nullable): the value that is meant
 */
char *
cli_resolve_secret (const char *option,
                    const char *value)
{
  const char *name = g_str_has_prefix (value, "env:") ? value + strlen ("env:") : NULL;

  if (*value == '@')
    return read_secret_file (option, value + 1);
  if (name == NULL)
    return g_strdup (value);
  if (g_getenv (name) != NULL)
    return g_strdup (g_getenv (name));

  cli_usage_error (_ ("%s: there is no variable “%s” in the environment."), option, name);
  return NULL;
}

/**
 * cli_is_kept_apart:
 * @value: a value as it was given
 *
 * Returns: whether it is somewhere else: what is kept off the command line is so for a reason
 */
gboolean
cli_is_kept_apart (const char *value)
{
  return *value == '@' || g_str_has_prefix (value, "env:");
}

/*
 * From options to settings
 */

/* Whether a line of @lines has the name that @line begins with. */
static gboolean
has_header (char **lines,
            const char *line)
{
  gsize length = strcspn (line, ": ");

  for (gsize i = 0; lines != NULL && lines[i] != NULL; i++)
    if (strcspn (lines[i], ": ") == length && g_ascii_strncasecmp (lines[i], line, length) == 0)
      return TRUE;
  return FALSE;
}

/* Those that were given take the place of others with the same name. */
static void
merge_headers (WbProfile *profile,
               char **given)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) before = NULL;
  g_auto(GStrv) lines = NULL;

  g_object_get (profile, "headers", &before, NULL);
  for (gsize i = 0; before != NULL && before[i] != NULL; i++)
    if (!has_header (given, before[i]))
      g_strv_builder_add (builder, before[i]);
  g_strv_builder_addv (builder, (const char **) given);

  lines = g_strv_builder_end (builder);
  g_object_set (profile, "headers", lines, NULL);
}

/* The header that @option means, with a secret variable as value if that was kept apart. Says what is
 * wrong with it if it returns NULL. */
static char *
read_header (const char *option,
             WbVariables *variables)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *line = cli_resolve_secret ("--header", option);
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;
  g_autofree char *placeholder = NULL;

  if (line == NULL)
    return NULL;
  if (!wb_header_parse (line, &name, &value, &error))
    {
      cli_usage_error ("--header: %s", error->message);
      return NULL;
    }
  if (!cli_is_kept_apart (option) || !wb_secret_is_literal (value))
    return g_steal_pointer (&line);

  placeholder = wb_variables_add_secret (variables, name, value);
  if (placeholder != NULL)
    return g_strdup_printf ("%s: %s", name, placeholder);
  cli_usage_error (_ ("--variable: there are too many, or “%s” is too long."), name);
  return NULL;
}

/* What a log-in brings has names of its own. */
static gboolean
apply_headers (const CliLinkOptions *self,
               WbProfile *profile)
{
  const WbLogin *login = wb_profile_get_login (profile);
  g_autoptr(WbVariables) variables = wb_variables_copy (wb_profile_get_variables (profile));
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) lines = NULL;

  wb_login_declare_picks (login, variables);
  for (gsize i = 0; self->headers != NULL && self->headers[i] != NULL; i++)
    {
      g_autofree char *line = read_header (self->headers[i], variables);

      if (line == NULL)
        return FALSE;
      g_strv_builder_add (builder, line);
    }

  lines = g_strv_builder_end (builder);
  merge_headers (profile, lines);
  wb_login_drop_picks (login, variables, wb_profile_get_variables (profile));
  g_object_set (profile, "variables", variables, NULL);
  return TRUE;
}

static gboolean
apply_subprotocols (const CliLinkOptions *self,
                    WbProfile *profile)
{
  for (gsize i = 0; self->subprotocols != NULL && self->subprotocols[i] != NULL; i++)
    if (!wb_header_is_token (self->subprotocols[i]))
      {
        cli_usage_error (_ ("--subprotocol takes a word without blanks."));
        return FALSE;
      }

  if (self->subprotocols != NULL)
    g_object_set (profile, "subprotocols", self->subprotocols, NULL);
  return TRUE;
}

/* What can't be sent is found out before anything is, as with any other header. */
static gboolean
apply_origin (const CliLinkOptions *self,
              WbProfile *profile)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *line = g_strconcat ("Origin: ", self->origin, NULL);
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;

  if (self->origin == NULL)
    return TRUE;
  if (!wb_header_parse (line, &name, &value, &error))
    {
      cli_usage_error ("--origin: %s", error->message);
      return FALSE;
    }

  g_object_set (profile, "origin", *value != '\0' ? value : NULL, NULL);
  return TRUE;
}

static gboolean
apply_credentials (const CliLinkOptions *self,
                   WbProfile *profile)
{
  g_autofree char *user = self->user != NULL ? cli_resolve_secret ("--user", self->user) : NULL;
  g_autofree char *bearer = self->bearer != NULL ? cli_resolve_secret ("--bearer", self->bearer) : NULL;
  g_auto(GStrv) parts = g_strsplit (user != NULL ? user : "", ":", 2);

  if ((self->user != NULL && user == NULL) || (self->bearer != NULL && bearer == NULL))
    return FALSE;

  if (user == NULL && bearer == NULL)
    return TRUE;

  g_object_set (profile, "auth-kind", WB_AUTH_FILLED, "bearer", bearer, NULL);
  if (user != NULL && parts[0] != NULL)
    g_object_set (profile, "user", parts[0], "password", parts[1] != NULL ? parts[1] : "", NULL);
  return TRUE;
}

static gboolean
apply_timeout (const CliLinkOptions *self,
               WbProfile *profile)
{
  if (self->connect_timeout == CLI_LINK_NO_TIMEOUT)
    return TRUE;
  if (self->connect_timeout < WB_MIN_CONNECT_TIMEOUT_S || self->connect_timeout > WB_MAX_CONNECT_TIMEOUT_S)
    {
      cli_usage_error (_ ("--connect-timeout has to be between %d and %d."), WB_MIN_CONNECT_TIMEOUT_S,
                       WB_MAX_CONNECT_TIMEOUT_S);
      return FALSE;
    }

  g_object_set (profile, "connect-timeout", (guint) self->connect_timeout * 1000, NULL);
  return TRUE;
}

static gboolean
apply_trust (const CliLinkOptions *self,
             WbProfile *profile)
{
  g_autofree char *digits = wb_fingerprint_normalize (self->trust != NULL ? self->trust : "");

  if (self->trust != NULL && strlen (digits) != FINGERPRINT_LENGTH)
    {
      cli_usage_error (_ ("--trust takes the SHA-256 fingerprint of a certificate, %d hexadecimal digits."),
                       FINGERPRINT_LENGTH);
      return FALSE;
    }

  g_object_set (profile, "ca-file", self->ca, "client-certificate", self->certificate,
                "trusted-certificate", self->trust, NULL);
  return TRUE;
}

/**
 * cli_link_options_apply:
 * @self: the options
 * @profile: where to set them
 *
 * Says what is wrong with them.
 *
 * Returns: whether they were right
 */
gboolean
cli_link_options_apply (const CliLinkOptions *self,
                        WbProfile *profile)
{
  if (self->no_reconnect)
    g_object_set (profile, "reconnect", WB_RECONNECT_NEVER, NULL);
  if (self->follow_redirects)
    g_object_set (profile, "follow-redirects", TRUE, NULL);
  return apply_timeout (self, profile) && apply_headers (self, profile) && apply_subprotocols (self, profile) &&
         apply_origin (self, profile) && apply_credentials (self, profile) && apply_trust (self, profile);
}

/*
 * What a server said
 */

/* Terminals obey control characters. */
static void
print_lines (const char *text)
{
  GString *out = g_string_new ("    ");

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (character == '\n' && at[1] != '\0')
        g_string_append (out, "\n    ");
      else if (character != '\n')
        g_string_append_unichar (out, g_unichar_isprint (character) ? character : ' ');
    }
  g_printerr ("%s\n", out->str);
  g_string_free (out, TRUE);
}

/**
 * cli_print_refusal:
 * @change: how an attempt to connect ended
 *
 * Prints to stderr what the sentence about it does not tell: the certificate that was not trusted, why
 * there is no encryption, or the answer that was none of a WebSocket.
 */
void
cli_print_refusal (const WbStateChange *change)
{
  const WbHandshake *handshake = change->handshake;

  if (change->error == NULL || handshake == NULL)
    return;
  if (handshake->certificate != NULL && g_error_matches (change->error, WB_FAILURE, WB_FAILURE_CERTIFICATE))
    print_lines (handshake->certificate);
  if (handshake->tls_error != NULL)
    print_lines (handshake->tls_error);
  if (handshake->response != NULL && *handshake->response != '\0')
    print_lines (handshake->response);
  if (handshake->body != NULL)
    print_lines (handshake->body);
}
