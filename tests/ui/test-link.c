/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the window shows and offers when a connection is refused, lost, and comes back. */

#include "config.h"

#include "wb-connection-button.h"
#include "wb-connection-row.h"
#include "wb-failure-card.h"
#include "wb-failure.h"
#include "wb-handshake-window.h"
#include "wb-map-view.h"
#include "wb-objects-panel.h"
#include "wb-profile-private.h"
#include "wb-profile-settings.h"
#include "wb-raw-server.h"
#include "wb-sparkline.h"
#include "wb-test.h"
#include "wb-window.h"
#include "wb-world.h"

#include <string.h>

/* Delays of 1 to 30 s become 20 to 600 ms, or so long that somebody has to press a button. */
#define SHORT 0.02
#define LONG 1000

#define POSITION "{\"id\":\"ferry\",\"lat\":57.28,\"lon\":11.02}"

/* The server of the test that runs. */
static WbRawServer *server;

static void
serve_position (WbRawPeer *peer,
                gconstpointer data G_GNUC_UNUSED)
{
  wb_raw_peer_shake_hands (peer, "X-Greeting: hello\r\n");
  wb_raw_peer_send (peer, WB_RAW_FINAL | WB_RAW_TEXT, POSITION, strlen (POSITION));
  wb_raw_peer_read_rest (peer);
}

static void
serve_close (WbRawPeer *peer,
             gconstpointer data)
{
  wb_raw_peer_shake_hands (peer, NULL);
  wb_raw_peer_send_close (peer, GPOINTER_TO_UINT (data), "not you");
  wb_raw_peer_read_rest (peer);
}

static void
open_connection (WbWorld *world,
                 double time_scale,
                 const char *header)
{
  g_autoptr(WbProfile) profile = wb_profile_new (wb_raw_server_get_url (server));
  const char *headers[] = { header, NULL };
  WbConnection *connection;

  wb_profile_set_time_scale (profile, time_scale);
  g_object_set (profile, "headers", header != NULL ? headers : NULL, NULL);
  connection = wb_monitor_add (wb_application_get_monitor (world->application), profile);
  wb_window_set_current (WB_WINDOW (wb_world_get_window (world)), connection);
  wb_connection_open (connection);
}

/* Opens, shows an object, and loses the server; returns its port. */
static guint
lose_link (WbWorld *world,
           double time_scale)
{
  WbTrackStore *tracks = wb_monitor_get_tracks (wb_application_get_monitor (world->application));
  guint port = wb_raw_server_get_port (server);

  open_connection (world, time_scale, NULL);
  wb_test_await (wb_world_is_current_in (world, WB_STATE_OPEN) && wb_track_store_get_length (tracks) == 1);
  g_clear_pointer (&server, wb_raw_server_free);
  wb_test_await (wb_world_is_current_in (world, WB_STATE_WAITING));
  return port;
}

static char *
dup_card_title (WbWorld *world)
{
  GtkWidget *card = wb_world_find (world, WB_TYPE_FAILURE_CARD);
  GtkWidget *label = wb_world_find_widget (card, GTK_TYPE_LABEL, "Trying again in ");

  g_assert_nonnull (label);
  return g_strdup (gtk_label_get_text (GTK_LABEL (label)));
}

/* A15, G6: the countdown is everywhere and goes down; what was there stays; Reconnect Now does it. */
static void
reconnect_now (WbWorld *world)
{
  WbTrackStore *tracks = wb_monitor_get_tracks (wb_application_get_monitor (world->application));
  guint port = lose_link (world, LONG);
  guint n_lines = g_list_model_get_n_items (G_LIST_MODEL (wb_connection_get_log (wb_world_get_current (world))));
  g_autofree char *first = NULL;
  g_autofree char *then = NULL;

  wb_test_await (wb_world_says (world, WB_TYPE_CONNECTION_ROW, "Trying again in "));
  g_assert_true (wb_world_says (world, WB_TYPE_CONNECTION_BUTTON, "Trying again in "));
  g_assert_true (wb_world_says (world, ADW_TYPE_HEADER_BAR, "Reconnect Now"));
  wb_test_await (wb_world_says (world, WB_TYPE_OBJECTS_PANEL, "link down"));
  first = dup_card_title (world);
  wb_test_await (!wb_world_says (world, WB_TYPE_FAILURE_CARD, first));
  then = dup_card_title (world);
  g_assert_cmpint (g_ascii_strtoll (then + strlen ("Trying again in "), NULL, 10), <,
                   g_ascii_strtoll (first + strlen ("Trying again in "), NULL, 10));

  server = wb_raw_server_new_at (port, serve_position, NULL);
  wb_world_press (wb_world_find (world, WB_TYPE_FAILURE_CARD), "Reconnect Now");
  wb_test_await (wb_world_is_current_in (world, WB_STATE_OPEN));
  wb_test_await (wb_world_find (world, WB_TYPE_FAILURE_CARD) == NULL);
  g_assert_true (wb_world_says (world, ADW_TYPE_HEADER_BAR, "Close"));
  g_assert_cmpuint (wb_track_store_get_length (tracks), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (wb_connection_get_log (wb_world_get_current (world)))),
                    >, n_lines);
}

