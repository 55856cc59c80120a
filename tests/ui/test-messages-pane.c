/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The pane of messages: sending, finding, clearing, and payloads that mean no good. */

#include "config.h"

#include "wb-composer.h"
#include "wb-drafts.h"
#include "wb-fake.h"
#include "wb-json-highlighter.h"
#include "wb-message-details.h"
#include "wb-message-text.h"
#include "wb-messages-pane.h"
#include "wb-picture-size.h"
#include "wb-test.h"

#include <adwaita.h>
#include <string.h>

typedef struct {
  WbRegistry *registry;
  WbMonitor *monitor;
  WbConnection *connection;
  GtkWidget *window;
  WbMessagesPane *pane;
  WbLogView *view;
} World;

static void
world_init (World *world,
            const char *url)
{
  g_autoptr(WbProfile) profile = wb_profile_new (url);

  world->registry = wb_fake_registry_new ();
  world->monitor = wb_monitor_new (world->registry);
  world->connection = wb_monitor_add (world->monitor, profile);
  world->pane = WB_MESSAGES_PANE (wb_messages_pane_new (world->monitor));
  world->view = wb_messages_pane_get_view (world->pane);
  wb_messages_pane_set_connection (world->pane, world->connection);
  world->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (world->window), 973, 300);
  gtk_window_set_child (GTK_WINDOW (world->window), GTK_WIDGET (world->pane));
  gtk_window_present (GTK_WINDOW (world->window));
}

static void
world_clear (World *world)
{
  gtk_window_destroy (GTK_WINDOW (world->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (world->monitor);
  wb_registry_free (world->registry);
}

static void
open_connection (World *world)
{
  wb_connection_open (world->connection);
  wb_test_await (wb_connection_get_state (world->connection) == WB_STATE_OPEN);
}

/* The first widget below @from that has the type and, if given, the CSS class. */
static GtkWidget *
find (GtkWidget *from,
      GType type,
      const char *css_class)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (from, type) &&
      (css_class == NULL || gtk_widget_has_css_class (from, css_class)))
    return from;

  for (GtkWidget *child = gtk_widget_get_first_child (from); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, css_class);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_button (GtkWidget *from,
             const char *label)
{
  if (GTK_IS_BUTTON (from) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (from)), label) == 0)
    return from;

  for (GtkWidget *child = gtk_widget_get_first_child (from); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static WbComposer *
get_composer (World *world)
{
  return WB_COMPOSER (find (GTK_WIDGET (world->pane), WB_TYPE_COMPOSER, NULL));
}

static void
type (World *world,
      const char *text)
{
  GtkWidget *view = find (GTK_WIDGET (get_composer (world)), GTK_TYPE_TEXT_VIEW, NULL);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

static guint
length (World *world)
{
  return g_list_model_get_n_items (G_LIST_MODEL (world->view));
}

static GtkSelectionModel *
get_selection (World *world)
{
  return gtk_list_view_get_model (GTK_LIST_VIEW (find (GTK_WIDGET (world->pane), GTK_TYPE_LIST_VIEW, "message-list")));
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
  g_assert_false (wb_composer_can_send (get_composer (&world)));
  open_connection (&world);
  g_assert_true (wb_composer_can_send (get_composer (&world)));
  wb_composer_send (get_composer (&world));
  wb_test_await (wb_connection_get_received (world.connection) == 1);
  wb_log_view_set_direction (world.view, WB_LOG_DIRECTION_SENT);
  wb_test_await (length (&world) == 1);

  /* What was typed stays. */
  g_assert_true (wb_composer_can_send (get_composer (&world)));
  type (&world, "");
  g_assert_false (wb_composer_can_send (get_composer (&world)));
  world_clear (&world);
}

/* JSON with a fault is sent only when the user insists. */
static void
test_invalid_json (void)
{
  World world;
  GtkWidget *anyway;

  world_init (&world, "fake://echo");
  open_connection (&world);
  type (&world, "{\"hello\":}");
  wb_composer_send (get_composer (&world));
  run_frames (50);
  g_assert_cmpuint (wb_connection_get_sent (world.connection), ==, 0);

  anyway = find_button (GTK_WIDGET (world.pane), "Send _Anyway");
  g_assert_true (gtk_widget_get_visible (anyway));
  g_signal_emit_by_name (anyway, "clicked");
  wb_test_await (wb_connection_get_sent (world.connection) == 1);
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
  entry = find (GTK_WIDGET (world.pane), GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "/^29.$/");
  wb_test_await (length (&world) == 10);
  gtk_editable_set_text (GTK_EDITABLE (entry), "nowhere");
  wb_test_await (length (&world) == 0);
  g_signal_emit_by_name (find_button (GTK_WIDGET (world.pane), "_Clear Filter"), "clicked");
  wb_test_await (length (&world) >= 300);
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
  wb_test_await (length (&world) == 10);
  gtk_selection_model_select_item (get_selection (&world), 3, TRUE);
  entry = g_list_model_get_item (G_LIST_MODEL (world.view), 3);
  wb_log_view_set_query (world.view, "");
  wb_test_await (length (&world) >= 300);
  g_assert_true (gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (get_selection (&world))) == entry);
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
  before = length (&world);
  for (GtkWidget *button = gtk_widget_get_first_child (
           gtk_widget_get_ancestor (find (GTK_WIDGET (world.pane), GTK_TYPE_TOGGLE_BUTTON, "flat"), GTK_TYPE_BOX));
       button != NULL; button = gtk_widget_get_next_sibling (button))
    if (g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (button)), "edit-clear-all-symbolic") == 0)
      g_signal_emit_by_name (button, "clicked");
  g_assert_cmpuint (length (&world), ==, 0);

  run_frames (100);
  undo = find_button (GTK_WIDGET (world.pane), "_Undo");
  g_assert_nonnull (undo);
  g_signal_emit_by_name (undo, "clicked");
  wb_test_await (length (&world) == before);
  world_clear (&world);
}

