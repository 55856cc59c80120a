/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Connections that anybody on the way can listen to, where the preferences require encryption. */

#include "config.h"

#include "wb-connection-editor.h"
#include "wb-encryption-guard.h"
#include "wb-encryption-policy.h"
#include "wb-encryption-warning.h"
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
  wb_registry_add_transport (registry, "wss", G_OBJECT_TYPE (transport));
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

/* W14: nor does a variable lead around it, nor a log-in. */
static void
test_guard_of_variables (void)
{
  WbRegistry *registry = make_registry ();
  g_autoptr(GSettings) settings = g_settings_new (APP_ID);
  WbMonitor *monitor = wb_monitor_new (registry);
  g_autoptr(WbVariables) variables = wb_variables_new ();
  g_autoptr(WbLogin) login = wb_login_new ("POST", "http://{{host}}/login");
  WbConnection *named = add (monitor, "ws://{{host}}/");
  WbConnection *logs_in = add (monitor, "wss://{{host}}/");
  WbEncryptionGuard *guard = wb_encryption_guard_new (monitor, settings);
  guint refused = 0;

  wb_variables_set (variables, "host", "example.org", FALSE);
  g_object_set (wb_connection_get_profile (named), "variables", variables, NULL);
  g_object_set (wb_connection_get_profile (logs_in), "variables", variables, "login", login, NULL);
  g_signal_connect_swapped (guard, "refused", G_CALLBACK (count_cb), &refused);
  g_settings_set_boolean (settings, WB_SETTING_REQUIRE_ENCRYPTION, TRUE);
  g_assert_false (wb_connection_open (named));
  g_assert_false (wb_connection_open (logs_in));
  g_assert_cmpuint (refused, ==, 2);

  g_settings_reset (settings, WB_SETTING_REQUIRE_ENCRYPTION);
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
  g_auto(GStrv) recent = NULL;
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
  recent = g_settings_get_strv (world->settings, "recent-addresses");
  g_assert_cmpuint (g_strv_length (recent), ==, 0);
}

static void
test_require (void)
{
  wb_world_run (NULL, require);
  wb_world_forget_settings ();
}

/*
 * In the editor
 */

typedef struct {
  WbRegistry *registry;
  GSettings *settings;
  GtkWidget *editor;
  GtkWidget *connect;
} Desk;

static void
sit_down (Desk *desk)
{
  desk->registry = make_registry ();
  desk->settings = g_settings_new (APP_ID);
  desk->editor = GTK_WIDGET (wb_connection_editor_new (desk->registry, NULL));
  desk->connect = gtk_window_get_default_widget (GTK_WINDOW (desk->editor));
  wb_connection_editor_set_settings (WB_CONNECTION_EDITOR (desk->editor), desk->settings);
  gtk_window_present (GTK_WINDOW (desk->editor));
  wb_test_await (gtk_widget_get_mapped (desk->editor));
}

static void
get_up (Desk *desk)
{
  gtk_window_destroy (GTK_WINDOW (desk->editor));
  g_object_unref (desk->settings);
  wb_registry_free (desk->registry);
  wb_world_forget_settings ();
}

static void
type (Desk *desk,
      const char *address)
{
  wb_connection_editor_set_address (WB_CONNECTION_EDITOR (desk->editor), address);
}

static GtkWidget *
find (Desk *desk,
      GType type)
{
  return wb_world_find_widget (desk->editor, type, NULL);
}

static gboolean
says (Desk *desk,
      const char *text)
{
  return wb_world_find_widget (desk->editor, GTK_TYPE_LABEL, text) != NULL;
}

static GtkWidget *
find_check (Desk *desk)
{
  return wb_world_find_widget (find (desk, WB_TYPE_ENCRYPTION_WARNING), GTK_TYPE_CHECK_BUTTON,
                               NULL);
}

/* The button of the editor that says so. */
static gboolean
can_test (Desk *desk)
{
  GtkWidget *label = wb_world_find_widget (desk->editor, GTK_TYPE_LABEL, "Test…");

  return gtk_widget_is_sensitive (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON));
}

/* W13, C11: while it is typed, the address is warned of, and only if it is exposed. */
static void
test_warning (void)
{
  static const struct {
    const char *address;
    gboolean exposed;
  } addresses[] = {
    { "ws://127.0.0.1/", FALSE }, { "ws://example.org/", TRUE }, { "ws://localhost/", FALSE },
    { "http://10.0.0.1", TRUE },  { "wss://example.org", FALSE }, { "ws://", FALSE },
  };
  Desk desk;

  sit_down (&desk);
  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      type (&desk, addresses[i].address);
      wb_test_await ((find (&desk, WB_TYPE_ENCRYPTION_WARNING) != NULL) == addresses[i].exposed);
    }
  type (&desk, "ws://Example.org/live");
  wb_test_await (
      says (&desk, "Not encrypted: anyone on the network between here and example.org can read and "
                   "change what is sent."));
  get_up (&desk);
}

