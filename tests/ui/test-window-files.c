/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The application with files that describe connections, good and bad ones. */

#include "config.h"

#include "wb-connection-row.h"
#include "wb-profile-file.h"
#include "wb-test.h"
#include "wb-window.h"
#include "wb-world.h"

#include <glib/gstdio.h>
#include <string.h>

/* Nobody listens there. */
#define REFUSING_URL "ws://127.0.0.1:1/live"

static char *
make_file (const char *name,
           const char *content,
           gsize length)
{
  g_autofree char *folder = g_dir_make_tmp ("whereabouts-XXXXXX", NULL);
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, content, (gssize) length, NULL));
  return path;
}

static void
remove_file (char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_free (path);
}

static void
file (WbWorld *world)
{
  wb_test_await (wb_world_has_failed (world));
  g_assert_cmpstr (wb_profile_get_url (wb_connection_get_profile (wb_world_get_current (world))), ==, REFUSING_URL);
  wb_test_await (wb_world_says (world, WB_TYPE_CONNECTION_ROW, "Boats in the harbour"));
}

/* C1, C5: a double click on a file opens the connection in it, under its description. What else
 * stands there, such as the time of C7 that is none, is no obstacle. */
static void
test_file (void)
{
  const char *text = "{\"location\":\"/boats/../../boats.websocket\",\"handler\":\"boats.js\","
                     "\"endpoint\":\"" REFUSING_URL "\",\"description\":\"Boats in the harbour\","
                     "\"createdBy\":\"admin\",\"createdAt\":\"2022-07-06T2:24:12+0000\",\"unknown\":[]}";
  char *path = make_file ("boats.websocket", text, strlen (text));

  wb_world_run (path, file);
  remove_file (path);
  wb_world_forget_settings ();
}

/* The file of the test that runs. */
static char *path_of_file;

static void
same_address (WbWorld *world)
{
  g_autoptr(WbProfile) profile = wb_profile_new (REFUSING_URL);
  WbMonitor *monitor = wb_application_get_monitor (world->application);
  GListModel *connections = wb_monitor_get_connections (monitor);
  g_autoptr(GFile) file = g_file_new_for_path (path_of_file);
  WbConnection *other = wb_monitor_add (monitor, profile);

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *name = NULL;

      wb_window_set_current (WB_WINDOW (wb_world_get_window (world)), other);
      wb_application_open_file (world->application, file);
      wb_test_await (wb_world_get_current (world) != other);
      g_assert_cmpuint (g_list_model_get_n_items (connections), ==, 2);
      name = wb_connection_dup_name (wb_world_get_current (world));
      g_assert_cmpstr (name, ==, "Boats in the harbour");
    }
}

/* C1: a file has more than its address: it is not taken for another connection to the same server, but
 * opened once. */
static void
test_file_with_same_address (void)
{
  const char *text = "{\"endpoint\":\"" REFUSING_URL "\",\"description\":\"Boats in the harbour\"}";

  path_of_file = make_file ("boats.websocket", text, strlen (text));
  wb_world_run (NULL, same_address);
  remove_file (path_of_file);
  wb_world_forget_settings ();
}

static const struct {
  const char *name;
  const char *content;
  gsize length;
  const char *sentence;
} bad_files[] = {
  { "empty.websocket", "", 0, "describes no connection. The text is empty." },
  { "text.websocket", "boats", 5, "describes no connection. Line 1, column 1: a value was expected." },
  { "picture.websocket", "\211PNG\r\n\032\n\0\0", 10, "describes no connection. Line 1, column 1: a value was" },
  { "half.websocket", "{\"endpoint\":", 12, "describes no connection. Line 1, column 13: the text ends" },
  { "list.websocket", "[]", 2, "describes no connection. It has no “endpoint”, which is the address" },
};

static void
open_bad_file (WbWorld *world,
               const char *name,
               const char *content,
               gsize length,
               const char *sentence)
{
  g_autofree char *complaint = g_strdup_printf ("“%s” %s", name, sentence);
  char *path = make_file (name, content, length);

  wb_world_open_address (world, path);
  wb_test_await (wb_world_says (world, ADW_TYPE_TOAST_OVERLAY, complaint));
  remove_file (path);
}

/* C4: what can't be a connection is told in the window, and what is there goes on. */
static void
bad_file (WbWorld *world)
{
  g_autofree char *brackets = g_strnfill (WB_PROFILE_FILE_MAX_BYTES + 1, '[');

  wb_test_await (wb_world_is_current_in (world, WB_STATE_OPEN));
  for (gsize i = 0; i < G_N_ELEMENTS (bad_files); i++)
    open_bad_file (world, bad_files[i].name, bad_files[i].content, bad_files[i].length, bad_files[i].sentence);
  open_bad_file (world, "big.websocket", brackets, WB_PROFILE_FILE_MAX_BYTES + 1,
                 "is too big to describe a connection.");
  open_bad_file (world, "deep.websocket", brackets, WB_PROFILE_FILE_MAX_BYTES,
                 "describes no connection. Line 1, column 129: objects and");
  wb_world_open_address (world, "/nowhere/none.websocket");
  wb_test_await (wb_world_says (world, ADW_TYPE_TOAST_OVERLAY, "“none.websocket” can't be opened: "));

  g_assert_true (wb_world_is_current_in (world, WB_STATE_OPEN));
  g_assert_cmpuint (wb_world_count_connections (world), ==, 1);
}

static void
test_bad_file (void)
{
  wb_world_run ("demo:?objects=3", bad_file);
  wb_world_forget_settings ();
}

#define MISSING "“all-the-boats-of-the-harbour-and-whoever-comes-to-see-them.websocket”"

/* Whether all of it is in the window. */
static gboolean
is_whole (GtkWidget *label,
          GtkWidget *window)
{
  int width = gtk_widget_get_width (label), height;
  graphene_rect_t bounds;

  if (width == 0 || !gtk_widget_compute_bounds (label, window, &bounds))
    return FALSE;

  gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  return gtk_widget_get_height (label) >= height &&
         bounds.origin.x + bounds.size.width < (float) gtk_widget_get_width (window);
}

static void
missing_file (WbWorld *world)
{
  GtkWidget *window, *toasts, *label;

  wb_test_await (wb_world_says (world, ADW_TYPE_TOAST_OVERLAY, MISSING " can't be opened: there is no such file."));
  window = GTK_WIDGET (wb_world_get_window (world));
  toasts = wb_world_find (world, ADW_TYPE_TOAST_OVERLAY);
  label = wb_world_find_widget (toasts, GTK_TYPE_LABEL, MISSING);
  wb_test_await (is_whole (label, window));
}

/* C4: what is told at the start of a narrow window can be read there to its end. */
static void
test_missing_file (void)
{
  g_autoptr(GSettings) settings = g_settings_new (APP_ID);

  g_settings_set_int (settings, "window-width", 360);
  g_settings_set_int (settings, "window-height", 640);
  wb_world_run ("/nowhere/all-the-boats-of-the-harbour-and-whoever-comes-to-see-them.websocket", missing_file);
  wb_world_forget_settings ();
}

int
main (int argc,
      char *argv[])
{
  wb_test_keep_data_apart ();
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ui/window-files/C1/file", test_file);
  g_test_add_func ("/ui/window-files/C1-file-with-same-address", test_file_with_same_address);
  g_test_add_func ("/ui/window-files/C4/bad-file", test_bad_file);
  g_test_add_func ("/ui/window-files/C4/missing-file", test_missing_file);

  return g_test_run ();
}
