/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* whereabouts-cli watch: connect to a server and print what it sends. */

#include "config.h"

#include "cli-events.h"
#include "cli-link.h"
#include "cli-profile.h"
#include "cli-variables.h"
#include "cli.h"

#include "wb-line.h"
#include "wb-monitor.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define DEFAULT_OUTPUT "fix,removed"
#define DEFAULT_TIMEOUT_S 30.0

/* How long the goodbye may take once the work is done. */
#define GOODBYE_MS 2000

/* The types of lines that --output chooses from. */
typedef enum {
  OUTPUT_FIX = 1 << 0,
  OUTPUT_REMOVED = 1 << 1,
  OUTPUT_REJECTED = 1 << 2,
  OUTPUT_NO_POSITION = 1 << 3,
  OUTPUT_MESSAGE = 1 << 4,
  OUTPUT_STATE = 1 << 5,
  OUTPUT_ALL = (1 << 6) - 1,
} Output;

static const struct {
  const char *name;
  Output output;
} outputs[] = {
  { "fix", OUTPUT_FIX },
  { "removed", OUTPUT_REMOVED },
  { "rejected", OUTPUT_REJECTED },
  { "no-position", OUTPUT_NO_POSITION },
  { "message", OUTPUT_MESSAGE },
  { "state", OUTPUT_STATE },
  { "all", OUTPUT_ALL },
};

/* The run: what was asked for, and how far it got. */
typedef struct {
  Output output;
  gint64 count; /* 0: no end */
  gboolean echo;
  GRegex *expect;

  GMainLoop *loop;
  WbConnection *connection; /* borrowed from the monitor */
  char *name;
  GString *out;
  gint64 printed;
  gint64 end;         /* monotonic time */
  gboolean was_open;
  gboolean finishing; /* the status is known */
  CliStatus status;
} Watch;

/*
 * The end
 */

static gboolean
quit_cb (gpointer data)
{
  Watch *self = data;

  g_main_loop_quit (self->loop);
  return G_SOURCE_REMOVE;
}

static void
finish (Watch *self,
        CliStatus status,
        guint code)
{
  if (self->finishing)
    return;

  self->finishing = TRUE;
  self->status = status;
  if (wb_connection_get_state (self->connection) == WB_STATE_CLOSED)
    g_main_loop_quit (self->loop);
  wb_connection_close (self->connection, code, NULL);
  g_timeout_add (GOODBYE_MS, quit_cb, self);
}

/* What was asked for is over; whether that is a success depends on what was expected. */
static void
finish_done (Watch *self)
{
  finish (self, self->expect != NULL ? CLI_UNMET : CLI_DONE, 1000);
}

static gboolean
duration_over_cb (gpointer data)
{
  Watch *self = data;

  if (!self->was_open && !self->finishing)
    {
      g_printerr (_ ("whereabouts-cli: The connection was still not open.\n"));
      finish (self, CLI_FAILED, 1000);
    }
  finish_done (self);
  return G_SOURCE_REMOVE;
}

static gboolean
unmet_cb (gpointer data)
{
  finish (data, CLI_UNMET, 1000);
  return G_SOURCE_REMOVE;
}

static gboolean
interrupted_cb (gpointer data)
{
  finish (data, CLI_INTERRUPTED, 1001);
  return G_SOURCE_CONTINUE;
}

static gboolean
terminated_cb (gpointer data)
{
  finish (data, CLI_TERMINATED, 1001);
  return G_SOURCE_CONTINUE;
}

/* The connection ended by itself. */
static void
judge (Watch *self,
       const WbStateChange *change)
{
  g_autofree char *words = wb_state_change_describe (change);

  self->status = CLI_FAILED;
  if (change->error != NULL)
    return;
  if (self->expect != NULL)
    self->status = CLI_UNMET;
  else if (change->code == 1000)
    self->status = CLI_DONE;
  else
    g_printerr ("whereabouts-cli: %s\n", words);
}

/*
 * Lines
 */

/* Whether a line of type @output is to be printed; counts it if so. */
static gboolean
take_line (Watch *self,
           Output output)
{
  if ((self->output & output) == 0 || (self->count > 0 && self->printed >= self->count))
    return FALSE;

  if (++self->printed == self->count)
    finish_done (self);
  return TRUE;
}

