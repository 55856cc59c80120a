/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Connections that anybody on the way can listen to, where the preferences require encryption. */

#include "config.h"

#include "wb-encryption-guard.h"
#include "wb-encryption-policy.h"
#include "wb-fake.h"
#include "wb-monitor.h"
#include "wb-preferences.h"
#include "wb-test.h"
#include "wb-window.h"
#include "wb-world.h"

#include <string.h>

#define EXPOSED "ws://example.org/"

static void
count_cb (guint *count,
          const char *sentence)
{
  g_assert_nonnull (strstr (sentence, "example.org"));
  ++*count;
}

/* A model whose addresses all lead to the fake transport. */
static WbRegistry *
make_registry (void)
{
  WbRegistry *registry = wb_fake_registry_new ();
  g_autoptr(WbTransport) transport = wb_registry_create_transport (registry, "fake");

  wb_registry_add_transport (registry, "ws", G_OBJECT_TYPE (transport));
  wb_registry_add_protocol (registry, "ws", WB_TYPE_PROTOCOL);
  return registry;
}

static WbConnection *
add (WbMonitor *monitor,
     const char *url)
{
  g_autoptr(WbProfile) profile = wb_profile_new (url);

  return wb_monitor_add (monitor, profile);
}

/* W14: what is exposed is closed and stays closed; what nobody else can read is left alone. */
static void
test_guard (void)
{
  WbRegistry *registry = make_registry ();
  g_autoptr(GSettings) settings = g_settings_new (APP_ID);
  WbMonitor *monitor = wb_monitor_new (registry);
  WbConnection *exposed = add (monitor, "ws://echo/");
  WbConnection *private = add (monitor, "ws://127.0.0.1/");
  WbEncryptionGuard *guard = wb_encryption_guard_new (monitor, settings);
  WbConnection *later = add (monitor, EXPOSED);
  guint refused = 0;

  g_signal_connect_swapped (guard, "refused", G_CALLBACK (count_cb), &refused);
  g_assert_true (wb_connection_open (exposed));
  wb_test_await (wb_connection_get_state (exposed) == WB_STATE_OPEN);
  g_settings_set_boolean (settings, WB_SETTING_REQUIRE_ENCRYPTION, TRUE);
  wb_test_await (wb_connection_get_state (exposed) == WB_STATE_CLOSED);
  g_assert_cmpuint (refused, ==, 0);
  g_assert_false (wb_connection_open (later));
  g_assert_cmpuint (refused, ==, 1);
  g_assert_true (wb_connection_open (private));

  g_settings_reset (settings, WB_SETTING_REQUIRE_ENCRYPTION);
  g_assert_true (wb_connection_open (exposed));
  wb_test_await (wb_connection_get_state (exposed) == WB_STATE_OPEN);
  g_assert_finalize_object (guard);
  g_assert_finalize_object (monitor);
  wb_registry_free (registry);
}

/* W14: the answer for a server is remembered, and too many of them are not. */
static void
test_policy (void)
{
  g_autoptr(GSettings) settings = g_settings_new (APP_ID);
  g_autofree char *endless = g_strnfill (1000, 'a');
  g_auto(GStrv) hosts = NULL;

  g_assert_false (wb_encryption_policy_is_accepted (settings, "example.org"));
  wb_encryption_policy_accept (settings, "example.org", TRUE);
  g_assert_true (wb_encryption_policy_is_accepted (settings, "example.org"));
  wb_encryption_policy_accept (settings, "example.org", FALSE);
  g_assert_false (wb_encryption_policy_is_accepted (settings, "example.org"));

  wb_encryption_policy_accept (settings, endless, TRUE);
  g_assert_false (wb_encryption_policy_is_accepted (settings, endless));
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *host = g_strdup_printf ("host%u", i);

      wb_encryption_policy_accept (settings, host, TRUE);
    }
  hosts = g_settings_get_strv (settings, "unencrypted-hosts");
  g_assert_cmpuint (g_strv_length (hosts), ==, 100);
  g_assert_cmpstr (hosts[0], ==, "host199");
  wb_world_forget_settings ();
}

/* Returns: the window if it is there, and there is one of it */
static GtkWidget *
find_preferences (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (!WB_IS_PREFERENCES (window) || !gtk_widget_get_mapped (window))
        continue;
      g_assert_null (found);
      found = window;
    }
  return found;
}

/* W14: the switch is in the preferences; then nothing that is exposed opens, and why is said. */
static void
require (WbWorld *world)
{
  GActionGroup *actions = G_ACTION_GROUP (world->application);
  GtkWidget *preferences, *toggle;

  wb_test_await (wb_world_get_window (world) != NULL);
  g_action_group_activate_action (actions, "preferences", NULL);
  wb_test_await ((preferences = find_preferences ()) != NULL);
  g_action_group_activate_action (actions, "preferences", NULL);
  g_assert_true (find_preferences () == preferences);
  toggle = wb_world_find_widget (preferences, GTK_TYPE_SWITCH, NULL);
  gtk_switch_set_active (GTK_SWITCH (toggle), TRUE);
  g_assert_true (g_settings_get_boolean (world->settings, WB_SETTING_REQUIRE_ENCRYPTION));
  gtk_window_destroy (GTK_WINDOW (preferences));

  wb_world_open_address (world, EXPOSED);
  wb_test_await (wb_world_says (world, WB_TYPE_WINDOW, "your preferences require encryption"));
  g_assert_true (wb_world_is_current_in (world, WB_STATE_CLOSED));
  wb_world_press (GTK_WIDGET (wb_world_get_window (world)), "Open");
  g_assert_true (wb_world_is_current_in (world, WB_STATE_CLOSED));
  g_assert_null (wb_connection_get_last_change (wb_world_get_current (world)));
}

static void
test_require (void)
{
  wb_world_run (NULL, require);
  wb_world_forget_settings ();
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ui/encryption/W14-guard", test_guard);
  g_test_add_func ("/ui/encryption/W14-policy", test_policy);
  g_test_add_func ("/ui/encryption/W14-require", test_require);

  return g_test_run ();
}
