/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* How a connection is opened and held, to be edited: who signs in, what is sent with the request,
 * when to try again, and whom to trust. */

#include "config.h"

#include "wb-connection-options.h"

#include "wb-auth-options.h"
#include "wb-file-row.h"
#include "wb-header-row.h"
#include "wb-header.h"
#include "wb-login-options.h"
#include "wb-variables-list.h"

#include <glib/gi18n-lib.h>

/**
 * WbConnectionOptions:
 *
 * A group of rows that unfold. Nothing is changed before wb_connection_options_apply().
 */
struct _WbConnectionOptions {
  AdwPreferencesGroup parent_instance;

  /* Template children */
  WbAuthOptions *auth;
  WbLoginOptions *login;
  WbVariablesList *variables;
  AdwExpanderRow *request;
  GtkWidget *add_header;
  GtkEditable *subprotocols;
  GtkEditable *origin;
  GtkWidget *subprotocols_note;
  GtkLabel *subprotocols_problem;
  AdwPreferencesRow *link;
  AdwComboRow *reconnect; /* its choices are those of WbReconnectPolicy */
  GtkSpinButton *connect_timeout;
  GtkSpinButton *keep_alive;
  GtkSpinButton *no_data_after;
  GtkSwitch *follow_redirects;
  AdwPreferencesRow *certificates;
  WbFileRow *ca_file;
  WbFileRow *client_certificate;
  AdwActionRow *trusted;
  GtkWidget *forget;

  /* State */
  GPtrArray *headers;        /* of WbHeaderRow, in their order; owned by the expander */
  char *trusted_certificate; /* NULL once it is to be forgotten */
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WbConnectionOptions, wb_connection_options, ADW_TYPE_PREFERENCES_GROUP)

static void
changed (WbConnectionOptions *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/*
 * Request
 */

static void
show_text (GtkEditable *row,
           const char *text)
{
  gtk_editable_set_text (row, text != NULL ? text : "");
}

static void
header_removed_cb (WbConnectionOptions *self,
                   GtkWidget *row)
{
  wb_pair_row_pass_focus (WB_PAIR_ROW (row), self->add_header);
  adw_expander_row_remove (self->request, row);
  g_ptr_array_remove (self->headers, row);
  changed (self);
}

static GtkWidget *
add_header (WbConnectionOptions *self,
            const char *line)
{
  GtkWidget *row = wb_header_row_new (line);

  g_ptr_array_add (self->headers, row);
  g_signal_connect_object (row, "changed", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "removed", G_CALLBACK (header_removed_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (self->request, row);
  return row;
}

static void
add_header_cb (WbConnectionOptions *self)
{
  GtkWidget *row = add_header (self, "");

  adw_expander_row_set_expanded (self->request, TRUE);
  gtk_widget_grab_focus (row);
}

static char **
dup_headers (WbConnectionOptions *self)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->headers->len; i++)
    {
      g_autofree char *line = wb_header_row_dup_line (g_ptr_array_index (self->headers, i));

      if (line != NULL)
        g_strv_builder_add (builder, line);
    }
  return g_strv_builder_end (builder);
}

/* Takes a list with commas apart; empty places are none. */
static char **
dup_subprotocols (WbConnectionOptions *self)
{
  g_auto(GStrv) parts = g_strsplit (gtk_editable_get_text (self->subprotocols), ",", -1);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_strv_builder_add (builder, parts[i]);
  return g_strv_builder_end (builder);
}

/* Returns the first that can't be offered. */
static char *
find_bad_subprotocol (WbConnectionOptions *self)
{
  g_auto(GStrv) subprotocols = dup_subprotocols (self);

  for (gsize i = 0; subprotocols[i] != NULL; i++)
    if (!wb_header_is_token (subprotocols[i]))
      return g_strdup (subprotocols[i]);
  return NULL;
}

static void
subprotocols_changed_cb (WbConnectionOptions *self)
{
  g_autofree char *bad = find_bad_subprotocol (self);
  /* Translators: %s is what was typed */
  g_autofree char *problem = g_strdup_printf (
      _ ("“%s” is no subprotocol. Those are words without spaces, with commas between them."), bad);

  gtk_widget_set_visible (self->subprotocols_note, bad != NULL);
  gtk_label_set_text (self->subprotocols_problem, problem);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->subprotocols_note), GTK_ACCESSIBLE_PROPERTY_LABEL, problem,
                                  -1);
  if (bad != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->subprotocols), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->subprotocols), "error");
  changed (self);
}

