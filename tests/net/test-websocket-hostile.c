/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Servers that break the rules, on purpose or not. */

#include "config.h"

#include "wb-raw-server.h"
#include "wb-test-client.h"
#include "wb-test.h"

#include <string.h>
#include <zlib.h>

#define DEFLATE "Sec-WebSocket-Extensions: permessage-deflate\r\n"

static WbTestClient *
open_client (WbRawServer *server)
{
  WbTestClient *client = wb_test_client_new (wb_raw_server_get_url (server));

  client->forgets = TRUE;
  wb_test_client_open (client);
  wb_test_await (client->opened != NULL);
  return client;
}

/* One thing a server sends, and how it ends. */
typedef struct {
  const char *name;
  const char *headers;
  const char *bytes;
  gsize length;
  WbFailure failure;
  guint code;
  const char *words;
} Offence;

#define BYTES(text) text, sizeof text - 1
#define RULES "127.0.0.1 broke the rules of WebSocket: "

static const Offence offences[] = {
  { "bad-utf8", NULL, BYTES ("\x81\x03" "a\xff" "b"), WB_FAILURE_BAD_UTF8, 1007,
    "127.0.0.1 sent a text message that is not valid UTF-8" },
  { "cut-utf8", NULL, BYTES ("\x81\x02" "a\xc3"), WB_FAILURE_BAD_UTF8, 1007, "not valid UTF-8" },
  { "bad-utf8-fragment", NULL, BYTES ("\x01\x01\xc3\x80\x01" "a"), WB_FAILURE_BAD_UTF8, 1007, "UTF-8" },
  { "compressed-without-agreement", NULL, BYTES ("\xc1\x01" "a"), WB_FAILURE_PROTOCOL, 1002, RULES },
  { "reserved-bit", DEFLATE, BYTES ("\xa1\x01" "a"), WB_FAILURE_PROTOCOL, 1002, RULES },
  { "compressed-continuation", DEFLATE, BYTES ("\x01\x01" "a\xc0\x01" "a"), WB_FAILURE_PROTOCOL, 1002, RULES },
  { "compressed-ping", DEFLATE, BYTES ("\xc9\x01" "a"), WB_FAILURE_PROTOCOL, 1002, RULES },
  { "masked", NULL, BYTES ("\x81\x81" "mmmma"), WB_FAILURE_PROTOCOL, 1002, RULES },
  { "unknown-opcode", NULL, BYTES ("\x83\x01" "a"), WB_FAILURE_PROTOCOL, 1002, RULES },
  { "unknown-control", NULL, BYTES ("\x8b\x01" "a"), WB_FAILURE_PROTOCOL, 1002, RULES },
  { "fragmented-ping", NULL, BYTES ("\x09\x01" "a"), WB_FAILURE_PROTOCOL, 1002, RULES },
  { "continuation-of-nothing", NULL, BYTES ("\x80\x01" "a"), WB_FAILURE_PROTOCOL, 1002, RULES },
  { "message-inside-message", NULL, BYTES ("\x01\x01" "a\x81\x01" "b"), WB_FAILURE_PROTOCOL, 1002, RULES },
  { "long-length-for-short", NULL, BYTES ("\x81\x7e\x00\x01" "a"), WB_FAILURE_PROTOCOL, 1002, RULES },
  { "close-of-one-byte", NULL, BYTES ("\x88\x01\x03"), WB_FAILURE_PROTOCOL, 1002, RULES },
  { "close-with-1005", NULL, BYTES ("\x88\x02\x03\xed"), WB_FAILURE_PROTOCOL, 1002, RULES },
  { "close-with-1006", NULL, BYTES ("\x88\x02\x03\xee"), WB_FAILURE_PROTOCOL, 1002, RULES },
  { "close-with-999", NULL, BYTES ("\x88\x02\x03\xe7"), WB_FAILURE_PROTOCOL, 1002, RULES },
  { "close-with-bad-utf8", NULL, BYTES ("\x88\x04\x03\xe8\xff\xff"), WB_FAILURE_PROTOCOL, 1002, RULES },
  { "too-big", NULL, BYTES ("\x82\x7f\x00\x00\x01\x00\x00\x00\x00\x00"), WB_FAILURE_TOO_BIG, 1009,
    "127.0.0.1 sent a message of more than 16.0\xc2\xa0MiB." },
  { "length-with-sign", NULL, BYTES ("\x82\x7f\xff\xff\xff\xff\xff\xff\xff\xff"), WB_FAILURE_TOO_BIG,
    1009, "more than 16.0\xc2\xa0MiB" },
  { "bad-compression", DEFLATE, BYTES ("\xc1\x04\xff\xff\xff\xff"), WB_FAILURE_BAD_COMPRESSION, 1007,
    "127.0.0.1 sent a compressed message" },
  { "bad-utf8-compressed", DEFLATE, BYTES ("\xc1\x03\xfa\x0f\x00"), WB_FAILURE_BAD_UTF8, 1007, "UTF-8" },
};

