/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The pane of messages with the messages of all connections in it. */

#include "config.h"

#include "wb-find.h"
#include "wb-message-row.h"
#include "wb-pane-world.h"
#include "wb-style.h"
#include "wb-test.h"

#include <string.h>

/* More than are collected in one turn. */
#define N_MESSAGES 60000

static void
set_name (WbConnection *connection,
          const char *name,
          int colour)
{
  g_object_set (wb_connection_get_profile (connection), "name", name, "colour", colour, NULL);
}

static void
start (World *world)
{
  world_init (world, "fake://echo");
  set_name (world->connection, "Harbour", 2);
}

/* Sends a text, which comes back, and waits until both are in the log. */
static void
talk (WbConnection *connection,
      const char *text)
{
  guint64 received = wb_connection_get_received (connection);

  wb_connection_open (connection);
  wb_test_await (wb_connection_get_state (connection) == WB_STATE_OPEN);
  wb_connection_send_text (connection, text, -1, NULL);
  wb_test_await (wb_connection_get_received (connection) == received + 1);
}

/* Two connections that talk by turns, and only what they receive in the list. */
static void
let_both_talk (World *world)
{
  g_autoptr(WbProfile) profile = wb_profile_new ("fake://echo");

  world->second = wb_monitor_add (world->monitor, profile);
  set_name (world->second, "Airport", 5);
  wb_log_view_set_direction (world->view, WB_LOG_DIRECTION_RECEIVED);
  talk (world->connection, "ship");
  talk (world->second, "plane");
  talk (world->connection, "ferry");
}

static gboolean
shows (World *world,
       const char *texts)
{
  g_autoptr(GString) shown = g_string_new (NULL);

  for (guint i = 0; i < world_length (world); i++)
    {
      gsize size;
      const char *text = wb_message_get_text (wb_log_view_get_message (world->view, i), &size);

      g_string_append_printf (shown, "%s%.*s", i > 0 ? " " : "", (int) size, text);
    }
  return g_str_equal (shown->str, texts);
}

static void
merge (World *world,
       gboolean merged)
{
  gtk_toggle_button_set_active (world->pane->merge, merged);
}

static gboolean
is_sensitive (World *world)
{
  return gtk_widget_is_sensitive (GTK_WIDGET (world->pane->merge));
}

/* A row of a list that is all in sight. */
static GtkWidget *
get_row (World *world,
         guint position)
{
  GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (world->pane->list));

  for (; item != NULL; item = gtk_widget_get_next_sibling (item))
    {
      GtkWidget *row = gtk_widget_get_first_child (item);

      if (WB_IS_MESSAGE_ROW (row) && position-- == 0)
        return row;
    }
  return NULL;
}

static gboolean
row_says (World *world,
          guint position,
          const char *text)
{
  GtkWidget *row = get_row (world, position);
  g_autofree char *difference = NULL;

  if (row == NULL || !wb_message_row_is_filled (WB_MESSAGE_ROW (row)))
    return FALSE;

  /* It tells what the label is, where that is not the text. */
  difference = gtk_test_accessible_check_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                                   GTK_ACCESSIBLE_PROPERTY_LABEL, "");
  return difference != NULL && strstr (difference, text) != NULL;
}

#define START_WIDTH 30

/* What is in the middle of the beginning of a row, from left to right, as 0xAARRGGBB. */
static void
read_start (GtkWidget *row,
            guint32 *pixels)
{
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (row);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  int width = gdk_paintable_get_intrinsic_width (paintable), height = gdk_paintable_get_intrinsic_height (paintable);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, START_WIDTH, MAX (height, 1));
  cairo_t *cr = cairo_create (surface);
  GskRenderNode *node;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node != NULL)
    gsk_render_node_draw (node, cr);
  g_clear_pointer (&node, gsk_render_node_unref);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  memcpy (pixels,
          cairo_image_surface_get_data (surface) + cairo_image_surface_get_stride (surface) * (height / 2),
          START_WIDTH * sizeof *pixels);
  cairo_surface_destroy (surface);
}

static gboolean
is_colour (guint32 pixel,
           const GdkRGBA *colour)
{
  return ABS ((int) (pixel >> 16 & 0xff) - (int) (colour->red * 255)) < 3 &&
         ABS ((int) (pixel >> 8 & 0xff) - (int) (colour->green * 255)) < 3 &&
         ABS ((int) (pixel & 0xff) - (int) (colour->blue * 255)) < 3;
}

