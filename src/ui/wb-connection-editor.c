/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The window in which a connection is described, new or existing. */

#include "config.h"

#include "wb-connection-editor.h"

#include "wb-address-parts.h"
#include "wb-connection-identity.h"
#include "wb-connection-options.h"
#include "wb-connection-test.h"
#include "wb-encryption-warning.h"
#include "wb-failure.h"
#include "wb-greeting-options.h"
#include "wb-handshake-window.h"
#include "wb-sample-options.h"
#include "wb-socket-io-options.h"
#include "wb-state-view.h"
#include "wb-url-security.h"
#include "wb-url.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Longer addresses are shortened in the menu of recent ones. */
#define MAX_MENU_CHARS 56

/**
 * WbConnectionEditor:
 *
 * It tells while the address is typed whether it is one, and what may be read by others. The
 * connection is not changed until the button is pressed; then ::done is emitted and
 * wb_connection_editor_get_profile() has what was entered. Before that it can be tested.
 */
struct _WbConnectionEditor {
  AdwWindow parent_instance;

  /* Owned */
  WbConnection *connection; /* NULL for a new one */

  /* Borrowed */
  WbRegistry *registry;

  /* Borrowed, weak: destroyed with the editor */
  GtkWindow *test;

  /* Template children */
  GtkWidget *connect;
  GtkWidget *failure;
  GtkLabel *failure_title;
  GtkLabel *failure_explanation;
  GtkWidget *failure_details;
  GtkEditable *address;
  GtkEditable *name;
  WbGreetingOptions *greeting;
  AdwComboRow *retention; /* its choices are those of WbRetention */
  GtkWidget *limit_row;
  GtkSpinButton *limit;
  WbConnectionIdentity *identity;
  WbAddressParts *parts;
  WbSocketIoOptions *events;
  WbConnectionOptions *options;
  GtkMenuButton *recent;
  GtkLabel *hint;
  WbEncryptionWarning *warning;
  AdwActionRow *test_row;
  WbSampleOptions *samples;
};

enum {
  SIGNAL_DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WbConnectionEditor, wb_connection_editor, ADW_TYPE_WINDOW)

/*
 * The address
 */

/* Somebody who has typed “wss:/” has not made a mistake yet. */
static gboolean
is_beginning (const char *text)
{
  static const char *const beginnings[] = {
    "wss://", "ws://", "https://", "http://", "demo:", "socketio+wss://", "socketio+ws://",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (g_ascii_strncasecmp (beginnings[i], text, strlen (text)) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
check_address (WbConnectionEditor *self,
               const char *text,
               GError **error)
{
  g_autofree char *url = wb_url_normalize (text, error);
  g_autofree char *scheme = url != NULL ? wb_url_get_scheme (url) : NULL;

  if (scheme == NULL)
    return FALSE;
  if (wb_registry_serves (self->registry, scheme))
    return TRUE;

  g_propagate_error (error, wb_failure_new (WB_FAILURE_SCHEME, &(WbFailureFacts){ .detail = scheme }));
  return FALSE;
}

static void
show_hint (WbConnectionEditor *self,
           const char *problem)
{
  GtkWidget *hint = GTK_WIDGET (self->hint);
  GtkWidget *address = GTK_WIDGET (self->address);

  if (problem != NULL)
    {
      gtk_label_set_text (self->hint, problem);
      gtk_widget_remove_css_class (hint, "dim-label");
      gtk_widget_add_css_class (hint, "wb-status-failed");
      gtk_widget_add_css_class (address, "error");
      return;
    }

  gtk_label_set_text (self->hint, _ ("An address looks like wss://example.org/live. “demo:” is the built-in "
                                     "simulation."));
  gtk_widget_remove_css_class (hint, "wb-status-failed");
  gtk_widget_add_css_class (hint, "dim-label");
  gtk_widget_remove_css_class (address, "error");
}

/* A test would send what was entered, too. */
static void
update_actions (WbConnectionEditor *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->address)));
  gboolean valid = check_address (self, text, NULL) &&
                   wb_address_parts_is_valid (self->parts) &&
                   wb_socket_io_options_are_valid (self->events) &&
                   wb_connection_options_are_valid (self->options) &&
                   wb_sample_options_are_valid (self->samples);
  gboolean exposed = wb_encryption_warning_is_exposed (self->warning);

  gtk_widget_set_sensitive (self->connect,
                            valid && wb_encryption_warning_may_connect (self->warning));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.test", valid && !exposed);
  adw_action_row_set_subtitle (
      self->test_row, exposed
                          ? _ ("Only with encryption: others could read what you entered.")
                          : _ ("Connects without keeping anything, and shows the first messages."));
}

