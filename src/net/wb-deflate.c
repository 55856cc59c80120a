/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* permessage-deflate (RFC 7692) that stops inflating at a limit.
 *
 * libsoup has such an extension, but bounds only the compressed frame: 300 kB become 300 MB. And it
 * bounds frames, not messages: fragments may add up for ever. An extension sees every frame, so
 * this one counts what messages grow to. libsoup shows frames only to extensions that the server
 * agreed to; when it did not agree to compression, we add a parameter of our own to its answer
 * (INACTIVE) before libsoup reads it, and the extension then watches without compressing. */

#include "config.h"

#include "wb-deflate.h"

#include "wb-failure.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <zlib.h>

#define EXTENSION_NAME "permessage-deflate"
#define EXTENSIONS_HEADER "Sec-WebSocket-Extensions"
#define INACTIVE "whereabouts-inactive"
#define MADE_UP EXTENSION_NAME "; " INACTIVE

/* The first byte of a frame, RFC 6455 section 5.2. */
#define FRAME_FINAL 0x80
#define FRAME_COMPRESSED 0x40
#define FRAME_OPCODE 0x0f
#define FRAME_CONTROL 0x08

#define CHUNK_BYTES 4096

/* A flush ends with these bytes; they are not sent (RFC 7692 section 7.2.1). */
static const guint8 flush_tail[] = { 0x00, 0x00, 0xff, 0xff };

/**
 * WbDeflate:
 *
 * The extension of one connection. libsoup makes it while it checks the server's answer.
 */
struct _WbDeflate {
  SoupWebsocketExtension parent_instance;

  z_stream inflater;
  z_stream deflater;

  WbFrameFunc func;
  gpointer data;

  gboolean active;          /* the server agreed to compression */
  gboolean has_inflater;
  gboolean has_deflater;
  gboolean forgets;         /* client_no_context_takeover */
  int window_bits;          /* client_max_window_bits */
  guint64 limit;            /* of a message after inflating, in bytes */
  guint64 size;             /* of the message that is coming in */
  gboolean is_compressed;   /* the message that is coming in */
  gboolean failed;          /* libsoup shows a refused frame again whenever more bytes arrive */
};

G_DEFINE_FINAL_TYPE (WbDeflate, wb_deflate, SOUP_TYPE_WEBSOCKET_EXTENSION)

static gboolean
parse_window_bits (const char *value,
                   int *bits)
{
  guint64 number;

  if (value == NULL || *value == '0' ||
      !g_ascii_string_to_unsigned (value, 10, 8, 15, &number, NULL))
    return FALSE;

  *bits = (int) number;
  return TRUE;
}

static gboolean
apply_parameter (WbDeflate *self,
                 const char *name,
                 const char *value)
{
  int server_bits;

  /* Our inflater has the largest window and never forgets, so it can follow any server. */
  if (g_str_equal (name, "server_no_context_takeover"))
    return value == NULL;
  if (g_str_equal (name, "server_max_window_bits"))
    return parse_window_bits (value, &server_bits);
  if (g_str_equal (name, "client_max_window_bits"))
    return parse_window_bits (value, &self->window_bits);
  if (g_str_equal (name, "client_no_context_takeover"))
    {
      self->forgets = TRUE;
      return value == NULL;
    }
  if (g_str_equal (name, INACTIVE))
    {
      self->active = FALSE;
      return TRUE;
    }
  return FALSE;
}

static gboolean
wb_deflate_configure (SoupWebsocketExtension *extension,
                      SoupWebsocketConnectionType type G_GNUC_UNUSED,
                      GHashTable *params,
                      GError **error)
{
  WbDeflate *self = WB_DEFLATE (extension);
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  self->active = TRUE;
  if (params == NULL)
    return TRUE;

  g_hash_table_iter_init (&iter, params);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (!apply_parameter (self, name, value))
      {
        g_set_error (error, SOUP_WEBSOCKET_ERROR, SOUP_WEBSOCKET_ERROR_BAD_HANDSHAKE,
                     /* Translators: part of a sentence; %s is a parameter from the server. */
                     _ ("“%s” is not allowed with permessage-deflate"), (const char *) name);
        return FALSE;
      }
  return TRUE;
}

static char *
wb_deflate_get_request_params (SoupWebsocketExtension *extension G_GNUC_UNUSED)
{
  return g_strdup ("; client_max_window_bits");
}

static gboolean
check_size (WbDeflate *self,
            gsize more,
            GError **error)
{
  if (self->size + more <= self->limit)
    return TRUE;

  g_set_error_literal (error, WB_FAILURE, WB_FAILURE_TOO_BIG, "The message is too big");
  return FALSE;
}

