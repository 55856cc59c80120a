/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* One message in full. */

#include "config.h"

#include "wb-message-details.h"

#include "wb-event-bar.h"
#include "wb-fix-text.h"
#include "wb-focus.h"
#include "wb-format-text.h"
#include "wb-message-content.h"
#include "wb-message-text.h"

#include <glib/gi18n-lib.h>

/* Time for filling the text views, in one turn of the main loop. */
#define TURN_US 2500

/* Where the values of facts begin, in the view of fixes. */
#define FACT_COLUMN 84

/**
 * WbMessageDetails:
 *
 * What takes long, such as laying out JSON, is done by a worker; the texts are then put into the
 * views a little at a time. Until then the message before stays, so nothing flickers while the
 * selection moves.
 */
struct _WbMessageDetails {
  GtkWidget parent_instance;

  /* Owned */
  WbMessage *message;
  WbConnection *connection; /* where it came from */
  GCancellable *loading;
  WbMessageContent *content;

  /* Template children */
  GtkWidget *box;
  GtkStack *stack;
  GtkWidget *header;
  GtkWidget *back;
  GtkLabel *title;
  GtkLabel *facts;
  GtkStack *pages;
  GtkToggleButton *pretty_button;
  GtkToggleButton *raw_button;
  GtkToggleButton *fix_button;
  GtkTextView *pretty;
  GtkTextView *raw;
  GtkTextView *fix;
  GtkPicture *picture;
  GtkRevealer *note_revealer;
  GtkLabel *note;
  GtkLabel *headline;
  GtkLabel *summary;
  GtkWidget *show_button;
  WbEventBar *event_bar;

  /* State */
  gboolean has_back;
  gboolean shows_name; /* of the connection */
  guint filling; /* source id */
};

typedef enum {
  PROP_HAS_BACK = 1,
  PROP_SHOWS_NAME,
} WbMessageDetailsProperty;

static GParamSpec *properties[PROP_SHOWS_NAME + 1] = { NULL };

typedef enum {
  SIGNAL_BACK,
  SIGNAL_COPY,
  SIGNAL_SAVE,
  SIGNAL_SHOW_TRACK,
  N_SIGNALS,
} WbMessageDetailsSignal;

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WbMessageDetails, wb_message_details, GTK_TYPE_WIDGET)

/*
 * Filling
 */

static gboolean
fill (WbStyledText *text,
      GtkTextView *view,
      gint64 deadline)
{
  return wb_styled_text_insert (text, gtk_text_view_get_buffer (view), deadline);
}

static gboolean
fill_cb (gpointer data)
{
  WbMessageDetails *self = data;
  gint64 deadline = g_get_monotonic_time () + TURN_US;

  if (fill (self->content->pretty, self->pretty, deadline) ||
      fill (self->content->raw, self->raw, deadline) || fill (self->content->fix, self->fix, deadline))
    return G_SOURCE_CONTINUE;

  self->filling = 0;
  return G_SOURCE_REMOVE;
}

static void
clear_views (WbMessageDetails *self)
{
  GtkTextView *views[] = { self->pretty, self->raw, self->fix };

  g_clear_handle_id (&self->filling, g_source_remove);
  for (gsize i = 0; i < G_N_ELEMENTS (views); i++)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (views[i]), "", 0);
}

static void
show_page (WbMessageDetails *self)
{
  gboolean has_picture = self->content != NULL && self->content->picture != NULL;

  if (gtk_toggle_button_get_active (self->raw_button))
    gtk_stack_set_visible_child_name (self->pages, "raw");
  else if (gtk_toggle_button_get_active (self->fix_button))
    gtk_stack_set_visible_child_name (self->pages, "fix");
  else
    gtk_stack_set_visible_child_name (self->pages, has_picture ? "picture" : "pretty");
}

/* Broken lines of a dump would not be below each other. */
static void
show_as_dump (WbMessageDetails *self,
              gboolean is_dump)
{
  GtkWidget *view = GTK_WIDGET (self->pretty);

  gtk_text_view_set_wrap_mode (self->pretty, is_dump ? GTK_WRAP_NONE : GTK_WRAP_WORD_CHAR);
  if (is_dump)
    gtk_widget_add_css_class (view, "dump");
  else
    gtk_widget_remove_css_class (view, "dump");
}

static void
show_content (WbMessageDetails *self)
{
  WbMessageContent *content = self->content;

  clear_views (self);
  show_as_dump (self, content->is_binary);
  gtk_button_set_label (GTK_BUTTON (self->pretty_button),
                        content->picture != NULL ? _ ("Picture")
                        : content->is_binary     ? _ ("Hex")
                                                 : _ ("Pretty"));
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (content->picture));
  gtk_label_set_label (self->note, content->note != NULL ? content->note : "");
  gtk_revealer_set_reveal_child (self->note_revealer, content->note != NULL);
  show_page (self);
  if (fill_cb (self) == G_SOURCE_CONTINUE)
    self->filling = g_idle_add (fill_cb, self);
}

