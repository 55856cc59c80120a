/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A message that came during a test and can be kept as a sample. */

#include "config.h"

#include "wb-sample-row.h"

#include "wb-format-text.h"
#include "wb-message-text.h"
#include "wb-profile.h"
#include "wb-sample-reading.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * WbSampleRow:
 *
 * Shows how a message begins, when it came, and which position was read from it. It keeps the text
 * for a sample, not the message, which may be large.
 */
struct _WbSampleRow {
  GtkListBoxRow parent_instance;

  /* Owned */
  char *text; /* NULL if it can't be a sample */
  GCancellable *cancellable;

  /* Template children */
  GtkCheckButton *radio;
  GtkLabel *line;
  GtkLabel *reading;
  GtkLabel *time;
};

enum {
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WbSampleRow, wb_sample_row, GTK_TYPE_LIST_BOX_ROW)

static void
toggled_cb (WbSampleRow *self)
{
  if (gtk_check_button_get_active (self->radio))
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static void
show_reading (WbSampleRow *self,
              const WbSampleReading *reading)
{
  gtk_label_set_text (self->reading, reading->sentence);
  if (reading->has_position)
    gtk_widget_remove_css_class (GTK_WIDGET (self->reading), "dim-label");
}

static void
read_cb (GObject *source G_GNUC_UNUSED,
         GAsyncResult *result,
         gpointer data)
{
  g_autoptr(WbSampleReading) reading = wb_sample_reading_load_finish (result, NULL);

  /* Without a reading the row was taken away. */
  if (reading != NULL)
    show_reading (data, reading);
}

static void
wb_sample_row_dispose (GObject *object)
{
  WbSampleRow *self = WB_SAMPLE_ROW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_SAMPLE_ROW);

  G_OBJECT_CLASS (wb_sample_row_parent_class)->dispose (object);
}

static void
wb_sample_row_finalize (GObject *object)
{
  g_free (WB_SAMPLE_ROW (object)->text);

  G_OBJECT_CLASS (wb_sample_row_parent_class)->finalize (object);
}

static void
wb_sample_row_class_init (WbSampleRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = wb_sample_row_dispose;
  object_class->finalize = wb_sample_row_finalize;

  /**
   * WbSampleRow::chosen:
   *
   * The user wants this message as the sample.
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", WB_TYPE_SAMPLE_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/whereabouts/Whereabouts/ui/wb-sample-row.ui");
  gtk_widget_class_bind_template_child (widget_class, WbSampleRow, radio);
  gtk_widget_class_bind_template_child (widget_class, WbSampleRow, line);
  gtk_widget_class_bind_template_child (widget_class, WbSampleRow, reading);
  gtk_widget_class_bind_template_child (widget_class, WbSampleRow, time);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
wb_sample_row_init (WbSampleRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static gboolean
is_small (const WbMessage *message)
{
  return wb_message_get_size (message) <= WB_MAX_SAMPLE_BYTES;
}

static void
keep_text (WbSampleRow *self,
           const WbMessage *message)
{
  gsize length;
  const char *text = message->kind == WB_MESSAGE_TEXT && is_small (message)
                         ? wb_message_get_text (message, &length)
                         : NULL;

  if (text != NULL && length > 0 && memchr (text, '\0', length) == NULL)
    self->text = g_strndup (text, length);
  gtk_widget_set_sensitive (GTK_WIDGET (self->radio), self->text != NULL);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), self->text != NULL);
  if (self->text == NULL)
    gtk_widget_set_tooltip_text (GTK_WIDGET (self), _ ("A sample is a text of 64 kB at most."));
}

/* What is large was decoded once and that has to do. */
static void
read_message (WbSampleRow *self,
              WbMessage *message,
              WbRegistry *registry,
              const char *format)
{
  if (is_small (message))
    {
      self->cancellable = g_cancellable_new ();
      wb_sample_reading_load_async (message, registry, format, self->cancellable, read_cb, self);
    }
  else
    {
      g_autoptr(WbSampleReading) reading = wb_sample_reading_new (message);

      show_reading (self, reading);
    }
}

/**
 * wb_sample_row_new:
 * @message: a message that was received
 * @registry: what decoders there are; outlives the row
 * @format: (nullable): name of the format of its connection
 *
 * Returns: (transfer none): a row
 */
GtkWidget *
wb_sample_row_new (WbMessage *message,
                   WbRegistry *registry,
                   const char *format)
{
  WbSampleRow *self = g_object_new (WB_TYPE_SAMPLE_ROW, NULL);
  g_autofree char *line = wb_message_text_line (message);
  g_autofree char *time = wb_format_time (message->time, TRUE);
  g_autofree char *spoken = wb_message_text_spoken (message);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_label_set_text (self->line, line);
  gtk_label_set_text (self->time, time);
  keep_text (self, message);
  read_message (self, message, registry, format);
  return GTK_WIDGET (self);
}

/**
 * wb_sample_row_join:
 * @self: a row
 * @other: another row; only one of those that have been joined can be chosen
 */
void
wb_sample_row_join (WbSampleRow *self,
                    WbSampleRow *other)
{
  g_return_if_fail (WB_IS_SAMPLE_ROW (self));
  g_return_if_fail (WB_IS_SAMPLE_ROW (other));

  gtk_check_button_set_group (self->radio, other->radio);
}

void
wb_sample_row_choose (WbSampleRow *self)
{
  g_return_if_fail (WB_IS_SAMPLE_ROW (self));

  if (self->text != NULL)
    gtk_check_button_set_active (self->radio, TRUE);
}

/**
 * wb_sample_row_get_text:
 * @self: a row
 *
 * Returns: (nullable): the whole message; %NULL if it can't be a sample
 */
const char *
wb_sample_row_get_text (WbSampleRow *self)
{
  g_return_val_if_fail (WB_IS_SAMPLE_ROW (self), NULL);

  return self->text;
}
