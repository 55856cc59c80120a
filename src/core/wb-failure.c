/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The table of failures and the table of close codes. */

#include "config.h"

#include "wb-failure.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (wb-failure-quark, wb_failure)

typedef struct {
  WbFailure failure;
  const char *what;
  const char *advice;
} Explanation;

/* Translators: {host}, {port}, {seconds} and {detail} stand for themselves; keep them as they are. */
static const Explanation explanations[] = {
  { WB_FAILURE_ADDRESS,
    N_ ("“{detail}” is not the address of a server."),
    N_ ("An address looks like wss://example.org/path.") },
  { WB_FAILURE_SCHEME,
    N_ ("Addresses that begin with “{detail}:” are not supported."),
    N_ ("Use ws:// or wss://.") },
  { WB_FAILURE_NAME_NOT_FOUND,
    N_ ("There is no server called {host}."),
    N_ ("Check the address for typing errors.") },
  { WB_FAILURE_REFUSED,
    N_ ("The server at {host} refused the connection on port {port}."),
    N_ ("Check the port, or whether the server is running.") },
  { WB_FAILURE_TIMEOUT,
    N_ ("{host} did not answer within {seconds} s."),
    N_ ("Check the address, or try again later.") },
  { WB_FAILURE_OFFLINE,
    N_ ("This computer is offline."),
    N_ ("Connect again when there is a network.") },
  { WB_FAILURE_WAITS_FOR_NETWORK,
    N_ ("This computer is offline."),
    N_ ("The connection opens by itself as soon as there is a network.") },
  { WB_FAILURE_UNREACHABLE,
    N_ ("There is no way to {host} from this network."),
    N_ ("Check the address, the network, or a VPN that may be needed.") },
  { WB_FAILURE_TLS_MISSING,
    N_ ("This system has no support for encrypted connections."),
    N_ ("Install glib-networking.") },
  { WB_FAILURE_TLS_HANDSHAKE,
    N_ ("{host} did not agree on an encrypted connection on port {port}."),
    N_ ("Check the port, or whether the address should begin with ws://.") },
  { WB_FAILURE_WANTS_CERTIFICATE,
    N_ ("{host} asked for a certificate of this client, got none and closed the connection."),
    N_ ("Add a file with the certificate and its key to the connection.") },
  { WB_FAILURE_CLIENT_CERTIFICATE,
    N_ ("{host} closed the connection before it answered, and may not accept the certificate of this client."),
    N_ ("Check whether the file holds the certificate that it expects.") },
  { WB_FAILURE_CERTIFICATE,
    N_ ("The certificate of {host} is not trusted: {detail}."),
    N_ ("Do not send secrets before this is settled.") },
  { WB_FAILURE_CERTIFICATE_FILE,
    N_ ("A certificate file of this connection can't be used: {detail}."),
    N_ ("Choose a file in PEM format.") },
  { WB_FAILURE_HEADER,
    N_ ("“{detail}” can't be sent to open a connection."),
    N_ ("Headers look like “Name: value”, subprotocols are words, and the headers of the handshake "
        "itself can't be replaced.") },
  { WB_FAILURE_REDIRECT,
    N_ ("{host} sends connections on to {detail}, which is not followed."),
    N_ ("Connect to that address if you trust it, or let the connection follow redirects.") },
  { WB_FAILURE_REDIRECT_DOWNGRADE,
    N_ ("{host} sends connections on to {detail}, which is not encrypted."),
    N_ ("Connect to that address if everybody on the way may read along.") },
  { WB_FAILURE_REDIRECT_SECRET,
    N_ ("{host} sends connections on to another server and tells it a secret of this connection."),
    N_ ("Connect to that server if you trust it.") },
  { WB_FAILURE_REDIRECT_TARGET,
    N_ ("{host} sends connections on to {detail}, where no WebSocket can be."),
    N_ ("Check the path of the address.") },
  { WB_FAILURE_REDIRECT_LOOP,
    N_ ("The connection was sent on from server to server, and {host} sends it on again, to {detail}."),
    N_ ("This is a fault of the servers.") },
  { WB_FAILURE_SUBPROTOCOL,
    N_ ("{host} chose the subprotocol “{detail}”, which was not offered."),
    N_ ("Check the subprotocols of the connection.") },
  { WB_FAILURE_PROXY,
    N_ ("The proxy on the way to {host} does not pass WebSocket connections that are not encrypted."),
    N_ ("Use wss:// if the server has it, or connect without the proxy.") },
  { WB_FAILURE_PROXY_REFUSED,
    N_ ("The proxy on the way to {host} did not let the connection pass ({detail})."),
    N_ ("Whoever runs the proxy can tell more.") },
  { WB_FAILURE_PROXY_NOT_FOUND,
    N_ ("The proxy on the way to {host} was not found: there is no server called {detail}."),
    N_ ("Check the proxy in the network settings of this computer.") },
  { WB_FAILURE_PROXY_CLOSED,
    N_ ("The proxy {detail} on the way to {host} refused the connection."),
    N_ ("Check the proxy in the network settings of this computer, or whether it is running.") },
  { WB_FAILURE_PROXY_SILENT,
    N_ ("The proxy {detail} on the way to {host} did not answer within {seconds} s."),
    N_ ("Check the proxy in the network settings of this computer, or try again later.") },
  { WB_FAILURE_PROXY_AUTH,
    N_ ("The proxy on the way to {host} did not accept who connects ({detail})."),
    N_ ("Check the user name and password of the proxy in the network settings of this computer.") },
  { WB_FAILURE_PROXY_BROKEN,
    N_ ("The proxy on the way to {host} failed: {detail}."),
    N_ ("Whoever runs the proxy can tell more.") },
  { WB_FAILURE_HTTP_STATUS,
    N_ ("{host} answered, but not as a WebSocket ({detail})."),
    N_ ("Check the path of the address.") },
  { WB_FAILURE_UNAUTHORIZED,
    N_ ("{host} did not accept who connects (401 Unauthorized)."),
    N_ ("Check the user name and password, or the token, of the connection.") },
  { WB_FAILURE_FORBIDDEN,
    N_ ("{host} does not allow this connection (403 Forbidden)."),
    N_ ("Check the path of the address and what the server expects to be sent with it.") },
  { WB_FAILURE_NOT_WEBSOCKET,
    N_ ("{host} answered, but not as a WebSocket."),
    N_ ("Check the port and the path of the address.") },
  { WB_FAILURE_HANGS_UP,
    N_ ("{host} closed the connection before it answered."),
    N_ ("Check the port, and whether the address should begin with wss:// or ws://.") },
  { WB_FAILURE_PROTOCOL,
    N_ ("{host} broke the rules of WebSocket: {detail}."),
    N_ ("This is a fault of the server or of something in between.") },
  { WB_FAILURE_BAD_UTF8,
    N_ ("{host} sent a text message that is not valid UTF-8."),
    N_ ("The server should send such data as a binary message.") },
  { WB_FAILURE_TOO_BIG,
    N_ ("{host} sent a message of more than {detail}."),
    N_ ("Raise the limit of the connection if such messages are expected.") },
  { WB_FAILURE_BAD_COMPRESSION,
    N_ ("{host} sent a compressed message that can't be read."),
    N_ ("This is a fault of the server or of something in between.") },
  { WB_FAILURE_LOST,
    N_ ("The connection was lost after {detail}."),
    N_ ("Check the network, or whether the server is still running.") },
  { WB_FAILURE_SILENT,
    N_ ("{host} fell silent: nothing came from it for {seconds} s, not even an answer to a ping."),
    N_ ("Check the network, or whether the server is still running.") },
  { WB_FAILURE_NO_PING,
    N_ ("{host} fell silent: no ping came from it for {seconds} s."),
    N_ ("Check the network, or whether the server is still running.") },
  { WB_FAILURE_CLOSED_BY_SERVER,
    N_ ("{host} closed the connection: {detail}."),
    N_ ("Whoever runs the server can tell more.") },
  { WB_FAILURE_AUTH_PAYLOAD,
    N_ ("The authentication data of this connection can't be sent: {detail}."),
    N_ ("Write them as a JSON object.") },
  { WB_FAILURE_NAMESPACE,
    N_ ("“{detail}” is not a namespace."),
    N_ ("A namespace looks like /admin.") },
  { WB_FAILURE_JOIN_REFUSED,
    N_ ("{host} does not let this client in: {detail}."),
    N_ ("Check the namespace and the authentication data.") },
  { WB_FAILURE_OLD_SOCKET_IO,
    N_ ("{host} speaks Socket.IO v2 (EIO 3)."),
    N_ ("Whereabouts needs version 3 or 4 there.") },
  { WB_FAILURE_BAD_PACKET,
    N_ ("{host} sent something that is not Socket.IO: {detail}."),
    N_ ("This is a fault of the server, or its path is another one.") },
  { WB_FAILURE_NOT_SOCKET_IO,
    N_ ("{host} sent something that is not Socket.IO again and again: {detail}."),
    N_ ("This is a fault of the server, or its path is another one.") },
  { WB_FAILURE_DISCONNECTED,
    N_ ("{host} disconnected this client."),
    N_ ("Open the connection again to come back.") },
  { WB_FAILURE_NOT_OPEN,
    N_ ("The message was not sent: the connection is not open."),
    N_ ("Open the connection first.") },
  { WB_FAILURE_BAD_TEXT,
    N_ ("The message was not sent: it is not valid UTF-8 text."),
    N_ ("Send it as a binary message.") },
  { WB_FAILURE_SEND_QUEUE_FULL,
    N_ ("The message was not sent: {detail} are already waiting to be sent."),
    N_ ("Wait until {host} has taken some of them.") },
  { WB_FAILURE_CUT_EVENT,
    N_ ("The connection to {host} was ended: there was no room for all attachments of an event, and "
        "what came next would have been taken for them."),
    N_ ("Send less at a time.") },
  { WB_FAILURE_VARIABLE,
    N_ ("There is no variable called “{detail}”."),
    N_ ("Add it to the variables of the connection.") },
  { WB_FAILURE_SECRET,
    N_ ("The secret “{detail}” has no value."),
    N_ ("Enter it among the variables of the connection; whereabouts-cli takes it with --variable.") },
  { WB_FAILURE_VALUE,
    N_ ("The value of the variable “{detail}” can't be part of the name of a server."),
    N_ ("Check the variables of the connection.") },
  { WB_FAILURE_EXPANSION,
    N_ ("With the variable “{detail}” a text of the connection becomes too long."),
    N_ ("Check the variables of the connection.") },
  { WB_FAILURE_LOGIN_ADDRESS,
    N_ ("“{detail}” is not an address to log in at."),
    N_ ("Such an address looks like https://example.org/login.") },
  { WB_FAILURE_LOGIN_REFUSED,
    N_ ("{host} did not accept the log-in ({detail})."),
    N_ ("Check the user name and password that the log-in request sends.") },
  { WB_FAILURE_LOGIN_STATUS,
    N_ ("{host} did not understand the log-in request ({detail})."),
    N_ ("Check its address, method and body.") },
  { WB_FAILURE_LOGIN_BUSY,
    N_ ("{host} could not answer the log-in request ({detail})."),
    N_ ("Try again later.") },
  { WB_FAILURE_LOGIN_REDIRECT,
    N_ ("{host} sends the log-in on to {detail}, which is never followed."),
    N_ ("Log in at that address if you trust it.") },
  { WB_FAILURE_LOGIN_TOO_BIG,
    N_ ("{host} answered the log-in with more than {detail}."),
    N_ ("Check the address of the log-in request.") },
  { WB_FAILURE_LOGIN_NOT_JSON,
    N_ ("{host} answered the log-in with something else than JSON."),
    N_ ("Check the address of the log-in request, or read no values from its answer.") },
  { WB_FAILURE_LOGIN_MISSING,
    N_ ("The answer of {host} to the log-in has no text or number at “{detail}”."),
    N_ ("Check where the values of the log-in are read from.") },
  { WB_FAILURE_OTHER,
    N_ ("The connection to {host} failed: {detail}."),
    N_ ("Try again later.") },
};

