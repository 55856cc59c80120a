/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* JSON without the secrets in it. */

#include "config.h"

#include "wb-secret-json.h"

#include "wb-json.h"
#include "wb-secret-members.h"
#include "wb-secret.h"

#include <string.h>

static gboolean
is_secret (const WbJsonReader *name)
{
  g_autofree char *text = wb_json_reader_dup_string (name);

  return wb_secret_is_name (text, strlen (text));
}

/**
 * wb_secret_mask_json:
 * @json: a JSON text
 *
 * Makes of JSON what may be shown and logged: the values of members named like secrets are replaced
 * by •••, whatever they are. What can't be read is left out.
 *
 * Returns: (transfer full): JSON
 */
char *
wb_secret_mask_json (const char *json)
{
  GString *out = g_string_new (NULL);
  const char *from = json;
  WbJsonReader reader;
  WbJsonToken token;

  wb_json_reader_init (&reader, json, strlen (json));
  while ((token = wb_json_reader_next (&reader)) != WB_JSON_END && token != WB_JSON_INVALID)
    {
      if (token != WB_JSON_NAME || !is_secret (&reader))
        continue;

      token = wb_json_reader_next (&reader);
      g_string_append_len (out, from, reader.text - from);
      g_string_append (out, "\"" WB_SECRET_MASK "\"");
      from = json + strlen (json);
      if (!wb_json_reader_skip (&reader, token))
        return g_string_free (out, FALSE);
      from = reader.text + reader.length;
    }

  if (token == WB_JSON_END)
    g_string_append (out, from);
  return g_string_free (out, FALSE);
}

/*
 * Secrets become variables
 */

/* A text that is being read. */
typedef struct {
  const char *json;
  char *quoted; /* the same as JSON: a variable between values is a string as long as it */
  WbJsonReader reader;
  GString *out;
  const char *from; /* what is not in it yet */
  WbVariables *variables;
  char *name;        /* of the last member */
  gboolean is_named; /* it is called like a secret, and its value comes next */
  guint depth;       /* of the object or array that is secret as a whole; 0: none */
} Taking;

/* The bytes of the variable that @text begins with. */
static gsize
measure_placeholder (const char *text)
{
  gsize length;

  if (!g_str_has_prefix (text, "{{"))
    return 0;

  length = wb_variable_measure_name (text + 2, strnlen (text + 2, WB_MAX_VARIABLE_NAME + 1));
  return length > 0 && g_str_has_prefix (text + 2 + length, "}}") ? length + 4 : 0;
}

static char *
quote_placeholders (const char *json)
{
  char *quoted = g_strdup (json);
  gboolean in_string = FALSE;
  gboolean escapes = FALSE;

  for (char *at = quoted; *at != '\0'; at++)
    {
      gsize length = in_string ? 0 : measure_placeholder (at);

      if (length > 0)
        {
          memset (at, '_', length);
          at[0] = at[length - 1] = '"';
          at += length - 1;
          continue;
        }
      if (*at == '"' && !escapes)
        in_string = !in_string;
      escapes = in_string && *at == '\\' && !escapes;
    }
  return quoted;
}

/* Takes the value that was just read, a string or a number. */
static void
take_value (Taking *self)
{
  const char *text = self->json + (self->reader.text - self->quoted);
  gboolean is_string = *text == '"';
  g_autofree char *value = is_string ? wb_json_reader_dup_string (&self->reader)
                                     : g_strndup (text, self->reader.length);
  g_autofree char *placeholder =
      wb_secret_is_literal (value) ? wb_variables_add_secret (self->variables, self->name, value) : NULL;
  const char *quote = is_string ? "\"" : "";

  if (placeholder == NULL)
    return;

  g_string_append_len (self->out, self->from, text - self->from);
  g_string_append_printf (self->out, "%s%s%s", quote, placeholder, quote);
  self->from = text + self->reader.length;
}

static void
take_name (Taking *self)
{
  g_free (self->name);
  self->name = wb_json_reader_dup_string (&self->reader);
  self->is_named = wb_secret_is_name (self->name, strlen (self->name));
}

