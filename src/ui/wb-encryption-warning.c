/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Warns while an address is typed that anybody on the way could listen to. */

#include "config.h"

#include "wb-encryption-warning.h"

#include "wb-encryption-policy.h"
#include "wb-url-security.h"

#include <glib/gi18n-lib.h>

/**
 * WbEncryptionWarning:
 *
 * Shows itself when the address is exposed, see wb_url_find_exposed_host(), and offers the way out.
 * Who ticks that they want it nevertheless is not asked again for this server.
 */
struct _WbEncryptionWarning {
  AdwBin parent_instance;

  /* Owned */
  GSettings *settings; /* NULL: nothing is remembered */
  char *host;          /* NULL: not exposed */

  /* Template children */
  GtkLabel *sentence;
  GtkCheckButton *proceed;
  GtkWidget *reason;

  gboolean showing; /* the check is set by us, not by the user */
};

enum {
  SIGNAL_CHANGED,
  SIGNAL_ENCRYPT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WbEncryptionWarning, wb_encryption_warning, ADW_TYPE_BIN)

static void
show (WbEncryptionWarning *self)
{
  gboolean required = wb_encryption_policy_is_required (self->settings);
  g_autofree char *sentence = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), self->host != NULL);
  if (self->host == NULL)
    return;

  /* Translators: %s is the name of a server */
  sentence = g_strdup_printf (
      _ ("Not encrypted: anyone on the network between here and %s can read and change what is "
         "sent."),
      self->host);
  gtk_label_set_text (self->sentence, sentence);
  gtk_widget_set_sensitive (GTK_WIDGET (self->proceed), !required);
  gtk_widget_set_visible (self->reason, required);
  self->showing = TRUE;
  gtk_check_button_set_active (
      self->proceed, !required && wb_encryption_policy_is_accepted (self->settings, self->host));
  self->showing = FALSE;
}

static void
setting_changed_cb (WbEncryptionWarning *self)
{
  show (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
proceed_cb (WbEncryptionWarning *self)
{
  if (self->showing)
    return;

  wb_encryption_policy_accept (self->settings, self->host,
                               gtk_check_button_get_active (self->proceed));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
encrypt_cb (WbEncryptionWarning *self)
{
  g_signal_emit (self, signals[SIGNAL_ENCRYPT], 0);
}

static void
wb_encryption_warning_dispose (GObject *object)
{
  g_clear_object (&WB_ENCRYPTION_WARNING (object)->settings);
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_ENCRYPTION_WARNING);

  G_OBJECT_CLASS (wb_encryption_warning_parent_class)->dispose (object);
}

static void
wb_encryption_warning_finalize (GObject *object)
{
  g_free (WB_ENCRYPTION_WARNING (object)->host);

  G_OBJECT_CLASS (wb_encryption_warning_parent_class)->finalize (object);
}

static void
wb_encryption_warning_class_init (WbEncryptionWarningClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = wb_encryption_warning_dispose;
  object_class->finalize = wb_encryption_warning_finalize;

  /**
   * WbEncryptionWarning::changed:
   *
   * Something else may be connected to now.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", WB_TYPE_ENCRYPTION_WARNING, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * WbEncryptionWarning::encrypt:
   *
   * The user wants the encrypted address instead.
   */
  signals[SIGNAL_ENCRYPT] = g_signal_new ("encrypt", WB_TYPE_ENCRYPTION_WARNING, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/app/whereabouts/Whereabouts/ui/wb-encryption-warning.ui");
  gtk_widget_class_bind_template_child (widget_class, WbEncryptionWarning, sentence);
  gtk_widget_class_bind_template_child (widget_class, WbEncryptionWarning, proceed);
  gtk_widget_class_bind_template_child (widget_class, WbEncryptionWarning, reason);
  gtk_widget_class_bind_template_callback (widget_class, proceed_cb);
  gtk_widget_class_bind_template_callback (widget_class, encrypt_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
wb_encryption_warning_init (WbEncryptionWarning *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * wb_encryption_warning_set_settings:
 * @self: a warning
 * @settings: where answers are remembered, and whether encryption is required
 */
void
wb_encryption_warning_set_settings (WbEncryptionWarning *self,
                                    GSettings *settings)
{
  g_return_if_fail (WB_IS_ENCRYPTION_WARNING (self));

  if (!g_set_object (&self->settings, settings))
    return;

  g_signal_connect_object (settings, "changed::" WB_SETTING_REQUIRE_ENCRYPTION,
                           G_CALLBACK (setting_changed_cb), self, G_CONNECT_SWAPPED);
  show (self);
}

/**
 * wb_encryption_warning_set_address:
 * @self: a warning
 * @address: an address as it was typed
 */
void
wb_encryption_warning_set_address (WbEncryptionWarning *self,
                                   const char *address)
{
  g_autofree char *host = NULL;

  g_return_if_fail (WB_IS_ENCRYPTION_WARNING (self));

  host = wb_url_find_exposed_host (address);
  if (g_strcmp0 (host, self->host) == 0)
    return;

  g_free (self->host);
  self->host = g_steal_pointer (&host);
  show (self);
}

/**
 * wb_encryption_warning_is_exposed:
 * @self: a warning
 *
 * Returns: whether it warns
 */
gboolean
wb_encryption_warning_is_exposed (WbEncryptionWarning *self)
{
  g_return_val_if_fail (WB_IS_ENCRYPTION_WARNING (self), FALSE);

  return self->host != NULL;
}

/**
 * wb_encryption_warning_may_connect:
 * @self: a warning
 *
 * Returns: whether the address may be connected to: there is nothing to warn of, or the user knows
 */
gboolean
wb_encryption_warning_may_connect (WbEncryptionWarning *self)
{
  g_return_val_if_fail (WB_IS_ENCRYPTION_WARNING (self), FALSE);

  return self->host == NULL || gtk_check_button_get_active (self->proceed);
}
