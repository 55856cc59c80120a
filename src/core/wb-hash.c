/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Hashing of texts that strangers choose. */

#include "config.h"

#include "wb-hash.h"

/**
 * wb_hash_text:
 * @text: (type utf8): a text
 *
 * A #GHashFunc for ids and names that come from a server. g_str_hash() makes it easy to choose a
 * million texts with the same hash, which would make every look-up a walk through all of them; this
 * one is seeded anew in each run (FNV-1a with a shift, which makes the seed matter). The order of a
 * hash table is no result, so nothing depends on the seed.
 *
 * Returns: the hash
 */
guint
wb_hash_text (gconstpointer text)
{
  static gsize seed = 0;
  guint32 hash;

  if (g_once_init_enter (&seed))
    g_once_init_leave (&seed, (gsize) g_random_int () | 1);

  hash = (guint32) seed;
  for (const guchar *at = text; *at != '\0'; at++)
    {
      hash = (hash ^ *at) * 16777619u;
      hash ^= hash >> 15;
    }
  return hash;
}