static void
show_request (WbConnectionOptions *self,
              WbProfile *profile)
{
  g_auto(GStrv) headers = NULL;
  g_auto(GStrv) subprotocols = NULL;
  g_autofree char *list = NULL;
  g_autofree char *origin = NULL;

  g_object_get (profile, "headers", &headers, "subprotocols", &subprotocols, "origin", &origin, NULL);
  list = subprotocols != NULL ? g_strjoinv (", ", subprotocols) : NULL;
  show_text (self->subprotocols, list);
  show_text (self->origin, origin);
  for (gsize i = 0; headers != NULL && headers[i] != NULL; i++)
    add_header (self, headers[i]);
}

/*
 * Link
 */

static void
show_link (WbConnectionOptions *self,
           WbProfile *profile)
{
  adw_combo_row_set_selected (self->reconnect, wb_profile_get_reconnect (profile));
  gtk_spin_button_set_value (self->connect_timeout, wb_profile_get_connect_timeout (profile) / 1000.0);
  gtk_spin_button_set_value (self->keep_alive, wb_profile_get_keep_alive (profile));
  gtk_spin_button_set_value (self->no_data_after, wb_profile_get_no_data_after (profile));
  gtk_switch_set_active (self->follow_redirects, wb_profile_get_follow_redirects (profile));
}

/* A number that is still being typed counts, too. */
static guint
get_number (GtkSpinButton *button)
{
  gtk_spin_button_update (button);
  return (guint) gtk_spin_button_get_value_as_int (button);
}

static void
apply_link (WbConnectionOptions *self,
            WbProfile *profile)
{
  g_object_set (profile,
                "reconnect", (WbReconnectPolicy) adw_combo_row_get_selected (self->reconnect),
                "connect-timeout", get_number (self->connect_timeout) * 1000,
                "keep-alive", get_number (self->keep_alive),
                "no-data-after", get_number (self->no_data_after),
                "follow-redirects", gtk_switch_get_active (self->follow_redirects),
                NULL);
}

/*
 * Certificates
 */

static void
show_trusted (WbConnectionOptions *self)
{
  adw_action_row_set_subtitle (self->trusted, self->trusted_certificate != NULL ? self->trusted_certificate
                                                                                : C_ ("certificate", "None"));
  gtk_widget_set_visible (self->forget, self->trusted_certificate != NULL);
}

static void
forget_cb (WbConnectionOptions *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->client_certificate));
  g_clear_pointer (&self->trusted_certificate, g_free);
  show_trusted (self);
}

static void
show_certificates (WbConnectionOptions *self,
                   WbProfile *profile)
{
  g_autofree char *ca_file = NULL;
  g_autofree char *client_certificate = NULL;

  g_clear_pointer (&self->trusted_certificate, g_free);
  g_object_get (profile, "ca-file", &ca_file, "client-certificate", &client_certificate, "trusted-certificate",
                &self->trusted_certificate, NULL);
  wb_file_row_set_path (self->ca_file, ca_file);
  wb_file_row_set_path (self->client_certificate, client_certificate);
  show_trusted (self);
}

/*
 * Object
 */

static void
wb_connection_options_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_CONNECTION_OPTIONS);

  G_OBJECT_CLASS (wb_connection_options_parent_class)->dispose (object);
}

static void
wb_connection_options_finalize (GObject *object)
{
  WbConnectionOptions *self = WB_CONNECTION_OPTIONS (object);

  g_ptr_array_unref (self->headers);
  g_free (self->trusted_certificate);

  G_OBJECT_CLASS (wb_connection_options_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/app/whereabouts/Whereabouts/ui/wb-connection-options.ui");
  gtk_widget_class_bind_template_child (widget_class, WbConnectionOptions, auth);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionOptions, login);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionOptions, variables);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionOptions, request);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionOptions, add_header);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionOptions, subprotocols);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionOptions, subprotocols_note);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionOptions, subprotocols_problem);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionOptions, origin);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionOptions, link);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionOptions, reconnect);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionOptions, connect_timeout);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionOptions, keep_alive);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionOptions, no_data_after);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionOptions, follow_redirects);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionOptions, certificates);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionOptions, ca_file);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionOptions, client_certificate);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionOptions, trusted);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionOptions, forget);
  gtk_widget_class_bind_template_callback (widget_class, changed);
  gtk_widget_class_bind_template_callback (widget_class, subprotocols_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_header_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget_cb);
}

