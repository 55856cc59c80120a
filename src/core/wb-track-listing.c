/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Brings a list of tracks from one state to the next in as few steps as it can.
 *
 * Handles of tracks that are gone may soon name other tracks, so those are marked: they leave the
 * list with the next step, and what was found while they were still there is sifted. */

#include "config.h"

#include "wb-track-listing.h"

#include <string.h>

/* Differences in more places than this are told as one large change… */
#define MAX_CHANGES 32
/* …in pieces of so many tracks. */
#define PIECE_SIZE 1024

/* What is known of a handle. */
typedef enum {
  NO_MARK = 0,
  MARK_LISTED = 1 << 0, /* it is in the list */
  MARK_NEXT = 1 << 1,   /* it is in what the list shall become */
  MARK_DEAD = 1 << 2,   /* it is in the list, but its track is gone */
  MARK_GONE = 1 << 3,   /* its track was removed since the snapshot began */
} Mark;

/*
 * Marks
 */

static guint8 *
get_marks (WbTrackListing *self,
           guint32 handle)
{
  guint before = self->marks->len;

  if (handle >= before)
    {
      g_byte_array_set_size (self->marks, MAX (handle + 1, before + before / 2));
      memset (self->marks->data + before, 0, self->marks->len - before);
    }
  return &self->marks->data[handle];
}

static gboolean
has_mark (WbTrackListing *self,
          guint32 handle,
          Mark mark)
{
  return handle < self->marks->len && (self->marks->data[handle] & mark) != 0;
}

/* Marks the handles of @index. */
static void
remark (WbTrackListing *self,
        GArray *index,
        Mark clear,
        Mark set)
{
  for (guint i = 0; i < index->len; i++)
    {
      guint8 *marks = get_marks (self, g_array_index (index, guint32, i));

      *marks = (guint8) ((*marks & ~clear) | set);
    }
}

/*
 * From one list to the next
 */

/* A stretch of the old list that gives way to a stretch of the new one. */
typedef struct {
  guint old_begin;
  guint old_end;
  guint new_begin;
  guint new_end;
} Change;

static guint32
handle_at (GArray *index,
           guint position)
{
  return g_array_index (index, guint32, position);
}

/* The one stretch in which two lists differ. */
static Change
find_difference (GArray *old_index,
                 GArray *new_index)
{
  Change change = { 0, old_index->len, 0, new_index->len };

  while (change.old_begin < change.old_end && change.new_begin < change.new_end &&
         handle_at (old_index, change.old_begin) == handle_at (new_index, change.new_begin))
    change.old_begin = ++change.new_begin;
  while (change.old_end > change.old_begin && change.new_end > change.new_begin &&
         handle_at (old_index, change.old_end - 1) == handle_at (new_index, change.new_end - 1))
    {
      change.old_end--;
      change.new_end--;
    }
  return change;
}

/* Reads the next change from @change's ends on; %FALSE when what is in both lists changed places. */
static gboolean
read_change (WbTrackListing *self,
             GArray *next,
             const Change *whole,
             Change *change)
{
  guint i = change->old_end, j = change->new_end;

  while (i < whole->old_end && j < whole->new_end && handle_at (self->index, i) == handle_at (next, j))
    {
      i++;
      j++;
    }
  *change = (Change){ i, i, j, j };
  while (i < whole->old_end && !has_mark (self, handle_at (self->index, i), MARK_NEXT))
    i++;
  while (j < whole->new_end && !has_mark (self, handle_at (next, j), MARK_LISTED))
    j++;
  change->old_end = i;
  change->new_end = j;
  return i > change->old_begin || j > change->new_begin || (i == whole->old_end && j == whole->new_end);
}

/* Fills @changes with the places where tracks came or went; %FALSE when tracks changed places too,
 * or there are too many of them. */
static gboolean
find_changes (WbTrackListing *self,
              GArray *next,
              const Change *whole,
              GArray *changes)
{
  Change change = { whole->old_begin, whole->old_begin, whole->new_begin, whole->new_begin };

  while (change.old_end < whole->old_end || change.new_end < whole->new_end)
    {
      if (changes->len == MAX_CHANGES || !read_change (self, next, whole, &change))
        return FALSE;
      g_array_append_val (changes, change);
    }
  return TRUE;
}

