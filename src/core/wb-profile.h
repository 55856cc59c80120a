/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The settings of a connection. */

#pragma once

#include "wb-auth.h"
#include "wb-login.h"
#include "wb-event-settings.h"
#include "wb-message.h"
#include "wb-query.h"
#include "wb-reconnect-policy.h"
#include "wb-retention.h"
#include "wb-variables.h"

G_BEGIN_DECLS

/* The largest message that is accepted, counted after it was decompressed. */
#define WB_MAX_MESSAGE_BYTES (16 * 1024 * 1024)

/* The longest time to wait for a connection to open, in milliseconds. */
#define WB_CONNECT_TIMEOUT_MS (20 * 1000)

/* What people may choose for it, in seconds. */
#define WB_MIN_CONNECT_TIMEOUT_S 1
#define WB_MAX_CONNECT_TIMEOUT_S 300

/* How often the server is asked for a sign of life, in seconds. */
#define WB_KEEP_ALIVE_S 30

/* The longest silence that can be waited for before it is warned of, in seconds. */
#define WB_MAX_NO_DATA_S (24 * 60 * 60)

/* The largest limit of messages; memory is the limit long before. */
#define WB_MAX_MESSAGE_LIMIT 1000000

/* The longest sample of a message, in bytes. */
#define WB_MAX_SAMPLE_BYTES (64 * 1024)

#define WB_TYPE_PROFILE (wb_profile_get_type ())
G_DECLARE_FINAL_TYPE (WbProfile, wb_profile, WB, PROFILE, GObject)

WbProfile *wb_profile_new (const char *url);
WbProfile *wb_profile_copy (WbProfile *self);

char *wb_profile_ensure_id (WbProfile *self);
const char *wb_profile_get_url (WbProfile *self);
const char *wb_profile_get_name (WbProfile *self);
const char *wb_profile_get_format (WbProfile *self);
gboolean wb_profile_get_answer_pings (WbProfile *self);
guint wb_profile_get_connect_timeout (WbProfile *self);
guint64 wb_profile_get_max_message (WbProfile *self);
WbReconnectPolicy wb_profile_get_reconnect (WbProfile *self);
guint wb_profile_get_keep_alive (WbProfile *self);
guint wb_profile_get_no_data_after (WbProfile *self);
gboolean wb_profile_get_follow_redirects (WbProfile *self);
WbRetention wb_profile_get_retention (WbProfile *self);
guint wb_profile_get_limit (WbProfile *self);
const WbEventSettings *wb_profile_get_events (WbProfile *self);

WbAuth wb_profile_get_auth_kind (WbProfile *self);
WbVariables *wb_profile_get_variables (WbProfile *self);
WbQuery *wb_profile_get_query (WbProfile *self);
WbLogin *wb_profile_get_login (WbProfile *self);

GPtrArray *wb_profile_get_on_connect (WbProfile *self);
void wb_profile_add_on_connect (WbProfile *self,
                                WbMessageKind kind,
                                GBytes *payload);

G_END_DECLS
