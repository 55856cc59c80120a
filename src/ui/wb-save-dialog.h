/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Asks where to save a file. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WbSaveDialogFunc:
 * @file: where to
 * @data: what was passed with the function
 *
 * The user chose a file; it is not called when he changed his mind.
 */
typedef void (*WbSaveDialogFunc) (GFile *file,
                                  gpointer data);

void wb_save_dialog_show (GtkWidget *widget,
                          const char *title,
                          const char *name,
                          WbSaveDialogFunc callback,
                          gpointer data,
                          GDestroyNotify destroy);

G_END_DECLS