typedef struct {
  const Offence *offence;
  guint code; /* what the client closed with */
} Trial;

static void
serve_offence (WbRawPeer *peer,
               gconstpointer data)
{
  Trial *trial = (Trial *) data;

  wb_raw_peer_shake_hands (peer, trial->offence->headers);
  wb_raw_peer_write (peer, trial->offence->bytes, trial->offence->length);
  trial->code = wb_raw_peer_read_close (peer, NULL);
  wb_raw_peer_send_close (peer, trial->code, "");
}

static void
test_offence (gconstpointer data)
{
  Trial trial = { data, 0 };
  WbRawServer *server = wb_raw_server_new (NULL, serve_offence, &trial);
  g_autoptr(WbTestClient) client = open_client (server);
  gint64 began = g_get_monotonic_time ();

  wb_test_await (client->closed != NULL);
  wb_test_await (wb_raw_server_is_done (server));
  wb_raw_server_free (server);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 3 * G_USEC_PER_SEC);

  g_assert_error (client->failure, WB_FAILURE, (int) trial.offence->failure);
  if (strstr (client->failure->message, trial.offence->words) == NULL)
    g_error ("“%s” is not in: %s", trial.offence->words, client->failure->message);
  g_assert_cmpstr (client->events->str, ==, "ofc");
  g_assert_cmpuint (client->closed->code, ==, trial.offence->code);
  g_assert_false (client->closed->by_server);
  g_assert_cmpuint (trial.code, ==, trial.offence->code);
  g_assert_cmpuint (client->n_received, ==, 0);
}

static void
serve_half_frame (WbRawPeer *peer,
                  gconstpointer data G_GNUC_UNUSED)
{
  wb_raw_peer_shake_hands (peer, NULL);
  wb_raw_peer_write (peer, "\x81\x7e\x10", 3);
}

static void
test_half_frame (void)
{
  g_autoptr(WbRawServer) server = wb_raw_server_new (NULL, serve_half_frame, NULL);
  g_autoptr(WbTestClient) client = open_client (server);

  wb_test_await (client->closed != NULL);
  g_assert_error (client->failure, WB_FAILURE, WB_FAILURE_LOST);
  g_assert_cmpuint (client->closed->code, ==, 1006);
}

/* Compresses @length zeros. */
static GBytes *
make_bomb (gsize length)
{
  GByteArray *out = g_byte_array_new ();
  z_stream stream = { 0 };
  guint8 zeros[65536] = { 0 };
  guint8 buffer[65536];

  g_assert_cmpint (deflateInit2 (&stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY), ==, Z_OK);
  for (gsize done = 0; done < length; done += sizeof zeros)
    {
      stream.next_in = zeros;
      stream.avail_in = sizeof zeros;
      do
        {
          stream.next_out = buffer;
          stream.avail_out = sizeof buffer;
          deflate (&stream, done + sizeof zeros < length ? Z_NO_FLUSH : Z_SYNC_FLUSH);
          g_byte_array_append (out, buffer, (guint) (sizeof buffer - stream.avail_out));
        }
      while (stream.avail_out == 0);
    }
  deflateEnd (&stream);
  g_byte_array_set_size (out, out->len - 4);
  return g_byte_array_free_to_bytes (out);
}

