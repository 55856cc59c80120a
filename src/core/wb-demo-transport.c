/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A simulated feed within the program: a transport without a network.
 *
 * One source does everything, one step at a time: it opens, sends back what was sent, reports
 * positions and closes. GLib never runs a source from within itself, so whatever the listener does
 * while it is told something, the steps stay in order. */

#include "config.h"

#include "wb-demo-transport.h"

#include "wb-demo-options.h"
#include "wb-demo-pace.h"
#include "wb-failure.h"

#include <math.h>

/* The positions of so many µs go out together. */
#define TICK_US (10 * 1000)

/* What flies comes from far away; so much of its past is enough. */
#define FLIGHT_PAST_US (8 * 60 * (gint64) G_USEC_PER_SEC)

/* How long one turn may last, so that a listener with other sources gets to them. */
#define TURN_US (5 * 1000)

typedef enum {
  STEP_NEW,
  STEP_OPENING,
  STEP_OPEN,
  STEP_CLOSING,
  STEP_CLOSED,
} Step;

struct _WbDemoTransport {
  WbTransport parent_instance;

  WbDemoOptions options;
  WbDemoWorld *world;
  WbDemoPace pace;
  GString *text; /* of the message in the making */
  GQueue echoes; /* of WbMessage: sent, and not yet sent back */
  gsize echo_bytes; /* memory they hold */
  GSource *source;
  GError *error; /* why it can't be opened */
  Step step;
  gint64 asked;      /* when open was called, monotonic */
  gint64 started;    /* when it opened, monotonic */
  gint64 begun;      /* when the first demo of the program opened, monotonic */
  gint64 world_time; /* µs since then the world has come to */
  guint code;
  char *reason;
  guint64 uncounted;
};

G_DEFINE_FINAL_TYPE (WbDemoTransport, wb_demo_transport, WB_TYPE_TRANSPORT)

/* Where things are goes on while nobody is connected: who connects again hears of a past that goes
 * with what was seen before. */
static gint64
get_beginning (gint64 now)
{
  static gint64 beginning = 0;
  static GMutex lock;
  gint64 time;

  g_mutex_lock (&lock);
  if (beginning == 0)
    beginning = now;
  time = beginning;
  g_mutex_unlock (&lock);
  return time;
}

static void
finish_opening (WbDemoTransport *self)
{
  WbStateChange *change = wb_state_change_new (WB_STATE_OPEN);

  self->world = wb_demo_world_new (self->options.n_objects, self->options.seed);
  wb_demo_pace_init (&self->pace, self->options.n_objects, self->options.rate);
  wb_demo_pace_add_past (&self->pace, self->options.history * (gint64) G_USEC_PER_SEC);
  self->started = g_get_monotonic_time ();
  self->begun = get_beginning (self->started);
  self->step = STEP_OPEN;
  change->elapsed = self->started - self->asked;
  wb_transport_opened (WB_TRANSPORT (self), change);
}

/* Empty messages count too, or there could be any number of them. */
static gsize
get_echo_bytes (const WbMessage *message)
{
  return sizeof *message + wb_message_get_size (message);
}

/* Sends back the oldest message. Once the close was asked for, what comes back is only counted. */
static void
echo (WbDemoTransport *self)
{
  g_autoptr(WbMessage) message = g_queue_pop_head (&self->echoes);
  g_autoptr(GBytes) wire = NULL;

  self->echo_bytes -= get_echo_bytes (message);
  wire = g_bytes_ref (wb_message_get_wire (message));
  wb_transport_sent (WB_TRANSPORT (self), message);
  if (self->step == STEP_OPEN)
    wb_transport_received (WB_TRANSPORT (self), message->kind, wire);
  else
    self->uncounted++;
}

static void
report (WbDemoTransport *self,
        guint index,
        gint64 time)
{
  g_autoptr(GBytes) payload = NULL;
  WbDemoObject object;
  gint64 age = g_get_monotonic_time () - self->started - time;
  gint64 world_time = self->started - self->begun + time;

  wb_demo_world_advance (self->world, (double) (world_time - self->world_time) / G_USEC_PER_SEC);
  self->world_time = world_time;
  wb_demo_world_get_object (self->world, index, &object);
  if (time < -FLIGHT_PAST_US && isfinite (object.altitude))
    return;

  g_string_truncate (self->text, 0);
  wb_demo_encoder_append (self->options.encoder, self->text, &object, g_get_real_time () - age);
  payload = g_bytes_new (self->text->str, self->text->len);
  wb_transport_received (WB_TRANSPORT (self), WB_MESSAGE_TEXT, payload);
}

/* Reports what is due, for a while; the rest has its turn after the other sources. */
static void
report_due (WbDemoTransport *self)
{
  gint64 begin = g_get_monotonic_time (), now = begin;
  guint index;
  gint64 time;

  while (self->step == STEP_OPEN && g_queue_is_empty (&self->echoes) && now - begin < TURN_US &&
         wb_demo_pace_take (&self->pace, now - self->started, &index, &time))
    {
      report (self, index, time);
      now = g_get_monotonic_time ();
    }
}

