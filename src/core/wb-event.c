/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What a message is beside its payload when a protocol speaks of events. */

#include "config.h"

#include "wb-event.h"

#include "wb-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (wb - event - error - quark, wb_event_error)

/* Names by which the library on the other side tells of itself. */
static const char *const reserved_names[] = {
  "connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener", NULL,
};

/**
 * wb_event_new:
 * @name: (nullable): its name
 * @space: (nullable): its namespace
 *
 * Returns: (transfer full): an event without attachments that nobody has to acknowledge
 */
WbEvent *
wb_event_new (const char *name,
              const char *space)
{
  WbEvent *self = g_new0 (WbEvent, 1);

  self->name = g_strdup (name);
  self->space = g_strdup (space);
  self->ack = WB_EVENT_NO_ACK;
  self->round_trip = -1;
  return self;
}

WbEvent *
wb_event_copy (const WbEvent *self)
{
  WbEvent *copy = wb_event_new (self->name, self->space);

  copy->ack = self->ack;
  copy->round_trip = self->round_trip;
  copy->object = g_strdup (self->object);
  for (guint i = 0; i < wb_event_get_n_attachments (self); i++)
    wb_event_attach (copy, g_ptr_array_index (self->attachments, i));
  return copy;
}

void
wb_event_free (WbEvent *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_free (self->space);
  g_free (self->object);
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
  g_free (self);
}

static gsize
get_length (const char *text)
{
  return text != NULL ? strlen (text) : 0;
}

/**
 * wb_event_get_cost:
 * @self: an event
 *
 * Returns: about how many bytes of memory it holds
 */
gsize
wb_event_get_cost (const WbEvent *self)
{
  gsize cost =
      sizeof *self + get_length (self->name) + get_length (self->space) + get_length (self->object);

  for (guint i = 0; i < wb_event_get_n_attachments (self); i++)
    cost += g_bytes_get_size (g_ptr_array_index (self->attachments, i)) + sizeof (gpointer);
  return cost;
}

void
wb_event_attach (WbEvent *self,
                 GBytes *attachment)
{
  if (self->attachments == NULL)
    self->attachments = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  g_ptr_array_add (self->attachments, g_bytes_ref (attachment));
}

guint
wb_event_get_n_attachments (const WbEvent *self)
{
  return self->attachments != NULL ? self->attachments->len : 0;
}

gboolean
wb_event_is_reserved (const char *name)
{
  return g_strv_contains (reserved_names, name);
}

/* The part of @name that stands for “{id}” in @pattern; %NULL if they don't match. */
static char *
match_pattern (const char *name,
               const char *pattern)
{
  const char *mark = strstr (pattern, "{id}");
  gsize before, after, length = strlen (name);

  if (mark == NULL)
    return NULL;

  before = (gsize) (mark - pattern);
  mark += strlen ("{id}");
  after = strlen (mark);
  if (length <= before + after || strncmp (name, pattern, before) != 0 ||
      strcmp (name + length - after, mark) != 0)
    return NULL;
  return g_strndup (name + before, length - before - after);
}

/**
 * wb_event_find_object:
 * @name: name of an event
 * @patterns: (nullable): as “position/{id}”
 *
 * Returns: (transfer full) (nullable): the id of the object that the name tells
 */
char *
wb_event_find_object (const char *name,
                      const char *const *patterns)
{
  char *object = NULL;

  for (gsize i = 0; patterns != NULL && patterns[i] != NULL && object == NULL; i++)
    object = match_pattern (name, patterns[i]);
  return object;
}

/*
 * Arrays of arguments
 */

/* What is known of an object that is being read. */
typedef struct {
  gboolean is_placeholder;
  gboolean is_numbered; /* the number is there, and one of an attachment */
  enum {
    MEMBER_OTHER,
    MEMBER_PLACEHOLDER,
    MEMBER_NUMBER
  } member;
} Level;

static gboolean
name_is (const WbJsonReader *reader,
         const char *quoted)
{
  return strlen (quoted) == reader->length && memcmp (reader->text, quoted, reader->length) == 0;
}

/* @number is the text of a number: plain digits of at most two are all that can be meant. */
static gboolean
is_number_of_attachment (const WbJsonReader *number,
                         int n_attachments)
{
  int value = 0;

  if (number->length > 2)
    return FALSE;
  for (gsize i = 0; i < number->length; i++)
    {
      if (!g_ascii_isdigit (number->text[i]))
        return FALSE;
      value = value * 10 + g_ascii_digit_value (number->text[i]);
    }
  return value < n_attachments;
}

