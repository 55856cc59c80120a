/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The window with a Socket.IO server that is not ours: events written and read, and what servers
 * may ask of the window. */

#include "config.h"

#include "wb-argument-row.h"
#include "wb-composer.h"
#include "wb-connection-button.h"
#include "wb-event-bar.h"
#include "wb-event-composer.h"
#include "wb-map-view.h"
#include "wb-message-text.h"
#include "wb-socket-io-options.h"
#include "wb-test.h"
#include "wb-time.h"
#include "wb-window.h"
#include "wb-world.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* More than a pipe holds. */
#define FILE_BYTES 200000

static GSubprocess *peer;
static char *address;

static void
start_peer (void)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "net", "socket-io-peer.py", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GDataInputStream) output = NULL;
  g_autofree char *port = NULL;

  peer = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                           "/usr/bin/python3", script, "0", NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (peer));
  port = g_data_input_stream_read_line (output, NULL, NULL, NULL);
  g_assert_nonnull (port);
  address = g_strdup_printf ("socketio+ws://127.0.0.1:%s", port);
}

static void
stop_peer (void)
{
  g_subprocess_force_exit (peer);
  g_subprocess_wait (peer, NULL, NULL);
  g_clear_object (&peer);
  g_clear_pointer (&address, g_free);
}

static void
open_window (WbWorld *world)
{
  wb_world_open_address (world, address);
  wb_test_await (wb_world_is_current_in (world, WB_STATE_OPEN));
  wb_test_await (wb_connection_get_received (wb_world_get_current (world)) >= 3);
}

/* Has the server say an event. */
static void
hear (WbWorld *world,
      const char *call)
{
  g_autoptr(GBytes) arguments = g_bytes_new (call, strlen (call));

  g_assert_true (wb_connection_emit (wb_world_get_current (world), wb_event_new ("say", NULL),
                                     arguments, NULL));
}

static gboolean
says (WbWorld *world,
      const char *text)
{
  return wb_world_says (world, GTK_TYPE_WINDOW, text);
}

static gboolean
popover_says (WbWorld *world,
              const char *text)
{
  return wb_world_says (world, WB_TYPE_CONNECTION_BUTTON, text);
}

/* D6: the state of the transport is told apart from that of each namespace. */
static void
namespaces_body (WbWorld *world)
{
  static const char *const spaces[] = { "/", "/admin", NULL };
  g_autoptr (GBytes) none = g_bytes_new_static ("[]", 2);
  WbConnection *connection;
  GtkWidget *button;

  open_window (world);
  connection = wb_world_get_current (world);
  wb_connection_close (connection, 1000, NULL);
  wb_test_await (wb_world_is_current_in (world, WB_STATE_CLOSED));
  g_object_set (wb_connection_get_profile (connection), "namespaces", spaces, NULL);
  button = wb_world_find_widget (wb_world_find (world, WB_TYPE_CONNECTION_BUTTON),
                                 GTK_TYPE_MENU_BUTTON, NULL);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  wb_connection_open (connection);
  wb_test_await (popover_says (world, "/ · joined\n/admin · joined"));

  wb_connection_emit (connection, wb_event_new ("leave", "/"), none, NULL);
  wb_test_await (popover_says (world, "/ · left\n/admin · joined"));
  g_assert_true (popover_says (world, "Open "));

  wb_connection_close (connection, 1000, NULL);
  wb_test_await (!popover_says (world, "/admin · "));
  g_object_set (wb_connection_get_profile (connection), "auth", "{\"token\":\"bad\"}", NULL);
  wb_connection_open (connection);
  wb_test_await (popover_says (world, "/ · refused: Not authorized\n/admin · joined"));
}

