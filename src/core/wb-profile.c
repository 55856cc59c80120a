/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The settings of a connection. */

#include "config.h"

#include "wb-profile-private.h"
#include "wb-profile-properties.h"

#include "wb-message-log.h"

#include <string.h>

/**
 * WbProfile:
 *
 * What the user set for one endpoint. It lives on the main thread; a feed works with a copy of its
 * own, which nobody changes any more.
 */
struct _WbProfile
{
  GObject parent_instance;

  char *url;
  char *name;
  char *id;
  char *server;
  char *document;
  char *format;
  char *origin;
  char *ca_file;
  char *client_certificate;
  char *trusted_certificate;
  char *user;
  char *password;
  char *bearer;
  char *sample_request;
  char *sample_response;
  char *key_name;
  char *key_value;
  char *cookies;
  WbAuth auth_kind;
  WbVariables *variables; /* NULL: none */
  WbQuery *query;         /* NULL: none */
  WbLogin *login;         /* NULL: none */
  char **headers;
  char **subprotocols;
  GPtrArray *on_connect; /* of WbMessage: kind and payload to send after every open */
  gboolean answer_pings;
  guint connect_timeout;
  guint64 max_message;
  WbRetention retention;
  guint limit; /* messages; 0: only the bound by bytes */
  WbReconnectPolicy reconnect;
  guint keep_alive;    /* seconds; 0: off */
  guint no_data_after; /* seconds; 0: off */
  gboolean follow_redirects;
  gboolean connect_at_start;
  int colour; /* -1: the next one */
  double time_scale;
  WbEventSettings events;
};

static GParamSpec *properties[N_PROPS] = { NULL };

G_DEFINE_FINAL_TYPE (WbProfile, wb_profile, G_TYPE_OBJECT)

/* Where the properties are kept. */
static const gsize offsets[] = {
  [PROP_URL] = G_STRUCT_OFFSET (WbProfile, url),
  [PROP_NAME] = G_STRUCT_OFFSET (WbProfile, name),
  [PROP_ID] = G_STRUCT_OFFSET (WbProfile, id),
  [PROP_SERVER] = G_STRUCT_OFFSET (WbProfile, server),
  [PROP_DOCUMENT] = G_STRUCT_OFFSET (WbProfile, document),
  [PROP_COLOUR] = G_STRUCT_OFFSET (WbProfile, colour),
  [PROP_CONNECT_AT_START] = G_STRUCT_OFFSET (WbProfile, connect_at_start),
  [PROP_FORMAT] = G_STRUCT_OFFSET (WbProfile, format),
  [PROP_ANSWER_PINGS] = G_STRUCT_OFFSET (WbProfile, answer_pings),
  [PROP_CONNECT_TIMEOUT] = G_STRUCT_OFFSET (WbProfile, connect_timeout),
  [PROP_MAX_MESSAGE] = G_STRUCT_OFFSET (WbProfile, max_message),
  [PROP_RETENTION] = G_STRUCT_OFFSET (WbProfile, retention),
  [PROP_LIMIT] = G_STRUCT_OFFSET (WbProfile, limit),
  [PROP_RECONNECT] = G_STRUCT_OFFSET (WbProfile, reconnect),
  [PROP_KEEP_ALIVE] = G_STRUCT_OFFSET (WbProfile, keep_alive),
  [PROP_NO_DATA_AFTER] = G_STRUCT_OFFSET (WbProfile, no_data_after),
  [PROP_FOLLOW_REDIRECTS] = G_STRUCT_OFFSET (WbProfile, follow_redirects),
  [PROP_HEADERS] = G_STRUCT_OFFSET (WbProfile, headers),
  [PROP_SUBPROTOCOLS] = G_STRUCT_OFFSET (WbProfile, subprotocols),
  [PROP_ORIGIN] = G_STRUCT_OFFSET (WbProfile, origin),
  [PROP_USER] = G_STRUCT_OFFSET (WbProfile, user),
  [PROP_PASSWORD] = G_STRUCT_OFFSET (WbProfile, password),
  [PROP_BEARER] = G_STRUCT_OFFSET (WbProfile, bearer),
  [PROP_AUTH_KIND] = G_STRUCT_OFFSET (WbProfile, auth_kind),
  [PROP_KEY_NAME] = G_STRUCT_OFFSET (WbProfile, key_name),
  [PROP_KEY_VALUE] = G_STRUCT_OFFSET (WbProfile, key_value),
  [PROP_COOKIES] = G_STRUCT_OFFSET (WbProfile, cookies),
  [PROP_VARIABLES] = G_STRUCT_OFFSET (WbProfile, variables),
  [PROP_QUERY] = G_STRUCT_OFFSET (WbProfile, query),
  [PROP_LOGIN] = G_STRUCT_OFFSET (WbProfile, login),
  [PROP_SAMPLE_REQUEST] = G_STRUCT_OFFSET (WbProfile, sample_request),
  [PROP_SAMPLE_RESPONSE] = G_STRUCT_OFFSET (WbProfile, sample_response),
  [PROP_PROTOCOL] = G_STRUCT_OFFSET (WbProfile, events.protocol),
  [PROP_SERVER_PATH] = G_STRUCT_OFFSET (WbProfile, events.path),
  [PROP_NAMESPACES] = G_STRUCT_OFFSET (WbProfile, events.namespaces),
  [PROP_AUTH] = G_STRUCT_OFFSET (WbProfile, events.auth),
  [PROP_AUTO_ACK] = G_STRUCT_OFFSET (WbProfile, events.auto_ack),
  [PROP_OBJECT_EVENTS] = G_STRUCT_OFFSET (WbProfile, events.object_events),
  [PROP_ALERT_EVENT] = G_STRUCT_OFFSET (WbProfile, events.alert_event),
  [PROP_REDIRECT_EVENT] = G_STRUCT_OFFSET (WbProfile, events.redirect_event),
  [PROP_REFRESH_EVENT] = G_STRUCT_OFFSET (WbProfile, events.refresh_event),
  [PROP_CA_FILE] = G_STRUCT_OFFSET (WbProfile, ca_file),
  [PROP_CLIENT_CERTIFICATE] = G_STRUCT_OFFSET (WbProfile, client_certificate),
  [PROP_TRUSTED_CERTIFICATE] = G_STRUCT_OFFSET (WbProfile, trusted_certificate),
};

