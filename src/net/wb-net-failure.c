/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* From errors of GIO and libsoup to failures a person understands. */

#include "config.h"

#include "wb-net-failure.h"

#include "wb-certificate.h"
#include "wb-url.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

/* Longer words of a server are cut. */
#define MAX_DETAIL_CHARACTERS 200

/* The first row that fits counts; ANY_CODE stands for the rest of a domain. */
#define ANY_CODE -1

static const struct {
  GQuark (*domain) (void);
  int code;
  WbFailure failure;
} failures[] = {
  { g_resolver_error_quark, G_RESOLVER_ERROR_TEMPORARY_FAILURE, WB_FAILURE_UNREACHABLE },
  { g_resolver_error_quark, ANY_CODE, WB_FAILURE_NAME_NOT_FOUND },
  { g_io_error_quark, G_IO_ERROR_HOST_NOT_FOUND, WB_FAILURE_NAME_NOT_FOUND },
  { g_io_error_quark, G_IO_ERROR_CONNECTION_REFUSED, WB_FAILURE_REFUSED },
  { g_io_error_quark, G_IO_ERROR_HOST_UNREACHABLE, WB_FAILURE_UNREACHABLE },
  { g_io_error_quark, G_IO_ERROR_NETWORK_UNREACHABLE, WB_FAILURE_UNREACHABLE },
  { g_io_error_quark, G_IO_ERROR_TIMED_OUT, WB_FAILURE_TIMEOUT },
  { g_io_error_quark, G_IO_ERROR_CONNECTION_CLOSED, WB_FAILURE_HANGS_UP },
  { g_io_error_quark, G_IO_ERROR_PARTIAL_INPUT, WB_FAILURE_HANGS_UP },
  { g_io_error_quark, G_IO_ERROR_PROXY_NEED_AUTH, WB_FAILURE_PROXY_AUTH },
  { g_io_error_quark, G_IO_ERROR_PROXY_AUTH_FAILED, WB_FAILURE_PROXY_AUTH },
  { g_io_error_quark, G_IO_ERROR_PROXY_NOT_ALLOWED, WB_FAILURE_PROXY_REFUSED },
  { g_io_error_quark, G_IO_ERROR_PROXY_FAILED, WB_FAILURE_PROXY_BROKEN },
  { g_tls_error_quark, G_TLS_ERROR_UNAVAILABLE, WB_FAILURE_TLS_MISSING },
  { g_tls_error_quark, G_TLS_ERROR_BAD_CERTIFICATE, WB_FAILURE_CERTIFICATE },
  { g_tls_error_quark, G_TLS_ERROR_CERTIFICATE_REQUIRED, WB_FAILURE_WANTS_CERTIFICATE },
  { g_tls_error_quark, ANY_CODE, WB_FAILURE_TLS_HANDSHAKE },
  { soup_session_error_quark, SOUP_SESSION_ERROR_PARSING, WB_FAILURE_NOT_WEBSOCKET },
  { soup_session_error_quark, SOUP_SESSION_ERROR_ENCODING, WB_FAILURE_NOT_WEBSOCKET },
  { soup_websocket_error_quark, SOUP_WEBSOCKET_ERROR_BAD_HANDSHAKE, WB_FAILURE_PROTOCOL },
  { soup_websocket_error_quark, ANY_CODE, WB_FAILURE_NOT_WEBSOCKET },
};

static WbFailure
find_failure (const GError *error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    if (error->domain == failures[i].domain () &&
        (failures[i].code == ANY_CODE || failures[i].code == error->code))
      return failures[i].failure;
  return WB_FAILURE_OTHER;
}

/* What looks like a failure of the server and is one of the proxy. What the proxy says of the server,
 * once it is asked, is about the server. */
