/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The pane of messages: one of them in full, the way to it and back, and what is told without any. */

#include "config.h"

#include "wb-pane-world.h"
#include "wb-test.h"

#include <adwaita.h>

#define TEXT "{\"kind\":\"a-word-without-spaces\"}"

/* An open connection that sends back what it is sent. */
static void
start (World *world)
{
  world_init (world, "fake://echo");
  wb_connection_open (world->connection);
  wb_test_await (wb_connection_get_state (world->connection) == WB_STATE_OPEN);
}

/* Sends a text, which comes back, and waits for the latter alone. */
static void
talk (World *world,
      const char *text)
{
  wb_log_view_set_direction (world->pane->view, WB_LOG_DIRECTION_RECEIVED);
  wb_connection_send_text (world->connection, text, -1, NULL);
  wb_test_await (world_length (world) == 1);
}

static gboolean
is_exact (const GtkTextIter *at)
{
  g_autoptr(GSList) tags = gtk_text_iter_get_tags (at);

  for (GSList *tag = tags; tag != NULL; tag = tag->next)
    {
      gboolean is_set, hyphens;

      g_object_get (tag->data, "insert-hyphens-set", &is_set, "insert-hyphens", &hyphens, NULL);
      if (is_set && !hyphens)
        return TRUE;
    }
  return FALSE;
}

/* Every text that is written or shown in full. */
static void
assert_exact (GtkWidget *root)
{
  if (GTK_IS_TEXT_VIEW (root))
    {
      GtkTextIter at;

      gtk_text_buffer_get_start_iter (gtk_text_view_get_buffer (GTK_TEXT_VIEW (root)), &at);
      for (; !gtk_text_iter_is_end (&at); gtk_text_iter_forward_char (&at))
        g_assert_true (is_exact (&at));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_exact (child);
}

static GtkTextBuffer *
find_buffer (GtkWidget *root)
{
  GtkTextBuffer *found = GTK_IS_TEXT_VIEW (root) ? gtk_text_view_get_buffer (GTK_TEXT_VIEW (root)) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_buffer (child);
  return found;
}

/* G5: where a line is broken, nothing is added that looks as if it had been sent. */
static void
test_no_hyphens (void)
{
  World world;
  GtkTextBuffer *composed, *shown;
  GtkTextIter at;

  start (&world);
  composed = find_buffer (GTK_WIDGET (world.pane->composer));
  gtk_text_buffer_set_text (composed, TEXT, -1);
  gtk_text_buffer_get_iter_at_offset (composed, &at, 5);
  gtk_text_buffer_insert (composed, &at, "ü-x", -1);
  talk (&world, TEXT);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (world.pane->selection), 0, TRUE);
  shown = find_buffer (GTK_WIDGET (world.pane->details));
  wb_test_await (gtk_text_buffer_get_char_count (shown) > 0);
  assert_exact (GTK_WIDGET (world.pane));
  world_clear (&world);
}

/* The keyboard goes to the message that takes the place of the list, and with Escape back. */
static void
test_narrow_focus (void)
{
  World world;
  GtkWidget *focus;

  start (&world);
  gtk_window_set_default_size (GTK_WINDOW (world.window), 360, 600);
  wb_messages_pane_set_details_visible (world.pane, FALSE);
  talk (&world, TEXT);
  wb_test_await (gtk_widget_get_mapped (GTK_WIDGET (world.pane->list)));
  gtk_widget_grab_focus (GTK_WIDGET (world.pane->list));
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (world.pane->selection), 0, TRUE);
  g_signal_emit_by_name (world.pane->list, "activate", 0);
  wb_test_await (gtk_widget_get_mapped (GTK_WIDGET (world.pane->details)));
  focus = gtk_window_get_focus (GTK_WINDOW (world.window));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (world.pane->details)));
  g_assert_cmpstr (gtk_button_get_icon_name (GTK_BUTTON (focus)), ==, "go-previous-symbolic");

  wb_messages_pane_focus_composer (world.pane);
  g_assert_true (wb_messages_pane_go_back (world.pane));
  wb_test_await (gtk_widget_get_mapped (GTK_WIDGET (world.pane->list)));
  g_assert_false (wb_messages_pane_go_back (world.pane));
  world_clear (&world);
}

/* G2: after Clear nobody waits for a first message. */
static void
test_cleared (void)
{
  World world;

  start (&world);
  wb_messages_pane_update_page (world.pane);
  g_assert_cmpstr (gtk_label_get_label (world.pane->empty), ==, "Connected. Waiting for the first message.");
  talk (&world, TEXT);
  wb_messages_pane_clear (world.pane);
  wb_test_await (world_length (&world) == 0);
  g_assert_cmpstr (gtk_label_get_label (world.pane->empty), ==, "No messages.");
  world_clear (&world);
}

/* What is told of the wait for a message does not stand across the lines of earlier attempts. */
static void
test_waiting (void)
{
  World world;

  start (&world);
  wb_test_await (gtk_widget_get_visible (GTK_WIDGET (world.pane->waiting)));
  for (guint i = 0; i < 2; i++)
    {
      wb_connection_close (world.connection, 1000, NULL);
      wb_test_await (wb_connection_get_state (world.connection) == WB_STATE_CLOSED);
      wb_connection_open (world.connection);
      wb_test_await (wb_connection_get_state (world.connection) == WB_STATE_OPEN);
    }
  wb_test_await (world_length (&world) > 4);
  wb_messages_pane_update_page (world.pane);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (world.pane->waiting)));
  world_clear (&world);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ui/messages-pane-details/G5-no-hyphens", test_no_hyphens);
  g_test_add_func ("/ui/messages-pane-details/narrow-focus", test_narrow_focus);
  g_test_add_func ("/ui/messages-pane-details/cleared", test_cleared);
  g_test_add_func ("/ui/messages-pane-details/waiting", test_waiting);

  return g_test_run ();
}
