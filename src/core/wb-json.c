/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A strict tokenizer for JSON (RFC 8259).
 *
 * The reader is a machine with one state: what the grammar allows next. Containers need one bit a
 * level to know what they go back to when they close, so hostile nesting costs no stack. */

#include "config.h"

#include "wb-json.h"

#include "wb-number.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

G_DEFINE_QUARK (wb-json-error-quark, wb_json_error)

typedef enum {
  EXPECT_TOP,         /* a value, or the end */
  EXPECT_VALUE,       /* after a colon, or a comma in an array */
  EXPECT_FIRST_VALUE, /* after “[” */
  EXPECT_FIRST_NAME,  /* after “{” */
  EXPECT_NAME,        /* after a comma in an object */
  EXPECT_COMMA,       /* after a value inside a container */
  EXPECT_NOTHING,     /* after an error */
} Expect;

/**
 * wb_json_reader_init:
 * @self: a reader on the stack
 * @data: the input, which need not be NUL-terminated
 * @length: its bytes
 */
void
wb_json_reader_init (WbJsonReader *self,
                     const char *data,
                     gsize length)
{
  memset (self, 0, sizeof *self);
  self->begin = self->cursor = data;
  self->end = data + length;
  self->expect = EXPECT_TOP;
  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    self->cursor += 3;
}

static WbJsonToken
fail (WbJsonReader *self,
      const char *at,
      WbJsonError error,
      const char *problem)
{
  self->cursor = at;
  self->error = at < self->end || error != WB_JSON_ERROR_SYNTAX ? error : WB_JSON_ERROR_INCOMPLETE;
  self->problem = problem;
  self->expect = EXPECT_NOTHING;
  return WB_JSON_INVALID;
}

static WbJsonToken
finish (WbJsonReader *self,
        const char *end,
        WbJsonToken token,
        Expect expect)
{
  self->text = self->cursor;
  self->length = (gsize) (end - self->cursor);
  self->cursor = end;
  self->expect = expect;
  return token;
}

static Expect
after_value (const WbJsonReader *self)
{
  return self->depth > 0 ? EXPECT_COMMA : EXPECT_TOP;
}

static gboolean
in_object (const WbJsonReader *self)
{
  guint level = self->depth - 1;

  return self->depth > 0 && (self->objects[level / 64] >> (level % 64) & 1) != 0;
}

static WbJsonToken
open_container (WbJsonReader *self,
                gboolean object)
{
  guint level = self->depth;

  if (level == WB_JSON_MAX_DEPTH)
    return fail (self, self->cursor, WB_JSON_ERROR_TOO_DEEP, N_ ("objects and arrays are nested too deeply"));

  self->depth++;
  self->objects[level / 64] &= ~(G_GUINT64_CONSTANT (1) << (level % 64));
  self->objects[level / 64] |= (guint64) object << (level % 64);
  return finish (self, self->cursor + 1, object ? WB_JSON_OBJECT_BEGIN : WB_JSON_ARRAY_BEGIN,
                 object ? EXPECT_FIRST_NAME : EXPECT_FIRST_VALUE);
}

static WbJsonToken
close_container (WbJsonReader *self)
{
  gboolean object = in_object (self);

  if (self->depth == 0 || (*self->cursor == '}') != object)
    return fail (self, self->cursor, WB_JSON_ERROR_SYNTAX, N_ ("this bracket was not opened"));

  self->depth--;
  return finish (self, self->cursor + 1, object ? WB_JSON_OBJECT_END : WB_JSON_ARRAY_END,
                 after_value (self));
}

/* Returns the end of the escape at @at, or NULL. */
static const char *
scan_escape (const WbJsonReader *self,
             const char *at)
{
  if (self->end - at < 2)
    return NULL;
  if (at[1] != 'u')
    return strchr ("\"\\/bfnrt", at[1]) != NULL && at[1] != '\0' ? at + 2 : NULL;
  if (self->end - at < 6)
    return NULL;
  for (int i = 2; i < 6; i++)
    if (!g_ascii_isxdigit (at[i]))
      return NULL;
  return at + 6;
}

