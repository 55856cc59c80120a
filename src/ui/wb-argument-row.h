/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* One argument of an event that is being written. */

#pragma once

#include "wb-event.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WB_TYPE_ARGUMENT_ROW (wb_argument_row_get_type ())
G_DECLARE_FINAL_TYPE (WbArgumentRow, wb_argument_row, WB, ARGUMENT_ROW, GtkWidget)

GtkWidget *wb_argument_row_new (void);

void wb_argument_row_set_file (WbArgumentRow *self,
                               GFile *file);
gboolean
wb_argument_row_append (WbArgumentRow *self, GString *arguments, WbEvent *event, GError **error);

G_END_DECLS
