/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Tracks of a store, found and sorted.
 *
 * A run takes a snapshot of the store, a little at a time so that the main thread stays free, finds
 * and sorts on a worker, and then brings the list to the result in as few steps as it can. What
 * happens to the store meanwhile is left to the next run, but for removals: those are taken out of
 * the list at once, or soon if it is long, and out of the result when it comes. */

#include "config.h"

#include "wb-track-view.h"

#include "wb-disposal.h"
#include "wb-track-listing.h"
#include "wb-track-store-private.h"

/* A slice of the snapshot takes this long, and this much time passes between two. */
#define SLICE_US 1000
#define SLICE_PAUSE_MS 3

/* How many records are copied between two looks at the clock. */
#define RECORDS_PER_LOOK 256

/* A run that follows the stream waits this many times as long as the last one took, so that even
 * millions of tracks leave the worker idle most of the time. */
#define REST_FACTOR 4

/* Tracks that are gone leave a longer list twice a second rather than at once: when there are too
 * many tracks, some of them go with every turn. */
#define LONG_LIST 20000

typedef enum {
  STAGE_IDLE,
  STAGE_WAITING,  /* for the time of the next run */
  STAGE_SNAPSHOT, /* taking one */
  STAGE_WORKING,  /* the worker has it */
} Stage;

/* What a worker gets. */
typedef struct {
  WbTrackIndexer *indexer; /* borrowed: one run at a time */
  GArray *entries;
  char *search;
  WbTrackSort sort;
} Run;

/**
 * WbTrackView:
 *
 * A #GListModel of the rows of a store: those that match #WbTrackView:search, in the order of
 * #WbTrackView:sort.
 */
struct _WbTrackView {
  GObject parent_instance;

  /* Owned */
  WbTrackStore *store;
  WbTrackIndexer *indexer;
  char *search;
  WbTrackSort sort;

  /* The list */
  WbTrackListing listing;
  guint n_matching;
  gboolean frozen;
  guint drop_id; /* source that takes out what is gone */

  /* The run */
  Stage stage;
  GArray *entries;   /* the snapshot while it is taken */
  guint next;        /* the position to copy next */
  gboolean stale;    /* the store changed since the snapshot began */
  gboolean asked;    /* the query changed since the snapshot began */
  gboolean answers;  /* this run answers a changed query */
  gint64 started;
  gint64 took;
  guint source_id;
  GCancellable *cancellable;
};

typedef enum {
  PROP_SEARCH = 1,
  PROP_SORT,
  PROP_FROZEN,
  PROP_N_MATCHING,
  PROP_BUSY,
} WbTrackViewProperty;

static GParamSpec *properties[PROP_BUSY + 1] = { NULL };

static void wb_track_view_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (WbTrackView, wb_track_view, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, wb_track_view_list_model_init))

static void schedule (WbTrackView *self);

/*
 * The list
 */

static GType
wb_track_view_get_item_type (GListModel *model G_GNUC_UNUSED)
{
  return WB_TYPE_TRACK;
}

static guint
wb_track_view_get_n_items (GListModel *model)
{
  return WB_TRACK_VIEW (model)->listing.index->len;
}

static gpointer
wb_track_view_get_item (GListModel *model,
                        guint position)
{
  WbTrackView *self = WB_TRACK_VIEW (model);
  guint32 handle;

  if (position >= self->listing.index->len)
    return NULL;

  handle = g_array_index (self->listing.index, guint32, position);
  if (wb_track_listing_is_dead (&self->listing, handle))
    return wb_track_new (self->store, WB_TRACK_NO_HANDLE);
  return wb_track_store_dup_row (self->store, handle);
}

static void
wb_track_view_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = wb_track_view_get_item_type;
  iface->get_n_items = wb_track_view_get_n_items;
  iface->get_item = wb_track_view_get_item;
}

static void
set_n_matching (WbTrackView *self,
                guint n_matching)
{
  if (self->n_matching == n_matching)
    return;

  self->n_matching = n_matching;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_MATCHING]);
}

/*
 * Runs
 */

static void
run_free (gpointer data)
{
  Run *run = data;

  g_clear_pointer (&run->entries, g_array_unref);
  g_free (run->search);
  g_free (run);
}

