/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Nothing that the log gets of Socket.IO has a secret in it. */

#include "config.h"

#include "wb-socket-io-world.h"

#include <string.h>

#define SECRET "hunter2"

static void
world_init (WbSioWorld *world,
            const char *const *steps)
{
  g_autoptr(WbVariables) variables = wb_variables_new ();

  wb_sio_world_init (world, steps, NULL, "/");
  wb_variables_set (variables, "token", SECRET, TRUE);
  g_object_set (world->profile, "variables", variables, NULL);
}

static gboolean
has_secret (const WbMessage *message)
{
  gsize length;
  const char *text = wb_message_get_text (message, &length);

  return g_strstr_len (text, (gssize)length, SECRET) != NULL;
}

static void
world_clear (WbSioWorld *world)
{
  for (guint i = 0; i < world->messages->len; i++)
    {
      WbMessage *message = g_ptr_array_index (world->messages, i);

      if (message->direction != WB_DIRECTION_RECEIVED && message->event != NULL)
        g_assert_null (strstr (message->event->name, SECRET));
      if (message->direction == WB_DIRECTION_LOCAL)
        g_assert_false (has_secret (message));
    }
  wb_sio_world_clear (world);
}

/* What is typed may make a secret the name of an event or of a namespace. */
static void
test_names (void)
{
  static const char *const steps[] = {
    WB_SIO_OPEN,
    "< 40/" SECRET ",",
    "> 40/" SECRET ",{\"sid\":\"a\"}",
    "< 42/" SECRET ",[\"" SECRET "\",1]",
    "< 42/" SECRET ",0[\"" SECRET "\"]",
    "> 43/" SECRET ",0[2]",
    NULL,
  };
  static const char *const spaces[] = { "/" SECRET, NULL };
  WbSioWorld world;

  world_init (&world, steps);
  g_object_set (world.profile, "namespaces", spaces, NULL);
  wb_sio_world_open (&world, "joined as");
  g_assert_true (
      wb_connection_send_text (world.connection, "/{{token}},[\"{{token}}\",1]", -1, NULL));
  wb_test_await (wb_sio_world_logs (&world, "sent event /•••,••• [1]\n"));
  g_assert_true (wb_sio_world_emit (&world, SECRET, "[]", WB_EVENT_ACK_WANTED));
  wb_test_await (wb_sio_world_logs (&world, "••• [2]\n"));
  g_assert_true (wb_sio_world_logs (&world, "sent event /•••,••• []\n"));
  world_clear (&world);
}

/* What a protocol says itself may quote both the user and the server. */
static void
test_notes (void)
{
  static const char *const steps[] = {
    WB_SIO_OPEN,
    "< 40/" SECRET ",",
    "< 40/b,",
    "> 44/b,{\"message\":\"no " SECRET "\"}",
    "> 40/" SECRET ",{\"sid\":\"a\"}",
    NULL,
  };
  static const char *const spaces[] = { "/" SECRET, "/b", NULL };
  WbSioWorld world;

  world_init (&world, steps);
  g_object_set (world.profile, "namespaces", spaces, NULL);
  wb_sio_world_open (&world, "local control Namespace /••• joined as a\n");
  g_assert_true (wb_sio_world_logs (&world, "/b: no •••"));
  world_clear (&world);
}

/* A server may say what it was told, and nobody had to make a variable of that. */
static void
test_auth (void)
{
  static const char *const steps[] = {
    WB_SIO_OPEN, "< 40{\"token\":\"abc123\"}", "> 44{\"message\":\"bad token abc123\"}", NULL,
  };
  WbSioWorld world;

  wb_sio_world_init (&world, steps, NULL, "/");
  g_object_set (world.profile, "auth", "{\"token\":\"abc123\"}", NULL);
  wb_sio_world_open (&world, "local state Closed ");
  g_assert_true (wb_sio_world_logs (&world, "/: bad token •••"));
  g_assert_cmpuint (wb_sio_count_words (world.log->str, "abc123"), ==, 1);
  wb_sio_world_clear (&world);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/socket-io-secrets/names", test_names);
  g_test_add_func ("/net/socket-io-secrets/auth", test_auth);
  g_test_add_func ("/net/socket-io-secrets/notes", test_notes);

  return g_test_run ();
}
