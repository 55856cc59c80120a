/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A connection is tried out before it is kept: what the test shows and what it leaves behind. */

#include "config.h"

#include "wb-composer.h"
#include "wb-connection-editor.h"
#include "wb-connection-test.h"
#include "wb-drafts.h"
#include "wb-format.h"
#include "wb-handshake-window.h"
#include "wb-monitor.h"
#include "wb-net.h"
#include "wb-raw-server.h"
#include "wb-sample-options.h"
#include "wb-sample-row.h"
#include "wb-secret-dialog.h"
#include "wb-test.h"
#include "wb-world.h"

#include <string.h>

#define POSITION "{\"data\":{\"pos\":{\"lat\":48.137,\"lng\":11.576}}}"
/* Before what came over the wire stands a mark that it runs from left to right. */
#define MARK "\u200e"
#define SENTENCE "Position from " MARK "data.pos.lat and " MARK "data.pos.lng: 48.137, 11.576"
#define REQUEST "{\"subscribe\":\"all\"}"

typedef struct {
  WbRegistry *registry;
  WbRawServer *server;
  WbConnectionEditor *editor;
} Bench;

/* How the last client said goodbye. */
static int close_code;

static void
serve (WbRawPeer *peer,
       gconstpointer data)
{
  const char *const *messages = data;

  wb_raw_peer_shake_hands (peer, NULL);
  for (gsize i = 0; messages[i] != NULL; i++)
    wb_raw_peer_send (peer, WB_RAW_FINAL | WB_RAW_TEXT, messages[i], strlen (messages[i]));
  g_atomic_int_set (&close_code, (int) wb_raw_peer_read_close (peer, NULL));
}

static void
serve_echo (WbRawPeer *peer,
            gconstpointer data G_GNUC_UNUSED)
{
  guint8 first;
  g_autoptr(GBytes) request = NULL;

  wb_raw_peer_shake_hands (peer, NULL);
  request = wb_raw_peer_read_frame (peer, &first);
  if (request == NULL)
    return;
  wb_raw_peer_send (peer, first, g_bytes_get_data (request, NULL), g_bytes_get_size (request));
  wb_raw_peer_read_rest (peer);
}

static void
serve_loss (WbRawPeer *peer,
            gconstpointer data G_GNUC_UNUSED)
{
  wb_raw_peer_shake_hands (peer, NULL);
  wb_raw_peer_reset (peer);
}

/*
 * The bench
 */

static void
start (Bench *bench,
       WbRawFunc func,
       gconstpointer data)
{
  bench->registry = wb_registry_new ();
  wb_format_register (bench->registry);
  wb_net_register (bench->registry);
  bench->server = func != NULL ? wb_raw_server_new (NULL, func, data) : NULL;
  bench->editor = WB_CONNECTION_EDITOR (wb_connection_editor_new (bench->registry, NULL));
  if (bench->server != NULL)
    wb_connection_editor_set_address (bench->editor, wb_raw_server_get_url (bench->server));
  gtk_window_present (GTK_WINDOW (bench->editor));
  wb_test_await (gtk_widget_get_mapped (GTK_WIDGET (bench->editor)));
}

static void
stop (Bench *bench)
{
  gtk_window_destroy (GTK_WINDOW (bench->editor));
  g_clear_pointer (&bench->server, wb_raw_server_free);
  wb_registry_free (bench->registry);
}

static GtkWidget *
press_test (Bench *bench)
{
  GtkWidget *window = NULL;

  wb_world_press (GTK_WIDGET (bench->editor), "Test…");
  wb_test_await ((window = wb_world_find_window (WB_TYPE_CONNECTION_TEST)) != NULL);
  return window;
}

static gboolean
says (GtkWidget *root,
      const char *text)
{
  return wb_world_find_widget (root, GTK_TYPE_LABEL, text) != NULL;
}

static guint
count_rows (GtkWidget *root)
{
  guint count = WB_IS_SAMPLE_ROW (root);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count += count_rows (child);
  return count;
}

