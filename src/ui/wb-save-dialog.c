/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Asks where to save a file: the one place that names GtkFileChooserNative for saving. */

#include "config.h"

#include "wb-save-dialog.h"

#include <glib/gi18n-lib.h>

typedef struct {
  GtkFileChooserNative *native;
  WbSaveDialogFunc callback;
  gpointer data;
  GDestroyNotify destroy;
} Dialog;

static void
response_cb (GtkNativeDialog *native,
             int response,
             gpointer data)
{
  Dialog *dialog = data;
  g_autoptr(GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native));
  if (file != NULL)
    dialog->callback (file, dialog->data);
  if (dialog->destroy != NULL)
    dialog->destroy (dialog->data);
  g_object_unref (dialog->native);
  g_free (dialog);
}

/**
 * wb_save_dialog_show:
 * @widget: a widget of the window that asks
 * @title: title of the dialog
 * @name: proposed name of the file
 * @callback: called with the file
 * @data: passed to @callback
 * @destroy: (nullable): frees @data when the dialog is gone
 */
void
wb_save_dialog_show (GtkWidget *widget,
                     const char *title,
                     const char *name,
                     WbSaveDialogFunc callback,
                     gpointer data,
                     GDestroyNotify destroy)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  Dialog *dialog = g_new0 (Dialog, 1);

  dialog->native = gtk_file_chooser_native_new (title, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                                GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  dialog->callback = callback;
  dialog->data = data;
  dialog->destroy = destroy;
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog->native), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog->native), TRUE);
  g_signal_connect (dialog->native, "response", G_CALLBACK (response_cb), dialog);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog->native));
}
