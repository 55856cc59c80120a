/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Keeps the connections of the monitor from one run to the next. */

#include "config.h"

#include "wb-connection-store.h"

#include "wb-profile-settings.h"
#include "wb-profile-store.h"
#include "wb-url.h"

#include <string.h>

/**
 * WbConnectionStore:
 *
 * The connections are files, see #WbProfileStore. What those can't say is kept in the settings of
 * the application: their order, what this computer alone knows of them, and which addresses were
 * used lately.
 */
struct _WbConnectionStore
{
  GObject parent_instance;

  /* Owned */
  WbMonitor *monitor;
  GSettings *settings;
  WbProfileStore *files;
};

enum
{
  SIGNAL_FAILED,
  SIGNAL_RESTORED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WbConnectionStore, wb_connection_store, G_TYPE_OBJECT)

/*
 * What this computer alone knows
 */

static void
write_private (WbConnectionStore *self)
{
  GListModel *connections = wb_monitor_get_connections (self->monitor);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sa{ss}}"));
  for (guint i = 0; i < g_list_model_get_n_items (connections); i++)
    {
      g_autoptr(WbConnection) connection = g_list_model_get_item (connections, i);
      WbProfile *profile = wb_connection_get_profile (connection);
      g_autoptr(GVariant) own = g_variant_ref_sink (wb_profile_settings_save (profile));

      if (g_variant_n_children (own) > 0)
        g_variant_builder_add (&builder, "{s@a{ss}}",
                               wb_profile_store_get_name (self->files, profile), own);
    }
  g_settings_set_value (self->settings, "private-settings", g_variant_builder_end (&builder));
}

static void
profile_changed_cb (WbConnectionStore *self,
                    GParamSpec *property)
{
  if (wb_profile_settings_has (property->name))
    write_private (self);
}

static void
watch (WbConnectionStore *self,
       WbProfile *profile)
{
  g_signal_handlers_disconnect_by_data (profile, self);
  g_signal_connect_object (profile, "notify", G_CALLBACK (profile_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
restore_private (WbConnectionStore *self,
                 WbProfile *profile)
{
  g_autoptr(GVariant) all = g_settings_get_value (self->settings, "private-settings");
  const char *name = wb_profile_store_get_name (self->files, profile);
  g_autoptr(GVariant) own = g_variant_lookup_value (all, name, G_VARIANT_TYPE ("a{ss}"));

  if (own != NULL)
    wb_profile_settings_restore (profile, own);
}

static void
connections_changed_cb (WbConnectionStore *self,
                        guint position,
                        guint removed G_GNUC_UNUSED,
                        guint added,
                        GListModel *connections)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr(WbConnection) connection = g_list_model_get_item (connections, i);

      watch (self, wb_connection_get_profile (connection));
    }
}

/*
 * Object
 */

static void
order_changed_cb (WbConnectionStore *self)
{
  g_auto(GStrv) order = wb_profile_store_dup_order (self->files);

  g_settings_set_strv (self->settings, "connections", (const char *const *)order);
}

static void
failed_cb (WbConnectionStore *self,
           const char *sentence)
{
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, sentence);
}

static void
restored_cb (WbConnectionStore *self,
             WbConnection *connection)
{
  restore_private (self, wb_connection_get_profile (connection));
  g_signal_emit (self, signals[SIGNAL_RESTORED], 0, connection);
}

static void
wb_connection_store_dispose (GObject *object)
{
  WbConnectionStore *self = WB_CONNECTION_STORE (object);

  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (wb_monitor_get_connections (self->monitor), self);
  g_clear_object (&self->files);
  g_clear_object (&self->monitor);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (wb_connection_store_parent_class)->dispose (object);
}

static void
wb_connection_store_class_init (WbConnectionStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wb_connection_store_dispose;

  /**
   * WbConnectionStore::failed:
   * @sentence: what could not be read or written, and why
   */
  signals[SIGNAL_FAILED] = g_signal_new ("failed", WB_TYPE_CONNECTION_STORE, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * WbConnectionStore::restored:
   * @connection: one of the last run, with all its settings
   */
  signals[SIGNAL_RESTORED] = g_signal_new ("restored", WB_TYPE_CONNECTION_STORE, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, WB_TYPE_CONNECTION);
}

static void
wb_connection_store_init (WbConnectionStore *self G_GNUC_UNUSED)
{
}

/**
 * wb_connection_store_new:
 * @monitor: a monitor without connections
 * @settings: the settings of the application
 *
 * Returns: (transfer full): a store; wb_connection_store_restore() fills @monitor
 */
WbConnectionStore *
wb_connection_store_new (WbMonitor *monitor,
                         GSettings *settings)
{
  WbConnectionStore *self = g_object_new (WB_TYPE_CONNECTION_STORE, NULL);
  g_autofree char *folder =
      g_build_filename (g_get_user_data_dir (), "whereabouts", "connections", NULL);
  g_auto(GStrv) order = g_settings_get_strv (settings, "connections");

  self->monitor = g_object_ref (monitor);
  self->settings = g_object_ref (settings);
  /* The files first: they give the names by which the settings are found. */
  self->files = wb_profile_store_new (monitor, folder, (const char *const *)order);
  g_signal_connect_object (self->files, "changed", G_CALLBACK (order_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->files, "restored", G_CALLBACK (restored_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->files, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (wb_monitor_get_connections (monitor), "items-changed",
                           G_CALLBACK (connections_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * wb_connection_store_restore:
 * @self: a new store
 *
 * Brings back the connections of the last run; ::failed tells which could not be.
 */
void
wb_connection_store_restore (WbConnectionStore *self)
{
  g_return_if_fail (WB_IS_CONNECTION_STORE (self));

  wb_profile_store_restore (self->files);
}

/**
 * wb_connection_store_save:
 * @self: a store
 * @connection: one of its connections
 *
 * Writes its file now, wherever it is, because the user said so.
 */
void
wb_connection_store_save (WbConnectionStore *self,
                          WbConnection *connection)
{
  g_return_if_fail (WB_IS_CONNECTION_STORE (self));
  g_return_if_fail (WB_IS_CONNECTION (connection));

  wb_profile_store_save (self->files, wb_connection_get_profile (connection));
}

/**
 * wb_connection_store_add_recent:
 * @self: a store
 * @address: an address that is connected to
 *
 * Puts @address in front of the recent ones. One that holds a secret is left out: it would lie
 * about in a menu.
 */
void
wb_connection_store_add_recent (WbConnectionStore *self,
                                const char *address)
{
  g_auto(GStrv) old = NULL;
  g_autofree char *masked = NULL;
  g_autoptr(GStrvBuilder) builder = NULL;
  g_auto(GStrv) list = NULL;

  g_return_if_fail (WB_IS_CONNECTION_STORE (self));

  masked = wb_url_mask (address);
  if (!g_str_equal (masked, address))
    return;

  old = g_settings_get_strv (self->settings, "recent-addresses");
  builder = g_strv_builder_new ();
  g_strv_builder_add (builder, address);
  for (guint i = 0, n = 1; old[i] != NULL && n < WB_MAX_RECENT_ADDRESSES; i++)
    if (!g_str_equal (old[i], address))
      {
        g_strv_builder_add (builder, old[i]);
        n++;
      }
  list = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, "recent-addresses", (const char *const *)list);
}
