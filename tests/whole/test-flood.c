/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The whole way from a socket to the model, under a server that sends without pause. */

#include "config.h"

#include "wb-format.h"
#include "wb-monitor.h"
#include "wb-net.h"
#include "wb-raw-server.h"
#include "wb-test.h"

#include <stdlib.h>
#include <string.h>

#define FLOOD_US (5 * G_USEC_PER_SEC)

/* Close and Send have to take effect within this, on a busy computer too; while libsoup reads on and
 * on they take many times as long. */
#define MAX_DELAY_US G_USEC_PER_SEC

/* What the whole way may hold at a time: the queue, a few batches, socket buffers, libsoup; and what
 * the address sanitizer keeps of what was freed. */
#ifdef __has_feature
#define WITH_SANITIZER __has_feature (address_sanitizer)
#else
#define WITH_SANITIZER 0
#endif
#define MAX_GROWTH_BYTES ((WITH_SANITIZER ? 512 : 64) * 1024 * 1024)

/* What the server saw; read after its thread has ended, or atomically. */
typedef struct {
  int sent;      /* messages */
  int end_asked; /* the client said goodbye */
  gint64 text_at;
  gint64 close_at;
} Flood;

static Flood flood;

static gpointer
listen_cb (gpointer data)
{
  for (;;)
    {
      guint8 first = 0;
      g_autoptr(GBytes) payload = wb_raw_peer_read_frame (data, &first);

      if (payload == NULL)
        break;
      if ((first & 0xf) == WB_RAW_TEXT && flood.text_at == 0)
        flood.text_at = g_get_monotonic_time ();
      if ((first & 0xf) == WB_RAW_CLOSE)
        {
          flood.close_at = g_get_monotonic_time ();
          break;
        }
    }
  g_atomic_int_set (&flood.end_asked, TRUE);
  return NULL;
}

/* Sends numbers as fast as the socket takes them, until the time is over or the client closes. */
static void
serve_flood (WbRawPeer *peer,
             gconstpointer data)
{
  gint64 end = g_get_monotonic_time () + *(const gint64 *) data;
  GThread *listener;

  wb_raw_peer_shake_hands (peer, NULL);
  listener = g_thread_new ("listener", listen_cb, peer);
  while (g_get_monotonic_time () < end && !g_atomic_int_get (&flood.end_asked))
    {
      char text[32];
      int number = g_atomic_int_get (&flood.sent);
      int length = g_snprintf (text, sizeof text, "{\"n\":%d}", number);

      if (!wb_raw_peer_send (peer, WB_RAW_FINAL | WB_RAW_TEXT, text, (gsize) length))
        break;
      g_atomic_int_set (&flood.sent, number + 1);
    }
  wb_raw_peer_send_close (peer, 1000, "");
  g_thread_join (listener);
}

typedef struct {
  WbRawServer *server;
  WbRegistry *registry;
  WbMonitor *monitor;
  WbConnection *connection;
  int next; /* the number that has to come */
  guint pause_us; /* after each slice: a slow consumer */
} World;

static void
applied_cb (WbConnection *connection G_GNUC_UNUSED,
            WbBatch *batch,
            guint first,
            guint count,
            World *world)
{
  for (guint i = first; i < first + count; i++)
    {
      WbMessage *message = g_ptr_array_index (batch->messages, i);
      gsize length;
      const char *text = wb_message_get_text (message, &length);

      if (message->kind != WB_MESSAGE_TEXT || message->direction != WB_DIRECTION_RECEIVED)
        continue;
      g_assert_cmpint (atoi (text + strlen ("{\"n\":")), ==, world->next);
      world->next++;
    }
  g_usleep (world->pause_us);
}

static void
world_init (World *world,
            const gint64 *duration,
            guint pause_us)
{
  g_autoptr(WbProfile) profile = NULL;

  memset (&flood, 0, sizeof flood);
  world->server = wb_raw_server_new (NULL, serve_flood, duration);
  world->registry = wb_registry_new ();
  wb_format_register (world->registry);
  wb_net_register (world->registry);
  world->monitor = wb_monitor_new (world->registry);
  profile = wb_profile_new (wb_raw_server_get_url (world->server));
  world->connection = wb_monitor_add (world->monitor, profile);
  world->next = 0;
  world->pause_us = pause_us;
  /* The log would grow to its own bound. */
  wb_message_log_set_limit (wb_connection_get_log (world->connection), 100);
  g_signal_connect (world->connection, "applied", G_CALLBACK (applied_cb), world);
}

