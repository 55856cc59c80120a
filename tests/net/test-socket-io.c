/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Socket.IO against a server that plays a script: what a client has to do whatever the server does.
 */

#include "config.h"

#include "wb-socket-io-world.h"

#include <string.h>

/*
 * 6.10 of the protocol's description, in its order
 */

/* 1: an empty wish to join, and the socket's own id. */
static void
test_join (void)
{
  static const char *const steps[] = { WB_SIO_JOIN, NULL };
  WbSioWorld world;

  wb_sio_world_init (&world, steps, NULL, "");
  wb_sio_world_open (&world, "local control Namespace / joined as wZX3\n");
  g_assert_true (wb_sio_world_is_in (&world, WB_STATE_OPEN));
  wb_connection_close (world.connection, 1000, NULL);
  wb_test_await (wb_sio_world_is_in (&world, WB_STATE_CLOSED));
  g_assert_true (wb_sio_world_logs (&world, "sent control 41\n"));
  g_assert_true (wb_sio_world_logs (&world, "Namespace / left: io client disconnect\n"));
  g_assert_cmpstr (world.states->str, ==, "connecting open closing closed ");
  wb_sio_world_clear (&world);
}

/* 2, D2: the server gets the object byte for byte; nobody else sees what is secret in it. */
static void
test_auth (void)
{
  static const char *const steps[] = {
    WB_SIO_OPEN,
    "< 40{\"app_id\":\"A1\", \"session_id\":\"se\\u0063ret\"}",
    "> 40{\"sid\":\"wZX3\"}",
    NULL,
  };
  WbSioWorld world;

  wb_sio_world_init (&world, steps, NULL, "/");
  g_object_set (world.profile, "auth", " {\"app_id\":\"A1\", \"session_id\":\"se\\u0063ret\"}\n",
                NULL);
  wb_sio_world_open (&world, "joined as");
  g_assert_true (
      wb_sio_world_logs (&world, "sent control 40{\"app_id\":\"A1\", \"session_id\":\"•••\"}\n"));
  g_assert_false (wb_sio_world_logs (&world, "ret\""));
  wb_sio_world_clear (&world);
}

static void
test_bad_auth (void)
{
  static const char *const steps[] = { WB_SIO_OPEN, NULL };
  static const char *const bad[] = { "[1]", "{", "{} {}", "word", "{\"token\":\"s3cret\"" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      WbSioWorld world;

      wb_sio_world_init (&world, steps, NULL, "/");
      g_object_set (world.profile, "auth", bad[i], NULL);
      wb_sio_world_open (&world,
                         "local error The authentication data of this connection can't be sent");
      wb_test_await (wb_sio_world_is_in (&world, WB_STATE_CLOSED));
      g_assert_false (wb_sio_world_logs (&world, "s3cret"));
      wb_sio_world_clear (&world);
    }
}

/* 3: namespaces, of the address and of the profile. */
static void
test_spaces (void)
{
  static const char *const steps[] = {
    WB_SIO_OPEN,
    "< 40/admin,{\"token\":\"123\"}",
    "< 40/b,{\"token\":\"123\"}",
    "> 40/b,{\"sid\":\"sb\"}",
    "> 40/admin,{\"sid\":\"sa\"}",
    "> 42/b,[\"bar\"]",
    NULL,
  };
  static const char *const plain[] = { WB_SIO_OPEN, "< 40/admin,", "> 40/admin,{\"sid\":\"sa\"}",
                                       NULL };
  static const char *const more[] = { "b", NULL };
  WbSioWorld world;

  wb_sio_world_init (&world, steps, NULL, "/admin");
  g_object_set (world.profile, "auth", "{\"token\":\"123\"}", "namespaces", more, NULL);
  wb_sio_world_open (&world, "received event /b,bar []\n");
  g_assert_true (wb_sio_world_logs (&world, "Namespace /admin joined as sa\n"));
  g_assert_true (wb_sio_world_logs (&world, "Namespace /b joined as sb\n"));
  wb_sio_world_clear (&world);

  wb_sio_world_init (&world, plain, NULL, "/admin");
  wb_sio_world_open (&world, "Namespace /admin joined as sa\n");
  wb_sio_world_clear (&world);
}

