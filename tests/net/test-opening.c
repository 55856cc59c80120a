/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What is said to a server when a connection is opened, and whom it is said to. */

#include "config.h"

#include "wb-profile-private.h"
#include "wb-raw-server.h"
#include "wb-test-client.h"
#include "wb-test.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Keeps the request and refuses it. */
static void
serve_listening (WbRawPeer *peer,
                 gconstpointer data)
{
  static const char *const answer = "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n";

  *(char **) data = wb_raw_peer_read_request (peer);
  wb_raw_peer_write (peer, answer, strlen (answer));
}

static const struct {
  const char *property;
  const char *value;
  const char *sent;
  const char *shown;
} settings[] = {
  { "origin", "https://page.example", "\r\nOrigin: https://page.example\r\n", "Origin: https://page.example\n" },
  { "bearer", "hunter2", "\r\nAuthorization: Bearer hunter2\r\n", "Authorization: •••\n" },
  { "user", "jane", "\r\nAuthorization: Basic amFuZTpzZWNyZXQ=\r\n", "Authorization: •••\n" },
};

/* What the profile says goes out, and what is kept of it holds no secret. */
static void
test_settings (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autofree char *request = NULL;
      g_autoptr(WbRawServer) server = wb_raw_server_new (NULL, serve_listening, &request);
      g_autoptr(WbTestClient) client = wb_test_client_new (wb_raw_server_get_url (server));

      g_object_set (client->profile, "password", "secret", settings[i].property, settings[i].value, NULL);
      wb_test_client_assert_fails (client, WB_FAILURE_FORBIDDEN, "403");
      g_assert_nonnull (strstr (request, settings[i].sent));
      g_assert_nonnull (strstr (client->closed->handshake->request, settings[i].shown));
    }
}

static void
test_headers (void)
{
  const char *const headers[] = { "X-Plain: value", "X-Api-Key: hunter2", "Cookie: a=hunter2", NULL };
  const char *const subprotocols[] = { "v2.example", "v1.example", NULL };
  g_autofree char *request = NULL;
  g_autoptr(WbRawServer) server = wb_raw_server_new (NULL, serve_listening, &request);
  g_autoptr(WbTestClient) client = wb_test_client_new (wb_raw_server_get_url (server));

  g_object_set (client->profile, "headers", headers, "subprotocols", subprotocols, NULL);
  wb_test_client_assert_fails (client, WB_FAILURE_FORBIDDEN, "403");
  for (gsize i = 0; headers[i] != NULL; i++)
    g_assert_nonnull (strstr (request, headers[i]));
  g_assert_nonnull (strstr (request, "\r\nSec-WebSocket-Protocol: v2.example, v1.example\r\n"));
  g_assert_nonnull (strstr (client->closed->handshake->request, "X-Plain: value\n"));
  g_assert_null (strstr (client->closed->handshake->request, "hunter2"));
}

/* Nothing that was typed becomes a header of its own. */
static void
test_injection (void)
{
  static const struct {
    const char *property;
    const char *value;
  } texts[] = {
    { "origin", "x\r\nX-Evil: 1" },
    { "bearer", "x\nX-Evil: 1" },
  };
  const char *const lists[][2] = { { "x\r\nX-Evil: 1", NULL }, { "", NULL }, { "a b", NULL } };
  const char *const names[] = { "headers", "subprotocols" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(WbTestClient) client = wb_test_client_new ("ws://127.0.0.1:1/");

      g_object_set (client->profile, texts[i].property, texts[i].value, NULL);
      wb_test_client_assert_fails (client, WB_FAILURE_HEADER, "can't be sent");
    }
  for (gsize i = 0; i < G_N_ELEMENTS (lists) * G_N_ELEMENTS (names); i++)
    {
      g_autoptr(WbTestClient) client = wb_test_client_new ("ws://127.0.0.1:1/");

      g_object_set (client->profile, names[i % 2], lists[i / 2], NULL);
      wb_test_client_assert_fails (client, WB_FAILURE_HEADER, "can't be sent");
    }
}

static void
serve_subprotocol (WbRawPeer *peer,
                   gconstpointer data)
{
  wb_raw_peer_shake_hands (peer, data);
  wb_raw_peer_answer_pings (peer, NULL);
}

