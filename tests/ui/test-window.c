/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The application from its first start on, as a user sees it. */

#include "config.h"

#include "wb-composer.h"
#include "wb-connection-button.h"
#include "wb-connection-editor.h"
#include "wb-connection-row.h"
#include "wb-connections-panel.h"
#include "wb-failure-card.h"
#include "wb-first-run.h"
#include "wb-live-layer.h"
#include "wb-map-view.h"
#include "wb-messages-pane.h"
#include "wb-object-card.h"
#include "wb-objects-panel.h"
#include "wb-rate.h"
#include "wb-sidebar.h"
#include "wb-test.h"
#include "wb-window.h"
#include "wb-world.h"

#include <string.h>

/* Nobody listens there. */
#define REFUSING_URL "ws://127.0.0.1:1/live"

/* A3: nothing is there, three ways to begin are offered, and nothing connects by itself. */
static void
first_run (WbWorld *world)
{
  wb_test_await (wb_world_find (world, WB_TYPE_FIRST_RUN) != NULL);
  g_assert_cmpuint (wb_world_count_connections (world), ==, 0);
  g_assert_null (wb_world_find (world, WB_TYPE_CONNECTIONS_PANEL));
}

static void
test_first_run (void)
{
  wb_world_run (NULL, first_run);
  wb_world_forget_settings ();
}

/* G3: there is something to try that needs no server. */
static void
demo (WbWorld *world)
{
  WbTrackStore *tracks = wb_monitor_get_tracks (wb_application_get_monitor (world->application));

  wb_test_await (wb_world_is_current_in (world, WB_STATE_OPEN) && wb_track_store_get_length (tracks) == 60);
  wb_test_await (wb_world_says (world, WB_TYPE_CONNECTION_ROW, "msg/s"));
  g_assert_null (wb_world_find (world, WB_TYPE_FIRST_RUN));

  gtk_widget_activate_action (GTK_WIDGET (wb_world_get_window (world)), "connection.close", NULL);
  wb_test_await (wb_world_is_current_in (world, WB_STATE_CLOSED));
  g_assert_true (wb_world_says (world, WB_TYPE_CONNECTION_ROW, "Closed"));
}

static void
test_demo (void)
{
  wb_world_run ("--objects=60", demo);
  wb_world_forget_settings ();
}

static const char *
get_focused_label (WbWorld *world)
{
  GtkWidget *focus = gtk_window_get_focus (wb_world_get_window (world));

  return GTK_IS_BUTTON (focus) ? gtk_button_get_label (GTK_BUTTON (focus)) : NULL;
}

static void
press_focused (WbWorld *world)
{
  g_signal_emit_by_name (gtk_window_get_focus (wb_world_get_window (world)), "clicked");
}

/* The keyboard stays at the button that takes the place of the pressed one. */
static void
keyboard (WbWorld *world)
{
  GtkWidget *label;

  wb_test_await (wb_world_is_current_in (world, WB_STATE_OPEN));
  label = wb_world_find_widget (GTK_WIDGET (wb_world_get_window (world)), GTK_TYPE_LABEL, "Close");
  gtk_widget_grab_focus (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON));
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpstr (get_focused_label (world), ==, "_Close");
      press_focused (world);
      wb_test_await (g_strcmp0 (get_focused_label (world), "_Open") == 0);
      press_focused (world);
      wb_test_await (g_strcmp0 (get_focused_label (world), "_Close") == 0);
    }

  /* Somebody who is elsewhere stays there. */
  gtk_widget_grab_focus (wb_world_find (world, SHUMATE_TYPE_MAP));
  gtk_widget_activate_action (GTK_WIDGET (wb_world_get_window (world)), "connection.close", NULL);
  wb_test_await (wb_world_is_current_in (world, WB_STATE_CLOSED));
  g_assert_true (SHUMATE_IS_MAP (gtk_window_get_focus (wb_world_get_window (world))));
}

static void
test_keyboard (void)
{
  wb_world_run ("demo:?objects=3", keyboard);
  wb_world_forget_settings ();
}

