/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A connection in a monitor of its own, and all that came of it. */

#pragma once

#include "wb-monitor.h"

G_BEGIN_DECLS

/**
 * World:
 * @registry: with the fake transport; a test may add to it before it opens the connection
 * @connection: of a test that removes it, %NULL from then on
 * @profile: that of the connection
 * @states: “connecting open closed ”
 * @log: whatever there is to see but what was received, with handshakes and errors, in lines
 * @texts: of everything but state lines
 * @sent: those of them that went out
 * @delays: of #gint64: how long it was to wait, each time, in microseconds
 */
typedef struct {
  WbRegistry *registry;
  WbMonitor *monitor;
  WbConnection *connection;
  WbProfile *profile;
  GString *states;
  GString *log;
  GPtrArray *texts;
  GPtrArray *sent;
  GArray *delays;
} World;

void world_init (World *world,
                 const char *url);
void world_clear (World *world);

gboolean world_is_in (World *world,
                      WbState state);

G_END_DECLS