/* Whether a row begins with something in the colour of a connection. */
static gboolean
row_has_colour (World *world,
                guint position,
                guint number)
{
  GtkWidget *row = get_row (world, position);
  guint32 pixels[START_WIDTH];
  GdkRGBA colour;

  if (row == NULL)
    return FALSE;

  read_start (row, pixels);
  wb_palette_get_track_colour (wb_style_get_theme (), number, &colour);
  for (guint i = 0; i < START_WIDTH; i++)
    if (is_colour (pixels[i], &colour))
      return TRUE;
  return FALSE;
}

/* The switch does something as soon as there is another connection, and no longer. */
static void
test_switch (void)
{
  World world;

  start (&world);
  g_assert_false (is_sensitive (&world));
  let_both_talk (&world);
  g_assert_true (is_sensitive (&world));
  wb_test_await (shows (&world, "ship ferry"));
  merge (&world, TRUE);
  g_assert_true (wb_messages_pane_get_merged (world.pane));
  wb_test_await (shows (&world, "ship plane ferry"));

  /* What is current decides where messages go, not what is shown. */
  wb_messages_pane_set_connection (world.pane, world.second);
  talk (world.connection, "tug");
  wb_test_await (shows (&world, "ship plane ferry tug"));
  merge (&world, FALSE);
  wb_test_await (shows (&world, "plane"));
  merge (&world, TRUE);
  wb_test_await (shows (&world, "ship plane ferry tug"));

  /* A connection takes its messages along. */
  wb_monitor_remove (world.monitor, world.connection);
  wb_test_await (shows (&world, "plane"));
  g_assert_false (is_sensitive (&world));
  g_assert_true (wb_messages_pane_get_merged (world.pane));
  world_clear (&world);
}

/* W9: a connection with its newest message first runs as all do while they are together. */
static void
test_newest_first (void)
{
  World world;

  start (&world);
  let_both_talk (&world);
  g_object_set (wb_connection_get_profile (world.connection), "retention", WB_RETENTION_PREPEND,
                NULL);
  wb_test_await (shows (&world, "ferry ship"));
  merge (&world, TRUE);
  wb_test_await (shows (&world, "ship plane ferry"));
  world_clear (&world);
}

/* Each row says whose message it is, to the eye and to the ear, and only where that may be asked. */
static void
test_names (void)
{
  World world;

  start (&world);
  let_both_talk (&world);
  wb_test_await (row_says (&world, 0, "Received"));
  g_assert_false (row_says (&world, 0, "Harbour"));

  merge (&world, TRUE);
  wb_test_await (row_says (&world, 0, "Harbour") && row_says (&world, 1, "Airport"));
  wb_test_await (row_has_colour (&world, 0, 2) && row_has_colour (&world, 1, 5));

  g_object_set (wb_connection_get_profile (world.second), "name", "Heliport", "colour", 7, NULL);
  wb_test_await (row_says (&world, 1, "Heliport"));
  wb_test_await (row_has_colour (&world, 1, 7));

  merge (&world, FALSE);
  wb_test_await (world_length (&world) == 2 && !row_says (&world, 0, "Harbour") &&
                 !row_has_colour (&world, 0, 2));
  world_clear (&world);
}

static gboolean
ends_like (GtkWidget *label,
           gconstpointer text)
{
  return g_str_has_suffix (gtk_label_get_label (GTK_LABEL (label)), text);
}

/* Whether the facts about the message end like that. */
static gboolean
details_say (World *world,
             const char *text)
{
  return wb_find_where (GTK_WIDGET (world->pane->details), GTK_TYPE_LABEL, ends_like, text) != NULL;
}

static void
note_track_cb (WbMessagesPane *pane G_GNUC_UNUSED,
               WbConnection *connection,
               const char *id,
               char **track)
{
  g_autofree char *name = wb_connection_dup_name (connection);

  g_free (*track);
  *track = g_strdup_printf ("%s: %s", name, id);
}

