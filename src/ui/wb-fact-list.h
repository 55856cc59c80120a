/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Names and values below each other. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WB_TYPE_FACT_LIST (wb_fact_list_get_type ())
G_DECLARE_FINAL_TYPE (WbFactList, wb_fact_list, WB, FACT_LIST, GtkGrid)

void wb_fact_list_set_selectable (WbFactList *self,
                                  gboolean selectable);
void wb_fact_list_begin (WbFactList *self);
void wb_fact_list_add (WbFactList *self,
                       const char *name,
                       const char *value);
guint wb_fact_list_end (WbFactList *self);

G_END_DECLS
