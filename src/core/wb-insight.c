/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* How a connection does: how fast, how far away, how often lost. */

#include "config.h"

#include "wb-insight.h"

#include <string.h>

/**
 * WbInsight:
 *
 * Belongs to a connection, which feeds it about once a second while the link is open. The points of
 * the history are a ring: the newest is before next.
 */
struct _WbInsight {
  GObject parent_instance;

  double points[WB_N_RATES][WB_INSIGHT_MAX_POINTS];
  guint next;
  guint n_points;

  guint64 totals[WB_N_RATES]; /* at the last measurement */
  gint64 measured_at;         /* monotonic; 0 while there is nothing to compare with */
  double rates[WB_N_RATES];
  gint64 round_trip;
  gint64 last_message_at; /* uptime */
  guint reconnects;
  gboolean was_open; /* since the user opened it */
  char **namespaces;
};

typedef enum {
  PROP_MESSAGES_IN = 1, /* the rates in their order */
  PROP_MESSAGES_OUT,
  PROP_BYTES_IN,
  PROP_BYTES_OUT,
  PROP_ROUND_TRIP,
  PROP_LAST_MESSAGE_AT,
  PROP_RECONNECTS,
  PROP_NAMESPACES,
} WbInsightProperty;

static GParamSpec *properties[PROP_NAMESPACES + 1] = { NULL };

G_DEFINE_FINAL_TYPE (WbInsight, wb_insight, G_TYPE_OBJECT)