static void
test_subprotocol (void)
{
  const char *const offered[] = { "v2", "v1", NULL };
  g_autoptr(WbRawServer) good = wb_raw_server_new (NULL, serve_subprotocol, "Sec-WebSocket-Protocol: v1\r\n");
  g_autoptr(WbRawServer) bad = wb_raw_server_new (NULL, serve_subprotocol, "Sec-WebSocket-Protocol: v3\r\n");
  g_autoptr(WbTestClient) client = wb_test_client_new (wb_raw_server_get_url (good));
  g_autoptr(WbTestClient) other = wb_test_client_new (wb_raw_server_get_url (bad));

  g_object_set (client->profile, "subprotocols", offered, NULL);
  wb_test_client_open (client);
  wb_test_await (client->opened != NULL);
  g_assert_cmpstr (client->opened->handshake->protocol, ==, "v1");
  g_assert_cmpuint (client->opened->handshake->status, ==, 101);
  /* What the server said, and nothing else. */
  g_assert_nonnull (strstr (client->opened->handshake->response, "Sec-WebSocket-Protocol: v1"));
  g_assert_null (strstr (client->opened->handshake->response, "Extensions"));
  g_assert_cmpint (client->opened->handshake->elapsed, >, 0);
  wb_transport_close (client->transport, 1000, NULL);
  wb_test_await (client->closed != NULL);

  g_object_set (other->profile, "subprotocols", offered, NULL);
  wb_test_client_assert_fails (other, WB_FAILURE_SUBPROTOCOL, "chose the subprotocol “v3”");
}

static void
serve_well (WbRawPeer *peer,
            gconstpointer data G_GNUC_UNUSED)
{
  wb_raw_peer_shake_hands (peer, NULL);
  wb_raw_peer_answer_pings (peer, NULL);
}

static void
assert_opens (WbTestClient *client)
{
  wb_test_client_open (client);
  wb_test_await (client->opened != NULL || client->failure != NULL);
  g_assert_no_error (client->failure);
  wb_transport_close (client->transport, 1000, NULL);
  wb_test_await (client->closed != NULL);
}

/* The fingerprint that a refusal shows is the one that opens; it opens for no other certificate. */
static void
test_trust (void)
{
  static const char *const files[] = { "self-signed.pem", "expired.pem", "other-name.pem" };
  g_autofree char *last = g_strdup ("00");

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(WbRawServer) server = wb_raw_server_new (files[i], serve_well, NULL);
      g_autoptr(WbTestClient) refused = wb_test_client_new (wb_raw_server_get_url (server));
      g_autoptr(WbTestClient) trusting = wb_test_client_new (wb_raw_server_get_url (server));

      g_object_set (refused->profile, "trusted-certificate", last, NULL);
      wb_test_client_assert_fails (refused, WB_FAILURE_CERTIFICATE, "is not trusted");
      g_assert_nonnull (strstr (refused->closed->handshake->certificate, "SHA-256: "));
      g_assert_nonnull (strstr (refused->closed->handshake->certificate, i == 2 ? "other.example" : "127.0.0.1"));

      g_free (last);
      last = g_ascii_strup (refused->closed->handshake->fingerprint, -1);
      g_object_set (trusting->profile, "trusted-certificate", last, NULL);
      assert_opens (trusting);
    }
}

static void
test_ca_file (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "tls", "self-signed.pem", NULL);
  /* Far more steps up than there are. */
  g_autofree char *relative = g_strconcat ("../../../../../../../../../../../../../../../..", path, NULL);
  g_autoptr(WbRawServer) server = wb_raw_server_new ("self-signed.pem", serve_well, NULL);
  g_autoptr(WbTestClient) client = wb_test_client_new (wb_raw_server_get_url (server));
  g_autoptr(WbRawServer) other_server = wb_raw_server_new ("expired.pem", serve_well, NULL);
  g_autoptr(WbTestClient) other = wb_test_client_new (wb_raw_server_get_url (other_server));

  g_object_set (client->profile, "ca-file", relative, "client-certificate", path, NULL);
  assert_opens (client);
  g_object_set (other->profile, "ca-file", path, NULL);
  wb_test_client_assert_fails (other, WB_FAILURE_CERTIFICATE, "is not trusted");
}

static void
test_missing_file (void)
{
  static const char *const names[] = { "ca-file", "client-certificate" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(WbTestClient) client = wb_test_client_new ("wss://127.0.0.1:1/");

      g_object_set (client->profile, names[i], "/nowhere/file.pem", NULL);
      wb_test_client_assert_fails (client, WB_FAILURE_CERTIFICATE_FILE, "/nowhere/file.pem");
    }
}

