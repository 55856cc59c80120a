/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* How long the main thread is away from its events. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* So long one turn of the main loop may keep what the user does waiting, in µs of processor time. */
#define WB_TURN_US 4000

/* So many of the longest turns are kept. */
#define WB_TURNS_WORST 8

/**
 * WbTurns:
 * @count: how many turns of the main loop there were
 * @slow: how many of them took longer than %WB_TURN_US
 * @busy: µs they took together
 * @painting: µs the frames took that were drawn meanwhile; no part of the turns
 * @frames: how many
 * @waiting: µs this thread was kept from running by others
 * @worst: the longest turns, in µs, the longest first
 *
 * The other times are processor time of this thread. On a very busy machine turns are fewer, and each
 * has more to do.
 */
typedef struct {
  guint count;
  guint slow;
  gint64 busy;
  gint64 painting;
  guint frames;
  gint64 waiting;
  gint64 worst[WB_TURNS_WORST];
} WbTurns;

gint64 wb_turns_get_processor_time (void);
void wb_turns_watch_window (GtkWidget *window);
void wb_turns_begin (WbTurns *turns);
void wb_turns_end (void);
char *wb_turns_describe (const WbTurns *turns);

G_END_DECLS
