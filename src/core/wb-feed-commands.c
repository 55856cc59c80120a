/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the main thread asks of a feed, handed over as sources of the feed's context. */

#include "config.h"

#include "wb-feed-private.h"

#include "wb-address.h"
#include "wb-failure.h"

typedef struct {
  WbFeed *self; /* borrowed: the thread ends before the feed does */
  WbProfile *profile;
  WbMessageKind kind;
  GBytes *payload;
  gboolean is_literal; /* nothing of the payload is a variable */
  WbMessage *message;  /* instead of them: an event */
  guint code;
  char *reason;
} Command;

static void
command_free (Command *command)
{
  g_clear_object (&command->profile);
  g_clear_pointer (&command->payload, g_bytes_unref);
  g_clear_pointer (&command->message, wb_message_unref);
  g_free (command->reason);
  g_free (command);
}

/* Commands overtake what is to be read, but not each other. */
static void
invoke (WbFeed *self,
        GSourceFunc function,
        Command *command)
{
  g_autoptr(GSource) source = g_idle_source_new ();

  command->self = self;
  g_source_set_priority (source, G_PRIORITY_HIGH);
  g_source_set_callback (source, function, command, (GDestroyNotify) command_free);
  g_source_attach (source, self->context);
}

static void
open_without_waiting (WbFeed *self)
{
  wb_reconnect_forget (self->reconnect);
  if (wb_reconnect_stop (self->reconnect))
    wb_feed_open_transport (self);
}

/* A secret of the address that became a variable leads to the same place. */
static gboolean
has_same_address (WbProfile *one,
                  WbProfile *other)
{
  g_autofree char *first = wb_address_build (one, NULL);
  g_autofree char *second = wb_address_build (other, NULL);

  if (first != NULL && second != NULL)
    return g_str_equal (first, second);
  return g_str_equal (wb_profile_get_url (one), wb_profile_get_url (other));
}

/* Another address was never open. */
static void
take_profile (WbFeed *self,
              WbProfile *profile)
{
  gboolean is_same = self->profile != NULL && has_same_address (self->profile, profile);

  if (!is_same || g_strcmp0 (wb_profile_get_events (self->profile)->protocol,
                             wb_profile_get_events (profile)->protocol) != 0)
    self->is_protocol_stale = TRUE;
  self->was_open = self->was_open && is_same;
  g_set_object (&self->profile, profile);
}

static gboolean
profile_cb (gpointer data)
{
  Command *command = data;

  take_profile (command->self, command->profile);
  return G_SOURCE_REMOVE;
}

static gboolean
open_cb (gpointer data)
{
  Command *command = data;
  WbFeed *self = command->self;

  if (self->state == WB_STATE_OPEN || self->state == WB_STATE_CONNECTING)
    return G_SOURCE_REMOVE;

  take_profile (self, command->profile);
  if (self->state == WB_STATE_CLOSING)
    self->reopen = TRUE;
  if (self->state == WB_STATE_CLOSED)
    wb_feed_open_for_user (self);
  if (self->state == WB_STATE_WAITING)
    open_without_waiting (self);
  return G_SOURCE_REMOVE;
}

static gboolean
send_cb (gpointer data)
{
  Command *command = data;
  WbFeed *self = command->self;

  if (self->state == WB_STATE_OPEN && command->message != NULL && command->is_literal)
    wb_protocol_send (self->protocol, g_steal_pointer (&command->message));
  else if (self->state == WB_STATE_OPEN && command->message != NULL)
    wb_feed_send_expanded_event (self, g_steal_pointer (&command->message));
  else if (self->state == WB_STATE_OPEN && command->is_literal)
    wb_protocol_send (self->protocol, wb_message_new (WB_DIRECTION_SENT, command->kind,
                                                      g_get_real_time (), command->payload));
  else if (self->state == WB_STATE_OPEN)
    wb_feed_send_expanded (self, command->kind, command->payload);
  else
    {
      g_autoptr(GError) error = wb_failure_new (WB_FAILURE_NOT_OPEN, &(WbFailureFacts){ 0 });

      wb_feed_add_error (self, error);
    }
  return G_SOURCE_REMOVE;
}

