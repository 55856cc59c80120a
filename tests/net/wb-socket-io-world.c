/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A connection that speaks Socket.IO, and the server that plays a script to it. */

#include "config.h"

#include "wb-socket-io-world.h"

#include "wb-fake.h"
#include "wb-net.h"
#include "wb-profile-private.h"

#include <string.h>

/* Delays between links of 1 to 30 s become 10 to 300 ms. */
#define SHORT 0.01

/*
 * The server
 */

static void
note_fault (WbSioScript *script,
            const char *step,
            const char *text)
{
  g_mutex_lock (&script->lock);
  if (script->fault == NULL)
    script->fault = g_strdup_printf ("Expected “%s”, got “%s”", step, text);
  g_mutex_unlock (&script->lock);
}

static gboolean
expect (WbRawPeer *peer,
        WbSioScript *script,
        const char *step,
        gboolean is_binary)
{
  guint8 first = 0;
  g_autoptr(GBytes) frame = wb_raw_peer_read_frame (peer, &first);
  g_autofree char *text = NULL;

  if (frame == NULL || (first & 0xf) == WB_RAW_CLOSE)
    {
      note_fault (script, step, "the end");
      return FALSE;
    }
  text = g_strndup (g_bytes_get_data (frame, NULL), g_bytes_get_size (frame));
  if (!g_pattern_match_simple (step, text) || ((first & 0xf) == WB_RAW_BINARY) != is_binary)
    note_fault (script, step, text);
  return TRUE;
}

static gboolean
play_step (WbRawPeer *peer,
           WbSioScript *script,
           const char *step)
{
  if (g_str_has_prefix (step, "> "))
    return wb_raw_peer_send (peer, WB_RAW_FINAL | WB_RAW_TEXT, step + 2, strlen (step + 2));
  if (g_str_has_prefix (step, "b> "))
    return wb_raw_peer_send (peer, WB_RAW_FINAL | WB_RAW_BINARY, step + 3, strlen (step + 3));
  if (g_str_has_prefix (step, "< "))
    return expect (peer, script, step + 2, FALSE);
  if (g_str_has_prefix (step, "b< "))
    return expect (peer, script, step + 3, TRUE);
  return FALSE;
}

static void
listen_on (WbRawPeer *peer,
           WbSioScript *script)
{
  for (;;)
    {
      guint8 first = 0;
      g_autoptr(GBytes) frame = wb_raw_peer_read_frame (peer, &first);

      if (frame == NULL || (first & 0xf) == WB_RAW_CLOSE)
        break;
      g_mutex_lock (&script->lock);
      g_string_append_len (script->heard, g_bytes_get_data (frame, NULL),
                           (gssize)g_bytes_get_size (frame));
      g_string_append_c (script->heard, '\n');
      g_mutex_unlock (&script->lock);
    }
  wb_raw_peer_send_close (peer, 1000, "");
}

static void
serve (WbRawPeer *peer,
       gconstpointer data)
{
  WbSioScript *script = (WbSioScript *)data;
  int n = g_atomic_int_add (&script->n_clients, 1);
  const char *const *steps = n > 0 && script->later != NULL ? script->later : script->steps;
  gboolean goes_on = TRUE;

  wb_raw_peer_shake_hands (peer, NULL);
  for (; *steps != NULL && goes_on; steps++)
    goes_on = play_step (peer, script, *steps);
  g_atomic_int_inc (&script->n_done);
  if (goes_on)
    listen_on (peer, script);
}

gboolean
wb_sio_script_has_heard (WbSioScript *script,
                         const char *text)
{
  gboolean heard;

  g_mutex_lock (&script->lock);
  heard = strstr (script->heard->str, text) != NULL;
  g_mutex_unlock (&script->lock);
  return heard;
}

/*
 * The client
 */

