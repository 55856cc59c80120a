/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A connection in a monitor of its own, and all that came of it. */

#include "config.h"

#include "wb-connection-world.h"

#include "wb-fake.h"

static void
note_change (World *world,
             const WbStateChange *change)
{
  g_string_append_printf (world->states, "%s ", wb_state_get_name (change->state));
  if (change->state == WB_STATE_WAITING)
    g_array_append_val (world->delays, change->retry_in);
  if (change->handshake != NULL)
    {
      const WbHandshake *handshake = change->handshake;
      const char *const texts[] = { handshake->url, handshake->request, handshake->phrase,
                                    handshake->response, handshake->body };

      for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
        g_string_append_printf (world->log, "%s\n", texts[i] != NULL ? texts[i] : "");
    }
  if (change->error != NULL)
    g_string_append_printf (world->log, "%s\n", change->error->message);
}

static void
note_message (World *world,
              const WbMessage *message)
{
  gsize length;
  const char *text = wb_message_get_text (message, &length);

  /* Nothing goes out but what is in the log. */
  g_assert_null (message->wire);
  if (message->direction != WB_DIRECTION_RECEIVED)
    g_string_append_printf (world->log, "%.*s\n", (int) length, text);
  if (message->direction == WB_DIRECTION_SENT)
    g_ptr_array_add (world->sent, g_strndup (text, length));
  if (message->kind != WB_MESSAGE_STATE)
    g_ptr_array_add (world->texts, g_strndup (text, length));
  if (message->change != NULL)
    note_change (world, message->change);
}

static void
applied_cb (WbConnection *connection G_GNUC_UNUSED,
            WbBatch *batch,
            guint first,
            guint count,
            World *world)
{
  for (guint i = first; i < first + count; i++)
    note_message (world, g_ptr_array_index (batch->messages, i));
}

void
world_init (World *world,
            const char *url)
{
  world->profile = wb_profile_new (url);
  world->registry = wb_fake_registry_new ();
  world->monitor = wb_monitor_new (world->registry);
  world->connection = wb_monitor_add (world->monitor, world->profile);
  world->states = g_string_new (NULL);
  world->log = g_string_new (NULL);
  world->texts = g_ptr_array_new_with_free_func (g_free);
  world->sent = g_ptr_array_new_with_free_func (g_free);
  world->delays = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_signal_connect (world->connection, "applied", G_CALLBACK (applied_cb), world);
}

void
world_clear (World *world)
{
  g_assert_finalize_object (world->monitor);
  wb_registry_free (world->registry);
  g_object_unref (world->profile);
  g_string_free (world->states, TRUE);
  g_string_free (world->log, TRUE);
  g_ptr_array_unref (world->texts);
  g_ptr_array_unref (world->sent);
  g_array_unref (world->delays);
}

gboolean
world_is_in (World *world,
             WbState state)
{
  return wb_connection_get_state (world->connection) == state;
}