static void
test_reconnect_now (void)
{
  server = wb_raw_server_new (NULL, serve_position, NULL);
  wb_world_run (NULL, reconnect_now);
  g_clear_pointer (&server, wb_raw_server_free);
  wb_world_forget_settings ();
}

static gboolean
is_focus_in (WbWorld *world,
             GType type,
             const char *text)
{
  GtkWidget *focus = gtk_window_get_focus (wb_world_get_window (world));

  return focus != NULL && gtk_widget_get_ancestor (focus, type) != NULL &&
         wb_world_find_widget (focus, GTK_TYPE_LABEL, text) != NULL;
}

static GtkWidget *
find_button (WbWorld *world,
             GType type,
             const char *text)
{
  return gtk_widget_get_ancestor (wb_world_find_widget (wb_world_find (world, type), GTK_TYPE_LABEL, text),
                                  GTK_TYPE_BUTTON);
}

/* The keyboard stays on the card while it tries. */
static void
focus (WbWorld *world)
{
  gint64 retry_at;

  lose_link (world, LONG);
  wb_test_await (wb_world_says (world, WB_TYPE_FAILURE_CARD, "Reconnect Now"));
  g_assert_true (gtk_widget_grab_focus (find_button (world, WB_TYPE_FAILURE_CARD, "Reconnect Now")));
  retry_at = wb_connection_get_retry_at (wb_world_get_current (world));
  wb_world_press (wb_world_find (world, WB_TYPE_FAILURE_CARD), "Reconnect Now");
  wb_test_await (wb_world_is_current_in (world, WB_STATE_WAITING) &&
                 wb_connection_get_retry_at (wb_world_get_current (world)) != retry_at);
  g_assert_true (is_focus_in (world, WB_TYPE_FAILURE_CARD, "Stop"));
}

static void
focus_again (WbWorld *world)
{
  wb_test_await (wb_world_has_failed (world));
  wb_test_await (wb_world_says (world, WB_TYPE_FAILURE_CARD, "Try Again"));
  g_assert_true (gtk_widget_grab_focus (find_button (world, WB_TYPE_FAILURE_CARD, "Try Again")));
  wb_world_press (wb_world_find (world, WB_TYPE_FAILURE_CARD), "Try Again");
  g_assert_true (gtk_widget_get_ancestor (gtk_window_get_focus (wb_world_get_window (world)), WB_TYPE_MAP_VIEW));
}

static void
test_focus_again (void)
{
  wb_world_run ("ws://127.0.0.1:1/live", focus_again);
  wb_world_forget_settings ();
}

static void
test_focus (void)
{
  server = wb_raw_server_new (NULL, serve_position, NULL);
  wb_world_run (NULL, focus);
  wb_world_forget_settings ();
}

static void
stop (WbWorld *world)
{
  lose_link (world, LONG);
  wb_test_await (wb_world_find (world, WB_TYPE_FAILURE_CARD) != NULL);
  wb_world_press (wb_world_find (world, WB_TYPE_FAILURE_CARD), "Stop");
  wb_test_await (wb_world_is_current_in (world, WB_STATE_CLOSED));
  wb_test_await (wb_world_find (world, WB_TYPE_FAILURE_CARD) == NULL);
  wb_test_await (wb_world_says (world, WB_TYPE_CONNECTION_ROW, "Closed"));
  wb_test_await (wb_world_says (world, ADW_TYPE_HEADER_BAR, "Open"));
  g_assert_false (wb_world_says (world, ADW_TYPE_HEADER_BAR, "Reconnect Now"));
}

