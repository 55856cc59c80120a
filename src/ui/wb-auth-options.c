/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* How a server is told who connects, to be edited: a choice, and the rows that belong to it. */

#include "config.h"

#include "wb-auth-options.h"

#include "wb-header.h"

#include <glib/gi18n-lib.h>

/* The rows, in the order of the template. */
typedef enum {
  ROW_USER,
  ROW_PASSWORD,
  ROW_BEARER,
  ROW_KEY_NAME,
  ROW_KEY_VALUE,
  ROW_COOKIES,
  N_ROWS,
} Row;

/* What each row is about; secrets are called by a name of their own. */
static const struct {
  const char *property;
  const char *secret; /* NULL: it is none */
} rows[] = {
  [ROW_USER] = { "user", NULL },
  [ROW_PASSWORD] = { "password", "password" },
  [ROW_BEARER] = { "bearer", "token" },
  [ROW_KEY_NAME] = { "key-name", NULL },
  [ROW_KEY_VALUE] = { "key-value", "api-key" },
  [ROW_COOKIES] = { "cookies", "cookies" },
};

/* The choices, in the order of the template, and the rows that belong to each. */
static const struct {
  WbAuth kind;
  guint rows;
} choices[] = {
  { WB_AUTH_NONE, 0 },
  { WB_AUTH_BASIC, 1 << ROW_USER | 1 << ROW_PASSWORD },
  { WB_AUTH_BEARER, 1 << ROW_BEARER },
  { WB_AUTH_HEADER, 1 << ROW_KEY_NAME | 1 << ROW_KEY_VALUE },
  { WB_AUTH_QUERY, 1 << ROW_KEY_NAME | 1 << ROW_KEY_VALUE },
  { WB_AUTH_COOKIES, 1 << ROW_COOKIES },
};

/**
 * WbAuthOptions:
 *
 * A row that unfolds. Nothing is changed before wb_auth_options_apply(), which makes secret variables
 * of the secrets that were typed.
 */
struct _WbAuthOptions {
  AdwExpanderRow parent_instance;

  /* Template children */
  AdwComboRow *method;
  GtkEditable *user;
  GtkEditable *password;
  GtkEditable *bearer;
  GtkEditable *key_name;
  GtkWidget *note_row;
  GtkLabel *note;
  GtkEditable *key_value;
  GtkEditable *cookies;

  /* State */
  GtkEditable *editables[N_ROWS]; /* the same by number */
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WbAuthOptions, wb_auth_options, ADW_TYPE_EXPANDER_ROW)

static guint
get_choice (WbAuthOptions *self)
{
  return MIN (adw_combo_row_get_selected (self->method), (guint) G_N_ELEMENTS (choices) - 1);
}

static gboolean
is_shown (WbAuthOptions *self,
          Row row)
{
  return (choices[get_choice (self)].rows & 1u << row) != 0;
}

/* A name of a header can't be any text. */
static gboolean
is_name_wrong (WbAuthOptions *self)
{
  const char *name = gtk_editable_get_text (self->key_name);

  if (choices[get_choice (self)].kind == WB_AUTH_QUERY)
    return *name == '\0';
  return choices[get_choice (self)].kind == WB_AUTH_HEADER && !wb_header_is_token (name);
}

static void
show_note (WbAuthOptions *self)
{
  const char *note =
      *gtk_editable_get_text (self->key_name) == '\0' ? _ ("A key needs a name.") : _ ("No header can be called this.");

  gtk_widget_set_visible (self->note_row, is_name_wrong (self));
  gtk_label_set_text (self->note, note);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->note_row), GTK_ACCESSIBLE_PROPERTY_LABEL, note, -1);
}

static void
changed_cb (WbAuthOptions *self)
{
  for (guint i = 0; i < N_ROWS; i++)
    gtk_widget_set_visible (GTK_WIDGET (self->editables[i]), is_shown (self, (Row) i));
  if (is_name_wrong (self))
    gtk_widget_add_css_class (GTK_WIDGET (self->key_name), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->key_name), "error");
  show_note (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
wb_auth_options_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_AUTH_OPTIONS);

  G_OBJECT_CLASS (wb_auth_options_parent_class)->dispose (object);
}