/* W14: then nothing is tested, and nothing connected to before it is ticked; that is remembered. */
static void
test_proceed (void)
{
  Desk desk;

  sit_down (&desk);
  type (&desk, "ws://localhost/");
  g_assert_true (can_test (&desk));
  type (&desk, EXPOSED);
  wb_test_await (find (&desk, WB_TYPE_ENCRYPTION_WARNING) != NULL);
  g_assert_false (can_test (&desk));
  g_assert_true (says (&desk, "Only with encryption"));
  g_assert_false (gtk_widget_get_sensitive (desk.connect));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_check (&desk)), TRUE);
  g_assert_true (gtk_widget_get_sensitive (desk.connect));
  g_assert_false (can_test (&desk));

  type (&desk, "ws://other.example.org/");
  g_assert_false (gtk_widget_get_sensitive (desk.connect));
  type (&desk, EXPOSED "other/path");
  g_assert_true (gtk_widget_get_sensitive (desk.connect));
  gtk_window_destroy (GTK_WINDOW (desk.editor));
  desk.editor = GTK_WIDGET (wb_connection_editor_new (desk.registry, NULL));
  desk.connect = gtk_window_get_default_widget (GTK_WINDOW (desk.editor));
  wb_connection_editor_set_settings (WB_CONNECTION_EDITOR (desk.editor), desk.settings);
  type (&desk, EXPOSED);
  g_assert_true (gtk_widget_get_sensitive (desk.connect));
  get_up (&desk);
}

/* W14: where encryption is required there is nothing to tick, and the reason is said. */
static void
test_proceed_required (void)
{
  Desk desk;

  sit_down (&desk);
  wb_encryption_policy_accept (desk.settings, "example.org", TRUE);
  type (&desk, EXPOSED);
  g_assert_true (gtk_widget_get_sensitive (desk.connect));
  g_settings_set_boolean (desk.settings, WB_SETTING_REQUIRE_ENCRYPTION, TRUE);
  wb_test_await (says (&desk, "Your preferences require encryption."));
  g_assert_false (gtk_widget_get_sensitive (desk.connect));
  g_assert_false (gtk_widget_get_sensitive (find_check (&desk)));
  g_assert_true (wb_encryption_policy_is_accepted (desk.settings, "example.org"));
  get_up (&desk);
}

/* W15: one click, and the address is encrypted and otherwise the same. */
static void
test_encrypt (void)
{
  Desk desk;
  g_autoptr(WbProfile) profile = NULL;

  sit_down (&desk);
  type (&desk, "ws://anna@example.org:8080/a?b=ws://c");
  wb_test_await (find (&desk, WB_TYPE_ENCRYPTION_WARNING) != NULL);
  wb_world_press (desk.editor, "Use wss://");
  wb_test_await (find (&desk, WB_TYPE_ENCRYPTION_WARNING) == NULL);
  profile = wb_connection_editor_get_profile (WB_CONNECTION_EDITOR (desk.editor));
  g_assert_cmpstr (wb_profile_get_url (profile), ==, "wss://anna@example.org:8080/a?b=ws://c");
  get_up (&desk);
}

/* Presses Tab until the keyboard is at a widget of this type. */
static gboolean
tab_to (Desk *desk,
        GType type)
{
  for (guint i = 0; i < 100; i++)
    {
      GtkWidget *focus;

      /* After the last one comes the first. */
      if (!gtk_widget_child_focus (desk->editor, GTK_DIR_TAB_FORWARD))
        gtk_window_set_focus (GTK_WINDOW (desk->editor), NULL);
      /* Newer libadwaita hands the focus on inside a row a little later. */
      while (g_main_context_iteration (NULL, FALSE))
        ;
      focus = gtk_window_get_focus (GTK_WINDOW (desk->editor));
      if (focus != NULL && G_TYPE_CHECK_INSTANCE_TYPE (focus, type))
        return TRUE;
    }
  return FALSE;
}

/* W3, W14: the keyboard reaches the check, the sample, and what comes after it. */
static void
test_keyboard (void)
{
  Desk desk;

  sit_down (&desk);
  type (&desk, EXPOSED);
  wb_test_await (find (&desk, WB_TYPE_ENCRYPTION_WARNING) != NULL);
  g_assert_true (tab_to (&desk, GTK_TYPE_CHECK_BUTTON));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (desk.editor)) == find_check (&desk));
  gtk_widget_activate (find_check (&desk));
  g_assert_true (gtk_widget_get_sensitive (desk.connect));
  g_assert_true (tab_to (&desk, GTK_TYPE_TEXT_VIEW));
  g_assert_true (tab_to (&desk, GTK_TYPE_CHECK_BUTTON));
  get_up (&desk);
}

int
main (int argc,
      char *argv[])
{
  wb_test_keep_data_apart ();
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ui/encryption/W14-guard", test_guard);
  g_test_add_func ("/ui/encryption/W14-guard-of-variables", test_guard_of_variables);
  g_test_add_func ("/ui/encryption/W14-policy", test_policy);
  g_test_add_func ("/ui/encryption/W14-require", test_require);

  g_test_add_func ("/ui/encryption/W13-C11-warning", test_warning);
  g_test_add_func ("/ui/encryption/W14-proceed", test_proceed);
  g_test_add_func ("/ui/encryption/W14-proceed-required", test_proceed_required);
  g_test_add_func ("/ui/encryption/W15-encrypt", test_encrypt);
  g_test_add_func ("/ui/encryption/W3-W14-keyboard", test_keyboard);

  return g_test_run ();
}
