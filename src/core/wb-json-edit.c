/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Changes of single members in JSON text that leave every other byte as it is.
 *
 * A file that was written by a person or another program keeps its order, its indentation and all
 * that is not known here. So the text is not written anew from a tree: the tokenizer tells where
 * the member stands, and only that span is replaced. */

#include "config.h"

#include "wb-json-edit.h"

#include "wb-json.h"

#include <string.h>

/* For an object that has no member whose indentation could be taken over. */
#define USUAL_INDENT "  "

/* Where the members of an object stand, as far as changing one of them has to know. A name stands
 * where its first quote is. */
typedef struct
{
  const char *open; /* after “{” */
  const char *first_name;
  const char *first_name_end;
  const char *first_value;
  const char *last_end; /* after the last value */

  /* The member that is looked for: the last one of that name counts, as everywhere. */
  const char *name;
  const char *value;
  const char *value_end;
  const char *before;    /* after the value before it, NULL for the first member */
  const char *next_name; /* NULL for the last member */
} Layout;

static void
note_name (Layout *layout,
           const WbJsonReader *reader,
           const char *wanted)
{
  g_autofree char *name = wb_json_reader_dup_string (reader);

  if (layout->first_name == NULL)
    {
      layout->first_name = reader->text;
      layout->first_name_end = reader->text + reader->length;
    }
  if (g_str_equal (name, wanted))
    {
      layout->name = reader->text;
      layout->before = layout->last_end;
      layout->next_name = NULL;
    }
  else if (layout->name != NULL && layout->next_name == NULL)
    layout->next_name = reader->text;
}

static gboolean
note_value (Layout *layout,
            WbJsonReader *reader)
{
  WbJsonToken token = wb_json_reader_next (reader);
  const char *begin = reader->text;

  if (!wb_json_reader_skip (reader, token))
    return FALSE;

  if (layout->first_value == NULL)
    layout->first_value = begin;
  layout->last_end = reader->cursor;
  if (layout->name != NULL && layout->next_name == NULL && layout->value_end < layout->name)
    {
      layout->value = begin;
      layout->value_end = reader->cursor;
    }
  return TRUE;
}

/* Returns whether @json is one valid object. */
static gboolean
read_layout (const char *json,
             gsize length,
             const char *wanted,
             Layout *layout)
{
  WbJsonReader reader;
  WbJsonToken token;

  wb_json_reader_init (&reader, json, length);
  if (wb_json_reader_next (&reader) != WB_JSON_OBJECT_BEGIN)
    return FALSE;

  *layout = (Layout){ .open = reader.cursor };
  while ((token = wb_json_reader_next (&reader)) == WB_JSON_NAME)
    {
      note_name (layout, &reader, wanted);
      if (!note_value (layout, &reader))
        return FALSE;
    }
  return token == WB_JSON_OBJECT_END && wb_json_reader_next (&reader) == WB_JSON_END;
}

/* What stands between “{” and a first member where there is none yet: a line as deep as @depth. */
static char *
make_indent (guint depth)
{
  GString *indent = g_string_new ("\n");

  for (guint i = 0; i <= depth; i++)
    g_string_append (indent, USUAL_INDENT);
  return g_string_free (indent, FALSE);
}

/* The space before each member, as the first one has it. */
static char *
dup_indent (const Layout *layout,
            guint depth)
{
  if (layout->first_name == NULL)
    return make_indent (depth);
  return g_strndup (layout->open, (gsize) (layout->first_name - layout->open));
}

static void
append_member (GString *out,
               const Layout *layout,
               const char *name,
               const char *value)
{
  wb_json_append_string (out, name, strlen (name));
  if (layout->first_name != NULL)
    g_string_append_len (out, layout->first_name_end, layout->first_value - layout->first_name_end);
  else
    g_string_append (out, ": ");
  g_string_append (out, value);
}

static char *
replace (const char *json,
         gsize length,
         const char *from,
         const char *to,
         const char *text)
{
  GString *out = g_string_new_len (json, from - json);

  g_string_append (out, text);
  g_string_append_len (out, to, json + length - to);
  return g_string_free (out, FALSE);
}

static char *
add_member (const char *json,
            gsize length,
            const Layout *layout,
            guint depth,
            const char *name,
            const char *value)
{
  g_autofree char *indent = dup_indent (layout, depth);
  g_autoptr(GString) text = g_string_new (layout->first_name != NULL ? "," : "");
  const char *at = layout->first_name != NULL ? layout->last_end : layout->open;

  g_string_append (text, indent);
  append_member (text, layout, name, value);
  if (layout->first_name == NULL)
    g_string_append_len (text, indent, (gssize) (strlen (indent) - strlen (USUAL_INDENT)));
  return replace (json, length, at, layout->first_name != NULL ? at : strchr (at, '}'), text->str);
}

/* The comma goes with it: the one after it, or, for the last member, the one before. */
static char *
remove_member (const char *json,
               gsize length,
               const Layout *layout)
{
  if (layout->next_name != NULL)
    return replace (json, length, layout->name, layout->next_name, "");
  return replace (json, length, layout->before != NULL ? layout->before : layout->name,
                  layout->value_end, "");
}

static char *
edit (const char *json,
      gsize length,
      const char *const *path,
      guint depth,
      const char *value)
{
  g_autofree char *inner = NULL;
  Layout layout;

  if (!read_layout (json, length, path[0], &layout))
    return NULL;

  if (path[1] == NULL && value == NULL)
    return layout.name != NULL ? remove_member (json, length, &layout) : g_strndup (json, length);
  if (path[1] == NULL)
    inner = g_strdup (value);
  else if (layout.name != NULL)
    inner =
        edit (layout.value, (gsize) (layout.value_end - layout.value), path + 1, depth + 1, value);
  if (inner == NULL && value == NULL)
    return g_strndup (json, length);
  if (inner == NULL)
    inner = edit ("{}", 2, path + 1, depth + 1, value);

  return layout.name != NULL ? replace (json, length, layout.value, layout.value_end, inner)
                             : add_member (json, length, &layout, depth, path[0], inner);
}

/**
 * wb_json_edit:
 * @json: an object as text
 * @path: (array zero-terminated=1): names from the outermost object on
 * @value: (nullable): the member's new value, valid JSON; %NULL removes the member
 *
 * Changes a member, which is added at the end if it is not there, with the objects around it. What
 * stands where one of those objects should be gives way.
 *
 * Returns: (transfer full) (nullable): the new text; %NULL if @json is not one valid object
 */
char *
wb_json_edit (const char *json,
              const char *const *path,
              const char *value)
{
  g_return_val_if_fail (json != NULL && path != NULL && path[0] != NULL, NULL);

  return edit (json, strlen (json), path, 0, value);
}
