/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The variables of a connection, to be edited. */

#include "config.h"

#include "wb-variables-list.h"

#include "wb-variable-row.h"

#include <glib/gi18n-lib.h>

/**
 * WbVariablesList:
 *
 * A row that unfolds, with a row for each variable. Nothing is changed before
 * wb_variables_list_apply().
 */
struct _WbVariablesList {
  AdwExpanderRow parent_instance;

  GPtrArray *rows; /* of WbVariableRow, in their order; owned by the expander */

  /* Template children */
  GtkWidget *add;
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WbVariablesList, wb_variables_list, ADW_TYPE_EXPANDER_ROW)

static gboolean
has_same_name (WbVariablesList *self,
               WbPairRow *row)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      WbPairRow *other = g_ptr_array_index (self->rows, i);

      if (other == row)
        return FALSE;
      if (g_str_equal (wb_pair_row_get_name (other), wb_pair_row_get_name (row)))
        return TRUE;
    }
  return FALSE;
}

/* Returns: what is wrong with a row, NULL if nothing is */
static const char *
find_problem (WbVariablesList *self,
              WbPairRow *row)
{
  const char *value = wb_variable_row_get_value (WB_VARIABLE_ROW (row));
  g_autoptr(WbVariables) probe = wb_variables_new ();

  if (wb_pair_row_is_empty (row))
    return NULL;
  if (!wb_variable_is_name (wb_pair_row_get_name (row)))
    return _ ("A name begins with a letter and has letters, digits, “_” and “-”.");
  if (has_same_name (self, row))
    return _ ("There is another variable with this name.");
  if (!wb_variables_set (probe, wb_pair_row_get_name (row), value, FALSE))
    return _ ("This value is too long.");
  return NULL;
}

static void
changed_cb (WbVariablesList *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      WbPairRow *row = g_ptr_array_index (self->rows, i);

      wb_pair_row_set_note (row, find_problem (self, row), TRUE);
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
removed_cb (WbVariablesList *self,
            GtkWidget *row)
{
  wb_pair_row_pass_focus (WB_PAIR_ROW (row), self->add);
  g_ptr_array_remove (self->rows, row);
  adw_expander_row_remove (ADW_EXPANDER_ROW (self), row);
  changed_cb (self);
}

static GtkWidget *
add (WbVariablesList *self,
     const WbVariable *variable)
{
  GtkWidget *row = wb_variable_row_new (variable);

  g_ptr_array_add (self->rows, row);
  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  return row;
}

static void
add_cb (WbVariablesList *self)
{
  GtkWidget *row;

  if (self->rows->len == WB_MAX_VARIABLES)
    return;

  row = add (self, NULL);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  gtk_widget_grab_focus (row);
}

static void
wb_variables_list_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_VARIABLES_LIST);

  G_OBJECT_CLASS (wb_variables_list_parent_class)->dispose (object);
}

static void
wb_variables_list_finalize (GObject *object)
{
  g_ptr_array_unref (WB_VARIABLES_LIST (object)->rows);

  G_OBJECT_CLASS (wb_variables_list_parent_class)->finalize (object);
}

static void
wb_variables_list_class_init (WbVariablesListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wb_variables_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = wb_variables_list_finalize;

  /**
   * WbVariablesList::changed:
   *
   * Something was entered that can be right or wrong.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", WB_TYPE_VARIABLES_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/whereabouts/Whereabouts/ui/wb-variables-list.ui");
  gtk_widget_class_bind_template_child (widget_class, WbVariablesList, add);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
wb_variables_list_init (WbVariablesList *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Rows that unfold take no name from their title. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), -1);
}

/**
 * wb_variables_list_show:
 * @self: a list that nothing was entered into
 * @profile: whose variables to show
 */
void
wb_variables_list_show (WbVariablesList *self,
                        WbProfile *profile)
{
  const WbVariables *variables;

  g_return_if_fail (WB_IS_VARIABLES_LIST (self));

  variables = wb_profile_get_variables (profile);
  for (guint i = 0; i < wb_variables_get_length (variables); i++)
    add (self, wb_variables_get (variables, i));
}

/**
 * wb_variables_list_is_valid:
 * @self: a list
 *
 * Returns: whether all are variables; what is wrong stands beside it
 */
gboolean
wb_variables_list_is_valid (WbVariablesList *self)
{
  g_return_val_if_fail (WB_IS_VARIABLES_LIST (self), FALSE);

  for (guint i = 0; i < self->rows->len; i++)
    if (find_problem (self, g_ptr_array_index (self->rows, i)) != NULL)
      return FALSE;
  return TRUE;
}

/**
 * wb_variables_list_apply:
 * @self: a list
 * @profile: gets what was entered
 */
void
wb_variables_list_apply (WbVariablesList *self,
                         WbProfile *profile)
{
  g_autoptr(WbVariables) variables = NULL;

  g_return_if_fail (WB_IS_VARIABLES_LIST (self));

  variables = wb_variables_new ();
  for (guint i = 0; i < self->rows->len; i++)
    {
      WbVariableRow *row = g_ptr_array_index (self->rows, i);
      WbPairRow *pair = WB_PAIR_ROW (row);

      if (!wb_pair_row_is_empty (pair))
        wb_variables_set (variables, wb_pair_row_get_name (pair), wb_variable_row_get_value (row),
                          wb_variable_row_is_secret (row));
    }
  if (!wb_variables_equal (variables, wb_profile_get_variables (profile)))
    g_object_set (profile, "variables", variables, NULL);
}
