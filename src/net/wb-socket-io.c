/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Socket.IO, protocol 5 over Engine.IO 4, as a protocol on a WebSocket.
 *
 * The transport is open before any namespace is joined: the state of the connection tells of the
 * one, the lines about namespaces and notes in the log of the others. What is sent in between is
 * held in its order. */

#include "config.h"

#include "wb-socket-io-private.h"

#include "wb-json-members.h"
#include "wb-socket-io-url.h"
#include "wb-time.h"
#include "wb-url.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More are a mistake. */
#define MAX_SPACES 32

/* A link that held that long was a good one. */
#define GOOD_LINK_US (60 * G_USEC_PER_SEC)

/* So often in a row what the server sends may be no Socket.IO. */
#define MAX_PARSE_ERRORS 3

#define HTTP_BAD_REQUEST 400
#define HTTP_NOT_FOUND 404

G_DEFINE_FINAL_TYPE (WbSocketIo, wb_socket_io, WB_TYPE_PROTOCOL)

/*
 * For all files
 */

/* (nullable): the namespace called @name that is to be joined; %NULL means the first one. */
WbSocketIoSpace *
wb_socket_io_find_space (WbSocketIo *self,
                         const char *name)
{
  for (guint i = 0; i < self->spaces->len; i++)
    {
      WbSocketIoSpace *space = g_ptr_array_index (self->spaces, i);

      if (name == NULL || g_str_equal (name, wb_socket_io_space_get_name (space)))
        return space;
    }
  return NULL;
}

/* Takes ownership of @text, a line of the log for people. */
void
wb_socket_io_note (WbSocketIo *self,
                   char *text)
{
  g_autofree char *owned = text;
  WbMessage *message = wb_message_new_text (WB_DIRECTION_LOCAL, g_get_real_time (), owned);

  message->kind = WB_MESSAGE_CONTROL;
  wb_protocol_deliver (WB_PROTOCOL (self), message);
}

/* Takes ownership of @error, which ends nothing. */
void
wb_socket_io_complain (WbSocketIo *self,
                       GError *error)
{
  wb_protocol_deliver (WB_PROTOCOL (self), wb_message_new_error (error, g_get_real_time ()));
  g_error_free (error);
}

static void
stop_timer (GSource **timer)
{
  if (*timer != NULL)
    g_source_destroy (*timer);
  g_clear_pointer (timer, g_source_unref);
}

/* Ends the link. */
void
wb_socket_io_fail (WbSocketIo *self,
                   WbFailure failure,
                   const char *detail,
                   const char *reason)
{
  guint wait = self->session.ping_interval + self->session.ping_timeout;
  WbFailureFacts facts = { .host = self->host, .detail = detail };

  if (self->failed)
    return;

  if (failure == WB_FAILURE_BAD_PACKET && ++self->n_parse_errors >= MAX_PARSE_ERRORS)
    failure = WB_FAILURE_NOT_SOCKET_IO;
  if (failure == WB_FAILURE_TIMEOUT)
    wait = wb_profile_get_connect_timeout (wb_protocol_get_profile (WB_PROTOCOL (self)));
  facts.seconds = (wait + 999) / 1000;
  self->failed = TRUE;
  self->reason = reason;
  stop_timer (&self->watchdog);
  stop_timer (&self->joining);
  wb_protocol_fail (WB_PROTOCOL (self), wb_failure_new (failure, &facts),
                    failure == WB_FAILURE_NO_PING);
}

/*
 * Before the link
 */

static gboolean
add_space (WbSocketIo *self,
           GPtrArray *old,
           const char *typed,
           GError **error)
{
  g_autofree char *name = *typed == '/' ? g_strdup (typed) : g_strconcat ("/", typed, NULL);
  WbSocketIoSpace *space;

  if (!wb_socket_io_is_space (name) || self->spaces->len >= MAX_SPACES)
    {
      g_propagate_error (
          error, wb_failure_new (WB_FAILURE_NAMESPACE, &(WbFailureFacts){ .detail = typed }));
      return FALSE;
    }
  if (wb_socket_io_find_space (self, name) != NULL)
    return TRUE;

  /* What a server knows us again by stays. */
  for (guint i = 0; i < old->len; i++)
    if (g_str_equal (name, wb_socket_io_space_get_name (g_ptr_array_index (old, i))))
      {
        space = g_ptr_array_steal_index (old, i);
        wb_socket_io_space_begin (space);
        g_ptr_array_add (self->spaces, space);
        return TRUE;
      }
  g_ptr_array_add (self->spaces, wb_socket_io_space_new (name));
  return TRUE;
}

