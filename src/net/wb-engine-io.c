/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Packets of Engine.IO, protocol 4, over WebSocket: the envelope of Socket.IO. */

#include "config.h"

#include "wb-engine-io.h"

#include "wb-event.h"
#include "wb-json.h"

#include <glib/gi18n-lib.h>

/* What servers do that say nothing else. */
#define PING_INTERVAL_MS 25000
#define PING_TIMEOUT_MS 20000

/* Whatever a server says, it is not waited longer for. */
#define MAX_WAIT_MS (24.0 * 60 * 60 * 1000)

/**
 * wb_engine_io_parse:
 * @text: a text message
 * @length: its bytes
 * @type: (out): what it is; its data follow the first byte
 * @error: return location
 *
 * Returns: whether it is a packet
 */
gboolean
wb_engine_io_parse (const char *text,
                    gsize length,
                    WbEngineIoType *type,
                    GError **error)
{
  if (length > 0 && *text >= '0' && *text <= '0' + WB_ENGINE_IO_NOOP)
    {
      *type = (WbEngineIoType) (*text - '0');
      return TRUE;
    }

  g_set_error_literal (error, WB_EVENT_ERROR, WB_EVENT_ERROR_NAME,
                       _ ("A packet begins with a digit from 0 to 6"));
  return FALSE;
}

/**
 * wb_engine_io_format:
 * @type: what to send
 * @data: what follows it
 * @length: bytes of @data
 *
 * Returns: (transfer full): a packet
 */
GBytes *
wb_engine_io_format (WbEngineIoType type,
                     const char *data,
                     gsize length)
{
  GString *packet = g_string_sized_new (length + 1);

  g_string_append_c (packet, (char) ('0' + type));
  g_string_append_len (packet, data, (gssize)length);
  return g_string_free_to_bytes (packet);
}

static guint
read_wait (const WbJsonReader *reader,
           guint preset)
{
  double value;

  if (!wb_json_reader_get_double (reader, &value) || value < 1)
    return preset;
  return (guint)MIN (value, MAX_WAIT_MS);
}

static void
read_member (WbEngineIoSession *self,
             const char *name,
             const WbJsonReader *reader,
             WbJsonToken token)
{
  double value;

  if (g_str_equal (name, "sid") && token == WB_JSON_STRING)
    {
      g_free (self->sid);
      self->sid = wb_json_reader_dup_string (reader);
    }
  else if (token != WB_JSON_NUMBER)
    return;
  else if (g_str_equal (name, "pingInterval"))
    self->ping_interval = read_wait (reader, PING_INTERVAL_MS);
  else if (g_str_equal (name, "pingTimeout"))
    self->ping_timeout = read_wait (reader, PING_TIMEOUT_MS);
  else if (g_str_equal (name, "maxPayload") && wb_json_reader_get_double (reader, &value) &&
           value >= 1)
    self->max_payload = (guint64)MIN (value, (double)G_MAXINT64 / 2);
}

static gboolean
read_members (WbEngineIoSession *self,
              WbJsonReader *reader)
{
  WbJsonToken token;

  while ((token = wb_json_reader_next (reader)) == WB_JSON_NAME)
    {
      g_autofree char *name = wb_json_reader_dup_string (reader);

      token = wb_json_reader_next (reader);
      read_member (self, name, reader, token);
      if (!wb_json_reader_skip (reader, token))
        return FALSE;
    }
  return token == WB_JSON_OBJECT_END && wb_json_reader_next (reader) == WB_JSON_END;
}

/**
 * wb_engine_io_session_parse:
 * @self: (out caller-allocates): what the server says
 * @text: data of an open packet
 * @length: its bytes
 * @error: return location
 *
 * Returns: whether it was a JSON object
 */
gboolean
wb_engine_io_session_parse (WbEngineIoSession *self,
                            const char *text,
                            gsize length,
                            GError **error)
{
  WbJsonReader reader;

  *self = (WbEngineIoSession){ .ping_interval = PING_INTERVAL_MS, .ping_timeout = PING_TIMEOUT_MS };
  wb_json_reader_init (&reader, text, length);
  if (wb_json_reader_next (&reader) == WB_JSON_OBJECT_BEGIN && read_members (self, &reader))
    return TRUE;

  wb_engine_io_session_clear (self);
  g_set_error_literal (error, WB_EVENT_ERROR, WB_EVENT_ERROR_NO_ARRAY,
                       _ ("The open packet holds no JSON object"));
  return FALSE;
}

void
wb_engine_io_session_clear (WbEngineIoSession *self)
{
  g_free (self->sid);
  *self = (WbEngineIoSession){ 0 };
}
