/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The codecs of Socket.IO: pure functions of bytes. */

#include "config.h"

#include "wb-engine-io.h"
#include "wb-failure.h"
#include "wb-secret-json.h"
#include "wb-socket-io-packet.h"
#include "wb-socket-io-url.h"

#include <string.h>

static const struct {
  const char *text;
  WbSocketIoType type;
  guint n_attachments;
  const char *space;
  gint64 ack;
  const char *name;
  const char *data;
} good[] = {
  { "0", WB_SOCKET_IO_CONNECT, 0, "/", -1, NULL, NULL },
  { "0{\"sid\":\"x\"}", WB_SOCKET_IO_CONNECT, 0, "/", -1, NULL, "{\"sid\":\"x\"}" },
  { "0/admin,{\"token\":\"123\"}", WB_SOCKET_IO_CONNECT, 0, "/admin", -1, NULL,
    "{\"token\":\"123\"}" },
  { "0/admin,", WB_SOCKET_IO_CONNECT, 0, "/admin", -1, NULL, NULL },
  { "0/admin", WB_SOCKET_IO_CONNECT, 0, "/admin", -1, NULL, NULL },
  { "1", WB_SOCKET_IO_DISCONNECT, 0, "/", -1, NULL, NULL },
  { "1/admin,", WB_SOCKET_IO_DISCONNECT, 0, "/admin", -1, NULL, NULL },
  { "2[\"foo\",1,\"2\",{\"3\":[true]}]", WB_SOCKET_IO_EVENT, 0, "/", -1, "foo",
    "[1,\"2\",{\"3\":[true]}]" },
  { "2/admin,[\"bar\"]", WB_SOCKET_IO_EVENT, 0, "/admin", -1, "bar", "[]" },
  { "2/a/b,13[ \"b\\u0061r\" , 1 ] ", WB_SOCKET_IO_EVENT, 0, "/a/b", 13, "bar", "[ 1 ] " },
  { "2[42,\"x\"]", WB_SOCKET_IO_EVENT, 0, "/", -1, "42", "[\"x\"]" },
  { "2[\"\",{\"_placeholder\":true,\"num\":9}]", WB_SOCKET_IO_EVENT, 0, "/", -1, "",
    "[{\"_placeholder\":true,\"num\":9}]" },
  { "3456[1]", WB_SOCKET_IO_ACK, 0, "/", 456, NULL, "[1]" },
  { "3/admin,0[]", WB_SOCKET_IO_ACK, 0, "/admin", 0, NULL, "[]" },
  { "4{\"message\":\"no\"}", WB_SOCKET_IO_CONNECT_ERROR, 0, "/", -1, NULL, "{\"message\":\"no\"}" },
  { "4/random,\"no\"", WB_SOCKET_IO_CONNECT_ERROR, 0, "/random", -1, NULL, "\"no\"" },
  { "52-[\"m\",{\"_placeholder\":true,\"num\":0},{\"num\":1,\"_placeholder\":true}]",
    WB_SOCKET_IO_BINARY_EVENT, 2, "/", -1, "m",
    "[{\"_placeholder\":true,\"num\":0},{\"num\":1,\"_placeholder\":true}]" },
  { "50-[\"m\"]", WB_SOCKET_IO_BINARY_EVENT, 0, "/", -1, "m", "[]" },
  { "51-/admin,7[\"m\",{\"a\":{\"_placeholder\":true,\"num\":0}}]", WB_SOCKET_IO_BINARY_EVENT, 1,
    "/admin", 7, "m", "[{\"a\":{\"_placeholder\":true,\"num\":0}}]" },
  { "51-[\"m\",{\"_placeholder\":false,\"num\":5}]", WB_SOCKET_IO_BINARY_EVENT, 1, "/", -1, "m",
    "[{\"_placeholder\":false,\"num\":5}]" },
  { "61-/admin,1[{\"_placeholder\":true,\"num\":0}]", WB_SOCKET_IO_BINARY_ACK, 1, "/admin", 1, NULL,
    "[{\"_placeholder\":true,\"num\":0}]" },
};