/* D6: the buttons below the list stay on the screen. */
static void
many_namespaces_body (WbWorld *world)
{
  static const char *const spaces[] = { "/", "/1", "/2", "/3", "/4", "/5", "/6", "/7", NULL };
  WbConnection *connection;
  GtkWidget *button;

  open_window (world);
  connection = wb_world_get_current (world);
  button = wb_world_find_widget (wb_world_find (world, WB_TYPE_CONNECTION_BUTTON),
                                 GTK_TYPE_MENU_BUTTON, NULL);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  wb_insight_set_namespaces (wb_connection_get_insight (connection), spaces);
  g_assert_true (popover_says (world, "/4\n/5\nand 2 more"));
  wb_insight_set_namespaces (wb_connection_get_insight (connection), spaces + 2);
  g_assert_true (popover_says (world, "/6\n/7"));
  g_assert_false (popover_says (world, " more"));
}

/* D8: as it is, never as markup. */
static void
alert_body (WbWorld *world)
{
  open_window (world);
  hear (world, "[\"alert\",\"<b>Hello</b> & bye\"]");
  wb_test_await (says (world, "<b>Hello</b> & bye"));
}

static void
alert_object_body (WbWorld *world)
{
  open_window (world);
  hear (world, "[\"alert\",{\"message\":\"elsewhere\",\"page\":\"my-home-page\"}]");
  hear (world, "[\"alert\",{\"message\":\"here\",\"page\":\"profile,map\",\"parameters\":{\"icon\":"
               "\"!\",\"duration\":4000}}]");
  wb_test_await (says (world, "! here"));
  g_assert_false (says (world, "elsewhere"));
}

/* D12: once, however often the connection changed its place. */
static void
alert_once_body (WbWorld *world)
{
  WbMonitor *monitor = wb_application_get_monitor (world->application);
  g_autoptr(WbProfile) other = wb_profile_new ("demo:");

  open_window (world);
  wb_monitor_add (monitor, other);
  for (guint i = 0; i < 4; i++)
    wb_monitor_move (monitor, wb_world_get_current (world), i % 2);
  hear (world, "[\"alert\",\"first\"]");
  hear (world, "[\"alert\",\"second\"]");
  hear (world, "[\"alert\",\"third\"]");
  wb_test_await (says (world, "third"));
}

static WbMapView *
get_map (WbWorld *world)
{
  return WB_MAP_VIEW (wb_world_find (world, WB_TYPE_MAP_VIEW));
}

/* Reading what is none costs time, too. */
static void
alert_attempts_body (WbWorld *world)
{
  open_window (world);
  for (guint i = 0; i < 3; i++)
    hear (world, "[\"alert\",5]");
  hear (world, "[\"alert\",\"too many\"]");
  hear (world, "[\"position\",{\"id\":\"42\",\"lat\":48.1,\"lon\":11.5}]");
  hear (world, "[\"redirect\",{\"target\":\"/marker/42\",\"delay\":20}]");
  wb_test_await (wb_map_view_get_selected (get_map (world)) != NULL);
  g_assert_false (says (world, "too many"));
}

/* D9: an object is selected, and the way back is there. */
static void
redirect_body (WbWorld *world)
{
  open_window (world);
  hear (world, "[\"position\",{\"id\":\"42\",\"lat\":48.1,\"lon\":11.5}]");
  hear (world, "[\"redirect\",{\"target\":\"/marker/42\",\"delay\":20}]");
  wb_test_await (wb_map_view_get_selected (get_map (world)) != NULL);
  g_assert_cmpstr (wb_track_get_id (wb_map_view_get_selected (get_map (world))), ==, "42");
  wb_test_await (says (world, "Shown on request of") && says (world, "Undo"));
  wb_world_press (GTK_WIDGET (wb_world_get_window (world)), "Undo");
  g_assert_null (wb_map_view_get_selected (get_map (world)));
}

static WbTrackStore *
get_tracks (WbWorld *world)
{
  return wb_monitor_get_tracks (wb_application_get_monitor (world->application));
}

