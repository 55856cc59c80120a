/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Our own members of .websocket files, and the settings they hold. */

#include "config.h"

#include "wb-profile-members.h"

#include "wb-json-edit.h"
#include "wb-json-tree.h"
#include "wb-profile-private.h"
#include "wb-secret-json.h"
#include "wb-secret.h"

#include <string.h>

/* More in one list is nobody's setting. */
#define MAX_ITEMS 1000

/* How a setting stands in a file. */
typedef struct
{
  const char *member;
  const char *property;
  /* Replace what is usual for the type of the property; write returns NULL for what must not be
   * written. */
  gboolean (*read) (JsonNode *node, GValue *value);
  JsonNode *(*write) (const GValue *value);
} Member;

/*
 * Values as they are usual
 */

static gboolean
read_enum (JsonNode *node,
           GValue *value)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (G_VALUE_TYPE (value));
  const char *nick =
      json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : "";
  GEnumValue *found = g_enum_get_value_by_nick (klass, nick);

  if (found != NULL)
    g_value_set_enum (value, found->value);
  return found != NULL;
}

static gboolean
read_list (JsonNode *node,
           GValue *value)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;

  array = json_node_get_array (node);
  for (guint i = 0; i < MIN (json_array_get_length (array), MAX_ITEMS); i++)
    if (json_node_get_value_type (json_array_get_element (array, i)) == G_TYPE_STRING)
      g_strv_builder_add (builder, json_array_get_string_element (array, i));
  g_value_take_boxed (value, g_strv_builder_end (builder));
  return TRUE;
}

/* Returns whether @node holds a value of the type of @value. */
static gboolean
read_usual (JsonNode *node,
            GValue *value)
{
  GType type = json_node_get_value_type (node);

  if (G_VALUE_HOLDS_ENUM (value))
    return read_enum (node, value);
  if (G_VALUE_HOLDS (value, G_TYPE_STRV))
    return read_list (node, value);
  if (G_VALUE_HOLDS_BOOLEAN (value) && type == G_TYPE_BOOLEAN)
    g_value_set_boolean (value, json_node_get_boolean (node));
  else if (G_VALUE_HOLDS_UINT (value) && type == G_TYPE_INT64)
    g_value_set_uint (value, (guint) CLAMP (json_node_get_int (node), 0, G_MAXUINT));
  else if (G_VALUE_HOLDS_INT (value) && type == G_TYPE_INT64)
    g_value_set_int (value, (int) CLAMP (json_node_get_int (node), G_MININT, G_MAXINT));
  else if (G_VALUE_HOLDS_STRING (value) && type == G_TYPE_STRING)
    g_value_set_string (value, json_node_get_string (node));
  else
    return FALSE;
  return TRUE;
}

static JsonNode *
write_enum (const GValue *value)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (G_VALUE_TYPE (value));

  return json_node_init_string (json_node_alloc (),
                                g_enum_get_value (klass, g_value_get_enum (value))->value_nick);
}

static JsonNode *
write_list (const GValue *value)
{
  char **list = g_value_get_boxed (value);
  JsonNode *node;

  if (list == NULL || list[0] == NULL)
    return NULL;

  node = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (node, json_array_new ());
  for (gsize i = 0; list[i] != NULL; i++)
    json_array_add_string_element (json_node_get_array (node), list[i]);
  return node;
}

static JsonNode *
write_usual (const GValue *value)
{
  if (G_VALUE_HOLDS_ENUM (value))
    return write_enum (value);
  if (G_VALUE_HOLDS (value, G_TYPE_STRV))
    return write_list (value);
  if (G_VALUE_HOLDS_BOOLEAN (value))
    return json_node_init_boolean (json_node_alloc (), g_value_get_boolean (value));
  if (G_VALUE_HOLDS_UINT (value))
    return json_node_init_int (json_node_alloc (), g_value_get_uint (value));
  if (G_VALUE_HOLDS_INT (value))
    return json_node_init_int (json_node_alloc (), g_value_get_int (value));
  return g_value_get_string (value) != NULL
             ? json_node_init_string (json_node_alloc (), g_value_get_string (value))
             : NULL;
}

/*
 * Secrets
 */

/* Whether @text names a variable rather than holding what it stands for. */
static gboolean
is_template (const char *text)
{
  return strstr (text, "{{") != NULL && strstr (text, "}}") != NULL;
}

static gboolean
is_secret (const char *name,
           gsize length,
           const char *value)
{
  return wb_secret_is_name (name, length) && !is_template (value);
}

