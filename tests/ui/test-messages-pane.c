/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The pane of messages: sending, finding, clearing, and payloads that mean no good. */

#include "config.h"

#include "wb-drafts.h"
#include "wb-find.h"
#include "wb-message-row.h"
#include "wb-message-text.h"
#include "wb-pane-world.h"
#include "wb-test.h"

#include <adwaita.h>
#include <string.h>

static void
open_connection (World *world)
{
  wb_connection_open (world->connection);
  wb_test_await (wb_connection_get_state (world->connection) == WB_STATE_OPEN);
}

static void
type (World *world,
      const char *text)
{
  GtkWidget *view = wb_find (GTK_WIDGET (world->pane->composer), GTK_TYPE_TEXT_VIEW);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

static void
run_frames (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
}

/* W16: there is nothing to send before something was typed and the connection is open. */
static void
test_send (void)
{
  World world;

  world_init (&world, "fake://echo");
  type (&world, "{\"hello\":1}");
  g_assert_false (wb_composer_can_send (world.pane->composer));
  open_connection (&world);
  g_assert_true (wb_composer_can_send (world.pane->composer));
  wb_composer_send (world.pane->composer);
  wb_test_await (wb_connection_get_received (world.connection) == 1);
  wb_log_view_set_direction (world.view, WB_LOG_DIRECTION_SENT);
  wb_test_await (world_length (&world) == 1);

  /* What was typed stays. */
  g_assert_true (wb_composer_can_send (world.pane->composer));
  type (&world, "");
  g_assert_false (wb_composer_can_send (world.pane->composer));
  world_clear (&world);
}

static char *
dup_last_text (World *world)
{
  WbMessage *message = wb_log_view_get_message (world->view, world_length (world) - 1);
  gsize size;
  const char *text = wb_message_get_text (message, &size);

  return g_strndup (text, size);
}

/* G14: JSON goes out as it was typed, and with a fault only when the user insists. */
static void
test_json (void)
{
  World world;
  GtkWidget *anyway;
  g_autofree char *valid = NULL;
  g_autofree char *invalid = NULL;

  world_init (&world, "fake://echo");
  open_connection (&world);
  wb_log_view_set_direction (world.view, WB_LOG_DIRECTION_SENT);
  type (&world, "{ \"hello\" : 1.50 }");
  wb_composer_send (world.pane->composer);
  wb_test_await (world_length (&world) == 1);
  valid = dup_last_text (&world);
  g_assert_cmpstr (valid, ==, "{ \"hello\" : 1.50 }");

  type (&world, "{\"hello\":}");
  wb_composer_send (world.pane->composer);
  run_frames (50);
  g_assert_cmpuint (wb_connection_get_sent (world.connection), ==, 1);

  anyway = wb_find_button (GTK_WIDGET (world.pane), "Send _Anyway");
  g_assert_true (gtk_widget_get_visible (anyway));
  g_signal_emit_by_name (anyway, "clicked");
  wb_test_await (world_length (&world) == 2);
  invalid = dup_last_text (&world);
  g_assert_cmpstr (invalid, ==, "{\"hello\":}");
  world_clear (&world);
}

/* G14: the same JSON without blanks, if that is chosen; what was typed stays. */
static void
test_compact_json (void)
{
  World world;
  GtkDropDown *kind;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  world_init (&world, "fake://echo");
  open_connection (&world);
  wb_log_view_set_direction (world.view, WB_LOG_DIRECTION_SENT);
  kind = GTK_DROP_DOWN (wb_find (GTK_WIDGET (world.pane), GTK_TYPE_DROP_DOWN));
  gtk_drop_down_set_selected (kind, 2);
  type (&world, "{ \"a b\" : 1.50 }");
  wb_composer_send (world.pane->composer);
  wb_test_await (world_length (&world) == 1);
  first = dup_last_text (&world);
  g_assert_cmpstr (first, ==, "{\"a b\":1.50}");

  gtk_drop_down_set_selected (kind, 1);
  wb_composer_send (world.pane->composer);
  wb_test_await (world_length (&world) == 2);
  second = dup_last_text (&world);
  g_assert_cmpstr (second, ==, "{ \"a b\" : 1.50 }");
  world_clear (&world);
}

static void
test_filter (void)
{
  World world;
  GtkWidget *entry;

  world_init (&world, "fake://flood/300");
  open_connection (&world);
  wb_test_await (wb_connection_get_received (world.connection) == 300);
  entry = wb_find (GTK_WIDGET (world.pane), GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "/^29.$/");
  wb_test_await (world_length (&world) == 10);
  gtk_editable_set_text (GTK_EDITABLE (entry), "nowhere");
  wb_test_await (world_length (&world) == 0);
  g_signal_emit_by_name (wb_find_button (GTK_WIDGET (world.pane), "_Clear Filter"), "clicked");
  wb_test_await (world_length (&world) >= 300);
  gtk_editable_set_text (GTK_EDITABLE (entry), "/(/");
  wb_test_await (gtk_widget_has_css_class (entry, "error"));
  world_clear (&world);
}

/* A message stays selected while the list around it is filtered. */
static void
test_selection (void)
{
  World world;
  g_autoptr(WbLogEntry) entry = NULL;

  world_init (&world, "fake://flood/300");
  open_connection (&world);
  wb_test_await (wb_connection_get_received (world.connection) == 300);
  wb_log_view_set_query (world.view, "/^29.$/");
  wb_test_await (world_length (&world) == 10);
  world_select (&world, 3);
  entry = g_list_model_get_item (G_LIST_MODEL (world.view), 3);
  wb_log_view_set_query (world.view, "");
  wb_test_await (world_length (&world) >= 300);
  g_assert_true (gtk_single_selection_get_selected_item (world.pane->selection) == entry);
  world_clear (&world);
}

static void
test_clear_and_undo (void)
{
  World world;
  guint before;
  GtkWidget *undo;

  world_init (&world, "fake://flood/50");
  open_connection (&world);
  wb_test_await (wb_connection_get_received (world.connection) == 50);
  run_frames (100);
  before = world_length (&world);
  g_signal_emit_by_name (world.pane->clear, "clicked");
  wb_test_await (world_length (&world) == 0);

  run_frames (100);
  undo = wb_find_button (GTK_WIDGET (world.pane), "_Undo");
  g_assert_nonnull (undo);
  g_signal_emit_by_name (undo, "clicked");
  wb_test_await (world_length (&world) == before);
  world_clear (&world);
}

static GtkAdjustment *
get_adjustment (World *world)
{
  return gtk_scrolled_window_get_vadjustment (world->pane->scroller);
}

/* The list stays at its newest line, until the user goes elsewhere. */
static void
test_follows (void)
{
  World world;
  GtkAdjustment *adjustment;

  world_init (&world, "fake://flood/500");
  open_connection (&world);
  adjustment = get_adjustment (&world);
  wb_test_await (world_length (&world) >= 500 && gtk_adjustment_get_upper (adjustment) > 500 * 10);
  run_frames (100);
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (adjustment),
                                  gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment),
                                  1);

  gtk_adjustment_set_value (adjustment, 1000);
  run_frames (50);
  wb_connection_send_text (world.connection, "one more", -1, NULL);
  wb_test_await (wb_connection_get_sent (world.connection) == 1);
  run_frames (200);
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (adjustment), 1000, 1);
  g_assert_true (gtk_widget_get_visible (world.pane->newest));
  world_clear (&world);
}

