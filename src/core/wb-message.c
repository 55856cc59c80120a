/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* One unit sent or received. */

#include "config.h"

#include "wb-message.h"

#include "wb-disposal.h"

#include <string.h>

/**
 * wb_message_new:
 * @direction: who sent it
 * @kind: what it is
 * @time: when, µs since the epoch
 * @payload: (transfer none): its bytes
 *
 * Returns: (transfer full): a message nothing is known about yet
 */
WbMessage *
wb_message_new (WbDirection direction,
                WbMessageKind kind,
                gint64 time,
                GBytes *payload)
{
  WbMessage *self;

  g_return_val_if_fail (payload != NULL, NULL);

  self = g_slice_new0 (WbMessage);
  g_atomic_ref_count_init (&self->ref_count);
  self->direction = direction;
  self->kind = kind;
  self->time = time;
  self->payload = g_bytes_ref (payload);
  return self;
}

WbMessage *
wb_message_new_text (WbDirection direction,
                     gint64 time,
                     const char *text)
{
  g_autoptr(GBytes) payload = g_bytes_new (text, strlen (text));

  return wb_message_new (direction, WB_MESSAGE_TEXT, time, payload);
}

/**
 * wb_message_new_state:
 * @change: (transfer full): a change of state
 * @time: when, µs since the epoch
 *
 * Returns: (transfer full): the line of the log about it; its payload is the sentence
 */
WbMessage *
wb_message_new_state (WbStateChange *change,
                      gint64 time)
{
  g_autofree char *text = wb_state_change_describe (change);
  WbMessage *self = wb_message_new_text (WB_DIRECTION_LOCAL, time, text);

  self->kind = WB_MESSAGE_STATE;
  self->change = change;
  return self;
}

WbMessage *
wb_message_new_error (const GError *error,
                      gint64 time)
{
  WbMessage *self = wb_message_new_text (WB_DIRECTION_LOCAL, time, error->message);

  self->kind = WB_MESSAGE_ERROR;
  return self;
}

/**
 * wb_message_new_event:
 * @direction: who sent it
 * @kind: %WB_MESSAGE_EVENT or %WB_MESSAGE_ACK
 * @time: when, µs since the epoch
 * @event: (transfer full): what it is
 * @arguments: (transfer none): its arguments, a JSON array
 *
 * Returns: (transfer full): a message of a protocol that speaks of events
 */
WbMessage *
wb_message_new_event (WbDirection direction,
                      WbMessageKind kind,
                      gint64 time,
                      WbEvent *event,
                      GBytes *arguments)
{
  WbMessage *self = wb_message_new (direction, kind, time, arguments);

  self->event = event;
  return self;
}