static WbJsonToken
read_string (WbJsonReader *self,
             WbJsonToken token,
             Expect expect)
{
  const char *at = self->cursor + 1;
  gboolean ascii = TRUE;

  self->escaped = FALSE;
  while (at < self->end && *at != '"')
    {
      if ((guchar) *at < 0x20)
        return fail (self, at, WB_JSON_ERROR_SYNTAX, N_ ("a text holds a control character"));
      if (*at == '\\')
        {
          const char *after = scan_escape (self, at);

          if (after == NULL)
            return fail (self, at, WB_JSON_ERROR_SYNTAX, N_ ("a text holds an unknown escape"));
          self->escaped = TRUE;
          at = after;
          continue;
        }
      ascii = ascii && (guchar) *at < 0x80;
      at++;
    }

  if (at == self->end)
    return fail (self, at, WB_JSON_ERROR_INCOMPLETE, N_ ("a text has no end"));
  if (!ascii && !g_utf8_validate_len (self->cursor, (gsize) (at - self->cursor), &at))
    return fail (self, at, WB_JSON_ERROR_BAD_UTF8, N_ ("a text is not valid UTF-8"));
  return finish (self, at + 1, token, expect);
}

static const char *
scan_digits (const WbJsonReader *self,
             const char *at)
{
  while (at < self->end && g_ascii_isdigit (*at))
    at++;
  return at;
}

/* After a number or a word something must follow that cannot be part of it. */
static gboolean
is_delimited (const WbJsonReader *self,
              const char *at)
{
  return at == self->end || memchr (" \t\r\n,]}:{[\"", *at, 11) != NULL;
}

static WbJsonToken
read_number (WbJsonReader *self)
{
  const char *problem = N_ ("this is not a number");
  const char *at = self->cursor;
  const char *digits;

  if (*at == '-')
    at++;
  digits = at;
  at = scan_digits (self, at);
  if (at == digits || (*digits == '0' && at > digits + 1))
    return fail (self, at, WB_JSON_ERROR_SYNTAX, problem);

  if (at < self->end && *at == '.')
    {
      digits = at + 1;
      at = scan_digits (self, digits);
      if (at == digits)
        return fail (self, at, WB_JSON_ERROR_SYNTAX, problem);
    }
  if (at < self->end && (*at == 'e' || *at == 'E'))
    {
      digits = at + 1;
      if (digits < self->end && (*digits == '+' || *digits == '-'))
        digits++;
      at = scan_digits (self, digits);
      if (at == digits)
        return fail (self, at, WB_JSON_ERROR_SYNTAX, problem);
    }
  if (!is_delimited (self, at))
    return fail (self, at, WB_JSON_ERROR_SYNTAX, problem);
  return finish (self, at, WB_JSON_NUMBER, after_value (self));
}

static WbJsonToken
read_word (WbJsonReader *self,
           const char *word,
           WbJsonToken token)
{
  gsize length = strlen (word);
  gsize available = (gsize) (self->end - self->cursor);

  if (available < length && memcmp (self->cursor, word, available) == 0)
    return fail (self, self->end, WB_JSON_ERROR_INCOMPLETE, N_ ("the text ends within a value"));
  if (available < length || memcmp (self->cursor, word, length) != 0 ||
      !is_delimited (self, self->cursor + length))
    return fail (self, self->cursor, WB_JSON_ERROR_SYNTAX, N_ ("a value was expected"));
  return finish (self, self->cursor + length, token, after_value (self));
}

static WbJsonToken
read_value (WbJsonReader *self)
{
  switch (*self->cursor)
    {
    case '{':
      return open_container (self, TRUE);
    case '[':
      return open_container (self, FALSE);
    case '"':
      return read_string (self, WB_JSON_STRING, after_value (self));
    case 't':
      return read_word (self, "true", WB_JSON_TRUE);
    case 'f':
      return read_word (self, "false", WB_JSON_FALSE);
    case 'n':
      return read_word (self, "null", WB_JSON_NULL);
    default:
      if (*self->cursor == '-' || g_ascii_isdigit (*self->cursor))
        return read_number (self);
      return fail (self, self->cursor, WB_JSON_ERROR_SYNTAX, N_ ("a value was expected"));
    }
}

static void
skip_white_space (WbJsonReader *self)
{
  while (self->cursor < self->end &&
         (*self->cursor == ' ' || *self->cursor == '\n' || *self->cursor == '\r' ||
          *self->cursor == '\t'))
    self->cursor++;
}

static WbJsonToken
read_name (WbJsonReader *self)
{
  WbJsonToken token;
  const char *text;
  gsize length;

  if (*self->cursor != '"')
    return fail (self, self->cursor, WB_JSON_ERROR_SYNTAX, N_ ("the name of a member was expected"));

  token = read_string (self, WB_JSON_NAME, EXPECT_VALUE);
  if (token != WB_JSON_NAME)
    return token;

  text = self->text;
  length = self->length;
  skip_white_space (self);
  if (self->cursor == self->end || *self->cursor != ':')
    return fail (self, self->cursor, WB_JSON_ERROR_SYNTAX, N_ ("a colon was expected"));
  self->cursor++;
  self->text = text;
  self->length = length;
  return token;
}