static void
loaded_cb (GObject *source G_GNUC_UNUSED,
           GAsyncResult *result,
           gpointer data)
{
  g_autoptr(WbMessageDetails) self = data;
  WbMessageContent *content = wb_message_content_load_finish (result, NULL);

  if (content == NULL)
    return;

  clear_views (self);
  g_clear_object (&self->loading);
  g_clear_pointer (&self->content, wb_message_content_free);
  self->content = content;
  show_content (self);
}

static void
cancel_loading (WbMessageDetails *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

/*
 * Head and foot
 */

/* Where messages of others are listed, too, the name of the connection is a fact; the last one, as it may
 * be long. */
static char *
dup_facts (WbMessageDetails *self)
{
  g_autofree char *facts = wb_message_text_facts (self->message);
  g_autofree char *name = NULL;

  if (!self->shows_name || self->connection == NULL)
    return g_steal_pointer (&facts);

  name = wb_connection_dup_name (self->connection);
  return g_strdup_printf ("%s · %s", facts, name);
}

static void
show_head (WbMessageDetails *self)
{
  g_autofree char *number = wb_format_count (self->message->number);
  /* Translators: %s is a number */
  g_autofree char *title = g_strdup_printf (_ ("Message %s"), number);
  g_autofree char *facts = dup_facts (self);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->facts, facts);
  gtk_widget_set_sensitive (GTK_WIDGET (self->fix_button), self->message->reports != NULL);
  if (self->message->reports == NULL && gtk_toggle_button_get_active (self->fix_button))
    gtk_toggle_button_set_active (self->pretty_button, TRUE);
}

static void
show_foot (WbMessageDetails *self)
{
  g_autofree char *headline = wb_fix_text_headline (self->message, self->connection);
  g_autofree char *summary = headline != NULL ? wb_fix_text_summary (self->message) : NULL;
  g_autofree char *time = wb_format_time (self->message->time, TRUE);

  gtk_label_set_label (self->headline, headline != NULL ? headline : time);
  gtk_label_set_label (self->summary, summary != NULL ? summary : "");
  gtk_widget_set_visible (GTK_WIDGET (self->summary), summary != NULL && *summary != '\0');
  gtk_widget_set_visible (self->show_button, wb_fix_text_get_fix (self->message) != NULL);
}

static void
back_cb (WbMessageDetails *self)
{
  g_signal_emit (self, signals[SIGNAL_BACK], 0);
}

static void
copy_cb (WbMessageDetails *self)
{
  g_signal_emit (self, signals[SIGNAL_COPY], 0);
}

static void
save_cb (WbMessageDetails *self)
{
  g_signal_emit (self, signals[SIGNAL_SAVE], 0);
}

static void
show_track_cb (WbMessageDetails *self)
{
  const WbReport *fix = wb_fix_text_get_fix (self->message);

  if (fix != NULL)
    g_signal_emit (self, signals[SIGNAL_SHOW_TRACK], 0, fix->id);
}

static gboolean
wb_message_details_grab_focus (GtkWidget *widget)
{
  return wb_focus_pass_on (widget, WB_MESSAGE_DETAILS (widget)->back);
}

/*
 * Object
 */

