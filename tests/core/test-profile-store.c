/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Connections kept in files from one run to the next. */

#include "config.h"

#include "wb-profile-file.h"
#include "wb-profile-store.h"
#include "wb-test.h"

#include <glib/gstdio.h>
#include <string.h>

/* A run of the program, as far as connections are concerned. */
typedef struct
{
  WbRegistry *registry;
  WbMonitor *monitor;
  WbProfileStore *store;
  char *failure;
} Run;

static void
failed_cb (Run *run,
           const char *sentence)
{
  g_free (run->failure);
  run->failure = g_strdup (sentence);
}

static char *
dup_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "connections", NULL);
}

static void
begin (Run *run,
       const char *const *order)
{
  static const char *const nothing[] = { NULL };
  g_autofree char *folder = dup_folder ();

  *run = (Run){ .registry = wb_registry_new () };
  run->monitor = wb_monitor_new (run->registry);
  run->store = wb_profile_store_new (run->monitor, folder, order != NULL ? order : nothing);
  g_signal_connect_swapped (run->store, "failed", G_CALLBACK (failed_cb), run);
  wb_profile_store_restore (run->store);
}

/* Returns the order to begin with again. */
static char **
end (Run *run)
{
  char **order = wb_profile_store_dup_order (run->store);

  g_assert_finalize_object (run->store);
  g_assert_finalize_object (run->monitor);
  wb_registry_free (run->registry);
  g_free (run->failure);
  return order;
}

static WbConnection *
add (Run *run,
     const char *name)
{
  g_autoptr(WbProfile) profile = wb_profile_new ("wss://h/");

  g_object_set (profile, "name", name, NULL);
  return wb_monitor_add (run->monitor, profile);
}

static WbConnection *
get (Run *run,
     guint position)
{
  g_autoptr(WbConnection) connection =
      g_list_model_get_item (wb_monitor_get_connections (run->monitor), position);

  return connection;
}

static const char *
name_at (Run *run,
         guint position)
{
  WbConnection *connection = get (run, position);

  return connection != NULL ? wb_profile_get_name (wb_connection_get_profile (connection)) : NULL;
}

static guint
count_files (void)
{
  g_autofree char *path = dup_folder ();
  g_autoptr(GDir) folder = g_dir_open (path, 0, NULL);
  guint count = 0;

  while (folder != NULL && g_dir_read_name (folder) != NULL)
    count++;
  return count;
}

static char *
read_file (const char *path)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* W1, W6, A1: names and order are there again, also after changes that nobody waited for. */
static void
test_restart (void)
{
  Run run;
  g_auto(GStrv) order = NULL;

  begin (&run, NULL);
  add (&run, "a");
  add (&run, "b");
  add (&run, "c");
  wb_monitor_move (run.monitor, get (&run, 2), 0);
  g_object_set (wb_connection_get_profile (get (&run, 1)), "name", "changed", NULL);
  order = end (&run);
  g_assert_cmpuint (count_files (), ==, 3);

  begin (&run, (const char *const *)order);
  g_assert_cmpstr (name_at (&run, 0), ==, "c");
  g_assert_cmpstr (name_at (&run, 1), ==, "changed");
  g_assert_cmpstr (name_at (&run, 2), ==, "b");
  g_assert_null (run.failure);
  g_strfreev (end (&run));

  /* Without the order, as from a copy of the folder, they are there as well. */
  begin (&run, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (wb_monitor_get_connections (run.monitor)), ==, 3);
  g_strfreev (end (&run));
}

