/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* JSON without the secrets in it. */

#include "config.h"

#include "wb-secret-json.h"

#include "wb-json.h"
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

/* A name of a variable is none, and neither is nothing. */
static gboolean
is_literal (const WbJsonReader *reader,
            WbJsonToken token)
{
  g_autofree char *text = token == WB_JSON_STRING ? wb_json_reader_dup_string (reader) : NULL;

  if (token == WB_JSON_STRING)
    return *text != '\0' && strstr (text, "{{") == NULL;
  return token != WB_JSON_NULL;
}

/**
 * wb_secret_is_in_json:
 * @json: a JSON text
 *
 * Returns: whether a member named like a secret has a value of its own, rather than the name of a variable
 */
gboolean
wb_secret_is_in_json (const char *json)
{
  WbJsonReader reader;
  WbJsonToken token;

  wb_json_reader_init (&reader, json, strlen (json));
  while ((token = wb_json_reader_next (&reader)) != WB_JSON_END && token != WB_JSON_INVALID)
    if (token == WB_JSON_NAME && is_secret (&reader) && is_literal (&reader, wb_json_reader_next (&reader)))
      return TRUE;
  return FALSE;
}
