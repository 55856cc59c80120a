/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

#include "config.h"

#include "wb-deflate.h"
#include "wb-failure.h"

#include <string.h>

#define TEXT_FRAME 0x81
#define COMPRESSED_FRAME 0xc1

static SoupWebsocketExtension *
make_extension (const char *parameters,
                guint64 limit,
                GError **error)
{
  g_autoptr(WbDeflate) deflate = g_object_new (WB_TYPE_DEFLATE, NULL);
  GHashTable *table = parameters != NULL ? soup_header_parse_semi_param_list (parameters) : NULL;
  gboolean agreed = soup_websocket_extension_configure (
      SOUP_WEBSOCKET_EXTENSION (deflate), SOUP_WEBSOCKET_CONNECTION_CLIENT, table, error);

  g_clear_pointer (&table, soup_header_free_param_list);
  wb_deflate_watch (deflate, limit, NULL, NULL);
  return agreed ? SOUP_WEBSOCKET_EXTENSION (g_steal_pointer (&deflate)) : NULL;
}

static const struct {
  const char *parameters;
  gboolean agreed;
} agreements[] = {
  { NULL, TRUE },
  { "server_no_context_takeover", TRUE },
  { "client_no_context_takeover; server_no_context_takeover", TRUE },
  { "server_max_window_bits=8", TRUE },
  { "client_max_window_bits=15; server_max_window_bits=15", TRUE },
  { "client_max_window_bits", FALSE },
  { "server_max_window_bits", FALSE },
  { "client_max_window_bits=7", FALSE },
  { "client_max_window_bits=16", FALSE },
  { "client_max_window_bits=010", FALSE },
  { "client_max_window_bits=\"\"", FALSE },
  { "client_max_window_bits=-9", FALSE },
  { "client_no_context_takeover=yes", FALSE },
  { "something", FALSE },
};

static void
test_agreements (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (agreements); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(SoupWebsocketExtension) extension =
          make_extension (agreements[i].parameters, G_MAXUINT64, &error);

      g_assert_cmpint (extension != NULL, ==, agreements[i].agreed);
      if (agreements[i].agreed)
        g_assert_no_error (error);
      else
        g_assert_error (error, SOUP_WEBSOCKET_ERROR, SOUP_WEBSOCKET_ERROR_BAD_HANDSHAKE);
    }
}

static GBytes *
filter_in (SoupWebsocketExtension *extension,
           guint8 first,
           const char *bytes,
           gsize length,
           GError **error)
{
  guint8 header[2] = { first, 0 };

  return soup_websocket_extension_process_incoming_message (extension, header,
                                                            g_bytes_new (bytes, length), error);
}

static void
assert_inflates (SoupWebsocketExtension *extension,
                 guint8 first,
                 const char *bytes,
                 gsize length,
                 const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) out = filter_in (extension, first, bytes, length, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (out, NULL), g_bytes_get_size (out), expected,
                   strlen (expected));
}

/* The examples of RFC 7692 section 7.2.3. */
static void
test_standard_examples (void)
{
  g_autoptr(SoupWebsocketExtension) extension = make_extension (NULL, 100, NULL);

  assert_inflates (extension, 0xc1, "\xf2\x48\xcd\xc9\xc9\x07\x00", 7, "Hello");
  assert_inflates (extension, 0xc1, "\xf2\x00\x11\x00\x00", 5, "Hello"); /* from the context */
  assert_inflates (extension, 0x41, "\xf2\x48\xcd", 3, "He");
  assert_inflates (extension, 0x80, "\xc9\xc9\x07\x00", 4, "llo");
  assert_inflates (extension, 0xc1, "\x00\x05\x00\xfa\xff\x48\x65\x6c\x6c\x6f\x00", 11, "Hello");
  assert_inflates (extension, 0xc1, "\xf3\x48\xcd\xc9\xc9\x07\x00\x00", 8,
                   "Hello"); /* a last block */
  assert_inflates (extension, 0xc1, "\xf2\x48\x05\x00\x00\x00\xff\xff\xca\xc9\xc9\x07\x00", 13,
                   "Hello");
  assert_inflates (extension, 0xc1, "\x00", 1, "");
  assert_inflates (extension, 0x81, "plain", 5, "plain");
}

static void
test_limit (void)
{
  g_autoptr(SoupWebsocketExtension) extension = make_extension (NULL, 5, NULL);
  g_autoptr(GError) error = NULL;

  assert_inflates (extension, 0xc1, "\xf2\x48\xcd\xc9\xc9\x07\x00", 7, "Hello");
  assert_inflates (extension, 0x01, "12", 2, "12");
  assert_inflates (extension, 0x89, "a ping in between", 17, "a ping in between");
  assert_inflates (extension, 0x80, "345", 3, "345");
  assert_inflates (extension, 0x01, "123", 3, "123");
  g_assert_null (filter_in (extension, 0x00, "456", 3, &error));
  g_assert_error (error, WB_FAILURE, WB_FAILURE_TOO_BIG);

  /* After that nothing is read any more. */
  g_assert_null (filter_in (extension, 0x81, "1", 1, NULL));
}