static const char *const bad[] = {
  "",
  "7",
  "x",
  " 2[\"a\"]",
  "2",
  "2{}",
  "2[]",
  "2[null]",
  "2[[\"a\"]]",
  "2abc[\"x\"]",
  "2[\"a\"",
  "2[\"a\"]x",
  "2[\"a\"][\"b\"]",
  "2[\"a\",]",
  "2[\"connect\"]",
  "2[\"connect_error\"]",
  "2[\"disconnect\"]",
  "2[\"disconnecting\"]",
  "2[\"newListener\"]",
  "2[\"removeListener\"]",
  "2-1[\"a\"]",
  "21234567890123456[\"a\"]",
  "2/admin[\"a\"]",
  "0[1]",
  "0\"x\"",
  "0{",
  "0{}{}",
  "1{}",
  "3[1]",
  "31",
  "31{}",
  "31[",
  "4",
  "4[1]",
  "41",
  "5[\"a\"]",
  "5-[\"a\"]",
  "511-[\"a\"]",
  "5x-[\"a\"]",
  "51[\"a\"]",
  "51-[\"a\",{\"_placeholder\":true,\"num\":1}]",
  "51-[\"a\",{\"_placeholder\":true,\"num\":-1}]",
  "51-[\"a\",{\"_placeholder\":true,\"num\":\"0\"}]",
  "51-[\"a\",{\"_placeholder\":true}]",
  "51-[\"a\",{\"_placeholder\":true,\"num\":0.0}]",
  "50-[\"a\",{\"_placeholder\":true,\"num\":0}]",
  "61-[{\"_placeholder\":true,\"num\":0}]",
  "61-1[{\"_placeholder\":true,\"num\":1}]",
  "2[\"\xff\"]",
};

static void
assert_payload (GBytes *payload,
                const char *text)
{
  g_autofree char *got =
      payload != NULL ? g_strndup (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload))
                      : NULL;

  g_assert_cmpstr (got, ==, text);
}

static void
test_good (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(WbSocketIoPacket) packet =
          wb_socket_io_packet_parse (good[i].text, strlen (good[i].text), &error);

      g_test_message ("%s", good[i].text);
      g_assert_no_error (error);
      g_assert_cmpint (packet->type, ==, good[i].type);
      g_assert_cmpuint (packet->n_attachments, ==, good[i].n_attachments);
      g_assert_cmpstr (packet->space, ==, good[i].space);
      g_assert_cmpint (packet->ack, ==, good[i].ack);
      g_assert_cmpstr (packet->name, ==, good[i].name);
      assert_payload (packet->data, good[i].data);
    }
}

static void
test_bad (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(WbSocketIoPacket) packet =
          wb_socket_io_packet_parse (bad[i], strlen (bad[i]), &error);

      g_test_message ("Packet %" G_GSIZE_FORMAT, i);
      g_assert_null (packet);
      g_assert_nonnull (error);
      g_assert_cmpuint (strlen (error->message), >, 5);
    }
}

/* What is parsed and written again is the same packet. */
static void
test_round_trip (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr(GBytes) data =
          good[i].data != NULL ? g_bytes_new_static (good[i].data, strlen (good[i].data)) : NULL;
      g_autoptr(GBytes) payload = good[i].name != NULL ? wb_event_make_call (good[i].name, data)
                                   : data != NULL       ? g_bytes_ref (data)
                                                        : NULL;
      g_autoptr(GBytes) text = wb_socket_io_format (good[i].type, good[i].n_attachments,
                                                     good[i].space, good[i].ack, payload);
      const char *written = g_bytes_get_data (text, NULL);
      g_autoptr(WbSocketIoPacket) packet =
          wb_socket_io_packet_parse (written + 1, g_bytes_get_size (text) - 1, NULL);

      g_assert_cmpint (written[0], ==, '4');
      g_assert_nonnull (packet);
      g_assert_cmpint (packet->type, ==, good[i].type);
      g_assert_cmpstr (packet->space, ==, good[i].space);
      g_assert_cmpint (packet->ack, ==, good[i].ack);
      g_assert_cmpstr (packet->name, ==, good[i].name);
    }
}

/* Whatever becomes of a packet on its way, the parser ends and takes what it takes whole. */
static void
test_mutations (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (7);

  for (guint round = 0; round < 200000; round++)
    {
      const char *source = good[g_rand_int_range (random, 0, G_N_ELEMENTS (good))].text;
      gsize length = strlen (source);
      g_autofree char *text = g_strdup (source);
      g_autoptr(WbSocketIoPacket) packet = NULL;
      g_autoptr(GError) error = NULL;

      for (int n = g_rand_int_range (random, 1, 4); n > 0 && length > 0; n--)
        text[g_rand_int_range (random, 0, (gint32)length)] =
            "0123456789-/,[]{}\":\\ tn\xc3"[g_rand_int_range (random, 0, 24)];
      length = (gsize)g_rand_int_range (random, 0, (gint32)length + 1);
      packet = wb_socket_io_packet_parse (text, length, &error);
      g_assert_true ((packet == NULL) == (error != NULL));
      if (packet != NULL)
        g_assert_cmpuint (packet->n_attachments, <=, WB_EVENT_MAX_ATTACHMENTS);
    }
}