/* Fills @changes with all of @whole, in pieces. GTK asks for every new row of a change that takes a
 * row away that is seen; a hundred thousand of them would take 100 ms. */
static void
split_change (const Change *whole,
              GArray *changes)
{
  Change piece = { whole->old_begin, whole->old_begin, whole->new_begin, whole->new_begin };

  g_array_set_size (changes, 0);
  while (piece.old_end < whole->old_end && piece.new_end < whole->new_end)
    {
      guint size = MIN (MIN (whole->old_end - piece.old_end, whole->new_end - piece.new_end), PIECE_SIZE);

      piece = (Change){ piece.old_end, piece.old_end + size, piece.new_end, piece.new_end + size };
      g_array_append_val (changes, piece);
    }
  piece = (Change){ piece.old_end, whole->old_end, piece.new_end, whole->new_end };
  g_array_append_val (changes, piece);
}

/* Each step leaves the list as its signal says. Those before have moved what follows. */
static void
make_change (WbTrackListing *self,
             GArray *next,
             const Change *change)
{
  guint position = change->new_begin;
  guint removed = change->old_end - change->old_begin;
  guint added = change->new_end - change->new_begin;
  guint replaced = MIN (removed, added);

  if (removed + added == 0)
    return;

  for (guint i = 0; i < replaced; i++)
    g_array_index (self->index, guint32, position + i) = handle_at (next, position + i);
  if (removed > replaced)
    g_array_remove_range (self->index, position + replaced, removed - replaced);
  if (added > replaced)
    g_array_insert_vals (self->index, position + replaced, &g_array_index (next, guint32, position + replaced),
                         added - replaced);
  g_list_model_items_changed (self->model, position, removed, added);
}

/* Makes the list what @next is. */
static void
become (WbTrackListing *self,
        GArray *next)
{
  Change whole = find_difference (self->index, next);
  g_autoptr(GArray) changes = g_array_new (FALSE, FALSE, sizeof (Change));

  if (whole.old_begin == whole.old_end && whole.new_begin == whole.new_end)
    return;

  remark (self, next, NO_MARK, MARK_NEXT);
  if (!find_changes (self, next, &whole, changes))
    split_change (&whole, changes);
  /* Listeners may ask for rows with each signal, so the marks have to be right before. */
  remark (self, self->index, MARK_LISTED, NO_MARK);
  remark (self, next, MARK_NEXT, MARK_LISTED);
  for (guint i = 0; i < changes->len; i++)
    make_change (self, next, &g_array_index (changes, Change, i));
}

/* What was removed since the snapshot is no longer to be shown. */
static void
sift_gone (WbTrackListing *self,
           GArray *result)
{
  guint kept = 0;

  if (self->gone->len == 0)
    return;

  for (guint i = 0; i < result->len; i++)
    if (!has_mark (self, handle_at (result, i), MARK_GONE))
      g_array_index (result, guint32, kept++) = handle_at (result, i);
  g_array_set_size (result, kept);
}

/* What is listed stays where it is; what is new comes after it. */
static GArray *
extend_list (WbTrackListing *self,
             GArray *result)
{
  GArray *next = g_array_sized_new (FALSE, FALSE, sizeof (guint32), result->len);

  g_array_append_vals (next, self->index->data, self->index->len);
  for (guint i = 0; i < result->len; i++)
    if (!has_mark (self, handle_at (result, i), MARK_LISTED))
      g_array_append_vals (next, &g_array_index (result, guint32, i), 1);
  return next;
}

/*
 * What the view calls
 */

/**
 * wb_track_listing_init:
 * @self: memory for a listing
 * @model: the list it is the content of, borrowed
 */
void
wb_track_listing_init (WbTrackListing *self,
                       GListModel *model)
{
  self->model = model;
  self->index = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->marks = g_byte_array_new ();
  self->dead = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->gone = g_array_new (FALSE, FALSE, sizeof (guint32));
}