static void
wb_insight_get_property (GObject *object,
                         guint prop_id,
                         GValue *value,
                         GParamSpec *pspec)
{
  WbInsight *self = WB_INSIGHT (object);

  switch ((WbInsightProperty) prop_id)
    {
    case PROP_MESSAGES_IN:
    case PROP_MESSAGES_OUT:
    case PROP_BYTES_IN:
    case PROP_BYTES_OUT:
      g_value_set_double (value, self->rates[prop_id - PROP_MESSAGES_IN]);
      break;
    case PROP_ROUND_TRIP:
      g_value_set_int64 (value, self->round_trip);
      break;
    case PROP_LAST_MESSAGE_AT:
      g_value_set_int64 (value, self->last_message_at);
      break;
    case PROP_RECONNECTS:
      g_value_set_uint (value, self->reconnects);
      break;
    case PROP_NAMESPACES:
      g_value_set_boxed (value, self->namespaces);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
wb_insight_finalize (GObject *object)
{
  g_strfreev (WB_INSIGHT (object)->namespaces);

  G_OBJECT_CLASS (wb_insight_parent_class)->finalize (object);
}

static GParamSpec *
rate_property (const char *name)
{
  return g_param_spec_double (name, NULL, NULL, 0, G_MAXDOUBLE, 0,
                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
wb_insight_class_init (WbInsightClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = wb_insight_get_property;
  object_class->finalize = wb_insight_finalize;

  /* Per second, 0 while the link is not open. */
  properties[PROP_MESSAGES_IN] = rate_property ("messages-in");
  properties[PROP_MESSAGES_OUT] = rate_property ("messages-out");
  properties[PROP_BYTES_IN] = rate_property ("bytes-in");
  properties[PROP_BYTES_OUT] = rate_property ("bytes-out");

  /**
   * WbInsight:round-trip:
   *
   * Microseconds to the server and back, 0 while that is not known.
   */
  properties[PROP_ROUND_TRIP] =
      g_param_spec_int64 ("round-trip", NULL, NULL, 0, G_MAXINT64, 0, flags);

  /**
   * WbInsight:last-message-at:
   *
   * When the last message came, as wb_time_get_uptime(), 0 if none did. Notified of about once a
   * second, not for each message.
   */
  properties[PROP_LAST_MESSAGE_AT] =
      g_param_spec_int64 ("last-message-at", NULL, NULL, 0, G_MAXINT64, 0, flags);

  /**
   * WbInsight:reconnects:
   *
   * How often the link came back by itself since the user opened the connection.
   */
  properties[PROP_RECONNECTS] =
      g_param_spec_uint ("reconnects", NULL, NULL, 0, G_MAXUINT, 0, flags);

  /**
   * WbInsight:namespaces:
   *
   * What became of each namespace that the protocol speaks of, a line in words, as
   * “/admin · refused: Not authorized”. Empty while the link is not open, and for protocols that
   * have none: the state of the connection is that of the transport.
   */
  properties[PROP_NAMESPACES] = g_param_spec_boxed ("namespaces", NULL, NULL, G_TYPE_STRV, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
wb_insight_init (WbInsight *self)
{
  self->namespaces = g_new0 (char *, 1);
}

WbInsight *
wb_insight_new (void)
{
  return g_object_new (WB_TYPE_INSIGHT, NULL);
}

/*
 * What it is told
 */

static void
notify_rates (WbInsight *self)
{
  for (guint i = PROP_MESSAGES_IN; i <= PROP_LAST_MESSAGE_AT; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

static void
set_reconnects (WbInsight *self,
                guint reconnects)
{
  if (self->reconnects == reconnects)
    return;

  self->reconnects = reconnects;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECONNECTS]);
}

/**
 * wb_insight_enter:
 * @self: an insight
 * @state: the state that its connection entered
 */
void
wb_insight_enter (WbInsight *self,
                  WbState state)
{
  g_return_if_fail (WB_IS_INSIGHT (self));

  if (state == WB_STATE_OPEN)
    set_reconnects (self, self->was_open ? self->reconnects + 1 : 0);
  if (state != WB_STATE_CONNECTING && state != WB_STATE_WAITING)
    self->was_open = state == WB_STATE_OPEN;
  if (state == WB_STATE_OPEN || self->measured_at == 0)
    return;

  self->measured_at = 0;
  self->round_trip = 0;
  memset (self->rates, 0, sizeof self->rates);
  notify_rates (self);
}

/**
 * wb_insight_hear:
 * @self: an insight
 * @uptime: when a message came
 */
void
wb_insight_hear (WbInsight *self,
                 gint64 uptime)
{
  self->last_message_at = uptime;
}

/**
 * wb_insight_measure:
 * @self: an insight
 * @now: monotonic time of the measurement
 * @totals: messages and bytes in and out so far
 * @round_trip: see #WbInsight:round-trip
 *
 * Adds a point to the history, except at the beginning of a link.
 */
void
wb_insight_measure (WbInsight *self,
                    gint64 now,
                    const guint64 totals[WB_N_RATES],
                    gint64 round_trip)
{
  gint64 elapsed = now - self->measured_at;
  gboolean comparable = self->measured_at != 0 && elapsed > 0;

  g_return_if_fail (WB_IS_INSIGHT (self));

  for (guint i = 0; comparable && i < WB_N_RATES; i++)
    {
      self->rates[i] = (double) (totals[i] - self->totals[i]) * G_USEC_PER_SEC / (double) elapsed;
      self->points[i][self->next] = self->rates[i];
    }
  if (comparable)
    {
      self->next = (self->next + 1) % WB_INSIGHT_MAX_POINTS;
      self->n_points = MIN (self->n_points + 1, WB_INSIGHT_MAX_POINTS);
    }

  memcpy (self->totals, totals, sizeof self->totals);
  self->measured_at = now;
  self->round_trip = round_trip;
  notify_rates (self);
}

/**
 * wb_insight_set_namespaces:
 * @self: an insight
 * @namespaces: see #WbInsight:namespaces
 */
void
wb_insight_set_namespaces (WbInsight *self,
                           const char *const *namespaces)
{
  g_return_if_fail (WB_IS_INSIGHT (self));
  g_return_if_fail (namespaces != NULL);

  if (g_strv_equal ((const char *const *)self->namespaces, namespaces))
    return;

  g_strfreev (self->namespaces);
  self->namespaces = g_strdupv ((char **)namespaces);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAMESPACES]);
}

/*
 * What it knows
 */

/**
 * wb_insight_get_rate:
 * @self: an insight
 * @rate: which
 *
 * Returns: messages or bytes per second
 */
double
wb_insight_get_rate (WbInsight *self,
                     WbInsightRate rate)
{
  g_return_val_if_fail (WB_IS_INSIGHT (self), 0);
  g_return_val_if_fail (rate < WB_N_RATES, 0);

  return self->rates[rate];
}

/**
 * wb_insight_get_history:
 * @self: an insight
 * @rate: which
 * @points: (out caller-allocated): its values per second, the oldest first
 *
 * Returns: how many there are
 */
guint
wb_insight_get_history (WbInsight *self,
                        WbInsightRate rate,
                        double points[WB_INSIGHT_MAX_POINTS])
{
  guint first;

  g_return_val_if_fail (WB_IS_INSIGHT (self), 0);
  g_return_val_if_fail (rate < WB_N_RATES, 0);

  first = self->next + WB_INSIGHT_MAX_POINTS - self->n_points;
  for (guint i = 0; i < self->n_points; i++)
    points[i] = self->points[rate][(first + i) % WB_INSIGHT_MAX_POINTS];
  return self->n_points;
}

gint64
wb_insight_get_round_trip (WbInsight *self)
{
  g_return_val_if_fail (WB_IS_INSIGHT (self), 0);

  return self->round_trip;
}

gint64
wb_insight_get_last_message_at (WbInsight *self)
{
  g_return_val_if_fail (WB_IS_INSIGHT (self), 0);

  return self->last_message_at;
}

guint
wb_insight_get_reconnects (WbInsight *self)
{
  g_return_val_if_fail (WB_IS_INSIGHT (self), 0);

  return self->reconnects;
}

/**
 * wb_insight_get_namespaces:
 * @self: an insight
 *
 * Returns: (transfer none) (array zero-terminated=1): see #WbInsight:namespaces
 */
const char *const *
wb_insight_get_namespaces (WbInsight *self)
{
  g_return_val_if_fail (WB_IS_INSIGHT (self), NULL);

  return (const char *const *)self->namespaces;
}
