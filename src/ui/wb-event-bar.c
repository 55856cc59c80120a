/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What can be done with an event: its attachments saved, and an answer given. */

#include "config.h"

#include "wb-event-bar.h"

#include "wb-file-dialog.h"
#include "wb-message-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * WbEventBar:
 *
 * Hidden for messages that have neither attachments nor somebody who waits for an answer.
 */
struct _WbEventBar {
  GtkWidget parent_instance;

  /* Owned */
  WbMessage *message;
  WbConnection *connection;
  GHashTable *answered; /* of WbMessage: those that were answered here */

  /* Template children */
  GtkWidget *box;
  GtkWidget *scroller;
  GtkBox *attachments;
  GtkWidget *answer;
  GtkEditable *arguments;
  GtkWidget *answer_button;
  GtkLabel *note;
};

G_DEFINE_FINAL_TYPE (WbEventBar, wb_event_bar, GTK_TYPE_WIDGET)

static void
show_note (WbEventBar *self,
           const char *text)
{
  gtk_label_set_label (self->note, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), text != NULL);
}

/*
 * Attachments
 */

typedef struct {
  WbEventBar *bar;
  GBytes *data;
} Attachment;

static void
attachment_free (gpointer data)
{
  Attachment *attachment = data;

  g_object_unref (attachment->bar);
  g_bytes_unref (attachment->data);
  g_free (attachment);
}

static void
saved_cb (GObject *source,
          GAsyncResult *result,
          gpointer data)
{
  g_autoptr(WbEventBar) self = data;
  g_autoptr(GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    show_note (self, error->message);
}

static void
chosen_cb (GFile *file,
           gpointer data)
{
  Attachment *attachment = data;

  g_file_replace_contents_bytes_async (file, attachment->data, NULL, FALSE, G_FILE_CREATE_NONE,
                                       NULL, saved_cb, g_object_ref (attachment->bar));
}

static void
save_cb (GtkButton *button,
         WbEventBar *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));
  Attachment *attachment = g_new0 (Attachment, 1);
  g_autofree char *name = g_strdup_printf ("attachment-%u.bin", index + 1);

  attachment->bar = g_object_ref (self);
  attachment->data = g_bytes_ref (g_ptr_array_index (self->message->event->attachments, index));
  wb_file_dialog_save (GTK_WIDGET (self), _ ("Save Attachment"), name, chosen_cb, attachment,
                       attachment_free);
}

static void
add_attachment (WbEventBar *self,
                guint index)
{
  GBytes *data = g_ptr_array_index (self->message->event->attachments, index);
  g_autofree char *size = wb_message_text_long_size (g_bytes_get_size (data));
  /* Translators: %u is the number of an attachment, %s its size */
  g_autofree char *label = g_strdup_printf (_ ("Attachment %u · %s"), index + 1, size);
  GtkWidget *button = gtk_button_new_with_label (label);

  g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (index));
  gtk_widget_set_tooltip_text (button, _ ("Save Attachment"));
  g_signal_connect_object (button, "clicked", G_CALLBACK (save_cb), self, 0);
  gtk_widget_add_css_class (button, "caption");
  gtk_box_append (self->attachments, button);
}

static void
show_attachments (WbEventBar *self)
{
  guint n_attachments = self->message != NULL && self->message->event != NULL
                            ? wb_event_get_n_attachments (self->message->event)
                            : 0;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->attachments))) != NULL)
    gtk_box_remove (self->attachments, child);
  for (guint i = 0; i < n_attachments; i++)
    add_attachment (self, i);
  gtk_widget_set_visible (self->scroller, n_attachments > 0);
}

/*
 * Answers
 */

static gboolean
waits_for_answer (WbEventBar *self)
{
  const WbMessage *message = self->message;

  return message != NULL && self->connection != NULL && message->kind == WB_MESSAGE_EVENT &&
         message->direction == WB_DIRECTION_RECEIVED && message->event->ack >= 0 &&
         !wb_profile_get_events (wb_connection_get_profile (self->connection))->auto_ack &&
         !g_hash_table_contains (self->answered, message);
}

static void
update (WbEventBar *self)
{
  gboolean waits = waits_for_answer (self);

  gtk_widget_set_visible (self->answer, waits);
  gtk_widget_set_visible (GTK_WIDGET (self), waits || gtk_widget_get_visible (self->scroller));
}

static void
answer_cb (WbEventBar *self)
{
  const char *text = gtk_editable_get_text (self->arguments);
  g_autoptr(GBytes) arguments = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;

  if (!waits_for_answer (self))
    return;

  if (wb_connection_answer (self->connection, self->message, arguments, &error))
    g_hash_table_add (self->answered, wb_message_ref (self->message));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      show_note (self, error->message);
      return;
    }
  show_note (self, NULL);
  update (self);
}

/*
 * Object
 */

static void
wb_event_bar_dispose (GObject *object)
{
  WbEventBar *self = WB_EVENT_BAR (object);

  g_clear_pointer (&self->message, wb_message_unref);
  g_clear_object (&self->connection);
  g_clear_pointer (&self->answered, g_hash_table_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_EVENT_BAR);

  G_OBJECT_CLASS (wb_event_bar_parent_class)->dispose (object);
}

static void
wb_event_bar_class_init (WbEventBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wb_event_bar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/whereabouts/Whereabouts/ui/wb-event-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, WbEventBar, box);
  gtk_widget_class_bind_template_child (widget_class, WbEventBar, scroller);
  gtk_widget_class_bind_template_child (widget_class, WbEventBar, attachments);
  gtk_widget_class_bind_template_child (widget_class, WbEventBar, answer);
  gtk_widget_class_bind_template_child (widget_class, WbEventBar, arguments);
  gtk_widget_class_bind_template_child (widget_class, WbEventBar, answer_button);
  gtk_widget_class_bind_template_child (widget_class, WbEventBar, note);
  gtk_widget_class_bind_template_callback (widget_class, answer_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
wb_event_bar_init (WbEventBar *self)
{
  self->answered = g_hash_table_new_full (NULL, NULL, (GDestroyNotify)wb_message_unref, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_direction (GTK_WIDGET (self->arguments), GTK_TEXT_DIR_LTR);
}

/**
 * wb_event_bar_show:
 * @self: a bar
 * @message: (nullable): the message in question
 * @connection: (nullable): where it came from
 */
void
wb_event_bar_show (WbEventBar *self,
                   WbMessage *message,
                   WbConnection *connection)
{
  g_return_if_fail (WB_IS_EVENT_BAR (self));

  if (connection != self->connection)
    g_hash_table_remove_all (self->answered);
  g_clear_pointer (&self->message, wb_message_unref);
  self->message = message != NULL ? wb_message_ref (message) : NULL;
  g_set_object (&self->connection, connection);
  gtk_editable_set_text (self->arguments, "[]");
  show_note (self, NULL);
  show_attachments (self);
  update (self);
}