static void
test_stop (void)
{
  server = wb_raw_server_new (NULL, serve_position, NULL);
  wb_world_run (NULL, stop);
  wb_world_forget_settings ();
}

/* Dismissed, the card does not come back with every attempt that fails. */
static void
comes_back (WbWorld *world)
{
  guint port = lose_link (world, SHORT);
  gint64 first_wait = wb_connection_get_retry_at (wb_world_get_current (world));
  GtkWidget *card, *button;

  wb_test_await ((card = wb_world_find (world, WB_TYPE_FAILURE_CARD)) != NULL);
  g_signal_emit_by_name (wb_world_find_widget (card, GTK_TYPE_BUTTON, NULL), "clicked");
  wb_test_await (wb_connection_get_retry_at (wb_world_get_current (world)) > first_wait);
  g_assert_false (gtk_widget_get_visible (card));

  server = wb_raw_server_new_at (port, serve_position, NULL);
  wb_test_await (wb_world_is_current_in (world, WB_STATE_OPEN));
  button = wb_world_find_widget (wb_world_find (world, WB_TYPE_CONNECTION_BUTTON), GTK_TYPE_MENU_BUTTON, NULL);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  wb_test_await (wb_world_says (world, WB_TYPE_CONNECTION_BUTTON, "1 time"));
  wb_test_await (wb_world_says (world, WB_TYPE_CONNECTION_BUTTON, "2 messages · "));
}

static void
test_comes_back (void)
{
  server = wb_raw_server_new (NULL, serve_position, NULL);
  wb_world_run (NULL, comes_back);
  g_clear_pointer (&server, wb_raw_server_free);
  wb_world_forget_settings ();
}

static void
serve_agreement (WbRawPeer *peer,
                 gconstpointer data)
{
  wb_raw_peer_shake_hands (peer, data);
  wb_raw_peer_read_rest (peer);
}

static void
open_popover (WbWorld *world)
{
  const char *const subprotocols[] = { "v2.boats", "v1.boats", NULL };
  WbConnection *connection;
  GtkWidget *button;

  open_connection (world, LONG, NULL);
  connection = wb_world_get_current (world);
  g_object_set (wb_connection_get_profile (connection), "subprotocols", subprotocols, NULL);
  wb_connection_close (connection, 1000, NULL);
  wb_test_await (wb_world_is_current_in (world, WB_STATE_CLOSED));
  wb_connection_open (connection);
  wb_test_await (wb_world_is_current_in (world, WB_STATE_OPEN));
  button = wb_world_find_widget (wb_world_find (world, WB_TYPE_CONNECTION_BUTTON), GTK_TYPE_MENU_BUTTON, NULL);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  wb_test_await (wb_world_says (world, WB_TYPE_CONNECTION_BUTTON, "Address"));
}

/* What was agreed on is told while it holds. */
static void
agreement (WbWorld *world)
{
  open_popover (world);
  wb_test_await (wb_world_says (world, WB_TYPE_CONNECTION_BUTTON, "v1.boats"));
  g_assert_true (wb_world_says (world, WB_TYPE_CONNECTION_BUTTON, "Subprotocol"));
  g_assert_true (wb_world_says (world, WB_TYPE_CONNECTION_BUTTON, "permessage-deflate"));

  wb_connection_close (wb_world_get_current (world), 1000, NULL);
  wb_test_await (!wb_world_says (world, WB_TYPE_CONNECTION_BUTTON, "v1.boats"));
  g_assert_false (wb_world_says (world, WB_TYPE_CONNECTION_BUTTON, "permessage-deflate"));
}

static void
no_agreement (WbWorld *world)
{
  open_popover (world);
  g_assert_false (wb_world_says (world, WB_TYPE_CONNECTION_BUTTON, "Subprotocol"));
  g_assert_false (wb_world_says (world, WB_TYPE_CONNECTION_BUTTON, "Extensions"));
}

static void
test_agreement (void)
{
  static const struct {
    const char *headers;
    void (*test) (WbWorld *world);
  } rows[] = {
    { "Sec-WebSocket-Protocol: v1.boats\r\nSec-WebSocket-Extensions: permessage-deflate\r\n", agreement },
    { NULL, no_agreement },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      server = wb_raw_server_new (NULL, serve_agreement, rows[i].headers);
      wb_world_run (NULL, rows[i].test);
      g_clear_pointer (&server, wb_raw_server_free);
      wb_world_forget_settings ();
    }
}