static void
test_session (void)
{
  static const struct {
    const char *text;
    gboolean valid;
    const char *sid;
    guint interval;
    guint timeout;
    guint64 max;
  } cases[] = {
    { "{\"sid\":\"a\",\"upgrades\":[],\"pingInterval\":300,\"pingTimeout\":200,\"maxPayload\":"
      "1000000}",
      TRUE, "a", 300, 200, 1000000 },
    { "{}", TRUE, NULL, 25000, 20000, 0 },
    { "{\"sid\":1,\"pingInterval\":-5,\"pingTimeout\":\"x\",\"maxPayload\":-1}", TRUE, NULL, 25000,
      20000, 0 },
    { "{\"pingInterval\":1e300,\"maxPayload\":1e300}", TRUE, NULL, 86400000, 20000,
      G_MAXINT64 / 2 },
    { "", FALSE, NULL, 0, 0, 0 },
    { "[]", FALSE, NULL, 0, 0, 0 },
    { "{\"sid\":\"a\"", FALSE, NULL, 0, 0, 0 },
    { "{}x", FALSE, NULL, 0, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WbEngineIoSession session;

      g_assert_cmpint (
          wb_engine_io_session_parse (&session, cases[i].text, strlen (cases[i].text), NULL), ==,
          cases[i].valid);
      g_assert_cmpstr (session.sid, ==, cases[i].sid);
      g_assert_cmpuint (session.ping_interval, ==, cases[i].interval);
      g_assert_cmpuint (session.ping_timeout, ==, cases[i].timeout);
      g_assert_cmpfloat_with_epsilon ((double)session.max_payload, (double)cases[i].max, 1000);
      wb_engine_io_session_clear (&session);
    }
}

/* D1: the path is a namespace, the server's path a setting. */
static void
test_urls (void)
{
  static const struct {
    const char *address;
    const char *path;
    const char *url;
    const char *space;
  } cases[] = {
    { "https://api.directual.com", NULL,
      "wss://api.directual.com/socket.io/?EIO=4&transport=websocket", "/" },
    { " http://h:3000/admin?x=1&y=%20#f\n", NULL,
      "ws://h:3000/socket.io/?EIO=4&transport=websocket&x=1&y=%20", "/admin" },
    { "socketio+wss://h/a,b", "/ws", "wss://h/ws/?EIO=4&transport=websocket", "/a%2Cb" },
    { "socketio+ws://u:p@[::1]:80/", "my/path/",
      "ws://u:p@[::1]:80/my/path/?EIO=4&transport=websocket", "/" },
    { "wss://h/socket.io/?EIO=3&transport=polling&sid=abc&token=t", NULL,
      "wss://h/socket.io/?EIO=4&transport=websocket&token=t", "/" },
    { "ws://h/socket.io", "", "ws://h/socket.io/?EIO=4&transport=websocket", "/" },
    { "ws://h/socket.iox", "  ", "ws://h/socket.io/?EIO=4&transport=websocket", "/socket.iox" },
    { "ws://h?x", "/?&#", "ws://h/socket.io/?EIO=4&transport=websocket&x", "/" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *space = NULL;
      g_autofree char *url =
          wb_socket_io_make_url (cases[i].address, cases[i].path, &space, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (url, ==, cases[i].url);
      g_assert_cmpstr (space, ==, cases[i].space);
    }
}

static void
test_bad_urls (void)
{
  static const char *const cases[] = { "",        "h",     "socketio+ws:h", "socketio+ws://",
                                       "http://", "ws://[" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *space = NULL;

      g_assert_null (wb_socket_io_make_url (cases[i], NULL, &space, &error));
      g_assert_error (error, WB_FAILURE, WB_FAILURE_ADDRESS);
    }
}

/* D2 */
static void
test_masks (void)
{
  static const struct {
    const char *json;
    const char *shown;
  } cases[] = {
    { "{\"app_id\":1, \"session_id\" : \"s\"}", "{\"app_id\":1, \"session_id\" : \"•••\"}" },
    { "{\"a\":[{\"token\":{\"b\":[1,2]}},3]}", "{\"a\":[{\"token\":\"•••\"},3]}" },
    { "{\"pass\\u0077ord\":null}", "{\"pass\\u0077ord\":\"•••\"}" },
    { "{}", "{}" },
    { "{\"token\":\"cut", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = wb_secret_mask_json (cases[i].json);

      g_assert_null (strstr (shown, "cut"));
      if (*cases[i].shown != '\0')
        g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/socket-io-packet/good", test_good);
  g_test_add_func ("/net/socket-io-packet/bad", test_bad);
  g_test_add_func ("/net/socket-io-packet/round-trip", test_round_trip);
  g_test_add_func ("/net/socket-io-packet/mutations", test_mutations);
  g_test_add_func ("/net/socket-io-packet/session", test_session);
  g_test_add_func ("/net/socket-io-packet/urls-D1", test_urls);
  g_test_add_func ("/net/socket-io-packet/bad-urls-D1", test_bad_urls);
  g_test_add_func ("/net/socket-io-packet/masks-D2", test_masks);

  return g_test_run ();
}