typedef struct {
  GBytes *bomb;
  guint fragment; /* bytes of the bomb in each, 0 for all in one frame */
  guint code;
} Bombing;

static void
serve_bomb (WbRawPeer *peer,
            gconstpointer data)
{
  Bombing *bombing = (Bombing *) data;
  gsize length;
  const guint8 *bomb = g_bytes_get_data (bombing->bomb, &length);
  gsize step = bombing->fragment > 0 ? bombing->fragment : length;

  wb_raw_peer_shake_hands (peer, DEFLATE);
  for (gsize at = 0; at < length; at += step)
    {
      guint8 first = at == 0 ? WB_RAW_TEXT | WB_RAW_COMPRESSED : WB_RAW_CONTINUATION;
      gsize size = MIN (step, length - at);

      wb_raw_peer_send (peer, first | (at + size == length ? WB_RAW_FINAL : 0), bomb + at, size);
    }
  bombing->code = wb_raw_peer_read_close (peer, NULL);
}

static void
test_bomb (gconstpointer data)
{
  g_autoptr(GBytes) bomb = make_bomb (300 * 1000 * 1000);
  Bombing bombing = { bomb, GPOINTER_TO_UINT (data), 0 };
  WbRawServer *server = wb_raw_server_new (NULL, serve_bomb, &bombing);
  g_autoptr(WbTestClient) client = NULL;
  gsize before = wb_test_get_memory ();

  g_assert_cmpuint (g_bytes_get_size (bomb), <, 320 * 1000);
  client = open_client (server);
  wb_test_await (client->closed != NULL);
  wb_test_assert_memory (before);
  wb_test_await (wb_raw_server_is_done (server));
  wb_raw_server_free (server);

  g_assert_error (client->failure, WB_FAILURE, WB_FAILURE_TOO_BIG);
  g_assert_cmpuint (client->closed->code, ==, 1009);
  g_assert_cmpuint (bombing.code, ==, 1009);
}

/* What a server sends without end, and what it heard in the meantime. */
typedef struct {
  guint8 first;
  const char *payload;
  gsize length;
  guint8 second; /* first byte of all but the first frame, 0 for the same */
  gboolean deaf; /* reads nothing */
  int stop;      /* atomic */
  gint64 goodbye; /* when the close frame came */
} Flood;

static gpointer
listen_thread (gpointer data)
{
  gpointer *both = data;
  Flood *flood = both[1];

  if (wb_raw_peer_read_close (both[0], NULL) != 1006)
    {
      flood->goodbye = g_get_monotonic_time ();
      g_atomic_int_set (&flood->stop, 1);
    }
  return NULL;
}

static void
serve_flood (WbRawPeer *peer,
             gconstpointer data)
{
  Flood *flood = (Flood *) data;
  gpointer both[] = { peer, flood };
  GThread *listener = NULL;

  wb_raw_peer_shake_hands (peer, NULL);
  if (!flood->deaf)
    listener = g_thread_new ("raw-listener", listen_thread, both);

  for (guint8 first = flood->first; !g_atomic_int_get (&flood->stop); first = flood->second)
    if (!wb_raw_peer_send (peer, first, flood->payload, flood->length))
      break;
  if (g_atomic_int_get (&flood->stop))
    wb_raw_peer_send_close (peer, 1000, "");
  if (listener != NULL)
    g_thread_join (listener);
}

static const Flood floods[] = {
  { WB_RAW_FINAL | WB_RAW_TEXT, "{\"lat\":1}", 9, WB_RAW_FINAL | WB_RAW_TEXT, FALSE, 0, 0 },
  { WB_RAW_FINAL | WB_RAW_PING, "ping", 4, WB_RAW_FINAL | WB_RAW_PING, FALSE, 0, 0 },
  { WB_RAW_TEXT, "", 0, WB_RAW_CONTINUATION, FALSE, 0, 0 },
};

/* As the feed does: works for a while, then lets the thread's other work run. */
static void
work_slowly (WbTestClient *client,
             char event)
{
  if (event != 'r' || client->n_received % 100 != 0)
    return;

  g_usleep (5000);
  g_main_context_iteration (NULL, FALSE);
}

