/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Whether a connection that ended is worth another try: the tables of what heals and what does not. */

#include "config.h"

#include "wb-reconnect-policy.h"

#include "wb-failure.h"

#include <gio/gio.h>

G_DEFINE_ENUM_TYPE (WbReconnectPolicy, wb_reconnect_policy,
                    G_DEFINE_ENUM_VALUE (WB_RECONNECT_BY_DEFAULT, "default"),
                    G_DEFINE_ENUM_VALUE (WB_RECONNECT_NEVER, "never"),
                    G_DEFINE_ENUM_VALUE (WB_RECONNECT_ALWAYS, "always"))

typedef enum {
  HEALS_NOT,        /* a further attempt must fail in the same way */
  HEALS_BY_HAND,    /* somebody has to change something first, here or at the server */
  HEALS_AFTER_OPEN, /* passes where it had worked before; else it is most likely a wrong address */
  HEALS_ALONE,      /* passes with time */
} Healing;

/* What became of the attempt or of the link, and why that decides. */
static const struct {
  WbFailure failure;
  Healing healing;
} failures[] = {
  /* Only another address helps. */
  { WB_FAILURE_ADDRESS, HEALS_NOT },
  { WB_FAILURE_SCHEME, HEALS_NOT },
  { WB_FAILURE_HEADER, HEALS_NOT },
  /* Only other settings help. */
  { WB_FAILURE_VARIABLE, HEALS_NOT },
  { WB_FAILURE_SECRET, HEALS_NOT },
  { WB_FAILURE_VALUE, HEALS_NOT },
  { WB_FAILURE_EXPANSION, HEALS_NOT },
  { WB_FAILURE_LOGIN_ADDRESS, HEALS_NOT },
  { WB_FAILURE_AUTH_PAYLOAD, HEALS_NOT },
  { WB_FAILURE_NAMESPACE, HEALS_NOT },
  /* Only an installation helps. */
  { WB_FAILURE_TLS_MISSING, HEALS_NOT },
  /* The server does not want this client, and asking on and on may lock its account. */
  { WB_FAILURE_UNAUTHORIZED, HEALS_BY_HAND },
  { WB_FAILURE_FORBIDDEN, HEALS_BY_HAND },
  { WB_FAILURE_CLOSED_BY_SERVER, HEALS_BY_HAND },
  { WB_FAILURE_LOGIN_REFUSED, HEALS_BY_HAND },
  { WB_FAILURE_JOIN_REFUSED, HEALS_BY_HAND },
  { WB_FAILURE_DISCONNECTED, HEALS_BY_HAND },
  /* Trust is the user's to give. */
  { WB_FAILURE_CERTIFICATE, HEALS_BY_HAND },
  { WB_FAILURE_CERTIFICATE_FILE, HEALS_BY_HAND },
  { WB_FAILURE_WANTS_CERTIFICATE, HEALS_BY_HAND },
  /* Another subprotocol has to be offered, or another way taken. */
  { WB_FAILURE_SUBPROTOCOL, HEALS_BY_HAND },
  { WB_FAILURE_PROXY, HEALS_BY_HAND },
  { WB_FAILURE_PROXY_AUTH, HEALS_BY_HAND },
  /* The larger limit has to be set. */
  { WB_FAILURE_TOO_BIG, HEALS_BY_HAND },
  /* The settings do not fit the server. */
  { WB_FAILURE_LOGIN_MISSING, HEALS_BY_HAND },
  { WB_FAILURE_OLD_SOCKET_IO, HEALS_BY_HAND },
  /* Further links were tried already. */
  { WB_FAILURE_NOT_SOCKET_IO, HEALS_BY_HAND },
  /* Something else answers: a gateway while the server behind it restarts, the page on which a network
   * wants one to sign in. */
  { WB_FAILURE_HTTP_STATUS, HEALS_AFTER_OPEN },
  { WB_FAILURE_NOT_WEBSOCKET, HEALS_AFTER_OPEN },
  { WB_FAILURE_REDIRECT, HEALS_AFTER_OPEN },
  { WB_FAILURE_REDIRECT_DOWNGRADE, HEALS_AFTER_OPEN },
  { WB_FAILURE_REDIRECT_SECRET, HEALS_AFTER_OPEN },
  { WB_FAILURE_REDIRECT_TARGET, HEALS_AFTER_OPEN },
  { WB_FAILURE_REDIRECT_LOOP, HEALS_AFTER_OPEN },
  { WB_FAILURE_LOGIN_STATUS, HEALS_AFTER_OPEN },
  { WB_FAILURE_LOGIN_REDIRECT, HEALS_AFTER_OPEN },
  { WB_FAILURE_LOGIN_TOO_BIG, HEALS_AFTER_OPEN },
  { WB_FAILURE_LOGIN_NOT_JSON, HEALS_AFTER_OPEN },
  /* A server that restarts, a network that changes, one bad message. */
  { WB_FAILURE_NAME_NOT_FOUND, HEALS_AFTER_OPEN },
  { WB_FAILURE_REFUSED, HEALS_AFTER_OPEN },
  { WB_FAILURE_PROXY_REFUSED, HEALS_AFTER_OPEN },
  { WB_FAILURE_PROXY_NOT_FOUND, HEALS_AFTER_OPEN },
  { WB_FAILURE_PROXY_CLOSED, HEALS_AFTER_OPEN },
  { WB_FAILURE_PROXY_SILENT, HEALS_AFTER_OPEN },
  { WB_FAILURE_PROXY_BROKEN, HEALS_AFTER_OPEN },
  { WB_FAILURE_TIMEOUT, HEALS_AFTER_OPEN },
  { WB_FAILURE_UNREACHABLE, HEALS_AFTER_OPEN },
  { WB_FAILURE_TLS_HANDSHAKE, HEALS_AFTER_OPEN },
  { WB_FAILURE_CLIENT_CERTIFICATE, HEALS_AFTER_OPEN },
  { WB_FAILURE_HANGS_UP, HEALS_AFTER_OPEN },
  { WB_FAILURE_PROTOCOL, HEALS_AFTER_OPEN },
  { WB_FAILURE_BAD_UTF8, HEALS_AFTER_OPEN },
  { WB_FAILURE_BAD_PACKET, HEALS_AFTER_OPEN },
  { WB_FAILURE_CUT_EVENT, HEALS_AFTER_OPEN },
  { WB_FAILURE_BAD_COMPRESSION, HEALS_AFTER_OPEN },
  { WB_FAILURE_OTHER, HEALS_AFTER_OPEN },
  /* The address is right and the network is not. */
  { WB_FAILURE_OFFLINE, HEALS_ALONE },
  { WB_FAILURE_WAITS_FOR_NETWORK, HEALS_ALONE },
  { WB_FAILURE_LOST, HEALS_ALONE },
  { WB_FAILURE_LOGIN_BUSY, HEALS_ALONE },
  { WB_FAILURE_SILENT, HEALS_ALONE },
  { WB_FAILURE_NO_PING, HEALS_ALONE },
};

