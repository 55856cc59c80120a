/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Where events are written and sent. */

#include "config.h"

#include "wb-event-composer.h"

#include "wb-argument-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More arguments are written by programs. */
#define MAX_ARGUMENTS 50

/**
 * WbEventComposer:
 *
 * A name, any number of arguments, and whether an answer is wanted. What was written stays.
 */
struct _WbEventComposer {
  GtkWidget parent_instance;

  /* Owned */
  WbConnection *connection;
  GSignalGroup *signals; /* of the connection */

  /* Template children */
  GtkWidget *box;
  GtkEditable *name;
  GtkWidget *add;
  GtkToggleButton *ask;
  GtkWidget *send_button;
  GtkWidget *scroller;
  GtkBox *rows;
  GtkLabel *note;

  guint n_rows;
};

G_DEFINE_FINAL_TYPE (WbEventComposer, wb_event_composer, GTK_TYPE_WIDGET)

static void
show_note (WbEventComposer *self,
           const char *text)
{
  gtk_label_set_label (self->note, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), text != NULL);
}

static void
update (WbEventComposer *self)
{
  gboolean is_open =
      self->connection != NULL && wb_connection_get_state (self->connection) == WB_STATE_OPEN;

  gtk_widget_set_sensitive (self->send_button, wb_event_composer_can_send (self));
  gtk_widget_set_tooltip_text (self->send_button,
                               is_open ? _ ("Send (Ctrl+Enter)")
                                       : _ ("Messages can be sent while the connection is open"));
  gtk_widget_set_sensitive (self->add, self->n_rows < MAX_ARGUMENTS);
  gtk_widget_set_visible (self->scroller, self->n_rows > 0);
}

static void
removed_cb (WbEventComposer *self,
            WbArgumentRow *row)
{
  gtk_box_remove (self->rows, GTK_WIDGET (row));
  self->n_rows--;
  /* At the most arguments there may be, the button was insensitive. */
  update (self);
  gtk_widget_grab_focus (self->add);
}

static void
add_cb (WbEventComposer *self)
{
  GtkWidget *row = wb_argument_row_new ();

  g_signal_connect_object (row, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->rows, row);
  self->n_rows++;
  update (self);
  gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
}

/* Returns (transfer full) (nullable) the array of the arguments. */
static GBytes *
make_arguments (WbEventComposer *self,
                WbEvent *event,
                GError **error)
{
  g_autoptr(GString) arguments = g_string_new ("[");

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      if (arguments->len > 1)
        g_string_append_c (arguments, ',');
      if (!wb_argument_row_append (WB_ARGUMENT_ROW (row), arguments, event, error))
        return NULL;
    }
  g_string_append_c (arguments, ']');
  return g_string_free_to_bytes (g_steal_pointer (&arguments));
}

/* “/admin,name” is an event of another namespace. */
static WbEvent *
make_event (WbEventComposer *self)
{
  const char *text = gtk_editable_get_text (self->name);
  const char *comma = *text == '/' ? strchr (text, ',') : NULL;
  g_autofree char *space = comma != NULL ? g_strndup (text, (gsize) (comma - text)) : NULL;
  WbEvent *event = wb_event_new (comma != NULL ? comma + 1 : text, space);

  if (gtk_toggle_button_get_active (self->ask))
    event->ack = WB_EVENT_ACK_WANTED;
  return event;
}

static void
wb_event_composer_dispose (GObject *object)
{
  WbEventComposer *self = WB_EVENT_COMPOSER (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->connection);
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_EVENT_COMPOSER);

  G_OBJECT_CLASS (wb_event_composer_parent_class)->dispose (object);
}

static void
wb_event_composer_class_init (WbEventComposerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wb_event_composer_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/app/whereabouts/Whereabouts/ui/wb-event-composer.ui");
  gtk_widget_class_bind_template_child (widget_class, WbEventComposer, box);
  gtk_widget_class_bind_template_child (widget_class, WbEventComposer, name);
  gtk_widget_class_bind_template_child (widget_class, WbEventComposer, add);
  gtk_widget_class_bind_template_child (widget_class, WbEventComposer, ask);
  gtk_widget_class_bind_template_child (widget_class, WbEventComposer, send_button);
  gtk_widget_class_bind_template_child (widget_class, WbEventComposer, scroller);
  gtk_widget_class_bind_template_child (widget_class, WbEventComposer, rows);
  gtk_widget_class_bind_template_child (widget_class, WbEventComposer, note);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, wb_event_composer_send);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
wb_event_composer_init (WbEventComposer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->signals = g_signal_group_new (WB_TYPE_CONNECTION);
  g_signal_group_connect_swapped (self->signals, "notify::state", G_CALLBACK (update), self);
  update (self);
}

/**
 * wb_event_composer_set_connection:
 * @self: a composer
 * @connection: (nullable): where events go
 */
void
wb_event_composer_set_connection (WbEventComposer *self,
                                  WbConnection *connection)
{
  g_return_if_fail (WB_IS_EVENT_COMPOSER (self));

  g_set_object (&self->connection, connection);
  g_signal_group_set_target (self->signals, connection);
  show_note (self, NULL);
  update (self);
}

/**
 * wb_event_composer_can_send:
 * @self: a composer
 *
 * Returns: whether the event has a name and the connection is open
 */
gboolean
wb_event_composer_can_send (WbEventComposer *self)
{
  g_return_val_if_fail (WB_IS_EVENT_COMPOSER (self), FALSE);

  return self->connection != NULL && wb_connection_get_state (self->connection) == WB_STATE_OPEN &&
         *gtk_editable_get_text (self->name) != '\0';
}

/**
 * wb_event_composer_send:
 * @self: a composer
 *
 * Sends the event, or says what is wrong with it.
 */
void
wb_event_composer_send (WbEventComposer *self)
{
  g_autoptr(WbEvent) event = NULL;
  g_autoptr(GBytes) arguments = NULL;
  g_autoptr(GError) error = NULL;

  g_return_if_fail (WB_IS_EVENT_COMPOSER (self));

  if (!wb_event_composer_can_send (self))
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }

  event = make_event (self);
  arguments = make_arguments (self, event, &error);
  if (arguments != NULL)
    wb_connection_emit (self->connection, g_steal_pointer (&event), arguments, &error);
  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_note (self, NULL);
  else
    show_note (self, error->message);
}
