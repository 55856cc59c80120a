/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Where secrets are kept, with a keyring and without: with-keyring.sh says which in WB_TEST_KEYRING,
 * and gives a home of its own. */

#include "config.h"

#include "wb-address.h"
#include "wb-failure.h"
#include "wb-fake.h"
#include "wb-monitor.h"
#include "wb-net.h"
#include "wb-secret-file.h"
#include "wb-server.h"
#include "wb-test.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define SECRET "hunter2-t0p-secret"

/* A connection that sends its secret when it is open, and who is asked for it. */
typedef struct {
  WbRegistry *registry;
  WbMonitor *monitor;
  WbConnection *connection;
  WbServer *server;
  GString *received;
  guint n_asked;
  gboolean answers; /* whether somebody is there to be asked */
} World;

static void
message_cb (WbServer *server G_GNUC_UNUSED,
            guint client G_GNUC_UNUSED,
            guint kind G_GNUC_UNUSED,
            GBytes *payload,
            GString *received)
{
  g_string_append_len (received, g_bytes_get_data (payload, NULL), (gssize) g_bytes_get_size (payload));
}

static gboolean
secrets_needed_cb (WbConnection *connection G_GNUC_UNUSED,
                   char **names,
                   World *world)
{
  g_assert_cmpstr (names[0], ==, "token");
  g_assert_null (names[1]);
  world->n_asked++;
  return world->answers;
}

static void
world_init (World *world,
            const char *id)
{
  g_autoptr(WbProfile) profile = NULL;
  g_autoptr(WbVariables) variables = wb_variables_new ();
  g_autoptr(GBytes) hello = g_bytes_new_static ("{{token}}", 9);

  *world = (World){ .answers = TRUE, .received = g_string_new (NULL), .server = wb_server_new () };
  g_assert_true (wb_server_listen (world->server, 0, NULL));
  g_signal_connect (world->server, "message", G_CALLBACK (message_cb), world->received);
  profile = wb_profile_new (wb_server_get_url (world->server));
  wb_variables_set (variables, "token", NULL, TRUE);
  g_object_set (profile, "id", id, "variables", variables, NULL);
  wb_profile_add_on_connect (profile, WB_MESSAGE_TEXT, hello);
  world->registry = wb_fake_registry_new ();
  wb_net_register (world->registry);
  world->monitor = wb_monitor_new (world->registry);
  world->connection = wb_monitor_add (world->monitor, profile);
  g_signal_connect (world->connection, "secrets-needed", G_CALLBACK (secrets_needed_cb), world);
}

static void
world_clear (World *world)
{
  g_assert_finalize_object (world->monitor);
  wb_registry_free (world->registry);
  g_object_unref (world->server);
  g_string_free (world->received, TRUE);
}

static WbProfile *
get_profile (World *world)
{
  return wb_connection_get_profile (world->connection);
}

/* As if the program had been started again. */
static void
forget_value (World *world)
{
  g_autoptr(WbVariables) variables = wb_variables_new ();

  wb_connection_close (world->connection, 1000, NULL);
  wb_test_await (wb_connection_get_state (world->connection) == WB_STATE_CLOSED);
  wb_variables_set (variables, "token", NULL, TRUE);
  g_object_set (get_profile (world), "variables", variables, NULL);
  g_string_truncate (world->received, 0);
}

static void
open_and_send (World *world)
{
  wb_connection_open (world->connection);
  wb_test_await (world->received->len > 0);
  g_assert_cmpstr (world->received->str, ==, SECRET);
}