static void
address_changed_cb (WbConnectionEditor *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->address)));
  g_autoptr(GError) error = NULL;
  gboolean valid = check_address (self, text, &error);

  wb_address_parts_set_address (self->parts, text);
  wb_socket_io_options_set_address (self->events, text);
  show_hint (self, valid || is_beginning (text) ? NULL : error->message);
  wb_encryption_warning_set_address (self->warning, text);
  update_actions (self);
}

static void
encrypt_cb (WbConnectionEditor *self)
{
  g_autofree char *url = wb_url_add_encryption (gtk_editable_get_text (self->address));

  gtk_editable_set_text (self->address, url);
  gtk_widget_grab_focus (GTK_WIDGET (self->address));
  gtk_editable_set_position (self->address, -1);
}

static void
use_recent_cb (GtkWidget *widget,
               const char *action G_GNUC_UNUSED,
               GVariant *parameter)
{
  WbConnectionEditor *self = WB_CONNECTION_EDITOR (widget);

  gtk_editable_set_text (self->address, g_variant_get_string (parameter, NULL));
  gtk_widget_grab_focus (self->connect);
}

/*
 * Messages
 */

/* One message needs no limit. */
static void
retention_changed_cb (WbConnectionEditor *self)
{
  gtk_widget_set_sensitive (self->limit_row, adw_combo_row_get_selected (self->retention) != WB_RETENTION_SNAPSHOT);
}

static void
fill_in_messages (WbConnectionEditor *self,
                  WbProfile *profile)
{
  adw_combo_row_set_selected (self->retention, wb_profile_get_retention (profile));
  gtk_spin_button_set_value (self->limit, wb_profile_get_limit (profile));
}

/* All but the parts of the address, which are to be refreshed with it. */
static void
apply_rest (WbConnectionEditor *self,
            WbProfile *profile)
{
  g_autofree char *address = g_strstrip (g_strdup (gtk_editable_get_text (self->address)));
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));

  /* A number that is still being typed counts, too. */
  gtk_spin_button_update (self->limit);
  g_object_set (profile,
                "url", address,
                "name", *name != '\0' ? name : NULL,
                "retention", (WbRetention) adw_combo_row_get_selected (self->retention),
                "limit", (guint) gtk_spin_button_get_value_as_int (self->limit),
                NULL);
  wb_greeting_options_apply (self->greeting, profile);
  wb_connection_identity_apply (self->identity, profile);
  wb_sample_options_apply (self->samples, profile);
  wb_socket_io_options_apply (self->events, profile);
  wb_connection_options_apply (self->options, profile);
}

static void
apply (WbConnectionEditor *self,
       WbProfile *profile)
{
  apply_rest (self, profile);
  wb_address_parts_apply (self->parts, profile);
}

static WbProfile *
copy_original (WbConnectionEditor *self)
{
  return self->connection != NULL ? wb_profile_copy (wb_connection_get_profile (self->connection))
                                  : wb_profile_new ("");
}

/* The final address depends on variables and on how to sign in. */
static void
settings_changed_cb (WbConnectionEditor *self)
{
  g_autoptr(WbProfile) profile = copy_original (self);

  apply_rest (self, profile);
  wb_address_parts_refresh (self->parts, profile);
  update_actions (self);
}

static void
address_split_cb (WbConnectionEditor *self,
                  const char *rest)
{
  gtk_editable_set_text (self->address, rest);
}

/*
 * The test
 */

/* Returns: (transfer full): what was entered, on top of what is not shown here */
static WbProfile *
make_copy (WbConnectionEditor *self)
{
  WbProfile *copy = copy_original (self);

  apply (self, copy);
  return copy;
}

static void
tested_response_cb (WbConnectionEditor *self,
                    const char *text)
{
  wb_sample_options_set_response (self->samples, text);
}

/* What is sent after every connect is not to be typed again as the first draft. */
static void
tested_request_cb (WbConnectionEditor *self,
                   const char *text,
                   gboolean on_connect)
{
  if (on_connect)
    wb_greeting_options_set_text (self->greeting, text);
  else if (g_str_equal (wb_greeting_options_get_text (self->greeting), text))
    wb_greeting_options_set_text (self->greeting, NULL);
  wb_sample_options_set_request (self->samples, on_connect ? NULL : text);
}

static void
certificate_trusted_cb (WbConnectionEditor *self,
                        GParamSpec *property G_GNUC_UNUSED,
                        WbProfile *tested)
{
  g_autofree char *fingerprint = NULL;

  g_object_get (tested, "trusted-certificate", &fingerprint, NULL);
  wb_connection_options_set_trusted (self->options, fingerprint);
}

