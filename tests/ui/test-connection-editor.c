/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The window in which a connection is described: what it says and what it makes of it. */

#include "config.h"

#include "wb-address.h"
#include "wb-connection-editor.h"
#include "wb-connection-test.h"
#include "wb-demo-transport.h"
#include "wb-find.h"
#include "wb-format.h"
#include "wb-handshake-window.h"
#include "wb-header-row.h"
#include "wb-message-log.h"
#include "wb-monitor.h"
#include "wb-net.h"
#include "wb-parameter-row.h"
#include "wb-test.h"
#include "wb-world.h"

#include <string.h>

static void
test_address (void)
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
  g_assert_nonnull (wb_world_find_widget (GTK_WIDGET (window), GTK_TYPE_LABEL, "An address looks like"));
  wb_connection_editor_set_address (WB_CONNECTION_EDITOR (window), "demox://here");
  g_assert_false (gtk_widget_get_sensitive (button));
  g_assert_nonnull (wb_world_find_widget (GTK_WIDGET (window), GTK_TYPE_LABEL, "“demox:” are not supported"));
  wb_connection_editor_set_address (WB_CONNECTION_EDITOR (window), " demo:?objects=3 \n");
  g_assert_true (gtk_widget_get_sensitive (button));
  profile = wb_connection_editor_get_profile (WB_CONNECTION_EDITOR (window));
  g_assert_cmpstr (wb_profile_get_url (profile), ==, "demo:?objects=3");

  gtk_window_destroy (window);
  wb_registry_free (registry);
}

/* W8, W9, W10: what is kept of the messages is shown as it is set, and set as it is shown. */
static void
test_messages (void)
{
  WbRegistry *registry = wb_registry_new ();
  WbConnectionEditor *editor;
  g_autoptr(WbProfile) profile = NULL;
  g_autoptr(WbProfile) again = NULL;
  GtkWidget *retention, *limit;

  wb_demo_register (registry);
  editor = WB_CONNECTION_EDITOR (wb_connection_editor_new (registry, NULL));
  gtk_window_present (GTK_WINDOW (editor));
  wb_test_await (gtk_widget_get_mapped (GTK_WIDGET (editor)));
  retention = wb_world_find_widget (GTK_WIDGET (editor), ADW_TYPE_COMBO_ROW, NULL);
  limit = wb_world_find_widget (GTK_WIDGET (editor), GTK_TYPE_SPIN_BUTTON, NULL);
  profile = wb_connection_editor_get_profile (editor);
  g_assert_cmpint (wb_profile_get_retention (profile), ==, WB_RETENTION_APPEND);
  g_assert_cmpuint (wb_profile_get_limit (profile), ==, WB_LOG_MAX_MESSAGES);

  /* Typed, but not left with Enter or Tab. */
  gtk_editable_set_text (GTK_EDITABLE (limit), "25");
  adw_combo_row_set_selected (ADW_COMBO_ROW (retention), WB_RETENTION_PREPEND);
  g_assert_true (gtk_widget_is_sensitive (limit));
  again = wb_connection_editor_get_profile (editor);
  g_assert_cmpint (wb_profile_get_retention (again), ==, WB_RETENTION_PREPEND);
  g_assert_cmpuint (wb_profile_get_limit (again), ==, 25);

  adw_combo_row_set_selected (ADW_COMBO_ROW (retention), WB_RETENTION_SNAPSHOT);
  g_assert_false (gtk_widget_is_sensitive (limit));
  gtk_window_destroy (GTK_WINDOW (editor));
  wb_registry_free (registry);
}