/* The link is fine, but nothing comes. */
static void
silence (WbWorld *world)
{
  open_connection (world, LONG, NULL);
  wb_test_await (wb_world_is_current_in (world, WB_STATE_OPEN));
  g_object_set (wb_connection_get_profile (wb_world_get_current (world)), "no-data-after", 1, NULL);
  wb_test_await (wb_world_says (world, WB_TYPE_CONNECTION_ROW, "Open · no data for "));
  g_assert_true (wb_world_says (world, WB_TYPE_CONNECTION_BUTTON, " · no data for "));

  g_object_set (wb_connection_get_profile (wb_world_get_current (world)), "no-data-after", 0, NULL);
  wb_test_await (!wb_world_says (world, WB_TYPE_CONNECTION_ROW, "no data for "));
}

static void
test_silence (void)
{
  server = wb_raw_server_new (NULL, serve_position, NULL);
  wb_world_run (NULL, silence);
  g_clear_pointer (&server, wb_raw_server_free);
  wb_world_forget_settings ();
}

/*
 * Details
 */

static char *
dup_details (void)
{
  GtkWidget *view = wb_world_find_widget (wb_world_find_window (WB_TYPE_HANDSHAKE_WINDOW), GTK_TYPE_TEXT_VIEW, NULL);
  char *text;

  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "text", &text, NULL);
  return text;
}

static void
assert_tells (const char *details,
              const char *const *words)
{
  for (gsize i = 0; words[i] != NULL; i++)
    if (strstr (details, words[i]) == NULL)
      g_error ("“%s” is not in: %s", words[i], details);
}

/* A15: all that is known of a refusal, as it came: a body is text whatever it holds. */
static void
refusal (WbWorld *world)
{
  const char *words[] = { "404 Not Found", "Server: nginx", "<b>Gone</b> &amp; <script>", "Upgrade: websocket",
                          "Set-Cookie: •••", NULL };
  g_autofree char *details = NULL;

  open_connection (world, LONG, NULL);
  wb_test_await (wb_world_has_failed (world));
  wb_test_await (wb_world_find (world, WB_TYPE_FAILURE_CARD) != NULL);
  wb_world_press (wb_world_find (world, WB_TYPE_FAILURE_CARD), "Details");
  wb_test_await (wb_world_find_window (WB_TYPE_HANDSHAKE_WINDOW) != NULL);
  details = dup_details ();
  assert_tells (details, words);
  g_assert_null (strstr (details, "sugar"));
  g_assert_null (wb_world_find_widget (wb_world_find_window (WB_TYPE_HANDSHAKE_WINDOW), GTK_TYPE_LABEL, "Trust"));
}

static void
test_refusal (void)
{
  server = wb_raw_server_new (NULL, wb_raw_serve_answer,
                              "HTTP/1.1 404 Not Found\r\nServer: nginx\r\nSet-Cookie: sid=sugar\r\n"
                              "Content-Length: 28\r\n\r\n<b>Gone</b> &amp; <script>\r\n");
  wb_world_run (NULL, refusal);
  g_clear_pointer (&server, wb_raw_server_free);
  wb_world_forget_settings ();
}

static void
close_code (WbWorld *world)
{
  const char *words[] = { "1008 policy violation: not you", "the server", "Open for: 0 seconds",
                          "Messages: 0 received, 0 sent", "101 Switching Protocols", NULL };
  g_autofree char *details = NULL;

  open_connection (world, LONG, NULL);
  wb_test_await (wb_world_has_failed (world));
  gtk_widget_activate_action (GTK_WIDGET (wb_world_get_window (world)), "connection.handshake", NULL);
  wb_test_await (wb_world_find_window (WB_TYPE_HANDSHAKE_WINDOW) != NULL);
  details = dup_details ();
  assert_tells (details, words);
}

static void
test_close_code (void)
{
  server = wb_raw_server_new (NULL, serve_close, GUINT_TO_POINTER (1008));
  wb_world_run (NULL, close_code);
  g_clear_pointer (&server, wb_raw_server_free);
  wb_world_forget_settings ();
}

/* A server that goes away in peace leaves no error, but it is said why the link is down. */
static void
goes_away (WbWorld *world)
{
  open_connection (world, LONG, NULL);
  wb_test_await (wb_world_is_current_in (world, WB_STATE_WAITING));
  wb_test_await (wb_world_says (world, WB_TYPE_FAILURE_CARD, "The server closed the connection: 1001 going away"));
}