/* Headers that are called like secrets are written only if they name a variable. */
static JsonNode *
write_headers (const GValue *value)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GValue) rest = G_VALUE_INIT;
  char **list = g_value_get_boxed (value);

  for (gsize i = 0; list != NULL && list[i] != NULL; i++)
    if (!is_secret (list[i], strcspn (list[i], ":"), list[i]))
      g_strv_builder_add (builder, list[i]);
  g_value_init (&rest, G_TYPE_STRV);
  g_value_take_boxed (&rest, g_strv_builder_end (builder));
  return write_list (&rest);
}

/* A password or a token. */
static JsonNode *
write_secret (const GValue *value)
{
  const char *text = g_value_get_string (value);

  return text != NULL && g_str_has_prefix (text, "{{") && g_str_has_suffix (text, "}}")
             ? write_usual (value)
             : NULL;
}

/* JSON whose secrets are not all variables is not written: without them it would be another payload. */
static JsonNode *
write_payload (const GValue *value)
{
  const char *text = g_value_get_string (value);

  return text != NULL && !wb_secret_is_in_json (text) ? write_usual (value) : NULL;
}

/*
 * Tables
 */

static gboolean
read_variables (JsonNode *node,
                GValue *value)
{
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;

  g_value_take_boxed (value, wb_variables_new_from_json (node));
  return TRUE;
}

static JsonNode *
write_variables (const GValue *value)
{
  const WbVariables *variables = g_value_get_boxed (value);

  return wb_variables_get_length (variables) > 0 ? wb_variables_to_json (variables) : NULL;
}

static gboolean
read_query (JsonNode *node,
            GValue *value)
{
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;

  g_value_take_boxed (value, wb_query_new_from_json (node));
  return TRUE;
}

/* Values that are called like secrets stay out, unless they name a variable. */
static JsonNode *
write_query (const GValue *value)
{
  const WbQuery *query = g_value_get_boxed (value);
  g_autoptr(WbQuery) written = wb_query_new ();

  for (guint i = 0; i < wb_query_get_length (query); i++)
    {
      const WbQueryRow *row = wb_query_get (query, i);

      wb_query_add (written, row->enabled, row->name,
                    is_secret (row->name, strlen (row->name), row->value) ? "" : row->value);
    }
  return wb_query_get_length (written) > 0 ? wb_query_to_json (written) : NULL;
}

static gboolean
read_login (JsonNode *node,
            GValue *value)
{
  WbLogin *login = wb_login_new_from_json (node, NULL);

  g_value_take_boxed (value, login);
  return login != NULL;
}

static JsonNode *
write_login (const GValue *value)
{
  return g_value_get_boxed (value) != NULL ? wb_login_to_json (g_value_get_boxed (value)) : NULL;
}