static gpointer
get_field (WbProfile *self,
           guint prop_id)
{
  return G_STRUCT_MEMBER_P (self, offsets[prop_id]);
}

static void
free_boxed (GType type,
            gpointer *field)
{
  if (*field != NULL)
    g_boxed_free (type, *field);
}

static void
wb_profile_finalize (GObject *object)
{
  WbProfile *self = WB_PROFILE (object);

  for (guint i = PROP_URL; i < G_N_ELEMENTS (properties); i++)
    if (properties[i]->value_type == G_TYPE_STRING)
      g_free (*(char **) get_field (self, i));
    else if (G_TYPE_IS_BOXED (properties[i]->value_type))
      free_boxed (properties[i]->value_type, get_field (self, i));
  g_ptr_array_unref (self->on_connect);

  G_OBJECT_CLASS (wb_profile_parent_class)->finalize (object);
}

static void
wb_profile_get_property (GObject *object,
                         guint prop_id,
                         GValue *value,
                         GParamSpec *pspec G_GNUC_UNUSED)
{
  gpointer field = get_field (WB_PROFILE (object), prop_id);

  if (G_VALUE_HOLDS_STRING (value))
    g_value_set_string (value, *(char **) field);
  else if (G_VALUE_HOLDS_BOXED (value))
    g_value_set_boxed (value, *(gpointer *) field);
  else if (G_VALUE_HOLDS_BOOLEAN (value))
    g_value_set_boolean (value, *(gboolean *) field);
  else if (G_VALUE_HOLDS_INT (value))
    g_value_set_int (value, *(int *) field);
  else if (G_VALUE_HOLDS_UINT (value))
    g_value_set_uint (value, *(guint *) field);
  else if (G_VALUE_HOLDS_UINT64 (value))
    g_value_set_uint64 (value, *(guint64 *) field);
  else
    g_value_set_enum (value, *(int *) field);
}

/* A sample that is too large is none. */
static const char *
get_text (guint prop_id,
          const GValue *value)
{
  const char *text = g_value_get_string (value);
  gboolean is_sample = prop_id == PROP_SAMPLE_REQUEST || prop_id == PROP_SAMPLE_RESPONSE;

  return is_sample && text != NULL && strlen (text) > WB_MAX_SAMPLE_BYTES ? NULL : text;
}

