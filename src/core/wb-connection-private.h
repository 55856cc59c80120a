/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the monitor alone does with a connection. */

#pragma once

#include "wb-connection.h"
#include "wb-feed.h"
#include "wb-track-store.h"

G_BEGIN_DECLS

/* Here for the files of wb-connection alone. */
struct _WbConnection {
  GObject parent_instance;

  /* Owned */
  WbProfile *profile;
  WbFeed *feed; /* NULL once stopped */
  WbRegistry *registry; /* borrowed */
  WbMessageLog *log;
  WbInsight *insight;
  WbSecretStore *store; /* NULL: no secret is kept */
  WbTrackStore *tracks;
  guint source; /* its number there */

  /* The batch that is being applied */
  WbBatch *batch;
  guint next;              /* message */
  const WbReport *report;  /* of that message, the next one; NULL before its first */

  /* State */
  WbState state;
  WbMessage *last_change; /* the message of the last change of state */
  WbHandshake *handshake; /* of the latest attempt to connect; NULL: nothing was said yet */
  guint64 received;
  guint64 sent;
  guint64 bytes_received;
  guint64 bytes_sent;
  guint64 told;  /* sum of the counters when they were notified of */
  guint behind; /* seconds */
  gpointer search; /* for its secrets, to open then; NULL: none is wanted */
};

WbConnection *wb_connection_new (WbRegistry *registry,
                                 WbProfile *profile,
                                 WbTrackStore *tracks,
                                 GSource *consumer);
gboolean wb_connection_apply (WbConnection *self,
                              gint64 deadline);
void wb_connection_hurry (WbConnection *self);
void wb_connection_stop (WbConnection *self);

void wb_connection_find_secrets (WbConnection *self);
void wb_connection_open_or_ask (WbConnection *self);

G_END_DECLS
