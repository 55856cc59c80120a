/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Before a connection opens: the values of its secrets, from where they are kept or from the user. */

#include "config.h"

#include "wb-connection-private.h"

#include "wb-address.h"

/* A search under way: one name after the other. It outlives a connection that goes away, and is
 * given up when that is closed. */
typedef struct {
  WbConnection *connection; /* owned */
  WbSecretStore *store;     /* owned */
  char **names;
  guint next;
  char *server;
} Search;

static void
search_free (Search *search)
{
  g_object_unref (search->connection);
  g_object_unref (search->store);
  g_strfreev (search->names);
  g_free (search->server);
  g_free (search);
}

/**
 * wb_connection_list_missing_secrets:
 * @self: a connection
 *
 * Returns: (transfer full): names of its secret variables whose values are not known, in their order
 */
char **
wb_connection_list_missing_secrets (WbConnection *self)
{
  const WbVariables *variables = wb_profile_get_variables (self->profile);
  const WbLogin *login = wb_profile_get_login (self->profile);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < wb_variables_get_length (variables); i++)
    {
      const WbVariable *variable = wb_variables_get (variables, i);

      /* What the log-in brings is not asked for. */
      if (variable->is_secret && variable->value == NULL && !wb_login_brings (login, variable->name))
        g_strv_builder_add (builder, variable->name);
    }
  return g_strv_builder_end (builder);
}

static void
set_value (WbConnection *self,
           const char *name,
           const char *value)
{
  g_autoptr(WbVariables) variables = wb_variables_copy (wb_profile_get_variables (self->profile));

  if (wb_variables_set (variables, name, value, TRUE))
    g_object_set (self->profile, "variables", variables, NULL);
}

/* What was kept for one server is not for another, which may have got into the address meanwhile. */
static gboolean
is_for_same_server (const Search *search)
{
  g_autofree char *server = wb_address_get_recipients (search->connection->profile);

  return g_str_equal (server, search->server);
}

static void look_up_next (Search *search);

static void
found_cb (GObject *store,
          GAsyncResult *result,
          gpointer data)
{
  Search *search = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *value = wb_secret_store_lookup_finish (WB_SECRET_STORE (store), result, &error);

  if (error != NULL)
    g_info ("A secret could not be looked up: %s", error->message);
  if (value != NULL && is_for_same_server (search))
    set_value (search->connection, search->names[search->next], value);
  search->next++;
  look_up_next (search);
}

static void
finish (Search *search)
{
  WbConnection *self = search->connection;
  gboolean is_wanted = self->search == search && self->feed != NULL;

  if (self->search == search)
    self->search = NULL;
  if (is_wanted && is_for_same_server (search))
    wb_connection_open_or_ask (self);
  else if (is_wanted)
    wb_connection_find_secrets (self);
  search_free (search);
}

static void
look_up_next (Search *search)
{
  WbConnection *self = search->connection;
  g_autofree char *id = NULL;
  g_autoptr(WbSecretKey) key = NULL;

  if (search->names[search->next] == NULL)
    {
      finish (search);
      return;
    }

  g_object_get (self->profile, "id", &id, NULL);
  key = wb_secret_key_new (id, search->names[search->next], search->server);
  wb_secret_store_lookup_async (search->store, key, NULL, found_cb, search);
}

/**
 * wb_connection_find_secrets:
 * @self: a connection that is to be opened
 *
 * Looks for the values of its secrets, then opens it or asks for what is still missing.
 */
void
wb_connection_find_secrets (WbConnection *self)
{
  g_auto(GStrv) names = wb_connection_list_missing_secrets (self);
  g_autofree char *id = NULL;
  Search *search;

  g_object_get (self->profile, "id", &id, NULL);
  if (names[0] == NULL || self->store == NULL || id == NULL || *id == '\0')
    {
      wb_connection_open_or_ask (self);
      return;
    }
  if (self->search != NULL)
    return;

  search = g_new0 (Search, 1);
  self->search = search;
  search->connection = g_object_ref (self);
  search->store = g_object_ref (self->store);
  search->names = g_steal_pointer (&names);
  search->server = wb_address_get_recipients (self->profile);
  look_up_next (search);
}

/*
 * What the user gives
 */

static void
stored_cb (GObject *store,
           GAsyncResult *result,
           gpointer data G_GNUC_UNUSED)
{
  g_autoptr(GError) error = NULL;

  if (!wb_secret_store_store_finish (WB_SECRET_STORE (store), result, &error))
    g_message ("A secret could not be kept: %s", error->message);
}

static void
keep (WbConnection *self,
      const char *name,
      const char *value,
      WbSecretPlace place)
{
  g_autofree char *id = NULL;
  g_autofree char *server = NULL;
  g_autoptr(WbSecretKey) key = NULL;

  g_object_get (self->profile, "id", &id, NULL);
  if (place == WB_SECRET_PLACE_SESSION || self->store == NULL || id == NULL || *id == '\0')
    return;

  server = wb_address_get_recipients (self->profile);
  key = wb_secret_key_new (id, name, server);
  wb_secret_store_store_async (self->store, key, value, place, NULL, stored_cb, NULL);
}

/**
 * wb_connection_set_secret:
 * @self: a connection
 * @name: name of a secret variable
 * @value: its value
 * @place: where to keep it beyond this session
 *
 * Gives a secret its value. A profile without an id keeps none beyond the session.
 */
void
wb_connection_set_secret (WbConnection *self,
                          const char *name,
                          const char *value,
                          WbSecretPlace place)
{
  g_return_if_fail (WB_IS_CONNECTION (self));

  set_value (self, name, value);
  keep (self, name, value, place);
}

/**
 * wb_connection_keep_secrets:
 * @self: a connection that was edited
 * @place: where to keep the values of its secrets beyond this session
 */
void
wb_connection_keep_secrets (WbConnection *self,
                            WbSecretPlace place)
{
  g_autoptr(WbVariables) variables = NULL;

  g_return_if_fail (WB_IS_CONNECTION (self));

  variables = wb_variables_copy (wb_profile_get_variables (self->profile));
  for (guint i = 0; i < wb_variables_get_length (variables); i++)
    {
      const WbVariable *variable = wb_variables_get (variables, i);

      if (variable->is_secret && variable->value != NULL)
        keep (self, variable->name, variable->value, place);
    }
}

/**
 * wb_connection_get_secret_store:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): where its secrets are kept
 */
WbSecretStore *
wb_connection_get_secret_store (WbConnection *self)
{
  g_return_val_if_fail (WB_IS_CONNECTION (self), NULL);

  return self->store;
}
