/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Against a Socket.IO server that is not ours (python3-socketio): questions and answers both ways.
 */

#include "config.h"

#include "wb-fake.h"
#include "wb-monitor.h"
#include "wb-net.h"
#include "wb-test.h"

#include <string.h>

typedef struct {
  GSubprocess *process;
  WbRegistry *registry;
  WbMonitor *monitor;
  WbConnection *connection;
  GPtrArray *messages;
} World;

static void
applied_cb (
    WbConnection *connection G_GNUC_UNUSED, WbBatch *batch, guint first, guint count, World *world)
{
  for (guint i = first; i < first + count; i++)
    g_ptr_array_add (world->messages, wb_message_ref (g_ptr_array_index (batch->messages, i)));
}

static char *
start_peer (World *world)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "net", "socket-io-peer.py", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GDataInputStream) output = NULL;
  g_autofree char *port = NULL;

  world->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                     &error, "/usr/bin/python3", script, "0", NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (world->process));
  port = g_data_input_stream_read_line (output, NULL, NULL, NULL);
  g_assert_nonnull (port); /* else python3-socketio or python3-aiohttp is missing */
  return g_strdup_printf ("socketio+ws://127.0.0.1:%s/admin", port);
}

static void
world_init (World *world)
{
  static const char *const spaces[] = { "/", NULL };
  g_autofree char *url = start_peer (world);
  g_autoptr(WbProfile) profile = wb_profile_new (url);

  g_object_set (profile, "namespaces", spaces, NULL);
  world->registry = wb_fake_registry_new ();
  wb_net_register (world->registry);
  world->monitor = wb_monitor_new (world->registry);
  world->connection = wb_monitor_add (world->monitor, profile);
  world->messages = g_ptr_array_new_with_free_func ((GDestroyNotify)wb_message_unref);
  g_signal_connect (world->connection, "applied", G_CALLBACK (applied_cb), world);
  wb_connection_open (world->connection);
}

static void
world_clear (World *world)
{
  wb_connection_close (world->connection, 1000, NULL);
  wb_test_await (wb_connection_get_state (world->connection) == WB_STATE_CLOSED);
  g_assert_no_error (wb_connection_get_error (world->connection));
  g_assert_finalize_object (world->monitor);
  wb_registry_free (world->registry);
  g_subprocess_force_exit (world->process);
  g_subprocess_wait (world->process, NULL, NULL);
  g_object_unref (world->process);
  g_ptr_array_unref (world->messages);
}

static WbMessage *
find (World *world,
      WbMessageKind kind,
      const char *name)
{
  for (guint i = 0; i < world->messages->len; i++)
    {
      WbMessage *message = g_ptr_array_index (world->messages, i);

      if (message->kind == kind && message->direction == WB_DIRECTION_RECEIVED &&
          (message->event == NULL || g_strcmp0 (message->event->name, name) == 0))
        return message;
    }
  return NULL;
}

static void
assert_text (WbMessage *message,
             const char *text)
{
  gsize length;
  const char *payload = wb_message_get_text (message, &length);

  g_assert_cmpmem (payload, length, text, strlen (text));
}

/* The server asks with attachments and is answered. */
static void
test_answer (void)
{
  g_autoptr(GBytes) plain = g_bytes_new_static ("[\"word\",2]", 10);
  World world;

  world_init (&world);
  wb_test_await (find (&world, WB_MESSAGE_EVENT, "question") != NULL);
  assert_text (find (&world, WB_MESSAGE_EVENT, "question"),
               "[{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1},3]");
  g_assert_true (wb_connection_answer (world.connection,
                                       find (&world, WB_MESSAGE_EVENT, "question"), plain, NULL));
  wb_test_await (find (&world, WB_MESSAGE_EVENT, "answered") != NULL);
  assert_text (find (&world, WB_MESSAGE_EVENT, "answered"), "[\"word\",2]");
  g_assert_cmpstr (find (&world, WB_MESSAGE_EVENT, "answered")->event->space, ==, "/admin");
  world_clear (&world);
}

/* We ask with attachments, and the server sends them back. */
static void
test_question (void)
{
  static const char arguments[] =
      "[{\"_placeholder\":true,\"num\":0},\"word\",{\"_placeholder\":true,\"num\":1}]";
  g_autoptr(GBytes) payload = g_bytes_new_static (arguments, strlen (arguments));
  g_autoptr(GBytes) one = g_bytes_new_static ("\0\377x", 3), two = g_bytes_new_static ("", 0);
  WbEvent *event = wb_event_new ("question-back", "/");
  WbMessage *ack;
  World world;

  world_init (&world);
  wb_test_await (find (&world, WB_MESSAGE_EVENT, "auth") != NULL);
  wb_event_attach (event, one);
  wb_event_attach (event, two);
  event->ack = WB_EVENT_ACK_WANTED;
  g_assert_true (wb_connection_emit (world.connection, event, payload, NULL));
  wb_test_await (find (&world, WB_MESSAGE_ACK, "question-back") != NULL);

  ack = find (&world, WB_MESSAGE_ACK, "question-back");
  assert_text (ack, arguments);
  g_assert_cmpint (ack->event->round_trip, >, 0);
  g_assert_true (g_bytes_equal (ack->event->attachments->pdata[0], one));
  g_assert_true (g_bytes_equal (ack->event->attachments->pdata[1], two));
  world_clear (&world);
}

/* The server pings every second, and drops whoever does not answer. */
static void
test_pings (void)
{
  World world;
  guint n_pings = 0;

  world_init (&world);
  for (guint seen = 0; n_pings < 3;)
    {
      wb_test_await (world.messages->len > seen);
      for (; seen < world.messages->len; seen++)
        n_pings += ((WbMessage *)g_ptr_array_index (world.messages, seen))->kind == WB_MESSAGE_PING;
    }
  g_assert_cmpint (wb_connection_get_state (world.connection), ==, WB_STATE_OPEN);
  world_clear (&world);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/socket-io-peer/answer-D14", test_answer);
  g_test_add_func ("/net/socket-io-peer/question-D14", test_question);
  g_test_add_func ("/net/socket-io-peer/pings", test_pings);

  return g_test_run ();
}
