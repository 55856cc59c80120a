/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Where the data of tracks lie. */

#include "config.h"

#include "wb-track-table.h"

#include "wb-geo.h"

#include <math.h>
#include <string.h>

/* What a shared string takes besides its characters. */
#define TEXT_OVERHEAD 32

/**
 * wb_track_block_ref:
 * @self: a block
 *
 * Returns: (transfer full): @self, which nobody changes until the reference is dropped
 */
WbTrackBlock *
wb_track_block_ref (WbTrackBlock *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
wb_track_block_unref (WbTrackBlock *self)
{
  if (g_atomic_ref_count_dec (&self->ref_count))
    g_free (self);
}

/**
 * wb_track_table_get_record:
 * @self: a table
 * @position: below its length
 *
 * Returns: (transfer none): the record, until a track is added, swapped or dropped
 */
WbTrackRecord *
wb_track_table_get_record (const WbTrackTable *self,
                           guint position)
{
  WbTrackRecord *page = g_ptr_array_index (self->pages, position / WB_TRACK_BLOCK_SIZE);

  return &page[position % WB_TRACK_BLOCK_SIZE];
}

guint
wb_track_table_get_position (const WbTrackTable *self,
                             guint32 handle)
{
  return g_array_index (self->positions, guint32, handle);
}

WbTrackRecord *
wb_track_table_lookup (const WbTrackTable *self,
                       guint32 handle)
{
  return wb_track_table_get_record (self, wb_track_table_get_position (self, handle));
}

/**
 * wb_track_table_get_block:
 * @self: a table
 * @position: below its length
 *
 * Returns: (transfer none): the block of a track, to read
 */
WbTrackBlock *
wb_track_table_get_block (const WbTrackTable *self,
                          guint position)
{
  return g_ptr_array_index (self->blocks, position / WB_TRACK_BLOCK_SIZE);
}

/**
 * wb_track_table_get_writable_block:
 * @self: a table
 * @position: below its length
 *
 * Returns: (transfer none): the block of a track, which nobody else reads
 */
WbTrackBlock *
wb_track_table_get_writable_block (WbTrackTable *self,
                                   guint position)
{
  gpointer *slot = &g_ptr_array_index (self->blocks, position / WB_TRACK_BLOCK_SIZE);
  WbTrackBlock *block = *slot;

  if (!g_atomic_ref_count_compare (&block->ref_count, 1))
    {
      WbTrackBlock *copy = g_memdup2 (block, sizeof *block);

      g_atomic_ref_count_init (&copy->ref_count);
      wb_track_block_unref (block);
      *slot = block = copy;
    }
  return block;
}

static void
add_page (WbTrackTable *self)
{
  WbTrackBlock *block = g_new0 (WbTrackBlock, 1);

  g_atomic_ref_count_init (&block->ref_count);
  g_ptr_array_add (self->blocks, block);
  g_ptr_array_add (self->pages, g_new (WbTrackRecord, WB_TRACK_BLOCK_SIZE));
}

static guint32
take_handle (WbTrackTable *self)
{
  guint32 handle;

  if (self->free_handles->len == 0)
    {
      handle = self->positions->len;
      g_array_set_size (self->positions, handle + 1);
      return handle;
    }

  handle = g_array_index (self->free_handles, guint32, self->free_handles->len - 1);
  g_array_set_size (self->free_handles, self->free_handles->len - 1);
  return handle;
}

/*
 * The order in which tracks were heard
 */

static void
unlink_record (WbTrackTable *self,
               WbTrackRecord *record)
{
  if (record->older != WB_TRACK_NO_HANDLE)
    wb_track_table_lookup (self, record->older)->newer = record->newer;
  else
    self->oldest = record->newer;
  if (record->newer != WB_TRACK_NO_HANDLE)
    wb_track_table_lookup (self, record->newer)->older = record->older;
  else
    self->newest = record->older;
}

static void
link_as_newest (WbTrackTable *self,
                WbTrackRecord *record)
{
  record->older = self->newest;
  record->newer = WB_TRACK_NO_HANDLE;
  if (self->newest != WB_TRACK_NO_HANDLE)
    wb_track_table_lookup (self, self->newest)->newer = record->handle;
  else
    self->oldest = record->handle;
  self->newest = record->handle;
}

/**
 * wb_track_table_make_newest:
 * @self: a table
 * @record: one of its records
 *
 * Notes that a track was heard.
 */
void
wb_track_table_make_newest (WbTrackTable *self,
                            WbTrackRecord *record)
{
  if (record->handle == self->newest)
    return;

  unlink_record (self, record);
  link_as_newest (self, record);
}

static gsize
get_text_cost (GRefString *text)
{
  return text != NULL ? g_ref_string_length (text) + TEXT_OVERHEAD : 0;
}

static void
replace_string (WbTrackTable *self,
                GRefString **field,
                GRefString *value)
{
  GRefString *old = *field;

  if (old == value)
    return;

  self->text_bytes += get_text_cost (value) - get_text_cost (old);
  *field = value != NULL ? g_ref_string_acquire (value) : NULL;
  if (old != NULL)
    g_ref_string_release (old);
}

/**
 * wb_track_table_add:
 * @self: a table
 * @source: the connection it belongs to
 * @colour: number of its colour
 * @id: its id
 *
 * Adds a track at the end, as the one that was heard last.
 *
 * Returns: (transfer none): its record, about which nothing else is known
 */
WbTrackRecord *
wb_track_table_add (WbTrackTable *self,
                    guint source,
                    guint colour,
                    GRefString *id)
{
  guint position = self->length;
  guint32 handle = take_handle (self);
  WbTrackRecord *record;
  WbTrackBlock *block;

  if (position / WB_TRACK_BLOCK_SIZE == self->pages->len)
    add_page (self);

  record = wb_track_table_get_record (self, position);
  memset (record, 0, sizeof *record);
  replace_string (self, &record->id, id);
  record->handle = handle;
  record->source = (guint16) source;
  record->time = WB_TIME_NONE;
  g_array_index (self->positions, guint32, handle) = position;
  block = wb_track_table_get_writable_block (self, position);
  block->icon[position % WB_TRACK_BLOCK_SIZE] = WB_ICON_UNKNOWN;
  block->colour[position % WB_TRACK_BLOCK_SIZE] = (guint8) colour;
  self->length++;
  link_as_newest (self, record);
  return record;
}

/**
 * wb_track_table_swap:
 * @self: a table
 * @position: below its length
 * @other: below its length
 *
 * Lets two tracks change places.
 */
void
wb_track_table_swap (WbTrackTable *self,
                     guint position,
                     guint other)
{
  WbTrackBlock *a = wb_track_table_get_writable_block (self, position), *b = wb_track_table_get_writable_block (self, other);
  guint i = position % WB_TRACK_BLOCK_SIZE, j = other % WB_TRACK_BLOCK_SIZE;
  WbTrackRecord record = *wb_track_table_get_record (self, position);

  *wb_track_table_get_record (self, position) = *wb_track_table_get_record (self, other);
  *wb_track_table_get_record (self, other) = record;
  g_array_index (self->positions, guint32, wb_track_table_get_record (self, position)->handle) = position;
  g_array_index (self->positions, guint32, record.handle) = other;

#define SWAP(array, type) \
  G_STMT_START \
  { \
    type kept = a->array[i]; \
    a->array[i] = b->array[j]; \
    b->array[j] = kept; \
  } \
  G_STMT_END

  SWAP (x, guint32);
  SWAP (y, guint32);
  SWAP (vx, gint32);
  SWAP (vy, gint32);
  SWAP (icon, guint8);
  SWAP (colour, guint8);
  SWAP (heading, guint8);
  SWAP (freshness, guint8);

#undef SWAP
}

static void
place_marker (WbTrackTable *self,
              guint position,
              const WbReport *report)
{
  WbTrackBlock *block = wb_track_table_get_writable_block (self, position);
  guint i = position % WB_TRACK_BLOCK_SIZE;
  double pointing = isfinite (report->heading) ? report->heading : report->course;

  block->x[i] = wb_geo_mercator_x (report->longitude);
  block->y[i] = wb_geo_mercator_y (report->latitude);
  block->vx[i] = block->vy[i] = 0;
  if (isfinite (report->speed) && isfinite (report->course))
    {
      double scale = wb_geo_mercator_units_per_metre (report->latitude) * report->speed;
      double course = report->course * (G_PI / 180);

      block->vx[i] = (gint32) CLAMP (scale * sin (course), G_MININT32, G_MAXINT32);
      block->vy[i] = (gint32) CLAMP (scale * -cos (course), G_MININT32, G_MAXINT32);
    }
  if (report->icon != WB_ICON_UNKNOWN)
    block->icon[i] = (guint8) report->icon;
  block->heading[i] = WB_TRACK_NO_HEADING;
  if (isfinite (pointing))
    block->heading[i] = (guint8) (lround (pointing * WB_TRACK_NO_HEADING / 360) % WB_TRACK_NO_HEADING);
}

static void
fill_record (WbTrackTable *self,
             WbTrackRecord *record,
             const WbReport *report,
             gint64 time)
{
  replace_string (self, &record->label, report->label);
  replace_string (self, &record->attributes, report->attributes);
  record->latitude = report->latitude;
  record->longitude = report->longitude;
  record->altitude = report->altitude;
  record->course = (float) report->course;
  record->heading = (float) report->heading;
  record->speed = (float) report->speed;
  record->accuracy = (float) report->accuracy;
  record->time = time;
}

/**
 * wb_track_table_set_fix:
 * @self: a table
 * @position: below its length
 * @report: the latest fix of that track
 * @time: when it was taken, µs since the epoch
 *
 * Moves a track.
 */
void
wb_track_table_set_fix (WbTrackTable *self,
                        guint position,
                        const WbReport *report,
                        gint64 time)
{
  fill_record (self, wb_track_table_get_record (self, position), report, time);
  place_marker (self, position, report);
}

/* What a track owned. */
typedef struct {
  GRefString *texts[3];
  WbTrail *trail;
} Remains;

static void
clear_remains (gpointer data)
{
  Remains *remains = data;

  for (gsize i = 0; i < G_N_ELEMENTS (remains->texts); i++)
    g_clear_pointer (&remains->texts[i], g_ref_string_release);
  wb_trail_free (remains->trail);
}

/**
 * wb_track_remains_new:
 *
 * Returns: (transfer full): an array for what tracks owned, to be let go of in any thread
 */
GArray *
wb_track_remains_new (void)
{
  GArray *remains = g_array_new (FALSE, FALSE, sizeof (Remains));

  g_array_set_clear_func (remains, clear_remains);
  return remains;
}

/**
 * wb_track_table_drop_last:
 * @self: a table that is not empty
 * @remains: (nullable): gets what the track owned, which else is let go of here
 *
 * Removes the track at the end; its handle may soon name another one.
 */
void
wb_track_table_drop_last (WbTrackTable *self,
                          GArray *remains)
{
  WbTrackRecord *record = wb_track_table_get_record (self, self->length - 1);
  Remains owned = { { record->id, record->label, record->attributes }, record->trail };

  unlink_record (self, record);
  g_array_append_val (self->free_handles, record->handle);
  for (gsize i = 0; i < G_N_ELEMENTS (owned.texts); i++)
    self->text_bytes -= get_text_cost (owned.texts[i]);
  if (remains != NULL)
    g_array_append_val (remains, owned);
  else
    clear_remains (&owned);
  self->length--;
}

void
wb_track_table_init (WbTrackTable *self)
{
  self->length = 0;
  self->text_bytes = 0;
  self->oldest = self->newest = WB_TRACK_NO_HANDLE;
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) wb_track_block_unref);
  self->pages = g_ptr_array_new_with_free_func (g_free);
  self->positions = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->free_handles = g_array_new (FALSE, FALSE, sizeof (guint32));
}

void
wb_track_table_clear (WbTrackTable *self)
{
  while (self->length > 0)
    wb_track_table_drop_last (self, NULL);
  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->pages);
  g_array_unref (self->positions);
  g_array_unref (self->free_handles);
}