/* Seconds in the file. */
static gboolean
read_timeout (JsonNode *node,
              GValue *value)
{
  if (json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;

  g_value_set_uint (value, 1000 * (guint)CLAMP (json_node_get_int (node), WB_MIN_CONNECT_TIMEOUT_S,
                                                WB_MAX_CONNECT_TIMEOUT_S));
  return TRUE;
}

static JsonNode *
write_timeout (const GValue *value)
{
  guint seconds = g_value_get_uint (value) / 1000;

  return json_node_init_int (json_node_alloc (), CLAMP (seconds, WB_MIN_CONNECT_TIMEOUT_S,
                                                        WB_MAX_CONNECT_TIMEOUT_S));
}

/* A file comes from anybody, so it names neither certificates to trust nor files of this computer.
 */
static const Member members[] = {
  { "id", "id", NULL, NULL },
  { "server", "server", NULL, NULL },
  { "colour", "colour", NULL, NULL },
  { "connectAtStart", "connect-at-start", NULL, NULL },
  { "format", "format", NULL, NULL },
  { "retention", "retention", NULL, NULL },
  { "limit", "limit", NULL, NULL },
  { "reconnect", "reconnect", NULL, NULL },
  { "connectTimeout", "connect-timeout", read_timeout, write_timeout },
  { "keepAlive", "keep-alive", NULL, NULL },
  { "noDataAfter", "no-data-after", NULL, NULL },
  { "followRedirects", "follow-redirects", NULL, NULL },
  { "headers", "headers", NULL, write_headers },
  { "subprotocols", "subprotocols", NULL, NULL },
  { "origin", "origin", NULL, NULL },
  { "user", "user", NULL, NULL },
  { "password", "password", NULL, write_secret },
  { "bearer", "bearer", NULL, write_secret },
  { "auth", "auth-kind", NULL, NULL },
  { "keyName", "key-name", NULL, NULL },
  { "keyValue", "key-value", NULL, write_secret },
  { "cookies", "cookies", NULL, write_secret },
  { "variables", "variables", read_variables, write_variables },
  { "query", "query", read_query, write_query },
  { "login", "login", read_login, write_login },
  { "protocol", "protocol", NULL, NULL },
  { "path", "server-path", NULL, NULL },
  { "namespaces", "namespaces", NULL, NULL },
  { "authPayload", "auth", NULL, write_payload },
  { "autoAck", "auto-ack", NULL, NULL },
  { "objectEvents", "object-events", NULL, NULL },
  { "alertEvent", "alert-event", NULL, NULL },
  { "redirectEvent", "redirect-event", NULL, NULL },
  { "refreshEvent", "refresh-event", NULL, NULL },
  { "sampleRequest", "sample-request", NULL, NULL },
  { "sampleResponse", "sample-response", NULL, NULL },
};

/*
 * Messages to send after connecting: a text as such, anything else as {"base64": …}
 */

#define ON_CONNECT "onConnect"

static GBytes *
read_base64 (JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *text =
      object != NULL ? json_object_get_string_member_with_default (object, "base64", NULL) : NULL;
  guchar *data;
  gsize length;

  if (text == NULL)
    return NULL;
  data = g_base64_decode (text, &length);
  return g_bytes_new_take (data, length);
}

static void
read_message (WbProfile *profile,
              JsonNode *node)
{
  gboolean is_text = json_node_get_value_type (node) == G_TYPE_STRING;
  const char *text = is_text ? json_node_get_string (node) : NULL;
  g_autoptr(GBytes) payload = is_text ? g_bytes_new (text, strlen (text)) : read_base64 (node);

  if (payload != NULL)
    wb_profile_add_on_connect (profile, is_text ? WB_MESSAGE_TEXT : WB_MESSAGE_BINARY, payload);
}

static void
read_on_connect (WbProfile *profile,
                 JsonNode *node)
{
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return;

  array = json_node_get_array (node);
  g_ptr_array_set_size (wb_profile_get_on_connect (profile), 0);
  for (guint i = 0; i < MIN (json_array_get_length (array), MAX_ITEMS); i++)
    read_message (profile, json_array_get_element (array, i));
}

static JsonNode *
write_message (WbMessage *message)
{
  JsonNode *node = json_node_alloc ();
  gsize length;
  const char *data = g_bytes_get_data (message->payload, &length);
  g_autofree char *text = NULL;
  g_autoptr(JsonObject) object = NULL;

  if (message->kind == WB_MESSAGE_TEXT && memchr (data != NULL ? data : "", '\0', length) == NULL)
    {
      text = g_strndup (data, length);
      return json_node_init_string (node, text);
    }

  text = g_base64_encode ((const guchar *)data, length);
  object = json_object_new ();
  json_object_set_string_member (object, "base64", text);
  return json_node_init_object (node, object);
}

static JsonNode *
write_on_connect (WbProfile *profile)
{
  GPtrArray *messages = wb_profile_get_on_connect (profile);
  JsonNode *node;

  if (messages->len == 0)
    return NULL;

  node = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (node, json_array_new ());
  for (guint i = 0; i < messages->len; i++)
    json_array_add_element (json_node_get_array (node),
                            write_message (g_ptr_array_index (messages, i)));
  return node;
}

/*
 * All of them
 */

static JsonNode *
get_member (JsonNode *own,
            const char *name)
{
  return own != NULL && JSON_NODE_HOLDS_OBJECT (own)
             ? json_object_get_member (json_node_get_object (own), name)
             : NULL;
}

static GParamSpec *
find_property (WbProfile *profile,
               const Member *member)
{
  return g_object_class_find_property (G_OBJECT_GET_CLASS (profile), member->property);
}

static void
read_member (WbProfile *profile,
             const Member *member,
             JsonNode *node)
{
  GParamSpec *property = find_property (profile, member);
  g_auto(GValue) value = G_VALUE_INIT;

  g_value_init (&value, property->value_type);
  if (!(member->read != NULL ? member->read : read_usual) (node, &value))
    return;
  g_param_value_validate (property, &value);
  g_object_set_property (G_OBJECT (profile), member->property, &value);
}

/**
 * wb_profile_members_read:
 * @profile: a profile
 * @own: (nullable): the value of %WB_PROFILE_MEMBER, from whomever
 *
 * What it does not say, or says wrongly, stays as it is; numbers out of range become the nearest in
 * it.
 */
void
wb_profile_members_read (WbProfile *profile,
                         JsonNode *own)
{
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      JsonNode *node = get_member (own, members[i].member);

      if (node != NULL)
        read_member (profile, &members[i], node);
    }
  read_on_connect (profile, get_member (own, ON_CONNECT));
}

