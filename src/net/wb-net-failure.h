/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* From errors of GIO and libsoup to failures a person understands. */

#pragma once

#include "wb-failure.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  WB_PROXY_NONE,   /* there is none on the way, or it has led on to the server */
  WB_PROXY_SOUGHT, /* by its name */
  WB_PROXY_CALLED, /* it has not yet taken the connection */
  WB_PROXY_ASKED,  /* to lead on */
} WbProxyStage;

/**
 * WbNetFacts:
 * @url: address that was connected to, for a redirect
 * @host: (nullable): name or address of the server
 * @port: its port
 * @seconds: how long was waited
 * @status: HTTP status of its answer, 0 when none came
 * @phrase: (nullable): the words that came with @status
 * @location: (nullable): where the answer sends to
 * @subprotocol: (nullable): what the answer chose
 * @offered: (nullable): the subprotocols it could choose from
 * @certificate: (nullable): its certificate
 * @certificate_errors: what is wrong with @certificate
 * @is_distrusted: whether we broke off because of @certificate
 * @is_other_certificate: whether @certificate is not the only one that is accepted
 * @wants_certificate: whether the server asked for one of ours, and there is none
 * @shows_certificate: whether it was shown ours, should it have asked
 * @is_offline: whether this computer has no network at all
 * @is_proxied: whether the answer may be that of a proxy which does not understand
 * @is_tunnel_refused: whether the answer is that of a proxy which does not lead to the server
 * @proxy_stage: how far it came on its way through a proxy
 * @proxy_host: (nullable): name or address of the proxy
 * @proxy_port: its port, 0 for the usual one
 * @reconnects: whether it is connected again by itself
 *
 * What is known about an attempt to connect that failed.
 */
typedef struct {
  const char *url;
  const char *host;
  guint port;
  guint seconds;
  guint status;
  const char *phrase;
  const char *location;
  const char *subprotocol;
  const char *const *offered;
  GTlsCertificate *certificate;
  GTlsCertificateFlags certificate_errors;
  gboolean is_distrusted;
  gboolean is_other_certificate;
  gboolean wants_certificate;
  gboolean shows_certificate;
  gboolean is_offline;
  gboolean is_proxied;
  gboolean is_tunnel_refused;
  WbProxyStage proxy_stage;
  const char *proxy_host;
  guint proxy_port;
  gboolean reconnects;
} WbNetFacts;

GError *wb_net_failure_new (const GError *error,
                            const WbNetFacts *facts);

G_END_DECLS