/* The details know whose message they show, also after the user has turned to another connection. */
static void
test_details (void)
{
  World world;
  g_autofree char *track = NULL;

  start (&world);
  let_both_talk (&world);
  g_signal_connect (world.pane, "show-track", G_CALLBACK (note_track_cb), &track);
  merge (&world, TRUE);
  wb_test_await (shows (&world, "ship plane ferry"));
  world_select (&world, 1);
  g_signal_emit_by_name (world.pane->details, "show-track", "plane");
  g_assert_cmpstr (track, ==, "Airport: plane");

  wb_messages_pane_set_connection (world.pane, world.second);
  world_select (&world, 0);
  wb_messages_pane_set_connection (world.pane, world.connection);
  wb_messages_pane_set_connection (world.pane, world.second);
  g_signal_emit_by_name (world.pane->details, "show-track", "ship");
  g_assert_cmpstr (track, ==, "Harbour: ship");
  g_assert_true (details_say (&world, "B · Harbour"));
  g_assert_nonnull (wb_message_details_get_message (world.pane->details));

  /* They go with the connection. */
  merge (&world, FALSE);
  g_assert_null (wb_message_details_get_message (world.pane->details));
  world_clear (&world);
}

/* A message that was chosen stays so when the others come and go. */
static void
test_selection (void)
{
  World world;
  g_autoptr(WbLogEntry) entry = NULL;

  start (&world);
  let_both_talk (&world);
  wb_test_await (shows (&world, "ship ferry"));
  world_select (&world, 1);
  entry = g_list_model_get_item (G_LIST_MODEL (world.view), 1);
  merge (&world, TRUE);
  wb_test_await (shows (&world, "ship plane ferry"));
  g_assert_true (gtk_single_selection_get_selected_item (world.pane->selection) == entry);
  merge (&world, FALSE);
  wb_test_await (shows (&world, "ship ferry"));
  g_assert_true (gtk_single_selection_get_selected_item (world.pane->selection) == entry);
  g_assert_nonnull (wb_message_details_get_message (world.pane->details));
  g_assert_true (details_say (&world, "B"));
  world_clear (&world);
}

/* Clearing takes all that is shown and nothing else; undone it is as before. */
static void
test_clear_and_undo (void)
{
  World world;

  start (&world);
  let_both_talk (&world);
  merge (&world, TRUE);
  wb_test_await (shows (&world, "ship plane ferry"));
  g_signal_emit_by_name (world.pane->clear, "clicked");
  wb_test_await (world_length (&world) == 0);
  g_assert_cmpuint (wb_message_log_get_bytes (wb_connection_get_log (world.second)), ==, 0);

  talk (world.second, "glider");
  wb_test_await (wb_find_button (GTK_WIDGET (world.pane), "_Undo") != NULL);
  g_signal_emit_by_name (wb_find_button (GTK_WIDGET (world.pane), "_Undo"), "clicked");
  wb_test_await (shows (&world, "ship plane ferry glider"));

  merge (&world, FALSE);
  g_signal_emit_by_name (world.pane->clear, "clicked");
  wb_test_await (world_length (&world) == 0);
  merge (&world, TRUE);
  wb_test_await (shows (&world, "plane glider"));
  world_clear (&world);
}

