/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* From errors of GIO and libsoup to failures a person understands. */

#include "config.h"

#include "wb-net-failure.h"

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

static const struct {
  GTlsCertificateFlags flag;
  const char *text;
} certificate_errors[] = {
  /* Translators: these are about a certificate and end a sentence; {date} stands for itself. */
  { G_TLS_CERTIFICATE_EXPIRED, N_ ("it expired on {date}") },
  { G_TLS_CERTIFICATE_NOT_ACTIVATED, N_ ("it is not valid before {date}") },
  { G_TLS_CERTIFICATE_BAD_IDENTITY, N_ ("it belongs to another name") },
  { G_TLS_CERTIFICATE_REVOKED, N_ ("it was revoked") },
  { G_TLS_CERTIFICATE_INSECURE, N_ ("it is not secure enough") },
  { G_TLS_CERTIFICATE_UNKNOWN_CA, N_ ("its issuer is not known") },
  { G_TLS_CERTIFICATE_GENERIC_ERROR, N_ ("it can't be checked") },
};

static char *
format_date (GTlsCertificate *certificate,
             GTlsCertificateFlags flag)
{
  g_autoptr(GDateTime) date = NULL;

  if (certificate != NULL && flag == G_TLS_CERTIFICATE_EXPIRED)
    date = g_tls_certificate_get_not_valid_after (certificate);
  else if (certificate != NULL && flag == G_TLS_CERTIFICATE_NOT_ACTIVATED)
    date = g_tls_certificate_get_not_valid_before (certificate);

  /* Translators: a date as in “3 May 2026”, see g_date_time_format(). */
  return date != NULL ? g_date_time_format (date, _ ("%-d %B %Y")) : g_strdup ("?");
}

/**
 * wb_certificate_describe_errors:
 * @certificate: (nullable): a certificate
 * @errors: what is wrong with it
 *
 * Returns: (transfer full): the end of a sentence, as “it expired on 3 May 2026”
 */
char *
wb_certificate_describe_errors (GTlsCertificate *certificate,
                                GTlsCertificateFlags errors)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (certificate_errors); i++)
    if ((errors & certificate_errors[i].flag) != 0)
      {
        g_autofree char *date = format_date (certificate, certificate_errors[i].flag);

        if (text->len > 0)
          g_string_append (text, ", ");
        g_string_append (text, _ (certificate_errors[i].text));
        g_string_replace (text, "{date}", date, 0);
      }

  if (text->len == 0)
    g_string_append (text, _ ("it can't be checked"));
  return g_string_free (text, FALSE);
}

static WbFailure
find_failure (const GError *error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    if (error->domain == failures[i].domain () &&
        (failures[i].code == ANY_CODE || failures[i].code == error->code))
      return failures[i].failure;
  return WB_FAILURE_OTHER;
}

static WbFailure
find_status_failure (guint status)
{
  switch (status)
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
  WbFailure failure = find_failure (error);
  g_autofree char *detail = NULL;

  if (facts->status >= SOUP_STATUS_OK)
    failure = find_status_failure (facts->status);
  else if (facts->is_offline &&
           (failure == WB_FAILURE_NAME_NOT_FOUND || failure == WB_FAILURE_UNREACHABLE))
    failure = WB_FAILURE_OFFLINE;

  if (failure == WB_FAILURE_HTTP_STATUS)
    detail = describe_status (facts);
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
