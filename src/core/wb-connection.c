/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A connection as widgets see it: its state, its log, and what it knows. */

#include "config.h"

#include "wb-connection-private.h"

#include "wb-feed.h"
#include "wb-url.h"

typedef enum {
  PROP_PROFILE = 1,
  PROP_NAME,
  PROP_STATE,
  PROP_LOG,
  PROP_INSIGHT,
  PROP_RECEIVED,
  PROP_SENT,
  PROP_BYTES_RECEIVED,
  PROP_BYTES_SENT,
  PROP_BEHIND,
} WbConnectionProperty;

static GParamSpec *properties[PROP_BEHIND + 1] = { NULL };

/**
 * WbConnection:
 *
 * The main thread's side of a feed. What the user does goes to the feed as a command; what becomes
 * of it comes back as messages, which wb_connection_apply() turns into properties, log lines and
 * tracks. So the properties tell what has happened, never what was only asked for.
 */
G_DEFINE_FINAL_TYPE (WbConnection, wb_connection, G_TYPE_OBJECT)

/*
 * Object
 */

static void
wb_connection_get_property (GObject *object,
                            guint prop_id,
                            GValue *value,
                            GParamSpec *pspec)
{
  WbConnection *self = WB_CONNECTION (object);

  switch ((WbConnectionProperty) prop_id)
    {
    case PROP_PROFILE:
      g_value_set_object (value, self->profile);
      break;
    case PROP_NAME:
      g_value_take_string (value, wb_connection_dup_name (self));
      break;
    case PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;
    case PROP_LOG:
      g_value_set_object (value, self->log);
      break;
    case PROP_INSIGHT:
      g_value_set_object (value, self->insight);
      break;
    case PROP_RECEIVED:
      g_value_set_uint64 (value, self->received);
      break;
    case PROP_SENT:
      g_value_set_uint64 (value, self->sent);
      break;
    case PROP_BYTES_RECEIVED:
      g_value_set_uint64 (value, self->bytes_received);
      break;
    case PROP_BYTES_SENT:
      g_value_set_uint64 (value, self->bytes_sent);
      break;
    case PROP_BEHIND:
      g_value_set_uint (value, self->behind);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
wb_connection_dispose (GObject *object)
{
  wb_connection_stop (WB_CONNECTION (object));

  G_OBJECT_CLASS (wb_connection_parent_class)->dispose (object);
}

static void
wb_connection_finalize (GObject *object)
{
  WbConnection *self = WB_CONNECTION (object);

  g_clear_pointer (&self->last_change, wb_message_unref);
  g_clear_pointer (&self->handshake, wb_handshake_unref);
  g_clear_object (&self->profile);
  g_clear_object (&self->log);
  g_clear_object (&self->insight);
  g_clear_object (&self->store);
  g_clear_object (&self->tracks);

  G_OBJECT_CLASS (wb_connection_parent_class)->finalize (object);
}

static GParamSpec *
counter_property (const char *name)
{
  return g_param_spec_uint64 (name, NULL, NULL, 0, G_MAXUINT64, 0,
                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  properties[PROP_PROFILE] = g_param_spec_object ("profile", NULL, NULL, WB_TYPE_PROFILE, flags);

  /**
   * WbConnection:name:
   *
   * What to call it: the profile's name, or its address without secrets.
   */
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);

  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, WB_TYPE_STATE, WB_STATE_CLOSED, flags);

  /**
   * WbConnection:log:
   *
   * Its messages; they survive the link.
   */
  properties[PROP_LOG] = g_param_spec_object ("log", NULL, NULL, WB_TYPE_MESSAGE_LOG, flags);

  /**
   * WbConnection:insight:
   *
   * How fast, how far away, how often lost.
   */
  properties[PROP_INSIGHT] = g_param_spec_object ("insight", NULL, NULL, WB_TYPE_INSIGHT, flags);

  properties[PROP_RECEIVED] = counter_property ("received");
  properties[PROP_SENT] = counter_property ("sent");
  properties[PROP_BYTES_RECEIVED] = counter_property ("bytes-received");
  properties[PROP_BYTES_SENT] = counter_property ("bytes-sent");

  /**
   * WbConnection:behind:
   *
   * While more arrives than can be shown, how many seconds ago the oldest message that is not shown
   * yet came in, rounded up; 0 while the program keeps up. Nothing is lost meanwhile: the server is
   * made to wait.
   */
  properties[PROP_BEHIND] = g_param_spec_uint ("behind", NULL, NULL, 0, G_MAXUINT, 0, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
veto_signal (const char *name,
             guint n_params,
             GType first,
             GType second)
{
  g_signal_new (name, WB_TYPE_CONNECTION, G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled, NULL, NULL,
                G_TYPE_BOOLEAN, n_params, first, second);
}

static void
wb_connection_class_init (WbConnectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = wb_connection_dispose;
  object_class->finalize = wb_connection_finalize;
  object_class->get_property = wb_connection_get_property;
  install_properties (object_class);

  /**
   * WbConnection::before-open:
   *
   * The user is about to open the connection.
   *
   * Returns: %TRUE to keep it closed
   */
  veto_signal ("before-open", 0, G_TYPE_NONE, G_TYPE_NONE);

  /**
   * WbConnection::before-send:
   * @binary: whether it is a binary message
   * @payload: the message
   *
   * The user is about to send a message.
   *
   * Returns: %TRUE not to send it
   */
  veto_signal ("before-send", 2, G_TYPE_BOOLEAN, G_TYPE_BYTES);

  /**
   * WbConnection::before-close:
   *
   * The user is about to close the connection.
   *
   * Returns: %TRUE to keep it open
   */
  veto_signal ("before-close", 0, G_TYPE_NONE, G_TYPE_NONE);

  /**
   * WbConnection::secrets-needed:
   * @names: (type GStrv): the secret variables whose values are not known
   *
   * The connection was to be opened and stays closed for now. Whoever asks the user gives the values
   * to wb_connection_set_secret() and opens it again.
   *
   * Returns: %TRUE if somebody asks; else opening fails
   */
  veto_signal ("secrets-needed", 1, G_TYPE_STRV, G_TYPE_NONE);

  /**
   * WbConnection::applied:
   * @batch: (type gpointer): a #WbBatch
   * @first: first of its messages that was applied
   * @count: how many were
   *
   * Messages became part of the model.
   */
  g_signal_new ("applied", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                G_TYPE_POINTER, G_TYPE_UINT, G_TYPE_UINT);
}

static void
wb_connection_init (WbConnection *self)
{
  self->log = wb_message_log_new ();
  self->insight = wb_insight_new ();
}

static void
give_colour (WbConnection *self)
{
  if (self->feed != NULL)
    wb_track_store_set_colour (self->tracks, self->source, wb_connection_get_colour (self));
}

static void
profile_changed_cb (WbConnection *self)
{
  if (self->feed != NULL)
    wb_feed_set_profile (self->feed, self->profile);
}

/**
 * wb_connection_new:
 * @registry: what transports, protocols and decoders there are
 * @profile: its settings
 * @tracks: where its fixes go
 * @consumer: woken when there is something to apply
 *
 * Returns: (transfer full): a closed connection
 */
WbConnection *
wb_connection_new (WbRegistry *registry,
                   WbProfile *profile,
                   WbTrackStore *tracks,
                   GSource *consumer)
{
  WbConnection *self = g_object_new (WB_TYPE_CONNECTION, NULL);

  self->profile = g_object_ref (profile);
  g_set_object (&self->store, wb_registry_get_secret_store (registry));
  g_signal_connect_object (profile, "notify", G_CALLBACK (profile_changed_cb), self, G_CONNECT_SWAPPED);
  g_object_bind_property (profile, "retention", self->log, "retention", G_BINDING_SYNC_CREATE);
  g_object_bind_property (profile, "limit", self->log, "limit", G_BINDING_SYNC_CREATE);
  self->tracks = g_object_ref (tracks);
  self->source = wb_track_store_add_source (tracks);
  self->registry = registry;
  self->feed = wb_feed_new (registry);
  g_signal_connect_object (profile, "notify::colour", G_CALLBACK (give_colour), self, G_CONNECT_SWAPPED);
  give_colour (self);
  wb_batch_queue_set_consumer (wb_feed_get_queue (self->feed), consumer);
  return self;
}

/**
 * wb_connection_stop:
 * @self: a connection
 *
 * Ends its feed, if it still runs, and takes its tracks off the map. Nothing can be done with it
 * afterwards but look at its log.
 */
void
wb_connection_stop (WbConnection *self)
{
  if (self->feed == NULL)
    return;

  wb_batch_queue_set_consumer (wb_feed_get_queue (self->feed), NULL);
  g_clear_pointer (&self->feed, wb_feed_free);
  g_clear_pointer (&self->batch, wb_batch_unref);
  self->report = NULL;
  wb_track_store_remove_source (self->tracks, self->source);
}

/**
 * wb_connection_hurry:
 * @self: a connection
 *
 * Connects at once if it waits to be opened again: there is a network now.
 */
void
wb_connection_hurry (WbConnection *self)
{
  if (self->feed != NULL)
    wb_feed_hurry (self->feed);
}

/*
 * What it knows
 */

WbProfile *
wb_connection_get_profile (WbConnection *self)
{
  g_return_val_if_fail (WB_IS_CONNECTION (self), NULL);

  return self->profile;
}

/**
 * wb_connection_dup_name:
 * @self: a connection
 *
 * Returns: (transfer full): the profile's name, or its address without secrets
 */
char *
wb_connection_dup_name (WbConnection *self)
{
  const char *name;
  g_autofree char *url = NULL;

  g_return_val_if_fail (WB_IS_CONNECTION (self), NULL);

  name = wb_profile_get_name (self->profile);
  if (name != NULL && *name != '\0')
    return g_strdup (name);

  url = g_strstrip (g_strdup (wb_profile_get_url (self->profile)));
  return wb_url_mask (url);
}

WbState
wb_connection_get_state (WbConnection *self)
{
  g_return_val_if_fail (WB_IS_CONNECTION (self), WB_STATE_CLOSED);

  return self->state;
}

/**
 * wb_connection_get_last_change:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): the facts of the last change of state
 */
const WbStateChange *
wb_connection_get_last_change (WbConnection *self)
{
  g_return_val_if_fail (WB_IS_CONNECTION (self), NULL);

  return self->last_change != NULL ? self->last_change->change : NULL;
}

/**
 * wb_connection_get_handshake:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): what was said at the latest attempt to connect, also after the
 *   link that came of it has ended
 */
const WbHandshake *
wb_connection_get_handshake (WbConnection *self)
{
  g_return_val_if_fail (WB_IS_CONNECTION (self), NULL);

  return self->handshake;
}

/**
 * wb_connection_get_error:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): why it is closed or waits, when that was not wanted
 */
const GError *
wb_connection_get_error (WbConnection *self)
{
  const WbStateChange *change = wb_connection_get_last_change (self);

  return change != NULL ? change->error : NULL;
}

/**
 * wb_connection_get_retry_at:
 * @self: a connection
 *
 * Returns: monotonic time at which it connects again by itself, 0 unless it waits for that
 */
gint64
wb_connection_get_retry_at (WbConnection *self)
{
  const WbStateChange *change = wb_connection_get_last_change (self);

  return change != NULL ? change->retry_at : 0;
}

WbInsight *
wb_connection_get_insight (WbConnection *self)
{
  g_return_val_if_fail (WB_IS_CONNECTION (self), NULL);

  return self->insight;
}

WbMessageLog *
wb_connection_get_log (WbConnection *self)
{
  g_return_val_if_fail (WB_IS_CONNECTION (self), NULL);

  return self->log;
}

/**
 * wb_connection_get_source:
 * @self: a connection
 *
 * Returns: its number in the track store
 */
guint
wb_connection_get_source (WbConnection *self)
{
  g_return_val_if_fail (WB_IS_CONNECTION (self), 0);

  return self->source;
}

/**
 * wb_connection_get_colour:
 * @self: a connection
 *
 * Returns: number of the colour of its tracks: the one its profile asks for, or its own
 */
guint
wb_connection_get_colour (WbConnection *self)
{
  int colour;

  g_return_val_if_fail (WB_IS_CONNECTION (self), 0);

  g_object_get (self->profile, "colour", &colour, NULL);
  return colour >= 0 ? (guint) colour : self->source;
}

guint64
wb_connection_get_received (WbConnection *self)
{
  g_return_val_if_fail (WB_IS_CONNECTION (self), 0);

  return self->received;
}

guint64
wb_connection_get_sent (WbConnection *self)
{
  g_return_val_if_fail (WB_IS_CONNECTION (self), 0);

  return self->sent;
}

guint64
wb_connection_get_bytes_received (WbConnection *self)
{
  g_return_val_if_fail (WB_IS_CONNECTION (self), 0);

  return self->bytes_received;
}

guint64
wb_connection_get_bytes_sent (WbConnection *self)
{
  g_return_val_if_fail (WB_IS_CONNECTION (self), 0);

  return self->bytes_sent;
}

/**
 * wb_connection_get_behind:
 * @self: a connection
 *
 * Returns: see #WbConnection:behind
 */
guint
wb_connection_get_behind (WbConnection *self)
{
  g_return_val_if_fail (WB_IS_CONNECTION (self), 0);

  return self->behind;
}
