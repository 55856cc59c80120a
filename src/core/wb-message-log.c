/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The messages of one connection, in the order and within the bounds the user chose. */

#include "config.h"

#include "wb-message-log.h"

/**
 * WbMessageLog:
 *
 * A #GListModel of #WbLogEntry. The oldest messages go first when there are too many of them or
 * when they hold too much memory. Inside they run from the oldest to the newest one whatever the
 * retention is; that decides only what stays and at which end of the list the newest message is.
 */
struct _WbMessageLog {
  GObject parent_instance;

  WbMessageDeque messages;
  guint limit; /* messages; 0: only the bound by bytes */
  WbRetention retention;
  GHashTable *entries; /* WbMessage → WbLogEntry, neither of them owned */
};

/**
 * WbLogContents:
 *
 * What a log held before it was cleared.
 */
struct _WbLogContents {
  WbMessageDeque messages;
};

typedef enum {
  PROP_LIMIT = 1,
  PROP_RETENTION,
} WbMessageLogProperty;

static GParamSpec *properties[PROP_RETENTION + 1] = { NULL };

static void wb_message_log_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (WbMessageLog, wb_message_log, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, wb_message_log_list_model_init))

/*
 * The list
 */

static GType
wb_message_log_get_item_type (GListModel *model G_GNUC_UNUSED)
{
  return WB_TYPE_LOG_ENTRY;
}

static guint
wb_message_log_get_n_items (GListModel *model)
{
  return wb_message_deque_get_length (&WB_MESSAGE_LOG (model)->messages);
}

/* Place of the message at @position of the list. */
static guint64
place_of (WbMessageLog *self,
          guint position)
{
  if (wb_message_log_is_newest_first (self))
    return self->messages.end - 1 - position;
  return self->messages.begin + position;
}