/* Longer words are cut. */
#define MAX_CHARACTERS 300

/* Neither a control character nor one that turns the direction of what follows. */
static gboolean
is_harmless (gunichar character)
{
  return g_unichar_isprint (character) && g_unichar_type (character) != G_UNICODE_FORMAT;
}

static const Explanation *
find_explanation (WbFailure failure)
{
  for (gsize i = 0; i < G_N_ELEMENTS (explanations); i++)
    if (explanations[i].failure == failure)
      return &explanations[i];

  g_return_val_if_reached (&explanations[G_N_ELEMENTS (explanations) - 1]);
}

/* Appends words from outside as one line of valid text that is not long: they may come from a
 * server, and they go to terminals. */
static void
append_words (GString *out,
              const char *words)
{
  g_autofree char *valid = g_utf8_make_valid (words, -1);
  guint count = 0;

  for (const char *at = valid; *at != '\0' && count < MAX_CHARACTERS; at = g_utf8_next_char (at), count++)
    g_string_append_unichar (out, is_harmless (g_utf8_get_char (at)) ? g_utf8_get_char (at) : ' ');
}

/* Appends the value of the placeholder that @text begins with; returns its length, 0 if it is none. */
static gsize
append_placeholder (GString *out,
                    const char *text,
                    const WbFailureFacts *facts)
{
  if (g_str_has_prefix (text, "{host}"))
    append_words (out, facts->host ? facts->host : _ ("The server"));
  else if (g_str_has_prefix (text, "{port}"))
    g_string_append_printf (out, "%u", facts->port);
  else if (g_str_has_prefix (text, "{seconds}"))
    g_string_append_printf (out, "%u", facts->seconds);
  else if (g_str_has_prefix (text, "{detail}"))
    append_words (out, facts->detail ? facts->detail : "?");
  else
    return 0;

  return strchr (text, '}') - text + 1;
}