static void
wb_auth_options_class_init (WbAuthOptionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wb_auth_options_dispose;

  /**
   * WbAuthOptions::changed:
   *
   * Something was entered that can be right or wrong.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", WB_TYPE_AUTH_OPTIONS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/whereabouts/Whereabouts/ui/wb-auth-options.ui");
  gtk_widget_class_bind_template_child (widget_class, WbAuthOptions, method);
  gtk_widget_class_bind_template_child (widget_class, WbAuthOptions, user);
  gtk_widget_class_bind_template_child (widget_class, WbAuthOptions, password);
  gtk_widget_class_bind_template_child (widget_class, WbAuthOptions, bearer);
  gtk_widget_class_bind_template_child (widget_class, WbAuthOptions, key_name);
  gtk_widget_class_bind_template_child (widget_class, WbAuthOptions, note_row);
  gtk_widget_class_bind_template_child (widget_class, WbAuthOptions, note);
  gtk_widget_class_bind_template_child (widget_class, WbAuthOptions, key_value);
  gtk_widget_class_bind_template_child (widget_class, WbAuthOptions, cookies);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
wb_auth_options_init (WbAuthOptions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->editables[ROW_USER] = self->user;
  self->editables[ROW_PASSWORD] = self->password;
  self->editables[ROW_BEARER] = self->bearer;
  self->editables[ROW_KEY_NAME] = self->key_name;
  self->editables[ROW_KEY_VALUE] = self->key_value;
  self->editables[ROW_COOKIES] = self->cookies;
  /* Rows that unfold take no name from their title. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), -1);
}

/* A profile that nobody chose for says by what it has. */
static WbAuth
find_kind (WbProfile *profile)
{
  g_autofree char *user = NULL;
  g_autofree char *bearer = NULL;

  if (wb_profile_get_auth_kind (profile) != WB_AUTH_FILLED)
    return wb_profile_get_auth_kind (profile);

  g_object_get (profile, "user", &user, "bearer", &bearer, NULL);
  if (bearer != NULL && *bearer != '\0')
    return WB_AUTH_BEARER;
  return user != NULL && *user != '\0' ? WB_AUTH_BASIC : WB_AUTH_NONE;
}

/**
 * wb_auth_options_show:
 * @self: options that nothing was entered into
 * @profile: whose settings to show; secrets are shown as the variables that stand for them
 */
void
wb_auth_options_show (WbAuthOptions *self,
                      WbProfile *profile)
{
  WbAuth kind;

  g_return_if_fail (WB_IS_AUTH_OPTIONS (self));

  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *text = NULL;

      g_object_get (profile, rows[i].property, &text, NULL);
      gtk_editable_set_text (self->editables[i], text != NULL ? text : "");
    }

  kind = find_kind (profile);
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (choices[i].kind == kind)
      adw_combo_row_set_selected (self->method, i);
  changed_cb (self);
}

/**
 * wb_auth_options_is_valid:
 * @self: options
 *
 * Returns: whether a connection can be made with what was entered
 */
gboolean
wb_auth_options_is_valid (WbAuthOptions *self)
{
  g_return_val_if_fail (WB_IS_AUTH_OPTIONS (self), FALSE);

  return !is_name_wrong (self);
}

static void
apply_row (WbAuthOptions *self,
           Row row,
           WbProfile *profile,
           WbVariables *variables)
{
  const char *typed = is_shown (self, row) ? gtk_editable_get_text (self->editables[row]) : "";
  g_autofree char *before = NULL;
  g_autofree char *text = NULL;

  if (rows[row].secret != NULL)
    {
      g_object_get (profile, rows[row].property, &before, NULL);
      text = wb_variables_replace_secret (variables, before, typed, rows[row].secret);
    }
  else if (*typed != '\0')
    text = g_strdup (typed);
  g_object_set (profile, rows[row].property, text, NULL);
}

/**
 * wb_auth_options_apply:
 * @self: options
 * @profile: gets what was entered, and a secret variable for each new secret; the list of variables is
 *   to be applied before
 */
void
wb_auth_options_apply (WbAuthOptions *self,
                       WbProfile *profile)
{
  g_autoptr(WbVariables) variables = NULL;

  g_return_if_fail (WB_IS_AUTH_OPTIONS (self));

  variables = wb_variables_copy (wb_profile_get_variables (profile));
  for (guint i = 0; i < N_ROWS; i++)
    apply_row (self, (Row) i, profile, variables);
  if (!wb_variables_equal (variables, wb_profile_get_variables (profile)))
    g_object_set (profile, "variables", variables, NULL);
  g_object_set (profile, "auth-kind", choices[get_choice (self)].kind, NULL);
}