static void
click_map (WbWorld *world,
           double x,
           double y)
{
  GtkWidget *map = wb_world_find (world, SHUMATE_TYPE_MAP);
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (map);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_GESTURE_CLICK (controller))
        continue;
      g_signal_emit_by_name (controller, "pressed", 1, x, y);
      g_signal_emit_by_name (controller, "released", 1, x, y);
    }
}

/* The row that is selected in the list of objects. */
static WbTrack *
dup_selected_row (WbWorld *world)
{
  GtkWidget *panel = wb_world_find (world, WB_TYPE_OBJECTS_PANEL);
  GtkListView *list = GTK_LIST_VIEW (wb_world_find_widget (panel, GTK_TYPE_LIST_VIEW, NULL));
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (list));

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    if (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (model), i))
      return g_list_model_get_item (model, i);
  return NULL;
}

/* A17: a click on a marker selects its row, and the row its marker. */
static void
marker_and_row (WbWorld *world)
{
  WbTrackStore *tracks = wb_monitor_get_tracks (wb_application_get_monitor (world->application));
  WbMapView *map;
  GtkWidget *layer, *panel;
  g_autoptr(WbTrack) first = NULL;
  g_autoptr(WbTrack) second = NULL;
  g_autoptr(WbTrack) row = NULL;
  double x, y;

  wb_test_await (wb_track_store_get_length (tracks) == 3 && wb_world_find (world, WB_TYPE_OBJECTS_PANEL) != NULL);
  map = WB_MAP_VIEW (wb_world_find (world, WB_TYPE_MAP_VIEW));
  layer = wb_world_find (world, WB_TYPE_LIVE_LAYER);
  panel = wb_world_find (world, WB_TYPE_OBJECTS_PANEL);
  first = g_list_model_get_item (G_LIST_MODEL (tracks), 0);
  second = g_list_model_get_item (G_LIST_MODEL (tracks), 1);
  wb_map_view_go_to (map, wb_track_get_latitude (first), wb_track_get_longitude (first), 12);
  wb_test_await (wb_live_layer_locate (WB_LIVE_LAYER (layer), first, &x, &y));

  click_map (world, x, y);
  g_assert_true (wb_map_view_get_selected (map) == first);
  wb_test_await ((row = dup_selected_row (world)) != NULL);
  g_assert_true (row == first);

  wb_objects_panel_set_selected (WB_OBJECTS_PANEL (panel), second);
  g_assert_true (wb_map_view_get_selected (map) == second);
}

static void
test_marker_and_row (void)
{
  wb_world_run ("demo:?objects=3", marker_and_row);
  wb_world_forget_settings ();
}

static gboolean
has_description (GtkWidget *widget,
                 const char *description)
{
  g_autofree char *other = gtk_test_accessible_check_property (
      GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description);

  return other == NULL;
}

/* A screen reader would read out every new number of what has the focus; a new state it should. */
static void
heard (WbWorld *world)
{
  GtkWidget *button;

  wb_test_await (wb_world_is_current_in (world, WB_STATE_OPEN));
  button = wb_world_find_widget (wb_world_find (world, WB_TYPE_CONNECTION_BUTTON), GTK_TYPE_MENU_BUTTON, NULL);
  g_assert_true (gtk_widget_grab_focus (button));
  gtk_widget_activate_action (GTK_WIDGET (wb_world_get_window (world)), "connection.close", NULL);
  wb_test_await (wb_world_is_current_in (world, WB_STATE_CLOSED));
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Demo Feed, Closed");
  g_assert_true (has_description (button, ""));

  gtk_widget_activate_action (GTK_WIDGET (wb_world_get_window (world)), "connection.open", NULL);
  wb_test_await (wb_world_says (world, WB_TYPE_CONNECTION_BUTTON, "msg/s"));
  g_assert_true (has_description (button, "Less than a minute"));
  gtk_window_set_focus (wb_world_get_window (world), NULL);
  wb_test_await (!has_description (button, "Less than a minute"));
}

static void
test_heard (void)
{
  wb_world_run ("demo:?objects=3", heard);
  wb_world_forget_settings ();
}

/* A15: the sentence stands on the map; the window stays usable. */
static void
failure (WbWorld *world)
{
  wb_test_await (wb_world_has_failed (world));
  wb_test_await (wb_world_says (world, WB_TYPE_FAILURE_CARD, "127.0.0.1 refused the connection on port 1"));
  g_assert_true (wb_world_says (world, WB_TYPE_CONNECTION_ROW, "Could not connect"));
}