static void
test_edit_messages (void)
{
  WbRegistry *registry = wb_registry_new ();
  WbMonitor *monitor = wb_monitor_new (registry);
  g_autoptr(WbProfile) profile = wb_profile_new ("demo:");
  g_autoptr(WbProfile) edited = NULL;
  WbConnectionEditor *editor;

  g_object_set (profile, "retention", WB_RETENTION_SNAPSHOT, "limit", 0, NULL);
  editor = WB_CONNECTION_EDITOR (wb_connection_editor_new (registry, wb_monitor_add (monitor, profile)));
  edited = wb_connection_editor_get_profile (editor);
  g_assert_true (edited == profile);
  g_assert_cmpint (wb_profile_get_retention (edited), ==, WB_RETENTION_SNAPSHOT);
  g_assert_cmpuint (wb_profile_get_limit (edited), ==, 0);
  gtk_window_destroy (GTK_WINDOW (editor));
  g_object_unref (monitor);
  wb_registry_free (registry);
}

/* Port 1 refuses everybody. */
#define REFUSING_URL "ws://127.0.0.1:1/"

static void
note_done_cb (WbConnectionEditor *editor G_GNUC_UNUSED,
              guint *n_done)
{
  ++*n_done;
}

/* Whoever comes to mend a connection reads why it failed, looks at the details, and tries again. */
static void
test_failed (void)
{
  WbRegistry *registry = wb_registry_new ();
  WbMonitor *monitor;
  g_autoptr(WbProfile) profile = wb_profile_new (REFUSING_URL);
  WbConnection *connection;
  WbConnectionEditor *editor;
  GtkWindow *details;
  guint n_done = 0;

  wb_format_register (registry);
  wb_net_register (registry);
  monitor = wb_monitor_new (registry);
  connection = wb_monitor_add (monitor, profile);
  wb_connection_open (connection);
  wb_test_await (wb_connection_get_state (connection) == WB_STATE_CLOSED &&
                 wb_connection_get_error (connection) != NULL);
  editor = WB_CONNECTION_EDITOR (wb_connection_editor_new (registry, connection));
  g_signal_connect (editor, "done", G_CALLBACK (note_done_cb), &n_done);
  gtk_window_present (GTK_WINDOW (editor));
  wb_test_await (gtk_widget_get_mapped (GTK_WIDGET (editor)));
  g_assert_nonnull (wb_world_find_widget (GTK_WIDGET (editor), GTK_TYPE_LABEL, "refused the connection on port 1"));

  wb_world_press (GTK_WIDGET (editor), "Show Details");
  details = GTK_WINDOW (wb_world_find_window (WB_TYPE_HANDSHAKE_WINDOW));
  g_assert_nonnull (details);
  g_assert_true (gtk_window_get_transient_for (details) == GTK_WINDOW (editor));
  gtk_window_destroy (details);
  wb_world_press (GTK_WIDGET (editor), "Try Again");
  g_assert_cmpuint (n_done, ==, 1);
  g_object_unref (monitor);
  wb_registry_free (registry);
}

/* Rows that are folded away have to be shown before they can be used. */
static void
unfold (GtkWidget *root)
{
  if (ADW_IS_EXPANDER_ROW (root))
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (root), TRUE);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    unfold (child);
}

static gboolean
begins_like (GtkWidget *row,
             gconstpointer title)
{
  return g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), title);
}

static GtkWidget *
find_row (GtkWidget *root,
          const char *title)
{
  return wb_find_where (root, ADW_TYPE_PREFERENCES_ROW, begins_like, title);
}

