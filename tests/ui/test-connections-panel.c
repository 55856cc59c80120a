/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The list of connections: the current one can be seen in it. */

#include "config.h"

#include "wb-connection-row.h"
#include "wb-connections-panel.h"
#include "wb-fake.h"
#include "wb-find.h"
#include "wb-test.h"

#define N_CONNECTIONS 12

typedef struct {
  WbRegistry *registry;
  WbMonitor *monitor;
  WbConnectionsPanel *panel;
  GtkWidget *window;
} World;

static WbConnection *
get_connection (World *world,
                guint position)
{
  g_autoptr(WbConnection) connection =
      g_list_model_get_item (wb_monitor_get_connections (world->monitor), position);

  return connection;
}

static void
world_init (World *world)
{
  world->registry = wb_fake_registry_new ();
  world->monitor = wb_monitor_new (world->registry);
  for (guint i = 0; i < N_CONNECTIONS; i++)
    {
      g_autoptr(WbProfile) profile = wb_profile_new ("fake://echo");

      wb_monitor_add (world->monitor, profile);
    }
  world->panel = g_object_new (WB_TYPE_CONNECTIONS_PANEL, NULL);
  wb_connections_panel_set_monitor (world->panel, world->monitor);
  world->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (world->window), 260, 200);
  gtk_window_set_child (GTK_WINDOW (world->window), GTK_WIDGET (world->panel));
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

static gboolean
shows (GtkWidget *row,
       gconstpointer connection)
{
  return wb_connection_row_get_connection (WB_CONNECTION_ROW (row)) == connection;
}

static gboolean
is_in_sight (World *world,
             guint position)
{
  GtkWidget *row = wb_find_where (GTK_WIDGET (world->panel), WB_TYPE_CONNECTION_ROW, shows,
                                  get_connection (world, position));
  GtkWidget *scroller = gtk_widget_get_ancestor (row, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (row, scroller, &bounds) && bounds.size.height > 0 && bounds.origin.y >= 0 &&
         bounds.origin.y + bounds.size.height <= (float) gtk_widget_get_height (scroller);
}

/* W1: wherever it was chosen, also before the list is shown for the first time. */
static void
test_current_in_sight (void)
{
  World world;

  world_init (&world);
  wb_connections_panel_set_current (world.panel, get_connection (&world, N_CONNECTIONS - 1));
  gtk_window_present (GTK_WINDOW (world.window));
  wb_test_await (is_in_sight (&world, N_CONNECTIONS - 1));
  g_assert_false (is_in_sight (&world, 0));

  wb_connections_panel_set_current (world.panel, get_connection (&world, 0));
  wb_test_await (is_in_sight (&world, 0));
  wb_monitor_move (world.monitor, get_connection (&world, 0), N_CONNECTIONS - 1);
  wb_test_await (is_in_sight (&world, N_CONNECTIONS - 1));
  world_clear (&world);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ui/connections-panel/W1-current-in-sight", test_current_in_sight);

  return g_test_run ();
}
