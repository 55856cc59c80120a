/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

#include "config.h"

#include "wb-certificate.h"
#include "wb-net-failure.h"

#include <libsoup/soup.h>
#include <string.h>

static const struct {
  GQuark (*domain) (void);
  int code;
  guint status;
  gboolean is_offline;
  WbFailure failure;
} rows[] = {
  { g_resolver_error_quark, G_RESOLVER_ERROR_NOT_FOUND, 0, FALSE, WB_FAILURE_NAME_NOT_FOUND },
  { g_resolver_error_quark, G_RESOLVER_ERROR_NOT_FOUND, 0, TRUE, WB_FAILURE_OFFLINE },
  { g_resolver_error_quark, G_RESOLVER_ERROR_TEMPORARY_FAILURE, 0, FALSE, WB_FAILURE_UNREACHABLE },
  { g_resolver_error_quark, G_RESOLVER_ERROR_TEMPORARY_FAILURE, 0, TRUE, WB_FAILURE_OFFLINE },
  { g_io_error_quark, G_IO_ERROR_HOST_UNREACHABLE, 0, FALSE, WB_FAILURE_UNREACHABLE },
  { g_io_error_quark, G_IO_ERROR_NETWORK_UNREACHABLE, 0, FALSE, WB_FAILURE_UNREACHABLE },
  { g_io_error_quark, G_IO_ERROR_NETWORK_UNREACHABLE, 0, TRUE, WB_FAILURE_OFFLINE },
  { g_io_error_quark, G_IO_ERROR_CONNECTION_REFUSED, 0, FALSE, WB_FAILURE_REFUSED },
  { g_io_error_quark, G_IO_ERROR_CONNECTION_REFUSED, 0, TRUE, WB_FAILURE_REFUSED },
  { g_io_error_quark, G_IO_ERROR_TIMED_OUT, 0, FALSE, WB_FAILURE_TIMEOUT },
  { g_io_error_quark, G_IO_ERROR_TIMED_OUT, 502, FALSE, WB_FAILURE_HTTP_STATUS },
  { g_io_error_quark, G_IO_ERROR_CONNECTION_CLOSED, 0, FALSE, WB_FAILURE_HANGS_UP },
  { g_io_error_quark, G_IO_ERROR_PARTIAL_INPUT, 0, FALSE, WB_FAILURE_HANGS_UP },
  { g_io_error_quark, G_IO_ERROR_NO_SPACE, 0, FALSE, WB_FAILURE_OTHER },
  { g_tls_error_quark, G_TLS_ERROR_UNAVAILABLE, 0, FALSE, WB_FAILURE_TLS_MISSING },
  { g_tls_error_quark, G_TLS_ERROR_BAD_CERTIFICATE, 0, FALSE, WB_FAILURE_CERTIFICATE },
  { g_tls_error_quark, G_TLS_ERROR_NOT_TLS, 0, FALSE, WB_FAILURE_TLS_HANDSHAKE },
  { g_tls_error_quark, G_TLS_ERROR_CERTIFICATE_REQUIRED, 0, FALSE, WB_FAILURE_WANTS_CERTIFICATE },
  { g_tls_error_quark, G_TLS_ERROR_MISC, 0, FALSE, WB_FAILURE_TLS_HANDSHAKE },
  { soup_session_error_quark, SOUP_SESSION_ERROR_PARSING, 0, FALSE, WB_FAILURE_NOT_WEBSOCKET },
  { soup_session_error_quark, SOUP_SESSION_ERROR_TOO_MANY_REDIRECTS, 302, FALSE, WB_FAILURE_HTTP_STATUS },
  { soup_websocket_error_quark, SOUP_WEBSOCKET_ERROR_NOT_WEBSOCKET, 101, FALSE, WB_FAILURE_NOT_WEBSOCKET },
  { soup_websocket_error_quark, SOUP_WEBSOCKET_ERROR_NOT_WEBSOCKET, 401, FALSE, WB_FAILURE_UNAUTHORIZED },
  { soup_websocket_error_quark, SOUP_WEBSOCKET_ERROR_NOT_WEBSOCKET, 403, FALSE, WB_FAILURE_FORBIDDEN },
  { soup_websocket_error_quark, SOUP_WEBSOCKET_ERROR_NOT_WEBSOCKET, 404, FALSE, WB_FAILURE_HTTP_STATUS },
  { soup_websocket_error_quark, SOUP_WEBSOCKET_ERROR_BAD_HANDSHAKE, 101, FALSE, WB_FAILURE_PROTOCOL },
};

