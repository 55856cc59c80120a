/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Asks for a file, to save to or to open: one place that names GtkFileChooserNative. */

#include "config.h"

#include "wb-file-dialog.h"

#include <glib/gi18n-lib.h>

typedef struct {
  GtkFileChooserNative *native;
  WbFileDialogFunc callback;
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

/* Without a name it is a file to open. */
static void
show (GtkWidget *widget,
      const char *title,
      const char *name,
      GtkFileFilter *filter,
      const Dialog *answer)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkFileChooserAction action = name != NULL ? GTK_FILE_CHOOSER_ACTION_SAVE : GTK_FILE_CHOOSER_ACTION_OPEN;
  Dialog *dialog = g_new (Dialog, 1);

  *dialog = *answer;
  dialog->native =
      gtk_file_chooser_native_new (title, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, action,
                                   name != NULL ? _ ("_Save") : _ ("_Open"), _ ("_Cancel"));
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog->native), name);
  if (filter != NULL)
    gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog->native), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog->native), TRUE);
  g_signal_connect (dialog->native, "response", G_CALLBACK (response_cb), dialog);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog->native));
}

/**
 * wb_file_dialog_save:
 * @widget: a widget of the window that asks
 * @title: title of the dialog
 * @name: proposed name of the file
 * @callback: called with the file
 * @data: passed to @callback
 * @destroy: (nullable): frees @data when the dialog is gone
 */
void
wb_file_dialog_save (GtkWidget *widget,
                     const char *title,
                     const char *name,
                     WbFileDialogFunc callback,
                     gpointer data,
                     GDestroyNotify destroy)
{
  show (widget, title, name, NULL, &(Dialog){ .callback = callback, .data = data, .destroy = destroy });
}

/**
 * wb_file_dialog_open:
 * @widget: a widget of the window that asks
 * @title: title of the dialog
 * @filter: (nullable): which files to show
 * @callback: called with the file
 * @data: passed to @callback
 * @destroy: (nullable): frees @data when the dialog is gone
 */
void
wb_file_dialog_open (GtkWidget *widget,
                     const char *title,
                     GtkFileFilter *filter,
                     WbFileDialogFunc callback,
                     gpointer data,
                     GDestroyNotify destroy)
{
  show (widget, title, NULL, filter, &(Dialog){ .callback = callback, .data = data, .destroy = destroy });
}
