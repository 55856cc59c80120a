/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the user typed to find messages: words, “field=value”, “event:NAME” or “/regex/”.
 *
 * A query looks at a hundred thousand messages while somebody types, so nothing is copied or
 * allocated for a message that does not come near a match. */

#include "config.h"

#include "wb-log-query.h"

#include "wb-json.h"
#include "wb-number.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (wb-log-query-error-quark, wb_log_query_error)

/* What goes before the name of an event. */
#define EVENT_PREFIX "event:"

/* Words to be found anywhere, whatever their case. */
typedef struct {
  char *text;
  gboolean first[256]; /* bytes that its first character may begin with */
} Words;

/**
 * WbLogQuery:
 *
 * One way to choose messages. Immutable and atomically counted, so that workers may use it.
 */
struct _WbLogQuery {
  gatomicrefcount ref_count;
  Words words; /* text is NULL unless words are looked for */
  GRegex *regex;

  char *event; /* name of an event */

  /* field=value */
  char *field;
  char *quoted; /* the name as it stands in most messages */
  char *value;
  gboolean is_number;
  double number;
};

/*
 * Words
 */

static void
note_first_byte (Words *words,
                 gunichar character)
{
  char bytes[6];

  g_unichar_to_utf8 (character, bytes);
  words->first[(guchar) bytes[0]] = TRUE;
}

static void
words_init (Words *words,
            const char *text)
{
  gunichar first = g_utf8_get_char (text);

  words->text = g_utf8_strdown (text, -1);
  note_first_byte (words, first);
  note_first_byte (words, g_unichar_tolower (first));
  note_first_byte (words, g_unichar_toupper (first));
  note_first_byte (words, g_unichar_totitle (first));
}

/* Whether the words stand at @at. Compares characters one by one, so that a text needs not be
 * folded as a whole; @end is the end of a valid UTF-8 text. */
static gboolean
words_begin (const Words *words,
             const char *at,
             const char *end)
{
  for (const char *wanted = words->text; *wanted != '\0'; wanted = g_utf8_next_char (wanted))
    {
      if (at >= end || g_unichar_tolower (g_utf8_get_char (at)) != g_utf8_get_char (wanted))
        return FALSE;
      at = g_utf8_next_char (at);
    }
  return TRUE;
}

/* The same in bytes that are no text. */
static gboolean
words_begin_in_bytes (const Words *words,
                      const char *at,
                      const char *end)
{
  for (const char *wanted = words->text; *wanted != '\0'; wanted++, at++)
    if (at >= end || g_ascii_tolower (*at) != *wanted)
      return FALSE;
  return TRUE;
}

static gboolean
words_are_in (const Words *words,
              const char *text,
              gsize length,
              gboolean is_text)
{
  const char *end = text + length;

  for (const char *at = text; at < end; at++)
    {
      if (!words->first[(guchar) *at])
        continue;
      if (is_text ? words_begin (words, at, end) : words_begin_in_bytes (words, at, end))
        return TRUE;
    }
  return FALSE;
}

static gboolean
words_are_in_string (const Words *words,
                     const char *text)
{
  return text != NULL && words_are_in (words, text, strlen (text), TRUE);
}

/* What the list shows beside the payload can be found as well: names and reasons. */
static gboolean
words_are_in_report (const Words *words,
                     const WbReport *report)
{
  if (words_are_in_string (words, report->label) || words_are_in_string (words, report->id))
    return TRUE;
  return report->kind == WB_REPORT_REJECTED &&
         words_are_in_string (words, wb_reason_describe (report->reason));
}

static gboolean
words_match (const Words *words,
             const WbMessage *message)
{
  gsize length;
  const char *text = wb_message_get_text (message, &length);
  gboolean is_text = text != NULL;

  if (!is_text)
    text = g_bytes_get_data (message->payload, &length);
  if (words_are_in (words, text, length, is_text))
    return TRUE;
  if (message->event != NULL && words_are_in_string (words, message->event->name))
    return TRUE;
  for (const WbReport *report = message->reports; report != NULL; report = report->next)
    if (words_are_in_report (words, report))
      return TRUE;
  return FALSE;
}

/*
 * field=value
 */

static gboolean
number_is_wanted (const WbLogQuery *self,
                  const WbJsonReader *reader)
{
  double number;

  return self->is_number && wb_json_reader_get_double (reader, &number) && number == self->number;
}

static gboolean
raw_text_is (const WbJsonReader *reader,
             const char *text)
{
  return strlen (text) == reader->length && memcmp (text, reader->text, reader->length) == 0;
}

static gboolean
string_is (const WbJsonReader *reader,
           const char *text)
{
  g_autofree char *string = NULL;

  if (!reader->escaped)
    return strlen (text) == reader->length - 2 &&
           g_ascii_strncasecmp (text, reader->text + 1, reader->length - 2) == 0;

  string = wb_json_reader_dup_string (reader);
  return g_ascii_strcasecmp (string, text) == 0;
}

static gboolean
value_is_wanted (const WbLogQuery *self,
                 const WbJsonReader *reader,
                 WbJsonToken token)
{
  if (token == WB_JSON_STRING)
    return string_is (reader, self->value);
  if (token == WB_JSON_NUMBER)
    return raw_text_is (reader, self->value) || number_is_wanted (self, reader);
  return (token == WB_JSON_TRUE || token == WB_JSON_FALSE || token == WB_JSON_NULL) &&
         raw_text_is (reader, self->value);
}