/* Answers by which a server says that it is busy or broken for now. */
static const struct {
  guint first;
  guint last;
} passing_statuses[] = {
  { 408, 408 }, /* request timeout */
  { 425, 425 }, /* too early */
  { 429, 429 }, /* too many requests */
  { 500, 500 },
  { 502, 504 },
  { 507, 508 },
  { 520, 529 }, /* of no standard: a gateway that finds no server behind it */
};

/* Codes by which a server says that it is done, or that it does not want this client. */
static const struct {
  guint first;
  guint last;
} final_codes[] = {
  { 1000, 1000 },
  { 1008, 1008 },
  { 4000, 4999 },
};

static Healing
judge_code (guint code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (final_codes); i++)
    if (code >= final_codes[i].first && code <= final_codes[i].last)
      return HEALS_BY_HAND;
  return HEALS_ALONE;
}

static Healing
judge_failure (const WbStateChange *change)
{
  guint status = change->handshake != NULL ? change->handshake->status : 0;
  gboolean counts = g_error_matches (change->error, WB_FAILURE, WB_FAILURE_HTTP_STATUS);

  for (gsize i = 0; counts && i < G_N_ELEMENTS (passing_statuses); i++)
    if (status >= passing_statuses[i].first && status <= passing_statuses[i].last)
      return HEALS_ALONE;

  for (gsize i = 0; change->error != NULL && i < G_N_ELEMENTS (failures); i++)
    if (g_error_matches (change->error, WB_FAILURE, (int) failures[i].failure))
      return failures[i].healing;
  return HEALS_BY_HAND;
}

/* A close code counts only where nothing worse had happened before it came. */
static Healing
judge (const WbStateChange *change)
{
  gboolean is_code_all = change->error == NULL ||
                         g_error_matches (change->error, WB_FAILURE, WB_FAILURE_CLOSED_BY_SERVER);

  return change->by_server && is_code_all ? judge_code (change->code) : judge_failure (change);
}

/**
 * wb_reconnect_policy_decide:
 * @policy: what the user wants
 * @change: how the connection ended, not by the user
 * @was_open: whether it had ever been open, and its protocol ready, since the user opened it
 *
 * Returns: whether to connect again
 */
gboolean
wb_reconnect_policy_decide (WbReconnectPolicy policy,
                            const WbStateChange *change,
                            gboolean was_open)
{
  Healing healing = judge (change);

  if (policy == WB_RECONNECT_NEVER)
    return FALSE;
  if (policy == WB_RECONNECT_ALWAYS)
    return healing != HEALS_NOT;
  return healing == HEALS_ALONE || (healing == HEALS_AFTER_OPEN && was_open);
}