static char *
dup_entered (Bench *bench,
             const char *property)
{
  g_autoptr(WbProfile) profile = wb_connection_editor_get_profile (bench->editor);
  char *text;

  g_object_get (profile, property, &text, NULL);
  return text;
}

static void
assert_entered (Bench *bench,
                const char *property,
                const char *expected)
{
  g_autofree char *text = dup_entered (bench, property);

  g_assert_cmpstr (text, ==, expected);
}

/*
 * W1, W2
 */

/* The first messages are there with what is read from them, one of them becomes the sample, and the
 * end of the test is the end of its connection. */
static void
test_messages (void)
{
  static const char *const messages[] = { POSITION, "<b>hello</b>",
                                          "{\"<i>\":{\"lat\":91,\"lon\":2}}", NULL };
  Bench bench;
  GtkWidget *window, *row;
  WbProfile *profile;

  start (&bench, serve, messages);
  window = press_test (&bench);
  profile = wb_connection_test_get_profile (WB_CONNECTION_TEST (window));
  wb_test_await (says (window, SENTENCE));
  wb_test_await (says (window, "No position: not JSON") &&
                 says (window, "No position: latitude out of range"));
  g_assert_true (says (window, "<b>hello</b>"));
  g_assert_true (says (window, "Connected. 3 messages so far."));
  g_assert_true (says (window, "Took") && says (window, "101 Switching Protocols"));

  row = wb_world_find_widget (window, WB_TYPE_SAMPLE_ROW, NULL);
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  wb_test_await (says (GTK_WIDGET (bench.editor), SENTENCE));
  assert_entered (&bench, "sample-response", POSITION);

  g_object_add_weak_pointer (G_OBJECT (profile), (gpointer *) &profile);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (GTK_WINDOW (window));
  wb_test_await (window == NULL && profile == NULL);
  wb_test_await (wb_raw_server_is_done (bench.server));
  g_assert_cmpint (g_atomic_int_get (&close_code), ==, 1000);
  stop (&bench);
}

/* C14: who tests a connection is asked for its secrets, too. */
static void
test_secrets (void)
{
  static const char *const messages[] = { POSITION, NULL };
  Bench bench;
  GtkWindow *window;
  GtkWidget *dialog, *row;
  g_autoptr(WbProfile) profile = NULL;
  g_autoptr(WbVariables) variables = wb_variables_new ();
  g_autoptr(GBytes) hello = g_bytes_new_static ("{{token}}", 9);

  start (&bench, serve, messages);
  profile = wb_connection_editor_get_profile (bench.editor);
  wb_variables_set (variables, "token", NULL, TRUE);
  g_object_set (profile, "variables", variables, NULL);
  wb_profile_add_on_connect (profile, WB_MESSAGE_TEXT, hello);
  window = wb_connection_test_new (bench.registry, profile);
  gtk_window_present (window);
  wb_test_await ((dialog = wb_world_find_window (WB_TYPE_SECRET_DIALOG)) != NULL);

  row = wb_world_find_widget (dialog, ADW_TYPE_PASSWORD_ENTRY_ROW, NULL);
  gtk_editable_set_text (GTK_EDITABLE (row), "s3cret");
  wb_world_press (dialog, "Connect");
  wb_test_await (says (GTK_WIDGET (window), SENTENCE));
  wb_test_await (wb_world_find_window (WB_TYPE_SECRET_DIALOG) == NULL);
  gtk_window_destroy (window);
  stop (&bench);
}

