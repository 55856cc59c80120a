/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Packets of Socket.IO, protocol 5: “<type>[<attachments>-][<namespace>,][<ack>][<JSON>]”. */

#include "config.h"

#include "wb-socket-io-packet.h"

#include "wb-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Longer numbers are none that a server counted up to. */
#define MAX_ACK_DIGITS 15

typedef enum {
  SHAPE_NONE,   /* no payload */
  SHAPE_OBJECT, /* or no payload */
  SHAPE_REASON, /* an object or a string */
  SHAPE_CALL,   /* [name, argument…] */
  SHAPE_ANSWER, /* [argument…], and a number before it */
} Shape;

/* In the order of #WbSocketIoType. */
static const Shape shapes[] = {
  SHAPE_OBJECT, SHAPE_NONE, SHAPE_CALL, SHAPE_ANSWER, SHAPE_REASON, SHAPE_CALL, SHAPE_ANSWER,
};

/* What is left to be read. */
typedef struct {
  const char *at;
  const char *end;
} Rest;

static gboolean
refuse (GError **error,
        const char *problem)
{
  g_set_error_literal (error, WB_EVENT_ERROR, WB_EVENT_ERROR_NO_ARRAY, problem);
  return FALSE;
}

/* Reads the number that begins here, if one does; returns whether it is not too long. */
static gboolean
read_number (Rest *rest,
             gint64 *number)
{
  const char *begin = rest->at;
  gint64 value = 0;

  while (rest->at < rest->end && g_ascii_isdigit (*rest->at))
    {
      if (rest->at - begin == MAX_ACK_DIGITS)
        return FALSE;
      value = value * 10 + g_ascii_digit_value (*rest->at++);
    }
  if (rest->at > begin)
    *number = value;
  return TRUE;
}

static gboolean
read_type (WbSocketIoPacket *self,
           Rest *rest,
           GError **error)
{
  if (rest->at == rest->end || *rest->at < '0' || *rest->at > '0' + WB_SOCKET_IO_BINARY_ACK)
    return refuse (error, _ ("The type of the packet is not known"));

  self->type = (WbSocketIoType) (*rest->at++ - '0');
  return TRUE;
}

static gboolean
read_attachments (WbSocketIoPacket *self,
                  Rest *rest,
                  GError **error)
{
  gint64 number = -1;

  if (!wb_socket_io_packet_is_binary (self))
    return TRUE;
  if (!read_number (rest, &number) || number < 0 || rest->at == rest->end || *rest->at++ != '-')
    return refuse (error, _ ("The number of attachments is missing"));
  if (number > WB_EVENT_MAX_ATTACHMENTS)
    return refuse (error, _ ("There are too many attachments"));

  self->n_attachments = (guint)number;
  return TRUE;
}

static gboolean
read_space (WbSocketIoPacket *self,
            Rest *rest,
            GError **error)
{
  const char *comma;

  if (rest->at == rest->end || *rest->at != '/')
    {
      self->space = g_strdup (WB_EVENT_ROOT);
      return TRUE;
    }

  comma = memchr (rest->at, ',', (gsize) (rest->end - rest->at));
  if (comma == NULL)
    comma = rest->end;
  if (comma - rest->at > WB_SOCKET_IO_MAX_SPACE_BYTES ||
      memchr (rest->at, '\0', (gsize) (comma - rest->at)) != NULL)
    return refuse (error, _ ("The namespace is none"));

  self->space = g_strndup (rest->at, (gsize) (comma - rest->at));
  rest->at = comma < rest->end ? comma + 1 : comma;
  return TRUE;
}

static gboolean
read_ack (WbSocketIoPacket *self,
          Rest *rest,
          GError **error)
{
  return read_number (rest, &self->ack) ||
         refuse (error, _ ("The number of the acknowledgement is too long"));
}

/* One JSON value, of a type that is allowed. */
static gboolean
check_value (const Rest *rest,
             gboolean allows_string,
             GError **error)
{
  WbJsonReader reader;
  WbJsonToken token;

  wb_json_reader_init (&reader, rest->at, (gsize) (rest->end - rest->at));
  token = wb_json_reader_next (&reader);
  if (token != WB_JSON_INVALID && token != WB_JSON_OBJECT_BEGIN &&
      !(allows_string && token == WB_JSON_STRING))
    return refuse (error, _ ("A JSON object was expected"));
  if (wb_json_reader_skip (&reader, token) && wb_json_reader_next (&reader) == WB_JSON_END)
    return TRUE;
  return refuse (error, _ ("The payload is not valid JSON"));
}