/* C14: what a connection is opened with is shown as it is set, and set as it is shown. */
static void
test_options (void)
{
  static const struct {
    const char *property;
    const char *value;
  } texts[] = {
    { "origin", "https://example.org" }, { "user", "anna" },
    { "password", "{{password}}" },      { "ca-file", "/tmp/<ca>.pem" },
    { "client-certificate", "/tmp/me.pem" }, { "trusted-certificate", "00ff" },
  };
  const char *headers[] = { "X-Boat: 7", "Authorization: Basic x:y", NULL };
  const char *subprotocols[] = { "v2.boats", "v1.boats", NULL };
  WbRegistry *registry = wb_registry_new ();
  WbMonitor *monitor = wb_monitor_new (registry);
  g_autoptr(WbProfile) profile = wb_profile_new ("demo:");
  g_autoptr(WbProfile) edited = NULL;
  g_auto(GStrv) headers_after = NULL;
  g_auto(GStrv) subprotocols_after = NULL;
  GtkWindow *editor;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_object_set (profile, texts[i].property, texts[i].value, NULL);
  g_object_set (profile, "headers", headers, "subprotocols", subprotocols, "reconnect", WB_RECONNECT_ALWAYS,
                "keep-alive", 7, "no-data-after", 90, "connect-timeout", 45000, "follow-redirects", TRUE, NULL);
  editor = wb_connection_editor_new (registry, wb_monitor_add (monitor, profile));
  edited = wb_connection_editor_get_profile (WB_CONNECTION_EDITOR (editor));
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *value = NULL;

      g_object_get (edited, texts[i].property, &value, NULL);
      g_assert_cmpstr (value, ==, texts[i].value);
    }
  g_object_get (edited, "headers", &headers_after, "subprotocols", &subprotocols_after, NULL);
  g_assert_cmpstrv (headers_after, headers);
  g_assert_cmpstrv (subprotocols_after, subprotocols);
  g_assert_cmpint (wb_profile_get_reconnect (edited), ==, WB_RECONNECT_ALWAYS);
  g_assert_cmpuint (wb_profile_get_keep_alive (edited), ==, 7);
  g_assert_cmpuint (wb_profile_get_no_data_after (edited), ==, 90);
  g_assert_cmpuint (wb_profile_get_connect_timeout (edited), ==, 45000);
  g_assert_true (wb_profile_get_follow_redirects (edited));
  gtk_window_destroy (editor);
  g_object_unref (monitor);
  wb_registry_free (registry);
}

/* A5: how long to wait and whether to follow start as they are for everybody, and stay within bounds. */
static void
test_link (void)
{
  WbRegistry *registry = wb_registry_new ();
  WbConnectionEditor *editor;
  GtkWidget *row, *timeout, *follow;
  g_autoptr(WbProfile) before = NULL;
  g_autoptr(WbProfile) after = NULL;

  wb_net_register (registry);
  editor = WB_CONNECTION_EDITOR (wb_connection_editor_new (registry, NULL));
  gtk_window_present (GTK_WINDOW (editor));
  wb_test_await (gtk_widget_get_mapped (GTK_WIDGET (editor)));
  wb_connection_editor_set_address (editor, "wss://example.org/");
  unfold (GTK_WIDGET (editor));
  before = wb_connection_editor_get_profile (editor);
  g_assert_cmpuint (wb_profile_get_connect_timeout (before), ==, WB_CONNECT_TIMEOUT_MS);
  g_assert_false (wb_profile_get_follow_redirects (before));

  row = find_row (GTK_WIDGET (editor), "Connect time_out");
  wb_test_await ((timeout = wb_world_find_widget (row, GTK_TYPE_SPIN_BUTTON, NULL)) != NULL);
  row = find_row (GTK_WIDGET (editor), "Follow re_directs");
  wb_test_await ((follow = wb_world_find_widget (row, GTK_TYPE_SWITCH, NULL)) != NULL);
  gtk_editable_set_text (GTK_EDITABLE (timeout), "301");
  gtk_switch_set_active (GTK_SWITCH (follow), TRUE);
  after = wb_connection_editor_get_profile (editor);
  g_assert_cmpuint (wb_profile_get_connect_timeout (after), ==, WB_MAX_CONNECT_TIMEOUT_S * 1000);
  g_assert_true (wb_profile_get_follow_redirects (after));
  gtk_window_destroy (GTK_WINDOW (editor));
  wb_registry_free (registry);
}

static void
add_on_connect (WbProfile *profile,
                WbMessageKind kind,
                const char *text)
{
  g_autoptr(GBytes) payload = g_bytes_new (text, strlen (text));

  wb_profile_add_on_connect (profile, kind, payload);
}

