/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The way of the keyboard into a long list and out of it. */

#include "config.h"

#include "wb-list-focus.h"
#include "wb-test.h"

#define N_ROWS 300

typedef struct {
  GtkWidget *window;
  GtkWidget *list;
  GtkWidget *button; /* behind the list */
  GtkAdjustment *adjustment;
  guint frames;
} World;

static void
setup_cb (GtkSignalListItemFactory *factory G_GNUC_UNUSED,
          GtkListItem *item)
{
  gtk_list_item_set_child (item, gtk_label_new ("row"));
}

static GtkWidget *
make_list (void)
{
  GtkStringList *rows = gtk_string_list_new (NULL);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  for (guint i = 0; i < N_ROWS; i++)
    gtk_string_list_append (rows, "row");
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  return gtk_list_view_new (GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (rows))), factory);
}

static double
get_end (World *world)
{
  return gtk_adjustment_get_upper (world->adjustment) - gtk_adjustment_get_page_size (world->adjustment);
}

static void
world_init (World *world)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  world->frames = 0;
  world->window = gtk_window_new ();
  world->list = make_list ();
  world->button = gtk_button_new_with_label ("Behind");
  wb_list_focus_guide (world->list);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), world->list);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), world->button);
  gtk_window_set_child (GTK_WINDOW (world->window), box);
  gtk_window_set_default_size (GTK_WINDOW (world->window), 200, 300);
  gtk_window_present (GTK_WINDOW (world->window));
  world->adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  wb_test_await (get_end (world) > 0);
}

static void
stay_at_end_cb (World *world)
{
  gtk_adjustment_set_value (world->adjustment, get_end (world));
}

static gboolean
count_frame_cb (GtkWidget *list G_GNUC_UNUSED,
                GdkFrameClock *clock G_GNUC_UNUSED,
                gpointer data)
{
  World *world = data;

  world->frames++;
  return G_SOURCE_CONTINUE;
}

static gboolean
is_focus_in_sight (World *world)
{
  GtkWidget *row = gtk_widget_get_focus_child (world->list);

  return row != NULL && gtk_widget_get_child_visible (row) &&
         gtk_adjustment_get_value (world->adjustment) == get_end (world);
}

/* A list that stays at its end, as that of the messages does, gives the focus to a row that is seen. */
static void
test_in (void)
{
  World world;
  guint before;

  world_init (&world);
  g_signal_connect_data (gtk_widget_get_frame_clock (world.list), "layout", G_CALLBACK (stay_at_end_cb), &world,
                         NULL, G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  stay_at_end_cb (&world);
  wb_test_await (gtk_adjustment_get_value (world.adjustment) == get_end (&world));
  gtk_widget_child_focus (world.list, GTK_DIR_TAB_FORWARD);

  /* A row is taken to be seen until it was laid out. */
  before = world.frames;
  gtk_widget_add_tick_callback (world.list, count_frame_cb, &world, NULL);
  wb_test_await (world.frames > before + 10);
  g_assert_true (is_focus_in_sight (&world));
  gtk_window_destroy (GTK_WINDOW (world.window));
}

static void
press_tab (World *world)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (world->list);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GObject) controller = g_list_model_get_item (controllers, i);
      g_autoptr(GtkShortcut) shortcut = NULL;

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      shortcut = g_list_model_get_item (G_LIST_MODEL (controller), 0);
      gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, world->list, NULL);
      return;
    }
}

/* Tab passes over all the rows that follow. */
static void
test_out (void)
{
  World world;

  world_init (&world);
  gtk_widget_child_focus (world.list, GTK_DIR_TAB_FORWARD);
  wb_test_await (gtk_widget_get_focus_child (world.list) != NULL);
  press_tab (&world);
  g_assert_true (gtk_widget_is_focus (world.button));
  g_assert_true (gtk_widget_get_can_focus (world.list));
  gtk_window_destroy (GTK_WINDOW (world.window));
}

int
main (int argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/list-focus/in", test_in);
  g_test_add_func ("/ui/list-focus/out", test_out);
  return g_test_run ();
}
