/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* One connection at work, on a thread of its own: transport → protocol → decoder → batches.
 *
 * libsoup reads in a loop until the socket is empty and can't be paused, so under a flood no timer,
 * no write and no command would run. The one place that is always reached is received_cb(): there
 * the feed hands over what it has every few milliseconds by the clock and then runs the thread's
 * other sources itself. When the queue is full it goes on running them, blocking, until there is
 * room or the connection is to close: meanwhile nobody reads, and TCP slows the sender. */

#include "config.h"

#include "wb-feed-private.h"

#include "wb-failure.h"
#include "wb-profile-private.h"
#include "wb-url.h"

/* How often the link is measured while it is open. */
#define MEASURE_INTERVAL_MS 1000

/* Turns of the main context at a scheduling point: enough for commands, timers and writes, which
 * differ in priority, and an end for sources that are always ready. */
#define TURNS_PER_POINT 8

/* Turns for what closed objects left behind, before the thread ends. */
#define TURNS_AT_END 1000

/* Close codes of RFC 6455. */
#define CLOSE_NORMAL 1000
#define CLOSE_ABNORMAL 1006

/*
 * Measuring and scheduling
 */

static gboolean
measure_cb (gpointer data)
{
  WbFeed *self = data;

  if (self->state == WB_STATE_OPEN && !wb_batch_queue_is_blocked (self->queue))
    wb_batch_writer_measure (self->writer, wb_transport_get_round_trip (self->transport));
  return G_SOURCE_CONTINUE;
}

static void
start_measuring (WbFeed *self)
{
  self->measure = g_timeout_source_new (MEASURE_INTERVAL_MS);
  g_source_set_callback (self->measure, measure_cb, self, NULL);
  g_source_attach (self->measure, self->context);
}

static void
stop_measuring (WbFeed *self)
{
  if (self->measure != NULL)
    g_source_destroy (self->measure);
  g_clear_pointer (&self->measure, g_source_unref);
}

static gboolean
has_to_wait (WbFeed *self)
{
  return !self->quit && self->state == WB_STATE_OPEN && wb_batch_queue_is_blocked (self->queue);
}

/* Whoever asked to quit waits for it. */
static gboolean
is_due (WbFeed *self)
{
  return wb_batch_writer_is_due (self->writer) || g_atomic_int_get (&self->quit_asked);
}

static void
reach_scheduling_point (WbFeed *self)
{
  if (self->at_scheduling_point || !is_due (self))
    return;

  self->at_scheduling_point = TRUE;
  wb_batch_writer_hand_over (self->writer);
  for (int turn = 0; turn < TURNS_PER_POINT; turn++)
    if (!g_main_context_iteration (self->context, FALSE))
      break;
  while (has_to_wait (self))
    g_main_context_iteration (self->context, TRUE);
  self->at_scheduling_point = FALSE;
}

/*
 * States and errors
 */

void
wb_feed_add_error (WbFeed *self,
                   const GError *error)
{
  g_autoptr(GError) cleaned = wb_preparation_clean_error (self->preparation, error);

  wb_batch_writer_add (self->writer, wb_message_new_error (cleaned, g_get_real_time ()));
}

/* Takes ownership of @change. */
void
wb_feed_enter (WbFeed *self,
               WbStateChange *change)
{
  self->state = change->state;
  wb_preparation_clean_change (self->preparation, change);
  wb_batch_writer_add (self->writer, wb_message_new_state (change, g_get_real_time ()));
}

/* Takes ownership of @change. */
static void
enter_waiting (WbFeed *self,
               WbStateChange *change)
{
  change->state = WB_STATE_WAITING;
  change->retry_in = wb_reconnect_wait (self->reconnect, change->elapsed,
                                        wb_profile_get_time_scale (self->profile));
  change->retry_at = g_get_monotonic_time () + change->retry_in;
  wb_feed_enter (self, change);
}

static gboolean
is_worth_another_try (WbFeed *self,
                      const WbStateChange *change)
{
  return self->state != WB_STATE_CLOSING &&
         wb_reconnect_policy_decide (wb_profile_get_reconnect (self->profile), change,
                                     self->was_open);
}

