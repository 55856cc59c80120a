/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The messages of one connection, newest last, within bounds. */

#include "config.h"

#include "wb-message-log.h"

/* The place of chunks that were dropped is taken back when there are this many of them. */
#define MAX_DROPPED_CHUNKS 1024

/* A run of messages of one batch, which stays as the feed made it. */
typedef struct {
  WbBatch *batch;
  guint first;     /* within the batch */
  guint64 start;   /* how many messages the log had seen before */
} Chunk;

/*
 * Entries
 */

/**
 * WbLogEntry:
 *
 * A line of the log for list widgets, made on demand; the log gives the same object for the same
 * message as long as somebody holds it.
 */
struct _WbLogEntry {
  GObject parent_instance;

  WbMessage *message;
  WbMessageLog *log; /* owned: the table of held entries lives there */
  guint64 place;
};

G_DEFINE_FINAL_TYPE (WbLogEntry, wb_log_entry, G_TYPE_OBJECT)

/**
 * WbMessageLog:
 *
 * A #GListModel of #WbLogEntry: a deque of chunks. Appending and dropping cost the same however
 * long the log is, and finding a message is a binary search over the chunks. The oldest messages
 * go first when there are too many of them or when they hold too much memory.
 */
struct _WbMessageLog {
  GObject parent_instance;

  GArray *chunks;       /* of Chunk */
  guint dropped_chunks; /* at the front of it */
  guint64 begin;        /* place of the oldest message */
  guint64 end;          /* place of the next one */
  gsize bytes;
  guint limit; /* messages; 0: only the bound by bytes */
  GHashTable *entries; /* place → WbLogEntry, not owned */
};

typedef enum {
  PROP_LIMIT = 1,
} WbMessageLogProperty;

static GParamSpec *properties[PROP_LIMIT + 1] = { NULL };

static void wb_message_log_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (WbMessageLog, wb_message_log, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, wb_message_log_list_model_init))

static void
wb_log_entry_finalize (GObject *object)
{
  WbLogEntry *self = WB_LOG_ENTRY (object);

  g_hash_table_remove (self->log->entries, &self->place);
  g_object_unref (self->log);
  wb_message_unref (self->message);

  G_OBJECT_CLASS (wb_log_entry_parent_class)->finalize (object);
}

static void
wb_log_entry_class_init (WbLogEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wb_log_entry_finalize;
}

static void
wb_log_entry_init (WbLogEntry *self G_GNUC_UNUSED)
{
}

/**
 * wb_log_entry_get_message:
 * @self: an entry
 *
 * Returns: (transfer none): its message
 */
WbMessage *
wb_log_entry_get_message (WbLogEntry *self)
{
  g_return_val_if_fail (WB_IS_LOG_ENTRY (self), NULL);

  return self->message;
}

/*
 * The list
 */

/* Finds the chunk that holds the message at @place, which is in the log. */
static const Chunk *
find_chunk (WbMessageLog *self,
            guint64 place)
{
  guint low = self->dropped_chunks, high = self->chunks->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->chunks, Chunk, middle).start <= place)
        low = middle;
      else
        high = middle;
    }
  return &g_array_index (self->chunks, Chunk, low);
}

static WbMessage *
message_at (WbMessageLog *self,
            guint64 place)
{
  const Chunk *chunk = find_chunk (self, place);

  return g_ptr_array_index (chunk->batch->messages, chunk->first + (guint) (place - chunk->start));
}

static GType
wb_message_log_get_item_type (GListModel *model G_GNUC_UNUSED)
{
  return WB_TYPE_LOG_ENTRY;
}

static guint
wb_message_log_get_n_items (GListModel *model)
{
  WbMessageLog *self = WB_MESSAGE_LOG (model);

  return (guint) (self->end - self->begin);
}

