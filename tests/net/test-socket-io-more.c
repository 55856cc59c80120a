/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Socket.IO against a server that plays a script: what a good client does beyond what it has to. */

#include "config.h"

#include "wb-profile-secrets.h"
#include "wb-socket-io-space.h"
#include "wb-socket-io-world.h"
#include "wb-transport.h"

#include <string.h>

/* A server that knows us again is told where we were. */
static void
test_recovery (void)
{
  static const char *const steps[] = {
    WB_SIO_OPEN,
    "< 40{\"t\":1}",
    "> 40{\"sid\":\"a\",\"pid\":\"P\"}",
    "> 42[\"x\",1,\"o1\"]",
    "> 42[\"x\",\"no\",2]",
    "< 42[\"go\"]",
    "cut",
    NULL,
  };
  static const char *const later[] = {
    WB_SIO_OPEN,
    "< 40{\"pid\":\"P\",\"offset\":\"o1\",\"t\":1}",
    "> 40{\"sid\":\"a\",\"pid\":\"P\"}",
    NULL,
  };
  WbSioWorld world;

  wb_sio_world_init (&world, steps, later, "/?token=abc");
  g_object_set (world.profile, "auth", "{\"t\":1}", NULL);
  wb_sio_world_open (&world, "received event x [\"no\",2]\n");
  /* Also when its address is written in other words meanwhile. */
  g_assert_true (wb_profile_take_secrets (world.profile));
  wb_sio_world_emit (&world, "go", "[]", WB_EVENT_NO_ACK);
  wb_test_await (
      wb_sio_world_logs (&world, "Namespace / joined again as a; what was missed follows\n"));
  wb_sio_world_clear (&world);
}

/* Who never lets in is not waited for without end. */
static void
test_never_joined (void)
{
  static const char *const steps[] = { WB_SIO_OPEN, "< 40", NULL };
  WbSioWorld world;

  wb_sio_world_init (&world, steps, NULL, "/");
  g_object_set (world.profile, "connect-timeout", 300, "reconnect", WB_RECONNECT_NEVER, NULL);
  wb_sio_world_open (&world, "local error 127.0.0.1 did not answer within 1 s.");
  wb_test_await (wb_sio_world_is_in (&world, WB_STATE_CLOSED));
  wb_sio_world_clear (&world);
}

/* A first attempt at what speaks no Socket.IO is most likely a wrong address: nothing goes on. */
static void
test_first_attempt (void)
{
  static const char *const steps[] = { NULL };
  WbSioWorld world;

  wb_sio_world_init (&world, steps, NULL, "/");
  g_object_set (world.profile, "connect-timeout", 200, NULL);
  wb_sio_world_open (&world, "local error 127.0.0.1 did not answer within 1");
  wb_test_await (wb_sio_world_is_in (&world, WB_STATE_CLOSED));
  g_assert_cmpstr (world.states->str, ==, "connecting open closed ");
  wb_sio_world_clear (&world);
}

/* Where it had worked before, the same passes. */
static void
test_later_attempt (void)
{
  static const char *const steps[] = { WB_SIO_JOIN, "< 42[\"go\"]", "cut", NULL };
  static const char *const later[] = { NULL };
  WbSioWorld world;

  wb_sio_world_init (&world, steps, later, "/");
  g_object_set (world.profile, "connect-timeout", 200, NULL);
  wb_sio_world_open (&world, "joined as");
  wb_sio_world_emit (&world, "go", "[]", WB_EVENT_NO_ACK);
  wb_test_await (g_atomic_int_get (&world.script.n_clients) >= 3);
  wb_sio_world_clear (&world);
}

/* G11 is a rule of plain WebSocket: the text “ping” is no Socket.IO at all. */
static void
test_no_text_ping (void)
{
  static const char *const steps[] = { WB_SIO_JOIN, "> ping", NULL };
  WbSioWorld world;

  wb_sio_world_init (&world, steps, NULL, "/");
  g_object_set (world.profile, "reconnect", WB_RECONNECT_NEVER, NULL);
  wb_sio_world_open (&world, "Namespace / left: parse error\n");
  g_assert_false (wb_sio_script_has_heard (&world.script, "pong"));
  wb_sio_world_clear (&world);
}

