/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A transport and a decoder for tests of core. */

#include "config.h"

#include "wb-fake.h"

#include "wb-failure.h"

#include <gio/gio.h>
#include <string.h>

/*
 * Transport
 */

#define WB_TYPE_FAKE_TRANSPORT (wb_fake_transport_get_type ())
G_DECLARE_FINAL_TYPE (WbFakeTransport, wb_fake_transport, WB, FAKE_TRANSPORT, WbTransport)

struct _WbFakeTransport {
  WbTransport parent_instance;

  char *url;
  gboolean open;
  gboolean closing;
  guint close_code;
};

G_DEFINE_FINAL_TYPE (WbFakeTransport, wb_fake_transport, WB_TYPE_TRANSPORT)

static void
later (WbFakeTransport *self,
       GSourceFunc function)
{
  g_autoptr(GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, function, g_object_ref (self), g_object_unref);
  g_source_attach (source, g_main_context_get_thread_default ());
}

static gboolean
closed_cb (gpointer data)
{
  WbFakeTransport *self = data;
  WbStateChange *change = wb_state_change_new (WB_STATE_CLOSED);

  change->code = self->close_code;
  change->clean = TRUE;
  self->open = FALSE;
  wb_transport_closed (WB_TRANSPORT (self), change);
  return G_SOURCE_REMOVE;
}

static void
receive_text (WbFakeTransport *self,
              const char *text)
{
  g_autoptr(GBytes) payload = g_bytes_new (text, strlen (text));

  wb_transport_received (WB_TRANSPORT (self), WB_MESSAGE_TEXT, payload);
}

static void
flood (WbFakeTransport *self,
       guint count)
{
  for (guint i = 1; i <= count && !self->closing; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);

      receive_text (self, text);
    }
}

static void
bye (WbFakeTransport *self,
     guint code)
{
  WbStateChange *change = wb_state_change_new (WB_STATE_CLOSED);

  change->code = code;
  change->by_server = change->clean = TRUE;
  wb_transport_closed (WB_TRANSPORT (self), change);
}

static void
lose (WbFakeTransport *self,
      const char *id)
{
  WbStateChange *change = wb_state_change_new (WB_STATE_CLOSED);
  g_autoptr(GError) error =
      wb_failure_new (WB_FAILURE_LOST, &(WbFailureFacts){ .host = "fake", .detail = "a moment" });

  if (*id != '\0')
    receive_text (self, id);
  change->code = 1006;
  wb_transport_failed (WB_TRANSPORT (self), error);
  wb_transport_closed (WB_TRANSPORT (self), change);
}

static gboolean
play_cb (gpointer data)
{
  WbFakeTransport *self = data;
  const char *number = strrchr (self->url, '/') + 1;

  if (g_str_has_prefix (self->url, "fake://flood/"))
    flood (self, (guint) g_ascii_strtoull (number, NULL, 10));
  else if (g_str_has_prefix (self->url, "fake://bye/"))
    bye (self, (guint) g_ascii_strtoull (number, NULL, 10));
  else if (g_str_has_prefix (self->url, "fake://lose/"))
    lose (self, number);
  else if (g_str_has_prefix (self->url, "fake://ping"))
    receive_text (self, "ping");
  return G_SOURCE_REMOVE;
}

static gboolean
opened_cb (gpointer data)
{
  WbFakeTransport *self = data;

  if (self->closing)
    return G_SOURCE_REMOVE;

  self->open = TRUE;
  wb_transport_opened (WB_TRANSPORT (self), wb_state_change_new (WB_STATE_OPEN));
  later (self, play_cb);
  return G_SOURCE_REMOVE;
}

static gboolean
refused_cb (gpointer data)
{
  WbFakeTransport *self = data;
  g_autoptr(GError) error =
      wb_failure_new (WB_FAILURE_REFUSED, &(WbFailureFacts){ .host = "fake", .port = 1 });

  wb_transport_failed (WB_TRANSPORT (self), error);
  closed_cb (self);
  return G_SOURCE_REMOVE;
}

static void
wb_fake_transport_open (WbTransport *transport,
                        WbProfile *profile)
{
  WbFakeTransport *self = WB_FAKE_TRANSPORT (transport);

  self->url = g_strdup (wb_profile_get_url (profile));
  if (g_str_has_prefix (self->url, "fake://refuse"))
    later (self, refused_cb);
  else if (!g_str_has_prefix (self->url, "fake://hang"))
    later (self, opened_cb);
}

typedef struct {
  WbFakeTransport *transport;
  WbMessage *message;
} Echo;

