/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The members of a JSON object as texts for people.
 *
 * Read straight from the tokens: no tree is built for what is only looked at. */

#include "config.h"

#include "wb-json-members.h"

#include "wb-json.h"

#include <string.h>

static void
member_free (gpointer data)
{
  WbJsonMember *member = data;

  g_free (member->name);
  g_free (member->value);
  g_free (member);
}

/* Reads the value after a name; %NULL when it is not valid. */
static char *
read_value (WbJsonReader *reader)
{
  WbJsonToken token = wb_json_reader_next (reader);
  const char *begin = reader->text;

  if (token == WB_JSON_STRING)
    return wb_json_reader_dup_string (reader);
  if (!wb_json_reader_skip (reader, token))
    return NULL;
  return g_strndup (begin, (gsize) (reader->text + reader->length - begin));
}

static gboolean
enter_object (WbJsonReader *reader,
              const char *json)
{
  if (json == NULL)
    return FALSE;

  wb_json_reader_init (reader, json, strlen (json));
  return wb_json_reader_next (reader) == WB_JSON_OBJECT_BEGIN;
}

/**
 * wb_json_list_members:
 * @json: (nullable): a JSON object
 * @max_members: how many of its members to list at most
 *
 * Returns: (transfer full) (element-type WbJsonMember): its members in their order, as far as they
 *   are valid
 */
GPtrArray *
wb_json_list_members (const char *json,
                      guint max_members)
{
  GPtrArray *members = g_ptr_array_new_with_free_func (member_free);
  WbJsonReader reader;

  if (!enter_object (&reader, json))
    return members;

  while (members->len < max_members && wb_json_reader_next (&reader) == WB_JSON_NAME)
    {
      g_autofree char *name = wb_json_reader_dup_string (&reader);
      char *value = read_value (&reader);
      WbJsonMember *member;

      if (value == NULL)
        break;
      member = g_new (WbJsonMember, 1);
      member->name = g_steal_pointer (&name);
      member->value = value;
      g_ptr_array_add (members, member);
    }
  return members;
}

/**
 * wb_json_find_member:
 * @json: (nullable): a JSON object
 * @name: name of a member, plain ASCII
 *
 * What follows may be invalid or missing, as in a text that was cut.
 *
 * Returns: (transfer full) (nullable): the value of the last member of that name, which is the one
 *   that counts everywhere
 */
char *
wb_json_find_member (const char *json,
                     const char *name)
{
  gsize length = strlen (name);
  char *found = NULL;
  WbJsonReader reader;

  if (!enter_object (&reader, json))
    return NULL;

  while (wb_json_reader_next (&reader) == WB_JSON_NAME)
    if (reader.length == length + 2 && memcmp (reader.text + 1, name, length) == 0)
      {
        char *value = read_value (&reader);

        if (value == NULL)
          return found;
        g_free (found);
        found = value;
      }
    else if (!wb_json_reader_skip (&reader, wb_json_reader_next (&reader)))
      return found;
  return found;
}

/**
 * wb_json_append_scalars:
 * @out: where to append
 * @json: (nullable): a JSON value
 *
 * Appends all strings and numbers within @json, each on a line of its own, but not the names.
 */
void
wb_json_append_scalars (GString *out,
                        const char *json)
{
  WbJsonReader reader;
  WbJsonToken token;

  if (json == NULL)
    return;

  wb_json_reader_init (&reader, json, strlen (json));
  while ((token = wb_json_reader_next (&reader)) != WB_JSON_END && token != WB_JSON_INVALID)
    if (token == WB_JSON_STRING && reader.escaped)
      {
        g_autofree char *text = wb_json_reader_dup_string (&reader);

        g_string_append (g_string_append_c (out, '\n'), text);
      }
    else if (token == WB_JSON_STRING)
      g_string_append_len (g_string_append_c (out, '\n'), reader.text + 1, (gssize) reader.length - 2);
    else if (token == WB_JSON_NUMBER)
      g_string_append_len (g_string_append_c (out, '\n'), reader.text, (gssize) reader.length);
}