static const struct {
  WbProxyStage stage;
  WbFailure looks;
  WbFailure is;
} proxy_failures[] = {
  { WB_PROXY_SOUGHT, WB_FAILURE_NAME_NOT_FOUND, WB_FAILURE_PROXY_NOT_FOUND },
  { WB_PROXY_SOUGHT, WB_FAILURE_TIMEOUT, WB_FAILURE_PROXY_SILENT },
  { WB_PROXY_CALLED, WB_FAILURE_REFUSED, WB_FAILURE_PROXY_CLOSED },
  { WB_PROXY_CALLED, WB_FAILURE_TIMEOUT, WB_FAILURE_PROXY_SILENT },
  { WB_PROXY_CALLED, WB_FAILURE_UNREACHABLE, WB_FAILURE_PROXY_BROKEN },
  { WB_PROXY_CALLED, WB_FAILURE_OTHER, WB_FAILURE_PROXY_BROKEN },
  { WB_PROXY_ASKED, WB_FAILURE_TIMEOUT, WB_FAILURE_PROXY_SILENT },
  { WB_PROXY_ASKED, WB_FAILURE_HANGS_UP, WB_FAILURE_PROXY_BROKEN },
  { WB_PROXY_ASKED, WB_FAILURE_NOT_WEBSOCKET, WB_FAILURE_PROXY_BROKEN },
  { WB_PROXY_ASKED, WB_FAILURE_OTHER, WB_FAILURE_PROXY_BROKEN },
};

static WbFailure
find_proxy_failure (WbProxyStage stage,
                    WbFailure looks)
{
  for (gsize i = 0; i < G_N_ELEMENTS (proxy_failures); i++)
    if (proxy_failures[i].stage == stage && proxy_failures[i].looks == looks)
      return proxy_failures[i].is;
  return looks;
}

static gboolean
is_redirect (guint status)
{
  return status == SOUP_STATUS_MOVED_PERMANENTLY || status == SOUP_STATUS_FOUND ||
         status == SOUP_STATUS_SEE_OTHER || status == SOUP_STATUS_TEMPORARY_REDIRECT ||
         status == SOUP_STATUS_PERMANENT_REDIRECT;
}

static WbFailure
find_status_failure (const WbNetFacts *facts)
{
  if (facts->status == SOUP_STATUS_PROXY_UNAUTHORIZED)
    return WB_FAILURE_PROXY_AUTH;
  if (facts->is_proxied)
    return WB_FAILURE_PROXY;
  if (facts->is_tunnel_refused)
    return WB_FAILURE_PROXY_REFUSED;
  if (facts->location != NULL && is_redirect (facts->status))
    return WB_FAILURE_REDIRECT;

  switch (facts->status)
    {
    case SOUP_STATUS_UNAUTHORIZED:
      return WB_FAILURE_UNAUTHORIZED;
    case SOUP_STATUS_FORBIDDEN:
      return WB_FAILURE_FORBIDDEN;
    default:
      return WB_FAILURE_HTTP_STATUS;
    }
}

/* Makes of words from outside one line of valid text that is not long. */
static char *
clean_words (const char *words)
{
  g_autofree char *valid = g_utf8_make_valid (words != NULL ? words : "", -1);
  GString *clean = g_string_new (NULL);
  guint n_characters = 0;

  for (const char *at = valid; *at != '\0' && n_characters < MAX_DETAIL_CHARACTERS;
       at = g_utf8_next_char (at), n_characters++)
    g_string_append_unichar (clean, g_unichar_isprint (g_utf8_get_char (at))
                                        ? g_utf8_get_char (at)
                                        : ' ');

  /* The sentence around it brings its own full stop. */
  while (clean->len > 0 && strchr (" .", clean->str[clean->len - 1]) != NULL)
    g_string_truncate (clean, clean->len - 1);
  return g_string_free (clean, FALSE);
}

static char *
describe_status (const WbNetFacts *facts)
{
  g_autofree char *phrase = clean_words (facts->phrase);
  const char *words = *phrase != '\0' ? phrase : soup_status_get_phrase (facts->status);

  return g_strdup_printf ("%u %s", facts->status, words);
}

/* The address that a redirect names, which may be relative, without its secrets. */
static char *
describe_target (const WbNetFacts *facts)
{
  g_autofree char *location = g_utf8_make_valid (facts->location, -1);
  g_autofree char *absolute = wb_url_resolve (facts->url, location);

  return wb_url_mask (absolute != NULL ? absolute : location);
}