/* The list stays at its newest line, until the user goes elsewhere. */
static void
test_follows (void)
{
  World world;
  GtkAdjustment *adjustment;

  world_init (&world, "fake://flood/500");
  open_connection (&world);
  wb_test_await (wb_connection_get_received (world.connection) == 500);
  run_frames (300);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (
      find (GTK_WIDGET (world.pane), GTK_TYPE_LIST_VIEW, "message-list"), GTK_TYPE_SCROLLED_WINDOW)));
  g_assert_cmpfloat (gtk_adjustment_get_upper (adjustment), >, 500 * 20);
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (adjustment),
                                  gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment),
                                  1);

  gtk_adjustment_set_value (adjustment, 1000);
  run_frames (50);
  wb_connection_send_text (world.connection, "one more", -1, NULL);
  wb_test_await (wb_connection_get_sent (world.connection) == 1);
  run_frames (200);
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (adjustment), 1000, 1);
  g_assert_true (gtk_widget_get_visible (find (GTK_WIDGET (world.pane), GTK_TYPE_BUTTON, "newest-button")));
  world_clear (&world);
}

static char *
get_details_text (World *world)
{
  GtkWidget *details = find (GTK_WIDGET (world->pane), WB_TYPE_MESSAGE_DETAILS, NULL);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (find (details, GTK_TYPE_TEXT_VIEW, NULL)));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
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
  before = length (&world);
  for (gsize i = 0; i < G_N_ELEMENTS (payloads); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (payloads[i].text, payloads[i].length);

      wb_connection_send_binary (world.connection, bytes, NULL);
    }
  wb_connection_send_text (world.connection, line, -1, NULL);
  wb_test_await (length (&world) >= before + 2 * (G_N_ELEMENTS (payloads) + 1));

  for (guint i = before; i < length (&world); i++)
    {
      gtk_selection_model_select_item (get_selection (&world), i, TRUE);
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
  wb_composer_send (get_composer (&world));
  wb_test_await (wb_connection_get_received (world.connection) == 1);
  run_frames (50);
  gtk_selection_model_select_item (get_selection (&world), length (&world) - 1, TRUE);
  run_frames (200);
  text = get_details_text (&world);
  g_assert_cmpstr (text, ==,
                   "{\n  \"id\": 12345678901234567890,\n  \"name\": \"\\u00d8\",\n  \"at\": [1.50, 2]\n}");
  world_clear (&world);
}