static gboolean
close_cb (gpointer data)
{
  Command *command = data;
  WbFeed *self = command->self;

  self->reopen = FALSE;
  if (wb_reconnect_stop (self->reconnect))
    wb_feed_enter (self, wb_state_change_new (WB_STATE_CLOSED));
  if (self->state != WB_STATE_OPEN && self->state != WB_STATE_CONNECTING)
    return G_SOURCE_REMOVE;

  if (self->state == WB_STATE_OPEN)
    wb_protocol_closing (self->protocol);
  wb_feed_enter (self, wb_state_change_new (WB_STATE_CLOSING));
  wb_preparation_cancel (self->preparation);
  if (self->transport != NULL)
    wb_transport_close (self->transport, command->code, command->reason);
  else
    wb_feed_enter (self, wb_state_change_new (WB_STATE_CLOSED));
  return G_SOURCE_REMOVE;
}

static gboolean
hurry_cb (gpointer data)
{
  Command *command = data;

  open_without_waiting (command->self);
  return G_SOURCE_REMOVE;
}

static gboolean
quit_cb (gpointer data)
{
  Command *command = data;

  command->self->quit = TRUE;
  if (command->self->transport != NULL)
    wb_transport_cut (command->self->transport);
  return G_SOURCE_REMOVE;
}

/**
 * wb_feed_quit:
 * @self: a feed
 *
 * Ends its thread soon; a connection that is open is cut.
 */
void
wb_feed_quit (WbFeed *self)
{
  g_atomic_int_set (&self->quit_asked, TRUE);
  invoke (self, quit_cb, g_new0 (Command, 1));
}

/**
 * wb_feed_open:
 * @self: a feed
 * @profile: the settings; a copy is kept
 *
 * Opens the connection, unless it is open or about to be; one that is closing is opened again, one
 * that waits waits no longer.
 */
void
wb_feed_open (WbFeed *self,
              WbProfile *profile)
{
  Command *command = g_new0 (Command, 1);

  command->profile = wb_profile_copy (profile);
  invoke (self, open_cb, command);
}

/**
 * wb_feed_set_profile:
 * @self: a feed
 * @profile: the settings; a copy is kept
 *
 * Makes them count from the next time on that it connects, by itself too, or decides whether to.
 */
void
wb_feed_set_profile (WbFeed *self,
                     WbProfile *profile)
{
  Command *command = g_new0 (Command, 1);

  command->profile = wb_profile_copy (profile);
  invoke (self, profile_cb, command);
}

/**
 * wb_feed_send:
 * @self: a feed
 * @kind: text or binary
 * @payload: what to send
 *
 * Sends a message after those before it. The queue tells when it went out, or why not.
 */
void
wb_feed_send (WbFeed *self,
              WbMessageKind kind,
              GBytes *payload)
{
  Command *command = g_new0 (Command, 1);

  command->kind = kind;
  command->payload = g_bytes_ref (payload);
  invoke (self, send_cb, command);
}

/**
 * wb_feed_send_unchanged:
 * @self: a feed
 * @kind: text or binary
 * @payload: what to send
 *
 * The same for what somebody else wrote: a server that gets its messages back must not get the values
 * of the variables that it names in them.
 */
void
wb_feed_send_unchanged (WbFeed *self,
                        WbMessageKind kind,
                        GBytes *payload)
{
  Command *command = g_new0 (Command, 1);

  command->kind = kind;
  command->payload = g_bytes_ref (payload);
  command->is_literal = TRUE;
  invoke (self, send_cb, command);
}

/**
 * wb_feed_send_event:
 * @self: a feed
 * @message: (transfer full): an event, or what answers one; nobody else holds it
 * @is_literal: whether nothing of it is a variable, see wb_feed_send_unchanged()
 *
 * Sends what only protocols understand that speak of events, after what was sent before.
 */
void
wb_feed_send_event (WbFeed *self,
                    WbMessage *message,
                    gboolean is_literal)
{
  Command *command = g_new0 (Command, 1);

  command->message = message;
  command->is_literal = is_literal;
  invoke (self, send_cb, command);
}

/**
 * wb_feed_close:
 * @self: a feed
 * @code: close code
 * @reason: (nullable): reason
 *
 * Closes the connection, or gives up on connecting or waiting; does nothing when it is closed.
 */
void
wb_feed_close (WbFeed *self,
               guint code,
               const char *reason)
{
  Command *command = g_new0 (Command, 1);

  command->code = code;
  command->reason = g_strdup (reason);
  invoke (self, close_cb, command);
}

/**
 * wb_feed_hurry:
 * @self: a feed
 *
 * Connects at once if it waits to do so: what was in the way may be gone.
 */
void
wb_feed_hurry (WbFeed *self)
{
  invoke (self, hurry_cb, g_new0 (Command, 1));
}
