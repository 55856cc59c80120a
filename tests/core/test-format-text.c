/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Quantities as texts for people. */

#include "config.h"

#include "wb-format-text.h"

static void
check_text (char *text,
            const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_quantities (void)
{
  const gint64 second = G_USEC_PER_SEC;

  check_text (wb_format_speed (0), "0.0\u00a0kn");
  check_text (wb_format_speed (7.305), "14.2\u00a0kn");
  check_text (wb_format_speed (51.39), "99.9\u00a0kn");
  check_text (wb_format_speed (51.44), "100\u00a0kn");
  check_text (wb_format_angle (359.7), "0°");
  check_text (wb_format_direction (359.7), "0° (north)");
  check_text (wb_format_direction (128), "128° (south-east)");
  check_text (wb_format_direction (292.4), "292° (west)");
  check_text (wb_format_latitude (-57.28), "57.28000°\u00a0S");
  check_text (wb_format_coordinates (57.28, -11.02), "57.28000, -11.02000");
  check_text (wb_format_length (10800.4), "10800\u00a0m");
  check_text (wb_format_length (-12), "−12\u00a0m");
  check_text (wb_format_length (-2.5), "−2.5\u00a0m");
  check_text (wb_format_accuracy (12), "±\u00a012\u00a0m");
  check_text (wb_format_age (-5), "0\u00a0s");
  check_text (wb_format_age (59 * second), "59\u00a0s");
  check_text (wb_format_age (60 * second), "1\u00a0min");
  check_text (wb_format_age (7200 * second), "2\u00a0h");
  check_text (wb_format_age (200000 * second), "2\u00a0d");
  check_text (wb_format_delay (second / 5), "0.2\u00a0s");
  check_text (wb_format_delay (-300 * second), "−5\u00a0min");
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/format-text/quantities", test_quantities);

  return g_test_run ();
}
