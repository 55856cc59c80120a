/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Socket.IO with servers that say anything in any order: nothing breaks, and a link that failed is
 * left alone. */

#include "config.h"

#include "wb-failure.h"
#include "wb-socket-io.h"
#include "wb-transport.h"

#include <string.h>

#define N_LINKS 10000
#define PACKETS_PER_LINK 30

/* A feed that only looks at what it is asked for. */
typedef struct {
  GRand *random;
  WbProtocol *protocol;
  gboolean failed;
  guint n_delivered;
  guint n_transmitted;
  guint n_failed;
} Feed;

static void
ready_cb (gpointer data)
{
  g_assert_false (((Feed *)data)->failed);
}

static void
deliver_cb (gpointer data,
            WbMessage *message)
{
  Feed *feed = data;

  feed->n_delivered++;
  if (message->kind == WB_MESSAGE_EVENT || message->kind == WB_MESSAGE_ACK)
    {
      gsize length;
      const char *text = wb_message_get_text (message, &length);

      g_assert_nonnull (message->event);
      g_assert_true (wb_event_check_arguments (text, length, WB_EVENT_PLAIN, NULL));
      g_assert_cmpuint (wb_event_get_n_attachments (message->event), <=, WB_EVENT_MAX_ATTACHMENTS);
    }
  wb_message_unref (message);
}

static gboolean
transmit_cb (gpointer data,
             WbMessage *message)
{
  Feed *feed = data;

  feed->n_transmitted++;
  if (message->kind != WB_MESSAGE_BINARY)
    g_assert_true (wb_payload_is_text (wb_message_get_wire (message)));
  wb_message_unref (message);
  return g_rand_int_range (feed->random, 0, 50) > 0;
}

static void
fail_cb (gpointer data,
         GError *error,
         gboolean at_once G_GNUC_UNUSED)
{
  Feed *feed = data;

  g_assert_false (feed->failed);
  g_assert_cmpint (error->domain, ==, WB_FAILURE);
  feed->failed = TRUE;
  feed->n_failed++;
  g_error_free (error);
}

static gboolean
is_held_cb (gpointer data G_GNUC_UNUSED)
{
  return FALSE;
}

static void
tell_namespaces_cb (gpointer data G_GNUC_UNUSED,
                    char **namespaces)
{
  for (gsize i = 0; namespaces[i] != NULL; i++)
    g_assert_true (g_utf8_validate (namespaces[i], -1, NULL));
  g_strfreev (namespaces);
}

static const WbProtocolHost host = {
  .ready = ready_cb,
  .refresh = ready_cb,
  .deliver = deliver_cb,
  .transmit = transmit_cb,
  .fail = fail_cb,
  .tell_namespaces = tell_namespaces_cb,
  .is_held = is_held_cb,
};

static const char *const packets[] = {
  "0{\"sid\":\"a\",\"pingInterval\":300,\"maxPayload\":10}",
  "2",
  "2probe",
  "6",
  "40{\"sid\":\"s\",\"pid\":\"p\"}",
  "40/a,{\"sid\":\"t\"}",
  "40/b,{\"sid\":\"u\"}",
  "44/b,{\"message\":\"no\",\"data\":[1]}",
  "41/a",
  "42[\"x\",1,\"offset\"]",
  "42/a,7[\"x\"]",
  "42/c,[\"x\"]",
  "42[\"refresh\"]",
  "430[1]",
  "43/a,1[]",
  "452-/a,3[\"x\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]",
  "461-0[{\"_placeholder\":true,\"num\":0}]",
};

static WbMessage *
invent_packet (GRand *random)
{
  const char *source = packets[g_rand_int_range (random, 0, G_N_ELEMENTS (packets))];
  g_autofree char *text = g_strdup (source);
  g_autoptr(GBytes) payload = NULL;
  gsize length = strlen (text);

  if (g_rand_int_range (random, 0, 15) == 0)
    return wb_message_new (WB_DIRECTION_RECEIVED, WB_MESSAGE_BINARY, 0,
                           (payload = g_bytes_new (text, length)));
  if (g_rand_int_range (random, 0, 60) == 0)
    text[g_rand_int_range (random, 0, (gint32)length)] =
        "0123456789-/,[]{}\":"[g_rand_int_range (random, 0, 19)];
  payload = g_bytes_new (text, length);
  return wb_message_new (WB_DIRECTION_RECEIVED, WB_MESSAGE_TEXT, 0, payload);
}

