/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Who connects: the rows of the editor about it, and the dialog that asks for secrets. */

#include "config.h"

#include "wb-auth-options.h"
#include "wb-fake.h"
#include "wb-find.h"
#include "wb-login-options.h"
#include "wb-monitor.h"
#include "wb-secret-dialog.h"
#include "wb-test.h"
#include "wb-variable-row.h"
#include "wb-variables-list.h"

#include <string.h>

/* A window with one of the rows that unfold in it, as the editor has them. */
static GtkWidget *
present (GtkWidget *row)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  gtk_window_set_default_size (GTK_WINDOW (window), 360, 640);
  gtk_window_set_child (GTK_WINDOW (window), group);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  gtk_window_present (GTK_WINDOW (window));
  wb_test_await (gtk_widget_get_mapped (window));
  return window;
}

static void
type_into (GtkWidget *root,
           const char *title,
           const char *text)
{
  GtkWidget *row = wb_find_seen (root, ADW_TYPE_ENTRY_ROW, title);

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
choose (GtkWidget *root,
        const char *title,
        guint position)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (wb_find_seen (root, ADW_TYPE_COMBO_ROW, title)),
                              position);
}

static void
assert_property (WbProfile *profile,
                 const char *property,
                 const char *expected)
{
  g_autofree char *text = NULL;

  g_object_get (profile, property, &text, NULL);
  g_assert_cmpstr (text, ==, expected);
}

static const WbVariable *
find_variable (WbProfile *profile,
               const char *name)
{
  return wb_variables_find (wb_profile_get_variables (profile), name, strlen (name));
}

/* C14: what is typed as a password becomes a secret that the profile only names. */
static void
test_auth (void)
{
  g_autoptr(WbProfile) profile = wb_profile_new ("wss://example.org/");
  WbAuthOptions *options = g_object_new (WB_TYPE_AUTH_OPTIONS, NULL);
  GtkWidget *window = present (GTK_WIDGET (options));
  GtkWidget *row;

  wb_auth_options_show (options, profile);
  g_assert_null (wb_find_seen (window, ADW_TYPE_PASSWORD_ENTRY_ROW, NULL));
  choose (window, "_Method", 1);
  type_into (window, "_User name", "jane");
  type_into (window, "_Password", "hunter2");
  g_assert_null (wb_find_seen (window, ADW_TYPE_ENTRY_ROW, "_Token"));
  wb_auth_options_apply (options, profile);
  g_assert_cmpint (wb_profile_get_auth_kind (profile), ==, WB_AUTH_BASIC);
  assert_property (profile, "user", "jane");
  assert_property (profile, "password", "{{password}}");
  g_assert_cmpstr (find_variable (profile, "password")->value, ==, "hunter2");
  g_assert_true (find_variable (profile, "password")->is_secret);
  gtk_window_destroy (GTK_WINDOW (window));

  /* Shown again it is a name; another password takes the place of the first. */
  options = g_object_new (WB_TYPE_AUTH_OPTIONS, NULL);
  window = present (GTK_WIDGET (options));
  wb_auth_options_show (options, profile);
  row = wb_find_seen (window, ADW_TYPE_ENTRY_ROW, "_Password");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "{{password}}");
  type_into (window, "_Password", "other");
  wb_auth_options_apply (options, profile);
  assert_property (profile, "password", "{{password}}");
  g_assert_cmpstr (find_variable (profile, "password")->value, ==, "other");
  g_assert_cmpuint (wb_variables_get_length (wb_profile_get_variables (profile)), ==, 1);
  gtk_window_destroy (GTK_WINDOW (window));
}

static const struct {
  guint choice;
  const char *name; /* title of the row for it; NULL: there is none */
  const char *secret;
  WbAuth kind;
  const char *property;
  const char *placeholder;
} kinds[] = {
  { 2, NULL, "_Token", WB_AUTH_BEARER, "bearer", "{{token}}" },
  { 3, "Name of the key", "Key", WB_AUTH_HEADER, "key-value", "{{api-key}}" },
  { 4, "Name of the key", "Key", WB_AUTH_QUERY, "key-value", "{{api-key}}" },
  { 5, NULL, "Cookies", WB_AUTH_COOKIES, "cookies", "{{cookies}}" },
};

