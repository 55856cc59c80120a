/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Numbers as text in every locale, and units. */

#include "config.h"

#include "wb-number.h"
#include "wb-units.h"

#include <locale.h>
#include <math.h>
#include <string.h>

static const struct {
  const char *text;
  gboolean valid;
  double value;
} texts[] = {
  { "48.1", TRUE, 48.1 },
  { " \t48.1\n", TRUE, 48.1 },
  { "-122.419418", TRUE, -122.419418 },
  { "+5", TRUE, 5 },
  { "1e-3", TRUE, 0.001 },
  { ".5", TRUE, 0.5 },
  { "5.", TRUE, 5 },
  { "0", TRUE, 0 },
  { "12.5abc", FALSE, 0 },
  { "48,1", FALSE, 0 },
  { "1.000,5", FALSE, 0 },
  { "", FALSE, 0 },
  { "  ", FALSE, 0 },
  { ".", FALSE, 0 },
  { "-", FALSE, 0 },
  { "e5", FALSE, 0 },
  { "1 2", FALSE, 0 },
  { "0x10", FALSE, 0 },
  { "NaN", FALSE, 0 },
  { "inf", FALSE, 0 },
  { "Infinity", FALSE, 0 },
  { "1e400", FALSE, 0 },
};

static void
check_texts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      double value = 0;

      g_test_message ("“%s”", texts[i].text);
      g_assert_cmpint (wb_number_parse (texts[i].text, strlen (texts[i].text), &value), ==,
                       texts[i].valid);
      if (texts[i].valid)
        g_assert_cmpfloat (value, ==, texts[i].value);
    }
}

static void
test_parse (void)
{
  check_texts ();
}

static void
test_parse_length (void)
{
  double value;

  g_assert_true (wb_number_parse ("12345", 2, &value));
  g_assert_cmpfloat (value, ==, 12);
}

/* A10: a locale with a decimal comma changes nothing. */
static void
test_locale (void)
{
  static const char *const locales[] = { "de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8" };
  g_autofree char *before = g_strdup (setlocale (LC_NUMERIC, NULL));
  g_autoptr(GString) out = g_string_new (NULL);
  gboolean found = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (locales) && !found; i++)
    found = setlocale (LC_NUMERIC, locales[i]) != NULL;
  if (!found)
    {
      g_test_skip ("no locale with a decimal comma is installed");
      return;
    }

  check_texts ();
  wb_number_append (out, 48.1);
  setlocale (LC_NUMERIC, before);
  g_assert_cmpstr (out->str, ==, "48.1");
}

static void
test_append (void)
{
  static const struct {
    double value;
    const char *text;
  } numbers[] = {
    { 48.137154, "48.137154" }, { 519, "519.0" }, { 0, "0.0" },
    { 0.1, "0.1" }, { 1.0 / 3, "0.3333333333333333" }, { -2.5, "-2.5" },
    { 1e300, "1e+300" }, { 13.9, "13.9" }, { 5e-324, "4.94065645841247e-324" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr(GString) out = g_string_new (NULL);

      wb_number_append (out, numbers[i].value);
      g_assert_cmpstr (out->str, ==, numbers[i].text);
    }
}

static void
test_round_trip (void)
{
  for (guint round = 0; round < 50000; round++)
    {
      double value = ldexp (g_test_rand_double_range (-1, 1), g_test_rand_int_range (-1000, 1000));
      g_autoptr(GString) out = g_string_new (NULL);
      double again = 0;

      wb_number_append (out, value);
      g_assert_true (wb_number_parse (out->str, out->len, &again));
      g_assert_true (value == again);
    }
}

static void
test_units (void)
{
  static const struct {
    WbUnit unit;
    double value;
    double converted;
  } units[] = {
    { WB_UNIT_OURS, 13.9, 13.9 },
    { WB_UNIT_FEET, 25875, 7886.7 },
    { WB_UNIT_KNOTS, 10, 5.144444444444445 },
    { WB_UNIT_KILOMETRES_PER_HOUR, 118.8, 33 },
    { WB_UNIT_MILES_PER_HOUR, 100, 44.704 },
    { WB_UNIT_RADIANS, G_PI, 180 },
    { WB_UNIT_DEGREES_E7, -1565037665, -156.5037665 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    g_assert_cmpfloat (wb_unit_convert (units[i].unit, units[i].value), ==, units[i].converted);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/number/A10/parse", test_parse);
  g_test_add_func ("/core/number/parse-length", test_parse_length);
  g_test_add_func ("/core/number/A10/locale", test_locale);
  g_test_add_func ("/core/number/append", test_append);
  g_test_add_func ("/core/number/round-trip", test_round_trip);
  g_test_add_func ("/core/number/units", test_units);

  return g_test_run ();
}
