/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The rows of the editor for the parts of an address. */

#include "config.h"

#include "wb-address-parts.h"
#include "wb-address.h"
#include "wb-find.h"
#include "wb-parameter-row.h"
#include "wb-test.h"

#include <string.h>

/* Parts in a window, and what the editor around them would do. */
typedef struct {
  WbProfile *profile;
  WbAddressParts *parts;
  GtkWidget *window;
  char *address; /* what was put into the entry */
  guint changes;
} Fixture;

static void
address_cb (WbAddressParts *parts G_GNUC_UNUSED,
            const char *address,
            Fixture *fixture)
{
  g_free (fixture->address);
  fixture->address = g_strdup (address);
}

static void
changed_cb (Fixture *fixture)
{
  fixture->changes++;
}

static void
set_up (Fixture *fixture,
        const char *address,
        WbVariables *variables,
        WbQuery *query)
{
  GtkWidget *group = adw_preferences_group_new ();

  fixture->profile = wb_profile_new (address);
  g_object_set (fixture->profile, "variables", variables, "query", query, NULL);
  fixture->parts = g_object_new (WB_TYPE_ADDRESS_PARTS, NULL);
  fixture->window = gtk_window_new ();
  fixture->address = NULL;
  fixture->changes = 0;
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (fixture->parts));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 640);
  gtk_window_set_child (GTK_WINDOW (fixture->window), group);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (fixture->parts), TRUE);
  wb_address_parts_show (fixture->parts, fixture->profile);
  g_signal_connect (fixture->parts, "address", G_CALLBACK (address_cb), fixture);
  g_signal_connect_swapped (fixture->parts, "changed", G_CALLBACK (changed_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
  wb_test_await (gtk_widget_get_mapped (fixture->window));
}

static void
tear_down (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->profile);
  g_free (fixture->address);
}

static GtkWidget *
find_parameter (Fixture *fixture,
                guint position)
{
  GtkWidget *row = wb_find_seen (fixture->window, WB_TYPE_PARAMETER_ROW, NULL);

  for (; position > 0 && row != NULL; position--)
    row = gtk_widget_get_next_sibling (row);
  return row != NULL && WB_IS_PARAMETER_ROW (row) ? row : NULL;
}

static void
type_into (GtkWidget *root,
           GType type,
           const char *title,
           const char *text)
{
  GtkWidget *widget = wb_find_seen (root, type, title);

  g_assert_nonnull (widget);
  gtk_editable_set_text (GTK_EDITABLE (widget), text);
}