static void
wb_connection_options_class_init (WbConnectionOptionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wb_connection_options_dispose;
  G_OBJECT_CLASS (klass)->finalize = wb_connection_options_finalize;

  /**
   * WbConnectionOptions::changed:
   *
   * Something was entered that can be right or wrong.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", WB_TYPE_CONNECTION_OPTIONS, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (WB_TYPE_AUTH_OPTIONS);
  g_type_ensure (WB_TYPE_FILE_ROW);
  g_type_ensure (WB_TYPE_LOGIN_OPTIONS);
  g_type_ensure (WB_TYPE_VARIABLES_LIST);
  bind_template (GTK_WIDGET_CLASS (klass));
}

/* Rows that unfold take no name from their title. */
static void
name_row (AdwPreferencesRow *row)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (row), -1);
}

static void
wb_connection_options_init (WbConnectionOptions *self)
{
  self->headers = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  name_row (ADW_PREFERENCES_ROW (self->request));
  name_row (self->link);
  name_row (self->certificates);
  gtk_spin_button_set_range (self->connect_timeout, WB_MIN_CONNECT_TIMEOUT_S, WB_MAX_CONNECT_TIMEOUT_S);
  gtk_spin_button_set_range (self->no_data_after, 0, WB_MAX_NO_DATA_S);
}

/**
 * wb_connection_options_show:
 * @self: options that nothing was entered into
 * @profile: whose settings to show
 */
void
wb_connection_options_show (WbConnectionOptions *self,
                            WbProfile *profile)
{
  g_return_if_fail (WB_IS_CONNECTION_OPTIONS (self));

  wb_auth_options_show (self->auth, profile);
  wb_login_options_show (self->login, profile);
  wb_variables_list_show (self->variables, profile);
  show_request (self, profile);
  show_link (self, profile);
  show_certificates (self, profile);
}

/**
 * wb_connection_options_set_trusted:
 * @self: options
 * @fingerprint: (nullable): of the certificate that is trusted from now on
 *
 * Leaves alone whatever else was entered.
 */
void
wb_connection_options_set_trusted (WbConnectionOptions *self,
                                   const char *fingerprint)
{
  g_return_if_fail (WB_IS_CONNECTION_OPTIONS (self));

  g_free (self->trusted_certificate);
  self->trusted_certificate = g_strdup (fingerprint);
  show_trusted (self);
}

/**
 * wb_connection_options_are_valid:
 * @self: options
 *
 * Returns: whether a connection can be made with what was entered; what is wrong stands beside it
 */
gboolean
wb_connection_options_are_valid (WbConnectionOptions *self)
{
  g_autofree char *bad = NULL;

  g_return_val_if_fail (WB_IS_CONNECTION_OPTIONS (self), FALSE);

  for (guint i = 0; i < self->headers->len; i++)
    if (!wb_header_row_is_valid (g_ptr_array_index (self->headers, i)))
      return FALSE;
  bad = find_bad_subprotocol (self);
  return bad == NULL && wb_auth_options_is_valid (self->auth) && wb_login_options_is_valid (self->login) &&
         wb_variables_list_is_valid (self->variables);
}

/**
 * wb_connection_options_apply:
 * @self: options
 * @profile: gets what was entered
 */
void
wb_connection_options_apply (WbConnectionOptions *self,
                             WbProfile *profile)
{
  g_auto(GStrv) headers = NULL;
  g_auto(GStrv) subprotocols = NULL;
  g_autofree char *origin = NULL;

  g_return_if_fail (WB_IS_CONNECTION_OPTIONS (self));

  /* The variables first: what else becomes one is added to them. */
  wb_variables_list_apply (self->variables, profile);
  wb_auth_options_apply (self->auth, profile);
  wb_login_options_apply (self->login, profile);
  headers = dup_headers (self);
  subprotocols = dup_subprotocols (self);
  origin = g_strstrip (g_strdup (gtk_editable_get_text (self->origin)));
  apply_link (self, profile);
  g_object_set (profile,
                "headers", *headers != NULL ? headers : NULL,
                "subprotocols", *subprotocols != NULL ? subprotocols : NULL,
                "origin", *origin != '\0' ? origin : NULL,
                "ca-file", wb_file_row_get_path (self->ca_file),
                "client-certificate", wb_file_row_get_path (self->client_certificate),
                "trusted-certificate", self->trusted_certificate,
                NULL);
}