static GBytes *
filter_out (SoupWebsocketExtension *extension,
            GBytes *payload,
            guint8 *first)
{
  guint8 header[2] = { TEXT_FRAME, 0 };
  GBytes *out = soup_websocket_extension_process_outgoing_message (extension, header,
                                                                   g_bytes_ref (payload), NULL);

  *first = header[0];
  return out;
}

static const struct {
  const char *parameters;
  gsize length;
  gboolean compressed;
  gboolean repeated_is_shorter;
} outgoing[] = {
  { NULL, WB_DEFLATE_MIN_BYTES - 1, FALSE, FALSE },
  { NULL, WB_DEFLATE_MIN_BYTES, TRUE, TRUE },
  { NULL, 20000, TRUE, TRUE },
  { "client_no_context_takeover", 20000, TRUE, FALSE },
  { "client_max_window_bits=9", 20000, TRUE, FALSE },
  { "client_max_window_bits=8", 20000, FALSE, FALSE },
  { "whereabouts-inactive", 20000, FALSE, FALSE },
};

/* What we deflate, another of us inflates. */
static void
test_outgoing (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (outgoing); i++)
    {
      g_autoptr(SoupWebsocketExtension) sender = make_extension (outgoing[i].parameters, 1, NULL);
      g_autoptr(SoupWebsocketExtension) reader = make_extension (NULL, G_MAXUINT64, NULL);
      g_autoptr(GRand) random = g_rand_new_with_seed (i);
      g_autofree char *text = g_malloc (outgoing[i].length);
      g_autoptr(GBytes) payload = NULL;
      gsize sizes[2];

      for (gsize n = 0; n < outgoing[i].length; n++)
        text[n] = (char) g_rand_int_range (random, 'a', 'g');
      payload = g_bytes_new (text, outgoing[i].length);

      for (guint round = 0; round < 2; round++)
        {
          guint8 first;
          g_autoptr(GBytes) out = filter_out (sender, payload, &first);
          g_autoptr(GBytes) back = NULL;

          g_assert_cmpuint (first, ==, outgoing[i].compressed ? COMPRESSED_FRAME : TEXT_FRAME);
          sizes[round] = g_bytes_get_size (out);
          back = filter_in (reader, first, g_bytes_get_data (out, NULL), sizes[round], NULL);
          g_assert_true (g_bytes_equal (back, payload));
        }
      g_assert_cmpint (sizes[1] < sizes[0] / 4, ==, outgoing[i].repeated_is_shorter);
    }
}

static void
test_control_frames_stay (void)
{
  g_autoptr(SoupWebsocketExtension) extension = make_extension (NULL, 5, NULL);
  guint8 header[2] = { 0x8a, 0 };
  g_autofree char *text = g_strnfill (2 * WB_DEFLATE_MIN_BYTES, 'x');
  GBytes *payload = g_bytes_new_take (g_steal_pointer (&text), 2 * WB_DEFLATE_MIN_BYTES);
  GBytes *out =
      soup_websocket_extension_process_outgoing_message (extension, header, payload, NULL);

  g_assert_true (out == payload);
  g_assert_cmpuint (header[0], ==, 0x8a);
  g_bytes_unref (out);
}

/* Whatever comes: an answer within the limit, or an error. */
static void
test_mutations (void)
{
  static const char valid[] = "\xf2\x48\xcd\xc9\xc9\x07\x00\xf2\x00\x11\x00\x00";
  g_autoptr(GRand) random = g_rand_new_with_seed (1);

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr(SoupWebsocketExtension) extension = make_extension (NULL, 1000, NULL);
      gsize total = 0;

      for (guint frame = 0; frame < 4; frame++)
        {
          char bytes[sizeof valid];
          guint8 first = (guint8) g_rand_int_range (random, 0, 256);
          g_autoptr(GError) error = NULL;
          g_autoptr(GBytes) out = NULL;

          memcpy (bytes, valid, sizeof valid);
          for (gint32 n = g_rand_int_range (random, 0, 4); n > 0; n--)
            bytes[g_rand_int_range (random, 0, sizeof bytes)] =
                (char) g_rand_int_range (random, 0, 256);
          out = filter_in (extension, first, bytes,
                           (gsize) g_rand_int_range (random, 0, sizeof bytes), &error);
          g_assert_true ((out == NULL) == (error != NULL));
          if (out == NULL)
            break;
          total = (first & 0x0f) != 0 ? g_bytes_get_size (out) : total + g_bytes_get_size (out);
          g_assert_cmpuint (total, <=, 1000);
        }
    }
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/deflate/agreements", test_agreements);
  g_test_add_func ("/net/deflate/standard-examples", test_standard_examples);
  g_test_add_func ("/net/deflate/limit", test_limit);
  g_test_add_func ("/net/deflate/outgoing", test_outgoing);
  g_test_add_func ("/net/deflate/control-frames-stay", test_control_frames_stay);
  g_test_add_func ("/net/deflate/mutations", test_mutations);

  return g_test_run ();
}