/* What is too large for the server is said before it is sent. */
static void
test_too_large (void)
{
  static const char *const steps[] = {
    "> 0{\"sid\":\"x\",\"maxPayload\":20}",
    "< 40",
    "> 40{\"sid\":\"s\"}",
    "< 42[\"large\",\"*",
    NULL,
  };
  WbSioWorld world;

  wb_sio_world_init (&world, steps, NULL, "/");
  wb_sio_world_open (&world, "joined as");
  wb_sio_world_emit (&world, "large", "[\"0123456789\"]", WB_EVENT_NO_ACK);
  wb_test_await (wb_sio_world_logs (&world, "sent event large"));
  g_assert_true (wb_sio_world_logs (
      &world, "local control The next message is larger than what the server takes, 20"));
  wb_sio_world_clear (&world);
}

/* The name of an event tells whose position it is. */
static void
test_object (void)
{
  static const char *const steps[] = { WB_SIO_JOIN, "> 42[\"position/ship-7\",{\"lat\":1}]",
                                       "> 42[\"position/\"]", NULL };
  static const char *const patterns[] = { "nothing", "position/{id}", NULL };
  WbSioWorld world;

  wb_sio_world_init (&world, steps, NULL, "/");
  g_object_set (world.profile, "object-events", patterns, NULL);
  wb_sio_world_open (&world, "received event position/ []");
  g_assert_cmpstr (
      wb_sio_world_find_event (&world, "position/ship-7", WB_MESSAGE_EVENT)->event->object, ==,
      "ship-7");
  g_assert_null (wb_sio_world_find_event (&world, "position/", WB_MESSAGE_EVENT)->event->object);
  wb_sio_world_clear (&world);
}

static void
serve_refusal (WbRawPeer *peer,
               gconstpointer data)
{
  g_autofree char *request = wb_raw_peer_read_request (peer);

  g_assert_true (
      g_str_has_prefix (request, "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n"));
  wb_raw_peer_write (peer, data, strlen (data));
}