/**
 * wb_profile_is_same:
 * @property: a property of #WbProfile
 * @a: a value of it
 * @b: another
 *
 * Returns: whether they mean the same; g_param_values_cmp() compares where lists are
 */
gboolean
wb_profile_is_same (GParamSpec *property,
                    const GValue *a,
                    const GValue *b)
{
  static const char *const nothing[] = { NULL };
  const char *const *first, *const *second;

  if (property->value_type != G_TYPE_STRV)
    return g_param_values_cmp (property, a, b) == 0;

  first = g_value_get_boxed (a) != NULL ? g_value_get_boxed (a) : nothing;
  second = g_value_get_boxed (b) != NULL ? g_value_get_boxed (b) : nothing;
  return g_strv_equal (first, second);
}

static void
store (WbProfile *self,
       guint prop_id,
       const GValue *value)
{
  gpointer field = get_field (self, prop_id);

  if (G_VALUE_HOLDS_STRING (value))
    {
      char *text = g_strdup (get_text (prop_id, value));

      g_free (*(char **) field);
      *(char **) field = text;
    }
  else if (G_VALUE_HOLDS_BOXED (value))
    {
      free_boxed (G_VALUE_TYPE (value), field);
      *(gpointer *) field = g_value_dup_boxed (value);
    }
  else if (G_VALUE_HOLDS_BOOLEAN (value))
    *(gboolean *) field = g_value_get_boolean (value);
  else if (G_VALUE_HOLDS_INT (value))
    *(int *) field = g_value_get_int (value);
  else if (G_VALUE_HOLDS_UINT (value))
    *(guint *) field = g_value_get_uint (value);
  else if (G_VALUE_HOLDS_UINT64 (value))
    *(guint64 *) field = g_value_get_uint64 (value);
  else
    *(int *) field = g_value_get_enum (value);
}

static void
wb_profile_set_property (GObject *object,
                         guint prop_id,
                         const GValue *value,
                         GParamSpec *pspec)
{
  g_auto(GValue) before = G_VALUE_INIT;

  g_object_get_property (object, pspec->name, &before);
  if (wb_profile_is_same (pspec, value, &before))
    return;

  store (WB_PROFILE (object), prop_id, value);
  g_object_notify_by_pspec (object, pspec);
}