static void
note_token (Level *level,
            const WbJsonReader *reader,
            WbJsonToken token,
            int n_attachments)
{
  if (token == WB_JSON_NAME)
    level->member = name_is (reader, "\"_placeholder\"") ? MEMBER_PLACEHOLDER
                    : name_is (reader, "\"num\"")        ? MEMBER_NUMBER
                                                         : MEMBER_OTHER;
  else if (token == WB_JSON_TRUE && level->member == MEMBER_PLACEHOLDER)
    level->is_placeholder = TRUE;
  else if (token == WB_JSON_NUMBER && level->member == MEMBER_NUMBER)
    level->is_numbered = is_number_of_attachment (reader, n_attachments);
}

/* Reads on to the end of the array that has been begun; looks at placeholders on the way. */
static gboolean
read_items (WbJsonReader *reader,
            int n_attachments,
            GError **error)
{
  Level levels[WB_JSON_MAX_DEPTH + 1] = { 0 };

  while (reader->depth > 0)
    {
      WbJsonToken token = wb_json_reader_next (reader);
      const Level *ended = &levels[MIN (reader->depth + 1, WB_JSON_MAX_DEPTH)];

      if (token == WB_JSON_INVALID)
        {
          wb_json_reader_set_error (reader, error);
          return FALSE;
        }
      if (token == WB_JSON_OBJECT_BEGIN || token == WB_JSON_ARRAY_BEGIN)
        levels[reader->depth] = (Level){ 0 };
      else if (token != WB_JSON_OBJECT_END && token != WB_JSON_ARRAY_END)
        note_token (&levels[reader->depth], reader, token, n_attachments);
      else if (token == WB_JSON_OBJECT_END && ended->is_placeholder && !ended->is_numbered &&
               n_attachments != WB_EVENT_PLAIN)
        {
          g_set_error_literal (error, WB_EVENT_ERROR, WB_EVENT_ERROR_PLACEHOLDER,
                               _ ("A placeholder names no attachment that is there"));
          return FALSE;
        }
    }
  return TRUE;
}

/* Nothing may follow the array. */
static gboolean
read_rest (WbJsonReader *reader,
           int n_attachments,
           GError **error)
{
  WbJsonToken token;

  if (!read_items (reader, n_attachments, error))
    return FALSE;

  token = wb_json_reader_next (reader);
  if (token == WB_JSON_INVALID)
    wb_json_reader_set_error (reader, error);
  else if (token != WB_JSON_END)
    g_set_error_literal (error, WB_EVENT_ERROR, WB_EVENT_ERROR_NO_ARRAY,
                         _ ("Something follows the array of arguments"));
  return token == WB_JSON_END;
}

static gboolean
begin_array (WbJsonReader *reader,
             const char *text,
             gsize length,
             GError **error)
{
  WbJsonToken token;

  wb_json_reader_init (reader, text, length);
  token = wb_json_reader_next (reader);
  if (token == WB_JSON_INVALID)
    wb_json_reader_set_error (reader, error);
  else if (token != WB_JSON_ARRAY_BEGIN)
    g_set_error_literal (error, WB_EVENT_ERROR, WB_EVENT_ERROR_NO_ARRAY,
                         _ ("A JSON array was expected"));
  return token == WB_JSON_ARRAY_BEGIN;
}

/* The name that the array begins with: a string, or the digits of a number. */
static char *
read_name (WbJsonReader *reader,
           GError **error)
{
  WbJsonToken token = wb_json_reader_next (reader);
  g_autofree char *name = NULL;

  if (token == WB_JSON_INVALID)
    wb_json_reader_set_error (reader, error);
  else if (token == WB_JSON_STRING)
    name = wb_json_reader_dup_string (reader);
  else if (token == WB_JSON_NUMBER)
    name = g_strndup (reader->text, reader->length);
  else
    g_set_error_literal (error, WB_EVENT_ERROR, WB_EVENT_ERROR_NAME,
                         _ ("The name of an event was expected first"));

  if (name == NULL || !wb_event_is_reserved (name))
    return g_steal_pointer (&name);
  g_set_error (error, WB_EVENT_ERROR, WB_EVENT_ERROR_RESERVED,
               /* Translators: %s is the name of an event */
               _ ("“%s” is reserved and can't be the name of an event"), name);
  return NULL;
}

/* The array without its first item; @rest is what follows that, a comma or the end. */
static GBytes *
cut_arguments (const char *rest,
               const char *end)
{
  GString *arguments = g_string_sized_new ((gsize) (end - rest) + 1);

  while (g_ascii_isspace (*rest))
    rest++;
  if (*rest == ',')
    rest++;
  g_string_append_c (arguments, '[');
  g_string_append_len (arguments, rest, end - rest);
  return g_string_free_to_bytes (arguments);
}

