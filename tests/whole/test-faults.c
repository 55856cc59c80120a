/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Two connections for minutes with servers that fail every few seconds, each time in another way:
 * one waits as long as users do, one a fiftieth of it, so that it meets every fault often.
 *
 * WB_TEST_FAULTS_S has the seconds it takes. */

#include "config.h"

#include "wb-backoff.h"
#include "wb-failure.h"
#include "wb-format.h"
#include "wb-monitor.h"
#include "wb-net.h"
#include "wb-profile-private.h"
#include "wb-raw-server.h"
#include "wb-test.h"

#include <stdio.h>
#include <string.h>

#define DEFAULT_DURATION_S 120

/* A link lasts for so many messages, of a size at which none can be kept unnoticed. */
#define LINK_MESSAGES 800
#define MESSAGE_INTERVAL_US 2000
#define PADDING "                                                                               "

/* What the log and the trails hold is full long before memory is looked at for the first time. */
#define LOG_LIMIT 1000
#define TRAIL_BYTES (256 * 1024)
#define MAX_GROWTH_BYTES (4 * 1024 * 1024)

#define LOOK_MS 20

/* A server may leave. */
#define NO_FAILURE -1

typedef enum {
  FAULT_CLOSE,      /* with a code */
  FAULT_END,        /* without a goodbye */
  FAULT_RESET,      /* as after a crash */
  FAULT_HALF_FRAME, /* and then no more */
  FAULT_SILENCE,    /* as on a link that was cut somewhere on the way */
  FAULT_BUSY,       /* no link, but an answer that tells to come later */
  FAULT_STOP,       /* the server is gone, and its port closed until somebody knocks */
} Fault;

static const struct {
  Fault fault;
  guint code;  /* how the link ends; 0 where there was none */
  int failure; /* of WbFailure */
} faults[] = {
  { FAULT_CLOSE, 1012, WB_FAILURE_CLOSED_BY_SERVER },
  { FAULT_STOP, 1006, WB_FAILURE_LOST },
  { FAULT_SILENCE, 1006, WB_FAILURE_SILENT },
  { FAULT_BUSY, 0, WB_FAILURE_HTTP_STATUS },
  { FAULT_RESET, 1006, WB_FAILURE_LOST },
  { FAULT_HALF_FRAME, 1006, WB_FAILURE_LOST },
  { FAULT_CLOSE, 1011, WB_FAILURE_CLOSED_BY_SERVER },
  { FAULT_END, 1006, WB_FAILURE_LOST },
  { FAULT_CLOSE, 1001, NO_FAILURE },
};

/* Reads what a log has to hold: numbers from 1 on between the lines of a link. */
typedef struct {
  gboolean is_open;
  guint turn;   /* which the link's messages have told */
  guint number; /* of the latest message of the link, 0 before the first */
} Reader;

typedef struct {
  WbRawServer *server;
  guint port;
  double time_scale;
  int turn;       /* of the next client; atomic */
  int stops;      /* the server has to go; atomic */
  gboolean stopped;

  WbConnection *connection; /* borrowed from the monitor */
  Reader reader;
  WbBackoff backoff;
  guint expected_turn;
  gint64 retry_at;
  guint n_links;
  guint n_messages;
  guint n_refused;
  guint n_faults[G_N_ELEMENTS (faults)];
} Stream;

/*
 * The server
 */

static void
send_numbers (WbRawPeer *peer,
              guint turn)
{
  for (guint i = 1; i <= LINK_MESSAGES; i++)
    {
      g_autofree char *text =
          g_strdup_printf ("{\"turn\":%u,\"n\":%u,\"id\":\"ship\",\"lat\":%u.5,\"lon\":%u.5}" PADDING, turn,
                           i, i % 90, i % 180);

      if (!wb_raw_peer_send (peer, WB_RAW_FINAL | WB_RAW_TEXT, text, strlen (text)))
        return;
      g_usleep (MESSAGE_INTERVAL_US);
    }
}

static void
fail (WbRawPeer *peer,
      gsize row,
      Stream *self)
{
  switch (faults[row].fault)
    {
    case FAULT_CLOSE:
      wb_raw_peer_send_close (peer, faults[row].code, "");
      wb_raw_peer_read_rest (peer);
      break;
    case FAULT_RESET:
      wb_raw_peer_reset (peer);
      break;
    case FAULT_HALF_FRAME:
      wb_raw_peer_write (peer, "\x81\x50{\"turn\"", 9);
      break;
    case FAULT_SILENCE:
      wb_raw_peer_read_rest (peer);
      break;
    case FAULT_STOP:
      g_atomic_int_set (&self->stops, TRUE);
      wb_raw_peer_read_rest (peer);
      break;
    case FAULT_BUSY:
    case FAULT_END:
    default:
      break;
    }
}

