/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* How namespaces of Socket.IO are joined and left. */

#include "config.h"

#include "wb-socket-io-private.h"

#include "wb-json-members.h"
#include "wb-json.h"
#include "wb-secret-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
is_object (const char *json,
           GError **error)
{
  WbJsonReader reader;
  WbJsonToken token;

  wb_json_reader_init (&reader, json, strlen (json));
  token = wb_json_reader_next (&reader);
  if (token == WB_JSON_OBJECT_BEGIN && wb_json_reader_skip (&reader, token))
    token = wb_json_reader_next (&reader);
  if (token == WB_JSON_END && *json != '\0')
    return TRUE;

  if (reader.problem != NULL)
    wb_json_reader_set_error (&reader, error);
  else
    g_set_error_literal (error, WB_EVENT_ERROR, WB_EVENT_ERROR_NO_ARRAY,
                         _ ("A JSON object was expected"));
  return FALSE;
}

/* The authentication data, fresh from the profile for each wish to join. Returns whether they can
 * be sent, or there are none. */
static gboolean
read_auth (WbSocketIo *self,
           char **auth)
{
  const char *typed = wb_profile_get_events (wb_protocol_get_profile (WB_PROTOCOL (self)))->auth;
  g_autofree char *json = g_strstrip (g_strdup (typed != NULL ? typed : ""));
  g_autoptr(GError) error = NULL;

  *auth = NULL;
  if (*json == '\0')
    return TRUE;
  if (!is_object (json, &error))
    {
      wb_socket_io_fail (self, WB_FAILURE_AUTH_PAYLOAD, error->message, WB_REASON_ERROR);
      return FALSE;
    }
  *auth = g_steal_pointer (&json);
  return TRUE;
}

static GBytes *
make_request (WbSocketIoSpace *space,
              const char *auth)
{
  g_autoptr(GBytes) payload = wb_socket_io_space_make_request (space, auth);

  return wb_socket_io_format (WB_SOCKET_IO_CONNECT, 0, wb_socket_io_space_get_name (space),
                              WB_EVENT_NO_ACK, payload);
}

static void
tell_spaces (WbSocketIo *self)
{
  char **lines = g_new0 (char *, self->spaces->len + 1);

  for (guint i = 0; i < self->spaces->len; i++)
    lines[i] = wb_socket_io_space_describe (g_ptr_array_index (self->spaces, i));
  wb_protocol_tell_namespaces (WB_PROTOCOL (self), lines);
}

/* Asks for all namespaces at once. */
void
wb_socket_io_join_all (WbSocketIo *self)
{
  g_autofree char *auth = NULL;
  g_autofree char *masked = NULL;

  if (!read_auth (self, &auth))
    return;

  masked = auth != NULL ? wb_secret_mask_json (auth) : NULL;
  for (guint i = 0; i < self->spaces->len; i++)
    {
      WbSocketIoSpace *space = g_ptr_array_index (self->spaces, i);
      g_autoptr(GBytes) shown = make_request (space, masked);
      g_autofree char *text = g_strndup (g_bytes_get_data (shown, NULL), g_bytes_get_size (shown));

      wb_socket_io_send_control (self, make_request (space, auth), text);
    }
  tell_spaces (self);
}

/* The first namespace is where on-connect messages go: its answer, whatever it is, lets them out.
 */
static void
become_ready (WbSocketIo *self,
              WbSocketIoSpace *space)
{
  if (self->is_ready || space != wb_socket_io_find_space (self, NULL))
    return;

  self->is_ready = TRUE;
  wb_protocol_ready (WB_PROTOCOL (self));
}

static gboolean
is_any (WbSocketIo *self,
        WbSocketIoSpaceState state)
{
  for (guint i = 0; i < self->spaces->len; i++)
    if (wb_socket_io_space_get_state (g_ptr_array_index (self->spaces, i)) == state)
      return TRUE;
  return FALSE;
}

static void
stop_waiting (WbSocketIo *self)
{
  if (self->joining != NULL)
    g_source_destroy (self->joining);
  g_clear_pointer (&self->joining, g_source_unref);
}

/**
 * wb_socket_io_joined:
 * @self: a protocol
 * @packet: the server's answer to a wish to join
 *
 * Sends what was held for the namespace.
 */
