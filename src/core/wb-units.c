/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The units in which others tell speeds, heights and angles. */

#include "config.h"

#include "wb-units.h"

/* Fractions of whole numbers rather than one rounded factor: 25875 × 3048 / 10000 is the double
 * that prints as 7886.7, while 25875 × 0.3048 prints as 7886.700000000001. */
static const struct {
  double times;
  double over;
} units[] = {
  [WB_UNIT_OURS] = { 1, 1 },
  [WB_UNIT_FEET] = { 3048, 10000 },
  [WB_UNIT_KNOTS] = { 1852, 3600 },
  [WB_UNIT_KILOMETRES_PER_HOUR] = { 1000, 3600 },
  [WB_UNIT_MILES_PER_HOUR] = { 44704, 100000 },
  [WB_UNIT_RADIANS] = { 180, G_PI },
  [WB_UNIT_DEGREES_E7] = { 1, 10000000 },
};

/**
 * wb_unit_convert:
 * @unit: the unit of @value
 * @value: any number
 *
 * Returns: the same in metres, metres per second or degrees; infinite when it grows too large
 */
double
wb_unit_convert (WbUnit unit,
                 double value)
{
  g_return_val_if_fail ((gsize) unit < G_N_ELEMENTS (units), value);

  return value * units[unit].times / units[unit].over;
}