/* Where nothing comes that is said; a request can be tried, kept, and sent after every connect. */
static void
test_request (void)
{
  Bench bench;
  GtkWidget *window, *entry;
  g_autoptr(WbProfile) profile = NULL;

  start (&bench, serve_echo, NULL);
  window = press_test (&bench);
  wb_test_await (says (window, "Connected. The server has sent nothing yet."));
  entry = wb_world_find_widget (window, ADW_TYPE_ENTRY_ROW, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), REQUEST);
  wb_world_press (window, "Send");
  wb_test_await (says (window, "No position: no coordinates"));
  g_assert_true (says (window, "Sent. This is the sample request now."));
  assert_entered (&bench, "sample-request", REQUEST);

  gtk_switch_set_active (GTK_SWITCH (wb_world_find_widget (window, GTK_TYPE_SWITCH, NULL)), TRUE);
  assert_entered (&bench, "sample-request", NULL);
  profile = wb_connection_editor_get_profile (bench.editor);
  g_assert_cmpuint (wb_profile_get_on_connect (profile)->len, ==, 1);
  gtk_switch_set_active (GTK_SWITCH (wb_world_find_widget (window, GTK_TYPE_SWITCH, NULL)), FALSE);
  assert_entered (&bench, "sample-request", REQUEST);
  g_clear_object (&profile);
  profile = wb_connection_editor_get_profile (bench.editor);
  g_assert_cmpuint (wb_profile_get_on_connect (profile)->len, ==, 0);
  stop (&bench);
}

/* A refusal is explained in the same words as elsewhere, with its details, and not tried again but
 * by hand. */
static void
test_refused (void)
{
  Bench bench;
  GtkWidget *window;

  start (&bench, wb_raw_serve_answer,
         "HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\nX-Hint: elsewhere\r\n\r\nnone");
  window = press_test (&bench);
  wb_test_await (says (window, "Could not connect"));
  g_assert_true (says (window, "not as a WebSocket (404 Not Found)") && says (window, "Took"));
  wb_world_press (window, "Details");
  wb_test_await (wb_world_find_window (WB_TYPE_HANDSHAKE_WINDOW) != NULL);
  gtk_window_destroy (GTK_WINDOW (wb_world_find_window (WB_TYPE_HANDSHAKE_WINDOW)));
  g_assert_cmpuint (wb_raw_server_get_n_clients (bench.server), ==, 1);
  wb_world_press (window, "Test Again");
  wb_test_await (wb_raw_server_get_n_clients (bench.server) == 2 &&
                 says (window, "Could not connect"));
  stop (&bench);
}

/* Even a connection that is always opened again is not during a test. */
static void
test_lost (void)
{
  Bench bench;
  WbMonitor *monitor;
  g_autoptr(WbProfile) profile = NULL;
  GtkWidget *window;

  start (&bench, serve_loss, NULL);
  gtk_window_destroy (GTK_WINDOW (bench.editor));
  monitor = wb_monitor_new (bench.registry);
  profile = wb_profile_new (wb_raw_server_get_url (bench.server));
  g_object_set (profile, "reconnect", WB_RECONNECT_ALWAYS, NULL);
  bench.editor = WB_CONNECTION_EDITOR (
      wb_connection_editor_new (bench.registry, wb_monitor_add (monitor, profile)));
  gtk_window_present (GTK_WINDOW (bench.editor));
  wb_test_await (gtk_widget_get_mapped (GTK_WIDGET (bench.editor)));
  window = press_test (&bench);
  wb_test_await (says (window, "Connection lost"));
  g_assert_true (says (window, "Test Again"));
  g_assert_cmpint (wb_profile_get_reconnect (profile), ==, WB_RECONNECT_ALWAYS);
  stop (&bench);
  g_assert_finalize_object (monitor);
}

/* A certificate that is trusted during a test is trusted by what is kept, without asking again. */
static void
test_trust (void)
{
  static const char *const messages[] = { POSITION, NULL };
  Bench bench;
  GtkWidget *window, *handshake = NULL, *question = NULL;
  g_autofree char *trusted = NULL;

  start (&bench, NULL, NULL);
  bench.server = wb_raw_server_new ("self-signed.pem", serve, messages);
  wb_connection_editor_set_address (bench.editor, wb_raw_server_get_url (bench.server));
  window = press_test (&bench);
  wb_test_await (says (window, "Could not connect"));
  wb_world_press (window, "Details");
  wb_test_await ((handshake = wb_world_find_window (WB_TYPE_HANDSHAKE_WINDOW)) != NULL);
  wb_world_press (handshake, "Trust This Certificate…");
  wb_test_await ((question = wb_world_find_window (ADW_TYPE_MESSAGE_DIALOG)) != NULL);
  wb_world_press (question, "Trust");
  wb_test_await (says (window, SENTENCE));
  trusted = dup_entered (&bench, "trusted-certificate");
  g_assert_cmpuint (strlen (trusted), ==, 64);
  stop (&bench);
}