static void
wb_profile_class_init (WbProfileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = wb_profile_finalize;
  object_class->get_property = wb_profile_get_property;
  object_class->set_property = wb_profile_set_property;
  wb_profile_make_properties (properties);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
wb_profile_init (WbProfile *self)
{
  self->url = g_strdup ("");
  self->on_connect = g_ptr_array_new_with_free_func ((GDestroyNotify) wb_message_unref);
  self->colour = -1;
  self->answer_pings = TRUE;
  self->connect_timeout = WB_CONNECT_TIMEOUT_MS;
  self->max_message = WB_MAX_MESSAGE_BYTES;
  self->limit = WB_LOG_MAX_MESSAGES;
  self->keep_alive = WB_KEEP_ALIVE_S;
  self->time_scale = 1;
  self->events.alert_event = g_strdup (WB_ALERT_EVENT);
  self->events.redirect_event = g_strdup (WB_REDIRECT_EVENT);
}

WbProfile *
wb_profile_new (const char *url)
{
  return g_object_new (WB_TYPE_PROFILE, "url", url, NULL);
}

static void
copy_property (WbProfile *from,
               WbProfile *to,
               GParamSpec *property)
{
  g_auto(GValue) value = G_VALUE_INIT;

  g_object_get_property (G_OBJECT (from), property->name, &value);
  g_object_set_property (G_OBJECT (to), property->name, &value);
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
  g_autofree GParamSpec **all = NULL;
  WbProfile *copy;
  guint n_properties;

  g_return_val_if_fail (WB_IS_PROFILE (self), NULL);

  copy = g_object_new (WB_TYPE_PROFILE, NULL);
  all = g_object_class_list_properties (G_OBJECT_GET_CLASS (self), &n_properties);
  for (guint i = 0; i < n_properties; i++)
    copy_property (self, copy, all[i]);
  copy->time_scale = self->time_scale;
  for (guint i = 0; i < self->on_connect->len; i++)
    g_ptr_array_add (copy->on_connect, wb_message_ref (g_ptr_array_index (self->on_connect, i)));
  return copy;
}

/**
 * wb_profile_ensure_id:
 * @self: a profile
 *
 * Gives it an id where it has none, or one that was not made here.
 *
 * Returns: (transfer full): a UUID
 */
char *
wb_profile_ensure_id (WbProfile *self)
{
  char *id = NULL;

  g_return_val_if_fail (WB_IS_PROFILE (self), NULL);

  g_object_get (self, "id", &id, NULL);
  if (id != NULL && g_uuid_string_is_valid (id))
    return id;

  g_free (id);
  id = g_uuid_string_random ();
  g_object_set (self, "id", id, NULL);
  return id;
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

WbRetention
wb_profile_get_retention (WbProfile *self)
{
  g_return_val_if_fail (WB_IS_PROFILE (self), WB_RETENTION_APPEND);

  return self->retention;
}

guint
wb_profile_get_limit (WbProfile *self)
{
  g_return_val_if_fail (WB_IS_PROFILE (self), 0);

  return self->limit;
}

WbReconnectPolicy
wb_profile_get_reconnect (WbProfile *self)
{
  g_return_val_if_fail (WB_IS_PROFILE (self), WB_RECONNECT_NEVER);

  return self->reconnect;
}

/**
 * wb_profile_get_keep_alive:
 * @self: a profile
 *
 * Returns: seconds, see #WbProfile:keep-alive
 */
guint
wb_profile_get_keep_alive (WbProfile *self)
{
  g_return_val_if_fail (WB_IS_PROFILE (self), 0);

  return self->keep_alive;
}

/**
 * wb_profile_get_no_data_after:
 * @self: a profile
 *
 * Returns: seconds, see #WbProfile:no-data-after
 */
guint
wb_profile_get_no_data_after (WbProfile *self)
{
  g_return_val_if_fail (WB_IS_PROFILE (self), 0);

  return self->no_data_after;
}

/**
 * wb_profile_get_follow_redirects:
 * @self: a profile
 *
 * Returns: see #WbProfile:follow-redirects
 */
gboolean
wb_profile_get_follow_redirects (WbProfile *self)
{
  g_return_val_if_fail (WB_IS_PROFILE (self), FALSE);

  return self->follow_redirects;
}

WbAuth
wb_profile_get_auth_kind (WbProfile *self)
{
  g_return_val_if_fail (WB_IS_PROFILE (self), WB_AUTH_NONE);

  return self->auth_kind;
}

/**
 * wb_profile_get_variables:
 * @self: a profile
 *
 * Returns: (transfer none) (nullable): see #WbProfile:variables
 */
WbVariables *
wb_profile_get_variables (WbProfile *self)
{
  g_return_val_if_fail (WB_IS_PROFILE (self), NULL);

  return self->variables;
}

/**
 * wb_profile_get_query:
 * @self: a profile
 *
 * Returns: (transfer none) (nullable): see #WbProfile:query
 */
WbQuery *
wb_profile_get_query (WbProfile *self)
{
  g_return_val_if_fail (WB_IS_PROFILE (self), NULL);

  return self->query;
}

/**
 * wb_profile_get_login:
 * @self: a profile
 *
 * Returns: (transfer none) (nullable): see #WbProfile:login
 */
WbLogin *
wb_profile_get_login (WbProfile *self)
{
  g_return_val_if_fail (WB_IS_PROFILE (self), NULL);

  return self->login;
}

double
wb_profile_get_time_scale (WbProfile *self)
{
  g_return_val_if_fail (WB_IS_PROFILE (self), 1);

  return self->time_scale;
}

/**
 * wb_profile_set_time_scale:
 * @self: a profile
 * @scale: what the delays between links and the patience with a silent server are multiplied with
 *
 * For tests, which have to be short.
 */
void
wb_profile_set_time_scale (WbProfile *self,
                           double scale)
{
  g_return_if_fail (WB_IS_PROFILE (self));

  self->time_scale = scale;
}

/**
 * wb_profile_get_events:
 * @self: a profile
 *
 * Returns: (transfer none): what is set about events
 */
const WbEventSettings *
wb_profile_get_events (WbProfile *self)
{
  g_return_val_if_fail (WB_IS_PROFILE (self), NULL);

  return &self->events;
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
