/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Finds and sorts tracks on a worker thread.
 *
 * Names seldom change and seldom come anew, so their sort keys are kept from run to run, and what
 * is in order already is not sorted again. */

#include "config.h"

#include "wb-track-index.h"

#include "wb-json-members.h"

#include <math.h>
#include <string.h>

/* How many tracks are looked at between two looks at the cancellable. */
#define TRACKS_PER_LOOK 4096

#define NO_RANK G_MAXUINT32

G_DEFINE_ENUM_TYPE (WbTrackSort, wb_track_sort,
                    G_DEFINE_ENUM_VALUE (WB_TRACK_SORT_NAME, "name"),
                    G_DEFINE_ENUM_VALUE (WB_TRACK_SORT_RECENT, "recent"),
                    G_DEFINE_ENUM_VALUE (WB_TRACK_SORT_SPEED, "speed"))

/* What is remembered of a track between two runs. */
typedef struct {
  char *name; /* as it was when the key was made */
  char *key;
  guint32 rank; /* its place in the last result, or NO_RANK */
  guint32 run;  /* the run in which it was seen last: a handle counts once */
} Memory;

/* A track that was found. */
typedef struct {
  const char *key;
  double number; /* the larger comes first */
  guint32 handle;
} Found;

/**
 * WbTrackIndexer:
 *
 * Used by one thread at a time.
 */
struct _WbTrackIndexer {
  GArray *memories; /* of Memory, by handle */
  guint32 length;   /* of the last result */
  guint32 run;
};

static void
entry_clear (gpointer data)
{
  WbTrackEntry *entry = data;

  g_clear_pointer (&entry->id, g_ref_string_release);
  g_clear_pointer (&entry->label, g_ref_string_release);
  g_clear_pointer (&entry->attributes, g_ref_string_release);
}

/**
 * wb_track_entries_new:
 * @reserved: how many entries to make room for
 *
 * Returns: (transfer full) (element-type WbTrackEntry): an empty array that owns what its entries own
 */
GArray *
wb_track_entries_new (guint reserved)
{
  GArray *entries = g_array_sized_new (FALSE, FALSE, sizeof (WbTrackEntry), reserved);

  g_array_set_clear_func (entries, entry_clear);
  return entries;
}

static void
memory_clear (gpointer data)
{
  Memory *memory = data;

  g_free (memory->name);
  g_free (memory->key);
}

WbTrackIndexer *
wb_track_indexer_new (void)
{
  WbTrackIndexer *self = g_new0 (WbTrackIndexer, 1);

  self->memories = g_array_new (FALSE, TRUE, sizeof (Memory));
  g_array_set_clear_func (self->memories, memory_clear);
  return self;
}

void
wb_track_indexer_free (WbTrackIndexer *self)
{
  g_array_unref (self->memories);
  g_free (self);
}

/*
 * Finding
 */

/* Case and the ways of writing an accent make no difference. */
static char *
fold (const char *text,
      gsize length)
{
  g_autofree char *folded = NULL;

  if (g_str_is_ascii (text))
    return g_ascii_strdown (text, (gssize) length);

  folded = g_utf8_casefold (text, (gssize) length);
  return g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
}

