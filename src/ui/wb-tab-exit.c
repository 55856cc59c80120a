/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The way out of a long list with the keyboard. */

#include "config.h"

#include "wb-tab-exit.h"

#include <gdk/gdkkeysyms.h>

/* The list is passed over as if nothing in it could have the focus. */
static gboolean
leave_cb (GtkWidget *list,
          GVariant *arguments G_GNUC_UNUSED,
          gpointer data)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (list));

  gtk_widget_set_can_focus (list, FALSE);
  gtk_widget_child_focus (root, (GtkDirectionType) GPOINTER_TO_INT (data));
  gtk_widget_set_can_focus (list, TRUE);
  return TRUE;
}

/**
 * wb_tab_exit_add:
 * @list: a list whose rows are chosen with the arrow keys
 *
 * Lets Tab lead out of @list. Before GTK 4.12 it leads to the next row, and nobody gets past ten
 * thousand of them.
 */
void
wb_tab_exit_add (GtkWidget *list)
{
  static const struct {
    guint key;
    GdkModifierType modifiers;
    GtkDirectionType direction;
  } exits[] = {
    { GDK_KEY_Tab, 0, GTK_DIR_TAB_FORWARD },
    { GDK_KEY_KP_Tab, 0, GTK_DIR_TAB_FORWARD },
    { GDK_KEY_Tab, GDK_SHIFT_MASK, GTK_DIR_TAB_BACKWARD },
    { GDK_KEY_KP_Tab, GDK_SHIFT_MASK, GTK_DIR_TAB_BACKWARD },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (exits); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_keyval_trigger_new (exits[i].key, exits[i].modifiers),
                          gtk_callback_action_new (leave_cb, GINT_TO_POINTER (exits[i].direction), NULL)));
  gtk_widget_add_controller (list, controller);
}
