/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Socket.IO when there is no room for what is to be sent. */

#include "config.h"

#include "wb-failure.h"
#include "wb-socket-io.h"
#include "wb-test.h"

#include <string.h>

/* A feed with room for so many messages. */
typedef struct {
  WbProtocol *protocol;
  WbProfile *profile;
  guint room;
  GString *sent;      /* “<…>” for each message that there was room for */
  GString *delivered; /* the same for what is to be logged */
  GError *error;      /* why the link is of no use any more */
} Feed;

static void
note (GString *list,
      GBytes *bytes)
{
  g_string_append_c (list, '<');
  g_string_append_len (list, g_bytes_get_data (bytes, NULL), (gssize)g_bytes_get_size (bytes));
  g_string_append_c (list, '>');
}

static void
ready_cb (gpointer data G_GNUC_UNUSED)
{
}

static void
deliver_cb (gpointer data,
            WbMessage *message)
{
  note (((Feed *)data)->delivered, message->payload);
  wb_message_unref (message);
}

static gboolean
transmit_cb (gpointer data,
             WbMessage *message)
{
  Feed *feed = data;
  gboolean fits = feed->room > 0;

  if (fits)
    note (feed->sent, wb_message_get_wire (message));
  feed->room -= fits;
  wb_message_unref (message);
  return fits;
}

static void
fail_cb (gpointer data,
         GError *error,
         gboolean at_once G_GNUC_UNUSED)
{
  ((Feed *)data)->error = error;
}

static void
tell_namespaces_cb (gpointer data G_GNUC_UNUSED,
                    char **namespaces)
{
  g_strfreev (namespaces);
}

static gboolean
is_held_cb (gpointer data G_GNUC_UNUSED)
{
  return FALSE;
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

static void
receive (Feed *feed,
         const char *text)
{
  wb_protocol_received (feed->protocol, wb_message_new_text (WB_DIRECTION_RECEIVED, 0, text));
}

static void
feed_init (Feed *feed)
{
  g_autoptr(WbProfile) prepared = NULL;

  *feed = (Feed){ .protocol = g_object_new (WB_TYPE_SOCKET_IO, NULL), .room = G_MAXINT };
  feed->profile = wb_profile_new ("socketio+ws://example.org/");
  feed->sent = g_string_new (NULL);
  feed->delivered = g_string_new (NULL);
  wb_protocol_set_host (feed->protocol, feed->profile, &host, feed);
  prepared = wb_protocol_prepare (feed->protocol, NULL);
  wb_protocol_opened (feed->protocol);
  receive (feed, "0{\"sid\":\"a\",\"pingInterval\":25000,\"pingTimeout\":20000}");
}

static void
feed_init_joined (Feed *feed)
{
  feed_init (feed);
  receive (feed, "40{\"sid\":\"s\"}");
  g_string_truncate (feed->sent, 0);
  g_string_truncate (feed->delivered, 0);
}

static void
feed_close (Feed *feed)
{
  g_autoptr(WbStateChange) change = wb_state_change_new (WB_STATE_CLOSED);

  wb_protocol_closed (feed->protocol, change);
}

static void
feed_clear (Feed *feed)
{
  feed_close (feed);
  g_assert_finalize_object (feed->protocol);
  g_object_unref (feed->profile);
  g_string_free (feed->sent, TRUE);
  g_string_free (feed->delivered, TRUE);
  g_clear_error (&feed->error);
}

static void
emit (Feed *feed,
      WbMessageKind kind,
      gint64 ack,
      gboolean is_binary)
{
  g_autoptr(GBytes) arguments = g_bytes_new_static ("[]", 2);
  WbEvent *event = wb_event_new ("x", NULL);

  event->ack = ack;
  if (is_binary)
    wb_event_attach (event, arguments);
  wb_protocol_send (feed->protocol,
                    wb_message_new_event (WB_DIRECTION_SENT, kind, 0, event, arguments));
}

/* An answer for which there was no room is still owed. */
static void
test_answer_again (void)
{
  Feed feed;

  feed_init_joined (&feed);
  receive (&feed, "427[\"question\"]");
  g_string_truncate (feed.delivered, 0);
  feed.room = 0;
  emit (&feed, WB_MESSAGE_ACK, 7, FALSE);
  feed.room = 2;
  emit (&feed, WB_MESSAGE_ACK, 7, FALSE);
  g_assert_cmpstr (feed.delivered->str, ==, "");
  g_assert_cmpstr (feed.sent->str, ==, "<437[]>");

  emit (&feed, WB_MESSAGE_ACK, 7, FALSE);
  g_assert_nonnull (strstr (feed.delivered->str, "answered before"));
  g_assert_cmpstr (feed.sent->str, ==, "<437[]>");
  feed_clear (&feed);
}

/* A question for which there was no room is not waited for. */
static void
test_question_again (void)
{
  Feed feed;

  feed_init_joined (&feed);
  feed.room = 0;
  emit (&feed, WB_MESSAGE_EVENT, WB_EVENT_ACK_WANTED, FALSE);
  feed.room = 1;
  emit (&feed, WB_MESSAGE_EVENT, WB_EVENT_ACK_WANTED, FALSE);
  g_assert_cmpstr (feed.sent->str, ==, "<420[\"x\"]>");
  feed_close (&feed);
  g_assert_nonnull (strstr (feed.delivered->str, "<1 answer will not come"));
  feed_clear (&feed);
}

/* An event without its attachments ends the link, and says that it does. */
static void
test_cut_event (void)
{
  Feed feed;

  feed_init_joined (&feed);
  feed.room = 1;
  emit (&feed, WB_MESSAGE_EVENT, WB_EVENT_NO_ACK, TRUE);
  g_assert_error (feed.error, WB_FAILURE, WB_FAILURE_CUT_EVENT);
  g_assert_nonnull (strstr (feed.error->message, "The connection to example.org was ended"));
  feed_clear (&feed);
}

/* What waited for a namespace that is not joined does not go without a word. */
static void
test_held (void)
{
  Feed feed;

  feed_init (&feed);
  emit (&feed, WB_MESSAGE_EVENT, WB_EVENT_NO_ACK, FALSE);
  feed_close (&feed);
  g_assert_nonnull (
      strstr (feed.delivered->str, "<1 event was not sent: the namespace / was not joined>"));
  feed_clear (&feed);

  feed_init (&feed);
  emit (&feed, WB_MESSAGE_EVENT, WB_EVENT_NO_ACK, FALSE);
  emit (&feed, WB_MESSAGE_EVENT, WB_EVENT_NO_ACK, FALSE);
  receive (&feed, "44{\"message\":\"no\"}");
  g_assert_nonnull (
      strstr (feed.delivered->str, "<2 events were not sent: the namespace / was not joined>"));
  feed_clear (&feed);

  feed_init_joined (&feed);
  emit (&feed, WB_MESSAGE_EVENT, WB_EVENT_NO_ACK, FALSE);
  feed_close (&feed);
  g_assert_null (strstr (feed.delivered->str, "sent"));
  feed_clear (&feed);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/socket-io-sending/answer-again", test_answer_again);
  g_test_add_func ("/net/socket-io-sending/question-again", test_question_again);
  g_test_add_func ("/net/socket-io-sending/cut-event", test_cut_event);
  g_test_add_func ("/net/socket-io-sending/held", test_held);

  return g_test_run ();
}