/* Who got no name is called by the address, however often the program starts. */
static void
test_nameless (void)
{
  g_auto(GStrv) order = NULL;
  g_autofree char *path = NULL;
  g_autofree char *folder = dup_folder ();
  g_autofree char *text = NULL;
  g_autofree char *shown = NULL;
  Run run;

  begin (&run, NULL);
  add (&run, NULL);
  order = end (&run);

  begin (&run, NULL);
  g_assert_null (name_at (&run, 0));
  shown = wb_connection_dup_name (get (&run, 0));
  g_assert_cmpstr (shown, ==, "wss://h/");
  g_object_set (wb_connection_get_profile (get (&run, 0)), "limit", 5, NULL);
  g_strfreev (end (&run));
  path = g_build_filename (folder, order[0], NULL);
  text = read_file (path);
  g_assert_nonnull (strstr (text, "\"limit\": 5"));
  g_assert_null (strstr (text, "description"));
}

/* What an earlier version wrote for a name is none. */
static void
test_id_is_no_name (void)
{
  static const char text[] =
      "{\"endpoint\":\"ws://h/\",\"description\":\"48ba0a27-4a0e-4e8e-8c9e-3c3c8d9f3c11\","
      "\"whereabouts\":{\"version\":1,\"id\":\"48ba0a27-4a0e-4e8e-8c9e-3c3c8d9f3c11\"}}";
  g_autofree char *folder = dup_folder ();
  g_autofree char *path =
      g_build_filename (folder, "48ba0a27-4a0e-4e8e-8c9e-3c3c8d9f3c11.websocket", NULL);
  Run run;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  begin (&run, NULL);
  g_assert_null (name_at (&run, 0));
  g_strfreev (end (&run));
}

/* Changes are written by themselves, while the program runs. */
static void
test_saves (void)
{
  g_autofree char *folder = dup_folder ();
  g_autofree char *path = NULL;
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  WbConnection *connection;
  GStatBuf status;
  Run run;

  begin (&run, NULL);
  connection = add (&run, "a");
  g_object_get (wb_connection_get_profile (connection), "id", &id, NULL);
  name = g_strconcat (id, ".websocket", NULL);
  path = g_build_filename (folder, name, NULL);
  wb_test_await (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0077, ==, 0);
  g_strfreev (end (&run));
}

/* What is removed is gone; what is undone is as it was, with all that is not known here. */
static void
test_remove_and_undo (void)
{
  g_autofree char *folder = dup_folder ();
  g_autofree char *path = g_build_filename (folder, "mine.websocket", NULL);
  const char *text = "{\"x\":[1.0],\"endpoint\":\"ws://h/\",\"description\":\"mine\"}";
  g_autoptr(WbProfile) profile = NULL;
  g_auto(GStrv) order = NULL;
  g_autofree char *other = NULL;
  g_autofree char *again = NULL;
  Run run;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  begin (&run, NULL);
  profile = g_object_ref (wb_connection_get_profile (get (&run, 0)));
  wb_monitor_remove (run.monitor, get (&run, 0));
  wb_test_await (count_files () == 0);
  wb_monitor_insert (run.monitor, profile, 0);
  order = end (&run);

  other = g_build_filename (folder, order[0], NULL);
  again = read_file (other);
  g_assert_true (
      g_str_has_prefix (again, "{\"x\":[1.0],\"endpoint\":\"ws://h/\",\"description\":\"mine\""));
}

static gboolean
is_changed (const char *path,
            const char *text)
{
  g_autofree char *now = read_file (path);

  return strcmp (now, text) != 0;
}

static void
read_cb (GObject *source G_GNUC_UNUSED,
         GAsyncResult *result,
         gpointer data)
{
  *(WbProfile **) data = wb_profile_file_read_finish (result, NULL);
}