/* The namespaces are those of the profile and that of the address; “/” if it names none. */
static gboolean
take_spaces (WbSocketIo *self,
             char **namespaces,
             const char *addressed,
             GError **error)
{
  g_autoptr(GPtrArray) old = g_steal_pointer (&self->spaces);
  gboolean names_some = namespaces != NULL && namespaces[0] != NULL;
  gboolean valid = TRUE;

  self->spaces = g_ptr_array_new_with_free_func ((GDestroyNotify)wb_socket_io_space_free);
  if (!names_some || !g_str_equal (addressed, WB_EVENT_ROOT))
    valid = add_space (self, old, addressed, error);
  for (gsize i = 0; names_some && valid && namespaces[i] != NULL; i++)
    valid = add_space (self, old, namespaces[i], error);
  return valid;
}

static WbProfile *
wb_socket_io_prepare (WbProtocol *protocol,
                      WbProfile *profile,
                      GError **error)
{
  WbSocketIo *self = WB_SOCKET_IO (protocol);
  const WbEventSettings *events = wb_profile_get_events (profile);
  g_autofree char *space = NULL;
  g_autofree char *url =
      wb_socket_io_make_url (wb_profile_get_url (profile), events->path, &space, error);
  WbProfile *prepared;

  if (url == NULL || !take_spaces (self, events->namespaces, space, error))
    return NULL;

  g_free (self->host);
  self->host = wb_url_get_host (url, NULL);
  prepared = wb_profile_copy (profile);
  /* The server's pings tell whether it is there. */
  g_object_set (prepared, "url", url, "keep-alive", 0, NULL);
  return prepared;
}

/*
 * The watchdog
 */

static void
start_timer (WbSocketIo *self,
             GSource **timer,
             guint milliseconds,
             GSourceFunc callback)
{
  stop_timer (timer);
  *timer = g_timeout_source_new (milliseconds);
  g_source_set_callback (*timer, callback, self, NULL);
  g_source_attach (*timer, g_main_context_get_thread_default ());
}

static gboolean
watchdog_cb (gpointer data)
{
  g_autoptr(WbSocketIo) self = g_object_ref (data);

  /* While nothing is read, a ping may have come long ago. */
  if (wb_protocol_is_held (WB_PROTOCOL (self)))
    wb_socket_io_expect_ping (self);
  else
    wb_socket_io_fail (self, WB_FAILURE_NO_PING, NULL, WB_REASON_PING);
  return G_SOURCE_REMOVE;
}

void
wb_socket_io_expect_ping (WbSocketIo *self)
{
  self->pinged_at = wb_time_get_uptime ();
  start_timer (self, &self->watchdog, self->session.ping_interval + self->session.ping_timeout,
               watchdog_cb);
}

/* A computer that slept missed pings, and its timers do not know. */
gboolean
wb_socket_io_is_expired (WbSocketIo *self)
{
  gint64 wait = (gint64) (self->session.ping_interval + self->session.ping_timeout) * 1000;

  return self->watchdog != NULL && !wb_protocol_is_held (WB_PROTOCOL (self)) &&
         wb_time_get_uptime () - self->pinged_at > wait + G_USEC_PER_SEC;
}

/*
 * The link
 */

static gboolean
not_joined_cb (gpointer data)
{
  g_autoptr(WbSocketIo) self = g_object_ref (data);

  wb_socket_io_fail (self, WB_FAILURE_TIMEOUT, NULL, WB_REASON_ERROR);
  return G_SOURCE_REMOVE;
}

static void
wb_socket_io_opened (WbProtocol *protocol)
{
  WbSocketIo *self = WB_SOCKET_IO (protocol);

  self->failed = self->is_ready = FALSE;
  self->reason = NULL;
  self->opened_at = g_get_monotonic_time ();
  start_timer (self, &self->joining,
               wb_profile_get_connect_timeout (wb_protocol_get_profile (protocol)), not_joined_cb);
}

