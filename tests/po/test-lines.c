/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* whereabouts-cli speaks German to people and English to programs. */

#include "config.h"

#include "cli-locale.h"
#include "wb-failure.h"
#include "wb-format.h"

#include <locale.h>

#define ENGLISH "The connection was lost after 1.5 s. Check the network, or whether the server is still running."
#define GERMAN "Die Verbindung ging nach 1,5 s verloren."

/* A sentence with words and a number of the locale. */
static gpointer
explain (gpointer data G_GNUC_UNUSED)
{
  g_autofree char *seconds = g_strdup_printf ("%.1f s", 1.5);

  return wb_failure_explain (WB_FAILURE_LOST, &(WbFailureFacts){ .detail = seconds });
}

static void
test_sentences (void)
{
  g_autofree char *own = explain (NULL);
  g_autofree char *other = g_thread_join (g_thread_new ("feed", explain, NULL));
  g_autofree char *again = explain (NULL);

  g_assert_true (g_str_has_prefix (own, GERMAN));
  g_assert_cmpstr (other, ==, ENGLISH);
  g_assert_cmpstr (again, ==, own);
}

/* A8 */
static void
test_reports (void)
{
  g_autoptr(WbRegistry) registry = wb_registry_new ();
  g_autoptr(WbDecoder) decoder = NULL;
  g_autoptr(WbMessage) message = wb_message_new_text (WB_DIRECTION_RECEIVED, 0, "");
  g_autofree char *after = NULL;

  wb_format_register (registry);
  decoder = wb_registry_create_decoder (registry, NULL);
  cli_locale_decode (decoder, message);
  g_assert_cmpstr (message->reports->detail, ==, "The text is empty");
  after = explain (NULL);
  g_assert_true (g_str_has_prefix (after, GERMAN));
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
  cli_locale_init (g_getenv ("LOCALE_DIR"));

  g_test_add_func ("/po/lines/sentences", test_sentences);
  g_test_add_func ("/po/lines/A8-reports", test_reports);

  return g_test_run ();
}
