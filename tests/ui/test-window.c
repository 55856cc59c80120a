/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The application from its first start on, as a user sees it. */

#include "config.h"

#include "wb-application.h"
#include "wb-connection-editor.h"
#include "wb-connection-row.h"
#include "wb-connections-panel.h"
#include "wb-demo-transport.h"
#include "wb-failure-card.h"
#include "wb-first-run.h"
#include "wb-format.h"
#include "wb-map-view.h"
#include "wb-net.h"
#include "wb-object-card.h"
#include "wb-profile-file.h"
#include "wb-rate.h"
#include "wb-sidebar.h"
#include "wb-test.h"
#include "wb-window.h"

#include <string.h>

/* Nobody listens there. */
#define REFUSING_URL "ws://127.0.0.1:1/live"

static const char *const setting_keys[] = {
  "connections", "current-connection", "recent-addresses", "drafts", "window-width", "window-height",
  "window-maximized", "show-sidebar", "show-messages", "messages-height", "last-view",
};

typedef struct _World World;

struct _World {
  WbRegistry *registry;
  WbApplication *application;
  GSettings *settings;
  void (*body) (World *world);
};

static GtkWindow *
get_window (World *world)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (world->application));

  return windows != NULL ? windows->data : NULL;
}

static gboolean
body_cb (gpointer data)
{
  World *world = data;

  world->body (world);
  g_action_group_activate_action (G_ACTION_GROUP (world->application), "quit", NULL);
  return G_SOURCE_REMOVE;
}

/* Runs the application with one argument or none, and @body in it. */
static void
run (const char *argument,
     void (*body) (World *world))
{
  char *arguments[] = { (char *) "whereabouts", g_strdup (argument), NULL };
  World world = { .registry = wb_registry_new (), .body = body };

  wb_demo_register (world.registry);
  wb_format_register (world.registry);
  wb_net_register (world.registry);
  world.application = wb_application_new (world.registry);
  world.settings = g_settings_new ("app.whereabouts.Whereabouts");
  g_application_set_flags (G_APPLICATION (world.application),
                           G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE);

  g_idle_add (body_cb, &world);
  g_assert_cmpint (g_application_run (G_APPLICATION (world.application), argument != NULL ? 2 : 1, arguments), ==,
                   0);

  g_object_unref (world.application);
  g_object_unref (world.settings);
  wb_registry_free (world.registry);
  g_free (arguments[1]);
}

static void
forget_settings (void)
{
  g_autoptr(GSettings) settings = g_settings_new ("app.whereabouts.Whereabouts");

  for (gsize i = 0; i < G_N_ELEMENTS (setting_keys); i++)
    g_settings_reset (settings, setting_keys[i]);
}

