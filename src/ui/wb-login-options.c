/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The request by which a connection logs in, to be edited. */

#include "config.h"

#include "wb-login-options.h"

#include "wb-url-security.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * WbLoginOptions:
 *
 * A row that unfolds. Nothing is changed before wb_login_options_apply(); without an address there is
 * no such request.
 */
struct _WbLoginOptions {
  AdwExpanderRow parent_instance;

  /* Template children */
  GtkEditable *address;
  AdwComboRow *method;
  GtkStringList *methods;
  AdwComboRow *body_kind; /* its choices are those of WbLoginBody */
  GtkEditable *body;
  GtkEditable *picks;
  GtkWidget *note_row;
  GtkLabel *note;

  /* State */
  char **headers; /* which can't be edited here, and are not lost */
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WbLoginOptions, wb_login_options, ADW_TYPE_EXPANDER_ROW)

static char *
dup_address (WbLoginOptions *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->address)));
}

/* Takes a list with commas apart; empty places are none. */
static char **
dup_picks (WbLoginOptions *self)
{
  g_auto(GStrv) parts = g_strsplit (gtk_editable_get_text (self->picks), ",", -1);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_strv_builder_add (builder, parts[i]);
  return g_strv_builder_end (builder);
}

static gboolean
are_picks_wrong (WbLoginOptions *self)
{
  g_auto(GStrv) picks = dup_picks (self);

  for (gsize i = 0; picks[i] != NULL; i++)
    {
      g_autofree char *name = NULL;
      const char *path;

      if (i == WB_MAX_LOGIN_PICKS || !wb_login_split_pick (picks[i], &name, &path))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_address_wrong (const char *address)
{
  return *address != '\0' && !g_str_has_prefix (address, "http://") && !g_str_has_prefix (address, "https://") &&
         !g_str_has_prefix (address, "{{");
}

static void
mark (GtkEditable *row,
      gboolean is_wrong)
{
  if (is_wrong)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
}

/* What is wrong counts more than what is dangerous. */
static const char *
find_note (WbLoginOptions *self,
           const char *address)
{
  g_autofree char *exposed = wb_url_find_exposed_host (address);

  if (is_address_wrong (address))
    return _ ("The address of a log-in begins with https:// or http://.");
  if (are_picks_wrong (self))
    return _ ("Values are read as in “token=result.token”, with commas between them.");
  if (exposed != NULL)
    return _ ("Anybody on the way to this server can read what is sent. Use https:// if it has it.");
  return NULL;
}

static void
changed_cb (WbLoginOptions *self)
{
  g_autofree char *address = dup_address (self);
  const char *note = find_note (self, address);

  mark (self->address, is_address_wrong (address));
  mark (self->picks, are_picks_wrong (self));
  gtk_widget_set_visible (GTK_WIDGET (self->body), adw_combo_row_get_selected (self->body_kind) != WB_LOGIN_BODY_NONE);
  gtk_widget_set_visible (self->note_row, note != NULL);
  gtk_label_set_text (self->note, note != NULL ? note : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->note_row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  note != NULL ? note : "", -1);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
wb_login_options_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_LOGIN_OPTIONS);

  G_OBJECT_CLASS (wb_login_options_parent_class)->dispose (object);
}

static void
wb_login_options_finalize (GObject *object)
{
  g_strfreev (WB_LOGIN_OPTIONS (object)->headers);

  G_OBJECT_CLASS (wb_login_options_parent_class)->finalize (object);
}

static void
wb_login_options_class_init (WbLoginOptionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wb_login_options_dispose;
  G_OBJECT_CLASS (klass)->finalize = wb_login_options_finalize;

  /**
   * WbLoginOptions::changed:
   *
   * Something was entered that can be right or wrong.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", WB_TYPE_LOGIN_OPTIONS, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/whereabouts/Whereabouts/ui/wb-login-options.ui");
  gtk_widget_class_bind_template_child (widget_class, WbLoginOptions, address);
  gtk_widget_class_bind_template_child (widget_class, WbLoginOptions, method);
  gtk_widget_class_bind_template_child (widget_class, WbLoginOptions, methods);
  gtk_widget_class_bind_template_child (widget_class, WbLoginOptions, body_kind);
  gtk_widget_class_bind_template_child (widget_class, WbLoginOptions, body);
  gtk_widget_class_bind_template_child (widget_class, WbLoginOptions, picks);
  gtk_widget_class_bind_template_child (widget_class, WbLoginOptions, note_row);
  gtk_widget_class_bind_template_child (widget_class, WbLoginOptions, note);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
wb_login_options_init (WbLoginOptions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Rows that unfold take no name from their title. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), -1);
}

/* A method that somebody wrote into a file is a further choice. */
static void
show_method (WbLoginOptions *self,
             const char *method)
{
  guint n_methods = g_list_model_get_n_items (G_LIST_MODEL (self->methods));
  guint position = 0;

  while (position < n_methods && !g_str_equal (gtk_string_list_get_string (self->methods, position), method))
    position++;
  if (position == n_methods)
    gtk_string_list_append (self->methods, method);
  adw_combo_row_set_selected (self->method, position);
}

/**
 * wb_login_options_show:
 * @self: options that nothing was entered into
 * @profile: whose log-in to show
 */
void
wb_login_options_show (WbLoginOptions *self,
                       WbProfile *profile)
{
  const WbLogin *login;
  g_autofree char *picks = NULL;

  g_return_if_fail (WB_IS_LOGIN_OPTIONS (self));

  login = wb_profile_get_login (profile);
  if (login == NULL)
    return;

  g_strfreev (self->headers);
  self->headers = g_strdupv (login->headers);
  picks = login->picks != NULL ? g_strjoinv (", ", login->picks) : g_strdup ("");
  show_method (self, login->method);
  adw_combo_row_set_selected (self->body_kind, login->body_kind);
  gtk_editable_set_text (self->body, login->body != NULL ? login->body : "");
  gtk_editable_set_text (self->picks, picks);
  gtk_editable_set_text (self->address, login->url);
}

/**
 * wb_login_options_is_valid:
 * @self: options
 *
 * Returns: whether such a request can be sent; what is wrong stands below
 */
gboolean
wb_login_options_is_valid (WbLoginOptions *self)
{
  g_autofree char *address = NULL;

  g_return_val_if_fail (WB_IS_LOGIN_OPTIONS (self), FALSE);

  address = dup_address (self);
  return !is_address_wrong (address) && !are_picks_wrong (self);
}

static WbLogin *
make_login (WbLoginOptions *self,
            const char *address)
{
  guint method = adw_combo_row_get_selected (self->method);
  WbLogin *login = wb_login_new (gtk_string_list_get_string (self->methods, method), address);

  login->headers = g_strdupv (self->headers);
  login->body_kind = (WbLoginBody) adw_combo_row_get_selected (self->body_kind);
  if (login->body_kind != WB_LOGIN_BODY_NONE)
    login->body = g_strdup (gtk_editable_get_text (self->body));
  login->picks = dup_picks (self);
  return login;
}

/**
 * wb_login_options_apply:
 * @self: options
 * @profile: gets what was entered
 */
void
wb_login_options_apply (WbLoginOptions *self,
                        WbProfile *profile)
{
  g_autofree char *address = NULL;
  g_autoptr(WbLogin) login = NULL;

  g_return_if_fail (WB_IS_LOGIN_OPTIONS (self));

  address = dup_address (self);
  login = *address != '\0' ? make_login (self, address) : NULL;
  g_object_set (profile, "login", login, NULL);
}