static char *
format_node (JsonNode *node)
{
  GString *text = g_string_new (NULL);

  wb_json_append_node (text, node);
  return g_string_free (text, FALSE);
}

/* Puts @node, or nothing, into @document, unless it says so already. */
static void
put (char **document,
     JsonNode *own,
     const char *member,
     JsonNode *node)
{
  const char *path[] = { WB_PROFILE_MEMBER, member, NULL };
  JsonNode *old = get_member (own, member);
  g_autofree char *value = node != NULL ? format_node (node) : NULL;
  char *changed;

  if ((old == NULL && node == NULL) || (old != NULL && node != NULL && json_node_equal (old, node)))
    return;

  changed = wb_json_edit (*document, path, value);
  if (changed == NULL)
    return;
  g_free (*document);
  *document = changed;
}

/* Whether somebody else has written values of secret variables. */
static gboolean
tells_secrets (JsonNode *old)
{
  JsonArray *array = old != NULL && JSON_NODE_HOLDS_ARRAY (old) ? json_node_get_array (old) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *row = json_array_get_element (array, i);

      if (wb_json_get_flag (row, "secret", FALSE) && get_member (row, "value") != NULL)
        return TRUE;
    }
  return FALSE;
}

/* What is as usual needs no mention, unless there is one. */
static void
put_property (WbProfile *profile,
              char **document,
              JsonNode *own,
              const Member *member)
{
  GParamSpec *property = find_property (profile, member);
  JsonNode *old = get_member (own, member->member);
  g_auto(GValue) value = G_VALUE_INIT;
  g_auto(GValue) before = G_VALUE_INIT;
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(JsonNode) was = NULL;
  JsonNode *(*write) (const GValue *);

  g_object_get_property (G_OBJECT (profile), member->property, &value);
  g_value_init (&before, property->value_type);
  if (old != NULL && (member->read != NULL ? member->read : read_usual) (old, &before))
    g_param_value_validate (property, &before);
  else
    g_param_value_set_default (property, &before);
  if (wb_profile_is_same (property, &value, &before))
    return;

  write = member->write != NULL ? member->write : write_usual;
  node = write (&value);
  was = write (&before);
  if (node == NULL ? was == NULL
                   : was != NULL && json_node_equal (node, was) && !tells_secrets (old))
    return;
  put (document, own, member->member, node);
}

static void
put_on_connect (WbProfile *profile,
                char **document,
                JsonNode *own)
{
  g_autoptr(WbProfile) before = wb_profile_new ("");
  g_autoptr(JsonNode) old = NULL;
  g_autoptr(JsonNode) node = write_on_connect (profile);

  read_on_connect (before, get_member (own, ON_CONNECT));
  old = write_on_connect (before);
  if ((old == NULL) != (node == NULL) || (old != NULL && !json_node_equal (old, node)))
    put (document, own, ON_CONNECT, node);
}

/**
 * wb_profile_members_write:
 * @profile: a profile
 * @document: a file, one valid JSON object
 *
 * Brings our members of @document up to date with @profile. Nothing that has not changed is
 * touched.
 *
 * Returns: (transfer full): the new content of the file, without secrets
 */
char *
wb_profile_members_write (WbProfile *profile,
                          const char *document)
{
  g_autoptr(JsonNode) root = wb_json_parse (document, strlen (document), NULL);
  JsonNode *own = root != NULL ? get_member (root, WB_PROFILE_MEMBER) : NULL;
  g_autoptr(JsonNode) version = json_node_init_int (json_node_alloc (), WB_PROFILE_VERSION);
  char *changed = g_strdup (document);

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    put_property (profile, &changed, own, &members[i]);
  put_on_connect (profile, &changed, own);
  if (get_member (own, "version") == NULL && !g_str_equal (changed, document))
    put (&changed, own, "version", version);
  return changed;
}
