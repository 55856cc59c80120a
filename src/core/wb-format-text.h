/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Quantities as texts for people. */

#pragma once

#include "wb-types.h"

G_BEGIN_DECLS

char *wb_format_speed (double speed);
char *wb_format_angle (double angle);
char *wb_format_direction (double angle);
char *wb_format_latitude (double latitude);
char *wb_format_longitude (double longitude);
char *wb_format_coordinates (double latitude,
                             double longitude);
char *wb_format_count (guint64 count);
char *wb_format_length (double length);
char *wb_format_accuracy (double accuracy);
char *wb_format_age (gint64 age);
char *wb_format_delay (gint64 delay);
char *wb_format_milliseconds (gint64 duration);
char *wb_format_time (gint64 time,
                      gboolean with_milliseconds);
char *wb_format_clock (gint64 time,
                       gint64 now);

G_END_DECLS
