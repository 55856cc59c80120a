/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A line of the log, for list widgets. */

#include "config.h"

#include "wb-log-entry.h"

/**
 * WbLogEntry:
 *
 * A message as an object, made on demand; a log gives the same object for the same message as long
 * as somebody holds it, even when the message has left the log.
 */
struct _WbLogEntry {
  GObject parent_instance;

  WbMessage *message;
  GHashTable *entries; /* of the log: WbMessage → WbLogEntry, neither of them owned */
};

G_DEFINE_FINAL_TYPE (WbLogEntry, wb_log_entry, G_TYPE_OBJECT)

static void
wb_log_entry_finalize (GObject *object)
{
  WbLogEntry *self = WB_LOG_ENTRY (object);

  g_hash_table_remove (self->entries, self->message);
  g_hash_table_unref (self->entries);
  wb_message_dispose (self->message);

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

/**
 * wb_log_entry_obtain:
 * @entries: where a log keeps the entries somebody holds, by their messages
 * @message: a message
 *
 * Returns: (transfer full): the entry of @message, a new one if there is none
 */
WbLogEntry *
wb_log_entry_obtain (GHashTable *entries,
                     WbMessage *message)
{
  WbLogEntry *self = g_hash_table_lookup (entries, message);

  if (self != NULL)
    return g_object_ref (self);

  self = g_object_new (WB_TYPE_LOG_ENTRY, NULL);
  self->message = wb_message_ref (message);
  self->entries = g_hash_table_ref (entries);
  g_hash_table_insert (entries, message, self);
  return self;
}
