/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The list of connections: copies, order, files that name no server, and connecting at start. */

#include "config.h"

#include "wb-connection-identity.h"
#include "wb-connection-row.h"
#include "wb-find.h"
#include "wb-profile-file.h"
#include "wb-server-dialog.h"
#include "wb-test.h"
#include "wb-window.h"
#include "wb-world.h"

#include <glib/gstdio.h>
#include <string.h>

static WbMonitor *
get_monitor (WbWorld *world)
{
  return wb_application_get_monitor (world->application);
}

static void
add (WbWorld *world,
     const char *name)
{
  g_autoptr(WbProfile) profile = wb_profile_new ("demo:?objects=1");

  g_object_set (profile, "name", name, NULL);
  wb_monitor_add (get_monitor (world), profile);
}

static void
act (WbWorld *world,
     const char *action)
{
  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (wb_world_get_window (world)), action, NULL));
}

static void
select_at (WbWorld *world,
           guint position)
{
  g_autoptr(WbConnection) connection =
      g_list_model_get_item (wb_monitor_get_connections (get_monitor (world)), position);

  wb_window_set_current (WB_WINDOW (wb_world_get_window (world)), connection);
}

/* The names of all connections, with a “*” before the current one. */
static void
assert_names (WbWorld *world,
              const char *expected)
{
  GListModel *connections = wb_monitor_get_connections (get_monitor (world));
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (connections); i++)
    {
      g_autoptr(WbConnection) connection = g_list_model_get_item (connections, i);

      g_string_append_printf (names, "%s%s%s", i > 0 ? " " : "",
                              connection == wb_world_get_current (world) ? "*" : "",
                              wb_profile_get_name (wb_connection_get_profile (connection)));
    }
  g_assert_cmpstr (names->str, ==, expected);
}

static void
undo (WbWorld *world,
      const char *text)
{
  wb_test_await (wb_world_says (world, ADW_TYPE_TOAST_OVERLAY, text));
  wb_world_press (wb_world_find (world, ADW_TYPE_TOAST_OVERLAY), "Undo");
  wb_test_await (!wb_world_says (world, ADW_TYPE_TOAST_OVERLAY, text));
}

static void
arrange (WbWorld *world)
{
  add (world, "a");
  add (world, "b");
  add (world, "c");
  select_at (world, 0);
  assert_names (world, "*a b c");

  act (world, "connection.move-down");
  assert_names (world, "b *a c");
  act (world, "connection.move-down");
  act (world, "connection.move-down");
  assert_names (world, "b c *a");
  act (world, "connection.move-up");
  assert_names (world, "b *a c");
  wb_test_await (wb_world_says (world, WB_TYPE_CONNECTION_ROW, "b"));

  act (world, "connection.duplicate");
  assert_names (world, "b a *a (copy) c");
  act (world, "connection.remove");
  assert_names (world, "b a *c");
  act (world, "connection.remove");
  assert_names (world, "b *a");

  /* Each is undone by its own button, which are shown one after the other. */
  undo (world, "“a (copy)” was removed");
  assert_names (world, "b a *a (copy)");
  undo (world, "“c” was removed");
  assert_names (world, "b a *c a (copy)");
}

static void
arranged (WbWorld *world)
{
  wb_test_await (wb_world_count_connections (world) == 4);
  assert_names (world, "b a *c a (copy)");
}

/* W1, W6: what was arranged is so in the next run. */
static void
test_arrange (void)
{
  wb_world_run (NULL, arrange);
  wb_world_run (NULL, arranged);
  wb_world_forget_settings ();
}

static void
wants_to_connect (WbWorld *world)
{
  add (world, "a");
  add (world, "b");
  select_at (world, 1);
  g_object_set (wb_connection_get_profile (wb_world_get_current (world)), "connect-at-start", TRUE,
                NULL);
}

static void
connects (WbWorld *world)
{
  wb_test_await (wb_world_count_connections (world) == 2);
  select_at (world, 1);
  wb_test_await (wb_world_is_current_in (world, WB_STATE_OPEN));
  select_at (world, 0);
  g_assert_true (wb_world_is_current_in (world, WB_STATE_CLOSED));
}

/* W7, A3: only what shall connects by itself when the program starts. */
static void
test_connect_at_start (void)
{
  wb_world_run (NULL, wants_to_connect);
  wb_world_run (NULL, connects);
  wb_world_forget_settings ();
}

static void
type_server (const char *server)
{
  GtkWidget *entry = wb_world_find_widget (wb_world_find_window (WB_TYPE_SERVER_DIALOG), ADW_TYPE_ENTRY_ROW, NULL);

  gtk_editable_set_text (GTK_EDITABLE (entry), server);
}