static void
append_expanded (GString *out,
                 const char *template,
                 const WbFailureFacts *facts)
{
  while (*template != '\0')
    {
      gsize length = *template == '{' ? append_placeholder (out, template, facts) : 0;

      if (length == 0)
        {
          /* The words of a server may bring their own full stop. */
          if (*template != '.' || !g_str_has_suffix (out->str, "."))
            g_string_append_c (out, *template);
          length = 1;
        }
      template += length;
    }
}

/**
 * wb_failure_explain:
 * @failure: what happened
 * @facts: what the sentences may mention
 *
 * Says in plain words what happened and what to do about it.
 *
 * Returns: (transfer full): two translated sentences of plain text, never markup
 */
char *
wb_failure_explain (WbFailure failure,
                    const WbFailureFacts *facts)
{
  const Explanation *explanation = find_explanation (failure);
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (facts != NULL, NULL);

  append_expanded (out, _ (explanation->what), facts);
  g_string_append_c (out, ' ');
  append_expanded (out, _ (explanation->advice), facts);
  return g_string_free (out, FALSE);
}

/**
 * wb_failure_new:
 * @failure: what happened
 * @facts: what the sentences may mention
 *
 * Returns: (transfer full): a new error of domain %WB_FAILURE
 */
GError *
wb_failure_new (WbFailure failure,
                const WbFailureFacts *facts)
{
  g_autofree char *text = wb_failure_explain (failure, facts);

  return g_error_new_literal (WB_FAILURE, failure, text);
}

