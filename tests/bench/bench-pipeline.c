/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* How many messages a second come from a socket into the model, and what each costs, beside npm's
 * “ws” with JSON.parse() and libsoup's bare receiving in the same run.
 *
 * The program serves ready-made frames and starts itself (or node) once for each client and round,
 * in turns, so that a busy machine disturbs all of them alike. It prints medians and ratios. */

#include "config.h"

#include "wb-format.h"
#include "wb-monitor.h"
#include "wb-net.h"
#include "wb-raw-server.h"

#include <libsoup/soup.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define ROUNDS 5
#define MESSAGES 400000
#define IDS 5000

typedef struct {
  const char *name;   /* also the argument that makes this program the client */
  const char *script; /* run by node instead */
  double rates[ROUNDS];
  double costs[ROUNDS];
} Client;

static Client clients[] = {
  { .name = "libsoup-receive" },
  { .name = "ws-parse", .script = "ws-parse.cjs" },
  { .name = "model" },
  { .name = "model-window" },
};

/*
 * Server
 */

static void
append_frame (GByteArray *out,
              const char *text)
{
  guint8 header[2] = { WB_RAW_FINAL | WB_RAW_TEXT, (guint8) strlen (text) };

  g_assert_cmpuint (strlen (text), <, 126);
  g_byte_array_append (out, header, sizeof header);
  g_byte_array_append (out, (const guint8 *) text, (guint) strlen (text));
}

static GByteArray *
make_frames (void)
{
  GByteArray *frames = g_byte_array_new ();
  g_autoptr(GRand) random = g_rand_new_with_seed (1);

  for (guint i = 0; i < MESSAGES; i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"id\": \"veh-%u\", \"lat\": %.6f, \"lon\": %.6f, \"speed\": %.1f, \"heading\": %d, "
          "\"ts\": \"2026-11-20T08:42:%02uZ\"}",
          i % IDS, g_rand_double_range (random, 52, 53), g_rand_double_range (random, 4, 5),
          g_rand_double_range (random, 0, 30), g_rand_int_range (random, 0, 360), i % 60);

      append_frame (frames, text);
    }
  return frames;
}

static void
serve (WbRawPeer *peer,
       gconstpointer data)
{
  const GByteArray *frames = data;

  wb_raw_peer_shake_hands (peer, NULL);
  wb_raw_peer_write (peer, frames->data, frames->len);
  wb_raw_peer_send_close (peer, 1000, "");
  wb_raw_peer_read_rest (peer);
}

/*
 * Clients: each prints messages per second and µs of CPU time per message
 */

static gint64 first_at;
static guint64 received;