/* After a value inside a container: its end, or a comma and what follows it. */
static WbJsonToken
read_next_item (WbJsonReader *self)
{
  if (*self->cursor == '}' || *self->cursor == ']')
    return close_container (self);
  if (*self->cursor != ',')
    return fail (self, self->cursor, WB_JSON_ERROR_SYNTAX, N_ ("a comma was expected"));

  self->cursor++;
  self->expect = in_object (self) ? EXPECT_NAME : EXPECT_VALUE;
  return wb_json_reader_next (self);
}

/**
 * wb_json_reader_next:
 * @self: a reader
 *
 * Reads the next token. Names and strings are valid UTF-8 and numbers follow the grammar, whatever
 * the input was.
 *
 * Returns: the token, described by the public members of @self
 */
WbJsonToken
wb_json_reader_next (WbJsonReader *self)
{
  skip_white_space (self);
  if (self->cursor == self->end && self->expect != EXPECT_NOTHING)
    {
      if (self->expect == EXPECT_TOP)
        return WB_JSON_END;
      return fail (self, self->end, WB_JSON_ERROR_INCOMPLETE, N_ ("the text ends within a value"));
    }

  switch ((Expect) self->expect)
    {
    case EXPECT_FIRST_VALUE:
      return *self->cursor == ']' ? close_container (self) : read_value (self);
    case EXPECT_FIRST_NAME:
      return *self->cursor == '}' ? close_container (self) : read_name (self);
    case EXPECT_NAME:
      return read_name (self);
    case EXPECT_COMMA:
      return read_next_item (self);
    case EXPECT_TOP:
    case EXPECT_VALUE:
      return read_value (self);
    case EXPECT_NOTHING:
    default:
      return WB_JSON_INVALID;
    }
}

/**
 * wb_json_reader_skip:
 * @self: a reader
 * @token: the token that was read last
 *
 * Skips the rest of the value that @token began.
 *
 * Returns: whether the value was valid
 */
gboolean
wb_json_reader_skip (WbJsonReader *self,
                     WbJsonToken token)
{
  guint depth = self->depth;

  if (token != WB_JSON_OBJECT_BEGIN && token != WB_JSON_ARRAY_BEGIN)
    return token != WB_JSON_INVALID;

  while (self->depth >= depth)
    if (wb_json_reader_next (self) == WB_JSON_INVALID)
      return FALSE;
  return TRUE;
}

/**
 * wb_json_reader_get_double:
 * @self: a reader whose last token is a number
 * @value: (out): the number
 *
 * Returns: whether a double can hold it; 1e999 is valid JSON but no such number
 */
gboolean
wb_json_reader_get_double (const WbJsonReader *self,
                           double *value)
{
  g_autofree char *copy = NULL;

  if (wb_number_parse (self->text, self->length, value))
    return TRUE;

  copy = g_strndup (self->text, self->length);
  *value = g_ascii_strtod (copy, NULL);
  return isfinite (*value);
}

static gunichar
read_hex (const char *at)
{
  gunichar value = 0;

  for (int i = 2; i < 6; i++)
    value = value << 4 | (gunichar) g_ascii_xdigit_value (at[i]);
  return value;
}

/* Appends the character of the \u escape at @at; returns what follows it. Lone halves of surrogate
 * pairs and NUL have no place in a C string and become U+FFFD. */
static const char *
append_unicode_escape (GString *out,
                       const char *at,
                       const char *end)
{
  gunichar high = read_hex (at);

  at += 6;
  if (high >= 0xd800 && high < 0xdc00 && end - at >= 6 && at[0] == '\\' && at[1] == 'u')
    {
      gunichar low = read_hex (at);

      if (low >= 0xdc00 && low < 0xe000)
        {
          g_string_append_unichar (out, 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00));
          return at + 6;
        }
    }
  if (high == 0 || (high >= 0xd800 && high < 0xe000))
    high = 0xfffd;
  g_string_append_unichar (out, high);
  return at;
}