/**
 * wb_event_read_call:
 * @text: “["name",argument…]”
 * @length: its bytes
 * @n_attachments: how many there are, or %WB_EVENT_PLAIN
 * @name: (out): name of the event
 * @error: return location for a %WB_EVENT_ERROR or a %WB_JSON_ERROR
 *
 * Returns: (transfer full) (nullable): the array of the arguments, each byte as it came
 */
GBytes *
wb_event_read_call (const char *text,
                    gsize length,
                    int n_attachments,
                    char **name,
                    GError **error)
{
  g_autofree char *found = NULL;
  const char *rest;
  WbJsonReader reader;

  if (!begin_array (&reader, text, length, error))
    return NULL;
  found = read_name (&reader, error);
  if (found == NULL)
    return NULL;
  rest = reader.text + reader.length;
  if (!read_rest (&reader, n_attachments, error))
    return NULL;

  *name = g_steal_pointer (&found);
  return cut_arguments (rest, text + length);
}

/**
 * wb_event_check_arguments:
 * @text: “[argument…]”
 * @length: its bytes
 * @n_attachments: how many there are, or %WB_EVENT_PLAIN
 * @error: return location for a %WB_EVENT_ERROR or a %WB_JSON_ERROR
 *
 * Returns: whether it is one array, and every placeholder in it means an attachment
 */
gboolean
wb_event_check_arguments (const char *text,
                          gsize length,
                          int n_attachments,
                          GError **error)
{
  WbJsonReader reader;

  return begin_array (&reader, text, length, error) && read_rest (&reader, n_attachments, error);
}

/**
 * wb_event_is_call:
 * @text: what somebody wants to send
 * @length: its bytes
 * @space: (out): bytes of the namespace in front, its comma not counted; 0 without one
 *
 * Tells “["name",argument…]” and “/namespace,["name",argument…]” from texts that are no more than
 * that: those begin with something else.
 *
 * Returns: whether the name of an event and its arguments can be meant
 */
gboolean
wb_event_is_call (const char *text,
                  gsize length,
                  gsize *space)
{
  const char *comma = length > 0 && *text == '/' ? memchr (text, ',', length) : NULL;
  gsize at = comma != NULL ? (gsize) (comma - text) + 1 : 0;

  *space = comma != NULL ? at - 1 : 0;
  for (gsize i = 0; i < 2; i++, at++)
    {
      while (at < length && g_ascii_isspace (text[at]))
        at++;
      if (at == length || text[at] != "[\""[i])
        return FALSE;
    }
  return TRUE;
}

/**
 * wb_event_dup_first_argument:
 * @arguments: a JSON array
 * @is_text: (out): whether it is a string
 *
 * Returns: (transfer full): the first argument: a string without its quotes, anything else as it
 *   stands there; empty if there is none
 */
char *
wb_event_dup_first_argument (GBytes *arguments,
                             gboolean *is_text)
{
  gsize length;
  const char *text = g_bytes_get_data (arguments, &length);
  const char *begin;
  WbJsonReader reader;
  WbJsonToken token = WB_JSON_INVALID;

  if (begin_array (&reader, text, length, NULL))
    token = wb_json_reader_next (&reader);
  *is_text = token == WB_JSON_STRING;
  if (*is_text)
    return wb_json_reader_dup_string (&reader);

  begin = reader.text;
  if (token == WB_JSON_ARRAY_END || !wb_json_reader_skip (&reader, token))
    return g_strdup ("");
  return g_strndup (begin, (gsize) (reader.text + reader.length - begin));
}

/**
 * wb_event_make_call:
 * @name: name of the event
 * @arguments: the array of its arguments
 *
 * Returns: (transfer full): “["name",argument…]”
 */
GBytes *
wb_event_make_call (const char *name,
                    GBytes *arguments)
{
  gsize length, first = 0, at;
  const char *array = g_bytes_get_data (arguments, &length);
  GString *call = g_string_sized_new (length + strlen (name) + 4);

  while (first < length && array[first] != '[')
    first++;
  at = ++first;
  while (at < length && g_ascii_isspace (array[at]))
    at++;

  g_string_append_c (call, '[');
  wb_json_append_string (call, name, strlen (name));
  if (at < length && array[at] != ']')
    g_string_append_c (call, ',');
  if (first < length)
    g_string_append_len (call, array + first, (gssize) (length - first));
  return g_string_free_to_bytes (call);
}
