/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A parameter in the query of an address, to be edited. */

#include "config.h"

#include "wb-parameter-row.h"

#include "wb-secret.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * WbParameterRow:
 *
 * Name over value, and whether they are sent. The value of what is called like a secret is hidden
 * while it is typed.
 */
struct _WbParameterRow {
  AdwPreferencesRow parent_instance;

  /* Template children */
  GtkCheckButton *enabled;
  GtkEditable *name;
  GtkEntry *value;
  GtkWidget *note;
};

enum {
  SIGNAL_CHANGED,
  SIGNAL_REMOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WbParameterRow, wb_parameter_row, ADW_TYPE_PREFERENCES_ROW)

static void
changed_cb (WbParameterRow *self)
{
  gtk_widget_set_visible (self->note, !wb_parameter_row_is_valid (self));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
show_secret (WbParameterRow *self,
             gboolean hidden)
{
  gtk_entry_set_visibility (self->value, !hidden);
  gtk_entry_set_icon_from_icon_name (self->value, GTK_ENTRY_ICON_SECONDARY,
                                     hidden ? "view-reveal-symbolic" : NULL);
  gtk_entry_set_icon_tooltip_text (self->value, GTK_ENTRY_ICON_SECONDARY, hidden ? _ ("Show") : NULL);
}

static void
revealed_cb (WbParameterRow *self)
{
  show_secret (self, FALSE);
}

static void
name_changed_cb (WbParameterRow *self)
{
  const char *name = gtk_editable_get_text (self->name);

  show_secret (self, wb_secret_is_name (name, strlen (name)));
  changed_cb (self);
}

static void
remove_cb (WbParameterRow *self)
{
  g_signal_emit (self, signals[SIGNAL_REMOVED], 0);
}

static gboolean
wb_parameter_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (WB_PARAMETER_ROW (widget)->name));
}

static void
wb_parameter_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_PARAMETER_ROW);

  G_OBJECT_CLASS (wb_parameter_row_parent_class)->dispose (object);
}

static guint
plain_signal (const char *name)
{
  return g_signal_new (name, WB_TYPE_PARAMETER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wb_parameter_row_class_init (WbParameterRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wb_parameter_row_dispose;
  widget_class->grab_focus = wb_parameter_row_grab_focus;

  /**
   * WbParameterRow::changed:
   *
   * Something was typed or chosen.
   */
  signals[SIGNAL_CHANGED] = plain_signal ("changed");

  /**
   * WbParameterRow::removed:
   *
   * The user does not want this parameter.
   */
  signals[SIGNAL_REMOVED] = plain_signal ("removed");

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/whereabouts/Whereabouts/ui/wb-parameter-row.ui");
  gtk_widget_class_bind_template_child (widget_class, WbParameterRow, enabled);
  gtk_widget_class_bind_template_child (widget_class, WbParameterRow, name);
  gtk_widget_class_bind_template_child (widget_class, WbParameterRow, value);
  gtk_widget_class_bind_template_child (widget_class, WbParameterRow, note);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, revealed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
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
      gtk_editable_set_text (GTK_EDITABLE (self->value), parameter->value);
      gtk_editable_set_text (self->name, parameter->name);
    }
  return GTK_WIDGET (self);
}

gboolean
wb_parameter_row_is_enabled (WbParameterRow *self)
{
  g_return_val_if_fail (WB_IS_PARAMETER_ROW (self), FALSE);

  return gtk_check_button_get_active (self->enabled);
}

const char *
wb_parameter_row_get_name (WbParameterRow *self)
{
  g_return_val_if_fail (WB_IS_PARAMETER_ROW (self), NULL);

  return gtk_editable_get_text (self->name);
}

const char *
wb_parameter_row_get_value (WbParameterRow *self)
{
  g_return_val_if_fail (WB_IS_PARAMETER_ROW (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->value));
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

  return *gtk_editable_get_text (self->name) != '\0' || wb_parameter_row_is_empty (self);
}

/**
 * wb_parameter_row_is_empty:
 * @self: a row
 *
 * Returns: whether nothing was typed, so that it is no parameter
 */
gboolean
wb_parameter_row_is_empty (WbParameterRow *self)
{
  g_return_val_if_fail (WB_IS_PARAMETER_ROW (self), TRUE);

  return *gtk_editable_get_text (self->name) == '\0' &&
         *gtk_editable_get_text (GTK_EDITABLE (self->value)) == '\0';
}
