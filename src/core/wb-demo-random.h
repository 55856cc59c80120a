/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Numbers that look random and are the same on every machine. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WbDemoRandom:
 *
 * The state of a generator (splitmix64); any value is a good seed.
 */
typedef guint64 WbDemoRandom;

static inline guint64
wb_demo_random_next (WbDemoRandom *self)
{
  guint64 z = *self += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/* A generator of its own for each thing that @key names. */
static inline WbDemoRandom
wb_demo_random_fork (guint64 seed,
                     guint64 key)
{
  WbDemoRandom random = seed ^ (key * G_GUINT64_CONSTANT (0xd1342543de82ef95));

  return wb_demo_random_next (&random);
}

/* An integer, 0 ≤ n < @end. */
static inline guint
wb_demo_random_below (WbDemoRandom *self,
                      guint end)
{
  return (guint) ((wb_demo_random_next (self) >> 32) * end >> 32);
}

/* A number, @low ≤ x < @high. */
static inline double
wb_demo_random_between (WbDemoRandom *self,
                        double low,
                        double high)
{
  return low + (high - low) * ((double) (wb_demo_random_next (self) >> 11) / 9007199254740992.0);
}

G_END_DECLS