static void
test_auth_kinds (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr(WbProfile) profile = wb_profile_new ("wss://example.org/");
      WbAuthOptions *options = g_object_new (WB_TYPE_AUTH_OPTIONS, NULL);
      GtkWidget *window = present (GTK_WIDGET (options));

      wb_auth_options_show (options, profile);
      choose (window, "_Method", kinds[i].choice);
      if (kinds[i].name != NULL)
        {
          g_assert_false (wb_auth_options_is_valid (options));
          g_assert_nonnull (wb_find_seen (window, GTK_TYPE_LABEL, "A key needs a name."));
          type_into (window, kinds[i].name, "X Key");
          g_assert_true ((wb_find_seen (window, GTK_TYPE_LABEL, "No header can be called this.") != NULL) ==
                         (kinds[i].kind == WB_AUTH_HEADER));
          type_into (window, kinds[i].name, "X-Key");
          g_assert_null (wb_find_seen (window, GTK_TYPE_LABEL, "No header can be called this."));
        }
      type_into (window, kinds[i].secret, "s3cret");
      g_assert_true (wb_auth_options_is_valid (options));
      wb_auth_options_apply (options, profile);
      g_assert_cmpint (wb_profile_get_auth_kind (profile), ==, kinds[i].kind);
      assert_property (profile, kinds[i].property, kinds[i].placeholder);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

static void
click_add (GtkWidget *root)
{
  g_signal_emit_by_name (wb_find_seen (root, GTK_TYPE_BUTTON, NULL), "clicked");
}

/* W5: variables are added, checked, marked and removed. */
static void
test_variables (void)
{
  g_autoptr(WbProfile) profile = wb_profile_new ("wss://example.org/");
  g_autoptr(WbVariables) variables = wb_variables_new ();
  WbVariablesList *list = g_object_new (WB_TYPE_VARIABLES_LIST, NULL);
  GtkWidget *window = present (GTK_WIDGET (list));
  GtkWidget *first, *second, *name, *value;

  wb_variables_set (variables, "room", "blue", FALSE);
  g_object_set (profile, "variables", variables, NULL);
  wb_variables_list_show (list, profile);
  click_add (window);
  first = wb_find_seen (window, WB_TYPE_VARIABLE_ROW, NULL);
  second = gtk_widget_get_next_sibling (first);
  g_assert_true (wb_variables_list_is_valid (list));

  name = wb_find_seen (second, GTK_TYPE_ENTRY, "Name of the variable");
  gtk_editable_set_text (GTK_EDITABLE (name), "room");
  g_assert_false (wb_variables_list_is_valid (list));
  g_assert_nonnull (wb_find_seen (second, GTK_TYPE_LABEL, "another variable with this name"));
  gtk_editable_set_text (GTK_EDITABLE (name), "my room");
  g_assert_nonnull (wb_find_seen (second, GTK_TYPE_LABEL, "A name begins with a letter"));

  /* What is called like a secret is one, and hidden. */
  gtk_editable_set_text (GTK_EDITABLE (name), "api-token");
  g_assert_true (wb_variables_list_is_valid (list));
  g_assert_true (wb_variable_row_is_secret (WB_VARIABLE_ROW (second)));
  value = wb_find_seen (second, GTK_TYPE_ENTRY, "Asked for when it is needed");
  g_assert_false (gtk_entry_get_visibility (GTK_ENTRY (value)));
  wb_variables_list_apply (list, profile);
  g_assert_null (find_variable (profile, "api-token")->value);
  gtk_editable_set_text (GTK_EDITABLE (value), "v");
  wb_variables_list_apply (list, profile);
  g_assert_cmpstr (find_variable (profile, "api-token")->value, ==, "v");
  g_assert_cmpstr (find_variable (profile, "room")->value, ==, "blue");

  g_signal_emit_by_name (first, "removed");
  wb_variables_list_apply (list, profile);
  g_assert_null (find_variable (profile, "room"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* D3: the request is shown as it is set, and set as it is shown. */
static void
test_login (void)
{
  const char *const headers[] = { "X-App: {{id}}", NULL };
  g_autoptr(WbProfile) profile = wb_profile_new ("wss://example.org/");
  g_autoptr(WbLogin) login = wb_login_new ("PATCH", "http://example.org/login");
  WbLoginOptions *options = g_object_new (WB_TYPE_LOGIN_OPTIONS, NULL);
  GtkWidget *window = present (GTK_WIDGET (options));
  const WbLogin *after;

  wb_login_options_show (options, profile);
  wb_login_options_apply (options, profile);
  g_assert_null (wb_profile_get_login (profile));

  login->headers = g_strdupv ((char **) headers);
  g_object_set (profile, "login", login, NULL);
  wb_login_options_show (options, profile);
  g_assert_nonnull (wb_find_seen (window, GTK_TYPE_LABEL, "Anybody on the way"));
  type_into (window, "ddress to log in at", "example.org");
  g_assert_false (wb_login_options_is_valid (options));
  type_into (window, "ddress to log in at", " https://example.org/login ");
  g_assert_true (wb_login_options_is_valid (options));
  g_assert_null (wb_find_seen (window, GTK_TYPE_LABEL, "Anybody on the way"));
  choose (window, "Kind of body", WB_LOGIN_BODY_FORM);
  type_into (window, "Body", "p={{password}}");
  type_into (window, "Values", "token");
  g_assert_false (wb_login_options_is_valid (options));
  type_into (window, "Values", "token=a.b[0], id = user.id,");
  g_assert_true (wb_login_options_is_valid (options));

  wb_login_options_apply (options, profile);
  after = wb_profile_get_login (profile);
  g_assert_cmpstr (after->url, ==, "https://example.org/login");
  g_assert_cmpstr (after->method, ==, "PATCH");
  g_assert_cmpint (after->body_kind, ==, WB_LOGIN_BODY_FORM);
  g_assert_cmpstr (after->body, ==, "p={{password}}");
  g_assert_cmpstr (after->picks[0], ==, "token=a.b[0]");
  g_assert_cmpstr (after->picks[1], ==, "id = user.id");
  g_assert_cmpstr (after->headers[0], ==, "X-App: {{id}}");
  gtk_window_destroy (GTK_WINDOW (window));
}

/*
 * The dialog
 */

/* A store that has nothing and remembers where it was told to keep something. */
typedef struct {
  GObject parent_instance;
  gboolean has_keyring;
  WbSecretPlace place;
  char *server;
} TestStore;

typedef GObjectClass TestStoreClass;

static void test_store_iface_init (WbSecretStoreInterface *iface);
static GType test_store_get_type (void);

G_DEFINE_TYPE_WITH_CODE (TestStore, test_store, G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (WB_TYPE_SECRET_STORE, test_store_iface_init))

static gboolean
test_store_has_keyring (WbSecretStore *store)
{
  return ((TestStore *) store)->has_keyring;
}

static void
test_store_lookup_async (WbSecretStore *store,
                         const WbSecretKey *key G_GNUC_UNUSED,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  g_autoptr(GTask) task = g_task_new (store, cancellable, callback, data);

  g_task_return_pointer (task, NULL, NULL);
}

static char *
test_store_lookup_finish (WbSecretStore *store G_GNUC_UNUSED,
                          GAsyncResult *result,
                          GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
test_store_store_async (WbSecretStore *store,
                        const WbSecretKey *key,
                        const char *value G_GNUC_UNUSED,
                        WbSecretPlace place,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  g_autoptr(GTask) task = g_task_new (store, cancellable, callback, data);

  ((TestStore *) store)->place = place;
  ((TestStore *) store)->server = g_strdup (key->server);
  g_task_return_boolean (task, TRUE);
}

static gboolean
test_store_store_finish (WbSecretStore *store G_GNUC_UNUSED,
                         GAsyncResult *result,
                         GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
test_store_iface_init (WbSecretStoreInterface *iface)
{
  iface->has_keyring = test_store_has_keyring;
  iface->lookup_async = test_store_lookup_async;
  iface->lookup_finish = test_store_lookup_finish;
  iface->store_async = test_store_store_async;
  iface->store_finish = test_store_store_finish;
}

static void
test_store_finalize (GObject *object)
{
  g_free (((TestStore *) object)->server);

  G_OBJECT_CLASS (test_store_parent_class)->finalize (object);
}

static void
test_store_class_init (TestStoreClass *klass)
{
  klass->finalize = test_store_finalize;
}

static void
test_store_init (TestStore *self G_GNUC_UNUSED)
{
}

static GtkWidget *
find_dialog (void)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *item = windows; item != NULL; item = item->next)
    if (WB_IS_SECRET_DIALOG (item->data) && gtk_widget_get_mapped (item->data))
      return item->data;
  return NULL;
}

/* Where it is kept if nothing is chosen, and if the other choice is. */
static const struct {
  gboolean has_keyring;
  gboolean chooses;
  WbSecretPlace place;
} places[] = {
  { TRUE, FALSE, WB_SECRET_PLACE_KEYRING },
  { TRUE, TRUE, WB_SECRET_PLACE_SESSION },
  { FALSE, FALSE, WB_SECRET_PLACE_SESSION },
  { FALSE, TRUE, WB_SECRET_PLACE_FILE },
};

static void
test_dialog (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      TestStore *store = g_object_new (test_store_get_type (), NULL);
      WbRegistry *registry = wb_fake_registry_new ();
      WbMonitor *monitor;
      WbConnection *connection;
      g_autoptr(WbProfile) profile = wb_profile_new ("fake://echo");
      g_autoptr(WbVariables) variables = wb_variables_new ();
      GtkWidget *window = gtk_window_new ();
      GtkWidget *dialog, *keep;

      store->has_keyring = places[i].has_keyring;
      wb_registry_set_secret_store (registry, WB_SECRET_STORE (store));
      monitor = wb_monitor_new (registry);
      wb_secret_dialog_serve (wb_monitor_get_connections (monitor), GTK_WINDOW (window));
      wb_variables_set (variables, "token", NULL, TRUE);
      g_object_set (profile, "id", "1", "name", "Boats <b>", "variables", variables, NULL);
      connection = wb_monitor_add (monitor, profile);
      gtk_window_present (GTK_WINDOW (window));
      wb_connection_open (connection);
      wb_test_await ((dialog = find_dialog ()) != NULL);

      g_assert_nonnull (
          wb_find_seen (dialog, GTK_TYPE_LABEL, "“Boats <b>” needs them to connect."));
      g_assert_nonnull (wb_find_seen (dialog, GTK_TYPE_LABEL, "fake://echo"));
      g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "connect"));
      type_into (dialog, "token", "s3cret");
      g_assert_true (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "connect"));
      keep = wb_find_seen (dialog, ADW_TYPE_COMBO_ROW, "_Keep");
      if (places[i].chooses)
        adw_combo_row_set_selected (ADW_COMBO_ROW (keep), 1 - adw_combo_row_get_selected (ADW_COMBO_ROW (keep)));
      gtk_widget_activate (gtk_window_get_default_widget (GTK_WINDOW (dialog)));
      wb_test_await (wb_connection_get_state (connection) == WB_STATE_OPEN);
      g_assert_cmpint (store->place, ==, places[i].place);
      wb_test_await (find_dialog () == NULL);

      gtk_window_destroy (GTK_WINDOW (window));
      g_object_unref (monitor);
      wb_registry_free (registry);
      g_object_unref (store);
    }
}

