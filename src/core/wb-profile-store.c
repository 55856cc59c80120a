/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Keeps the connections of a monitor in files, from one run to the next.
 *
 * A connection made in the program has a file in the program's folder, which follows every change
 * by itself. A file that was opened from elsewhere belongs to somebody else: it stays where it is
 * and is written only when the user says so. One worker does all writing, so that what is written
 * last wins. */

#include "config.h"

#include "wb-profile-store.h"

#include "wb-file-writer.h"
#include "wb-profile-file.h"
#include "wb-profile-secrets.h"

#include <string.h>

#define SUFFIX ".websocket"

/* Typing changes a profile with every key. */
#define SAVE_DELAY_MS 500

/* More connections than anybody has, and few enough to read them at start. */
#define MAX_FILES 1000

/* A connection of the list, or the place of one whose file could not be read (yet). Counted: what is
 * being written keeps it. */
typedef struct
{
  char *name;         /* of a file in the folder, or the URI of another */
  WbProfile *profile; /* NULL while there is none */
  gboolean on_disk;   /* as its document says */
  guint n_writing;    /* texts that are under way to its file */
} Entry;

/**
 * WbProfileStore:
 *
 * ::changed is emitted when the list or its order has changed, ::restored with each connection of
 * the last run, ::failed with a sentence for the user when a file can't be read or written; that
 * file is left alone.
 */
struct _WbProfileStore
{
  GObject parent_instance;

  /* Owned */
  WbMonitor *monitor;
  char *folder;
  GPtrArray *entries; /* of Entry */
  GHashTable *dirty;  /* of WbProfile: changed since they were written */
  WbFileWriter *writer;
  GCancellable *cancellable; /* reading files from elsewhere */

  guint save; /* source id */
  gboolean restoring;
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_FAILED,
  SIGNAL_RESTORED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WbProfileStore, wb_profile_store, G_TYPE_OBJECT)

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  g_clear_object (&entry->profile);
  g_free (entry->name);
}

static void
entry_unref (gpointer data)
{
  g_rc_box_release_full (data, entry_clear);
}

static void
fail (WbProfileStore *self,
      const GError *error)
{
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, error->message);
}

/*
 * Writing
 */

static char *
dup_id (WbProfile *profile)
{
  char *id;

  g_object_get (profile, "id", &id, NULL);
  return id;
}

static Entry *
find_entry (WbProfileStore *self,
            WbProfile *profile)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      if (entry->profile == profile)
        return entry;
    }
  return NULL;
}

static GFile *
dup_own_file (WbProfileStore *self,
              const char *name)
{
  return g_file_new_build_filename (self->folder, name, NULL);
}

/* What could not be written waits for the next change, or for the end of the program. */
static void
written_cb (gpointer subject,
            const char *text,
            const GError *error,
            gpointer data)
{
  WbProfileStore *self = data;
  Entry *entry = subject;

  entry->n_writing--;
  if (error == NULL)
    {
      entry->on_disk = TRUE;
      g_object_set (entry->profile, "document", text, NULL);
      return;
    }

  if (g_ptr_array_find (self->entries, entry, NULL))
    g_hash_table_add (self->dirty, g_object_ref (entry->profile));
  fail (self, error);
}

/* Secrets are kept elsewhere, for this session in the profile's variables. */
static void
take_secrets (WbProfileStore *self,
              WbProfile *profile)
{
  g_signal_handlers_block_matched (profile, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, self);
  wb_profile_take_secrets (profile);
  g_signal_handlers_unblock_matched (profile, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, self);
}

/* The document becomes what is written as soon as it is: until then nobody knows what the file will
 * hold, and no text is one that need not be written. */
static void
write_entry (WbProfileStore *self,
             Entry *entry)
{
  GFile *elsewhere = wb_profile_file_get_file (entry->profile);
  g_autoptr(GFile) file =
      elsewhere != NULL ? g_object_ref (elsewhere) : dup_own_file (self, entry->name);
  g_autofree char *text = NULL;
  g_autofree char *old = NULL;

  take_secrets (self, entry->profile);
  text = wb_profile_file_format (entry->profile);
  g_object_get (entry->profile, "document", &old, NULL);
  if (entry->on_disk && entry->n_writing == 0 && g_strcmp0 (text, old) == 0)
    return;

  entry->n_writing++;
  wb_file_writer_write (self->writer, file, text, elsewhere != NULL ? old : NULL,
                        g_rc_box_acquire (entry));
}