static GtkWidget *
find_widget (GtkWidget *root,
             GType type,
             const char *text)
{
  if (gtk_widget_get_mapped (root) && G_TYPE_CHECK_INSTANCE_TYPE (root, type) &&
      (text == NULL || strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_in_window (World *world,
                GType type)
{
  return get_window (world) != NULL ? find_widget (GTK_WIDGET (get_window (world)), type, NULL) : NULL;
}

static gboolean
says (World *world,
      GType type,
      const char *text)
{
  GtkWidget *root = find_in_window (world, type);

  return root != NULL && find_widget (root, GTK_TYPE_LABEL, text) != NULL;
}

static void
open_address (World *world,
              const char *address)
{
  GFile *file = g_file_new_for_commandline_arg (address);

  g_application_open (G_APPLICATION (world->application), &file, 1, "");
  g_object_unref (file);
}

static guint
count_connections (World *world)
{
  return g_list_model_get_n_items (
      wb_monitor_get_connections (wb_application_get_monitor (world->application)));
}

static WbConnection *
get_current (World *world)
{
  return wb_window_get_current (WB_WINDOW (get_window (world)));
}

static gboolean
is_current_in (World *world,
               WbState state)
{
  return get_current (world) != NULL && wb_connection_get_state (get_current (world)) == state;
}

static gboolean
has_failed (World *world)
{
  return is_current_in (world, WB_STATE_CLOSED) && wb_connection_get_error (get_current (world)) != NULL;
}

/* A3: nothing is there, three ways to begin are offered, and nothing connects by itself. */
static void
first_run (World *world)
{
  wb_test_await (find_in_window (world, WB_TYPE_FIRST_RUN) != NULL);
  g_assert_cmpuint (count_connections (world), ==, 0);
  g_assert_null (find_in_window (world, WB_TYPE_CONNECTIONS_PANEL));
}

static void
test_first_run (void)
{
  run (NULL, first_run);
  forget_settings ();
}

static void
demo (World *world)
{
  WbTrackStore *tracks = wb_monitor_get_tracks (wb_application_get_monitor (world->application));

  wb_test_await (is_current_in (world, WB_STATE_OPEN) && wb_track_store_get_length (tracks) == 60);
  wb_test_await (says (world, WB_TYPE_CONNECTION_ROW, "msg/s"));
  g_assert_null (find_in_window (world, WB_TYPE_FIRST_RUN));

  gtk_widget_activate_action (GTK_WIDGET (get_window (world)), "connection.close", NULL);
  wb_test_await (is_current_in (world, WB_STATE_CLOSED));
  g_assert_true (says (world, WB_TYPE_CONNECTION_ROW, "Closed"));
}

static void
test_demo (void)
{
  run ("--objects=60", demo);
  forget_settings ();
}

/* A15: the sentence stands on the map; the window stays usable. */
static void
failure (World *world)
{
  wb_test_await (has_failed (world));
  wb_test_await (says (world, WB_TYPE_FAILURE_CARD, "127.0.0.1 refused the connection on port 1"));
  g_assert_true (says (world, WB_TYPE_CONNECTION_ROW, "Could not connect"));
}

/* The blanks came with the address when it was pasted. */
static void
test_failure (void)
{
  run (" " REFUSING_URL " ", failure);
  forget_settings ();
}

static void
address_twice (World *world)
{
  wb_test_await (has_failed (world));
  open_address (world, REFUSING_URL);
  g_assert_cmpuint (count_connections (world), ==, 1);
  open_address (world, "ftp://example.org/");
  wb_test_await (count_connections (world) == 2 && has_failed (world));
}

static void
test_address_twice (void)
{
  run (REFUSING_URL, address_twice);
  forget_settings ();
}

static void
before_restart (World *world)
{
  wb_test_await (has_failed (world));
  gtk_widget_activate_action (GTK_WIDGET (get_window (world)), "win.toggle-messages", NULL);
}

/* A1: the address is still there, but nothing connects by itself. */
static void
after_restart (World *world)
{
  g_auto(GStrv) recent = g_settings_get_strv (world->settings, "recent-addresses");

  g_assert_cmpuint (count_connections (world), ==, 1);
  g_assert_true (is_current_in (world, WB_STATE_CLOSED));
  g_assert_null (wb_connection_get_error (get_current (world)));
  g_assert_cmpstr (wb_profile_get_url (wb_connection_get_profile (get_current (world))), ==, REFUSING_URL);
  g_assert_cmpstr (recent[0], ==, REFUSING_URL);
  g_assert_false (g_settings_get_boolean (world->settings, "show-messages"));
}

static void
test_restart (void)
{
  run (REFUSING_URL, before_restart);
  run (NULL, after_restart);
  forget_settings ();
}

static void
remove_and_undo (World *world)
{
  wb_test_await (has_failed (world));
  gtk_widget_activate_action (GTK_WIDGET (get_window (world)), "connection.remove", NULL);
  g_assert_cmpuint (count_connections (world), ==, 0);
  wb_test_await (find_in_window (world, WB_TYPE_FIRST_RUN) != NULL);
  gtk_widget_activate_action (GTK_WIDGET (get_window (world)), "connection.undo-remove", NULL);
  g_assert_cmpuint (count_connections (world), ==, 1);
  g_assert_nonnull (get_current (world));
}

static void
test_remove_and_undo (void)
{
  run (REFUSING_URL, remove_and_undo);
  forget_settings ();
}

/* One thing at a time below 700, and everything again above. */
static void
narrow (World *world)
{
  wb_test_await (says (world, ADW_TYPE_VIEW_SWITCHER_BAR, "Objects"));
  wb_test_await (find_in_window (world, WB_TYPE_SIDEBAR) == NULL);

  gtk_window_set_default_size (get_window (world), 1100, 800);
  wb_test_await (find_in_window (world, WB_TYPE_SIDEBAR) != NULL);
  wb_test_await (!says (world, ADW_TYPE_VIEW_SWITCHER_BAR, "Objects"));
}

static void
test_narrow (void)
{
  g_autoptr(GSettings) settings = g_settings_new ("app.whereabouts.Whereabouts");

  g_settings_set_int (settings, "window-width", 360);
  g_settings_set_int (settings, "window-height", 640);
  run ("demo:?objects=3", narrow);
  forget_settings ();
}

static void
second_window (World *world)
{
  wb_test_await (is_current_in (world, WB_STATE_OPEN));
  g_action_group_activate_action (G_ACTION_GROUP (world->application), "new-window", NULL);
  g_assert_cmpuint (g_list_length (gtk_application_get_windows (GTK_APPLICATION (world->application))), ==, 2);
  wb_test_await (says (world, WB_TYPE_CONNECTION_ROW, "Demo Feed"));
  g_assert_cmpuint (count_connections (world), ==, 1);
}

static void
test_second_window (void)
{
  run ("demo:?objects=3", second_window);
  forget_settings ();
}

static void
test_editor (void)
{
  WbRegistry *registry = wb_registry_new ();
  GtkWindow *window;
  GtkWidget *button;
  g_autoptr(WbProfile) profile = NULL;

  wb_demo_register (registry);
  window = wb_connection_editor_new (registry, NULL);
  gtk_window_present (window);
  wb_test_await (gtk_widget_get_mapped (GTK_WIDGET (window)));
  button = gtk_window_get_default_widget (window);
  g_assert_false (gtk_widget_get_sensitive (button));

  wb_connection_editor_set_address (WB_CONNECTION_EDITOR (window), "dem");
  g_assert_false (gtk_widget_get_sensitive (button));
  g_assert_nonnull (find_widget (GTK_WIDGET (window), GTK_TYPE_LABEL, "An address looks like"));
  wb_connection_editor_set_address (WB_CONNECTION_EDITOR (window), "demox://here");
  g_assert_false (gtk_widget_get_sensitive (button));
  g_assert_nonnull (find_widget (GTK_WIDGET (window), GTK_TYPE_LABEL, "“demox:” are not supported"));
  wb_connection_editor_set_address (WB_CONNECTION_EDITOR (window), " demo:?objects=3 \n");
  g_assert_true (gtk_widget_get_sensitive (button));
  profile = wb_connection_editor_get_profile (WB_CONNECTION_EDITOR (window));
  g_assert_cmpstr (wb_profile_get_url (profile), ==, "demo:?objects=3");

  gtk_window_destroy (window);
  wb_registry_free (registry);
}

static void
test_rate (void)
{
  g_autoptr(WbRate) rate = g_object_new (WB_TYPE_RATE, NULL);
  gint64 now = 1000 * G_USEC_PER_SEC;
  guint64 count = 0;

  g_assert_cmpfloat (wb_rate_get_per_second (rate), <, 0);
  for (int i = 0; i < 200; i++, now += G_USEC_PER_SEC, count += 320)
    wb_rate_sample (rate, count, now);
  g_assert_cmpfloat (wb_rate_get_per_second (rate), ==, 320);

  /* One message in twenty seconds is three in a minute at any moment. */
  for (int i = 0; i < 120; i++, now += G_USEC_PER_SEC, count += i % 20 == 0)
    wb_rate_sample (rate, count, now);
  g_assert_cmpfloat_with_epsilon (wb_rate_get_per_second (rate) * 60, 3, 0.1);

  /* After a pause the past says nothing. */
  wb_rate_sample (rate, count + 100000, now + 60 * G_USEC_PER_SEC);
  g_assert_cmpfloat (wb_rate_get_per_second (rate), <, 0);
}

static void
test_profile_file (void)
{
  static const struct {
    const char *text;
    const char *url; /* NULL for an error */
    WbProfileFileError error;
  } table[] = {
    { "{\"endpoint\":\"wss://example.org/live\"}", "wss://example.org/live", 0 },
    { "{\"endpoint\":\" https://example.org \"}", "wss://example.org/", 0 },
    { "{\"endpoint\":\"stations\",\"location\":\"\"}", NULL, WB_PROFILE_FILE_ERROR_NO_ADDRESS },
    { "{\"endpoint\":7}", NULL, WB_PROFILE_FILE_ERROR_NO_ADDRESS },
    { "[]", NULL, WB_PROFILE_FILE_ERROR_NO_ADDRESS },
    { "{\"endpoint\":", NULL, WB_PROFILE_FILE_ERROR_SYNTAX },
    { "", NULL, WB_PROFILE_FILE_ERROR_SYNTAX },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(WbProfile) profile =
          wb_profile_file_parse (table[i].text, strlen (table[i].text), "boats.websocket", &error);

      if (table[i].url == NULL)
        {
          g_assert_error (error, WB_PROFILE_FILE_ERROR, (int) table[i].error);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (wb_profile_get_url (profile), ==, table[i].url);
      g_assert_cmpstr (wb_profile_get_name (profile), ==, "boats");
    }
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ui/window/A3/first-run", test_first_run);
  g_test_add_func ("/ui/window/demo", test_demo);
  g_test_add_func ("/ui/window/A15/failure", test_failure);
  g_test_add_func ("/ui/window/address-twice", test_address_twice);
  g_test_add_func ("/ui/window/A1/restart", test_restart);
  g_test_add_func ("/ui/window/remove-and-undo", test_remove_and_undo);
  g_test_add_func ("/ui/window/narrow", test_narrow);
  g_test_add_func ("/ui/window/second-window", test_second_window);
  g_test_add_func ("/ui/editor/address", test_editor);
  g_test_add_func ("/ui/rate", test_rate);
  g_test_add_func ("/ui/profile-file", test_profile_file);

  return g_test_run ();
}