static void
run_in_thread (GTask *task,
               gpointer source G_GNUC_UNUSED,
               gpointer data,
               GCancellable *cancellable)
{
  Run *run = data;
  GArray *result = wb_track_indexer_run (run->indexer, run->entries, run->search, run->sort, cancellable);

  /* Here, because letting go of a hundred thousand strings takes a while. */
  g_clear_pointer (&run->entries, g_array_unref);
  g_task_return_pointer (task, result, (GDestroyNotify) g_array_unref);
}

static void
run_done_cb (GObject *source G_GNUC_UNUSED,
             GAsyncResult *async,
             gpointer data)
{
  g_autoptr(WbTrackView) self = data;
  g_autoptr(GArray) result = g_task_propagate_pointer (G_TASK (async), NULL);

  self->stage = STAGE_IDLE;
  self->took = g_get_monotonic_time () - self->started;
  if (result != NULL && self->store != NULL && !self->asked)
    {
      wb_track_listing_show (&self->listing, result, self->frozen && !self->answers);
      set_n_matching (self, result->len);
      self->answers = FALSE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
    }
  schedule (self);
}

static void
start_worker (WbTrackView *self)
{
  g_autoptr(GTask) task = NULL;
  Run *run = g_new0 (Run, 1);

  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  /* The callback holds the view: the task may end in the worker, and the view must not. */
  task = g_task_new (NULL, self->cancellable, run_done_cb, g_object_ref (self));
  g_task_set_name (task, "find tracks");

  run->indexer = self->indexer;
  run->entries = g_steal_pointer (&self->entries);
  run->search = g_strdup (self->search);
  run->sort = self->sort;
  g_task_set_task_data (task, run, run_free);

  self->stage = STAGE_WORKING;
  g_task_run_in_thread (task, run_in_thread);
}

static GRefString *
share (GRefString *text)
{
  return text != NULL ? g_ref_string_acquire (text) : NULL;
}

static void
copy_record (WbTrackView *self,
             const WbTrackRecord *record)
{
  WbTrackEntry entry = {
    .id = share (record->id),
    .label = share (record->label),
    .attributes = *self->search != '\0' ? share (record->attributes) : NULL,
    .heard = record->heard,
    .speed = record->speed,
    .handle = record->handle,
  };

  g_array_append_val (self->entries, entry);
}

/* Copies some more of the store. A track that changes its position meanwhile may be missed, until
 * the next run, or met twice. */
static gboolean
snapshot_cb (gpointer data)
{
  WbTrackView *self = data;
  const WbTrackTable *table = &self->store->table;
  gint64 deadline = g_get_monotonic_time () + SLICE_US;

  while (self->next < table->length)
    {
      copy_record (self, wb_track_table_get_record (table, self->next++));
      if (self->next % RECORDS_PER_LOOK == 0 && g_get_monotonic_time () >= deadline)
        return G_SOURCE_CONTINUE;
    }

  self->source_id = 0;
  start_worker (self);
  return G_SOURCE_REMOVE;
}

static gboolean
start_run_cb (gpointer data)
{
  WbTrackView *self = data;

  self->source_id = 0;
  self->stage = STAGE_SNAPSHOT;
  self->started = g_get_monotonic_time ();
  self->answers |= self->asked;
  self->stale = self->asked = FALSE;
  wb_track_listing_begin (&self->listing);

  /* Of the run that a new query has overtaken: perhaps millions of strings. */
  g_clear_pointer (&self->entries, wb_dispose_array);
  self->entries = wb_track_entries_new (wb_track_store_get_length (self->store));
  self->next = 0;
  if (snapshot_cb (self) == G_SOURCE_CONTINUE)
    self->source_id = g_timeout_add (SLICE_PAUSE_MS, snapshot_cb, self);
  return G_SOURCE_REMOVE;
}

/* Starts a run when there is need for one: at once when somebody asked for it, else after a rest. */
static void
schedule (WbTrackView *self)
{
  gint64 rest = MAX (WB_TRACK_VIEW_INTERVAL_MS * G_GINT64_CONSTANT (1000), REST_FACTOR * self->took);
  gint64 wait = (self->started + rest - g_get_monotonic_time ()) / 1000;

  if (self->store == NULL || self->stage == STAGE_WORKING || (!self->asked && !self->stale))
    return;
  if (!self->asked && self->stage != STAGE_IDLE)
    return;

  g_clear_handle_id (&self->source_id, g_source_remove);
  self->stage = STAGE_WAITING;
  self->source_id = g_timeout_add (self->asked ? 0 : (guint) MAX (wait, 0), start_run_cb, self);
}