/* Takes ownership of @change. */
static void
enter_end (WbFeed *self,
           WbStateChange *change)
{
  if (is_worth_another_try (self, change))
    enter_waiting (self, change);
  else
    wb_feed_enter (self, change);
}

static void
fail_to_open (WbFeed *self,
              GError *error)
{
  WbStateChange *change = wb_state_change_new (WB_STATE_CLOSED);

  wb_feed_add_error (self, error);
  change->error = error;
  enter_end (self, change);
}

/*
 * What the protocol asks for
 */

static const WbTransportListener *get_transport_listener (void);

static gboolean
transmit_cb (gpointer data,
             WbMessage *message)
{
  WbFeed *self = data;
  g_autoptr(WbMessage) owned = message;
  g_autoptr(GError) error = NULL;

  if (self->transport == NULL || self->state != WB_STATE_OPEN)
    return FALSE;
  wb_preparation_conceal (self->preparation, owned);
  if (wb_transport_send (self->transport, owned, &error))
    {
      self->accepted++;
      return TRUE;
    }

  wb_feed_add_error (self, error);
  return FALSE;
}

/* Ends a link to nobody. */
static void
cut (WbFeed *self)
{
  WbStateChange *change = wb_state_change_new (WB_STATE_CLOSED);

  change->code = CLOSE_ABNORMAL;
  wb_transport_cut (self->transport);
  get_transport_listener ()->closed (self, change);
}

static void
fail_cb (gpointer data,
         GError *error,
         gboolean at_once)
{
  WbFeed *self = data;
  g_autoptr(GError) owned = error;

  if (self->transport == NULL || self->state != WB_STATE_OPEN || self->error != NULL)
    return;

  wb_feed_add_error (self, owned);
  self->error = g_steal_pointer (&owned);
  if (at_once)
    cut (self);
  else
    wb_transport_close (self->transport, CLOSE_NORMAL, NULL);
}

static void
tell_namespaces_cb (gpointer data,
                    char **namespaces)
{
  WbFeed *self = data;

  wb_preparation_clean_lines (self->preparation, namespaces);
  wb_batch_writer_tell_namespaces (self->writer, namespaces);
}

static gboolean
is_held_cb (gpointer data)
{
  WbFeed *self = data;

  return wb_batch_queue_is_blocked (self->queue);
}

/* What the user wrote may have variables in it. */
void
wb_feed_send_expanded (WbFeed *self,
                       WbMessageKind kind,
                       GBytes *payload)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) expanded = wb_preparation_expand (self->preparation, kind, payload, &error);

  if (expanded != NULL)
    wb_protocol_send (self->protocol,
                      wb_message_new (WB_DIRECTION_SENT, kind, g_get_real_time (), expanded));
  else
    wb_feed_add_error (self, error);
}

/* The same for an event. Takes ownership of @message. */
void
wb_feed_send_expanded_event (WbFeed *self,
                             WbMessage *message)
{
  g_autoptr(WbMessage) owned = message;
  g_autoptr(GError) error = NULL;
  GBytes *expanded = wb_preparation_expand (self->preparation, WB_MESSAGE_TEXT, message->payload, &error);

  if (expanded == NULL)
    {
      wb_feed_add_error (self, error);
      return;
    }
  g_bytes_unref (message->payload);
  message->payload = expanded;
  wb_protocol_send (self->protocol, g_steal_pointer (&owned));
}

/* Sends the on-connect messages: now the link has worked. */
static void
ready_cb (gpointer data)
{
  WbFeed *self = data;
  GPtrArray *messages = wb_profile_get_on_connect (self->profile);

  self->was_open = TRUE;
  for (guint i = 0; i < messages->len; i++)
    {
      WbMessage *message = g_ptr_array_index (messages, i);

      wb_feed_send_expanded (self, message->kind, message->payload);
    }
}

