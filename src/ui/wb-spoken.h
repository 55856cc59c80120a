/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What a screen reader says about rows and buttons whose content changes. */

#pragma once

#include "wb-connection.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

char *wb_spoken_join (const char *const *facts,
                      gsize n_facts);
gboolean wb_spoken_is_heard (GtkWidget *widget);
void wb_spoken_set_row_label (GtkWidget *content,
                              const char *label);
void wb_spoken_set_connection (GtkWidget *widget,
                               WbConnection *connection);

G_END_DECLS