static void
path_only (WbWorld *world)
{
  wb_test_await (wb_world_find_window (WB_TYPE_SERVER_DIALOG) != NULL);
  g_assert_true (wb_world_find_widget (wb_world_find_window (WB_TYPE_SERVER_DIALOG), GTK_TYPE_LABEL, "“my-websocket”") != NULL);
  g_assert_nonnull (
      wb_world_find_widget (wb_world_find_window (WB_TYPE_SERVER_DIALOG), GTK_TYPE_LABEL, "ws://localhost:8080/my-websocket"));

  type_server ("nowhere");
  g_assert_false (
      adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (wb_world_find_window (WB_TYPE_SERVER_DIALOG)), "connect"));
  type_server (" http://127.0.0.1:1/service/ ");
  g_assert_nonnull (wb_world_find_widget (wb_world_find_window (WB_TYPE_SERVER_DIALOG), GTK_TYPE_LABEL,
                                          "ws://127.0.0.1:1/service/my-websocket"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (wb_world_find_window (WB_TYPE_SERVER_DIALOG)), "connect");
  wb_test_await (wb_world_has_failed (world));
  assert_names (world, "*My Websocket");
}

static void
path_and_server (WbWorld *world)
{
  wb_test_await (wb_world_get_current (world) != NULL);
  g_assert_cmpstr (wb_profile_get_url (wb_connection_get_profile (wb_world_get_current (world))),
                   ==, "http://127.0.0.1:1/service/my-websocket");
  g_assert_null (wb_world_find_window (WB_TYPE_SERVER_DIALOG));
}

/* C1, C4: the file of codbex's documentation asks for the server once, and stays as it is. */
static void
test_path_only (void)
{
  const char *text =
      "{\n  \"endpoint\": \"my-websocket\",\n  \"description\": \"My Websocket\"\n}\n";
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "codbex.websocket", NULL);
  g_autofree char *after = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  wb_world_run (path, path_only);
  wb_world_run (NULL, path_and_server);
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, text);
  g_assert_cmpint (g_remove (path), ==, 0);
  wb_world_forget_settings ();
}

static gboolean
has_title (GtkWidget *row,
           gconstpointer title)
{
  return gtk_widget_is_visible (row) &&
         g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), title) == 0;
}

static GtkWidget *
find_row (GtkWidget *root,
          const char *title)
{
  return wb_find_where (root, ADW_TYPE_PREFERENCES_ROW, has_title, title);
}

static gboolean
reads (GtkWidget *label,
       gconstpointer text)
{
  return g_str_equal (gtk_label_get_text (GTK_LABEL (label)), text);
}

static gboolean
says (GtkWidget *root,
      const char *text)
{
  return wb_find_where (root, GTK_TYPE_LABEL, reads, text) != NULL;
}

/* C2, C3, C6, C7: what the file says is shown, a time that is none as it stands there. */
static void
test_facts (void)
{
  const char *text = "{\"endpoint\":\"x\",\"location\":\"/p/x.websocket\",\"handler\":\"<b>h.js\","
                     "\"createdBy\":\"admin\",\"createdAt\":\"in summer\"}";
  g_autoptr(WbProfile) profile = wb_profile_file_parse (text, strlen (text), "x.websocket", NULL);
  g_autoptr(WbProfile) plain = wb_profile_new ("demo:");
  GtkWidget *group = g_object_ref_sink (g_object_new (WB_TYPE_CONNECTION_IDENTITY, NULL));

  wb_connection_identity_show (WB_CONNECTION_IDENTITY (group), profile);
  g_assert_true (says (find_row (group, "Handler on the server"), "<b>h.js"));
  g_assert_true (says (find_row (group, "Created"), "in summer"));
  g_assert_nonnull (find_row (group, "Location in the project"));

  wb_connection_identity_show (WB_CONNECTION_IDENTITY (group), plain);
  g_assert_null (find_row (group, "About the File"));
  g_object_unref (group);
}

/* W7: what is chosen is what the profile has. */
static void
test_identity (void)
{
  g_autoptr(WbProfile) profile = wb_profile_new ("demo:");
  g_autoptr(WbProfile) other = wb_profile_new ("demo:");
  GtkWidget *group = g_object_ref_sink (g_object_new (WB_TYPE_CONNECTION_IDENTITY, NULL));
  gboolean connects;
  int colour;

  g_object_set (profile, "colour", 6, "connect-at-start", TRUE, NULL);
  wb_connection_identity_show (WB_CONNECTION_IDENTITY (group), profile);
  wb_connection_identity_apply (WB_CONNECTION_IDENTITY (group), other);
  g_object_get (other, "colour", &colour, "connect-at-start", &connects, NULL);
  g_assert_cmpint (colour, ==, 6);
  g_assert_true (connects);

  g_object_set (profile, "colour", -1, NULL);
  wb_connection_identity_show (WB_CONNECTION_IDENTITY (group), profile);
  wb_connection_identity_apply (WB_CONNECTION_IDENTITY (group), other);
  g_object_get (other, "colour", &colour, NULL);
  g_assert_cmpint (colour, ==, -1);
  g_object_unref (group);
}

int
main (int argc,
      char *argv[])
{
  wb_test_keep_data_apart ();
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ui/profiles/W1-W6-arrange", test_arrange);
  g_test_add_func ("/ui/profiles/W7-A3-connect-at-start", test_connect_at_start);
  g_test_add_func ("/ui/profiles/C1-C4-path-only", test_path_only);
  g_test_add_func ("/ui/profiles/C2-C3-C6-C7-facts", test_facts);
  g_test_add_func ("/ui/profiles/W7-identity", test_identity);
  return g_test_run ();
}