static void
serve (WbRawPeer *peer,
       gconstpointer data)
{
  static const char *const busy = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n";
  Stream *self = (Stream *) data;
  guint turn = (guint) g_atomic_int_add (&self->turn, 1);
  gsize row = turn % G_N_ELEMENTS (faults);

  if (faults[row].fault == FAULT_BUSY)
    {
      g_autofree char *request G_GNUC_UNUSED = wb_raw_peer_read_request (peer);

      wb_raw_peer_write (peer, busy, strlen (busy));
      return;
    }

  wb_raw_peer_shake_hands (peer, NULL);
  send_numbers (peer, turn);
  fail (peer, row, self);
}

static void
stop_if_asked (Stream *self)
{
  int turn = g_atomic_int_get (&self->turn);

  if (!g_atomic_int_compare_and_exchange (&self->stops, TRUE, FALSE))
    return;

  wb_raw_server_free (self->server);
  self->server = NULL;
  self->stopped = TRUE;
  /* A client that came in the last moment was not served. */
  g_atomic_int_set (&self->turn, turn);
}

/*
 * What the connection has to make of it
 */

static void
read_text (Reader *self,
           const WbMessage *message)
{
  gsize length;
  const char *payload = wb_message_get_text (message, &length);
  g_autofree char *text = g_strndup (payload, length);
  guint turn;
  guint number;

  g_assert_cmpint (sscanf (text, "{\"turn\":%u,\"n\":%u,", &turn, &number), ==, 2);
  if (self->number != 0)
    g_assert_cmpuint (turn, ==, self->turn);
  /* A log begins where it was cut. */
  if (self->is_open)
    g_assert_cmpuint (number, ==, self->number + 1);
  self->turn = turn;
  self->number = number;
  self->is_open = TRUE;
}

static void
read_message (Reader *self,
              const WbMessage *message)
{
  if (message->kind == WB_MESSAGE_TEXT)
    read_text (self, message);
  else if (message->kind == WB_MESSAGE_STATE)
    {
      self->is_open = message->change->state == WB_STATE_OPEN;
      self->number = 0;
      if (message->change->state == WB_STATE_WAITING)
        g_assert_true (message->change->error != NULL || message->change->by_server);
    }
}

/* Each wait lies within its span, and nothing comes before it is over. */
static void
check_delay (Stream *self,
             const WbStateChange *change)
{
  WbBackoff same;

  wb_backoff_end_link (&self->backoff, change->elapsed);
  same = self->backoff;
  g_assert_cmpint (change->retry_in, >=, (gint64) ((double) wb_backoff_next (&same, 0) * self->time_scale));
  g_assert_cmpint (change->retry_in, <=,
                   (gint64) ((double) wb_backoff_next (&self->backoff, 1) * self->time_scale));
  self->retry_at = change->retry_at;
}

/* Nobody was there, so that was no turn; from now on there is. */
static void
start_again (Stream *self,
             const WbStateChange *change)
{
  g_assert_cmpuint (change->code, ==, 0);
  g_assert_true (g_error_matches (change->error, WB_FAILURE, WB_FAILURE_REFUSED) ||
                 g_error_matches (change->error, WB_FAILURE, WB_FAILURE_HANGS_UP));
  self->n_refused++;
  self->stopped = FALSE;
  self->server = wb_raw_server_new_at (self->port, serve, self);
}

static void
check_end (Stream *self,
           const WbStateChange *change,
           const Reader *link)
{
  gsize row = self->expected_turn % G_N_ELEMENTS (faults);

  if (faults[row].failure == NO_FAILURE)
    g_assert_no_error (change->error);
  else
    g_assert_error (change->error, WB_FAILURE, faults[row].failure);
  g_assert_cmpuint (change->code, ==, faults[row].code);
  g_assert_cmpint (change->by_server, ==, faults[row].fault == FAULT_CLOSE);
  g_assert_cmpuint (change->received, ==, link->number);
  if (faults[row].fault == FAULT_BUSY)
    g_assert_cmpuint (change->handshake->status, ==, 503);
  else
    g_assert_cmpuint (link->turn, ==, self->expected_turn);
  /* What was sent before a goodbye was also received. */
  if (faults[row].fault == FAULT_CLOSE)
    g_assert_cmpuint (link->number, ==, LINK_MESSAGES);
  self->n_links += change->code != 0;
  self->n_messages += link->number;
  self->n_faults[row]++;
  self->expected_turn++;
}

static void
check_state (Stream *self,
             const WbStateChange *change,
             const Reader *link)
{
  g_assert_cmpint (change->state, !=, WB_STATE_CLOSED);
  if (change->state == WB_STATE_CONNECTING)
    g_assert_cmpint (g_get_monotonic_time (), >=, self->retry_at);
  if (change->state != WB_STATE_WAITING)
    return;

  check_delay (self, change);
  if (self->stopped && change->code == 0)
    start_again (self, change);
  else
    check_end (self, change, link);
}

