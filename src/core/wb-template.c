/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Texts with {{name}} in them: one pass, and values are never looked into for further names. */

#include "config.h"

#include "wb-template.h"

#include "wb-failure.h"
#include "wb-json.h"
#include "wb-secret.h"

#include <string.h>

/* What RFC 3986 lets stand in paths and queries, and the percent sign of what is encoded. */
#define URL_MARKS "-._~:/?#[]@!$&'()*+,;=%"

/* What a value may bring into the part of an address before its path. */
#define HOST_MARKS "-._~:/[]%"

typedef void (*AppendFunc) (GString *out,
                            const char *text,
                            gsize length);

static void
append_plain (GString *out,
              const char *text,
              gsize length)
{
  g_string_append_len (out, text, (gssize) length);
}

static void
append_escaped (GString *out,
                const char *text,
                gsize length,
                const char *marks)
{
  for (gsize i = 0; i < length; i++)
    if (g_ascii_isalnum (text[i]) || (text[i] != '\0' && strchr (marks, text[i]) != NULL))
      g_string_append_c (out, text[i]);
    else
      g_string_append_printf (out, "%%%02X", (guchar) text[i]);
}

static void
append_encoded (GString *out,
                const char *text,
                gsize length)
{
  append_escaped (out, text, length, "-._~");
}

/* What was typed may be encoded already. */
static void
append_repaired (GString *out,
                 const char *text,
                 gsize length)
{
  append_escaped (out, text, length, URL_MARKS);
}

static void
append_form (GString *out,
             const char *text,
             gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (text[i] == ' ')
      g_string_append_c (out, '+');
    else
      append_escaped (out, text + i, 1, "-._*");
}

static void
append_json (GString *out,
             const char *text,
             gsize length)
{
  gsize begin = out->len;

  wb_json_append_string (out, text, length);
  g_string_erase (out, (gssize) begin, 1);
  g_string_truncate (out, out->len - 1);
}

/* What becomes of values and of the text around them. */
static const struct {
  AppendFunc value;
  AppendFunc literal;
  gboolean takes_single; /* {name} */
} places[] = {
  [WB_TEMPLATE_PLAIN] = { append_plain, append_plain, FALSE },
  [WB_TEMPLATE_HOST] = { append_plain, append_plain, FALSE },
  [WB_TEMPLATE_PATH] = { append_encoded, append_repaired, TRUE },
  [WB_TEMPLATE_QUERY] = { append_encoded, append_repaired, FALSE },
  [WB_TEMPLATE_PIECE] = { append_encoded, append_encoded, FALSE },
  [WB_TEMPLATE_FORM] = { append_form, append_plain, FALSE },
  [WB_TEMPLATE_JSON] = { append_json, append_plain, FALSE },
};

/* An expansion under way. */
typedef struct {
  GString *out;
  WbTemplatePlace place;
  WbTemplateFlags flags;
  const WbVariables *variables;
  gboolean in_string; /* of JSON */
  gboolean escapes;   /* the last character of it was a backslash */
} Expansion;

static gboolean
fail (WbFailure failure,
      const char *name,
      gsize length,
      GError **error)
{
  g_autofree char *detail = g_strndup (name, length);

  g_propagate_error (error, wb_failure_new (failure, &(WbFailureFacts){ .detail = detail }));
  return FALSE;
}

