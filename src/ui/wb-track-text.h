/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What is said about a track in lists and cards. */

#pragma once

#include "wb-monitor.h"

G_BEGIN_DECLS

char *wb_track_text_kind (WbTrack *track);
char *wb_track_text_line (WbTrack *track,
                          gint64 now);
char *wb_track_text_age (WbTrack *track,
                         gint64 now);
char *wb_track_text_join (const char *first,
                          const char *second,
                          const char *third);
const char *wb_track_text_freshness (WbFreshness freshness);

G_END_DECLS
