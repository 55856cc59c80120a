/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Asks on which server an endpoint is of which a file knows the path only. */

#include "config.h"

#include "wb-server-dialog.h"

#include "wb-profile-file.h"
#include "wb-url.h"

#include <glib/gi18n.h>

#define RESPONSE_CONNECT "connect"

/**
 * WbServerDialog:
 *
 * Shows below the entry which address comes of it. When it is answered, the profile has that
 * address, and
 * ::done is emitted.
 */
struct _WbServerDialog
{
  AdwMessageDialog parent_instance;

  /* Owned */
  WbProfile *profile;

  /* Template children */
  GtkEditable *server;
  GtkLabel *address;
};

enum
{
  SIGNAL_DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WbServerDialog, wb_server_dialog, ADW_TYPE_MESSAGE_DIALOG)

/* Returns the address that what was typed leads to, or NULL. */
static char *
dup_address (WbServerDialog *self)
{
  g_autoptr(WbProfile) trial = wb_profile_copy (self->profile);

  if (!wb_profile_file_set_server (trial, gtk_editable_get_text (self->server), NULL))
    return NULL;
  return wb_url_normalize (wb_profile_get_url (trial), NULL);
}

static void
server_changed_cb (WbServerDialog *self)
{
  g_autofree char *address = dup_address (self);
  g_autofree char *masked = address != NULL ? wb_url_mask (address) : NULL;

  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self), RESPONSE_CONNECT,
                                           address != NULL);
  gtk_label_set_text (self->address,
                      masked != NULL ? masked : _ ("An address looks like wss://example.org."));
}

static void
response_cb (WbServerDialog *self,
             const char *response)
{
  if (g_str_equal (response, RESPONSE_CONNECT) &&
      wb_profile_file_set_server (self->profile, gtk_editable_get_text (self->server), NULL))
    g_signal_emit (self, signals[SIGNAL_DONE], 0);
}

static void
wb_server_dialog_dispose (GObject *object)
{
  WbServerDialog *self = WB_SERVER_DIALOG (object);

  g_clear_object (&self->profile);
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_SERVER_DIALOG);

  G_OBJECT_CLASS (wb_server_dialog_parent_class)->dispose (object);
}

static void
wb_server_dialog_class_init (WbServerDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wb_server_dialog_dispose;

  /**
   * WbServerDialog::done:
   *
   * The profile has its address.
   */
  signals[SIGNAL_DONE] = g_signal_new ("done", WB_TYPE_SERVER_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/app/whereabouts/Whereabouts/ui/wb-server-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, WbServerDialog, server);
  gtk_widget_class_bind_template_child (widget_class, WbServerDialog, address);
  gtk_widget_class_bind_template_callback (widget_class, server_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, response_cb);
}

static void
wb_server_dialog_init (WbServerDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * wb_server_dialog_new:
 * @profile: a profile whose file has a path for an endpoint
 * @server: what to propose
 *
 * Returns: (transfer none): a window, not shown yet
 */
GtkWindow *
wb_server_dialog_new (WbProfile *profile,
                      const char *server)
{
  WbServerDialog *self = g_object_new (WB_TYPE_SERVER_DIALOG, NULL);
  g_autofree char *path = wb_profile_file_dup_path (profile);
  g_autofree char *body = NULL;

  self->profile = g_object_ref (profile);
  /* Translators: %s is the path of an endpoint, as “my-websocket” */
  body = g_strdup_printf (_ ("The file names the endpoint “%s”, but not the server it is on."),
                          path != NULL ? path : "");
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (self), body);
  gtk_editable_set_text (self->server, server);
  server_changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->server));
  return GTK_WINDOW (self);
}