static void
print_reports (Watch *self,
               const WbMessage *message)
{
  for (const WbReport *report = message->reports; report != NULL; report = report->next)
    if (take_line (self, (Output) (1 << report->kind)))
      wb_line_append_report (self->out, self->name, report, message->time);
}

/* What made an error has its line already. */
static void
print_reason_to_wait (const WbStateChange *change)
{
  g_autofree char *explanation = change->error == NULL ? wb_state_change_explain (change) : NULL;

  if (explanation != NULL)
    g_printerr ("whereabouts-cli: %s\n", explanation);
}

static void
handle_state (Watch *self,
              const WbStateChange *change)
{
  self->was_open = self->was_open || change->state == WB_STATE_OPEN;
  if (take_line (self, OUTPUT_STATE))
    wb_line_append_state (self->out, self->name, change);
  cli_print_refusal (change);
  print_reason_to_wait (change);

  if (change->state != WB_STATE_CLOSED)
    return;
  if (!self->finishing)
    judge (self, change);
  self->finishing = TRUE;
  g_main_loop_quit (self->loop);
}

static void
send_back (Watch *self,
           const WbMessage *message)
{
  g_autoptr(GError) error = NULL;

  if (message->kind == WB_MESSAGE_TEXT || message->kind == WB_MESSAGE_BINARY)
    wb_connection_send_back (self->connection, message, &error);
  else if (message->kind == WB_MESSAGE_EVENT)
    wb_connection_emit_back (self->connection, message, &error);
  if (error != NULL)
    g_printerr ("whereabouts-cli: %s\n", error->message);
}

static gboolean
is_expected (const Watch *self,
             const WbMessage *message)
{
  gsize length;
  const char *text = wb_message_get_text (message, &length);

  return text != NULL && g_regex_match_full (self->expect, text, (gssize) length, 0, 0, NULL, NULL);
}

static void
handle_message (Watch *self,
                const WbMessage *message)
{
  if (take_line (self, OUTPUT_MESSAGE))
    wb_line_append_message (self->out, self->name, message);
  print_reports (self, message);

  if (message->direction != WB_DIRECTION_RECEIVED || self->finishing)
    return;
  if (self->echo)
    send_back (self, message);
  if (self->expect != NULL && is_expected (self, message))
    finish (self, CLI_DONE, 1000);
}

static void
print_error (const WbMessage *message)
{
  gsize length;
  const char *text = wb_message_get_text (message, &length);

  g_printerr ("whereabouts-cli: %.*s\n", (int) length, text);
}

static void
handle (Watch *self,
        const WbMessage *message)
{
  if (message->kind == WB_MESSAGE_STATE)
    handle_state (self, message->change);
  else if (message->kind == WB_MESSAGE_ERROR)
    print_error (message);
  else
    handle_message (self, message);
}

/* A reader that went away has seen enough; one that is late may miss the end. */
static void
flush (Watch *self)
{
  CliWritten written = cli_write (self->out, self->end);

  if (written == CLI_WRITTEN || written == CLI_LATE)
    return;

  self->output = 0;
  finish (self, CLI_DONE, 1001);
  if (written == CLI_UNWRITTEN)
    self->status = CLI_FAILED;
}

static void
applied_cb (WbConnection *connection G_GNUC_UNUSED,
            const WbBatch *batch,
            guint first,
            guint count,
            Watch *self)
{
  for (guint i = first; i < first + count; i++)
    handle (self, g_ptr_array_index (batch->messages, i));

  flush (self);
}

/*
 * The command line
 */

typedef struct {
  char **send;
  gboolean echo;
  char *format;
  char *output;
  gint64 count;
  double duration;
  char *expect;
  double timeout;
  gint64 max_message;
  char *server;
  CliLinkOptions link;
  CliVariableOptions variable;
  CliEventOptions events;
} Options;

