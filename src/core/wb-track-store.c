/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* All observed objects of all connections.
 *
 * The table holds the data; the store finds tracks by id, judges how fresh they are, keeps them
 * within bounds and tells listeners. When a track is removed the last one takes its place. */

#include "config.h"

#include "wb-track-store-private.h"

#include "wb-disposal.h"
#include "wb-geo.h"
#include "wb-hash.h"
#include "wb-lateness.h"

/* Tracks one call of wb_track_store_sweep() looks at: about a millisecond. */
#define TRACKS_PER_SWEEP 16384

/* A trail that has to give way loses this share of its points. */
#define TRAIL_SHARE 2

/* How many trails a fix may look at to find one that gives way. */
#define TRAILS_PER_FIX 64

/* What the store knows of a connection. */
typedef struct {
  GHashTable *handles; /* id (owned by the record) → handle */
  WbLateness lateness;
  gboolean up;
  guint8 colour;
} Source;

typedef enum {
  SIGNAL_CHANGED,
  SIGNAL_REMOVED,
  N_SIGNALS,
} Signal;

static guint signals[N_SIGNALS];

static void wb_track_store_list_model_init (GListModelInterface *iface);

/**
 * WbTrackStore:
 *
 * A #GListModel of #WbTrack. Fixes come through wb_track_store_apply(), which tells nobody;
 * wb_track_store_commit() then tells everybody once.
 */
G_DEFINE_FINAL_TYPE_WITH_CODE (WbTrackStore, wb_track_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, wb_track_store_list_model_init))

/*
 * Tracks
 */

const WbTrackRecord *
wb_track_store_get_record (WbTrackStore *self,
                           guint32 handle)
{
  return wb_track_table_lookup (&self->table, handle);
}

guint
wb_track_store_get_position (WbTrackStore *self,
                             guint32 handle)
{
  return wb_track_table_get_position (&self->table, handle);
}

WbFreshness
wb_track_store_get_freshness (WbTrackStore *self,
                              guint32 handle)
{
  guint position = wb_track_table_get_position (&self->table, handle);
  WbTrackBlock *block = wb_track_table_get_block (&self->table, position);

  return block->freshness[position % WB_TRACK_BLOCK_SIZE];
}

/*
 * The list
 */

static GType
wb_track_store_get_item_type (GListModel *model G_GNUC_UNUSED)
{
  return WB_TYPE_TRACK;
}

static guint
wb_track_store_get_n_items (GListModel *model)
{
  return WB_TRACK_STORE (model)->told_length;
}

static gpointer
wb_track_store_get_item (GListModel *model,
                         guint position)
{
  WbTrackStore *self = WB_TRACK_STORE (model);

  if (position >= self->told_length)
    return NULL;
  return wb_track_store_dup_row (self, wb_track_table_get_record (&self->table, position)->handle);
}

static void
wb_track_store_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = wb_track_store_get_item_type;
  iface->get_n_items = wb_track_store_get_n_items;
  iface->get_item = wb_track_store_get_item;
}

static void
tell_added (WbTrackStore *self)
{
  guint before = self->told_length;

  self->told_length = self->table.length;
  if (self->table.length > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, self->table.length - before);
}

/*
 * Adding and removing
 */

static WbTrackRecord *
add_track (WbTrackStore *self,
           guint source_number,
           GRefString *id)
{
  Source *source = g_ptr_array_index (self->sources, source_number);
  WbTrackRecord *record = wb_track_table_add (&self->table, source_number, source->colour, id);

  g_hash_table_insert (source->handles, record->id, GUINT_TO_POINTER (record->handle + 1));
  return record;
}

static void
drop_last (WbTrackStore *self,
           GArray *remains)
{
  WbTrackRecord *record = wb_track_table_get_record (&self->table, self->table.length - 1);

  wb_track_store_take_row (self, record->handle);
  if (record->trail != NULL)
    self->trail_bytes -= wb_trail_get_bytes (record->trail);
  wb_track_table_drop_last (&self->table, remains);
}

