/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The properties of WbProfile: what each setting of a connection means. */

#include "config.h"

#include "wb-profile-properties.h"

#include "wb-message-log.h"

static void
make_file_properties (GParamSpec **properties,
                      GParamFlags flags)
{
  /**
   * WbProfile:id:
   *
   * What it is called among all profiles, whatever its name and address are; %NULL until it is
   * kept.
   */
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);

  /**
   * WbProfile:server:
   *
   * Where the path that its file has for an endpoint leads to; %NULL when the file has a whole
   * address.
   */
  properties[PROP_SERVER] = g_param_spec_string ("server", NULL, NULL, NULL, flags);

  /**
   * WbProfile:document:
   *
   * Its file as it was read or written last, %NULL for none: what is not known here stays in it.
   */
  properties[PROP_DOCUMENT] = g_param_spec_string ("document", NULL, NULL, NULL, flags);

  /**
   * WbProfile:colour:
   *
   * Number of the colour of its tracks, -1 to leave the choice to the program.
   */
  properties[PROP_COLOUR] = g_param_spec_int ("colour", NULL, NULL, -1, G_MAXUINT8, -1, flags);

  /**
   * WbProfile:connect-at-start:
   *
   * Whether it is opened when the program starts.
   */
  properties[PROP_CONNECT_AT_START] =
      g_param_spec_boolean ("connect-at-start", NULL, NULL, FALSE, flags);
}

static void
make_log_properties (GParamSpec **properties,
                     GParamFlags flags)
{
  /**
   * WbProfile:retention:
   *
   * What the log keeps, and where in it the newest message is.
   */
  properties[PROP_RETENTION] =
      g_param_spec_enum ("retention", NULL, NULL, WB_TYPE_RETENTION, WB_RETENTION_APPEND, flags);

  /**
   * WbProfile:limit:
   *
   * How many messages the log keeps, 0 for as many as memory allows; a snapshot is one message.
   */
  properties[PROP_LIMIT] =
      g_param_spec_uint ("limit", NULL, NULL, 0, WB_MAX_MESSAGE_LIMIT, WB_LOG_MAX_MESSAGES, flags);
}

static void
make_link_properties (GParamSpec **properties,
                      GParamFlags flags)
{
  /**
   * WbProfile:reconnect:
   *
   * When to connect again by itself.
   */
  properties[PROP_RECONNECT] = g_param_spec_enum ("reconnect", NULL, NULL, WB_TYPE_RECONNECT_POLICY,
                                                  WB_RECONNECT_BY_DEFAULT, flags);

  /**
   * WbProfile:keep-alive:
   *
   * After so many seconds the server is asked for a sign of life, and lost without one; 0 for
   * never.
   */
  properties[PROP_KEEP_ALIVE] =
      g_param_spec_uint ("keep-alive", NULL, NULL, 0, 3600, WB_KEEP_ALIVE_S, flags);

  /**
   * WbProfile:no-data-after:
   *
   * After so many seconds without a message people are warned, whatever the link says; 0 for never.
   */
  properties[PROP_NO_DATA_AFTER] =
      g_param_spec_uint ("no-data-after", NULL, NULL, 0, WB_MAX_NO_DATA_S, 0, flags);

  /**
   * WbProfile:follow-redirects:
   *
   * Whether to go where the answer of a server sends to. Another server gets no credentials, and what
   * is encrypted stays so.
   */
  properties[PROP_FOLLOW_REDIRECTS] =
      g_param_spec_boolean ("follow-redirects", NULL, NULL, FALSE, flags);
}

