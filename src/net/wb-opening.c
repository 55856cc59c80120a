/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The opening handshake of a WebSocket: the request to a server, and what came of it. */

#include "config.h"

#include "wb-opening.h"

#include "wb-certificate.h"
#include "wb-deflate.h"
#include "wb-failure.h"
#include "wb-header.h"
#include "wb-hop.h"
#include "wb-net-failure.h"
#include "wb-proxy-watch.h"
#include "wb-trust.h"
#include "wb-url.h"

#include <string.h>

/**
 * WbOpening:
 *
 * One attempt at one server. Where a connection leads to, and with how much encryption, is for the user
 * to decide, and so is who gets the credentials: libsoup follows no redirect, wb_opening_follow() does
 * if that is set, with another attempt.
 */
struct _WbOpening {
  WbProfile *profile;
  guint n_hops; /* that led here */
  gboolean is_elsewhere; /* than at the host that the user chose */
  char *url;
  char *host;
  guint port;
  guint seconds; /* of the connect timeout */
  gboolean reconnects;
  char **subprotocols;
  GCancellable *cancellable;
  SoupSession *session;
  SoupMessage *request;
  WbProxyWatch *proxy;
  SoupLogger *logger;
  GString *body; /* of a refusal, as far as it came */
  char *tls_error;
};

/*
 * The request
 */

static gboolean
is_given (const char *text)
{
  return text != NULL && *text != '\0';
}

static gboolean
set_subprotocols (WbOpening *self,
                  WbProfile *profile,
                  GError **error)
{
  g_object_get (profile, "subprotocols", &self->subprotocols, NULL);
  for (gsize i = 0; self->subprotocols != NULL && self->subprotocols[i] != NULL; i++)
    if (!wb_header_is_token (self->subprotocols[i]))
      {
        g_propagate_error (error, wb_failure_new (WB_FAILURE_HEADER,
                                                  &(WbFailureFacts){ .detail = self->subprotocols[i] }));
        return FALSE;
      }
  return TRUE;
}

static gboolean
add_header (WbOpening *self,
            const char *line,
            GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;

  if (!wb_header_parse (line, &name, &value, error))
    return FALSE;

  soup_message_headers_append (soup_message_get_request_headers (self->request), name, value);
  return TRUE;
}

/* Without waiting to be asked: many servers only say 403. */
static gboolean
add_credentials (WbOpening *self,
                 WbProfile *profile,
                 GError **error)
{
  g_autofree char *user = NULL;
  g_autofree char *password = NULL;
  g_autofree char *bearer = NULL;
  g_autofree char *line = NULL;

  g_object_get (profile, "user", &user, "password", &password, "bearer", &bearer, NULL);
  if (is_given (bearer))
    line = g_strconcat ("Authorization: Bearer ", bearer, NULL);
  else if (is_given (user))
    {
      g_autofree char *both = g_strconcat (user, ":", password, NULL);
      g_autofree char *encoded = g_base64_encode ((const guchar *) both, strlen (both));

      line = g_strconcat ("Authorization: Basic ", encoded, NULL);
    }
  return line == NULL || add_header (self, line, error);
}

static gboolean
add_headers (WbOpening *self,
             WbProfile *profile,
             GError **error)
{
  g_auto(GStrv) headers = NULL;
  g_autofree char *origin = NULL;
  g_autofree char *line = NULL;

  g_object_get (profile, "headers", &headers, "origin", &origin, NULL);
  for (gsize i = 0; headers != NULL && headers[i] != NULL; i++)
    if (!add_header (self, headers[i], error))
      return FALSE;

  line = is_given (origin) ? g_strconcat ("Origin: ", origin, NULL) : NULL;
  if (line != NULL && !add_header (self, line, error))
    return FALSE;
  return add_credentials (self, profile, error);
}

/*
 * The body of a refusal
 */

/* Only this way it can be seen; what else passes here holds secrets and is looked at no further. */
static void
log_cb (SoupLogger *logger G_GNUC_UNUSED,
        SoupLoggerLogLevel level,
        char direction,
        const char *line,
        gpointer data)
{
  WbOpening *self = data;
  gsize room = WB_HANDSHAKE_MAX_BODY_BYTES - self->body->len;

  /* What separates it from the headers comes as an empty line. */
  if (level != SOUP_LOGGER_LOG_BODY || direction != '<' || room == 0 ||
      (self->body->len == 0 && *line == '\0'))
    return;

  g_string_append_len (self->body, line, (gssize) MIN (strlen (line), room));
  if (self->body->len < WB_HANDSHAKE_MAX_BODY_BYTES)
    g_string_append_c (self->body, '\n');
}

static void
ignore_log_cb (SoupLogger *logger G_GNUC_UNUSED,
               SoupLoggerLogLevel level G_GNUC_UNUSED,
               char direction G_GNUC_UNUSED,
               const char *line G_GNUC_UNUSED,
               gpointer data G_GNUC_UNUSED)
{
}