static void
click (Fixture *fixture,
       const char *tooltip)
{
  GtkWidget *button = wb_find_seen (fixture->window, GTK_TYPE_BUTTON, tooltip);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static void
assert_preview (Fixture *fixture,
                const char *text)
{
  GtkWidget *label = wb_find_seen (fixture->window, GTK_TYPE_LABEL, text);

  g_assert_nonnull (label);
  g_assert_true (gtk_label_get_selectable (GTK_LABEL (label)));
  if (g_str_has_prefix (text, "wss"))
    g_assert_cmpint (gtk_widget_get_direction (label), ==, GTK_TEXT_DIR_LTR);
}

static const WbVariable *
find_variable (WbProfile *profile,
               const char *name)
{
  return wb_variables_find (wb_profile_get_variables (profile), name, strlen (name));
}

/* W5: a variable in the path gets its value here, encoded in what is shown below it. */
static void
test_values (void)
{
  Fixture fixture;
  g_autofree char *built = NULL;

  set_up (&fixture, "wss://h/ws/{id}", NULL, NULL);
  assert_preview (&fixture, "There is no variable called “id”");
  type_into (fixture.window, ADW_TYPE_ENTRY_ROW, "id", "4 2");
  assert_preview (&fixture, "wss://h/ws/4%202");
  g_assert_cmpuint (fixture.changes, ==, 1);

  /* Another one appears while the address is typed; what was entered comes back. */
  wb_address_parts_set_address (fixture.parts, "wss://h/ws/{i/{{room}}");
  g_assert_null (wb_find_seen (fixture.window, ADW_TYPE_ENTRY_ROW, "id"));
  type_into (fixture.window, ADW_TYPE_ENTRY_ROW, "room", "b");
  wb_address_parts_set_address (fixture.parts, "wss://h/ws/{id}/{{room}}");
  assert_preview (&fixture, "wss://h/ws/4%202/b");
  g_assert_true (wb_address_parts_is_valid (fixture.parts));

  g_object_set (fixture.profile, "url", "wss://h/ws/{id}/{{room}}", NULL);
  wb_address_parts_apply (fixture.parts, fixture.profile);
  built = wb_address_build (fixture.profile, NULL);
  g_assert_cmpstr (built, ==, "wss://h/ws/4%202/b");
  tear_down (&fixture);
}

/* What was not touched here is what was entered among the variables meanwhile. */
static void
test_values_elsewhere (void)
{
  g_autoptr(WbVariables) variables = wb_variables_new ();
  g_autoptr(WbVariables) changed = NULL;
  g_autoptr(WbVariables) later = NULL;
  Fixture fixture;

  wb_variables_set (variables, "id", "1", FALSE);
  wb_variables_set (variables, "room", "1", FALSE);
  set_up (&fixture, "wss://h/{id}/{room}", variables, NULL);
  assert_preview (&fixture, "wss://h/1/1");
  type_into (fixture.window, ADW_TYPE_ENTRY_ROW, "room", "3");

  changed = wb_variables_copy (variables);
  wb_variables_set (changed, "id", "2", FALSE);
  wb_variables_set (changed, "room", "2", FALSE);
  g_object_set (fixture.profile, "variables", changed, NULL);
  wb_address_parts_refresh (fixture.parts, fixture.profile);
  assert_preview (&fixture, "wss://h/2/3");
  wb_address_parts_apply (fixture.parts, fixture.profile);
  g_assert_cmpstr (find_variable (fixture.profile, "id")->value, ==, "2");
  g_assert_cmpstr (find_variable (fixture.profile, "room")->value, ==, "3");

  /* Even if nobody told. */
  later = wb_variables_copy (variables);
  wb_variables_set (later, "id", "9", FALSE);
  g_object_set (fixture.profile, "variables", later, NULL);
  wb_address_parts_apply (fixture.parts, fixture.profile);
  g_assert_cmpstr (find_variable (fixture.profile, "id")->value, ==, "9");
  g_assert_cmpstr (find_variable (fixture.profile, "room")->value, ==, "3");
  tear_down (&fixture);
}

/* Secrets are neither shown nor entered here. */
static void
test_secrets (void)
{
  g_autoptr(WbVariables) variables = wb_variables_new ();
  g_autoptr(WbLogin) login = wb_login_new ("POST", "https://h/login");
  const char *const picks[] = { "session=token", NULL };
  Fixture fixture;

  wb_variables_set (variables, "token", "s3cret", TRUE);
  set_up (&fixture, "wss://h/{token}?s={{session}}", variables, NULL);
  login->picks = g_strdupv ((char **) picks);
  g_object_set (fixture.profile, "login", login, NULL);
  wb_address_parts_refresh (fixture.parts, fixture.profile);

  g_assert_null (wb_find_seen (fixture.window, ADW_TYPE_ENTRY_ROW, "token"));
  g_assert_nonnull (wb_find_seen (fixture.window, ADW_TYPE_ACTION_ROW, "token"));
  g_assert_nonnull (wb_find_seen (fixture.window, GTK_TYPE_LABEL, "Secret: "));
  g_assert_nonnull (wb_find_seen (fixture.window, GTK_TYPE_LABEL, "Comes with the log-in"));
  g_assert_null (wb_find_seen (fixture.window, GTK_TYPE_LABEL, "s3cret"));
  assert_preview (&fixture, "wss://h/•••?s=•••");
  wb_address_parts_apply (fixture.parts, fixture.profile);
  g_assert_cmpstr (find_variable (fixture.profile, "token")->value, ==, "s3cret");
  g_assert_true (find_variable (fixture.profile, "token")->is_secret);
  tear_down (&fixture);
}

/* W5: rows of the query are added, checked, switched off and removed. */
static void
test_parameters (void)
{
  g_autoptr(WbQuery) query = wb_query_new ();
  Fixture fixture;
  GtkWidget *row;

  wb_query_add (query, TRUE, "a", "1 2");
  set_up (&fixture, "wss://h/{id}", NULL, query);
  type_into (fixture.window, ADW_TYPE_ENTRY_ROW, "id", "7");
  click (&fixture, "Add Parameter");
  g_assert_true (wb_address_parts_is_valid (fixture.parts));
  row = find_parameter (&fixture, 1);
  type_into (row, GTK_TYPE_ENTRY, "Value", "{{x}}&");
  g_assert_false (wb_address_parts_is_valid (fixture.parts));
  g_assert_nonnull (wb_find_seen (row, GTK_TYPE_LABEL, "needs a name"));
  type_into (row, GTK_TYPE_ENTRY, "Name of the parameter", "b");
  g_assert_true (wb_address_parts_is_valid (fixture.parts));
  type_into (fixture.window, ADW_TYPE_ENTRY_ROW, "x", "y");
  assert_preview (&fixture, "wss://h/7?a=1%202&b=y%26");

  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (wb_find_seen (row, GTK_TYPE_CHECK_BUTTON, NULL)), FALSE);
  assert_preview (&fixture, "wss://h/7?a=1%202");
  g_assert_null (wb_find_seen (fixture.window, ADW_TYPE_ENTRY_ROW, "x"));
  wb_address_parts_apply (fixture.parts, fixture.profile);
  g_assert_cmpuint (wb_query_get_length (wb_profile_get_query (fixture.profile)), ==, 2);
  g_assert_false (wb_query_get (wb_profile_get_query (fixture.profile), 1)->enabled);

  click (&fixture, "Remove Parameter");
  wb_address_parts_apply (fixture.parts, fixture.profile);
  g_assert_cmpuint (wb_query_get_length (wb_profile_get_query (fixture.profile)), ==, 1);
  g_assert_cmpstr (wb_query_get (wb_profile_get_query (fixture.profile), 0)->name, ==, "b");
  tear_down (&fixture);
}

