/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Where in the window its panels are, by the room there is. */

#include "config.h"

#include "wb-window-private.h"

#include "wb-state-view.h"

/* Between the card of an object and what floats above it. */
#define CARD_GAP 9

gboolean
wb_window_has_connections (WbWindow *self)
{
  return g_list_model_get_n_items (wb_monitor_get_connections (self->monitor)) > 0;
}

gboolean
wb_window_is_narrow (WbWindow *self)
{
  return wb_adaptive_bin_get_narrow (self->bin);
}

static void
move_child (AdwBin *from,
            AdwBin *to)
{
  GtkWidget *child = adw_bin_get_child (from);

  if (child == NULL)
    return;

  g_object_ref (child);
  adw_bin_set_child (from, NULL);
  adw_bin_set_child (to, child);
  g_object_unref (child);
}

/* Below the map and beside it, or each panel on a page of its own. */
static void
place_panels (WbWindow *self,
              gboolean narrow)
{
  move_child (narrow ? self->objects_slot : self->objects_narrow_slot,
              narrow ? self->objects_narrow_slot : self->objects_slot);
  move_child (narrow ? self->messages_slot : self->messages_narrow_slot,
              narrow ? self->messages_narrow_slot : self->messages_slot);
  if (!narrow)
    adw_view_stack_set_visible_child_name (self->stack, "map");
}

/**
 * wb_window_arrange_header:
 * @self: a window
 *
 * Shows the buttons that make sense for the current connection and its state.
 */
void
wb_window_arrange_header (WbWindow *self)
{
  gboolean narrow = wb_window_is_narrow (self);
  gboolean any = wb_window_has_connections (self);

  gtk_widget_set_visible (self->sidebar_button, any);
  wb_state_view_show_buttons (self->open_button, self->close_button, narrow ? NULL : self->current);
  gtk_widget_set_visible (self->search_button, any && !narrow);
  gtk_widget_set_visible (self->messages_button, any && !narrow);
  gtk_widget_set_visible (self->title, !any);
}

static void
arrange_sidebar (WbWindow *self,
                 gboolean narrow,
                 gboolean any)
{
  AdwFlapFoldPolicy policy = narrow ? ADW_FLAP_FOLD_POLICY_ALWAYS : ADW_FLAP_FOLD_POLICY_NEVER;

  gtk_widget_set_visible (self->objects_side, !narrow);
  adw_flap_set_swipe_to_close (self->flap, narrow);
  if (adw_flap_get_fold_policy (self->flap) != policy || !any)
    {
      adw_flap_set_fold_policy (self->flap, policy);
      adw_flap_set_reveal_flap (self->flap, any && !narrow && self->show_sidebar);
    }
  else if (!narrow)
    adw_flap_set_reveal_flap (self->flap, self->show_sidebar);
}

/**
 * wb_window_arrange_card:
 * @self: a window
 *
 * Shows the card of the selected object where there is no room for its details.
 */
void
wb_window_arrange_card (WbWindow *self)
{
  gboolean show = wb_window_is_narrow (self) && wb_map_view_get_selected (self->map) != NULL;
  int height = 0;

  gtk_widget_set_visible (GTK_WIDGET (self->object_card), show);
  if (show)
    gtk_widget_measure (GTK_WIDGET (self->object_card), GTK_ORIENTATION_VERTICAL, -1, NULL, &height,
                        NULL, NULL);
  wb_map_view_set_bottom_inset (self->map, show ? height + CARD_GAP : 0);
}

/**
 * wb_window_arrange:
 * @self: a window
 *
 * Puts everything where there is room for it. This is the one place that knows what is shown where.
 */
void
wb_window_arrange (WbWindow *self)
{
  gboolean narrow = wb_window_is_narrow (self);
  gboolean any = wb_window_has_connections (self);

  place_panels (self, narrow);
  wb_window_arrange_header (self);
  arrange_sidebar (self, narrow, any);
  wb_window_arrange_card (self);
  gtk_widget_set_visible (GTK_WIDGET (self->messages_slot), any && !narrow && self->show_messages);
  gtk_widget_set_visible (self->first_run, !any);
  wb_map_view_set_quiet (self->map, !any);
  adw_view_switcher_bar_set_reveal (ADW_VIEW_SWITCHER_BAR (self->switcher_bar), any && narrow);
  wb_map_view_set_narrow (self->map, narrow);
  wb_connection_button_set_narrow (self->connection_button, narrow);
  g_object_set (self->objects, "narrow", narrow, NULL);
  g_object_set (self->messages, "details-visible", wb_adaptive_bin_get_roomy (self->bin), NULL);
  if (narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "wb-narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "wb-narrow");
}
