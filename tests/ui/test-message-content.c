/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the details make of payloads: JSON laid out for reading, and how large a picture is. */

#include "config.h"

#include "wb-fix-text.h"
#include "wb-json-highlighter.h"
#include "wb-message-content.h"
#include "wb-payload-type.h"
#include "wb-monitor.h"
#include "wb-picture-size.h"
#include "wb-svg-picture.h"
#include "wb-test.h"

#include <string.h>

/* What is laid out is what was sent, and values are marked by their paths. */
static void
test_pretty (void)
{
  static const struct {
    const char *text;
    const char *pretty;
  } cases[] = {
    { "{}", "{}" },
    { "[]", "[]" },
    { "[{}]", "[\n  {}\n]" },
    { "1 2", "1\n2" },
    { "{\"a\":1,\"a\":1.0}", "{\n  \"a\": 1,\n  \"a\": 1.0\n}" },
    { "[1,[2,3]]", "[\n  1,\n  [2, 3]\n]" },
    { "\"x\\/y\"", "\"x\\/y\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(WbStyledText) out = wb_styled_text_new ();

      g_assert_true (wb_json_highlighter_append (out, cases[i].text, strlen (cases[i].text), FALSE, NULL, NULL));
      g_assert_cmpstr (wb_styled_text_get_text (out), ==, cases[i].pretty);
    }
}

static void
test_not_json (void)
{
  g_autoptr(WbStyledText) out = wb_styled_text_new ();
  g_autoptr(GError) error = NULL;

  g_assert_false (wb_json_highlighter_append (out, "{\"a\":1,}", 8, FALSE, NULL, &error));
  g_assert_nonnull (error);
}

static void
test_picture_size (void)
{
  static const guint8 png[] = { 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R',
                                0, 0, 4, 0, 0, 0, 3, 0 };
  static const guint8 jpeg[] = { 0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc0, 0, 11, 8, 0, 16, 0, 32 };
  guint width, height;

  g_assert_true (wb_picture_size_read (png, sizeof png, &width, &height));
  g_assert_cmpuint (width, ==, 1024);
  g_assert_cmpuint (height, ==, 768);
  g_assert_true (wb_picture_size_read (jpeg, sizeof jpeg, &width, &height));
  g_assert_cmpuint (width, ==, 32);
  g_assert_cmpuint (height, ==, 16);
  for (gsize i = 0; i < sizeof jpeg; i++)
    wb_picture_size_read (jpeg, i, &width, &height);
}

static void
test_payload_type (void)
{
  static const struct {
    const char *payload;
    WbPayloadType type;
    const char *extension;
  } cases[] = {
    { "\x89PNG\r\n\x1a\n", WB_PAYLOAD_PICTURE, ".png" },
    { "\xff\xd8\xff\xe0", WB_PAYLOAD_PICTURE, ".jpg" },
    { "GIF89a", WB_PAYLOAD_PICTURE, ".gif" },
    { "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>", WB_PAYLOAD_DRAWING, ".svg" },
    { " [1]", WB_PAYLOAD_JSON, ".json" },
    { "hello", WB_PAYLOAD_TEXT, ".txt" },
    { "\xff\xfe\xfd", WB_PAYLOAD_BYTES, ".bin" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) payload = g_bytes_new_static (cases[i].payload, strlen (cases[i].payload));
      const char *extension;

      g_assert_cmpint (wb_payload_classify (payload, &extension), ==, cases[i].type);
      g_assert_cmpstr (extension, ==, cases[i].extension);
    }
}

static GdkTexture *
load_drawing (const char *payload,
              guint *width,
              GError **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (payload, strlen (payload));
  guint height = 0;

  return wb_svg_picture_load (bytes, width, &height, error);
}

static gboolean
can_load_drawings (void)
{
  g_autoptr(GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type ("svg", NULL);

  if (loader != NULL)
    gdk_pixbuf_loader_close (loader, NULL);
  return loader != NULL;
}

/* G5: a drawing is shown, none larger than there is room for, and none that is no drawing. */
static void
test_drawing (void)
{
  guint width = 0, huge_width = 0;
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) drawing = NULL;
  g_autoptr(GdkTexture) huge = NULL;
  g_autofree char *filling = g_strnfill (WB_SVG_PICTURE_MAX_BYTES + 1, ' ');

  if (!can_load_drawings ())
    {
      g_test_skip ("gdk-pixbuf has no loader for SVG here");
      return;
    }

  drawing = load_drawing ("<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'/>", &width, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_width (drawing), ==, 40);
  g_assert_cmpuint (width, ==, 40);
  huge = load_drawing ("<svg xmlns='http://www.w3.org/2000/svg' width='30000' height='20'/>", &huge_width, NULL);
  if (huge != NULL)
    g_assert_cmpint (gdk_texture_get_width (huge), <=, WB_SVG_PICTURE_MAX_SIZE);
  g_assert_null (load_drawing ("<svg xmlns='http://www.w3.org/2000/svg'><g>", &width, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (load_drawing (filling, &width, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

/* What a message says about an object without a name, it says about its connection. */
static void
test_headline (void)
{
  g_autoptr(WbRegistry) registry = wb_registry_new ();
  g_autoptr(WbMonitor) monitor = wb_monitor_new (registry);
  g_autoptr(WbProfile) profile = wb_profile_new ("demo:");
  g_autoptr(WbMessage) message = wb_message_new_text (WB_DIRECTION_RECEIVED, 0, "{\"lat\":1,\"long\":2}");
  WbConnection *connection = wb_monitor_add (monitor, profile);
  g_autofree char *headline = NULL;

  g_object_set (profile, "name", "Our boat", NULL);
  wb_message_add_report (message, wb_report_new (WB_REPORT_FIX, "json"));
  headline = wb_fix_text_headline (message, connection);
  g_assert_cmpstr (headline, ==, "Decoded as Our boat");
}

static void
loaded_cb (GObject *source G_GNUC_UNUSED,
           GAsyncResult *result,
           gpointer data)
{
  g_set_object ((GAsyncResult **) data, result);
}

/* A worker still reads when the program ends. */
static void
test_registry (void)
{
  WbRegistry *registry = wb_registry_new ();
  g_autoptr(WbMessage) message = wb_message_new_text (WB_DIRECTION_RECEIVED, 0, "{\"lat\":1,\"lon\":2}");
  g_autoptr(WbMessageContent) content = NULL;
  g_autoptr(GAsyncResult) result = NULL;

  wb_message_content_load_async (message, registry, "none", NULL, loaded_cb, &result);
  wb_registry_free (registry);
  wb_test_await (result != NULL);
  content = wb_message_content_load_finish (result, NULL);
  g_assert_nonnull (content);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/message-content/pretty", test_pretty);
  g_test_add_func ("/ui/message-content/not-json", test_not_json);
  g_test_add_func ("/ui/message-content/registry", test_registry);
  g_test_add_func ("/ui/message-content/picture-size", test_picture_size);
  g_test_add_func ("/ui/message-content/G5-payload-type", test_payload_type);
  g_test_add_func ("/ui/message-content/G5-drawing", test_drawing);
  g_test_add_func ("/ui/message-content/headline", test_headline);

  return g_test_run ();
}
