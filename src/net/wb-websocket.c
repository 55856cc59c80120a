/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* WebSocket (RFC 6455) as a transport, on libsoup.
 *
 * libsoup reads in a loop until the socket is empty, and our handler of its messages lets the
 * thread's other work run in between. So while libsoup is somewhere up the stack everything may
 * happen: sends, errors, the end of the connection, the feed dropping us. Therefore the connection
 * is only ever dropped from an idle source, when libsoup has returned. */

#include "config.h"

#include "wb-websocket.h"

#include "wb-deflate.h"
#include "wb-keep-alive.h"
#include "wb-opening.h"
#include "wb-profile-private.h"
#include "wb-send-queue.h"
#include "wb-websocket-rules.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

/* The longest time a server may take to say goodbye, and to take what is still to be sent. libsoup
 * waits 5 s for it and then leaks its timer: this has to be over before. */
#define CLOSE_TIMEOUT_MS 4000

/* The same for a server that broke the rules: what it sends meanwhile only piles up. */
#define REFUSE_TIMEOUT_MS 1000

/* After that long nobody waits any more for libsoup to report the end it was asked for. */
#define INSIST_TIMEOUT_MS 1000

/* libsoup reports a refused frame again for each KiB that piles up behind it. */
#define MAX_ERRORS 64

/* libsoup answers every ping, and what it has to send has no bound. */
#define MAX_UNANSWERED_PINGS 4096

/* A server can keep libsoup reading with frames that make no message; then other work runs
 * every so many frames. */
#define MAX_QUIET_FRAMES 256

#define OPCODE_PING 0x9

/**
 * WbWebsocket:
 *
 * One connection. Lives on the thread of the feed that opens it and works in the main context that
 * is the thread's default then; that context must run until `closed` and until it is idle after it.
 */
struct _WbWebsocket {
  WbTransport parent_instance;

  /* owned */
  GMainContext *context;
  char *host;
  WbOpening *opening;
  GCancellable *cancellable;
  SoupWebsocketConnection *connection;
  WbSendQueue *queue;
  WbKeepAlive *keep_alive; /* NULL when it is off */
  GSource *timer;  /* of what is under way: connecting, closing */
  GError *failure; /* to be told before closed */
  char *reason;    /* to close with */

  /* state */
  WbState state;
  guint port;
  guint64 max_message;    /* bytes */
  guint ping_interval;    /* seconds; 0: off */
  gint64 pong_timeout;    /* µs */
  gint64 began;           /* to connect, later to be open; monotonic µs */
  guint close_code;       /* to close with */
  gboolean close_asked;   /* the feed called close */
  gboolean goodbye_said;  /* nothing more can be sent */
  gboolean by_server;     /* the server said goodbye first */
  gboolean insisting;     /* the next time the timer fires, it is over */
  guint n_errors;
  guint n_pings;          /* that came while nothing could be sent */
  guint n_quiet_frames;   /* since the last message */
  guint64 n_received;
  guint64 n_sent;
  guint64 n_uncounted;
};

G_DEFINE_FINAL_TYPE (WbWebsocket, wb_websocket, WB_TYPE_TRANSPORT)

static void start_timer (WbWebsocket *self,
                         guint milliseconds);
static void connect_to_server (WbWebsocket *self);