WbMessage *
wb_message_ref (WbMessage *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
wb_message_unref (WbMessage *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  while (self->reports != NULL)
    {
      WbReport *report = self->reports;

      self->reports = report->next;
      wb_report_free (report);
    }
  g_bytes_unref (self->payload);
  g_clear_pointer (&self->wire, g_bytes_unref);
  wb_event_free (self->event);
  wb_state_change_free (self->change);
  g_slice_free (WbMessage, self);
}

static void
clear_message (gpointer data)
{
  wb_message_unref (*(WbMessage **) data);
}

/**
 * wb_message_dispose:
 * @self: (transfer full): a message of a batch
 *
 * Drops a reference without keeping the caller busy if it was the last one.
 */
void
wb_message_dispose (WbMessage *self)
{
  GArray *array;

  if (wb_message_get_cost (self) < WB_DISPOSAL_MIN_BYTES)
    {
      wb_message_unref (self);
      return;
    }

  array = g_array_new (FALSE, FALSE, sizeof self);
  g_array_set_clear_func (array, clear_message);
  g_array_append_val (array, self);
  wb_dispose_array (array);
}

/**
 * wb_message_add_report:
 * @self: a message that is not yet part of a batch
 * @report: (transfer full): what a decoder says about it
 */
void
wb_message_add_report (WbMessage *self,
                       WbReport *report)
{
  if (self->last_report != NULL)
    self->last_report->next = report;
  else
    self->reports = report;
  self->last_report = report;
}

/**
 * wb_message_get_size:
 * @self: a message
 *
 * Returns: bytes of its payload
 */
gsize
wb_message_get_size (const WbMessage *self)
{
  return g_bytes_get_size (self->payload);
}

/**
 * wb_message_get_cost:
 * @self: a message
 *
 * Counted anew until it is part of a batch: there may be a hundred thousand reports.
 *
 * Returns: about how many bytes of memory it holds, for everything that is bounded by bytes
 */
gsize
wb_message_get_cost (const WbMessage *self)
{
  gsize cost = sizeof *self + 3 * sizeof (gpointer) + wb_message_get_size (self);

  if (self->cost != 0)
    return self->cost;
  if (self->wire != NULL)
    cost += g_bytes_get_size (self->wire);
  if (self->event != NULL)
    cost += wb_event_get_cost (self->event);
  if (self->change != NULL && self->change->handshake != NULL)
    cost += wb_handshake_get_cost (self->change->handshake);
  for (const WbReport *report = self->reports; report != NULL; report = report->next)
    cost += wb_report_get_cost (report);
  return cost;
}

/**
 * wb_message_get_wire:
 * @self: a message
 *
 * Returns: (transfer none): the bytes to send
 */
GBytes *
wb_message_get_wire (const WbMessage *self)
{
  return self->wire != NULL ? self->wire : self->payload;
}

/**
 * wb_message_carries_data:
 * @self: a message
 *
 * Returns: whether it is what the connection is for, not what keeps it going or tells of it
 */
gboolean
wb_message_carries_data (const WbMessage *self)
{
  return self->kind == WB_MESSAGE_TEXT || self->kind == WB_MESSAGE_BINARY || self->kind == WB_MESSAGE_EVENT;
}

/**
 * wb_message_get_text:
 * @self: a message
 * @length: (out): bytes of the text
 *
 * Returns: (nullable): the payload as UTF-8 that is not NUL-terminated, %NULL when it is no UTF-8
 */
const char *
wb_message_get_text (const WbMessage *self,
                     gsize *length)
{
  const char *text = g_bytes_get_data (self->payload, length);

  if (*length == 0)
    return "";
  if (self->kind == WB_MESSAGE_BINARY && !g_utf8_validate_len (text, *length, NULL))
    return NULL;
  return text;
}

/**
 * wb_payload_is_text:
 * @payload: what is to be sent as text
 *
 * Like g_utf8_validate(), but U+0000 is a character like any other.
 *
 * Returns: whether it is valid UTF-8
 */
gboolean
wb_payload_is_text (GBytes *payload)
{
  gsize left;
  const char *at = g_bytes_get_data (payload, &left);
  const char *bad;

  while (left > 0 && !g_utf8_validate_len (at, left, &bad))
    {
      gsize good = (gsize) (bad - at);

      if (good == left || *bad != '\0')
        return FALSE;
      at = bad + 1;
      left -= good + 1;
    }
  return TRUE;
}

/**
 * wb_message_kind_get_name:
 * @kind: a kind
 *
 * Returns: its name in recordings and on the command line; never translated
 */
const char *
wb_message_kind_get_name (WbMessageKind kind)
{
  static const char *const names[] = {
    "text", "binary", "ping", "pong", "state", "error", "event", "ack", "control",
  };

  g_return_val_if_fail ((gsize) kind < G_N_ELEMENTS (names), "");
  return names[kind];
}

/**
 * wb_direction_get_name:
 * @direction: a direction
 *
 * Returns: its name in recordings and on the command line; never translated
 */
const char *
wb_direction_get_name (WbDirection direction)
{
  static const char *const names[] = { "received", "sent", "local" };

  g_return_val_if_fail ((gsize) direction < G_N_ELEMENTS (names), "");
  return names[direction];
}
