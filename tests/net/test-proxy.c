/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Ways through a proxy, and whose fault it is when there is none. */

#include "config.h"

#include "wb-login-request.h"
#include "wb-raw-server.h"
#include "wb-test-client.h"
#include "wb-test.h"

#include <string.h>

/* What the system says of proxies is what a test says; GIO's own resolver can't be its default. */
typedef GSimpleProxyResolver TestResolver;
typedef GSimpleProxyResolverClass TestResolverClass;

static GType test_resolver_get_type (void);
static void test_resolver_iface_init (GProxyResolverInterface *iface);

G_DEFINE_TYPE_WITH_CODE (TestResolver, test_resolver, G_TYPE_SIMPLE_PROXY_RESOLVER,
                         G_IMPLEMENT_INTERFACE (G_TYPE_PROXY_RESOLVER, test_resolver_iface_init))

static gboolean
test_resolver_is_supported (GProxyResolver *resolver G_GNUC_UNUSED)
{
  return TRUE;
}

static void
test_resolver_iface_init (GProxyResolverInterface *iface)
{
  iface->is_supported = test_resolver_is_supported;
}

static void
test_resolver_class_init (TestResolverClass *klass G_GNUC_UNUSED)
{
}

static void
test_resolver_init (TestResolver *self G_GNUC_UNUSED)
{
}

static void
set_proxy (const char *scheme,
           guint port)
{
  g_autofree char *proxy = g_strdup_printf ("%s://jane:sugar@127.0.0.1:%u", scheme, port);

  g_simple_proxy_resolver_set_default_proxy (G_SIMPLE_PROXY_RESOLVER (g_proxy_resolver_get_default ()), proxy);
}

static guint
get_free_port (void)
{
  g_autoptr(GSocketListener) listener = g_socket_listener_new ();

  return g_socket_listener_add_any_inet_port (listener, NULL, NULL);
}

/* SOCKS 5, with what the proxy says of the server; if that is good, nobody says any more. */
static void
serve_socks (WbRawPeer *peer,
             gconstpointer data)
{
  wb_raw_peer_write (peer, "\x05\x00", 2);
  wb_raw_peer_write (peer, data, 10);
  wb_raw_peer_read_rest (peer);
}

/* Leads on to a server that is silent. */
static void
serve_silence (WbRawPeer *peer,
               gconstpointer data)
{
  wb_raw_serve_answer (peer, data);
  wb_raw_peer_read_rest (peer);
}

static const struct {
  const char *proxy;
  const char *url;
  WbRawFunc func; /* NULL: nobody listens */
  const char *words;
  WbFailure failure;
  const char *sentence;
} failures[] = {
  { "http", "wss", NULL, NULL, WB_FAILURE_PROXY_CLOSED, "The proxy 127.0.0.1:" },
  { "http", "ws", NULL, NULL, WB_FAILURE_PROXY_CLOSED, "on the way to example.invalid refused" },
  { "socks5", "ws", NULL, NULL, WB_FAILURE_PROXY_CLOSED, "on the way to example.invalid refused" },
  { "http", "wss", wb_raw_serve_nothing, NULL, WB_FAILURE_PROXY_SILENT, "The proxy 127.0.0.1:" },
  { "http", "ws", wb_raw_serve_nothing, NULL, WB_FAILURE_PROXY_SILENT, "did not answer within 1 s" },
  { "socks5", "wss", wb_raw_serve_nothing, NULL, WB_FAILURE_PROXY_SILENT, "did not answer within 1 s" },
  { "http", "wss", wb_raw_serve_answer, "", WB_FAILURE_PROXY_BROKEN, "The proxy on the way to example.invalid failed:" },
  { "http", "ws", wb_raw_serve_answer, "What?\r\n", WB_FAILURE_PROXY_BROKEN, "The proxy on the way to" },
  { "socks5", "wss", serve_socks, "\x05\x05\x00\x01\0\0\0\0\0\0", WB_FAILURE_REFUSED,
    "The server at example.invalid refused" },
  { "socks5", "ws", serve_socks, "\x05\x00\x00\x01\0\0\0\0\0\0", WB_FAILURE_TIMEOUT,
    "example.invalid did not answer within 1 s" },
  { "http", "wss", serve_silence, "HTTP/1.1 200 Yes\r\n\r\n", WB_FAILURE_TIMEOUT,
    "example.invalid did not answer within 1 s" },
  { "http", "wss", wb_raw_serve_answer, "HTTP/1.1 200 Yes\r\n\r\n", WB_FAILURE_TLS_HANDSHAKE, "example.invalid did not agree" },
};