static void
stop_timer (WbWebsocket *self)
{
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

/* Hears and sends nothing any more. */
static void
detach (WbWebsocket *self)
{
  stop_timer (self);
  g_clear_pointer (&self->queue, wb_send_queue_free);
  g_clear_pointer (&self->keep_alive, wb_keep_alive_free);
  if (self->connection == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->connection, self);
  wb_deflate_watch (wb_deflate_find (self->connection), self->max_message, NULL, NULL);
}

static void
finish (WbWebsocket *self,
        WbStateChange *change)
{
  g_autoptr(WbWebsocket) keep G_GNUC_UNUSED = g_object_ref (self);
  g_autoptr(GError) failure = g_steal_pointer (&self->failure);

  g_assert (self->state != WB_STATE_CLOSED);

  self->state = WB_STATE_CLOSED;
  detach (self);
  if (failure != NULL)
    {
      change->error = g_error_copy (failure);
      wb_transport_failed (WB_TRANSPORT (self), failure);
    }
  wb_transport_closed (WB_TRANSPORT (self), change);
}

static void
finish_connecting (WbWebsocket *self)
{
  WbStateChange *change = wb_state_change_new (WB_STATE_CLOSED);

  if (self->close_asked)
    g_clear_error (&self->failure);
  if (self->opening != NULL)
    change->handshake = wb_opening_describe (self->opening, NULL, g_get_monotonic_time () - self->began);
  finish (self, change);
}

static void
fail (WbWebsocket *self,
      WbFailure failure,
      const char *detail)
{
  if (self->failure == NULL)
    self->failure = wb_failure_new (failure, &(WbFailureFacts){
                                                 .host = self->host,
                                                 .port = self->port,
                                                 .detail = detail,
                                             });
}

static void
finish_open (WbWebsocket *self)
{
  WbStateChange *change = wb_state_change_new (WB_STATE_CLOSED);
  guint code = soup_websocket_connection_get_close_code (self->connection);

  change->elapsed = g_get_monotonic_time () - self->began;
  change->clean = code != 0;
  change->by_server = self->by_server;
  change->received = self->n_received;
  change->sent = self->n_sent;
  change->uncounted = self->n_uncounted;

  if (self->failure != NULL && self->close_code != 0)
    change->code = self->close_code;
  else
    {
      change->code = code != 0 ? code : SOUP_WEBSOCKET_CLOSE_ABNORMAL;
      change->reason = g_strdup (soup_websocket_connection_get_close_data (self->connection));
    }

  if (code == 0 && !self->close_asked)
    {
      g_autofree char *duration = wb_duration_describe (change->elapsed);

      fail (self, WB_FAILURE_LOST, duration);
    }
  else if (self->by_server && !wb_close_code_is_peaceful (code))
    {
      g_autofree char *words = wb_close_code_describe (code, change->reason);

      fail (self, WB_FAILURE_CLOSED_BY_SERVER, words);
    }

  finish (self, change);
}

/* The time for what is under way is up: ask for the end, and the next time insist on it. */
static gboolean
timer_cb (gpointer data)
{
  g_autoptr(WbWebsocket) self = g_object_ref (data);
  gboolean is_connecting = self->state == WB_STATE_CONNECTING;

  stop_timer (self);
  if (self->insisting && is_connecting)
    finish_connecting (self);
  else if (self->insisting)
    finish_open (self);
  else
    {
      self->insisting = TRUE;
      start_timer (self, INSIST_TIMEOUT_MS);
      if (is_connecting)
        {
          g_autoptr(GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "");

          self->failure = wb_opening_explain (self->opening, error);
          g_cancellable_cancel (self->cancellable);
        }
      else
        wb_link_cut (self->connection);
    }
  return G_SOURCE_REMOVE;
}

static void
start_timer (WbWebsocket *self,
             guint milliseconds)
{
  stop_timer (self);
  self->timer = g_timeout_source_new (milliseconds);
  /* A flood must not keep it from firing. */
  g_source_set_priority (self->timer, G_PRIORITY_HIGH);
  g_source_set_callback (self->timer, timer_cb, self, NULL);
  g_source_attach (self->timer, self->context);
}

static void
say_goodbye (WbWebsocket *self,
             guint code,
             const char *reason)
{
  g_debug ("Closing the connection to %s with %u", self->host, code);

  self->state = WB_STATE_CLOSING;
  self->goodbye_said = TRUE;
  self->close_code = code;
  if (soup_websocket_connection_get_state (self->connection) == SOUP_WEBSOCKET_STATE_OPEN)
    soup_websocket_connection_close (self->connection, (gushort) code, reason);
}

static void
sent_cb (gpointer data,
         WbMessage *message)
{
  g_autoptr(WbWebsocket) self = g_object_ref (data);

  self->n_sent++;
  wb_transport_sent (WB_TRANSPORT (self), message);
}

static void
drained_cb (gpointer data)
{
  WbWebsocket *self = data;

  self->n_pings = 0;
  if (self->state == WB_STATE_CLOSING && !self->goodbye_said)
    say_goodbye (self, self->close_code, self->reason);
}

static const WbSendQueueListener queue_listener = { sent_cb, drained_cb };

static gboolean
frame_cb (gpointer data,
          guint opcode)
{
  g_autoptr(WbWebsocket) self = g_object_ref (data);

  if (opcode == OPCODE_PING && !wb_send_queue_is_writable (self->queue))
    {
      wb_send_queue_wake (self->queue);
      if (++self->n_pings > MAX_UNANSWERED_PINGS)
        return FALSE;
    }
  if (++self->n_quiet_frames > MAX_QUIET_FRAMES)
    {
      self->n_quiet_frames = 0;
      g_main_context_iteration (self->context, FALSE);
    }
  return TRUE;
}

/* While a message is looked at nobody reads, and that may be long. */
static void
hold (WbWebsocket *self)
{
  if (self->keep_alive != NULL)
    wb_keep_alive_hold (self->keep_alive);
}

static void
release (WbWebsocket *self)
{
  if (self->keep_alive != NULL)
    wb_keep_alive_release (self->keep_alive);
}

static void
message_cb (SoupWebsocketConnection *connection G_GNUC_UNUSED,
            SoupWebsocketDataType type,
            GBytes *payload,
            WbWebsocket *self)
{
  g_autoptr(WbWebsocket) keep G_GNUC_UNUSED = g_object_ref (self);

  self->n_quiet_frames = 0;
  if (self->state == WB_STATE_OPEN)
    {
      self->n_received++;
      hold (self);
      wb_transport_received (WB_TRANSPORT (self),
                             type == SOUP_WEBSOCKET_DATA_TEXT ? WB_MESSAGE_TEXT : WB_MESSAGE_BINARY,
                             payload);
      release (self);
      return;
    }

  /* Nobody is told of it, so nobody lets other work run: what still waits must get out. */
  self->n_uncounted++;
  if (!self->goodbye_said)
    g_main_context_iteration (self->context, FALSE);
}

static void
refuse (WbWebsocket *self,
        const GError *error,
        const WbRefusal *refusal)
{
  g_autofree char *detail = NULL;

  if (refusal->failure == WB_FAILURE_TOO_BIG)
    detail = g_format_size_full (self->max_message, G_FORMAT_SIZE_IEC_UNITS);
  else if (error->domain == WB_FAILURE)
    detail = g_strdup (error->message);
  else
    /* Translators: part of a sentence about a server. */
    detail = g_strdup (_ ("it sent a frame that is not valid"));

  if (!self->close_asked)
    fail (self, refusal->failure, detail);
  start_timer (self, REFUSE_TIMEOUT_MS);
  say_goodbye (self, refusal->close_code, NULL);
}

static void
error_cb (SoupWebsocketConnection *connection,
          GError *error,
          WbWebsocket *self)
{
  const WbRefusal *refusal = wb_refusal_find (error);

  g_debug ("%s: %s", self->host, error->message);

  if (++self->n_errors > MAX_ERRORS)
    wb_link_cut (self->connection);
  if (self->goodbye_said)
    return;

  if (wb_close_code_is_unknown_to_libsoup (soup_websocket_connection_get_close_code (connection)))
    {
      self->by_server = TRUE;
      say_goodbye (self, SOUP_WEBSOCKET_CLOSE_NORMAL, NULL);
    }
  else if (refusal != NULL)
    refuse (self, error, refusal);
  /* Anything else is an error of the network, and libsoup closes. */
}

static void
closing_cb (SoupWebsocketConnection *connection G_GNUC_UNUSED,
            WbWebsocket *self)
{
  if (self->goodbye_said)
    return;

  self->by_server = TRUE;
  self->goodbye_said = TRUE;
  self->state = WB_STATE_CLOSING;
}

static void
state_changed_cb (SoupWebsocketConnection *connection G_GNUC_UNUSED,
                  GParamSpec *pspec G_GNUC_UNUSED,
                  WbWebsocket *self)
{
  if (self->timer == NULL)
    start_timer (self, CLOSE_TIMEOUT_MS);
}

static void
closed_cb (SoupWebsocketConnection *connection G_GNUC_UNUSED,
           WbWebsocket *self)
{
  finish_open (self);
}

static void
silent_cb (gpointer data)
{
  WbWebsocket *self = data;
  gint64 patience = wb_keep_alive_get_patience (self->keep_alive);

  /* A goodbye has a timer of its own. */
  if (self->state != WB_STATE_OPEN)
    return;

  g_debug ("%s fell silent", self->host);
  self->failure = wb_failure_new (WB_FAILURE_SILENT, &(WbFailureFacts){
                                                         .host = self->host,
                                                         .seconds = (guint) (patience / G_USEC_PER_SEC),
                                                     });
  self->insisting = TRUE;
  start_timer (self, INSIST_TIMEOUT_MS);
  wb_link_cut (self->connection);
}

static void
start_listening (WbWebsocket *self,
                 WbDeflate *deflate)
{
  soup_websocket_connection_set_max_incoming_payload_size (self->connection, self->max_message);
  wb_deflate_watch (deflate, self->max_message, frame_cb, self);
  self->queue =
      wb_send_queue_new (self->connection, WB_SEND_QUEUE_MAX_BYTES, &queue_listener, self);
  if (self->ping_interval > 0)
    self->keep_alive = wb_keep_alive_new (self->connection, self->ping_interval, self->pong_timeout,
                                          silent_cb, self);

  g_signal_connect_object (self->connection, "message", G_CALLBACK (message_cb), self, 0);
  g_signal_connect_object (self->connection, "error", G_CALLBACK (error_cb), self, 0);
  g_signal_connect_object (self->connection, "closing", G_CALLBACK (closing_cb), self, 0);
  g_signal_connect_object (self->connection, "notify::state", G_CALLBACK (state_changed_cb), self,
                           0);
  g_signal_connect_object (self->connection, "closed", G_CALLBACK (closed_cb), self, 0);
}

static void
become_open (WbWebsocket *self,
             SoupWebsocketConnection *connection,
             WbDeflate *deflate)
{
  WbStateChange *change = wb_state_change_new (WB_STATE_OPEN);
  gint64 now = g_get_monotonic_time ();

  stop_timer (self);
  self->state = WB_STATE_OPEN;
  self->connection = g_object_ref (connection);
  start_listening (self, deflate);

  change->elapsed = now - self->began;
  change->handshake = wb_opening_describe (self->opening, connection, change->elapsed);
  change->protocol = g_strdup (soup_websocket_connection_get_protocol (connection));
  if (wb_deflate_is_active (deflate))
    change->extensions = g_strdup (SOUP_WEBSOCKET_EXTENSION_GET_CLASS (deflate)->name);
  self->began = now;
  wb_transport_opened (WB_TRANSPORT (self), change);
}

static void
connected_cb (GObject *session,
              GAsyncResult *result,
              gpointer data)
{
  GWeakRef *ref = data;
  g_autoptr(WbWebsocket) self = g_weak_ref_get (ref);
  g_autoptr(SoupWebsocketConnection) connection = NULL;
  g_autoptr(GError) error = NULL;
  WbDeflate *deflate;

  g_weak_ref_clear (ref);
  g_free (ref);

  connection = soup_session_websocket_connect_finish (SOUP_SESSION (session), result, &error);
  if (self == NULL || self->state != WB_STATE_CONNECTING)
    return;

  deflate = connection != NULL ? wb_deflate_find (connection) : NULL;
  if (deflate != NULL && !self->close_asked && self->failure == NULL)
    {
      become_open (self, connection, deflate);
      return;
    }

  if (connection == NULL && !self->close_asked && self->failure == NULL &&
      wb_opening_follow (&self->opening, error, &self->failure))
    {
      connect_to_server (self);
      return;
    }
  if (connection != NULL)
    /* Translators: part of a sentence about a server. */
    fail (self, WB_FAILURE_PROTOCOL, _ ("it agreed to the same extension twice"));
  finish_connecting (self);
}

static void
connect_to_server (WbWebsocket *self)
{
  GWeakRef *ref = g_new (GWeakRef, 1);

  g_free (self->host);
  self->host = g_strdup (wb_opening_get_host (self->opening));
  self->port = wb_opening_get_port (self->opening);

  /* Libsoup always calls back, maybe after the feed has dropped us. */
  g_weak_ref_init (ref, self);
  wb_opening_start (self->opening, connected_cb, ref);
}

static void
wb_websocket_open (WbTransport *transport,
                   WbProfile *profile)
{
  WbWebsocket *self = WB_WEBSOCKET (transport);

  g_return_if_fail (self->context == NULL);

  self->context = g_main_context_ref_thread_default ();
  self->state = WB_STATE_CONNECTING;
  self->began = g_get_monotonic_time ();
  self->max_message = wb_profile_get_max_message (profile);
  self->ping_interval = wb_profile_get_keep_alive (profile);
  self->pong_timeout = (gint64) (WB_PONG_TIMEOUT_US * wb_profile_get_time_scale (profile));

  self->cancellable = g_cancellable_new ();
  self->opening = wb_opening_new (profile, self->cancellable, &self->failure);
  if (self->opening == NULL)
    {
      self->insisting = TRUE;
      start_timer (self, 0);
      return;
    }

  start_timer (self, wb_profile_get_connect_timeout (profile));
  connect_to_server (self);
}

static gboolean
wb_websocket_send (WbTransport *transport,
                   WbMessage *message,
                   GError **error)
{
  WbWebsocket *self = WB_WEBSOCKET (transport);
  g_autofree char *limit = NULL;
  WbFailure failure;

  if (self->state != WB_STATE_OPEN)
    failure = WB_FAILURE_NOT_OPEN;
  else if (message->kind != WB_MESSAGE_BINARY && !wb_payload_is_text (wb_message_get_wire (message)))
    failure = WB_FAILURE_BAD_TEXT;
  else if (wb_send_queue_push (self->queue, message))
    return TRUE;
  else
    failure = WB_FAILURE_SEND_QUEUE_FULL;

  limit = g_format_size_full (WB_SEND_QUEUE_MAX_BYTES, G_FORMAT_SIZE_IEC_UNITS);
  g_propagate_error (error, wb_failure_new (failure, &(WbFailureFacts){
                                                         .host = self->host,
                                                         .port = self->port,
                                                         .detail = limit,
                                                     }));
  return FALSE;
}

static void
wb_websocket_close (WbTransport *transport,
                    guint code,
                    const char *reason)
{
  WbWebsocket *self = WB_WEBSOCKET (transport);

  if (self->close_asked || self->state == WB_STATE_CLOSED || self->state == WB_STATE_CLOSING)
    return;

  self->close_asked = TRUE;
  self->close_code = wb_close_code_choose (code);
  self->reason = wb_close_reason_cut (reason);
  if (self->state == WB_STATE_CONNECTING)
    {
      self->insisting = TRUE;
      start_timer (self, INSIST_TIMEOUT_MS);
      g_cancellable_cancel (self->cancellable);
      return;
    }

  self->state = WB_STATE_CLOSING;
  start_timer (self, CLOSE_TIMEOUT_MS);
  if (wb_send_queue_is_empty (self->queue))
    say_goodbye (self, self->close_code, self->reason);
}

static gint64
wb_websocket_get_round_trip (WbTransport *transport)
{
  WbWebsocket *self = WB_WEBSOCKET (transport);

  return self->state == WB_STATE_OPEN ? wb_link_get_round_trip (self->connection) : 0;
}

static void
wb_websocket_cut (WbTransport *transport)
{
  WbWebsocket *self = WB_WEBSOCKET (transport);

  self->state = WB_STATE_CLOSED;
  g_cancellable_cancel (self->cancellable);
  detach (self);
  if (self->connection == NULL)
    return;

  wb_link_cut (self->connection);
  /* Libsoup may have read many frames ahead and goes through all of them, unless one is too large. */
  soup_websocket_connection_set_max_incoming_payload_size (self->connection, 1);
}

static gboolean
drop_cb (gpointer connection G_GNUC_UNUSED)
{
  return G_SOURCE_REMOVE;
}

/* Gives up our reference when libsoup is certainly not up the stack. */
static void
drop_connection (WbWebsocket *self)
{
  g_autoptr(GSource) source = g_idle_source_new ();

  if (soup_websocket_connection_get_state (self->connection) != SOUP_WEBSOCKET_STATE_CLOSED)
    wb_link_cut (self->connection);

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, drop_cb, g_steal_pointer (&self->connection), g_object_unref);
  g_source_attach (source, self->context);
}

