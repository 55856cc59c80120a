/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A pane of messages in a window of its own. */

#include "config.h"

#include "wb-pane-world.h"

#include "wb-fake.h"

void
world_init (World *world,
            const char *url)
{
  g_autoptr(WbProfile) profile = wb_profile_new (url);

  world->registry = wb_fake_registry_new ();
  world->monitor = wb_monitor_new (world->registry);
  world->connection = wb_monitor_add (world->monitor, profile);
  world->second = NULL;
  world->pane = WB_MESSAGES_PANE (wb_messages_pane_new (world->monitor));
  world->view = wb_messages_pane_get_view (world->pane);
  wb_messages_pane_set_connection (world->pane, world->connection);
  world->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (world->window), 973, 300);
  gtk_window_set_child (GTK_WINDOW (world->window), GTK_WIDGET (world->pane));
  gtk_window_present (GTK_WINDOW (world->window));
}

void
world_clear (World *world)
{
  gtk_window_destroy (GTK_WINDOW (world->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (world->monitor);
  wb_registry_free (world->registry);
}

guint
world_length (World *world)
{
  return g_list_model_get_n_items (G_LIST_MODEL (world->view));
}

void
world_select (World *world,
              guint position)
{
  gtk_selection_model_select_item (gtk_list_view_get_model (world->pane->list), position, TRUE);
}