static char *
unescape (const char *at,
          const char *end)
{
  static const char escapes[] = "bfnrt", meanings[] = "\b\f\n\r\t";
  GString *out = g_string_sized_new ((gsize) (end - at));

  while (at < end)
    {
      const char *backslash = memchr (at, '\\', (gsize) (end - at));
      const char *escape;

      g_string_append_len (out, at, (backslash != NULL ? backslash : end) - at);
      if (backslash == NULL)
        break;
      if (backslash[1] == 'u')
        {
          at = append_unicode_escape (out, backslash, end);
          continue;
        }
      escape = strchr (escapes, backslash[1]);
      g_string_append_c (out, escape != NULL ? meanings[escape - escapes] : backslash[1]);
      at = backslash + 2;
    }
  return g_string_free (out, FALSE);
}

/**
 * wb_json_reader_dup_string:
 * @self: a reader whose last token is a name or a string
 *
 * Returns: (transfer full): the text without quotes and escapes, valid UTF-8. U+0000 and lone
 *   halves of surrogate pairs are replaced by U+FFFD.
 */
char *
wb_json_reader_dup_string (const WbJsonReader *self)
{
  const char *text = self->text + 1;
  gsize length = self->length - 2;

  return self->escaped ? unescape (text, text + length) : g_strndup (text, length);
}

/**
 * wb_json_reader_refuse:
 * @self: a reader
 * @problem: a translatable static string
 *
 * Ends the reading behind the last token because of what was read.
 */
void
wb_json_reader_refuse (WbJsonReader *self,
                       const char *problem)
{
  fail (self, self->cursor, WB_JSON_ERROR_TOO_MUCH, problem);
}

/**
 * wb_json_reader_set_error:
 * @self: a reader that gave %WB_JSON_INVALID
 * @error: return location
 *
 * Says what is wrong and where, as “Line 3, column 12: a comma was expected”.
 */
void
wb_json_reader_set_error (const WbJsonReader *self,
                          GError **error)
{
  guint line = 1;
  const char *start = self->begin;
  glong column;

  for (const char *at = self->begin; at < self->cursor; at++)
    if (*at == '\n')
      {
        line++;
        start = at + 1;
      }
  column = 1;
  for (const char *at = start; at < self->cursor; at++)
    column += ((guchar) *at & 0xc0) != 0x80;

  /* Translators: %s is what is wrong there, as in “a value was expected” */
  g_set_error (error, WB_JSON_ERROR, (int) self->error, _ ("Line %u, column %ld: %s"), line, column,
               _ (self->problem));
}

/**
 * wb_json_append_string:
 * @out: where to
 * @text: valid UTF-8
 * @length: its bytes
 *
 * Appends @text as a JSON string, with quotes and as few escapes as the grammar allows.
 */
void
wb_json_append_string (GString *out,
                       const char *text,
                       gsize length)
{
  const char *end = text + length;
  const char *from = text;

  g_string_append_c (out, '"');
  for (const char *at = text; at < end; at++)
    {
      if (*at != '"' && *at != '\\' && (guchar) *at >= 0x20)
        continue;

      g_string_append_len (out, from, at - from);
      from = at + 1;
      if (*at == '\n')
        g_string_append (out, "\\n");
      else if ((guchar) *at < 0x20)
        g_string_append_printf (out, "\\u%04x", (guint) *at);
      else
        g_string_append_printf (out, "\\%c", *at);
    }
  g_string_append_len (out, from, end - from);
  g_string_append_c (out, '"');
}

/* Returns the end of the string that begins at @text. */
static const char *
skip_string (const char *text)
{
  for (text++; *text != '\0' && *text != '"'; text++)
    if (*text == '\\' && text[1] != '\0')
      text++;
  return *text == '"' ? text + 1 : text;
}

/**
 * wb_json_compact:
 * @text: one or more valid JSON values
 *
 * Leaves out the blanks between tokens. Nothing else changes: numbers, escapes and the order of members
 * stay as they were written, and one blank stays between values that follow each other.
 *
 * Returns: (transfer full): the same values
 */
char *
wb_json_compact (const char *text)
{
  GString *out = g_string_new (NULL);
  gboolean is_apart = FALSE;
  int depth = 0;

  while (*text != '\0')
    {
      const char *end = *text == '"' ? skip_string (text) : text + 1;

      if (strchr (" \t\r\n", *text) != NULL)
        is_apart = depth == 0 && out->len > 0;
      else
        {
          depth += (strchr ("{[", *text) != NULL) - (strchr ("}]", *text) != NULL);
          if (is_apart)
            g_string_append_c (out, ' ');
          is_apart = FALSE;
          g_string_append_len (out, text, end - text);
        }
      text = end;
    }
  return g_string_free (out, FALSE);
}
