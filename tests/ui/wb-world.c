/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The application, run for a test that looks at it as a user does. */

#include "config.h"

#include "wb-world.h"

#include "wb-demo-transport.h"
#include "wb-find.h"
#include "wb-format.h"
#include "wb-net.h"
#include "wb-window.h"

#include <glib/gstdio.h>
#include <string.h>

/* More than a window has widgets for Tab to stop at. */
#define MAX_STOPS 200

GtkWindow *
wb_world_get_window (WbWorld *world)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (world->application));

  return windows != NULL ? windows->data : NULL;
}

static gboolean
body_cb (gpointer data)
{
  WbWorld *world = data;

  g_set_weak_pointer (&world->monitor, wb_application_get_monitor (world->application));
  world->body (world);
  g_action_group_activate_action (G_ACTION_GROUP (world->application), "quit", NULL);
  return G_SOURCE_REMOVE;
}

/**
 * wb_world_run:
 * @argument: (nullable): the argument of the application
 * @body: the test
 *
 * Runs the application, and @body in it; in the end nothing may hold on to the model.
 */
void
wb_world_run (const char *argument,
              void (*body) (WbWorld *world))
{
  char *arguments[] = { (char *) "whereabouts", g_strdup (argument), NULL };
  WbWorld world = { .registry = wb_registry_new (), .body = body };

  wb_demo_register (world.registry);
  wb_format_register (world.registry);
  wb_net_register (world.registry);
  world.application = wb_application_new (world.registry);
  world.settings = g_settings_new (APP_ID);
  g_application_set_flags (G_APPLICATION (world.application),
                           G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE);

  g_idle_add (body_cb, &world);
  g_assert_cmpint (g_application_run (G_APPLICATION (world.application), argument != NULL ? 2 : 1, arguments), ==,
                   0);

  g_object_unref (world.application);
  g_assert_null (world.monitor);
  g_object_unref (world.settings);
  wb_registry_free (world.registry);
  g_free (arguments[1]);
}

static char *
dup_files_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "whereabouts", "connections", NULL);
}

/**
 * wb_world_forget_settings:
 *
 * Forgets what the application has kept for its next run.
 */
void
wb_world_forget_settings (void)
{
  g_autoptr(GSettings) settings = g_settings_new (APP_ID);
  g_autofree char *path = dup_files_folder ();
  g_autoptr(GDir) folder = g_dir_open (path, 0, NULL);
  g_autoptr(GSettingsSchema) schema = NULL;
  g_auto(GStrv) keys = NULL;
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_assert_cmpint (g_remove (file), ==, 0);
    }

  g_object_get (settings, "settings-schema", &schema, NULL);
  keys = g_settings_schema_list_keys (schema);
  for (gsize i = 0; keys[i] != NULL; i++)
    g_settings_reset (settings, keys[i]);
}

/**
 * wb_world_find_window:
 * @type: type of a window
 *
 * Returns: (nullable): the first such window that can be seen
 */
GtkWidget *
wb_world_find_window (GType type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

static gboolean
is_shown (GtkWidget *widget,
          gconstpointer text)
{
  return gtk_widget_get_mapped (widget) &&
         (text == NULL || strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL);
}

/**
 * wb_world_find_widget:
 * @root: a widget
 * @type: type of another
 * @text: (nullable): what it says somewhere, if it is a label
 *
 * Returns: (nullable): the first such widget that can be seen
 */
GtkWidget *
wb_world_find_widget (GtkWidget *root,
                      GType type,
                      const char *text)
{
  return wb_find_where (root, type, is_shown, text);
}

GtkWidget *
wb_world_find (WbWorld *world,
               GType type)
{
  GtkWindow *window = wb_world_get_window (world);

  return window != NULL ? wb_world_find_widget (GTK_WIDGET (window), type, NULL) : NULL;
}

gboolean
wb_world_says (WbWorld *world,
               GType type,
               const char *text)
{
  GtkWidget *root = wb_world_find (world, type);

  return root != NULL && wb_world_find_widget (root, GTK_TYPE_LABEL, text) != NULL;
}

void
wb_world_open_address (WbWorld *world,
                       const char *address)
{
  GFile *file = g_file_new_for_commandline_arg (address);

  g_application_open (G_APPLICATION (world->application), &file, 1, "");
  g_object_unref (file);
}

guint
wb_world_count_connections (WbWorld *world)
{
  return g_list_model_get_n_items (
      wb_monitor_get_connections (wb_application_get_monitor (world->application)));
}

WbConnection *
wb_world_get_current (WbWorld *world)
{
  return wb_window_get_current (WB_WINDOW (wb_world_get_window (world)));
}

gboolean
wb_world_is_current_in (WbWorld *world,
                        WbState state)
{
  WbConnection *current = wb_world_get_current (world);

  return current != NULL && wb_connection_get_state (current) == state;
}

gboolean
wb_world_has_failed (WbWorld *world)
{
  return wb_world_is_current_in (world, WB_STATE_CLOSED) &&
         wb_connection_get_error (wb_world_get_current (world)) != NULL;
}

/**
 * wb_world_count_stops:
 * @window: a window in which nothing changes
 * @direction: that of Tab, or with Shift
 *
 * Presses Tab until it is back at the widget that has the focus; aborts where it does not come back, or stops
 * at what is not shown.
 *
 * Returns: how often it was pressed
 */
guint
wb_world_count_stops (GtkWindow *window,
                      GtkDirectionType direction)
{
  GtkWidget *start = gtk_window_get_focus (window);

  for (guint n = 1; n <= MAX_STOPS; n++)
    {
      GtkWidget *stop;

      gtk_widget_child_focus (GTK_WIDGET (window), direction);
      stop = gtk_window_get_focus (window);
      g_assert_nonnull (stop);
      g_assert_true (gtk_widget_get_mapped (stop));
      if (stop == start)
        return n;
    }
  g_error ("Tab does not come back: it stays at a %s", G_OBJECT_TYPE_NAME (gtk_window_get_focus (window)));
}

static gboolean
says (GtkWidget *button,
      gconstpointer label)
{
  return wb_world_find_widget (button, GTK_TYPE_LABEL, label) != NULL;
}

/**
 * wb_world_press:
 * @root: a widget
 * @label: what a button in it says
 *
 * Presses the button, which has to be there and to be sensitive.
 */
void
wb_world_press (GtkWidget *root,
                const char *label)
{
  GtkWidget *button = wb_find_where (root, GTK_TYPE_BUTTON, says, label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}