/* A file from elsewhere changes when the user says so, and only if it is still what was read. */
static void
test_elsewhere (void)
{
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "boats.websocket", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  const char *text = "{ \"endpoint\": \"ws://h/\" }";
  const char *theirs = "{ \"endpoint\": \"ws://their/own/\" }";
  g_autoptr(WbProfile) profile = NULL;
  g_auto(GStrv) order = NULL;
  g_autofree char *now = NULL;
  Run run;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_cache_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  begin (&run, NULL);
  wb_profile_file_read_async (file, NULL, read_cb, &profile);
  wb_test_await (profile != NULL);
  wb_monitor_add (run.monitor, profile);
  g_object_set (profile, "limit", 5, NULL);
  order = end (&run);
  g_assert_false (is_changed (path, text));
  g_assert_cmpuint (count_files (), ==, 0);
  g_clear_object (&profile);

  begin (&run, (const char *const *)order);
  wb_test_await (get (&run, 0) != NULL);
  profile = g_object_ref (wb_connection_get_profile (get (&run, 0)));
  g_assert_cmpstr (wb_profile_get_name (profile), ==, "boats");
  g_object_set (profile, "limit", 6, NULL);
  wb_profile_store_save (run.store, profile);
  wb_test_await (is_changed (path, text));
  now = read_file (path);
  g_assert_nonnull (strstr (now, "\"limit\": 6"));

  /* Twice is fine… */
  g_object_set (profile, "limit", 7, NULL);
  wb_profile_store_save (run.store, profile);
  wb_test_await (is_changed (path, now));
  /* …but not over what somebody else wrote. */
  g_assert_true (g_file_set_contents (path, theirs, -1, NULL));
  g_object_set (profile, "limit", 8, NULL);
  wb_profile_store_save (run.store, profile);
  wb_test_await (run.failure != NULL);
  g_assert_nonnull (
      strstr (run.failure, "“boats.websocket” was not saved: another program has changed it."));
  g_assert_false (is_changed (path, theirs));

  /* Who asks again is told again, and the file is theirs still. */
  g_clear_pointer (&run.failure, g_free);
  wb_profile_store_save (run.store, profile);
  wb_test_await (run.failure != NULL);
  g_assert_false (is_changed (path, theirs));
  g_strfreev (end (&run));
}

static void
load (Run *run,
      const char *path,
      const char *text)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(WbProfile) profile = NULL;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_cache_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  wb_profile_file_read_async (file, NULL, read_cb, &profile);
  wb_test_await (profile != NULL);
  wb_monitor_add (run->monitor, profile);
}

static void
save_limit (Run *run,
            guint limit)
{
  WbProfile *profile = wb_connection_get_profile (get (run, 0));

  g_object_set (profile, "limit", limit, NULL);
  wb_profile_store_save (run->store, profile);
}

/* Who saves again before the first text is written gets the last one, also when it is the one that
 * was there at first. */
static void
test_elsewhere_at_once (void)
{
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "quick.websocket", NULL);
  const char *text = "{\"endpoint\":\"ws://h/\",\"whereabouts\":{\"version\":1,\"limit\":5}}";
  g_autofree char *first = NULL;
  Run run;

  begin (&run, NULL);
  load (&run, path, text);
  save_limit (&run, 6);
  wb_test_await (is_changed (path, text));
  first = read_file (path);

  save_limit (&run, 7);
  save_limit (&run, 8);
  save_limit (&run, 6);
  g_assert_null (run.failure);
  g_strfreev (end (&run));
  g_assert_false (is_changed (path, first));
}

/* Where nothing can be written: a file stands in the way, as a full disk would. */
static void
test_failed (void)
{
  g_autofree char *folder = dup_folder ();
  Run run;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (folder, "", 0, NULL));
  begin (&run, NULL);
  add (&run, "a");
  wb_profile_store_save (run.store, wb_connection_get_profile (get (&run, 0)));
  wb_test_await (run.failure != NULL);
  g_assert_nonnull (strstr (run.failure, "was not saved"));
  g_assert_cmpint (g_unlink (folder), ==, 0);
  g_strfreev (end (&run));
  g_assert_cmpuint (count_files (), ==, 1);
}

/* The same for who asks for it once more. */
static void
test_failed_and_saved (void)
{
  g_autofree char *folder = dup_folder ();
  WbProfile *profile;
  Run run;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (folder, "", 0, NULL));
  begin (&run, NULL);
  add (&run, "a");
  profile = wb_connection_get_profile (get (&run, 0));
  wb_profile_store_save (run.store, profile);
  wb_test_await (run.failure != NULL);
  g_assert_cmpint (g_unlink (folder), ==, 0);
  wb_profile_store_save (run.store, profile);
  wb_test_await (count_files () == 1);
  g_strfreev (end (&run));
}

