/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A listener of a transport that remembers what it was told. */

#include "config.h"

#include "wb-test-client.h"

#include "wb-test.h"
#include "wb-websocket.h"

#include <string.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_ADDRESS_SANITIZER
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define HAS_ADDRESS_SANITIZER
#endif

static void
tell (WbTestClient *self,
      char event)
{
  if (strchr ("ofc", event) != NULL)
    g_string_append_c (self->events, event);
  if (self->hook != NULL)
    self->hook (self, event);
}

static void
opened_cb (gpointer data,
           WbStateChange *change)
{
  WbTestClient *self = data;

  g_assert_null (self->opened);
  g_assert_cmpint (change->state, ==, WB_STATE_OPEN);
  self->opened = change;
  tell (self, 'o');
}

static void
received_cb (gpointer data,
             WbMessageKind kind,
             GBytes *payload)
{
  WbTestClient *self = data;

  g_assert_null (self->closed);
  self->n_received++;
  if (!self->forgets)
    g_ptr_array_add (self->messages, wb_message_new (WB_DIRECTION_RECEIVED, kind, 0, payload));
  tell (self, 'r');
}

static void
sent_cb (gpointer data,
         WbMessage *message)
{
  WbTestClient *self = data;

  g_assert_null (self->closed);
  g_ptr_array_add (self->sent, wb_message_ref (message));
  tell (self, 's');
}

static void
failed_cb (gpointer data,
           const GError *error)
{
  WbTestClient *self = data;

  g_assert_null (self->closed);
  g_assert_cmpuint (error->domain, ==, WB_FAILURE);
  g_clear_error (&self->failure);
  self->failure = g_error_copy (error);
  tell (self, 'f');
}

static void
closed_cb (gpointer data,
           WbStateChange *change)
{
  WbTestClient *self = data;

  g_assert_null (self->closed);
  g_assert_cmpint (change->state, ==, WB_STATE_CLOSED);
  self->closed = change;
  tell (self, 'c');
}

static const WbTransportListener listener = {
  opened_cb, received_cb, sent_cb, failed_cb, closed_cb,
};

static void
ignore_log_cb (const char *domain G_GNUC_UNUSED,
               GLogLevelFlags level G_GNUC_UNUSED,
               const char *text G_GNUC_UNUSED,
               gpointer data G_GNUC_UNUSED)
{
}

WbTestClient *
wb_test_client_new (const char *url)
{
  WbTestClient *self = g_new0 (WbTestClient, 1);
  static gsize is_quiet = 0;

  /* libsoup has a line for every frame, and tests print them all. */
  if (g_once_init_enter (&is_quiet))
    {
      g_log_set_handler ("libsoup", G_LOG_LEVEL_DEBUG, ignore_log_cb, NULL);
      g_once_init_leave (&is_quiet, 1);
    }

  self->transport = g_object_new (WB_TYPE_WEBSOCKET, NULL);
  self->profile = wb_profile_new (url);
  self->events = g_string_new (NULL);
  self->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) wb_message_unref);
  self->sent = g_ptr_array_new_with_free_func ((GDestroyNotify) wb_message_unref);
  wb_transport_set_listener (self->transport, &listener, self);
  return self;
}

/**
 * wb_test_client_free:
 * @self: a client whose connection is closed or was never opened
 *
 * Also checks that nobody else holds the transport, and lets libsoup finish.
 */
void
wb_test_client_free (WbTestClient *self)
{
  if (self->transport != NULL)
    g_assert_finalize_object (self->transport);
  while (g_main_context_iteration (NULL, FALSE))
    ;

  g_object_unref (self->profile);
  g_string_free (self->events, TRUE);
  g_ptr_array_unref (self->messages);
  g_ptr_array_unref (self->sent);
  wb_state_change_free (self->opened);
  wb_state_change_free (self->closed);
  g_clear_error (&self->failure);
  g_free (self);
}

/**
 * wb_test_client_open:
 * @self: a client
 *
 * Opens its transport and checks that nothing is told from within.
 */
void
wb_test_client_open (WbTestClient *self)
{
  wb_transport_open (self->transport, self->profile);
  g_assert_cmpstr (self->events->str, ==, "");
}

/**
 * wb_test_client_drop:
 * @self: a client
 *
 * Gives up the last reference of the transport, from wherever it is called.
 */
void
wb_test_client_drop (WbTestClient *self)
{
  wb_transport_set_listener (self->transport, NULL, NULL);
  g_clear_object (&self->transport);
}

gboolean
wb_test_client_send (WbTestClient *self,
                     WbMessageKind kind,
                     gconstpointer data,
                     gsize length,
                     GError **error)
{
  g_autoptr(GBytes) payload = g_bytes_new (data, length);
  g_autoptr(WbMessage) message = wb_message_new (WB_DIRECTION_SENT, kind, 0, payload);
  guint n_sent = self->sent->len;
  gboolean result = wb_transport_send (self->transport, message, error);

  g_assert_cmpuint (self->sent->len, ==, n_sent);
  return result;
}

/**
 * wb_test_client_assert_fails:
 * @self: a client that was not opened yet
 * @failure: what is to happen
 * @words: what the explanation is to hold
 *
 * Opens the transport, waits for the end of an attempt to connect that fails, and checks what was
 * told about it.
 */
void
wb_test_client_assert_fails (WbTestClient *self,
                             WbFailure failure,
                             const char *words)
{
  wb_test_client_open (self);
  wb_test_await (self->closed != NULL);
  g_assert_error (self->failure, WB_FAILURE, (int) failure);
  g_assert_error (self->closed->error, WB_FAILURE, (int) failure);
  if (strstr (self->failure->message, words) == NULL)
    g_error ("“%s” is not in: %s", words, self->failure->message);

  g_assert_cmpstr (self->events->str, ==, "fc");
  g_assert_cmpuint (self->closed->code, ==, 0);
  g_assert_false (self->closed->clean);
}

/**
 * wb_test_client_assert_text:
 * @self: a client
 * @number: 0 for the first message it received
 * @text: what it must be, byte for byte
 */
void
wb_test_client_assert_text (WbTestClient *self,
                            guint number,
                            const char *text)
{
  WbMessage *message = g_ptr_array_index (self->messages, number);
  gsize length;
  const char *received = g_bytes_get_data (message->payload, &length);

  g_assert_cmpint (message->kind, ==, WB_MESSAGE_TEXT);
  g_assert_cmpmem (received, length, text, strlen (text));
}

/**
 * wb_test_assert_memory:
 * @before: what was in use then
 *
 * Checks that not more than %WB_TEST_MAX_GROWTH was added; not under the address sanitizer, which
 * keeps what was freed.
 */
void
wb_test_assert_memory (gsize before)
{
#ifdef HAS_ADDRESS_SANITIZER
  (void) before;
#else
  g_assert_cmpuint (wb_test_get_memory (), <, before + WB_TEST_MAX_GROWTH);
#endif
}