/* 4, D6: the words of a refusal are shown, and nobody asks again. */
static void
test_refused (void)
{
  static const char *const steps[] = { WB_SIO_OPEN, "< 40",
                                       "> 44{\"message\":\"Not authorized\",\"data\":{\"code\":7}}",
                                       NULL };
  WbSioWorld world;

  wb_sio_world_init (&world, steps, NULL, "/");
  wb_connection_open (world.connection);
  wb_test_await (wb_sio_world_is_in (&world, WB_STATE_CLOSED) && world.messages->len > 2);
  g_assert_true (wb_sio_world_logs (
      &world,
      "local error 127.0.0.1 does not let this client in: /: Not authorized {\"code\":7}."));
  g_assert_error (wb_connection_get_error (world.connection), WB_FAILURE, WB_FAILURE_JOIN_REFUSED);
  g_assert_cmpstr (world.states->str, ==, "connecting open closed ");
  wb_sio_world_clear (&world);
}

/* One namespace refuses, another does not. */
static void
test_refused_one (void)
{
  static const char *const steps[] = {
    WB_SIO_OPEN,
    "< 40/a,",
    "< 40/b,",
    "> 44/a,{\"message\":\"Full\"}",
    "> 40/b,{\"sid\":\"sb\"}",
    "> 42/b,[\"x\"]",
    NULL,
  };
  static const char *const spaces[] = { "/a", "/b", NULL };
  WbSioWorld world;

  wb_sio_world_init (&world, steps, NULL, "/");
  g_object_set (world.profile, "namespaces", spaces, NULL);
  wb_sio_world_open (&world, "received event /b,x []\n");
  g_assert_true (wb_sio_world_logs (&world, "does not let this client in: /a: Full."));
  g_assert_true (wb_sio_world_is_in (&world, WB_STATE_OPEN));
  g_assert_true (wb_sio_world_emit (&world, "lost", "[]", WB_EVENT_NO_ACK));
  wb_test_await (wb_sio_world_logs (
      &world, "local error The event was not sent: its namespace is not joined\n"));
  wb_sio_world_clear (&world);
}

/* 5: pings, however fast, get their payload back. */
static void
test_pings (void)
{
  static const char *const steps[] = {
    WB_SIO_QUICK, "< 40", "> 40{\"sid\":\"s\"}", "> 2", "< 3", "> 2probe", "< 3probe",
    "> 2",        "< 3",  "> 42[\"on\"]",        NULL,
  };
  WbSioWorld world;

  wb_sio_world_init (&world, steps, NULL, "/");
  wb_sio_world_open (&world, "received event on []\n");
  g_assert_cmpuint (wb_sio_count_words (world.log->str, "received ping 2"), ==, 3);
  g_assert_cmpuint (wb_sio_count_words (world.log->str, "sent pong 3"), ==, 3);
  wb_sio_world_clear (&world);
}

/* Timers of a machine that does something else are late. */
#define SLOW_MACHINE_US (500 * 1000)

static gint64
find_time (WbSioWorld *world,
           WbMessageKind kind)
{
  for (guint i = 0; i < world->messages->len; i++)
    {
      WbMessage *message = g_ptr_array_index (world->messages, i);

      if (message->kind == kind)
        return message->time;
    }
  return 0;
}