static void
test_goes_away (void)
{
  server = wb_raw_server_new (NULL, serve_close, GUINT_TO_POINTER (1001));
  wb_world_run (NULL, goes_away);
  g_clear_pointer (&server, wb_raw_server_free);
  wb_world_forget_settings ();
}

/* Both sides of the handshake, without the secrets that were sent. */
static void
handshake (WbWorld *world)
{
  const char *words[] = { "101 Switching Protocols", "X-Greeting: hello", "Authorization: •••",
                          "Time to answer:", NULL };
  g_autofree char *details = NULL;

  open_connection (world, LONG, "Authorization: Bearer sugar");
  wb_test_await (wb_world_is_current_in (world, WB_STATE_OPEN));
  gtk_widget_activate_action (GTK_WIDGET (wb_world_get_window (world)), "connection.handshake", NULL);
  wb_test_await (wb_world_find_window (WB_TYPE_HANDSHAKE_WINDOW) != NULL);
  details = dup_details ();
  assert_tells (details, words);
  g_assert_null (strstr (details, "sugar"));
}

static void
test_handshake (void)
{
  server = wb_raw_server_new (NULL, serve_position, NULL);
  wb_world_run (NULL, handshake);
  g_clear_pointer (&server, wb_raw_server_free);
  wb_world_forget_settings ();
}