static gboolean
has_focus (Fixture *fixture,
           GtkWidget *widget)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));

  return widget != NULL && focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* Removes the first row, which nothing holds any longer. */
static void
remove_first (Fixture *fixture)
{
  GtkWidget *row = find_parameter (fixture, 0);
  GtkWidget *value = wb_find_seen (row, GTK_TYPE_ENTRY, "Value");

  g_object_add_weak_pointer (G_OBJECT (row), (gpointer *) &row);
  g_object_add_weak_pointer (G_OBJECT (value), (gpointer *) &value);
  click (fixture, "Remove Parameter");
  wb_test_await (row == NULL && value == NULL);
}

/* Who removes rows by keys is not thrown out of the list. */
static void
test_focus (void)
{
  Fixture fixture;

  set_up (&fixture, "wss://h/", NULL, NULL);
  click (&fixture, "Add Parameter");
  click (&fixture, "Add Parameter");
  g_assert_true (has_focus (&fixture, find_parameter (&fixture, 1)));
  gtk_widget_grab_focus (find_parameter (&fixture, 0));
  remove_first (&fixture);
  g_assert_true (has_focus (&fixture, find_parameter (&fixture, 0)));
  remove_first (&fixture);
  g_assert_true (
      has_focus (&fixture, wb_find_seen (fixture.window, GTK_TYPE_BUTTON, "Add Parameter")));
  tear_down (&fixture);
}

/* A parameter that is called like a secret is hidden, and only its name goes to the profile. */
static void
test_secret_parameter (void)
{
  Fixture fixture;
  GtkWidget *row, *value;

  set_up (&fixture, "wss://h/", NULL, NULL);
  click (&fixture, "Add Parameter");
  row = find_parameter (&fixture, 0);
  value = wb_find_seen (row, GTK_TYPE_ENTRY, "Value");
  type_into (row, GTK_TYPE_ENTRY, "Name of the parameter", "token");
  type_into (row, GTK_TYPE_ENTRY, "Value", "s3cret");
  g_assert_false (gtk_entry_get_visibility (GTK_ENTRY (value)));
  assert_preview (&fixture, "wss://h/?token=•••");

  for (guint i = 0; i < 2; i++)
    {
      wb_address_parts_apply (fixture.parts, fixture.profile);
      g_assert_cmpstr (wb_query_get (wb_profile_get_query (fixture.profile), 0)->value, ==, "{{token}}");
      g_assert_cmpstr (find_variable (fixture.profile, "token")->value, ==, "s3cret");
      g_assert_true (find_variable (fixture.profile, "token")->is_secret);
      g_assert_cmpuint (wb_variables_get_length (wb_profile_get_variables (fixture.profile)), ==, 1);
    }
  tear_down (&fixture);
}