static void
write_own (WbProfileStore *self,
           WbProfile *profile)
{
  Entry *entry = find_entry (self, profile);

  if (entry != NULL && wb_profile_file_get_file (profile) == NULL)
    write_entry (self, entry);
}

static void
write_dirty (WbProfileStore *self)
{
  GHashTableIter iter;
  gpointer profile;

  g_hash_table_iter_init (&iter, self->dirty);
  while (g_hash_table_iter_next (&iter, &profile, NULL))
    write_own (self, profile);
  g_hash_table_remove_all (self->dirty);
}

static gboolean
save_cb (gpointer data)
{
  WbProfileStore *self = data;

  self->save = 0;
  write_dirty (self);
  return G_SOURCE_REMOVE;
}

static void
save_soon (WbProfileStore *self,
           WbProfile *profile)
{
  g_hash_table_add (self->dirty, g_object_ref (profile));
  if (self->save == 0)
    self->save = g_timeout_add (SAVE_DELAY_MS, save_cb, self);
}

static void
profile_changed_cb (WbProfileStore *self,
                    GParamSpec *property,
                    WbProfile *profile)
{
  if (!g_str_equal (property->name, "document"))
    save_soon (self, profile);
}

/**
 * wb_profile_store_save:
 * @self: a store
 * @profile: one of its profiles
 *
 * Writes @profile now, also to a file from elsewhere. The user learns by ::failed if that can't be
 * done, as when another program has changed the file.
 */
void
wb_profile_store_save (WbProfileStore *self,
                       WbProfile *profile)
{
  Entry *entry;

  g_return_if_fail (WB_IS_PROFILE_STORE (self));
  g_return_if_fail (WB_IS_PROFILE (profile));

  entry = find_entry (self, profile);
  if (entry != NULL)
    write_entry (self, entry);
}

/*
 * Connections that come and go
 */

/* The name of a file is an id that was made here: one from a file could lead anywhere. */
static char *
make_name (WbProfile *profile)
{
  g_autofree char *id = wb_profile_ensure_id (profile);
  GFile *file = wb_profile_file_get_file (profile);

  return file != NULL ? g_file_get_uri (file) : g_strconcat (id, SUFFIX, NULL);
}

