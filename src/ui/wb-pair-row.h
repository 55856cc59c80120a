/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A name and its value, to be edited. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define WB_TYPE_PAIR_ROW (wb_pair_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (WbPairRow, wb_pair_row, WB, PAIR_ROW, AdwPreferencesRow)

/**
 * WbPairRowClass:
 * @name_changed: another name was typed, and may tell whether the value is a secret; what is called
 *   like one is hidden unless a row decides otherwise
 * @changed: something was typed or chosen; a row tells here what is wrong with it
 */
struct _WbPairRowClass {
  AdwPreferencesRowClass parent_class;

  void (*name_changed) (WbPairRow *self);
  void (*changed) (WbPairRow *self);
};

void wb_pair_row_set (WbPairRow *self,
                      const char *name,
                      const char *value);
const char *wb_pair_row_get_name (WbPairRow *self);
const char *wb_pair_row_get_value (WbPairRow *self);
gboolean wb_pair_row_is_empty (WbPairRow *self);
gboolean wb_pair_row_has_secret_name (WbPairRow *self);
GtkEntry *wb_pair_row_get_value_entry (WbPairRow *self);
void wb_pair_row_set_note (WbPairRow *self,
                           const char *note,
                           gboolean is_problem);
void wb_pair_row_emit_changed (WbPairRow *self);
void wb_pair_row_pass_focus (WbPairRow *self,
                             GtkWidget *add);

G_END_DECLS
