/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A connection as widgets see it. */

#pragma once

#include "wb-insight.h"
#include "wb-message-log.h"
#include "wb-profile.h"
#include "wb-secret-store.h"
#include "wb-state.h"
#include "wb-types.h"

G_BEGIN_DECLS

#define WB_TYPE_CONNECTION (wb_connection_get_type ())
G_DECLARE_FINAL_TYPE (WbConnection, wb_connection, WB, CONNECTION, GObject)

gboolean wb_connection_open (WbConnection *self);
gboolean wb_connection_send_text (WbConnection *self,
                                  const char *text,
                                  gssize length,
                                  GError **error);
gboolean wb_connection_send_binary (WbConnection *self,
                                    GBytes *payload,
                                    GError **error);
gboolean wb_connection_send_back (WbConnection *self,
                                  const WbMessage *message,
                                  GError **error);
gboolean wb_connection_speaks_events (WbConnection *self);
gboolean wb_connection_emit (WbConnection *self,
                             WbEvent *event,
                             GBytes *arguments,
                             GError **error);
gboolean wb_connection_emit_back (WbConnection *self,
                                  const WbMessage *message,
                                  GError **error);
gboolean wb_connection_answer (WbConnection *self,
                               const WbMessage *question,
                               GBytes *arguments,
                               GError **error);
gboolean wb_connection_close (WbConnection *self,
                              guint code,
                              const char *reason);

char **wb_connection_list_missing_secrets (WbConnection *self);
void wb_connection_set_secret (WbConnection *self,
                               const char *name,
                               const char *value,
                               WbSecretPlace place);
void wb_connection_keep_secrets (WbConnection *self,
                                 WbSecretPlace place);
WbSecretStore *wb_connection_get_secret_store (WbConnection *self);

WbProfile *wb_connection_get_profile (WbConnection *self);
char *wb_connection_dup_name (WbConnection *self);
WbState wb_connection_get_state (WbConnection *self);
const WbStateChange *wb_connection_get_last_change (WbConnection *self);
const WbHandshake *wb_connection_get_handshake (WbConnection *self);
gint64 wb_connection_get_retry_at (WbConnection *self);
const GError *wb_connection_get_error (WbConnection *self);
WbInsight *wb_connection_get_insight (WbConnection *self);
WbMessageLog *wb_connection_get_log (WbConnection *self);
guint wb_connection_get_source (WbConnection *self);
guint wb_connection_get_colour (WbConnection *self);
guint64 wb_connection_get_received (WbConnection *self);
guint64 wb_connection_get_sent (WbConnection *self);
guint64 wb_connection_get_bytes_received (WbConnection *self);
guint64 wb_connection_get_bytes_sent (WbConnection *self);
guint wb_connection_get_behind (WbConnection *self);

G_END_DECLS
