/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The way of the keyboard into a long list and out of it. */

#include "config.h"

#include "wb-list-bin.h"

/* A list that comes in sight or is filled anew is laid out within so many frames. */
#define FRAMES_TO_LAY_OUT 10

/**
 * WbListBin:
 *
 * Holds a scrolled window with a list whose rows are chosen with the arrow keys. Tab leads to the selected
 * row if that is seen, else to one at the edge that the list is at: left to itself, GTK goes to the first
 * row and shows it, and a list that showed its newest line shows its oldest. Tab leads out again from
 * any row; before GTK 4.12 it leads to the next one, and nobody gets past ten thousand of them.
 * gtk_widget_grab_focus() takes the same row, as soon as there is one.
 */
struct _WbListBin {
  AdwBin parent_instance;

  /* State, while a row to go to is waited for */
  GtkWidget *focused_before; /* compared only */
  guint frames_left;
};

G_DEFINE_FINAL_TYPE (WbListBin, wb_list_bin, ADW_TYPE_BIN)

static GtkWidget *
get_list (WbListBin *self)
{
  GtkWidget *window = adw_bin_get_child (ADW_BIN (self));

  return GTK_IS_SCROLLED_WINDOW (window) ? gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (window)) : NULL;
}

/* Lists keep rows that are not shown, and some that were never laid out. */
static gboolean
is_in_sight (GtkWidget *list,
             GtkWidget *row)
{
  graphene_rect_t bounds;

  return gtk_widget_get_child_visible (row) && gtk_widget_get_height (row) > 0 &&
         gtk_widget_compute_bounds (row, list, &bounds) && bounds.origin.y + bounds.size.height > 0 &&
         bounds.origin.y < (float) gtk_widget_get_height (list);
}

static GtkWidget *
find_row (GtkWidget *list)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  gboolean is_at_top = gtk_adjustment_get_value (adjustment) <= 0;
  GtkWidget *found = NULL;

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      if (!is_in_sight (list, row))
        continue;
      if ((gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_SELECTED) != 0)
        return row;
      if (found == NULL || !is_at_top)
        found = row;
    }
  return found;
}

static gboolean
enter (WbListBin *self)
{
  GtkWidget *list = get_list (self);
  GtkWidget *row = list != NULL ? find_row (list) : NULL;

  return row != NULL && gtk_widget_grab_focus (row);
}

static gboolean
wb_list_bin_focus (GtkWidget *widget,
                   GtkDirectionType direction)
{
  GtkWidget *list = get_list (WB_LIST_BIN (widget));

  if (list == NULL || (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD))
    return GTK_WIDGET_CLASS (wb_list_bin_parent_class)->focus (widget, direction);
  if (gtk_widget_get_focus_child (list) != NULL)
    return FALSE;
  return enter (WB_LIST_BIN (widget));
}

/* Who went elsewhere meanwhile is left there. */
static gboolean
enter_later_cb (GtkWidget *widget,
                GdkFrameClock *clock G_GNUC_UNUSED,
                gpointer data G_GNUC_UNUSED)
{
  WbListBin *self = WB_LIST_BIN (widget);

  self->frames_left--;
  if (gtk_root_get_focus (gtk_widget_get_root (widget)) != self->focused_before || enter (self))
    self->frames_left = 0;
  return self->frames_left > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static gboolean
wb_list_bin_grab_focus (GtkWidget *widget)
{
  WbListBin *self = WB_LIST_BIN (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  if (root == NULL || enter (self))
    return root != NULL;

  if (self->frames_left == 0)
    gtk_widget_add_tick_callback (widget, enter_later_cb, NULL, NULL);
  self->frames_left = FRAMES_TO_LAY_OUT;
  self->focused_before = gtk_root_get_focus (root);
  return TRUE;
}

static void
wb_list_bin_class_init (WbListBinClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->focus = wb_list_bin_focus;
  widget_class->grab_focus = wb_list_bin_grab_focus;
}

static void
wb_list_bin_init (WbListBin *self G_GNUC_UNUSED)
{
}