/* The query is another one. */
static void
ask (WbTrackView *self)
{
  self->asked = TRUE;
  if (self->stage == STAGE_WORKING)
    g_cancellable_cancel (self->cancellable);
  schedule (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/*
 * The store
 */

static void
removed_cb (WbTrackView *self,
            guint handle)
{
  wb_track_listing_note_removed (&self->listing, handle);
}

static void
drop_dead (WbTrackView *self)
{
  guint dropped = wb_track_listing_drop_dead (&self->listing);

  set_n_matching (self, self->n_matching - MIN (dropped, self->n_matching));
}

static gboolean
drop_dead_cb (gpointer data)
{
  WbTrackView *self = data;

  self->drop_id = 0;
  drop_dead (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (WbTrackView *self)
{
  if (self->listing.index->len <= LONG_LIST)
    drop_dead (self);
  else if (wb_track_listing_has_dead (&self->listing) && self->drop_id == 0)
    self->drop_id = g_timeout_add (WB_TRACK_VIEW_INTERVAL_MS, drop_dead_cb, self);
  self->stale = TRUE;
  schedule (self);
}

/*
 * Object
 */

static void
wb_track_view_get_property (GObject *object,
                            guint prop_id,
                            GValue *value,
                            GParamSpec *pspec)
{
  WbTrackView *self = WB_TRACK_VIEW (object);

  switch ((WbTrackViewProperty) prop_id)
    {
    case PROP_SEARCH:
      g_value_set_string (value, self->search);
      break;
    case PROP_SORT:
      g_value_set_enum (value, (int) self->sort);
      break;
    case PROP_FROZEN:
      g_value_set_boolean (value, self->frozen);
      break;
    case PROP_N_MATCHING:
      g_value_set_uint (value, self->n_matching);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, wb_track_view_is_busy (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
wb_track_view_set_property (GObject *object,
                            guint prop_id,
                            const GValue *value,
                            GParamSpec *pspec)
{
  WbTrackView *self = WB_TRACK_VIEW (object);

  switch ((WbTrackViewProperty) prop_id)
    {
    case PROP_SEARCH:
      wb_track_view_set_search (self, g_value_get_string (value));
      break;
    case PROP_SORT:
      wb_track_view_set_sort (self, (WbTrackSort) g_value_get_enum (value));
      break;
    case PROP_FROZEN:
      wb_track_view_set_frozen (self, g_value_get_boolean (value));
      break;
    case PROP_N_MATCHING:
    case PROP_BUSY:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
wb_track_view_dispose (GObject *object)
{
  WbTrackView *self = WB_TRACK_VIEW (object);

  g_clear_handle_id (&self->source_id, g_source_remove);
  g_clear_handle_id (&self->drop_id, g_source_remove);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (wb_track_view_parent_class)->dispose (object);
}

static void
wb_track_view_finalize (GObject *object)
{
  WbTrackView *self = WB_TRACK_VIEW (object);

  g_clear_pointer (&self->entries, wb_dispose_array);
  wb_track_indexer_free (self->indexer);
  g_free (self->search);
  wb_track_listing_clear (&self->listing);

  G_OBJECT_CLASS (wb_track_view_parent_class)->finalize (object);
}

static void
wb_track_view_class_init (WbTrackViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = wb_track_view_dispose;
  object_class->finalize = wb_track_view_finalize;
  object_class->get_property = wb_track_view_get_property;
  object_class->set_property = wb_track_view_set_property;

  /**
   * WbTrackView:search:
   *
   * Words that all have to occur in the name, id or attributes of a track; case does not matter.
   */
  properties[PROP_SEARCH] = g_param_spec_string ("search", NULL, NULL, "", writable);

  properties[PROP_SORT] =
      g_param_spec_enum ("sort", NULL, NULL, WB_TYPE_TRACK_SORT, WB_TRACK_SORT_NAME, writable);

  /**
   * WbTrackView:frozen:
   *
   * Whether rows stay where they are, as long as the query stays the same: new ones come last. For
   * the time in which the pointer is over the list.
   */
  properties[PROP_FROZEN] = g_param_spec_boolean ("frozen", NULL, NULL, FALSE, writable);

  /**
   * WbTrackView:n-matching:
   *
   * How many tracks matched when the store was last looked at.
   */
  properties[PROP_N_MATCHING] = g_param_spec_uint ("n-matching", NULL, NULL, 0, G_MAXUINT, 0, readable);

  /**
   * WbTrackView:busy:
   *
   * Whether the list does not show the answer to the query yet.
   */
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, readable);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
wb_track_view_init (WbTrackView *self)
{
  self->indexer = wb_track_indexer_new ();
  self->search = g_strdup ("");
  wb_track_listing_init (&self->listing, G_LIST_MODEL (self));
}

/**
 * wb_track_view_new:
 * @store: a store
 *
 * Returns: (transfer full): a list of all its tracks by name, which fills from the main context
 */
WbTrackView *
wb_track_view_new (WbTrackStore *store)
{
  WbTrackView *self;

  g_return_val_if_fail (WB_IS_TRACK_STORE (store), NULL);

  self = g_object_new (WB_TYPE_TRACK_VIEW, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  ask (self);
  return self;
}

void
wb_track_view_set_search (WbTrackView *self,
                          const char *search)
{
  g_autofree char *copy = g_utf8_make_valid (search != NULL ? search : "", -1);

  g_return_if_fail (WB_IS_TRACK_VIEW (self));

  if (g_str_equal (self->search, copy))
    return;

  g_free (self->search);
  self->search = g_steal_pointer (&copy);
  ask (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH]);
}

void
wb_track_view_set_sort (WbTrackView *self,
                        WbTrackSort sort)
{
  g_return_if_fail (WB_IS_TRACK_VIEW (self));

  if (self->sort == sort)
    return;

  self->sort = sort;
  ask (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT]);
}

gboolean
wb_track_view_get_frozen (WbTrackView *self)
{
  g_return_val_if_fail (WB_IS_TRACK_VIEW (self), FALSE);

  return self->frozen;
}

void
wb_track_view_set_frozen (WbTrackView *self,
                          gboolean frozen)
{
  g_return_if_fail (WB_IS_TRACK_VIEW (self));

  if (self->frozen == !!frozen)
    return;

  self->frozen = !!frozen;
  self->stale = TRUE;
  schedule (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FROZEN]);
}

guint
wb_track_view_get_n_matching (WbTrackView *self)
{
  g_return_val_if_fail (WB_IS_TRACK_VIEW (self), 0);

  return self->n_matching;
}

gboolean
wb_track_view_is_busy (WbTrackView *self)
{
  g_return_val_if_fail (WB_IS_TRACK_VIEW (self), FALSE);

  return self->asked || self->answers;
}

static guint32
get_handle (WbTrackView *self,
            WbTrack *track)
{
  if (wb_track_is_removed (track))
    return WB_TRACK_NO_HANDLE;
  return wb_track_table_get_record (&self->store->table, wb_track_get_position (track))->handle;
}

/**
 * wb_track_view_is_at:
 * @self: a view
 * @track: a row of its store
 * @position: a place in the list
 *
 * Returns: whether the track stands there
 */
gboolean
wb_track_view_is_at (WbTrackView *self,
                     WbTrack *track,
                     guint position)
{
  g_return_val_if_fail (WB_IS_TRACK_VIEW (self), FALSE);
  g_return_val_if_fail (WB_IS_TRACK (track), FALSE);

  return wb_track_listing_is_at (&self->listing, get_handle (self, track), position);
}

/**
 * wb_track_view_find:
 * @self: a view
 * @track: a row of its store
 * @position: (out): where it stands in the list
 *
 * Returns: whether it is in the list
 */
gboolean
wb_track_view_find (WbTrackView *self,
                    WbTrack *track,
                    guint *position)
{
  g_return_val_if_fail (WB_IS_TRACK_VIEW (self), FALSE);
  g_return_val_if_fail (WB_IS_TRACK (track), FALSE);

  return wb_track_listing_find (&self->listing, get_handle (self, track), position);
}