static gpointer
wb_message_log_get_item (GListModel *model,
                         guint position)
{
  WbMessageLog *self = WB_MESSAGE_LOG (model);
  WbMessage *message = wb_message_log_get_message (self, position);

  return message != NULL ? wb_log_entry_obtain (self->entries, message) : NULL;
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

/* Drops the oldest messages until the bounds hold with some more messages, but never the newest one,
 * however large it is; returns how many. */
static guint
drop_oldest (WbMessageLog *self,
             guint more,
             gsize more_bytes)
{
  WbMessageDeque *messages = &self->messages;
  guint length = wb_message_deque_get_length (messages);
  gsize bytes = messages->bytes + more_bytes;
  guint too_many = 0, too_large = 0;

  if (self->limit != 0 && (guint64) length + more > self->limit)
    too_many = (guint) MIN ((guint64) length + more - self->limit, length);
  if (bytes > WB_LOG_MAX_BYTES)
    too_large = MIN (wb_message_deque_count_oldest (messages, MIN (bytes - WB_LOG_MAX_BYTES, messages->bytes)),
                     more > 0 || length == 0 ? length : length - 1);
  /* In one go: what it takes to let go of them decides who does it. */
  wb_message_deque_drop_oldest (messages, MAX (too_many, too_large));
  return MAX (too_many, too_large);
}

/* Makes room for @more messages. Told before they come, so that each signal finds the list as it
 * says, whatever a listener does to the log. */
static void
make_room (WbMessageLog *self,
           guint more,
           gsize more_bytes)
{
  guint dropped;

  while ((dropped = drop_oldest (self, more, more_bytes)) > 0)
    g_list_model_items_changed (
        G_LIST_MODEL (self),
        wb_message_log_is_newest_first (self) ? wb_message_deque_get_length (&self->messages) : 0, dropped, 0);
}

static gsize
count_bytes (WbBatch *batch,
             guint first,
             guint count)
{
  gsize bytes = 0;

  for (guint i = first; i < first + count; i++)
    bytes += wb_message_get_cost (g_ptr_array_index (batch->messages, i));
  return bytes;
}

/*
 * Snapshot
 */

static void
forget_all (WbMessageLog *self)
{
  wb_message_deque_drop_oldest (&self->messages, wb_message_deque_get_length (&self->messages));
}

/* Puts one message in the place of all others. */
static void
keep_only (WbMessageLog *self,
           WbBatch *batch,
           guint index)
{
  forget_all (self);
  wb_message_deque_push (&self->messages, batch, index, 1, count_bytes (batch, index, 1));
}

static void
take_snapshot (WbMessageLog *self,
               WbBatch *batch,
               guint first,
               guint count)
{
  guint length = wb_message_deque_get_length (&self->messages);

  for (guint i = first + count; i > first; i--)
    if (wb_message_carries_data (g_ptr_array_index (batch->messages, i - 1)))
      {
        keep_only (self, batch, i - 1);
        g_list_model_items_changed (G_LIST_MODEL (self), 0, length, 1);
        return;
      }
}

/* Drops everything but the latest message that carries data. */
static void
reduce_to_snapshot (WbMessageLog *self)
{
  for (guint64 place = self->messages.end; place > self->messages.begin; place--)
    {
      guint index;
      g_autoptr(WbBatch) batch =
          wb_batch_ref (wb_message_deque_find (&self->messages, place - 1, &index));

      if (wb_message_carries_data (g_ptr_array_index (batch->messages, index)))
        {
          keep_only (self, batch, index);
          return;
        }
    }
  forget_all (self);
}

/*
 * All messages
 */

static void
add (WbMessageLog *self,
     WbBatch *batch,
     guint first,
     guint count)
{
  gsize bytes = count_bytes (batch, first, count);
  guint length;

  make_room (self, count, bytes);
  length = wb_message_deque_get_length (&self->messages);
  wb_message_deque_push (&self->messages, batch, first, count, bytes);
  /* What does not fit by itself goes before anybody saw it. */
  drop_oldest (self, 0, 0);
  g_list_model_items_changed (G_LIST_MODEL (self), wb_message_log_is_newest_first (self) ? 0 : length, 0,
                              wb_message_deque_get_length (&self->messages) - length);
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
    case PROP_RETENTION:
      g_value_set_enum (value, (int) wb_message_log_get_retention (WB_MESSAGE_LOG (object)));
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
    case PROP_RETENTION:
      wb_message_log_set_retention (WB_MESSAGE_LOG (object), (WbRetention) g_value_get_enum (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
wb_message_log_finalize (GObject *object)
{
  WbMessageLog *self = WB_MESSAGE_LOG (object);

  wb_message_deque_clear (&self->messages);
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

  /**
   * WbMessageLog:retention:
   *
   * What is kept, and where in the list the newest message is.
   */
  properties[PROP_RETENTION] =
      g_param_spec_enum ("retention", NULL, NULL, WB_TYPE_RETENTION, WB_RETENTION_APPEND,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
wb_message_log_init (WbMessageLog *self)
{
  wb_message_deque_init (&self->messages, 0);
  self->limit = WB_LOG_MAX_MESSAGES;
  self->entries = g_hash_table_new (NULL, NULL);
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
 * Adds new messages and drops the oldest ones that are too many.
 */
void
wb_message_log_append (WbMessageLog *self,
                       WbBatch *batch,
                       guint first,
                       guint count)
{
  g_return_if_fail (WB_IS_MESSAGE_LOG (self));
  g_return_if_fail (first + count <= batch->messages->len);

  if (count == 0)
    return;
  if (self->retention == WB_RETENTION_SNAPSHOT)
    take_snapshot (self, batch, first, count);
  else
    add (self, batch, first, count);
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
  guint length = wb_message_deque_get_length (&self->messages);

  g_return_if_fail (WB_IS_MESSAGE_LOG (self));

  forget_all (self);
  if (length > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, length, 0);
}

/**
 * wb_message_log_steal:
 * @self: a log
 *
 * Clears the log so that it can be undone.
 *
 * Returns: (transfer full): what it held, for wb_message_log_restore()
 */
WbLogContents *
wb_message_log_steal (WbMessageLog *self)
{
  guint length = wb_message_deque_get_length (&self->messages);
  WbLogContents *contents;

  g_return_val_if_fail (WB_IS_MESSAGE_LOG (self), NULL);

  contents = g_new0 (WbLogContents, 1);
  contents->messages = self->messages;
  wb_message_deque_init (&self->messages, contents->messages.end);
  if (length > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, length, 0);
  return contents;
}

/**
 * wb_message_log_restore:
 * @self: the log that @contents were taken from
 * @contents: (transfer full): what it held
 *
 * Puts messages back before those that have come since, as far as the bounds allow. Where some of
 * the newer ones had to go already, the older ones are gone as well.
 *
 * Returns: whether the messages could be put back
 */
gboolean
wb_message_log_restore (WbMessageLog *self,
                        WbLogContents *contents)
{
  g_autoptr(WbLogContents) old = contents;
  guint length = wb_message_deque_get_length (&self->messages);
  guint restored;

  g_return_val_if_fail (WB_IS_MESSAGE_LOG (self), FALSE);

  if (old->messages.end != self->messages.begin ||
      (self->retention == WB_RETENTION_SNAPSHOT && length > 0))
    return FALSE;

  wb_message_deque_put_back (&self->messages, &old->messages);
  drop_oldest (self, 0, 0);
  restored = wb_message_deque_get_length (&self->messages) - length;
  if (restored > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), wb_message_log_is_newest_first (self) ? length : 0, 0,
                                restored);
  return TRUE;
}

void
wb_log_contents_free (WbLogContents *contents)
{
  wb_message_deque_clear (&contents->messages);
  g_free (contents);
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

  if (position >= wb_message_deque_get_length (&self->messages))
    return NULL;
  return wb_message_deque_get (&self->messages, place_of (self, position));
}

/**
 * wb_message_log_dup_entry:
 * @self: a log
 * @message: a message that is or was in it
 *
 * Returns: (transfer full): the line of the log for it
 */
WbLogEntry *
wb_message_log_dup_entry (WbMessageLog *self,
                          WbMessage *message)
{
  g_return_val_if_fail (WB_IS_MESSAGE_LOG (self), NULL);

  return wb_log_entry_obtain (self->entries, message);
}

/**
 * wb_message_log_get_begin:
 * @self: a log
 *
 * Returns: the place of its oldest message: how many older ones it has held
 */
guint64
wb_message_log_get_begin (WbMessageLog *self)
{
  g_return_val_if_fail (WB_IS_MESSAGE_LOG (self), 0);

  return self->messages.begin;
}

/**
 * wb_message_log_get_end:
 * @self: a log
 *
 * Returns: the place of the next message
 */
guint64
wb_message_log_get_end (WbMessageLog *self)
{
  g_return_val_if_fail (WB_IS_MESSAGE_LOG (self), 0);

  return self->messages.end;
}

/**
 * wb_message_log_get_runs:
 * @self: a log
 * @begin: place of a first message
 * @end: place behind the last one
 *
 * Takes references to what the log holds of these places, so that another thread can read it.
 *
 * Returns: (transfer full) (element-type WbLogRun): oldest first
 */
GArray *
wb_message_log_get_runs (WbMessageLog *self,
                         guint64 begin,
                         guint64 end)
{
  g_return_val_if_fail (WB_IS_MESSAGE_LOG (self), NULL);

  return wb_message_deque_get_runs (&self->messages, begin, end);
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
  g_return_if_fail (WB_IS_MESSAGE_LOG (self));

  if (self->limit == limit)
    return;

  self->limit = limit;
  make_room (self, 0, 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LIMIT]);
}

WbRetention
wb_message_log_get_retention (WbMessageLog *self)
{
  g_return_val_if_fail (WB_IS_MESSAGE_LOG (self), WB_RETENTION_APPEND);

  return self->retention;
}

/**
 * wb_message_log_set_retention:
 * @self: a log
 * @retention: what to keep from now on; what it already holds is put in order
 */
void
wb_message_log_set_retention (WbMessageLog *self,
                              WbRetention retention)
{
  guint length;

  g_return_if_fail (WB_IS_MESSAGE_LOG (self));

  if (self->retention == retention)
    return;

  length = wb_message_deque_get_length (&self->messages);
  self->retention = retention;
  if (retention == WB_RETENTION_SNAPSHOT)
    reduce_to_snapshot (self);
  if (length > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, length,
                                wb_message_deque_get_length (&self->messages));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RETENTION]);
}

/**
 * wb_message_log_is_newest_first:
 * @self: a log
 *
 * Returns: whether new messages come at the beginning of the list
 */
gboolean
wb_message_log_is_newest_first (WbMessageLog *self)
{
  g_return_val_if_fail (WB_IS_MESSAGE_LOG (self), FALSE);

  return self->retention == WB_RETENTION_PREPEND;
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

  return self->messages.bytes;
}
