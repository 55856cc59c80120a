/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What decoders remember, and that it stays within its limits. */

#include "config.h"

#include "wb-object-memory.h"

#include <math.h>
#include <string.h>

static const double nothing[WB_N_MEASURES] = { 0 };

static WbObject *
get_numbered (WbObjectMemory *memory,
              guint number)
{
  char id[20];

  g_snprintf (id, sizeof id, "object-%u", number);
  return wb_object_memory_get (memory, id);
}

/* The one that was silent longest goes first. */
static void
test_count (void)
{
  g_autoptr(WbObjectMemory) memory = wb_object_memory_new (3, G_MAXSIZE);

  for (guint i = 0; i < 3; i++)
    wb_object_memory_set_label (memory, get_numbered (memory, i), "known");
  get_numbered (memory, 0);
  get_numbered (memory, 3);

  g_assert_cmpuint (wb_object_memory_get_length (memory), ==, 3);
  g_assert_cmpstr (get_numbered (memory, 0)->label, ==, "known");
  g_assert_cmpstr (get_numbered (memory, 2)->label, ==, "known");
  g_assert_null (get_numbered (memory, 1)->label);
}

static void
test_bytes (void)
{
  const gsize max_bytes = 100 * 1000;
  g_autoptr(WbObjectMemory) memory = wb_object_memory_new (G_MAXUINT, max_bytes);
  WbAttributes *attributes = wb_attributes_new ();
  g_autofree char *label = g_strnfill (500, 'x');

  for (guint i = 0; i < 10000; i++)
    {
      WbObject *object = get_numbered (memory, i);

      wb_object_memory_set_label (memory, object, label);
      wb_attributes_clear (attributes);
      wb_attributes_add_text (attributes, "name", "\"value\"");
      wb_object_memory_remember (memory, object, nothing, 0, attributes);
      g_assert_cmpuint (wb_object_memory_get_cost (memory), <=, max_bytes);
    }
  g_assert_cmpuint (wb_object_memory_get_length (memory), >, 20);
  g_assert_cmpstr (get_numbered (memory, 9999)->label, ==, label);
  wb_attributes_free (attributes);
}

/* One object can't fill the memory with attributes that change their names. */
static void
test_attributes_of_one (void)
{
  g_autoptr(WbObjectMemory) memory = wb_object_memory_new (G_MAXUINT, G_MAXSIZE);
  WbAttributes *attributes = wb_attributes_new ();
  double measures[WB_N_MEASURES] = { 0 };
  g_autoptr(GRefString) text = NULL;

  for (guint i = 0; i < 10000; i++)
    {
      g_autofree char *name = g_strdup_printf ("attribute-%u", i);

      wb_attributes_clear (attributes);
      wb_attributes_add_text (attributes, name, "5");
      wb_object_memory_remember (memory, get_numbered (memory, 0), nothing, 0, attributes);
    }

  wb_attributes_clear (attributes);
  text = wb_object_memory_complete (memory, get_numbered (memory, 0), measures, 0, attributes);
  g_assert_true (g_str_has_prefix (text, "{\"attribute-0\":5,\"attribute-1\":5,"));
  g_assert_cmpuint (strlen (text), <, WB_REMEMBERED_MAX_BYTES);
  g_assert_cmpuint (wb_object_memory_get_cost (memory), <, 3 * WB_REMEMBERED_MAX_BYTES);
  wb_attributes_free (attributes);
}

/* A value that outgrows the limit is forgotten, not left as it was. */
static void
test_growing_value (void)
{
  g_autoptr(WbObjectMemory) memory = wb_object_memory_new (G_MAXUINT, G_MAXSIZE);
  WbObject *object = wb_object_memory_get (memory, "a");
  WbAttributes *attributes = wb_attributes_new ();
  g_autofree char *digits = g_strnfill (WB_REMEMBERED_MAX_BYTES, '1');
  double measures[WB_N_MEASURES] = { 0 };
  g_autoptr(GRefString) text = NULL;

  wb_attributes_add_text (attributes, "x", "1");
  wb_attributes_add_text (attributes, "y", "2");
  wb_object_memory_remember (memory, object, nothing, 0, attributes);
  wb_attributes_clear (attributes);
  wb_attributes_add_text (attributes, "x", digits);
  wb_object_memory_remember (memory, object, nothing, 0, attributes);

  wb_attributes_clear (attributes);
  text = wb_object_memory_complete (memory, object, measures, 0, attributes);
  g_assert_cmpstr (text, ==, "{\"y\":2}");
  wb_attributes_free (attributes);
}

/* A known object costs its later fixes no strings. */
static void
test_shared_strings (void)
{
  g_autoptr(WbObjectMemory) memory = wb_object_memory_new (10, G_MAXSIZE);
  WbAttributes *attributes = wb_attributes_new ();
  WbObject *object = wb_object_memory_get (memory, "a");
  GRefString *id = object->id;
  GRefString *label;
  double measures[WB_N_MEASURES] = { 0 };
  g_autoptr(GRefString) first = NULL, second = NULL;

  wb_object_memory_set_label (memory, object, "Van");
  label = object->label;
  wb_object_memory_set_label (memory, object, "Van");
  g_assert_true (object->label == label);
  g_assert_true (wb_object_memory_get (memory, "a") == object);
  g_assert_true (object->id == id);

  wb_attributes_add_text (attributes, "x", "1");
  wb_object_memory_remember (memory, object, nothing, 0, attributes);
  wb_attributes_clear (attributes);
  first = wb_object_memory_complete (memory, object, measures, 0, attributes);
  wb_attributes_clear (attributes);
  second = wb_object_memory_complete (memory, object, measures, 0, attributes);
  g_assert_true (first == second);
  wb_attributes_free (attributes);
}

static void
test_attributes_limit (void)
{
  WbAttributes *attributes = wb_attributes_new ();
  g_autofree char *digits = g_strnfill (WB_ATTRIBUTES_MAX_BYTES - 20, '1');
  g_autoptr(GRefString) text = NULL;

  g_assert_null (wb_attributes_to_ref_string (attributes));
  wb_attributes_add_text (attributes, "long", digits);
  wb_attributes_add_text (attributes, "dropped", "12345");
  wb_attributes_add_text (attributes, "a", "1");
  text = wb_attributes_to_ref_string (attributes);
  g_assert_cmpuint (strlen (text), <=, WB_ATTRIBUTES_MAX_BYTES);
  g_assert_true (g_str_has_suffix (text, "1,\"a\":1}"));
  wb_attributes_free (attributes);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/format/object-memory/count", test_count);
  g_test_add_func ("/format/object-memory/bytes", test_bytes);
  g_test_add_func ("/format/object-memory/attributes-of-one", test_attributes_of_one);
  g_test_add_func ("/format/object-memory/growing-value", test_growing_value);
  g_test_add_func ("/format/object-memory/shared-strings", test_shared_strings);
  g_test_add_func ("/format/object-memory/attributes-limit", test_attributes_limit);

  return g_test_run ();
}
