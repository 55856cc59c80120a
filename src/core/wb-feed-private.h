/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Here for the files of wb-feed alone. */

#pragma once

#include "wb-batch-writer.h"
#include "wb-feed.h"
#include "wb-preparation.h"
#include "wb-reconnect.h"

G_BEGIN_DECLS

/**
 * WbFeed:
 *
 * Made and freed on the main thread. Its functions hand commands to the feed's thread as sources
 * of the thread's context; the answer is always a message in the queue.
 */
struct _WbFeed {
  /* Set once, then read by both threads. */
  WbRegistry *registry; /* borrowed */
  GMainContext *context;
  WbBatchQueue *queue;
  GThread *thread;
  int quit_asked; /* atomic; the command to quit follows */

  /* The feed thread's own. */
  gboolean quit;
  WbState state;
  WbProfile *profile;
  gboolean reopen;            /* as soon as it is closed */
  WbReconnect *reconnect;     /* waits while the state is waiting */
  gboolean was_open;          /* and of use, since the user opened it */
  WbPreparation *preparation; /* of what the transport is opened with */
  WbTransport *transport;     /* NULL while that is prepared */
  WbProtocol *protocol;       /* serves all links until the user opens anew */
  gboolean is_protocol_stale; /* the settings ask for another one since */
  WbDecoder *decoder; /* survives the link: it knows names that came long ago */
  char *decoder_format;
  GError *error; /* why the connection is about to close */
  gint64 opened_at;
  guint64 received;
  guint64 accepted; /* messages to be sent */
  guint64 sent;
  WbBatchWriter *writer;
  GSource *measure; /* NULL unless the link is open */
  gboolean at_scheduling_point;
};

void wb_feed_add_error (WbFeed *self,
                        const GError *error);
void wb_feed_enter (WbFeed *self,
                    WbStateChange *change);
void wb_feed_send_expanded (WbFeed *self,
                            WbMessageKind kind,
                            GBytes *payload);
void wb_feed_send_expanded_event (WbFeed *self,
                                  WbMessage *message);
void wb_feed_open_transport (WbFeed *self);
void wb_feed_open_for_user (WbFeed *self);
void wb_feed_quit (WbFeed *self);

G_END_DECLS
