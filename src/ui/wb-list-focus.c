/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The way of the keyboard into a long list and out of it. */

#include "config.h"

#include "wb-list-focus.h"

#include <gdk/gdkkeysyms.h>

#define FRAMES_TO_SETTLE 4

/* The row at the bottom that can be seen; lists keep some more of them. */
static GtkWidget *
find_last_in_sight (GtkWidget *list)
{
  GtkWidget *row = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (list); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_child_visible (child))
      row = child;
  return row;
}

/* GTK goes to the first row, although a list that follows its newest line does not show it. Whether it
 * is seen is known when it was laid out and the list is back at its place, within some frames. */
static gboolean
entered_cb (GtkWidget *list,
            GdkFrameClock *clock G_GNUC_UNUSED,
            gpointer data)
{
  guint *frames = data;
  GtkWidget *focused = gtk_widget_get_focus_child (list);
  GtkWidget *row;

  if (focused == NULL)
    return G_SOURCE_REMOVE;
  if (gtk_widget_get_child_visible (focused))
    return ++*frames < FRAMES_TO_SETTLE ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;

  row = find_last_in_sight (list);
  if (row != NULL)
    gtk_widget_grab_focus (row);
  return G_SOURCE_REMOVE;
}

static void
enter_cb (GtkWidget *list)
{
  gtk_widget_add_tick_callback (list, entered_cb, g_new0 (guint, 1), g_free);
}

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
 * wb_list_focus_guide:
 * @list: a list whose rows are chosen with the arrow keys
 *
 * Lets Tab lead into @list to a row that can be seen, and out of it. Before GTK 4.12 it leads to the
 * next row, and nobody gets past ten thousand of them.
 */
void
wb_list_focus_guide (GtkWidget *list)
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
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_swapped (focus, "enter", G_CALLBACK (enter_cb), list);
  gtk_widget_add_controller (list, focus);

  for (gsize i = 0; i < G_N_ELEMENTS (exits); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_keyval_trigger_new (exits[i].key, exits[i].modifiers),
                          gtk_callback_action_new (leave_cb, GINT_TO_POINTER (exits[i].direction), NULL)));
  gtk_widget_add_controller (list, controller);
}