static void
options_clear (Options *options)
{
  g_strfreev (options->send);
  g_free (options->format);
  g_free (options->output);
  g_free (options->expect);
  g_free (options->server);
  cli_link_options_clear (&options->link);
  cli_variable_options_clear (&options->variable);
  cli_event_options_clear (&options->events);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse_output (const char *list,
              Output *output)
{
  g_auto(GStrv) names = g_strsplit (list, ",", -1);

  *output = 0;
  if (names[0] == NULL)
    cli_usage_error (_ ("--output needs a list."));
  for (gsize i = 0; names[i] != NULL; i++)
    {
      Output found = 0;

      for (gsize j = 0; j < G_N_ELEMENTS (outputs); j++)
        if (g_str_equal (outputs[j].name, names[i]))
          found = outputs[j].output;
      if (found == 0)
        {
          cli_usage_error (_ ("--output: there are no lines of type “%s”."), names[i]);
          return FALSE;
        }
      *output |= found;
    }
  return *output != 0;
}

static gboolean
parse_options (Options *options,
               int *argc,
               char ***argv)
{
  CliLinkOptions *link = &options->link;
  const GOptionEntry entries[] = {
    { "send", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->send,
      N_ ("Send TEXT when connected; may be given several times"), N_ ("TEXT") },
    { "echo", 0, 0, G_OPTION_ARG_NONE, &options->echo,
      N_ ("Send every received message back unchanged"), NULL },
    { "format", 0, 0, G_OPTION_ARG_STRING, &options->format,
      N_ ("Read positions as format NAME instead of finding out"), N_ ("NAME") },
    { "output", 0, 0, G_OPTION_ARG_STRING, &options->output,
      N_ ("Types of lines to print: fix,removed,rejected,no-position,message,state or all"), N_ ("LIST") },
    { "count", 0, 0, G_OPTION_ARG_INT64, &options->count, N_ ("End after N lines"), N_ ("N") },
    { "duration", 0, 0, G_OPTION_ARG_DOUBLE, &options->duration, N_ ("End after SECONDS"), N_ ("SECONDS") },
    { "expect", 0, 0, G_OPTION_ARG_FILENAME, &options->expect,
      N_ ("End when a received message matches REGEX"), N_ ("REGEX") },
    { "timeout", 0, 0, G_OPTION_ARG_DOUBLE, &options->timeout,
      N_ ("How long to wait for --expect (30)"), N_ ("SECONDS") },
    { "max-message", 0, 0, G_OPTION_ARG_INT64, &options->max_message,
      N_ ("Refuse larger messages, counted after decompression"), N_ ("BYTES") },
    { "server", 0, 0, G_OPTION_ARG_STRING, &options->server,
      N_ ("Where the endpoint of FILE is, if that is only a path"), N_ ("ADDRESS") },
    { "protocol", 0, 0, G_OPTION_ARG_STRING, &options->events.protocol,
      N_ ("Speak websocket or socket.io instead of what the address says"), N_ ("NAME") },
    { "auth", 0, 0, G_OPTION_ARG_STRING, &options->events.auth, N_ ("Join namespaces of Socket.IO with JSON"), N_ ("JSON") },
    { "namespace", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->events.namespaces,
      N_ ("Join namespace NAME; may be given several times"), N_ ("NAME") },
    { "emit", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->events.emit,
      N_ ("Emit an event when connected; may be given several times"), N_ ("JSON") },
    { "no-reconnect", 0, 0, G_OPTION_ARG_NONE, &link->no_reconnect,
      N_ ("End when the connection is lost instead of connecting again"), NULL },
    { "connect-timeout", 0, 0, G_OPTION_ARG_INT64, &link->connect_timeout,
      N_ ("How long to wait for the connection to open (20)"), N_ ("SECONDS") },
    { "follow-redirects", 0, 0, G_OPTION_ARG_NONE, &link->follow_redirects,
      N_ ("Go where the server sends on to; another server gets no secrets"), NULL },
    { "header", 0, 0, G_OPTION_ARG_STRING_ARRAY, &link->headers,
      N_ ("Send a header with the request; may be given several times"), N_ ("NAME: VALUE") },
    { "subprotocol", 0, 0, G_OPTION_ARG_STRING_ARRAY, &link->subprotocols,
      N_ ("Offer subprotocol NAME; may be given several times"), N_ ("NAME") },
    { "origin", 0, 0, G_OPTION_ARG_STRING, &link->origin,
      N_ ("Say that the page at ORIGIN connects, as browsers do"), N_ ("ORIGIN") },
    { "user", 0, 0, G_OPTION_ARG_STRING, &link->user, N_ ("Send a user name and password"), N_ ("NAME:PASSWORD") },
    { "bearer", 0, 0, G_OPTION_ARG_STRING, &link->bearer, N_ ("Send a bearer token"), N_ ("TOKEN") },
    { "variable", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->variable.variables,
      N_ ("Put VALUE where {{NAME}} stands; may be given several times"), N_ ("NAME=VALUE") },
    { "login", 0, 0, G_OPTION_ARG_STRING, &options->variable.login,
      N_ ("Send a request to log in before connecting"), N_ ("JSON") },
    { "ca", 0, 0, G_OPTION_ARG_FILENAME, &link->ca,
      N_ ("Trust the authorities in FILE instead of those of the system"), N_ ("FILE") },
    { "certificate", 0, 0, G_OPTION_ARG_FILENAME, &link->certificate,
      N_ ("Show the server the certificate in FILE, which also has its key"), N_ ("FILE") },
    { "trust", 0, 0, G_OPTION_ARG_STRING, &link->trust,
      N_ ("Trust the one certificate with this fingerprint"), N_ ("SHA256") },
    G_OPTION_ENTRY_NULL,
  };

  return cli_parse (_ ("URL|FILE.websocket"), _ ("Connects to a server and prints what it sends, one JSON object per line.\n"
                                  "A file brings its settings; what is also given as an option is as the option says.\n"
                                  "--header, --user, --bearer, --login, --auth and the value of --variable also take @FILE or env:NAME."),
                    entries, argc, argv);
}

/* They are taken as they are in any locale. */
static gboolean
are_texts (const Options *options)
{
  gboolean valid = options->expect == NULL || g_utf8_validate (options->expect, -1, NULL);

  for (gsize i = 0; options->send != NULL && options->send[i] != NULL; i++)
    valid = valid && g_utf8_validate (options->send[i], -1, NULL);
  return valid;
}

static gboolean
check_options (const Options *options)
{
  if (options->count < 0)
    cli_usage_error (_ ("--count has to be positive."));
  else if (!isfinite (options->duration) || options->duration < 0)
    cli_usage_error (_ ("--duration has to be positive."));
  else if (!isfinite (options->timeout) || options->timeout < 0)
    cli_usage_error (_ ("--timeout has to be positive."));
  else if (options->max_message < 1 || options->max_message > G_MAXINT32)
    cli_usage_error (_ ("--max-message has to be between 1 and %d."), G_MAXINT32);
  else if (!are_texts (options))
    cli_usage_error (_ ("--send and --expect take valid UTF-8."));
  else
    return TRUE;
  return FALSE;
}

/* Turns options into the run; says what is wrong with them. */
static gboolean
prepare (Watch *self,
         const Options *options)
{
  g_autoptr(GError) error = NULL;

  if (!check_options (options) ||
      !parse_output (options->output != NULL ? options->output : DEFAULT_OUTPUT, &self->output))
    return FALSE;

  self->count = options->count;
  self->echo = options->echo;
  if (options->expect == NULL)
    return TRUE;

  self->expect = g_regex_new (options->expect, G_REGEX_OPTIMIZE, 0, &error);
  if (self->expect == NULL)
    cli_usage_error ("--expect: %s", error->message);
  return self->expect != NULL;
}

/* Says what is wrong with the options or the file if it returns NULL. */
static WbProfile *
make_profile (const char *argument,
              const Options *options,
              CliStatus *status)
{
  g_autoptr(WbProfile) profile = cli_profile_open (argument, options->server, status);

  if (profile == NULL)
    return NULL;

  *status = CLI_USAGE;
  g_object_set (profile, "max-message", (guint64) options->max_message, NULL);
  if (options->format != NULL)
    g_object_set (profile, "format", options->format, NULL);
  for (gsize i = 0; options->send != NULL && options->send[i] != NULL; i++)
    {
      g_autoptr(GBytes) payload = g_bytes_new (options->send[i], strlen (options->send[i]));

      wb_profile_add_on_connect (profile, WB_MESSAGE_TEXT, payload);
    }
  /* Variables first: what a header becomes takes the name of none. */
  if (!cli_event_options_apply (&options->events, profile) ||
      !cli_variable_options_apply (&options->variable, profile) ||
      !cli_link_options_apply (&options->link, profile) || !cli_check_address (profile))
    return NULL;
  return g_steal_pointer (&profile);
}

/* The name is of a file and not repeated: terminals obey control characters. */
static gboolean
knows_format (WbRegistry *registry,
              WbProfile *profile)
{
  g_auto(GStrv) formats = wb_registry_list_formats (registry);
  const char *format = wb_profile_get_format (profile);

  if (format == NULL || *format == '\0' || g_strv_contains ((const char *const *) formats, format))
    return TRUE;

  cli_usage_error (_ ("The file names a format that does not exist here. Choose one with --format=NAME."));
  return FALSE;
}

static void
start_timers (Watch *self,
              const Options *options)
{
  self->end = G_MAXINT64;
  if (options->duration > 0)
    self->end = g_get_monotonic_time () + (gint64) MIN (options->duration * G_USEC_PER_SEC, (double) (G_MAXINT64 / 4));
  if (options->duration > 0)
    g_timeout_add ((guint) MIN (options->duration * 1000, G_MAXUINT), duration_over_cb, self);
  if (self->expect != NULL)
    g_timeout_add ((guint) MIN (options->timeout * 1000, G_MAXUINT), unmet_cb, self);
}

/* Nobody is there to be asked for the secrets that a file only names. */
static gboolean
has_secrets (WbConnection *connection)
{
  g_auto(GStrv) names = wb_connection_list_missing_secrets (connection);

  if (names[0] != NULL)
    cli_usage_error (_ ("The secret “%s” has no value. Give it with --variable=%s=VALUE."), names[0], names[0]);
  return names[0] == NULL;
}

static void
loop (Watch *self,
      const Options *options)
{
  self->loop = g_main_loop_new (NULL, FALSE);
  self->out = g_string_new (NULL);
  g_signal_connect (self->connection, "applied", G_CALLBACK (applied_cb), self);
  cli_on_signals (interrupted_cb, terminated_cb, self);
  start_timers (self, options);

  wb_connection_open (self->connection);
  g_main_loop_run (self->loop);

  flush (self);
  g_string_free (self->out, TRUE);
  g_main_loop_unref (self->loop);
}

static void
run (Watch *self,
     WbRegistry *registry,
     WbProfile *profile,
     const Options *options)
{
  g_autoptr(WbMonitor) monitor = wb_monitor_new (registry);

  wb_monitor_set_interval (monitor, 0);
  self->connection = wb_monitor_add (monitor, profile);
  self->name = wb_connection_dup_name (self->connection);
  /* Nobody looks back. */
  wb_message_log_set_limit (wb_connection_get_log (self->connection), 1);
  wb_track_store_set_max_trail_bytes (wb_monitor_get_tracks (monitor), 0);
  self->status = CLI_USAGE;
  if (has_secrets (self->connection))
    {
      self->status = CLI_DONE;
      loop (self, options);
    }
  g_free (self->name);
}

/**
 * cli_watch:
 * @registry: what transports and formats there are
 * @argc: number of arguments
 * @argv: arguments, the command's name first
 *
 * Returns: the exit status
 */
int
cli_watch (WbRegistry *registry,
           int argc,
           char **argv)
{
  g_auto(Options) options = { .timeout = DEFAULT_TIMEOUT_S, .max_message = WB_MAX_MESSAGE_BYTES,
                              .link.connect_timeout = CLI_LINK_NO_TIMEOUT };
  g_autoptr(WbProfile) profile = NULL;
  Watch self = { 0 };

  if (!parse_options (&options, &argc, &argv) || !cli_check_format (registry, options.format))
    return CLI_USAGE;
  if (argc != 2)
    return cli_usage_error (_ ("watch needs one address or file, as in “whereabouts-cli watch wss://example.org/”."));
  if (!prepare (&self, &options))
    return CLI_USAGE;

  profile = make_profile (argv[1], &options, &self.status);
  if (profile != NULL && knows_format (registry, profile))
    run (&self, registry, profile, &options);
  g_clear_pointer (&self.expect, g_regex_unref);
  return (int) self.status;
}