static void
make_request_properties (GParamSpec **properties,
                         GParamFlags flags)
{
  /**
   * WbProfile:headers:
   *
   * Lines “Name: value” that are sent with the request to connect.
   */
  properties[PROP_HEADERS] = g_param_spec_boxed ("headers", NULL, NULL, G_TYPE_STRV, flags);

  /**
   * WbProfile:subprotocols:
   *
   * What to offer, the best first; the server chooses one or none.
   */
  properties[PROP_SUBPROTOCOLS] =
      g_param_spec_boxed ("subprotocols", NULL, NULL, G_TYPE_STRV, flags);

  /**
   * WbProfile:origin:
   *
   * The web page that a browser would have opened the connection from.
   */
  properties[PROP_ORIGIN] = g_param_spec_string ("origin", NULL, NULL, NULL, flags);

  /**
   * WbProfile:user:
   *
   * With #WbProfile:password, what is sent as “Authorization: Basic”.
   */
  properties[PROP_USER] = g_param_spec_string ("user", NULL, NULL, NULL, flags);
  properties[PROP_PASSWORD] = g_param_spec_string ("password", NULL, NULL, NULL, flags);

  /**
   * WbProfile:bearer:
   *
   * A token that is sent as “Authorization: Bearer”; it goes before a user.
   */
  properties[PROP_BEARER] = g_param_spec_string ("bearer", NULL, NULL, NULL, flags);
}

static void
make_sample_properties (GParamSpec **properties,
                        GParamFlags flags)
{
  /**
   * WbProfile:sample-request:
   *
   * What is typically sent: where somebody starts who writes a message. More than
   * %WB_MAX_SAMPLE_BYTES are not kept.
   */
  properties[PROP_SAMPLE_REQUEST] = g_param_spec_string ("sample-request", NULL, NULL, NULL, flags);

  /**
   * WbProfile:sample-response:
   *
   * What is typically received; it shows which position is read from it. It is bounded, too.
   */
  properties[PROP_SAMPLE_RESPONSE] =
      g_param_spec_string ("sample-response", NULL, NULL, NULL, flags);
}

static void
make_trust_properties (GParamSpec **properties,
                       GParamFlags flags)
{
  /**
   * WbProfile:ca-file:
   *
   * A PEM file of the authorities to trust for this connection, instead of those of the system.
   */
  properties[PROP_CA_FILE] = g_param_spec_string ("ca-file", NULL, NULL, NULL, flags);

  /**
   * WbProfile:client-certificate:
   *
   * A PEM file with a certificate and its key, for a server that asks who connects.
   */
  properties[PROP_CLIENT_CERTIFICATE] =
      g_param_spec_string ("client-certificate", NULL, NULL, NULL, flags);

  /**
   * WbProfile:trusted-certificate:
   *
   * SHA-256 fingerprint of the one certificate to accept, whatever is wrong with it, and no other.
   */
  properties[PROP_TRUSTED_CERTIFICATE] =
      g_param_spec_string ("trusted-certificate", NULL, NULL, NULL, flags);
}

static void
make_auth_properties (GParamSpec **properties,
                      GParamFlags flags)
{
  /**
   * WbProfile:auth-kind:
   *
   * Which of the settings below and of user, password and bearer are sent.
   */
  properties[PROP_AUTH_KIND] =
      g_param_spec_enum ("auth-kind", NULL, NULL, WB_TYPE_AUTH, WB_AUTH_FILLED, flags);

  /**
   * WbProfile:key-name:
   *
   * With #WbProfile:key-value, an API key: name and value of a header, or of a member of the query.
   */
  properties[PROP_KEY_NAME] = g_param_spec_string ("key-name", NULL, NULL, NULL, flags);
  properties[PROP_KEY_VALUE] = g_param_spec_string ("key-value", NULL, NULL, NULL, flags);

  /**
   * WbProfile:cookies:
   *
   * “name=value; name=value”.
   */
  properties[PROP_COOKIES] = g_param_spec_string ("cookies", NULL, NULL, NULL, flags);

  /**
   * WbProfile:variables:
   *
   * What {{name}} stands for in the texts of this profile and in what is sent.
   */
  properties[PROP_VARIABLES] =
      g_param_spec_boxed ("variables", NULL, NULL, WB_TYPE_VARIABLES, flags);

  /**
   * WbProfile:query:
   *
   * What is added to the query of the address.
   */
  properties[PROP_QUERY] = g_param_spec_boxed ("query", NULL, NULL, WB_TYPE_QUERY, flags);

  /**
   * WbProfile:login:
   *
   * The request that is sent before every open; its cookies and values serve that open.
   */
  properties[PROP_LOGIN] = g_param_spec_boxed ("login", NULL, NULL, WB_TYPE_LOGIN, flags);
}

