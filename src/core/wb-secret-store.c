/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Where the values of secret variables are kept. */

#include "config.h"

#include "wb-secret-store.h"

G_DEFINE_ENUM_TYPE (WbSecretPlace, wb_secret_place,
                    G_DEFINE_ENUM_VALUE (WB_SECRET_PLACE_SESSION, "session"),
                    G_DEFINE_ENUM_VALUE (WB_SECRET_PLACE_KEYRING, "keyring"),
                    G_DEFINE_ENUM_VALUE (WB_SECRET_PLACE_FILE, "file"))

G_DEFINE_INTERFACE (WbSecretStore, wb_secret_store, G_TYPE_OBJECT)

static void
wb_secret_store_default_init (WbSecretStoreInterface *iface G_GNUC_UNUSED)
{
}

WbSecretKey *
wb_secret_key_new (const char *profile,
                   const char *variable,
                   const char *server)
{
  WbSecretKey *self = g_new0 (WbSecretKey, 1);

  self->profile = g_strdup (profile);
  self->variable = g_strdup (variable);
  self->server = g_strdup (server);
  return self;
}

WbSecretKey *
wb_secret_key_copy (const WbSecretKey *self)
{
  return wb_secret_key_new (self->profile, self->variable, self->server);
}

void
wb_secret_key_free (WbSecretKey *self)
{
  g_free (self->profile);
  g_free (self->variable);
  g_free (self->server);
  g_free (self);
}

gboolean
wb_secret_store_has_keyring (WbSecretStore *self)
{
  g_return_val_if_fail (WB_IS_SECRET_STORE (self), FALSE);

  return WB_SECRET_STORE_GET_IFACE (self)->has_keyring (self);
}

void
wb_secret_store_lookup_async (WbSecretStore *self,
                              const WbSecretKey *key,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  g_return_if_fail (WB_IS_SECRET_STORE (self));

  WB_SECRET_STORE_GET_IFACE (self)->lookup_async (self, key, cancellable, callback, data);
}

/**
 * wb_secret_store_lookup_finish:
 * @self: a store
 * @result: what its callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the value; %NULL without @error if there is none
 */
char *
wb_secret_store_lookup_finish (WbSecretStore *self,
                               GAsyncResult *result,
                               GError **error)
{
  g_return_val_if_fail (WB_IS_SECRET_STORE (self), NULL);

  return WB_SECRET_STORE_GET_IFACE (self)->lookup_finish (self, result, error);
}

void
wb_secret_store_store_async (WbSecretStore *self,
                             const WbSecretKey *key,
                             const char *value,
                             WbSecretPlace place,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  g_return_if_fail (WB_IS_SECRET_STORE (self));

  WB_SECRET_STORE_GET_IFACE (self)->store_async (self, key, value, place, cancellable, callback,
                                                 data);
}

gboolean
wb_secret_store_store_finish (WbSecretStore *self,
                              GAsyncResult *result,
                              GError **error)
{
  g_return_val_if_fail (WB_IS_SECRET_STORE (self), FALSE);

  return WB_SECRET_STORE_GET_IFACE (self)->store_finish (self, result, error);
}

void
wb_secret_store_clear_async (WbSecretStore *self,
                             const char *profile,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  g_return_if_fail (WB_IS_SECRET_STORE (self));

  WB_SECRET_STORE_GET_IFACE (self)->clear_async (self, profile, cancellable, callback, data);
}

gboolean
wb_secret_store_clear_finish (WbSecretStore *self,
                              GAsyncResult *result,
                              GError **error)
{
  g_return_val_if_fail (WB_IS_SECRET_STORE (self), FALSE);

  return WB_SECRET_STORE_GET_IFACE (self)->clear_finish (self, result, error);
}