/* A certificate nobody vouches for is trusted only after the question, and only this one. */
static void
trust (WbWorld *world)
{
  g_autofree char *trusted = NULL;

  open_connection (world, LONG, NULL);
  wb_test_await (wb_world_has_failed (world));
  gtk_widget_activate_action (GTK_WIDGET (wb_world_get_window (world)), "connection.handshake", NULL);
  wb_test_await (wb_world_find_window (WB_TYPE_HANDSHAKE_WINDOW) != NULL);
  wb_world_press (wb_world_find_window (WB_TYPE_HANDSHAKE_WINDOW), "Trust This Certificate…");
  wb_test_await (wb_world_find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  wb_world_press (wb_world_find_window (ADW_TYPE_MESSAGE_DIALOG), "Cancel");
  wb_test_await (wb_world_find_window (ADW_TYPE_MESSAGE_DIALOG) == NULL);
  g_object_get (wb_connection_get_profile (wb_world_get_current (world)), "trusted-certificate", &trusted, NULL);
  g_assert_null (trusted);
  g_assert_true (wb_world_has_failed (world));

  wb_world_press (wb_world_find_window (WB_TYPE_HANDSHAKE_WINDOW), "Trust This Certificate…");
  wb_test_await (wb_world_find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  wb_world_press (wb_world_find_window (ADW_TYPE_MESSAGE_DIALOG), "Trust");
  wb_test_await (wb_world_is_current_in (world, WB_STATE_OPEN));
  g_assert_null (wb_world_find_window (WB_TYPE_HANDSHAKE_WINDOW));
  g_object_get (wb_connection_get_profile (wb_world_get_current (world)), "trusted-certificate", &trusted, NULL);
  g_assert_cmpuint (strlen (trusted), ==, 64);
}

/* Where a connection is only sent on to, trusting would not help, so it is not offered. */
static void
serve_redirect (WbRawPeer *peer,
                gconstpointer data)
{
  g_autofree char *request G_GNUC_UNUSED = wb_raw_peer_read_request (peer);
  g_autofree char *answer = g_strdup_printf ("HTTP/1.1 302 Found\r\nLocation: https://localhost:%u/\r\n"
                                             "Content-Length: 0\r\n\r\n",
                                             wb_raw_server_get_port ((WbRawServer *) data));

  wb_raw_peer_write (peer, answer, strlen (answer));
}

static void
no_trust_elsewhere (WbWorld *world)
{
  const char *words[] = { "Address:", "wss://localhost:", "SHA-256: ", NULL };
  g_autofree char *details = NULL;

  open_connection (world, LONG, NULL);
  wb_test_await (wb_world_has_failed (world));
  g_object_set (wb_connection_get_profile (wb_world_get_current (world)), "follow-redirects", TRUE, NULL);
  wb_connection_open (wb_world_get_current (world));
  wb_test_await (wb_world_has_failed (world) && g_error_matches (wb_connection_get_error (wb_world_get_current (world)),
                                                                 WB_FAILURE, WB_FAILURE_CERTIFICATE));
  gtk_widget_activate_action (GTK_WIDGET (wb_world_get_window (world)), "connection.handshake", NULL);
  wb_test_await (wb_world_find_window (WB_TYPE_HANDSHAKE_WINDOW) != NULL);
  details = dup_details ();
  assert_tells (details, words);
  g_assert_null (wb_world_find_widget (wb_world_find_window (WB_TYPE_HANDSHAKE_WINDOW), GTK_TYPE_LABEL, "Trust"));
}

static void
test_no_trust_elsewhere (void)
{
  WbRawServer *target = wb_raw_server_new ("self-signed.pem", serve_position, NULL);

  server = wb_raw_server_new (NULL, serve_redirect, target);
  wb_world_run (NULL, no_trust_elsewhere);
  g_clear_pointer (&server, wb_raw_server_free);
  wb_raw_server_free (target);
  wb_world_forget_settings ();
}

static void
test_trust (void)
{
  server = wb_raw_server_new ("self-signed.pem", serve_position, NULL);
  wb_world_run (NULL, trust);
  g_clear_pointer (&server, wb_raw_server_free);
  wb_world_forget_settings ();
}

/*
 * Parts
 */

static void
measure (WbInsight *insight,
         guint64 second,
         guint64 received)
{
  const guint64 totals[WB_N_RATES] = { [WB_RATE_MESSAGES_IN] = received };

  wb_insight_measure (insight, (gint64) (second + 1) * G_USEC_PER_SEC, totals, 0);
}

static void
test_sparkline (void)
{
  g_autoptr(WbInsight) insight = wb_insight_new ();
  g_autoptr(GtkWidget) line = g_object_ref_sink (g_object_new (WB_TYPE_SPARKLINE, NULL));

  measure (insight, 0, 0);
  measure (insight, 1, 10);
  g_assert_false (wb_sparkline_update (WB_SPARKLINE (line), insight));
  gtk_test_accessible_assert_property (line, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Between 10 and 10 messages per second in the last 1 second");
  measure (insight, 2, 330);
  measure (insight, 3, 430);
  g_assert_true (wb_sparkline_update (WB_SPARKLINE (line), insight));
  gtk_test_accessible_assert_property (line, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Between 10 and 320 messages per second in the last 3 seconds");
}

/* What no file says is kept beside them; secrets are kept in neither. */
static void
test_profile_settings (void)
{
  g_autoptr(WbProfile) profile = wb_profile_new ("wss://example.org/");
  g_autoptr(WbProfile) again = wb_profile_new ("wss://example.org/");
  g_autoptr(GVariant) settings = NULL;
  g_autofree char *text = NULL;
  g_autofree char *trusted = NULL;
  g_autofree char *file = NULL;

  g_object_set (profile, "password", "sugar", "bearer", "sugar", "trusted-certificate", "00ff", "ca-file", "", NULL);
  settings = g_variant_ref_sink (wb_profile_settings_save (profile));
  text = g_variant_print (settings, FALSE);
  g_assert_null (strstr (text, "sugar"));

  wb_profile_settings_restore (again, settings);
  g_object_get (again, "trusted-certificate", &trusted, "ca-file", &file, NULL);
  g_assert_cmpstr (trusted, ==, "00ff");
  g_assert_null (file);
}

int
main (int argc,
      char *argv[])
{
  wb_test_keep_data_apart ();
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ui/link/A15-G6/reconnect-now", test_reconnect_now);
  g_test_add_func ("/ui/link/G6/focus", test_focus);
  g_test_add_func ("/ui/link/G6/focus-again", test_focus_again);
  g_test_add_func ("/ui/link/G6/stop", test_stop);
  g_test_add_func ("/ui/link/G6/comes-back", test_comes_back);
  g_test_add_func ("/ui/link/agreement", test_agreement);
  g_test_add_func ("/ui/link/silence", test_silence);
  g_test_add_func ("/ui/link/A15/refusal", test_refusal);
  g_test_add_func ("/ui/link/A16/close-code", test_close_code);
  g_test_add_func ("/ui/link/A16/goes-away", test_goes_away);
  g_test_add_func ("/ui/link/A4/handshake", test_handshake);
  g_test_add_func ("/ui/link/trust", test_trust);
  g_test_add_func ("/ui/link/no-trust-elsewhere", test_no_trust_elsewhere);
  g_test_add_func ("/ui/link/sparkline", test_sparkline);
  g_test_add_func ("/ui/profile-settings", test_profile_settings);

  return g_test_run ();
}