static void
watch (WbProfileStore *self,
       WbProfile *profile)
{
  g_signal_connect_object (profile, "notify", G_CALLBACK (profile_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static Entry *
adopt (WbProfileStore *self,
       WbProfile *profile)
{
  Entry *entry = g_rc_box_new0 (Entry);

  entry->name = make_name (profile);
  entry->profile = g_object_ref (profile);
  entry->on_disk = wb_profile_file_get_file (profile) != NULL;
  wb_profile_take_secrets (profile);
  watch (self, profile);
  save_soon (self, profile);
  return entry;
}

static void
cleared_cb (GObject *secrets,
            GAsyncResult *result,
            gpointer data G_GNUC_UNUSED)
{
  g_autoptr(GError) error = NULL;

  if (!wb_secret_store_clear_finish (WB_SECRET_STORE (secrets), result, &error))
    g_message ("The secrets of a connection could not be deleted: %s", error->message);
}

/* Who takes a connection back has its secrets in this session. */
static void
clear_secrets (WbProfileStore *self,
               WbProfile *profile)
{
  WbSecretStore *secrets = wb_registry_get_secret_store (wb_monitor_get_registry (self->monitor));
  g_autofree char *id = dup_id (profile);

  if (secrets != NULL && id != NULL && *id != '\0')
    wb_secret_store_clear_async (secrets, id, NULL, cleared_cb, NULL);
}

static void
forget (WbProfileStore *self,
        Entry *entry)
{
  g_autoptr(GFile) file = NULL;

  g_signal_handlers_disconnect_by_data (entry->profile, self);
  g_hash_table_remove (self->dirty, entry->profile);
  clear_secrets (self, entry->profile);
  if (wb_profile_file_get_file (entry->profile) != NULL)
    return;

  file = dup_own_file (self, entry->name);
  wb_file_writer_delete (self->writer, file);
}

/* Places without a connection stay behind what they stood behind: their files may be read later, or
 * in another run. What has neither place nor connection any more is forgotten. */
static void
keep_places (WbProfileStore *self,
             GPtrArray *old)
{
  guint next = 0;

  for (guint i = 0; i < old->len; i++)
    {
      Entry *entry = g_ptr_array_index (old, i);
      guint position;

      if (entry->profile == NULL)
        g_ptr_array_insert (self->entries, (int) next++, g_rc_box_acquire (entry));
      else if (g_ptr_array_find (self->entries, entry, &position))
        next = position + 1;
      else
        forget (self, entry);
    }
}

/* Makes the entries those of the connections, in their order. */
static void
connections_changed_cb (WbProfileStore *self)
{
  GListModel *connections = wb_monitor_get_connections (self->monitor);
  g_autoptr(GPtrArray) entries = NULL;
  g_autoptr(GPtrArray) old = NULL;

  if (self->restoring)
    return;

  entries = g_ptr_array_new_with_free_func (entry_unref);
  for (guint i = 0; i < g_list_model_get_n_items (connections); i++)
    {
      g_autoptr(WbConnection) connection = g_list_model_get_item (connections, i);
      WbProfile *profile = wb_connection_get_profile (connection);
      Entry *entry = find_entry (self, profile);

      g_ptr_array_add (entries, entry != NULL ? g_rc_box_acquire (entry) : adopt (self, profile));
    }
  old = g_steal_pointer (&self->entries);
  self->entries = g_steal_pointer (&entries);
  keep_places (self, old);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/*
 * Restoring
 */

/* Where a profile of the entry belongs: after those of the entries before it. */
static guint
find_position (WbProfileStore *self,
               const Entry *entry)
{
  guint position = 0;

  for (guint i = 0; i < self->entries->len && g_ptr_array_index (self->entries, i) != entry; i++)
    position += ((Entry *) g_ptr_array_index (self->entries, i))->profile != NULL;
  return position;
}

static void
restore_profile (WbProfileStore *self,
                 Entry *entry,
                 WbProfile *profile)
{
  guint position = find_position (self, entry);
  WbConnection *connection;

  entry->profile = g_object_ref (profile);
  entry->on_disk = TRUE;
  watch (self, profile);
  self->restoring = TRUE;
  connection = wb_monitor_insert (self->monitor, profile, position);
  self->restoring = FALSE;
  g_signal_emit (self, signals[SIGNAL_RESTORED], 0, connection);
}

static void
restore_own (WbProfileStore *self,
             Entry *entry)
{
  g_autofree char *path = g_build_filename (self->folder, entry->name, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(WbProfile) profile = wb_profile_file_load (path, &error);

  if (profile != NULL)
    restore_profile (self, entry, profile);
  else if (!g_error_matches (error, WB_PROFILE_FILE_ERROR, WB_PROFILE_FILE_ERROR_MISSING))
    fail (self, error);
}

static Entry *
find_name (WbProfileStore *self,
           const char *name)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      if (g_str_equal (entry->name, name))
        return entry;
    }
  return NULL;
}

static void
read_cb (GObject *source,
         GAsyncResult *result,
         gpointer data)
{
  WbProfileStore *self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(WbProfile) profile = wb_profile_file_read_finish (result, &error);
  g_autofree char *uri = g_file_get_uri (G_FILE (source));
  Entry *entry;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  entry = find_name (self, uri);
  if (profile == NULL)
    fail (self, error);
  else if (entry != NULL && entry->profile == NULL)
    restore_profile (self, entry, profile);
}

static void
restore (WbProfileStore *self,
         Entry *entry)
{
  g_autofree char *scheme = g_uri_parse_scheme (entry->name);
  g_autoptr(GFile) file = NULL;

  if (scheme == NULL)
    {
      restore_own (self, entry);
      return;
    }

  file = g_file_new_for_uri (entry->name);
  wb_profile_file_read_async (file, self->cancellable, read_cb, self);
}

static void
add_place (WbProfileStore *self,
           const char *name)
{
  Entry *entry;

  if (self->entries->len >= MAX_FILES || find_name (self, name) != NULL)
    return;

  entry = g_rc_box_new0 (Entry);
  entry->name = g_strdup (name);
  g_ptr_array_add (self->entries, entry);
}

/* Files nobody put into the order, from a copy of the folder for example, come after the others. */
static void
add_places (WbProfileStore *self,
            const char *const *order)
{
  g_autoptr(GDir) folder = g_dir_open (self->folder, 0, NULL);
  const char *name;

  for (gsize i = 0; order[i] != NULL; i++)
    if (strchr (order[i], '/') == NULL || strstr (order[i], ":/") != NULL)
      add_place (self, order[i]);
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_suffix (name, SUFFIX) && *name != '.' && g_utf8_validate (name, -1, NULL))
      add_place (self, name);
}

/*
 * Object
 */

static void
wb_profile_store_dispose (GObject *object)
{
  WbProfileStore *self = WB_PROFILE_STORE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->save, g_source_remove);
  if (self->monitor != NULL)
    write_dirty (self);
  g_clear_pointer (&self->writer, wb_file_writer_free);
  g_clear_object (&self->monitor);

  G_OBJECT_CLASS (wb_profile_store_parent_class)->dispose (object);
}

static void
wb_profile_store_finalize (GObject *object)
{
  WbProfileStore *self = WB_PROFILE_STORE (object);

  g_ptr_array_unref (self->entries);
  g_hash_table_unref (self->dirty);
  g_object_unref (self->cancellable);
  g_free (self->folder);

  G_OBJECT_CLASS (wb_profile_store_parent_class)->finalize (object);
}

static void
wb_profile_store_class_init (WbProfileStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wb_profile_store_dispose;
  G_OBJECT_CLASS (klass)->finalize = wb_profile_store_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", WB_TYPE_PROFILE_STORE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", WB_TYPE_PROFILE_STORE, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_RESTORED] = g_signal_new ("restored", WB_TYPE_PROFILE_STORE, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, WB_TYPE_CONNECTION);
}