/* The blanks came with the address when it was pasted. */
static void
test_failure (void)
{
  wb_world_run (" " REFUSING_URL " ", failure);
  wb_world_forget_settings ();
}

static void
address_twice (WbWorld *world)
{
  wb_test_await (wb_world_has_failed (world));
  wb_world_open_address (world, REFUSING_URL);
  g_assert_cmpuint (wb_world_count_connections (world), ==, 1);
  wb_world_open_address (world, "ftp://example.org/");
  wb_test_await (wb_world_count_connections (world) == 2 && wb_world_has_failed (world));
}

static void
test_address_twice (void)
{
  wb_world_run (REFUSING_URL, address_twice);
  wb_world_forget_settings ();
}

static WbMessagesPane *
get_messages (WbWorld *world)
{
  return WB_MESSAGES_PANE (wb_world_find (world, WB_TYPE_MESSAGES_PANE));
}

static GtkTextBuffer *
get_typed (WbWorld *world)
{
  return gtk_text_view_get_buffer (
      GTK_TEXT_VIEW (wb_world_find_widget (wb_world_find (world, WB_TYPE_COMPOSER), GTK_TYPE_TEXT_VIEW, NULL)));
}

static void
before_restart (WbWorld *world)
{
  wb_test_await (wb_world_has_failed (world));
  gtk_text_buffer_set_text (get_typed (world), "draft", -1);
  g_object_set (wb_connection_get_profile (wb_world_get_current (world)), "retention", WB_RETENTION_PREPEND,
                "limit", 20, NULL);
  wb_messages_pane_set_merged (get_messages (world), TRUE);
  gtk_widget_activate_action (GTK_WIDGET (wb_world_get_window (world)), "win.toggle-messages", NULL);
}

/* A1, A3, W9, W10, W17: the address is still there with its settings and what was typed, and among the
 * recent ones, but nothing connects by itself. */
static void
after_restart (WbWorld *world)
{
  g_auto(GStrv) recent = g_settings_get_strv (world->settings, "recent-addresses");
  g_autofree char *typed = NULL;

  g_assert_cmpuint (wb_world_count_connections (world), ==, 1);
  g_assert_true (wb_world_is_current_in (world, WB_STATE_CLOSED));
  g_assert_null (wb_connection_get_error (wb_world_get_current (world)));
  g_assert_cmpstr (wb_profile_get_url (wb_connection_get_profile (wb_world_get_current (world))), ==, REFUSING_URL);
  g_assert_cmpstr (recent[0], ==, REFUSING_URL);
  g_assert_cmpint (wb_profile_get_retention (wb_connection_get_profile (wb_world_get_current (world))), ==,
                   WB_RETENTION_PREPEND);
  g_assert_cmpuint (wb_profile_get_limit (wb_connection_get_profile (wb_world_get_current (world))), ==, 20);
  g_assert_false (g_settings_get_boolean (world->settings, "show-messages"));
  g_assert_true (g_settings_get_boolean (world->settings, "merge-messages"));
  gtk_widget_activate_action (GTK_WIDGET (wb_world_get_window (world)), "win.toggle-messages", NULL);
  wb_test_await (wb_world_find (world, WB_TYPE_MESSAGES_PANE) != NULL);
  g_assert_true (wb_messages_pane_get_merged (get_messages (world)));
  g_object_get (get_typed (world), "text", &typed, NULL);
  g_assert_cmpstr (typed, ==, "draft");
}

static void
test_restart (void)
{
  wb_world_run (REFUSING_URL, before_restart);
  wb_world_run (NULL, after_restart);
  wb_world_forget_settings ();
}

static void
remove_and_undo (WbWorld *world)
{
  wb_test_await (wb_world_has_failed (world));
  gtk_widget_activate_action (GTK_WIDGET (wb_world_get_window (world)), "connection.remove", NULL);
  g_assert_cmpuint (wb_world_count_connections (world), ==, 0);
  wb_test_await (wb_world_find (world, WB_TYPE_FIRST_RUN) != NULL);
  wb_test_await (wb_world_says (world, ADW_TYPE_TOAST_OVERLAY, "was removed"));
  wb_world_press (GTK_WIDGET (wb_world_get_window (world)), "Undo");
  g_assert_cmpuint (wb_world_count_connections (world), ==, 1);
  g_assert_nonnull (wb_world_get_current (world));
}