static void
remove_object (WbWorld *world,
               const char *id)
{
  WbTrackStore *tracks = get_tracks (world);
  g_autoptr(WbReport) report = wb_report_new (WB_REPORT_REMOVED, "test");

  report->id = g_ref_string_new (id);
  wb_track_store_apply (tracks, wb_connection_get_source (wb_world_get_current (world)), report,
                        g_get_real_time (), wb_time_get_uptime ());
  wb_track_store_commit (tracks);
}

/* D9: the way back does not lead to what is gone. */
static void
redirect_from_removed_body (WbWorld *world)
{
  g_autoptr(WbTrack) track = NULL;
  guint source;

  open_window (world);
  source = wb_connection_get_source (wb_world_get_current (world));
  hear (world, "[\"position\",{\"id\":\"42\",\"lat\":48.1,\"lon\":11.5}]");
  wb_test_await ((track = wb_track_store_lookup (get_tracks (world), source, "42")) != NULL);
  wb_map_view_set_selected (get_map (world), track);
  hear (world, "[\"redirect\",{\"target\":\"/log\",\"delay\":0}]");
  wb_test_await (says (world, "Undo"));
  remove_object (world, "42");
  g_assert_null (wb_map_view_get_selected (get_map (world)));
  wb_world_press (GTK_WIDGET (wb_world_get_window (world)), "Undo");
  g_assert_null (wb_map_view_get_selected (get_map (world)));
}

static gboolean
shows_messages (GtkWindow *window)
{
  gboolean shown;

  g_object_get (window, "show-messages", &shown, NULL);
  return shown;
}

/* D9: a server that was removed has nothing to say any more. */
static void
redirect_of_removed_body (WbWorld *world)
{
  GtkWindow *window = wb_world_get_window (world);
  gint64 end;

  open_window (world);
  g_object_set (window, "show-messages", FALSE, NULL);
  hear (world, "[\"redirect\",{\"target\":\"/log\",\"delay\":1500}]");
  hear (world, "[\"alert\",\"done\"]");
  wb_test_await (says (world, "done"));
  end = g_get_monotonic_time () + 2 * G_USEC_PER_SEC;
  wb_monitor_remove (wb_application_get_monitor (world->application), wb_world_get_current (world));
  wb_test_await (shows_messages (window) || g_get_monotonic_time () > end);
  g_assert_false (shows_messages (window));
}

/* D9: nowhere else. */
static void
redirect_away_body (WbWorld *world)
{
  open_window (world);
  hear (world, "[\"redirect\",{\"target\":\"https://example.org/\",\"delay\":0}]");
  hear (world, "[\"alert\",\"done\"]");
  wb_test_await (says (world, "done"));
  g_assert_false (says (world, "Shown on request of"));
}