/* However much comes, so many messages are shown. */
static void
test_many (void)
{
  g_autoptr(GPtrArray) messages = g_ptr_array_new ();
  Bench bench;
  GtkWidget *window;

  for (guint i = 0; i < 2000; i++)
    g_ptr_array_add (messages, (char *) POSITION);
  g_ptr_array_add (messages, NULL);
  start (&bench, serve, messages->pdata);
  window = press_test (&bench);
  wb_test_await (says (window, "2,000 messages so far") || says (window, "2000 messages so far"));
  wb_test_await (count_rows (window) == WB_TEST_MAX_MESSAGES);
  g_assert_true (says (window, "Only the first messages are shown."));
  stop (&bench);
}

/* A message that is too large for a sample is shown, but can't be one. */
static void
test_large (void)
{
  g_autofree char *filling = g_strnfill (WB_MAX_SAMPLE_BYTES, 'x');
  g_autofree char *large = g_strdup_printf ("{\"lat\":1,\"lon\":2,\"x\":\"%s\"}", filling);
  const char *messages[] = { large, NULL };
  Bench bench;
  GtkWidget *window, *row = NULL;

  start (&bench, serve, messages);
  window = press_test (&bench);
  wb_test_await ((row = wb_world_find_widget (window, WB_TYPE_SAMPLE_ROW, NULL)) != NULL);
  g_assert_true (says (row, "Position: 1, 2"));
  g_assert_null (wb_sample_row_get_text (WB_SAMPLE_ROW (row)));
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  assert_entered (&bench, "sample-response", NULL);
  stop (&bench);
}

/* A server that is not ours: what was agreed on is told. */
static void
test_peer (void)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "net", "echo-peer.py", NULL);
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GDataInputStream) output = NULL;
  g_autofree char *port = NULL;
  g_autofree char *url = NULL;
  Bench bench;
  GtkWidget *window;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL,
                              "/usr/bin/python3", script, "takeover", NULL);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  port = g_data_input_stream_read_line (output, NULL, NULL, NULL);
  g_assert_nonnull (port); /* else python3-websockets is missing */
  url = g_strdup_printf ("ws://127.0.0.1:%s/", port);

  start (&bench, NULL, NULL);
  wb_connection_editor_set_address (bench.editor, url);
  window = press_test (&bench);
  wb_test_await (says (window, "permessage-deflate"));
  gtk_editable_set_text (GTK_EDITABLE (wb_world_find_widget (window, ADW_TYPE_ENTRY_ROW, NULL)),
                         POSITION);
  wb_world_press (window, "Send");
  wb_test_await (says (window, SENTENCE));
  stop (&bench);
  g_output_stream_close (g_subprocess_get_stdin_pipe (process), NULL, NULL);
  g_subprocess_wait (process, NULL, NULL);
}

/*
 * W3
 */