static void
test_remove_and_undo (void)
{
  wb_world_run (REFUSING_URL, remove_and_undo);
  wb_world_forget_settings ();
}

static GtkWindow *
find_editor (void)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *window = windows; window != NULL; window = window->next)
    if (WB_IS_CONNECTION_EDITOR (window->data))
      return window->data;
  return NULL;
}

/* Who asks for a new connection again is not done with the first one. */
static void
new_twice (WbWorld *world)
{
  GtkWidget *window = GTK_WIDGET (wb_world_get_window (world));
  GtkWindow *editor;

  gtk_widget_activate_action (window, "connection.new", NULL);
  wb_test_await ((editor = find_editor ()) != NULL && gtk_widget_get_mapped (GTK_WIDGET (editor)));
  gtk_widget_activate_action (window, "connection.new", NULL);
  g_assert_true (find_editor () == editor);
  gtk_window_destroy (editor);
  wb_test_await (find_editor () == NULL);
}

static void
test_new_twice (void)
{
  wb_world_run (REFUSING_URL, new_twice);
  wb_world_forget_settings ();
}

static void
save_and_open (const char *url)
{
  GtkWindow *editor;

  wb_test_await ((editor = find_editor ()) != NULL && gtk_widget_get_mapped (GTK_WIDGET (editor)));
  wb_connection_editor_set_address (WB_CONNECTION_EDITOR (editor), url);
  g_signal_emit_by_name (gtk_window_get_default_widget (editor), "clicked");
  wb_test_await (find_editor () == NULL);
}

/* A connection comes up by itself, and can be removed, while it is edited. */
static void
edit_meanwhile (WbWorld *world)
{
  GtkWidget *window;
  WbTrackStore *tracks = wb_monitor_get_tracks (wb_application_get_monitor (world->application));

  wb_test_await (wb_world_is_current_in (world, WB_STATE_OPEN));
  window = GTK_WIDGET (wb_world_get_window (world));
  gtk_widget_activate_action (window, "connection.close", NULL);
  wb_test_await (wb_world_is_current_in (world, WB_STATE_CLOSED));
  gtk_widget_activate_action (window, "connection.edit", NULL);
  wb_connection_open (wb_world_get_current (world));
  wb_test_await (wb_world_is_current_in (world, WB_STATE_OPEN));
  save_and_open ("demo:?objects=5");
  wb_test_await (wb_track_store_get_length (tracks) == 5);

  gtk_widget_activate_action (window, "connection.close", NULL);
  wb_test_await (wb_world_is_current_in (world, WB_STATE_CLOSED));
  gtk_widget_activate_action (window, "connection.edit", NULL);
  gtk_widget_activate_action (window, "connection.remove", NULL);
  g_assert_cmpuint (wb_world_count_connections (world), ==, 0);
  save_and_open ("demo:?objects=4");
  wb_test_await (wb_track_store_get_length (tracks) == 4);
  wb_world_press (window, "Undo");
  g_assert_cmpuint (wb_world_count_connections (world), ==, 1);
}

static void
test_edit_meanwhile (void)
{
  wb_world_run ("demo:?objects=3", edit_meanwhile);
  wb_world_forget_settings ();
}

/* The first removal is still offered to be undone after the second, and undoes the first. */
static void
remove_two (WbWorld *world)
{
  GtkWidget *window;
  g_autoptr(WbProfile) other = wb_profile_new ("ws://127.0.0.1:1/other");

  wb_test_await (wb_world_has_failed (world));
  window = GTK_WIDGET (wb_world_get_window (world));
  wb_monitor_add (wb_application_get_monitor (world->application), other);
  gtk_widget_activate_action (window, "connection.remove", NULL);
  wb_test_await (wb_world_says (world, ADW_TYPE_TOAST_OVERLAY, "live” was removed"));
  gtk_widget_activate_action (window, "connection.remove", NULL);
  g_assert_cmpuint (wb_world_count_connections (world), ==, 0);
  wb_world_press (window, "Undo");
  g_assert_cmpuint (wb_world_count_connections (world), ==, 1);
  g_assert_cmpstr (wb_profile_get_url (wb_connection_get_profile (wb_world_get_current (world))), ==, REFUSING_URL);
}

