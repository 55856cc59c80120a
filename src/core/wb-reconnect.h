/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The wait between two links. */

#pragma once

#include "wb-backoff.h"

G_BEGIN_DECLS

typedef struct _WbReconnect WbReconnect;

/**
 * WbReconnectFunc:
 * @data: what was passed with the function
 *
 * Called when the wait is over; it may start the next one.
 */
typedef void (*WbReconnectFunc) (gpointer data);

WbReconnect *wb_reconnect_new (GMainContext *context,
                               WbReconnectFunc again,
                               gpointer data);
void wb_reconnect_free (WbReconnect *self);

gint64 wb_reconnect_wait (WbReconnect *self,
                          gint64 held,
                          double scale);
void wb_reconnect_forget (WbReconnect *self);
gboolean wb_reconnect_stop (WbReconnect *self);

/* For tests: */
void wb_reconnect_set_slept_func (WbReconnect *self,
                                  gint64 (*slept_func) (void));

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbReconnect, wb_reconnect_free)

G_END_DECLS