static gboolean
read_call (WbSocketIoPacket *self,
           const Rest *rest,
           int n_attachments,
           GError **error)
{
  self->data = wb_event_read_call (rest->at, (gsize) (rest->end - rest->at), n_attachments,
                                   &self->name, error);
  return self->data != NULL;
}

static gboolean
read_answer (WbSocketIoPacket *self,
             const Rest *rest,
             int n_attachments,
             GError **error)
{
  if (self->ack == WB_EVENT_NO_ACK)
    return refuse (error, _ ("An acknowledgement without a number"));
  return wb_event_check_arguments (rest->at, (gsize) (rest->end - rest->at), n_attachments, error);
}

static gboolean
read_payload (WbSocketIoPacket *self,
              Rest *rest,
              GError **error)
{
  int n_attachments =
      wb_socket_io_packet_is_binary (self) ? (int)self->n_attachments : WB_EVENT_PLAIN;
  Shape shape = shapes[self->type];
  gboolean is_empty = rest->at == rest->end;

  if (shape == SHAPE_CALL)
    return read_call (self, rest, n_attachments, error);
  if (shape == SHAPE_ANSWER && !read_answer (self, rest, n_attachments, error))
    return FALSE;
  if (shape == SHAPE_NONE && !is_empty)
    return refuse (error, _ ("Something follows where nothing may"));
  if ((shape == SHAPE_OBJECT && !is_empty) || shape == SHAPE_REASON)
    if (!check_value (rest, shape == SHAPE_REASON, error))
      return FALSE;
  if (!is_empty)
    self->data = g_bytes_new (rest->at, (gsize) (rest->end - rest->at));
  return TRUE;
}

/**
 * wb_socket_io_packet_parse:
 * @text: what follows the first digit of a message of Engine.IO
 * @length: its bytes
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the packet, if everything about it is right
 */
WbSocketIoPacket *
wb_socket_io_packet_parse (const char *text,
                           gsize length,
                           GError **error)
{
  g_autoptr(WbSocketIoPacket) self = g_new0 (WbSocketIoPacket, 1);
  Rest rest = { text, text + length };

  self->ack = WB_EVENT_NO_ACK;
  if (read_type (self, &rest, error) && read_attachments (self, &rest, error) &&
      read_space (self, &rest, error) && read_ack (self, &rest, error) &&
      read_payload (self, &rest, error))
    return g_steal_pointer (&self);
  return NULL;
}

void
wb_socket_io_packet_free (WbSocketIoPacket *self)
{
  if (self == NULL)
    return;

  g_free (self->space);
  g_free (self->name);
  g_clear_pointer (&self->data, g_bytes_unref);
  g_free (self);
}

gboolean
wb_socket_io_packet_is_binary (const WbSocketIoPacket *self)
{
  return self->type == WB_SOCKET_IO_BINARY_EVENT || self->type == WB_SOCKET_IO_BINARY_ACK;
}

/**
 * wb_socket_io_format:
 * @type: type of the packet
 * @n_attachments: how many binary messages will follow
 * @space: its namespace
 * @ack: number of the acknowledgement, or %WB_EVENT_NO_ACK
 * @payload: (nullable): JSON
 *
 * Returns: (transfer full): the text to send, with the digit of Engine.IO in front
 */
GBytes *
wb_socket_io_format (
    WbSocketIoType type, guint n_attachments, const char *space, gint64 ack, GBytes *payload)
{
  GString *text = g_string_new ("4");
  gsize length = 0;
  const char *json = payload != NULL ? g_bytes_get_data (payload, &length) : NULL;

  g_string_append_c (text, (char) ('0' + type));
  if (type == WB_SOCKET_IO_BINARY_EVENT || type == WB_SOCKET_IO_BINARY_ACK)
    g_string_append_printf (text, "%u-", n_attachments);
  if (!g_str_equal (space, WB_EVENT_ROOT))
    g_string_append_printf (text, "%s,", space);
  if (ack >= 0)
    g_string_append_printf (text, "%" G_GINT64_FORMAT, ack);
  if (length > 0)
    g_string_append_len (text, json, (gssize)length);
  return g_string_free_to_bytes (text);
}

/**
 * wb_socket_io_is_space:
 * @space: what should be a namespace
 *
 * Returns: whether it can stand in a packet
 */
gboolean
wb_socket_io_is_space (const char *space)
{
  if (*space != '/' || strlen (space) > WB_SOCKET_IO_MAX_SPACE_BYTES ||
      !g_utf8_validate (space, -1, NULL))
    return FALSE;
  return strpbrk (space, ",?") == NULL;
}
