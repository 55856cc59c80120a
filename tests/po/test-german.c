/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What a German user reads, and what other programs read in spite of it. */

#include "config.h"

#include "wb-failure.h"
#include "wb-format-text.h"
#include "wb-icon.h"
#include "wb-number.h"
#include "wb-state.h"

#include <glib/gi18n.h>
#include <locale.h>

static void
check_text (char *text,
            const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_words (void)
{
  check_text (wb_format_direction (128), "128° (Südost)");
  check_text (wb_format_longitude (11.43626), "11,43626°\u00a0O");
  check_text (wb_duration_describe (G_USEC_PER_SEC), "1 Sekunde");
  check_text (wb_duration_describe (2 * G_USEC_PER_SEC), "2 Sekunden");
  g_assert_cmpstr (wb_close_code_get_name (1000), ==, "normales Ende");
  g_assert_cmpstr (wb_icon_describe_word ("Ferry"), ==, "Fähre");
  g_assert_cmpstr (wb_icon_describe_word ("car"), ==, "Auto");
  g_assert_null (wb_icon_describe_word ("ice-breaker"));
}

static void
test_numbers (void)
{
  check_text (wb_format_speed (7.305), "14,2\u00a0kn");
  check_text (wb_format_count (12481), "12.481");
  check_text (wb_format_length (10800), "10.800\u00a0m");
  check_text (wb_format_delay (G_USEC_PER_SEC / 5), "0,2\u00a0s");
}

static void
test_times (void)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr(GDateTime) moment = g_date_time_new (zone, 2026, 5, 3, 14, 3, 12.25);
  gint64 time = g_date_time_to_unix (moment) * G_USEC_PER_SEC + g_date_time_get_microsecond (moment);

  check_text (wb_format_time (time, TRUE), "14:03:12,250");
  check_text (wb_format_clock (time, time + 2 * G_TIME_SPAN_DAY), "03.05.2026 14:03:12");
}

/* What is copied, sent and written stays as it is: A10. */
static void
test_data (void)
{
  g_autoptr(GString) number = g_string_new (NULL);

  check_text (wb_format_coordinates (57.28, -11.02), "57.28000, -11.02000");
  wb_number_append (number, 57.28);
  g_assert_cmpstr (number->str, ==, "57.28");
  g_assert_cmpstr (wb_state_get_name (WB_STATE_CLOSED), ==, "closed");
}

int
main (int argc,
      char **argv)
{
  g_setenv ("LANGUAGE", "de", TRUE);
  g_setenv ("LC_ALL", "de_DE.UTF-8", TRUE);
  if (setlocale (LC_ALL, "") == NULL)
    {
      g_print ("1..0 # SKIP no German locale can be made\n");
      return 0;
    }

  g_test_init (&argc, &argv, NULL);
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("LOCALE_DIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");

  g_test_add_func ("/po/german/words", test_words);
  g_test_add_func ("/po/german/numbers", test_numbers);
  g_test_add_func ("/po/german/times", test_times);
  g_test_add_func ("/po/german/A10/data", test_data);

  return g_test_run ();
}