/* Samples can be typed; what is read from one is said, and one that is too long is refused. */
static void
test_typed (void)
{
  static const struct {
    const char *text;
    const char *sentence;
  } samples[] = {
    { POSITION, SENTENCE },
    { "[{\"lat\":1,\"lon\":2},{\"lat\":3,\"lon\":4}]",
      "Position from " MARK "[0].lat and " MARK "[0].lon: 1, 2, and 1 more" },
    { "{\"lat\":1}", "No position: no coordinates" },
    { "{\"lat\":1", "No position: not JSON" },
    { "<b>", "No position: not JSON" },
    { "", "Paste a message of the server" },
  };
  g_autofree char *endless = g_strnfill (WB_MAX_SAMPLE_BYTES + 1, 'x');
  Bench bench;
  GtkWidget *group, *view, *connect;
  GtkTextBuffer *buffer;

  start (&bench, NULL, NULL);
  wb_connection_editor_set_address (bench.editor, "ws://localhost/");
  group = wb_world_find_widget (GTK_WIDGET (bench.editor), WB_TYPE_SAMPLE_OPTIONS, NULL);
  view = wb_world_find_widget (group, GTK_TYPE_TEXT_VIEW, NULL);
  connect = gtk_window_get_default_widget (GTK_WINDOW (bench.editor));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      gtk_text_buffer_set_text (buffer, samples[i].text, -1);
      wb_test_await (says (group, samples[i].sentence));
    }

  gtk_text_buffer_set_text (buffer, endless, -1);
  g_assert_true (says (group, "64 kB at most"));
  g_assert_false (gtk_widget_get_sensitive (connect));
  gtk_text_buffer_set_text (buffer, POSITION, -1);
  g_assert_true (gtk_widget_get_sensitive (connect));
  wb_test_await (says (group, SENTENCE));
  stop (&bench);
}

/* The profile bounds what it keeps, whoever fills it in, and gives it to its copies. */
static void
test_profile (void)
{
  g_autofree char *endless = g_strnfill (WB_MAX_SAMPLE_BYTES + 1, 'x');
  g_autoptr(WbProfile) profile = wb_profile_new ("demo:");
  g_autoptr(WbProfile) copy = NULL;
  g_autofree char *request = NULL;
  g_autofree char *response = NULL;

  g_object_set (profile, "sample-request", REQUEST, "sample-response", endless, NULL);
  copy = wb_profile_copy (profile);
  g_object_get (copy, "sample-request", &request, "sample-response", &response, NULL);
  g_assert_cmpstr (request, ==, REQUEST);
  g_assert_null (response);
}

/* The sample request is where somebody starts who writes a message, and replaces nothing. */
static void
test_draft (void)
{
  g_autoptr(WbProfile) profile = wb_profile_new ("ws://localhost/draft");
  g_autoptr(WbProfile) other = wb_profile_new ("ws://localhost/draft");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  g_object_set (profile, "sample-request", REQUEST, NULL);
  wb_drafts_offer_sample (profile);
  first = wb_drafts_load (profile);
  g_assert_cmpstr (first, ==, REQUEST);
  wb_drafts_save (profile, "mine");
  wb_drafts_offer_sample (profile);
  second = wb_drafts_load (profile);
  g_assert_cmpstr (second, ==, "mine");

  /* Two connections to one address have nothing to do with each other. */
  third = wb_drafts_load (other);
  g_assert_null (third);
  wb_world_forget_settings ();
}

/*
 * In the whole window
 */

static WbRawServer *server;
static WbProfile *left_profile; /* weak */

static char *
dup_typed (GtkWidget *root)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (
      GTK_TEXT_VIEW (wb_world_find_widget (root, GTK_TYPE_TEXT_VIEW, NULL)));
  char *text;

  g_object_get (buffer, "text", &text, NULL);
  return text;
}

/* W1: nothing of a test is on the map or in the sidebar, and what it found is kept with the
 * connection once that is made. */