/* Two steps, each of which leaves the list as its signal says: the last track changes places with
 * the one to be removed, then the last one goes. */
static void
remove_track (WbTrackStore *self,
              guint position)
{
  const WbTrackRecord *record;
  guint last;

  tell_added (self);
  g_signal_emit (self, signals[SIGNAL_REMOVED], 0, wb_track_table_get_record (&self->table, position)->handle);
  last = self->table.length - 1;
  if (position != last)
    {
      wb_track_table_swap (&self->table, position, last);
      g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 1);
    }
  record = wb_track_table_get_record (&self->table, last);
  g_hash_table_remove (((Source *) g_ptr_array_index (self->sources, record->source))->handles, record->id);
  drop_last (self, NULL);
  self->told_length = self->table.length;
  g_list_model_items_changed (G_LIST_MODEL (self), last, 1, 0);
}

static void
remove_oldest (WbTrackStore *self)
{
  remove_track (self, wb_track_table_get_position (&self->table, self->table.oldest));
  self->forgotten++;
}

/*
 * Fixes
 */

/* Takes the oldest half from trail after trail until all of them fit again. */
static void
keep_trails_in_budget (WbTrackStore *self)
{
  for (guint looked = 0; self->trail_bytes > self->max_trail_bytes && looked < TRAILS_PER_FIX; looked++)
    {
      WbTrackRecord *record;
      gsize before;

      if (self->trail_hand >= self->table.length)
        self->trail_hand = 0;
      record = wb_track_table_get_record (&self->table, self->trail_hand++);
      if (record->trail == NULL || wb_trail_get_length (record->trail) < TRAIL_SHARE)
        continue;

      before = wb_trail_get_bytes (record->trail);
      wb_trail_drop_oldest (record->trail, wb_trail_get_length (record->trail) / TRAIL_SHARE);
      self->trail_bytes -= before - wb_trail_get_bytes (record->trail);
    }
}

static void
extend_trail (WbTrackStore *self,
              WbTrackRecord *record,
              const WbReport *report,
              gint64 time)
{
  gsize before = 0;

  if (record->trail == NULL)
    record->trail = wb_trail_new (time);
  else
    before = wb_trail_get_bytes (record->trail);

  wb_trail_add (record->trail, time, wb_geo_mercator_x (report->longitude),
                wb_geo_mercator_y (report->latitude), report->speed, report->altitude);
  self->trail_bytes += wb_trail_get_bytes (record->trail) - before;
  if (self->trail_bytes > self->max_trail_bytes)
    keep_trails_in_budget (self);
}

static WbFreshness
judge (WbTrackStore *self,
       const WbTrackRecord *record,
       gint64 now)
{
  const Source *source = g_ptr_array_index (self->sources, record->source);
  gint64 age = now - record->heard + (gint64) record->late * 1000;

  if (!source->up)
    return WB_FRESHNESS_LAST_KNOWN;
  if (age >= WB_LOST_AFTER_US)
    return WB_FRESHNESS_LOST;
  return age >= WB_STALE_AFTER_US ? WB_FRESHNESS_STALE : WB_FRESHNESS_LIVE;
}

/* What it looks like on the map: its colour is that of its connection. */
static void
set_looks (WbTrackStore *self,
           guint position,
           WbFreshness freshness)
{
  const WbTrackRecord *record = wb_track_table_get_record (&self->table, position);
  guint8 colour = ((Source *) g_ptr_array_index (self->sources, record->source))->colour;
  WbTrackBlock *block = wb_track_table_get_block (&self->table, position);
  guint i = position % WB_TRACK_BLOCK_SIZE;

  if (block->freshness[i] == freshness && block->colour[i] == colour)
    return;

  block = wb_track_table_get_writable_block (&self->table, position);
  block->freshness[i] = (guint8) freshness;
  block->colour[i] = colour;
  wb_track_store_touch_row (self, record->handle);
}

