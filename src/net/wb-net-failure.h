/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* From errors of GIO and libsoup to failures a person understands. */

#pragma once

#include "wb-failure.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WbNetFacts:
 * @host: (nullable): name or address of the server
 * @port: its port
 * @seconds: how long was waited
 * @status: HTTP status of its answer, 0 when none came
 * @phrase: (nullable): the words that came with @status
 * @certificate: (nullable): its certificate
 * @certificate_errors: what is wrong with @certificate
 * @is_offline: whether this computer has no network at all
 *
 * What is known about an attempt to connect that failed.
 */
typedef struct {
  const char *host;
  guint port;
  guint seconds;
  guint status;
  const char *phrase;
  GTlsCertificate *certificate;
  GTlsCertificateFlags certificate_errors;
  gboolean is_offline;
} WbNetFacts;

GError *wb_net_failure_new (const GError *error,
                            const WbNetFacts *facts);

char *wb_certificate_describe_errors (GTlsCertificate *certificate,
                                      GTlsCertificateFlags errors);

G_END_DECLS
