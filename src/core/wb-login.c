/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The request by which a connection logs in before it opens. */

#include "config.h"

#include "wb-login.h"

#include "wb-failure.h"
#include "wb-json-path.h"
#include "wb-json-tree.h"
#include "wb-template.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_ENUM_TYPE (WbLoginBody, wb_login_body,
                    G_DEFINE_ENUM_VALUE (WB_LOGIN_BODY_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (WB_LOGIN_BODY_FORM, "form"),
                    G_DEFINE_ENUM_VALUE (WB_LOGIN_BODY_JSON, "json"))

static const WbTemplatePlace body_places[] = {
  [WB_LOGIN_BODY_NONE] = WB_TEMPLATE_PLAIN,
  [WB_LOGIN_BODY_FORM] = WB_TEMPLATE_FORM,
  [WB_LOGIN_BODY_JSON] = WB_TEMPLATE_JSON,
};

GType
wb_login_get_type (void)
{
  static gsize type = 0;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_boxed_type_register_static ("WbLogin", (GBoxedCopyFunc) wb_login_ref,
                                                            (GBoxedFreeFunc) wb_login_unref));
  return type;
}

WbLogin *
wb_login_new (const char *method,
              const char *url)
{
  WbLogin *self = g_new0 (WbLogin, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->method = g_strdup (method);
  self->url = g_strdup (url);
  return self;
}

/**
 * wb_login_copy:
 * @self: a log-in request
 *
 * Returns: (transfer full): the same, to be changed
 */
WbLogin *
wb_login_copy (const WbLogin *self)
{
  WbLogin *copy = wb_login_new (self->method, self->url);

  copy->headers = g_strdupv (self->headers);
  copy->body_kind = self->body_kind;
  copy->body = g_strdup (self->body);
  copy->picks = g_strdupv (self->picks);
  return copy;
}

WbLogin *
wb_login_ref (WbLogin *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
wb_login_unref (WbLogin *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->method);
  g_free (self->url);
  g_strfreev (self->headers);
  g_free (self->body);
  g_strfreev (self->picks);
  g_free (self);
}

/*
 * As JSON
 */

static char **
read_list (JsonNode *root,
           const char *member)
{
  JsonNode *node = JSON_NODE_HOLDS_OBJECT (root)
                       ? json_object_get_member (json_node_get_object (root), member)
                       : NULL;
  JsonArray *array =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *line = wb_json_get_text (json_array_get_element (array, i), NULL);

      if (line != NULL)
        g_strv_builder_add (builder, line);
    }
  return g_strv_builder_end (builder);
}

static WbLoginBody
read_body_kind (JsonNode *node)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (WB_TYPE_LOGIN_BODY);
  const char *nick = wb_json_get_text (node, "bodyKind");
  GEnumValue *value = nick != NULL ? g_enum_get_value_by_nick (klass, nick) : NULL;

  if (value != NULL)
    return (WbLoginBody) value->value;
  return wb_json_get_text (node, "body") != NULL ? WB_LOGIN_BODY_JSON : WB_LOGIN_BODY_NONE;
}

/**
 * wb_login_new_from_json:
 * @node: a tree of wb_json_parse()
 * @error: return location for a %G_IO_ERROR_INVALID_DATA
 *
 * Reads “{"method": …, "url": …, "headers": […], "bodyKind": "form", "body": …, "picks": […]}”; all
 * but the address may be missing.
 *
 * Returns: (transfer full) (nullable): a log-in request
 */
WbLogin *
wb_login_new_from_json (JsonNode *node,
                        GError **error)
{
  const char *url = wb_json_get_text (node, "url");
  const char *method = wb_json_get_text (node, "method");
  WbLogin *self;

  if (url == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _ ("A log-in request is a JSON object with an address as its “url”."));
      return NULL;
    }

  self = wb_login_new (method != NULL ? method : "POST", url);
  self->headers = read_list (node, "headers");
  self->body_kind = read_body_kind (node);
  self->body = g_strdup (wb_json_get_text (node, "body"));
  self->picks = read_list (node, "picks");
  return self;
}

