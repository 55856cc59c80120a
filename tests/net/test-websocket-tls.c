/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

#include "config.h"

#include "wb-profile-private.h"
#include "wb-raw-server.h"
#include "wb-test-client.h"
#include "wb-test.h"

#include <string.h>

static void
serve_tls_handshake (WbRawPeer *peer,
                     gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *request G_GNUC_UNUSED = wb_raw_peer_read_request (peer);

  /* Nothing of what we would say may reach a server that is not trusted. */
  g_assert_cmpstr (request, ==, "");
}

static const struct {
  const char *file;
  const char *words;
} certificates[] = {
  { "self-signed.pem", "The certificate of 127.0.0.1 is not trusted: its issuer is not known." },
  { "expired.pem", "not trusted: it expired on 3 May 2026, its issuer is not known." },
  { "not-yet-valid.pem",
    "not trusted: it is not valid before 3 May 2125, its issuer is not known." },
  { "other-name.pem", "not trusted: it belongs to another name, its issuer is not known." },
};

static void
test_certificates (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (certificates); i++)
    {
      g_autoptr(WbRawServer) server =
          wb_raw_server_new (certificates[i].file, serve_tls_handshake, NULL);
      g_autoptr(WbTestClient) client = wb_test_client_new (wb_raw_server_get_url (server));

      wb_test_client_assert_fails (client, WB_FAILURE_CERTIFICATE, certificates[i].words);
    }
}

static void
serve_complaint (WbRawPeer *peer,
                 gconstpointer data)
{
  wb_raw_peer_write (peer, data, strlen (data));
  wb_raw_peer_read_rest (peer);
}

static void
test_tls_to_plain_port (void)
{
  g_autoptr(WbRawServer) server = wb_raw_server_new (
      NULL, serve_complaint, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
  g_autofree char *url = g_strdup_printf ("wss://127.0.0.1:%u/", wb_raw_server_get_port (server));
  g_autofree char *port = g_strdup_printf ("on port %u", wb_raw_server_get_port (server));
  g_autoptr(WbTestClient) client = wb_test_client_new (url);

  g_object_set (client->profile, "connect-timeout", 5000, NULL);
  wb_test_client_assert_fails (client, WB_FAILURE_TLS_HANDSHAKE, port);
  /* What is said there for those who run servers. */
  g_assert_nonnull (strstr (client->closed->handshake->tls_error, "TLS"));
}

static void
test_plain_to_tls_port (void)
{
  g_autoptr(WbRawServer) server = wb_raw_server_new ("self-signed.pem", serve_tls_handshake, NULL);
  g_autofree char *url = g_strdup_printf ("ws://127.0.0.1:%u/", wb_raw_server_get_port (server));
  g_autoptr(WbTestClient) client = wb_test_client_new (url);

  wb_test_client_open (client);
  wb_test_await (client->closed != NULL);
  /* Whether the server's complaint arrives before its end depends on who is faster. */
  g_assert_true (g_error_matches (client->failure, WB_FAILURE, WB_FAILURE_NOT_WEBSOCKET) ||
                 g_error_matches (client->failure, WB_FAILURE, WB_FAILURE_HANGS_UP));
}

static void
serve_then_silence (WbRawPeer *peer,
                    gconstpointer data)
{
  wb_raw_peer_shake_hands (peer, NULL);
  wb_raw_peer_wait (peer, (int *) data);
}

/* A5: the link beneath the encryption is asked, too. */
static void
test_half_open (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "tls", "self-signed.pem", NULL);
  int over = 0;
  g_autoptr(WbRawServer) server = wb_raw_server_new ("self-signed.pem", serve_then_silence, &over);
  g_autoptr(WbTestClient) client = wb_test_client_new (wb_raw_server_get_url (server));

  g_object_set (client->profile, "ca-file", path, "keep-alive", 1, NULL);
  wb_profile_set_time_scale (client->profile, 0.02);
  wb_test_client_open (client);
  wb_test_await (client->opened != NULL || client->closed != NULL);
  g_assert_no_error (client->failure);
  wb_test_await (wb_transport_get_round_trip (client->transport) > 0);

  wb_test_await (client->closed != NULL);
  g_assert_error (client->failure, WB_FAILURE, WB_FAILURE_SILENT);
  g_atomic_int_set (&over, 1);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/websocket-tls/A15/certificates", test_certificates);
  g_test_add_func ("/net/websocket-tls/A15/plain-to-tls-port", test_plain_to_tls_port);
  g_test_add_func ("/net/websocket-tls/A15/tls-to-plain-port", test_tls_to_plain_port);
  g_test_add_func ("/net/websocket-tls/A5/half-open", test_half_open);

  return g_test_run ();
}
