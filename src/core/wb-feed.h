/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* One connection at work, on a thread of its own. */

#pragma once

#include "wb-batch-queue.h"
#include "wb-profile.h"
#include "wb-registry.h"

G_BEGIN_DECLS

WbFeed *wb_feed_new (WbRegistry *registry);
void wb_feed_free (WbFeed *self);

WbBatchQueue *wb_feed_get_queue (WbFeed *self);

void wb_feed_open (WbFeed *self,
                   WbProfile *profile);
void wb_feed_set_profile (WbFeed *self,
                          WbProfile *profile);
void wb_feed_send (WbFeed *self,
                   WbMessageKind kind,
                   GBytes *payload);
void wb_feed_send_unchanged (WbFeed *self,
                             WbMessageKind kind,
                             GBytes *payload);
void wb_feed_send_event (WbFeed *self,
                         WbMessage *message,
                         gboolean is_literal);
void wb_feed_close (WbFeed *self,
                    guint code,
                    const char *reason);
void wb_feed_hurry (WbFeed *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbFeed, wb_feed_free)

G_END_DECLS