static char *
describe_certificate (const WbNetFacts *facts)
{
  /* Translators: about a certificate; ends a sentence, and more reasons may follow. */
  const char *other = _ ("it is not the one that this connection trusts");
  g_autofree char *errors = wb_certificate_describe_errors (facts->certificate, facts->certificate_errors);

  if (!facts->is_other_certificate)
    return g_steal_pointer (&errors);
  return facts->certificate_errors == 0 ? g_strdup (other) : g_strconcat (other, ", ", errors, NULL);
}

/* A server that misses a certificate, or does not like it, may say so or just hang up. */
static WbFailure
find_certificate_failure (const WbNetFacts *facts,
                          WbFailure looks)
{
  if (facts->wants_certificate)
    return WB_FAILURE_WANTS_CERTIFICATE;
  return facts->shows_certificate ? WB_FAILURE_CLIENT_CERTIFICATE : looks;
}

static WbFailure
choose_failure (const GError *error,
                const WbNetFacts *facts)
{
  WbFailure failure = find_failure (error);

  if (facts->is_distrusted)
    return WB_FAILURE_CERTIFICATE;
  if (facts->status >= SOUP_STATUS_OK)
    return find_status_failure (facts);
  if (facts->status == SOUP_STATUS_SWITCHING_PROTOCOLS && failure == WB_FAILURE_PROTOCOL &&
      facts->subprotocol != NULL &&
      (facts->offered == NULL || !g_strv_contains (facts->offered, facts->subprotocol)))
    return WB_FAILURE_SUBPROTOCOL;
  if (facts->is_offline && (failure == WB_FAILURE_NAME_NOT_FOUND || failure == WB_FAILURE_UNREACHABLE))
    return facts->reconnects ? WB_FAILURE_WAITS_FOR_NETWORK : WB_FAILURE_OFFLINE;
  if (failure == WB_FAILURE_TLS_HANDSHAKE || failure == WB_FAILURE_HANGS_UP)
    failure = find_certificate_failure (facts, failure);
  return find_proxy_failure (facts->proxy_stage, failure);
}

static char *
describe_proxy (const WbNetFacts *facts)
{
  gboolean is_ipv6 = strchr (facts->proxy_host, ':') != NULL;

  if (facts->proxy_port == 0)
    return g_strdup (facts->proxy_host);
  return g_strdup_printf (is_ipv6 ? "[%s]:%u" : "%s:%u", facts->proxy_host, facts->proxy_port);
}

static char *
describe (WbFailure failure,
          const GError *error,
          const WbNetFacts *facts)
{
  gboolean has_status = facts->status >= SOUP_STATUS_OK;

  if (failure == WB_FAILURE_HTTP_STATUS)
    return describe_status (facts);
  if (has_status && (failure == WB_FAILURE_PROXY_REFUSED || failure == WB_FAILURE_PROXY_AUTH))
    return describe_status (facts);
  if (failure == WB_FAILURE_REDIRECT)
    return describe_target (facts);
  if (failure == WB_FAILURE_SUBPROTOCOL)
    return clean_words (facts->subprotocol);
  if (failure == WB_FAILURE_CERTIFICATE)
    return describe_certificate (facts);
  if (failure == WB_FAILURE_PROXY_NOT_FOUND)
    return g_strdup (facts->proxy_host);
  if (failure == WB_FAILURE_PROXY_CLOSED || failure == WB_FAILURE_PROXY_SILENT)
    return describe_proxy (facts);
  return clean_words (error->message);
}

/**
 * wb_net_failure_new:
 * @error: what GIO or libsoup said
 * @facts: what is known besides
 *
 * Says in plain words why connecting failed. What the server answered counts more than @error,
 * which then is only how the attempt ended.
 *
 * Returns: (transfer full): a new error of domain %WB_FAILURE
 */
GError *
wb_net_failure_new (const GError *error,
                    const WbNetFacts *facts)
{
  WbFailure failure = choose_failure (error, facts);
  g_autofree char *detail = describe (failure, error, facts);

  return wb_failure_new (failure, &(WbFailureFacts){
                                      .host = facts->host,
                                      .port = facts->port,
                                      .seconds = facts->seconds,
                                      .detail = detail,
                                  });
}
