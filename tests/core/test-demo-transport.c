/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

#include "config.h"

#include "wb-demo-transport.h"
#include "wb-failure.h"
#include "wb-json-tree.h"
#include "wb-test.h"

#include <string.h>

typedef enum {
  DO_NOTHING,
  DO_CLOSE,         /* inside received */
  DO_DROP,          /* drop the last reference inside received */
  DO_CLOSE_AND_DROP,
  DO_ITERATE,       /* run the main context inside received */
} Deed;

typedef struct {
  WbTransport *transport;
  Deed deed;
  guint opened;
  guint received;
  guint sent;
  guint failed;
  guint closed;
  guint depth; /* of calls within calls */
  WbFailure failure;
  guint code;
  gboolean clean;
  guint64 uncounted;
  gint64 opened_at;
  GPtrArray *texts;
  GHashTable *ids;
} Fixture;

static void
opened_cb (gpointer data,
           WbStateChange *change)
{
  Fixture *self = data;

  g_assert_cmpuint (self->depth, ==, 0);
  g_assert_cmpint (change->state, ==, WB_STATE_OPEN);
  self->opened++;
  self->opened_at = g_get_monotonic_time ();
  wb_state_change_free (change);
}

static void
note_id (Fixture *self,
         const char *text)
{
  g_autoptr(JsonNode) node = wb_json_parse (text, strlen (text), NULL);
  JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;

  if (object != NULL && json_object_has_member (object, "id"))
    g_hash_table_add (self->ids, g_strdup (json_object_get_string_member (object, "id")));
}

static void
do_deed (Fixture *self)
{
  if (self->deed == DO_CLOSE || self->deed == DO_CLOSE_AND_DROP)
    wb_transport_close (self->transport, 1000, "bye");
  if (self->deed == DO_DROP || self->deed == DO_CLOSE_AND_DROP)
    {
      wb_transport_set_listener (self->transport, NULL, NULL);
      g_clear_object (&self->transport);
    }
  if (self->deed == DO_ITERATE)
    for (guint i = 0; i < 10; i++)
      g_main_context_iteration (NULL, FALSE);
}

static void
received_cb (gpointer data,
             WbMessageKind kind,
             GBytes *payload)
{
  Fixture *self = data;
  gsize length;
  const char *bytes = g_bytes_get_data (payload, &length);

  g_assert_cmpuint (self->depth++, ==, 0);
  g_assert_cmpuint (self->opened, ==, 1);
  g_assert_cmpuint (self->closed, ==, 0);
  self->received++;
  if (kind == WB_MESSAGE_TEXT)
    {
      g_ptr_array_add (self->texts, length > 0 ? g_strndup (bytes, length) : g_strdup (""));
      note_id (self, g_ptr_array_index (self->texts, self->texts->len - 1));
    }
  do_deed (self);
  self->depth--;
}

static void
sent_cb (gpointer data,
         WbMessage *message G_GNUC_UNUSED)
{
  Fixture *self = data;

  g_assert_cmpuint (self->depth, ==, 0);
  self->sent++;
}

static void
failed_cb (gpointer data,
           const GError *error)
{
  Fixture *self = data;

  g_assert_true (error->domain == WB_FAILURE);
  g_assert_cmpuint (self->closed, ==, 0);
  self->failed++;
  self->failure = (WbFailure) error->code;
}

static void
closed_cb (gpointer data,
           WbStateChange *change)
{
  Fixture *self = data;

  g_assert_cmpuint (self->depth, ==, 0);
  self->closed++;
  self->code = change->code;
  self->clean = change->clean;
  self->uncounted = change->uncounted;
  wb_state_change_free (change);
}

static const WbTransportListener listener = {
  opened_cb, received_cb, sent_cb, failed_cb, closed_cb,
};

