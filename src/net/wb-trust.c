/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Whom a connection trusts, and how it proves who it is. */

#include "config.h"

#include "wb-trust.h"

#include "wb-certificate.h"
#include "wb-failure.h"

static gboolean
is_given (const char *text)
{
  return text != NULL && *text != '\0';
}

static gboolean
accept_certificate_cb (SoupMessage *request G_GNUC_UNUSED,
                       GTlsCertificate *certificate,
                       GTlsCertificateFlags errors G_GNUC_UNUSED,
                       const char *trusted)
{
  g_autofree char *fingerprint = wb_certificate_get_fingerprint (certificate);

  return g_str_equal (fingerprint, trusted);
}

static void
free_text (gpointer text,
           GClosure *closure G_GNUC_UNUSED)
{
  g_free (text);
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

static gboolean
use_client_certificate (SoupMessage *request,
                        const char *path,
                        GError **error)
{
  g_autoptr(GError) reason = NULL;
  g_autoptr(GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, &reason);

  if (certificate == NULL)
    return fail_on_file (path, reason, error);

  soup_message_set_tls_client_certificate (request, certificate);
  return TRUE;
}

/**
 * wb_trust_apply:
 * @profile: whom to trust
 * @session: a session for this connection alone
 * @request: what is going to be sent
 * @error: return location for a %WB_FAILURE
 *
 * Returns: whether the files that the profile names could be read
 */
gboolean
wb_trust_apply (WbProfile *profile,
                SoupSession *session,
                SoupMessage *request,
                GError **error)
{
  g_autofree char *ca_file = NULL;
  g_autofree char *client_certificate = NULL;
  g_autofree char *trusted = NULL;

  g_object_get (profile, "ca-file", &ca_file, "client-certificate", &client_certificate,
                "trusted-certificate", &trusted, NULL);
  if (is_given (trusted))
    g_signal_connect_data (request, "accept-certificate", G_CALLBACK (accept_certificate_cb),
                           wb_fingerprint_normalize (trusted), free_text, 0);

  return (!is_given (ca_file) || use_ca_file (session, ca_file, error)) &&
         (!is_given (client_certificate) ||
          use_client_certificate (request, client_certificate, error));
}
