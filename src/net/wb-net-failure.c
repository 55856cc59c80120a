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
  { g_tls_error_quark, G_TLS_ERROR_UNAVAILABLE, WB_FAILURE_TLS_MISSING },
  { g_tls_error_quark, G_TLS_ERROR_BAD_CERTIFICATE, WB_FAILURE_CERTIFICATE },
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

static WbFailure
choose_failure (const GError *error,
                const WbNetFacts *facts)
{
  WbFailure failure = find_failure (error);

  if (facts->status >= SOUP_STATUS_OK)
    return find_status_failure (facts);
  if (facts->status == SOUP_STATUS_SWITCHING_PROTOCOLS && failure == WB_FAILURE_PROTOCOL &&
      facts->subprotocol != NULL &&
      (facts->offered == NULL || !g_strv_contains (facts->offered, facts->subprotocol)))
    return WB_FAILURE_SUBPROTOCOL;
  if (facts->is_offline && (failure == WB_FAILURE_NAME_NOT_FOUND || failure == WB_FAILURE_UNREACHABLE))
    return facts->reconnects ? WB_FAILURE_WAITS_FOR_NETWORK : WB_FAILURE_OFFLINE;
  return failure;
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
  g_autofree char *detail = NULL;

  if (failure == WB_FAILURE_HTTP_STATUS || failure == WB_FAILURE_PROXY_REFUSED)
    detail = describe_status (facts);
  else if (failure == WB_FAILURE_REDIRECT)
    detail = describe_target (facts);
  else if (failure == WB_FAILURE_SUBPROTOCOL)
    detail = clean_words (facts->subprotocol);
  else if (failure == WB_FAILURE_CERTIFICATE)
    detail = wb_certificate_describe_errors (facts->certificate, facts->certificate_errors);
  else
    detail = clean_words (error->message);

  return wb_failure_new (failure, &(WbFailureFacts){
                                      .host = facts->host,
                                      .port = facts->port,
                                      .seconds = facts->seconds,
                                      .detail = detail,
                                  });
}