static void
assert_on_connect (WbProfile *profile,
                   const char *const *texts)
{
  GPtrArray *messages = wb_profile_get_on_connect (profile);

  g_assert_cmpuint (messages->len, ==, 3);
  for (guint i = 0; i < messages->len; i++)
    {
      WbMessage *message = g_ptr_array_index (messages, i);
      gsize length;
      const char *data = g_bytes_get_data (message->payload, &length);

      g_assert_cmpmem (data, length, texts[i], strlen (texts[i]));
      g_assert_cmpint (message->kind, ==, i == 0 ? WB_MESSAGE_BINARY : WB_MESSAGE_TEXT);
    }
}

/* G10: of the messages that a file has sent after connecting, only the edited one changes. */
static void
test_on_connect (void)
{
  const char *const texts[] = { "\001\377", "one", "two" };
  const char *const changed[] = { "\001\377", "1", "two" };
  WbRegistry *registry = wb_registry_new ();
  WbMonitor *monitor = wb_monitor_new (registry);
  g_autoptr(WbProfile) profile = wb_profile_new ("demo:");
  WbConnectionEditor *editor;
  GtkWidget *row;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    add_on_connect (profile, i == 0 ? WB_MESSAGE_BINARY : WB_MESSAGE_TEXT, texts[i]);
  editor = WB_CONNECTION_EDITOR (wb_connection_editor_new (registry, wb_monitor_add (monitor, profile)));
  gtk_window_present (GTK_WINDOW (editor));
  wb_test_await (gtk_widget_get_mapped (GTK_WIDGET (editor)));
  row = find_row (GTK_WIDGET (editor), "_Message to send");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "one");
  g_assert_nonnull (wb_world_find_widget (GTK_WIDGET (editor), GTK_TYPE_LABEL, "2 more messages are sent"));
  g_object_unref (wb_connection_editor_get_profile (editor));
  assert_on_connect (profile, texts);

  gtk_editable_set_text (GTK_EDITABLE (row), "1");
  g_object_unref (wb_connection_editor_get_profile (editor));
  assert_on_connect (profile, changed);
  gtk_editable_set_text (GTK_EDITABLE (row), "");
  g_object_unref (wb_connection_editor_get_profile (editor));
  g_assert_cmpuint (wb_profile_get_on_connect (profile)->len, ==, 2);
  gtk_window_destroy (GTK_WINDOW (editor));
  g_object_unref (monitor);
  wb_registry_free (registry);
}

/* Trusting a certificate in the test of a connection changes nothing else. */
static void
test_trusted (void)
{
  const char *headers[] = { "X-Boat: 7", NULL };
  WbRegistry *registry = wb_registry_new ();
  WbMonitor *monitor = wb_monitor_new (registry);
  g_autoptr(WbProfile) profile = wb_profile_new ("demo:");
  g_autoptr(WbProfile) edited = NULL;
  g_autoptr(WbVariables) variables = wb_variables_new ();
  g_auto(GStrv) headers_after = NULL;
  g_autofree char *trusted = NULL;
  GtkWindow *editor;
  GtkWidget *test;

  wb_demo_register (registry);
  wb_variables_set (variables, "room", "4", FALSE);
  g_object_set (profile, "headers", headers, "variables", variables, NULL);
  editor = wb_connection_editor_new (registry, wb_monitor_add (monitor, profile));
  gtk_window_present (editor);
  gtk_widget_activate_action (GTK_WIDGET (editor), "editor.test", NULL);
  wb_test_await ((test = wb_world_find_window (WB_TYPE_CONNECTION_TEST)) != NULL);
  g_object_set (wb_connection_test_get_profile (WB_CONNECTION_TEST (test)), "trusted-certificate", "00ff", NULL);

  edited = wb_connection_editor_get_profile (WB_CONNECTION_EDITOR (editor));
  g_object_get (edited, "headers", &headers_after, "trusted-certificate", &trusted, NULL);
  g_assert_cmpstrv (headers_after, headers);
  g_assert_true (gtk_widget_get_sensitive (gtk_window_get_default_widget (editor)));
  g_assert_cmpstr (trusted, ==, "00ff");
  gtk_window_destroy (editor);
  g_object_unref (monitor);
  wb_registry_free (registry);
}