static void
listen_to_body (WbOpening *self)
{
  self->body = g_string_new (NULL);
  self->logger = soup_logger_new (SOUP_LOGGER_LOG_BODY);
  soup_logger_set_max_body_size (self->logger, WB_HANDSHAKE_MAX_BODY_BYTES);
  soup_logger_set_printer (self->logger, log_cb, self, NULL);
  soup_session_add_feature (self->session, SOUP_SESSION_FEATURE (self->logger));
}

/*
 * The attempt
 */

static gboolean
prepare_request (WbOpening *self,
                 WbProfile *profile,
                 GError **error)
{
  self->url = wb_url_normalize (wb_profile_get_url (profile), error);
  if (self->url == NULL)
    return FALSE;

  self->host = wb_url_get_host (self->url, &self->port);
  self->request = soup_message_new (SOUP_METHOD_GET, self->url);
  if (self->request == NULL)
    {
      g_autofree char *masked = wb_url_mask (self->url);

      g_propagate_error (error, wb_failure_new (WB_FAILURE_ADDRESS,
                                                &(WbFailureFacts){ .detail = masked }));
      return FALSE;
    }

  soup_message_add_flags (self->request, SOUP_MESSAGE_NO_REDIRECT);
  self->proxy = wb_proxy_watch_new (self->session, self->request);
  return set_subprotocols (self, profile, error) && add_headers (self, profile, error) &&
         wb_trust_apply (profile, self->session, self->request, self->cancellable, error);
}

/**
 * wb_opening_new:
 * @profile: where to, and what to say
 * @cancellable: to give it up
 * @error: return location for a %WB_FAILURE
 *
 * Returns: (transfer full) (nullable): a handshake that was not begun
 */
WbOpening *
wb_opening_new (WbProfile *profile,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr(WbOpening) self = g_new0 (WbOpening, 1);

  self->cancellable = g_object_ref (cancellable);
  self->profile = g_object_ref (profile);
  self->seconds = (wb_profile_get_connect_timeout (profile) + 999) / 1000;
  self->reconnects = wb_profile_get_reconnect (profile) != WB_RECONNECT_NEVER;
  self->session = soup_session_new_with_options ("user-agent", "Whereabouts/" PACKAGE_VERSION, NULL);
  listen_to_body (self);
  if (!prepare_request (self, profile, error))
    return NULL;

  wb_deflate_offer (self->session, self->request);
  return g_steal_pointer (&self);
}

/**
 * wb_opening_free:
 * @self: (transfer full): a handshake, which was cancelled if it is under way
 */
void
wb_opening_free (WbOpening *self)
{
  /* A request that was given up may still be on its way to its end. */
  soup_logger_set_printer (self->logger, ignore_log_cb, NULL, NULL);
  g_clear_object (&self->logger);
  g_clear_object (&self->proxy);
  g_clear_object (&self->request);
  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->profile);
  g_string_free (self->body, TRUE);
  g_free (self->tls_error);
  g_strfreev (self->subprotocols);
  g_free (self->host);
  g_free (self->url);
  g_free (self);
}

/**
 * wb_opening_start:
 * @self: a handshake
 * @callback: called in the end, maybe after @self was freed; its source object is the session to
 *   finish with
 * @data: what to pass to it
 */
void
wb_opening_start (WbOpening *self,
                  GAsyncReadyCallback callback,
                  gpointer data)
{
  soup_session_websocket_connect_async (self->session, self->request, NULL, self->subprotocols,
                                        G_PRIORITY_DEFAULT, self->cancellable, callback, data);
}

const char *
wb_opening_get_host (WbOpening *self)
{
  return self->host;
}

guint
wb_opening_get_port (WbOpening *self)
{
  return self->port;
}

/*
 * What came of it
 */

/* An HTTP proxy is asked for a tunnel only for what is encrypted; anything else it takes for a request
 * to itself. */
static gboolean
has_http_proxy (WbOpening *self)
{
  GSocketAddress *address = soup_message_get_remote_address (self->request);

  return G_IS_PROXY_ADDRESS (address) &&
         g_str_has_prefix (g_proxy_address_get_protocol (G_PROXY_ADDRESS (address)), "http");
}

/**
 * wb_opening_explain:
 * @self: a handshake that failed
 * @error: what libsoup said
 *
 * Returns: (transfer full): the reason, of domain %WB_FAILURE
 */