static void
note_heard (WbTrackStore *self,
            WbTrackRecord *record,
            const WbReport *report,
            gint64 heard)
{
  Source *source = g_ptr_array_index (self->sources, record->source);
  gint64 late = wb_report_has_time (report) ? wb_lateness_add (&source->lateness, heard - report->time) : 0;

  record->heard = heard;
  record->late = (guint32) MIN (late / 1000, G_MAXUINT32);
  wb_track_table_make_newest (&self->table, record);
}

static WbTrackRecord *
find_or_add (WbTrackStore *self,
             guint source_number,
             GRefString *id)
{
  Source *source = g_ptr_array_index (self->sources, source_number);
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (source->handles, id));

  if (found != 0)
    return wb_track_table_lookup (&self->table, found - 1);

  if (self->table.length >= self->max_tracks)
    remove_oldest (self);
  return add_track (self, source_number, id);
}

static void
apply_fix (WbTrackStore *self,
           guint source,
           const WbReport *report,
           gint64 received,
           gint64 heard)
{
  g_autoptr(GRefString) nobody = report->id == NULL ? g_ref_string_new_intern ("") : NULL;
  gint64 time = wb_report_get_time (report, received);
  WbTrackRecord *record = find_or_add (self, source, report->id != NULL ? report->id : nobody);
  guint position = wb_track_table_get_position (&self->table, record->handle);

  record->received = received;
  note_heard (self, record, report, heard);
  extend_trail (self, record, report, time);
  /* A fix that comes after a later one belongs to the trail only. */
  if (time >= record->time || !wb_report_has_time (report))
    wb_track_table_set_fix (&self->table, position, report, time);
  set_looks (self, position, judge (self, record, heard));
  wb_track_store_touch_row (self, record->handle);
  /* The track that this is about is the newest one. */
  while (self->table.text_bytes > self->max_text_bytes && self->table.length > 1)
    remove_oldest (self);
}

/*
 * Object
 */

static void
source_free (gpointer data)
{
  Source *source = data;

  if (source == NULL)
    return;

  g_hash_table_unref (source->handles);
  g_free (source);
}

static void
wb_track_store_finalize (GObject *object)
{
  WbTrackStore *self = WB_TRACK_STORE (object);

  wb_track_table_clear (&self->table);
  g_ptr_array_unref (self->sources);
  g_hash_table_unref (self->rows);
  g_hash_table_unref (self->touched);

  G_OBJECT_CLASS (wb_track_store_parent_class)->finalize (object);
}