/* W5: the query of what was typed becomes a table, and a value of the path is asked for. Tab goes through all
 * of it and out again. */
static void
test_parts (void)
{
  WbRegistry *registry = wb_registry_new ();
  WbConnectionEditor *editor;
  g_autoptr(WbProfile) profile = NULL;
  g_autofree char *address = NULL;

  wb_net_register (registry);
  editor = WB_CONNECTION_EDITOR (wb_connection_editor_new (registry, NULL));
  gtk_window_present (GTK_WINDOW (editor));
  wb_test_await (gtk_widget_get_mapped (GTK_WIDGET (editor)));
  wb_connection_editor_set_address (editor, "wss://example.org/ws/{id}?room=a%20b");
  unfold (GTK_WIDGET (editor));
  wb_test_await (wb_world_find_widget (GTK_WIDGET (editor), GTK_TYPE_LABEL, "Split the Address") != NULL);
  wb_world_press (GTK_WIDGET (editor), "Split the Address");
  gtk_editable_set_text (GTK_EDITABLE (find_row (GTK_WIDGET (editor), "id")), "4 2");
  wb_test_await (wb_world_find_widget (GTK_WIDGET (editor), WB_TYPE_PARAMETER_ROW, NULL) != NULL);
  g_assert_cmpuint (wb_world_count_stops (GTK_WINDOW (editor), GTK_DIR_TAB_FORWARD), >, 10);
  g_assert_cmpuint (wb_world_count_stops (GTK_WINDOW (editor), GTK_DIR_TAB_BACKWARD), >, 10);

  profile = wb_connection_editor_get_profile (editor);
  g_assert_cmpstr (wb_profile_get_url (profile), ==, "wss://example.org/ws/{id}");
  g_assert_cmpstr (wb_query_get (wb_profile_get_query (profile), 0)->value, ==, "a b");
  address = wb_address_build (profile, NULL);
  g_assert_cmpstr (address, ==, "wss://example.org/ws/4%202?room=a%20b");
  gtk_window_destroy (GTK_WINDOW (editor));
  wb_registry_free (registry);
}

/* D1: what only Socket.IO knows is shown where it is spoken, and its authentication is checked. */
static void
test_socket_io (void)
{
  WbRegistry *registry = wb_registry_new ();
  WbConnectionEditor *editor;
  GtkWidget *connect, *row;

  wb_net_register (registry);
  editor = WB_CONNECTION_EDITOR (wb_connection_editor_new (registry, NULL));
  connect = gtk_window_get_default_widget (GTK_WINDOW (editor));
  gtk_window_present (GTK_WINDOW (editor));
  wb_test_await (gtk_widget_get_mapped (GTK_WIDGET (editor)));

  wb_connection_editor_set_address (editor, "wss://example.org");
  row = find_row (GTK_WIDGET (editor), "Socket.IO");
  g_assert_false (gtk_widget_get_visible (row));
  wb_connection_editor_set_address (editor, "socketio+wss://example.org/room");
  g_assert_true (gtk_widget_get_visible (row));
  g_assert_true (gtk_widget_get_sensitive (connect));
  wb_connection_editor_set_address (editor, "https://example.org");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (GTK_WIDGET (editor), "_Protocol")), 2);
  g_assert_true (gtk_widget_get_visible (row));

  gtk_editable_set_text (GTK_EDITABLE (find_row (row, "_Authentication")), "{\"token\":");
  g_assert_false (gtk_widget_get_sensitive (connect));
  gtk_editable_set_text (GTK_EDITABLE (find_row (row, "_Authentication")), "{\"token\":1}");
  g_assert_true (gtk_widget_get_sensitive (connect));
  gtk_window_destroy (GTK_WINDOW (editor));
  wb_registry_free (registry);
}