void
wb_track_listing_clear (WbTrackListing *self)
{
  g_array_unref (self->index);
  g_byte_array_unref (self->marks);
  g_array_unref (self->dead);
  g_array_unref (self->gone);
}

/**
 * wb_track_listing_is_dead:
 * @self: a listing
 * @handle: one of its handles
 *
 * Returns: whether its track is gone
 */
gboolean
wb_track_listing_is_dead (WbTrackListing *self,
                          guint32 handle)
{
  return has_mark (self, handle, MARK_DEAD);
}

/**
 * wb_track_listing_is_at:
 * @self: a listing
 * @handle: a track
 * @position: a place in the list
 *
 * Returns: whether the track stands there
 */
gboolean
wb_track_listing_is_at (WbTrackListing *self,
                        guint32 handle,
                        guint position)
{
  return position < self->index->len && handle_at (self->index, position) == handle &&
         !has_mark (self, handle, MARK_DEAD);
}

/**
 * wb_track_listing_find:
 * @self: a listing
 * @handle: a track
 * @position: (out): where it stands
 *
 * Returns: whether it is listed
 */
gboolean
wb_track_listing_find (WbTrackListing *self,
                       guint32 handle,
                       guint *position)
{
  if (!has_mark (self, handle, MARK_LISTED) || has_mark (self, handle, MARK_DEAD))
    return FALSE;

  for (*position = 0; *position < self->index->len; (*position)++)
    if (handle_at (self->index, *position) == handle)
      return TRUE;
  return FALSE;
}

/**
 * wb_track_listing_begin:
 * @self: a listing
 *
 * From now on tracks are looked for; those removed from now on will not be shown when
 * wb_track_listing_show() is called with what was found.
 */
void
wb_track_listing_begin (WbTrackListing *self)
{
  remark (self, self->gone, MARK_GONE, NO_MARK);
  g_array_set_size (self->gone, 0);
}

/**
 * wb_track_listing_note_removed:
 * @self: a listing
 * @handle: a track that is about to go
 */
void
wb_track_listing_note_removed (WbTrackListing *self,
                               guint32 handle)
{
  guint8 *marks = get_marks (self, handle);

  if ((*marks & MARK_GONE) == 0)
    g_array_append_val (self->gone, handle);
  if ((*marks & MARK_LISTED) != 0 && (*marks & MARK_DEAD) == 0)
    {
      g_array_append_val (self->dead, handle);
      *marks |= MARK_DEAD;
    }
  *marks |= MARK_GONE;
}

/**
 * wb_track_listing_has_dead:
 * @self: a listing
 *
 * Returns: whether tracks that are gone are still in the list
 */
gboolean
wb_track_listing_has_dead (WbTrackListing *self)
{
  return self->dead->len > 0;
}

/**
 * wb_track_listing_drop_dead:
 * @self: a listing
 *
 * Takes tracks that are gone out of the list, which takes several passes over all of it.
 *
 * Returns: how many there were
 */
guint
wb_track_listing_drop_dead (WbTrackListing *self)
{
  g_autoptr(GArray) next = NULL;
  guint count = self->dead->len;

  if (count == 0)
    return 0;

  next = g_array_sized_new (FALSE, FALSE, sizeof (guint32), self->index->len);
  for (guint i = 0; i < self->index->len; i++)
    if (!has_mark (self, handle_at (self->index, i), MARK_DEAD))
      g_array_append_vals (next, &g_array_index (self->index, guint32, i), 1);
  become (self, next);
  remark (self, self->dead, MARK_DEAD, NO_MARK);
  g_array_set_size (self->dead, 0);
  return count;
}

/**
 * wb_track_listing_show:
 * @self: a listing
 * @result: (element-type guint32): what was found; loses what is gone
 * @keep: whether what is listed stays where it is
 *
 * Makes the list what was found.
 */
void
wb_track_listing_show (WbTrackListing *self,
                       GArray *result,
                       gboolean keep)
{
  g_autoptr(GArray) next = NULL;

  wb_track_listing_drop_dead (self);
  sift_gone (self, result);
  next = keep ? extend_list (self, result) : g_array_ref (result);
  become (self, next);
}
