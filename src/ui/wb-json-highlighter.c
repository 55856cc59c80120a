/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* JSON laid out for reading, with everything as it was sent.
 *
 * The text is made from tokens rather than from a tree, so numbers keep their digits, strings their
 * escapes, and objects the order and the doubles of their members. */

#include "config.h"

#include "wb-json-highlighter.h"

#include "wb-json.h"

#define INDENT 2

/* An array of plain values that is no longer than this stays on one line. */
#define MAX_SHORT_ARRAY 60

/* Nesting adds spaces to each line: an end to what a few brackets can grow to. */
#define MAX_OUTPUT_BYTES (2 * 1024 * 1024)

typedef struct {
  gboolean has_items;
  gboolean is_short; /* an array on one line */
  gsize path_length; /* of the path of the container */
  guint index;
} Level;

/* A text that is being laid out. */
typedef struct {
  WbStyledText *out;
  WbJsonReader reader;
  GHashTable *marked;
  GString *path; /* of the value that comes next */
  Level levels[WB_JSON_MAX_DEPTH + 1];
  gboolean after_name;
} Layout;

static void
append (Layout *self,
        WbTextStyle style,
        const char *text)
{
  wb_styled_text_append (self->out, style, FALSE, text, -1);
}

static void
break_line (Layout *self,
            guint depth)
{
  append (self, WB_TEXT_PLAIN, "\n");
  wb_styled_text_append_spaces (self->out, depth * INDENT);
}

/* Whether the array that was just opened holds only a few plain values. */
static gboolean
is_short_array (const WbJsonReader *reader)
{
  WbJsonReader ahead = *reader;
  WbJsonToken token;

  do
    token = wb_json_reader_next (&ahead);
  while (token >= WB_JSON_STRING && token <= WB_JSON_NULL &&
         ahead.cursor - reader->cursor <= MAX_SHORT_ARRAY);
  return token == WB_JSON_ARRAY_END && ahead.cursor - reader->cursor <= MAX_SHORT_ARRAY;
}

static void
extend_path (Layout *self,
             Level *level,
             const char *name)
{
  g_string_truncate (self->path, level->path_length);
  if (name == NULL)
    g_string_append_printf (self->path, "[%u]", level->index++);
  else
    g_string_append_printf (self->path, "%s%s", level->path_length > 0 ? "." : "", name);
}

/* What stands between the items of the container at @depth. */
static void
begin_item (Layout *self,
            guint depth)
{
  Level *level = &self->levels[depth];

  if (depth == 0)
    {
      if (level->has_items)
        append (self, WB_TEXT_PLAIN, "\n");
      g_string_truncate (self->path, 0);
    }
  else
    {
      if (level->has_items)
        append (self, WB_TEXT_PUNCTUATION, level->is_short ? ", " : ",");
      if (!level->is_short)
        break_line (self, depth);
    }
  level->has_items = TRUE;
}

static void
begin_value (Layout *self,
             guint depth)
{
  if (!self->after_name)
    {
      begin_item (self, depth);
      if (depth > 0 && self->marked != NULL)
        extend_path (self, &self->levels[depth], NULL);
    }
  self->after_name = FALSE;
}

static void
append_name (Layout *self)
{
  Level *level = &self->levels[self->reader.depth];
  g_autofree char *name = NULL;

  begin_item (self, self->reader.depth);
  wb_styled_text_append (self->out, WB_TEXT_NAME, FALSE, self->reader.text, (gssize) self->reader.length);
  append (self, WB_TEXT_PUNCTUATION, ": ");
  self->after_name = TRUE;
  if (self->marked == NULL)
    return;

  name = wb_json_reader_dup_string (&self->reader);
  extend_path (self, level, name);
}

static void
append_scalar (Layout *self,
               WbTextStyle style)
{
  gboolean marked;

  begin_value (self, self->reader.depth);
  marked = self->marked != NULL && g_hash_table_contains (self->marked, self->path->str);
  wb_styled_text_append (self->out, style, marked, self->reader.text, (gssize) self->reader.length);
}

static void
open_container (Layout *self,
                WbJsonToken token)
{
  guint depth = self->reader.depth;

  begin_value (self, depth - 1);
  append (self, WB_TEXT_PUNCTUATION, token == WB_JSON_OBJECT_BEGIN ? "{" : "[");
  self->levels[depth] = (Level){ .path_length = self->path->len,
                                 .is_short = token == WB_JSON_ARRAY_BEGIN && is_short_array (&self->reader) };
}

static void
close_container (Layout *self,
                 WbJsonToken token)
{
  const Level *level = &self->levels[self->reader.depth + 1];

  if (level->has_items && !level->is_short)
    break_line (self, self->reader.depth);
  append (self, WB_TEXT_PUNCTUATION, token == WB_JSON_OBJECT_END ? "}" : "]");
}

static void
append_token (Layout *self,
              WbJsonToken token)
{
  switch (token)
    {
    case WB_JSON_OBJECT_BEGIN:
    case WB_JSON_ARRAY_BEGIN:
      open_container (self, token);
      break;
    case WB_JSON_OBJECT_END:
    case WB_JSON_ARRAY_END:
      close_container (self, token);
      break;
    case WB_JSON_NAME:
      append_name (self);
      break;
    case WB_JSON_STRING:
      append_scalar (self, WB_TEXT_STRING);
      break;
    case WB_JSON_NUMBER:
      append_scalar (self, WB_TEXT_NUMBER);
      break;
    case WB_JSON_TRUE:
    case WB_JSON_FALSE:
    case WB_JSON_NULL:
      append_scalar (self, WB_TEXT_WORD);
      break;
    case WB_JSON_END:
    case WB_JSON_INVALID:
    default:
      break;
    }
}

/**
 * wb_json_highlighter_append:
 * @out: where to
 * @text: valid UTF-8, one JSON value or several
 * @length: its bytes
 * @is_cut: whether the end of the text is missing
 * @marked: (nullable): set of paths as “data.pos.lat” whose values get a tint
 * @error: return location for a %WB_JSON_ERROR
 *
 * Lays out JSON. Needs no display, so workers may call it.
 *
 * Returns: whether the text is JSON as far as it goes; if not, @out is not complete
 */
gboolean
wb_json_highlighter_append (WbStyledText *out,
                            const char *text,
                            gsize length,
                            gboolean is_cut,
                            GHashTable *marked,
                            GError **error)
{
  g_autofree Layout *self = g_new0 (Layout, 1);
  g_autoptr(GString) path = g_string_new (NULL);
  WbJsonToken token;

  self->out = out;
  self->marked = marked;
  self->path = path;
  wb_json_reader_init (&self->reader, text, length);
  while ((token = wb_json_reader_next (&self->reader)) != WB_JSON_END && token != WB_JSON_INVALID &&
         wb_styled_text_get_length (out) < MAX_OUTPUT_BYTES)
    append_token (self, token);

  if (token != WB_JSON_INVALID)
    return TRUE;
  if (!is_cut)
    wb_json_reader_set_error (&self->reader, error);
  return is_cut;
}