/* W9: who is at the newest line stays there when it goes to the other end of the list. */
static void
test_turned_round (void)
{
  World world;
  GtkAdjustment *adjustment;
  WbProfile *profile;

  world_init (&world, "fake://flood/500");
  profile = wb_connection_get_profile (world.connection);
  adjustment = get_adjustment (&world);
  open_connection (&world);
  wb_test_await (wb_connection_get_received (world.connection) == 500 &&
                 gtk_adjustment_get_value (adjustment) > 400 * 10);
  run_frames (300);

  g_object_set (profile, "retention", WB_RETENTION_PREPEND, NULL);
  wb_test_await (gtk_adjustment_get_value (adjustment) == 0);
  run_frames (200);
  wb_connection_send_text (world.connection, "one more", -1, NULL);
  wb_test_await (wb_connection_get_sent (world.connection) == 1);
  run_frames (200);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);
  g_assert_cmpuint (wb_log_view_get_message (world.view, 0)->direction, ==, WB_DIRECTION_SENT);
  g_assert_false (gtk_widget_get_visible (world.pane->newest));

  g_object_set (profile, "retention", WB_RETENTION_APPEND, NULL);
  wb_test_await (gtk_adjustment_get_value (adjustment) > 400 * 10);
  world_clear (&world);
}

