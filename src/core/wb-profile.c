/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The settings of a connection. */

#include "config.h"

#include "wb-profile.h"

/**
 * WbProfile:
 *
 * What the user set for one endpoint. It lives on the main thread; a feed works with a copy of its
 * own, which nobody changes any more.
 */
struct _WbProfile {
  GObject parent_instance;

  char *url;
  char *name;
  char *format;
  GPtrArray *on_connect; /* of WbMessage: kind and payload to send after every open */
  gboolean answer_pings;
  guint connect_timeout;
  guint64 max_message;
};

typedef enum {
  PROP_URL = 1,
  PROP_NAME,
  PROP_FORMAT,
  PROP_ANSWER_PINGS,
  PROP_CONNECT_TIMEOUT,
  PROP_MAX_MESSAGE,
} WbProfileProperty;

static GParamSpec *properties[PROP_MAX_MESSAGE + 1] = { NULL };

G_DEFINE_FINAL_TYPE (WbProfile, wb_profile, G_TYPE_OBJECT)

static void
wb_profile_finalize (GObject *object)
{
  WbProfile *self = WB_PROFILE (object);

  g_free (self->url);
  g_free (self->name);
  g_free (self->format);
  g_ptr_array_unref (self->on_connect);

  G_OBJECT_CLASS (wb_profile_parent_class)->finalize (object);
}