static gboolean
echo_cb (gpointer data)
{
  Echo *echo = data;
  WbTransport *transport = WB_TRANSPORT (echo->transport);
  g_autoptr(GBytes) wire = g_bytes_ref (wb_message_get_wire (echo->message));

  wb_transport_sent (transport, echo->message);
  if (g_str_has_prefix (echo->transport->url, "fake://echo"))
    wb_transport_received (transport, echo->message->kind, wire);
  return G_SOURCE_REMOVE;
}

static void
echo_free (gpointer data)
{
  Echo *echo = data;

  g_object_unref (echo->transport);
  wb_message_unref (echo->message);
  g_free (echo);
}

static gboolean
wb_fake_transport_send (WbTransport *transport,
                        WbMessage *message,
                        GError **error G_GNUC_UNUSED)
{
  g_autoptr(GSource) source = g_idle_source_new ();
  Echo *echo = g_new0 (Echo, 1);

  echo->transport = g_object_ref (WB_FAKE_TRANSPORT (transport));
  echo->message = wb_message_ref (message);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, echo_cb, echo, echo_free);
  g_source_attach (source, g_main_context_get_thread_default ());
  return TRUE;
}

static void
wb_fake_transport_close (WbTransport *transport,
                         guint code,
                         const char *reason G_GNUC_UNUSED)
{
  WbFakeTransport *self = WB_FAKE_TRANSPORT (transport);

  if (self->closing)
    return;

  self->closing = TRUE;
  self->close_code = self->open ? code : 0;
  later (self, closed_cb);
}

static void
wb_fake_transport_cut (WbTransport *transport)
{
  WB_FAKE_TRANSPORT (transport)->closing = TRUE;
}

static void
wb_fake_transport_finalize (GObject *object)
{
  g_free (WB_FAKE_TRANSPORT (object)->url);

  G_OBJECT_CLASS (wb_fake_transport_parent_class)->finalize (object);
}

static void
wb_fake_transport_class_init (WbFakeTransportClass *klass)
{
  WbTransportClass *transport_class = WB_TRANSPORT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wb_fake_transport_finalize;
  transport_class->open = wb_fake_transport_open;
  transport_class->send = wb_fake_transport_send;
  transport_class->close = wb_fake_transport_close;
  transport_class->cut = wb_fake_transport_cut;
}

static void
wb_fake_transport_init (WbFakeTransport *self G_GNUC_UNUSED)
{
}

/*
 * Decoder
 */

#define WB_TYPE_FAKE_DECODER (wb_fake_decoder_get_type ())
G_DECLARE_FINAL_TYPE (WbFakeDecoder, wb_fake_decoder, WB, FAKE_DECODER, WbDecoder)

struct _WbFakeDecoder {
  WbDecoder parent_instance;
};

G_DEFINE_FINAL_TYPE (WbFakeDecoder, wb_fake_decoder, WB_TYPE_DECODER)

static WbReportKind
classify (const char **text)
{
  if (g_str_equal (*text, "not"))
    return WB_REPORT_NO_POSITION;
  if (!g_str_has_prefix (*text, "gone:"))
    return WB_REPORT_FIX;

  *text += strlen ("gone:");
  return WB_REPORT_REMOVED;
}

static void
wb_fake_decoder_decode (WbDecoder *decoder G_GNUC_UNUSED,
                        WbMessage *message)
{
  gsize length;
  const char *data = wb_message_get_text (message, &length);
  g_autofree char *copy = g_strndup (data != NULL ? data : "", length);
  const char *text = copy;
  WbReport *report = wb_report_new (classify (&text), "fake");

  if (report->kind == WB_REPORT_NO_POSITION)
    report->reason = WB_REASON_NO_COORDINATES;
  else
    report->id = g_ref_string_new (text);
  report->latitude = 1;
  report->longitude = 2;
  wb_message_add_report (message, report);
}

static void
wb_fake_decoder_class_init (WbFakeDecoderClass *klass)
{
  WB_DECODER_CLASS (klass)->decode = wb_fake_decoder_decode;
}

static void
wb_fake_decoder_init (WbFakeDecoder *self G_GNUC_UNUSED)
{
}

WbRegistry *
wb_fake_registry_new (void)
{
  WbRegistry *registry = wb_registry_new ();

  wb_registry_add_transport (registry, "fake", WB_TYPE_FAKE_TRANSPORT);
  wb_registry_add_decoder (registry, "", WB_TYPE_FAKE_DECODER);
  return registry;
}
