/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Keeps the connections of the monitor from one run to the next. */

#include "config.h"

#include "wb-connection-store.h"

#include "wb-profile-settings.h"
#include "wb-url.h"

#include <string.h>

/**
 * WbConnectionStore:
 *
 * Restores the connections, closed, when it is made, and writes the list when it or one of its
 * profiles has changed; not at once, because changes come in groups.
 */
struct _WbConnectionStore {
  GObject parent_instance;

  /* Owned */
  WbMonitor *monitor;
  GSettings *settings;

  guint idle; /* source id: writes */
};

G_DEFINE_FINAL_TYPE (WbConnectionStore, wb_connection_store, G_TYPE_OBJECT)

/* The first message after connecting, as far as the settings can hold it. */
static char *
dup_greeting (WbProfile *profile)
{
  GPtrArray *messages = wb_profile_get_on_connect (profile);
  WbMessage *message = messages->len > 0 ? g_ptr_array_index (messages, 0) : NULL;
  const char *text;
  gsize length;

  if (message == NULL || message->kind != WB_MESSAGE_TEXT)
    return g_strdup ("");

  text = wb_message_get_text (message, &length);
  return g_strndup (text, length);
}

static void
write_connections (WbConnectionStore *self)
{
  GListModel *connections = wb_monitor_get_connections (self->monitor);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sssa{sv})"));
  for (guint i = 0; i < g_list_model_get_n_items (connections); i++)
    {
      g_autoptr(WbConnection) connection = g_list_model_get_item (connections, i);
      WbProfile *profile = wb_connection_get_profile (connection);
      const char *name = wb_profile_get_name (profile);
      g_autofree char *greeting = dup_greeting (profile);

      g_variant_builder_add (&builder, "(sss@a{sv})", wb_profile_get_url (profile), name != NULL ? name : "",
                             greeting, wb_profile_settings_save (profile));
    }
  g_settings_set_value (self->settings, "connections", g_variant_builder_end (&builder));
}

static gboolean
write_cb (gpointer data)
{
  WbConnectionStore *self = data;

  self->idle = 0;
  write_connections (self);
  return G_SOURCE_REMOVE;
}

static void
write_soon (WbConnectionStore *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_LOW, write_cb, self, NULL);
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

      g_signal_connect_object (wb_connection_get_profile (connection), "notify", G_CALLBACK (write_soon),
                               self, G_CONNECT_SWAPPED);
    }
  write_soon (self);
}

static void
restore (WbConnectionStore *self)
{
  g_autoptr(GVariant) list = g_settings_get_value (self->settings, "connections");
  GVariantIter iter;
  const char *url, *name, *greeting;
  GVariant *settings;

  g_variant_iter_init (&iter, list);
  while (g_variant_iter_loop (&iter, "(&s&s&s@a{sv})", &url, &name, &greeting, &settings))
    {
      g_autoptr(WbProfile) profile = wb_profile_new (url);
      g_autoptr(GBytes) payload = g_bytes_new (greeting, strlen (greeting));

      g_object_set (profile, "name", *name != '\0' ? name : NULL, NULL);
      wb_profile_settings_restore (profile, settings);
      if (*greeting != '\0')
        wb_profile_add_on_connect (profile, WB_MESSAGE_TEXT, payload);
      wb_monitor_add (self->monitor, profile);
    }
}

static void
wb_connection_store_dispose (GObject *object)
{
  WbConnectionStore *self = WB_CONNECTION_STORE (object);

  if (self->idle != 0)
    {
      g_clear_handle_id (&self->idle, g_source_remove);
      write_connections (self);
    }
  g_clear_object (&self->monitor);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (wb_connection_store_parent_class)->dispose (object);
}

static void
wb_connection_store_class_init (WbConnectionStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wb_connection_store_dispose;
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
 * Returns: (transfer full): a store, which has restored the connections
 */
WbConnectionStore *
wb_connection_store_new (WbMonitor *monitor,
                         GSettings *settings)
{
  WbConnectionStore *self = g_object_new (WB_TYPE_CONNECTION_STORE, NULL);

  self->monitor = g_object_ref (monitor);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (wb_monitor_get_connections (monitor), "items-changed",
                           G_CALLBACK (connections_changed_cb), self, G_CONNECT_SWAPPED);
  restore (self);
  return self;
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
  g_settings_set_strv (self->settings, "recent-addresses", (const char *const *) list);
}