static void
wb_socket_io_sent (WbProtocol *protocol,
                   WbMessage *message)
{
  /* Attachments are part of the event before them. */
  if (message->kind != WB_MESSAGE_BINARY)
    wb_protocol_deliver (protocol, wb_message_ref (message));
}

static void
wb_socket_io_closing (WbProtocol *protocol)
{
  WbSocketIo *self = WB_SOCKET_IO (protocol);

  self->reason = WB_REASON_BY_CLIENT;
  for (guint i = 0; i < self->spaces->len; i++)
    {
      WbSocketIoSpace *space = g_ptr_array_index (self->spaces, i);

      if (wb_socket_io_space_get_state (space) == WB_SOCKET_IO_SPACE_JOINED)
        wb_socket_io_send_control (self,
                                   wb_socket_io_format (WB_SOCKET_IO_DISCONNECT, 0,
                                                        wb_socket_io_space_get_name (space),
                                                        WB_EVENT_NO_ACK, NULL),
                                   NULL);
    }
}

static const char *
find_reason (WbSocketIo *self,
             const WbStateChange *change)
{
  gboolean is_error = change->error != NULL && !change->clean &&
                      !g_error_matches (change->error, WB_FAILURE, WB_FAILURE_LOST);

  if (self->reason != NULL)
    return self->reason;
  return is_error ? WB_REASON_ERROR : WB_REASON_CLOSE;
}

/* The server never let us open: it may have said why. */
static void
explain_refusal (WbSocketIo *self,
                 const WbHandshake *handshake)
{
  const WbEventSettings *events =
      wb_profile_get_events (wb_protocol_get_profile (WB_PROTOCOL (self)));
  g_autofree char *words = wb_json_find_member (handshake->body, "message");

  if (handshake->status == HTTP_NOT_FOUND)
    wb_socket_io_note (self,
                       g_strdup_printf (_ ("There is no Socket.IO at the path %s of this server"),
                                        events->path != NULL ? events->path : WB_SOCKET_IO_PATH));
  else if (handshake->status == HTTP_BAD_REQUEST && words != NULL)
    /* Translators: %s is what a server says about a request */
    wb_socket_io_note (self, g_strdup_printf (_ ("Socket.IO of this server says: %s"), words));
}

static void
wb_socket_io_closed (WbProtocol *protocol,
                     const WbStateChange *change)
{
  WbSocketIo *self = WB_SOCKET_IO (protocol);
  const char *reason = find_reason (self, change);

  stop_timer (&self->watchdog);
  stop_timer (&self->joining);
  wb_socket_io_drop_pending (self);
  for (guint i = 0; i < self->spaces->len; i++)
    wb_socket_io_leave (self, g_ptr_array_index (self->spaces, i), reason);
  if (change->handshake != NULL)
    explain_refusal (self, change->handshake);
  if (self->reason == NULL || !g_str_equal (self->reason, WB_REASON_PARSE) ||
      change->elapsed >= GOOD_LINK_US)
    self->n_parse_errors = 0;
  self->reason = NULL;
  wb_engine_io_session_clear (&self->session);
}

static void
wb_socket_io_finalize (GObject *object)
{
  WbSocketIo *self = WB_SOCKET_IO (object);

  stop_timer (&self->watchdog);
  stop_timer (&self->joining);
  wb_socket_io_drop_pending (self);
  wb_engine_io_session_clear (&self->session);
  g_ptr_array_unref (self->spaces);
  g_free (self->host);

  G_OBJECT_CLASS (wb_socket_io_parent_class)->finalize (object);
}

static void
wb_socket_io_class_init (WbSocketIoClass *klass)
{
  WbProtocolClass *protocol_class = WB_PROTOCOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wb_socket_io_finalize;
  protocol_class->speaks_events = TRUE;
  protocol_class->prepare = wb_socket_io_prepare;
  protocol_class->opened = wb_socket_io_opened;
  protocol_class->received = wb_socket_io_receive;
  protocol_class->sent = wb_socket_io_sent;
  protocol_class->send = wb_socket_io_send;
  protocol_class->closing = wb_socket_io_closing;
  protocol_class->closed = wb_socket_io_closed;
}

static void
wb_socket_io_init (WbSocketIo *self)
{
  self->spaces = g_ptr_array_new_with_free_func ((GDestroyNotify)wb_socket_io_space_free);
}
