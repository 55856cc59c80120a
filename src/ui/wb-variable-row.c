/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A variable of a connection, to be edited. */

#include "config.h"

#include "wb-variable-row.h"

#include "wb-secret.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * WbVariableRow:
 *
 * Name over value. What is called like a secret is one, until the user says otherwise; the value of a
 * secret is hidden while it is typed.
 */
struct _WbVariableRow {
  AdwPreferencesRow parent_instance;

  /* Template children */
  GtkEditable *name;
  GtkEntry *value;
  GtkToggleButton *secret;
  GtkLabel *note;

  /* State */
  gboolean is_chosen; /* the user said whether it is a secret */
  gboolean is_guessing;
};

enum {
  SIGNAL_CHANGED,
  SIGNAL_REMOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WbVariableRow, wb_variable_row, ADW_TYPE_PREFERENCES_ROW)

static void
changed_cb (WbVariableRow *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
name_changed_cb (WbVariableRow *self)
{
  const char *name = gtk_editable_get_text (self->name);

  if (!self->is_chosen)
    {
      self->is_guessing = TRUE;
      gtk_toggle_button_set_active (self->secret, wb_secret_is_name (name, strlen (name)));
      self->is_guessing = FALSE;
    }
  changed_cb (self);
}

static void
secret_toggled_cb (WbVariableRow *self)
{
  gboolean is_secret = gtk_toggle_button_get_active (self->secret);

  self->is_chosen = self->is_chosen || !self->is_guessing;
  gtk_entry_set_visibility (self->value, !is_secret);
  gtk_entry_set_placeholder_text (self->value, is_secret ? _ ("Asked for when it is needed") : _ ("Value"));
  changed_cb (self);
}

static void
remove_cb (WbVariableRow *self)
{
  g_signal_emit (self, signals[SIGNAL_REMOVED], 0);
}

static gboolean
wb_variable_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (WB_VARIABLE_ROW (widget)->name));
}

static void
wb_variable_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_VARIABLE_ROW);

  G_OBJECT_CLASS (wb_variable_row_parent_class)->dispose (object);
}

static guint
plain_signal (const char *name)
{
  return g_signal_new (name, WB_TYPE_VARIABLE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wb_variable_row_class_init (WbVariableRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wb_variable_row_dispose;
  widget_class->grab_focus = wb_variable_row_grab_focus;

  /**
   * WbVariableRow::changed:
   *
   * Something was typed or chosen.
   */
  signals[SIGNAL_CHANGED] = plain_signal ("changed");

  /**
   * WbVariableRow::removed:
   *
   * The user does not want this variable.
   */
  signals[SIGNAL_REMOVED] = plain_signal ("removed");

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/whereabouts/Whereabouts/ui/wb-variable-row.ui");
  gtk_widget_class_bind_template_child (widget_class, WbVariableRow, name);
  gtk_widget_class_bind_template_child (widget_class, WbVariableRow, value);
  gtk_widget_class_bind_template_child (widget_class, WbVariableRow, secret);
  gtk_widget_class_bind_template_child (widget_class, WbVariableRow, note);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, secret_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
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
      gtk_editable_set_text (self->name, variable->name);
      gtk_editable_set_text (GTK_EDITABLE (self->value), variable->value != NULL ? variable->value : "");
    }
  return GTK_WIDGET (self);
}

const char *
wb_variable_row_get_name (WbVariableRow *self)
{
  g_return_val_if_fail (WB_IS_VARIABLE_ROW (self), NULL);

  return gtk_editable_get_text (self->name);
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

  value = gtk_editable_get_text (GTK_EDITABLE (self->value));
  return *value == '\0' && wb_variable_row_is_secret (self) ? NULL : value;
}

gboolean
wb_variable_row_is_secret (WbVariableRow *self)
{
  g_return_val_if_fail (WB_IS_VARIABLE_ROW (self), FALSE);

  return gtk_toggle_button_get_active (self->secret);
}

/**
 * wb_variable_row_is_empty:
 * @self: a row
 *
 * Returns: whether nothing was typed, so that it is no variable
 */
gboolean
wb_variable_row_is_empty (WbVariableRow *self)
{
  g_return_val_if_fail (WB_IS_VARIABLE_ROW (self), TRUE);

  return *gtk_editable_get_text (self->name) == '\0' &&
         *gtk_editable_get_text (GTK_EDITABLE (self->value)) == '\0';
}

/**
 * wb_variable_row_set_problem:
 * @self: a row
 * @problem: (nullable): what is wrong with it
 */
void
wb_variable_row_set_problem (WbVariableRow *self,
                             const char *problem)
{
  g_return_if_fail (WB_IS_VARIABLE_ROW (self));

  gtk_label_set_text (self->note, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), problem != NULL);
}