static void
write_list (JsonObject *object,
            const char *member,
            char **lines)
{
  JsonArray *array;

  if (lines == NULL || *lines == NULL)
    return;

  array = json_array_new ();
  for (gsize i = 0; lines[i] != NULL; i++)
    json_array_add_string_element (array, lines[i]);
  json_object_set_array_member (object, member, array);
}

/**
 * wb_login_to_json:
 * @self: a log-in request
 *
 * Returns: (transfer full): what wb_login_new_from_json() reads; it has names of secrets, no values
 */
JsonNode *
wb_login_to_json (const WbLogin *self)
{
  g_autoptr(JsonObject) object = json_object_new ();
  g_autoptr(GEnumClass) klass = g_type_class_ref (WB_TYPE_LOGIN_BODY);

  json_object_set_string_member (object, "method", self->method);
  json_object_set_string_member (object, "url", self->url);
  write_list (object, "headers", self->headers);
  json_object_set_string_member (object, "bodyKind",
                                 g_enum_get_value (klass, (int) self->body_kind)->value_nick);
  if (self->body != NULL)
    json_object_set_string_member (object, "body", self->body);
  write_list (object, "picks", self->picks);
  return json_node_init_object (json_node_alloc (), object);
}

/*
 * Before and after
 */

static char *
expand_address (const char *url,
                const WbVariables *variables,
                WbTemplateFlags flags,
                GError **error)
{
  gsize before = strcspn (url, "?");
  GString *out = g_string_new (NULL);
  const char *authority = strstr (url, "://");
  gsize host = authority != NULL && authority < url + before
                   ? (gsize) (authority - url) + 3 + strcspn (authority + 3, "/?")
                   : strcspn (url, "/?");

  if (wb_template_append (out, url, host, WB_TEMPLATE_HOST, flags, variables, error) &&
      wb_template_append (out, url + host, before - host, WB_TEMPLATE_PATH, flags, variables, error) &&
      wb_template_append (out, url + before, strlen (url + before), WB_TEMPLATE_QUERY, flags, variables,
                          error))
    return g_string_free (out, FALSE);

  g_string_free (out, TRUE);
  return NULL;
}

/**
 * wb_login_preview_address:
 * @self: a log-in request
 * @variables: (nullable): what its names stand for
 *
 * Returns: (transfer full): its address for people, as far as the names are known
 */
char *
wb_login_preview_address (const WbLogin *self,
                          const WbVariables *variables)
{
  char *address = expand_address (self->url, variables, WB_TEMPLATE_MASKED, NULL);

  return address != NULL ? address : g_strdup (self->url);
}

/**
 * wb_login_expand:
 * @self: a log-in request
 * @variables: (nullable): what its names stand for
 * @error: return location for a %WB_FAILURE
 *
 * Returns: (transfer full) (nullable): what to send
 */
WbLogin *
wb_login_expand (const WbLogin *self,
                 const WbVariables *variables,
                 GError **error)
{
  g_autoptr(WbLogin) expanded = wb_login_copy (self);

  g_free (expanded->url);
  expanded->url = expand_address (self->url, variables, WB_TEMPLATE_STRICT, error);
  if (expanded->url == NULL || !wb_template_expand_list (expanded->headers, variables, error))
    return NULL;

  g_free (expanded->body);
  expanded->body = wb_template_expand (self->body, body_places[self->body_kind], WB_TEMPLATE_STRICT,
                                       variables, error);
  return self->body == NULL || expanded->body != NULL ? g_steal_pointer (&expanded) : NULL;
}

/**
 * wb_login_split_pick:
 * @pick: one of the picks
 * @variable: (out) (transfer full): the variable that gets a value
 * @path: (out): where it is in the answer, within @pick
 *
 * Returns: whether it names both
 */
gboolean
wb_login_split_pick (const char *pick,
                     char **variable,
                     const char **path)
{
  const char *equals = strchr (pick, '=');
  g_autofree char *name =
      equals != NULL ? g_strstrip (g_strndup (pick, (gsize) (equals - pick))) : NULL;

  if (name == NULL || !wb_variable_is_name (name) || equals[1] == '\0')
    return FALSE;

  *path = equals + 1;
  *variable = g_steal_pointer (&name);
  return TRUE;
}

