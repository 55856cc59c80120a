/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The properties of WbProfile: what each setting of a connection means. */

#pragma once

#include "wb-profile.h"

G_BEGIN_DECLS

typedef enum
{
  PROP_URL = 1,
  PROP_NAME,
  PROP_ID,
  PROP_SERVER,
  PROP_DOCUMENT,
  PROP_COLOUR,
  PROP_CONNECT_AT_START,
  PROP_FORMAT,
  PROP_ANSWER_PINGS,
  PROP_CONNECT_TIMEOUT,
  PROP_MAX_MESSAGE,
  PROP_RETENTION,
  PROP_LIMIT,
  PROP_RECONNECT,
  PROP_KEEP_ALIVE,
  PROP_NO_DATA_AFTER,
  PROP_HEADERS,
  PROP_SUBPROTOCOLS,
  PROP_ORIGIN,
  PROP_USER,
  PROP_PASSWORD,
  PROP_BEARER,
  PROP_AUTH_KIND,
  PROP_KEY_NAME,
  PROP_KEY_VALUE,
  PROP_COOKIES,
  PROP_VARIABLES,
  PROP_QUERY,
  PROP_LOGIN,
  PROP_SAMPLE_REQUEST,
  PROP_SAMPLE_RESPONSE,
  PROP_CA_FILE,
  PROP_CLIENT_CERTIFICATE,
  PROP_TRUSTED_CERTIFICATE,
  N_PROPS,
} WbProfileProperty;

void wb_profile_make_properties (GParamSpec **properties);

G_END_DECLS