/* 6: the server that sends no more pings is given up in time, and asked again. */
static void
test_silence (void)
{
  static const char *const steps[] = { WB_SIO_QUICK, "< 40", "> 40{\"sid\":\"s\"}", "> 42[\"on\"]",
                                       NULL };
  gint64 took;
  WbSioWorld world;

  wb_sio_world_init (&world, steps, NULL, "/");
  wb_sio_world_open (&world, "received event on []\n");
  wb_test_await (wb_sio_world_logs (&world, "Namespace / left: ping timeout\n"));
  took = find_time (&world, WB_MESSAGE_ERROR) - find_time (&world, WB_MESSAGE_CONTROL);
  g_assert_cmpint (took, >=, 450 * 1000);
  g_assert_cmpint (took, <=, 550 * 1000 + SLOW_MACHINE_US);
  g_assert_true (wb_sio_world_logs (
      &world, "local error 127.0.0.1 fell silent: no ping came from it for 1 s."));
  wb_test_await (wb_sio_count_words (world.log->str, "joined as") >= 2);
  wb_sio_world_clear (&world);
}

/* 7, D4: no, one and three arguments of every type, each byte as it came. */
static void
test_events (void)
{
  static const char *const steps[] = {
    WB_SIO_JOIN,
    "> 42[\"none\"]",
    "> 42[\"one\" , {\"lat\" : 1.50}]",
    "> 42[\"three\",9007199254740993,\"gr\\u00fc\xc3\x9f\",[true,false,null,-1e-9,{}]]",
    "> 42[7,\"number\"]",
    "< 42[\"foo\",1,\"2\",{\"3\":[true]}]",
    "< 42[\"get data\"]",
    "< 42[\"message\",\"hi \\\"you\\\"\"]",
    "< 451-[\"message\",{\"_placeholder\":true,\"num\":0}]",
    "b< raw",
    NULL,
  };
  g_autoptr(GBytes) raw = g_bytes_new_static ("raw", 3);
  WbSioWorld world;

  wb_sio_world_init (&world, steps, NULL, "/");
  wb_sio_world_open (&world, "received event 7 [\"number\"]\n");
  g_assert_true (wb_sio_world_logs (&world, "received event none []\n"));
  g_assert_true (wb_sio_world_logs (&world, "received event one [ {\"lat\" : 1.50}]\n"));
  g_assert_true (wb_sio_world_logs (
      &world,
      "received event three [9007199254740993,\"gr\\u00fcß\",[true,false,null,-1e-9,{}]]\n"));

  g_assert_true (wb_sio_world_emit (&world, "foo", "[1,\"2\",{\"3\":[true]}]", WB_EVENT_NO_ACK));
  g_assert_true (wb_sio_world_emit (&world, "get data", "[]", WB_EVENT_NO_ACK));
  g_assert_true (wb_connection_send_text (world.connection, "hi \"you\"", -1, NULL));
  g_assert_true (wb_connection_send_binary (world.connection, raw, NULL));
  wb_test_await (
      wb_sio_world_logs (&world, "sent event message [{\"_placeholder\":true,\"num\":0}]\n"));
  g_assert_true (wb_sio_world_logs (&world, "sent event foo [1,\"2\",{\"3\":[true]}]\n"));
  g_assert_false (wb_sio_world_emit (&world, "connect", "[]", WB_EVENT_NO_ACK));
  g_assert_false (wb_sio_world_emit (&world, "foo", "{}", WB_EVENT_NO_ACK));
  g_assert_false (wb_sio_world_emit (&world, "foo", "[1", WB_EVENT_NO_ACK));
  wb_sio_world_clear (&world);
}

/* D7: the newest event on top. */
static void
test_prepend (void)
{
  static const char *const steps[] = { WB_SIO_JOIN, "> 42[\"a\"]", "> 42[\"b\"]", NULL };
  g_autoptr(WbLogEntry) entry = NULL;
  WbSioWorld world;

  wb_sio_world_init (&world, steps, NULL, "/");
  g_object_set (world.profile, "retention", WB_RETENTION_PREPEND, NULL);
  wb_sio_world_open (&world, "received event b []\n");
  entry = g_list_model_get_item (G_LIST_MODEL (wb_connection_get_log (world.connection)), 0);
  g_assert_cmpstr (wb_log_entry_get_message (entry)->event->name, ==, "b");
  wb_sio_world_clear (&world);
}