/* Appends to @out what @data inflates to. */
static gboolean
inflate_bytes (WbDeflate *self,
               const guint8 *data,
               gsize length,
               GByteArray *out,
               GError **error)
{
  z_stream *stream = &self->inflater;

  stream->next_in = (Bytef *) data;
  stream->avail_in = (uInt) length;
  do
    {
      guint used = out->len;
      int status;

      g_byte_array_set_size (out, used + CHUNK_BYTES);
      stream->next_out = out->data + used;
      stream->avail_out = CHUNK_BYTES;
      status = inflate (stream, Z_SYNC_FLUSH);
      g_byte_array_set_size (out, used + CHUNK_BYTES - stream->avail_out);

      /* A block may say that it is the last one (RFC 7692 section 7.2.3.4). */
      if (status == Z_STREAM_END)
        status = inflateReset (stream);
      if (status != Z_OK && status != Z_BUF_ERROR)
        {
          g_set_error_literal (error, WB_FAILURE, WB_FAILURE_BAD_COMPRESSION, "Can't inflate");
          return FALSE;
        }
      if (!check_size (self, out->len, error))
        return FALSE;
    }
  while (stream->avail_in > 0 || stream->avail_out == 0);

  return TRUE;
}

static GBytes *
inflate_frame (WbDeflate *self,
               GBytes *payload,
               gboolean final,
               GError **error)
{
  g_autoptr(GByteArray) out = g_byte_array_new ();
  gsize length;
  const guint8 *data = g_bytes_get_data (payload, &length);

  if (!self->has_inflater && inflateInit2 (&self->inflater, -MAX_WBITS) != Z_OK)
    {
      g_set_error_literal (error, WB_FAILURE, WB_FAILURE_BAD_COMPRESSION, "Can't start to inflate");
      return NULL;
    }
  self->has_inflater = TRUE;

  if (!inflate_bytes (self, data, length, out, error))
    return NULL;
  if (final && !inflate_bytes (self, flush_tail, sizeof flush_tail, out, error))
    return NULL;

  self->size += out->len;
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

/* Returns what is to be read in place of @payload: itself, or what it inflates to. */
static GBytes *
filter_frame (WbDeflate *self,
              guint8 *header,
              GBytes *payload,
              GError **error)
{
  guint opcode = *header & FRAME_OPCODE;

  if (self->failed || (self->func != NULL && !self->func (self->data, opcode)))
    {
      g_set_error_literal (error, WB_FAILURE, WB_FAILURE_PROTOCOL,
                           /* Translators: part of a sentence about a server. */
                           _ ("it sends requests without reading the answers"));
      return NULL;
    }
  if ((opcode & FRAME_CONTROL) != 0)
    return g_bytes_ref (payload);

  if (opcode != 0)
    {
      self->size = 0;
      self->is_compressed = self->active && (*header & FRAME_COMPRESSED) != 0;
      /* Where the bit is not allowed it stays, and libsoup complains. */
      if (self->is_compressed)
        *header &= (guint8) ~FRAME_COMPRESSED;
    }
  if (self->is_compressed)
    return inflate_frame (self, payload, (*header & FRAME_FINAL) != 0, error);

  if (!check_size (self, g_bytes_get_size (payload), error))
    return NULL;
  self->size += g_bytes_get_size (payload);
  return g_bytes_ref (payload);
}

static GBytes *
wb_deflate_process_incoming_message (SoupWebsocketExtension *extension,
                                     guint8 *header,
                                     GBytes *payload,
                                     GError **error)
{
  WbDeflate *self = WB_DEFLATE (extension);
  GBytes *filtered = filter_frame (self, header, payload, error);

  self->failed = filtered == NULL;
  g_bytes_unref (payload);
  return filtered;
}

static gboolean
start_deflating (WbDeflate *self)
{
  /* zlib makes no stream for a window of 256 bytes; sending plainly is always allowed. */
  if (!self->has_deflater && self->window_bits > 8)
    self->has_deflater = deflateInit2 (&self->deflater, Z_DEFAULT_COMPRESSION, Z_DEFLATED,
                                       -self->window_bits, 8, Z_DEFAULT_STRATEGY) == Z_OK;
  return self->has_deflater;
}

static GBytes *
deflate_message (WbDeflate *self,
                 GBytes *payload)
{
  z_stream *stream = &self->deflater;
  GByteArray *out = g_byte_array_new ();
  gsize length;
  const guint8 *data = g_bytes_get_data (payload, &length);

  stream->next_in = (Bytef *) data;
  stream->avail_in = (uInt) length;
  do
    {
      guint used = out->len;

      g_byte_array_set_size (out, used + CHUNK_BYTES);
      stream->next_out = out->data + used;
      stream->avail_out = CHUNK_BYTES;
      deflate (stream, Z_SYNC_FLUSH);
      g_byte_array_set_size (out, used + CHUNK_BYTES - stream->avail_out);
    }
  while (stream->avail_out == 0);

  if (self->forgets)
    deflateReset (stream);
  g_byte_array_set_size (out, out->len - sizeof flush_tail);
  return g_byte_array_free_to_bytes (out);
}

static GBytes *
wb_deflate_process_outgoing_message (SoupWebsocketExtension *extension,
                                     guint8 *header,
                                     GBytes *payload,
                                     GError **error G_GNUC_UNUSED)
{
  WbDeflate *self = WB_DEFLATE (extension);
  GBytes *deflated;

  if (!self->active || (*header & FRAME_CONTROL) != 0 ||
      g_bytes_get_size (payload) < WB_DEFLATE_MIN_BYTES || !start_deflating (self))
    return payload;

  deflated = deflate_message (self, payload);
  *header |= FRAME_COMPRESSED;
  g_bytes_unref (payload);
  return deflated;
}

static void
wb_deflate_finalize (GObject *object)
{
  WbDeflate *self = WB_DEFLATE (object);

  if (self->has_inflater)
    inflateEnd (&self->inflater);
  if (self->has_deflater)
    deflateEnd (&self->deflater);

  G_OBJECT_CLASS (wb_deflate_parent_class)->finalize (object);
}

static void
wb_deflate_class_init (WbDeflateClass *klass)
{
  SoupWebsocketExtensionClass *extension_class = SOUP_WEBSOCKET_EXTENSION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wb_deflate_finalize;
  extension_class->name = EXTENSION_NAME;
  extension_class->configure = wb_deflate_configure;
  extension_class->get_request_params = wb_deflate_get_request_params;
  extension_class->process_incoming_message = wb_deflate_process_incoming_message;
  extension_class->process_outgoing_message = wb_deflate_process_outgoing_message;
}

static void
wb_deflate_init (WbDeflate *self)
{
  self->limit = G_MAXUINT64;
  self->window_bits = MAX_WBITS;
}

static void
switching_protocols_cb (SoupMessage *handshake)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (handshake);
  const char *agreed = soup_message_headers_get_list (headers, EXTENSIONS_HEADER);

  if (agreed == NULL || *agreed == '\0')
    soup_message_headers_replace (headers, EXTENSIONS_HEADER, MADE_UP);
}