static void
test_cb (GtkWidget *widget,
         const char *action G_GNUC_UNUSED,
         GVariant *parameter G_GNUC_UNUSED)
{
  WbConnectionEditor *self = WB_CONNECTION_EDITOR (widget);
  g_autoptr(WbProfile) profile = make_copy (self);

  if (self->test != NULL)
    gtk_window_destroy (self->test);
  g_set_weak_pointer (&self->test, wb_connection_test_new (self->registry, profile));
  g_signal_connect_object (self->test, "response", G_CALLBACK (tested_response_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->test, "request", G_CALLBACK (tested_request_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (wb_connection_test_get_profile (WB_CONNECTION_TEST (self->test)),
                           "notify::trusted-certificate", G_CALLBACK (certificate_trusted_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (self->test, GTK_WINDOW (self));
  gtk_window_present (self->test);
}

/*
 * The whole
 */

static void
connect_cb (WbConnectionEditor *self)
{
  g_object_ref (self);
  g_signal_emit (self, signals[SIGNAL_DONE], 0);
  gtk_window_destroy (GTK_WINDOW (self));
  g_object_unref (self);
}

static void
show_details_cb (WbConnectionEditor *self)
{
  wb_handshake_window_present (self->connection, GTK_WINDOW (self));
}

static void
show_failure (WbConnectionEditor *self)
{
  g_autofree char *explanation = wb_state_view_dup_explanation (self->connection);

  gtk_label_set_text (self->failure_title, wb_state_view_get_label (self->connection));
  gtk_label_set_text (self->failure_explanation, explanation);
  gtk_widget_set_visible (self->failure_details, wb_handshake_window_has_content (self->connection));
  gtk_widget_set_visible (self->failure, wb_state_view_is_failed (self->connection));
}

static void
fill_in (WbConnectionEditor *self)
{
  WbProfile *profile = wb_connection_get_profile (self->connection);
  const char *name = wb_profile_get_name (profile);

  /* Translators: a title, and a button beside it: have to fit at a width of 360 */
  gtk_window_set_title (GTK_WINDOW (self), _ ("Edit Connection"));
  /* Translators: a button beside a title: have to fit at a width of 360 */
  gtk_button_set_label (GTK_BUTTON (self->connect), _ ("Save and _Open"));
  gtk_editable_set_text (self->address, wb_profile_get_url (profile));
  gtk_editable_set_text (self->name, name != NULL ? name : "");
  wb_greeting_options_show (self->greeting, profile);
  fill_in_messages (self, profile);
  wb_connection_identity_show (self->identity, profile);
  wb_sample_options_show (self->samples, profile);
  wb_address_parts_show (self->parts, profile);
  wb_socket_io_options_show (self->events, profile);
  wb_connection_options_show (self->options, profile);
  show_failure (self);
}

static void
wb_connection_editor_dispose (GObject *object)
{
  WbConnectionEditor *self = WB_CONNECTION_EDITOR (object);

  if (self->test != NULL)
    gtk_window_destroy (self->test);
  g_clear_weak_pointer (&self->test);
  g_clear_object (&self->connection);
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_CONNECTION_EDITOR);

  G_OBJECT_CLASS (wb_connection_editor_parent_class)->dispose (object);
}

static void
wb_connection_editor_class_init (WbConnectionEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wb_connection_editor_dispose;

  /**
   * WbConnectionEditor::done:
   *
   * The user wants the connection as described.
   */
  signals[SIGNAL_DONE] = g_signal_new ("done", WB_TYPE_CONNECTION_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 0);

  g_type_ensure (WB_TYPE_ADDRESS_PARTS);
  g_type_ensure (WB_TYPE_CONNECTION_IDENTITY);
  g_type_ensure (WB_TYPE_CONNECTION_OPTIONS);
  g_type_ensure (WB_TYPE_ENCRYPTION_WARNING);
  g_type_ensure (WB_TYPE_GREETING_OPTIONS);
  g_type_ensure (WB_TYPE_SAMPLE_OPTIONS);
  g_type_ensure (WB_TYPE_SOCKET_IO_OPTIONS);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/app/whereabouts/Whereabouts/ui/wb-connection-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, WbConnectionEditor, connect);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionEditor, failure);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionEditor, failure_title);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionEditor, failure_explanation);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionEditor, failure_details);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionEditor, address);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionEditor, name);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionEditor, greeting);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionEditor, retention);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionEditor, limit_row);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionEditor, limit);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionEditor, identity);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionEditor, parts);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionEditor, events);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionEditor, options);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionEditor, recent);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionEditor, hint);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionEditor, warning);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionEditor, test_row);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionEditor, samples);
  gtk_widget_class_bind_template_callback (widget_class, address_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, address_split_cb);
  gtk_widget_class_bind_template_callback (widget_class, settings_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, encrypt_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_actions);
  gtk_widget_class_bind_template_callback (widget_class, retention_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, connect_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_details_cb);
  gtk_widget_class_install_action (widget_class, "editor.use-recent", "s", use_recent_cb);
  gtk_widget_class_install_action (widget_class, "editor.test", NULL, test_cb);
}

