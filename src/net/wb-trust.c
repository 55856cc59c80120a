/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Whom a connection trusts, and how it proves who it is.
 *
 * GIO keeps TLS sessions for the whole process, and where one is taken up again it asks nobody whether
 * the certificate is accepted: the trust of one connection would be that of all. It knows the errors
 * of the certificate even then, so it is judged when the handshake is over, before anything is sent.
 *
 * To the server, whoever takes up a session is who opened it. The GIO module of 2.74 keeps sessions apart
 * by our own certificate if that is set before the handshake, as libsoup does not. Later ones do not keep
 * them apart, but can be told to keep none. */

#include "config.h"

#include "wb-trust.h"

#include "wb-certificate.h"
#include "wb-failure.h"

#include <glib/gi18n-lib.h>

/* Of a request, which owns it. */
#define TRUST_KEY "wb-trust"

typedef struct {
  char *trusted; /* fingerprint of the one certificate to accept; NULL for any without an error */
  GCancellable *cancellable; /* of the request */
  GTlsCertificate *client;   /* what is shown of us, or NULL */
  GTlsCertificate *refused;  /* NULL while there is none */
  GTlsCertificateFlags errors;
  GTlsConnection *handshake; /* while it is under way */
  gboolean is_over;          /* the handshake */
  gboolean is_broken_off;
  gboolean is_asked; /* for a certificate, and there is none */
} Trust;

static void
trust_free (gpointer data)
{
  Trust *self = data;

  g_free (self->trusted);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->client);
  g_clear_object (&self->refused);
  g_clear_object (&self->handshake);
  g_free (self);
}

static gboolean
is_given (const char *text)
{
  return text != NULL && *text != '\0';
}

static gboolean
is_the_one (const Trust *self,
            GTlsCertificate *certificate)
{
  g_autofree char *fingerprint = wb_certificate_get_fingerprint (certificate);

  return g_str_equal (fingerprint, self->trusted);
}

static gboolean
accept_certificate_cb (SoupMessage *request G_GNUC_UNUSED,
                       GTlsCertificate *certificate,
                       GTlsCertificateFlags errors G_GNUC_UNUSED,
                       const Trust *self)
{
  return self->trusted != NULL && is_the_one (self, certificate);
}

static void
judge_peer (Trust *self,
            GTlsConnection *connection)
{
  GTlsCertificate *certificate = g_tls_connection_get_peer_certificate (connection);
  GTlsCertificateFlags errors = g_tls_connection_get_peer_certificate_errors (connection);

  if (certificate != NULL && (self->trusted != NULL ? is_the_one (self, certificate) : errors == 0))
    return;

  g_set_object (&self->refused, certificate);
  self->errors = errors;
  self->is_broken_off = TRUE;
  g_cancellable_cancel (self->cancellable);
}

static void
prepare_handshake (Trust *self,
                   GTlsConnection *connection)
{
  static const char *const property = "session-resumption-enabled";

  g_set_object (&self->handshake, connection);
  if (self->client != NULL)
    g_tls_connection_set_certificate (connection, self->client);
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (connection), property) != NULL)
    g_object_set (connection, property, FALSE, NULL);
}

static void
network_event_cb (SoupMessage *request G_GNUC_UNUSED,
                  GSocketClientEvent event,
                  GIOStream *stream,
                  Trust *self)
{
  if (event == G_SOCKET_CLIENT_TLS_HANDSHAKING)
    prepare_handshake (self, G_TLS_CONNECTION (stream));
  else if (event == G_SOCKET_CLIENT_TLS_HANDSHAKED)
    {
      g_clear_object (&self->handshake);
      self->is_over = TRUE;
      judge_peer (self, G_TLS_CONNECTION (stream));
    }
}

static gboolean
request_certificate_cb (SoupMessage *request G_GNUC_UNUSED,
                        GTlsClientConnection *connection G_GNUC_UNUSED,
                        Trust *self)
{
  self->is_asked = TRUE;
  return FALSE;
}

static gboolean
fail_on_file (const char *path,
              const GError *reason,
              GError **error)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *detail = g_strdup_printf ("%s: %s", name, reason->message);

  g_propagate_error (error, wb_failure_new (WB_FAILURE_CERTIFICATE_FILE,
                                            &(WbFailureFacts){ .detail = detail }));
  return FALSE;
}