static void
wb_track_store_class_init (WbTrackStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wb_track_store_finalize;

  /**
   * WbTrackStore::changed:
   *
   * Something that is drawn has changed; emitted once for each commit.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * WbTrackStore::removed:
   * @handle: names a track until now, and perhaps another one from then on
   *
   * A track is about to go; for views of the store, which hear of it before #WbTrackStore::changed.
   */
  signals[SIGNAL_REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
wb_track_store_init (WbTrackStore *self)
{
  wb_track_table_init (&self->table);
  self->sources = g_ptr_array_new_with_free_func (source_free);
  self->rows = g_hash_table_new (NULL, NULL);
  self->touched = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->max_tracks = WB_TRACKS_MAX;
  self->max_text_bytes = WB_TRACKS_MAX_BYTES;
  self->max_trail_bytes = WB_TRAILS_MAX_BYTES;
}

WbTrackStore *
wb_track_store_new (void)
{
  return g_object_new (WB_TYPE_TRACK_STORE, NULL);
}

/**
 * wb_track_store_add_source:
 * @self: a store
 *
 * Returns: the number of a new connection whose ids are its own: the lowest that is free
 */
guint
wb_track_store_add_source (WbTrackStore *self)
{
  Source *source = g_new0 (Source, 1);
  guint number = 0;

  g_return_val_if_fail (WB_IS_TRACK_STORE (self), 0);

  source->handles = g_hash_table_new (wb_hash_text, g_str_equal);
  source->up = TRUE;
  while (number < self->sources->len && g_ptr_array_index (self->sources, number) != NULL)
    number++;
  if (number == self->sources->len)
    g_ptr_array_add (self->sources, NULL);
  g_ptr_array_index (self->sources, number) = source;
  source->colour = (guint8) number;
  return number;
}

/* Tells that all tracks of a connection are about to go. */
static void
tell_removed (WbTrackStore *self,
              guint source)
{
  for (guint position = 0; position < self->table.length; position++)
    {
      const WbTrackRecord *record = wb_track_table_get_record (&self->table, position);

      if (record->source == source)
        g_signal_emit (self, signals[SIGNAL_REMOVED], 0, record->handle);
    }
}

/**
 * wb_track_store_remove_source:
 * @self: a store
 * @source: a connection, whose number means nothing afterwards
 *
 * Removes a connection with all its tracks. What they held is let go of in a worker.
 */
void
wb_track_store_remove_source (WbTrackStore *self,
                              guint source)
{
  GArray *remains;
  guint before;

  g_return_if_fail (WB_IS_TRACK_STORE (self));
  g_return_if_fail (source < self->sources->len && g_ptr_array_index (self->sources, source) != NULL);

  remains = wb_track_remains_new ();
  tell_added (self);
  tell_removed (self, source);
  before = self->table.length;
  for (guint position = self->table.length; position-- > 0;)
    if (wb_track_table_get_record (&self->table, position)->source == source)
      {
        if (position != self->table.length - 1)
          wb_track_table_swap (&self->table, position, self->table.length - 1);
        drop_last (self, remains);
      }

  /* Its ids were those of the tracks. */
  g_clear_pointer (&g_ptr_array_index (self->sources, source), source_free);
  wb_dispose_array (remains);
  self->told_length = self->table.length;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->table.length);
  wb_track_store_commit (self);
}

/**
 * wb_track_store_set_source_up:
 * @self: a store
 * @source: a connection
 * @up: whether its link is up
 *
 * While the link is down its tracks are “last known”; they become so with the next sweep.
 */
void
wb_track_store_set_source_up (WbTrackStore *self,
                              guint source,
                              gboolean up)
{
  g_return_if_fail (WB_IS_TRACK_STORE (self));
  g_return_if_fail (source < self->sources->len && g_ptr_array_index (self->sources, source) != NULL);

  ((Source *) g_ptr_array_index (self->sources, source))->up = up;
  self->sweep = 0;
}

/**
 * wb_track_store_set_colour:
 * @self: a store
 * @source: a connection
 * @colour: number of a colour, below 256; at first it is the number of the connection
 *
 * Gives all tracks of a connection another colour; they have it with the next sweep.
 */
void
wb_track_store_set_colour (WbTrackStore *self,
                           guint source,
                           guint colour)
{
  g_return_if_fail (WB_IS_TRACK_STORE (self));
  g_return_if_fail (source < self->sources->len && g_ptr_array_index (self->sources, source) != NULL);

  ((Source *) g_ptr_array_index (self->sources, source))->colour = (guint8) colour;
  self->sweep = 0;
}

/**
 * wb_track_store_apply:
 * @self: a store
 * @source: the connection it came from
 * @report: a report; only fixes and removals mean something here
 * @received: when its message was received, µs since the epoch
 * @heard: the same moment by wb_time_get_uptime()
 *
 * Applies one report. Listeners hear of it at wb_track_store_commit(), but for removals, which are
 * told at once.
 */
void
wb_track_store_apply (WbTrackStore *self,
                      guint source,
                      const WbReport *report,
                      gint64 received,
                      gint64 heard)
{
  g_return_if_fail (WB_IS_TRACK_STORE (self));
  g_return_if_fail (source < self->sources->len && g_ptr_array_index (self->sources, source) != NULL);

  if (report->kind == WB_REPORT_FIX)
    apply_fix (self, source, report, received, heard);
  else if (report->kind == WB_REPORT_REMOVED)
    {
      const Source *connection = g_ptr_array_index (self->sources, source);
      guint found = GPOINTER_TO_UINT (
          g_hash_table_lookup (connection->handles, report->id != NULL ? report->id : ""));

      if (found != 0)
        remove_track (self, wb_track_table_get_position (&self->table, found - 1));
    }
}

/**
 * wb_track_store_commit:
 * @self: a store
 *
 * Tells listeners what changed since the last commit: new tracks, the rows they hold, and once
 * that something changed.
 */
void
wb_track_store_commit (WbTrackStore *self)
{
  g_return_if_fail (WB_IS_TRACK_STORE (self));

  if (!self->changed)
    return;

  self->changed = FALSE;
  tell_added (self);
  wb_track_store_notify_rows (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * wb_track_store_sweep:
 * @self: a store
 * @now: wb_time_get_uptime()
 *
 * Lets some more tracks grow older: live, stale, lost. To be called again at once while it returns
 * %TRUE, and a while later when it returns %FALSE.
 *
 * Returns: whether there are tracks it did not look at yet
 */
gboolean
wb_track_store_sweep (WbTrackStore *self,
                      gint64 now)
{
  guint end;

  g_return_val_if_fail (WB_IS_TRACK_STORE (self), FALSE);

  end = MIN (self->table.length, self->sweep + TRACKS_PER_SWEEP);
  for (guint position = self->sweep; position < end; position++)
    set_looks (self, position, judge (self, wb_track_table_get_record (&self->table, position), now));

  self->sweep = end < self->table.length ? end : 0;
  wb_track_store_commit (self);
  return self->sweep != 0;
}

/**
 * wb_track_store_get_forgotten:
 * @self: a store
 *
 * Returns: how many tracks had to go because there were too many, or too much was said of them
 */
guint64
wb_track_store_get_forgotten (WbTrackStore *self)
{
  g_return_val_if_fail (WB_IS_TRACK_STORE (self), 0);

  return self->forgotten;
}

/**
 * wb_track_store_lookup:
 * @self: a store
 * @source: a connection
 * @id: the object's id, “” for the object of a connection that names none
 *
 * Returns: (transfer full) (nullable): its row
 */
WbTrack *
wb_track_store_lookup (WbTrackStore *self,
                       guint source,
                       const char *id)
{
  const Source *connection;
  guint found;

  g_return_val_if_fail (WB_IS_TRACK_STORE (self), NULL);
  g_return_val_if_fail (source < self->sources->len && g_ptr_array_index (self->sources, source) != NULL, NULL);

  connection = g_ptr_array_index (self->sources, source);
  found = GPOINTER_TO_UINT (g_hash_table_lookup (connection->handles, id));
  return found != 0 ? wb_track_store_dup_row (self, found - 1) : NULL;
}

/**
 * wb_track_store_set_max_tracks:
 * @self: a store
 * @max_tracks: how many tracks to keep at most, from the next new one on
 */
void
wb_track_store_set_max_tracks (WbTrackStore *self,
                               guint max_tracks)
{
  g_return_if_fail (WB_IS_TRACK_STORE (self));
  g_return_if_fail (max_tracks > 0);

  self->max_tracks = max_tracks;
}

/**
 * wb_track_store_set_max_text_bytes:
 * @self: a store
 * @max_bytes: what ids, labels and attributes of all tracks together may hold, from the next fix on
 */
void
wb_track_store_set_max_text_bytes (WbTrackStore *self,
                                   gsize max_bytes)
{
  g_return_if_fail (WB_IS_TRACK_STORE (self));

  self->max_text_bytes = max_bytes;
}

/**
 * wb_track_store_set_max_trail_bytes:
 * @self: a store
 * @max_bytes: what all trails together may hold, from the next fix on
 */
void
wb_track_store_set_max_trail_bytes (WbTrackStore *self,
                                    gsize max_bytes)
{
  g_return_if_fail (WB_IS_TRACK_STORE (self));

  self->max_trail_bytes = max_bytes;
}