static gboolean
answer (WbSioWorld *world,
        const WbMessage *question,
        const char *arguments)
{
  g_autoptr(GBytes) payload = g_bytes_new (arguments, strlen (arguments));

  return wb_connection_answer (world->connection, question, payload, NULL);
}

/* 8: answers both ways, one that nobody asked for, and no second answer. */
static void
test_acks (void)
{
  static const char *const steps[] = {
    WB_SIO_JOIN,
    "> 4213[\"foo\"]",
    "< 4313[\"bar\"]",
    "< 420[\"question\",1]",
    "> 430[1]",
    "> 4399[]",
    NULL,
  };
  WbMessage *question, *ack;
  WbSioWorld world;

  wb_sio_world_init (&world, steps, NULL, "/");
  wb_sio_world_open (&world, "received event foo []\n");
  question = wb_sio_world_find_event (&world, "foo", WB_MESSAGE_EVENT);
  g_assert_cmpint (question->event->ack, ==, 13);
  g_assert_true (answer (&world, question, "[\"bar\"]"));
  wb_test_await (wb_sio_world_logs (&world, "sent ack foo [\"bar\"]\n"));
  g_assert_true (answer (&world, question, "[\"again\"]"));
  wb_test_await (wb_sio_world_logs (&world, "local error The event was answered before"));

  g_assert_true (wb_sio_world_emit (&world, "question", "[1]", WB_EVENT_ACK_WANTED));
  wb_test_await (wb_sio_world_logs (&world, "Unexpected answer 99 in the namespace /\n"));
  ack = wb_sio_world_find_event (&world, "question", WB_MESSAGE_ACK);
  g_assert_cmpint (ack->event->ack, ==, 0);
  g_assert_cmpint (ack->event->round_trip, >=, 0);
  g_assert_true (wb_sio_world_logs (&world, "received ack question [1]\n"));
  wb_sio_world_clear (&world);
}

/* Answered by itself, and what is never answered is told at the end. */
static void
test_auto_ack (void)
{
  static const char *const steps[] = {
    WB_SIO_OPEN,
    "< 40/admin,",
    "> 40/admin,{\"sid\":\"s\"}",
    "> 42/admin,5[\"foo\"]",
    "< 43/admin,5[]",
    "< 42/admin,0[\"q\"]",
    "> 41/admin,",
    NULL,
  };
  WbSioWorld world;

  wb_sio_world_init (&world, steps, NULL, "/admin");
  g_object_set (world.profile, "auto-ack", TRUE, NULL);
  wb_sio_world_open (&world, "sent ack /admin,foo []\n");
  g_assert_true (wb_sio_world_emit (&world, "q", "[]", WB_EVENT_ACK_WANTED));
  wb_test_await (
      wb_sio_world_logs (&world, "1 answer will not come: socket has been disconnected\n"));
  wb_sio_world_clear (&world);
}

/* The bytes of steps in the direction of @arrow. */
static gsize
count_bytes (const char *const *steps,
             char arrow)
{
  gsize bytes = 0;

  for (; *steps != NULL; steps++)
    {
      const char *at = *steps + (**steps == 'b');

      if (*at == arrow)
        bytes += strlen (at + 2);
    }
  return bytes;
}

static guint64
get_bytes_sent (WbSioWorld *world)
{
  guint64 bytes;

  g_object_get (world->connection, "bytes-sent", &bytes, NULL);
  return bytes;
}