void
wb_socket_io_joined (WbSocketIo *self,
                     const WbSocketIoPacket *packet)
{
  WbSocketIoSpace *space = wb_socket_io_find_space (self, packet->space);
  gboolean is_awaited =
      space != NULL && wb_socket_io_space_get_state (space) == WB_SOCKET_IO_SPACE_WAITS;
  WbSocketIoJoined joined = WB_SOCKET_IO_JOINED;

  if (is_awaited)
    joined = wb_socket_io_space_join (space, packet->data);
  else if (packet->data == NULL)
    /* Version 2 joins “/” unasked. */
    joined = WB_SOCKET_IO_OLD;

  if (joined == WB_SOCKET_IO_OLD)
    wb_socket_io_fail (self, WB_FAILURE_OLD_SOCKET_IO, NULL, WB_REASON_ERROR);
  else if (is_awaited)
    {
      stop_waiting (self);
      wb_socket_io_note (
          self,
          g_strdup_printf (joined == WB_SOCKET_IO_RECOVERED
                               ? _ ("Namespace %s joined again as %s; what was missed follows")
                               : _ ("Namespace %s joined as %s"),
                           packet->space, wb_socket_io_space_get_id (space)));
      tell_spaces (self);
      become_ready (self, space);
      wb_socket_io_send_held (self, space);
    }
}

/* The words of the server, and whatever else it says, as they are. */
static char *
describe_refusal (const WbSocketIoPacket *packet)
{
  gsize length;
  const char *data = g_bytes_get_data (packet->data, &length);
  g_autofree char *json = g_strndup (data, length);
  g_autofree char *message = wb_json_find_member (json, "message");
  g_autofree char *more = wb_json_find_member (json, "data");

  if (message == NULL)
    return g_strdup_printf ("%s: %s", packet->space, json);
  return g_strdup_printf (more != NULL ? "%s: %s %s" : "%s: %s", packet->space, message, more);
}

/* What waited for a namespace that was not joined is lost. */
static void
complain_of_held (WbSocketIo *self,
                  WbSocketIoSpace *space,
                  guint n_held)
{
  /* Translators: %s is a namespace */
  g_autofree char *text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u event was not sent: the namespace %s was not joined",
                   "%u events were not sent: the namespace %s was not joined", n_held),
      n_held, wb_socket_io_space_get_name (space));

  if (n_held > 0)
    wb_socket_io_complain (self,
                           g_error_new_literal (WB_EVENT_ERROR, WB_EVENT_ERROR_NAME, text));
}

/**
 * wb_socket_io_refused:
 * @self: a protocol
 * @packet: the server's refusal of a wish to join
 *
 * Ends the link when no other namespace is left to hope for.
 */
void
wb_socket_io_refused (WbSocketIo *self,
                      const WbSocketIoPacket *packet)
{
  WbSocketIoSpace *space = wb_socket_io_find_space (self, packet->space);
  g_autofree char *words = describe_refusal (packet);
  guint n_held;

  if (space == NULL)
    return;

  n_held = wb_socket_io_space_get_n_held (space);
  wb_socket_io_space_refuse (space, packet->data);
  complain_of_held (self, space, n_held);
  if (!is_any (self, WB_SOCKET_IO_SPACE_JOINED) && !is_any (self, WB_SOCKET_IO_SPACE_WAITS))
    {
      wb_socket_io_fail (self, WB_FAILURE_JOIN_REFUSED, words, WB_REASON_BY_SERVER);
      return;
    }
  wb_socket_io_complain (self,
                         wb_failure_new (WB_FAILURE_JOIN_REFUSED,
                                         &(WbFailureFacts){ .host = self->host, .detail = words }));
  tell_spaces (self);
  become_ready (self, space);
}

/* Tells of the end of a namespace that was joined. */
void
wb_socket_io_leave (WbSocketIo *self,
                    WbSocketIoSpace *space,
                    const char *reason)
{
  gboolean was_joined = wb_socket_io_space_get_state (space) == WB_SOCKET_IO_SPACE_JOINED;
  guint n_held = wb_socket_io_space_get_n_held (space);
  guint n_questions = wb_socket_io_space_leave (space);

  if (was_joined)
    /* Translators: the second %s is a term of Socket.IO, as “transport close”. */
    wb_socket_io_note (self, g_strdup_printf (_ ("Namespace %s left: %s"),
                                              wb_socket_io_space_get_name (space), reason));
  if (n_questions > 0)
    wb_socket_io_note (
        self,
        g_strdup_printf (
            g_dngettext (GETTEXT_PACKAGE, "%u answer will not come: socket has been disconnected",
                         "%u answers will not come: socket has been disconnected", n_questions),
            n_questions));
  complain_of_held (self, space, n_held);
}

/**
 * wb_socket_io_left:
 * @self: a protocol
 * @packet: the server's order to leave
 *
 * Ends the link with the last namespace.
 */
void
wb_socket_io_left (WbSocketIo *self,
                   const WbSocketIoPacket *packet)
{
  WbSocketIoSpace *space = wb_socket_io_find_space (self, packet->space);

  if (space == NULL)
    return;

  wb_socket_io_leave (self, space, WB_REASON_BY_SERVER);
  if (!is_any (self, WB_SOCKET_IO_SPACE_JOINED) && !is_any (self, WB_SOCKET_IO_SPACE_WAITS))
    wb_socket_io_fail (self, WB_FAILURE_DISCONNECTED, NULL, WB_REASON_BY_SERVER);
  else
    tell_spaces (self);
}