GError *
wb_opening_explain (WbOpening *self,
                    const GError *error)
{
  GNetworkMonitor *monitor = g_network_monitor_get_default ();
  gboolean is_encrypted = g_str_has_prefix (self->url, "wss:");
  SoupMessageHeaders *response = soup_message_get_response_headers (self->request);
  WbNetFacts facts = {
    .url = self->url,
    .host = self->host,
    .port = self->port,
    .seconds = self->seconds,
    .status = soup_message_get_status (self->request),
    .phrase = soup_message_get_reason_phrase (self->request),
    .location = soup_message_headers_get_one (response, "Location"),
    .subprotocol = soup_message_headers_get_one (response, "Sec-WebSocket-Protocol"),
    .offered = (const char *const *) self->subprotocols,
    .is_offline = !g_network_monitor_get_network_available (monitor),
    .is_proxied = !is_encrypted && has_http_proxy (self),
    .reconnects = self->reconnects,
  };

  if (error->domain == G_TLS_ERROR && self->tls_error == NULL)
    self->tls_error = g_utf8_make_valid (error->message, -1);
  wb_trust_tell (self->request, &facts);
  wb_proxy_watch_tell (self->proxy, &facts);
  facts.is_tunnel_refused = is_encrypted && facts.certificate == NULL && has_http_proxy (self);
  return wb_net_failure_new (error, &facts);
}

static WbOpening *
make_next (WbOpening *self,
           const GError *error,
           GError **reason)
{
  g_autoptr(GError) failure = wb_opening_explain (self, error);
  SoupMessageHeaders *response = soup_message_get_response_headers (self->request);
  const char *location = soup_message_headers_get_one (response, "Location");
  g_autoptr(WbProfile) profile = NULL;

  if (!wb_profile_get_follow_redirects (self->profile) ||
      !g_error_matches (failure, WB_FAILURE, WB_FAILURE_REDIRECT))
    {
      g_propagate_error (reason, g_steal_pointer (&failure));
      return NULL;
    }

  profile = wb_hop_new (self->profile, location, self->n_hops, reason);
  return profile != NULL ? wb_opening_new (profile, self->cancellable, reason) : NULL;
}

/**
 * wb_opening_follow:
 * @self: (inout): a handshake that failed
 * @error: what libsoup said
 * @reason: (out): why there is no other attempt, of domain %WB_FAILURE
 *
 * Goes where the answer sends to if the connection is set to. Only a redirect of the server itself
 * counts, not one of a proxy.
 *
 * Returns: whether @self is another handshake now, which was not begun
 */
gboolean
wb_opening_follow (WbOpening **self,
                   const GError *error,
                   GError **reason)
{
  WbOpening *next = make_next (*self, error, reason);

  if (next == NULL)
    return FALSE;

  next->n_hops = (*self)->n_hops + 1;
  next->is_elsewhere = (*self)->is_elsewhere || g_ascii_strcasecmp ((*self)->host, next->host) != 0;
  wb_opening_free (*self);
  *self = next;
  return TRUE;
}

static void
append_header_cb (const char *name,
                  const char *value,
                  gpointer data)
{
  if (!wb_deflate_is_made_up (name, value))
    wb_handshake_append_header (data, name, value);
}

static char *
list_headers (SoupMessageHeaders *headers)
{
  GString *lines = g_string_new (NULL);

  soup_message_headers_foreach (headers, append_header_cb, lines);
  return g_string_free (lines, FALSE);
}

static void
describe_answer (WbOpening *self,
                 WbHandshake *handshake)
{
  handshake->status = soup_message_get_status (self->request);
  if (handshake->status == 0)
    return;

  handshake->phrase = g_utf8_make_valid (soup_message_get_reason_phrase (self->request), -1);
  handshake->response = list_headers (soup_message_get_response_headers (self->request));
  if (self->body->len > 0)
    handshake->body = g_utf8_make_valid (self->body->str, (gssize) self->body->len);
}

/**
 * wb_opening_describe:
 * @self: a handshake that is over
 * @connection: (nullable): what it ended in
 * @elapsed: µs it took
 *
 * Returns: (transfer full): what was said, without the secrets
 */
WbHandshake *
wb_opening_describe (WbOpening *self,
                     SoupWebsocketConnection *connection,
                     gint64 elapsed)
{
  WbHandshake *handshake = wb_handshake_new ();
  GTlsCertificate *certificate = wb_trust_get_certificate (self->request);

  handshake->url = wb_url_mask (self->url);
  handshake->redirects = self->n_hops;
  handshake->is_elsewhere = self->is_elsewhere;
  handshake->request = list_headers (soup_message_get_request_headers (self->request));
  handshake->elapsed = elapsed;
  handshake->tls_error = g_strdup (self->tls_error);
  describe_answer (self, handshake);
  if (certificate != NULL)
    {
      handshake->certificate = wb_certificate_describe (certificate);
      handshake->fingerprint = wb_certificate_get_fingerprint (certificate);
    }
  if (connection == NULL)
    return handshake;

  handshake->protocol = g_strdup (soup_websocket_connection_get_protocol (connection));
  if (wb_deflate_is_active (wb_deflate_find (connection)))
    handshake->extensions = g_strdup (
        soup_message_headers_get_list (soup_message_get_response_headers (self->request),
                                       "Sec-WebSocket-Extensions"));
  return handshake;
}
