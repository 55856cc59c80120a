/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A message as a line of the list. */

#include "config.h"

#include "wb-message-row.h"

#include "wb-message-text.h"

#include <glib/gi18n-lib.h>

/* Sizes of most messages take no more, so that they stand below each other. */
#define SIZE_CHARS 4

/**
 * WbMessageRow:
 *
 * Made once for each line that fits into the window and given other messages while the list moves,
 * so it sets only what differs. A list has some two hundred rows, and each that asks for another size
 * makes the whole window measure again: texts of known width are inscriptions, whose size does not
 * depend on the text.
 */
struct _WbMessageRow {
  GtkWidget parent_instance;

  /* Template children */
  GtkWidget *direction;
  GtkWidget *time;
  GtkWidget *payload;
  GtkWidget *sentence;
  GtkWidget *about;
  GtkWidget *warning;
  GtkWidget *subject;
  GtkWidget *size;

  /* State */
  gboolean compact;
  const WbMessage *message; /* borrowed from the list item */
};

typedef enum {
  PROP_COMPACT = 1,
} WbMessageRowProperty;

static GParamSpec *properties[PROP_COMPACT + 1] = { NULL };

G_DEFINE_FINAL_TYPE (WbMessageRow, wb_message_row, GTK_TYPE_WIDGET)

static void
set_css_class (WbMessageRow *self,
               const char *name,
               gboolean set)
{
  if (set)
    gtk_widget_add_css_class (GTK_WIDGET (self), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), name);
}

/* Setting what is there already would measure again. */
static void
set_icon (GtkWidget *image,
          const char *name)
{
  if (g_strcmp0 (gtk_image_get_icon_name (GTK_IMAGE (image)), name) != 0)
    gtk_image_set_from_icon_name (GTK_IMAGE (image), name);
}

static void
set_label (GtkWidget *label,
           const char *text)
{
  if (!g_str_equal (gtk_label_get_label (GTK_LABEL (label)), text))
    gtk_label_set_label (GTK_LABEL (label), text);
}

/* For texts in monospace; the functions of the inscription do nothing where nothing changes. */
static void
set_inscription (GtkWidget *inscription,
                 const char *text,
                 guint min_chars)
{
  guint n_chars = MAX ((guint) g_utf8_strlen (text, -1), min_chars);

  gtk_inscription_set_min_chars (GTK_INSCRIPTION (inscription), n_chars);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (inscription), n_chars);
  gtk_inscription_set_text (GTK_INSCRIPTION (inscription), text);
}

static void
show_head (WbMessageRow *self)
{
  g_autofree char *time = wb_message_text_time (self->message, !self->compact);

  set_icon (self->direction, wb_message_text_direction_icon (self->message));
  set_inscription (self->time, time, 0);
}

static void
show_payload (WbMessageRow *self)
{
  gboolean is_event = self->message->direction == WB_DIRECTION_LOCAL;
  g_autofree char *line = wb_message_text_line (self->message);

  gtk_widget_set_visible (self->payload, !is_event);
  gtk_widget_set_visible (self->sentence, is_event);
  gtk_inscription_set_text (GTK_INSCRIPTION (is_event ? self->sentence : self->payload), line);
  set_css_class (self, "sent", self->message->direction == WB_DIRECTION_SENT);
  set_css_class (self, "event", is_event);
  set_css_class (self, "failed",
                 is_event && g_str_equal (wb_message_text_direction_icon (self->message),
                                          "status-failed-symbolic"));
}

static void
show_subject (WbMessageRow *self)
{
  gboolean rejected;
  g_autofree char *subject = wb_message_text_subject (self->message, &rejected);
  g_autofree char *size = wb_message_text_size (wb_message_get_size (self->message));

  set_css_class (self, "rejected", rejected);
  gtk_widget_set_visible (self->warning, rejected);
  gtk_widget_set_visible (self->subject, subject != NULL && (rejected || !self->compact));
  set_label (self->subject, subject != NULL ? subject : "");
  gtk_widget_set_visible (self->size, !self->compact && self->message->direction != WB_DIRECTION_LOCAL);
  set_inscription (self->size, size, SIZE_CHARS);
}

static void
show (WbMessageRow *self)
{
  if (self->message == NULL)
    return;

  show_head (self);
  show_payload (self);
  show_subject (self);
}

static void
wb_message_row_get_property (GObject *object,
                             guint prop_id,
                             GValue *value,
                             GParamSpec *pspec)
{
  switch ((WbMessageRowProperty) prop_id)
    {
    case PROP_COMPACT:
      g_value_set_boolean (value, WB_MESSAGE_ROW (object)->compact);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
wb_message_row_set_property (GObject *object,
                             guint prop_id,
                             const GValue *value,
                             GParamSpec *pspec)
{
  WbMessageRow *self = WB_MESSAGE_ROW (object);

  switch ((WbMessageRowProperty) prop_id)
    {
    case PROP_COMPACT:
      if (self->compact == g_value_get_boolean (value))
        break;
      self->compact = g_value_get_boolean (value);
      show (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
wb_message_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_MESSAGE_ROW);

  G_OBJECT_CLASS (wb_message_row_parent_class)->dispose (object);
}

static void
wb_message_row_class_init (WbMessageRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = wb_message_row_dispose;
  object_class->get_property = wb_message_row_get_property;
  object_class->set_property = wb_message_row_set_property;

  /**
   * WbMessageRow:compact:
   *
   * Whether there is little room: then the time is short, and name and size are left out.
   */
  properties[PROP_COMPACT] =
      g_param_spec_boolean ("compact", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/whereabouts/Whereabouts/ui/wb-message-row.ui");
  gtk_widget_class_bind_template_child (widget_class, WbMessageRow, direction);
  gtk_widget_class_bind_template_child (widget_class, WbMessageRow, time);
  gtk_widget_class_bind_template_child (widget_class, WbMessageRow, payload);
  gtk_widget_class_bind_template_child (widget_class, WbMessageRow, sentence);
  gtk_widget_class_bind_template_child (widget_class, WbMessageRow, about);
  gtk_widget_class_bind_template_child (widget_class, WbMessageRow, warning);
  gtk_widget_class_bind_template_child (widget_class, WbMessageRow, subject);
  gtk_widget_class_bind_template_child (widget_class, WbMessageRow, size);
  gtk_widget_class_set_css_name (widget_class, "messagerow");
}

static void
wb_message_row_init (WbMessageRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  /* A payload is no text of the interface: it stays as it is in a mirrored row. */
  gtk_widget_set_direction (self->payload, GTK_TEXT_DIR_LTR);
}

GtkWidget *
wb_message_row_new (void)
{
  return g_object_new (WB_TYPE_MESSAGE_ROW, NULL);
}

/**
 * wb_message_row_set_message:
 * @self: a row
 * @message: (nullable): what to show, which has to stay as long as it is shown
 */
void
wb_message_row_set_message (WbMessageRow *self,
                            const WbMessage *message)
{
  g_return_if_fail (WB_IS_MESSAGE_ROW (self));

  self->message = message;
  show (self);
}