static void
test_failures (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_autofree char *url = g_strdup_printf ("%s://example.invalid/", failures[i].url);
      g_autoptr(WbRawServer) server =
          failures[i].func != NULL ? wb_raw_server_new (NULL, failures[i].func, failures[i].words) : NULL;
      g_autoptr(WbTestClient) client = wb_test_client_new (url);

      g_test_message ("row %d", (int) i);
      set_proxy (failures[i].proxy, server != NULL ? wb_raw_server_get_port (server) : get_free_port ());
      g_object_set (client->profile, "connect-timeout", 1000, NULL);
      wb_test_client_assert_fails (client, failures[i].failure, failures[i].sentence);
      g_assert_null (strstr (client->failure->message, "sugar"));
    }
}

static void
test_name (void)
{
  g_autoptr(WbTestClient) client = wb_test_client_new ("wss://127.0.0.1:1/");

  g_simple_proxy_resolver_set_default_proxy (G_SIMPLE_PROXY_RESOLVER (g_proxy_resolver_get_default ()),
                                             "http://jane:sugar@nowhere.invalid:3128");
  wb_test_client_open (client);
  wb_test_await (client->closed != NULL);
  /* Without a network nobody knows. */
  if (!g_error_matches (client->failure, WB_FAILURE, WB_FAILURE_WAITS_FOR_NETWORK))
    g_assert_cmpstr (client->failure->message, ==,
                     "The proxy on the way to 127.0.0.1 was not found: there is no server called "
                     "nowhere.invalid. Check the proxy in the network settings of this computer.");
}

static void
test_credentials (void)
{
  static const char *const schemes[] = { "ws", "wss" };
  static const char *const answer =
      "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Negotiate\r\nContent-Length: 0\r\n\r\n";

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      g_autofree char *url = g_strdup_printf ("%s://example.invalid/", schemes[i]);
      g_autoptr(WbRawServer) server = wb_raw_server_new (NULL, wb_raw_serve_answer, answer);
      g_autoptr(WbTestClient) client = wb_test_client_new (url);

      set_proxy ("http", wb_raw_server_get_port (server));
      wb_test_client_assert_fails (client, WB_FAILURE_PROXY_AUTH,
                                   "The proxy on the way to example.invalid did not accept who connects "
                                   "(407 Proxy Authentication Required).");
    }
}

/* The proxy, and the server that it leads to. */
static void
serve_tunnel (WbRawPeer *peer,
              gconstpointer data)
{
  static const char *const yes = "HTTP/1.1 200 Yes\r\n\r\n";
  g_autofree char *request = wb_raw_peer_read_request (peer);

  g_assert_true (g_str_has_prefix (request, "CONNECT localhost:4711 "));
  wb_raw_peer_write (peer, yes, strlen (yes));
  wb_raw_peer_start_tls (peer, "self-signed.pem");
  *(char **) data = wb_raw_peer_read_request (peer);
}

static void
serve_tunnel_well (WbRawPeer *peer,
                   gconstpointer data G_GNUC_UNUSED)
{
  static const char *const yes = "HTTP/1.1 200 Yes\r\n\r\n";
  g_autofree char *request G_GNUC_UNUSED = wb_raw_peer_read_request (peer);

  wb_raw_peer_write (peer, yes, strlen (yes));
  wb_raw_peer_start_tls (peer, "self-signed.pem");
  wb_raw_peer_shake_hands (peer, NULL);
  wb_raw_peer_send (peer, WB_RAW_FINAL | WB_RAW_TEXT, "through", 7);
  wb_raw_peer_answer_pings (peer, NULL);
}

static WbTestClient *
make_client (WbRawServer *proxy,
             const char *ca_file,
             const char *trusted)
{
  WbTestClient *client = wb_test_client_new ("wss://localhost:4711/");
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "tls", ca_file, NULL);

  set_proxy ("http", wb_raw_server_get_port (proxy));
  g_object_set (client->profile, "ca-file", path, "trusted-certificate", trusted, NULL);
  return client;
}