/* A file that can't be read is left alone and keeps a place; the user is told. */
static void
test_damaged (void)
{
  g_autofree char *folder = dup_folder ();
  g_autofree char *path = g_build_filename (folder, "broken.websocket", NULL);
  const char *order[] = { "broken.websocket", "../outside.websocket", "gone.websocket",
                          "/etc/passwd", NULL };
  g_auto(GStrv) after = NULL;
  Run run;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "{ \"endpoint\"", -1, NULL));
  begin (&run, order);
  g_assert_nonnull (strstr (run.failure, "“broken.websocket” describes no connection. "));
  add (&run, "a");
  after = end (&run);
  g_assert_true (g_strv_contains ((const char *const *)after, "broken.websocket"));
  g_assert_false (g_strv_contains ((const char *const *)after, "../outside.websocket"));
  g_assert_false (is_changed (path, "{ \"endpoint\""));
}

/* W6: whatever comes and goes, places keep their order, and what is read later comes to its own. */
static void
test_places (void)
{
  g_autofree char *folder = dup_folder ();
  g_autofree char *first = g_build_filename (folder, "1.websocket", NULL);
  g_autofree char *second = g_build_filename (folder, "2.websocket", NULL);
  g_autofree char *slow = g_build_filename (g_get_user_cache_dir (), "slow.websocket", NULL);
  g_autofree char *uri = g_filename_to_uri (slow, NULL, NULL);
  const char *text = "{ \"endpoint\": \"ws://h/\" }";
  const char *order[] = { "1.websocket", "gone.websocket", uri, "missing.websocket", "2.websocket",
                          NULL };
  const char *expected[] = { "gone.websocket", uri, "missing.websocket", "2.websocket", NULL };
  g_auto(GStrv) after = NULL;
  Run run;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (g_get_user_cache_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (first, text, -1, NULL));
  g_assert_true (g_file_set_contents (second, text, -1, NULL));
  g_assert_true (g_file_set_contents (slow, text, -1, NULL));

  begin (&run, order);
  add (&run, "new");
  wb_monitor_remove (run.monitor, get (&run, 0));
  wb_test_await (g_strcmp0 (name_at (&run, 0), "slow") == 0);
  g_assert_cmpstr (name_at (&run, 2), ==, "new");
  wb_monitor_remove (run.monitor, get (&run, 2));
  after = end (&run);
  g_assert_cmpstrv (after, (char **) expected);
}

static void
set_secrets (WbProfile *profile)
{
  const char *const headers[] = { "X-Token: s3cret-header", NULL };
  g_autoptr(WbLogin) login = wb_login_new ("POST", "https://h/login?key=s3cret-login");

  login->body_kind = WB_LOGIN_BODY_JSON;
  login->body = g_strdup ("{\"password\":\"s3cret-body\"}");
  g_object_set (profile, "url", "wss://bob:s3cret-pw@h/?token=s3cret-url", "bearer", "s3cret-bearer",
                "headers", headers, "login", login, NULL);
}

static const struct {
  const char *name;
  const char *value;
} kept[] = {
  { "password", "s3cret-pw" },    { "token", "s3cret-url" },    { "token_2", "s3cret-bearer" },
  { "X-Token", "s3cret-header" }, { "key", "s3cret-login" },    { "password_2", "s3cret-body" },
};

/*
 * Secrets
 */

/* A store that notes whose secrets it is told to forget. */
typedef struct
{
  GObject parent_instance;
  char *cleared;
} TestSecrets;

typedef GObjectClass TestSecretsClass;

static GType test_secrets_get_type (void);
static void test_secrets_iface_init (WbSecretStoreInterface *iface);