static void
deliver_cb (gpointer data,
            WbMessage *message)
{
  WbFeed *self = data;

  if (message->direction == WB_DIRECTION_RECEIVED && wb_message_carries_data (message))
    wb_decoder_decode (self->decoder, message);
  if (message->direction == WB_DIRECTION_LOCAL)
    wb_preparation_clean_note (self->preparation, message);
  wb_batch_writer_add (self->writer, message);
}

static const WbProtocolHost protocol_host = {
  .ready = ready_cb,
  .refresh = ready_cb,
  .deliver = deliver_cb,
  .transmit = transmit_cb,
  .fail = fail_cb,
  .tell_namespaces = tell_namespaces_cb,
  .is_held = is_held_cb,
};

/*
 * Opening
 */

static gboolean
prepare_decoder (WbFeed *self)
{
  const char *format = wb_profile_get_format (self->profile);

  if (self->decoder != NULL && g_strcmp0 (format, self->decoder_format) == 0)
    return TRUE;

  g_clear_object (&self->decoder);
  g_free (self->decoder_format);
  self->decoder_format = g_strdup (format);
  self->decoder = wb_registry_create_decoder (self->registry, format);
  return self->decoder != NULL;
}

static gboolean
prepare_transport (WbFeed *self,
                   WbProfile *profile,
                   GError **error)
{
  g_autofree char *scheme = wb_url_get_scheme (wb_profile_get_url (profile));

  self->transport = wb_registry_create_transport (self->registry, scheme);
  if (self->transport == NULL || !prepare_decoder (self))
    {
      g_clear_object (&self->transport);
      g_propagate_error (error, wb_failure_new (WB_FAILURE_SCHEME, &(WbFailureFacts){ .detail = scheme }));
      return FALSE;
    }

  wb_transport_set_listener (self->transport, get_transport_listener (), self);
  return TRUE;
}

static void
prepared_cb (gpointer data,
             WbProfile *profile,
             GError *error)
{
  WbFeed *self = data;
  g_autoptr(WbProfile) address = NULL;

  if (profile != NULL)
    {
      wb_protocol_set_host (self->protocol, profile, &protocol_host, self);
      address = wb_protocol_prepare (self->protocol, &error);
    }
  if (address != NULL && prepare_transport (self, address, &error))
    wb_transport_open (self->transport, address);
  else
    fail_to_open (self, error);
}

void
wb_feed_open_transport (WbFeed *self)
{
  self->reopen = FALSE;
  self->received = self->accepted = self->sent = 0;
  self->opened_at = 0;
  wb_feed_enter (self, wb_state_change_new (WB_STATE_CONNECTING));
  if (self->is_protocol_stale)
    g_clear_object (&self->protocol);
  self->is_protocol_stale = FALSE;
  if (self->protocol == NULL)
    self->protocol = wb_registry_create_protocol (self->registry, self->profile);
  wb_preparation_start (self->preparation, self->profile);
}

void
wb_feed_open_for_user (WbFeed *self)
{
  self->was_open = FALSE;
  g_clear_object (&self->protocol);
  wb_reconnect_forget (self->reconnect);
  wb_feed_open_transport (self);
}

/*
 * What the transport tells
 */

static void
opened_cb (gpointer data,
           WbStateChange *change)
{
  WbFeed *self = data;

  self->opened_at = g_get_monotonic_time ();
  wb_feed_enter (self, change);
  start_measuring (self);
  wb_protocol_opened (self->protocol);
}

static void
received_cb (gpointer data,
             WbMessageKind kind,
             GBytes *payload)
{
  WbFeed *self = data;
  g_autoptr(WbProtocol) protocol G_GNUC_UNUSED = g_object_ref (self->protocol);

  self->received++;
  wb_batch_writer_count (self->writer, g_bytes_get_size (payload), 0);
  wb_protocol_received (self->protocol, wb_message_new (WB_DIRECTION_RECEIVED, kind, g_get_real_time (), payload));
  reach_scheduling_point (self);
}