/* What is laid out is what was sent, and values are marked by their paths. */
static void
test_pretty (void)
{
  static const struct {
    const char *text;
    const char *pretty;
  } cases[] = {
    { "{}", "{}" },
    { "[]", "[]" },
    { "[{}]", "[\n  {}\n]" },
    { "1 2", "1\n2" },
    { "{\"a\":1,\"a\":1.0}", "{\n  \"a\": 1,\n  \"a\": 1.0\n}" },
    { "[1,[2,3]]", "[\n  1,\n  [2, 3]\n]" },
    { "\"x\\/y\"", "\"x\\/y\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(WbStyledText) out = wb_styled_text_new ();

      g_assert_true (wb_json_highlighter_append (out, cases[i].text, strlen (cases[i].text), FALSE, NULL, NULL));
      g_assert_cmpstr (wb_styled_text_get_text (out), ==, cases[i].pretty);
    }
}

static void
test_not_json (void)
{
  g_autoptr(WbStyledText) out = wb_styled_text_new ();
  g_autoptr(GError) error = NULL;

  g_assert_false (wb_json_highlighter_append (out, "{\"a\":1,}", 8, FALSE, NULL, &error));
  g_assert_nonnull (error);
}

static void
test_picture_size (void)
{
  static const guint8 png[] = { 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R',
                                0, 0, 4, 0, 0, 0, 3, 0 };
  static const guint8 jpeg[] = { 0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc0, 0, 11, 8, 0, 16, 0, 32 };
  guint width, height;

  g_assert_true (wb_picture_size_read (png, sizeof png, &width, &height));
  g_assert_cmpuint (width, ==, 1024);
  g_assert_cmpuint (height, ==, 768);
  g_assert_true (wb_picture_size_read (jpeg, sizeof jpeg, &width, &height));
  g_assert_cmpuint (width, ==, 32);
  g_assert_cmpuint (height, ==, 16);
  for (gsize i = 0; i < sizeof jpeg; i++)
    wb_picture_size_read (jpeg, i, &width, &height);
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
  g_assert_true (wb_composer_can_send (get_composer (&world)));
  world_clear (&world);

  world_init (&world, "fake://echo/other");
  open_connection (&world);
  g_assert_false (wb_composer_can_send (get_composer (&world)));
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
  details = find (GTK_WIDGET (world.pane), WB_TYPE_MESSAGE_DETAILS, NULL);
  list = find (GTK_WIDGET (world.pane), GTK_TYPE_LIST_VIEW, "message-list");
  g_assert_false (gtk_widget_get_visible (details));
  gtk_selection_model_select_item (get_selection (&world), 5, TRUE);
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

  g_test_add_func ("/ui/messages-pane/send", test_send);
  g_test_add_func ("/ui/messages-pane/invalid-json", test_invalid_json);
  g_test_add_func ("/ui/messages-pane/filter", test_filter);
  g_test_add_func ("/ui/messages-pane/selection", test_selection);
  g_test_add_func ("/ui/messages-pane/clear-and-undo", test_clear_and_undo);
  g_test_add_func ("/ui/messages-pane/follows", test_follows);
  g_test_add_func ("/ui/messages-pane/hostile", test_hostile);
  g_test_add_func ("/ui/messages-pane/details", test_details);
  g_test_add_func ("/ui/messages-pane/pretty", test_pretty);
  g_test_add_func ("/ui/messages-pane/not-json", test_not_json);
  g_test_add_func ("/ui/messages-pane/picture-size", test_picture_size);
  g_test_add_func ("/ui/messages-pane/draft", test_draft);
  g_test_add_func ("/ui/messages-pane/narrow", test_narrow);

  return g_test_run ();
}
