/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The latest fix of a track as JSON. */

#pragma once

#include "wb-track.h"

G_BEGIN_DECLS

char *wb_track_dup_json (WbTrack *self);

G_END_DECLS