static gpointer
wb_message_log_get_item (GListModel *model,
                         guint position)
{
  WbMessageLog *self = WB_MESSAGE_LOG (model);
  guint64 place = self->begin + position;
  WbLogEntry *entry;

  if (place >= self->end)
    return NULL;

  entry = g_hash_table_lookup (self->entries, &place);
  if (entry != NULL)
    return g_object_ref (entry);

  entry = g_object_new (WB_TYPE_LOG_ENTRY, NULL);
  entry->message = wb_message_ref (message_at (self, place));
  entry->log = g_object_ref (self);
  entry->place = place;
  g_hash_table_insert (self->entries, &entry->place, entry);
  return entry;
}

static void
wb_message_log_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = wb_message_log_get_item_type;
  iface->get_n_items = wb_message_log_get_n_items;
  iface->get_item = wb_message_log_get_item;
}

/*
 * Bounds
 */

static void
drop_front_chunk (WbMessageLog *self)
{
  Chunk *chunk = &g_array_index (self->chunks, Chunk, self->dropped_chunks);

  g_clear_pointer (&chunk->batch, wb_batch_unref);
  if (++self->dropped_chunks < MAX_DROPPED_CHUNKS && self->dropped_chunks < self->chunks->len)
    return;

  g_array_remove_range (self->chunks, 0, self->dropped_chunks);
  self->dropped_chunks = 0;
}

/* Place of the first message behind the oldest chunk. */
static guint64
end_of_front_chunk (WbMessageLog *self)
{
  guint next = self->dropped_chunks + 1;

  return next < self->chunks->len ? g_array_index (self->chunks, Chunk, next).start : self->end;
}

static gboolean
is_over_bounds (WbMessageLog *self)
{
  guint64 length = self->end - self->begin;

  /* The newest message stays, however large it is. */
  return length > 1 && ((self->limit != 0 && length > self->limit) || self->bytes > WB_LOG_MAX_BYTES);
}

/* Drops the oldest messages until the bounds hold; returns how many. */
static guint
drop_oldest (WbMessageLog *self)
{
  guint64 begin = self->begin;

  while (is_over_bounds (self))
    {
      self->bytes -= wb_message_get_cost (message_at (self, self->begin));
      self->begin++;
      if (self->begin == end_of_front_chunk (self))
        drop_front_chunk (self);
    }
  return (guint) (self->begin - begin);
}

/* Two signals, so that the second one's list is the first one's with the new messages behind it:
 * the place of the end is moved back meanwhile. A log shorter than the batch drops some of it
 * before anybody saw it. */
static void
drop_and_tell (WbMessageLog *self,
               guint length)
{
  guint dropped = drop_oldest (self);
  guint gone = MIN (dropped, length);
  guint added = (guint) (self->end - self->begin) - (length - gone);

  if (gone > 0)
    {
      self->end -= added;
      g_list_model_items_changed (G_LIST_MODEL (self), 0, gone, 0);
      self->end += added;
    }
  g_list_model_items_changed (G_LIST_MODEL (self), length - gone, 0, added);
}

