/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A parameter in the query of an address, to be edited. */

#include "config.h"

#include "wb-parameter-row.h"

#include <glib/gi18n-lib.h>

/**
 * WbParameterRow:
 *
 * A pair, and whether it is sent.
 */
struct _WbParameterRow {
  WbPairRow parent_instance;

  /* Template children */
  GtkCheckButton *enabled;
};

G_DEFINE_FINAL_TYPE (WbParameterRow, wb_parameter_row, WB_TYPE_PAIR_ROW)

static void
wb_parameter_row_changed (WbPairRow *row)
{
  gboolean is_valid = wb_parameter_row_is_valid (WB_PARAMETER_ROW (row));

  wb_pair_row_set_note (row, is_valid ? NULL : _ ("A parameter needs a name."), TRUE);
}

static void
wb_parameter_row_class_init (WbParameterRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  WB_PAIR_ROW_CLASS (klass)->changed = wb_parameter_row_changed;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/whereabouts/Whereabouts/ui/wb-parameter-row.ui");
  gtk_widget_class_bind_template_child (widget_class, WbParameterRow, enabled);
  gtk_widget_class_bind_template_callback (widget_class, wb_pair_row_emit_changed);
}

static void
wb_parameter_row_init (WbParameterRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * wb_parameter_row_new:
 * @parameter: (nullable): what to show, %NULL for a new one
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
wb_parameter_row_new (const WbQueryRow *parameter)
{
  WbParameterRow *self = g_object_new (WB_TYPE_PARAMETER_ROW, NULL);

  if (parameter != NULL)
    {
      gtk_check_button_set_active (self->enabled, parameter->enabled);
      wb_pair_row_set (WB_PAIR_ROW (self), parameter->name, parameter->value);
    }
  return GTK_WIDGET (self);
}

gboolean
wb_parameter_row_is_enabled (WbParameterRow *self)
{
  g_return_val_if_fail (WB_IS_PARAMETER_ROW (self), FALSE);

  return gtk_check_button_get_active (self->enabled);
}

/**
 * wb_parameter_row_is_valid:
 * @self: a row
 *
 * Returns: whether it can be sent, or is empty
 */
gboolean
wb_parameter_row_is_valid (WbParameterRow *self)
{
  g_return_val_if_fail (WB_IS_PARAMETER_ROW (self), FALSE);

  return *wb_pair_row_get_name (WB_PAIR_ROW (self)) != '\0' || wb_pair_row_is_empty (WB_PAIR_ROW (self));
}
