/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* whereabouts-cli: the same core without a window, for terminals, scripts and tests. */

#include "config.h"

#include "cli.h"

#include "cli-locale.h"
#include "wb-demo-transport.h"
#include "wb-format.h"
#include "wb-net.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* How often a blocked write looks whether it should give up. */
#define STDOUT_WAIT_MS 50

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

  /* “Unknown option --bearer=SECRET” */
  error->message[strcspn (error->message, "=")] = '\0';
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

/* Set by a signal, which the main loop handles later: until then nothing may block. */
static volatile sig_atomic_t interrupted;

/* Waits until stdout takes at least PIPE_BUF bytes without blocking. */
static gboolean
wait_for_stdout (gint64 deadline)
{
  struct pollfd fd = { .fd = STDOUT_FILENO, .events = POLLOUT };

  while (poll (&fd, 1, STDOUT_WAIT_MS) <= 0)
    if (interrupted || g_get_monotonic_time () >= deadline)
      return FALSE;
  return TRUE;
}

static CliWritten
judge_write_error (int code)
{
  if (code == EPIPE || code == EBADF)
    return CLI_UNREAD;

  g_printerr (_ ("whereabouts-cli: The output could not be written: %s\n"), g_strerror (code));
  return CLI_UNWRITTEN;
}

/**
 * cli_write:
 * @out: text for stdout, emptied
 * @deadline: monotonic time at which to give up waiting for a slow reader
 *
 * Writes all of @out to stdout. Gives up when the program was interrupted meanwhile.
 *
 * Returns: what became of it
 */
CliWritten
cli_write (GString *out,
           gint64 deadline)
{
  CliWritten result = CLI_WRITTEN;
  gsize written = 0;

  while (result == CLI_WRITTEN && written < out->len)
    {
      gssize count;

      if (!wait_for_stdout (deadline))
        {
          result = CLI_LATE;
          break;
        }
      count = write (STDOUT_FILENO, out->str + written, MIN (out->len - written, PIPE_BUF));
      if (count >= 0)
        written += (gsize) count;
      else if (errno != EINTR && errno != EAGAIN)
        result = judge_write_error (errno);
    }

  g_string_truncate (out, 0);
  return result;
}

/* What to do at a signal; the process has one of each. */
static struct {
  int wake[2]; /* a pipe, by which the handler wakes the main loop */
  GSourceFunc interrupted;
  GSourceFunc terminated;
  gpointer data;
} on_signal;

/* A handler of our own, because g_unix_signal_add() tells nobody before the main loop runs again. */
static void
note_signal (int number)
{
  int kept = errno;

  interrupted = number;
  if (write (on_signal.wake[1], "", 1) < 0)
    errno = kept;
}

static gboolean
signal_cb (int fd,
           GIOCondition condition G_GNUC_UNUSED,
           gpointer data G_GNUC_UNUSED)
{
  char byte;

  if (read (fd, &byte, 1) == 1)
    (interrupted == SIGTERM ? on_signal.terminated : on_signal.interrupted) (on_signal.data);
  return G_SOURCE_CONTINUE;
}

/**
 * cli_on_signals:
 * @after_interrupt: called after Ctrl+C
 * @after_terminate: called after SIGTERM
 * @data: what to pass to them
 */
void
cli_on_signals (GSourceFunc after_interrupt,
                GSourceFunc after_terminate,
                gpointer data)
{
  struct sigaction action = { .sa_handler = note_signal };

  on_signal.interrupted = after_interrupt;
  on_signal.terminated = after_terminate;
  on_signal.data = data;
  if (!g_unix_open_pipe (on_signal.wake, FD_CLOEXEC, NULL))
    g_error ("There is no pipe to be had");

  g_unix_set_fd_nonblocking (on_signal.wake[1], TRUE, NULL);
  g_unix_fd_add (on_signal.wake[0], G_IO_IN, signal_cb, NULL);
  sigaction (SIGINT, &action, NULL);
  sigaction (SIGTERM, &action, NULL);
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

  cli_locale_init (LOCALEDIR);

  /* A reader that goes away is noticed by write(). */
  signal (SIGPIPE, SIG_IGN);

  wb_demo_register (registry);
  wb_format_register (registry);
  wb_net_register (registry);
  return run (registry, argc, argv);
}