static gboolean
is_newest_offered (World *world)
{
  return gtk_widget_get_visible (world->pane->newest);
}

static double
get_end (World *world)
{
  GtkAdjustment *adjustment = get_adjustment (world);

  return gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
}

static void
send_one_more (World *world)
{
  guint before = world_length (world);

  wb_connection_send_text (world->connection, "one more", -1, NULL);
  wb_test_await (world_length (world) > before);
  run_frames (100);
}

/* Who selects a message keeps it in sight, until the button leads back to the newest one. */
static void
test_selected_stays (void)
{
  World world;
  double before;

  world_init (&world, "fake://flood/500");
  open_connection (&world);
  wb_test_await (gtk_adjustment_get_value (get_adjustment (&world)) > 400 * 10);
  run_frames (100);
  before = get_end (&world);
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (get_adjustment (&world)), before, 1);

  world_select (&world, world_length (&world) - 2);
  g_assert_false (is_newest_offered (&world));
  send_one_more (&world);
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (get_adjustment (&world)), before, 1);
  g_assert_true (is_newest_offered (&world));

  g_signal_emit_by_name (world.pane->newest, "clicked");
  send_one_more (&world);
  g_assert_cmpfloat (get_end (&world), >, before);
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (get_adjustment (&world)), get_end (&world), 1);
  g_assert_false (is_newest_offered (&world));
  world_clear (&world);
}

/* W9: the same where the newest message is the first. */
static void
test_selected_stays_first (void)
{
  World world;

  world_init (&world, "fake://flood/500");
  g_object_set (wb_connection_get_profile (world.connection), "retention", WB_RETENTION_PREPEND, NULL);
  open_connection (&world);
  wb_test_await (world_length (&world) >= 500);
  run_frames (100);
  world_select (&world, 1);
  send_one_more (&world);
  g_assert_cmpfloat (gtk_adjustment_get_value (get_adjustment (&world)), >, 0);
  g_assert_true (is_newest_offered (&world));
  world_clear (&world);
}

/* Where everything is in sight there is nothing to go to. */
static void
test_selected_in_short_list (void)
{
  World world;

  world_init (&world, "fake://flood/2");
  open_connection (&world);
  wb_test_await (wb_connection_get_received (world.connection) == 2);
  run_frames (100);
  world_select (&world, 0);
  send_one_more (&world);
  g_assert_false (is_newest_offered (&world));
  world_clear (&world);
}

static guint
count_unfilled (GtkWidget *list,
                gboolean only_in_sight)
{
  guint count = 0;

  for (GtkWidget *item = gtk_widget_get_first_child (list); item != NULL; item = gtk_widget_get_next_sibling (item))
    {
      GtkWidget *row = gtk_widget_get_first_child (item);

      if (WB_IS_MESSAGE_ROW (row) && !wb_message_row_is_filled (WB_MESSAGE_ROW (row)))
        count += !only_in_sight || gtk_widget_get_mapped (row);
    }
  return count;
}

static void
check_rows_cb (GtkWidget *list)
{
  g_assert_cmpuint (count_unfilled (list, TRUE), ==, 0);
}

/* No frame shows a row that is not filled, and a screen reader finds all of them filled after a while. */
static void
test_rows_are_filled (void)
{
  World world;
  GtkWidget *list;
  GdkFrameClock *clock;

  world_init (&world, "fake://flood/500");
  list = GTK_WIDGET (world.pane->list);
  clock = gtk_widget_get_frame_clock (world.window);
  g_signal_connect_swapped (clock, "paint", G_CALLBACK (check_rows_cb), list);
  open_connection (&world);
  wb_test_await (gtk_adjustment_get_value (get_adjustment (&world)) > 400 * 10);
  for (guint i = 0; i < 10; i++)
    {
      gtk_adjustment_set_value (get_adjustment (&world), i % 2 * 5000);
      run_frames (30);
    }
  wb_test_await (count_unfilled (list, FALSE) == 0);
  g_signal_handlers_disconnect_by_data (clock, list);
  world_clear (&world);
}

