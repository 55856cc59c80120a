/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Fills the rows of a list of messages that are out of sight, when there is time. */

#include "config.h"

#include "wb-row-filler.h"

#include "wb-message-row.h"

/* A list that did not change for so long is quiet… */
#define QUIET_US (250 * 1000)
/* …and may fill rows for so long… */
#define TURN_US 2000
/* …so often. */
#define INTERVAL_MS 100

/**
 * WbRowFiller:
 *
 * A list view keeps two hundred rows, a dozen of them in sight, and under a flood gives all of them
 * other messages many times a second. Those in sight fill themselves; the others are filled here, when
 * the list is quiet, for those who read it without seeing it.
 */
struct _WbRowFiller {
  GObject parent_instance;

  /* Borrowed */
  GtkWidget *list;

  /* State */
  gint64 woken; /* time */
  guint timer;  /* source id; while rows may have to be filled */
};

G_DEFINE_FINAL_TYPE (WbRowFiller, wb_row_filler, G_TYPE_OBJECT)

/* The first row that waits to be filled, from the one after @item on. */
static GtkWidget *
next_waiting (GtkWidget **item)
{
  for (; *item != NULL; *item = gtk_widget_get_next_sibling (*item))
    {
      GtkWidget *row = gtk_widget_get_first_child (*item);

      if (WB_IS_MESSAGE_ROW (row) && !wb_message_row_is_filled (WB_MESSAGE_ROW (row)))
        {
          *item = gtk_widget_get_next_sibling (*item);
          return row;
        }
    }
  return NULL;
}

static gboolean
timer_cb (gpointer data)
{
  WbRowFiller *self = data;
  gint64 now = g_get_monotonic_time ();
  GtkWidget *item = gtk_widget_get_first_child (self->list);
  GtkWidget *row = NULL;

  if (now < self->woken + QUIET_US)
    return G_SOURCE_CONTINUE;

  while (g_get_monotonic_time () < now + TURN_US && (row = next_waiting (&item)) != NULL)
    wb_message_row_fill (WB_MESSAGE_ROW (row));
  if (row != NULL)
    return G_SOURCE_CONTINUE;

  self->timer = 0;
  return G_SOURCE_REMOVE;
}

static void
wb_row_filler_dispose (GObject *object)
{
  WbRowFiller *self = WB_ROW_FILLER (object);

  g_clear_handle_id (&self->timer, g_source_remove);

  G_OBJECT_CLASS (wb_row_filler_parent_class)->dispose (object);
}

static void
wb_row_filler_class_init (WbRowFillerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wb_row_filler_dispose;
}

static void
wb_row_filler_init (WbRowFiller *self G_GNUC_UNUSED)
{
}

/**
 * wb_row_filler_new:
 * @list: shows a #WbMessageRow for each item; outlives the filler
 *
 * Returns: (transfer full): what fills its rows
 */
WbRowFiller *
wb_row_filler_new (GtkWidget *list)
{
  WbRowFiller *self = g_object_new (WB_TYPE_ROW_FILLER, NULL);

  self->list = list;
  return self;
}

/**
 * wb_row_filler_wake:
 * @self: a filler
 *
 * A row got another message.
 */
void
wb_row_filler_wake (WbRowFiller *self)
{
  g_return_if_fail (WB_IS_ROW_FILLER (self));

  self->woken = g_get_monotonic_time ();
  if (self->timer == 0)
    self->timer = g_timeout_add (INTERVAL_MS, timer_cb, self);
}
