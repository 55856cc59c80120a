/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What can go wrong with a connection, and the sentence a person reads about it. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WB_FAILURE:
 *
 * Errors of connections. The code is a #WbFailure, the message is a whole translated explanation:
 * one sentence of what happened, one of what to do.
 */
#define WB_FAILURE (wb_failure_quark ())
GQuark wb_failure_quark (void);

typedef enum {
  WB_FAILURE_ADDRESS,          /* detail: the text that is no address */
  WB_FAILURE_SCHEME,           /* detail: the scheme nobody serves */
  WB_FAILURE_NAME_NOT_FOUND,
  WB_FAILURE_REFUSED,
  WB_FAILURE_TIMEOUT,
  WB_FAILURE_OFFLINE,
  WB_FAILURE_WAITS_FOR_NETWORK, /* offline, and it is connected by itself when that is over */
  WB_FAILURE_UNREACHABLE,
  WB_FAILURE_TLS_MISSING,
  WB_FAILURE_TLS_HANDSHAKE,
  WB_FAILURE_WANTS_CERTIFICATE,  /* the server, and got none */
  WB_FAILURE_CLIENT_CERTIFICATE, /* it is set, and the server hangs up */
  WB_FAILURE_CERTIFICATE,      /* detail: what is wrong with it, as half a sentence */
  WB_FAILURE_CERTIFICATE_FILE, /* detail: the file and what is wrong with it */
  WB_FAILURE_HEADER,           /* detail: the name of a header, or a subprotocol, that can't be sent */
  WB_FAILURE_REDIRECT,         /* detail: the address to go to */
  WB_FAILURE_REDIRECT_DOWNGRADE, /* detail: the address, which is not encrypted */
  WB_FAILURE_REDIRECT_SECRET,  /* the address repeats a secret for another server */
  WB_FAILURE_REDIRECT_TARGET,  /* detail: the address, which can't be that of a WebSocket */
  WB_FAILURE_REDIRECT_LOOP,    /* detail: the address that is one too many */
  WB_FAILURE_SUBPROTOCOL,      /* detail: what the server chose */
  WB_FAILURE_PROXY,
  WB_FAILURE_PROXY_REFUSED,    /* detail: “403 Forbidden” */
  WB_FAILURE_PROXY_NOT_FOUND,  /* detail: the name of the proxy */
  WB_FAILURE_PROXY_CLOSED,     /* detail: host and port of the proxy */
  WB_FAILURE_PROXY_SILENT,     /* detail: host and port of the proxy */
  WB_FAILURE_PROXY_AUTH,       /* detail: “407 Proxy Authentication Required” */
  WB_FAILURE_PROXY_BROKEN,     /* detail: the library's own words */
  WB_FAILURE_HTTP_STATUS,      /* detail: “404 Not Found” */
  WB_FAILURE_UNAUTHORIZED,
  WB_FAILURE_FORBIDDEN,
  WB_FAILURE_NOT_WEBSOCKET,
  WB_FAILURE_HANGS_UP,         /* closed before it answered */
  WB_FAILURE_PROTOCOL,         /* detail: the rule that was broken */
  WB_FAILURE_BAD_UTF8,
  WB_FAILURE_TOO_BIG,          /* detail: the limit, with its unit */
  WB_FAILURE_BAD_COMPRESSION,
  WB_FAILURE_LOST,             /* detail: how long it had been open */
  WB_FAILURE_SILENT,           /* neither answers nor says goodbye */
  WB_FAILURE_NO_PING,          /* the server has to send them, and does not */
  WB_FAILURE_CLOSED_BY_SERVER, /* detail: “1008 policy violation: reason” */
  WB_FAILURE_AUTH_PAYLOAD,     /* detail: what is wrong with it */
  WB_FAILURE_NAMESPACE,        /* detail: what can be none */
  WB_FAILURE_JOIN_REFUSED,     /* detail: “/admin: Not authorized” */
  WB_FAILURE_OLD_SOCKET_IO,
  WB_FAILURE_BAD_PACKET,       /* detail: what came, and what is wrong with it */
  WB_FAILURE_NOT_SOCKET_IO,    /* the same again and again */
  WB_FAILURE_DISCONNECTED,     /* by the server, which keeps the link */
  WB_FAILURE_NOT_OPEN,
  WB_FAILURE_BAD_TEXT,
  WB_FAILURE_SEND_QUEUE_FULL,  /* detail: the limit, with its unit */
  WB_FAILURE_CUT_EVENT,        /* no room was left for the rest of it */
  WB_FAILURE_VARIABLE,         /* detail: the name nobody defined */
  WB_FAILURE_SECRET,           /* detail: the name of the secret whose value is not known */
  WB_FAILURE_VALUE,            /* detail: the name of the variable whose value can't stand there */
  WB_FAILURE_EXPANSION,        /* detail: the name of the variable that makes a text too long */
  WB_FAILURE_LOGIN_ADDRESS,    /* detail: the address that no request can be sent to */
  WB_FAILURE_LOGIN_REFUSED,    /* detail: “401 Unauthorized” */
  WB_FAILURE_LOGIN_STATUS,     /* detail: “404 Not Found” */
  WB_FAILURE_LOGIN_BUSY,       /* detail: “503 Service Unavailable” */
  WB_FAILURE_LOGIN_REDIRECT,   /* detail: the address to go to */
  WB_FAILURE_LOGIN_TOO_BIG,    /* detail: the limit, with its unit */
  WB_FAILURE_LOGIN_NOT_JSON,
  WB_FAILURE_LOGIN_MISSING,    /* detail: the path of the value that is not there */
  WB_FAILURE_OTHER,            /* detail: the library's own words */
} WbFailure;

/**
 * WbFailureFacts:
 * @host: (nullable): name or address of the server
 * @port: its port, 0 when not known
 * @seconds: how long was waited, for %WB_FAILURE_TIMEOUT
 * @detail: (nullable): what the failure's line in #WbFailure says
 *
 * What the sentences of a failure may mention.
 */
typedef struct {
  const char *host;
  guint port;
  guint seconds;
  const char *detail;
} WbFailureFacts;

char *wb_failure_explain (WbFailure failure,
                          const WbFailureFacts *facts);

GError *wb_failure_new (WbFailure failure,
                        const WbFailureFacts *facts);

const char *wb_close_code_get_name (guint code);

char *wb_close_code_describe (guint code,
                              const char *reason);

G_END_DECLS
