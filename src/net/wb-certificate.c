/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What a person wants to know about a certificate. */

#include "config.h"

#include "wb-certificate.h"

#include <glib/gi18n-lib.h>

/* Longer lists of names are cut: a server may show any certificate. */
#define MAX_NAMES_BYTES 1024

/*
 * Fingerprints
 */

/**
 * wb_certificate_get_fingerprint:
 * @certificate: a certificate
 *
 * Returns: (transfer full): its SHA-256 as 64 hexadecimal digits in lower case
 */
char *
wb_certificate_get_fingerprint (GTlsCertificate *certificate)
{
  g_autoptr(GByteArray) der = NULL;

  g_object_get (certificate, "certificate", &der, NULL);
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len);
}

/**
 * wb_fingerprint_normalize:
 * @text: a fingerprint as browsers and openssl show it, with or without colons
 *
 * Returns: (transfer full): its hexadecimal digits in lower case
 */
char *
wb_fingerprint_normalize (const char *text)
{
  GString *digits = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at++)
    if (g_ascii_isxdigit (*at))
      g_string_append_c (digits, g_ascii_tolower (*at));
  return g_string_free (digits, FALSE);
}

/*
 * Words
 */

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

/* Takes ownership of @date. */
static char *
format_date (GDateTime *date)
{
  g_autoptr(GDateTime) owned = date;

  /* Translators: a date as in “3 May 2026”, see g_date_time_format(). */
  return owned != NULL ? g_date_time_format (owned, _ ("%-d %B %Y")) : g_strdup ("?");
}

static char *
format_limit (GTlsCertificate *certificate,
              GTlsCertificateFlags flag)
{
  if (certificate == NULL)
    return g_strdup ("?");
  if (flag == G_TLS_CERTIFICATE_EXPIRED)
    return format_date (g_tls_certificate_get_not_valid_after (certificate));
  return format_date (g_tls_certificate_get_not_valid_before (certificate));
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
        g_autofree char *date = format_limit (certificate, certificate_errors[i].flag);

        if (text->len > 0)
          g_string_append (text, ", ");
        g_string_append (text, _ (certificate_errors[i].text));
        g_string_replace (text, "{date}", date, 0);
      }

  if (text->len == 0)
    g_string_append (text, _ ("it can't be checked"));
  return g_string_free (text, FALSE);
}

/* Appends “label: value” as one line of valid text. */
static void
append_line (GString *lines,
             const char *label,
             const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value != NULL ? value : "?", -1);

  g_string_append_printf (lines, "%s %s\n", label, g_strdelimit (valid, "\r\n\v\f", ' '));
}

static char *
list_names (GTlsCertificate *certificate)
{
  g_autoptr(GPtrArray) dns = g_tls_certificate_get_dns_names (certificate);
  g_autoptr(GPtrArray) addresses = g_tls_certificate_get_ip_addresses (certificate);
  GString *names = g_string_new (NULL);

  for (guint i = 0; dns != NULL && i < dns->len && names->len < MAX_NAMES_BYTES; i++)
    {
      gsize length;
      const char *name = g_bytes_get_data (g_ptr_array_index (dns, i), &length);

      g_string_append_printf (names, "%s%.*s", names->len > 0 ? ", " : "", (int) length, name);
    }
  for (guint i = 0; addresses != NULL && i < addresses->len && names->len < MAX_NAMES_BYTES; i++)
    {
      g_autofree char *address = g_inet_address_to_string (g_ptr_array_index (addresses, i));

      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", address);
    }
  return g_string_free (names, FALSE);
}

/**
 * wb_certificate_describe:
 * @certificate: a certificate
 *
 * Returns: (transfer full): whom it is for, who issued it, its validity and its fingerprint, a
 *   translated line of plain text each
 */
char *
wb_certificate_describe (GTlsCertificate *certificate)
{
  GString *lines = g_string_new (NULL);
  g_autofree char *subject = g_tls_certificate_get_subject_name (certificate);
  g_autofree char *issuer = g_tls_certificate_get_issuer_name (certificate);
  g_autofree char *names = list_names (certificate);
  g_autofree char *from = format_date (g_tls_certificate_get_not_valid_before (certificate));
  g_autofree char *until = format_date (g_tls_certificate_get_not_valid_after (certificate));
  g_autofree char *fingerprint = wb_certificate_get_fingerprint (certificate);

  append_line (lines, _ ("Subject:"), subject);
  append_line (lines, _ ("Names:"), names);
  append_line (lines, _ ("Issuer:"), issuer);
  append_line (lines, _ ("Valid from:"), from);
  append_line (lines, _ ("Valid until:"), until);
  append_line (lines, _ ("SHA-256:"), fingerprint);
  return g_string_free (lines, FALSE);
}