static void
wb_profile_get_property (GObject *object,
                         guint prop_id,
                         GValue *value,
                         GParamSpec *pspec)
{
  WbProfile *self = WB_PROFILE (object);

  switch ((WbProfileProperty) prop_id)
    {
    case PROP_URL:
      g_value_set_string (value, self->url);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_FORMAT:
      g_value_set_string (value, self->format);
      break;
    case PROP_ANSWER_PINGS:
      g_value_set_boolean (value, self->answer_pings);
      break;
    case PROP_CONNECT_TIMEOUT:
      g_value_set_uint (value, self->connect_timeout);
      break;
    case PROP_MAX_MESSAGE:
      g_value_set_uint64 (value, self->max_message);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static gboolean
replace_string (char **field,
                const GValue *value)
{
  const char *text = g_value_get_string (value);

  if (g_strcmp0 (*field, text) == 0)
    return FALSE;

  g_free (*field);
  *field = g_strdup (text);
  return TRUE;
}

static void
wb_profile_set_property (GObject *object,
                         guint prop_id,
                         const GValue *value,
                         GParamSpec *pspec)
{
  WbProfile *self = WB_PROFILE (object);
  gboolean changed = FALSE;

  switch ((WbProfileProperty) prop_id)
    {
    case PROP_URL:
      changed = replace_string (&self->url, value);
      break;
    case PROP_NAME:
      changed = replace_string (&self->name, value);
      break;
    case PROP_FORMAT:
      changed = replace_string (&self->format, value);
      break;
    case PROP_ANSWER_PINGS:
      changed = self->answer_pings != g_value_get_boolean (value);
      self->answer_pings = g_value_get_boolean (value);
      break;
    case PROP_CONNECT_TIMEOUT:
      changed = self->connect_timeout != g_value_get_uint (value);
      self->connect_timeout = g_value_get_uint (value);
      break;
    case PROP_MAX_MESSAGE:
      changed = self->max_message != g_value_get_uint64 (value);
      self->max_message = g_value_get_uint64 (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }

  if (changed)
    g_object_notify_by_pspec (object, pspec);
}

static void
wb_profile_class_init (WbProfileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = wb_profile_finalize;
  object_class->get_property = wb_profile_get_property;
  object_class->set_property = wb_profile_set_property;

  /**
   * WbProfile:url:
   *
   * The address as it was typed; the feed normalises it.
   */
  properties[PROP_URL] = g_param_spec_string ("url", NULL, NULL, "", flags);

  /**
   * WbProfile:name:
   *
   * What to call the connection; without a name it is called by its masked address.
   */
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);

  /**
   * WbProfile:format:
   *
   * Name of the location format, %NULL to find it by itself.
   */
  properties[PROP_FORMAT] = g_param_spec_string ("format", NULL, NULL, NULL, flags);

  /**
   * WbProfile:answer-pings:
   *
   * Whether the text “ping” is answered by the text “pong” and neither is taken for data.
   */
  properties[PROP_ANSWER_PINGS] = g_param_spec_boolean ("answer-pings", NULL, NULL, TRUE, flags);

  /**
   * WbProfile:connect-timeout:
   *
   * The longest time to wait for the connection to open, in milliseconds.
   */
  properties[PROP_CONNECT_TIMEOUT] =
      g_param_spec_uint ("connect-timeout", NULL, NULL, 1, G_MAXINT, WB_CONNECT_TIMEOUT_MS, flags);

  /**
   * WbProfile:max-message:
   *
   * The largest message that is accepted, in bytes after it was decompressed.
   */
  properties[PROP_MAX_MESSAGE] =
      g_param_spec_uint64 ("max-message", NULL, NULL, 1, G_MAXINT32, WB_MAX_MESSAGE_BYTES, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
wb_profile_init (WbProfile *self)
{
  self->url = g_strdup ("");
  self->on_connect = g_ptr_array_new_with_free_func ((GDestroyNotify) wb_message_unref);
  self->answer_pings = TRUE;
  self->connect_timeout = WB_CONNECT_TIMEOUT_MS;
  self->max_message = WB_MAX_MESSAGE_BYTES;
}

WbProfile *
wb_profile_new (const char *url)
{
  return g_object_new (WB_TYPE_PROFILE, "url", url, NULL);
}

/**
 * wb_profile_copy:
 * @self: a profile
 *
 * Returns: (transfer full): a profile with the same settings, for a feed to keep
 */
WbProfile *
wb_profile_copy (WbProfile *self)
{
  WbProfile *copy;

  g_return_val_if_fail (WB_IS_PROFILE (self), NULL);

  copy = g_object_new (WB_TYPE_PROFILE,
                       "url", self->url,
                       "name", self->name,
                       "format", self->format,
                       "answer-pings", self->answer_pings,
                       "connect-timeout", self->connect_timeout,
                       "max-message", self->max_message,
                       NULL);
  for (guint i = 0; i < self->on_connect->len; i++)
    g_ptr_array_add (copy->on_connect, wb_message_ref (g_ptr_array_index (self->on_connect, i)));
  return copy;
}

const char *
wb_profile_get_url (WbProfile *self)
{
  g_return_val_if_fail (WB_IS_PROFILE (self), NULL);

  return self->url;
}

/**
 * wb_profile_get_name:
 * @self: a profile
 *
 * Returns: (nullable): the name the user gave
 */
const char *
wb_profile_get_name (WbProfile *self)
{
  g_return_val_if_fail (WB_IS_PROFILE (self), NULL);

  return self->name;
}

const char *
wb_profile_get_format (WbProfile *self)
{
  g_return_val_if_fail (WB_IS_PROFILE (self), NULL);

  return self->format;
}

gboolean
wb_profile_get_answer_pings (WbProfile *self)
{
  g_return_val_if_fail (WB_IS_PROFILE (self), FALSE);

  return self->answer_pings;
}

guint
wb_profile_get_connect_timeout (WbProfile *self)
{
  g_return_val_if_fail (WB_IS_PROFILE (self), 0);

  return self->connect_timeout;
}

guint64
wb_profile_get_max_message (WbProfile *self)
{
  g_return_val_if_fail (WB_IS_PROFILE (self), 0);

  return self->max_message;
}

/**
 * wb_profile_get_on_connect:
 * @self: a profile
 *
 * Returns: (transfer none) (element-type WbMessage): what to send after every open, in order;
 *   only kind and payload of these messages mean something
 */
GPtrArray *
wb_profile_get_on_connect (WbProfile *self)
{
  g_return_val_if_fail (WB_IS_PROFILE (self), NULL);

  return self->on_connect;
}

/**
 * wb_profile_add_on_connect:
 * @self: a profile
 * @kind: text or binary
 * @payload: (transfer none): what to send; valid UTF-8 if it is text
 */
void
wb_profile_add_on_connect (WbProfile *self,
                           WbMessageKind kind,
                           GBytes *payload)
{
  g_return_if_fail (WB_IS_PROFILE (self));
  g_return_if_fail (kind == WB_MESSAGE_TEXT || kind == WB_MESSAGE_BINARY);

  g_ptr_array_add (self->on_connect,
                   wb_message_new (WB_DIRECTION_SENT, kind, WB_TIME_NONE, payload));
}
