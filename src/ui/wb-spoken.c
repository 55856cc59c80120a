/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What a screen reader says about rows and buttons whose content changes. */

#include "config.h"

#include "wb-spoken.h"

#include "wb-state-view.h"

#include <glib/gi18n-lib.h>

/**
 * wb_spoken_join:
 * @facts: (array length=n_facts) (element-type utf8): facts; NULL and “” where one is not known
 * @n_facts: how many
 *
 * Returns: (transfer full): those that are known, in one sentence
 */
char *
wb_spoken_join (const char *const *facts,
                gsize n_facts)
{
  GString *sentence = g_string_new (NULL);

  for (gsize i = 0; i < n_facts; i++)
    if (facts[i] != NULL && *facts[i] != '\0')
      {
        if (sentence->len > 0)
          /* Translators: stands between facts that are read out */
          g_string_append (sentence, C_ ("between facts", ", "));
        g_string_append (sentence, facts[i]);
      }
  return g_string_free (sentence, FALSE);
}

/**
 * wb_spoken_is_heard:
 * @widget: what the keyboard stops at
 *
 * Screen readers read out every change of what has the focus, so numbers that change all the time
 * wait until it has moved on.
 *
 * Returns: whether it has the focus
 */
gboolean
wb_spoken_is_heard (GtkWidget *widget)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget), FALSE);

  return (gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

/**
 * wb_spoken_set_row_label:
 * @content: the child of a list item
 * @label: what it says, as one sentence
 *
 * Names the row that a list view made around @content: that is where the keyboard stops, and from
 * its content GTK takes no name. Nothing is sent when the label is the same as before.
 */
void
wb_spoken_set_row_label (GtkWidget *content,
                         const char *label)
{
  g_return_if_fail (GTK_IS_WIDGET (content));

  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (content)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/**
 * wb_spoken_set_connection:
 * @widget: the row or the button of a connection
 * @connection: a connection
 *
 * Makes the name and the state its label; numbers, or why it failed, its description.
 */
void
wb_spoken_set_connection (GtkWidget *widget,
                          WbConnection *connection)
{
  g_autofree char *name = wb_connection_dup_name (connection);
  const char *facts[] = { name, wb_state_view_get_label (connection) };
  g_autofree char *label = wb_spoken_join (facts, G_N_ELEMENTS (facts));
  g_autofree char *description = wb_state_view_dup_spoken (connection);

  g_return_if_fail (GTK_IS_WIDGET (widget));

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}
