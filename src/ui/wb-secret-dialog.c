/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Asks for the secrets that a connection lacks, and where to keep them; then it opens the connection. */

#include "config.h"

#include "wb-secret-dialog.h"

#include "wb-address.h"

#include <glib/gi18n-lib.h>

/**
 * WbSecretDialog:
 *
 * A row for each secret. It says who gets them: a connection can come from anybody.
 */
struct _WbSecretDialog {
  AdwMessageDialog parent_instance;

  /* Template children */
  AdwPreferencesGroup *group;
  GtkWidget *keep_group;
  AdwComboRow *keep;
  GtkStringList *places;

  /* Owned */
  WbConnection *connection;
  char **names;

  GPtrArray *rows; /* of AdwPasswordEntryRow, one for each name; owned by the group */
  WbSecretPlace second; /* where the second choice keeps them; the first is the session */
};

G_DEFINE_FINAL_TYPE (WbSecretDialog, wb_secret_dialog, ADW_TYPE_MESSAGE_DIALOG)

static gboolean
is_complete (WbSecretDialog *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (*gtk_editable_get_text (g_ptr_array_index (self->rows, i)) == '\0')
      return FALSE;
  return TRUE;
}

static void
changed_cb (WbSecretDialog *self)
{
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self), "connect", is_complete (self));
}

static void
wb_secret_dialog_response (AdwMessageDialog *dialog,
                           const char *response)
{
  WbSecretDialog *self = WB_SECRET_DIALOG (dialog);
  gboolean keeps = adw_combo_row_get_selected (self->keep) == 1;

  if (!g_str_equal (response, "connect"))
    return;

  for (guint i = 0; i < self->rows->len; i++)
    wb_connection_set_secret (self->connection, self->names[i],
                              gtk_editable_get_text (g_ptr_array_index (self->rows, i)),
                              keeps ? self->second : WB_SECRET_PLACE_SESSION);
  wb_connection_open (self->connection);
}

static void
wb_secret_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_SECRET_DIALOG);

  G_OBJECT_CLASS (wb_secret_dialog_parent_class)->dispose (object);
}

static void
wb_secret_dialog_finalize (GObject *object)
{
  WbSecretDialog *self = WB_SECRET_DIALOG (object);

  g_clear_object (&self->connection);
  g_strfreev (self->names);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (wb_secret_dialog_parent_class)->finalize (object);
}

static void
wb_secret_dialog_class_init (WbSecretDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wb_secret_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = wb_secret_dialog_finalize;
  ADW_MESSAGE_DIALOG_CLASS (klass)->response = wb_secret_dialog_response;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/whereabouts/Whereabouts/ui/wb-secret-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, WbSecretDialog, group);
  gtk_widget_class_bind_template_child (widget_class, WbSecretDialog, keep_group);
  gtk_widget_class_bind_template_child (widget_class, WbSecretDialog, keep);
  gtk_widget_class_bind_template_child (widget_class, WbSecretDialog, places);
}

static void
wb_secret_dialog_init (WbSecretDialog *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_row (WbSecretDialog *self,
         const char *name)
{
  GtkWidget *row = adw_password_entry_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (self->group, row);
}

/* The keyring is the first choice where there is one; a file is never chosen for anybody. */
static void
offer_places (WbSecretDialog *self)
{
  WbSecretStore *store = wb_connection_get_secret_store (self->connection);
  gboolean has_keyring = store != NULL && wb_secret_store_has_keyring (store);
  g_autofree char *id = NULL;

  g_object_get (wb_connection_get_profile (self->connection), "id", &id, NULL);
  if (store == NULL || id == NULL || *id == '\0')
    {
      gtk_widget_set_visible (self->keep_group, FALSE);
      return;
    }

  self->second = has_keyring ? WB_SECRET_PLACE_KEYRING : WB_SECRET_PLACE_FILE;
  gtk_string_list_append (self->places, has_keyring ? _ ("In the keyring") : _ ("In a file only you can read"));
  adw_combo_row_set_selected (self->keep, has_keyring ? 1 : 0);
}

static void
say_who_gets_them (WbSecretDialog *self)
{
  g_autofree char *name = wb_connection_dup_name (self->connection);
  WbProfile *profile = wb_connection_get_profile (self->connection);
  g_autofree char *server = wb_address_get_recipients (profile);
  g_autofree char *exposed = wb_address_find_exposed_host (profile);
  g_auto(GStrv) servers = g_strsplit (server, " ", -1);
  g_autofree char *list = g_strjoinv (", ", servers);
  /* Translators: name of a connection, then the servers that get what is typed */
  g_autofree char *body = g_strdup_printf (_ ("“%s” needs them to connect. They are sent to %s."), name, list);
  const char *warning = exposed != NULL ? _ ("Anybody on the way can read them.") : NULL;
  g_autofree char *text = g_strjoin (" ", body, warning, NULL);

  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (self), text);
}

/**
 * wb_secret_dialog_new:
 * @connection: what is to be opened
 * @names: the secrets it lacks
 *
 * Returns: (transfer floating): a dialog that gives them to @connection and opens it
 */
GtkWidget *
wb_secret_dialog_new (WbConnection *connection,
                      const char *const *names)
{
  WbSecretDialog *self = g_object_new (WB_TYPE_SECRET_DIALOG, NULL);

  self->connection = g_object_ref (connection);
  self->names = g_strdupv ((char **) names);
  for (gsize i = 0; names[i] != NULL; i++)
    add_row (self, names[i]);
  offer_places (self);
  say_who_gets_them (self);
  changed_cb (self);
  return GTK_WIDGET (self);
}

/*
 * For a window
 */

/* One at a time for each connection: opening it again asks no second time. */
static gboolean
secrets_needed_cb (WbConnection *connection,
                   const char *const *names,
                   GtkWindow *parent)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();
  GtkWidget *dialog;

  for (GList *item = windows; item != NULL; item = item->next)
    if (WB_IS_SECRET_DIALOG (item->data) && WB_SECRET_DIALOG (item->data)->connection == connection)
      {
        gtk_window_present (item->data);
        return TRUE;
      }

  dialog = wb_secret_dialog_new (connection, names);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), parent);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (g_ptr_array_index (WB_SECRET_DIALOG (dialog)->rows, 0));
  return TRUE;
}

static void
items_changed_cb (GListModel *connections,
                  guint position,
                  guint removed G_GNUC_UNUSED,
                  guint added,
                  GtkWindow *parent)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr(WbConnection) connection = g_list_model_get_item (connections, i);

      /* One that has changed its place was known before. */
      g_signal_handlers_disconnect_matched (
          connection, G_SIGNAL_MATCH_ID | G_SIGNAL_MATCH_DATA,
          g_signal_lookup ("secrets-needed", WB_TYPE_CONNECTION), 0, NULL, NULL, parent);
      g_signal_connect_object (connection, "secrets-needed", G_CALLBACK (secrets_needed_cb), parent, 0);
    }
}

/**
 * wb_secret_dialog_serve:
 * @connections: of #WbConnection
 * @parent: a window
 *
 * Asks above @parent for whatever secrets these connections need, as long as it is there.
 */
void
wb_secret_dialog_serve (GListModel *connections,
                        GtkWindow *parent)
{
  g_signal_connect_object (connections, "items-changed", G_CALLBACK (items_changed_cb), parent, 0);
  items_changed_cb (connections, 0, 0, g_list_model_get_n_items (connections), parent);
}
