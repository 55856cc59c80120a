/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the monitor alone does with a connection. */

#pragma once

#include "wb-connection.h"
#include "wb-track-store.h"

G_BEGIN_DECLS

WbConnection *wb_connection_new (WbRegistry *registry,
                                 WbProfile *profile,
                                 WbTrackStore *tracks,
                                 GSource *consumer);
gboolean wb_connection_apply (WbConnection *self,
                              gint64 deadline);
void wb_connection_stop (WbConnection *self);

G_END_DECLS
