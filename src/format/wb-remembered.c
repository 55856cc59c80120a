/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What messages without a position told of one object: it completes the object's later fixes. */

#include "config.h"

#include "wb-remembered.h"

#include <string.h>

/* What is needed for a member beside its characters, about. */
#define MEMBER_OVERHEAD (sizeof (Member) + 64)

/* An attribute that came without a position. */
typedef struct {
  char *name;
  char *json;
  gboolean repeated; /* by the fix that is just completed */
} Member;

/* What came without a position. */
struct _WbRemembered {
  double measures[WB_N_MEASURES];
  guint told;          /* one bit a measure */
  GHashTable *members; /* name → Member, which the array owns */
  GPtrArray *order;
  gsize cost;
  GRefString *text; /* (nullable): all members, for fixes without attributes of their own */
};

static void
member_free (gpointer data)
{
  Member *member = data;

  g_free (member->name);
  g_free (member->json);
  g_slice_free (Member, member);
}

static gsize
member_get_cost (const Member *member)
{
  return MEMBER_OVERHEAD + strlen (member->name) + strlen (member->json);
}

WbRemembered *
wb_remembered_new (void)
{
  WbRemembered *self = g_slice_new0 (WbRemembered);

  self->members = g_hash_table_new (g_str_hash, g_str_equal);
  self->order = g_ptr_array_new_with_free_func (member_free);
  return self;
}

void
wb_remembered_free (WbRemembered *self)
{
  g_clear_pointer (&self->text, g_ref_string_release);
  g_hash_table_unref (self->members);
  g_ptr_array_unref (self->order);
  g_slice_free (WbRemembered, self);
}

/**
 * wb_remembered_get_cost:
 * @self: what is remembered
 *
 * Returns: about how many bytes it holds; the members twice, for their common text
 */
gsize
wb_remembered_get_cost (const WbRemembered *self)
{
  return sizeof *self + 2 * self->cost;
}

static void
forget_member (WbRemembered *self,
               Member *member)
{
  self->cost -= member_get_cost (member);
  g_hash_table_remove (self->members, member->name);
  g_ptr_array_remove (self->order, member);
}

/* A value that does not fit is forgotten rather than left as it was. */
static void
replace_member (WbRemembered *self,
                Member *member,
                const char *json,
                gsize length)
{
  gsize old = strlen (member->json);

  if (length == old && memcmp (member->json, json, length) == 0)
    return;

  g_clear_pointer (&self->text, g_ref_string_release);
  if (self->cost - old + length > WB_REMEMBERED_MAX_BYTES)
    {
      forget_member (self, member);
      return;
    }
  g_free (member->json);
  member->json = g_strndup (json, length);
  self->cost = self->cost - old + length;
}

static void
add_member (WbRemembered *self,
            const char *name,
            const char *json,
            gsize length)
{
  Member *member;

  if (self->cost + MEMBER_OVERHEAD + strlen (name) + length > WB_REMEMBERED_MAX_BYTES)
    return;

  g_clear_pointer (&self->text, g_ref_string_release);
  member = g_slice_new0 (Member);
  member->name = g_strdup (name);
  member->json = g_strndup (json, length);
  g_hash_table_insert (self->members, member->name, member);
  g_ptr_array_add (self->order, member);
  self->cost += member_get_cost (member);
}

static void
add_attributes (WbRemembered *self,
                WbAttributes *attributes)
{
  for (guint i = 0; i < wb_attributes_get_length (attributes); i++)
    {
      const char *json;
      gsize length;
      const char *name = wb_attributes_get (attributes, i, &json, &length);
      Member *member = g_hash_table_lookup (self->members, name);

      if (member != NULL)
        replace_member (self, member, json, length);
      else
        add_member (self, name, json, length);
    }
}

/**
 * wb_remembered_add:
 * @self: what is remembered
 * @measures: (array fixed-size=WB_N_MEASURES): by #WbField, in the units of reports; NaN when not
 *   known any more
 * @told: which of @measures mean something, one bit each
 * @attributes: what else was told
 *
 * Remembers what came without a position.
 */
void
wb_remembered_add (WbRemembered *self,
                   const double *measures,
                   guint told,
                   WbAttributes *attributes)
{
  for (guint i = 0; i < WB_N_MEASURES; i++)
    if (told & 1u << i)
      self->measures[i] = measures[i];
  self->told |= told;
  add_attributes (self, attributes);
}

/* What a fix tells again replaces what was remembered of it. */
static void
complete_measures (WbRemembered *self,
                   double *measures,
                   guint told)
{
  for (guint i = 0; i < WB_N_MEASURES; i++)
    {
      if (told & self->told & 1u << i)
        self->measures[i] = measures[i];
      else if (self->told & 1u << i)
        measures[i] = self->measures[i];
    }
}

static void
replace_repeated (WbRemembered *self,
                  WbAttributes *attributes)
{
  for (guint i = 0; i < wb_attributes_get_length (attributes); i++)
    {
      const char *json;
      gsize length;
      const char *name = wb_attributes_get (attributes, i, &json, &length);
      Member *member = g_hash_table_lookup (self->members, name);

      if (member != NULL)
        {
          member->repeated = TRUE;
          replace_member (self, member, json, length);
        }
    }
}

static GRefString *
complete_attributes (WbRemembered *self,
                     WbAttributes *attributes)
{
  gboolean own = wb_attributes_get_length (attributes) > 0;

  if (!own && self->text != NULL)
    return g_ref_string_acquire (self->text);

  replace_repeated (self, attributes);
  for (guint i = 0; i < self->order->len; i++)
    {
      Member *member = g_ptr_array_index (self->order, i);

      if (!member->repeated)
        wb_attributes_add_text (attributes, member->name, member->json);
      member->repeated = FALSE;
    }
  if (own)
    return wb_attributes_to_ref_string (attributes);

  self->text = wb_attributes_to_ref_string (attributes);
  return self->text != NULL ? g_ref_string_acquire (self->text) : NULL;
}

/**
 * wb_remembered_complete:
 * @self: what is remembered
 * @measures: (array fixed-size=WB_N_MEASURES) (inout): those of a fix
 * @told: which of @measures the fix tells itself, one bit each
 * @attributes: those of the fix; more may be added
 *
 * Completes a fix by what it does not tell itself. What it does tell replaces what is remembered
 * of the same name.
 *
 * Returns: (transfer full) (nullable): all its attributes as compact JSON object
 */
GRefString *
wb_remembered_complete (WbRemembered *self,
                        double *measures,
                        guint told,
                        WbAttributes *attributes)
{
  complete_measures (self, measures, told);
  return complete_attributes (self, attributes);
}