/* With large text the number of a message takes two lines rather than be cut off. */
static void
test_large_text (void)
{
  World world;
  GtkSettings *settings = gtk_settings_get_default ();
  GtkLabel *title;

  g_object_set (settings, "gtk-xft-dpi", 144 * 1024, NULL);
  world_init (&world, "fake://flood/1500");
  open_connection (&world);
  wb_test_await (world_length (&world) >= 1500);
  world_select (&world, 1400);
  run_frames (100);
  title = GTK_LABEL (
      wb_find_class (GTK_WIDGET (world.pane->details), GTK_TYPE_LABEL, "caption-heading"));
  g_assert_true (g_str_has_prefix (gtk_label_get_label (title), "Message 1"));
  wb_test_await (!pango_layout_is_ellipsized (gtk_label_get_layout (title)));
  world_clear (&world);
  gtk_settings_reset_property (settings, "gtk-xft-dpi");
}

static char *
get_details_text (World *world)
{
  GtkWidget *view = wb_find (GTK_WIDGET (world->pane->details), GTK_TYPE_TEXT_VIEW);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static gboolean
details_contain (World *world,
                 const char *text)
{
  g_autofree char *all = get_details_text (world);

  return strstr (all, text) != NULL;
}

/* Markup, control characters, text that runs the other way, and a line of ten megabytes. */
static void
test_hostile (void)
{
  static const struct {
    const char *text;
    gsize length;
  } payloads[] = {
    { "<b>bold</b> & <span size='9999999'>", 34 },
    { "a\0b\x1b[31m\r\n\x7f", 12 },
    { "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xe2\x80\xae reversed", 21 },
    { "\xef\xbf\xbc\xef\xbb\xbf", 6 },
    { "", 0 },
  };
  g_autofree char *line = g_strnfill (10 * 1000 * 1000, '[');
  World world;
  guint before;

  world_init (&world, "fake://echo");
  open_connection (&world);
  run_frames (50);
  before = world_length (&world);
  for (gsize i = 0; i < G_N_ELEMENTS (payloads); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (payloads[i].text, payloads[i].length);

      wb_connection_send_binary (world.connection, bytes, NULL);
    }
  wb_connection_send_text (world.connection, line, -1, NULL);
  wb_test_await (world_length (&world) >= before + 2 * (G_N_ELEMENTS (payloads) + 1));

  for (guint i = before; i < world_length (&world); i++)
    {
      world_select (&world, i);
      run_frames (60);
    }
  world_clear (&world);
}

static void
test_details (void)
{
  World world;
  g_autofree char *text = NULL;

  world_init (&world, "fake://echo");
  open_connection (&world);
  type (&world, "{\"id\":12345678901234567890,\"name\":\"\\u00d8\",\"at\":[1.50,2]}");
  wb_composer_send (world.pane->composer);
  wb_test_await (world_length (&world) > 0 &&
                 wb_log_view_get_message (world.view, world_length (&world) - 1)->direction ==
                     WB_DIRECTION_RECEIVED);
  world_select (&world, world_length (&world) - 1);
  run_frames (200);
  text = get_details_text (&world);
  g_assert_cmpstr (text, ==,
                   "{\n  \"id\": 12345678901234567890,\n  \"name\": \"\\u00d8\",\n  \"at\": [1.50, 2]\n}");
  world_clear (&world);
}

/* G5: a picture is shown as one; other bytes are shown in hexadecimal and as text. */
static void
test_binary (void)
{
  static const guint8 png[] = {
    0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0,
    0, 0, 0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 10, 'I', 'D', 'A', 'T', 0x78, 0x9c, 0x63, 0x60, 0, 0, 0, 2, 0, 1, 0x48,
    0xaf, 0xa4, 0x71, 0, 0, 0, 0, 'I', 'E', 'N', 'D', 0xae, 0x42, 0x60, 0x82,
  };
  g_autoptr(GBytes) picture = g_bytes_new_static (png, sizeof png);
  g_autoptr(GBytes) bytes = g_bytes_new_static ("\x00\xffHello", 7);
  World world;
  GtkWidget *shown;

  world_init (&world, "fake://echo");
  open_connection (&world);
  wb_log_view_set_direction (world.view, WB_LOG_DIRECTION_RECEIVED);
  wb_connection_send_binary (world.connection, picture, NULL);
  wb_connection_send_binary (world.connection, bytes, NULL);
  wb_test_await (world_length (&world) == 2);

  world_select (&world, 0);
  shown = wb_find (GTK_WIDGET (world.pane->details), GTK_TYPE_PICTURE);
  wb_test_await (gtk_widget_get_mapped (shown));
  g_assert_cmpint (gdk_paintable_get_intrinsic_width (gtk_picture_get_paintable (GTK_PICTURE (shown))), ==, 1);

  world_select (&world, 1);
  wb_test_await (!gtk_widget_get_mapped (shown));
  wb_test_await (details_contain (&world, "00 ff 48 65 6c 6c 6f") && details_contain (&world, "Hello"));
  /* A line that is broken is no line of a dump. */
  shown = wb_find (GTK_WIDGET (world.pane->details), GTK_TYPE_TEXT_VIEW);
  g_assert_cmpint (gtk_text_view_get_wrap_mode (GTK_TEXT_VIEW (shown)), ==, GTK_WRAP_NONE);
  world_clear (&world);
}

/* W17: what was typed is there again after a restart, for the connection it was typed for. */
static void
test_draft (void)
{
  World world;

  world_init (&world, "fake://echo/draft?token=secret");
  type (&world, "[1,2]");
  world_clear (&world);

  world_init (&world, "fake://echo/draft?token=secret");
  open_connection (&world);
  g_assert_true (wb_composer_can_send (world.pane->composer));
  world_clear (&world);

  world_init (&world, "fake://echo/other");
  open_connection (&world);
  g_assert_false (wb_composer_can_send (world.pane->composer));
  world_clear (&world);
}

/* With little room the details take the place of the list. */
static void
test_narrow (void)
{
  World world;
  GtkWidget *details, *list;

  world_init (&world, "fake://flood/20");
  gtk_window_set_default_size (GTK_WINDOW (world.window), 360, 600);
  wb_messages_pane_set_details_visible (world.pane, FALSE);
  open_connection (&world);
  wb_test_await (wb_connection_get_received (world.connection) == 20);
  run_frames (200);
  g_assert_cmpint (gtk_widget_get_width (world.window), ==, 360);
  details = GTK_WIDGET (world.pane->details);
  list = GTK_WIDGET (world.pane->list);
  g_assert_false (gtk_widget_get_visible (details));
  world_select (&world, 5);
  g_signal_emit_by_name (list, "activate", 5);
  run_frames (100);
  g_assert_true (gtk_widget_get_visible (details));
  g_assert_false (gtk_widget_get_mapped (list));
  g_signal_emit_by_name (details, "back");
  run_frames (100);
  g_assert_true (gtk_widget_get_mapped (list));
  world_clear (&world);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ui/messages-pane/W16-send", test_send);
  g_test_add_func ("/ui/messages-pane/G14-json", test_json);
  g_test_add_func ("/ui/messages-pane/G14-compact-json", test_compact_json);
  g_test_add_func ("/ui/messages-pane/filter", test_filter);
  g_test_add_func ("/ui/messages-pane/selection", test_selection);
  g_test_add_func ("/ui/messages-pane/clear-and-undo", test_clear_and_undo);
  g_test_add_func ("/ui/messages-pane/follows", test_follows);
  g_test_add_func ("/ui/messages-pane/W9-turned-round", test_turned_round);
  g_test_add_func ("/ui/messages-pane/selected-stays", test_selected_stays);
  g_test_add_func ("/ui/messages-pane/W9-selected-stays", test_selected_stays_first);
  g_test_add_func ("/ui/messages-pane/selected-in-short-list", test_selected_in_short_list);
  g_test_add_func ("/ui/messages-pane/rows-are-filled", test_rows_are_filled);
  g_test_add_func ("/ui/messages-pane/large-text", test_large_text);
  g_test_add_func ("/ui/messages-pane/hostile", test_hostile);
  g_test_add_func ("/ui/messages-pane/details", test_details);
  g_test_add_func ("/ui/messages-pane/G5-binary", test_binary);
  g_test_add_func ("/ui/messages-pane/W17-draft", test_draft);
  g_test_add_func ("/ui/messages-pane/narrow", test_narrow);

  return g_test_run ();
}