/* D1: the words of a server that does not let open. */
static void
test_handshake (void)
{
  static const struct {
    const char *answer;
    const char *words;
  } cases[] = {
    { "HTTP/1.1 400 Bad Request\r\nContent-Length: 51\r\n\r\n{\"code\":5,\"message\":\"Unsupported "
      "protocol version\"}\n",
      "local control Socket.IO of this server says: Unsupported protocol version\n" },
    { "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
      "local control There is no Socket.IO at the path /socket.io/ of this server\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      static const char *const steps[] = { NULL };
      g_autoptr(WbRawServer) server = wb_raw_server_new (NULL, serve_refusal, cases[i].answer);
      g_autofree char *url =
          g_strdup_printf ("socketio+ws://127.0.0.1:%u", wb_raw_server_get_port (server));
      WbSioWorld world;

      wb_sio_world_init (&world, steps, NULL, "/");
      g_object_set (world.profile, "url", url, "protocol", NULL, NULL);
      wb_sio_world_open (&world, cases[i].words);
      wb_sio_world_clear (&world);
    }
}

/* What a server says twice, or after it refused, changes nothing. */
static void
test_twice (void)
{
  static const char *const steps[] = {
    WB_SIO_OPEN,
    "< 40/a,",
    "< 40/b,",
    WB_SIO_OPEN,
    "> 44/a,{\"message\":\"no\"}",
    "> 40/a,{\"sid\":\"sa\"}",
    "> 40/b,{\"sid\":\"sb\"}",
    "> 40/b,{\"sid\":\"sc\"}",
    "> 42/b,[\"x\"]",
    NULL,
  };
  static const char *const spaces[] = { "/a", "/b", NULL };
  WbSioWorld world;

  wb_sio_world_init (&world, steps, NULL, "/");
  g_object_set (world.profile, "namespaces", spaces, NULL);
  wb_sio_world_open (&world, "received event /b,x []\n");
  g_assert_cmpuint (wb_sio_count_words (world.log->str, "joined as"), ==, 1);
  g_assert_cmpuint (wb_sio_count_words (world.log->str, "sent control"), ==, 2);
  wb_sio_world_clear (&world);
}

static WbMessage *
make_event (gsize length)
{
  g_autofree char *text = g_strnfill (length, 'x');
  g_autoptr(GBytes) arguments = g_bytes_new (text, length);

  return wb_message_new_event (WB_DIRECTION_SENT, WB_MESSAGE_EVENT, 0, wb_event_new ("a", NULL),
                               arguments);
}

/* A namespace that is never joined does not make the program grow. */
static void
test_held_is_bounded (void)
{
  WbSocketIoSpace *space = wb_socket_io_space_new ("/");
  guint n_held = 0;

  while (n_held < 100000 && wb_socket_io_space_hold (space, make_event (10)))
    n_held++;
  g_assert_cmpuint (n_held, ==, 1000);
  wb_socket_io_space_free (space);

  space = wb_socket_io_space_new ("/");
  for (n_held = 0; n_held < 1000 && wb_socket_io_space_hold (space, make_event (1000 * 1000));
       n_held++)
    ;
  g_assert_cmpuint (n_held, <=, WB_SEND_QUEUE_MAX_BYTES / (1000 * 1000));
  wb_socket_io_space_free (space);
}

/* What a server calls us is kept, shown and sent back: it is no place for megabytes. */
static void
test_names_are_bounded (void)
{
  WbSocketIoSpace *space = wb_socket_io_space_new ("/");
  g_autofree char *endless = g_strnfill (1000 * 1000, 'a');
  g_autofree char *named = g_strdup_printf ("{\"sid\":\"s\",\"pid\":\"%s\"}", endless);
  g_autofree char *called = g_strdup_printf ("{\"sid\":\"%s\"}", endless);
  g_autoptr(GBytes) first = g_bytes_new_static (called, strlen (called));
  g_autoptr(GBytes) second = g_bytes_new_static (named, strlen (named));

  g_assert_cmpint (wb_socket_io_space_join (space, first), ==, WB_SOCKET_IO_OLD);
  g_assert_cmpint (wb_socket_io_space_join (space, second), ==, WB_SOCKET_IO_JOINED);
  g_assert_null (wb_socket_io_space_make_request (space, NULL));
  wb_socket_io_space_free (space);
}

/* And neither do questions that nobody answers. */
static void
test_questions_are_bounded (void)
{
  WbSocketIoSpace *space = wb_socket_io_space_new ("/");
  gint64 n_asked = 0, round_trip;
  g_autofree char *name = NULL;

  while (n_asked < 100000 && wb_socket_io_space_ask (space, "a") == n_asked)
    n_asked++;
  g_assert_cmpint (n_asked, ==, 10000);
  for (gint64 number = 0; number < 100000; number++)
    wb_socket_io_space_owe (space, number);
  g_assert_true (wb_socket_io_space_pay (space, 9999));
  g_assert_false (wb_socket_io_space_pay (space, 9999));
  g_assert_false (wb_socket_io_space_pay (space, 50000));

  name = wb_socket_io_space_take_question (space, 7, &round_trip);
  g_assert_cmpstr (name, ==, "a");
  g_assert_null (wb_socket_io_space_take_question (space, 7, &round_trip));
  g_assert_cmpuint (wb_socket_io_space_leave (space), ==, 9999);
  wb_socket_io_space_free (space);
}

/* What the settings ask for while it is open counts when it comes back by itself. */
static void
test_protocol_changes (void)
{
  static const char *const steps[] = { WB_SIO_JOIN, "< 42[\"message\",\"go\"]", "cut", NULL };
  static const char *const later[] = { "> plain", NULL };
  WbSioWorld world;

  wb_sio_world_init (&world, steps, later, "/");
  wb_sio_world_open (&world, "joined");
  g_object_set (world.profile, "protocol", "websocket", NULL);
  g_assert_true (wb_connection_send_text (world.connection, "go", -1, NULL));
  wb_test_await (wb_sio_world_logs (&world, "received text plain"));
  wb_sio_world_clear (&world);
}

static const char *const two_spaces[] = { "/a", "/b", NULL };

static gboolean
tells (WbSioWorld *world,
       const char *expected)
{
  WbInsight *insight = wb_connection_get_insight (world->connection);
  g_autofree char *lines = g_strjoinv ("|", (char **)wb_insight_get_namespaces (insight));

  return g_str_equal (lines, expected);
}

static void
note_namespaces_cb (WbInsight *insight,
                    GParamSpec *pspec G_GNUC_UNUSED,
                    guint *n_empty)
{
  if (wb_insight_get_namespaces (insight)[0] == NULL)
    ++*n_empty;
}

/* D6: what became of each namespace is told while the transport stays open, and ends with it. */
static void
test_namespaces (void)
{
  static const char *const steps[] = {
    WB_SIO_OPEN,       "< 40/a,", "< 40/b,", "> 40/a,{\"sid\":\"a\"}", "> 40/b,{\"sid\":\"b\"}",
    "< 42/a,[\"go\"]", "> 41/b",  NULL,
  };
  WbSioWorld world;

  wb_sio_world_init (&world, steps, NULL, "/");
  g_object_set (world.profile, "namespaces", two_spaces, NULL);
  g_assert_true (tells (&world, ""));
  wb_connection_open (world.connection);
  wb_test_await (tells (&world, "/a · joined|/b · joined"));
  g_assert_true (wb_sio_world_emit (&world, "go", "[]", WB_EVENT_NO_ACK));
  wb_test_await (tells (&world, "/a · joined|/b · left"));
  g_assert_true (wb_sio_world_is_in (&world, WB_STATE_OPEN));
  wb_connection_close (world.connection, 1000, NULL);
  wb_test_await (wb_sio_world_is_in (&world, WB_STATE_CLOSED));
  wb_test_await (tells (&world, ""));
  wb_sio_world_clear (&world);
}

/* D6: a refusal is told in the server's words, and another link asks anew. */
static void
test_namespaces_again (void)
{
  static const char *const steps[] = {
    WB_SIO_OPEN,
    "< 40/a,",
    "< 40/b,",
    "> 44/b,{\"message\":\"Not authorized\",\"data\":1}",
    "> 40/a,{\"sid\":\"a\"}",
    "< 42/a,[\"go\"]",
    "cut",
    NULL,
  };
  static const char *const later[] = {
    WB_SIO_OPEN, "< 40/a,", "< 40/b,", "> 40/b,{\"sid\":\"b\"}", NULL,
  };
  guint n_empty = 0;
  WbSioWorld world;

  wb_sio_world_init (&world, steps, later, "/");
  g_object_set (world.profile, "namespaces", two_spaces, NULL);
  g_signal_connect (wb_connection_get_insight (world.connection), "notify::namespaces",
                    G_CALLBACK (note_namespaces_cb), &n_empty);
  wb_connection_open (world.connection);
  wb_test_await (tells (&world, "/a · joined|/b · refused: Not authorized"));
  g_assert_true (wb_sio_world_emit (&world, "go", "[]", WB_EVENT_NO_ACK));
  wb_test_await (tells (&world, "/a · joining|/b · joined"));
  g_assert_cmpuint (n_empty, ==, 1);
  wb_sio_world_clear (&world);
}

/* Nor does a refusal give away a secret, look like more than one line, or fill the window. */
static void
test_namespaces_hostile (void)
{
  g_autofree char *filler = g_strnfill (121, 'x');
  g_autofree char *long_one = g_strdup_printf ("> 44/b,{\"message\":\"%s\"}", filler);
  const char *const steps[] = {
    WB_SIO_OPEN,
    "< 40/a,",
    "< 40/b,",
    "< 40/c,",
    "> 44/a,{\"message\":\"no hunter2\\n/b · joined\"}",
    long_one,
    NULL,
  };
  static const char *const spaces[] = { "/a", "/b", "/c", NULL };
  WbSioWorld world;

  wb_sio_world_init (&world, steps, NULL, "/");
  g_object_set (world.profile, "namespaces", spaces, "bearer", "hunter2", NULL);
  wb_connection_open (world.connection);
  wb_test_await (tells (&world, "/a · refused: no ••• /b · joined|/b · refused|/c · joining"));
  wb_sio_world_clear (&world);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/socket-io-more/recovery", test_recovery);
  g_test_add_func ("/net/socket-io-more/namespaces-D6", test_namespaces);
  g_test_add_func ("/net/socket-io-more/namespaces-again-D6", test_namespaces_again);
  g_test_add_func ("/net/socket-io-more/namespaces-hostile-D6", test_namespaces_hostile);
  g_test_add_func ("/net/socket-io-more/never-joined", test_never_joined);
  g_test_add_func ("/net/socket-io-more/first-attempt", test_first_attempt);
  g_test_add_func ("/net/socket-io-more/later-attempt", test_later_attempt);
  g_test_add_func ("/net/socket-io-more/no-text-ping-G11", test_no_text_ping);
  g_test_add_func ("/net/socket-io-more/too-large", test_too_large);
  g_test_add_func ("/net/socket-io-more/object", test_object);
  g_test_add_func ("/net/socket-io-more/handshake-D1", test_handshake);
  g_test_add_func ("/net/socket-io-more/twice", test_twice);
  g_test_add_func ("/net/socket-io-more/protocol-changes", test_protocol_changes);
  g_test_add_func ("/net/socket-io-more/held-is-bounded", test_held_is_bounded);
  g_test_add_func ("/net/socket-io-more/names-are-bounded", test_names_are_bounded);
  g_test_add_func ("/net/socket-io-more/questions-are-bounded", test_questions_are_bounded);

  return g_test_run ();
}