static void
wb_connection_editor_init (WbConnectionEditor *self)
{
  g_autoptr(WbProfile) usual = wb_profile_new ("");

  gtk_widget_init_template (GTK_WIDGET (self));
  show_hint (self, NULL);
  gtk_spin_button_set_range (self->limit, 0, WB_MAX_MESSAGE_LIMIT);
  fill_in_messages (self, usual);
  wb_address_parts_show (self->parts, usual);
  wb_socket_io_options_show (self->events, usual);
  wb_connection_options_show (self->options, usual);
  update_actions (self);
}

/**
 * wb_connection_editor_new:
 * @registry: what addresses there can be; outlives the editor
 * @connection: (nullable): a connection to edit, closed or waiting, %NULL for a new one
 *
 * Returns: (transfer none): a window, not shown yet
 */
GtkWindow *
wb_connection_editor_new (WbRegistry *registry,
                          WbConnection *connection)
{
  WbConnectionEditor *self = g_object_new (WB_TYPE_CONNECTION_EDITOR, NULL);

  self->registry = registry;
  wb_sample_options_set_registry (self->samples, registry);
  self->connection = connection != NULL ? g_object_ref (connection) : NULL;
  if (connection != NULL)
    fill_in (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->address));
  return GTK_WINDOW (self);
}

/**
 * wb_connection_editor_get_connection:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): the connection that is edited, %NULL for a new one
 */
WbConnection *
wb_connection_editor_get_connection (WbConnectionEditor *self)
{
  g_return_val_if_fail (WB_IS_CONNECTION_EDITOR (self), NULL);

  return self->connection;
}

/**
 * wb_connection_editor_get_profile:
 * @self: an editor
 *
 * Puts what was entered into the profile of the edited connection, or into a new one.
 *
 * Returns: (transfer full): a profile
 */
WbProfile *
wb_connection_editor_get_profile (WbConnectionEditor *self)
{
  WbProfile *profile;

  g_return_val_if_fail (WB_IS_CONNECTION_EDITOR (self), NULL);

  profile = self->connection != NULL ? g_object_ref (wb_connection_get_profile (self->connection))
                                     : wb_profile_new ("");
  apply (self, profile);
  return profile;
}

/**
 * wb_connection_editor_set_settings:
 * @self: an editor
 * @settings: the settings of the application: what was decided about encryption
 */
void
wb_connection_editor_set_settings (WbConnectionEditor *self,
                                   GSettings *settings)
{
  g_return_if_fail (WB_IS_CONNECTION_EDITOR (self));

  wb_encryption_warning_set_settings (self->warning, settings);
  update_actions (self);
}

/* Labels of menus take “_” for the mark of a shortcut. */
static char *
make_menu_label (const char *address)
{
  g_autofree char *masked = wb_url_mask (address);
  GString *label = g_string_new (masked);

  if (g_utf8_strlen (masked, -1) > MAX_MENU_CHARS)
    {
      g_string_truncate (label, (gsize) (g_utf8_offset_to_pointer (masked, MAX_MENU_CHARS) - masked));
      g_string_append (label, "…");
    }
  g_string_replace (label, "_", "__", 0);
  return g_string_free (label, FALSE);
}

/**
 * wb_connection_editor_set_recent:
 * @self: an editor
 * @addresses: addresses to choose from
 */
void
wb_connection_editor_set_recent (WbConnectionEditor *self,
                                 const char *const *addresses)
{
  g_autoptr(GMenu) menu = NULL;

  g_return_if_fail (WB_IS_CONNECTION_EDITOR (self));

  menu = g_menu_new ();
  for (gsize i = 0; addresses[i] != NULL; i++)
    {
      g_autofree char *label = make_menu_label (addresses[i]);
      g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "editor.use-recent", "s", addresses[i]);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (self->recent, G_MENU_MODEL (menu));
  gtk_widget_set_visible (GTK_WIDGET (self->recent), addresses[0] != NULL);
}

/**
 * wb_connection_editor_set_address:
 * @self: an editor
 * @address: what to put into the entry, selected so that typing replaces it
 */
void
wb_connection_editor_set_address (WbConnectionEditor *self,
                                  const char *address)
{
  g_return_if_fail (WB_IS_CONNECTION_EDITOR (self));

  gtk_editable_set_text (self->address, address);
  gtk_editable_select_region (self->address, 0, -1);
}