static void
wb_message_log_get_property (GObject *object,
                             guint prop_id,
                             GValue *value,
                             GParamSpec *pspec)
{
  switch ((WbMessageLogProperty) prop_id)
    {
    case PROP_LIMIT:
      g_value_set_uint (value, wb_message_log_get_limit (WB_MESSAGE_LOG (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
wb_message_log_set_property (GObject *object,
                             guint prop_id,
                             const GValue *value,
                             GParamSpec *pspec)
{
  switch ((WbMessageLogProperty) prop_id)
    {
    case PROP_LIMIT:
      wb_message_log_set_limit (WB_MESSAGE_LOG (object), g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
clear_chunk (gpointer data)
{
  Chunk *chunk = data;

  g_clear_pointer (&chunk->batch, wb_batch_unref);
}

static void
wb_message_log_finalize (GObject *object)
{
  WbMessageLog *self = WB_MESSAGE_LOG (object);

  g_array_unref (self->chunks);
  g_hash_table_unref (self->entries);

  G_OBJECT_CLASS (wb_message_log_parent_class)->finalize (object);
}

static void
wb_message_log_class_init (WbMessageLogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = wb_message_log_finalize;
  object_class->get_property = wb_message_log_get_property;
  object_class->set_property = wb_message_log_set_property;

  /**
   * WbMessageLog:limit:
   *
   * How many messages are kept; 0 leaves only the bound by bytes.
   */
  properties[PROP_LIMIT] =
      g_param_spec_uint ("limit", NULL, NULL, 0, G_MAXUINT, WB_LOG_MAX_MESSAGES,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
wb_message_log_init (WbMessageLog *self)
{
  self->chunks = g_array_new (FALSE, FALSE, sizeof (Chunk));
  g_array_set_clear_func (self->chunks, clear_chunk);
  self->limit = WB_LOG_MAX_MESSAGES;
  self->entries = g_hash_table_new (g_int64_hash, g_int64_equal);
}

WbMessageLog *
wb_message_log_new (void)
{
  return g_object_new (WB_TYPE_MESSAGE_LOG, NULL);
}

/**
 * wb_message_log_append:
 * @self: a log
 * @batch: an immutable batch
 * @first: first of its messages to append
 * @count: how many of them
 *
 * Appends messages and drops the oldest ones that are too many.
 */
void
wb_message_log_append (WbMessageLog *self,
                       WbBatch *batch,
                       guint first,
                       guint count)
{
  Chunk chunk = { .batch = batch, .first = first, .start = self->end };
  guint length = (guint) (self->end - self->begin);

  g_return_if_fail (WB_IS_MESSAGE_LOG (self));
  g_return_if_fail (first + count <= batch->messages->len);

  if (count == 0)
    return;

  wb_batch_ref (batch);
  g_array_append_val (self->chunks, chunk);
  self->end += count;
  for (guint i = first; i < first + count; i++)
    self->bytes += wb_message_get_cost (g_ptr_array_index (batch->messages, i));

  drop_and_tell (self, length);
}

/**
 * wb_message_log_clear:
 * @self: a log
 *
 * Drops all messages.
 */
void
wb_message_log_clear (WbMessageLog *self)
{
  guint length = (guint) (self->end - self->begin);

  g_return_if_fail (WB_IS_MESSAGE_LOG (self));

  g_array_set_size (self->chunks, 0);
  self->dropped_chunks = 0;
  self->begin = self->end;
  self->bytes = 0;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, length, 0);
}

/**
 * wb_message_log_get_message:
 * @self: a log
 * @position: below the number of items
 *
 * Returns: (transfer none) (nullable): the message, without an entry for it
 */
WbMessage *
wb_message_log_get_message (WbMessageLog *self,
                            guint position)
{
  g_return_val_if_fail (WB_IS_MESSAGE_LOG (self), NULL);

  return self->begin + position < self->end ? message_at (self, self->begin + position) : NULL;
}

guint
wb_message_log_get_limit (WbMessageLog *self)
{
  g_return_val_if_fail (WB_IS_MESSAGE_LOG (self), 0);

  return self->limit;
}

/**
 * wb_message_log_set_limit:
 * @self: a log
 * @limit: how many messages to keep, 0 for as many as the bound by bytes allows
 */
void
wb_message_log_set_limit (WbMessageLog *self,
                          guint limit)
{
  guint dropped;

  g_return_if_fail (WB_IS_MESSAGE_LOG (self));

  if (self->limit == limit)
    return;

  self->limit = limit;
  dropped = drop_oldest (self);
  if (dropped > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, dropped, 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LIMIT]);
}

/**
 * wb_message_log_get_bytes:
 * @self: a log
 *
 * Returns: about how much memory the messages hold
 */
gsize
wb_message_log_get_bytes (WbMessageLog *self)
{
  g_return_val_if_fail (WB_IS_MESSAGE_LOG (self), 0);

  return self->bytes;
}