/* A certificate alone proves nothing; that is said before anybody is asked. */
static void
test_missing_key (void)
{
  g_autofree char *whole = g_test_build_filename (G_TEST_DIST, "data", "tls", "self-signed.pem", NULL);
  g_autofree char *path = NULL;
  g_autoptr(WbRawServer) server = wb_raw_server_new ("self-signed.pem", serve_well, NULL);
  g_autoptr(WbTestClient) client = wb_test_client_new (wb_raw_server_get_url (server));
  g_autofree char *pem = NULL;
  int file = g_file_open_tmp ("XXXXXX.pem", &path, NULL);

  g_assert_cmpint (file, >=, 0);
  close (file);
  g_assert_true (g_file_get_contents (whole, &pem, NULL, NULL));
  *strstr (pem, "-----BEGIN PRIVATE KEY") = '\0';
  g_assert_true (g_file_set_contents (path, pem, -1, NULL));

  g_object_set (client->profile, "ca-file", whole, "client-certificate", path, NULL);
  wb_test_client_assert_fails (client, WB_FAILURE_CERTIFICATE_FILE, ".pem: it has no private key.");
  g_assert_cmpuint (wb_raw_server_get_n_clients (server), ==, 0);
  g_assert_cmpint (g_remove (path), ==, 0);
}

/* A8: a page of any size and bytes is cut, and stays text. */
static void
serve_large_body (WbRawPeer *peer,
                  gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *request G_GNUC_UNUSED = wb_raw_peer_read_request (peer);
  g_autofree char *body = g_strnfill (1000000, '\xe9');
  static const char *const head = "HTTP/1.1 404 Not Found\r\nContent-Length: 1000000\r\n\r\n";

  wb_raw_peer_write (peer, head, strlen (head));
  wb_raw_peer_write (peer, body, 1000000);
}

static void
test_large_body (void)
{
  g_autoptr(WbRawServer) server = wb_raw_server_new (NULL, serve_large_body, NULL);
  g_autoptr(WbTestClient) client = wb_test_client_new (wb_raw_server_get_url (server));

  wb_test_client_assert_fails (client, WB_FAILURE_HTTP_STATUS, "404");
  g_assert_true (g_utf8_validate (client->closed->handshake->body, -1, NULL));
  g_assert_cmpuint (strlen (client->closed->handshake->body), >, 1000);
  g_assert_cmpuint (strlen (client->closed->handshake->body), <=, 3 * WB_HANDSHAKE_MAX_BODY_BYTES);
}

static void
serve_then_silence (WbRawPeer *peer,
                    gconstpointer data)
{
  wb_raw_peer_shake_hands (peer, NULL);
  wb_raw_peer_send (peer, WB_RAW_FINAL | WB_RAW_TEXT, "x", 1);
  wb_raw_peer_wait (peer, (int *) data);
}

/* Looks at a message for longer than a silent server is borne with. */
static void
look_long (WbTestClient *client,
           char event)
{
  gint64 end = g_get_monotonic_time () + 1500 * 1000;

  if (event != 'r')
    return;
  while (g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  *(gint64 *) client->hook_data = g_get_monotonic_time ();
}

/* While we do not read, nobody can be heard: the patience begins anew. */
static void
test_back_pressure (void)
{
  int over = 0;
  gint64 looked = 0;
  g_autoptr(WbRawServer) server = wb_raw_server_new (NULL, serve_then_silence, &over);
  g_autoptr(WbTestClient) client = wb_test_client_new (wb_raw_server_get_url (server));

  g_object_set (client->profile, "keep-alive", 1, NULL);
  wb_profile_set_time_scale (client->profile, 0.02);
  client->hook = look_long;
  client->hook_data = &looked;
  wb_test_client_open (client);
  wb_test_await (looked != 0);
  g_assert_null (client->failure);

  wb_test_await (client->closed != NULL);
  g_assert_error (client->failure, WB_FAILURE, WB_FAILURE_SILENT);
  g_assert_cmpint (g_get_monotonic_time () - looked, >=, G_USEC_PER_SEC);
  g_atomic_int_set (&over, 1);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/opening/settings", test_settings);
  g_test_add_func ("/net/opening/headers", test_headers);
  g_test_add_func ("/net/opening/injection", test_injection);
  g_test_add_func ("/net/opening/subprotocol", test_subprotocol);
  g_test_add_func ("/net/opening/trust", test_trust);
  g_test_add_func ("/net/opening/ca-file", test_ca_file);
  g_test_add_func ("/net/opening/missing-file", test_missing_file);
  g_test_add_func ("/net/opening/missing-key", test_missing_key);
  g_test_add_func ("/net/opening/large-body", test_large_body);
  g_test_add_func ("/net/opening/back-pressure", test_back_pressure);

  return g_test_run ();
}