static void
keep (WbWorld *world)
{
  WbMonitor *monitor = wb_application_get_monitor (world->application);
  GtkWidget *editor = NULL, *window = NULL, *row = NULL, *composer = NULL;
  g_autofree char *response = NULL;
  g_autofree char *draft = NULL;

  wb_test_await (wb_world_get_window (world) != NULL);
  gtk_widget_activate_action (GTK_WIDGET (wb_world_get_window (world)), "connection.new", NULL);
  wb_test_await ((editor = wb_world_find_window (WB_TYPE_CONNECTION_EDITOR)) != NULL);
  wb_connection_editor_set_address (WB_CONNECTION_EDITOR (editor), wb_raw_server_get_url (server));
  gtk_widget_activate_action (editor, "editor.test", NULL);
  wb_test_await ((window = wb_world_find_window (WB_TYPE_CONNECTION_TEST)) != NULL);
  wb_test_await ((row = wb_world_find_widget (window, WB_TYPE_SAMPLE_ROW, NULL)) != NULL);
  wb_sample_row_choose (WB_SAMPLE_ROW (row));
  gtk_editable_set_text (GTK_EDITABLE (wb_world_find_widget (window, ADW_TYPE_ENTRY_ROW, NULL)),
                         REQUEST);
  wb_world_press (window, "Send");
  g_assert_cmpuint (wb_world_count_connections (world), ==, 0);
  g_assert_cmpuint (wb_track_store_get_length (wb_monitor_get_tracks (monitor)), ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));

  wb_world_press (editor, "Connect");
  wb_test_await (wb_world_is_current_in (world, WB_STATE_OPEN));
  g_object_get (wb_connection_get_profile (wb_world_get_current (world)), "sample-response",
                &response, NULL);
  g_assert_cmpstr (response, ==, POSITION);
  wb_test_await ((composer = wb_world_find (world, WB_TYPE_COMPOSER)) != NULL);
  draft = dup_typed (composer);
  g_assert_cmpstr (draft, ==, REQUEST);
}

/* Whoever leaves the program leaves the test, too. */
static void
leave (WbWorld *world)
{
  GtkWidget *editor = NULL, *window = NULL;

  wb_test_await (wb_world_get_window (world) != NULL);
  gtk_widget_activate_action (GTK_WIDGET (wb_world_get_window (world)), "connection.new", NULL);
  wb_test_await ((editor = wb_world_find_window (WB_TYPE_CONNECTION_EDITOR)) != NULL);
  wb_connection_editor_set_address (WB_CONNECTION_EDITOR (editor), wb_raw_server_get_url (server));
  gtk_widget_activate_action (editor, "editor.test", NULL);
  wb_test_await ((window = wb_world_find_window (WB_TYPE_CONNECTION_TEST)) != NULL);
  wb_test_await (says (window, SENTENCE));
  g_set_weak_pointer (&left_profile,
                      wb_connection_test_get_profile (WB_CONNECTION_TEST (window)));
}

static void
test_leave (void)
{
  static const char *const messages[] = { POSITION, NULL };

  server = wb_raw_server_new (NULL, serve, messages);
  wb_world_run (NULL, leave);
  g_assert_null (left_profile);
  g_clear_pointer (&server, wb_raw_server_free);
  wb_world_forget_settings ();
}

static void
test_keep (void)
{
  static const char *const messages[] = { POSITION, NULL };

  server = wb_raw_server_new (NULL, serve, messages);
  wb_world_run (NULL, keep);
  g_clear_pointer (&server, wb_raw_server_free);
  wb_world_forget_settings ();
}

int
main (int argc,
      char *argv[])
{
  wb_test_keep_data_apart ();
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ui/connection-test/W1-W2-messages", test_messages);
  g_test_add_func ("/ui/connection-test/C14-secrets", test_secrets);
  g_test_add_func ("/ui/connection-test/W2-W3-request", test_request);
  g_test_add_func ("/ui/connection-test/W2-refused", test_refused);
  g_test_add_func ("/ui/connection-test/W2-lost", test_lost);
  g_test_add_func ("/ui/connection-test/W2-trust", test_trust);
  g_test_add_func ("/ui/connection-test/W2-many", test_many);
  g_test_add_func ("/ui/connection-test/W2-large", test_large);
  g_test_add_func ("/ui/connection-test/W2-peer", test_peer);
  g_test_add_func ("/ui/connection-test/W3-typed", test_typed);
  g_test_add_func ("/ui/connection-test/W3-profile", test_profile);
  g_test_add_func ("/ui/connection-test/W3-draft", test_draft);

  g_test_add_func ("/ui/connection-test/W1-keep", test_keep);
  g_test_add_func ("/ui/connection-test/W2-leave", test_leave);

  return g_test_run ();
}