static void
note_message (WbSioWorld *world,
              WbMessage *message)
{
  gsize length;
  const char *text = wb_message_get_text (message, &length);

  g_ptr_array_add (world->messages, wb_message_ref (message));
  g_string_append_printf (world->log, "%s %s ", wb_direction_get_name (message->direction),
                          wb_message_kind_get_name (message->kind));
  if (message->event != NULL && !g_str_equal (message->event->space, "/"))
    g_string_append_printf (world->log, "%s,", message->event->space);
  if (message->event != NULL)
    g_string_append_printf (world->log, "%s ", message->event->name);
  g_string_append_len (world->log, text, (gssize)length);
  g_string_append_c (world->log, '\n');
  if (message->kind == WB_MESSAGE_STATE)
    g_string_append_printf (world->states, "%s ", wb_state_get_name (message->change->state));
}

static void
applied_cb (WbConnection *connection G_GNUC_UNUSED,
            WbBatch *batch,
            guint first,
            guint count,
            WbSioWorld *world)
{
  for (guint i = first; i < first + count; i++)
    note_message (world, g_ptr_array_index (batch->messages, i));
}

void
wb_sio_world_init (WbSioWorld *world,
                   const char *const *steps,
                   const char *const *later,
                   const char *path)
{
  g_autofree char *url = NULL;

  *world = (WbSioWorld){ .script = { .steps = steps, .later = later } };
  g_mutex_init (&world->script.lock);
  world->script.heard = g_string_new (NULL);
  world->server = wb_raw_server_new (NULL, serve, &world->script);
  url = g_strdup_printf ("http://127.0.0.1:%u%s", wb_raw_server_get_port (world->server), path);
  world->profile = wb_profile_new (url);
  g_object_set (world->profile, "protocol", "socket.io", NULL);
  wb_profile_set_time_scale (world->profile, SHORT);
  world->registry = wb_fake_registry_new ();
  wb_net_register (world->registry);
  world->monitor = wb_monitor_new (world->registry);
  world->connection = wb_monitor_add (world->monitor, world->profile);
  world->log = g_string_new (NULL);
  world->states = g_string_new (NULL);
  world->messages = g_ptr_array_new_with_free_func ((GDestroyNotify)wb_message_unref);
  g_signal_connect (world->connection, "applied", G_CALLBACK (applied_cb), world);
}

void
wb_sio_world_clear (WbSioWorld *world)
{
  WbSioScript *script = &world->script;

  /* What the client has sent may still be on its way. */
  wb_test_await (g_atomic_int_get (&script->n_done) == g_atomic_int_get (&script->n_clients));
  g_assert_finalize_object (world->monitor);
  wb_raw_server_free (world->server);
  g_assert_cmpstr (world->script.fault, ==, NULL);
  wb_registry_free (world->registry);
  g_object_unref (world->profile);
  g_string_free (world->log, TRUE);
  g_string_free (world->states, TRUE);
  g_string_free (world->script.heard, TRUE);
  g_ptr_array_unref (world->messages);
  g_mutex_clear (&world->script.lock);
}

gboolean
wb_sio_world_logs (WbSioWorld *world,
                   const char *text)
{
  return strstr (world->log->str, text) != NULL;
}

guint
wb_sio_count_words (const char *text,
                    const char *word)
{
  guint n = 0;

  for (const char *at = strstr (text, word); at != NULL; at = strstr (at + 1, word))
    n++;
  return n;
}

gboolean
wb_sio_world_is_in (WbSioWorld *world,
                    WbState state)
{
  return wb_connection_get_state (world->connection) == state;
}

WbMessage *
wb_sio_world_find_event (WbSioWorld *world,
                         const char *name,
                         WbMessageKind kind)
{
  for (guint i = 0; i < world->messages->len; i++)
    {
      WbMessage *message = g_ptr_array_index (world->messages, i);

      if (message->kind == kind && g_strcmp0 (message->event->name, name) == 0)
        return message;
    }
  return NULL;
}

gboolean
wb_sio_world_emit (WbSioWorld *world,
                   const char *name,
                   const char *arguments,
                   gint64 ack)
{
  g_autoptr(GBytes) payload = g_bytes_new (arguments, strlen (arguments));
  WbEvent *event = wb_event_new (name, NULL);

  event->ack = ack;
  return wb_connection_emit (world->connection, event, payload, NULL);
}

void
wb_sio_world_open (WbSioWorld *world,
                   const char *text)
{
  wb_connection_open (world->connection);
  wb_test_await (wb_sio_world_logs (world, text));
}