static void
test_remove_two (void)
{
  wb_world_run (REFUSING_URL, remove_two);
  wb_world_forget_settings ();
}

/* The sidebar slides over the rest; back to that lead Escape and what is chosen instead. */
static void
leave_sidebar (WbWorld *world,
               GtkWidget *stack)
{
  GtkWidget *window = GTK_WIDGET (wb_world_get_window (world));

  gtk_widget_activate_action (window, "win.toggle-sidebar", NULL);
  wb_test_await (wb_world_find (world, WB_TYPE_SIDEBAR) != NULL);
  gtk_widget_activate_action (window, "win.deselect", NULL);
  wb_test_await (wb_world_find (world, WB_TYPE_SIDEBAR) == NULL);

  gtk_widget_activate_action (window, "win.toggle-sidebar", NULL);
  wb_test_await (wb_world_find (world, WB_TYPE_SIDEBAR) != NULL);
  adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (stack), "objects");
  wb_test_await (wb_world_find (world, WB_TYPE_SIDEBAR) == NULL);
}

/* One thing at a time below 700, and everything again above. */
static void
narrow (WbWorld *world)
{
  GtkWidget *stack;

  wb_test_await (wb_world_says (world, ADW_TYPE_VIEW_SWITCHER_BAR, "Objects"));
  wb_test_await (wb_world_find (world, WB_TYPE_SIDEBAR) == NULL);

  /* The focus goes along to the next page, but not into an entry that nobody asked for. */
  stack = wb_world_find (world, ADW_TYPE_VIEW_STACK);
  gtk_widget_child_focus (stack, GTK_DIR_TAB_FORWARD);
  g_assert_nonnull (gtk_widget_get_focus_child (stack));
  adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (stack), "messages");
  g_assert_nonnull (gtk_widget_get_focus_child (stack));
  g_assert_false (GTK_IS_TEXT (gtk_window_get_focus (wb_world_get_window (world))));

  leave_sidebar (world, stack);

  gtk_window_set_default_size (wb_world_get_window (world), 1100, 800);
  wb_test_await (wb_world_find (world, WB_TYPE_SIDEBAR) != NULL);
  wb_test_await (!wb_world_says (world, ADW_TYPE_VIEW_SWITCHER_BAR, "Objects"));
}

static AdwViewStackPage *
get_page (WbWorld *world,
          const char *name)
{
  AdwViewStack *stack = ADW_VIEW_STACK (wb_world_find (world, ADW_TYPE_VIEW_STACK));

  return adw_view_stack_get_page (stack, adw_view_stack_get_child_by_name (stack, name));
}

/* There is a dot for messages that nobody has seen, and none when somebody has. */
static void
attention (WbWorld *world)
{
  AdwViewStackPage *page;

  wb_test_await (wb_world_says (world, ADW_TYPE_VIEW_SWITCHER_BAR, "Objects"));
  page = get_page (world, "messages");
  wb_test_await (adw_view_stack_page_get_needs_attention (page));
  gtk_widget_activate_action (GTK_WIDGET (wb_world_get_window (world)), "connection.close", NULL);
  wb_test_await (wb_world_is_current_in (world, WB_STATE_CLOSED));
  g_assert_true (adw_view_stack_page_get_needs_attention (page));
  adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (wb_world_find (world, ADW_TYPE_VIEW_STACK)), "messages");
  g_assert_false (adw_view_stack_page_get_needs_attention (page));
}

static void
run_narrow (void (*body) (WbWorld *world))
{
  g_autoptr(GSettings) settings = g_settings_new (APP_ID);

  g_settings_set_int (settings, "window-width", 360);
  g_settings_set_int (settings, "window-height", 640);
  wb_world_run ("demo:?objects=3", body);
  wb_world_forget_settings ();
}

static void
test_attention (void)
{
  run_narrow (attention);
}

