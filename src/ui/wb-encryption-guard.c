/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Keeps connections closed that the preferences forbid. */

#include "config.h"

#include "wb-encryption-guard.h"

#include "wb-address.h"
#include "wb-encryption-policy.h"

#include <glib/gi18n-lib.h>

#define CLOSE_NORMAL 1000

/**
 * WbEncryptionGuard:
 *
 * Stands at every connection of a model, so that it does not matter from where one is opened. When
 * encryption becomes required, what is open without it is closed.
 */
struct _WbEncryptionGuard {
  GObject parent_instance;

  /* Owned */
  WbMonitor *monitor;
  GSettings *settings;
};

enum {
  SIGNAL_REFUSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WbEncryptionGuard, wb_encryption_guard, G_TYPE_OBJECT)

static gboolean
is_forbidden (WbEncryptionGuard *self,
              WbConnection *connection)
{
  return wb_encryption_policy_forbids (self->settings, wb_connection_get_profile (connection));
}

static gboolean
before_open_cb (WbEncryptionGuard *self,
                WbConnection *connection)
{
  g_autofree char *host = NULL;
  g_autofree char *sentence = NULL;

  if (!is_forbidden (self, connection))
    return FALSE;

  host = wb_address_find_exposed_host (wb_connection_get_profile (connection));
  /* Translators: %s is the name of a server; “Preferences” is in the main menu */
  sentence = g_strdup_printf (
      _ ("The connection to %s is not encrypted, and your preferences require encryption. "
         "Use wss:// in its address, or change that in the Preferences."),
      host);
  g_signal_emit (self, signals[SIGNAL_REFUSED], 0, sentence);
  return TRUE;
}

static void
watch (WbEncryptionGuard *self,
       guint position,
       guint removed G_GNUC_UNUSED,
       guint added,
       GListModel *connections)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr(WbConnection) connection = g_list_model_get_item (connections, i);

      /* One that has changed its place was known before. */
      g_signal_handlers_disconnect_by_data (connection, self);
      g_signal_connect_object (connection, "before-open", G_CALLBACK (before_open_cb), self,
                               G_CONNECT_SWAPPED);
    }
}

static void
setting_changed_cb (WbEncryptionGuard *self)
{
  GListModel *connections = wb_monitor_get_connections (self->monitor);

  for (guint i = 0; i < g_list_model_get_n_items (connections); i++)
    {
      g_autoptr(WbConnection) connection = g_list_model_get_item (connections, i);

      if (is_forbidden (self, connection))
        wb_connection_close (connection, CLOSE_NORMAL, NULL);
    }
}

static void
wb_encryption_guard_finalize (GObject *object)
{
  WbEncryptionGuard *self = WB_ENCRYPTION_GUARD (object);

  g_clear_object (&self->monitor);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (wb_encryption_guard_parent_class)->finalize (object);
}

static void
wb_encryption_guard_class_init (WbEncryptionGuardClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wb_encryption_guard_finalize;

  /**
   * WbEncryptionGuard::refused:
   * @sentence: why, and what to do
   *
   * Somebody tried to open a connection, and it stays closed.
   */
  signals[SIGNAL_REFUSED] = g_signal_new ("refused", WB_TYPE_ENCRYPTION_GUARD, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
wb_encryption_guard_init (WbEncryptionGuard *self G_GNUC_UNUSED)
{
}

/**
 * wb_encryption_guard_new:
 * @monitor: whose connections to guard, those that are added later too
 * @settings: the settings of the application
 *
 * Returns: (transfer full): a guard, on duty as long as it lives
 */
WbEncryptionGuard *
wb_encryption_guard_new (WbMonitor *monitor,
                         GSettings *settings)
{
  WbEncryptionGuard *self = g_object_new (WB_TYPE_ENCRYPTION_GUARD, NULL);
  GListModel *connections = wb_monitor_get_connections (monitor);

  self->monitor = g_object_ref (monitor);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::" WB_SETTING_REQUIRE_ENCRYPTION,
                           G_CALLBACK (setting_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (connections, "items-changed", G_CALLBACK (watch), self,
                           G_CONNECT_SWAPPED);
  watch (self, 0, 0, g_list_model_get_n_items (connections), connections);
  return self;
}