/* W5: query parameters found in the address become rows, the same address comes of them. */
static void
test_split (void)
{
  Fixture fixture;

  set_up (&fixture, "wss://h/{id}", NULL, NULL);
  g_assert_null (wb_find_seen (fixture.window, GTK_TYPE_BUTTON, "Make a Parameter"));
  wb_address_parts_set_address (fixture.parts, "wss://h/{id}?a=b%20c&bad=%zz&d=1#x");
  type_into (fixture.window, ADW_TYPE_ENTRY_ROW, "id", "7");
  assert_preview (&fixture, "wss://h/7?a=b%20c&bad=%zz&d=1");

  click (&fixture, "Make a Parameter");
  g_assert_true (has_focus (&fixture, find_parameter (&fixture, 0)));
  g_assert_cmpstr (fixture.address, ==, "wss://h/{id}?bad=%zz#x");
  g_assert_cmpstr (wb_pair_row_get_name (WB_PAIR_ROW (find_parameter (&fixture, 0))), ==, "a");
  g_assert_cmpstr (wb_pair_row_get_value (WB_PAIR_ROW (find_parameter (&fixture, 0))), ==, "b c");
  g_assert_cmpstr (wb_pair_row_get_name (WB_PAIR_ROW (find_parameter (&fixture, 1))), ==, "d");
  assert_preview (&fixture, "wss://h/7?bad=%zz&a=b%20c&d=1");
  g_assert_null (wb_find_seen (fixture.window, GTK_TYPE_BUTTON, "Make a Parameter"));
  tear_down (&fixture);
}

/* An address reads from the left in any language, a sentence about it as that language does. */
static void
test_right_to_left (void)
{
  Fixture fixture;
  GtkWidget *label;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  set_up (&fixture, "wss://h/{id}", NULL, NULL);
  label = wb_find_seen (fixture.window, GTK_TYPE_LABEL, "There is no");
  g_assert_cmpint (gtk_widget_get_direction (label), ==, GTK_TEXT_DIR_RTL);
  type_into (fixture.window, ADW_TYPE_ENTRY_ROW, "id", "7");
  assert_preview (&fixture, "wss://h/7");
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  tear_down (&fixture);
}

/* Whatever is pasted: a bounded number of rows, a bounded preview, no markup. */
static void
test_hostile (void)
{
  Fixture fixture;
  GString *address = g_string_new ("wss://h/<b>&amp;");
  GtkWidget *preview;
  guint rows = 0;

  set_up (&fixture, "", NULL, NULL);
  g_assert_null (wb_find_seen (fixture.window, GTK_TYPE_LABEL, "What will be connected to"));
  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (address, "/{n%u}?x=1&", i);
  wb_address_parts_set_address (fixture.parts, address->str);
  for (GtkWidget *row = wb_find_seen (fixture.window, ADW_TYPE_ENTRY_ROW, "n0"); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    rows++;
  g_assert_cmpuint (rows, ==, 1);

  g_string_assign (address, "wss://h/<b>");
  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (address, "/{n%u}", i);
  wb_address_parts_set_address (fixture.parts, address->str);
  for (GtkWidget *row = wb_find_seen (fixture.window, ADW_TYPE_ENTRY_ROW, "n0"); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    rows++;
  g_assert_cmpuint (rows, ==, 21);

  g_string_assign (address, "wss://h/");
  for (guint i = 0; i < 50000; i++)
    g_string_append_c (address, 'x');
  wb_address_parts_set_address (fixture.parts, address->str);
  preview = wb_find_seen (fixture.window, GTK_TYPE_LABEL, "xxx");
  g_assert_cmpuint (strlen (gtk_label_get_text (GTK_LABEL (preview))), <, 2100);
  g_string_free (address, TRUE);
  tear_down (&fixture);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ui/address-parts/W5-values", test_values);
  g_test_add_func ("/ui/address-parts/W5-values-elsewhere", test_values_elsewhere);
  g_test_add_func ("/ui/address-parts/W5-secrets", test_secrets);
  g_test_add_func ("/ui/address-parts/W5-parameters", test_parameters);
  g_test_add_func ("/ui/address-parts/focus", test_focus);
  g_test_add_func ("/ui/address-parts/W5-secret-parameter", test_secret_parameter);
  g_test_add_func ("/ui/address-parts/W5-split", test_split);
  g_test_add_func ("/ui/address-parts/right-to-left", test_right_to_left);
  g_test_add_func ("/ui/address-parts/hostile", test_hostile);

  return g_test_run ();
}