static void
finish_closing (WbDemoTransport *self)
{
  WbStateChange *change = wb_state_change_new (WB_STATE_CLOSED);

  self->step = STEP_CLOSED;
  if (self->error != NULL)
    wb_transport_failed (WB_TRANSPORT (self), self->error);
  if (self->world != NULL)
    {
      change->code = self->code;
      change->reason = g_strdup (self->reason);
      change->uncounted = self->uncounted;
      change->clean = TRUE;
    }
  wb_transport_closed (WB_TRANSPORT (self), change);
}

static void
take_step (WbDemoTransport *self)
{
  if (self->step == STEP_OPENING && self->error == NULL)
    finish_opening (self);
  else if (!g_queue_is_empty (&self->echoes))
    echo (self);
  else if (self->step == STEP_OPEN)
    report_due (self);
  else
    finish_closing (self);
}

/* Says when to go on: at once if there is something left to do, or with the next tick. */
static void
schedule (WbDemoTransport *self)
{
  gint64 now = g_get_monotonic_time (), due = 0;

  if (self->step == STEP_OPEN && g_queue_is_empty (&self->echoes))
    due = self->started + wb_demo_pace_get_next_time (&self->pace);
  g_source_set_ready_time (self->source, due <= now ? 0 : MAX (due, now + TICK_US));
}

static gboolean
step_cb (gpointer data)
{
  g_autoptr(WbDemoTransport) self = g_object_ref (data);

  take_step (self);
  if (self->step == STEP_CLOSED)
    return G_SOURCE_REMOVE;
  schedule (self);
  return G_SOURCE_CONTINUE;
}

static gboolean
dispatch (GSource *source G_GNUC_UNUSED,
          GSourceFunc callback,
          gpointer data)
{
  return callback (data);
}

static void
attach_source (WbDemoTransport *self)
{
  static GSourceFuncs funcs = { .dispatch = dispatch };

  self->source = g_source_new (&funcs, sizeof (GSource));
  g_source_set_static_name (self->source, "[whereabouts] demo");
  g_source_set_callback (self->source, step_cb, self, NULL);
  g_source_set_ready_time (self->source, 0);
  g_source_attach (self->source, g_main_context_get_thread_default ());
}

static void
wb_demo_transport_open (WbTransport *transport,
                        WbProfile *profile)
{
  WbDemoTransport *self = WB_DEMO_TRANSPORT (transport);

  g_return_if_fail (self->step == STEP_NEW);

  self->step = STEP_OPENING;
  self->asked = g_get_monotonic_time ();
  wb_demo_options_parse_url (&self->options, wb_profile_get_url (profile), &self->error);
  attach_source (self);
}

static gboolean
wb_demo_transport_send (WbTransport *transport,
                        WbMessage *message,
                        GError **error)
{
  WbDemoTransport *self = WB_DEMO_TRANSPORT (transport);
  gsize bytes = get_echo_bytes (message);

  if (self->step != STEP_OPEN)
    {
      g_propagate_error (error, wb_failure_new (WB_FAILURE_NOT_OPEN, &(WbFailureFacts){ 0 }));
      return FALSE;
    }
  if (bytes > WB_SEND_QUEUE_MAX_BYTES - self->echo_bytes)
    {
      g_autofree char *limit = g_format_size (WB_SEND_QUEUE_MAX_BYTES);

      g_propagate_error (error, wb_failure_new (WB_FAILURE_SEND_QUEUE_FULL,
                                                &(WbFailureFacts){ .detail = limit }));
      return FALSE;
    }

  g_queue_push_tail (&self->echoes, wb_message_ref (message));
  self->echo_bytes += bytes;
  g_source_set_ready_time (self->source, 0);
  return TRUE;
}

static void
wb_demo_transport_close (WbTransport *transport,
                         guint code,
                         const char *reason)
{
  WbDemoTransport *self = WB_DEMO_TRANSPORT (transport);

  if (self->step != STEP_OPENING && self->step != STEP_OPEN)
    return;

  g_clear_error (&self->error);
  self->step = STEP_CLOSING;
  self->code = code != 0 ? code : 1000;
  self->reason = g_strdup (reason);
  g_source_set_ready_time (self->source, 0);
}

static void
wb_demo_transport_finalize (GObject *object)
{
  WbDemoTransport *self = WB_DEMO_TRANSPORT (object);

  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
  g_clear_pointer (&self->world, wb_demo_world_free);
  g_clear_error (&self->error);
  g_queue_clear_full (&self->echoes, (GDestroyNotify) wb_message_unref);
  g_string_free (self->text, TRUE);
  g_free (self->reason);

  G_OBJECT_CLASS (wb_demo_transport_parent_class)->finalize (object);
}

static void
wb_demo_transport_class_init (WbDemoTransportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  WbTransportClass *transport_class = WB_TRANSPORT_CLASS (klass);

  object_class->finalize = wb_demo_transport_finalize;
  transport_class->open = wb_demo_transport_open;
  transport_class->send = wb_demo_transport_send;
  transport_class->close = wb_demo_transport_close;
}

static void
wb_demo_transport_init (WbDemoTransport *self)
{
  wb_demo_options_init (&self->options);
  self->text = g_string_new (NULL);
}

/**
 * wb_demo_register:
 * @registry: where to
 *
 * Offers the demo as a transport for addresses of scheme “demo”.
 */
void
wb_demo_register (WbRegistry *registry)
{
  wb_registry_add_transport (registry, "demo", WB_TYPE_DEMO_TRANSPORT);
}