static void
wb_message_details_get_property (GObject *object,
                                 guint prop_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  switch ((WbMessageDetailsProperty) prop_id)
    {
    case PROP_HAS_BACK:
      g_value_set_boolean (value, WB_MESSAGE_DETAILS (object)->has_back);
      break;
    case PROP_SHOWS_NAME:
      g_value_set_boolean (value, WB_MESSAGE_DETAILS (object)->shows_name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
wb_message_details_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  WbMessageDetails *self = WB_MESSAGE_DETAILS (object);

  switch ((WbMessageDetailsProperty) prop_id)
    {
    case PROP_HAS_BACK:
      self->has_back = g_value_get_boolean (value);
      gtk_widget_set_visible (self->back, self->has_back);
      break;
    case PROP_SHOWS_NAME:
      self->shows_name = g_value_get_boolean (value);
      if (self->message != NULL)
        show_head (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
wb_message_details_dispose (GObject *object)
{
  WbMessageDetails *self = WB_MESSAGE_DETAILS (object);

  cancel_loading (self);
  g_clear_handle_id (&self->filling, g_source_remove);
  g_clear_pointer (&self->content, wb_message_content_free);
  g_clear_pointer (&self->message, wb_message_unref);
  g_clear_object (&self->connection);
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_MESSAGE_DETAILS);

  G_OBJECT_CLASS (wb_message_details_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, WbMessageDetails, box);
  gtk_widget_class_bind_template_child (widget_class, WbMessageDetails, stack);
  gtk_widget_class_bind_template_child (widget_class, WbMessageDetails, header);
  gtk_widget_class_bind_template_child (widget_class, WbMessageDetails, back);
  gtk_widget_class_bind_template_child (widget_class, WbMessageDetails, title);
  gtk_widget_class_bind_template_child (widget_class, WbMessageDetails, facts);
  gtk_widget_class_bind_template_child (widget_class, WbMessageDetails, pages);
  gtk_widget_class_bind_template_child (widget_class, WbMessageDetails, pretty_button);
  gtk_widget_class_bind_template_child (widget_class, WbMessageDetails, raw_button);
  gtk_widget_class_bind_template_child (widget_class, WbMessageDetails, fix_button);
  gtk_widget_class_bind_template_child (widget_class, WbMessageDetails, pretty);
  gtk_widget_class_bind_template_child (widget_class, WbMessageDetails, raw);
  gtk_widget_class_bind_template_child (widget_class, WbMessageDetails, fix);
  gtk_widget_class_bind_template_child (widget_class, WbMessageDetails, picture);
  gtk_widget_class_bind_template_child (widget_class, WbMessageDetails, note_revealer);
  gtk_widget_class_bind_template_child (widget_class, WbMessageDetails, note);
  gtk_widget_class_bind_template_child (widget_class, WbMessageDetails, headline);
  gtk_widget_class_bind_template_child (widget_class, WbMessageDetails, summary);
  gtk_widget_class_bind_template_child (widget_class, WbMessageDetails, show_button);
  gtk_widget_class_bind_template_child (widget_class, WbMessageDetails, event_bar);
}

static guint
plain_signal (const char *name)
{
  return g_signal_new (name, WB_TYPE_MESSAGE_DETAILS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wb_message_details_class_init (WbMessageDetailsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = wb_message_details_dispose;
  object_class->get_property = wb_message_details_get_property;
  object_class->set_property = wb_message_details_set_property;
  widget_class->grab_focus = wb_message_details_grab_focus;

  /**
   * WbMessageDetails:has-back:
   *
   * Whether there is a button that leads back to the list.
   */
  properties[PROP_HAS_BACK] = g_param_spec_boolean ("has-back", NULL, NULL, FALSE,
                                                    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  /**
   * WbMessageDetails:shows-name:
   *
   * Whether it is said which connection the message belongs to. To set it makes the details look at the
   * connection again.
   */
  properties[PROP_SHOWS_NAME] = g_param_spec_boolean ("shows-name", NULL, NULL, FALSE,
                                                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_BACK] = plain_signal ("back");
  signals[SIGNAL_COPY] = plain_signal ("copy");
  signals[SIGNAL_SAVE] = plain_signal ("save");

  /**
   * WbMessageDetails::show-track:
   * @id: (nullable): id of an object
   *
   * The user wants to see it on the map.
   */
  signals[SIGNAL_SHOW_TRACK] = g_signal_new ("show-track", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                             NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (WB_TYPE_EVENT_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/whereabouts/Whereabouts/ui/wb-message-details.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, show_page);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_track_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
wb_message_details_init (WbMessageDetails *self)
{
  g_autoptr(PangoTabArray) tabs =
      pango_tab_array_new_with_positions (1, TRUE, PANGO_TAB_LEFT, FACT_COLUMN);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_direction (GTK_WIDGET (self->pretty), GTK_TEXT_DIR_LTR);
  gtk_widget_set_direction (GTK_WIDGET (self->raw), GTK_TEXT_DIR_LTR);
  wb_styled_text_prepare_buffer (gtk_text_view_get_buffer (self->pretty), GTK_TEXT_DIR_LTR);
  wb_styled_text_prepare_buffer (gtk_text_view_get_buffer (self->raw), GTK_TEXT_DIR_LTR);
  wb_styled_text_prepare_buffer (gtk_text_view_get_buffer (self->fix), GTK_TEXT_DIR_NONE);
  gtk_text_view_set_tabs (self->fix, tabs);
}

/**
 * wb_message_details_show:
 * @self: details
 * @message: (nullable): what to show
 * @monitor: (nullable): knows the decoders
 * @connection: (nullable): where the message came from
 */
void
wb_message_details_show (WbMessageDetails *self,
                         WbMessage *message,
                         WbMonitor *monitor,
                         WbConnection *connection)
{
  const char *format = NULL;

  g_return_if_fail (WB_IS_MESSAGE_DETAILS (self));

  cancel_loading (self);
  g_clear_pointer (&self->message, wb_message_unref);
  g_set_object (&self->connection, connection);
  gtk_stack_set_visible_child_name (self->stack, message != NULL ? "message" : "none");
  if (message == NULL)
    return;

  self->message = wb_message_ref (message);
  show_head (self);
  show_foot (self);
  wb_event_bar_show (self->event_bar, message, connection);
  if (connection != NULL)
    format = wb_profile_get_format (wb_connection_get_profile (connection));
  self->loading = g_cancellable_new ();
  wb_message_content_load_async (message, monitor != NULL ? wb_monitor_get_registry (monitor) : NULL, format,
                                 self->loading, loaded_cb, g_object_ref (self));
}

/**
 * wb_message_details_get_message:
 * @self: details
 *
 * Returns: (transfer none) (nullable): what is shown
 */
WbMessage *
wb_message_details_get_message (WbMessageDetails *self)
{
  g_return_val_if_fail (WB_IS_MESSAGE_DETAILS (self), NULL);

  return self->message;
}