static gboolean
name_is_wanted (const WbLogQuery *self,
                const WbJsonReader *reader)
{
  g_autofree char *name = NULL;

  if (!reader->escaped)
    return raw_text_is (reader, self->quoted);

  name = wb_json_reader_dup_string (reader);
  return g_str_equal (name, self->field);
}

static gboolean
field_matches (const WbLogQuery *self,
               const WbMessage *message)
{
  gsize length;
  const char *text = wb_message_get_text (message, &length);
  WbJsonReader reader;
  WbJsonToken token;
  gboolean wanted = FALSE;

  /* Most messages without the field are told by this alone. */
  if (text == NULL || message->direction == WB_DIRECTION_LOCAL ||
      (g_strstr_len (text, (gssize) length, self->quoted) == NULL &&
       memchr (text, '\\', length) == NULL))
    return FALSE;

  wb_json_reader_init (&reader, text, length);
  while ((token = wb_json_reader_next (&reader)) != WB_JSON_END && token != WB_JSON_INVALID)
    {
      if (wanted && value_is_wanted (self, &reader, token))
        return TRUE;
      wanted = token == WB_JSON_NAME && name_is_wanted (self, &reader);
    }
  return FALSE;
}

/* A name, an equals sign and a value, which may be in quotes. */
static gboolean
parse_field (WbLogQuery *self,
             const char *text)
{
  gsize name = strcspn (text, "= \t\"");
  const char *value = text + name + 1;
  gsize length;

  if (name == 0 || text[name] != '=' || *value == '\0' || *value == '=')
    return FALSE;

  length = strlen (value);
  self->field = g_strndup (text, name);
  self->quoted = g_strdup_printf ("\"%s\"", self->field);
  if (length >= 2 && value[0] == '"' && value[length - 1] == '"')
    self->value = g_strndup (value + 1, length - 2);
  else
    {
      self->value = g_strdup (value);
      self->is_number = wb_number_parse (value, length, &self->number);
    }
  return TRUE;
}

/*
 * event:NAME
 */

static gboolean
parse_event (WbLogQuery *self,
             const char *text)
{
  if (!g_str_has_prefix (text, EVENT_PREFIX) || text[strlen (EVENT_PREFIX)] == '\0')
    return FALSE;

  self->event = g_strstrip (g_strdup (text + strlen (EVENT_PREFIX)));
  return TRUE;
}

static gboolean
event_matches (const WbLogQuery *self,
               const WbMessage *message)
{
  return message->event != NULL && g_strcmp0 (message->event->name, self->event) == 0;
}

/*
 * Regular expressions
 */

static gboolean
is_regex (const char *text)
{
  gsize length = strlen (text);

  return length > 2 && text[0] == '/' && text[length - 1] == '/';
}

static gboolean
parse_regex (WbLogQuery *self,
             const char *text,
             GError **error)
{
  g_autofree char *pattern = g_strndup (text + 1, strlen (text) - 2);
  g_autoptr(GError) local = NULL;

  self->regex = g_regex_new (pattern, G_REGEX_OPTIMIZE, 0, &local);
  if (self->regex == NULL)
    g_set_error (error, WB_LOG_QUERY_ERROR, WB_LOG_QUERY_ERROR_REGEX,
                 _ ("This is not a regular expression: %s"), local->message);
  return self->regex != NULL;
}

/* An expression that takes too many steps for a message matches nothing there. */
static gboolean
regex_matches (const WbLogQuery *self,
               const WbMessage *message)
{
  gsize length;
  const char *text = wb_message_get_text (message, &length);

  return text != NULL && length <= G_MAXINT &&
         g_regex_match_full (self->regex, text, (gssize) length, 0, 0, NULL, NULL);
}

/**
 * wb_log_query_new:
 * @text: what was typed
 * @error: return location for a %WB_LOG_QUERY_ERROR
 *
 * Understands four forms: “/regex/”, “event:NAME”, “field=value” for a member of that name anywhere
 * in JSON, and plain words, which may stand anywhere and in any case.
 *
 * Returns: (transfer full) (nullable): a query; %NULL without @error for a text that is empty
 */
WbLogQuery *
wb_log_query_new (const char *text,
                  GError **error)
{
  g_autoptr(WbLogQuery) self = NULL;
  g_autofree char *stripped = g_strstrip (g_utf8_make_valid (text, -1));

  if (*stripped == '\0')
    return NULL;

  self = g_new0 (WbLogQuery, 1);
  g_atomic_ref_count_init (&self->ref_count);
  if (is_regex (stripped))
    return parse_regex (self, stripped, error) ? g_steal_pointer (&self) : NULL;
  if (!parse_event (self, stripped) && !parse_field (self, stripped))
    words_init (&self->words, stripped);
  return g_steal_pointer (&self);
}

WbLogQuery *
wb_log_query_ref (WbLogQuery *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
wb_log_query_unref (WbLogQuery *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->regex, g_regex_unref);
  g_free (self->words.text);
  g_free (self->event);
  g_free (self->field);
  g_free (self->quoted);
  g_free (self->value);
  g_free (self);
}

/**
 * wb_log_query_matches:
 * @self: a query
 * @message: a message
 *
 * Returns: whether @message is one of those that are looked for
 */
gboolean
wb_log_query_matches (const WbLogQuery *self,
                      const WbMessage *message)
{
  if (self->regex != NULL)
    return regex_matches (self, message);
  if (self->event != NULL)
    return event_matches (self, message);
  if (self->field != NULL)
    return field_matches (self, message);
  return words_match (&self->words, message);
}
