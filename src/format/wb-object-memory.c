/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What a decoder remembers about the objects of its connection.
 *
 * Many servers tell a name, a speed or a state in messages of their own, without a position. What
 * they told is remembered here and completes the object's later fixes. Ids and labels are kept as
 * shared strings, so that the fixes of a known object need no strings of their own. */

#include "config.h"

#include "wb-object-memory.h"

#include "wb-hash.h"

/* What is needed beside the characters of the strings, measured. */
#define OBJECT_OVERHEAD (sizeof (WbObject) + 170)

/* The objects are a list from the one that was silent longest to the one that spoke last. */
struct _WbObjectMemory {
  GHashTable *objects; /* id → WbObject */
  WbObject *oldest;
  WbObject *newest;
  gsize cost;
  guint max_objects;
  gsize max_bytes;
};

static gsize
object_get_cost (const WbObject *object)
{
  gsize cost = OBJECT_OVERHEAD + g_ref_string_length (object->id);

  if (object->label != NULL)
    cost += g_ref_string_length (object->label);
  if (object->remembered != NULL)
    cost += wb_remembered_get_cost (object->remembered);
  return cost;
}

static void
object_free (WbObject *object)
{
  g_ref_string_release (object->id);
  g_clear_pointer (&object->label, g_ref_string_release);
  g_clear_pointer (&object->remembered, wb_remembered_free);
  g_slice_free (WbObject, object);
}

/**
 * wb_object_memory_new:
 * @max_objects: at least 1
 * @max_bytes: about how much memory to use; a single object may exceed it
 *
 * Returns: (transfer full): a memory that knows nothing yet, for one thread at a time
 */
WbObjectMemory *
wb_object_memory_new (guint max_objects,
                      gsize max_bytes)
{
  WbObjectMemory *self = g_new0 (WbObjectMemory, 1);

  self->objects = g_hash_table_new (wb_hash_text, g_str_equal);
  self->max_objects = MAX (max_objects, 1);
  self->max_bytes = max_bytes;
  return self;
}

void
wb_object_memory_free (WbObjectMemory *self)
{
  while (self->oldest != NULL)
    {
      WbObject *object = self->oldest;

      self->oldest = object->newer;
      object_free (object);
    }
  g_hash_table_unref (self->objects);
  g_free (self);
}

static void
detach (WbObjectMemory *self,
        WbObject *object)
{
  *(object->older != NULL ? &object->older->newer : &self->oldest) = object->newer;
  *(object->newer != NULL ? &object->newer->older : &self->newest) = object->older;
  object->older = object->newer = NULL;
}

static void
attach (WbObjectMemory *self,
        WbObject *object)
{
  object->older = self->newest;
  *(self->newest != NULL ? &self->newest->newer : &self->oldest) = object;
  self->newest = object;
}

/* The object that spoke last always stays: somebody works with it. */
static void
forget_oldest (WbObjectMemory *self)
{
  while (self->oldest != self->newest &&
         (g_hash_table_size (self->objects) > self->max_objects || self->cost > self->max_bytes))
    {
      WbObject *object = self->oldest;

      self->cost -= object_get_cost (object);
      g_hash_table_remove (self->objects, object->id);
      detach (self, object);
      object_free (object);
    }
}

/**
 * wb_object_memory_get:
 * @self: a memory
 * @id: an id that is not empty
 *
 * Returns: (transfer none): the object of that id, valid until the next call of this function; a
 *   new one if it was not known
 */
WbObject *
wb_object_memory_get (WbObjectMemory *self,
                      const char *id)
{
  WbObject *object = g_hash_table_lookup (self->objects, id);

  if (object == NULL)
    {
      object = g_slice_new0 (WbObject);
      object->id = g_ref_string_new (id);
      g_hash_table_insert (self->objects, object->id, object);
      self->cost += object_get_cost (object);
      attach (self, object);
      forget_oldest (self);
    }
  else if (object != self->newest)
    {
      detach (self, object);
      attach (self, object);
    }
  return object;
}

guint
wb_object_memory_get_length (WbObjectMemory *self)
{
  return g_hash_table_size (self->objects);
}

/**
 * wb_object_memory_get_cost:
 * @self: a memory
 *
 * Returns: about how many bytes it holds
 */
gsize
wb_object_memory_get_cost (WbObjectMemory *self)
{
  return self->cost;
}

/**
 * wb_object_memory_set_label:
 * @self: a memory
 * @object: the object of the last wb_object_memory_get()
 * @label: its label
 */
void
wb_object_memory_set_label (WbObjectMemory *self,
                            WbObject *object,
                            const char *label)
{
  if (g_strcmp0 (object->label, label) == 0)
    return;

  self->cost -= object_get_cost (object);
  g_clear_pointer (&object->label, g_ref_string_release);
  object->label = g_ref_string_new (label);
  self->cost += object_get_cost (object);
  forget_oldest (self);
}

/**
 * wb_object_memory_remember:
 * @self: a memory
 * @object: the object of the last wb_object_memory_get()
 * @measures: (array fixed-size=WB_N_MEASURES): by #WbField, in the units of reports; NaN when not
 *   known any more
 * @told: which of @measures mean something, one bit each
 * @attributes: what else was told
 *
 * Remembers what came without a position.
 */
void
wb_object_memory_remember (WbObjectMemory *self,
                           WbObject *object,
                           const double *measures,
                           guint told,
                           WbAttributes *attributes)
{
  self->cost -= object_get_cost (object);
  if (object->remembered == NULL)
    object->remembered = wb_remembered_new ();
  wb_remembered_add (object->remembered, measures, told, attributes);
  self->cost += object_get_cost (object);
  forget_oldest (self);
}

/**
 * wb_object_memory_complete:
 * @self: a memory
 * @object: the object of the last wb_object_memory_get()
 * @measures: (array fixed-size=WB_N_MEASURES) (inout): those of a fix
 * @told: which of @measures the fix tells itself, one bit each
 * @attributes: those of the fix; more may be added
 *
 * Completes a fix by what is remembered and what it does not tell itself.
 *
 * Returns: (transfer full) (nullable): all its attributes as compact JSON object
 */
GRefString *
wb_object_memory_complete (WbObjectMemory *self,
                           WbObject *object,
                           double *measures,
                           guint told,
                           WbAttributes *attributes)
{
  GRefString *text;

  if (object->remembered == NULL)
    return wb_attributes_to_ref_string (attributes);

  self->cost -= object_get_cost (object);
  text = wb_remembered_complete (object->remembered, measures, told, attributes);
  self->cost += object_get_cost (object);
  forget_oldest (self);
  return text;
}