static void
make_event_properties (GParamSpec **properties,
                       GParamFlags flags)
{
  /**
   * WbProfile:protocol:
   *
   * Name of what is spoken, %NULL for what the scheme of the address says.
   */
  properties[PROP_PROTOCOL] = g_param_spec_string ("protocol", NULL, NULL, NULL, flags);

  /**
   * WbProfile:server-path:
   *
   * Where a server that speaks of events answers; the path of its address is a namespace.
   */
  properties[PROP_SERVER_PATH] = g_param_spec_string ("server-path", NULL, NULL, NULL, flags);

  /**
   * WbProfile:namespaces:
   *
   * What to join there, the first one first.
   */
  properties[PROP_NAMESPACES] = g_param_spec_boxed ("namespaces", NULL, NULL, G_TYPE_STRV, flags);

  /**
   * WbProfile:auth:
   *
   * A JSON object that is sent with each request to join; it may have variables.
   */
  properties[PROP_AUTH] = g_param_spec_string ("auth", NULL, NULL, NULL, flags);

  /**
   * WbProfile:auto-ack:
   *
   * Whether events that wait for an answer get an empty one at once.
   */
  properties[PROP_AUTO_ACK] = g_param_spec_boolean ("auto-ack", NULL, NULL, FALSE, flags);

  /**
   * WbProfile:object-events:
   *
   * Names of events that tell an object, as “position/{id}”.
   */
  properties[PROP_OBJECT_EVENTS] = g_param_spec_boxed ("object-events", NULL, NULL, G_TYPE_STRV, flags);

  /**
   * WbProfile:alert-event:
   *
   * Names of the events that are shown to whoever is there, that choose what is shown, and that have the
   * on-connect messages sent again.
   */
  properties[PROP_ALERT_EVENT] = g_param_spec_string ("alert-event", NULL, NULL, WB_ALERT_EVENT, flags);
  properties[PROP_REDIRECT_EVENT] = g_param_spec_string ("redirect-event", NULL, NULL, WB_REDIRECT_EVENT, flags);
  properties[PROP_REFRESH_EVENT] = g_param_spec_string ("refresh-event", NULL, NULL, NULL, flags);
}

/**
 * wb_profile_make_properties:
 * @properties: (out caller-allocates): the properties of #WbProfile, by #WbProfileProperty
 */
void
wb_profile_make_properties (GParamSpec **properties)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * WbProfile:url:
   *
   * The address as it was typed; the feed normalises it.
   */
  properties[PROP_URL] = g_param_spec_string ("url", NULL, NULL, "", flags);

  /**
   * WbProfile:name:
   *
   * What to call the connection; without a name it is called by its masked address.
   */
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);

  /**
   * WbProfile:format:
   *
   * Name of the location format, %NULL to find it by itself.
   */
  properties[PROP_FORMAT] = g_param_spec_string ("format", NULL, NULL, NULL, flags);

  /**
   * WbProfile:answer-pings:
   *
   * Whether the text “ping” is answered by the text “pong” and neither is taken for data.
   */
  properties[PROP_ANSWER_PINGS] = g_param_spec_boolean ("answer-pings", NULL, NULL, TRUE, flags);

  /**
   * WbProfile:connect-timeout:
   *
   * The longest time to wait for the connection to open, in milliseconds; people choose from
   * %WB_MIN_CONNECT_TIMEOUT_S to %WB_MAX_CONNECT_TIMEOUT_S.
   */
  properties[PROP_CONNECT_TIMEOUT] =
      g_param_spec_uint ("connect-timeout", NULL, NULL, 1, G_MAXINT, WB_CONNECT_TIMEOUT_MS, flags);

  /**
   * WbProfile:max-message:
   *
   * The largest message that is accepted, in bytes after it was decompressed.
   */
  properties[PROP_MAX_MESSAGE] =
      g_param_spec_uint64 ("max-message", NULL, NULL, 1, G_MAXINT32, WB_MAX_MESSAGE_BYTES, flags);

  make_file_properties (properties, flags);
  make_log_properties (properties, flags);
  make_link_properties (properties, flags);
  make_request_properties (properties, flags);
  make_sample_properties (properties, flags);
  make_trust_properties (properties, flags);
  make_auth_properties (properties, flags);
  make_event_properties (properties, flags);
}