static void
set_up (Fixture *self,
        gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr(WbRegistry) registry = wb_registry_new ();

  wb_demo_register (registry);
  self->transport = wb_registry_create_transport (registry, "demo");
  wb_transport_set_listener (self->transport, &listener, self);
  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
tear_down (Fixture *self,
           gconstpointer data G_GNUC_UNUSED)
{
  if (self->transport != NULL)
    g_assert_finalize_object (self->transport);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_ptr_array_unref (self->texts);
  g_hash_table_unref (self->ids);
}

static void
open_url (Fixture *self,
          const char *url)
{
  g_autoptr(WbProfile) profile = wb_profile_new (url);

  wb_transport_open (self->transport, profile);
  g_assert_cmpuint (self->opened + self->failed + self->closed, ==, 0);
}

static gboolean
send_text (Fixture *self,
           const char *text,
           GError **error)
{
  g_autoptr(WbMessage) message = wb_message_new_text (WB_DIRECTION_SENT, 0, text);

  return wb_transport_send (self->transport, message, error);
}

/* Waits so long that whatever is going to happen has happened. */
static void
run_for (gint64 duration)
{
  gint64 end = g_get_monotonic_time () + duration;

  wb_test_await (g_get_monotonic_time () >= end);
}

static void
test_all_report_soon (Fixture *self,
                      gconstpointer data G_GNUC_UNUSED)
{
  gint64 duration;

  open_url (self, "demo:?objects=1000&rate=0.1");
  wb_test_await (g_hash_table_size (self->ids) == 1000);
  duration = g_get_monotonic_time () - self->opened_at;
  g_test_message ("%d ms", (int) (duration / 1000));
  g_assert_cmpuint (self->received, <, 1100);
  g_assert_cmpint (duration, >=, 150 * 1000);
  /* 300 ms are meant; a busy machine gets more. */
  g_assert_cmpint (duration, <, 3 * 300 * 1000);
}

static void
test_reports_at_its_rate (Fixture *self,
                          gconstpointer data G_GNUC_UNUSED)
{
  gint64 duration;

  open_url (self, "demo:?objects=5&rate=20&format=geojson");
  wb_test_await (self->received >= 105);
  duration = g_get_monotonic_time () - self->opened_at;
  g_assert_cmpint (duration, >, 900 * 1000);
  g_assert_cmpuint (g_hash_table_size (self->ids), ==, 5);
}

static gint64
get_time (const char *text)
{
  g_autoptr(JsonNode) node = wb_json_parse (text, strlen (text), NULL);
  g_autoptr(GDateTime) time =
      g_date_time_new_from_iso8601 (json_object_get_string_member (json_node_get_object (node), "time"), NULL);

  return g_date_time_to_unix (time);
}

/* First of all it is told where everything has been, with the times of then; then it goes on. Ships
 * come with all of it, 60 reports; of the aircraft the last minutes are enough. */
static void
test_history (Fixture *self,
              gconstpointer data G_GNUC_UNUSED)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  open_url (self, "demo:?objects=3&history=2700");
  wb_test_await (self->received >= 2 * 60 + 11 + 3);
  g_assert_cmpint (g_get_monotonic_time () - self->opened_at, <, 3 * G_USEC_PER_SEC);
  g_assert_cmpint (ABS (get_time (g_ptr_array_index (self->texts, 0)) - (now - 2700)), <=, 2);
  for (guint i = 1; i < self->texts->len; i++)
    g_assert_cmpint (get_time (g_ptr_array_index (self->texts, i)), >=,
                     get_time (g_ptr_array_index (self->texts, i - 1)));
  g_assert_cmpint (ABS (get_time (g_ptr_array_index (self->texts, 2 * 60 + 11)) - now), <=, 3);
}

static double
get_latitude (const char *text)
{
  g_autoptr(JsonNode) node = wb_json_parse (text, strlen (text), NULL);

  return json_object_get_double_member (json_node_get_object (node), "lat");
}

/* Who connects again finds things where they have come to meanwhile, not where they began. */
static void
test_goes_on (Fixture *self,
              gconstpointer data)
{
  double before;

  open_url (self, "demo:?objects=1");
  wb_test_await (self->received == 1);
  before = get_latitude (g_ptr_array_index (self->texts, 0));
  run_for (500 * 1000);
  tear_down (self, data);

  *self = (Fixture){ 0 };
  set_up (self, data);
  open_url (self, "demo:?objects=1");
  wb_test_await (self->received == 1);
  g_assert_cmpfloat (get_latitude (g_ptr_array_index (self->texts, 0)), !=, before);
}

