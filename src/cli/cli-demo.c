/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* whereabouts-cli demo: serve a simulated feed on this computer. */

#include "config.h"

#include "cli.h"

#include "wb-demo-options.h"
#include "wb-line.h"
#include "wb-server.h"

#include <glib/gi18n.h>
#include <math.h>

#define DEFAULT_OBJECTS 50
#define DEFAULT_RATE_HZ 1.0
#define DEFAULT_SEED 1
#define DEFAULT_FORMAT "json"

/* The demo transport plays the world; the server passes on what it says. */
typedef struct {
  GMainLoop *loop;
  WbServer *server;
  CliStatus status;
} Demo;

static void
finish (Demo *self,
        CliStatus status)
{
  self->status = status;
  g_main_loop_quit (self->loop);
}

static gboolean
interrupted_cb (gpointer data)
{
  finish (data, CLI_INTERRUPTED);
  return G_SOURCE_CONTINUE;
}

static gboolean
terminated_cb (gpointer data)
{
  finish (data, CLI_TERMINATED);
  return G_SOURCE_CONTINUE;
}

/* Each message is answered with the same message. */
static void
message_cb (WbServer *server,
            guint client,
            guint kind,
            GBytes *payload)
{
  wb_server_reply (server, client, (WbMessageKind) kind, payload);
}

static void
opened_cb (gpointer data G_GNUC_UNUSED,
           WbStateChange *change)
{
  wb_state_change_free (change);
}

static void
received_cb (gpointer data,
             WbMessageKind kind G_GNUC_UNUSED,
             GBytes *payload)
{
  Demo *self = data;
  gsize length;
  const char *text = g_bytes_get_data (payload, &length);

  wb_server_broadcast_text (self->server, text, length);
}

static void
sent_cb (gpointer data G_GNUC_UNUSED,
         WbMessage *message G_GNUC_UNUSED)
{
}

static void
failed_cb (gpointer data,
           const GError *error)
{
  cli_usage_error ("%s", error->message);
  finish (data, CLI_USAGE);
}

static void
closed_cb (gpointer data G_GNUC_UNUSED,
           WbStateChange *change)
{
  wb_state_change_free (change);
}

static const WbTransportListener listener = {
  .opened = opened_cb,
  .received = received_cb,
  .sent = sent_cb,
  .failed = failed_cb,
  .closed = closed_cb,
};

static void
run (Demo *self,
     WbRegistry *registry,
     const char *url)
{
  g_autoptr(WbTransport) transport = wb_registry_create_transport (registry, "demo");
  g_autoptr(WbProfile) profile = wb_profile_new (url);
  g_autoptr(GString) out = g_string_new (NULL);

  wb_line_append_listening (out, wb_server_get_url (self->server));
  cli_write (out, G_MAXINT64);

  wb_transport_set_listener (transport, &listener, self);
  wb_transport_open (transport, profile);
  g_main_loop_run (self->loop);
  wb_transport_set_listener (transport, NULL, NULL);
  wb_transport_close (transport, 1001, NULL);
  wb_server_stop (self->server);
}

static char *
make_url (int objects,
          double rate,
          const char *format,
          gint64 seed)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup_printf ("demo:?objects=%d&rate=%s&format=%s&seed=%" G_GINT64_FORMAT, objects,
                          g_ascii_dtostr (number, sizeof number, rate), format, seed);
}

static int
serve (WbRegistry *registry,
       int port,
       const char *url)
{
  g_autoptr(WbServer) server = wb_server_new ();
  g_autoptr(GError) error = NULL;
  Demo self = { .server = server };

  if (!wb_server_listen (server, (guint) port, &error))
    {
      g_printerr ("whereabouts-cli: %s\n", error->message);
      return CLI_FAILED;
    }

  self.loop = g_main_loop_new (NULL, FALSE);
  g_signal_connect (server, "message", G_CALLBACK (message_cb), NULL);
  cli_on_signals (interrupted_cb, terminated_cb, &self);
  run (&self, registry, url);
  g_main_loop_unref (self.loop);
  return (int) self.status;
}

/**
 * cli_demo:
 * @registry: what transports there are
 * @argc: number of arguments
 * @argv: arguments, the command's name first
 *
 * Returns: the exit status
 */
int
cli_demo (WbRegistry *registry,
          int argc,
          char **argv)
{
  int port = 0, objects = DEFAULT_OBJECTS;
  double rate = DEFAULT_RATE_HZ;
  gint64 seed = DEFAULT_SEED;
  g_autofree char *format = NULL;
  g_autofree char *url = NULL;
  g_autoptr(GError) error = NULL;
  WbDemoOptions demo_options;
  const GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &port, N_ ("Listen on port P of 127.0.0.1 (any free one)"), N_ ("P") },
    { "objects", 0, 0, G_OPTION_ARG_INT, &objects, N_ ("Number of objects (50)"), N_ ("N") },
    { "rate", 0, 0, G_OPTION_ARG_DOUBLE, &rate, N_ ("Reports of each object per second (1)"), N_ ("HZ") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("Format of the messages: json, geojson or signalk"), N_ ("NAME") },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, N_ ("Number that decides where everything is (1)"), N_ ("S") },
    G_OPTION_ENTRY_NULL,
  };

  if (!cli_parse ("", _ ("Serves a simulated feed of ships, aircraft and vans as a WebSocket on this computer."),
                  entries, &argc, &argv))
    return CLI_USAGE;
  if (argc != 1)
    return cli_usage_error (_ ("demo takes no arguments but options."));
  if (port < 0 || port > G_MAXUINT16)
    return cli_usage_error (_ ("--port has to be between 0 and 65535."));

  url = make_url (objects, rate, format != NULL ? format : DEFAULT_FORMAT, seed);
  wb_demo_options_init (&demo_options);
  if (!wb_demo_options_parse_url (&demo_options, url, &error))
    return cli_usage_error ("%s", error->message);
  return serve (registry, port, url);
}
