/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the command line says about the link to a server, and what it is told about one. */

#pragma once

#include "wb-profile.h"

G_BEGIN_DECLS

/* Nothing that was given. */
#define CLI_LINK_NO_TIMEOUT G_MININT64

/**
 * CliLinkOptions:
 * @headers: lines “Name: value”
 * @subprotocols: what to offer
 * @origin: the page that a browser would have connected from
 * @ca: file of authorities
 * @certificate: file of a client certificate
 * @trust: fingerprint
 * @user: NAME:PASSWORD
 * @bearer: token
 * @no_reconnect: whether to end with the link
 * @connect_timeout: seconds to wait for the connection to open, or %CLI_LINK_NO_TIMEOUT
 * @follow_redirects: whether to go where an answer sends to
 *
 * The options as they were given.
 */
typedef struct {
  char **headers;
  char **subprotocols;
  char *origin;
  char *ca;
  char *certificate;
  char *trust;
  char *user;
  char *bearer;
  gboolean no_reconnect;
  gint64 connect_timeout;
  gboolean follow_redirects;
} CliLinkOptions;

void cli_link_options_clear (CliLinkOptions *self);
gboolean cli_link_options_apply (const CliLinkOptions *self,
                                 WbProfile *profile);

char *cli_resolve_secret (const char *option,
                          const char *value);
gboolean cli_is_kept_apart (const char *value);
void cli_print_refusal (const WbStateChange *change);

G_END_DECLS