/**
 * wb_login_declare_picks:
 * @self: (nullable): a log-in request
 * @variables: variables nobody else has
 *
 * Makes what it will bring secrets whose values are not known yet.
 */
void
wb_login_declare_picks (const WbLogin *self,
                        WbVariables *variables)
{
  for (gsize i = 0; self != NULL && self->picks != NULL && self->picks[i] != NULL; i++)
    {
      g_autofree char *name = NULL;
      const char *path;

      if (wb_login_split_pick (self->picks[i], &name, &path))
        wb_variables_set (variables, name, NULL, TRUE);
    }
}

/**
 * wb_login_drop_picks:
 * @self: (nullable): a log-in request
 * @variables: variables of wb_login_declare_picks()
 * @before: (nullable): the variables before that
 *
 * Takes back what was declared.
 */
void
wb_login_drop_picks (const WbLogin *self,
                     WbVariables *variables,
                     const WbVariables *before)
{
  for (gsize i = 0; self != NULL && self->picks != NULL && self->picks[i] != NULL; i++)
    {
      g_autofree char *name = NULL;
      const char *path;
      const WbVariable *variable;

      if (!wb_login_split_pick (self->picks[i], &name, &path))
        continue;

      variable = wb_variables_find (before, name, strlen (name));
      if (variable != NULL)
        wb_variables_set (variables, name, variable->value, variable->is_secret);
      else
        wb_variables_remove (variables, name);
    }
}

/**
 * wb_login_brings:
 * @self: (nullable): a log-in
 * @name: name of a variable
 *
 * Returns: whether its answer gives the variable its value
 */
gboolean
wb_login_brings (const WbLogin *self,
                 const char *name)
{
  gboolean brings = self != NULL && *self->url != '\0' && self->picks != NULL;

  for (gsize i = 0; brings && self->picks[i] != NULL; i++)
    {
      g_autofree char *variable = NULL;
      const char *path;

      if (wb_login_split_pick (self->picks[i], &variable, &path) && g_str_equal (variable, name))
        return TRUE;
    }
  return FALSE;
}

static gboolean
take_value (const char *pick,
            JsonNode *root,
            WbVariables *variables)
{
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;
  const char *path = NULL;

  if (!wb_login_split_pick (pick, &name, &path))
    return FALSE;

  value = wb_json_path_dup_text (root, path);
  return value != NULL && wb_variables_set (variables, name, value, TRUE);
}

/**
 * wb_login_pick:
 * @self: a log-in request
 * @answer: the body of its answer
 * @host: who answered
 * @variables: where to put the values, as secrets
 * @error: return location for a %WB_FAILURE, which tells no values
 *
 * Returns: whether all were found
 */
gboolean
wb_login_pick (const WbLogin *self,
               GBytes *answer,
               const char *host,
               WbVariables *variables,
               GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (answer, &length);
  g_autoptr(JsonNode) root = NULL;

  if (self->picks == NULL || self->picks[0] == NULL)
    return TRUE;

  root = wb_json_parse (length > 0 ? data : "", length, NULL);
  if (root == NULL)
    {
      g_propagate_error (
          error, wb_failure_new (WB_FAILURE_LOGIN_NOT_JSON, &(WbFailureFacts){ .host = host }));
      return FALSE;
    }

  for (gsize i = 0; self->picks[i] != NULL; i++)
    if (i == WB_MAX_LOGIN_PICKS || !take_value (self->picks[i], root, variables))
      {
        const char *equals = strchr (self->picks[i], '=');

        g_propagate_error (
            error, wb_failure_new (WB_FAILURE_LOGIN_MISSING,
                                   &(WbFailureFacts){
                                       .host = host,
                                       .detail = equals != NULL ? equals + 1 : self->picks[i],
                                   }));
        return FALSE;
      }
  return TRUE;
}