static void
test_tunnel (void)
{
  g_autoptr(WbRawServer) proxy = wb_raw_server_new (NULL, serve_tunnel_well, NULL);
  g_autoptr(WbTestClient) client = make_client (proxy, "self-signed.pem", NULL);

  wb_test_client_open (client);
  wb_test_await (client->n_received > 0 || client->failure != NULL);
  g_assert_no_error (client->failure);
  wb_test_client_assert_text (client, 0, "through");
  g_assert_nonnull (strstr (client->opened->handshake->certificate, "127.0.0.1"));
  wb_transport_close (client->transport, 1000, NULL);
  wb_test_await (client->closed != NULL);
}

/* Behind a proxy nobody is trusted more: neither whom nobody vouches for, nor another than was meant. */
static void
test_tunnel_trust (void)
{
  static const char *const cases[][2] = { { "expired.pem", NULL }, { "self-signed.pem", "00ff" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *request = NULL;
      g_autoptr(WbRawServer) proxy = wb_raw_server_new (NULL, serve_tunnel, &request);
      g_autoptr(WbTestClient) client = make_client (proxy, cases[i][0], cases[i][1]);

      wb_test_client_assert_fails (client, WB_FAILURE_CERTIFICATE, "The certificate of localhost is not trusted");
      wb_test_await (wb_raw_server_is_done (proxy));
      g_assert_cmpstr (request, ==, "");
    }
}

static void
logged_in_cb (GObject *agent,
              GAsyncResult *result,
              gpointer data)
{
  g_autoptr(GBytes) answer = wb_login_agent_send_finish (WB_LOGIN_AGENT (agent), result, data);

  g_assert_null (answer);
}

static const struct {
  const char *url;
  const char *answer; /* NULL: nobody listens */
  WbFailure failure;
  const char *sentence;
} logins[] = {
  { "https://example.invalid/", NULL, WB_FAILURE_PROXY_CLOSED, "Logging in failed. The proxy 127.0.0.1:" },
  { "https://example.invalid/", "HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n", WB_FAILURE_PROXY_REFUSED,
    "The proxy on the way to example.invalid did not let the connection pass (403 Forbidden)." },
  { "http://example.invalid/", "HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n", WB_FAILURE_PROXY_AUTH,
    "The proxy on the way to example.invalid did not accept who connects (407 Proxy" },
  { "http://example.invalid/", "HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n", WB_FAILURE_LOGIN_REFUSED,
    "example.invalid did not accept the log-in (403 Forbidden)." },
};

static void
test_login (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (logins); i++)
    {
      g_autoptr(WbLoginAgent) agent = g_object_new (WB_TYPE_LOGIN_REQUEST, NULL);
      g_autoptr(WbProfile) profile = wb_profile_new ("wss://example.invalid/");
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_autoptr(WbRawServer) server =
          logins[i].answer != NULL ? wb_raw_server_new (NULL, wb_raw_serve_answer, logins[i].answer) : NULL;
      WbLogin login = { .method = (char *) "POST", .url = (char *) logins[i].url };
      g_autoptr(GError) error = NULL;

      g_test_message ("row %d", (int) i);
      set_proxy ("http", server != NULL ? wb_raw_server_get_port (server) : get_free_port ());
      wb_login_agent_send_async (agent, &login, profile, cancellable, logged_in_cb, &error);
      wb_test_await (error != NULL);
      g_assert_error (error, WB_FAILURE, (int) logins[i].failure);
      g_assert_true (g_str_has_prefix (error->message, logins[i].sentence));
    }
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_io_extension_point_register (G_PROXY_RESOLVER_EXTENSION_POINT_NAME);
  g_io_extension_point_implement (G_PROXY_RESOLVER_EXTENSION_POINT_NAME, test_resolver_get_type (), "test", 0);
  g_setenv ("GIO_USE_PROXY_RESOLVER", "test", TRUE);

  g_test_add_func ("/net/proxy/A15/failures", test_failures);
  g_test_add_func ("/net/proxy/A15/name", test_name);
  g_test_add_func ("/net/proxy/A15/credentials", test_credentials);
  g_test_add_func ("/net/proxy/A15/login", test_login);
  g_test_add_func ("/net/proxy/tunnel", test_tunnel);
  g_test_add_func ("/net/proxy/tunnel-trust", test_tunnel_trust);

  return g_test_run ();
}