static void
wb_websocket_dispose (GObject *object)
{
  WbWebsocket *self = WB_WEBSOCKET (object);

  g_cancellable_cancel (self->cancellable);
  detach (self);
  if (self->connection != NULL)
    drop_connection (self);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->opening, wb_opening_free);

  G_OBJECT_CLASS (wb_websocket_parent_class)->dispose (object);
}

static void
wb_websocket_finalize (GObject *object)
{
  WbWebsocket *self = WB_WEBSOCKET (object);

  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_error (&self->failure);
  g_free (self->host);
  g_free (self->reason);

  G_OBJECT_CLASS (wb_websocket_parent_class)->finalize (object);
}

static void
wb_websocket_class_init (WbWebsocketClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  WbTransportClass *transport_class = WB_TRANSPORT_CLASS (klass);

  object_class->dispose = wb_websocket_dispose;
  object_class->finalize = wb_websocket_finalize;
  transport_class->open = wb_websocket_open;
  transport_class->send = wb_websocket_send;
  transport_class->close = wb_websocket_close;
  transport_class->get_round_trip = wb_websocket_get_round_trip;
  transport_class->cut = wb_websocket_cut;
}

static void
wb_websocket_init (WbWebsocket *self)
{
  self->state = WB_STATE_CLOSED;
}