static void
keep_result_cb (GObject *source G_GNUC_UNUSED,
                GAsyncResult *result,
                gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static char *
look_up (World *world)
{
  WbSecretStore *store = wb_connection_get_secret_store (world->connection);
  g_autofree char *server = wb_address_get_server (wb_server_get_url (world->server));
  g_autoptr(WbSecretKey) key = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autofree char *id = NULL;

  g_object_get (get_profile (world), "id", &id, NULL);
  key = wb_secret_key_new (id, "token", server);
  wb_secret_store_lookup_async (store, key, NULL, keep_result_cb, &result);
  wb_test_await (result != NULL);
  return wb_secret_store_lookup_finish (store, result, NULL);
}

static gboolean
is_kept (World *world)
{
  g_autofree char *value = look_up (world);

  return g_strcmp0 (value, SECRET) == 0;
}

static void
clear (World *world,
       const char *id)
{
  WbSecretStore *store = wb_connection_get_secret_store (world->connection);
  g_autoptr(GAsyncResult) result = NULL;

  wb_secret_store_clear_async (store, id, NULL, keep_result_cb, &result);
  wb_test_await (result != NULL);
  g_assert_true (wb_secret_store_clear_finish (store, result, NULL));
}

static gboolean
has_keyring (void)
{
  return g_strcmp0 (g_getenv ("WB_TEST_KEYRING"), "keyring") == 0;
}

static WbSecretPlace
get_place (void)
{
  return has_keyring () ? WB_SECRET_PLACE_KEYRING : WB_SECRET_PLACE_FILE;
}

static char *
get_file (void)
{
  return g_build_filename (g_get_user_data_dir (), "whereabouts", "secrets.json", NULL);
}

static gboolean
has_secret (const char *text,
            gsize length)
{
  gsize size = strlen (SECRET);

  for (gsize at = 0; at + size <= length; at++)
    if (memcmp (text + at, SECRET, size) == 0)
      return TRUE;
  return FALSE;
}

/* How many files below @folder have the secret in them. */
static guint
count_leaks (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint count = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      gsize length = 0;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        count += count_leaks (path);
      else if (g_file_test (path, G_FILE_TEST_IS_REGULAR) && g_file_get_contents (path, &text, &length, NULL))
        count += has_secret (text, length);
    }
  return count;
}

/* Asked once; then it is found, and nobody else finds it. */
static void
test_kept (void)
{
  World world, elsewhere, other;
  WbSecretStore *store;

  world_init (&world, "profile-1");
  wb_connection_open (world.connection);
  wb_test_await (world.n_asked == 1);
  g_assert_cmpint (wb_connection_get_state (world.connection), ==, WB_STATE_CLOSED);
  store = wb_connection_get_secret_store (world.connection);
  g_assert_cmpint (wb_secret_store_has_keyring (store), ==, has_keyring ());

  wb_connection_set_secret (world.connection, "token", SECRET, get_place ());
  open_and_send (&world);
  wb_test_await (is_kept (&world));

  forget_value (&world);
  open_and_send (&world);
  g_assert_cmpuint (world.n_asked, ==, 1);

  /* The same profile pointed at another server, and another profile pointed at the same. */
  world_init (&elsewhere, "profile-1");
  wb_connection_open (elsewhere.connection);
  wb_test_await (elsewhere.n_asked == 1);
  world_init (&other, "profile-2");
  g_object_set (get_profile (&other), "url", wb_server_get_url (world.server), NULL);
  wb_connection_open (other.connection);
  wb_test_await (other.n_asked == 1);

  g_assert_cmpuint (count_leaks (g_get_home_dir ()), ==, has_keyring () ? 0 : 1);
  clear (&world, "profile-1");
  g_assert_false (is_kept (&world));
  g_assert_cmpuint (count_leaks (g_get_home_dir ()), ==, 0);
  world_clear (&world);
  world_clear (&elsewhere);
  world_clear (&other);
}

/* Logging in elsewhere means that somebody else would get it. */
static void
test_login_elsewhere (void)
{
  g_autoptr(WbLogin) login = wb_login_new ("POST", "http://127.0.0.1:9/{{token}}");
  World world;

  world_init (&world, "profile-1");
  wb_connection_set_secret (world.connection, "token", SECRET, get_place ());
  wb_test_await (is_kept (&world));
  forget_value (&world);
  g_object_set (get_profile (&world), "login", login, NULL);
  wb_connection_open (world.connection);
  wb_test_await (world.n_asked == 1);

  clear (&world, "profile-1");
  world_clear (&world);
}

static void
test_session (void)
{
  World world;

  world_init (&world, "profile-1");
  wb_connection_set_secret (world.connection, "token", SECRET, WB_SECRET_PLACE_SESSION);
  open_and_send (&world);
  g_assert_cmpuint (world.n_asked, ==, 0);
  g_assert_false (is_kept (&world));
  g_assert_cmpuint (count_leaks (g_get_home_dir ()), ==, 0);
  world_clear (&world);
}

static void
test_nobody_to_ask (void)
{
  World world;

  world_init (&world, "profile-1");
  world.answers = FALSE;
  wb_connection_open (world.connection);
  wb_test_await (wb_connection_get_error (world.connection) != NULL);
  g_assert_error (wb_connection_get_error (world.connection), WB_FAILURE, WB_FAILURE_SECRET);
  world_clear (&world);
}