static void
wb_profile_store_init (WbProfileStore *self)
{
  self->entries = g_ptr_array_new_with_free_func (entry_unref);
  self->dirty = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->cancellable = g_cancellable_new ();
  self->writer = wb_file_writer_new (written_cb, entry_unref, self);
}

/**
 * wb_profile_store_new:
 * @monitor: a monitor without connections
 * @folder: where its connections are kept; made when there is something to keep
 * @order: what wb_profile_store_dup_order() returned last
 *
 * Returns: (transfer full): a store; wb_profile_store_restore() fills @monitor
 */
WbProfileStore *
wb_profile_store_new (WbMonitor *monitor,
                      const char *folder,
                      const char *const *order)
{
  WbProfileStore *self = g_object_new (WB_TYPE_PROFILE_STORE, NULL);

  self->monitor = g_object_ref (monitor);
  self->folder = g_strdup (folder);
  g_signal_connect_object (wb_monitor_get_connections (monitor), "items-changed",
                           G_CALLBACK (connections_changed_cb), self, G_CONNECT_SWAPPED);
  add_places (self, order);
  return self;
}

/**
 * wb_profile_store_restore:
 * @self: a new store
 *
 * Adds its connections to the monitor: those of the folder at once, others when their files were
 * read.
 */
void
wb_profile_store_restore (WbProfileStore *self)
{
  g_return_if_fail (WB_IS_PROFILE_STORE (self));

  for (guint i = 0; i < self->entries->len; i++)
    restore (self, g_ptr_array_index (self->entries, i));
}

/**
 * wb_profile_store_dup_order:
 * @self: a store
 *
 * Returns: (transfer full): names of the files of all connections in their order
 */
char **
wb_profile_store_dup_order (WbProfileStore *self)
{
  g_autoptr(GStrvBuilder) builder = NULL;

  g_return_val_if_fail (WB_IS_PROFILE_STORE (self), NULL);

  builder = g_strv_builder_new ();
  for (guint i = 0; i < self->entries->len; i++)
    g_strv_builder_add (builder, ((Entry *) g_ptr_array_index (self->entries, i))->name);
  return g_strv_builder_end (builder);
}

/**
 * wb_profile_store_get_name:
 * @self: a store
 * @profile: a profile
 *
 * Returns: (transfer none) (nullable): what the store calls @profile in its order
 */
const char *
wb_profile_store_get_name (WbProfileStore *self,
                           WbProfile *profile)
{
  Entry *entry;

  g_return_val_if_fail (WB_IS_PROFILE_STORE (self), NULL);

  entry = find_entry (self, profile);
  return entry != NULL ? entry->name : NULL;
}
