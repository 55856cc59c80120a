/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Puts together the JSON object with everything a report has no field for.
 *
 * One of these is used again and again, so that its memory is allocated once per connection. */

#include "config.h"

#include "wb-attributes.h"

#include "wb-json-tree.h"

#include <string.h>

typedef struct {
  const char *name; /* borrowed from whom it was added by */
  gsize offset;     /* of the value in the text */
  gsize length;
} Member;

struct _WbAttributes {
  GString *text; /* “{” and the members */
  GArray *members;
};

WbAttributes *
wb_attributes_new (void)
{
  WbAttributes *self = g_new0 (WbAttributes, 1);

  self->text = g_string_new ("{");
  self->members = g_array_new (FALSE, FALSE, sizeof (Member));
  return self;
}

void
wb_attributes_free (WbAttributes *self)
{
  g_string_free (self->text, TRUE);
  g_array_unref (self->members);
  g_free (self);
}

/**
 * wb_attributes_clear:
 * @self: attributes
 *
 * Forgets the members, and gives back the memory of a value that was too large to be kept.
 */
void
wb_attributes_clear (WbAttributes *self)
{
  if (self->text->allocated_len > 4 * WB_ATTRIBUTES_MAX_BYTES)
    {
      g_string_free (self->text, TRUE);
      self->text = g_string_new ("{");
    }
  g_string_truncate (self->text, 1);
  g_array_set_size (self->members, 0);
}

/* Returns where the member begins. */
static gsize
begin_member (WbAttributes *self,
              const char *name,
              Member *member)
{
  gsize start = self->text->len;

  if (start > 1)
    g_string_append_c (self->text, ',');
  wb_json_append_string (self->text, name, strlen (name));
  g_string_append_c (self->text, ':');
  member->name = name;
  member->offset = self->text->len;
  return start;
}

static void
end_member (WbAttributes *self,
            gsize start,
            Member *member)
{
  if (self->text->len >= WB_ATTRIBUTES_MAX_BYTES)
    {
      g_string_truncate (self->text, start);
      return;
    }
  member->length = self->text->len - member->offset;
  g_array_append_val (self->members, *member);
}

/**
 * wb_attributes_add:
 * @self: attributes
 * @name: a name that was not added yet; it must stay until the attributes are cleared
 * @value: its value
 */
void
wb_attributes_add (WbAttributes *self,
                   const char *name,
                   JsonNode *value)
{
  Member member;
  gsize start = begin_member (self, name, &member);

  wb_json_append_node (self->text, value);
  end_member (self, start, &member);
}

/**
 * wb_attributes_add_text:
 * @self: attributes
 * @name: a name that was not added yet; it must stay until the attributes are cleared
 * @json: its value as JSON
 *
 * Like wb_attributes_add() with a value that is text already.
 */
void
wb_attributes_add_text (WbAttributes *self,
                        const char *name,
                        const char *json)
{
  Member member;
  gsize start = begin_member (self, name, &member);

  g_string_append (self->text, json);
  end_member (self, start, &member);
}

guint
wb_attributes_get_length (WbAttributes *self)
{
  return self->members->len;
}

/**
 * wb_attributes_get:
 * @self: attributes
 * @i: number of a member
 * @json: (out): where its value begins
 * @length: (out): bytes of the value
 *
 * Returns: its name
 */
const char *
wb_attributes_get (WbAttributes *self,
                   guint i,
                   const char **json,
                   gsize *length)
{
  const Member *member = &g_array_index (self->members, Member, i);

  *json = self->text->str + member->offset;
  *length = member->length;
  return member->name;
}

/**
 * wb_attributes_to_ref_string:
 * @self: attributes
 *
 * Returns: (transfer full) (nullable): them as compact JSON object, %NULL when there are none
 */
GRefString *
wb_attributes_to_ref_string (WbAttributes *self)
{
  GRefString *string;

  if (self->members->len == 0)
    return NULL;

  g_string_append_c (self->text, '}');
  string = g_ref_string_new_len (self->text->str, (gssize) self->text->len);
  g_string_truncate (self->text, self->text->len - 1);
  return string;
}