static void
invent_sending (Feed *feed)
{
  static const char *const texts[] = {
    "hello", "[\"x\",1]", "/a,[\"x\"]", "/c,[\"x\"]", "[\"x\"", "[\"connect\"]", ""
  };
  const char *text = texts[g_rand_int_range (feed->random, 0, G_N_ELEMENTS (texts))];
  g_autoptr(GBytes) payload = g_bytes_new (text, strlen (text));
  gboolean is_binary = g_rand_int_range (feed->random, 0, 5) == 0;

  wb_protocol_send (feed->protocol,
                    wb_message_new (WB_DIRECTION_SENT,
                                    is_binary ? WB_MESSAGE_BINARY : WB_MESSAGE_TEXT, 0, payload));
}

static void
invent_question (Feed *feed)
{
  g_autoptr(GBytes) arguments = g_bytes_new_static ("[]", 2);
  gboolean is_ack = g_rand_boolean (feed->random);
  WbEvent *event = wb_event_new ("x", g_rand_boolean (feed->random) ? "/a" : NULL);

  event->ack = is_ack ? g_rand_int_range (feed->random, 0, 10) : WB_EVENT_ACK_WANTED;
  wb_protocol_send (feed->protocol,
                    wb_message_new_event (WB_DIRECTION_SENT,
                                          is_ack ? WB_MESSAGE_ACK : WB_MESSAGE_EVENT, 0, event,
                                          arguments));
}

static void
play_link (Feed *feed,
           WbProfile *profile)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(WbProfile) prepared = NULL;
  g_autoptr(WbStateChange) change = wb_state_change_new (WB_STATE_CLOSED);

  feed->failed = FALSE;
  wb_protocol_set_host (feed->protocol, profile, &host, feed);
  prepared = wb_protocol_prepare (feed->protocol, &error);
  g_assert_no_error (error);
  wb_protocol_opened (feed->protocol);
  for (guint i = 0; i < PACKETS_PER_LINK; i++)
    {
      gboolean had_failed = feed->failed;
      guint n_transmitted = feed->n_transmitted;

      wb_protocol_received (feed->protocol, invent_packet (feed->random));
      if (g_rand_int_range (feed->random, 0, 4) == 0)
        invent_sending (feed);
      if (g_rand_int_range (feed->random, 0, 4) == 0)
        invent_question (feed);
      if (had_failed)
        g_assert_cmpuint (feed->n_transmitted, ==, n_transmitted);
    }
  if (g_rand_boolean (feed->random))
    wb_protocol_closing (feed->protocol);
  wb_protocol_closed (feed->protocol, change);
}

static void
test_any_order (void)
{
  static const char *const spaces[] = { "/", "/a", "/b", NULL };
  g_autoptr(WbProfile) profile = wb_profile_new ("socketio+ws://example.org/");
  Feed feed = { .random = g_rand_new_with_seed (11),
                .protocol = g_object_new (WB_TYPE_SOCKET_IO, NULL) };

  g_object_set (profile, "namespaces", spaces, "auth", "{\"token\":\"s\"}", "auto-ack", TRUE,
                "refresh-event", "refresh", NULL);
  for (guint i = 0; i < N_LINKS; i++)
    play_link (&feed, profile);
  g_assert_cmpuint (feed.n_delivered, >, N_LINKS);
  g_assert_cmpuint (feed.n_transmitted, >, N_LINKS);
  g_assert_cmpuint (feed.n_failed, >, N_LINKS / 10);
  g_assert_finalize_object (feed.protocol);
  g_rand_free (feed.random);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/socket-io-hostile/any-order", test_any_order);

  return g_test_run ();
}
