/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What happened on a connection becomes part of the model. */

#include "config.h"

#include "wb-connection-private.h"

#include "wb-time.h"

/* The clock is looked at once for so many messages, and once for so many reports of one. */
#define MESSAGES_PER_LOOK 32
#define REPORTS_PER_LOOK 32

static void
note_handshake (WbConnection *self,
                const WbStateChange *change)
{
  if (change->state == WB_STATE_CONNECTING || change->handshake != NULL)
    g_clear_pointer (&self->handshake, wb_handshake_unref);
  if (change->handshake != NULL)
    self->handshake = wb_handshake_ref (change->handshake);
}

static void
apply_change (WbConnection *self,
              WbMessage *message)
{
  g_clear_pointer (&self->last_change, wb_message_unref);
  self->last_change = wb_message_ref (message);
  note_handshake (self, message->change);
  if (self->state == message->change->state)
    return;

  self->state = message->change->state;
  wb_insight_enter (self->insight, self->state);
  wb_track_store_set_source_up (self->tracks, self->source, self->state == WB_STATE_OPEN);
  g_object_notify (G_OBJECT (self), "state");
}

static void
count_message (WbConnection *self,
               WbMessage *message,
               gint64 heard)
{
  if (message->direction == WB_DIRECTION_RECEIVED)
    {
      self->received++;
      if (wb_message_carries_data (message))
        wb_insight_hear (self->insight, heard);
    }
  else if (message->direction == WB_DIRECTION_SENT)
    self->sent++;
}

/* Applies the reports of a message, which may be very many, from where it was left. Returns whether
 * none is left. */
static gboolean
apply_reports (WbConnection *self,
               const WbMessage *message,
               gint64 heard,
               gint64 deadline)
{
  guint count = 0;

  if (self->report == NULL)
    self->report = message->reports;
  while (self->report != NULL && self->feed != NULL)
    {
      const WbReport *report = self->report;

      self->report = report->next;
      wb_track_store_apply (self->tracks, self->source, report, message->time, heard);
      if (++count % REPORTS_PER_LOOK == 0 && self->report != NULL && g_get_monotonic_time () >= deadline)
        return FALSE;
    }
  return TRUE;
}

/* Returns whether all of the message was applied. */
static gboolean
apply_message (WbConnection *self,
               WbMessage *message,
               gint64 heard,
               gint64 deadline)
{
  if (self->report == NULL && message->kind == WB_MESSAGE_STATE)
    apply_change (self, message);
  else if (self->report == NULL)
    count_message (self, message, heard);
  return apply_reports (self, message, heard, deadline);
}

static void
measure (WbConnection *self,
         const WbBatch *batch)
{
  const guint64 totals[] = {
    [WB_RATE_MESSAGES_IN] = self->received,
    [WB_RATE_MESSAGES_OUT] = self->sent,
    [WB_RATE_BYTES_IN] = self->bytes_received,
    [WB_RATE_BYTES_OUT] = self->bytes_sent,
  };

  wb_insight_measure (self->insight, batch->measured_at, totals, batch->round_trip);
}

/* Every signal on the way may end in wb_connection_stop(). */
static void
apply_slice (WbConnection *self,
             gint64 deadline)
{
  g_autoptr(WbBatch) batch = wb_batch_ref (self->batch);
  guint first = self->next, next = first;

  while (next < batch->messages->len && self->feed != NULL)
    {
      if (!apply_message (self, g_ptr_array_index (batch->messages, next), batch->begun, deadline))
        break;
      if (++next % MESSAGES_PER_LOOK == 0 && g_get_monotonic_time () >= deadline)
        break;
    }

  self->next = next;
  if (batch->measured_at != 0 && next == batch->messages->len)
    measure (self, batch);
  if (batch->namespaces != NULL && next == batch->messages->len)
    wb_insight_set_namespaces (self->insight, (const char *const *)batch->namespaces);
  if (self->feed != NULL)
    wb_message_log_append (self->log, batch, first, next - first);
  if (self->feed != NULL)
    wb_track_store_commit (self->tracks);
  if (self->feed != NULL && next > first)
    g_signal_emit_by_name (self, "applied", batch, first, next - first);
}

/* A second that has begun counts. */
static guint
count_seconds_behind (WbConnection *self)
{
  WbBatchQueue *queue = wb_feed_get_queue (self->feed);
  gint64 now = wb_time_get_uptime ();
  gint64 since = now;

  if (!wb_batch_queue_is_behind (queue, &since))
    return 0;
  if (self->batch != NULL && self->next < self->batch->messages->len)
    since = self->batch->begun;
  return (guint) wb_time_count_seconds (MAX (now - since, 1));
}

static const char *const counters[] = { "received", "sent", "bytes-received", "bytes-sent" };

static void
notify_counters (WbConnection *self)
{
  guint behind = count_seconds_behind (self);
  guint64 total = self->received + self->sent + self->bytes_received + self->bytes_sent;

  if (self->told != total)
    for (gsize i = 0; i < G_N_ELEMENTS (counters); i++)
      g_object_notify (G_OBJECT (self), counters[i]);
  self->told = total;
  if (self->behind == behind)
    return;

  self->behind = behind;
  g_object_notify (G_OBJECT (self), "behind");
}

static void
take_batch (WbConnection *self)
{
  self->batch = wb_batch_queue_pop (wb_feed_get_queue (self->feed));
  self->next = 0;
  if (self->batch == NULL)
    return;

  self->bytes_received += self->batch->bytes_received;
  self->bytes_sent += self->batch->bytes_sent;
}

/**
 * wb_connection_apply:
 * @self: a connection
 * @deadline: monotonic time at which to stop
 *
 * Applies what waits in the queue, at most one batch, and at least a few messages of it.
 *
 * Returns: whether there was something; then there may be more
 */
gboolean
wb_connection_apply (WbConnection *self,
                     gint64 deadline)
{
  gboolean has_more;

  if (self->feed == NULL)
    return FALSE;
  if (self->batch == NULL)
    take_batch (self);
  if (self->batch == NULL)
    {
      notify_counters (self);
      return FALSE;
    }

  /* A listener may stop the connection and drop it. */
  g_object_ref (self);
  g_object_freeze_notify (G_OBJECT (self));
  apply_slice (self, deadline);
  has_more = self->feed != NULL;
  if (has_more)
    notify_counters (self);
  if (self->batch != NULL && self->next == self->batch->messages->len)
    g_clear_pointer (&self->batch, wb_batch_unref);
  g_object_thaw_notify (G_OBJECT (self));
  g_object_unref (self);
  return has_more;
}
