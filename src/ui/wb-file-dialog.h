/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Asks for a file, to save to or to open. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WbFileDialogFunc:
 * @file: what was chosen
 * @data: what was passed with the function
 *
 * The user chose a file; it is not called when he changed his mind.
 */
typedef void (*WbFileDialogFunc) (GFile *file,
                                  gpointer data);

void wb_file_dialog_save (GtkWidget *widget,
                          const char *title,
                          const char *name,
                          WbFileDialogFunc callback,
                          gpointer data,
                          GDestroyNotify destroy);
void wb_file_dialog_open (GtkWidget *widget,
                          const char *title,
                          GtkFileFilter *filter,
                          WbFileDialogFunc callback,
                          gpointer data,
                          GDestroyNotify destroy);

G_END_DECLS
