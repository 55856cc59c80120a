/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A variable of a connection, to be edited. */

#include "config.h"

#include "wb-variable-row.h"

#include <glib/gi18n-lib.h>

/**
 * WbVariableRow:
 *
 * A pair, and whether it is a secret: what is called like one is, until the user says otherwise. The
 * value of a secret cannot be shown.
 */
struct _WbVariableRow {
  WbPairRow parent_instance;

  /* Template children */
  GtkToggleButton *secret;

  /* State */
  gboolean is_chosen; /* the user said whether it is a secret */
  gboolean is_guessing;
};

G_DEFINE_FINAL_TYPE (WbVariableRow, wb_variable_row, WB_TYPE_PAIR_ROW)

static void
secret_toggled_cb (WbVariableRow *self)
{
  GtkEntry *value = wb_pair_row_get_value_entry (WB_PAIR_ROW (self));
  gboolean is_secret = gtk_toggle_button_get_active (self->secret);

  self->is_chosen = self->is_chosen || !self->is_guessing;
  gtk_entry_set_visibility (value, !is_secret);
  gtk_entry_set_placeholder_text (value, is_secret ? _ ("Asked for when it is needed") : _ ("Value"));
  wb_pair_row_emit_changed (WB_PAIR_ROW (self));
}

static void
wb_variable_row_name_changed (WbPairRow *row)
{
  WbVariableRow *self = WB_VARIABLE_ROW (row);

  if (self->is_chosen)
    return;

  self->is_guessing = TRUE;
  gtk_toggle_button_set_active (self->secret, wb_pair_row_has_secret_name (row));
  self->is_guessing = FALSE;
}

static void
wb_variable_row_class_init (WbVariableRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  WB_PAIR_ROW_CLASS (klass)->name_changed = wb_variable_row_name_changed;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/whereabouts/Whereabouts/ui/wb-variable-row.ui");
  gtk_widget_class_bind_template_child (widget_class, WbVariableRow, secret);
  gtk_widget_class_bind_template_callback (widget_class, secret_toggled_cb);
}

static void
wb_variable_row_init (WbVariableRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * wb_variable_row_new:
 * @variable: (nullable): what to show, %NULL for a new one
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
wb_variable_row_new (const WbVariable *variable)
{
  WbVariableRow *self = g_object_new (WB_TYPE_VARIABLE_ROW, NULL);

  if (variable != NULL)
    {
      gtk_toggle_button_set_active (self->secret, variable->is_secret);
      self->is_chosen = TRUE;
      wb_pair_row_set (WB_PAIR_ROW (self), variable->name, variable->value != NULL ? variable->value : "");
    }
  return GTK_WIDGET (self);
}

/**
 * wb_variable_row_get_value:
 * @self: a row
 *
 * Returns: (nullable): its value; %NULL for a secret that is to be asked for
 */
const char *
wb_variable_row_get_value (WbVariableRow *self)
{
  const char *value;

  g_return_val_if_fail (WB_IS_VARIABLE_ROW (self), NULL);

  value = wb_pair_row_get_value (WB_PAIR_ROW (self));
  return *value == '\0' && wb_variable_row_is_secret (self) ? NULL : value;
}

gboolean
wb_variable_row_is_secret (WbVariableRow *self)
{
  g_return_val_if_fail (WB_IS_VARIABLE_ROW (self), FALSE);

  return gtk_toggle_button_get_active (self->secret);
}
