/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Where the values of secrets are kept: the keyring of the desktop, or else a file.
 *
 * libsecret talks to the Secret Service, and inside of a sandbox to the portal; both without blocking.
 * The file is written by a worker, and only if the user chose it. */

#include "config.h"

#include "wb-secret-vault.h"

#include "wb-secret-file.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

/**
 * WbSecretVault:
 *
 * Lives on the main thread.
 */
struct _WbSecretVault {
  GObject parent_instance;

  gboolean has_keyring; /* as the last answer told; assumed before the first */
};

static void wb_secret_vault_iface_init (WbSecretStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (WbSecretVault, wb_secret_vault, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (WB_TYPE_SECRET_STORE, wb_secret_vault_iface_init))

static const SecretSchema schema = {
  .name = "app.whereabouts.Variable",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = {
    { "profile", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "variable", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "server", SECRET_SCHEMA_ATTRIBUTE_STRING },
  },
};

/* What a task works on. */
typedef struct {
  char *path;
  WbSecretKey *key;
  char *value;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  wb_secret_key_free (job->key);
  g_free (job->value);
  g_free (job);
}

static GTask *
make_task (WbSecretStore *store,
           WbSecretKey *key,
           const char *value,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer data)
{
  GTask *task = g_task_new (store, cancellable, callback, data);
  Job *job = g_new0 (Job, 1);

  job->path = g_build_filename (g_get_user_data_dir (), "whereabouts", "secrets.json", NULL);
  job->key = key;
  job->value = g_strdup (value);
  g_task_set_task_data (task, job, job_free);
  return task;
}

/* A keyring that the user keeps locked is one; a bus or service that is not there is none. */
static void
learn (GTask *task,
       const GError *error)
{
  WbSecretVault *self = g_task_get_source_object (task);

  self->has_keyring = error == NULL || error->domain == SECRET_ERROR ||
                      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/*
 * Looking up
 */

static void
look_into_file (GTask *task,
                gpointer store G_GNUC_UNUSED,
                gpointer data,
                GCancellable *cancellable G_GNUC_UNUSED)
{
  Job *job = data;
  GError *error = NULL;
  char *value = wb_secret_file_lookup (job->path, job->key, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, value, g_free);
}

static void
looked_up_cb (GObject *source G_GNUC_UNUSED,
              GAsyncResult *result,
              gpointer data)
{
  g_autoptr(GTask) task = data;
  g_autoptr(GError) error = NULL;
  char *value = secret_password_lookup_finish (result, &error);

  learn (task, error);
  if (error != NULL)
    g_debug ("The keyring did not answer: %s", error->message);
  if (value != NULL)
    {
      g_task_return_pointer (task, g_strdup (value), g_free);
      secret_password_free (value);
    }
  else
    g_task_run_in_thread (task, look_into_file);
}

static void
wb_secret_vault_lookup_async (WbSecretStore *store,
                              const WbSecretKey *key,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  GTask *task = make_task (store, wb_secret_key_copy (key), NULL, cancellable, callback, data);

  secret_password_lookup (&schema, cancellable, looked_up_cb, task, "profile", key->profile,
                          "variable", key->variable, "server", key->server, NULL);
}

static char *
wb_secret_vault_lookup_finish (WbSecretStore *store G_GNUC_UNUSED,
                               GAsyncResult *result,
                               GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/*
 * Keeping
 */

static void
write_to_file (GTask *task,
               gpointer store G_GNUC_UNUSED,
               gpointer data,
               GCancellable *cancellable G_GNUC_UNUSED)
{
  Job *job = data;
  GError *error = NULL;

  if (wb_secret_file_store (job->path, job->key, job->value, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
stored_cb (GObject *source G_GNUC_UNUSED,
           GAsyncResult *result,
           gpointer data)
{
  g_autoptr(GTask) task = data;
  GError *error = NULL;
  gboolean is_stored = secret_password_store_finish (result, &error);

  learn (task, error);
  if (is_stored)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
wb_secret_vault_store_async (WbSecretStore *store,
                             const WbSecretKey *key,
                             const char *value,
                             WbSecretPlace place,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  GTask *task = make_task (store, wb_secret_key_copy (key), value, cancellable, callback, data);
  /* Translators: how a keyring lists a secret: name of a variable, then the server it is for. */
  g_autofree char *label = g_strdup_printf (_ ("Whereabouts: %s for %s"), key->variable, key->server);

  if (place == WB_SECRET_PLACE_KEYRING)
    {
      secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, value, cancellable,
                             stored_cb, task, "profile", key->profile, "variable", key->variable,
                             "server", key->server, NULL);
      return;
    }

  if (place == WB_SECRET_PLACE_FILE)
    g_task_run_in_thread (task, write_to_file);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static gboolean
finish_boolean (WbSecretStore *store G_GNUC_UNUSED,
                GAsyncResult *result,
                GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/*
 * Forgetting
 */

static void
clear_file (GTask *task,
            gpointer store G_GNUC_UNUSED,
            gpointer data,
            GCancellable *cancellable G_GNUC_UNUSED)
{
  Job *job = data;
  GError *error = NULL;

  if (wb_secret_file_clear (job->path, job->key->profile, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
cleared_cb (GObject *source G_GNUC_UNUSED,
            GAsyncResult *result,
            gpointer data)
{
  g_autoptr(GTask) task = data;
  g_autoptr(GError) error = NULL;

  secret_password_clear_finish (result, &error);
  learn (task, error);
  g_task_run_in_thread (task, clear_file);
}

static void
wb_secret_vault_clear_async (WbSecretStore *store,
                             const char *profile,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  WbSecretKey *key = wb_secret_key_new (profile, NULL, NULL);
  GTask *task = make_task (store, key, NULL, cancellable, callback, data);

  secret_password_clear (&schema, cancellable, cleared_cb, task, "profile", profile, NULL);
}

static gboolean
wb_secret_vault_has_keyring (WbSecretStore *store)
{
  return WB_SECRET_VAULT (store)->has_keyring;
}

static void
wb_secret_vault_iface_init (WbSecretStoreInterface *iface)
{
  iface->has_keyring = wb_secret_vault_has_keyring;
  iface->lookup_async = wb_secret_vault_lookup_async;
  iface->lookup_finish = wb_secret_vault_lookup_finish;
  iface->store_async = wb_secret_vault_store_async;
  iface->store_finish = finish_boolean;
  iface->clear_async = wb_secret_vault_clear_async;
  iface->clear_finish = finish_boolean;
}

static void
wb_secret_vault_class_init (WbSecretVaultClass *klass G_GNUC_UNUSED)
{
}

static void
wb_secret_vault_init (WbSecretVault *self)
{
  self->has_keyring = TRUE;
}

/**
 * wb_secret_vault_new:
 *
 * Returns: (transfer full): the store of this user
 */
WbSecretStore *
wb_secret_vault_new (void)
{
  return g_object_new (WB_TYPE_SECRET_VAULT, NULL);
}