static void
test_narrow (void)
{
  run_narrow (narrow);
}

/* A window that is closed is gone, with everything in it. */
static void
close_window (GtkWindow *window)
{
  const GType types[] = { WB_TYPE_CONNECTIONS_PANEL, WB_TYPE_LIVE_LAYER, WB_TYPE_MAP_VIEW,
                          WB_TYPE_MESSAGES_PANE,     WB_TYPE_OBJECTS_PANEL, WB_TYPE_WINDOW };
  GtkWidget *parts[G_N_ELEMENTS (types)] = { NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_set_weak_pointer (&parts[i], wb_world_find_widget (GTK_WIDGET (window), types[i], NULL));
      g_assert_nonnull (parts[i]);
    }
  gtk_window_close (window);
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    wb_test_await (parts[i] == NULL);
}

static void
second_window (WbWorld *world)
{
  wb_test_await (wb_world_is_current_in (world, WB_STATE_OPEN));
  g_action_group_activate_action (G_ACTION_GROUP (world->application), "new-window", NULL);
  g_assert_cmpuint (g_list_length (gtk_application_get_windows (GTK_APPLICATION (world->application))), ==, 2);
  wb_test_await (wb_world_says (world, WB_TYPE_CONNECTION_ROW, "Demo Feed"));
  g_assert_cmpuint (wb_world_count_connections (world), ==, 1);

  close_window (wb_world_get_window (world));
  g_assert_cmpuint (g_list_length (gtk_application_get_windows (GTK_APPLICATION (world->application))), ==, 1);
  g_assert_true (wb_world_is_current_in (world, WB_STATE_OPEN));
}

static void
test_second_window (void)
{
  wb_world_run ("demo:?objects=3", second_window);
  wb_world_forget_settings ();
}

/* Makes a file in a folder of its own. */
static void
test_rate (void)
{
  g_autoptr(WbRate) rate = g_object_new (WB_TYPE_RATE, NULL);
  gint64 now = 1000 * G_USEC_PER_SEC;
  guint64 count = 0;

  g_assert_cmpfloat (wb_rate_get_per_second (rate), <, 0);
  for (int i = 0; i < 200; i++, now += G_USEC_PER_SEC, count += 320)
    wb_rate_sample (rate, count, now);
  g_assert_cmpfloat (wb_rate_get_per_second (rate), ==, 320);

  /* One message in twenty seconds is three in a minute at any moment. */
  for (int i = 0; i < 120; i++, now += G_USEC_PER_SEC, count += i % 20 == 0)
    wb_rate_sample (rate, count, now);
  g_assert_cmpfloat_with_epsilon (wb_rate_get_per_second (rate) * 60, 3, 0.1);

  /* After a pause the past says nothing. */
  wb_rate_sample (rate, count + 100000, now + 60 * G_USEC_PER_SEC);
  g_assert_cmpfloat (wb_rate_get_per_second (rate), <, 0);
}

int
main (int argc,
      char *argv[])
{
  wb_test_keep_data_apart ();
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ui/window/A3/first-run", test_first_run);
  g_test_add_func ("/ui/window/G3-demo", test_demo);
  g_test_add_func ("/ui/window/keyboard", test_keyboard);
  g_test_add_func ("/ui/window/heard", test_heard);
  g_test_add_func ("/ui/window/A15/failure", test_failure);
  g_test_add_func ("/ui/window/A17/marker-and-row", test_marker_and_row);
  g_test_add_func ("/ui/window/address-twice", test_address_twice);
  g_test_add_func ("/ui/window/A1-A3-W9-W10-W17/restart", test_restart);
  g_test_add_func ("/ui/window/remove-and-undo", test_remove_and_undo);
  g_test_add_func ("/ui/window/remove-two", test_remove_two);
  g_test_add_func ("/ui/window/new-twice", test_new_twice);
  g_test_add_func ("/ui/window/edit-meanwhile", test_edit_meanwhile);
  g_test_add_func ("/ui/window/attention", test_attention);
  g_test_add_func ("/ui/window/narrow", test_narrow);
  g_test_add_func ("/ui/window/second-window", test_second_window);
  g_test_add_func ("/ui/rate", test_rate);

  return g_test_run ();
}