static void
applied_cb (WbConnection *connection G_GNUC_UNUSED,
            WbBatch *batch,
            guint first,
            guint count,
            Stream *self)
{
  for (guint i = first; i < first + count; i++)
    {
      const WbMessage *message = g_ptr_array_index (batch->messages, i);
      Reader link = self->reader;

      read_message (&self->reader, message);
      if (message->kind == WB_MESSAGE_STATE)
        check_state (self, message->change, &link);
    }
}

/* The log can be read in the same way. */
static void
check_log (Stream *self)
{
  WbMessageLog *log = wb_connection_get_log (self->connection);
  Reader reader = { 0 };
  guint length = g_list_model_get_n_items (G_LIST_MODEL (log));

  g_assert_cmpuint (length, ==, LOG_LIMIT);
  for (guint i = 0; i < length; i++)
    read_message (&reader, wb_message_log_get_message (log, i));
}

/*
 * The run
 */

typedef struct {
  GMainLoop *loop;
  Stream streams[2];
  gint64 quarter; /* monotonic */
  gint64 end;     /* monotonic */
  gsize before;   /* bytes of memory in use after a quarter of the time */
} Run;

static void
stream_init (Stream *self,
             WbMonitor *monitor,
             double time_scale)
{
  g_autoptr(WbProfile) profile = NULL;

  self->server = wb_raw_server_new (NULL, serve, self);
  self->port = wb_raw_server_get_port (self->server);
  self->time_scale = time_scale;
  profile = wb_profile_new (wb_raw_server_get_url (self->server));
  g_object_set (profile, "keep-alive", 1, NULL);
  wb_profile_set_time_scale (profile, time_scale);
  self->connection = wb_monitor_add (monitor, profile);
  wb_message_log_set_limit (wb_connection_get_log (self->connection), LOG_LIMIT);
  g_signal_connect (self->connection, "applied", G_CALLBACK (applied_cb), self);
  wb_connection_open (self->connection);
}

static void
stream_clear (Stream *self)
{
  if (self->server != NULL)
    wb_raw_server_free (self->server);
}

static gboolean
look_cb (gpointer data)
{
  Run *self = data;
  gint64 now = g_get_monotonic_time ();

  for (gsize i = 0; i < G_N_ELEMENTS (self->streams); i++)
    stop_if_asked (&self->streams[i]);
  if (self->before == 0 && now >= self->quarter)
    self->before = wb_test_get_memory ();
  if (now >= self->end)
    g_main_loop_quit (self->loop);
  return G_SOURCE_CONTINUE;
}

static void
run (Run *self)
{
  const char *duration = g_getenv ("WB_TEST_FAULTS_S");
  gint64 span = (duration != NULL ? g_ascii_strtoll (duration, NULL, 10) : DEFAULT_DURATION_S) * G_USEC_PER_SEC;
  gint64 now = g_get_monotonic_time ();
  guint timer = g_timeout_add (LOOK_MS, look_cb, self);

  self->quarter = now + span / 4;
  self->end = now + span;
  self->loop = g_main_loop_new (NULL, FALSE);
  g_main_loop_run (self->loop);
  g_main_loop_unref (self->loop);
  g_source_remove (timer);
}

static void
report (const Stream *self,
        gsize growth)
{
  g_test_message ("time scale %g: %u links, %u messages, %u times refused, %u times busy, %d KiB more memory",
                  self->time_scale, self->n_links, self->n_messages, self->n_refused, self->n_faults[3],
                  (int) (growth >> 10));
}

/* A5, G6, G13: within each link no number is missing and none comes twice, between links the log
 * tells why, each end is followed by the right wait, and memory does not grow. */
static void
test_faults (void)
{
  WbRegistry *registry = wb_registry_new ();
  WbMonitor *monitor;
  Run self = { 0 };
  gsize after;

  wb_format_register (registry);
  wb_net_register (registry);
  monitor = wb_monitor_new (registry);
  wb_track_store_set_max_trail_bytes (wb_monitor_get_tracks (monitor), TRAIL_BYTES);
  stream_init (&self.streams[0], monitor, 1.0);
  stream_init (&self.streams[1], monitor, 0.02);
  run (&self);
  after = wb_test_get_memory ();

  for (gsize i = 0; i < G_N_ELEMENTS (self.streams); i++)
    {
      report (&self.streams[i], after - MIN (after, self.before));
      check_log (&self.streams[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    g_assert_cmpuint (self.streams[1].n_faults[i], >, 0);
  g_assert_cmpuint (self.streams[0].n_links, >=, 3);
  g_assert_cmpuint (after, <, self.before + MAX_GROWTH_BYTES);

  g_assert_finalize_object (monitor);
  wb_registry_free (registry);
  for (gsize i = 0; i < G_N_ELEMENTS (self.streams); i++)
    stream_clear (&self.streams[i]);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  /* libsoup has a debug message for each frame; a test prints them all if it is not told otherwise. */
  g_log_set_default_handler (g_log_default_handler, NULL);

  g_test_add_func ("/whole/faults/A5-G6-G13", test_faults);

  return g_test_run ();
}