static gboolean
use_ca_file (SoupSession *session,
             const char *path,
             GError **error)
{
  g_autoptr(GError) reason = NULL;
  /* GIO warns of a relative path and then trusts nobody. */
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autoptr(GTlsDatabase) database = g_tls_file_database_new (absolute, &reason);

  if (database == NULL)
    return fail_on_file (path, reason, error);

  soup_session_set_tls_database (session, database);
  return TRUE;
}

/* GIO would find out in the middle of the handshake. */
static gboolean
has_key (GTlsCertificate *certificate)
{
  g_autoptr(GByteArray) key = NULL;

  g_object_get (certificate, "private-key", &key, NULL);
  return key != NULL;
}

static gboolean
use_client_certificate (Trust *self,
                        const char *path,
                        GError **error)
{
  g_autoptr(GError) reason = NULL;

  self->client = g_tls_certificate_new_from_file (path, &reason);
  if (self->client != NULL && !has_key (self->client))
    /* Translators: of a file; ends a sentence. */
    reason = g_error_new_literal (G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, _ ("it has no private key"));
  return reason == NULL || fail_on_file (path, reason, error);
}

/**
 * wb_trust_apply:
 * @profile: whom to trust
 * @session: a session for this connection alone
 * @request: what is going to be sent
 * @cancellable: to send it with; cancelled when the certificate that comes is not trusted
 * @error: return location for a %WB_FAILURE
 *
 * Returns: whether the files that the profile names could be read
 */
gboolean
wb_trust_apply (WbProfile *profile,
                SoupSession *session,
                SoupMessage *request,
                GCancellable *cancellable,
                GError **error)
{
  Trust *self = g_new0 (Trust, 1);
  g_autofree char *ca_file = NULL;
  g_autofree char *client_certificate = NULL;
  g_autofree char *trusted = NULL;

  g_object_get (profile, "ca-file", &ca_file, "client-certificate", &client_certificate,
                "trusted-certificate", &trusted, NULL);
  self->trusted = is_given (trusted) ? wb_fingerprint_normalize (trusted) : NULL;
  self->cancellable = g_object_ref (cancellable);
  g_object_set_data_full (G_OBJECT (request), TRUST_KEY, self, trust_free);
  g_signal_connect (request, "accept-certificate", G_CALLBACK (accept_certificate_cb), self);
  g_signal_connect (request, "network-event", G_CALLBACK (network_event_cb), self);
  g_signal_connect (request, "request-certificate", G_CALLBACK (request_certificate_cb), self);

  return (!is_given (ca_file) || use_ca_file (session, ca_file, error)) &&
         (!is_given (client_certificate) ||
          use_client_certificate (self, client_certificate, error));
}

/**
 * wb_trust_get_certificate:
 * @request: what wb_trust_apply() was called for
 *
 * Returns: (transfer none) (nullable): the certificate of the server
 */
GTlsCertificate *
wb_trust_get_certificate (SoupMessage *request)
{
  const Trust *self = g_object_get_data (G_OBJECT (request), TRUST_KEY);

  return self->refused != NULL ? self->refused : soup_message_get_tls_peer_certificate (request);
}

/* In the older TLS it is looked at within the handshake, after the server has shown its own. */
static gboolean
is_shown (const Trust *self)
{
  return self->client != NULL &&
         (self->is_over ||
          (self->handshake != NULL && g_tls_connection_get_peer_certificate (self->handshake) != NULL));
}

/**
 * wb_trust_tell:
 * @request: what wb_trust_apply() was called for, after it failed
 * @facts: where to say what became of the trust in the server
 */
void
wb_trust_tell (SoupMessage *request,
               WbNetFacts *facts)
{
  Trust *self = g_object_get_data (G_OBJECT (request), TRUST_KEY);

  facts->wants_certificate = self->is_asked;
  facts->shows_certificate = is_shown (self);
  g_clear_object (&self->handshake);
  facts->certificate = wb_trust_get_certificate (request);
  facts->certificate_errors =
      self->refused != NULL ? self->errors : soup_message_get_tls_peer_certificate_errors (request);
  facts->is_distrusted = self->is_broken_off;
  facts->is_other_certificate =
      self->trusted != NULL && facts->certificate != NULL && !is_the_one (self, facts->certificate);
}
