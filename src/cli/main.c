/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* whereabouts-cli: the same core without a window, for terminals, scripts and tests. */

#include "config.h"

#include "cli.h"

#include "wb-demo-transport.h"
#include "wb-format.h"
#include "wb-net.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct {
  const char *name;
  int (*run) (WbRegistry *registry,
              int argc,
              char **argv);
  const char *summary;
} commands[] = {
  { "watch", cli_watch, N_ ("Connect to a server and print what it sends") },
  { "decode", cli_decode, N_ ("Read messages and print the positions in them") },
  { "demo", cli_demo, N_ ("Serve a simulated feed on this computer") },
};

/**
 * cli_usage_error:
 * @format: what is wrong
 *
 * Says on stderr what is wrong with the command line.
 *
 * Returns: the exit status for that
 */
int
cli_usage_error (const char *format,
                 ...)
{
  va_list arguments;
  g_autofree char *text = NULL;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_printerr ("whereabouts-cli: %s\n", text);
  return CLI_USAGE;
}

/**
 * cli_parse:
 * @parameters: what follows the options, for the help
 * @summary: what the command does
 * @entries: its options
 * @argc: (inout): number of arguments, the command's name first
 * @argv: (inout): arguments, from which options are removed
 *
 * Parses the options of a command; says what is wrong with them.
 *
 * Returns: whether they were right
 */
gboolean
cli_parse (const char *parameters,
           const char *summary,
           const GOptionEntry *entries,
           int *argc,
           char ***argv)
{
  g_autoptr(GOptionContext) context = g_option_context_new (parameters);
  g_autoptr(GError) error = NULL;

  g_option_context_set_summary (context, summary);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (g_option_context_parse (context, argc, argv, &error))
    return TRUE;

  cli_usage_error ("%s", error->message);
  return FALSE;
}

/**
 * cli_check_format:
 * @registry: what formats there are
 * @format: (nullable): the name that was given
 *
 * Returns: whether there is such a format; if not, the user was told which there are
 */
gboolean
cli_check_format (WbRegistry *registry,
                  const char *format)
{
  g_auto(GStrv) formats = wb_registry_list_formats (registry);
  g_autofree char *list = NULL;

  if (format == NULL || g_strv_contains ((const char *const *) formats, format))
    return TRUE;

  list = g_strjoinv (", ", formats);
  cli_usage_error (_ ("There is no format “%s”. Known formats: %s."), format, list);
  return FALSE;
}

/**
 * cli_write:
 * @out: text for stdout, emptied
 *
 * Writes all of @out to stdout.
 *
 * Returns: whether somebody still reads it
 */
gboolean
cli_write (GString *out)
{
  gsize written = 0;

  while (written < out->len)
    {
      gssize count = write (STDOUT_FILENO, out->str + written, out->len - written);

      if (count < 0 && errno != EINTR)
        return FALSE;
      written += (gsize) MAX (count, 0);
    }
  g_string_truncate (out, 0);
  return TRUE;
}

/**
 * cli_on_signals:
 * @interrupted: called after Ctrl+C
 * @terminated: called after SIGTERM
 * @data: what to pass to them
 */
void
cli_on_signals (GSourceFunc interrupted,
                GSourceFunc terminated,
                gpointer data)
{
  g_unix_signal_add (SIGINT, interrupted, data);
  g_unix_signal_add (SIGTERM, terminated, data);
}

static int
print_help (void)
{
  g_print (_ ("Usage: whereabouts-cli COMMAND [OPTION…]\n\nCommands:\n"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-8s %s\n", commands[i].name, _ (commands[i].summary));
  g_print (_ ("\n“whereabouts-cli COMMAND --help” tells more about a command.\n"));
  return CLI_DONE;
}

static int
run (WbRegistry *registry,
     int argc,
     char **argv)
{
  if (argc < 2)
    return cli_usage_error (_ ("No command was given. Try “whereabouts-cli --help”."));
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h"))
    return print_help ();
  if (g_str_equal (argv[1], "--version"))
    {
      g_print ("whereabouts-cli %s\n", PACKAGE_VERSION);
      return CLI_DONE;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i].name))
      {
        g_autofree char *name = g_strconcat ("whereabouts-cli ", argv[1], NULL);

        g_set_prgname (name);
        return commands[i].run (registry, argc - 1, argv + 1);
      }
  return cli_usage_error (_ ("There is no command “%s”. Try “whereabouts-cli --help”."), argv[1]);
}

int
main (int argc,
      char **argv)
{
  g_autoptr(WbRegistry) registry = wb_registry_new ();

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  /* A reader that goes away is noticed by write(). */
  signal (SIGPIPE, SIG_IGN);

  wb_demo_register (registry);
  wb_format_register (registry);
  wb_net_register (registry);
  return run (registry, argc, argv);
}
