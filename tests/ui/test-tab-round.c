/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The way of Tab through the whole window. */

#include "config.h"

#include "wb-composer.h"
#include "wb-message-details.h"
#include "wb-messages-pane.h"
#include "wb-object-details.h"
#include "wb-object-row.h"
#include "wb-objects-panel.h"
#include "wb-sidebar.h"
#include "wb-test.h"
#include "wb-world.h"

static WbMessagesPane *
get_messages (WbWorld *world)
{
  return WB_MESSAGES_PANE (wb_world_find (world, WB_TYPE_MESSAGES_PANE));
}

static void
assert_tab_comes_round (WbWorld *world)
{
  GtkWindow *window = wb_world_get_window (world);
  guint forward = wb_world_count_stops (window, GTK_DIR_TAB_FORWARD);

  g_assert_cmpuint (forward, >, 10);
  g_assert_cmpuint (wb_world_count_stops (window, GTK_DIR_TAB_BACKWARD), ==, forward);
}

/* Returns the list of messages, with one of them selected and no more to come. */
static GtkWidget *
select_message (WbWorld *world)
{
  GtkWidget *list = NULL;
  GtkSelectionModel *messages;

  wb_test_await ((list = wb_world_find_widget (GTK_WIDGET (get_messages (world)), GTK_TYPE_LIST_VIEW, NULL)) != NULL);
  messages = gtk_list_view_get_model (GTK_LIST_VIEW (list));
  wb_test_await (g_list_model_get_n_items (G_LIST_MODEL (messages)) > 3);
  gtk_widget_activate_action (GTK_WIDGET (wb_world_get_window (world)), "connection.close", NULL);
  wb_test_await (wb_world_is_current_in (world, WB_STATE_CLOSED));
  gtk_selection_model_select_item (messages, 3, TRUE);
  return list;
}

/* What is said below the message is there, and laid out: Tab goes by where things are. */
static gboolean
has_details (WbWorld *world)
{
  GtkWidget *details = wb_world_find (world, WB_TYPE_MESSAGE_DETAILS);
  GtkWidget *label = details != NULL ? wb_world_find_widget (details, GTK_TYPE_LABEL, "Decoded as") : NULL;
  graphene_rect_t bounds;

  return label != NULL && gtk_widget_compute_bounds (label, details, &bounds) &&
         bounds.origin.y > (float) gtk_widget_get_height (details) / 2;
}

/* Nothing in the window keeps the focus: with a list of objects, and with the details of one. */
static void
wide (WbWorld *world)
{
  WbTrackStore *tracks = wb_monitor_get_tracks (wb_application_get_monitor (world->application));
  WbObjectsPanel *panel;
  GtkWidget *details = NULL;
  g_autoptr(WbTrack) first = NULL;

  wb_test_await (wb_track_store_get_length (tracks) == 3 && wb_world_find (world, WB_TYPE_OBJECTS_PANEL) != NULL);
  panel = WB_OBJECTS_PANEL (wb_world_find (world, WB_TYPE_OBJECTS_PANEL));
  wb_test_await (wb_world_find_widget (GTK_WIDGET (panel), WB_TYPE_OBJECT_ROW, NULL) != NULL);
  select_message (world);
  wb_test_await (has_details (world));
  gtk_widget_grab_focus (wb_world_find_widget (wb_world_find (world, WB_TYPE_COMPOSER), GTK_TYPE_TEXT_VIEW, NULL));
  assert_tab_comes_round (world);

  first = g_list_model_get_item (G_LIST_MODEL (tracks), 0);
  wb_objects_panel_set_selected (panel, first);
  wb_objects_panel_set_show_details (panel, TRUE);
  wb_test_await ((details = wb_world_find (world, WB_TYPE_OBJECT_DETAILS)) != NULL);
  wb_test_await (gtk_widget_get_height (details) > 0);
  assert_tab_comes_round (world);
}

static void
test_wide (void)
{
  wb_world_run ("demo:?objects=3", wide);
  wb_world_forget_settings ();
}

/* A message that takes the place of its list gives the focus to the way back, and lets it go. */
static void
narrow (WbWorld *world)
{
  wb_test_await (wb_world_says (world, ADW_TYPE_VIEW_SWITCHER_BAR, "Objects"));
  wb_test_await (wb_world_find (world, WB_TYPE_SIDEBAR) == NULL);
  adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (wb_world_find (world, ADW_TYPE_VIEW_STACK)), "messages");
  wb_test_await (get_messages (world) != NULL);
  g_signal_emit_by_name (select_message (world), "activate", 3);
  wb_test_await (has_details (world));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (gtk_window_get_focus (wb_world_get_window (world))), ==,
                   "Back to the list");
  assert_tab_comes_round (world);
}

static void
test_narrow (void)
{
  g_autoptr(GSettings) settings = g_settings_new (APP_ID);

  g_settings_set_int (settings, "window-width", 360);
  g_settings_set_int (settings, "window-height", 640);
  wb_world_run ("demo:?objects=3", narrow);
  wb_world_forget_settings ();
}

int
main (int argc,
      char *argv[])
{
  wb_test_keep_data_apart ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/tab-round/wide", test_wide);
  g_test_add_func ("/ui/tab-round/narrow", test_narrow);

  return g_test_run ();
}