/**
 * wb_deflate_offer:
 * @session: a session that serves only this connection
 * @handshake: the message that will be sent to connect
 *
 * Offers compression to the server. Call it before connecting: the answer must pass here before
 * libsoup reads it.
 */
void
wb_deflate_offer (SoupSession *session,
                  SoupMessage *handshake)
{
  soup_session_add_feature_by_type (session, SOUP_TYPE_WEBSOCKET_EXTENSION_MANAGER);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_WEBSOCKET_EXTENSION_DEFLATE);
  soup_session_add_feature_by_type (session, WB_TYPE_DEFLATE);

  soup_message_add_status_code_handler (handshake, "got-informational",
                                        SOUP_STATUS_SWITCHING_PROTOCOLS,
                                        G_CALLBACK (switching_protocols_cb), NULL);
}

/**
 * wb_deflate_is_made_up:
 * @name: name of a header of an answer
 * @value: its value
 *
 * Returns: whether it is the one that stands in for an answer without compression, which no server
 *   sent
 */
gboolean
wb_deflate_is_made_up (const char *name,
                       const char *value)
{
  return g_ascii_strcasecmp (name, EXTENSIONS_HEADER) == 0 && g_str_equal (value, MADE_UP);
}

/**
 * wb_deflate_find:
 * @connection: a connection that was just made
 *
 * Returns: (transfer none) (nullable): its extension; %NULL when the server named it more than once
 */
WbDeflate *
wb_deflate_find (SoupWebsocketConnection *connection)
{
  GList *extensions = soup_websocket_connection_get_extensions (connection);

  if (extensions == NULL || extensions->next != NULL)
    return NULL;
  return WB_DEFLATE (extensions->data);
}

/**
 * wb_deflate_watch:
 * @self: the extension of a connection
 * @limit: largest size of a message after inflating, in bytes
 * @func: (nullable): what to call for every frame
 * @data: what to pass to it
 */
void
wb_deflate_watch (WbDeflate *self,
                  guint64 limit,
                  WbFrameFunc func,
                  gpointer data)
{
  g_return_if_fail (WB_IS_DEFLATE (self));

  self->limit = limit;
  self->func = func;
  self->data = data;
}

/**
 * wb_deflate_is_active:
 * @self: the extension of a connection
 *
 * Returns: whether the server agreed to compression
 */
gboolean
wb_deflate_is_active (WbDeflate *self)
{
  g_return_val_if_fail (WB_IS_DEFLATE (self), FALSE);

  return self->active;
}
