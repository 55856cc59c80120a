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

#include "wb-feed.h"

#include "wb-failure.h"
#include "wb-url.h"

/* A batch is handed over when it is this old or this large, or when there is nothing to read. */
#define BATCH_MAX_AGE_US 5000
#define BATCH_MAX_BYTES (256 * 1024)

/* Turns of the main context at a scheduling point: enough for commands, timers and writes, which
 * differ in priority, and an end for sources that are always ready. */
#define TURNS_PER_POINT 8

/* Turns for what closed objects left behind, before the thread ends. */
#define TURNS_AT_END 1000

/**
 * WbFeed:
 *
 * Made and freed on the main thread. Its functions hand commands to the feed's thread as sources
 * of the thread's context; the answer is always a message in the queue.
 */
struct _WbFeed {
  /* Set once, then read by both threads. */
  WbRegistry *registry; /* borrowed */
  GMainContext *context;
  WbBatchQueue *queue;
  GThread *thread;

  /* The feed thread's own. */
  gboolean quit;
  WbState state;
  WbProfile *profile;
  gboolean reopen; /* as soon as it is closed */
  WbTransport *transport;
  WbProtocol *protocol;
  WbDecoder *decoder; /* survives the link: it knows names that came long ago */
  char *decoder_format;
  GError *error; /* why the connection is about to close */
  gint64 opened_at;
  guint64 number;
  guint64 received;
  guint64 sent;
  WbBatch *batch;
  gint64 batch_started;
  GSource *flush; /* ready when nothing else is and the batch is not empty */
  gboolean at_scheduling_point;
};

/*
 * Batches
 */

static void
hand_over (WbFeed *self)
{
  if (self->batch == NULL)
    return;

  wb_batch_queue_push (self->queue, g_steal_pointer (&self->batch));
  g_source_set_ready_time (self->flush, -1);
}

static gboolean
flush_cb (gpointer data)
{
  hand_over (data);
  return G_SOURCE_CONTINUE;
}

static gboolean
flush_dispatch (GSource *source G_GNUC_UNUSED,
                GSourceFunc callback,
                gpointer data)
{
  return callback (data);
}

static GSourceFuncs flush_funcs = { .dispatch = flush_dispatch };

/* Takes ownership of @message. */
static void
add (WbFeed *self,
     WbMessage *message)
{
  if (self->batch == NULL)
    {
      self->batch = wb_batch_new ();
      self->batch_started = g_get_monotonic_time ();
      g_source_set_ready_time (self->flush, 0);
    }

  message->number = ++self->number;
  wb_batch_add (self->batch, message);
}

static gboolean
has_to_wait (WbFeed *self)
{
  return !self->quit && self->state == WB_STATE_OPEN && wb_batch_queue_is_blocked (self->queue);
}

