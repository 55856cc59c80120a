/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A connection as widgets see it: its state, its log, and open, send and close. */

#include "config.h"

#include "wb-connection-private.h"

#include "wb-failure.h"
#include "wb-feed.h"
#include "wb-url.h"

#include <string.h>

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

typedef enum {
  SIGNAL_BEFORE_OPEN,
  SIGNAL_BEFORE_SEND,
  SIGNAL_BEFORE_CLOSE,
  SIGNAL_SECRETS_NEEDED,
  SIGNAL_APPLIED,
  N_SIGNALS,
} WbConnectionSignal;

static guint signals[N_SIGNALS];

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

static guint
veto_signal (const char *name,
             guint n_params,
             GType first,
             GType second)
{
  return g_signal_new (name, WB_TYPE_CONNECTION, G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled,
                       NULL, NULL, G_TYPE_BOOLEAN, n_params, first, second);
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
  signals[SIGNAL_BEFORE_OPEN] = veto_signal ("before-open", 0, G_TYPE_NONE, G_TYPE_NONE);

  /**
   * WbConnection::before-send:
   * @binary: whether it is a binary message
   * @payload: the message
   *
   * The user is about to send a message.
   *
   * Returns: %TRUE not to send it
   */
  signals[SIGNAL_BEFORE_SEND] = veto_signal ("before-send", 2, G_TYPE_BOOLEAN, G_TYPE_BYTES);

  /**
   * WbConnection::before-close:
   *
   * The user is about to close the connection.
   *
   * Returns: %TRUE to keep it open
   */
  signals[SIGNAL_BEFORE_CLOSE] = veto_signal ("before-close", 0, G_TYPE_NONE, G_TYPE_NONE);

  /**
   * WbConnection::secrets-needed:
   * @names: (type GStrv): the secret variables whose values are not known
   *
   * The connection was to be opened and stays closed for now. Whoever asks the user gives the values
   * to wb_connection_set_secret() and opens it again.
   *
   * Returns: %TRUE if somebody asks; else opening fails
   */
  signals[SIGNAL_SECRETS_NEEDED] = veto_signal ("secrets-needed", 1, G_TYPE_STRV, G_TYPE_NONE);

  /**
   * WbConnection::applied:
   * @batch: (type gpointer): a #WbBatch
   * @first: first of its messages that was applied
   * @count: how many were
   *
   * Messages became part of the model.
   */
  signals[SIGNAL_APPLIED] =
      g_signal_new ("applied", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, G_TYPE_POINTER, G_TYPE_UINT, G_TYPE_UINT);
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
 * What the user does
 */

static gboolean
is_vetoed (WbConnection *self,
           WbConnectionSignal signal)
{
  gboolean veto = FALSE;

  g_signal_emit (self, signals[signal], 0, &veto);
  return veto;
}

/**
 * wb_connection_open_or_ask:
 * @self: a connection whose secrets were looked for
 *
 * Opens it, unless somebody asks the user for what is missing.
 */
void
wb_connection_open_or_ask (WbConnection *self)
{
  g_auto(GStrv) names = wb_connection_list_missing_secrets (self);
  gboolean asks = FALSE;

  g_object_ref (self);
  if (names[0] != NULL)
    g_signal_emit (self, signals[SIGNAL_SECRETS_NEEDED], 0, names, &asks);
  if (!asks && self->feed != NULL)
    wb_feed_open (self->feed, self->profile);
  g_object_unref (self);
}

/**
 * wb_connection_open:
 * @self: a connection
 *
 * Opens the connection; if it waits to be opened again, at once. Does nothing while it is open or on
 * its way there.
 *
 * Returns: whether nobody vetoed
 */
gboolean
wb_connection_open (WbConnection *self)
{
  gboolean veto;

  g_return_val_if_fail (WB_IS_CONNECTION (self), FALSE);

  g_object_ref (self);
  veto = is_vetoed (self, SIGNAL_BEFORE_OPEN);
  if (!veto)
    wb_connection_find_secrets (self);
  g_object_unref (self);
  return !veto;
}

typedef void (*SendFunc) (WbFeed *feed,
                          WbMessageKind kind,
                          GBytes *payload);

static gboolean
send_payload (WbConnection *self,
              SendFunc send,
              WbMessageKind kind,
              GBytes *payload,
              GError **error)
{
  gboolean veto = FALSE, sends;

  if (self->state != WB_STATE_OPEN || self->feed == NULL)
    {
      g_propagate_error (error, wb_failure_new (WB_FAILURE_NOT_OPEN, &(WbFailureFacts){ 0 }));
      return FALSE;
    }

  g_object_ref (self);
  g_signal_emit (self, signals[SIGNAL_BEFORE_SEND], 0, kind == WB_MESSAGE_BINARY, payload, &veto);
  sends = !veto && self->feed != NULL;
  if (sends)
    send (self->feed, kind, payload);
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
  g_object_unref (self);
  return sends;
}

/**
 * wb_connection_send_text:
 * @self: a connection
 * @text: what to send
 * @length: its bytes, −1 if it is NUL-terminated
 * @error: return location for a %WB_FAILURE, or %G_IO_ERROR_CANCELLED after a veto
 *
 * Sends a text message. The log shows it when it went out.
 *
 * Returns: whether it is on its way; a message is never lost silently
 */
gboolean
wb_connection_send_text (WbConnection *self,
                         const char *text,
                         gssize length,
                         GError **error)
{
  g_autoptr(GBytes) payload = NULL;

  g_return_val_if_fail (WB_IS_CONNECTION (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  payload = g_bytes_new (text, length < 0 ? strlen (text) : (gsize) length);
  if (!wb_payload_is_text (payload))
    {
      g_propagate_error (error, wb_failure_new (WB_FAILURE_BAD_TEXT, &(WbFailureFacts){ 0 }));
      return FALSE;
    }
  return send_payload (self, wb_feed_send, WB_MESSAGE_TEXT, payload, error);
}

/**
 * wb_connection_send_binary:
 * @self: a connection
 * @payload: what to send
 * @error: see wb_connection_send_text()
 *
 * Sends a binary message.
 *
 * Returns: whether it is on its way
 */
gboolean
wb_connection_send_binary (WbConnection *self,
                           GBytes *payload,
                           GError **error)
{
  g_return_val_if_fail (WB_IS_CONNECTION (self), FALSE);
  g_return_val_if_fail (payload != NULL, FALSE);

  return send_payload (self, wb_feed_send, WB_MESSAGE_BINARY, payload, error);
}

/**
 * wb_connection_send_back:
 * @self: a connection
 * @message: a text or binary message that was received
 * @error: see wb_connection_send_text()
 *
 * Sends its payload unchanged: {{name}} in it does not stand for a variable.
 *
 * Returns: whether it is on its way
 */
gboolean
wb_connection_send_back (WbConnection *self,
                         const WbMessage *message,
                         GError **error)
{
  g_return_val_if_fail (WB_IS_CONNECTION (self), FALSE);

  return send_payload (self, wb_feed_send_unchanged, message->kind, message->payload, error);
}

/**
 * wb_connection_close:
 * @self: a connection
 * @code: close code
 * @reason: (nullable): reason for the server, at most 123 bytes of it
 *
 * Closes the connection, or gives up on connecting or waiting. Does nothing when it is closed.
 *
 * Returns: whether nobody vetoed
 */
gboolean
wb_connection_close (WbConnection *self,
                     guint code,
                     const char *reason)
{
  gboolean veto;

  g_return_val_if_fail (WB_IS_CONNECTION (self), FALSE);

  g_object_ref (self);
  veto = is_vetoed (self, SIGNAL_BEFORE_CLOSE);
  self->search = veto ? self->search : NULL;
  if (!veto && self->feed != NULL)
    wb_feed_close (self->feed, code, reason);
  g_object_unref (self);
  return !veto;
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
