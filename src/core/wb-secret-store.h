/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Where the values of secret variables are kept. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define WB_TYPE_SECRET_PLACE (wb_secret_place_get_type ())
GType wb_secret_place_get_type (void);

/**
 * WbSecretPlace:
 * @WB_SECRET_PLACE_SESSION: in memory, until the program ends
 * @WB_SECRET_PLACE_KEYRING: in the keyring of the desktop, encrypted
 * @WB_SECRET_PLACE_FILE: in a file that only the user can read, where there is no keyring
 */
typedef enum {
  WB_SECRET_PLACE_SESSION,
  WB_SECRET_PLACE_KEYRING,
  WB_SECRET_PLACE_FILE,
} WbSecretPlace;

/**
 * WbSecretKey:
 * @profile: id of the profile
 * @variable: name of the variable
 * @server: who gets it, see wb_address_get_server()
 *
 * What a value is kept under. The server is part of it, so that a profile that somebody copied and
 * pointed elsewhere finds nothing.
 */
typedef struct {
  char *profile;
  char *variable;
  char *server;
} WbSecretKey;

WbSecretKey *wb_secret_key_new (const char *profile,
                                const char *variable,
                                const char *server);
WbSecretKey *wb_secret_key_copy (const WbSecretKey *self);
void wb_secret_key_free (WbSecretKey *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbSecretKey, wb_secret_key_free)

#define WB_TYPE_SECRET_STORE (wb_secret_store_get_type ())
G_DECLARE_INTERFACE (WbSecretStore, wb_secret_store, WB, SECRET_STORE, GObject)

/**
 * WbSecretStoreInterface:
 * @has_keyring: whether there is a keyring, as far as is known
 * @lookup_async: finds a value; what can't be asked has none
 * @lookup_finish: (nullable): the value; %NULL without error if there is none
 * @store_async: keeps a value in the keyring or in the file
 * @store_finish: whether it is kept
 * @clear_async: forgets all values of a profile, wherever they are
 * @clear_finish: whether that is done
 *
 * Used on the main thread, which it never blocks.
 */
struct _WbSecretStoreInterface {
  GTypeInterface parent_iface;

  gboolean (*has_keyring) (WbSecretStore *self);
  void (*lookup_async) (WbSecretStore *self,
                        const WbSecretKey *key,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data);
  char *(*lookup_finish) (WbSecretStore *self,
                          GAsyncResult *result,
                          GError **error);
  void (*store_async) (WbSecretStore *self,
                       const WbSecretKey *key,
                       const char *value,
                       WbSecretPlace place,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data);
  gboolean (*store_finish) (WbSecretStore *self,
                            GAsyncResult *result,
                            GError **error);
  void (*clear_async) (WbSecretStore *self,
                       const char *profile,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data);
  gboolean (*clear_finish) (WbSecretStore *self,
                            GAsyncResult *result,
                            GError **error);
};

gboolean wb_secret_store_has_keyring (WbSecretStore *self);
void wb_secret_store_lookup_async (WbSecretStore *self,
                                   const WbSecretKey *key,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data);
char *wb_secret_store_lookup_finish (WbSecretStore *self,
                                     GAsyncResult *result,
                                     GError **error);
void wb_secret_store_store_async (WbSecretStore *self,
                                  const WbSecretKey *key,
                                  const char *value,
                                  WbSecretPlace place,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
gboolean wb_secret_store_store_finish (WbSecretStore *self,
                                       GAsyncResult *result,
                                       GError **error);
void wb_secret_store_clear_async (WbSecretStore *self,
                                  const char *profile,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
gboolean wb_secret_store_clear_finish (WbSecretStore *self,
                                       GAsyncResult *result,
                                       GError **error);

G_END_DECLS