static void
test_echo (Fixture *self,
           gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr(GError) error = NULL;

  open_url (self, "demo:?objects=1&rate=0.1");
  g_assert_false (send_text (self, "too early", &error));
  g_assert_error (error, WB_FAILURE, WB_FAILURE_NOT_OPEN);
  wb_test_await (self->received == 1);

  g_clear_error (&error);
  g_assert_true (send_text (self, "hello", &error));
  g_assert_true (send_text (self, "", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (self->sent, ==, 0);
  wb_test_await (self->received == 3);
  g_assert_cmpuint (self->sent, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (self->texts, 1), ==, "hello");
  g_assert_cmpstr (g_ptr_array_index (self->texts, 2), ==, "");
}

static void
test_send_queue_is_bounded (Fixture *self,
                            gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *big = g_strnfill (WB_SEND_QUEUE_MAX_BYTES / 4, 'x');
  g_autoptr(GError) error = NULL;
  guint accepted = 0;

  open_url (self, "demo:?objects=1");
  wb_test_await (self->opened == 1);
  while (accepted < 10 && send_text (self, big, &error))
    accepted++;
  g_assert_error (error, WB_FAILURE, WB_FAILURE_SEND_QUEUE_FULL);
  g_assert_cmpuint (accepted, ==, 3);
  wb_test_await (self->sent == 3);
  g_clear_error (&error);
  g_assert_true (send_text (self, big, &error));
}

static void
test_closes_once (Fixture *self,
                  gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr(GError) error = NULL;

  open_url (self, "demo:");
  wb_test_await (self->received > 10);
  g_assert_true (send_text (self, "last words", &error));
  wb_transport_close (self->transport, 1000, NULL);
  wb_transport_close (self->transport, 1001, NULL);
  g_assert_false (send_text (self, "too late", &error));
  g_assert_error (error, WB_FAILURE, WB_FAILURE_NOT_OPEN);
  g_assert_cmpuint (self->closed, ==, 0);
  wb_test_await (self->closed == 1);
  g_assert_cmpuint (self->code, ==, 1000);
  g_assert_true (self->clean);
  g_assert_cmpuint (self->sent, ==, 1);
  g_assert_cmpuint (self->uncounted, ==, 1);

  wb_transport_close (self->transport, 1000, NULL);
  run_for (100 * 1000);
  g_assert_cmpuint (self->closed, ==, 1);
}

static void
test_closes_before_open (Fixture *self,
                         gconstpointer data G_GNUC_UNUSED)
{
  open_url (self, "demo:");
  wb_transport_close (self->transport, 1000, NULL);
  g_assert_cmpuint (self->closed, ==, 0);
  wb_test_await (self->closed == 1);
  g_assert_cmpuint (self->opened, ==, 0);
  g_assert_cmpuint (self->failed, ==, 0);
  g_assert_cmpuint (self->code, ==, 0);
}

static void
test_deed_in_received (Fixture *self,
                       gconstpointer data)
{
  self->deed = (Deed) GPOINTER_TO_INT (data);
  open_url (self, "demo:?objects=500&rate=100");
  wb_test_await (self->received == 1);
  if (self->deed != DO_DROP && self->deed != DO_CLOSE_AND_DROP)
    wb_test_await (self->closed == 1);
  run_for (50 * 1000);
  g_assert_cmpuint (self->received, ==, 1);
  g_assert_cmpuint (self->closed, ==, self->deed == DO_CLOSE ? 1 : 0);
}

static void
test_survives_nested_iterations (Fixture *self,
                                 gconstpointer data G_GNUC_UNUSED)
{
  self->deed = DO_ITERATE;
  open_url (self, "demo:?objects=500&rate=10");
  wb_test_await (self->received > 2000);
  wb_transport_close (self->transport, 1000, NULL);
  wb_test_await (self->closed == 1);
}

static void
test_drops_while_opening (Fixture *self,
                          gconstpointer data G_GNUC_UNUSED)
{
  open_url (self, "demo:");
  g_assert_finalize_object (g_steal_pointer (&self->transport));
  run_for (30 * 1000);
  g_assert_cmpuint (self->opened + self->closed, ==, 0);
}

static void
test_refuses_a_bad_address (Fixture *self,
                            gconstpointer data G_GNUC_UNUSED)
{
  open_url (self, "demo:?objects=1e99");
  wb_test_await (self->closed == 1);
  g_assert_cmpuint (self->failed, ==, 1);
  g_assert_cmpint (self->failure, ==, WB_FAILURE_ADDRESS);
  g_assert_cmpuint (self->opened, ==, 0);
  g_assert_cmpuint (self->code, ==, 0);
}

/* Other sources of the thread have their turns however much there is to report. */
static void
test_leaves_room_for_others (Fixture *self,
                             gconstpointer data G_GNUC_UNUSED)
{
  guint turns = 0;
  gint64 end;

  open_url (self, "demo:?objects=20000&rate=100");
  wb_test_await (self->opened == 1);
  end = g_get_monotonic_time () + 500 * 1000;
  while (g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, TRUE);
      turns++;
    }
  g_assert_cmpuint (turns, >, 10);
  g_assert_cmpuint (self->received, >, 1000);
}

static void
add (const char *path,
     void (*test) (Fixture *, gconstpointer),
     Deed deed)
{
  g_test_add (path, Fixture, GINT_TO_POINTER (deed), set_up, test, tear_down);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/core/demo-transport/all-report-soon", test_all_report_soon, DO_NOTHING);
  add ("/core/demo-transport/reports-at-its-rate", test_reports_at_its_rate, DO_NOTHING);
  add ("/core/demo-transport/history", test_history, DO_NOTHING);
  add ("/core/demo-transport/goes-on", test_goes_on, DO_NOTHING);
  add ("/core/demo-transport/echo", test_echo, DO_NOTHING);
  add ("/core/demo-transport/send-queue-is-bounded", test_send_queue_is_bounded, DO_NOTHING);
  add ("/core/demo-transport/closes-once", test_closes_once, DO_NOTHING);
  add ("/core/demo-transport/closes-before-open", test_closes_before_open, DO_NOTHING);
  add ("/core/demo-transport/closes-in-received", test_deed_in_received, DO_CLOSE);
  add ("/core/demo-transport/drops-in-received", test_deed_in_received, DO_DROP);
  add ("/core/demo-transport/closes-and-drops-in-received", test_deed_in_received,
       DO_CLOSE_AND_DROP);
  add ("/core/demo-transport/survives-nested-iterations", test_survives_nested_iterations,
       DO_NOTHING);
  add ("/core/demo-transport/drops-while-opening", test_drops_while_opening, DO_NOTHING);
  add ("/core/demo-transport/refuses-a-bad-address", test_refuses_a_bad_address, DO_NOTHING);
  add ("/core/demo-transport/leaves-room-for-others", test_leaves_room_for_others, DO_NOTHING);

  return g_test_run ();
}
