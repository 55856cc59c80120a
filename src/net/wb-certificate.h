/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What a person wants to know about a certificate. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *wb_certificate_get_fingerprint (GTlsCertificate *certificate);
char *wb_fingerprint_normalize (const char *text);
char *wb_certificate_describe (GTlsCertificate *certificate);
char *wb_certificate_describe_errors (GTlsCertificate *certificate,
                                      GTlsCertificateFlags errors);

G_END_DECLS