/* 9: attachments in and out, also of an answer; a ping between them disturbs nothing. */
static void
test_attachments (void)
{
  static const char *const steps[] = {
    WB_SIO_JOIN,
    "> 452-7[\"in\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]",
    "b> one",
    "> 2",
    "b> two",
    "< 3",
    "< 452-0[\"out\",{\"_placeholder\":true,\"num\":1},[{\"_placeholder\":true,\"num\":0}]]",
    "b< abc",
    "b< defg",
    "> 461-0[{\"_placeholder\":true,\"num\":0}]",
    "b> reply",
    NULL,
  };
  g_autoptr(GBytes) payload = NULL, abc = g_bytes_new_static ("abc", 3),
                     defg = g_bytes_new_static ("defg", 4);
  const char *arguments = "[{\"_placeholder\":true,\"num\":1},[{\"_placeholder\":true,\"num\":0}]]";
  WbEvent *event = wb_event_new ("out", NULL);
  WbMessage *message;
  WbSioWorld world;

  wb_sio_world_init (&world, steps, NULL, "/");
  wb_sio_world_open (&world, "received event in [");
  message = wb_sio_world_find_event (&world, "in", WB_MESSAGE_EVENT);
  g_assert_cmpuint (wb_event_get_n_attachments (message->event), ==, 2);
  g_assert_cmpmem (g_bytes_get_data (message->event->attachments->pdata[1], NULL), 3, "two", 3);

  payload = g_bytes_new (arguments, strlen (arguments));
  wb_event_attach (event, abc);
  wb_event_attach (event, defg);
  event->ack = WB_EVENT_ACK_WANTED;
  g_assert_true (wb_connection_emit (world.connection, event, payload, NULL));
  wb_test_await (wb_sio_world_find_event (&world, "out", WB_MESSAGE_ACK) != NULL);
  message = wb_sio_world_find_event (&world, "out", WB_MESSAGE_ACK);
  g_assert_cmpmem (g_bytes_get_data (message->event->attachments->pdata[0], NULL), 5, "reply", 5);
  /* Attachments are no messages of their own, but all that came and went counts. */
  g_assert_cmpuint (wb_sio_count_words (world.log->str, "binary"), ==, 0);
  g_assert_cmpuint (wb_connection_get_bytes_received (world.connection), ==, count_bytes (steps, '>'));
  g_assert_cmpuint (get_bytes_sent (&world), ==, count_bytes (steps, '<'));
  wb_sio_world_clear (&world);
}

static const char *const bad_packets[] = {
  "> 42{}",
  "> 4abc",
  "> 42abc[\"x\"]",
  "> 9",
  "> 42[]",
  "> 42[{}]",
  "> 47",
  "> 4",
  "> ",
  "> 43[1]",
  "> 42[\"connect\"]",
  "> 42[\"x\"",
  "> 41[]",
  "> 44",
  "> 45[\"x\"]",
  "> 4511-[\"x\"]",
  "> 451-[\"x\",{\"_placeholder\":true,\"num\":1}]",
  "> 451-[\"x\",{\"_placeholder\":true,\"num\":0.5}]",
  "> 451-[\"x\",{\"_placeholder\":true}]",
  "b> stray",
  "> 421234567890123456[\"x\"]",
};

/* 10: what is no Socket.IO ends the link, which comes back, but not for ever. */
static void
test_parse_errors (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad_packets); i++)
    {
      const char *const steps[] = { WB_SIO_JOIN, bad_packets[i], NULL };
      WbSioWorld world;

      wb_sio_world_init (&world, steps, NULL, "/");
      wb_sio_world_open (&world, "Namespace / left: parse error\n");
      wb_test_await (wb_sio_world_is_in (&world, WB_STATE_CLOSED));
      g_assert_cmpint (g_atomic_int_get (&world.script.n_clients), ==, 3);
      g_assert_cmpuint (wb_sio_count_words (world.states->str, "waiting"), ==, 2);
      g_assert_error (wb_connection_get_error (world.connection), WB_FAILURE,
                      WB_FAILURE_NOT_SOCKET_IO);
      g_assert_true (wb_sio_world_logs (
          &world, "local error 127.0.0.1 sent something that is not Socket.IO: “"));
      wb_sio_world_clear (&world);
    }
}

