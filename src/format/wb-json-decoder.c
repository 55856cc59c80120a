/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The decoder of all formats that are JSON.
 *
 * It takes a message apart into JSON values and gives each to its format. A registry wants a type
 * for every format; as the types differ in nothing but the format, they are made from the table
 * of formats. */

#include "config.h"

#include "wb-json-decoder.h"

#include "wb-json-tree.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define WB_TYPE_JSON_DECODER (wb_json_decoder_get_type ())
G_DECLARE_DERIVABLE_TYPE (WbJsonDecoder, wb_json_decoder, WB, JSON_DECODER, WbDecoder)

/**
 * WbJsonDecoderClass:
 * @format: (nullable): the format of all messages, %NULL to find it for each
 */
struct _WbJsonDecoderClass {
  WbDecoderClass parent_class;

  const WbFormat *format;
};

typedef struct {
  WbDecoding *decoding;
} WbJsonDecoderPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (WbJsonDecoder, wb_json_decoder, WB_TYPE_DECODER)

/* A text that holds an object or an array: returns (transfer full) that, or NULL. */
static JsonNode *
unwrap (JsonNode *root)
{
  const char *text = json_node_get_string (root);

  if (text == NULL)
    return NULL;
  while (g_ascii_isspace (*text))
    text++;
  return *text == '{' || *text == '[' ? wb_json_parse (text, strlen (text), NULL) : NULL;
}

/* @whole is what the paths in explanations begin at. */
static void
decode_value (WbJsonDecoder *self,
              JsonNode *root,
              JsonNode *whole)
{
  WbJsonDecoderPrivate *priv = wb_json_decoder_get_instance_private (self);
  const WbFormat *format = WB_JSON_DECODER_GET_CLASS (self)->format;
  g_autoptr(JsonNode) inner = unwrap (root);
  JsonNode *value = inner != NULL ? inner : root;

  if (format == NULL)
    format = wb_format_find (value);
  if (wb_decoder_get_explains (WB_DECODER (self)))
    wb_decoding_explain (priv->decoding, inner != NULL ? inner : whole);
  format->decode (priv->decoding, value);
}

/* Each argument of an event is what a message of its own would be. */
static void
decode_arguments (WbJsonDecoder *self,
                  JsonNode *root)
{
  JsonArray *arguments = JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;
  guint length = arguments != NULL ? json_array_get_length (arguments) : 0;

  for (guint i = 0; i < length; i++)
    decode_value (self, json_array_get_element (arguments, i), root);
  if (length == 0)
    decode_value (self, root, root);
}

static void
decode_values (WbJsonDecoder *self,
               const char *text,
               gsize length,
               gboolean is_event)
{
  WbJsonDecoderPrivate *priv = wb_json_decoder_get_instance_private (self);
  g_autoptr(GError) error = NULL;
  WbJsonReader reader;
  JsonNode *root;
  gboolean empty = TRUE;

  wb_json_reader_init (&reader, text, length);
  while ((root = wb_json_parse_next (&reader, &error)) != NULL)
    {
      if (is_event)
        decode_arguments (self, root);
      else
        decode_value (self, root, root);
      json_node_unref (root);
      empty = FALSE;
    }

  if (error != NULL)
    wb_decoding_add_not_json (priv->decoding, error->message);
  else if (empty)
    wb_decoding_add_not_json (priv->decoding, _ ("The text is empty"));
}

static void
wb_json_decoder_decode (WbDecoder *decoder,
                        WbMessage *message)
{
  WbJsonDecoder *self = WB_JSON_DECODER (decoder);
  WbJsonDecoderPrivate *priv = wb_json_decoder_get_instance_private (self);
  gsize length;
  const char *text = wb_message_get_text (message, &length);

  wb_decoding_begin (priv->decoding, message);
  if (text != NULL)
    decode_values (self, text, length, message->kind == WB_MESSAGE_EVENT);
  else
    wb_decoding_add_not_json (priv->decoding, _ ("The bytes are not UTF-8 text"));
  wb_decoding_end (priv->decoding);
}

static void
wb_json_decoder_finalize (GObject *object)
{
  WbJsonDecoderPrivate *priv = wb_json_decoder_get_instance_private (WB_JSON_DECODER (object));

  wb_decoding_free (priv->decoding);

  G_OBJECT_CLASS (wb_json_decoder_parent_class)->finalize (object);
}

static void
wb_json_decoder_class_init (WbJsonDecoderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wb_json_decoder_finalize;
  WB_DECODER_CLASS (klass)->decode = wb_json_decoder_decode;
}

static void
wb_json_decoder_init (WbJsonDecoder *self)
{
  WbJsonDecoderPrivate *priv = wb_json_decoder_get_instance_private (self);

  priv->decoding = wb_decoding_new ();
}

static void
init_format_class (gpointer klass,
                   gpointer format)
{
  WB_JSON_DECODER_CLASS (klass)->format = format;
}

/**
 * wb_json_decoder_get_type_for:
 * @format: (nullable): a format that stays as long as the program, %NULL for all of them
 *
 * Returns: the type of decoders that take every message for @format, or find each one's format
 */
GType
wb_json_decoder_get_type_for (const WbFormat *format)
{
  const GTypeInfo info = {
    .class_size = sizeof (WbJsonDecoderClass),
    .class_init = init_format_class,
    .class_data = format,
    .instance_size = sizeof (WbJsonDecoder),
  };
  g_autofree char *name = NULL;
  GType type;

  if (format == NULL)
    return WB_TYPE_JSON_DECODER;

  name = g_strconcat ("WbJsonDecoder-", format->name, NULL);
  type = g_type_from_name (name);
  return type != G_TYPE_INVALID ? type
                                : g_type_register_static (WB_TYPE_JSON_DECODER, name, &info, 0);
}