static char **
split_words (const char *search)
{
  g_autofree char *folded = fold (search, strlen (search));
  g_autoptr(GPtrArray) words = g_ptr_array_new ();
  g_auto(GStrv) parts = g_strsplit_set (folded, " \t\n", -1);

  for (gsize i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_ptr_array_add (words, g_strdup (parts[i]));
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_steal (words, NULL);
}

static gboolean
has_words (const WbTrackEntry *entry,
           char **words,
           GString *scratch)
{
  g_autofree char *text = NULL;

  if (words[0] == NULL)
    return TRUE;

  g_string_assign (scratch, entry->id);
  if (entry->label != NULL)
    g_string_append (g_string_append_c (scratch, '\n'), entry->label);
  wb_json_append_scalars (scratch, entry->attributes);
  text = fold (scratch->str, scratch->len);
  for (gsize i = 0; words[i] != NULL; i++)
    if (text == NULL || strstr (text, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

/*
 * Sorting
 */

static const char *
get_name (const WbTrackEntry *entry)
{
  return entry->label != NULL && *entry->label != '\0' ? entry->label : entry->id;
}

/* Numbers in names count as numbers: “Van 2” comes before “Van 12”. */
static void
remember_name (Memory *memory,
               const char *name)
{
  g_autofree char *folded = NULL;

  if (memory->name != NULL && g_str_equal (memory->name, name))
    return;

  folded = g_utf8_casefold (name, -1);
  g_free (memory->name);
  g_free (memory->key);
  memory->name = g_strdup (name);
  memory->key = g_utf8_collate_key_for_filename (folded, -1);
}

static Memory *
get_memory (WbTrackIndexer *self,
            guint32 handle)
{
  if (handle >= self->memories->len)
    {
      guint before = self->memories->len;

      g_array_set_size (self->memories, handle + 1);
      for (guint i = before; i < self->memories->len; i++)
        g_array_index (self->memories, Memory, i).rank = NO_RANK;
    }
  return &g_array_index (self->memories, Memory, handle);
}

static double
get_number (const WbTrackEntry *entry,
            WbTrackSort sort)
{
  if (sort == WB_TRACK_SORT_RECENT)
    return (double) entry->heard;
  if (sort == WB_TRACK_SORT_SPEED)
    return isnan (entry->speed) ? -1 : entry->speed;
  return 0;
}

static int
compare_found (gconstpointer a,
               gconstpointer b)
{
  const Found *left = a, *right = b;
  int order = (left->number < right->number) - (left->number > right->number);

  if (order == 0)
    order = strcmp (left->key, right->key);
  return order != 0 ? order : (left->handle > right->handle) - (left->handle < right->handle);
}

/* Puts what was in the last result first and in that order, new ones after it. */
static GArray *
arrange (WbTrackIndexer *self,
         GArray *found)
{
  GArray *arranged = g_array_sized_new (FALSE, FALSE, sizeof (Found), found->len);
  g_autofree guint32 *places = g_new (guint32, self->length + 1);

  for (guint32 rank = 0; rank < self->length; rank++)
    places[rank] = NO_RANK;
  for (guint i = 0; i < found->len; i++)
    {
      guint32 rank = get_memory (self, g_array_index (found, Found, i).handle)->rank;

      if (rank != NO_RANK)
        places[rank] = i;
    }

  for (guint32 rank = 0; rank < self->length; rank++)
    if (places[rank] != NO_RANK)
      g_array_append_val (arranged, g_array_index (found, Found, places[rank]));
  for (guint i = 0; i < found->len; i++)
    if (get_memory (self, g_array_index (found, Found, i).handle)->rank == NO_RANK)
      g_array_append_val (arranged, g_array_index (found, Found, i));
  return arranged;
}

static gboolean
is_sorted (GArray *found)
{
  for (guint i = 1; i < found->len; i++)
    if (compare_found (&g_array_index (found, Found, i - 1), &g_array_index (found, Found, i)) > 0)
      return FALSE;
  return TRUE;
}

/* The handles of @found; remembers where each of them stands. */
static GArray *
take_handles (WbTrackIndexer *self,
              GArray *found)
{
  GArray *handles = g_array_sized_new (FALSE, FALSE, sizeof (guint32), found->len);

  for (guint handle = 0; handle < self->memories->len; handle++)
    g_array_index (self->memories, Memory, handle).rank = NO_RANK;
  for (guint rank = 0; rank < found->len; rank++)
    {
      guint32 handle = g_array_index (found, Found, rank).handle;

      g_array_index (self->memories, Memory, handle).rank = rank;
      g_array_append_val (handles, handle);
    }
  self->length = found->len;
  return handles;
}

static void
find (WbTrackIndexer *self,
      GArray *entries,
      char **words,
      WbTrackSort sort,
      GArray *found,
      GCancellable *cancellable)
{
  g_autoptr(GString) scratch = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const WbTrackEntry *entry = &g_array_index (entries, WbTrackEntry, i);
      Memory *memory = get_memory (self, entry->handle);
      Found one = { .number = get_number (entry, sort), .handle = entry->handle };

      if (i % TRACKS_PER_LOOK == 0 && g_cancellable_is_cancelled (cancellable))
        return;
      if (memory->run == self->run || !has_words (entry, words, scratch))
        continue;

      memory->run = self->run;
      remember_name (memory, get_name (entry));
      one.key = memory->key;
      g_array_append_val (found, one);
    }
}

/**
 * wb_track_indexer_run:
 * @self: an indexer
 * @entries: (element-type WbTrackEntry): the tracks
 * @search: (nullable): words all of which have to occur in a track
 * @sort: the order
 * @cancellable: ends the search early
 *
 * Finds the tracks that hold all words of @search in their name, id or attributes, and sorts them.
 * Where two are equal the name decides, then the handle, so that they never change places.
 *
 * Returns: (transfer full) (nullable) (element-type guint32): their handles; %NULL when cancelled
 */
GArray *
wb_track_indexer_run (WbTrackIndexer *self,
                      GArray *entries,
                      const char *search,
                      WbTrackSort sort,
                      GCancellable *cancellable)
{
  g_auto(GStrv) words = split_words (search != NULL ? search : "");
  g_autoptr(GArray) found = g_array_sized_new (FALSE, FALSE, sizeof (Found), entries->len);
  g_autoptr(GArray) arranged = NULL;

  self->run++;
  find (self, entries, words, sort, found, cancellable);
  if (g_cancellable_is_cancelled (cancellable))
    return NULL;

  arranged = arrange (self, found);
  if (!is_sorted (arranged))
    g_array_sort (arranged, compare_found);
  return take_handles (self, arranged);
}