static void
sent_cb (gpointer data,
         WbMessage *message)
{
  WbFeed *self = data;

  self->sent++;
  wb_batch_writer_count (self->writer, 0, g_bytes_get_size (wb_message_get_wire (message)));
  message->time = g_get_real_time ();
  g_clear_pointer (&message->wire, g_bytes_unref);
  wb_protocol_sent (self->protocol, message);
}

static void
failed_cb (gpointer data,
           const GError *error)
{
  WbFeed *self = data;

  wb_feed_add_error (self, error);
  if (self->error == NULL)
    self->error = g_error_copy (error);
}

static void
again_cb (gpointer data)
{
  wb_feed_open_transport (data);
}

static void
closed_cb (gpointer data,
           WbStateChange *change)
{
  WbFeed *self = data;

  g_clear_error (&change->error);
  change->error = g_steal_pointer (&self->error);
  change->received = self->received;
  change->sent = self->sent;
  change->unsent = self->accepted - self->sent;
  if (self->opened_at != 0)
    change->elapsed = g_get_monotonic_time () - self->opened_at;

  stop_measuring (self);
  wb_transport_set_listener (self->transport, NULL, NULL);
  g_clear_object (&self->transport);
  /* A protocol may quote what the server said. */
  wb_preparation_clean_change (self->preparation, change);
  wb_protocol_closed (self->protocol, change);
  wb_batch_writer_tell_namespaces (self->writer, g_new0 (char *, 1));
  enter_end (self, change);
  if (self->reopen)
    wb_feed_open_for_user (self);
}

static const WbTransportListener transport_listener = {
  .opened = opened_cb,
  .received = received_cb,
  .sent = sent_cb,
  .failed = failed_cb,
  .closed = closed_cb,
};

static const WbTransportListener *
get_transport_listener (void)
{
  return &transport_listener;
}

/*
 * The thread
 */

static gpointer
run (gpointer data)
{
  WbFeed *self = data;

  g_main_context_push_thread_default (self->context);
  while (!self->quit)
    g_main_context_iteration (self->context, TRUE);

  stop_measuring (self);
  g_clear_pointer (&self->preparation, wb_preparation_free);
  g_clear_object (&self->transport);
  g_clear_object (&self->protocol);
  g_clear_object (&self->decoder);
  g_clear_pointer (&self->reconnect, wb_reconnect_free);
  /* What the objects left behind runs here, while the context still belongs to this thread. */
  for (int turn = 0; turn < TURNS_AT_END && g_main_context_iteration (self->context, FALSE); turn++)
    ;
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

/**
 * wb_feed_new:
 * @registry: what transports, protocols and decoders there are; outlives the feed
 *
 * Starts a thread that waits for commands.
 *
 * Returns: (transfer full): a closed feed
 */
WbFeed *
wb_feed_new (WbRegistry *registry)
{
  WbFeed *self = g_new0 (WbFeed, 1);

  self->registry = registry;
  self->context = g_main_context_new ();
  self->queue = wb_batch_queue_new (WB_BATCH_QUEUE_MAX_BYTES, self->context);
  self->writer = wb_batch_writer_new (self->queue, self->context);
  self->preparation = wb_preparation_new (registry, prepared_cb, self);
  self->reconnect = wb_reconnect_new (self->context, again_cb, self);
  self->thread = g_thread_new ("feed", run, self);
  return self;
}

/**
 * wb_feed_free:
 * @self: (transfer full): a feed
 *
 * Ends the thread; a connection that is still open is cut without a goodbye.
 */
void
wb_feed_free (WbFeed *self)
{
  wb_feed_quit (self);
  g_thread_join (self->thread);

  wb_batch_writer_free (self->writer);
  g_clear_object (&self->profile);
  g_clear_error (&self->error);
  g_free (self->decoder_format);
  wb_batch_queue_free (self->queue);
  g_main_context_unref (self->context);
  g_free (self);
}

/**
 * wb_feed_get_queue:
 * @self: a feed
 *
 * Returns: (transfer none): where everything that happens comes out
 */
WbBatchQueue *
wb_feed_get_queue (WbFeed *self)
{
  return self->queue;
}