static void
reach_scheduling_point (WbFeed *self)
{
  if (self->at_scheduling_point || self->batch == NULL)
    return;
  if (self->batch->cost < BATCH_MAX_BYTES &&
      g_get_monotonic_time () - self->batch_started < BATCH_MAX_AGE_US)
    return;

  self->at_scheduling_point = TRUE;
  hand_over (self);
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

static void
add_error (WbFeed *self,
           const GError *error)
{
  add (self, wb_message_new_error (error, g_get_real_time ()));
}

/* Takes ownership of @change. */
static void
enter (WbFeed *self,
       WbStateChange *change)
{
  self->state = change->state;
  add (self, wb_message_new_state (change, g_get_real_time ()));
}

static void
fail_to_open (WbFeed *self,
              GError *error)
{
  WbStateChange *change = wb_state_change_new (WB_STATE_CLOSED);

  add_error (self, error);
  change->error = error;
  enter (self, change);
}

/*
 * What the protocol asks for
 */

static void
transmit_cb (gpointer data,
             WbMessage *message)
{
  WbFeed *self = data;
  g_autoptr(WbMessage) owned = message;
  g_autoptr(GError) error = NULL;

  if (self->transport == NULL || self->state != WB_STATE_OPEN)
    return;
  if (!wb_transport_send (self->transport, owned, &error))
    add_error (self, error);
}

static void
send_copy (WbFeed *self,
           WbMessageKind kind,
           GBytes *payload)
{
  wb_protocol_send (self->protocol, wb_message_new (WB_DIRECTION_SENT, kind, g_get_real_time (), payload));
}

static void
ready_cb (gpointer data)
{
  WbFeed *self = data;
  GPtrArray *messages = wb_profile_get_on_connect (self->profile);

  for (guint i = 0; i < messages->len; i++)
    {
      WbMessage *message = g_ptr_array_index (messages, i);

      send_copy (self, message->kind, message->payload);
    }
}

static void
deliver_cb (gpointer data,
            WbMessage *message)
{
  WbFeed *self = data;

  if (message->kind == WB_MESSAGE_TEXT || message->kind == WB_MESSAGE_BINARY)
    wb_decoder_decode (self->decoder, message);
  add (self, message);
}

static const WbProtocolHost protocol_host = {
  .ready = ready_cb,
  .deliver = deliver_cb,
  .transmit = transmit_cb,
};

/*
 * Opening
 */

static const WbTransportListener *get_transport_listener (void);

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
prepare (WbFeed *self,
         GError **error)
{
  g_autofree char *url = wb_url_normalize (wb_profile_get_url (self->profile), error);
  g_autofree char *scheme = url != NULL ? wb_url_get_scheme (url) : NULL;

  if (url == NULL)
    return FALSE;

  self->transport = wb_registry_create_transport (self->registry, scheme);
  if (self->transport == NULL || !prepare_decoder (self))
    {
      g_clear_object (&self->transport);
      g_propagate_error (error, wb_failure_new (WB_FAILURE_SCHEME, &(WbFailureFacts){ .detail = scheme }));
      return FALSE;
    }

  self->protocol = wb_registry_create_protocol (self->registry, scheme);
  wb_protocol_set_host (self->protocol, self->profile, &protocol_host, self);
  wb_transport_set_listener (self->transport, get_transport_listener (), self);
  return TRUE;
}

static void
open_transport (WbFeed *self)
{
  GError *error = NULL;

  self->reopen = FALSE;
  self->received = self->sent = 0;
  self->opened_at = 0;
  enter (self, wb_state_change_new (WB_STATE_CONNECTING));
  if (prepare (self, &error))
    wb_transport_open (self->transport, self->profile);
  else
    fail_to_open (self, error);
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
  enter (self, change);
  wb_protocol_opened (self->protocol);
}

static void
received_cb (gpointer data,
             WbMessageKind kind,
             GBytes *payload)
{
  WbFeed *self = data;

  self->received++;
  wb_protocol_received (self->protocol, wb_message_new (WB_DIRECTION_RECEIVED, kind, g_get_real_time (), payload));
  reach_scheduling_point (self);
}

static void
sent_cb (gpointer data,
         WbMessage *message)
{
  WbFeed *self = data;

  self->sent++;
  message->time = g_get_real_time ();
  add (self, wb_message_ref (message));
}

static void
failed_cb (gpointer data,
           const GError *error)
{
  WbFeed *self = data;

  add_error (self, error);
  if (self->error == NULL)
    self->error = g_error_copy (error);
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
  if (self->opened_at != 0)
    change->elapsed = g_get_monotonic_time () - self->opened_at;

  wb_transport_set_listener (self->transport, NULL, NULL);
  g_clear_object (&self->transport);
  g_clear_object (&self->protocol);
  enter (self, change);
  if (self->reopen)
    open_transport (self);
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
 * Commands
 */

typedef struct {
  WbFeed *self; /* borrowed: the thread ends before the feed does */
  WbProfile *profile;
  WbMessageKind kind;
  GBytes *payload;
  guint code;
  char *reason;
} Command;

static void
command_free (Command *command)
{
  g_clear_object (&command->profile);
  g_clear_pointer (&command->payload, g_bytes_unref);
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

static gboolean
open_cb (gpointer data)
{
  Command *command = data;
  WbFeed *self = command->self;

  if (self->state == WB_STATE_CLOSING)
    {
      g_set_object (&self->profile, command->profile);
      self->reopen = TRUE;
    }
  if (self->state == WB_STATE_CLOSED)
    {
      g_set_object (&self->profile, command->profile);
      open_transport (self);
    }
  return G_SOURCE_REMOVE;
}

static gboolean
send_cb (gpointer data)
{
  Command *command = data;
  WbFeed *self = command->self;

  if (self->state == WB_STATE_OPEN)
    send_copy (self, command->kind, command->payload);
  else
    {
      g_autoptr(GError) error = wb_failure_new (WB_FAILURE_NOT_OPEN, &(WbFailureFacts){ 0 });

      add_error (self, error);
    }
  return G_SOURCE_REMOVE;
}

static gboolean
close_cb (gpointer data)
{
  Command *command = data;
  WbFeed *self = command->self;

  self->reopen = FALSE;
  if (self->state != WB_STATE_OPEN && self->state != WB_STATE_CONNECTING)
    return G_SOURCE_REMOVE;

  enter (self, wb_state_change_new (WB_STATE_CLOSING));
  wb_transport_close (self->transport, command->code, command->reason);
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

  g_clear_object (&self->transport);
  g_clear_object (&self->protocol);
  g_clear_object (&self->decoder);
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
  self->flush = g_source_new (&flush_funcs, sizeof (GSource));
  g_source_set_priority (self->flush, G_PRIORITY_DEFAULT_IDLE);
  g_source_set_callback (self->flush, flush_cb, self, NULL);
  g_source_attach (self->flush, self->context);
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
  invoke (self, quit_cb, g_new0 (Command, 1));
  g_thread_join (self->thread);

  g_source_destroy (self->flush);
  g_source_unref (self->flush);
  g_clear_pointer (&self->batch, wb_batch_unref);
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

/**
 * wb_feed_open:
 * @self: a feed
 * @profile: the settings; a copy is kept
 *
 * Opens the connection, unless it is open or about to be; one that is closing is opened again.
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
 * wb_feed_close:
 * @self: a feed
 * @code: close code
 * @reason: (nullable): reason
 *
 * Closes the connection, or gives up on connecting; does nothing when it is closed.
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