static void
print_result (void)
{
  double seconds = (double) (g_get_monotonic_time () - first_at) / G_USEC_PER_SEC;
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  g_print ("%.0f %.3f\n", (double) received / seconds,
           ((double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e6 +
            (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec)) /
               (double) received);
  exit (received == MESSAGES ? EXIT_SUCCESS : EXIT_FAILURE);
}

static void
count_messages (guint64 count)
{
  if (received == 0)
    first_at = g_get_monotonic_time ();
  received += count;
}

static void
message_cb (void)
{
  count_messages (1);
}

static void
connected_cb (GObject *session,
              GAsyncResult *result,
              gpointer data G_GNUC_UNUSED)
{
  SoupWebsocketConnection *connection =
      soup_session_websocket_connect_finish (SOUP_SESSION (session), result, NULL);

  g_assert_nonnull (connection);
  g_signal_connect (connection, "message", G_CALLBACK (message_cb), NULL);
  g_signal_connect (connection, "closed", G_CALLBACK (print_result), NULL);
}

static void
run_libsoup (const char *url)
{
  g_autoptr(SoupSession) session = soup_session_new ();
  g_autoptr(SoupMessage) message = soup_message_new (SOUP_METHOD_GET, url);

  soup_session_websocket_connect_async (session, message, NULL, NULL, 0, NULL, connected_cb, NULL);
  for (;;)
    g_main_context_iteration (NULL, TRUE);
}

static void
applied_cb (WbConnection *connection,
            WbBatch *batch,
            guint first,
            guint count,
            gpointer data G_GNUC_UNUSED)
{
  guint messages = 0;

  for (guint i = first; i < first + count; i++)
    messages += ((WbMessage *) g_ptr_array_index (batch->messages, i))->kind == WB_MESSAGE_TEXT;
  if (messages > 0)
    count_messages (messages);
  if (received > 0 && wb_connection_get_state (connection) == WB_STATE_CLOSED)
    print_result ();
}

static void
run_model (const char *url,
           gint64 interval)
{
  g_autoptr(WbRegistry) registry = wb_registry_new ();
  g_autoptr(WbMonitor) monitor = NULL;
  g_autoptr(WbProfile) profile = wb_profile_new (url);
  WbConnection *connection;

  wb_format_register (registry);
  wb_net_register (registry);
  monitor = wb_monitor_new (registry);
  wb_monitor_set_interval (monitor, interval);
  connection = wb_monitor_add (monitor, profile);
  g_signal_connect (connection, "applied", G_CALLBACK (applied_cb), NULL);
  wb_connection_open (connection);
  for (;;)
    g_main_context_iteration (NULL, TRUE);
}

static void
run_client (const char *name,
            const char *url)
{
  if (g_str_equal (name, "libsoup-receive"))
    run_libsoup (url);
  else
    run_model (url, g_str_equal (name, "model") ? 0 : WB_MONITOR_INTERVAL_US);
}

/*
 * Rounds
 */

static gboolean
run_round (Client *client,
           guint round,
           const char *self,
           const char *url)
{
  g_autofree char *script = client->script != NULL ? g_test_build_filename (G_TEST_DIST, "bench", client->script, NULL) : NULL;
  const char *own[] = { self, client->name, url, NULL };
  const char *node[] = { "node", script, url, NULL };
  g_autofree char *out = NULL;
  int status = 0;

  if (!g_spawn_sync (NULL, (char **) (script != NULL ? node : own), NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                     &out, NULL, &status, NULL) ||
      !g_spawn_check_wait_status (status, NULL))
    return FALSE;
  return sscanf (out, "%lf %lf", &client->rates[round], &client->costs[round]) == 2;
}

static int
compare (const void *a,
         const void *b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return (left > right) - (left < right);
}

static double
take_median (double *values)
{
  qsort (values, ROUNDS, sizeof *values, compare);
  return values[ROUNDS / 2];
}

static void
print_table (void)
{
  double parse = take_median (clients[1].rates), receive = take_median (clients[0].rates);

  g_print ("%-16s %12s %12s %10s %10s\n", "", "messages/s", "µs CPU each", "× ws-parse", "× libsoup");
  for (gsize i = 0; i < G_N_ELEMENTS (clients); i++)
    {
      double rate = take_median (clients[i].rates);

      if (rate > 0)
        g_print ("%-16s %12.0f %12.2f %10.2f %10.2f\n", clients[i].name, rate, take_median (clients[i].costs),
                 parse > 0 ? rate / parse : 0, rate / receive);
      else
        g_print ("%-16s not measured: node with the module “ws” is not there\n", clients[i].name);
    }
}

int
main (int argc,
      char **argv)
{
  g_autoptr(GByteArray) frames = NULL;
  g_autoptr(WbRawServer) server = NULL;

  if (argc == 3)
    run_client (argv[1], argv[2]);

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  frames = make_frames ();
  server = wb_raw_server_new (NULL, serve, frames);
  g_print ("%d messages of %.0f bytes, medians of %d rounds\n", MESSAGES, (double) frames->len / MESSAGES - 2, ROUNDS);
  for (guint round = 0; round < ROUNDS; round++)
    for (gsize i = 0; i < G_N_ELEMENTS (clients); i++)
      if (!run_round (&clients[i], round, argv[0], wb_raw_server_get_url (server)) && clients[i].script == NULL)
        g_error ("The client “%s” failed", clients[i].name);
  print_table ();
  return EXIT_SUCCESS;
}