static GtkWidget *
find_below (GtkWidget *from,
            GType type,
            guint *skip)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (from, type) && (*skip)-- == 0)
    return from;
  for (GtkWidget *child = gtk_widget_get_first_child (from); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_below (child, type, skip);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
nth (GtkWidget *from,
     GType type,
     guint n)
{
  return find_below (from, type, &n);
}

static gboolean
log_has (WbWorld *world,
         WbMessageKind kind,
         WbDirection direction,
         const char *facts)
{
  GListModel *log = G_LIST_MODEL (wb_connection_get_log (wb_world_get_current (world)));

  for (guint i = 0; i < g_list_model_get_n_items (log); i++)
    {
      g_autoptr(WbLogEntry) entry = g_list_model_get_item (log, i);
      WbMessage *message = wb_log_entry_get_message (entry);
      g_autofree char *text = wb_message_text_facts (message);

      if (message->kind == kind && message->direction == direction && strstr (text, facts) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* D11, D14: a name, a JSON and a text argument, and an answer with its time. */
static void
compose_body (WbWorld *world)
{
  GtkWidget *composer, *row;

  open_window (world);
  composer = wb_world_find (world, WB_TYPE_EVENT_COMPOSER);
  g_assert_true (gtk_widget_get_visible (composer));
  gtk_editable_set_text (GTK_EDITABLE (nth (composer, GTK_TYPE_ENTRY, 0)), "order");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (nth (composer, GTK_TYPE_TOGGLE_BUTTON, 0)),
                                TRUE);

  g_signal_emit_by_name (nth (composer, GTK_TYPE_BUTTON, 0), "clicked");
  row = nth (composer, GTK_TYPE_ENTRY, 1);
  gtk_editable_set_text (GTK_EDITABLE (row), "{\"a\":1}, 2");
  wb_event_composer_send (WB_EVENT_COMPOSER (composer));
  g_assert_false (log_has (world, WB_MESSAGE_EVENT, WB_DIRECTION_SENT, "order"));

  gtk_editable_set_text (GTK_EDITABLE (row), "{\"a\":1}");
  wb_composer_send (WB_COMPOSER (wb_world_find (world, WB_TYPE_COMPOSER)));
  wb_test_await (log_has (world, WB_MESSAGE_ACK, WB_DIRECTION_RECEIVED, "order · "));
  g_assert_true (
      log_has (world, WB_MESSAGE_EVENT, WB_DIRECTION_SENT, "order · asks for an answer · 9"));
}

/* D11: when an argument goes, the keyboard is where there could be another, also with all there may be. */
static void
remove_argument_body (WbWorld *world)
{
  GtkWidget *composer, *add;

  open_window (world);
  composer = wb_world_find (world, WB_TYPE_EVENT_COMPOSER);
  add = nth (composer, GTK_TYPE_BUTTON, 0);
  while (gtk_widget_is_sensitive (add))
    g_signal_emit_by_name (add, "clicked");
  g_signal_emit_by_name (nth (composer, WB_TYPE_ARGUMENT_ROW, 0), "removed");
  g_assert_true (gtk_widget_is_focus (add));
}

/* D14: the server asks, and is answered by hand, once. */
static void
answer_body (WbWorld *world)
{
  g_autoptr(GBytes) arguments = g_bytes_new_static ("[\"question\",1]", 14);
  WbMessage *question = NULL;
  GtkWidget *bar;

  open_window (world);
  wb_connection_emit (wb_world_get_current (world), wb_event_new ("ask", NULL), arguments, NULL);
  wb_test_await (
      log_has (world, WB_MESSAGE_EVENT, WB_DIRECTION_RECEIVED, "question · waits for an answer"));
  for (guint i = 0; question == NULL; i++)
    {
      g_autoptr(WbLogEntry) entry = g_list_model_get_item (
          G_LIST_MODEL (wb_connection_get_log (wb_world_get_current (world))), i);
      WbMessage *message = wb_log_entry_get_message (entry);

      if (message->event != NULL && g_strcmp0 (message->event->name, "question") == 0)
        question = message;
    }

  bar = g_object_ref_sink (g_object_new (WB_TYPE_EVENT_BAR, NULL));
  wb_event_bar_show (WB_EVENT_BAR (bar), question, wb_world_get_current (world));
  g_assert_true (gtk_widget_get_visible (bar));
  gtk_editable_set_text (GTK_EDITABLE (nth (bar, GTK_TYPE_ENTRY, 0)), "[\"yes\"]");
  g_signal_emit_by_name (nth (bar, GTK_TYPE_BUTTON, 0), "clicked");
  wb_test_await (log_has (world, WB_MESSAGE_EVENT, WB_DIRECTION_RECEIVED, "answered"));
  g_assert_false (gtk_widget_get_visible (bar));
  g_object_unref (bar);
}

/* A file that comes in pieces, as over a network. */
static gpointer
write_file (gpointer path)
{
  g_autofree char *content = g_strnfill (FILE_BYTES, 'x');
  FILE *pipe = fopen (path, "w");

  g_assert_cmpuint (fwrite (content, 1, FILE_BYTES, pipe), ==, FILE_BYTES);
  fclose (pipe);
  return NULL;
}

/* D11: all of it is sent. */
static void
test_file (void)
{
  g_autofree char *folder = g_dir_make_tmp ("whereabouts-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "picture", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GString) arguments = g_string_new (NULL);
  g_autoptr(WbEvent) event = wb_event_new ("file", NULL);
  WbArgumentRow *row = g_object_ref_sink (WB_ARGUMENT_ROW (wb_argument_row_new ()));
  GThread *writer;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  writer = g_thread_new ("writer", write_file, path);
  wb_argument_row_set_file (row, file);
  wb_test_await (wb_argument_row_append (row, arguments, event, NULL));
  g_assert_cmpuint (g_bytes_get_size (g_ptr_array_index (event->attachments, 0)), ==, FILE_BYTES);
  g_thread_join (writer);
  g_object_unref (row);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* D1, D2: what is shown is what is kept, and nothing that can't be sent. */
static void
test_options (void)
{
  static const char *const spaces[] = { "/admin", "/b", NULL };
  g_autoptr(WbProfile) profile = wb_profile_new ("https://example.org/");
  g_autoptr(WbProfile) other = wb_profile_new ("https://example.org/");
  WbSocketIoOptions *options = g_object_ref_sink (g_object_new (WB_TYPE_SOCKET_IO_OPTIONS, NULL));
  g_autofree char *protocol = NULL, *auth = NULL, *alert = NULL;
  g_auto(GStrv) namespaces = NULL;
  gboolean auto_ack;

  g_object_set (profile, "protocol", "socket.io", "namespaces", spaces, "auth", "{\"a\":1}",
                "auto-ack", TRUE, NULL);
  wb_socket_io_options_show (options, profile);
  g_assert_true (wb_socket_io_options_are_valid (options));
  wb_socket_io_options_apply (options, other);
  g_object_get (other, "protocol", &protocol, "auth", &auth, "alert-event", &alert, "namespaces",
                &namespaces, "auto-ack", &auto_ack, NULL);
  g_assert_cmpstr (protocol, ==, "socket.io");
  g_assert_cmpstr (auth, ==, "{\"a\":1}");
  g_assert_cmpstr (alert, ==, "alert");
  g_assert_cmpstrv (namespaces, spaces);
  g_assert_true (auto_ack);

  g_object_set (profile, "auth", "{\"a\":", NULL);
  wb_socket_io_options_show (options, profile);
  g_assert_false (wb_socket_io_options_are_valid (options));
  g_object_unref (options);
}

typedef struct {
  const char *path;
  void (*body) (WbWorld *world);
} WindowTest;

static const WindowTest bodies[] = {
  { "/ui/socket-io/namespaces-D6", namespaces_body },
  { "/ui/socket-io/many-namespaces-D6", many_namespaces_body },
  { "/ui/socket-io/alert-D8-D12", alert_body },
  { "/ui/socket-io/alert-object-D8", alert_object_body },
  { "/ui/socket-io/alert-attempts-D8", alert_attempts_body },
  { "/ui/socket-io/redirect-D9", redirect_body },
  { "/ui/socket-io/alert-once-D12", alert_once_body },
  { "/ui/socket-io/redirect-from-removed-D9", redirect_from_removed_body },
  { "/ui/socket-io/redirect-of-removed-D9", redirect_of_removed_body },
  { "/ui/socket-io/redirect-away-D9", redirect_away_body },
  { "/ui/socket-io/compose-D11", compose_body },
  { "/ui/socket-io/remove-argument-D11", remove_argument_body },
  { "/ui/socket-io/answer-D14", answer_body },
};

static void
test_window (gconstpointer data)
{
  const WindowTest *test = data;

  wb_world_forget_settings ();
  start_peer ();
  wb_world_run (NULL, test->body);
  stop_peer ();
}

int
main (int argc,
      char **argv)
{
  wb_test_keep_data_apart ();
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    g_test_add_data_func (bodies[i].path, &bodies[i], test_window);
  g_test_add_func ("/ui/socket-io/file-D11", test_file);
  g_test_add_func ("/ui/socket-io/options-D1-D2", test_options);

  return g_test_run ();
}