/* Cancelled it stays closed, and asks again the next time. */
static void
test_dialog_cancelled (void)
{
  WbRegistry *registry = wb_fake_registry_new ();
  WbMonitor *monitor = wb_monitor_new (registry);
  g_autoptr(WbProfile) profile = wb_profile_new ("fake://echo");
  g_autoptr(WbVariables) variables = wb_variables_new ();
  GtkWidget *window = gtk_window_new ();
  WbConnection *connection;

  wb_variables_set (variables, "token", NULL, TRUE);
  g_object_set (profile, "variables", variables, NULL);
  connection = wb_monitor_add (monitor, profile);
  wb_secret_dialog_serve (wb_monitor_get_connections (monitor), GTK_WINDOW (window));
  gtk_window_present (GTK_WINDOW (window));
  for (int i = 0; i < 2; i++)
    {
      GtkWidget *dialog;

      wb_connection_open (connection);
      wb_connection_open (connection);
      wb_test_await ((dialog = find_dialog ()) != NULL);
      /* Without an id there is nothing to keep it under. */
      g_assert_null (wb_find_seen (dialog, ADW_TYPE_COMBO_ROW, "_Keep"));
      gtk_window_close (GTK_WINDOW (dialog));
      wb_test_await (find_dialog () == NULL);
      g_assert_cmpint (wb_connection_get_state (connection), ==, WB_STATE_CLOSED);
    }

  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (monitor);
  wb_registry_free (registry);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ui/auth-options/C14-auth", test_auth);
  g_test_add_func ("/ui/auth-options/C14-kinds", test_auth_kinds);
  g_test_add_func ("/ui/auth-options/W5-variables", test_variables);
  g_test_add_func ("/ui/auth-options/D3-login", test_login);
  g_test_add_func ("/ui/auth-options/dialog", test_dialog);
  g_test_add_func ("/ui/auth-options/dialog-cancelled", test_dialog_cancelled);

  return g_test_run ();
}
