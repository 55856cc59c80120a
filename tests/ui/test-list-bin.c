/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The way of the keyboard into a long list and out of it. */

#include "config.h"

#include "wb-list-bin.h"
#include "wb-test.h"

#define N_ROWS 300

typedef struct {
  GtkWidget *window;
  GtkWidget *bin;
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

static GtkSelectionModel *
make_rows (void)
{
  GtkStringList *rows = gtk_string_list_new (NULL);
  GtkSingleSelection *selection = gtk_single_selection_new (NULL);

  for (guint i = 0; i < N_ROWS; i++)
    gtk_string_list_append (rows, "row");
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_model (selection, G_LIST_MODEL (rows));
  g_object_unref (rows);
  return GTK_SELECTION_MODEL (selection);
}

static GtkWidget *
make_list (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  return gtk_list_view_new (make_rows (), factory);
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
  world->bin = g_object_new (WB_TYPE_LIST_BIN, "child", scroller, "vexpand", TRUE, NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), world->list);
  gtk_box_append (GTK_BOX (box), world->bin);
  gtk_box_append (GTK_BOX (box), world->button);
  gtk_window_set_child (GTK_WINDOW (world->window), box);
  gtk_window_set_default_size (GTK_WINDOW (world->window), 200, 300);
  gtk_window_present (GTK_WINDOW (world->window));
  world->adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  gtk_widget_add_tick_callback (world->list, count_frame_cb, world, NULL);
  wb_test_await (get_end (world) > 0);
  gtk_widget_grab_focus (world->button);
}

static void
await_frames (World *world,
              guint count)
{
  guint end = world->frames + count;

  wb_test_await (world->frames >= end);
}

static GtkWidget *
get_focused (World *world)
{
  return gtk_widget_get_focus_child (world->list);
}

/* Whether the focus is in a row that is seen, and stays there for some frames. */
static void
assert_focus_in_sight (World *world)
{
  graphene_rect_t bounds;

  await_frames (world, 10);
  g_assert_nonnull (get_focused (world));
  g_assert_true (gtk_widget_get_child_visible (get_focused (world)));
  g_assert_true (gtk_widget_compute_bounds (get_focused (world), world->bin, &bounds));
  g_assert_cmpfloat (bounds.origin.y + bounds.size.height, >, 0);
  g_assert_cmpfloat (bounds.origin.y, <, gtk_widget_get_height (world->bin));
}

/* Shows the end, and waits until it is laid out. On the first way from one end to the other GTK 4.8 shows
 * nothing. */
static void
go_to_end (World *world)
{
  gtk_adjustment_set_value (world->adjustment, get_end (world) / 2);
  await_frames (world, 3);
  gtk_adjustment_set_value (world->adjustment, get_end (world));
  await_frames (world, 3);
}

/* A list that is at its end, as that of the messages is, stays there and gives the focus to a row that is
 * seen. */
static void
test_in (void)
{
  World world;

  world_init (&world);
  go_to_end (&world);
  gtk_widget_child_focus (world.window, GTK_DIR_TAB_BACKWARD);
  assert_focus_in_sight (&world);
  g_assert_cmpfloat (gtk_adjustment_get_value (world.adjustment), ==, get_end (&world));
  gtk_window_destroy (GTK_WINDOW (world.window));
}

/* So does one that is asked for the focus before it was laid out. */
static void
test_grab (void)
{
  g_autoptr(GtkSelectionModel) rows = make_rows ();
  World world;

  world_init (&world);
  gtk_list_view_set_model (GTK_LIST_VIEW (world.list), NULL);
  await_frames (&world, 3);
  gtk_list_view_set_model (GTK_LIST_VIEW (world.list), rows);
  g_assert_true (gtk_widget_grab_focus (world.bin));
  g_assert_null (get_focused (&world));
  wb_test_await (get_focused (&world) != NULL);
  assert_focus_in_sight (&world);
  gtk_window_destroy (GTK_WINDOW (world.window));
}

/* The selected row is the one to go on from, unless it is far away. */
static void
test_selected (void)
{
  World world;

  world_init (&world);
  gtk_selection_model_select_item (gtk_list_view_get_model (GTK_LIST_VIEW (world.list)), 2, TRUE);
  gtk_widget_child_focus (world.window, GTK_DIR_TAB_BACKWARD);
  g_assert_true ((gtk_widget_get_state_flags (get_focused (&world)) & GTK_STATE_FLAG_SELECTED) != 0);

  gtk_widget_grab_focus (world.button);
  go_to_end (&world);
  gtk_widget_child_focus (world.window, GTK_DIR_TAB_BACKWARD);
  assert_focus_in_sight (&world);
  g_assert_true ((gtk_widget_get_state_flags (get_focused (&world)) & GTK_STATE_FLAG_SELECTED) == 0);
  gtk_window_destroy (GTK_WINDOW (world.window));
}

/* Tab passes over all the rows that follow. */
static void
test_out (void)
{
  World world;

  world_init (&world);
  gtk_widget_child_focus (world.window, GTK_DIR_TAB_BACKWARD);
  g_assert_nonnull (get_focused (&world));
  gtk_widget_child_focus (world.window, GTK_DIR_TAB_FORWARD);
  g_assert_true (gtk_widget_is_focus (world.button));
  gtk_window_destroy (GTK_WINDOW (world.window));
}

int
main (int argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/list-bin/in", test_in);
  g_test_add_func ("/ui/list-bin/grab", test_grab);
  g_test_add_func ("/ui/list-bin/selected", test_selected);
  g_test_add_func ("/ui/list-bin/out", test_out);
  return g_test_run ();
}