/* 10: text where attachments are due. */
static void
test_missing_attachment (void)
{
  static const char *const steps[] = {
    WB_SIO_JOIN,
    "> 451-[\"x\",{\"_placeholder\":true,\"num\":0}]",
    "> 42[\"y\"]",
    NULL,
  };
  static const char *const later[] = { WB_SIO_JOIN, "> 42[\"well\"]", NULL };
  WbSioWorld world;

  wb_sio_world_init (&world, steps, later, "/");
  wb_sio_world_open (&world, "received event well []\n");
  g_assert_true (wb_sio_world_logs (&world, "Attachments of the event before were expected"));
  g_assert_false (wb_sio_world_logs (&world, "received event x"));
  wb_sio_world_clear (&world);
}

/* 11: who was told to go stays away. */
static void
test_disconnected (void)
{
  static const char *const steps[] = { WB_SIO_JOIN, "> 41", NULL };
  WbSioWorld world;

  wb_sio_world_init (&world, steps, NULL, "/");
  wb_sio_world_open (&world, "Namespace / left: io server disconnect\n");
  wb_test_await (wb_sio_world_is_in (&world, WB_STATE_CLOSED));
  g_assert_error (wb_connection_get_error (world.connection), WB_FAILURE, WB_FAILURE_DISCONNECTED);
  g_assert_cmpstr (world.states->str, ==, "connecting open closed ");
  wb_sio_world_clear (&world);
}

/* 12, A5: after a cut all is said again, with fresh data. */
static void
test_cut (void)
{
  static const char *const steps[] = {
    WB_SIO_OPEN,
    "< 40{\"t\":1}",
    "> 40{\"sid\":\"a\"}",
    "< 42[\"hello\",1]",
    "< 42[\"changed\"]",
    "cut",
    NULL,
  };
  static const char *const later[] = {
    WB_SIO_OPEN,         "< 40{\"t\":2}",   "> 40{\"sid\":\"b\"}",
    "< 42[\"hello\",1]", "> 42[\"again\"]", NULL,
  };
  g_autoptr(GBytes) hello = g_bytes_new_static ("[\"hello\",1]", 11);
  WbSioWorld world;

  wb_sio_world_init (&world, steps, later, "/");
  g_object_set (world.profile, "auth", "{\"t\":1}", NULL);
  wb_profile_add_on_connect (world.profile, WB_MESSAGE_TEXT, hello);
  wb_sio_world_open (&world, "joined as a\n");
  g_object_set (world.profile, "auth", "{\"t\":2}", NULL);
  g_assert_true (wb_sio_world_emit (&world, "changed", "[]", WB_EVENT_NO_ACK));
  wb_test_await (wb_sio_world_logs (&world, "received event again []\n"));
  g_assert_true (wb_sio_world_logs (&world, "Namespace / left: transport close\n"));
  g_assert_cmpuint (wb_sio_count_words (world.log->str, "sent event hello [1]\n"), ==, 2);
  wb_sio_world_clear (&world);
}

/* 13: version 2 is named. */
static void
test_old_server (void)
{
  static const char *const steps[] = { WB_SIO_OPEN, "> 40", NULL };
  WbSioWorld world;

  wb_sio_world_init (&world, steps, NULL, "/");
  wb_sio_world_open (&world, "local error 127.0.0.1 speaks Socket.IO v2 (EIO 3).");
  wb_test_await (wb_sio_world_is_in (&world, WB_STATE_CLOSED));
  g_assert_cmpstr (world.states->str, ==, "connecting open closed ");
  wb_sio_world_clear (&world);
}

/* 14: what comes early is not lost, and what is sent early goes out in its order. */
static void
test_early (void)
{
  static const char *const steps[] = {
    WB_SIO_OPEN,
    "< 40",
    "> 42[\"early\"]",
    "> 2",
    "< 3",
    "> 2",
    "< 3",
    "> 40{\"sid\":\"s\"}",
    "< 42[\"first\"]",
    "< 42[\"second\"]",
    "< 42[\"third\"]",
    NULL,
  };
  g_autoptr(GBytes) first = g_bytes_new_static ("[\"first\"]", 9);
  WbSioWorld world;

  wb_sio_world_init (&world, steps, NULL, "/");
  wb_profile_add_on_connect (world.profile, WB_MESSAGE_TEXT, first);
  wb_connection_open (world.connection);
  wb_test_await (wb_sio_world_is_in (&world, WB_STATE_OPEN));
  wb_sio_world_emit (&world, "second", "[]", WB_EVENT_NO_ACK);
  wb_sio_world_emit (&world, "third", "[]", WB_EVENT_NO_ACK);
  wb_test_await (wb_sio_world_logs (&world, "sent event third []\n"));
  g_assert_true (wb_sio_world_logs (&world, "received event early []\n"));
  wb_sio_world_clear (&world);
}