/* Everything in an object or array that is called like a secret is one. */
static void
take_token (Taking *self,
            WbJsonToken token)
{
  gboolean is_secret = self->is_named || self->depth > 0;

  self->is_named = FALSE;
  if (token == WB_JSON_NAME)
    take_name (self);
  else if ((token == WB_JSON_OBJECT_BEGIN || token == WB_JSON_ARRAY_BEGIN) && is_secret)
    self->depth = self->depth > 0 ? self->depth : self->reader.depth;
  else if ((token == WB_JSON_STRING || token == WB_JSON_NUMBER) && is_secret)
    take_value (self);
  else if (self->reader.depth < self->depth)
    self->depth = 0;
}

/* What is no JSON is a secret as a whole if there seems to be one in it. */
static char *
take_all (WbVariables *variables,
          const char *name,
          const char *text)
{
  char *placeholder = wb_secret_is_literal (text) && wb_secret_is_name (text, strlen (text))
                          ? wb_variables_add_secret (variables, name, text)
                          : NULL;

  return placeholder != NULL ? placeholder : g_strdup (text);
}

static gboolean
is_valid (const char *json)
{
  WbJsonReader reader;
  WbJsonToken token;

  wb_json_reader_init (&reader, json, strlen (json));
  while ((token = wb_json_reader_next (&reader)) != WB_JSON_END)
    if (token == WB_JSON_INVALID)
      return FALSE;
  return TRUE;
}

/* @quoted is @json with strings in the place of variables, and valid. */
static char *
take_members (WbVariables *variables,
              const char *json,
              char *quoted)
{
  Taking self = { .json = json, .quoted = quoted, .from = json, .variables = variables };
  WbJsonToken token;

  self.out = g_string_new (NULL);
  wb_json_reader_init (&self.reader, quoted, strlen (quoted));
  while ((token = wb_json_reader_next (&self.reader)) != WB_JSON_END)
    take_token (&self, token);
  g_string_append (self.out, self.from);
  g_free (self.name);
  return g_string_free (self.out, FALSE);
}

/**
 * wb_secret_take_json:
 * @variables: variables nobody else has
 * @name: what to call the whole of it
 * @json: a JSON text, maybe with {{variables}} in it
 *
 * Makes variables of the values of members named like secrets.
 *
 * Returns: (transfer full): the same with variables in their places
 */
char *
wb_secret_take_json (WbVariables *variables,
                     const char *name,
                     const char *json)
{
  g_autofree char *quoted = quote_placeholders (json);

  return is_valid (quoted) ? take_members (variables, json, quoted)
                           : take_all (variables, name, json);
}

/**
 * wb_secret_take_message:
 * @variables: variables nobody else has
 * @text: a message, maybe with {{variables}} in it
 *
 * Does what wb_secret_take_json() does if @text is JSON. What else a message says is not guessed at.
 *
 * Returns: (transfer full) (nullable): the same with variables in their places, %NULL if there was
 *   nothing to take
 */
char *
wb_secret_take_message (WbVariables *variables,
                        const char *text)
{
  g_autofree char *quoted = quote_placeholders (text);
  g_autofree char *taken = is_valid (quoted) ? take_members (variables, text, quoted) : NULL;

  return g_strcmp0 (taken, text) != 0 ? g_steal_pointer (&taken) : NULL;
}

/**
 * wb_secret_is_in_json:
 * @json: a JSON text, maybe with {{variables}} in it
 *
 * Returns: whether there is something for wb_secret_take_json() to take, or may be where it can't
 *   read
 */
gboolean
wb_secret_is_in_json (const char *json)
{
  g_autoptr(WbVariables) variables = wb_variables_new ();
  g_autofree char *quoted = quote_placeholders (json);
  g_autofree char *taken = NULL;

  if (!is_valid (quoted))
    return wb_secret_is_name (json, strlen (json));

  taken = wb_secret_take_json (variables, "json", json);
  return wb_variables_get_length (variables) > 0;
}