/* RFC 6455 section 7.4.1 and the IANA registry of WebSocket close codes. */
static const struct {
  guint code;
  const char *name;
} close_codes[] = {
  /* Translators: the names of WebSocket's close codes; a number stands before them. */
  { 1000, N_ ("normal closure") },
  { 1001, N_ ("going away") },
  { 1002, N_ ("protocol error") },
  { 1003, N_ ("unsupported data") },
  { 1005, N_ ("no code given") },
  { 1006, N_ ("connection lost") },
  { 1007, N_ ("invalid text") },
  { 1008, N_ ("policy violation") },
  { 1009, N_ ("message too big") },
  { 1010, N_ ("extension missing") },
  { 1011, N_ ("server error") },
  { 1012, N_ ("server restarts") },
  { 1013, N_ ("try again later") },
  { 1014, N_ ("bad gateway") },
  { 1015, N_ ("TLS failure") },
};

/**
 * wb_close_code_get_name:
 * @code: a close code, 0 to 65535
 *
 * Returns: its translated name; codes nobody registered are named by their range
 */
const char *
wb_close_code_get_name (guint code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (close_codes); i++)
    if (close_codes[i].code == code)
      return _ (close_codes[i].name);

  if (code >= 3000 && code <= 3999)
    return _ ("registered code");
  if (code >= 4000 && code <= 4999)
    return _ ("code of this service");
  return _ ("unknown code");
}

/**
 * wb_close_code_describe:
 * @code: a close code
 * @reason: (nullable): the reason that came with it
 *
 * Returns: (transfer full): “1008 policy violation: reason”, one line for people: the reason without
 *   what terminals obey
 */
char *
wb_close_code_describe (guint code,
                        const char *reason)
{
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "%u %s", code, wb_close_code_get_name (code));
  if (reason != NULL && *reason != '\0')
    {
      g_string_append (out, ": ");
      append_words (out, reason);
    }
  return g_string_free (out, FALSE);
}