/* What can't be sent is told beside it, and nothing is opened with it; secrets are not shown. */
static void
test_bad_options (void)
{
  WbRegistry *registry = wb_registry_new ();
  g_autoptr(WbProfile) profile = NULL;
  g_auto(GStrv) headers = NULL;
  GtkWindow *editor;
  GtkWidget *connect, *row, *value;

  wb_demo_register (registry);
  editor = wb_connection_editor_new (registry, NULL);
  connect = gtk_window_get_default_widget (editor);
  wb_connection_editor_set_address (WB_CONNECTION_EDITOR (editor), "demo:");
  gtk_window_present (editor);
  wb_test_await (gtk_widget_get_mapped (GTK_WIDGET (editor)));
  unfold (GTK_WIDGET (editor));
  row = find_row (GTK_WIDGET (editor), "Su_bprotocols");
  gtk_editable_set_text (GTK_EDITABLE (row), "boats, two words");
  g_assert_false (gtk_widget_get_sensitive (connect));
  wb_test_await (wb_world_find_widget (GTK_WIDGET (editor), GTK_TYPE_LABEL, "“two words” is no subprotocol"));
  gtk_editable_set_text (GTK_EDITABLE (row), "boats,");
  g_assert_true (gtk_widget_get_sensitive (connect));

  /* The button of the row that unfolds. */
  g_signal_emit_by_name (wb_world_find_widget (find_row (GTK_WIDGET (editor), "Request"), GTK_TYPE_BUTTON, NULL), "clicked");
  wb_test_await ((row = wb_world_find_widget (GTK_WIDGET (editor), WB_TYPE_HEADER_ROW, NULL)) != NULL);
  gtk_editable_set_text (GTK_EDITABLE (wb_world_find_widget (row, GTK_TYPE_ENTRY, NULL)), "Host");
  g_assert_false (gtk_widget_get_sensitive (connect));
  wb_test_await (wb_world_find_widget (row, GTK_TYPE_LABEL, "“Host” can't be sent"));
  gtk_editable_set_text (GTK_EDITABLE (wb_world_find_widget (row, GTK_TYPE_ENTRY, NULL)), "X-Api-Key");
  g_assert_true (gtk_widget_get_sensitive (connect));
  wb_test_await (wb_world_find_widget (row, GTK_TYPE_LABEL, "Kept until Whereabouts is closed"));
  value = gtk_widget_get_next_sibling (gtk_widget_get_parent (wb_world_find_widget (row, GTK_TYPE_ENTRY, NULL)));
  g_assert_false (gtk_entry_get_visibility (GTK_ENTRY (value)));
  gtk_editable_set_text (GTK_EDITABLE (value), "sugar");

  profile = wb_connection_editor_get_profile (WB_CONNECTION_EDITOR (editor));
  g_object_get (profile, "headers", &headers, NULL);
  g_assert_cmpstr (headers[0], ==, "X-Api-Key: sugar");
  gtk_window_destroy (editor);
  wb_registry_free (registry);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ui/connection-editor/address", test_address);
  g_test_add_func ("/ui/connection-editor/W8-W9-W10-messages", test_messages);
  g_test_add_func ("/ui/connection-editor/W8-W10-edit-messages", test_edit_messages);
  g_test_add_func ("/ui/connection-editor/failed", test_failed);
  g_test_add_func ("/ui/connection-editor/C14-options", test_options);
  g_test_add_func ("/ui/connection-editor/link", test_link);
  g_test_add_func ("/ui/connection-editor/G10-on-connect", test_on_connect);
  g_test_add_func ("/ui/connection-editor/trusted", test_trusted);
  g_test_add_func ("/ui/connection-editor/W5-parts", test_parts);
  g_test_add_func ("/ui/connection-editor/D1-socket-io", test_socket_io);
  g_test_add_func ("/ui/connection-editor/bad-options", test_bad_options);

  return g_test_run ();
}