/* Closing while it looks means that it stays closed. */
static void
test_closed_meanwhile (void)
{
  World world;

  world_init (&world, "profile-1");
  wb_connection_open (world.connection);
  wb_connection_close (world.connection, 1000, NULL);
  g_assert_false (is_kept (&world));
  g_assert_cmpuint (world.n_asked, ==, 0);
  world_clear (&world);
}

/* What is pointed elsewhere while it looks does not take along what was kept for the old server. */
static void
test_pointed_elsewhere_meanwhile (void)
{
  const WbVariables *variables;
  World world, other;

  world_init (&world, "profile-1");
  world_init (&other, "profile-2");
  wb_connection_set_secret (world.connection, "token", SECRET, get_place ());
  wb_test_await (is_kept (&world));
  forget_value (&world);
  wb_connection_open (world.connection);
  g_object_set (get_profile (&world), "url", wb_server_get_url (other.server), NULL);
  wb_test_await (world.n_asked == 1);
  variables = wb_profile_get_variables (get_profile (&world));
  g_assert_null (wb_variables_find (variables, "token", 5)->value);

  clear (&world, "profile-1");
  world_clear (&world);
  world_clear (&other);
}

/* Nobody is asked for the secrets of a connection that was removed. */
static void
test_removed_meanwhile (void)
{
  gpointer connection;
  World world;

  world_init (&world, "profile-1");
  connection = world.connection;
  g_object_add_weak_pointer (connection, &connection);
  wb_connection_open (world.connection);
  wb_monitor_remove (world.monitor, world.connection);
  g_assert_nonnull (connection);
  wb_test_await (connection == NULL);
  g_assert_cmpuint (world.n_asked, ==, 0);
  world_clear (&world);
}

/*
 * The file
 */

static void
test_file (void)
{
  g_autofree char *path = get_file ();
  g_autoptr(WbSecretKey) key = wb_secret_key_new ("p", "v", "wss://h:443");
  g_autoptr(WbSecretKey) other = wb_secret_key_new ("q", "v", "wss://h:443");
  g_autofree char *none = wb_secret_file_lookup (path, key, NULL);
  g_autofree char *value = NULL;
  GStatBuf status;

  g_assert_null (none);
  g_assert_true (wb_secret_file_store (path, key, "old", NULL));
  g_assert_true (wb_secret_file_store (path, key, "a \"new\" one", NULL));
  g_assert_true (wb_secret_file_store (path, other, "other", NULL));
  value = wb_secret_file_lookup (path, key, NULL);
  g_assert_cmpstr (value, ==, "a \"new\" one");

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_true (wb_secret_file_clear (path, "p", NULL));
  g_assert_null (wb_secret_file_lookup (path, key, NULL));
  g_assert_true (wb_secret_file_clear (path, "q", NULL));
  g_unlink (path);
}

static const char *const broken[] = { "", "{}", "[", "7", "[{}", "\xff", "[1,2]\n[3]" };

/* What somebody else wrote is not lost. */
static void
test_broken_file (void)
{
  g_autofree char *path = get_file ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr(WbSecretKey) key = wb_secret_key_new ("p", "v", "s");

  g_mkdir_with_parents (folder, 0700);
  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *text = NULL;
      g_autoptr(GError) error = NULL;

      g_assert_true (g_file_set_contents (path, broken[i], -1, NULL));
      g_assert_null (wb_secret_file_lookup (path, key, &error));
      g_assert_nonnull (error);
      g_assert_false (wb_secret_file_store (path, key, "x", NULL));
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, broken[i]);
    }

  g_assert_true (g_file_set_contents (path, "[7,[],{\"profile\":1},{\"profile\":\"p\"}]", -1, NULL));
  g_assert_null (wb_secret_file_lookup (path, key, NULL));
  g_assert_true (wb_secret_file_store (path, key, "x", NULL));
  g_unlink (path);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/secrets/kept-C14", test_kept);
  g_test_add_func ("/net/secrets/login-elsewhere", test_login_elsewhere);
  g_test_add_func ("/net/secrets/session", test_session);
  g_test_add_func ("/net/secrets/nobody-to-ask", test_nobody_to_ask);
  g_test_add_func ("/net/secrets/closed-meanwhile", test_closed_meanwhile);
  g_test_add_func ("/net/secrets/pointed-elsewhere-meanwhile", test_pointed_elsewhere_meanwhile);
  g_test_add_func ("/net/secrets/removed-meanwhile", test_removed_meanwhile);
  g_test_add_func ("/net/secrets/file", test_file);
  g_test_add_func ("/net/secrets/broken-file", test_broken_file);

  return g_test_run ();
}