/* 15: no comma at the end. */
static void
test_no_comma (void)
{
  static const char *const steps[] = { WB_SIO_OPEN, "< 40/random,",
                                       "> 44/random,{\"message\":\"Invalid namespace\"}", NULL };
  static const char *const left[] = { WB_SIO_OPEN, "< 40/random,", "> 40/random,{\"sid\":\"s\"}",
                                      "> 41/random", NULL };
  WbSioWorld world;

  wb_sio_world_init (&world, steps, NULL, "/random");
  wb_sio_world_open (&world, "does not let this client in: /random: Invalid namespace.");
  wb_sio_world_clear (&world);
  wb_sio_world_init (&world, left, NULL, "/random");
  wb_sio_world_open (&world, "Namespace /random left: io server disconnect\n");
  wb_sio_world_clear (&world);
}

/* 16, D10: the event that has the on-connect messages sent again. */
static void
test_refresh (void)
{
  static const char *const steps[] = {
    WB_SIO_JOIN,         "< 42[\"get\",\"all\"]", "> 42[\"other\"]", "> 42[\"changed\"]",
    "> 42[\"changed\"]", "< 42[\"get\",\"all\"]", "> 42[\"end\"]",   NULL,
  };
  g_autoptr(GBytes) get = g_bytes_new_static ("[\"get\",\"all\"]", 13);
  WbSioWorld world;

  wb_sio_world_init (&world, steps, NULL, "/");
  g_object_set (world.profile, "refresh-event", "changed", NULL);
  wb_profile_add_on_connect (world.profile, WB_MESSAGE_TEXT, get);
  wb_sio_world_open (&world, "received event end []\n");
  /* A server that never stops is not obeyed each time. */
  g_assert_cmpuint (wb_sio_count_words (world.log->str, "sent event get"), ==, 2);
  wb_sio_world_clear (&world);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/socket-io/join", test_join);
  g_test_add_func ("/net/socket-io/auth-D2", test_auth);
  g_test_add_func ("/net/socket-io/bad-auth", test_bad_auth);
  g_test_add_func ("/net/socket-io/namespaces-D14", test_spaces);
  g_test_add_func ("/net/socket-io/refused-D6", test_refused);
  g_test_add_func ("/net/socket-io/refused-one-D6", test_refused_one);
  g_test_add_func ("/net/socket-io/pings", test_pings);
  g_test_add_func ("/net/socket-io/silence", test_silence);
  g_test_add_func ("/net/socket-io/events-D4-D5", test_events);
  g_test_add_func ("/net/socket-io/prepend-D7", test_prepend);
  g_test_add_func ("/net/socket-io/acks-D14", test_acks);
  g_test_add_func ("/net/socket-io/auto-ack", test_auto_ack);
  g_test_add_func ("/net/socket-io/attachments", test_attachments);
  g_test_add_func ("/net/socket-io/parse-errors", test_parse_errors);
  g_test_add_func ("/net/socket-io/missing-attachment", test_missing_attachment);
  g_test_add_func ("/net/socket-io/disconnected", test_disconnected);
  g_test_add_func ("/net/socket-io/cut-A5", test_cut);
  g_test_add_func ("/net/socket-io/old-server", test_old_server);
  g_test_add_func ("/net/socket-io/early", test_early);
  g_test_add_func ("/net/socket-io/no-comma", test_no_comma);
  g_test_add_func ("/net/socket-io/refresh-D10", test_refresh);

  return g_test_run ();
}