static gboolean
close_cb (gpointer data)
{
  WbTestClient *client = data;

  client->hook_data = g_memdup2 (&(gint64){ g_get_monotonic_time () }, sizeof (gint64));
  wb_transport_close (client->transport, 1000, NULL);
  return G_SOURCE_REMOVE;
}

static void
test_close_during_flood (gconstpointer data)
{
  Flood flood = floods[GPOINTER_TO_SIZE (data)];
  WbRawServer *server = wb_raw_server_new (NULL, serve_flood, &flood);
  g_autoptr(WbTestClient) client = open_client (server);
  g_autofree gint64 *asked = NULL;

  client->hook = work_slowly;
  g_timeout_add (300, close_cb, client);
  wb_test_await (client->closed != NULL);
  wb_test_await (wb_raw_server_is_done (server));
  wb_raw_server_free (server);

  asked = client->hook_data;
  g_assert_cmpint (flood.goodbye - *asked, >, 0);
  /* A busy computer needs its time, but one that reads on and on needs more. */
  g_assert_cmpint (flood.goodbye - *asked, <, G_USEC_PER_SEC);
  g_assert_no_error (client->failure);
  g_assert_cmpuint (client->n_received, ==, client->closed->received);
}

static void
send_and_close (WbTestClient *client,
                char event)
{
  g_autofree char *text = g_strnfill (100 * 1000, 'x');

  if (event != 'r' || client->n_received != 1000)
    return;

  for (guint i = 0; i < 30; i++)
    g_assert_true (wb_test_client_send (client, WB_MESSAGE_TEXT, text, 100 * 1000, NULL));
  wb_transport_close (client->transport, 1000, NULL);
}

/* Messages that still wait go out even while a flood comes in. */
static void
test_queue_during_flood (void)
{
  Flood flood = floods[0];
  WbRawServer *server = wb_raw_server_new (NULL, serve_flood, &flood);
  g_autoptr(WbTestClient) client = open_client (server);

  client->hook = send_and_close;
  wb_test_await (client->closed != NULL);
  wb_test_await (wb_raw_server_is_done (server));
  wb_raw_server_free (server);

  g_assert_cmpuint (client->n_received, ==, 1000);
  g_assert_cmpuint (client->sent->len, ==, 30);
  g_assert_cmpint (flood.goodbye, >, 0);
  g_assert_true (client->closed->clean);
}

static void
test_fragments_without_end (void)
{
  g_autofree char *block = g_strnfill (60 * 1000, 'x');
  Flood flood = { WB_RAW_TEXT, block, 60 * 1000, WB_RAW_CONTINUATION, FALSE, 0, 0 };
  WbRawServer *server = wb_raw_server_new (NULL, serve_flood, &flood);
  gsize before = wb_test_get_memory ();
  g_autoptr(WbTestClient) client = open_client (server);

  wb_test_await (client->closed != NULL);
  wb_test_assert_memory (before);
  wb_test_await (g_atomic_int_get (&flood.stop)); /* it heard our goodbye */
  wb_raw_server_free (server);
  g_assert_error (client->failure, WB_FAILURE, WB_FAILURE_TOO_BIG);
  g_assert_cmpuint (client->closed->code, ==, 1009);
  g_assert_cmpint (flood.goodbye, >, 0);
}

/* The answers to pings must not pile up. */
static void
test_pings_without_reading (void)
{
  g_autofree char *payload = g_strnfill (125, 'p');
  Flood flood = {
    WB_RAW_FINAL | WB_RAW_PING, payload, 125, WB_RAW_FINAL | WB_RAW_PING, TRUE, 0, 0
  };
  WbRawServer *server = wb_raw_server_new (NULL, serve_flood, &flood);
  gsize before = wb_test_get_memory ();
  g_autoptr(WbTestClient) client = open_client (server);

  wb_test_await (client->closed != NULL);
  wb_test_assert_memory (before);
  g_atomic_int_set (&flood.stop, 1);
  wb_raw_server_free (server);
  g_assert_error (client->failure, WB_FAILURE, WB_FAILURE_PROTOCOL);
  g_assert_nonnull (strstr (client->failure->message, "without reading"));
}

