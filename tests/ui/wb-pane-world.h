/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A pane of messages in a window of its own. */

#pragma once

#include "wb-messages-pane-private.h"
#include "wb-monitor.h"

G_BEGIN_DECLS

typedef struct {
  WbRegistry *registry;
  WbMonitor *monitor;
  WbConnection *connection; /* which the pane shows at first */
  WbConnection *second;     /* for a test that adds one */
  GtkWidget *window;
  WbMessagesPane *pane;
  WbLogView *view;
} World;

void world_init (World *world,
                 const char *url);
void world_clear (World *world);

guint world_length (World *world);
void world_select (World *world,
                   guint position);

G_END_DECLS