static void
test_table (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error =
          g_error_new_literal (rows[i].domain (), rows[i].code, "Some words.");
      WbNetFacts facts = { .host = "example.org", .port = 8080, .seconds = 20 };
      g_autoptr(GError) failure = NULL;

      facts.status = rows[i].status;
      facts.is_offline = rows[i].is_offline;
      failure = wb_net_failure_new (error, &facts);
      g_assert_error (failure, WB_FAILURE, (int) rows[i].failure);
      /* Only about this computer no server is named. */
      if (rows[i].failure != WB_FAILURE_OFFLINE && rows[i].failure != WB_FAILURE_TLS_MISSING)
        g_assert_nonnull (strstr (failure->message, "example.org"));
      g_assert_null (strstr (failure->message, ".."));
    }
}

/* What is known besides the error decides. */
static void
test_circumstances (void)
{
  static const char *const offered[] = { "v1", NULL };
  static const struct {
    WbNetFacts facts;
    int code;
    WbFailure failure;
    const char *words;
  } cases[] = {
    { { .status = 400, .is_proxied = TRUE }, SOUP_WEBSOCKET_ERROR_NOT_WEBSOCKET, WB_FAILURE_PROXY,
      "The proxy on the way to example.org" },
    { { .status = 407, .phrase = "Who are you", .is_tunnel_refused = TRUE }, SOUP_WEBSOCKET_ERROR_NOT_WEBSOCKET,
      WB_FAILURE_PROXY_AUTH, "did not accept who connects (407 Who are you)" },
    { { .status = 407, .is_proxied = TRUE }, SOUP_WEBSOCKET_ERROR_NOT_WEBSOCKET, WB_FAILURE_PROXY_AUTH,
      "the user name and password of the proxy" },
    { { .status = 503, .is_tunnel_refused = TRUE }, SOUP_WEBSOCKET_ERROR_NOT_WEBSOCKET, WB_FAILURE_PROXY_REFUSED,
      "did not let the connection pass (503 Service Unavailable)" },
    { { .status = 308, .url = "wss://example.org/a", .location = "/b?token=abc" },
      SOUP_WEBSOCKET_ERROR_NOT_WEBSOCKET, WB_FAILURE_REDIRECT, "on to wss://example.org/b?token=•••," },
    { { .status = 302, .url = "wss://example.org/a", .location = "::\n%" },
      SOUP_WEBSOCKET_ERROR_NOT_WEBSOCKET, WB_FAILURE_REDIRECT, "example.org sends connections on to" },
    { { .status = 302 }, SOUP_WEBSOCKET_ERROR_NOT_WEBSOCKET, WB_FAILURE_HTTP_STATUS, "(302 Found)" },
    { { .status = 101, .subprotocol = "v2", .offered = offered }, SOUP_WEBSOCKET_ERROR_BAD_HANDSHAKE,
      WB_FAILURE_SUBPROTOCOL, "“v2”" },
    { { .status = 101, .subprotocol = "v1", .offered = offered }, SOUP_WEBSOCKET_ERROR_BAD_HANDSHAKE,
      WB_FAILURE_PROTOCOL, "broke the rules" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = g_error_new_literal (SOUP_WEBSOCKET_ERROR, cases[i].code, "");
      WbNetFacts facts = cases[i].facts;
      g_autoptr(GError) failure = NULL;

      facts.host = "example.org";
      failure = wb_net_failure_new (error, &facts);
      g_assert_error (failure, WB_FAILURE, (int) cases[i].failure);
      g_assert_nonnull (strstr (failure->message, cases[i].words));
    }
}

/* Who is connected again by itself is not told to do it. */
static void
test_offline (void)
{
  g_autoptr(GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE, "");
  const WbNetFacts facts = { .host = "example.org", .is_offline = TRUE, .reconnects = TRUE };
  g_autoptr(GError) failure = wb_net_failure_new (error, &facts);

  g_assert_error (failure, WB_FAILURE, WB_FAILURE_WAITS_FOR_NETWORK);
  g_assert_nonnull (strstr (failure->message, "as soon as there is a network"));
}

/* Words of a server are one line of valid text, not too long, and never taken for a template. */
static void
test_hostile_words (void)
{
  g_autoptr(GError) error = g_error_new_literal (SOUP_WEBSOCKET_ERROR, 0, "");
  g_autofree char *endless = g_strnfill (100000, 'x');
  g_autofree char *phrase = g_strconcat ("\n{host}\xff\x1b[2J\xe2\x80\xae", endless, NULL);
  WbNetFacts facts = { .host = "example.org", .status = 418, .phrase = phrase };
  g_autoptr(GError) failure = wb_net_failure_new (error, &facts);

  g_assert_true (g_utf8_validate (failure->message, -1, NULL));
  g_assert_cmpuint (strlen (failure->message), <, 1000);
  g_assert_nonnull (strstr (failure->message, "{host}"));
  g_assert_null (strpbrk (failure->message, "\n\x1b"));
  g_assert_null (strstr (failure->message, "\xe2\x80\xae"));
}

static void
test_standard_phrase (void)
{
  g_autoptr(GError) error = g_error_new_literal (SOUP_WEBSOCKET_ERROR, 0, "");
  g_autoptr (GError) failure =
      wb_net_failure_new (error, &(WbNetFacts){ .host = "h", .status = 503 });

  g_assert_nonnull (strstr (failure->message, "(503 Service Unavailable)"));
}

static const struct {
  GTlsCertificateFlags errors;
  const char *words;
} certificates[] = {
  { G_TLS_CERTIFICATE_EXPIRED, "it expired on 3 May 2026" },
  { G_TLS_CERTIFICATE_NOT_ACTIVATED, "it is not valid before 1 January 2026" },
  { G_TLS_CERTIFICATE_BAD_IDENTITY, "it belongs to another name" },
  { G_TLS_CERTIFICATE_REVOKED, "it was revoked" },
  { G_TLS_CERTIFICATE_INSECURE, "it is not secure enough" },
  { G_TLS_CERTIFICATE_UNKNOWN_CA, "its issuer is not known" },
  { G_TLS_CERTIFICATE_GENERIC_ERROR, "it can't be checked" },
  { 0, "it can't be checked" },
  { G_TLS_CERTIFICATE_EXPIRED | G_TLS_CERTIFICATE_UNKNOWN_CA,
    "it expired on 3 May 2026, its issuer is not known" },
};

static void
test_certificates (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "tls", "expired.pem", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, &error);

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (certificates); i++)
    {
      g_autofree char *words = wb_certificate_describe_errors (certificate, certificates[i].errors);
      g_autofree char *without = wb_certificate_describe_errors (NULL, certificates[i].errors);

      g_assert_cmpstr (words, ==, certificates[i].words);
      g_assert_cmpstr (without, !=, "");
    }
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/failure/A15/table", test_table);
  g_test_add_func ("/net/failure/A15/circumstances", test_circumstances);
  g_test_add_func ("/net/failure/A15/offline", test_offline);
  g_test_add_func ("/net/failure/A15/hostile-words", test_hostile_words);
  g_test_add_func ("/net/failure/A15/standard-phrase", test_standard_phrase);
  g_test_add_func ("/net/failure/A15/certificates", test_certificates);

  return g_test_run ();
}