/* What comes after a refused frame is not kept. */
static void
test_flood_after_offence (void)
{
  g_autofree char *block = g_strnfill (60 * 1000, '\xff');
  Flood flood = { WB_RAW_FINAL | WB_RAW_TEXT, block, 60 * 1000, 0x83, TRUE, 0, 0 };
  WbRawServer *server = wb_raw_server_new (NULL, serve_flood, &flood);
  gsize before = wb_test_get_memory ();
  g_autoptr(WbTestClient) client = open_client (server);
  gint64 began = g_get_monotonic_time ();

  wb_test_await (client->closed != NULL);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 3 * G_USEC_PER_SEC);
  wb_test_assert_memory (before);
  g_atomic_int_set (&flood.stop, 1);
  wb_raw_server_free (server);
  g_assert_error (client->failure, WB_FAILURE, WB_FAILURE_BAD_UTF8);
}

static void
serve_deafly (WbRawPeer *peer,
              gconstpointer data)
{
  wb_raw_peer_shake_hands (peer, NULL);
  wb_raw_peer_wait (peer, (int *) data);
}

static void
test_server_never_reads (void)
{
  int stop = 0;
  g_autoptr(WbRawServer) server = wb_raw_server_new (NULL, serve_deafly, &stop);
  g_autoptr(WbTestClient) client = open_client (server);
  g_autofree char *block = g_strnfill (1000 * 1000, 'x');
  g_autoptr(GError) error = NULL;
  guint n_taken = 0;
  gint64 began;

  /* What the kernel takes is not ours; then the queue fills. */
  while (wb_test_client_send (client, WB_MESSAGE_BINARY, block, 1000 * 1000, &error))
    {
      n_taken++;
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_error (error, WB_FAILURE, WB_FAILURE_SEND_QUEUE_FULL);
  g_assert_nonnull (strstr (error->message, "32.0\xc2\xa0MiB"));
  g_assert_cmpuint (n_taken, >=, 33);
  g_assert_cmpuint (n_taken, <, 50);

  began = g_get_monotonic_time ();
  wb_transport_close (client->transport, 1000, NULL);
  wb_test_await (client->closed != NULL);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 8 * G_USEC_PER_SEC);
  g_assert_cmpuint (client->closed->code, ==, 1006);
  g_assert_false (client->closed->clean);
  g_assert_cmpuint (client->sent->len, <, n_taken);
  g_assert_cmpstr (client->events->str, ==, "oc");
  g_atomic_int_set (&stop, 1);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (offences); i++)
    {
      g_autofree char *path =
          g_strconcat ("/net/websocket-hostile/A15-G7/", offences[i].name, NULL);

      g_test_add_data_func (path, &offences[i], test_offence);
    }
  g_test_add_func ("/net/websocket-hostile/half-frame", test_half_frame);
  g_test_add_data_func ("/net/websocket-hostile/bomb", GUINT_TO_POINTER (0), test_bomb);
  g_test_add_data_func ("/net/websocket-hostile/bomb-in-fragments", GUINT_TO_POINTER (1000),
                        test_bomb);
  g_test_add_func ("/net/websocket-hostile/fragments-without-end", test_fragments_without_end);
  g_test_add_func ("/net/websocket-hostile/pings-without-reading", test_pings_without_reading);
  g_test_add_func ("/net/websocket-hostile/flood-after-offence", test_flood_after_offence);
  g_test_add_data_func ("/net/websocket-hostile/G8/close-during-messages", GSIZE_TO_POINTER (0),
                        test_close_during_flood);
  g_test_add_data_func ("/net/websocket-hostile/G8/close-during-pings", GSIZE_TO_POINTER (1),
                        test_close_during_flood);
  g_test_add_data_func ("/net/websocket-hostile/G8/close-during-fragments", GSIZE_TO_POINTER (2),
                        test_close_during_flood);
  g_test_add_func ("/net/websocket-hostile/G8/queue-during-flood", test_queue_during_flood);
  g_test_add_func ("/net/websocket-hostile/G8/server-never-reads", test_server_never_reads);

  return g_test_run ();
}
