/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* How fast the messages of a connection come, and for how long it has been open. */

#pragma once

#include "wb-connection.h"

G_BEGIN_DECLS

#define WB_TYPE_RATE (wb_rate_get_type ())
G_DECLARE_FINAL_TYPE (WbRate, wb_rate, WB, RATE, GObject)

WbRate *wb_rate_of (WbConnection *connection);

void wb_rate_sample (WbRate *self,
                     guint64 count,
                     gint64 now);
double wb_rate_get_per_second (WbRate *self);
gint64 wb_rate_get_open_for (WbRate *self,
                             gint64 now);

G_END_DECLS