G_DEFINE_TYPE_WITH_CODE (TestSecrets, test_secrets, G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (WB_TYPE_SECRET_STORE, test_secrets_iface_init))

static void
clear_async (WbSecretStore *store,
             const char *profile,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer data)
{
  g_autoptr(GTask) task = g_task_new (store, cancellable, callback, data);
  TestSecrets *self = (TestSecrets *) store;

  g_free (self->cleared);
  self->cleared = g_strdup (profile);
  g_task_return_boolean (task, TRUE);
}

static gboolean
clear_finish (WbSecretStore *store G_GNUC_UNUSED,
              GAsyncResult *result,
              GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
test_secrets_iface_init (WbSecretStoreInterface *iface)
{
  iface->clear_async = clear_async;
  iface->clear_finish = clear_finish;
}

static void
test_secrets_class_init (TestSecretsClass *klass G_GNUC_UNUSED)
{
}

static void
test_secrets_init (TestSecrets *self G_GNUC_UNUSED)
{
}

/* What is removed leaves nothing behind where secrets are kept. */
static void
test_removed_secrets (void)
{
  TestSecrets *secrets = g_object_new (test_secrets_get_type (), NULL);
  g_autofree char *id = NULL;
  WbConnection *connection;
  Run run;

  begin (&run, NULL);
  wb_registry_set_secret_store (run.registry, WB_SECRET_STORE (secrets));
  connection = add (&run, "a");
  g_object_get (wb_connection_get_profile (connection), "id", &id, NULL);
  g_assert_null (secrets->cleared);
  wb_monitor_remove (run.monitor, connection);
  g_assert_cmpstr (secrets->cleared, ==, id);

  g_clear_pointer (&secrets->cleared, g_free);
  g_strfreev (end (&run));
  g_assert_null (secrets->cleared);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (secrets);
}

/* C14: no file has a secret that was typed, and until the program ends it is still there. */
static void
test_secrets (void)
{
  g_autofree char *folder = dup_folder ();
  g_auto(GStrv) order = NULL;
  WbProfile *profile;
  Run run;

  begin (&run, NULL);
  profile = wb_connection_get_profile (add (&run, "a"));
  set_secrets (profile);
  wb_profile_store_save (run.store, profile);
  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      const WbVariables *variables = wb_profile_get_variables (profile);
      const WbVariable *variable = wb_variables_find (variables, kept[i].name, strlen (kept[i].name));

      g_assert_nonnull (variable);
      g_assert_true (variable->is_secret);
      g_assert_cmpstr (variable->value, ==, kept[i].value);
    }

  g_object_set (profile, "bearer", "s3cret-later", NULL);
  order = end (&run);
  for (gsize i = 0; order[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folder, order[i], NULL);
      g_autofree char *text = read_file (path);

      g_assert_null (strstr (text, "s3cret"));
      g_assert_nonnull (strstr (text, "{{token_3}}"));
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/core/profile-store/W1-W6-A1-restart", test_restart);
  g_test_add_func ("/core/profile-store/nameless", test_nameless);
  g_test_add_func ("/core/profile-store/id-is-no-name", test_id_is_no_name);
  g_test_add_func ("/core/profile-store/saves", test_saves);
  g_test_add_func ("/core/profile-store/W6-remove-and-undo", test_remove_and_undo);
  g_test_add_func ("/core/profile-store/C1-elsewhere", test_elsewhere);
  g_test_add_func ("/core/profile-store/elsewhere-at-once", test_elsewhere_at_once);
  g_test_add_func ("/core/profile-store/failed", test_failed);
  g_test_add_func ("/core/profile-store/failed-and-saved", test_failed_and_saved);
  g_test_add_func ("/core/profile-store/damaged", test_damaged);
  g_test_add_func ("/core/profile-store/W6-places", test_places);
  g_test_add_func ("/core/profile-store/C14-removed-secrets", test_removed_secrets);
  g_test_add_func ("/core/profile-store/C14-secrets", test_secrets);
  return g_test_run ();
}
