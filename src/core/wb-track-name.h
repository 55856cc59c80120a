/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What a track is called. */

#pragma once

#include "wb-monitor.h"

G_BEGIN_DECLS

char *wb_track_dup_name (WbTrack *self,
                         WbMonitor *monitor);
char *wb_track_dup_connection_name (WbTrack *self,
                                    WbMonitor *monitor);

G_END_DECLS