static gboolean
can_stand (const Expansion *self,
           const char *value)
{
  for (const char *at = value; self->place == WB_TEMPLATE_HOST && *at != '\0'; at++)
    if (!g_ascii_isalnum (*at) && (guchar) *at < 0x80 && strchr (HOST_MARKS, *at) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
append_value (Expansion *self,
              const WbVariable *variable,
              GError **error)
{
  const char *value = variable->value != NULL ? variable->value : "";
  gboolean is_raw = self->place == WB_TEMPLATE_JSON && !self->in_string;

  if (variable->is_secret && (self->flags & WB_TEMPLATE_MASKED) != 0)
    {
      g_string_append (self->out, WB_SECRET_MASK);
      return TRUE;
    }
  if (variable->is_secret && variable->value == NULL)
    return fail (WB_FAILURE_SECRET, variable->name, strlen (variable->name), error);
  if (!can_stand (self, value))
    return fail (WB_FAILURE_VALUE, variable->name, strlen (variable->name), error);

  (is_raw ? append_plain : places[self->place].value) (self->out, value, strlen (value));
  if (self->out->len <= WB_TEMPLATE_MAX_BYTES)
    return TRUE;
  return fail (WB_FAILURE_EXPANSION, variable->name, strlen (variable->name), error);
}

static void
append_literal (Expansion *self,
                const char *text,
                gsize length)
{
  places[self->place].literal (self->out, text, length);
  for (gsize i = 0; self->place == WB_TEMPLATE_JSON && i < length; i++)
    {
      if (text[i] == '"' && !self->escapes)
        self->in_string = !self->in_string;
      self->escapes = self->in_string && text[i] == '\\' && !self->escapes;
    }
}

/* Finds the name in the braces that @text begins with. Returns the bytes of all of it, 0 if there
 * is none. */
static gsize
match_braces (const Expansion *self,
              const char *text,
              gsize length,
              gsize *name_length)
{
  gsize braces = length > 1 && text[1] == '{' ? 2 : 1;

  if (braces == 1 && !places[self->place].takes_single)
    return 0;

  *name_length = wb_variable_measure_name (text + braces, length - braces);
  if (*name_length == 0 || length < *name_length + 2 * braces ||
      memcmp (text + braces + *name_length, "}}", braces) != 0)
    return 0;
  return *name_length + 2 * braces;
}

/* Appends what the brace stands for that @text begins with; sets *@used to the bytes it takes. */
static gboolean
append_brace (Expansion *self,
              const char *text,
              gsize length,
              gsize *used,
              GError **error)
{
  gsize name_length = 0;
  gsize matched = match_braces (self, text, length, &name_length);
  const char *name = matched > 0 ? text + (matched - name_length) / 2 : text;
  const WbVariable *variable =
      matched > 0 ? wb_variables_find (self->variables, name, name_length) : NULL;

  *used = MAX (matched, (gsize) 1);
  if (variable != NULL)
    return append_value (self, variable, error);
  if (matched > 0 && (self->flags & WB_TEMPLATE_LENIENT) == 0)
    return fail (WB_FAILURE_VARIABLE, name, name_length, error);

  append_literal (self, text, *used);
  return TRUE;
}

/**
 * wb_template_append:
 * @out: where to
 * @text: any bytes
 * @length: how many
 * @place: what they are
 * @flags: what to do with secrets and unknown names
 * @variables: (nullable): what the names stand for
 * @error: return location for a %WB_FAILURE, which tells names and no values
 *
 * Appends @text with the values of its variables.
 *
 * Returns: whether all names were known, and so were the values of secrets
 */
gboolean
wb_template_append (GString *out,
                    const char *text,
                    gsize length,
                    WbTemplatePlace place,
                    WbTemplateFlags flags,
                    const WbVariables *variables,
                    GError **error)
{
  Expansion self = { .out = out, .place = place, .flags = flags, .variables = variables };
  const char *end = text + length;

  while (text < end)
    {
      const char *brace = memchr (text, '{', (gsize) (end - text));
      gsize used = 0;

      append_literal (&self, text, (gsize) ((brace != NULL ? brace : end) - text));
      if (brace == NULL)
        break;
      if (!append_brace (&self, brace, (gsize) (end - brace), &used, error))
        return FALSE;
      text = brace + used;
    }
  return TRUE;
}

static void
add_name (GPtrArray *names,
          const char *text,
          gsize length)
{
  g_autofree char *name = g_strndup (text, length);

  if (names->len < WB_MAX_VARIABLES &&
      !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_ptr_array_add (names, g_steal_pointer (&name));
}

/**
 * wb_template_list_names:
 * @text: any bytes
 * @length: how many
 * @place: what they are
 * @names: (element-type utf8): gets the names of their variables that are not in it, while they are
 *   no more than %WB_MAX_VARIABLES
 */
void
wb_template_list_names (const char *text,
                        gsize length,
                        WbTemplatePlace place,
                        GPtrArray *names)
{
  const Expansion self = { .place = place };
  const char *end = text + length;
  const char *brace;

  while (text < end && (brace = memchr (text, '{', (gsize) (end - text))) != NULL)
    {
      gsize name_length = 0;
      gsize matched = match_braces (&self, brace, (gsize) (end - brace), &name_length);

      if (matched > 0)
        add_name (names, brace + (matched - name_length) / 2, name_length);
      text = brace + MAX (matched, (gsize) 1);
    }
}

/**
 * wb_template_expand:
 * @text: (nullable): a text
 * @place: see wb_template_append()
 * @flags: see wb_template_append()
 * @variables: (nullable): see wb_template_append()
 * @error: see wb_template_append()
 *
 * Returns: (transfer full) (nullable): the whole of it, %NULL for an error and for no @text
 */
char *
wb_template_expand (const char *text,
                    WbTemplatePlace place,
                    WbTemplateFlags flags,
                    const WbVariables *variables,
                    GError **error)
{
  GString *out;

  if (text == NULL)
    return NULL;

  out = g_string_new (NULL);
  if (wb_template_append (out, text, strlen (text), place, flags, variables, error))
    return g_string_free (out, FALSE);
  g_string_free (out, TRUE);
  return NULL;
}

/**
 * wb_template_expand_list:
 * @list: (nullable): texts, which are replaced by what comes of them
 * @variables: (nullable): see wb_template_append()
 * @error: see wb_template_append()
 *
 * Returns: whether all could be expanded, and stayed below %WB_TEMPLATE_MAX_LIST_BYTES together
 */
gboolean
wb_template_expand_list (char **list,
                         const WbVariables *variables,
                         GError **error)
{
  gsize total = 0;

  for (gsize i = 0; list != NULL && list[i] != NULL; i++)
    {
      const char *braces = strstr (list[i], "{{");
      g_autofree char *text =
          wb_template_expand (list[i], WB_TEMPLATE_PLAIN, WB_TEMPLATE_STRICT, variables, error);

      if (text == NULL)
        return FALSE;
      if (braces == NULL)
        continue;
      total += strlen (text);
      if (total > WB_TEMPLATE_MAX_LIST_BYTES)
        return fail (WB_FAILURE_EXPANSION, braces + 2, strcspn (braces + 2, "}"), error);
      g_free (list[i]);
      list[i] = g_steal_pointer (&text);
    }
  return TRUE;
}

static gboolean
looks_like_json (const char *text,
                 gsize length)
{
  gsize at = 0;

  while (at < length && g_ascii_isspace (text[at]))
    at++;
  /* A name in braces is no object. */
  return at < length &&
         (text[at] == '[' || (text[at] == '{' && (at + 1 == length || text[at + 1] != '{')));
}

/**
 * wb_template_expand_message:
 * @text: a message
 * @variables: (nullable): what its names stand for
 * @error: return location for a %WB_FAILURE
 *
 * Only names that are defined count in messages: what else stands in double braces may well be
 * meant for the server. In what looks like JSON values are escaped inside of strings.
 *
 * Returns: (transfer full) (nullable): what to send, @text itself if nothing of it is a variable
 */
GBytes *
wb_template_expand_message (GBytes *text,
                            const WbVariables *variables,
                            GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (text, &length);
  GString *out;

  if (wb_variables_get_length (variables) == 0 || length == 0 || memchr (data, '{', length) == NULL)
    return g_bytes_ref (text);

  out = g_string_new (NULL);
  if (wb_template_append (out, data, length,
                          looks_like_json (data, length) ? WB_TEMPLATE_JSON : WB_TEMPLATE_PLAIN,
                          WB_TEMPLATE_LENIENT, variables, error))
    return g_string_free_to_bytes (out);
  g_string_free (out, TRUE);
  return NULL;
}