static void
world_clear (World *world)
{
  g_assert_finalize_object (world->monitor);
  wb_registry_free (world->registry);
  wb_raw_server_free (world->server);
}

/* A slow consumer: nothing is lost or doubled, memory stays bounded, a message sent meanwhile is
 * not held up. */
static void
test_slow_consumer (void)
{
  const gint64 duration = FLOOD_US;
  gint64 asked = 0;
  gsize before, peak = 0;
  World world;

  world_init (&world, &duration, 3000);
  before = wb_test_get_memory ();
  wb_connection_open (world.connection);
  wb_test_await (wb_connection_get_state (world.connection) == WB_STATE_OPEN);
  while (wb_connection_get_state (world.connection) != WB_STATE_CLOSED)
    {
      g_main_context_iteration (NULL, TRUE);
      peak = MAX (peak, wb_test_get_memory ());
      if (asked == 0 && wb_connection_get_behind (world.connection) > 0)
        {
          asked = g_get_monotonic_time ();
          wb_connection_send_text (world.connection, "hello", -1, NULL);
        }
    }

  g_assert_cmpint (world.next, ==, g_atomic_int_get (&flood.sent));
  g_assert_cmpint (world.next, >, 10000);
  g_assert_cmpuint (peak - MIN (before, peak), <, MAX_GROWTH_BYTES);
  g_assert_cmpint (flood.text_at, >, 0);
  g_assert_cmpint (flood.text_at - asked, <, MAX_DELAY_US);
  g_test_message ("%d messages, %d ms until sent, %d MiB more", world.next,
                  (int) ((flood.text_at - asked) / 1000), (int) ((peak - before) >> 20));
  world_clear (&world);
}

/* Close takes effect at once although the server never pauses and the queue is full. */
static void
test_close (void)
{
  const gint64 duration = G_MAXINT64 / 2;
  gint64 asked;
  World world;

  world_init (&world, &duration, 3000);
  wb_connection_open (world.connection);
  wb_test_await (wb_connection_get_behind (world.connection) > 0);
  asked = g_get_monotonic_time ();
  wb_connection_close (world.connection, 1000, NULL);
  wb_test_await (wb_connection_get_state (world.connection) == WB_STATE_CLOSED);

  g_assert_cmpint (flood.close_at, >, 0);
  g_assert_cmpint (flood.close_at - asked, <, MAX_DELAY_US);
  /* The server's answer stands behind megabytes of small messages; under the sanitizer reading
   * over them takes longer than a goodbye may take. */
  if (!WITH_SANITIZER)
    g_assert_cmpuint (wb_connection_get_last_change (world.connection)->code, ==, 1000);
  g_test_message ("%d ms until closed", (int) ((flood.close_at - asked) / 1000));
  world_clear (&world);
}

static gint64
measure_quit (void)
{
  const gint64 duration = G_MAXINT64 / 2;
  gint64 asked, took;
  World world;

  world_init (&world, &duration, 0);
  wb_connection_open (world.connection);
  wb_test_await (world.next > 10000);
  asked = g_get_monotonic_time ();
  g_assert_finalize_object (world.monitor);
  took = g_get_monotonic_time () - asked;
  g_assert_cmpint (took, <, G_USEC_PER_SEC);
  wb_registry_free (world.registry);
  wb_raw_server_free (world.server);
  return took;
}

/* Whoever quits or removes a connection in the middle of a flood does not wait for what came already. Of
 * a few times the fastest counts: this thread may be kept from running. */
static void
test_quit (void)
{
  gint64 fastest = G_MAXINT64;

  for (guint i = 0; i < 5; i++)
    fastest = MIN (fastest, measure_quit ());
  g_test_message ("%" G_GINT64_FORMAT " µs", fastest);
  g_assert_cmpint (fastest, <, 10 * 1000);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/whole/flood/slow-consumer", test_slow_consumer);
  g_test_add_func ("/whole/flood/G1-close", test_close);
  g_test_add_func ("/whole/flood/quit", test_quit);

  return g_test_run ();
}