static void
saved_cb (GObject *source G_GNUC_UNUSED,
          GAsyncResult *result,
          gpointer data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (wb_message_export_finish (result, &error));
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

/* A saved line names the connection as one of whereabouts-cli does. */
static void
test_save (void)
{
  static const char *const beginnings[] = {
    "{\"type\":\"message\",\"connection\":\"Harbour\",",
    "{\"type\":\"message\",\"connection\":\"Air\\\"port\",",
    "{\"type\":\"message\",\"connection\":\"Harbour\",",
  };
  static const char *const ends[] = { "\"text\":\"ship\"}", "\"text\":\"plane\"}", "\"text\":\"ferry\"}" };
  World world;
  g_autoptr(GFileIOStream) stream = NULL;
  g_autoptr(GFile) file = g_file_new_tmp ("messages-XXXXXX.ndjson", &stream, NULL);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  gboolean saved = FALSE;

  start (&world);
  let_both_talk (&world);
  g_object_set (wb_connection_get_profile (world.second), "name", "Air\"port", NULL);
  merge (&world, TRUE);
  wb_test_await (shows (&world, "ship plane ferry"));
  wb_message_export_async (wb_messages_pane_export (world.pane), file, NULL, saved_cb, &saved);
  wb_test_await (saved);
  g_assert_true (g_file_load_contents (file, NULL, &text, NULL, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, G_N_ELEMENTS (ends) + 1);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    g_assert_true (g_str_has_prefix (lines[i], beginnings[i]) && g_str_has_suffix (lines[i], ends[i]));
  g_file_delete (file, NULL, NULL);
  world_clear (&world);
}

static void
fill (World *world,
      guint count)
{
  static guint64 number = 0;
  g_autoptr(WbBatch) batch = wb_batch_new ();

  for (guint i = 0; i < count; i++)
    {
      WbMessage *message = wb_message_new_text (WB_DIRECTION_RECEIVED, 0, "{}");

      message->number = ++number;
      wb_batch_add (batch, message);
    }
  wb_message_log_append (wb_connection_get_log (world->connection), batch, 0, count);
}

/* Returns how many lines there are; each follows the one before. */
static guint
check_numbers (GFile *file)
{
  g_autoptr(GFileInputStream) stream = g_file_read (file, NULL, NULL);
  g_autoptr(GDataInputStream) lines = g_data_input_stream_new (G_INPUT_STREAM (stream));
  guint64 before = 0;
  guint count = 0;
  char *line;

  for (; (line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)) != NULL; count++)
    {
      guint64 number = g_ascii_strtoull (strstr (line, "\"number\":") + strlen ("\"number\":"), NULL, 10);

      g_assert_true (before == 0 || number == before + 1);
      before = number;
      g_free (line);
    }
  return count;
}

/* What comes and goes while messages are collected neither doubles nor skips one. */
static void
test_save_streaming (void)
{
  World world;
  g_autoptr(GFileIOStream) stream = NULL;
  g_autoptr(GFile) file = g_file_new_tmp ("messages-XXXXXX.ndjson", &stream, NULL);

  for (guint i = 0; i < 2; i++)
    {
      gboolean saved = FALSE;

      start (&world);
      wb_log_view_set_interval (world.view, 0);
      wb_message_log_set_retention (wb_connection_get_log (world.connection),
                                    i == 0 ? WB_RETENTION_APPEND : WB_RETENTION_PREPEND);
      wb_message_log_set_limit (wb_connection_get_log (world.connection), N_MESSAGES);
      fill (&world, N_MESSAGES);
      wb_test_await (world_length (&world) == N_MESSAGES);
      wb_message_export_async (wb_messages_pane_export (world.pane), file, NULL, saved_cb, &saved);
      for (guint j = 0; j < 20; j++)
        {
          fill (&world, 100);
          g_main_context_iteration (NULL, FALSE);
        }
      wb_test_await (saved);
      g_assert_cmpuint (check_numbers (file), >=, N_MESSAGES);
      world_clear (&world);
    }
  g_file_delete (file, NULL, NULL);
}

/* With names of any length the pane fits into a narrow window. */
static void
test_narrow (void)
{
  World world;

  start (&world);
  gtk_window_set_default_size (GTK_WINDOW (world.window), 360, 600);
  wb_messages_pane_set_details_visible (world.pane, FALSE);
  let_both_talk (&world);
  g_object_set (wb_connection_get_profile (world.second), "name",
                "A name that nobody would give to a connection, but somebody does", NULL);
  merge (&world, TRUE);
  wb_test_await (row_says (&world, 1, "somebody does"));
  g_assert_cmpint (gtk_widget_get_width (world.window), ==, 360);
  world_clear (&world);
}

/* The keyboard is not lost with a button that can't be pressed any more. */
static void
test_focus (void)
{
  World world;

  start (&world);
  talk (world.connection, "ship");
  wb_test_await (gtk_widget_is_sensitive (world.pane->clear));
  g_assert_true (gtk_widget_grab_focus (world.pane->clear));
  g_signal_emit_by_name (world.pane->clear, "clicked");
  wb_test_await (!gtk_widget_is_sensitive (world.pane->clear));
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (world.pane->pause)));
  world_clear (&world);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ui/messages-pane-logs/switch", test_switch);
  g_test_add_func ("/ui/messages-pane-logs/W9-newest-first", test_newest_first);
  g_test_add_func ("/ui/messages-pane-logs/names", test_names);
  g_test_add_func ("/ui/messages-pane-logs/details", test_details);
  g_test_add_func ("/ui/messages-pane-logs/selection", test_selection);
  g_test_add_func ("/ui/messages-pane-logs/clear-and-undo", test_clear_and_undo);
  g_test_add_func ("/ui/messages-pane-logs/focus", test_focus);
  g_test_add_func ("/ui/messages-pane-logs/save", test_save);
  g_test_add_func ("/ui/messages-pane-logs/save-streaming", test_save_streaming);
  g_test_add_func ("/ui/messages-pane-logs/narrow", test_narrow);

  return g_test_run ();
}
