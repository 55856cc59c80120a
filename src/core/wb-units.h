/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The units in which others tell speeds, heights and angles. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WbUnit:
 * @WB_UNIT_OURS: the unit of reports: metres, metres per second, degrees
 */
typedef enum {
  WB_UNIT_OURS,
  WB_UNIT_FEET,
  WB_UNIT_KNOTS,
  WB_UNIT_KILOMETRES_PER_HOUR,
  WB_UNIT_MILES_PER_HOUR,
  WB_UNIT_RADIANS,
  WB_UNIT_DEGREES_E7, /* integers that count ten-millionths of a degree */
} WbUnit;

double wb_unit_convert (WbUnit unit,
                        double value);

G_END_DECLS
